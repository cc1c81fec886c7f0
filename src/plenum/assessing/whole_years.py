"""Years made of their halves, quarters or months, where all of them are known: further rows for the observations.

What is judged by years (every kind of target, every published method, the probability) finds such a series as if the
year had been reported: as the sum of its parts, as their mean, or as the last of them, whichever the indicator is over
time. A rate that compounds is not made of its parts' rates and gets no year. A year that is reported itself goes first
where it is as final. How such rows keep to what was known when, see `made_rows`.

Judging pays for this only where there are parts of years: whoever runs a method asks `PARTS` first.
"""

from typing import Any

import ibis

from plenum.assessing import precedence
from plenum.assessing.columns import AMOUNT, OBSERVATIONS, rounded
from plenum.assessing.made_rows import rows_made

PARTS = {"S": 2, "Q": 4, "M": 12}
"""How many periods of each frequency make a year."""

_KEY = list(precedence.KEY)


def whole_years(observations: Any, targets: Any) -> Any:
    """Columns: those of `columns.OBSERVATIONS`, and `made_of` (int64): the newest observation among the parts.

    `targets` says what each series is over time (`over_time`); a series no target looks at gets no years.
    """
    parts = _parts_of_years(observations, targets)
    # Each year of a series is looked at on every day on which something about its parts became known.
    asked = parts.group_by(target=parts.series, as_of=parts.known_on).agg(
        of_series=parts.of_series.max(), over_time=parts.over_time.max(), needed=parts.needed.max(),
        year_starts=parts.year_starts.max(), year_ends=parts.year_ends.max(),
    )  # fmt: skip
    asked = asked.mutate(series=asked.target)
    rows = precedence.current(parts.select(*OBSERVATIONS.names), asked)
    rows = rows.mutate(finality=precedence.finality(rows.status))
    found = rows.group_by(*_KEY).agg(
        count=rows.count(),
        total=rows.value.sum(),
        at_end=rows.value.argmax(rows.ends),
        finality=rows.finality.max(),
        newest=rows.observation.max(),
    )
    t = asked.left_join(found, _KEY).drop("target_right", "as_of_right")
    value = ibis.cases(
        (t.over_time == "sum", t.total.cast(AMOUNT)),
        (t.over_time == "last", t.at_end.cast(AMOUNT)),
        else_=rounded(t.total.cast("float64") / t.needed.cast("float64")),
    )
    return rows_made(
        t.mutate(
            whole=ibis.coalesce(t["count"] == t.needed, ibis.literal(False)),
            value=value,
            frequency=ibis.literal("A"),
            starts=t.year_starts,
            ends=t.year_ends,
        )
    )


def _parts_of_years(observations: Any, targets: Any) -> Any:
    """The rows about parts of years, each with a `series` of its own for its year and frequency."""
    t = targets.filter(targets.series.notnull() & (targets.over_time != "compound"))
    over_time = t.group_by(of_series=t.series).agg(over_time=t.over_time.max())
    rows = observations.filter(observations.frequency.isin(list(PARTS)))
    rows = rows.rename(of_series="series").inner_join(over_time, "of_series")
    year = rows.starts.year()
    return rows.mutate(
        series=rows.of_series.cast("string") + " " + year.cast("string") + rows.frequency,
        needed=ibis.cases(*((rows.frequency == word, count) for word, count in PARTS.items()), else_=0).cast(
            "int64"
        ),
        year_starts=ibis.date(year, 1, 1),
        year_ends=ibis.date(year, 12, 31),
    )
