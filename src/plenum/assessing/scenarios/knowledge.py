"""What is known of each series on a day: the values a projection starts from and a judgement counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from plenum.assessing import engine
from plenum.assessing.columns import OBSERVATIONS
from plenum.assessing.precedence import WINS
from plenum.assessing.scenarios.terms import Point, Series

_NEVER_COUNT = ("S", "Q", "M")
"""Frequencies no kind of target counts; see `plenum.assessing.facts`."""


@dataclass(frozen=True)
class Knowledge:
    """The values that count, as rows for the engine (`observations`) and as points by series, oldest first."""

    as_of: date
    observations: pa.Table
    points: Mapping[int, tuple[Point, ...]]

    def of(self, series: int) -> tuple[Point, ...]:
        return self.points.get(series, ())

    def annual(self, series: int) -> dict[int, Decimal]:
        """The known value of each year."""
        return {point.ends.year: point.value for point in self.of(series) if point.annual}


def knowledge(observations: pa.Table, series: Iterable[Series], as_of: date) -> Knowledge:
    """What counts of `observations` on `as_of`, by the rule of precedence. Raises `InvalidInput` as the engine does."""
    ranked = engine.rank(observations, as_of)
    # The ranking names its series in the column of targets.
    won = ranked.filter(
        pc.and_(
            pc.equal(ranked["verdict"], WINS),
            pc.invert(pc.is_in(ranked["frequency"], pa.array(_NEVER_COUNT))),
        )
    )
    rows = won.num_rows
    schema = OBSERVATIONS.arrow
    counting = pa.table(
        {
            "observation": won["observation"],
            "series": won["target"],
            "frequency": won["frequency"],
            "starts": won["starts"],
            "ends": won["ends"],
            "value": won["value"],
            "status": won["status"],
            "known_on": won["known_on"],
            "corrects": pa.nulls(rows, pa.int64()),
            "withdrawn": pa.array([False] * rows, pa.bool_()),
            "precedence": pa.array([0] * rows, pa.int32()),
        }
    ).cast(schema)
    states = {one.number for one in series if one.over_time == "last"}
    found: dict[int, list[Point]] = {}
    for number, frequency, starts, ends, value in zip(
        *(counting[name].to_pylist() for name in ("series", "frequency", "starts", "ends", "value")),
        strict=True,
    ):
        annual = is_year(starts, ends)
        if annual or (frequency == "D" and number in states):
            found.setdefault(number, []).append(Point(ends, value, annual))
    return Knowledge(as_of, counting, {number: _in_order(points) for number, points in found.items()})


def is_year(starts: date, ends: date) -> bool:
    """Whether a period is one calendar year, however it was written."""
    return (starts.month, starts.day, ends.month, ends.day) == (1, 1, 12, 31) and starts.year == ends.year


def _in_order(points: Sequence[Point]) -> tuple[Point, ...]:
    """By their last day; of a year and a state on its last day the year comes last, as the engine has it."""
    return tuple(sorted(points, key=lambda point: (point.ends, point.annual)))
