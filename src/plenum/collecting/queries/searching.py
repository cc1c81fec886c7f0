"""Search across all reports read: words however they were typed, and figures however they were printed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Q

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where, require
from plenum.collecting.folding import fold
from plenum.collecting.models import ProposedFigure, Report
from plenum.collecting.queries.paging import source_of
from plenum.collecting.valuing import numbers_meant
from plenum.errors import InvalidInput
from plenum.ledger.fields import canonical
from plenum.organizations.models import Body

SHORTEST = 2
"""Characters; a single one is in every report."""
LONGEST = 200
MOST_REPORTS = 50
MOST_SNIPPETS = 5
AROUND = 80
"""Characters shown on each side of what was found."""
_DIGITS = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d.,]*")
_NUMBER_GOES_ON = re.compile(r"[.,]?\d")
_NUMBER_BEFORE = re.compile(r"\d[.,]?$")


@dataclass(frozen=True)
class Snippet:
    """A place in a report where what was looked for stands: its page, its span, and the words around it."""

    page: int
    start: int
    end: int
    before: str
    words: str
    after: str
    figure: int | None = None


@dataclass(frozen=True)
class Hit:
    """A report that holds what was looked for, with the first places of it."""

    report: Report
    snippets: tuple[Snippet, ...]


def search(query: str, *, by: Reader, body: Body | None = None, limit: int = 20) -> tuple[Hit, ...]:
    """The reports `by` may read that hold every word of `query`, the latest received first.

    Words in quotation marks stand together. Accents and capitals do not count. A number finds the figures printed so
    in either language: 45.600 finds 45,600 too, and not 145.600. Raises `InvalidInput` for a query too short or long.
    """
    words = list(_terms(query))
    if not any(len(word) >= SHORTEST for word in words):
        raise InvalidInput("Type at least {count} letters or digits to look for.", count=SHORTEST)
    if len(query) > LONGEST:
        raise InvalidInput("Type at most {count} characters to look for.", count=LONGEST)
    reports = Report.objects.filter(body__in=bodies_where(by, Permission.VIEW))
    if body is not None:
        require(by, Permission.VIEW, body)
        reports = reports.filter(body=body)
    numbers = {word: tuple(_printed(word)) for word in words}
    for word in words:
        holds = Q(text__folded__contains=word)
        if numbers[word]:
            holds |= Q(pk__in=ProposedFigure.objects.filter(printed__in=numbers[word]).values("report_id"))
        reports = reports.filter(holds)
    most = min(max(limit, 1), MOST_REPORTS)
    # What the database finds may stand within a longer number; more are asked for than are shown.
    rows = list(reports.select_related("body", "received_by", "text").order_by("-pk")[: 2 * most])
    printed = [one for several in numbers.values() for one in several]
    figures: dict[int, list[ProposedFigure]] = defaultdict(list)
    for figure in ProposedFigure.objects.filter(report__in=rows, printed__in=printed).order_by("position"):
        figures[figure.report_id].append(figure)
    hits = (_hit(report, words, numbers, figures[report.pk]) for report in rows)
    return tuple(islice((hit for hit in hits if hit is not None), most))


def _terms(query: str) -> Iterator[str]:
    plain = fold(query.replace("\x00", " "))
    for quoted, word in re.findall(r'"([^"]+)"|(\S+)', plain.replace("“", '"').replace("”", '"')):
        term = (quoted or word).strip(" \t\n,.;:!?()\"'")
        if term:
            yield term


def _printed(word: str) -> Iterator[str]:
    if _NUMBER.fullmatch(word):
        yield from (format(canonical(number), "f") for number in numbers_meant(word))


def _hit(
    report: Report, words: list[str], numbers: dict[str, tuple[str, ...]], figures: list[ProposedFigure]
) -> Hit | None:
    kept = report.text
    spans: list[tuple[int, int, int | None]] = []
    for word in words:
        here = list(_occurrences(kept.folded, word))
        by_value = [
            (figure.value_start, figure.value_end, figure.pk)
            for figure in figures
            if figure.printed in numbers[word]
        ]
        if not here and not by_value:
            return None
        inside = [(start, end) for start, end, _ in by_value]
        spans += by_value
        spans += [
            (start, end, None)
            for start, end in here
            if not any(left <= start and end <= right for left, right in inside)
        ]
    source = source_of(kept.text, kept.page_starts)
    return Hit(
        report,
        tuple(
            Snippet(
                source.page_of(start),
                start,
                end,
                kept.text[max(0, start - AROUND) : start],
                kept.text[start:end],
                kept.text[end : end + AROUND],
                figure,
            )
            for start, end, figure in sorted(spans, key=lambda span: span[:2])[:MOST_SNIPPETS]
        ),
    )


def _occurrences(folded: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a word stands, a number only whole: 45.600 is not in 145.600 and not in 45.6001."""
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        goes_on = _DIGITS.match(word[-1]) and _NUMBER_GOES_ON.match(folded, end)
        came_before = _DIGITS.match(word[0]) and _NUMBER_BEFORE.search(folded[max(0, start - 2) : start])
        if not goes_on and not came_before:
            yield start, end
        start = folded.find(word, end)
