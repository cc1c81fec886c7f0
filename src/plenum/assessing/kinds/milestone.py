"""Something to be reached by a day, once: "seven pilot communes before 30 September".

A milestone with a number is reached when a value up to the due day reaches it. One without a number is measured by a
series of 0 (not yet) and 1 (done), or of shares of the steps done, and has the figure `low` = 1; without a figure
there is nothing to judge against.
"""

from dataclasses import replace
from typing import Any

import ibis

from plenum.assessing.kinds import level
from plenum.assessing.verdicts import Reading


def milestone(f: Any) -> Reading:
    """Judged on the best that was reached by the due day; before it, on its steps where there are any."""
    attained = f.good > 0
    moved = ibis.coalesce(f.last != f.base, ibis.literal(False))
    return replace(
        level.level(f),
        # Short on the due day, or still short after it.
        settled=(f.last_stop == f.due) | (f.late_short > 0),
        attained=attained,
        secured=attained,
        early=ibis.literal(False),
        pending=~attained & ~moved,
        alone=ibis.literal(False),
    )


PROSPECT = level.PROSPECT
"""That of a level on the due day: that it may be reached before and lost again is left out of account."""
