"""Running a method on tables in memory: DuckDB, in this process, safe to call from many threads.

An expression is compiled to SQL once per process; a call registers its Arrow tables on a cursor of its own and runs
that text, so nothing is shared between calls but the text and an empty database.
"""

from datetime import date
from functools import lru_cache
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from plenum.assessing.columns import OBSERVATIONS, TARGETS
from plenum.assessing.methods import METHODS
from plenum.assessing.precedence import ranking
from plenum.assessing.standings import TargetStanding, rows


@lru_cache(maxsize=1)
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(":memory:")


@lru_cache(maxsize=None)
def sql(method: str = "pace", dialect: str = "duckdb") -> str:
    """The SQL of a method over tables named observations and targets. Raises `KeyError` for an unknown method."""
    expression = METHODS[method](OBSERVATIONS.table(), TARGETS.table())
    return str(ibis.to_sql(expression, dialect=dialect))


def judge(observations: pa.Table, targets: pa.Table, method: str = "pace") -> pa.Table:
    """Judge every row of `targets` by `observations`; the columns are the method's (`columns.STANDINGS` for pace).

    Rows come ordered by target and day. Raises `InvalidInput` where a table lacks a column or holds what its type
    cannot, and `KeyError` for an unknown method.
    """
    return _run(sql(method), observations, targets).sort_by([("target", "ascending"), ("as_of", "ascending")])


def _run(query: str, observations: pa.Table, targets: pa.Table) -> pa.Table:
    cursor: Any = _database().cursor()
    try:
        cursor.register(OBSERVATIONS.name, OBSERVATIONS.conform(observations))
        cursor.register(TARGETS.name, TARGETS.conform(targets))
        result: pa.Table = cursor.sql(query).to_arrow_table()
    finally:
        cursor.close()
    return result


@lru_cache(maxsize=1)
def _ranking_sql() -> str:
    expression = ranking(OBSERVATIONS.table(), TARGETS.table())
    return str(ibis.to_sql(expression, dialect="duckdb"))


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
    return _run(_ranking_sql(), observations, asked)


def judge_rows(observations: pa.Table, targets: pa.Table) -> list[TargetStanding]:
    """As `judge` by the rule of pace, as objects."""
    return rows(judge(observations, targets))
