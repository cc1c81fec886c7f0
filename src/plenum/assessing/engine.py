"""Running a method on tables in memory: DuckDB, in this process, safe to call from many threads.

An expression is compiled to SQL once (`compiled`). What follows differs by size:

* a page asks about some tens of targets, and planning the query would take longer than running it. Small databases
  with the two tables and the query prepared are kept; whoever asks takes one, or makes one where all are taken, fills
  its tables, runs, rolls back, and leaves it to the next.
  There the optimizer is off: on so few rows it costs more than it saves. The last answers are remembered by what was
  asked, row for row, so a page that is looked at again is not judged again, and a new observation is a new question;
* anything larger is registered as it is on a cursor of one shared database and planned with care, on all cores.
"""

import hashlib
import os
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pyarrow.compute as pc

from plenum.assessing.columns import OBSERVATIONS, TARGETS
from plenum.assessing.compiled import compiled
from plenum.assessing.methods import METHODS, Method
from plenum.assessing.precedence import ranking
from plenum.assessing.predecessors import HEIRS, comparable
from plenum.assessing.standings import TargetStanding, rows
from plenum.assessing.whole_years import PARTS, whole_years

PAGE_ROWS = 20_000
"""Up to so many rows in both tables together the prepared query is used."""

REMEMBERED = 64
"""So many answers of that size are kept in a process."""

_TABLES = (OBSERVATIONS, TARGETS)
_RANKING, _WHOLE_YEARS, _COMPARABLE = "ranking", "whole_years", "comparable"
_ON_THE_WAY: dict[str, Method] = {
    _RANKING: ranking,
    _WHOLE_YEARS: whole_years,
    _COMPARABLE: lambda observations, _: comparable(observations, ibis.table(HEIRS, name="heirs")),
}
"""What is run as methods are and is none."""
_LED_BACK = ("last_observation", "baseline_observation")
_idle: "defaultdict[int, deque[_Small]]" = defaultdict(deque)
"""The small databases nobody uses now, the last one used at the end: of each process, since a fork may not go on with
what its parent has opened."""


@cache
def sql(method: str = "standing", dialect: str = "duckdb") -> str:
    """The SQL of a method over tables named observations and targets. Raises `KeyError` for an unknown method."""
    build = _ON_THE_WAY.get(method) or METHODS[method]
    return compiled(method, dialect, lambda: build(OBSERVATIONS.table(), TARGETS.table()))


@cache
def _shared(process: int) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


class _Small:
    """A small database with empty tables, and the methods prepared in it, each under its name."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:", config={"threads": 1})
        self.connection.execute("PRAGMA disable_optimizer")
        self._methods: set[str] = set()
        for columns in _TABLES:
            self.connection.register("given", columns.arrow.empty_table())
            self.connection.execute(f"CREATE TABLE {columns.name} AS FROM given")
            self.connection.unregister("given")

    def prepare(self, method: str) -> None:
        if method not in self._methods:
            self.connection.execute(f'PREPARE "{method}" AS {sql(method)}')
            self._methods.add(method)


@contextmanager
def _small() -> Iterator[_Small]:
    """A small database that nobody else uses meanwhile."""
    idle = _idle[os.getpid()]
    try:
        small = idle.pop()
    except IndexError:
        small = _Small()
    yield small
    # One in which something went wrong is not used again.
    idle.append(small)


def prepare(method: str = "standing") -> None:
    """Compile and plan a method now, so that whoever asks first need not wait."""
    with _small() as small:
        small.prepare(method)


def judge(observations: pa.Table, targets: pa.Table, method: str = "standing") -> pa.Table:
    """Judge every row of `targets` by `observations`; the columns are the method's (`columns.STANDINGS` for
    standing and pace).

    Rows come ordered by target and day; of a year made of its parts the observation named is the newest part. Raises
    `InvalidInput` where a table lacks a column or holds what its type cannot, and `KeyError` for an unknown method.
    """
    given = _given(observations, targets)
    made: dict[int, int] = {}
    if pc.any(pc.is_in(given[OBSERVATIONS.name]["frequency"], pa.array(list(PARTS)))).as_py():
        years = _run(given, _WHOLE_YEARS)
        made = dict(zip(years["observation"].to_pylist(), years["made_of"].to_pylist(), strict=True))
        years = OBSERVATIONS.conform(years)
        given[OBSERVATIONS.name] = pa.concat_tables([given[OBSERVATIONS.name], years])
    judged = _run(given, method).sort_by([("target", "ascending"), ("as_of", "ascending")])
    return _led_back(judged, made) if made else judged


def _led_back(judged: pa.Table, made: dict[int, int]) -> pa.Table:
    """The table with the numbers of years made of parts replaced by those of an observation of the record."""
    for name in _LED_BACK:
        if name in judged.column_names:
            led = [made.get(number, number) for number in judged[name].to_pylist()]
            place = judged.schema.get_field_index(name)
            judged = judged.set_column(place, judged.schema.field(name), pa.array(led, pa.int64()))
    return judged


def of_predecessors(observations: pa.Table, heirs: pa.Table) -> pa.Table:
    """What the series of `heirs` (see `predecessors`) were before their places began, from the observations.

    Columns: those of `columns.OBSERVATIONS` and `made_of`. Raises `InvalidInput` as `judge` does.
    """
    given = {OBSERVATIONS.name: OBSERVATIONS.conform(observations), "heirs": heirs.cast(HEIRS.to_pyarrow())}
    return _judge_many(given, _COMPARABLE)


def rank(observations: pa.Table, as_of: date) -> pa.Table:
    """Which value counts for each period of each series as known on a day, and why the others do not.

    Columns: those of `precedence.ranking`; `target` is the series. Raises `InvalidInput` as `judge` does.
    """
    series = observations["series"].unique()
    asked = pa.table(
        {"target": series, "series": series, "as_of": pa.array([as_of] * len(series), pa.date32())}
    )
    for column in TARGETS:
        if column.name not in asked.column_names:
            # The ranking reads no other column; what must not be empty is filled with a word of no meaning.
            filler = {"date": as_of, "string": "", "boolean": False}.get(column.type)
            value = None if column.nullable else filler
            asked = asked.append_column(
                column.name, pa.array([value] * len(series), TARGETS.arrow.field(column.name).type)
            )
    return _run(_given(observations, asked), _RANKING)


def _given(observations: pa.Table, targets: pa.Table) -> dict[str, pa.Table]:
    return {OBSERVATIONS.name: OBSERVATIONS.conform(observations), TARGETS.name: TARGETS.conform(targets)}


def _run(given: dict[str, pa.Table], method: str) -> pa.Table:
    if sum(table.num_rows for table in given.values()) <= PAGE_ROWS:
        return _answered(_Question(method, _digest(given), given))
    return _judge_many(given, method)


@dataclass(frozen=True)
class _Question:
    """A method and the rows it is asked about; equal where both are, in the same order."""

    method: str
    digest: bytes
    given: dict[str, pa.Table] = field(compare=False)


def _digest(given: dict[str, pa.Table]) -> bytes:
    said = hashlib.sha256()
    for table in given.values():
        written = pa.BufferOutputStream()
        with pa.ipc.new_stream(written, table.schema) as stream:
            stream.write_table(table)
        said.update(written.getvalue())
    return said.digest()


@lru_cache(maxsize=REMEMBERED)
def _answered(question: _Question) -> pa.Table:
    return _judge_few(question.given, question.method)


def judge_rows(observations: pa.Table, targets: pa.Table, method: str = "standing") -> list[TargetStanding]:
    """As `judge` by a method whose columns are `columns.STANDINGS`, as objects."""
    return rows(judge(observations, targets, method))


def _judge_few(given: dict[str, pa.Table], method: str) -> pa.Table:
    with _small() as small:
        small.prepare(method)
        connection: Any = small.connection
        connection.begin()
        try:
            for name, table in given.items():
                connection.register("given", table)
                connection.execute(f"INSERT INTO {name} FROM given")
                connection.unregister("given")
            return connection.sql(f'EXECUTE "{method}"').to_arrow_table()
        finally:
            connection.rollback()


def _judge_many(given: dict[str, pa.Table], method: str) -> pa.Table:
    cursor: Any = _shared(os.getpid()).cursor()
    try:
        for name, table in given.items():
            cursor.register(name, table)
        return cursor.sql(sql(method)).to_arrow_table()
    finally:
        cursor.close()
