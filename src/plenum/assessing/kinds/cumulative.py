"""A sum, a mean or a compounded growth over the period: "five years' investment of 1,000 trillion dong".

The pace is the amount a year: what the years known gave on average against what each year left has to give. For a
cap (direction down) the two change places: what is left to spend a year against what was spent. The figure of a mean
is multiplied by the years instead of the sum being divided by them, so that equality at the bar stays exact.
"""

from types import SimpleNamespace
from typing import Any

import ibis

from plenum.assessing.columns import NUMBER
from plenum.assessing.facts import DAYS_A_YEAR, years
from plenum.assessing.kinds import average_growth, level
from plenum.assessing.kinds.pace import (
    NO_SHARE,
    NO_TEXT,
    UNIT,
    WIDE,
    beyond_bounds,
    days,
    ledger_places,
    nonzero,
    positive,
)
from plenum.assessing.kinds.prospect import MEAN, Prospect, Question
from plenum.assessing.verdicts import Reading, choose, fulfils, goes_beyond, near_bound


def _whole_years(count: Any) -> Any:
    return (count / DAYS_A_YEAR).floor().cast("decimal(5, 0)")


def _figure(f: Any) -> dict[str, Any]:
    mean = f.over_time == "mean"
    one = ibis.literal(1, "decimal(5, 0)")
    known = mean.ifelse(_whole_years(f.covered), one)
    whole = mean.ifelse(_whole_years(f.due - f.begins), one)
    return {
        "total_bar": near_bound(f),
        "total_goal": (near_bound(f) * whole).cast(NUMBER),
        "total_low": (f.low * known).cast(NUMBER),
        "total_high": (f.high * known).cast(NUMBER),
        "total_cap": ibis.coalesce(f.high, f.low),
        "total_left": f.due - f.begins - f.covered,
        # Only sums of amounts that are never negative can neither shrink nor be mended.
        "total_one_way": ~mean & (f.least >= 0),
        "total_measured": mean.ifelse(
            ledger_places(f.total.cast("float64") / positive(years(f.covered))), f.total
        ),
    }


def _compare(f: Any) -> dict[str, Any]:
    so_far = SimpleNamespace(direction=f.direction, low=f.total_low, high=f.total_high)
    direct = f.direct.notnull()
    return {
        "total_attained": direct.ifelse(fulfils(f.direct, f), fulfils(f.total, so_far)),
        "total_beyond": direct.ifelse(goes_beyond(f.direct, f), goes_beyond(f.total, so_far)),
        "total_over": ~direct & f.total_one_way & (f.direction != "up") & (f.total > f.total_cap),
        "total_unfinished": ~direct & (f.total_left > 0),
        "total_produced": (f.total * days(f.total_left)).cast(WIDE),
        "total_owed": ((f.total_goal - f.total) * days(f.covered)).cast(WIDE),
        "total_to_give": (f.total_goal - f.total).cast("float64") / positive(years(f.total_left)),
    }


STEPS = (_figure, _compare)


def cumulative(f: Any) -> Reading:
    """By `over_time`: a level where the series is already cumulated, a product of growth rates, else a sum or mean."""
    return choose(
        (f.over_time == "last", level.level(f)),
        (f.over_time == "compound", average_growth.average_growth(f)),
        else_=_total(f),
    )


def _total(f: Any) -> Reading:
    """Judged on the total over the whole period, or on the range that states it directly."""
    direct = f.direct.notnull()
    down, nothing = f.direction == "down", ibis.null(WIDE)
    return Reading(
        has_figure=f.total_bar.notnull(),
        begun=f.begun,
        seen=f.seen > 0,
        settled=direct | (f.total_left == 0),
        attained=f.total_attained,
        beyond=f.total_beyond,
        secured=f.total_one_way & (f.direction == "up") & f.total_attained,
        broken=f.total_over & (f.open_values == 0),
        failing=f.total_over,
        out_of_reach=f.total_unfinished & beyond_bounds(f, ledger_places(f.total_to_give)),
        first_year=f.first_year,
        gained=f.total_unfinished.ifelse(down.ifelse(f.total_owed, f.total_produced), nothing),
        asked=f.total_unfinished.ifelse(down.ifelse(f.total_produced, f.total_owed), nothing),
        measured=ibis.coalesce(f.direct, f.total_measured).cast(NUMBER),
        bar=f.total_bar,
        progress=direct.ifelse(
            f.direct.cast("float64") / nonzero(f.total_bar), f.total.cast("float64") / nonzero(f.total_goal)
        ),
        pace_so_far=f.total.cast("float64") / positive(years(f.covered)),
        pace_needed=f.total_unfinished.ifelse(f.total_to_give, NO_SHARE),
        pace_basis=f.total.notnull().ifelse(UNIT, NO_TEXT),
        years_left=direct.ifelse(ibis.literal(0.0), years(f.total_left)),
    )


def _question(f: Any) -> Question:
    """By `over_time` as the reading; of a sum or mean, what the years left must give on average."""
    whole = (f.over_time == "mean").ifelse(years(f.due - f.begins), 1.0)
    so_far, left = ibis.coalesce(f.total.cast("float64"), 0.0), positive(years(f.total_left))

    def owed(end: Any) -> Any:
        return (end.cast("float64") * whole - so_far) / left

    return choose(
        (f.over_time == "last", level.PROSPECT.question(f)),
        (f.over_time == "compound", average_growth.PROSPECT.question(f)),
        else_=Question(ibis.literal(MEAN), owed(f.low), owed(f.high)),
    )


def _measured(f: Any, value: Any) -> Any:
    whole = (f.over_time == "mean").ifelse(years(f.due - f.begins), 1.0)
    total = (ibis.coalesce(f.total.cast("float64"), 0.0) + value * years(f.total_left)) / whole
    return ibis.cases(
        (f.over_time == "last", level.PROSPECT.measured(f, value)),
        (f.over_time == "compound", average_growth.PROSPECT.measured(f, value)),
        else_=total,
    )


PROSPECT = Prospect(_question, _measured)
