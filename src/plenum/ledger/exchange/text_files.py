"""Reading CSV: the encoding is checked, the separator is told by the header, rows count as a spreadsheet shows them."""

import codecs
import csv
import io
import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NoReturn

import pyarrow as pa
from pyarrow import csv as arrow_csv

from plenum.errors import Fault, UnsafeFile
from plenum.ledger.exchange.columns import letter, plain_heading
from plenum.ledger.exchange.faults import Faults
from plenum.ledger.exchange.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from plenum.ledger.exchange.tables import RawTable

SEPARATORS = (",", ";", "\t")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BLANK_LINE = re.compile(rb"\n[ \t]*\r?\n")
_HEAD = 64 * 1024
_BLOCK = 8 * 1024 * 1024


def read_text(data: bytes, known_headings: Collection[str], faults: Faults) -> RawTable:
    """The table of a CSV file. `known_headings` (plain) tell which separator the header is divided by.

    Raises `UnsafeFile` where it is no text that can be read; rows with too few or too many cells are faults.
    """
    data = _utf8(data)
    header, separator = _header(data, known_headings)
    if len(header) > MOST_COLUMNS:
        raise UnsafeFile(
            "The header has {count} columns; at most {most} are read.",
            count=len(header),
            most=MOST_COLUMNS,
        )
    try:
        table = _parsed(data, len(header), separator)
    except pa.ArrowInvalid:
        _name_uneven_rows(data, len(header), separator, faults)
        faults.raise_any()
        raise _not_divided() from None
    rows = pa.array(range(1, table.num_rows + 1), pa.int64())
    if _BLANK_LINE.search(data.rstrip()):
        counted = [number for number, row in enumerate(_records(data, separator), 1) if row]
        if len(counted) != table.num_rows:
            raise _not_divided()
        rows = pa.array(counted, pa.int64())
    if table.num_rows - 1 > MOST_ROWS:
        raise UnsafeFile(
            "The file has {count} rows; at most {most} are taken at once. Divide it into smaller files.",
            count=table.num_rows - 1,
            most=MOST_ROWS,
        )
    columns = [column.combine_chunks() for column in table.slice(1).columns]
    return RawTable(header, rows.slice(1), columns, None)


def _utf8(data: bytes) -> bytes:
    """The same text in UTF-8 without a mark, or `UnsafeFile` naming the line that is in another encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError:
            raise UnsafeFile(
                "The file says it is UTF-16 but cannot be read so; it may be cut off. Save it again as CSV UTF-8."
            ) from None
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip():
        raise UnsafeFile("The file is empty. Choose the file that holds the rows.")
    if (at := _not_utf8_at(data)) is not None:
        raise UnsafeFile(
            "Line {line} is not in UTF-8: the file is in an older encoding, such as TCVN3, VNI or "
            "windows-1258. Save it as “CSV UTF-8” (Unicode), or as .xlsx.",
            line=data.count(b"\n", 0, at) + 1,
        )
    if found := _CONTROL.search(data):
        raise UnsafeFile(
            "Line {line} holds a control character (code {code}), which no text has: the file is damaged or "
            "is not a CSV file. Save it again as CSV UTF-8.",
            line=data.count(b"\n", 0, found.start()) + 1,
            code=found[0][0],
        )
    return data


def _not_utf8_at(data: bytes) -> int | None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _BLOCK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + _BLOCK], final=start + _BLOCK >= len(data))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _records(data: bytes, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(2 * len(data) + 1)
    return csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline=""), delimiter=separator)


def _header(data: bytes, known: Collection[str]) -> tuple[list[str], str]:
    """The headings and the separator under which most of them are known ones."""
    head = data[:_HEAD].decode("utf-8", "ignore")
    best: tuple[int, int, list[str], str] | None = None
    for separator in SEPARATORS:
        row = next(csv.reader(io.StringIO(head, newline=""), delimiter=separator), [])
        found = sum(plain_heading(cell) in known for cell in row)
        if best is None or (found, len(row)) > best[:2]:
            best = (found, len(row), row, separator)
    assert best is not None
    return best[2], best[3]


def _parsed(data: bytes, width: int, separator: str) -> pa.Table:
    names = [str(number) for number in range(width)]
    return arrow_csv.read_csv(
        pa.BufferReader(data),
        read_options=arrow_csv.ReadOptions(column_names=names, block_size=_BLOCK),
        parse_options=arrow_csv.ParseOptions(delimiter=separator, newlines_in_values=b'"' in data),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
        ),
    )


def _name_uneven_rows(data: bytes, width: int, separator: str, faults: Faults) -> None:
    try:
        for number, row in enumerate(islice(_records(data, separator), MOST_ROWS), 1):
            if row and len(row) != width:
                faults.add(_uneven(number, len(row), width, separator))
            elif any(len(cell) > LONGEST_CELL for cell in row):
                column = next(index for index, cell in enumerate(row) if len(cell) > LONGEST_CELL)
                faults.add(
                    Fault(
                        'The cell is longer than {most} characters. Is a quotation mark (") opened and not closed?',
                        number,
                        letter(column),
                        facts={"most": LONGEST_CELL},
                    )
                )
    except csv.Error:
        _raise_not_divided()


def _uneven(number: int, cells: int, width: int, separator: str) -> Fault:
    said = {",": ",", ";": ";", "\t": "tab"}[separator]
    return Fault(
        "The row has {cells} cells and the header has {width}. A cell that holds the separator ({separator}) "
        "or a line break must stand in quotation marks.",
        number,
        facts={"cells": cells, "width": width, "separator": said},
    )


def _not_divided() -> UnsafeFile:
    return UnsafeFile(
        'The file cannot be divided into rows and cells. Is a quotation mark (") opened and not closed? '
        "Save it again as CSV UTF-8."
    )


def _raise_not_divided() -> NoReturn:
    raise _not_divided() from None
