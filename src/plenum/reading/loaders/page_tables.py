"""Tables of a printed page, told by their gaps alone: which lines are rows, which words a cell."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from plenum.reading.loaders.page_parts import Line, TableBlock, Word

Segment = tuple[float, float, str]
"""Left and right end of words without a wide gap between them, and the words."""

_Row = list[tuple[str, int]]

_GAP = 0.75
_LEAST_GAP = 5.0
_NUMBER = re.compile(r"[(+\-–−]{0,2}\d[\d.,\u00a0 ]*%?\)?[*¹²³]*|[-–…x.]{1,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LEAST_NUMBERS = 0.3


def segments_of(line: Line) -> list[Segment]:
    """The words of a line, parted where a cell may end."""
    least = max(_LEAST_GAP, _GAP * line.size)
    found: list[list[Word]] = []
    for word in line.words:
        if found and word.left - found[-1][-1].right < least:
            found[-1].append(word)
        else:
            found.append([word])
    return [(s[0].left, s[-1].right, " ".join(word.text for word in s)) for s in found]


def is_table(lines: Sequence[Line]) -> bool:
    """Whether at least three in ten of the cells right of the first are numbers, on two lines or more."""
    parted = [segments for line in lines if len(segments := segments_of(line)) > 1]
    right = [text for segments in parted for _, _, text in segments[1:]]
    with_numbers = sum(any(_NUMBER.fullmatch(text) for _, _, text in segments[1:]) for segments in parted)
    numbers = sum(_NUMBER.fullmatch(text) is not None for text in right)
    return with_numbers >= 2 and numbers >= _LEAST_NUMBERS * len(right)


def first_row(lines: Sequence[Line]) -> int:
    """The first line of several cells; what stands above is a title or a unit."""
    return next(number for number, line in enumerate(lines) if len(segments_of(line)) > 1)


def last_row(lines: Sequence[Line]) -> int:
    """The last line with a number right of its first cell; what follows is no longer the table."""
    with_numbers = [
        number
        for number, line in enumerate(lines)
        if any(_NUMBER.fullmatch(text) for _, _, text in segments_of(line)[1:])
    ]
    return with_numbers[-1] if with_numbers else len(lines) - 1


def table_of(lines: Sequence[Line]) -> TableBlock:
    """The rows of a table, every one as wide as the others; words over several columns span them."""
    texts: list[str] = []
    rows: list[list[int]] = []
    for row in _rows(lines):
        rows.append([])
        for text, span in row:
            rows[-1] += [len(texts)] * span
            texts.append(text)
    return TableBlock(texts, rows)


def _rows(lines: Sequence[Line]) -> list[_Row]:
    parted = [segments_of(line) for line in lines]
    columns = _columns(parted)
    steps = [after.top - before.top for before, after in pairwise(lines)]
    step = median(steps) if steps else 0.0
    rows: list[list[tuple[int, int, str]]] = []
    has_figures = False
    waiting: list[tuple[int, int, str]] = []
    for number, segments in enumerate(parted):
        row = [(*_place(segment, columns), segment[2]) for segment in segments]
        is_wrapped = has_figures and len(row) == 1 and row[0][1] == 1 and not _NUMBER.fullmatch(row[0][2])
        if is_wrapped:
            before = lines[number].top - lines[number - 1].top
            after = lines[number + 1].top - lines[number].top if number + 1 < len(lines) else float("inf")
            goes_on = row[0][2][:1].islower() or row[0][2][:1] == "("
            if min(before, after) < 0.75 * step or goes_on:
                if before <= after or goes_on:
                    rows[-1] = _with(rows[-1], row[0], after=True)
                else:
                    waiting.append(row[0])
                continue
        for cell in reversed(waiting):
            row = _with(row, cell, after=False)
        waiting = []
        has_figures = has_figures or any(
            _NUMBER.fullmatch(text) and not _YEAR.fullmatch(text) for column, _, text in row if column
        )
        rows.append(row)
    rows.extend([cell] for cell in waiting)
    return [_filled(row, len(columns)) for row in rows]


def _columns(parted: list[list[Segment]]) -> list[tuple[float, float]]:
    """The extents of the columns, by the lines that have as many cells as most of the full ones."""
    most = max(map(len, parted))
    full = [segments for segments in parted if len(segments) >= max(2, most - 1)]
    columns: list[tuple[float, float]] = []
    for left, right, _ in sorted(segment for segments in full for segment in segments):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _place(segment: Segment, columns: list[tuple[float, float]]) -> tuple[int, int]:
    """The first column a segment stands over, and how many it covers: the nearest one where it meets none."""
    over = [
        number for number, (left, right) in enumerate(columns) if segment[0] < right and left < segment[1]
    ]
    if over:
        return over[0], over[-1] - over[0] + 1
    middle = (segment[0] + segment[1]) / 2
    return min(range(len(columns)), key=lambda n: abs(sum(columns[n]) / 2 - middle)), 1


def _with(
    row: list[tuple[int, int, str]], cell: tuple[int, int, str], after: bool
) -> list[tuple[int, int, str]]:
    """The row with a wrapped cell's words put to the cell of the same column."""
    for number, (column, span, text) in enumerate(row):
        if column == cell[0]:
            joined = f"{text} {cell[2]}" if after else f"{cell[2]} {text}"
            return [*row[:number], (column, span, joined), *row[number + 1 :]]
    return sorted([*row, cell])


def _filled(row: list[tuple[int, int, str]], width: int) -> _Row:
    cells: _Row = []
    at = 0
    for column, span, text in sorted(row):
        if column < at:
            # Two segments fell into one column: its words, one after the other.
            if cells:
                cells[-1] = (f"{cells[-1][0]} {text}".strip(), cells[-1][1])
            continue
        cells += [("", 1)] * (column - at)
        cells.append((text, span))
        at = column + span
    return cells + [("", 1)] * (width - at)
