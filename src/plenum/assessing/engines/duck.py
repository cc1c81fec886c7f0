"""DuckDB in this process: all cores, and a disk for what does not fit in memory.

A query streams from Parquet to Parquet; joins and groups that outgrow the memory are spilled. The limit given is for
the whole process, so what Python and the libraries take is left out of DuckDB's share.
"""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import ibis

from plenum.assessing import engine
from plenum.assessing.engines import Progress
from plenum.errors import Conflict, InvalidInput, NotFound

RESERVED = 200 * 2**20
"""Bytes of the process that are not DuckDB's to count: the interpreter, its libraries, the code of a query."""

LEAST = 100 * 2**20
"""DuckDB is given no less."""

_EVERY = 0.3  # seconds between two looks at the progress


class DuckEngine:
    """An `Engine`. `memory` is the limit of the whole process in bytes; None leaves DuckDB its own, most of the RAM."""

    def __init__(self, memory: int | None, spill: Path) -> None:
        self._spill = spill
        self._connection = duckdb.connect(
            ":memory:",
            config={
                "temp_directory": str(spill),
                # The rows of a panel are in no order, and keeping one costs memory.
                "preserve_insertion_order": "false",
                **({"memory_limit": f"{max(memory - RESERVED, LEAST)}B"} if memory else {}),
            },
        )
        self._connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")

    def __enter__(self) -> "DuckEngine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        shutil.rmtree(self._spill, ignore_errors=True)

    def read(self, name: str, source: str) -> ibis.Schema:
        pattern = source
        if Path(source).is_dir():
            pattern = f"{source}/**/*.parquet"
        quoted = pattern.replace("'", "''")
        with _told(source):
            self._connection.execute(f"CREATE VIEW \"{name}\" AS FROM read_parquet('{quoted}')")
            empty = self._connection.sql(f'FROM "{name}" LIMIT 0').to_arrow_table()
        return ibis.Schema.from_pyarrow(empty.schema)

    def define(self, name: str, query: Any) -> None:
        self._connection.execute(f'CREATE VIEW "{name}" AS {ibis.to_sql(query, dialect="duckdb")}')

    def row(self, query: Any) -> dict[str, Any]:
        with _told(None):
            found = self._connection.sql(str(ibis.to_sql(query, dialect="duckdb"))).to_arrow_table()
        row: dict[str, Any] = found.to_pylist()[0]
        return row

    def write(self, method: str, out: Path, progress: Progress) -> int:
        quoted = str(out).replace("'", "''")
        statement = f"COPY ({engine.sql(method)}) TO '{quoted}' (FORMAT parquet)"
        with _told(None), self._watched(progress):
            (count,) = self._connection.execute(statement).fetchone() or (0,)
        return int(count)

    @contextmanager
    def _watched(self, progress: Progress) -> Iterator[None]:
        """Tell how far the query has come, in hundredths, until the block ends."""
        ended = threading.Event()

        def look() -> None:
            while not ended.wait(_EVERY):
                share = self._connection.query_progress()
                if share >= 0:
                    progress(min(int(share), 99), 100)

        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()
        progress(100, 100)


@contextmanager
def _told(source: str | None) -> Iterator[None]:
    """DuckDB's errors that a person can mend, told as ours."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise Conflict(
            "The memory allowed is too little for this, or the disk is full: {reason}", reason=_first(error)
        ) from error
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        raise InvalidInput("A value cannot be calculated with: {reason}", reason=_first(error)) from error
    except (duckdb.IOException, duckdb.InvalidInputException, duckdb.HTTPException) as error:
        if "No files found" in str(error):
            raise NotFound("There is no Parquet file at {place}.", place=source) from error
        raise InvalidInput(
            "{place} cannot be read as Parquet: {reason}", place=source or "A file", reason=_first(error)
        ) from error


def _first(error: Exception) -> str:
    return str(error).splitlines()[0].partition("Error: ")[2] or str(error)
