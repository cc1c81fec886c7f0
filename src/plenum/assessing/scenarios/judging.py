"""Futures before the engine: the same judgement as of facts, on values that are not facts yet.

A future's values are laid beside the known ones, as actual and known on the day the scenario is looked at; the targets
are asked as of the day after they fall due. Every future has its own copy of the targets and of their series under
numbers of its own, so that one run of the engine judges any number of futures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from plenum.assessing import engine
from plenum.assessing.columns import OBSERVATIONS, TARGETS
from plenum.assessing.scenarios.knowledge import Knowledge
from plenum.assessing.scenarios.terms import Future, Path
from plenum.assessing.standings import TargetStanding, rows

IMAGINED = 1 << 62
"""Numbers of observations from here on are of no row: they stand for a future's values."""


@dataclass(frozen=True)
class Case:
    """One target with one path of its series, to be judged by itself."""

    target: int
    path: Path


@dataclass(frozen=True)
class Bench:
    """The targets of a resolution, ready to be judged under many futures. `targets` are rows of `columns.TARGETS`."""

    knowledge: Knowledge
    targets: pa.Table

    @property
    def day(self) -> date:
        """The day all targets are asked on: after the last of them has fallen due, and not before what is known."""
        due = max(self.targets["ends"].to_pylist(), default=self.knowledge.as_of)
        return max(self.knowledge.as_of, due + timedelta(days=1))

    def judge(self, futures: Sequence[Future]) -> list[dict[int, TargetStanding]]:
        """How each target stands at its end under each future, by target number, in the order of the futures.

        Parts of compound targets have to be among the targets for their whole to be judged.
        """
        if not futures or not self.targets.num_rows:
            return [{} for _ in futures]
        numbers = sorted({one for one in self.targets["series"].to_pylist() if one is not None})
        place = {number: index for index, number in enumerate(numbers)}
        known = self._known(place)
        wide, many = len(place), self.targets.num_rows
        observations, targets = [], []
        for index, future in enumerate(futures):
            observations.append(_moved(known, index * wide))
            paths = [(place[number], path) for number, path in future.paths.items() if number in place]
            observations.append(self._imagined((index * wide + at, path) for at, path in paths))
            targets.append(self._asked(place, index * wide, index * many))
        judged = _judged(pa.concat_tables(observations), pa.concat_tables(targets))
        targets_in_order = self.targets["target"].to_pylist()
        found: list[dict[int, TargetStanding]] = [{} for _ in futures]
        for one in judged:
            index, at = divmod(one.target, many)
            number = targets_in_order[at]
            found[index][number] = _told(one, number)
        return found

    def judge_cases(self, cases: Sequence[Case]) -> list[TargetStanding]:
        """How each case's target stands at its end, on nothing but the path of the case. Not for compound targets."""
        by_number = {row["target"]: row for row in self.targets.to_pylist()}
        known = {
            number: self.knowledge.observations.filter(
                pc.equal(self.knowledge.observations["series"], pa.scalar(number, pa.int64()))
            )
            for number in {case.path.series for case in cases}
        }
        observations, targets = [], []
        for index, case in enumerate(cases):
            observations.append(_renumbered(known[case.path.series], index))
            targets.append(
                {
                    **by_number[case.target],
                    "target": index,
                    "series": index,
                    "part_of": None,
                    "as_of": self.day,
                }
            )
        observations.append(self._imagined((index, case.path) for index, case in enumerate(cases)))
        if not targets:
            return []
        table = pa.Table.from_pylist(targets, schema=TARGETS.arrow)
        judged = _judged(pa.concat_tables(observations), table)
        return [_told(one, cases[one.target].target) for one in judged]

    def _known(self, place: Mapping[int, int]) -> pa.Table:
        """The known values of the targets' series, with the series by their places."""
        table = self.knowledge.observations
        series = pa.array([place.get(one) for one in table["series"].to_pylist()], pa.int64())
        table = table.set_column(table.schema.get_field_index("series"), "series", series)
        return table.filter(pc.is_valid(table["series"]))

    def _imagined(self, paths: Iterable[tuple[int, Path]]) -> pa.Table:
        columns: dict[str, list[Any]] = {name: [] for name in OBSERVATIONS.names}
        told: dict[str, Any] = {
            "frequency": "A", "status": "actual", "known_on": self.knowledge.as_of, "corrects": None,
            "withdrawn": False, "precedence": 0,
        }  # fmt: skip
        for series, path in paths:
            for year, value in path.values.items():
                columns["observation"].append(IMAGINED + year)
                columns["series"].append(series)
                columns["starts"].append(date(year, 1, 1))
                columns["ends"].append(date(year, 12, 31))
                columns["value"].append(value)
        for name, same in told.items():
            columns[name] = [same] * len(columns["series"])
        schema = OBSERVATIONS.arrow
        return pa.table(
            {name: pa.array(columns[name], schema.field(name).type) for name in schema.names}, schema=schema
        )

    def _asked(self, place: Mapping[int, int], series_from: int, target_from: int) -> pa.Table:
        plain = self.targets.to_pylist()
        number = {row["target"]: target_from + at for at, row in enumerate(plain)}
        asked = [
            {
                **row,
                "target": number[row["target"]],
                "series": None if row["series"] is None else series_from + place[row["series"]],
                "part_of": None if row["part_of"] is None else number.get(row["part_of"]),
                "as_of": self.day,
            }
            for row in plain
        ]
        return pa.Table.from_pylist(asked, schema=TARGETS.arrow)


def _judged(observations: pa.Table, targets: pa.Table) -> list[TargetStanding]:
    # By the pace alone: on the day asked all is in, and a probability would say nothing more.
    return rows(engine.judge(observations, targets, "pace"))


def _moved(rows: pa.Table, by: int) -> pa.Table:
    series = pc.add(rows["series"], pa.scalar(by, pa.int64()))
    return rows.set_column(rows.schema.get_field_index("series"), "series", series)


def _renumbered(rows: pa.Table, series: int) -> pa.Table:
    numbers = pa.array([series] * rows.num_rows, pa.int64())
    return rows.set_column(rows.schema.get_field_index("series"), "series", numbers)


def _told(one: TargetStanding, target: int) -> TargetStanding:
    """The judgement under the target's own number; a row that stands for no observation is not named."""
    imagined = one.last_observation is not None and one.last_observation >= IMAGINED
    return replace(one, target=target, last_observation=None if imagined else one.last_observation)


def last_year(targets: pa.Table) -> int:
    """The year in which the last of the targets falls due."""
    days: list[date] = targets["ends"].to_pylist()
    return max(day.year for day in days)
