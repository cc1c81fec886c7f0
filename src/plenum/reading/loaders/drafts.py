"""A report's text being put together from a file, and what comes of it.

Paragraphs are parted by a blank line. A table's rows are lines and its cells are parted by tabs; the text of a merged
cell stands once, where it begins, and the `Table` beside the text says which rows and columns it heads.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from plenum.errors import InvalidInput, PlenumError, UnsafeFile
from plenum.reading.figures import Report
from plenum.reading.loaders.limits import MOST_CELLS, MOST_COLUMNS, MOST_TEXT
from plenum.reading.source_text import SourceText
from plenum.reading.tables import Span, Table, read_with_tables

_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n\s*")
# Control characters XML and HTML may carry; a form feed would begin a page where the file begins none.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_CAPTION = 200
_CAPTION_PARAGRAPHS = 3


@dataclass(frozen=True)
class Loaded:
    """One report: its text, its tables, and the file they came from.

    `digest` is the SHA-256 of the file's bytes. `notes` tell what of the file was not read, and why.
    """

    name: str
    media_type: str
    digest: str
    source: SourceText
    tables: tuple[Table, ...] = ()
    notes: tuple[PlenumError, ...] = ()

    def report(self) -> Report:
        """Everything the report states; figures of tables with their row and column heads."""
        return read_with_tables(self.source, self.tables)


@dataclass(frozen=True)
class Refused:
    """A file that was not read, and the reason."""

    name: str
    error: PlenumError


@dataclass(frozen=True, eq=False, slots=True)
class Cell:
    """One cell of a table; a merged cell is the same object wherever it covers the table."""

    text: str
    is_head: bool = False


class Draft:
    """A text that grows by paragraphs, tables and pages. Raises `UnsafeFile` where it grows beyond the limits."""

    def __init__(self, name: str, media_type: str, data: bytes) -> None:
        self.name = name
        self.media_type = media_type
        self._digest = hashlib.sha256(data).hexdigest()
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[int] = []
        self._tables: list[Table] = []
        self._cells = 0
        self._recent: list[int] = []
        self.notes: list[PlenumError] = []

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def paragraph(self, text: str, joins: bool = False) -> None:
        """Add a paragraph; one that is blank adds nothing. `joins`: it may go on with the paragraph before."""
        text = _BLANK_LINES.sub("\n", _BLANKS.sub(" ", _CONTROL.sub(" ", text))).strip()
        if text:
            self._part("\n" if joins else "\n\n")
            if len(text) <= _CAPTION:
                self._recent.append(self._length)
            else:
                self._recent.clear()
            self._add(text)

    def page(self) -> None:
        """What comes now stands on the next page."""
        self._pages.append(self._length)

    def verbatim(self, text: str, tables: Sequence[Table] = ()) -> None:
        """Add text as it stands, with tables whose spans count in it."""
        assert not self._length, "verbatim text is all there is"
        self._add(text)
        self._tables.extend(tables)

    def table(self, rows: Sequence[Sequence[Cell]], head_rows: int = 0) -> None:
        """Add a table; `head_rows` is how many rows at its top the file itself calls heads. Wide ones are cut."""
        rows = [row[:MOST_COLUMNS] for row in rows]
        width = max(map(len, rows), default=0)
        self._cells += width * len(rows)
        if self._cells > MOST_CELLS:
            raise UnsafeFile(
                "The tables of the file have more than {most} cells together. Divide it.", most=MOST_CELLS
            )
        caption = self._recent[-_CAPTION_PARAGRAPHS] if len(self._recent) >= _CAPTION_PARAGRAPHS else None
        caption = self._recent[0] if caption is None and self._recent else caption
        self._recent.clear()
        if not any(cell.text.strip() for row in rows for cell in row):
            return
        self._part("\n\n")
        start = self._length
        spans: dict[int, Span] = {}
        laid: list[tuple[Span, ...]] = []
        for number, row in enumerate(rows):
            if number:
                self._add("\n")
            laid.append(self._row(row, width, spans))
        self._tables.append(Table(tuple(laid), head_rows, (start if caption is None else caption, start)))

    def _row(self, row: Sequence[Cell], width: int, spans: dict[int, Span]) -> tuple[Span, ...]:
        found: list[Span] = []
        for column in range(width):
            if column:
                self._add("\t")
            cell = row[column] if column < len(row) else None
            if cell is None:
                found.append((self._length, self._length))
            elif id(cell) in spans:
                found.append(spans[id(cell)])
            else:
                start = self._length
                self._add(" ".join(_CONTROL.sub(" ", cell.text).split()))
                spans[id(cell)] = (start, self._length)
                found.append((start, self._length))
        return tuple(found)

    def _part(self, separator: str) -> None:
        if self._length:
            self._add(separator)
            if self._pages and self._pages[-1] == self._length - len(separator):
                self._pages[-1] = self._length

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_TEXT:
            raise UnsafeFile(
                "The file holds more than {most} characters of text. Divide it into smaller reports.",
                most=MOST_TEXT,
            )
        self._parts.append(text)

    def finish(self) -> Loaded:
        """The report. Raises `InvalidInput` where there is no text, or none that can be read."""
        source = SourceText.of("".join(self._parts), self._pages)
        if source.refusal:
            raise InvalidInput(
                "The letters look like the old Vietnamese encoding {encoding}, but converting them does not give "
                "Vietnamese words. Save the file as Unicode (UTF-8) and read it again.",
                encoding=source.encoding.upper(),
            )
        if not source.text.strip():
            raise InvalidInput("The file holds no text.")
        tables = tuple(self._tables)
        if source.text != source.original:
            tables = tuple(table.moved(_ForwardMap(source)) for table in tables)
        return Loaded(self.name, self.media_type, self._digest, source, tables, tuple(self.notes))


class _ForwardMap:
    """From an offset of the original text to the one of the normalised text: `original_span` turned round."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._all = range(len(source.text) + 1)

    def __call__(self, offset: int) -> int:
        return bisect_left(self._all, offset, key=lambda new: self._source.original_span(new, new)[0])
