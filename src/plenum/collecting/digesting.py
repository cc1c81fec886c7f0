"""A loaded file made ready to be kept: everything the reader finds in it, each figure with its sentence.

Pure: no database. What is here is what the report says, without a link to anything in the record.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from plenum.collecting.dating import date_in
from plenum.collecting.folding import phrase_of
from plenum.collecting.valuing import printed_number
from plenum.collecting.vocabulary import STATUS_OF_ROLE
from plenum.errors import PlenumError
from plenum.ledger.fields import canonical, is_kept_exactly
from plenum.reading.checks import check
from plenum.reading.figures import Figure, Report
from plenum.reading.loaders import Loaded
from plenum.reading.sentences import Sentence, sentences
from plenum.reading.source_text import SourceText

Progress = Callable[[int], None]
"""Told how many hundredths of the work are done."""

OPENED, READ, CHECKED = 40, 80, 90
"""How far reading has come, in hundredths, when the file is opened, its figures are found, and they are checked."""
LONGEST_TITLE = 200
LONGEST_UNIT = 60


@dataclass(frozen=True)
class FoundFigure:
    """A figure with the sentence or table row it stands in; spans count in the whole text."""

    figure: Figure
    sentence: tuple[int, int]
    words: str
    name: str
    printed: str

    def columns(self) -> dict[str, Any]:
        """The columns of `ProposedFigure` that say what was read."""
        figure = self.figure
        return {
            "value_start": figure.value_start,
            "value_end": figure.value_end,
            "name_start": figure.name_start,
            "name_end": figure.name_end,
            "sentence_start": self.sentence[0],
            "sentence_end": self.sentence[1],
            "words": self.words,
            "name": self.name,
            "phrase": phrase_of(self.name),
            "value": canonical(figure.value),
            "value_high": None if figure.value_high is None else canonical(figure.value_high),
            "unit": figure.unit,
            "printed": self.printed,
            "measure": figure.measure.value,
            "bound": figure.bound.value,
            "role": figure.role.value,
            "period": figure.period,
            "status": STATUS_OF_ROLE[figure.role],
        }


@dataclass(frozen=True)
class Digest:
    """Everything read of one report."""

    text: str
    language: str
    page_starts: tuple[int, ...]
    title: str
    dated_on: date | None
    figures: tuple[FoundFigure, ...]
    documents: list[dict[str, Any]]
    tallies: list[dict[str, Any]]
    people: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    doubts: list[dict[str, Any]]
    notes: tuple[PlenumError, ...]


def digested(loaded: Loaded, *, received_on: date, progress: Progress = lambda percent: None) -> Digest:
    """Read a loaded file. Raises nothing a text can cause."""
    progress(OPENED)
    report, source = loaded.report(), loaded.source
    progress(READ)
    doubts = [
        {"kind": doubt.kind.value, "message": doubt.message, "spans": [list(span) for span in doubt.spans]}
        for doubt in check(report)
    ]
    progress(CHECKED)
    kept = [figure for figure in report.figures if _can_be_kept(figure)]
    notes = list(loaded.notes)
    if len(kept) < len(report.figures):
        notes.append(
            PlenumError(
                "{count} numbers have more digits than the record keeps; they are not proposed.",
                count=len(report.figures) - len(kept),
            )
        )
    return Digest(
        text=source.text,
        language=report.lang,
        page_starts=source.page_starts,
        title=_title(source.text),
        dated_on=date_in(source.text, received_on),
        figures=tuple(_found(report, source, kept)),
        documents=[mention.to_json() for mention in report.documents],
        tallies=[tally.to_json() for tally in report.tallies],
        people=[person.to_json() for person in report.people],
        deadlines=[deadline.to_json() for deadline in report.deadlines],
        doubts=doubts,
        notes=tuple(notes),
    )


def _can_be_kept(figure: Figure) -> bool:
    values = (figure.value, figure.value_high)
    return len(figure.unit) <= LONGEST_UNIT and all(one is None or is_kept_exactly(one) for one in values)


def _title(text: str) -> str:
    """The first line that could be a heading; nothing where the text begins with a long paragraph."""
    for line in text[:5_000].split("\n"):
        line = " ".join(line.split())
        if line:
            return line if len(line) <= LONGEST_TITLE and "\t" not in line else ""
    return ""


def _found(report: Report, source: SourceText, figures: Sequence[Figure]) -> list[FoundFigure]:
    if not figures:
        return []
    spans: list[Sentence] = list(sentences(source))
    starts = [sentence.start for sentence in spans]
    found = []
    for figure in figures:
        sentence = spans[max(0, bisect_right(starts, figure.value_start) - 1)]
        words = report.words(figure.value_start, figure.value_end)
        number = printed_number(words, figure.value, sentence.lang)
        found.append(
            FoundFigure(
                figure,
                _trimmed(
                    source.text, sentence.start, max(sentence.start + len(sentence.text), figure.value_end)
                ),
                words,
                report.words(figure.name_start, figure.name_end),
                _plain(number),
            )
        )
    return found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the blanks at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _plain(number: Decimal | None) -> str:
    return "" if number is None else format(canonical(number), "f")
