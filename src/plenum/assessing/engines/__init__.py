"""Where a method runs on files: one module for each engine, one line of ENGINES each.

An engine reads Parquet, runs queries written with Ibis, and writes Parquet. It knows nothing of targets; what is asked
of the files stands in `panel`. An engine is left as it was found: nothing of a run remains but the file it wrote.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

import ibis

from plenum.errors import InvalidInput

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


class Engine(Protocol):
    """An open engine. Every name given to it is known to later queries of the same run."""

    def read(self, name: str, source: str) -> ibis.Schema:
        """Call the Parquet at `source` (a file, a glob, a folder of partitions) by a name, and tell its columns.

        Raises `NotFound` where nothing is there, `InvalidInput` where it is no Parquet.
        """

    def define(self, name: str, query: Any) -> None:
        """Call the result of an Ibis query by a name, without running it."""

    def keep(self, name: str, query: Any) -> None:
        """As `define`, for a query later ones read often: it is run now, and once."""

    def row(self, query: Any) -> dict[str, Any]:
        """The one row of the result of an Ibis query."""

    def write(self, method: str, out: Path, progress: Progress) -> int:
        """Run a method of METHODS over the tables named observations and targets; the number of rows.

        What it writes at `out`, where nothing may be yet, is a Parquet file or a folder of them. On an error
        something unfinished may be left there.
        """


Opened = Callable[[str, int | None, Path], AbstractContextManager[Engine]]
"""Opens an engine by its address, with so many bytes of memory (None: as many as it likes) and a folder for spill."""


def _duckdb(address: str, memory: int | None, spill: Path) -> AbstractContextManager[Engine]:
    from plenum.assessing.engines.duck import DuckEngine

    return DuckEngine(memory, spill)


def _spark(address: str, memory: int | None, spill: Path) -> AbstractContextManager[Engine]:
    # Spark is an extra: its packages are imported where it is asked for.
    from plenum.assessing.engines.spark import SparkEngine

    return SparkEngine(address, memory, spill)


ENGINES: dict[str, Opened] = {
    "duckdb": _duckdb,
    "sc": _spark,
    "spark": _spark,
}
"""By the word before `://`; `duckdb` stands alone."""


def engine_at(address: str) -> Opened:
    """The engine an address names: `duckdb`, `sc://host:port`, `spark://host:port`. Raises `InvalidInput`."""
    opened = ENGINES.get(address.partition("://")[0])
    if opened is None:
        raise InvalidInput(
            "{engine} is no engine. Known are: {engines}.", engine=address, engines=", ".join(ENGINES)
        )
    return opened
