"""Where the series of each target is heading as known on its day: an `Outlook` for each pair (target, as_of).

The yearly values that count (see `precedence`) up to the due day are used, those before the term too: a term's own
years are too few to tell how much a series moves. Values of parts of years are left out.
"""

from typing import Any

from plenum.assessing import precedence
from plenum.assessing.columns import NUMBER
from plenum.assessing.facts import DAYS_A_YEAR, position, position_after
from plenum.assessing.prediction.calibration import Calibration, shipped
from plenum.assessing.prediction.distribution import FIELDS
from plenum.assessing.prediction.pooled import outlook
from plenum.assessing.prediction.summaries import spread_out, summaries

_KEY = list(precedence.KEY)


def outlooks(observations: Any, targets: Any, calibration: Calibration | None = None) -> Any:
    """Columns: target, as_of, `history_year` (the last year with a value), `history_values` (how many of the last eight
    years were used; null below the fewest a prediction needs), and those of an `Outlook`.
    """
    t = targets
    asked = t.select(
        *_KEY,
        due=position_after(t.ends),
        lower=t.lower.cast("float64"),
        upper=t.upper.cast("float64"),
    )
    rows = asked.inner_join(precedence.current(observations, targets), _KEY)
    rows = rows.mutate(year=rows.starts.year().cast("int64"), value=rows.value.cast(NUMBER))
    stop = position_after(rows.ends)
    first_of_january = (rows.starts.month() == 1) & (rows.starts.day() == 1)
    rows = rows.filter(first_of_january, stop - position(rows.starts) == DAYS_A_YEAR, stop <= rows.due)
    spread = asked.left_join(spread_out(rows, _KEY), _KEY).drop("target_right", "as_of_right")
    ahead = outlook(summaries(spread), calibration or shipped())
    return ahead.select(
        *_KEY,
        history_year=ahead.last_year,
        history_values=ahead["values"],
        **{name: ahead[name] for name in FIELDS},
    )
