"""Average growth over the period: "GRDP grows by 7.5 to 8 % a year on average in 2021-2025".

The average is geometric. With the growth g asked for over n years and the factors 1 + g_i of k years known, each year
left must grow by ((1 + g)^n / prod(1 + g_i))^(1 / (n - k)) - 1. For an indicator that is itself a growth rate
(`over_time` compound or mean, in %) the factors are its yearly values; for an indicator of levels the product is the
last level over the level on the eve of the period. Averages are rounded to the ledger's nine places and compared.

A cumulative target on growth rates asks for the growth over the whole period and is judged by the same columns.
"""

from typing import Any

import ibis

from plenum.assessing.columns import NUMBER
from plenum.assessing.facts import years
from plenum.assessing.kinds.pace import (
    NO_SHARE,
    NO_TEXT,
    PERCENT,
    WIDE,
    bar,
    ledger_places,
    nonzero,
    past_far_end,
    percent,
    positive,
    sign,
)
from plenum.assessing.kinds.prospect import DUE, MEAN, Prospect, Question
from plenum.assessing.verdicts import Reading, fulfils, goes_beyond


def _product(f: Any) -> dict[str, Any]:
    # From levels the way must start on the eve of the period: from another year the product has other years in it.
    on_eve = (f.base_stop == f.base_by) & (f.last_stop > f.base_stop)
    levels = on_eve.ifelse((positive(f.last) / positive(f.base)).ln(), NO_SHARE)
    span = f.growth_rates.ifelse(years(f.due - f.begins), years(f.due - f.base_by))
    gone = f.growth_rates.ifelse(f.rates_known.cast("float64"), years(f.last_stop - f.base_by))
    return {
        "growth_sum": f.growth_rates.ifelse(f.growth, levels),
        "growth_span": span,
        "growth_gone": gone,
        "growth_left": f.growth_rates.ifelse(span - gone, years(f.due - f.last_stop)),
        "growth_complete": f.growth_rates.ifelse(
            (f.covered == f.due - f.begins) & (f.rates_known == f.years_known), f.last_stop == f.due
        ),
    }


def _average(f: Any) -> dict[str, Any]:
    average = percent(f.growth_sum / positive(f.growth_gone))
    so_far = (f.kind == "cumulative").ifelse(percent(f.growth_sum), average)
    return {
        "growth_average": average,
        "growth_measured": ibis.coalesce(f.direct, ledger_places(so_far)).cast(NUMBER),
    }


def _goal(f: Any) -> dict[str, Any]:
    past_end = past_far_end(f, f.growth_measured, f.growth_measured)
    goal = bar(f, past_end)
    asked_once = positive(1.0 + goal.cast("float64") / 100.0).ln()
    return {
        "growth_bar": goal,
        "growth_sign": sign(f, past_end),
        "growth_asked": (f.kind == "cumulative").ifelse(asked_once, f.growth_span * asked_once),
        "growth_attained": fulfils(f.growth_measured, f),
        "growth_beyond": goes_beyond(f.growth_measured, f),
    }


def _need(f: Any) -> dict[str, Any]:
    return {"growth_needed": percent((f.growth_asked - f.growth_sum) / positive(f.growth_left))}


STEPS = (_product, _average, _goal, _need)


def average_growth(f: Any) -> Reading:
    """Judged on the average over the whole period, or on the range that states it directly."""
    direct = f.direct.notnull()
    return Reading(
        has_figure=f.growth_bar.notnull(),
        begun=f.begun,
        seen=f.seen > 0,
        settled=direct | (f.growth_complete & f.growth_sum.notnull()),
        attained=f.growth_attained,
        beyond=f.growth_beyond,
        first_year=f.first_year,
        gained=(f.growth_sign * ledger_places(f.growth_average)).cast(WIDE),
        asked=(f.growth_sign * ledger_places(f.growth_needed)).cast(WIDE),
        measured=f.growth_measured,
        bar=f.growth_bar,
        progress=direct.ifelse(NO_SHARE, f.growth_sum / nonzero(f.growth_asked)),
        pace_so_far=f.growth_average,
        pace_needed=f.growth_needed,
        pace_basis=f.growth_average.notnull().ifelse(PERCENT, NO_TEXT),
        years_left=direct.ifelse(ibis.literal(0.0), f.growth_left),
    )


def _asked(f: Any, end: Any) -> Any:
    """The sum of logarithms one end of the figure asks of the whole period."""
    once = positive(1.0 + end.cast("float64") / 100.0).ln()
    return (f.kind == "cumulative").ifelse(once, f.growth_span * once)


def _base(f: Any) -> Any:
    return (f.base_stop == f.base_by).ifelse(positive(f.base), NO_SHARE)


def _question(f: Any) -> Question:
    """Of growth rates, what the years left must grow by on average; of levels, what the last one must be."""
    so_far, left = ibis.coalesce(f.growth_sum, 0.0), positive(f.growth_left)

    def owed(end: Any) -> Any:
        asked = _asked(f, end)
        return f.growth_rates.ifelse(percent((asked - so_far) / left), _base(f) * asked.exp())

    return Question(f.growth_rates.ifelse(MEAN, DUE), owed(f.low), owed(f.high))


def _measured(f: Any, value: Any) -> Any:
    """The average (or whole) growth that follows from a mean of the rates left, or from a last level."""
    from_rates = (
        ibis.coalesce(f.growth_sum, 0.0) + positive(f.growth_left) * positive(1.0 + value / 100.0).ln()
    )
    summed = f.growth_rates.ifelse(from_rates, (positive(value) / _base(f)).ln())
    return percent((f.kind == "cumulative").ifelse(summed, summed / positive(f.growth_span)))


PROSPECT = Prospect(_question, _measured)
