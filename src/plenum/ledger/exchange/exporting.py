"""Writing the record out as files that come back in unchanged.

A file for people and for other programs: UTF-8 with a mark, so that Excel reads Vietnamese; numbers in English
notation, written so that no language can read them as another number; texts that a spreadsheet would run as a formula
behind an apostrophe.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, is_unlimited, require
from plenum.errors import InvalidInput
from plenum.ledger.exchange.columns import Column, Role, letter
from plenum.ledger.exchange.importing import format_called
from plenum.ledger.exchange.limits import MOST_WORKBOOK_ROWS
from plenum.ledger.exchange.opening import Kind
from plenum.ledger.exchange.preparing import ExportScope, Format
from plenum.ledger.exchange.reach import bodies_reached, places_of
from plenum.organizations.models import Body

# What a Vietnamese file would read as groups of three: 1.234 is written 1.2340.
_TWO_READINGS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_MOST_SIGNS_OF_A_CELL = 15
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def export_file(
    path: Path,
    format_name: str,
    *,
    kind: Kind,
    by: Reader,
    body: Body | None = None,
    as_of: date | None = None,
    history: bool = False,
) -> int:
    """Write to `path` what `by` may export of `body` and below (of everything, where None); the number of rows.

    As known on `as_of` (today where None). Values that were corrected or withdrawn by then are left out; with
    `history` they are in, and three more columns tell which row corrects which. Raises `SignInRequired`,
    `Forbidden`, and `InvalidInput` where a workbook would have more rows than come back in.
    """
    chosen = format_called(format_name)
    columns = chosen.all_columns if history else tuple(chosen.columns)
    found = chosen.rows(_scope(by, body, as_of, history))
    if kind is Kind.WORKBOOK:
        return _write_workbook(path, chosen, columns, found)
    return _write_text(path, columns, found)


def template_file(path: Path, format_name: str, *, kind: Kind) -> None:
    """Write an empty file of a format: its header and nothing else."""
    chosen = format_called(format_name)
    if kind is Kind.WORKBOOK:
        _write_workbook(path, chosen, tuple(chosen.columns), iter(()))
    else:
        _write_text(path, tuple(chosen.columns), iter(()))


def _scope(by: Reader, body: Body | None, as_of: date | None, history: bool) -> ExportScope:
    if body is not None:
        require(by, Permission.EXPORT, body)
    bodies = bodies_reached(by, Permission.EXPORT, body)
    everything = body is None and is_unlimited(by)
    return ExportScope(
        by, bodies, None if everything else places_of(bodies), body, as_of or timezone.localdate(), history
    )


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(text: str) -> str:
    return f"{text}0" if _TWO_READINGS.fullmatch(text) else text


def _cleaned(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    numbers = [column.role is Role.NUMBER for column in columns]
    for row in rows:
        yield [
            _number(cell) if is_number else _plain_lines(cell)
            for is_number, cell in zip(numbers, row, strict=True)
        ]


def _write_text(path: Path, columns: Sequence[Column], rows: Iterator[Sequence[str]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.name for column in columns])
        for row in _cleaned(columns, rows):
            writer.writerow([_NOT_IN_XML.sub("", cell) for cell in row])
            count += 1
    return count


def _write_workbook(
    path: Path, chosen: Format, columns: Sequence[Column], rows: Iterator[Sequence[str]]
) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(chosen.name)
    sheet.freeze_panes = "A2"
    heads = []
    for index, column in enumerate(columns):
        cell = WriteOnlyCell(sheet, column.name)
        cell.font = Font(bold=True)
        heads.append(cell)
        sheet.column_dimensions[letter(index)].width = 14
    sheet.append(heads)
    numbers = [column.role is Role.NUMBER for column in columns]
    count = 0
    for row in _cleaned(columns, rows):
        if count == MOST_WORKBOOK_ROWS:
            raise InvalidInput(
                "There are more than {most} rows, more than a workbook carries. Export them as CSV.",
                most=MOST_WORKBOOK_ROWS,
            )
        cells = []
        for is_number, text in zip(numbers, row, strict=True):
            cell = WriteOnlyCell(sheet, None)
            digits = text.lstrip("-0.").replace(".", "")
            if not text:
                pass
            elif is_number and len(digits) <= _MOST_SIGNS_OF_A_CELL and len(text) <= 17:
                cell.value = text
                cell.data_type = "n"
            else:
                cell.value = _LIKE_AN_ESCAPE.sub("_x005F_", _NOT_IN_XML.sub("", text))
                cell.data_type = "s"
                cell.number_format = "@"
            cells.append(cell)
        sheet.append(cells)
        count += 1
    book.save(path)
    return count
