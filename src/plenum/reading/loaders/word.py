"""DOCX: paragraphs, tables and notes in the order they are read; headers and footers of pages are left out.

The XML is walked here and not by python-docx, which passes over inserted text, content controls, text boxes and
footnotes, and which parses before anything is known about the size. Deleted and hidden text is not read; embedded
objects, comments and pictures are not either. Pages are those the word processor last saw, where it noted them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from plenum.errors import UnsafeFile
from plenum.reading.loaders.archives import Archive, local, safe_parser
from plenum.reading.loaders.drafts import Cell, Draft, Loaded
from plenum.reading.loaders.limits import DEEPEST, MOST_COLUMNS, MOST_TEXT

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""A raised digit stays apart from the number before it: 5,000¹ is not 50,001, and km² is no number."""

_SYMBOLS = {
    0xA3: "≤",
    0xA5: "∞",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB9: "≠",
    0xBB: "≈",
}
"""Signs of the font Symbol, which Word writes by their place in it: a target of "≥ 95 %" has one."""

_SKIPPED = frozenset({"moveFrom", "Fallback", "instrText", "delText", "del", "rt"})
_LONG_CELL = 400


@dataclass(slots=True)
class _Paragraph:
    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    page_before: bool = False
    page_after: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(slots=True)
class _TableCell:
    blocks: "list[_Paragraph | _Table]" = field(default_factory=list)
    span: int = 1
    continues: bool = False

    @property
    def paragraphs(self) -> list[_Paragraph]:
        return [block for block in self.blocks if isinstance(block, _Paragraph) and block.text.strip()]

    @property
    def text(self) -> str:
        return " ".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(slots=True)
class _Table:
    rows: list[list[_TableCell]] = field(default_factory=list)
    head_rows: int = 0
    is_head: bool = False

    @property
    def cells(self) -> list[_TableCell]:
        return [cell for row in self.rows for cell in row]

    @property
    def is_layout(self) -> bool:
        """Whether the table only places words on the page: its cells are then read as paragraphs."""
        cells = [cell for cell in self.cells if cell.blocks]
        if max(map(len, self.rows), default=0) < 2 or any(
            isinstance(b, _Table) for c in cells for b in c.blocks
        ):
            return True
        filled = [cell for cell in cells if cell.paragraphs]
        if sum(len(cell.text) for cell in filled) > _LONG_CELL * max(len(filled), 1):
            return True
        return len(self.rows) <= 2 and any(len(cell.paragraphs) > 1 for cell in filled)


class _Walk:
    """The handlers of one part, `word/document.xml` or a part of notes."""

    def __init__(self) -> None:
        self.blocks: list[_Paragraph | _Table] = []
        self.notes: dict[str, list[_Paragraph]] = {}
        self._into: list[list[_Paragraph | _Table]] = [self.blocks]
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._depth = self._skipping = self._length = 0
        self._in_text = self._in_run = self._is_raised = self._is_hidden = False
        self._handlers: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._begin_paragraph,
            "r": self._begin_run,
            "t": self._begin_text,
            "vertAlign": self._raise,
            "vanish": self._hide,
            "tab": self._tab,
            "br": self._break,
            "cr": self._break,
            "noBreakHyphen": self._hyphen,
            "sym": self._symbol,
            "lastRenderedPageBreak": self._turn,
            "footnoteReference": self._call_footnote,
            "endnoteReference": self._call_endnote,
            "footnote": self._footnote,
            "endnote": self._endnote,
            "tbl": self._begin_table,
            "tr": self._begin_row,
            "tblHeader": self._mark_head,
            "tc": self._begin_cell,
            "gridSpan": self._widen,
            "vMerge": self._merge,
        }

    def start(self, full_name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnsafeFile(
                "The file's XML is nested too deeply; no office program does so. It was not read."
            )
        name = local(full_name)
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            return
        if (handler := self._handlers.get(name)) is not None:
            handler({local(key): value for key, value in attributes.items()})

    def end(self, full_name: str) -> None:
        """An element ends."""
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
            return
        match local(full_name):
            case "t":
                self._in_text = False
            case "r":
                self._in_run = self._is_raised = self._is_hidden = False
            case "p" if self._paragraphs:
                self._paragraphs.pop()
            case "tc" | "footnote" | "endnote" if len(self._into) > 1:
                self._into.pop()
            case "tbl" if self._tables:
                self._tables.pop()

    def characters(self, text: str) -> None:
        """Characters within an element."""
        if self._in_text and not self._skipping and not self._is_hidden and self._paragraphs:
            self._add(text.translate(SUPERSCRIPTS) if self._is_raised else text)

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > MOST_TEXT:
            raise UnsafeFile(
                "The file holds more than {most} characters of text. Divide it into smaller reports.",
                most=MOST_TEXT,
            )
        if self._paragraphs:
            self._paragraphs[-1].parts.append(text)

    def _begin_paragraph(self, _: dict[str, str]) -> None:
        paragraph = _Paragraph()
        self._into[-1].append(paragraph)
        self._paragraphs.append(paragraph)

    def _begin_run(self, _: dict[str, str]) -> None:
        self._in_run, self._is_raised, self._is_hidden = True, False, False

    def _begin_text(self, _: dict[str, str]) -> None:
        self._in_text = True

    def _raise(self, attributes: dict[str, str]) -> None:
        self._is_raised = self._in_run and attributes.get("val") == "superscript"

    def _hide(self, attributes: dict[str, str]) -> None:
        self._is_hidden = self._in_run and attributes.get("val", "1") not in ("0", "false", "off")

    def _tab(self, attributes: dict[str, str]) -> None:
        # The same name sets tab stops in a paragraph's properties; a tab that is typed has no attributes.
        if self._in_run and not attributes:
            self._add(" ")

    def _break(self, attributes: dict[str, str]) -> None:
        if attributes.get("type") == "page":
            self._turn(attributes)
        else:
            self._add("\n")

    def _hyphen(self, _: dict[str, str]) -> None:
        self._add("-")

    def _symbol(self, attributes: dict[str, str]) -> None:
        code = attributes.get("char", "")
        if (
            self._in_run
            and attributes.get("font") == "Symbol"
            and re.fullmatch(r"[Ff]?0?[0-9A-Fa-f]{2}", code)
        ):
            self._add(_SYMBOLS.get(int(code[-2:], 16), ""))

    def _turn(self, _: dict[str, str]) -> None:
        if self._paragraphs:
            paragraph = self._paragraphs[-1]
            if paragraph.text.strip():
                paragraph.page_after = True
            else:
                paragraph.page_before = True

    def _call_footnote(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].notes.append(f"footnote {attributes.get('id', '')}")

    def _call_endnote(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].notes.append(f"endnote {attributes.get('id', '')}")

    def _note(self, kind: str, attributes: dict[str, str]) -> None:
        found: list[_Paragraph] = []
        if attributes.get("type", "normal") == "normal":
            self.notes[f"{kind} {attributes.get('id', '')}"] = found
        self._into.append(found)  # type: ignore[arg-type]

    def _footnote(self, attributes: dict[str, str]) -> None:
        self._note("footnote", attributes)

    def _endnote(self, attributes: dict[str, str]) -> None:
        self._note("endnote", attributes)

    def _begin_table(self, _: dict[str, str]) -> None:
        table = _Table()
        self._into[-1].append(table)
        self._tables.append(table)

    def _begin_row(self, _: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].rows.append([])

    def _mark_head(self, attributes: dict[str, str]) -> None:
        if self._tables and attributes.get("val", "1") not in ("0", "false", "off"):
            table = self._tables[-1]
            if table.head_rows == len(table.rows) - 1:
                table.head_rows += 1

    def _begin_cell(self, _: dict[str, str]) -> None:
        cell = _TableCell()
        if self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(cell)
        self._into.append(cell.blocks)

    def _cell(self) -> _TableCell | None:
        return (
            self._tables[-1].rows[-1][-1]
            if self._tables and self._tables[-1].rows and self._tables[-1].rows[-1]
            else None
        )

    def _widen(self, attributes: dict[str, str]) -> None:
        cell, value = self._cell(), attributes.get("val", "1")
        if cell is not None and value.isdecimal() and len(value) < 5:
            cell.span = min(max(int(value), 1), MOST_COLUMNS)

    def _merge(self, attributes: dict[str, str]) -> None:
        cell = self._cell()
        if cell is not None:
            cell.continues = attributes.get("val", "continue") != "restart"


def load_word(data: bytes, name: str) -> Loaded:
    """The text of a DOCX file. Raises `UnsafeFile`, and `InvalidInput` where it holds no text."""
    archive = Archive(data)
    main = next((one for one in archive.names if one.casefold() == "word/document.xml"), "word/document.xml")
    notes: dict[str, list[_Paragraph]] = {}
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in archive:
            notes |= _walked(archive, part).notes
    draft = Draft(name, MEDIA_TYPE, data)
    _Writing(draft, notes).blocks(_walked(archive, main).blocks)
    return draft.finish()


def _walked(archive: Archive, part: str) -> _Walk:
    walk = _Walk()
    parser = safe_parser()
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    parser.CharacterDataHandler = walk.characters
    archive.parse(part, parser)
    return walk


class _Writing:
    """Blocks to a draft; a note follows the paragraph or table that calls for it, once."""

    def __init__(self, draft: Draft, notes: dict[str, list[_Paragraph]]) -> None:
        self.draft = draft
        self.notes = notes
        self.turn_page = False

    def blocks(self, blocks: "list[_Paragraph | _Table]") -> None:
        for block in blocks:
            if isinstance(block, _Paragraph):
                self._paragraph(block)
            elif block.is_layout:
                for cell in block.cells:
                    self.blocks(cell.blocks)
            else:
                self._table(block)

    def _page_if(self, wanted: bool) -> None:
        if wanted and self.draft.length:
            self.draft.page()
            self.turn_page = False

    def _paragraph(self, paragraph: _Paragraph) -> None:
        if paragraph.text.strip():
            self._page_if(self.turn_page or paragraph.page_before)
            self.draft.paragraph(paragraph.text)
            self.turn_page = paragraph.page_after
        else:
            self.turn_page = self.turn_page or paragraph.page_before
        self._notes(paragraph.notes)

    def _notes(self, keys: list[str]) -> None:
        for key in keys:
            for paragraph in self.notes.pop(key, []):
                self.draft.paragraph(paragraph.text)

    def _table(self, table: _Table) -> None:
        self._page_if(self.turn_page)
        above: list[Cell] = []
        rows: list[list[Cell]] = []
        for row in table.rows:
            laid: list[Cell] = []
            for cell in row:
                whole = Cell(cell.text)
                for _ in range(min(cell.span, MOST_COLUMNS - len(laid))):
                    column = len(laid)
                    laid.append(above[column] if cell.continues and column < len(above) else whole)
            rows.append(laid)
            above = laid
        self.draft.table(rows, table.head_rows)
        paragraphs = [paragraph for cell in table.cells for paragraph in cell.paragraphs]
        self.turn_page = any(paragraph.page_before or paragraph.page_after for paragraph in paragraphs)
        for paragraph in paragraphs:
            self._notes(paragraph.notes)
