"""The figures of very many reports in one Parquet file, gathered so that a run can be broken off and go on.

While a run lasts, the frame of each file is written to a journal in `FILE.parts/` as soon as it is made. At the end the
frames are put together in the order of the files' names, with those FILE held before and still holds for: FILE is
always what one undisturbed run over the files would have given, byte for byte. FILE keeps the digests of all that was
read, files without a figure too, so that none is read twice; what another version of Plenum read is read again.
"""

import json
import os
import shutil
import zlib
from base64 import b85decode, b85encode
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from plenum.cli.reports.frames import FIGURE, FRAME, SCHEMA, Frame, refusals
from plenum.errors import Conflict, InvalidInput

_FILES, _VERSION = b"plenum.files", b"plenum.version"
_GROUP = 100_000
"""Rows of a row group."""


@dataclass(frozen=True)
class Gathered:
    """What came of a run: how many figures FILE has, and why reports are missing, in the order of the files."""

    figures: int
    refused: list[tuple[str, str]]


class FigureStore:
    """A Parquet file that grows. Use it in a `with`: what was added is safe, however the run ends.

    `afresh`: nothing that was read before is taken over. Raises `InvalidInput` where FILE is another program's,
    `Conflict` where another run is writing it.
    """

    def __init__(self, path: Path, afresh: bool = False) -> None:
        self.path = path
        self.folder = path.with_name(path.name + ".parts")
        self._afresh = afresh
        self._finished = None if afresh else _Finished.opened(path)
        self._journals: list[_Journal] = []
        self._frames: dict[str, tuple[_Journal, int]] = {}
        self._present: dict[str, str] = {}
        self._lost: dict[str, list[tuple[str, str]]] = {}
        self._lock: IO[str] | None = None

    def __enter__(self) -> "FigureStore":
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self.folder / "lock").open("w")
        if not _is_locked(self._lock):
            self._lock.close()
            raise Conflict("Another run is writing {file}; wait for it.", file=self.path)
        for file in sorted(self.folder.glob("*.arrows")):
            journal = _Journal(file)
            if self._afresh:
                journal.drop()
            elif journal.is_ours:
                self._journals.append(journal)
                self._frames |= {digest: (journal, at) for digest, at in journal.frames()}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, story: TracebackType | None
    ) -> None:
        for journal in self._journals:
            journal.close()
        if self._finished is not None:
            self._finished.close()
        if self._lock is not None:
            self._lock.close()
        with suppress(OSError):
            # A run that began nothing leaves nothing; a folder with a journal in it stays.
            if not any(self.folder.glob("*.arrows")):
                shutil.rmtree(self.folder)

    @property
    def known(self) -> frozenset[str]:
        """Digests of the files that need not be read."""
        whole = self._finished.whole if self._finished is not None else frozenset()
        return whole | frozenset(self._frames)

    def check(self, names: Sequence[str]) -> None:
        """Raise `InvalidInput` where FILE holds figures, but of none of the files that are to be read."""
        held = self._finished.names if self._finished is not None else frozenset()
        if held and held.isdisjoint(names):
            raise InvalidInput(
                "{file} holds the figures of other files; choose another name, or --replace it.",
                file=self.path,
            )

    def add(self, frame: Frame) -> None:
        """Take the rows of one file, at once and for good."""
        self._present[frame.name] = frame.digest
        if not frame.digest:
            self._lost[frame.name] = refusals(frame.rows)
        elif not frame.is_known and frame.digest not in self._frames:
            if not self._journals or not self._journals[-1].is_written:
                self._journals.append(_Journal.begun(self.folder))
            journal = self._journals[-1]
            self._frames[frame.digest] = (journal, journal.write(frame.rows))

    def finish(self) -> Gathered:
        """Put FILE together from the files that were added."""
        draft = self.folder / "draft"
        files: list[tuple[str, str, int, bool]] = []
        refused: list[tuple[str, str]] = []
        waiting: list[pa.RecordBatch] = []
        count = 0
        with pq.ParquetWriter(draft, SCHEMA, compression="zstd") as writer:
            for name, digest in sorted(self._present.items()):
                rows, why = self._rows(name, digest)
                files.append((name, digest, rows.num_rows, not why))
                refused += why
                waiting.append(rows)
                count += rows.num_rows
                if sum(one.num_rows for one in waiting) >= _GROUP:
                    waiting = _write_groups(writer, waiting)
            if waiting:
                writer.write_table(pa.Table.from_batches(waiting), row_group_size=_GROUP)
            writer.add_key_value_metadata({_FILES: _packed(files), _VERSION: version("plenum")})
        _keep(draft)
        draft.replace(self.path)
        for journal in self._journals:
            journal.drop()
        return Gathered(count, refused)

    def _rows(self, name: str, digest: str) -> tuple[pa.RecordBatch, list[tuple[str, str]]]:
        """The figures of a file under its present name, and what in it was refused."""
        if not digest:
            return _NOTHING, self._lost[name]
        if digest in self._frames:
            journal, at = self._frames[digest]
            frame = _renamed(journal.read(at), name)
            figures = frame.filter(pc.equal(frame.column("kind"), FIGURE))
            return figures.select(SCHEMA.names), refusals(frame)
        assert self._finished is not None, "what is known lies in a journal or in FILE"
        return self._finished.rows(name, digest), []


def _write_groups(writer: pq.ParquetWriter, rows: list[pa.RecordBatch]) -> list[pa.RecordBatch]:
    """Write as many whole groups as there are; gives what is left over."""
    table = pa.Table.from_batches(rows)
    whole = table.num_rows // _GROUP * _GROUP
    writer.write_table(table.slice(0, whole), row_group_size=_GROUP)
    return table.slice(whole).to_batches()


_NOTHING = pa.RecordBatch.from_pylist([], schema=SCHEMA)


def _renamed(frame: pa.RecordBatch, name: str) -> pa.RecordBatch:
    """The frame of a file that has another name by now."""
    source = frame.column("source")[0].as_py()
    return frame if source == name else _with_files(frame, source, name)


def _with_files(rows: pa.RecordBatch, old: str, new: str) -> pa.RecordBatch:
    files = [None if one is None else new + one[len(old) :] for one in rows.column("file").to_pylist()]
    at = rows.schema.get_field_index("file")
    return rows.set_column(at, rows.schema.field(at), pa.array(files, pa.string()))


class _Journal:
    """Frames one after the other in an Arrow stream. Where it was cut off, the frames before are whole."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._map: pa.MemoryMappedFile | None = None
        self._sink: pa.OSFile | None = None
        self._writer: pa.ipc.RecordBatchStreamWriter | None = None

    @classmethod
    def begun(cls, folder: Path) -> "_Journal":
        """The next journal of a folder, to be written."""
        numbers = [int(one.stem) for one in folder.glob("*.arrows") if one.stem.isdecimal()]
        journal = cls(folder / f"{max(numbers, default=0) + 1:06}.arrows")
        journal._sink = pa.OSFile(str(journal.file), "wb")
        schema = FRAME.with_metadata({_VERSION: version("plenum")})
        options = pa.ipc.IpcWriteOptions(compression="zstd")
        journal._writer = pa.ipc.new_stream(journal._sink, schema, options=options)
        # The stream's head is written with the first batch; where a frame begins is to be known before.
        journal._writer.write_batch(pa.RecordBatch.from_pylist([], schema=FRAME))
        return journal

    @property
    def is_written(self) -> bool:
        """Whether frames can be added."""
        return self._writer is not None

    @property
    def is_ours(self) -> bool:
        """Whether this version of Plenum wrote it; another's is taken away."""
        try:
            schema = pa.ipc.read_schema(self._mapped())
        except (pa.ArrowInvalid, OSError, EOFError):
            schema = None
        if schema is not None and (schema.metadata or {}).get(_VERSION) == version("plenum").encode():
            return True
        self.drop()
        return False

    def frames(self) -> Iterator[tuple[str, int]]:
        """The digest of each whole frame, and where it begins."""
        mapped = self._mapped()
        mapped.seek(0)
        pa.ipc.read_schema(mapped)
        while True:
            at = mapped.tell()
            try:
                frame = self.read(at)
                frame.validate(full=True)
            except (pa.ArrowInvalid, OSError, EOFError):
                return
            if frame.num_rows:
                yield frame.column("source_digest")[0].as_py(), at

    def write(self, rows: pa.RecordBatch) -> int:
        """Add a frame; gives where it begins."""
        assert self._sink is not None
        assert self._writer is not None
        at: int = self._sink.tell()
        self._writer.write_batch(rows.cast(FRAME))
        return at

    def read(self, at: int) -> pa.RecordBatch:
        """The frame that begins there."""
        mapped = self._mapped()
        mapped.seek(at)
        return pa.ipc.read_record_batch(pa.ipc.read_message(mapped), FRAME)

    def _mapped(self) -> pa.MemoryMappedFile:
        if self._writer is not None:
            self._end()
        if self._map is None:
            self._map = pa.memory_map(str(self.file))
        return self._map

    def _end(self) -> None:
        if self._writer is not None and self._sink is not None:
            self._writer.close()
            self._sink.close()
            self._writer = self._sink = None

    def close(self) -> None:
        """Let go of the file."""
        self._end()
        if self._map is not None:
            self._map.close()
            self._map = None

    def drop(self) -> None:
        """Let go of the file and take it away."""
        self.close()
        self.file.unlink(missing_ok=True)


class _Finished:
    """FILE as an earlier run left it."""

    def __init__(self, file: pq.ParquetFile, files: list[tuple[str, str, int, bool]]) -> None:
        self._file = file
        self._places: dict[str, tuple[str, int, int]] = {}
        self.names = frozenset(name for name, *_ in files)
        self.whole = frozenset(digest for _, digest, _, is_whole in files if is_whole and digest)
        at = 0
        for name, digest, rows, _ in files:
            self._places.setdefault(digest, (name, at, rows))
            at += rows
        self._group = (-1, SCHEMA.empty_table())

    @classmethod
    def opened(cls, path: Path) -> "_Finished | None":
        """None where there is none, or another version of Plenum wrote it."""
        if not path.exists():
            return None
        try:
            file = pq.ParquetFile(path)
        except (pa.ArrowInvalid, OSError):
            file = None
        told = (file.metadata.metadata or {}) if file is not None else {}
        if file is None or _FILES not in told:
            raise InvalidInput(
                "{file} exists and was not written by plenum read; choose another name.", file=path
            )
        if told.get(_VERSION) != version("plenum").encode():
            file.close()
            return None
        return cls(file, _unpacked(told[_FILES]))

    def rows(self, name: str, digest: str) -> pa.RecordBatch:
        """The figures of a file under its present name."""
        old, at, count = self._places[digest]
        parts: list[pa.Table] = []
        while count:
            group, first = at // _GROUP, at % _GROUP
            if self._group[0] != group:
                self._group = (group, self._file.read_row_group(group))
            part = self._group[1].slice(first, count)
            parts.append(part)
            at, count = at + part.num_rows, count - part.num_rows
        if not parts:
            return _NOTHING
        (rows,) = pa.concat_tables(parts).combine_chunks().to_batches()
        rows = rows.cast(SCHEMA)
        return rows if old == name else _with_files(rows, old, name)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _packed(files: list[tuple[str, str, int, bool]]) -> bytes:
    return b85encode(zlib.compress(json.dumps(files).encode(), 6))


def _unpacked(packed: bytes) -> list[tuple[str, str, int, bool]]:
    told: list[Any] = json.loads(zlib.decompress(b85decode(packed)))
    return [tuple(one) for one in told]


def _keep(file: Path) -> None:
    """See to it that what was written is on the disk before it gets its name."""
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def _is_locked(lock: IO[str]) -> bool:
    """Whether the lock is ours now; it ends with the process."""
    try:
        import fcntl
    except ImportError:  # not on Windows, where two runs at once are the user's to avoid
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
