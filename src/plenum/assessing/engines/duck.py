"""DuckDB in this process: all cores, and a disk for what does not fit in memory.

A query streams from Parquet to Parquet; joins and groups that outgrow the memory are spilled, and where that does not
suffice the targets are judged in slices. The limit given is for
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
from plenum.assessing.columns import TARGETS
from plenum.assessing.engines import Progress
from plenum.errors import Conflict, InvalidInput, NotFound

RESERVED = 350 * 2**20
"""Bytes of the process that are not DuckDB's to count: the interpreter, its libraries, the code of a query."""

LEAST = 100 * 2**20
"""DuckDB is given no less."""

SLICES = (1, 8, 64)
"""Into how many slices the targets are parted: the next number where the memory did not suffice for the one before."""

_WHOLE = "targets_of_all_slices"
_EVERY = 0.3  # seconds between two looks at the progress


class DuckEngine:
    """An `Engine`. `memory` is the limit of the whole process in bytes; None leaves DuckDB its own, most of the RAM."""

    def __init__(self, memory: int | None, spill: Path) -> None:
        self._spill = spill
        self._views: dict[str, str] = {}
        self._share, self._shares = 0, 1
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
        self._views[name] = str(ibis.to_sql(query, dialect="duckdb"))
        self._connection.execute(f'CREATE VIEW "{name}" AS {self._views[name]}')

    def keep(self, name: str, query: Any) -> None:
        with _told(None):
            self._connection.execute(f'CREATE TABLE "{name}" AS {ibis.to_sql(query, dialect="duckdb")}')

    def row(self, query: Any) -> dict[str, Any]:
        with _told(None):
            found = self._connection.sql(str(ibis.to_sql(query, dialect="duckdb"))).to_arrow_table()
        row: dict[str, Any] = found.to_pylist()[0]
        return row

    def write(self, method: str, out: Path, progress: Progress) -> int:
        text = engine.sql(method)
        with _told(None), self._watched(progress):
            for slices in SLICES:
                try:
                    return self._copy(text, out) if slices == 1 else self._copy_in(slices, text, out)
                except duckdb.OutOfMemoryException:
                    # Not every operator can spill; fewer targets at a time need less.
                    if slices == SLICES[-1]:
                        raise
        raise AssertionError("SLICES is empty")

    def _copy(self, text: str, out: Path) -> int:
        quoted = str(out).replace("'", "''")
        found = self._connection.execute(f"COPY ({text}) TO '{quoted}' (FORMAT parquet)").fetchone()
        return int(found[0]) if found else 0

    def _copy_in(self, slices: int, text: str, out: Path) -> int:
        """Judge the targets in so many slices, one after the other; a compound target stays with its parts."""
        self._connection.execute(f"CREATE OR REPLACE VIEW {_WHOLE} AS {self._views[TARGETS.name]}")
        folder = self._spill / f"slices-{slices}"
        folder.mkdir(parents=True)
        for number in range(slices):
            self._share, self._shares = number, slices
            self._connection.execute(
                f"CREATE OR REPLACE VIEW {TARGETS.name} AS FROM {_WHOLE} "
                f"WHERE hash(coalesce(part_of, target)) % {slices} = {number}"
            )
            self._copy(text, folder / f"{number}.parquet")
        return self._copy(f"FROM read_parquet('{str(folder).replace(chr(39), chr(39) * 2)}/*.parquet')", out)

    @contextmanager
    def _watched(self, progress: Progress) -> Iterator[None]:
        """Tell how far the query has come, in hundredths, until the block ends."""
        ended = threading.Event()

        def look() -> None:
            while not ended.wait(_EVERY):
                share = self._connection.query_progress()
                if share >= 0:
                    progress(min(int((100 * self._share + share) / self._shares), 99), 100)

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
