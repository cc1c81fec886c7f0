"""Spark by Spark Connect: the same query text, for tables of more machines than one.

Paths are those the server sees. The result is a folder of Parquet files, which everything that reads Parquet takes as
one. Spark's own differences are met here: a number such as 0.95 in its SQL is a decimal unless told otherwise.
"""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import ibis

from plenum.assessing import engine
from plenum.assessing.engines import Progress
from plenum.errors import Conflict, InvalidInput, NotFound

_ADDRESS = re.compile(
    r"(?:sc|spark)://(?P<host>\[[0-9a-fA-F:]+\]|[^/:;\s]+)(?::(?P<port>\d{1,5}))?(?P<rest>/.*)?"
)
_NUMBER = re.compile(r"'(?:[^'\\]|\\.)*'|`[^`]*`|(?P<pointed>(?<![\w.])\d+\.\d+(?:[eE][+-]?\d+)?)")
_PORT = 15002
_SECONDS = 10
_NOTHING_THERE = re.compile("does not exist|not found|no such|PATH_NOT_FOUND|no files", re.IGNORECASE)


class SparkEngine:
    """An `Engine` on the Spark Connect server at `sc://host:port` (or `spark://host:port`).

    Its memory is the server's to bound; what it is to keep for a while it writes into the folder `spill`. Raises
    `InvalidInput` for an address it cannot read and for a limit of memory, `Conflict` where Spark is not installed here
    or the server does not answer.
    """

    def __init__(self, address: str, memory: int | None, spill: Path) -> None:
        self._spill = spill
        found = _ADDRESS.fullmatch(address)
        if found is None:
            raise InvalidInput(
                "{engine} is no Spark Connect server; write sc://host:port or spark://host:port.",
                engine=address,
            )
        if memory is not None:
            raise InvalidInput("How much memory Spark takes is set where its server starts.")
        host, port = found["host"], int(found["port"] or _PORT)
        try:
            from pyspark.sql import SparkSession

            ibis.pyspark  # noqa: B018 - named, so that Ibis learns the words of Spark
        except ImportError:
            raise Conflict("Spark is not installed here: pip install 'plenum[spark]'.") from None
        try:
            # The client itself would go on trying for minutes.
            socket.create_connection((host.strip("[]"), port), _SECONDS).close()
        except (OSError, OverflowError) as error:
            raise Conflict("{engine} does not answer: {reason}.", engine=address, reason=error) from None
        remote = f"sc://{host}:{port}{found['rest'] or ''}"
        self._session: SparkSession = SparkSession.builder.remote(remote).create()
        self._session.conf.set("spark.sql.session.timeZone", "UTC")
        # Its default of a hundred rounds is too few to resolve a query of so many named steps.
        self._session.conf.set("spark.sql.analyzer.maxIterations", "1000")
        self._session.conf.set("spark.sql.optimizer.maxIterations", "1000")

    def __enter__(self) -> "SparkEngine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.stop()

    def read(self, name: str, source: str) -> ibis.Schema:
        from ibis.backends.pyspark.datatypes import PySparkType

        place = source if "://" in source else str(Path(source).absolute())
        with _told(source):
            rows = self._session.read.parquet(place)
            rows.createOrReplaceTempView(name)
            fields = rows.schema.fields
        if not fields:  # what Sail says of a place where nothing is
            raise NotFound("There is no Parquet file at {place}.", place=source)
        return ibis.schema({field.name: PySparkType.to_ibis(field.dataType) for field in fields})

    def define(self, name: str, query: Any) -> None:
        with _told(None):
            self._session.sql(spark_sql(query)).createOrReplaceTempView(name)

    def keep(self, name: str, query: Any) -> None:
        # Not by caching, which not every server that speaks this protocol knows.
        place = str((self._spill / name).absolute())
        with _told(None):
            self._session.sql(spark_sql(query)).write.mode("error").parquet(place)
            self._session.read.parquet(place).createOrReplaceTempView(name)

    def row(self, query: Any) -> dict[str, Any]:
        with _told(None):
            row: dict[str, Any] = self._session.sql(spark_sql(query)).toArrow().to_pylist()[0]
        return row

    def write(self, method: str, out: Path, progress: Progress) -> int:
        place = str(out.absolute())
        with _told(None), self._watched(progress):
            self._session.sql(typed(engine.sql(method, "pyspark"))).write.mode("error").parquet(place)
            rows: int = self._session.read.parquet(place).count()
        return rows

    @contextmanager
    def _watched(self, progress: Progress) -> Iterator[None]:
        """Tell how many tasks of the stages known so far are done, until the block ends."""

        def told(stages: Any, **_: Any) -> None:
            tasks = sum(stage.num_tasks for stage in stages or ())
            if tasks:
                progress(min(99, 100 * sum(stage.num_completed_tasks for stage in stages) // tasks), 100)

        self._session.registerProgressHandler(told)
        try:
            yield
        finally:
            self._session.removeProgressHandler(told)
        progress(100, 100)


def spark_sql(query: Any) -> str:
    """An Ibis query as Spark's SQL."""
    return typed(str(ibis.to_sql(query, dialect="pyspark")))


def typed(text: str) -> str:
    """Spark's SQL with each number that has a point made a double, as it is in the expression."""
    return _NUMBER.sub(lambda found: f"{found[0]}D" if found["pointed"] else found[0], text)


@contextmanager
def _told(source: str | None) -> Iterator[None]:
    """Spark's errors told as ours."""
    from pyspark.errors import AnalysisException, PySparkException

    try:
        yield
    except PySparkException as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        if source is not None and (isinstance(error, AnalysisException) or _NOTHING_THERE.search(reason)):
            if _NOTHING_THERE.search(reason):
                raise NotFound("There is no Parquet file at {place}.", place=source) from error
            raise InvalidInput(
                "{place} cannot be read as Parquet: {reason}", place=source, reason=reason
            ) from error
        raise Conflict("Spark says: {reason}", reason=reason) from error
