"""A report's text laid out for reading: in parts of bearable length, tables as tables, every span told apart."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import urlencode

from plenum.collecting.queries import Desk, DeskFigure, Mark, Paragraph, Piece
from plenum.collecting.vocabulary import CONTRADICTING, FigureState

PART_CHARACTERS = 60_000
PART_FIGURES = 200
"""A part of the text ends with the paragraph in which one of these is reached."""


@dataclass(frozen=True)
class Spot:
    """Characters of the text that are shown alike. `figure` is the id of the figure whose value they are, `href`
    where that is decided; `anchor` says whether something begins here that others link to."""

    start: int
    text: str
    looks: str = ""
    figure: int | None = None
    href: str = ""
    anchor: bool = False
    title: str = ""
    also: int | None = None
    """Where what is looked for begins within these characters."""


@dataclass(frozen=True)
class Line:
    """A paragraph, or a row of a table in its cells; `new_page` is the page it begins, where it begins one."""

    number: int
    start: int
    new_page: int | None
    cells: tuple[tuple[Spot, ...], ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        return self.cells[0] if self.cells else ()


@dataclass(frozen=True)
class Block:
    """A paragraph, or rows that make a table."""

    is_table: bool
    lines: tuple[Line, ...]

    @property
    def width(self) -> int:
        return max(len(line.cells) for line in self.lines)


@dataclass(frozen=True)
class Parts:
    """Where the parts of a text begin; `starts[0]` is 0."""

    starts: tuple[int, ...]
    length: int

    def of(self, offset: int) -> int:
        """The number, from 1, of the part an offset lies in."""
        return max(bisect_right(self.starts, offset), 1)

    def span(self, number: int) -> tuple[int, int]:
        """From where to where a part goes; the first or last one for a number beyond them."""
        number = min(max(number, 1), len(self.starts))
        end = self.starts[number] if number < len(self.starts) else self.length + 1
        return self.starts[number - 1], end

    def __len__(self) -> int:
        return len(self.starts)


def parts_of(desk: Desk) -> Parts:
    """Where to part a report's text."""
    starts, begun, held = [0], 0, 0
    values = [one.figure.value_start for one in desk.figures]
    for one in desk.paragraphs:
        figures = bisect_right(values, one.end) - bisect_right(values, max(begun - 1, -1))
        if held and (one.end - begun > PART_CHARACTERS or figures > PART_FIGURES):
            starts.append(one.start)
            begun, held = one.start, 0
        held += 1
    return Parts(tuple(starts), len(desk.source.text))


class Laying:
    """How to lay out a desk's text. `listed` are the ids of the figures the page lists, `address` the page's own."""

    def __init__(
        self, desk: Desk, listed: Iterable[int], address: str, sought: tuple[int, int] | None = None
    ) -> None:
        self.desk = desk
        self.figures = {one.figure.pk: one for one in desk.figures}
        self.listed = frozenset(listed)
        self.address = address
        self.sought = sought

    def blocks(self, start: int, end: int) -> Iterator[Block]:
        """The paragraphs that begin between two offsets."""
        inside = [one for one in self.desk.paragraphs if start <= one.start < end]
        page = next((one.page for one in reversed(self.desk.paragraphs) if one.start < start), 0)
        several = bool(self.desk.paragraphs) and self.desk.paragraphs[-1].page > 1
        for is_table, lines in groupby(inside, lambda one: one.is_row):
            laid: list[Line] = []
            for one in lines:
                laid.append(self._line(one, one.page if several and one.page != page else None))
                page = one.page
                if not is_table:
                    yield Block(False, (laid.pop(),))
            if is_table:
                yield Block(True, tuple(laid))

    def spots_of(self, figures: Sequence[DeskFigure]) -> Iterator[Spot]:
        """The spots that make up the values of some figures, as they are now."""
        wanted = {one.figure.pk for one in figures}
        for paragraph in self.desk.paragraphs:
            for piece in paragraph.pieces:
                if any(mark.layer == "value" and mark.figure in wanted for mark in piece.marks):
                    yield self._spot(piece)

    def _line(self, one: Paragraph, new_page: int | None) -> Line:
        cells: list[list[Spot]] = [[]]
        for piece in one.pieces:
            for text in self._cut(piece):
                for number, cell in enumerate(self._by_cell(text, one.is_row)):
                    if number:
                        cells.append([])
                    if cell.text:
                        cells[-1].append(self._spot(cell))
        return Line(one.number, one.start, new_page, tuple(tuple(cell) for cell in cells))

    def _cut(self, piece: Piece) -> Iterator[Piece]:
        """A piece cut where what is looked for begins and ends. A value stays whole: it is put in place of itself when
        it is decided."""
        start, end = self.sought or (0, 0)
        cuts = {piece.start, piece.end}
        is_value = any(mark.layer == "value" for mark in piece.marks)
        if not is_value:
            cuts.update(cut for cut in (start, end) if piece.start < cut < piece.end)
        for left, right in pairwise(sorted(cuts)):
            marks = piece.marks
            if start < right and left < end:
                marks = (*marks, Mark(start, end, "sought"))
            yield Piece(left, right, piece.text[left - piece.start : right - piece.start], marks)

    def _by_cell(self, piece: Piece, is_row: bool) -> Iterator[Piece]:
        start = piece.start
        for text in piece.text.split("\t") if is_row else (piece.text,):
            yield Piece(start, start + len(text), text, piece.marks)
            start += len(text) + 1

    def _spot(self, piece: Piece) -> Spot:
        layers = {mark.layer: mark for mark in piece.marks}
        looks = [f"at-{layer}" for layer in LAYERS if layer in layers and layer != "value"]
        value = next((mark for mark in piece.opens if mark.layer == "value"), layers.get("value"))
        figure = self.figures.get(value.figure) if value is not None and value.figure is not None else None
        if figure is None:
            return Spot(piece.start, piece.text, " ".join(looks), anchor=bool(piece.opens))
        pk = figure.figure.pk
        looks += ["value", f"value-{figure.state.value}"]
        if _clashes(figure):
            looks.append("value-clash")
        elif figure.state is FigureState.WAITING and not figure.candidates:
            looks.append("value-unlinked")
        href = (
            f"#figure-{pk}"
            if pk in self.listed
            else f"{self.address}?{urlencode({'figure': pk})}#figure-{pk}"
        )
        start = self.sought[0] if self.sought else 0
        also = start if piece.start < start < piece.end else None
        return Spot(piece.start, piece.text, " ".join(looks), pk, href, True, figure.figure.name, also)


LAYERS: tuple[str, ...] = ("name", "document", "tally", "person", "deadline", "doubt", "sought", "value")
"""The layers of marks, in the order of their classes."""


def _clashes(one: DeskFigure) -> bool:
    return (
        one.state is FigureState.WAITING
        and one.comparison is not None
        and one.comparison.stand in CONTRADICTING
    )
