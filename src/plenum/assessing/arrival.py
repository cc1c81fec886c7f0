"""When a target would be reached if nothing changed: the last value carried on at the pace so far.

A sum told in words, not a forecast: the record's own probability methods stand in `methods`.
"""

import math
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from plenum.assessing.kinds.pace import PERCENT

DAYS_A_YEAR = 365.25
FARTHEST = 100.0
"""Years. Beyond a century "when" says no more than "not at this pace"."""


class Paced(Protocol):
    """What is asked of a judgement; see `plenum.assessing.columns` for each field."""

    @property
    def measured(self) -> Decimal | None: ...
    @property
    def bar(self) -> Decimal | None: ...
    @property
    def last_ends(self) -> date | None: ...
    @property
    def pace_so_far(self) -> float | None: ...
    @property
    def pace_basis(self) -> str | None: ...


def arrival(judged: Paced) -> date | None:
    """The day `measured` would reach `bar` at the pace so far.

    None where it is reached already, where the pace leads away from it or not within a century, and where a value is
    missing. Not for averages and yearly figures, whose pace is not a way towards the bar.
    """
    if (
        judged.measured is None
        or judged.bar is None
        or judged.last_ends is None
        or judged.pace_so_far is None
    ):
        return None
    here, there, pace = float(judged.measured), float(judged.bar), judged.pace_so_far
    if here == there:
        return None
    if judged.pace_basis == PERCENT:
        growth = 1 + pace / 100
        if here <= 0 or there <= 0 or growth <= 0 or growth == 1:
            return None
        years = math.log(there / here) / math.log(growth)
    elif pace == 0:
        return None
    else:
        years = (there - here) / pace
    if not 0 < years <= FARTHEST:
        return None
    return judged.last_ends + timedelta(days=round(years * DAYS_A_YEAR))
