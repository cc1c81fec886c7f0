"""Years made of their halves, quarters or months, where all of them are known: further rows for the observations.

What is judged by years (every kind of target, every published method, the probability) finds such a series as if the
year had been reported: as the sum of its parts, as their mean, or as the last of them, whichever the indicator is over
time. A rate that compounds is not made of its parts' rates and gets no year. A year that is reported itself goes first
where it is as final (see `precedence`: a year made of parts has the weakest source).

The rows obey time as others do. Whenever something about the parts becomes known there is a new row, known from that
day on, which corrects the one before; where a part is withdrawn and the year is no longer whole, it only withdraws.

Their `observation` is below zero, for they are no rows of anybody's record; `made_of` names the newest row each is made
of. Judging pays for this only where there are parts of years: whoever runs a method asks `PARTS` first.
"""

from typing import Any

import ibis

from plenum.assessing import precedence
from plenum.assessing.columns import AMOUNT, OBSERVATIONS, rounded

PARTS = {"S": 2, "Q": 4, "M": 12}
"""How many periods of each frequency make a year."""

WEAKEST = 2**30
"""The precedence of a year made of parts."""

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
    known = parts.select(*OBSERVATIONS.names)
    rows = precedence.current(known, asked)
    finality = ibis.cases(
        *((rows.status == word, place) for place, word in enumerate(precedence.ACHIEVED)), else_=0
    )
    rows = rows.mutate(finality=finality.cast("int64"))
    found = rows.group_by(*_KEY).agg(
        count=rows.count(),
        total=rows.value.sum(),
        at_end=rows.value.argmax(rows.ends),
        finality=rows.finality.max(),
        newest=rows.observation.max(),
    )
    states = asked.left_join(found, _KEY).drop("target_right", "as_of_right")
    return _told(_chained(states))


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


def _chained(states: Any) -> Any:
    """The states of each year in the order they became known, numbered, each with the number it corrects.

    What became known may change nothing, as a plan for one of the parts does: that is no new state.
    """
    states = states.mutate(whole=ibis.coalesce(states["count"] == states.needed, ibis.literal(False)))
    in_turn = ibis.window(group_by="target", order_by=states.as_of)
    alike = [
        states[name].identical_to(states[name].lag(1).over(in_turn))
        for name in ("whole", "total", "at_end", "finality", "newest")
    ]
    states = states.mutate(is_new=~ibis.and_(*alike))
    states = states.filter(states.is_new)
    in_all = ibis.window(order_by=[states.target, states.as_of])
    states = states.mutate(number=-(ibis.row_number().over(in_all).cast("int64") + 1))
    in_turn = ibis.window(group_by="target", order_by=states.as_of)
    before = states.whole.ifelse(states.number, ibis.null("int64")).lag(1).over(in_turn)
    states = states.mutate(before=before)
    return states.filter(states.whole | states.before.notnull())


def _told(states: Any) -> Any:
    t = states
    mean = rounded(t.total.cast("float64") / t.needed.cast("float64"))
    value = ibis.cases(
        (t.over_time == "sum", t.total.cast(AMOUNT)),
        (t.over_time == "last", t.at_end.cast(AMOUNT)),
        else_=mean,
    )
    status = ibis.cases(
        *((t.finality == place, word) for place, word in enumerate(precedence.ACHIEVED)),
        else_=precedence.ACHIEVED[0],
    )
    told = t.select(
        observation=t.number,
        series=t.of_series,
        frequency=ibis.literal("A"),
        starts=t.year_starts,
        ends=t.year_ends,
        value=t.whole.ifelse(value, ibis.null(AMOUNT)),
        status=status,
        known_on=t.as_of,
        corrects=t.before,
        withdrawn=~t.whole,
        precedence=ibis.literal(WEAKEST),
        made_of=t.newest,
    )
    typed = {column.name: told[column.name].cast(column.type) for column in OBSERVATIONS}
    return told.select(**typed, made_of=told.made_of.cast("int64"))
