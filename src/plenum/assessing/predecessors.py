"""What a place's figures were before it existed: those of the places it was made of, by their shares.

Communes and provinces merge and split, and their series stay as they are. For a target of the new place the values of
the places it succeeds are added up, each by the share of it that went into the new place, for every period that ended
before the new place began: further rows for the observations (see `made_rows`), which judge it by a comparable series.

Only for what adds up over places. The links are those between the new place and the places just before it.
"""

from typing import Any

import ibis

from plenum.assessing import precedence
from plenum.assessing.columns import AMOUNT, NUMBER, OBSERVATIONS
from plenum.assessing.made_rows import rows_made

HEIRS = ibis.schema({"series": "int64", "predecessor": "int64", "share": "decimal(9, 8)", "begins": "date"})
"""A link: the series of the new place, that of a place it succeeds, the share of 1, the new place's first day."""

_KEY = list(precedence.KEY)


def comparable(observations: Any, heirs: Any) -> Any:
    """Columns: those of `columns.OBSERVATIONS`, and `made_of` (int64): the newest observation among the parts.

    `heirs` has the columns of `HEIRS`. A period has a row where every predecessor of the series has a value for it.
    """
    needed = heirs.group_by(of_series=heirs.series).agg(needed=heirs.count())
    links = heirs.select("predecessor", "share", "begins", of_series=heirs.series).inner_join(
        needed, "of_series"
    )
    rows = observations.rename(predecessor="series").inner_join(links, "predecessor")
    rows = rows.filter(rows.ends < rows.begins)
    period = rows.starts.cast("string") + rows.ends.cast("string") + rows.frequency
    rows = rows.mutate(of_whole=rows.of_series.cast("string") + " " + period)
    rows = rows.mutate(series=rows.of_whole + " " + rows.predecessor.cast("string"))
    # Each period is looked at on every day on which something about any of its parts became known.
    days = rows.select("of_whole", as_of=rows.known_on).distinct()
    parts = rows.group_by("of_whole", target=rows.series).agg(
        of_series=rows.of_series.max(), needed=rows.needed.max(), share=rows.share.max(),
        frequency=rows.frequency.max(), starts=rows.starts.max(), ends=rows.ends.max(),
    )  # fmt: skip
    asked = parts.inner_join(days, "of_whole")
    found = precedence.current(rows.select(*OBSERVATIONS.names), asked.select(*_KEY, series=asked.target))
    found = found.select(*_KEY, "observation", "status", known=found.value.cast(NUMBER))
    t = asked.left_join(found, _KEY).drop("target_right", "as_of_right")
    t = t.mutate(part=t.known * t.share, finality=precedence.finality(t.status))
    states = t.group_by(target=t.of_whole, as_of=t.as_of).agg(
        of_series=t.of_series.max(), frequency=t.frequency.max(), starts=t.starts.max(), ends=t.ends.max(),
        needed=t.needed.max(), count=t.known.count(), value=t.part.sum(),
        finality=t.finality.max(where=t.known.notnull()), newest=t.observation.max(),
    )  # fmt: skip
    return rows_made(states.mutate(whole=states["count"] == states.needed, value=states.value.cast(AMOUNT)))
