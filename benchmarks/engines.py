"""Whether every method says the same on DuckDB, on Sail and on Spark itself, over very many series of every kind.

Strings, days and whole numbers have to be equal, floats to 1e-9 (of themselves, or absolutely below 1). Decimals that
were rounded from floats, such as a mean, may differ in their last place, 1e-9, or by 1e-12 of themselves.

`python benchmarks/engines.py [--series N] [--spark DIR] [--at sc://host:port]`: Sail runs in this process; DIR is an
environment with pyspark 4, whose Spark Connect server is started and stopped (it needs Java 17).
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import panels

from plenum.assessing.methods import METHODS
from plenum.assessing.methods.published import PUBLISHED
from plenum.assessing.panel import assess_panel

TOGETHER = [name for name in METHODS if name not in PUBLISHED]
"""`published` holds each of the published methods."""

_WAIT = 120  # seconds a server may take to start


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--series", type=int, default=100_000)
    options.add_argument("--methods", nargs="*", default=TOGETHER, choices=list(METHODS))
    options.add_argument("--spark", type=Path, help="an environment with pyspark 4")
    options.add_argument("--at", action="append", default=[], help="a Spark Connect server that is running")
    options.add_argument("--no-sail", action="store_true")
    chosen = options.parse_args()
    differing = 0
    with tempfile.TemporaryDirectory(prefix="plenum-bench-") as made:
        folder = Path(made)
        panel = panels.every_kind(folder, chosen.series)
        print(f"{chosen.series:,} series of every kind")
        for method in chosen.methods:
            _timed("DuckDB", method, panel, folder / f"{method}.parquet", "duckdb")
        if not chosen.no_sail:
            with sail() as address:
                differing += compared("Sail", chosen.methods, panel, folder, address)
        if chosen.spark is not None:
            with spark(chosen.spark, folder) as address:
                differing += compared("Spark", chosen.methods, panel, folder, address)
        for address in chosen.at:
            differing += compared(address, chosen.methods, panel, folder, address)
    return 1 if differing else 0


def compared(label: str, methods: list[str], panel: tuple[Path, Path], folder: Path, address: str) -> int:
    """Run each method at `address` and tell which columns differ from DuckDB's; how many do."""
    differing = 0
    for method in methods:
        out = folder / f"{method}.there"
        _timed(label, method, panel, out, address)
        for column, count, here, there in differences(folder / f"{method}.parquet", out):
            differing += 1
            print(f"    {column}: {count:,} rows differ, for one {here} here and {there} there")
    return differing


def _timed(label: str, method: str, panel: tuple[Path, Path], out: Path, engine: str) -> None:
    started = time.perf_counter()
    assess_panel(str(panel[0]), str(panel[1]), out, method=method, engine=engine, replace=True)
    print(f"  {label:8}{method:14}{time.perf_counter() - started:8.1f} s", flush=True)


def differences(here: Path, there: Path) -> list[tuple[str, int, object, object]]:
    """The columns that differ, in how many rows, and one pair of values."""
    found = []
    with duckdb.connect() as database:
        database.execute(f"CREATE VIEW here AS FROM '{here}'")
        database.execute(f"CREATE VIEW there AS FROM '{there}/*.parquet'")
        columns = database.execute("DESCRIBE here").fetchall()
        for name, kind, *_ in columns:
            if name in ("target", "as_of"):
                continue
            a, b = f'a."{name}"', f'b."{name}"'
            differ = f"{a} IS DISTINCT FROM {b}"
            if kind == "DOUBLE":
                differ += f" AND coalesce(abs({a} - {b}) > 1e-9 * greatest(1, abs({a})), true)"
            elif kind.startswith("DECIMAL"):
                differ += f" AND coalesce(abs({a} - {b})::DOUBLE > greatest(1.1e-9, 1e-12 * abs({a}::DOUBLE)), true)"
            query = f"""
                SELECT count(*), any_value({a}), any_value({b})
                FROM here a FULL JOIN there b USING (target, as_of) WHERE {differ}
                """  # noqa: S608 - names of our own columns
            ((count, one, other),) = database.execute(query).fetchall()
            if count:
                found.append((name, count, one, other))
    return found


@contextmanager
def sail() -> Iterator[str]:
    """The address of a Sail server in this process."""
    from pysail.spark import SparkConnectServer

    server = SparkConnectServer(ip="127.0.0.1", port=0)
    server.start(background=True)
    host, port = server.listening_address
    try:
        yield f"sc://{host}:{port}"
    finally:
        server.stop()


@contextmanager
def spark(environment: Path, folder: Path) -> Iterator[str]:
    """The address of a Spark Connect server of a local Spark, from an environment that has pyspark."""
    environment = environment.absolute()  # Spark runs in a folder of its own
    (home,) = environment.glob("lib/python3*/site-packages/pyspark")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "spark.connect.grpc.binding.port": port,
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": 4,
        "spark.local.dir": folder / "spark",
    }
    command = [str(home / "bin" / "spark-submit"), "--master", "local[2]", "--driver-memory", "4g"]
    for name, value in settings.items():
        command += ["--conf", f"{name}={value}"]
    command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
    surroundings = os.environ | {
        "SPARK_HOME": str(home),
        "PYSPARK_PYTHON": str(environment / "bin" / "python"),
    }
    with (folder / "spark.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=surroundings)  # noqa: S603
        try:
            _wait_for(port, server, folder / "spark.log")
            yield f"sc://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait()


def _wait_for(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + _WAIT
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"Spark did not start:\n{log.read_text(errors='replace')[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
