"""Reading XLSX: one worksheet, cell by cell, each with what it is.

The XML is read here and not by a spreadsheet library, because a library hands out the last result of a formula as if
it were a figure somebody typed, and lays a sheet with two far corners out as a whole.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import pyarrow as pa
from django.utils.translation import gettext_noop

from plenum.errors import Fault, UnsafeFile
from plenum.ledger.exchange.archives import WorkbookArchive
from plenum.ledger.exchange.columns import letter
from plenum.ledger.exchange.faults import Faults
from plenum.ledger.exchange.limits import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_WORKBOOK_ROWS,
    MOST_WORKSHEET_TEXT,
)
from plenum.ledger.exchange.tables import DATE, NUMBER, TEXT, TRUTH, RawTable
from plenum.reading.loaders.archives import Archive, local, safe_parser
from plenum.reading.loaders.workbook_parts import column_index, shared_texts, sheets_of, styles_of, unescaped

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass
class _Book:
    worksheet: str
    first_day: date
    date_styles: frozenset[int]
    texts: list[str]


def read_workbook(data: bytes, sheet_name: str, faults: Faults) -> RawTable:
    """The table of the worksheet called `sheet_name`, or of the first one that is not hidden.

    Raises `UnsafeFile`. Formulas, errors and numbers of more digits than a spreadsheet keeps are faults.
    """
    archive = WorkbookArchive(data)
    worksheet, first_day = _choose(archive, sheet_name)
    book = _Book(worksheet, first_day, styles_of(archive).dates, shared_texts(archive, LONGEST_CELL))
    return _Worksheet(book, faults).read(archive)


def _choose(archive: Archive, sheet_name: str) -> tuple[str, date]:
    sheets, first_day = sheets_of(archive)
    if not sheets:
        raise UnsafeFile("The workbook has no worksheet.")
    named = [sheet for sheet in sheets if sheet.name.casefold() == sheet_name.casefold()]
    chosen = (named or [sheet for sheet in sheets if sheet.is_visible] or sheets)[0]
    return chosen.member, first_day


@dataclass
class _Worksheet:
    book: _Book
    faults: Faults
    header: dict[int, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    kinds: list[list[str]] = field(default_factory=list)

    # The row and the cell the parser stands in.
    row: int = 0
    column: int = -1
    cells: dict[int, tuple[str, str]] = field(default_factory=dict)
    type: str = "n"
    style: int = 0
    is_formula: bool = False
    value: list[str] = field(default_factory=list)
    collecting: bool = False
    phonetic: int = 0
    length: int = 0

    def read(self, archive: Archive) -> RawTable:
        parser = safe_parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        archive.parse(self.book.worksheet, parser)
        width = max(self.header, default=-1) + 1
        return RawTable(
            [self.header.get(index, "") for index in range(width)],
            pa.array(self.rows, pa.int64()),
            [pa.array(column, pa.string()) for column in self.texts],
            [pa.array(column, pa.string()) for column in self.kinds],
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "c":
                self._open_cell(attributes)
            case "v" | "t":
                self.collecting = not self.phonetic
            case "f":
                self.is_formula = True
            case "row":
                self._open_row(attributes.get("r"))
            case "rPh":
                self.phonetic += 1

    def _end(self, name: str) -> None:
        match local(name):
            case "v" | "t":
                self.collecting = False
            case "c":
                self._close_cell()
            case "row":
                self._close_row()
            case "rPh":
                self.phonetic -= 1

    def _characters(self, text: str) -> None:
        if self.collecting:
            self.value.append(text)

    def _open_row(self, number: str | None) -> None:
        row = int(number) if number and number.isdecimal() and len(number) < 8 else self.row + 1
        if row <= self.row or row > 1_048_576:
            raise UnsafeFile("The workbook's rows are out of order. Save it again as .xlsx.")
        self.row, self.column, self.cells = row, -1, {}

    def _open_cell(self, attributes: dict[str, str]) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        self.column = column_index(found[1]) if found else self.column + 1
        style = attributes.get("s", "0")
        self.type, self.style = attributes.get("t", "n"), int(style) if style.isdecimal() else 0
        self.is_formula, self.value = False, []

    def _close_cell(self) -> None:
        text = "".join(self.value)
        if self.is_formula:
            self._fault(
                gettext_noop(
                    "The cell holds a formula. Copy it and paste it as values only, so that what is kept is a figure."
                )
            )
        elif self.type == "e":
            self._fault(
                gettext_noop("The cell shows the error {text}. Write the figure, or leave the row out."),
                text=text[:20],
            )
        elif text or self.type == "inlineStr":
            if self.column >= MOST_COLUMNS:
                self._fault(
                    gettext_noop("The cell lies beyond the {most} columns that are read."), most=MOST_COLUMNS
                )
                return
            cell = self._understood(text)
            if len(cell[0]) > LONGEST_CELL:
                self._fault(gettext_noop("The cell is longer than {most} characters."), most=LONGEST_CELL)
                return
            self.length += len(cell[0])
            if self.length > MOST_WORKSHEET_TEXT:
                raise UnsafeFile("The worksheet's cells together hold more text than is read.")
            self.cells[self.column] = cell

    def _understood(self, text: str) -> tuple[str, str]:
        match self.type:
            case "s":
                try:
                    return self.book.texts[int(text)], TEXT
                except (ValueError, IndexError):
                    raise UnsafeFile(
                        "The workbook names a text it does not hold. Save it again as .xlsx."
                    ) from None
            case "inlineStr" | "str":
                return unescaped(text), TEXT
            case "b":
                return ("TRUE" if text == "1" else "FALSE"), TRUTH
            case "d":
                return text.removesuffix("T00:00:00"), DATE
            case _:
                return self._number(text)

    def _number(self, text: str) -> tuple[str, str]:
        try:
            # The file holds the digits of a binary number (1.1000000000000001); the shortest decimal that
            # leads to the same one is what was typed.
            number = Decimal(repr(float(text)))
        except ValueError:
            return text, TEXT
        if not number.is_finite() or abs(number) >= 10**15:
            self._fault(
                gettext_noop(
                    "{text} has more digits than the 15 a spreadsheet keeps. Format the cell as text, write it again."
                ),
                text=text[:40],
            )
            return "", NUMBER
        if self.style in self.book.date_styles and number >= 61:
            days, rest = divmod(number, 1)
            if days < 2_958_466:
                day = self.book.first_day + timedelta(days=int(days))
                return (day.isoformat() if not rest else f"{day.isoformat()} {float(rest) * 24:.2f} h"), DATE
        plain = format(number, "f")
        return (plain.rstrip("0").rstrip(".") if "." in plain else plain), NUMBER

    def _close_row(self) -> None:
        filled = {column: cell for column, cell in self.cells.items() if cell[0] and not cell[0].isspace()}
        if not self.header:
            if filled:
                self.header = {column: cell[0] for column, cell in filled.items()}
                width = max(self.header) + 1
                self.texts, self.kinds = [[] for _ in range(width)], [[] for _ in range(width)]
            return
        if not filled:
            return
        if len(self.rows) >= MOST_WORKBOOK_ROWS:
            raise UnsafeFile(
                "The worksheet has more than {most} rows. Save it as CSV UTF-8, or divide it.",
                most=MOST_WORKBOOK_ROWS,
            )
        self.rows.append(self.row)
        nothing = ("", TEXT)
        for column, (texts, kinds) in enumerate(zip(self.texts, self.kinds, strict=True)):
            text, kind = self.cells.get(column, nothing)
            texts.append(text)
            kinds.append(kind)
        for column in filled:
            if column >= len(self.texts):
                self.column = column
                self._fault(
                    gettext_noop("There is no heading above this cell. Write one, or empty the cell.")
                )

    def _fault(self, message: str, **facts: object) -> None:
        self.faults.add(Fault(message, self.row, letter(self.column), facts=facts))
