"""WHO and UNICEF: the average annual rate of reduction, by least squares on logarithms.

The slope b of ln y on the year, over all yearly values from the base year on, gives AARR = 100 (1 - e^b) percent a
year. The rate required runs from the last value: b' = ln(figure / y) / years, in the same terms. On track where the
rate observed is at least the rate required. For a target to be raised both are negative, and on track where the rate is
no greater.

Source: UNICEF, "How to calculate average annual rate of reduction (AARR) of underweight prevalence", Technical Note;
WHO/UNICEF, technical notes on the AARR of stunting.
"""

from typing import Any

import ibis

from plenum.assessing.methods import history

COLUMNS = ("last_year", "last", "values_used", "aarr", "aarr_required", "status")
ACHIEVED, ON_TRACK, OFF_TRACK = "achieved", "on_track", "off_track"

_NOTHING = ibis.null("float64")


def _rate(slope: Any) -> Any:
    return 100.0 * (1.0 - slope.exp())


def aarr(t: Any) -> Any:
    """The histories with COLUMNS added; `aarr` and `aarr_required` are percent a year."""
    n = t.values_used.cast("float64")
    spread = n * t.since_squared - t.since * t.since
    slope = (n * t.since_logs - t.since * t.logs) / (spread > 0).ifelse(spread, _NOTHING)
    last, figure = t.last.cast("float64"), t.figure.cast("float64")
    quotient = figure / (last > 0).ifelse(last, _NOTHING)
    left = history.years_between(t.last_year, t.due_year)
    required = (quotient > 0).ifelse(quotient, _NOTHING).ln() / left
    t = t.mutate(
        aarr=t.applies.ifelse(_rate(slope), _NOTHING),
        aarr_required=t.applies.ifelse(_rate(required), _NOTHING),
        reached=t.last_year.notnull()
        & ibis.coalesce(history.attained(t.last, t.figure, t.up), ibis.literal(False)),
    )
    keeps = t.up.ifelse(t.aarr <= t.aarr_required, t.aarr >= t.aarr_required)
    status = ibis.cases(
        (~t.applies, history.NOT_APPLICABLE),
        (t.reached, ACHIEVED),
        (keeps, ON_TRACK),
        (~keeps, OFF_TRACK),
        else_=history.NOT_AVAILABLE,
    )
    return t.mutate(status=status)
