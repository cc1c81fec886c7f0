"""XLSX: each sheet that is shown becomes a table under its name. Results of formulas are read, formulas are not."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from plenum.errors import PlenumError, UnsafeFile
from plenum.reading.loaders.archives import Archive, local, safe_parser
from plenum.reading.loaders.drafts import Cell, Draft, Loaded
from plenum.reading.loaders.limits import DEEPEST, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_TEXT
from plenum.reading.loaders.workbook_parts import (
    Styles,
    column_index,
    shared_texts,
    sheets_of,
    styles_of,
    unescaped,
)
from plenum.reading.source_text import language_of

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LONGEST_CELL = 32_767
"""Characters of one cell: what Excel allows."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_EMPTY_ROWS = 3
"""Empty rows that part two tables of one sheet."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A cell's text, or its number with whether it is shown as a percentage."""

    text: str = ""
    number: Decimal | None = None


@dataclass
class _SheetWalk:
    """The handlers of one worksheet: rows in order, each the filled cells by their column."""

    texts: list[str]
    styles: Styles
    first_day: date
    rows: dict[int, dict[int, _Value]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    cut: bool = False
    length: int = 0
    cells: int = 0

    row: int = 0
    column: int = -1
    kind: str = "n"
    style: int = 0
    value: list[str] = field(default_factory=list)
    collecting: bool = False
    phonetic: int = 0
    depth: int = 0

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnsafeFile(
                "The file's XML is nested too deeply; no office program does so. It was not read."
            )
        match local(full_name):
            case "row":
                number = attributes.get("r", "")
                self.row = int(number) if number.isdecimal() and len(number) < 8 else self.row + 1
                self.column = -1
            case "c":
                found = _REFERENCE.fullmatch(attributes.get("r", ""))
                self.column = column_index(found[1]) if found else self.column + 1
                style = attributes.get("s", "0")
                self.style = int(style) if style.isdecimal() and len(style) < 8 else 0
                self.kind, self.value = attributes.get("t", "n"), []
            case "v" | "t":
                self.collecting = not self.phonetic
            case "rPh":
                self.phonetic += 1
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def end(self, full_name: str) -> None:
        self.depth -= 1
        match local(full_name):
            case "v" | "t":
                self.collecting = False
            case "rPh":
                self.phonetic -= 1
            case "c" if self.value:
                self._close()

    def characters(self, text: str) -> None:
        if self.collecting:
            self.value.append(text)

    def _merge(self, reference: str) -> None:
        ends = [_REFERENCE.fullmatch(part) for part in reference.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            (left, top), (right, bottom) = ((column_index(end[1]), int(end[2])) for end in ends if end)
            if left <= right < MOST_COLUMNS and top <= bottom:
                self.merged.append((top, left, bottom, right))

    def _close(self) -> None:
        value = self._understood("".join(self.value))
        if not value.text.strip() and value.number is None:
            return
        if self.column >= MOST_COLUMNS:
            self.cut = True
            return
        self.length += len(value.text)
        self.cells += 1
        if self.length > MOST_TEXT or self.cells > MOST_CELLS:
            raise UnsafeFile(
                "The worksheets hold more than {cells} cells or {most} characters. Divide the workbook.",
                cells=MOST_CELLS,
                most=MOST_TEXT,
            )
        if self.row not in self.rows and len(self.rows) >= MOST_ROWS:
            raise UnsafeFile("A worksheet has more than {most} rows. Divide the workbook.", most=MOST_ROWS)
        self.rows.setdefault(self.row, {})[self.column] = value

    def _understood(self, text: str) -> _Value:
        match self.kind:
            case "s":
                number = int(text) if text.isdecimal() and len(text) < 10 else -1
                if not 0 <= number < len(self.texts):
                    raise UnsafeFile("The workbook names a text it does not hold. Save it again as .xlsx.")
                return _Value(self.texts[number])
            case "inlineStr" | "str":
                return _Value(unescaped(text)[:LONGEST_CELL])
            case "b" | "e":
                return _Value()
            case "d":
                return _Value(text.removesuffix("T00:00:00")[:LONGEST_CELL])
            case _:
                return self._number(text)

    def _number(self, text: str) -> _Value:
        try:
            # The file holds the digits of a binary number; the shortest decimal that leads to the same one is
            # what was typed, and a formula's result has noise beyond the twelfth digit.
            number = Decimal(f"{float(text):.12g}")
        except ValueError:
            return _Value(text[:LONGEST_CELL])
        if not number.is_finite() or abs(number) >= 10**18:
            return _Value()
        if self.style in self.styles.dates and 61 <= number < 2_958_466:
            return _Value((self.first_day + timedelta(days=int(number))).strftime("%d/%m/%Y"))
        if self.style in self.styles.percents:
            return _Value("%", number * 100)
        return _Value("", number)


def load_workbook(data: bytes, name: str) -> Loaded:
    """The sheets of an XLSX file. Raises `UnsafeFile`, and `InvalidInput` where no sheet holds text."""
    archive = Archive(data)
    sheets, first_day = sheets_of(archive)
    styles, texts = styles_of(archive), shared_texts(archive, LONGEST_CELL)
    draft = Draft(name, MEDIA_TYPE, data)
    walks = []
    hidden = [sheet.name for sheet in sheets if not sheet.is_visible]
    length = cells = 0
    for sheet in sheets:
        if sheet.is_visible:
            walk = _SheetWalk(texts, styles, first_day, length=length, cells=cells)
            parser = safe_parser()
            parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
            parser.CharacterDataHandler = walk.characters
            archive.parse(sheet.member, parser)
            length, cells = walk.length, walk.cells
            walks.append((sheet.name, walk))
    lang = _language(walks)
    for number, (title, walk) in enumerate(walks):
        if number:
            draft.page()
        if walk.rows:
            draft.paragraph(title)
            _write(draft, walk, lang)
        if walk.cut:
            draft.notes.append(
                PlenumError(
                    "Sheet {sheet}: what lies beyond column {most} was not read.",
                    sheet=title,
                    most=MOST_COLUMNS,
                )
            )
    if hidden:
        draft.notes.append(
            PlenumError("Hidden sheets were not read: {sheets}.", sheets=", ".join(hidden)[:200])
        )
    return draft.finish()


def _language(walks: list[tuple[str, _SheetWalk]]) -> str:
    """The language numbers are to be written in: that of the workbook's words."""
    words: list[str] = []
    for title, walk in walks:
        words.append(title)
        for cells in walk.rows.values():
            words += [value.text for value in cells.values() if value.number is None]
            if len(words) > 2_000:
                break
    return language_of(unicodedata.normalize("NFC", " ".join(words)))


def _write(draft: Draft, walk: _SheetWalk, lang: str) -> None:
    """Rows as tables; a row of one cell outside any table is a paragraph."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    filled = sorted(walk.rows)
    area = 0
    for top, left, bottom, right in walk.merged:
        rows = filled[bisect_left(filled, top) : bisect_right(filled, bottom)]
        area += (len(rows) + 1) * (right - left + 1)
        if area > MOST_CELLS:
            break
        covered.update({(row, column): (top, left) for row in rows for column in range(left, right + 1)})
    for numbers in _blocks(walk.rows):
        _write_block(draft, walk, numbers, covered, lang)


def _blocks(rows: dict[int, dict[int, _Value]]) -> list[list[int]]:
    """The numbers of filled rows, parted where several empty ones lie between."""
    blocks: list[list[int]] = []
    for number in sorted(rows):
        if blocks and number - blocks[-1][-1] <= _EMPTY_ROWS:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    return blocks


def _write_block(
    draft: Draft,
    walk: _SheetWalk,
    numbers: list[int],
    covered: dict[tuple[int, int], tuple[int, int]],
    lang: str,
) -> None:
    # Titles and units stand above a table in one cell each, notes and signatures below it.
    while numbers and len(walk.rows[numbers[0]]) == 1:
        draft.paragraph(_shown(next(iter(walk.rows[numbers[0]].values())), lang))
        numbers = numbers[1:]
    below = []
    while numbers and len(walk.rows[numbers[-1]]) == 1:
        below.append(numbers[-1])
        numbers = numbers[:-1]
    if numbers:
        columns = [column for number in numbers for column in walk.rows[number]]
        first, last = min(columns), max(columns)
        made: dict[tuple[int, int], Cell] = {}

        def cell(row: int, column: int) -> Cell:
            at = covered.get((row, column), (row, column))
            if at not in made:
                made[at] = Cell(_shown(walk.rows.get(at[0], {}).get(at[1], _Value()), lang))
            return made[at]

        draft.table([[cell(number, column) for column in range(first, last + 1)] for number in numbers])
    for number in reversed(below):
        draft.paragraph(_shown(next(iter(walk.rows[number].values())), lang))


def _shown(value: _Value, lang: str) -> str:
    """A cell as the language writes it: 1234.5 would be another number in a Vietnamese text."""
    if value.number is None:
        return value.text
    plain = format(value.number, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return (plain.replace(".", ",") if lang == "vi" else plain) + value.text
