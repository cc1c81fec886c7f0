"""UN ESCAP: the current status index, how much of the way from the base year has been covered.

CS = 10 (I_now - I_0) / |TV - I_0|, taken with the sign of the desired direction, so that 10 is the target value TV and
a negative index is a regression. For parity (a range to stay in), CS = 10 - 10 |TV - I_now| / |TV - I_0|.

Source: UN ESCAP Statistics Division, Asia and the Pacific SDG Progress Report, technical notes on the progress
assessment. Their second index looks ahead: see `anticipated`.
"""

from typing import Any

import ibis

from plenum.assessing.methods import history

COLUMNS = ("base_year", "base", "last_year", "last", "current_status", "status")
ACHIEVED, PROGRESS, NONE, REGRESSION = "achieved", "progress", "no_change", "regression"

_NOTHING = ibis.null("float64")


def escap(t: Any) -> Any:
    """The histories with COLUMNS added."""
    way = (t.figure - t.base).abs().cast("float64")
    way = (way > 0).ifelse(way, _NOTHING)
    toward = t.up.ifelse(1.0, -1.0) * 10.0 * (t.last - t.base).cast("float64") / way
    parity = 10.0 - 10.0 * (t.figure - t.last).abs().cast("float64") / way
    known = t.applies & (t.last_year > t.base_year)
    index = known.ifelse(t.parity.ifelse(parity, toward), _NOTHING)
    reached = t.parity.ifelse(t.last == t.figure, history.attained(t.last, t.figure, t.up))
    status = ibis.cases(
        (~t.applies, history.NOT_APPLICABLE),
        (known & reached, ACHIEVED),
        (index > 0, PROGRESS),
        (index == 0, NONE),
        (index < 0, REGRESSION),
        else_=history.NOT_AVAILABLE,
    )
    return t.mutate(current_status=index, status=status)
