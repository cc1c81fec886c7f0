"""Running an expression of the prediction on a few rows, without the tables of the ledger."""

from functools import cache
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from plenum.assessing.prediction.calibration import Calibration, shipped
from plenum.assessing.prediction.distribution import Distribution, foreseen
from plenum.assessing.prediction.pooled import outlook
from plenum.assessing.prediction.summaries import spread_out, summaries

Series = dict[int, float]


def compiled(expression: Any) -> str:
    """The expression as DuckDB's SQL, written as the engine has it written."""
    fuse, ibis.options.sql.fuse_selects = ibis.options.sql.fuse_selects, False
    try:
        return str(ibis.to_sql(expression, dialect="duckdb"))
    finally:
        ibis.options.sql.fuse_selects = fuse


def run(text: str, **tables: pa.Table) -> list[dict[str, Any]]:
    """The rows of a query over tables of these names."""
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute("PRAGMA disable_optimizer")
        for name, table in tables.items():
            connection.register(name, table)
        found: pa.Table = connection.sql(text).to_arrow_table()
    return found.to_pylist()  # type: ignore[no-any-return]


def _tables(asked: list[dict[str, Any]]) -> tuple[pa.Table, pa.Table]:
    rows = [
        {"key": number, "year": year, "value": value}
        for number, one in enumerate(asked)
        for year, value in one["series"].items()
    ]
    values = pa.Table.from_pylist(
        rows, schema=pa.schema({"key": pa.int64(), "year": pa.int64(), "value": pa.float64()})
    )
    figures = pa.Table.from_pylist(
        [
            {"key": number, "lower": one.get("lower"), "upper": one.get("upper"),
             "figure": one.get("figure"), "horizon": one.get("horizon")}
            for number, one in enumerate(asked)
        ],
        schema=pa.schema({name: pa.float64() if name != "key" else pa.int64()
                          for name in ("key", "lower", "upper", "figure", "horizon")}),
    )  # fmt: skip
    return values, figures


def _summed_up() -> Any:
    rows = ibis.table({"key": "int64", "year": "int64", "value": "float64"}, name="rows")
    names = ("lower", "upper", "figure", "horizon")
    figures = ibis.table({"key": "int64", **dict.fromkeys(names, "float64")}, name="figures")
    return summaries(figures.left_join(spread_out(rows, ["key"]), "key").drop("key_right"))


@cache
def _summing() -> str:
    return compiled(_summed_up().order_by("key"))


@cache
def _predicting(quantiles: tuple[float, ...], calibration: Calibration) -> str:
    t = outlook(_summed_up(), calibration)
    t = foreseen(t, t.horizon)
    day = Distribution.of(t)
    answers = {f"q{place}": day.quantile(p) for place, p in enumerate(quantiles)}
    t = t.select("key", "link", below=day.below(t.figure), at_least=day.at_least(t.figure), **answers)
    return compiled(t.order_by("key"))


def summed_up(*asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The summaries of each of `asked`: {series: {year: value}, lower, upper}, all but the first optional."""
    rows, figures = _tables(list(asked))
    return run(_summing(), rows=rows, figures=figures)


def predicted(
    *asked: dict[str, Any], quantiles: tuple[float, ...] = (), calibration: Calibration | None = None
) -> list[dict[str, Any]]:
    """For each of `asked` (with `figure` and `horizon`) `below`, `at_least` and the quantiles q0, q1, …"""
    rows, figures = _tables(list(asked))
    return run(_predicting(quantiles, calibration or shipped()), rows=rows, figures=figures)
