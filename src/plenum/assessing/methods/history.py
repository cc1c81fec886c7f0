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
    Values are decimals, sums float64.
    """
    asked = _asked(targets)
    rows = yearly(observations, asked)
    nothing = ibis.null("float64")
    used = (rows.year >= rows.base_from) & (rows.value > 0)
    rows = rows.mutate(
        before=rows.last_year - rows.year,
        # Years are counted from the last one, so that the sums stay small.
        since=used.ifelse((rows.year - rows.last_year).cast("float64"), nothing),
        log=used.ifelse(rows.value.cast("float64"), nothing).ln(),
    )
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
    )
    t = asked.left_join(found, _KEY).drop("target_right", "as_of_right")
    # Narrowed, so that their differences are exact on every engine.
    narrowed = {name: t[name].cast(NUMBER) for name in ("last", "base", "long_base", "short_base")}
    return t.mutate(**narrowed, values_used=ibis.coalesce(t.values_used, 0))


def _exact_sum(logarithms: Any) -> Any:
    """A sum that does not depend on the order of its rows, as sums of floats do."""
    return logarithms.cast("decimal(28, 18)").sum().cast("float64")


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
