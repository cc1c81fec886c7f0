"""Tables within a report: where their cells stand in its text, and the figures they state.

A cell means nothing without its heads: the row's head names what is measured (or the period, where the columns are the
indicators), the column's head says the period, the unit, plan or actual. Numbers of a table are therefore taken out
of the prose and read here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from plenum.reading.figures import Bound, Figure, Kind, Report, Role
from plenum.reading.patterns import report_year
from plenum.reading.reader import read
from plenum.reading.source_text import SourceText
from plenum.reading.table_words import (
    AFTER_COMMA,
    BRACKETS,
    LEAD,
    ORDINAL,
    ORDINAL_HEAD,
    UNIT_HEAD,
    UNIT_LINE,
    YEAR,
    Number,
    is_compared,
    is_time,
    measured,
    number_of,
    numbers_columns,
    period_of,
    role_of,
    unit_of,
    without_price_basis,
)

Span = tuple[int, int]
Row = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each the span of its words in the text; a merged cell's span repeats where it covers.

    `head_rows` is how many rows at the top the file calls heads, 0 where it says nothing. `caption` is the span of
    the short paragraphs before the table: its title and, often, its unit.
    """

    rows: tuple[Row, ...]
    head_rows: int = 0
    caption: Span = (0, 0)

    def moved(self, to: Callable[[int], int]) -> "Table":
        """The same table in a text whose offsets are `to` of these."""
        rows = tuple(tuple((to(start), to(end)) for start, end in row) for row in self.rows)
        return Table(rows, self.head_rows, (to(self.caption[0]), to(self.caption[1])))


def read_with_tables(source: SourceText, tables: Sequence[Table]) -> Report:
    """As `read`, with the figures of `tables` by their heads. Never raises for any text."""
    grids = [grid for table in tables if (grid := _Grid.of(source, table)) is not None]
    if not grids or source.refusal:
        return read(source)
    # For the prose reader the numbers are line ends: none is read twice, every offset stays, and the words of
    # one cell do not run into those of the next.
    report = read(
        replace(source, text=_blanked(source.text, [span for grid in grids for span in grid.numbers()]))
    )
    report.text, report.digest, report.lang = source.text, source.digest, source.language
    year = report_year.year_of(source.text, source.language)
    report.figures.extend(figure for grid in grids for figure in grid.figures(year))
    report.figures.sort(key=lambda figure: (figure.value_start, figure.value_end))
    return report


def _blanked(text: str, spans: list[Span]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if start >= done:
            parts += [text[done:start], "\n" * (end - start)]
            done = end
    return "".join([*parts, text[done:]])


_MOST_HEAD_ROWS = 5
_LONGEST_HEAD = 300
"""Characters of a head that are looked at: a longer one is prose."""


class _Grid:
    """A table whose rows and columns have heads."""

    def __init__(self, source: SourceText, table: Table) -> None:
        self.text = source.text
        self.lang = source.language
        self.table = table
        self._names: dict[Span, Span | None] = {}
        self.words = [[self.text[start:end] for start, end in row] for row in table.rows]
        self.width = len(table.rows[0])
        self.head_rows = self._count_head_rows()
        self.heads = [self._head(column) for column in range(self.width)]
        self.ordinal_columns, self.unit_column, self.name_column = self._columns()
        caption = self.text[slice(*table.caption)]
        unit = list(UNIT_LINE.finditer(caption))
        self.unit = (unit[-1]["unit"] or unit[-1]["bracketed"]).strip(" .)") if unit else ""

    @classmethod
    def of(cls, source: SourceText, table: Table) -> "_Grid | None":
        """None where it is no table of figures: a page laid out by a table, or words only."""
        if len(table.rows) < 2 or len(table.rows[0]) < 2:
            return None
        grid = cls(source, table)
        has_heads = 0 < grid.head_rows < len(table.rows)
        return grid if has_heads and grid.cells else None

    def _count_head_rows(self) -> int:
        """Rows at the top without a figure, years and the numbers of columns not counted as figures."""
        if self.table.head_rows:
            rows = self.table.head_rows
        else:
            rows = 0
            for words in self.words[:_MOST_HEAD_ROWS]:
                filled = [word for word in words if word]
                if len(set(filled)) < 2 and rows:
                    break
                if any(number_of(word, self.lang) and not YEAR.fullmatch(word) for word in filled):
                    break
                # Years beside a name are the first row of a series, not heads, when years head it already.
                if rows and words[0] and sum(bool(YEAR.fullmatch(word)) for word in filled) == len(filled):
                    break
                rows += 1
                if any(YEAR.fullmatch(word) for word in filled[1:]) and words[0]:
                    break
        while rows < len(self.words) and rows and numbers_columns(self.words[rows]):
            rows += 1
        return rows

    def _head(self, column: int) -> str:
        seen: list[str] = []
        spans: list[Span] = []
        for number in range(min(self.head_rows, len(self.words))):
            span, word = self.table.rows[number][column], self.words[number][column]
            if word and span not in spans and not numbers_columns(self.words[number]):
                spans.append(span)
                seen.append(word)
        return " ".join(seen)[:_LONGEST_HEAD]

    def _columns(self) -> tuple[set[int], int, int]:
        ordinals, unit, name = set(), -1, -1
        for column in range(self.width):
            body = [words[column] for words in self.words[self.head_rows :] if words[column]]
            head = self.heads[column]
            if UNIT_HEAD.fullmatch(head):
                unit = column
            elif ORDINAL_HEAD.fullmatch(head) or (
                body and not head and all(ORDINAL.fullmatch(word) for word in body)
            ):
                ordinals.add(column)
            elif name < 0:
                numbers = sum(number_of(word, self.lang) is not None for word in body)
                years = sum(YEAR.fullmatch(word) is not None for word in body)
                if body and (numbers * 2 < len(body) or years == len(body)):
                    name = column
        return ordinals, unit, name

    @cached_property
    def cells(self) -> list[tuple[int, int, Number]]:
        """(row, column, number) of every cell that states a figure."""
        found = []
        seen: set[Span] = set()
        for row in range(self.head_rows, len(self.words)):
            if numbers_columns(self.words[row]):
                continue
            for column, word in enumerate(self.words[row]):
                if (
                    not word
                    or column in self.ordinal_columns
                    or column in (self.unit_column, self.name_column)
                ):
                    continue
                span = self.table.rows[row][column]
                number = None if span in seen else number_of(word, self.lang)
                if number is not None and self._name(row, column) is not None:
                    seen.add(span)
                    found.append((row, column, number))
        return found

    def numbers(self) -> list[Span]:
        """The spans of every cell from the first to the last row that is a number or a head of years."""
        cells = [self.table.rows[row][column] for row, column, _ in self.cells]
        for number in range(self.head_rows):
            cells += [
                span
                for span, word in zip(self.table.rows[number], self.words[number], strict=True)
                if any(sign.isdigit() for sign in word)
            ]
        for row in range(self.head_rows, len(self.words)):
            cells += [self.table.rows[row][column] for column in self.ordinal_columns]
        return list(dict.fromkeys(cells))

    def _name(self, row: int, column: int) -> Span | None:
        """The words that name what the cell measures: the row's head, or the column's where the row is a time."""
        head = self._row_head(row)
        if head is not None and not self._is_time(head):
            if head not in self._names:
                self._names[head] = self._bare(head)
            return self._names[head]
        for number in range(min(self.head_rows, len(self.words)) - 1, -1, -1):
            span = self.table.rows[number][column]
            if span[0] < span[1] and not self._is_time(span) and not numbers_columns(self.words[number]):
                return self._bare(span)
        return None

    def _row_head(self, row: int) -> Span | None:
        if self.name_column < 0:
            return None
        start, end = self.table.rows[row][self.name_column]
        return (start, end) if start < end else None

    def _is_time(self, span: Span) -> bool:
        return is_time(self.text[slice(*span)], self.lang)

    def _bare(self, span: Span) -> Span | None:
        """The name without a bullet, an item's number and the unit in brackets."""
        start, end = span
        text = self.text[start:end]
        lead = LEAD.match(text)
        start += lead.end() if lead else 0
        text = self.text[start:end]
        for pattern in (BRACKETS, AFTER_COMMA):
            for found in pattern.finditer(text):
                if found.end() == len(text) and found.start() > 0 and unit_of(found["unit"], self.lang):
                    text = text[: found.start()]
                    break
        text = text.rstrip(" :;,.*¹²³⁴⁵⁶⁷⁸⁹⁰")
        return (start, start + len(text)) if text else None

    def figures(self, year: int) -> "list[Figure]":
        """One for each number, with its heads."""
        # The title next to the table knows best.
        titles = reversed(self.text[slice(*self.table.caption)].split("\n"))
        general = next(filter(None, (period_of(title, self.lang, year) for title in titles)), "")
        return [self._figure(row, column, number, general, year) for row, column, number in self.cells]

    def _figure(self, row: int, column: int, number: Number, general: str, year: int) -> Figure:
        above, span, name = self.heads[column], self._row_head(row), self._name(row, column)
        assert name is not None
        head = self.text[slice(*span)][:_LONGEST_HEAD] if span is not None else ""
        unit, factor = self._unit_of(number, row, head, above)
        measure, value, unit = measured(number.value * factor, unit, head, above)
        period = period_of(above, self.lang, year) or period_of(without_price_basis(head), self.lang, year)
        if not period and is_compared(above):
            period = self._period_beside(column, year)
        role = role_of(head, above, measure)
        cell = self.table.rows[row][column]
        return Figure(*cell, *name, measure, value, unit, Bound.EXACT, role, period or general)

    def _period_beside(self, column: int, year: int) -> str:
        """What a column of comparisons compares: the nearest results to its left."""
        for beside in reversed(self.heads[:column]):
            if not is_compared(beside) and role_of("", beside, Kind.LEVEL) is not Role.TARGET:
                period = period_of(beside, self.lang, year)
                if period:
                    return period
        return ""

    def _unit_of(self, number: Number, row: int, head: str, above: str) -> tuple[str, Decimal]:
        """The unit's code and what one of it is worth in it; "" and 1 where nothing says."""
        if number.is_percent:
            return "%", Decimal(1)
        candidates: list[str] = []
        for text in (above, head):
            candidates += [found["unit"] for found in BRACKETS.finditer(text)]
        if "%" in above:
            candidates.append("%")
        if self.unit_column >= 0:
            candidates.append(self.words[row][self.unit_column])
        if "%" in head:
            candidates.append("%")
        candidates += [found["unit"] for found in AFTER_COMMA.finditer(head)]
        if self.unit_column < 0:
            candidates.append(self.unit)
        for text in candidates:
            if text and (found := unit_of(text.strip(), self.lang)):
                return found
        return "", Decimal(1)
