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

    The last value is kept apart from those before it, the past: a better last value must never make a prediction worse
    for whoever wants more, so nothing that narrows or widens on both sides may depend on it.

    Columns added, float64 and free of units but for `link_last`, `link_before` and `unit`:

    * `link` (string); `additive` and `bounded`, 1 or 0; `values` (int64), how many are used;
    * `link_last` and `link_before`: the last value and the one before on the link's scale; `unit`: what the rest is
      measured in on that scale, for an additive series the mean size of its past changes; null for a series of zeros;
    * `past_changes`: how many changes the past holds, null below `FEWEST` values; `span`: years it covers;
      `reach_back`: years from the first to the last value;
    * `last_growth` a year into the last value; of the past: `past_growth` a year on average, `past_latest` into its own
      last value, `past_greatest` in size, `past_squares` around the average, `past_turns` (half the sum of squared
      differences between successive changes), `past_still` (the share of years without a change).
    """
    t = spread
    y = [t[f"y{age}"] for age in range(YEARS)]
    seen = total([one.notnull().cast("float64") for one in y])
    inside = ibis.and_(*(ibis.coalesce((one > t.lower) & (one < t.upper), one.isnull()) for one in y))
    above_zero = ibis.and_(*(ibis.coalesce(one > 0, ibis.literal(True)) for one in y))
    t = t.mutate(
        values=seen.cast("int64"),
        past_changes=(seen >= FEWEST).ifelse(seen - 2.0, _NOTHING),
        link=ibis.cases(
            (inside & t.lower.notnull() & t.upper.notnull(), LOGIT), (above_zero, LOG), else_=ADDITIVE
        ),
    )
    t = t.mutate(
        additive=(t.link == ADDITIVE).cast("float64"),
        bounded=(t.link == LOGIT).cast("float64"),
        **{f"x{age}": on_link(t[f"y{age}"], t.link, t.lower, t.upper) for age in range(YEARS)},
    )
    x = [t[f"x{age}"] for age in range(YEARS)]
    t = t.mutate(
        link_before=ibis.coalesce(*x[1:]),
        gap=ibis.cases(*((x[age].notnull(), float(age)) for age in range(1, YEARS)), else_=_NOTHING),
        **{f"x{age}": _filled(x[1:], age - 1) for age in range(1, YEARS)},
    )
    x = [t[f"x{age}"] for age in range(YEARS)]
    t = t.mutate(**{f"d{age}": x[age] - x[age + 1] for age in range(1, YEARS - 1)})
    d = [t[f"d{age}"] for age in range(1, YEARS - 1)]
    years = [one.notnull().cast("float64") for one in x[1:]]
    t = t.mutate(
        span=total([one.notnull().cast("float64") for one in d]), last_growth=(t.x0 - t.link_before) / t.gap
    )
    # A past without changes has nothing to measure by; a twentieth of its level stands in, then the last change.
    own_unit = ibis.greatest(
        total([one.abs() for one in d]) / positive(t.span),
        total([one.abs() for one in x[1:]]) / positive(total(years)) / 20.0,
    )
    own_unit = ibis.coalesce(positive(own_unit), positive(t.last_growth.abs()))
    t = t.mutate(link_last=t.x0, unit=(t.link == ADDITIVE).ifelse(own_unit, 1.0), reach_back=t.span + t.gap)
    t = t.mutate(
        last_growth=t.last_growth / t.unit,
        **{f"d{age}": t[f"d{age}"] / t.unit for age in range(1, YEARS - 1)},
    )
    d = [t[f"d{age}"] for age in range(1, YEARS - 1)]
    t = t.mutate(past_growth=total(d) / positive(t.span), past_latest=ibis.coalesce(*d))
    squares = total([one * one for one in d]) - t.past_growth * t.past_growth * t.span
    turns = [(newer - older) * (newer - older) for newer, older in itertools.pairwise(d)]
    sizes = [ibis.coalesce(one.abs(), 0.0) for one in d]
    t = t.mutate(
        past_squares=(squares > 0).ifelse(squares, 0.0),
        past_turns=total(turns) / 2.0,
        past_greatest=ibis.greatest(*sizes),
        past_still=total([(one == 0).ifelse(1.0, 0.0) for one in d]) / positive(t.span),
    )
    left = [f"{letter}{age}" for letter in "xy" for age in range(YEARS)]
    return t.drop("gap", *left, *(f"d{age}" for age in range(1, YEARS - 1)))
