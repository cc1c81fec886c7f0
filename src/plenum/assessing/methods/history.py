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
from plenum.assessing.columns import NUMBER
from plenum.assessing.facts import DAYS_A_YEAR, position, position_after
from plenum.assessing.verdicts import near_bound

DEFAULT_BASE_YEAR = 2015
"""The year the Sustainable Development Goals are measured from, where a target names no day to begin with."""

LEVELS = ("level", "range", "ceiling", "milestone")
NOT_APPLICABLE = "not_applicable"
NOT_AVAILABLE = "not_available"

_KEY = list(precedence.KEY)


def _asked(targets: Any) -> Any:
    t = targets
    several_years = position_after(t.ends) - position(t.starts) > DAYS_A_YEAR
    return t.select(
        *_KEY,
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


def yearly(observations: Any, targets: Any) -> Any:
    """The current yearly values of each target up to its due year.

    Columns: target, as_of, base_from, year (int64), value (decimal), and `newest`, the last year with a value.
    """
    rows = _asked(targets).inner_join(precedence.current(observations, targets), _KEY)
    rows = rows.mutate(year=rows.starts.year().cast("int64"))
    rows = rows.filter(rows.frequency == "A", rows.year <= rows.due_year)
    newest = rows.year.max().over(ibis.window(group_by=_KEY))
    return rows.select(
        *_KEY,
        "applies",
        "up",
        "figure",
        "natural_limit",
        "due_year",
        "base_from",
        "year",
        "value",
        newest=newest,
    )


def with_targets(found: Any, targets: Any) -> Any:
    """Every target with the columns `found` for it, null where nothing was."""
    asked = _asked(targets)
    return asked.left_join(found, _KEY).drop("target_right", "as_of_right")


def first_and_last(rows: Any, base_from: Any) -> Any:
    """For each target the earliest value from the year `base_from` on and the last value.

    Columns: target, as_of, base, base_year, last, last_year; values are decimals.
    """
    rows = rows.mutate(_from=rows.year >= base_from)
    return rows.group_by(*_KEY).agg(
        base=rows.value.argmin(rows.year, where=rows._from),
        base_year=rows.year.min(where=rows._from),
        last=rows.value.argmax(rows.year),
        last_year=rows.year.max(),
    )


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
