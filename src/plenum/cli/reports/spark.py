"""The same reader on many machines: a collection of files or texts read by Spark Connect.

The collection is a folder as the cluster sees it (`binaryFile`), or a Parquet of texts. Each worker hands rows of path
and content to the reader and gives back frames, the rows that `frames` describes. Plenum must be installed on the
workers, in the same version: what travels is the name of `read_rows`, not its code.
"""

import re
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc

from plenum.cli.reports.findings import is_report, read_bytes
from plenum.cli.reports.frames import END, FIGURE, FRAME, REFUSED, Frame, frame_of, refusal_of, refusals
from plenum.errors import Conflict, InvalidInput, NotFound
from plenum.reading.loaders import SUFFIXES
from plenum.reading.loaders.limits import LARGEST_FILE, MIB

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ENGINE = re.compile(
    r"(?:spark|sc)://(?P<host>\[[0-9a-fA-F:]+\]|[^/:;\s]+)(?::(?P<port>\d{1,5}))?(?P<rest>/.*)?"
)
_PORT = 15002
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:/*")
_PATHS, _CONTENTS = ("path", "file", "name", "id"), ("content", "text")
_OTHER_VERSION = re.compile(r"Plenum \S+ is installed on the workers, \S+ is wanted\.")
_NOTHING_THERE = re.compile("does not exist|not found|no such|PATH_NOT_FOUND", re.IGNORECASE)
_KEY = ["source", "source_digest", "ordinal"]
_AT_ONCE = 16
"""Files handed to a worker at a time: they may be large."""
_SECONDS = 10
_TYPES = {pa.string(): "string", pa.int64(): "bigint", pa.decimal128(38, 9): "decimal(38,9)"}
_COLUMNS = ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in FRAME)


class Cluster:
    """A Spark Connect server. Raises `InvalidInput` and `Conflict` where it cannot be reached."""

    def __init__(self, engine: str) -> None:
        found = _ENGINE.fullmatch(engine)
        if found is None:
            raise InvalidInput(
                "{engine} is no Spark Connect server; write sc://host:port or spark://host:port.",
                engine=engine,
            )
        host, port = found["host"], int(found["port"] or _PORT)
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise Conflict("Spark is not installed here: pip install 'plenum[spark]'.") from None
        try:
            # The client would try for minutes.
            socket.create_connection((host.strip("[]"), port), _SECONDS).close()
        except (OSError, OverflowError) as error:
            raise Conflict("{engine} does not answer: {reason}.", engine=engine, reason=error) from None
        self._session: SparkSession = SparkSession.builder.remote(
            f"sc://{host}:{port}{found['rest'] or ''}"
        ).create()
        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_AT_ONCE))

    def frames(self, place: str, known: frozenset[str]) -> Iterator[Frame]:
        """A frame for each file of a folder or text of a Parquet, in the order of their names."""
        collection = _Collection(self._session, place)
        with _told(collection.place):
            rows = collection.read(known).toArrow()
            refused = collection.too_large()
        if not rows.num_rows and not refused:
            raise _nothing_at(place)
        yield from _apart(rows, known)
        yield from refused

    def write(self, place: str, out: str, replace: bool) -> tuple[int, list[tuple[str, str]]]:
        """Have the cluster write its frames as a Parquet of many files, `kind` by `kind`.

        Returns how many figures there are, and the names and reasons of the first thousand reports not read.
        """
        from pyspark.sql import functions as F  # noqa: N812 - its customary name

        collection = _Collection(self._session, place)
        with _told(collection.place):
            mode = "overwrite" if replace else "error"
            frames = collection.read(frozenset()).dropDuplicates(_KEY)
            frames.write.mode(mode).partitionBy("kind").parquet(out)
            written = self._session.read.parquet(out)
            if written.isEmpty():
                raise _nothing_at(place)
            figures = written.where(F.col("kind") == FIGURE).count()
            lost = written.where(F.col("kind") == REFUSED).select("file", "told").orderBy("file").limit(1000)
            refused = [(row["file"], row["told"]) for row in lost.toArrow().to_pylist()]
            refused += [pair for frame in collection.too_large() for pair in refusals(frame.rows)]
        return figures, refused

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(self, *_: object) -> None:
        self._session.stop()


class _Collection:
    """Rows of path and content at a place."""

    def __init__(self, session: "SparkSession", place: str) -> None:
        from pyspark.sql import functions as F  # noqa: N812

        self.place = place
        self._large: DataFrame | None = None
        with _told(place):
            if place.rstrip("/").lower().endswith(".parquet"):
                self._rows = _texts(session.read.parquet(place), place)
                self._root = ""
                return
            endings = ",".join("".join(f"[{c}{c.upper()}]" for c in one[1:]) for one in SUFFIXES)
            files = (
                session.read.format("binaryFile")
                .option("recursiveFileLookup", "true")
                .option("pathGlobFilter", f"*.{{{endings}}}")
                .load(place)
            )
            self._large = files.where(F.col("length") > LARGEST_FILE).select("path", "length")
            self._rows = files.where(F.col("length") <= LARGEST_FILE).select("path", "content")
            self._root = place

    def read(self, known: frozenset[str]) -> "DataFrame":
        """The frames' rows, made by the workers."""
        return self._rows.mapInArrow(partial(read_rows, self._root, known, version("plenum")), _COLUMNS)

    def too_large(self) -> list[Frame]:
        """Files that are not even fetched."""
        if self._large is None:
            return []
        found = []
        for row in self._large.toArrow().to_pylist():
            name = name_of(row["path"], self._root)
            why = InvalidInput(
                "The file has {size} MiB; reports are taken up to {limit} MiB. Nothing of it was read.",
                size=-(-row["length"] // MIB),
                limit=LARGEST_FILE // MIB,
            )
            found.append(refusal_of(name, str(why)))
        return found


def _texts(table: "DataFrame", place: str) -> "DataFrame":
    """The columns that name a text and hold it."""
    from pyspark.sql import functions as F  # noqa: N812

    columns = {column.lower(): column for column in table.columns}
    if not columns:
        raise _nothing_at(place)
    path = next((columns[one] for one in _PATHS if one in columns), None)
    content = next((columns[one] for one in _CONTENTS if one in columns), None)
    if path is None or content is None:
        raise InvalidInput(
            "{place} needs a column that names each text ({paths}) and one that holds it ({contents}); it has "
            "{columns}.",
            place=place,
            paths=" or ".join(_PATHS),
            contents=" or ".join(_CONTENTS),
            columns=", ".join(table.columns),
        )
    return table.select(
        F.col(path).cast("string").alias("path"), F.col(content).cast("binary").alias("content")
    )


def read_rows(
    root: str, known: frozenset[str], wanted: str, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """What a worker does: a frame for each row of path and content."""
    if version("plenum") != wanted:
        raise RuntimeError(f"Plenum {version('plenum')} is installed on the workers, {wanted} is wanted.")
    for batch in batches:
        for path, content in zip(batch.column("path"), batch.column("content"), strict=True):
            name = name_of(path.as_py() or "", root)
            if not root or is_report(name):
                yield frame_of(read_bytes(content.as_py(), name, known)).rows


def name_of(path: str, root: str) -> str:
    """The name of a file below the folder that was asked for; clusters write its place in several ways."""
    if not root:
        return path
    path, root = (_SCHEME.sub("", one).strip("/") for one in (path, root))
    for above in (root, unquote(root)):
        if path == above:
            return path.rpartition("/")[2]
        if path.startswith(f"{above}/"):
            return path.removeprefix(f"{above}/")
    return path


def _apart(rows: pa.Table, known: frozenset[str]) -> Iterator[Frame]:
    """The frames of rows that come in any order. Raises `InvalidInput` where two texts have one name."""
    rows = rows.cast(FRAME).sort_by([(column, "ascending") for column in _KEY])
    rows = rows.filter(_first_of_each(rows)).combine_chunks()
    start, before = 0, None
    for end in pc.indices_nonzero(pc.equal(rows.column("kind"), END)).to_pylist():
        (frame,) = rows.slice(start, end + 1 - start).to_batches()
        start = end + 1
        name, digest = frame.column("source")[0].as_py(), frame.column("source_digest")[0].as_py()
        if name == before:
            raise InvalidInput("Two texts are named {name}; give each a name of its own.", name=name)
        before = name
        yield Frame(name, digest, frame, digest in known)


def _first_of_each(rows: pa.Table) -> pa.Array:
    """Which of the sorted rows are not the one before again: a server may list a file twice (Sail 0.7.2 does)."""
    again: Any = True
    for name in _KEY:
        column = rows.column(name)
        again = pc.and_(again, pc.equal(column.slice(1), column.slice(0, max(len(column) - 1, 0))))
    return pa.concat_arrays([pa.array([True]), pc.invert(again).combine_chunks()]) if rows.num_rows else []


def _nothing_at(place: str) -> NotFound:
    return NotFound("The cluster finds no report at {place}.", place=place)


@contextmanager
def _told(place: str) -> Iterator[None]:
    """What Spark raises, as an error a person can mend."""
    from pyspark.errors import AnalysisException, PySparkException

    try:
        yield
    except PySparkException as error:
        said = str(error)
        if "No module named 'plenum" in said:
            raise Conflict("Plenum is not installed on the workers: pip install plenum there.") from error
        if found := _OTHER_VERSION.search(said):
            raise Conflict(found[0]) from error
        if isinstance(error, AnalysisException) and _NOTHING_THERE.search(said):
            raise _nothing_at(place) from error
        raise Conflict("Spark answers: {said}", said=" ".join(said.split())[:500]) from error
