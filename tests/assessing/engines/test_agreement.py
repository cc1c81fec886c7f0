"""Every method says the same on DuckDB and on Spark: here on Sail, a Spark Connect server without Java.

`make bench-engines` asks the same of 100,000 series, and of Spark itself.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from benchmarks import panels

from plenum.assessing.engines.spark import SparkEngine, typed
from plenum.assessing.methods import METHODS
from plenum.assessing.methods.published import PUBLISHED
from plenum.assessing.panel import assess_panel
from plenum.errors import Conflict, InvalidInput, NotFound

SERIES = 180
TOGETHER = [name for name in METHODS if name not in PUBLISHED]
"""`published` holds each of the published methods."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    sail = pytest.importorskip(
        "pysail.spark", reason="!! pysail is not installed: the engines were NOT compared (extra `spark`)."
    )
    running = sail.SparkConnectServer(ip="127.0.0.1", port=0)
    running.start(background=True)
    host, port = running.listening_address
    yield f"sc://{host}:{port}"
    running.stop()


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    observations, targets = panels.every_kind(tmp_path_factory.mktemp("panel"), SERIES)
    return str(observations), str(targets)


def _in_order(out: Path) -> pa.Table:
    return pq.read_table(out).sort_by([("target", "ascending"), ("as_of", "ascending")])


@pytest.mark.parametrize("method", TOGETHER)
def test_spark_says_what_duckdb_says(
    method: str, server: str, panel: tuple[str, str], tmp_path: Path
) -> None:
    here, there = tmp_path / "here.parquet", tmp_path / "there.parquet"
    assert assess_panel(*panel, here, method=method) == SERIES
    assert assess_panel(*panel, there, method=method, engine=server) == SERIES
    assert there.is_dir()
    expected, found = _in_order(here), _in_order(there)
    assert (found.schema.names, found.schema.types) == (expected.schema.names, expected.schema.types)
    for name in expected.column_names:
        if pa.types.is_floating(expected.schema.field(name).type):
            assert found[name].to_pylist() == pytest.approx(expected[name].to_pylist(), rel=1e-9, abs=1e-9), (
                name
            )
        else:
            assert found[name].to_pylist() == expected[name].to_pylist(), name
    assert {path.name for path in tmp_path.iterdir()} == {"here.parquet", "there.parquet"}


def test_faults_are_told_as_on_duckdb(server: str, panel: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "out.parquet"
    with pytest.raises(NotFound, match=r"no Parquet file at .*nowhere"):
        assess_panel(str(tmp_path / "nowhere.parquet"), panel[1], out, engine=server)
    with pytest.raises(InvalidInput, match=r"targets.*lacks the columns observation"):
        assess_panel(panel[1], panel[1], out, engine=server)
    table = pq.read_table(panel[0])
    place = table.column_names.index("status")
    broken = tmp_path / "broken.parquet"
    pq.write_table(table.set_column(place, "status", pa.array(["final"] * table.num_rows)), broken)
    with pytest.raises(InvalidInput, match=r"broken\.parquet: status holds final, which is none of actual"):
        assess_panel(str(broken), panel[1], out, engine=server)
    assert {path.name for path in tmp_path.iterdir()} == {"broken.parquet"}


def test_an_address_that_cannot_be_reached_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    with pytest.raises(InvalidInput, match=re.escape("sc://host:port")):
        SparkEngine("sc://", None, tmp_path)
    with pytest.raises(InvalidInput, match="where its server starts"):
        SparkEngine("sc://localhost:1", 2**30, tmp_path)
    with pytest.raises(Conflict, match="does not answer"):
        SparkEngine("sc://127.0.0.1:1", None, tmp_path)


def test_numbers_with_a_point_are_doubles_to_spark() -> None:
    given = "SELECT 0.95 * x, 2 * y, '0.5', 'it''s 1.5', `a 2.5`, 1.5e-3 FROM t1.c2"
    told = "SELECT 0.95D * x, 2 * y, '0.5', 'it''s 1.5', `a 2.5`, 1.5e-3D FROM t1.c2"
    assert typed(given) == told
