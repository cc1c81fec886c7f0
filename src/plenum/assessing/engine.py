"""Running a method on tables in memory: DuckDB, in this process, safe to call from many threads.

An expression is compiled to SQL once per process; a call registers its Arrow tables on a cursor of its own and runs
that text, so nothing is shared between calls but the text and an empty database.
"""

from functools import lru_cache
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from plenum.assessing.columns import OBSERVATIONS, TARGETS
from plenum.assessing.methods import METHODS
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
    query = sql(method)
    cursor: Any = _database().cursor()
    try:
        cursor.register(OBSERVATIONS.name, OBSERVATIONS.conform(observations))
        cursor.register(TARGETS.name, TARGETS.conform(targets))
        result: pa.Table = cursor.sql(query).to_arrow_table()
    finally:
        cursor.close()
    return result.sort_by([("target", "ascending"), ("as_of", "ascending")])


def judge_rows(observations: pa.Table, targets: pa.Table) -> list[TargetStanding]:
    """As `judge` by the rule of pace, as objects."""
    return rows(judge(observations, targets))
