"""SDSN (Sustainable Development Report): the yearly change so far against the straight line to the figure.

Share = average yearly change since the base year / yearly change needed from the base year to the due year. On track
from 1 on or where the figure is reached, moderately improving from one half, stagnating from 0, decreasing below.

Source: Sustainable Development Report, annex on methods, "trend arrows". The cuts are reported second-hand and were not
checked against the current edition, which also rescales indicators to 0-100 first; a straight line is not changed by
that, but the report's caps at the worst and best values are not applied here.
"""

from typing import Any

import ibis

from plenum.assessing.methods import history

COLUMNS = ("base_year", "base", "last_year", "last", "change", "change_needed", "share", "status")
CUTS = (1.0, 0.5, 0.0)
STATUSES = ("on_track", "moderately_improving", "stagnating", "decreasing")

_NOTHING = ibis.null("float64")


def sdsn(t: Any) -> Any:
    """The histories with COLUMNS added; `change` and `change_needed` are a year's."""
    gone = history.years_between(t.base_year, t.last_year)
    whole = history.years_between(t.base_year, t.due_year)
    t = t.mutate(
        change=t.applies.ifelse((t.last - t.base).cast("float64") / gone, _NOTHING),
        change_needed=t.applies.ifelse((t.figure - t.base).cast("float64") / whole, _NOTHING),
        reached=t.last_year.notnull()
        & ibis.coalesce(history.attained(t.last, t.figure, t.up), ibis.literal(False)),
    )
    wanted = t.up.ifelse(t.change_needed > 0, t.change_needed < 0)
    t = t.mutate(share=wanted.ifelse(t.change / t.change_needed, _NOTHING))
    status = ibis.cases(
        (~t.applies, history.NOT_APPLICABLE),
        (t.reached, STATUSES[0]),
        *((t.share >= cut, word) for cut, word in zip(CUTS, STATUSES[:3], strict=True)),
        (t.share < 0, STATUSES[3]),
        else_=history.NOT_AVAILABLE,
    )
    return t.mutate(status=status)
