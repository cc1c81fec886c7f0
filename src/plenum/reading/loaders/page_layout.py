"""A printed page's words with their places become paragraphs and tables in reading order.

The page is cut into slabs of words that no horizontal gap parts. A run of slabs that one vertical gap goes through is
columns of prose, read one after the other, or a table, kept as rows: a table has numbers to the right of the gap.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from plenum.reading.loaders.page_parts import Block, Box, Line, Word, joined, lines_of
from plenum.reading.loaders.page_rules import ruled_tables
from plenum.reading.loaders.page_tables import first_row, is_table, last_row, table_of

GAP = 1.0
"""Of a line's height: a wider gap between words parts columns."""
_LEAST_GAP = 7.0
_MOST_WORDS = 8_000
"""On one page: beyond that, columns are not looked for. A full page of print has a thousand."""
_DEEPEST = 6
"""Columns within columns."""
_BULLET = re.compile(r"(?:[-+•*–▪●○]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(?[a-zđ]\)|[IVX]{1,5}\.)$")
_ENDS = re.compile(r"[.:;!?…][\"”’)]*$")
_PAGE_NUMBER = re.compile(
    r"(?:page|trang)?\s*[-–|]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–|]?", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")


def page_blocks(words: Sequence[Word], boxes: Sequence[Box]) -> list[Block]:
    """The blocks of a page in reading order. `boxes` are the bounds of what is drawn, rules among it."""
    found: list[Block] = []
    left = list(words)
    for table in ruled_tables(words, boxes):
        left = [word for word in left if id(word) not in table.words]
        above = [word for word in left if word.bottom <= table.box.top + 0.5 * word.size]
        found += blocks_of(above)
        found.append(table.block)
        left = [word for word in left if word.bottom > table.box.top + 0.5 * word.size]
    return found + blocks_of(left)


def blocks_of(words: Sequence[Word], depth: int = 0) -> list[Block]:
    """The blocks of a part of a page without rules, in reading order."""
    found: list[Block] = []
    if len(words) > _MOST_WORDS or depth > _DEEPEST:
        return _paragraphs(lines_of(words))
    prose: list[Line] = []
    for run, gutter in _runs(_slabs(words)):
        lines = lines_of(run)
        if gutter is not None and is_table(lines):
            found += _paragraphs(prose)
            prose = []
            first, cut = first_row(lines), last_row(lines) + 1
            found += _paragraphs(lines[:first])
            found.append(table_of(lines[first:cut]))
            found += blocks_of([word for line in lines[cut:] for word in line.words], depth + 1)
        elif gutter is not None:
            found += _paragraphs(prose)
            prose = []
            for side in ([w for w in run if w.left < gutter], [w for w in run if w.left >= gutter]):
                found += blocks_of(side, depth + 1)
        else:
            prose += lines
    return found + _paragraphs(prose)


def _slabs(words: Sequence[Word]) -> list[list[Word]]:
    slabs: list[list[Word]] = []
    bottom = float("-inf")
    for word in sorted(words, key=lambda w: w.top):
        # Boxes of neighbouring lines touch: letters' boxes reach a little beyond the letters.
        if not slabs or word.top + 0.2 * word.size >= bottom:
            slabs.append([])
            bottom = word.bottom
        slabs[-1].append(word)
        bottom = max(bottom, word.bottom)
    return slabs


Gap = tuple[float, float]


def _runs(slabs: list[list[Word]]) -> Iterator[tuple[list[Word], float | None]]:
    """Slabs that one vertical gap goes through, with its middle; every other slab alone with None."""
    if not slabs:
        return
    everything = [word for slab in slabs for word in slab]
    left, right = min(w.left for w in everything), max(w.right for w in everything)
    start = 0
    while start < len(slabs):
        end, common = start, [(left, right)]
        while end < len(slabs):
            narrowed = _shared(common, _gaps(slabs[end], left, right))
            if not narrowed:
                break
            common, end = narrowed, end + 1
        gutters = [gap for gap in common if end > start and _divides(gap, slabs[start:end])]
        run = slabs[start:end]
        lines = lines_of([word for slab in run for word in slab])
        if len(lines) >= 2 and gutters:
            widest = max(gutters, key=lambda gap: gap[1] - gap[0])
            yield [word for slab in run for word in slab], (widest[0] + widest[1]) / 2
            start = end
        else:
            yield slabs[start], None
            start += 1


def _gaps(slab: list[Word], left: float, right: float) -> list[Gap]:
    """Where no word of the slab stands, between the page's text margins."""
    least = max(_LEAST_GAP, GAP * median(word.size for word in slab))
    gaps: list[Gap] = []
    at = left
    for word in sorted(slab, key=lambda w: w.left):
        if word.left - at >= least:
            gaps.append((at, word.left))
        at = max(at, word.right)
    if right - at >= least:
        gaps.append((at, right))
    return gaps


def _shared(some: list[Gap], others: list[Gap]) -> list[Gap]:
    found = []
    for one in some:
        for other in others:
            left, right = max(one[0], other[0]), min(one[1], other[1])
            if right - left >= _LEAST_GAP:
                found.append((left, right))
    return found


def _divides(gap: Gap, slabs: list[list[Word]]) -> bool:
    """Whether words stand on both sides of a gap, and more than a bullet to its left."""
    middle = (gap[0] + gap[1]) / 2
    left = [word for slab in slabs for word in slab if word.right <= middle]
    right = any(word.left >= middle for slab in slabs for word in slab)
    return right and any(not _BULLET.fullmatch(word.text) for word in left)


def _paragraphs(lines: list[Line]) -> list[Block]:
    """Lines joined where one goes on with the other."""
    if not lines:
        return []
    steps = [after.top - before.top for before, after in pairwise(lines)]
    step = median(steps) if steps else 0.0
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    found: list[list[Line]] = []
    for line in lines:
        if found and not _begins(line, found[-1], step, left, right):
            found[-1].append(line)
        else:
            found.append([line])
    return [joined(paragraph) for paragraph in found]


def _begins(line: Line, paragraph: list[Line], step: float, left: float, right: float) -> bool:
    before = paragraph[-1]
    if line.top - before.top > 1.5 * max(step, 0.9 * line.size) or line.top < before.top:
        return True
    if abs(line.size - before.size) > 0.15 * before.size:
        return True
    if _BULLET.fullmatch(line.words[0].text) and len(line.words) > 1:
        return True
    if before.right < right - 0.12 * (right - left) and _ENDS.search(before.text):
        return True
    is_listed = _BULLET.fullmatch(paragraph[0].words[0].text) is not None
    indent = 0.8 * line.size
    return not is_listed and line.left > left + indent and before.left < left + 0.4 * line.size and bool(
        _ENDS.search(before.text)
    )  # fmt: skip


def without_running_heads(pages: list[list[Word]]) -> list[list[Word]]:
    """The pages without their numbers and without the lines that repeat at the head or the foot of most of them."""
    edges = [_edges(words) for words in pages]
    seen: dict[str, int] = {}
    for page in edges:
        for key in {_DIGITS.sub("#", _text(slab)) for slab in page}:
            seen[key] = seen.get(key, 0) + 1
    left = []
    for words, page in zip(pages, edges, strict=True):
        dropped: set[int] = set()
        for slab in page:
            text = _text(slab)
            repeats = seen[_DIGITS.sub("#", text)]
            if _PAGE_NUMBER.fullmatch(text) or (repeats >= 3 and 2 * repeats >= len(pages)):
                dropped.update(map(id, slab))
        left.append([word for word in words if id(word) not in dropped])
    return left


def _edges(words: list[Word]) -> list[list[Word]]:
    slabs = _slabs(words)
    return [slab for slab in (slabs[:2] + slabs[2:][-2:]) if len(slab) < 30] if len(slabs) > 2 else []


def _text(slab: list[Word]) -> str:
    return " ".join(word.text for word in sorted(slab, key=lambda w: (round(w.top), w.left)))
