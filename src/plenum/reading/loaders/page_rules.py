"""Tables of a printed page that are drawn with rules: the cells are where the rules say."""

from collections.abc import Sequence
from dataclasses import dataclass

from plenum.reading.loaders.page_parts import Box, TableBlock, Word, joined, lines_of

_THIN = 2.5
"""Points: a box no wider is a rule, not a surface."""
_NEAR = 3.0
"""Points within which rules meet."""
_SHORTEST = 6.0
MOST_BOXES = 6_000
"""Drawn on one page; a drawing of more is no table."""
_MOST_RULES = 600
_MOST_GRID = 20_000


@dataclass(slots=True)
class _Rule:
    """A horizontal rule (`at` is its height) or a vertical one (`at` is its distance from the left)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table and the part of the page it takes."""

    box: Box
    block: TableBlock
    words: frozenset[int]
    """The `id` of every word in it."""


def ruled_tables(words: Sequence[Word], boxes: Sequence[Box]) -> list[RuledTable]:
    """The tables that rules divide into at least two columns and two rows, from top to bottom."""
    if len(boxes) > MOST_BOXES:
        return []
    across, down = _rules(boxes)
    if len(across) + len(down) > _MOST_RULES:
        return []
    found = []
    for rows, columns in _groups(across, down):
        table = _table(words, rows, columns)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda table: table.box.top)


def _rules(boxes: Sequence[Box]) -> tuple[list[_Rule], list[_Rule]]:
    """Horizontal and vertical rules; the sides of a surface are rules too, for cells are often drawn as boxes."""
    across: list[_Rule] = []
    down: list[_Rule] = []
    for box in boxes:
        width, height = box.right - box.left, box.bottom - box.top
        if height <= _THIN:
            across.append(_Rule((box.top + box.bottom) / 2, box.left, box.right))
        elif width <= _THIN:
            down.append(_Rule((box.left + box.right) / 2, box.top, box.bottom))
        else:
            across += [_Rule(box.top, box.left, box.right), _Rule(box.bottom, box.left, box.right)]
            down += [_Rule(box.left, box.top, box.bottom), _Rule(box.right, box.top, box.bottom)]
    return _merged(across), _merged(down)


def _merged(rules: list[_Rule]) -> list[_Rule]:
    """Pieces on one line as one rule; too short ones are dropped."""
    found: list[_Rule] = []
    group: list[_Rule] = []
    for rule in [*sorted(rules, key=lambda one: one.at), None]:
        if group and (rule is None or rule.at - group[-1].at > _NEAR / 2):
            at = sum(one.at for one in group) / len(group)
            pieces = sorted(group, key=lambda one: one.start)
            start, end = pieces[0].start, pieces[0].end
            for piece in pieces[1:]:
                if piece.start > end + _NEAR:
                    found.append(_Rule(at, start, end))
                    start, end = piece.start, piece.end
                end = max(end, piece.end)
            found.append(_Rule(at, start, end))
            group = []
        if rule is not None:
            group.append(rule)
    return [rule for rule in found if rule.end - rule.start >= _SHORTEST]


def _groups(across: list[_Rule], down: list[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Rules that meet, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, row in enumerate(across):
        for two, column in enumerate(down):
            if (
                row.start - _NEAR <= column.at <= row.end + _NEAR
                and column.start - _NEAR <= row.at <= column.end + _NEAR
            ):
                parent[root(one)] = root(len(across) + two)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = {}
    for one, row in enumerate(across):
        groups.setdefault(root(one), ([], []))[0].append(row)
    for two, column in enumerate(down):
        groups.setdefault(root(len(across) + two), ([], []))[1].append(column)
    return [group for group in groups.values() if len(group[0]) >= 3 and len(group[1]) >= 3]


def _marks(rules: list[_Rule]) -> list[float]:
    marks: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not marks or at - marks[-1] > _NEAR:
            marks.append(at)
    return marks


def _table(words: Sequence[Word], across: list[_Rule], down: list[_Rule]) -> RuledTable | None:
    heights, widths = _marks(across), _marks(down)
    count = (len(heights) - 1, len(widths) - 1)
    if min(count) < 2 or count[0] * count[1] > _MOST_GRID:
        return None
    box = Box(widths[0], widths[-1], heights[0], heights[-1])
    inside = [word for word in words if _within(word, box)]
    if not inside:
        return None
    cells = _cells(heights, widths, across, down)
    gathered: dict[int, list[Word]] = {}
    for word in inside:
        row = _interval(heights, (word.top + word.bottom) / 2)
        column = _interval(widths, (word.left + word.right) / 2)
        gathered.setdefault(cells[row][column], []).append(word)
    numbers = {key: number for number, key in enumerate(sorted({key for line in cells for key in line}))}
    texts = [""] * len(numbers)
    for key, some in gathered.items():
        texts[numbers[key]] = joined(lines_of(some))
    rows = [[numbers[key] for key in line] for line in cells]
    return RuledTable(box, TableBlock(texts, rows), frozenset(map(id, inside)))


def _within(word: Word, box: Box) -> bool:
    across, down = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _interval(marks: list[float], at: float) -> int:
    return max(0, min(len(marks) - 2, sum(mark <= at for mark in marks) - 1))


def _cells(
    heights: list[float], widths: list[float], across: list[_Rule], down: list[_Rule]
) -> list[list[int]]:
    """For each square of the grid the number of the cell it belongs to: squares no rule parts are one cell."""
    columns = len(widths) - 1
    cells = [[row * columns + column for column in range(columns)] for row in range(len(heights) - 1)]
    for row in range(len(heights) - 1):
        middle = (heights[row] + heights[row + 1]) / 2
        for column in range(1, columns):
            if not _is_ruled(down, widths[column], middle):
                cells[row][column] = cells[row][column - 1]
    for row in range(1, len(heights) - 1):
        for column in range(columns):
            middle = (widths[column] + widths[column + 1]) / 2
            # A cell goes on downwards only as wide as it is.
            is_start = column == 0 or cells[row][column] != cells[row][column - 1]
            if is_start and not _is_ruled(across, heights[row], middle):
                width = sum(key == cells[row][column] for key in cells[row])
                above = cells[row - 1][column]
                if sum(key == above for key in cells[row - 1]) == width:
                    cells[row] = [above if key == cells[row][column] else key for key in cells[row]]
    return cells


def _is_ruled(rules: list[_Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start <= middle <= rule.end for rule in rules)
