"""What reading a file gave as rows of Arrow: what travels between processes and machines, and lies in Parquet.

A frame holds the figures of one file, then a row for each report in it that was refused, then a row that says the file
has been read. `SCHEMA` is what people get: figures only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from plenum.cli.reports.findings import FigureRow, Findings, read_file, rows_of

_NUMBER = pa.decimal128(38, 9)
_MOST = 10**29
"""A number of more digits before the point than this is no figure; it is left empty."""

SCHEMA = pa.schema(
    [
        (
            column.name,
            _NUMBER if column.name.startswith("value") else pa.int64() if column.type is int else pa.string(),
        )
        for column in fields(FigureRow)
    ]
)
"""The columns of figures, those of `FigureRow`."""

FRAME = pa.schema(
    [
        ("source", pa.string()),
        ("source_digest", pa.string()),
        ("ordinal", pa.int64()),
        ("kind", pa.string()),
        ("told", pa.string()),
        *SCHEMA,
    ]
)
"""`source` is the file, with its digest; `ordinal` counts a frame's rows; `kind` is one of the three below; `told` is
why a report was refused."""
FIGURE, REFUSED, END = "figure", "refused", "end"


@dataclass(frozen=True)
class Frame:
    """The rows of one file, and what must be known of it without looking into them."""

    name: str
    digest: str
    rows: pa.RecordBatch
    is_known: bool = False
    """Whether the file was passed over because its digest was among those read before."""


def refusals(rows: pa.RecordBatch) -> list[tuple[str, str]]:
    """The name and the reason of each report of a frame that was refused."""
    lost = rows.filter(pc.equal(rows.column("kind"), REFUSED))
    return list(zip(lost.column("file").to_pylist(), lost.column("told").to_pylist(), strict=True))


def frame_of(findings: Findings) -> Frame:
    """What reading a file gave as a frame."""
    figures = _figures([row for read in findings.reports for row in rows_of(read)])
    refused = [(named(name), _written(reason)) for name, reason in findings.refused]
    count, more = figures.num_rows, len(refused)
    rows = count + more + 1
    columns: list[pa.Array] = [
        pa.repeat(named(findings.name), rows),
        pa.repeat(findings.digest, rows),
        pa.array(range(rows), pa.int64()),
        pa.array([FIGURE] * count + [REFUSED] * more + [END], pa.string()),
        pa.array([None] * count + [reason for _, reason in refused] + [None], pa.string()),
    ]
    for number, field in enumerate(SCHEMA):
        rest = [name for name, _ in refused] if field.name == "file" else [None] * more
        columns.append(pa.concat_arrays([figures.column(number), pa.array([*rest, None], field.type)]))
    return Frame(
        named(findings.name),
        findings.digest,
        pa.RecordBatch.from_arrays(columns, schema=FRAME),
        findings.is_known,
    )


def refusal_of(name: str, reason: str) -> Frame:
    """The frame of a file that nothing was read of."""
    return frame_of(Findings(name, "", refused=[(name, reason)]))


def read_frame(path: Path, name: str, known: frozenset[str]) -> Frame:
    """Read one file, unless its digest is among `known`. Raises nothing a file can cause."""
    return frame_of(read_file(path, name, known))


def _figures(rows: Sequence[FigureRow]) -> pa.RecordBatch:
    columns = [list(values) for values in zip(*map(_values, rows), strict=True)] or [[]] * len(SCHEMA)
    arrays = []
    for column, values in zip(SCHEMA, columns, strict=True):
        taken = named if column.name == "file" else _TAKEN[column.type]
        arrays.append(pa.array([taken(value) for value in values], column.type))
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


_values = attrgetter(*SCHEMA.names)


def _number(value: Any) -> Any:
    return None if value is None or abs(value) >= _MOST else round(value, 9)


def named(name: str) -> str:
    """A file's name; one that is not in UTF-8 stays apart from every other."""
    return name.encode("utf-8", "backslashreplace").decode()


def _written(text: str) -> str:
    """The text without lone surrogates, which cannot be written in UTF-8."""
    return text.encode("utf-8", "replace").decode()


_TAKEN: dict[pa.DataType, Callable[[Any], Any]] = {_NUMBER: _number, pa.string(): _written, pa.int64(): int}
