"""What the published methods see of a target: a base, a last value, a figure and the years between.

They know one kind of promise, a level by a year, and yearly values only. A target of another kind (cumulative, average
growth, every year, compound) gets a row whose status says that the method does not apply.

Guards that hold for all of them, whatever their own code does: the last value is the last up to the due year, so a
target past due is judged on its due value; a base year after the data, or the same as the last, leaves too little to
go by; no logarithm or quotient is taken of zero.
"""

from typing import Any

import ibis

from plenum.assessing import precedence
from plenum.assessing.annual import yearly
from plenum.assessing.columns import NUMBER
from plenum.assessing.facts import DAYS_A_YEAR, position, position_after
from plenum.assessing.verdicts import near_bound

DEFAULT_BASE_YEAR = 2015
"""The year the Sustainable Development Goals are measured from, where a target names no day to begin with."""

LONG, SHORT = 15, 5
"""Years back from the last value, of Eurostat's two windows."""

FITTED_BACK = 15
"""Years before `base_from` from which on values count for a line fitted to them: 2000, where the base is 2015."""

LEVELS = ("level", "range", "ceiling", "milestone")
NOT_APPLICABLE = "not_applicable"
NOT_AVAILABLE = "not_available"

_KEY = list(precedence.KEY)


def _asked(targets: Any) -> Any:
    t = targets
    several_years = position_after(t.ends) - position(t.starts) > DAYS_A_YEAR
    return t.select(
        *_KEY,
        "series",
        applies=t.kind.isin(LEVELS),
        up=t.direction != "down",
        parity=t.direction == "range",
        figure=near_bound(t).cast(NUMBER),
        natural_limit=(t.direction == "down").ifelse(t.lower, t.upper).cast("float64"),
        due_year=t.ends.year().cast("int64"),
        base_from=ibis.coalesce(
            t.baseline_on.year(), several_years.ifelse(t.starts.year() - 1, DEFAULT_BASE_YEAR)
        ).cast("int64"),
    )


def histories(observations: Any, targets: Any) -> Any:
    """One row for each target with what any of the published methods asks of its yearly values.

    Beyond the target's own columns (applies, up, parity, figure, natural_limit, due_year, base_from): `last_year`,
    `last`; `base_year`, `base`, the first value from `base_from` on; `long_base` and `short_base`, the values exactly
    `LONG` and `SHORT` years before the last; and of the positive values from `base_from` on, for a line through their
    logarithms by years before the last one: `values_used`, and the sums `since`, `since_squared`, `logs`, `since_logs`.

    For a line through the values themselves, of any sign and from `FITTED_BACK` years before `base_from` on, by years
    since the last one (0 and less): `fitted_values` (how many), `fitted_from` (the year of the first); the sums of the
    years and of their squares and cubes, `fitted_since`, `fitted_since_squared`, `fitted_since_cubed`; and the sums of
    each value's distance from the last one, `fitted_rise`, also times the years, `fitted_since_rise`, and times their
    squares, `fitted_since_squared_rise`.

    Values are decimals, sums float64.
    """
    asked = _asked(targets)
    rows = yearly(observations, asked)
    nothing = ibis.null("float64")
    used = (rows.year >= rows.base_from) & (rows.value > 0)
    fitted = rows.year >= rows.base_from - FITTED_BACK
    rows = rows.mutate(
        before=rows.last_year - rows.year,
        ago=fitted.ifelse(rows.year - rows.last_year, ibis.null("int64")),
        fitted=fitted.ifelse(rows.value.cast(NUMBER), ibis.null(NUMBER)),
        # Years are counted from the last one, so that the sums stay small.
        since=used.ifelse((rows.year - rows.last_year).cast("float64"), nothing),
        log=used.ifelse(rows.value.cast("float64"), nothing).ln(),
    )
    ago = rows.ago.cast("float64")
    found = rows.group_by(*_KEY).agg(
        last_year=rows.last_year.max(),
        base_year=rows.base_year.max(),
        last=rows.value.max(where=rows.before == 0),
        base=rows.value.max(where=rows.year == rows.base_year),
        long_base=rows.value.max(where=rows.before == LONG),
        short_base=rows.value.max(where=rows.before == SHORT),
        values_used=rows.log.count(),
        since=rows.since.sum(),
        since_squared=(rows.since * rows.since).sum(),
        logs=_exact_sum(rows.log),
        since_logs=_exact_sum(rows.since * rows.log),
        fitted_values=rows.ago.count(),
        fitted_from=rows.year.min(where=rows.ago.notnull()),
        fitted_since=ago.sum(),
        fitted_since_squared=(ago * ago).sum(),
        fitted_since_cubed=(ago * ago * ago).sum(),
        # Exact, as the values are decimals and the years whole: no order of rows changes them.
        fitted_0=rows.fitted.sum(),
        fitted_1=(rows.fitted * rows.ago.cast("decimal(5, 0)")).sum(),
        fitted_2=(rows.fitted * (rows.ago * rows.ago).cast("decimal(7, 0)")).sum(),
    )
    t = asked.left_join(found, _KEY).drop("target_right", "as_of_right")
    # Narrowed, so that their differences are exact on every engine.
    narrowed = {name: t[name].cast(NUMBER) for name in ("last", "base", "long_base", "short_base")}
    t = t.mutate(**narrowed, values_used=ibis.coalesce(t.values_used, 0))
    t = t.mutate(
        fitted_rise=_from_last(t.fitted_0, t.last, t.fitted_values),
        fitted_since_rise=_from_last(t.fitted_1, t.last, t.fitted_since),
        fitted_since_squared_rise=_from_last(t.fitted_2, t.last, t.fitted_since_squared),
    )
    return t.drop("fitted_0", "fitted_1", "fitted_2")


def _from_last(total: Any, last: Any, weights: Any) -> Any:
    """A weighted sum of values as one of their distances from the last, before anything is rounded to float64.

    What is left is as fine as the values, however far from zero the series runs. The widths leave room for the largest
    values in each of 300 years, which is what periods can tell.
    """
    return (total.cast("decimal(36, 9)") - last * weights.cast("decimal(9, 0)")).cast("float64")


def _exact_sum(logarithms: Any) -> Any:
    """A sum that does not depend on the order of its rows, as sums of floats do; twelve places of each are kept.

    Eighteen digits are what engines add fastest: a logarithm times the years before has five before the point.
    """
    return logarithms.cast("decimal(18, 12)").sum().cast("float64")


def years_between(earlier: Any, later: Any) -> Any:
    """Years as float64; null where `later` is not later."""
    return (later > earlier).ifelse((later - earlier).cast("float64"), ibis.null("float64"))


def growth(value: Any, base: Any, over: Any) -> Any:
    """(value / base)^(1 / over) - 1: compound growth a year; -1 for a fall to zero. All float64.

    Null where the signs differ, where the base is zero, and where `over` is null.
    """
    nothing = ibis.null("float64")
    quotient = value / (base != 0).ifelse(base, nothing)
    compound = ((quotient > 0).ifelse(quotient, nothing).ln() / over).exp() - 1.0
    return ((quotient == 0) & over.notnull()).ifelse(-1.0, compound)


def attained(value: Any, figure: Any, up: Any) -> Any:
    """Whether a decimal value is at the figure or better."""
    return up.ifelse(value >= figure, value <= figure)
