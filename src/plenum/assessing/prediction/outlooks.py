"""Where the series of each target is heading as known on its day: an `Outlook` for each pair (target, as_of).

The yearly values that count (see `precedence`) up to the due day are used, those before the term too: a term's own
years are too few to tell how much a series moves. Values of parts of years are left out. A state on a date (a share, a
stock) stands for the end of year nearest to it, half a year away at most, where that year has no value of its own.
"""

from typing import Any

import ibis

from plenum.assessing import precedence
from plenum.assessing.annual import yearly
from plenum.assessing.columns import NUMBER
from plenum.assessing.facts import DAYS_A_YEAR, position, position_after
from plenum.assessing.prediction.calibration import Calibration, in_use
from plenum.assessing.prediction.distribution import FIELDS
from plenum.assessing.prediction.peers import peers
from plenum.assessing.prediction.pooled import outlook
from plenum.assessing.prediction.summaries import spread_out, summaries

_KEY = list(precedence.KEY)
_ALIKE = ["as_of", "indicator"]
_HALF_A_YEAR = DAYS_A_YEAR // 2


def outlooks(observations: Any, targets: Any, calibration: Calibration | None = None) -> Any:
    """Columns: target, as_of, `history_year` (the last year with a value), `history_values` (how many of the last eight
    years were used; null below the fewest a prediction needs), and those of an `Outlook`.
    """
    t = targets
    asked = t.select(
        *_KEY,
        "series",
        "indicator",
        lower=t.lower.cast("float64"),
        upper=t.upper.cast("float64"),
    )
    rows = yearly_values(observations, targets)
    spread = asked.left_join(spread_out(rows, _KEY), _KEY).drop("target_right", "as_of_right")
    ahead = with_outlook(spread, rows, calibration)
    return ahead.select(
        *_KEY,
        history_year=ahead.last_year,
        history_values=ahead["values"],
        **{name: ahead[name] for name in FIELDS},
    )


def with_outlook(spread: Any, rows: Any, calibration: Calibration | None = None) -> Any:
    """The table `spread` with its values summed up, its peers found and the columns of an `Outlook` added.

    `spread` has what `spread_out` gives for each pair, `series`, `indicator`, `lower` and `upper`; `rows` are the
    yearly values of all pairs: target, as_of, year, value. Series of targets with the same indicator and day are peers.
    """
    t = summaries(spread)
    alike = t.filter(t.indicator.notnull()).select(*_KEY, "series", "indicator", "lower", "upper")
    beside = alike.inner_join(rows.select(*_KEY, "year", value=rows.value.cast("float64")), _KEY)
    # Several targets may look at one series, which is one peer all the same.
    beside = beside.group_by(*_ALIKE, "series", "year").agg(
        value=beside.value.max(), lower=beside.lower.max(), upper=beside.upper.max()
    )
    return outlook(peers(t, beside, _KEY, _ALIKE), calibration or in_use())


def yearly_values(observations: Any, targets: Any) -> Any:
    """Columns: target, as_of, year (int64), value (decimal) and last_year; one row for each year that has a value."""
    t = targets
    due_year = (position_after(t.ends) / DAYS_A_YEAR).floor().cast("int64") - 1
    stated = t.over_time == "last"
    rows = yearly(observations, t.filter(~stated).select(*_KEY, "series", due_year=due_year))
    columns = (*_KEY, "year", "value", "last_year")
    rows = rows.mutate(value=rows.value.cast(NUMBER)).select(*columns)
    return rows.union(_with_states(observations, t.filter(stated)).select(*columns))


def _with_states(observations: Any, targets: Any) -> Any:
    """The same of indicators of states. They have two values for many a year, so their rows are sorted."""
    due = targets.select(*_KEY, due=position_after(targets.ends))
    rows = due.inner_join(precedence.current(observations, targets), _KEY)
    rows = rows.mutate(
        start=position(rows.starts), stop=position_after(rows.ends), value=rows.value.cast(NUMBER)
    )
    rows = rows.filter(rows.stop <= rows.due)
    whole = (rows.stop - rows.start == DAYS_A_YEAR) & (rows.start % DAYS_A_YEAR == 0)
    # The place of the first of January nearest to the end, less one year.
    nearest = ((rows.stop + _HALF_A_YEAR) / DAYS_A_YEAR).floor().cast("int64") - 1
    rows = rows.mutate(
        year=whole.ifelse((rows.start / DAYS_A_YEAR).floor().cast("int64"), nearest),
        # A year's own value goes first, then the latest state.
        rank=rows.stop + whole.ifelse(10 * DAYS_A_YEAR, 0),
        counts=whole | (rows.frequency == "D"),
    )
    rows = rows.filter(rows.counts)
    rows = rows.group_by(*_KEY, "year").agg(value=rows.value.argmax(rows.rank))
    return rows.mutate(last_year=rows.year.max().over(ibis.window(group_by=_KEY)))
