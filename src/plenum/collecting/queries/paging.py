"""A report's text cut for the desk: into paragraphs, and those wherever something begins or ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plenum.reading.source_text import SourceText


@dataclass(frozen=True, order=True)
class Mark:
    """A span of the text and what it is: `layer` is value, name, document, tally, person, deadline or doubt.

    `figure` is the id of the proposed figure a value or name belongs to, `number` the place among its layer.
    """

    start: int
    end: int
    layer: str
    figure: int | None = None
    number: int = 0


@dataclass(frozen=True)
class Piece:
    """Characters that belong to the same marks."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def opens(self) -> tuple[Mark, ...]:
        """The marks that begin with this piece."""
        return tuple(mark for mark in self.marks if mark.start == self.start)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the report: its number from 1, the page it begins on, its pieces in order."""

    number: int
    page: int
    start: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table, whose cells are parted by tabs."""
        return any("\t" in piece.text for piece in self.pieces)


def source_of(text: str, page_starts: Sequence[int]) -> SourceText:
    """The text as the reader knows it; it was normalised when it was read."""
    return SourceText(text, text, page_starts=tuple(page_starts))


def paragraphs(source: SourceText, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """Every paragraph that holds a character, each character in one piece with all the marks over it."""
    text, length = source.text, len(source.text)
    waiting = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= length),
        key=lambda mark: (mark.start, -mark.end),
    )
    found: list[Paragraph] = []
    open_now: list[Mark] = []
    next_mark = start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            starting: list[Mark] = []
            while next_mark < len(waiting) and waiting[next_mark].start < end:
                starting.append(waiting[next_mark])
                next_mark += 1
            over = [mark for mark in (*open_now, *starting) if mark.end > start]
            pieces = tuple(_pieces(text, start, end, over))
            found.append(Paragraph(len(found) + 1, source.page_of(start), start, end, pieces))
            open_now = [mark for mark in over if mark.end > end]
        start = end + 1
    return tuple(found)


def _pieces(text: str, start: int, end: int, over: Sequence[Mark]) -> Iterable[Piece]:
    """The paragraph cut where a mark begins or ends; `over` is in the order of the marks' beginnings."""
    cuts = {start, end}
    for mark in over:
        cuts.update(cut for cut in (mark.start, mark.end) if start < cut < end)
    current: list[Mark] = []
    waiting = 0
    for left, right in pairwise(sorted(cuts)):
        current = [mark for mark in current if mark.end > left]
        while waiting < len(over) and over[waiting].start <= left:
            if over[waiting].end > left:
                current.append(over[waiting])
            waiting += 1
        yield Piece(left, right, text[left:right], tuple(current))
