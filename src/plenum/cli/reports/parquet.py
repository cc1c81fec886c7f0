"""The figures of very many reports in one Parquet file, gathered in parts so that a run can be broken off and go on.

While a run lasts the figures lie in `FILE.parts/`, a part for some two hundred files, each with the digests of the
files in it. At the end they are put together with what FILE held before. FILE keeps the digests of all that was read,
files without a figure too, so that none is read twice.
"""

import json
import shutil
import zlib
from base64 import b85decode, b85encode
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from plenum.cli.reports.findings import FigureRow, Findings, rows_of
from plenum.errors import InvalidInput

_NUMBER = pa.decimal128(38, 9)
SCHEMA = pa.schema(
    [
        (
            column.name,
            _NUMBER if column.name.startswith("value") else pa.int64() if column.type is int else pa.string(),
        )
        for column in fields(FigureRow)
    ]
)
_DIGESTS, _MERGED = b"plenum.files", b"plenum.parts"
_PART_FILES, _PART_ROWS = 200, 100_000
_MOST = 10**29
"""A number of more digits before the point than this is no figure; it is left empty."""


class FigureStore:
    """A Parquet file that grows. Use it in a `with`: what was added is safe after it, even where it ends early."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = path.with_name(path.name + ".parts")
        self.known: set[str] = set()
        self._rows: list[FigureRow] = []
        self._files: list[str] = []
        self._recover()

    def _recover(self) -> None:
        """Learn what was read before. Raises `InvalidInput` where the file is another program's."""
        merged: set[str] = set()
        if self.path.exists():
            found = _metadata(self.path)
            if found is None or _DIGESTS not in found:
                raise InvalidInput(
                    "{file} exists and was not written by plenum read; choose another name.", file=self.path
                )
            self.known |= _unpacked(found[_DIGESTS])
            merged = set(json.loads(found[_MERGED]))
        for part in self._parts():
            found = _metadata(part)
            if part.name in merged or found is None or _DIGESTS not in found:
                part.unlink()
            else:
                self.known |= _unpacked(found[_DIGESTS])

    def _parts(self) -> list[Path]:
        return sorted(self.folder.glob("*.parquet")) if self.folder.is_dir() else []

    def __enter__(self) -> "FigureStore":
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()

    def add(self, findings: Findings) -> None:
        """Take the figures of one file. A file of which a part was refused is read again by the next run."""
        if findings.is_known or findings.digest in self.known or not findings.digest:
            return
        if findings.refused:
            return
        self.known.add(findings.digest)
        self._files.append(findings.digest)
        for read in findings.reports:
            self._rows.extend(rows_of(read))
        if len(self._files) >= _PART_FILES or len(self._rows) >= _PART_ROWS:
            self._flush()

    def _flush(self) -> None:
        if not self._files:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        schema = SCHEMA.with_metadata({_DIGESTS: _packed(self._files)})
        draft = self.folder / f"{uuid4().hex}.draft"
        pq.write_table(_table(self._rows).cast(schema), draft, compression="zstd")
        draft.replace(draft.with_suffix(".parquet"))
        self._rows, self._files = [], []

    def finish(self) -> int:
        """Put the parts together with what was there. Returns how many figures the file has."""
        self._flush()
        parts = self._parts()
        sources = [self.path, *parts] if self.path.exists() else parts
        schema = SCHEMA.with_metadata(
            {_DIGESTS: _packed(self.known), _MERGED: json.dumps([part.name for part in parts])}
        )
        draft = self.path.with_name(f".{self.path.name}.{uuid4().hex}.draft")
        rows = 0
        try:
            with pq.ParquetWriter(draft, schema, compression="zstd") as writer:
                for batch in _batches(sources):
                    rows += batch.num_rows
                    writer.write_batch(batch.cast(schema))
            draft.replace(self.path)
        finally:
            draft.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        return rows


def _batches(sources: Iterable[Path]) -> Iterator[pa.RecordBatch]:
    for source in sources:
        with pq.ParquetFile(source) as file:
            yield from file.iter_batches()


def _table(rows: list[FigureRow]) -> pa.Table:
    columns = [list(values) for values in zip(*map(astuple, rows), strict=True)] or [[]] * len(SCHEMA)
    arrays = []
    for column, values in zip(SCHEMA, columns, strict=True):
        if column.type == _NUMBER:
            values = [None if one is None or abs(one) >= _MOST else round(one, 9) for one in values]
        elif column.type == pa.string():
            # Lone surrogates cannot be written in UTF-8.
            values = [one.encode("utf-8", "replace").decode() for one in values]
        arrays.append(pa.array(values, column.type))
    return pa.Table.from_arrays(arrays, schema=SCHEMA)


def _metadata(path: Path) -> dict[bytes, bytes] | None:
    try:
        with pq.ParquetFile(path) as file:
            return dict(file.schema_arrow.metadata or {})
    except (pa.ArrowInvalid, OSError):
        return None


def _packed(digests: Iterable[str]) -> bytes:
    return b85encode(zlib.compress(b"".join(bytes.fromhex(one) for one in sorted(digests)), 1))


def _unpacked(packed: bytes) -> set[str]:
    together = zlib.decompress(b85decode(packed)).hex()
    return {together[at : at + 64] for at in range(0, len(together), 64)}
