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

ACHIEVED, ON_TRACK, OFF_TRACK = "achieved", "on_track", "off_track"

_NOTHING = ibis.null("float64")


def _rate(slope: Any) -> Any:
    return 100.0 * (1.0 - slope.exp())


def aarr(observations: Any, targets: Any) -> Any:
    """Columns: target, as_of, last_year, last, values_used, aarr, aarr_required (both percent a year), status."""
    rows = history.yearly(observations, targets)
    used = (rows.year >= rows.base_from) & (rows.value > 0)
    # Years are counted from the last one, so that the sums stay small.
    since = used.ifelse((rows.year - rows.newest).cast("float64"), _NOTHING)
    log = used.ifelse(rows.value.cast("float64"), _NOTHING).ln()
    rows = rows.mutate(since=since, log=log, used=used)
    found = rows.group_by("target", "as_of").agg(
        last_year=rows.year.max(),
        last=rows.value.argmax(rows.year),
        values_used=rows.count(where=rows.used),
        years=rows.since.sum(),
        squares=(rows.since * rows.since).sum(),
        logs=rows.log.sum(),
        products=(rows.since * rows.log).sum(),
    )
    t = history.with_targets(found, targets)
    n = t.values_used.cast("float64")
    spread = n * t.squares - t.years * t.years
    slope = (n * t.products - t.years * t.logs) / (spread > 0).ifelse(spread, _NOTHING)
    last, figure = t.last.cast("float64"), t.figure.cast("float64")
    quotient = figure / (last > 0).ifelse(last, _NOTHING)
    left = history.years_between(t.last_year, t.due_year)
    required = (quotient > 0).ifelse(quotient, _NOTHING).ln() / left
    t = t.mutate(
        values_used=ibis.coalesce(t.values_used, 0),
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
    return t.select(
        "target", "as_of", "last_year", "last", "values_used", "aarr", "aarr_required", status=status
    )
