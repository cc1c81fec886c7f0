"""A level or a range on the due day: "20 million arrivals in 2025", "65 to 65.5 % in 2025".

A range is a level with two ends: met from the near end on, exceeded past the far one. A series that is cumulated by
whoever reports it (`over_time` last) is judged as a level too. The pace runs from the baseline to the last value; the
pace needed, from there to the near end on the due day.
"""

from typing import Any

import ibis

from plenum.assessing.columns import NUMBER
from plenum.assessing.facts import DAYS_A_YEAR, years
from plenum.assessing.kinds.pace import (
    NO_SHARE,
    NO_TEXT,
    PERCENT,
    UNIT,
    WIDE,
    bar,
    beyond_bounds,
    days,
    ledger_places,
    nonzero,
    past_far_end,
    percent,
    positive,
    sign,
)
from plenum.assessing.kinds.prospect import DUE, Prospect, Question
from plenum.assessing.verdicts import Reading, fulfils, goes_beyond


def _way(f: Any) -> dict[str, Any]:
    past_end = past_far_end(f, f.last, f.base)
    return {
        "level_bar": bar(f, past_end),
        "level_sign": sign(f, past_end),
        "level_gone": f.last_stop - f.base_stop,
        "level_left": f.due - f.last_stop,
        "level_attained": fulfils(f.last, f),
        "level_beyond": goes_beyond(f.last, f),
    }


def _speed(f: Any) -> dict[str, Any]:
    timed = (f.level_gone > 0) & (f.level_left > 0)
    compound = f.relative & (f.base > 0) & (f.last > 0) & (f.level_bar > 0)
    gone, left = positive(years(f.level_gone)), positive(years(f.level_left))
    return {
        "level_timed": timed,
        "level_compound": timed & compound,
        "level_unit": timed & ~ibis.coalesce(compound, ibis.literal(False)),
        "level_grown": percent((positive(f.last) / positive(f.base)).ln() / gone),
        "level_to_grow": percent((positive(f.level_bar) / positive(f.last)).ln() / left),
        "level_moved": (f.last - f.base).cast("float64") / gone,
        "level_to_move": (f.level_bar - f.last).cast("float64") / left,
        "level_progress": (f.last - f.base).cast("float64") / nonzero(f.level_bar - f.base),
    }


def _pace(f: Any) -> dict[str, Any]:
    no_number = ibis.null(NUMBER)
    # Differences are compared as decimals: each is multiplied by the days of the other instead of divided by its own.
    return {
        "level_gained": ibis.cases(
            (f.level_compound, (f.level_sign * ledger_places(f.level_grown)).cast(WIDE)),
            (f.level_unit, (f.level_sign * (f.last - f.base) * days(f.level_left)).cast(WIDE)),
            else_=no_number,
        ),
        "level_asked": ibis.cases(
            (f.level_compound, (f.level_sign * ledger_places(f.level_to_grow)).cast(WIDE)),
            (f.level_unit, (f.level_sign * (f.level_bar - f.last) * days(f.level_gone)).cast(WIDE)),
            else_=no_number,
        ),
        "level_so_far": ibis.cases(
            (f.level_compound, f.level_grown), (f.level_unit, f.level_moved), else_=NO_SHARE
        ),
        # Nothing more is needed of a value that is already good enough.
        "level_needed": ibis.cases(
            (f.level_attained, NO_SHARE),
            (f.level_compound, f.level_to_grow),
            (f.level_unit, f.level_to_move),
            else_=NO_SHARE,
        ),
        "level_basis": ibis.cases((f.level_compound, PERCENT), (f.level_unit, UNIT), else_=NO_TEXT),
    }


STEPS = (_way, _speed, _pace)


def level(f: Any) -> Reading:
    """Judged on the value at the due day; before it, on the last value and its pace."""
    return Reading(
        has_figure=f.level_bar.notnull(),
        seen=f.seen > 0,
        settled=f.level_left == 0,
        attained=f.level_attained,
        beyond=f.level_beyond,
        early=ibis.literal(True),
        out_of_reach=beyond_bounds(f, f.level_bar),
        alone=(f.seen == 1) & f.stated.isnull(),
        gained=f.level_gained,
        asked=f.level_asked,
        measured=f.last,
        bar=f.level_bar,
        progress=f.level_progress,
        pace_so_far=f.level_so_far,
        pace_needed=f.level_needed,
        pace_basis=f.level_basis,
        years_left=years(f.level_left),
    )


def _question(f: Any) -> Question:
    # Yearly values say nothing of what a flow gives in a part of a year.
    told = (f.due - f.begins >= DAYS_A_YEAR) | (f.over_time == "last")
    return Question(told.ifelse(DUE, ibis.null("string")), f.low.cast("float64"), f.high.cast("float64"))


PROSPECT = Prospect(_question)
"""What the value will be on the due day."""
