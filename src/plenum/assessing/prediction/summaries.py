"""Yearly values in, one row of numbers free of units out.

Of each key the values of the `YEARS` calendar years up to its last value are used. Years without one are passed over:
a change over k years counts as k equal changes of one year each for levels and sums of squares, and as one change for
what is known (`changes`).

The link is the scale on which changes are compared: `logit` where both bounds are declared and every value lies
strictly between them, `log` where every value is positive, else `additive`, in units of the mean absolute change.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import ibis

YEARS = 8
"""How many calendar years back a series is looked at. More was not better on the reviews the constants come from."""

FEWEST = 3
"""Values needed to say anything: two changes, so that there is a spread."""

LOG, LOGIT, ADDITIVE = "log", "logit", "additive"

_NOTHING = ibis.null("float64")


def total(terms: Sequence[Any]) -> Any:
    """The sum of columns, a null counting as zero."""
    summed = ibis.literal(0.0)
    for term in terms:
        summed = summed + ibis.coalesce(term, 0.0)
    return summed


def positive(value: Any) -> Any:
    """The value where it is positive, else null: what a logarithm or a quotient may be taken of."""
    return (value > 0).ifelse(value, _NOTHING)


def spread_out(rows: Any, key: Sequence[str], also: Mapping[str, Any] | None = None) -> Any:
    """One row for each key: `last_year`, and `y0` (its value) to `y7` (seven years earlier), float64 or null.

    `rows` has the columns of `key`, `year` (int64) and `value`; one row at most for each year. Where it has `last_year`
    too, the greatest year of its key, no row is sorted to find it. `also` are further aggregates of `rows`.
    """
    if "last_year" not in rows.columns:
        rows = rows.mutate(last_year=rows.year.max().over(ibis.window(group_by=list(key))))
    age, value = rows.last_year - rows.year, rows.value.cast("float64")
    return rows.group_by(*key).agg(
        last_year=rows.last_year.max(),
        **{f"y{years}": value.max(where=age == years) for years in range(YEARS)},
        **(also or {}),
    )


def on_link(value: Any, link: Any, lower: Any, upper: Any) -> Any:
    """A value on the scale of its link; null where the link has no place for it.

    logit is ln((y - lower) (upper - lower) / (upper - y)): near the lower bound it is the logarithm of y - lower.
    """
    return ibis.cases(
        (link == ADDITIVE, value),
        (link == LOG, positive(value).ln()),
        else_=positive(value - lower).ln() - positive(upper - value).ln() + positive(upper - lower).ln(),
    )


def _filled(x: list[Any], age: int) -> Any:
    """The value of a year, or the one on the straight line between its neighbours in time; null outside them."""
    newer, older = x[:age][::-1], x[age + 1 :]
    if not newer or not older:
        return x[age]

    def distance(neighbours: list[Any]) -> Any:
        return ibis.cases(
            *((one.notnull(), float(steps)) for steps, one in enumerate(neighbours, 1)), else_=_NOTHING
        )

    after, before = distance(newer), distance(older)
    between = (ibis.coalesce(*newer) * before + ibis.coalesce(*older) * after) / (after + before)
    return ibis.coalesce(x[age], between)


def summaries(spread: Any) -> Any:
    """The table `spread_out` gives, with `lower` and `upper` (float64, may be null), summed up.

    Columns added, all float64 and free of units but for `link_last` and `unit`:

    * `link` (string), `values` (int64) used, `changes` known (null below `FEWEST` values), `span` in years;
    * `link_last`: the last value on the link's scale; `unit`: what the rest is measured in, on that scale; null where
      an additive series of zeros has none;
    * `mean_growth` a year over the whole span, `last_growth` a year;
    * `around_walk`: sum of squared changes less the mean growth's share; `around_trend`: half the sum of squared
      differences between successive changes.
    """
    t = spread
    y = [t[f"y{age}"] for age in range(YEARS)]
    seen = total([one.notnull().cast("float64") for one in y])
    inside = ibis.and_(*(ibis.coalesce((one > t.lower) & (one < t.upper), one.isnull()) for one in y))
    above_zero = ibis.and_(*(ibis.coalesce(one > 0, ibis.literal(True)) for one in y))
    t = t.mutate(
        values=seen.cast("int64"),
        changes=(seen >= FEWEST).ifelse(seen - 1.0, _NOTHING),
        link=ibis.cases((inside, LOGIT), (above_zero, LOG), else_=ADDITIVE),
    )
    t = t.mutate(
        **{f"x{age}": on_link(t[f"y{age}"], t.link, t.lower, t.upper) for age in range(YEARS)},
    )
    x = [t[f"x{age}"] for age in range(YEARS)]
    t = t.mutate(**{f"x{age}": _filled(x, age) for age in range(YEARS)})
    x = [t[f"x{age}"] for age in range(YEARS)]
    t = t.mutate(**{f"d{age}": x[age] - x[age + 1] for age in range(YEARS - 1)})
    d = [t[f"d{age}"] for age in range(YEARS - 1)]
    span = total([one.notnull().cast("float64") for one in d])
    moved = total([one.abs() for one in d])
    # A flat series has no change to measure by; a twentieth of its value stands in.
    own_unit = ibis.coalesce(positive(moved) / positive(span), positive(t.x0.abs() / 20.0))
    t = t.mutate(span=span, link_last=t.x0, unit=(t.link == ADDITIVE).ifelse(own_unit, 1.0))
    t = t.mutate(**{f"d{age}": t[f"d{age}"] / t.unit for age in range(YEARS - 1)})
    d = [t[f"d{age}"] for age in range(YEARS - 1)]
    t = t.mutate(mean_growth=total(d) / positive(t.span), last_growth=d[0])
    squares = total([one * one for one in d]) - t.mean_growth * t.mean_growth * t.span
    turns = [(newer - older) * (newer - older) for newer, older in itertools.pairwise(d)]
    t = t.mutate(around_walk=(squares > 0).ifelse(squares, 0.0), around_trend=total(turns) / 2.0)
    return t.drop(*(f"{letter}{age}" for letter in "xy" for age in range(YEARS))).drop(
        *(f"d{age}" for age in range(YEARS - 1))
    )
