"""Reading XLSX: one worksheet, cell by cell, each with what it is.

The XML is read here and not by a spreadsheet library, because a library hands out the last result of a formula as if
it were a figure somebody typed, and lays a sheet with two far corners out as a whole.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
from django.utils.translation import gettext_noop

from plenum.errors import Fault, UnsafeFile
from plenum.ledger.exchange.archives import Archive, local, safe_parser
from plenum.ledger.exchange.columns import letter
from plenum.ledger.exchange.faults import Faults
from plenum.ledger.exchange.limits import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_WORKBOOK_ROWS,
    MOST_WORKSHEET_TEXT,
)
from plenum.ledger.exchange.tables import DATE, NUMBER, TEXT, TRUTH, RawTable

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_NOT_PATTERN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


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
    archive = Archive(data)
    worksheet, first_day = _choose(archive, sheet_name)
    book = _Book(worksheet, first_day, _date_styles(archive), _shared_texts(archive))
    return _Worksheet(book, faults).read(archive)


def _choose(archive: Archive, sheet_name: str) -> tuple[str, date]:
    sheets: list[tuple[str, str, bool]] = []
    targets: dict[str, str] = {}
    first_day = [date(1899, 12, 30)]

    def in_workbook(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            key = next((value for at, value in attributes.items() if at.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), key, attributes.get("state", "visible") == "visible"))
        elif local(name) == "workbookPr" and attributes.get("date1904", "0") in ("1", "true"):
            first_day[0] = date(1904, 1, 1)

    def in_relations(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _walk(archive, "xl/workbook.xml", in_workbook)
    _walk(archive, "xl/_rels/workbook.xml.rels", in_relations)
    sheets = [sheet for sheet in sheets if sheet[1] in targets]
    if not sheets:
        raise UnsafeFile("The workbook has no worksheet.")
    named = [sheet for sheet in sheets if sheet[0].casefold() == sheet_name.casefold()]
    chosen = (named or [sheet for sheet in sheets if sheet[2]] or sheets)[0]
    target = targets[chosen[1]]
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}", first_day[0]


def _walk(archive: Archive, name: str, start: Any) -> None:
    parser = safe_parser()
    parser.StartElementHandler = start
    archive.parse(name, parser)


def _date_styles(archive: Archive) -> frozenset[int]:
    """The numbers of the cell styles that show a day."""
    if "xl/styles.xml" not in archive:
        return frozenset()
    formats = set(_DATE_FORMATS)
    styles: list[int] = []
    within = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "numFmt":
                pattern = _NOT_PATTERN.sub("", attributes.get("formatCode", "")).lower()
                if "y" in pattern or "d" in pattern:
                    formats.add(int(attributes.get("numFmtId", "-1")))
            case "cellXfs":
                within[0] = True
            case "cellStyles" | "dxfs":
                within[0] = False
            case "xf" if within[0]:
                styles.append(int(attributes.get("numFmtId", "0")))

    try:
        _walk(archive, "xl/styles.xml", start)
    except ValueError:
        raise UnsafeFile("The workbook's styles cannot be read. Save it again as .xlsx.") from None
    return frozenset(number for number, style in enumerate(styles) if style in formats)


def _shared_texts(archive: Archive) -> list[str]:
    """The texts that cells name by their number; a longer one than a cell may hold is cut just past the limit."""
    if "xl/sharedStrings.xml" not in archive:
        return []
    texts: list[str] = []
    parts: list[str] = []
    inside = {"text": False, "phonetic": 0}

    def start(name: str, _: dict[str, str]) -> None:
        match local(name):
            case "si":
                parts.clear()
            case "rPh":
                inside["phonetic"] += 1
            case "t":
                inside["text"] = not inside["phonetic"]

    def end(name: str) -> None:
        match local(name):
            case "si":
                texts.append(_unescaped("".join(parts))[: LONGEST_CELL + 1])
            case "rPh":
                inside["phonetic"] -= 1
            case "t":
                inside["text"] = False

    def characters(text: str) -> None:
        if inside["text"]:
            parts.append(text)

    parser = safe_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    archive.parse("xl/sharedStrings.xml", parser)
    return texts


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def column_index(letters: str) -> int:
    """A column's number counted from 0."""
    index = 0
    for sign in letters:
        index = index * 26 + ord(sign) - ord("A") + 1
    return index - 1


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
                return _unescaped(text), TEXT
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
