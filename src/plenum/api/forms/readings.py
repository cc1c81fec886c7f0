"""A report's figures as read, and a file read without being kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext
from pydantic import Field

from plenum.api.forms.organizations import ref
from plenum.collecting.queries import Preview, PreviewFigure
from plenum.collecting.vocabulary import Reason
from plenum.reading.figures import Bound
from plenum.reporting.open_data.form import Exact, Form, Ref, exact, names

if TYPE_CHECKING:
    from plenum.ledger.models import Indicator


# Spelt out: the description names closed lists by their classes, and other lists have these names already.
MeasureWord = Literal["level", "growth", "ratio", "of_plan", "change", "rank"]
RoleWord = Literal["actual", "estimate", "target", "forecast"]


class Span(Form):
    """Characters of the report's text: code points, `end` not included."""

    start: int
    end: int
    words: str


class CandidateForm(Form):
    """An indicator a figure may be about."""

    indicator: Ref
    unit: str
    score: int = Field(description="0 to 100; 100 is the same name.")
    reason: Reason


class ReadFigure(Form):
    """A figure as it was read."""

    value: Exact = Field(description="Scale words multiplied out; in `unit`.")
    value_high: Exact | None = Field(description="The upper end of a range.")
    unit: str = Field(description="Of the reader: VND, %, tonne, or a singular noun.")
    measure: MeasureWord
    bound: Bound
    role: RoleWord
    period: str = Field(description="Empty where the words name none.")
    name: str = Field(description="What is measured, in the report's words.")
    words: Span
    name_words: Span
    sentence: Span
    place: Ref | None = Field(description="The place the words name; null where they name none.")
    candidates: list[CandidateForm]


class FoundLayers(Form):
    """What the report names besides figures; spans as in the reading guide's own form."""

    documents: list[dict[str, Any]]
    tallies: list[dict[str, Any]]
    people: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]


class ReadingForm(Form):
    """A file as read; nothing of it was kept."""

    file_name: str
    kind: str
    digest: str
    failure: str | None
    language: str
    title: str
    dated_on: date | None
    text: str
    page_starts: list[int]
    notes: list[str]
    figures: list[ReadFigure]
    found: FoundLayers
    doubts: list[dict[str, Any]]


def span(text: str, start: int, end: int) -> Span:
    return Span(start=start, end=end, words=text[start:end])


def candidate_form(indicator: Indicator, score: int, reason: str) -> CandidateForm:
    return CandidateForm(
        indicator=Ref(code=indicator.code, **names(indicator.name)),
        unit=indicator.unit,
        score=score,
        reason=Reason(reason),
    )


def _preview_figure(shown: PreviewFigure, text: str) -> ReadFigure:
    figure, found = shown.found.figure, shown.found
    return ReadFigure.model_validate(
        {
            "value": exact(figure.value),
            "value_high": exact(figure.value_high),
            "unit": figure.unit,
            "measure": figure.measure,
            "bound": figure.bound,
            "role": figure.role,
            "period": figure.period,
            "name": found.name,
            "words": span(text, figure.value_start, figure.value_end),
            "name_words": span(text, figure.name_start, figure.name_end),
            "sentence": span(text, *found.sentence),
            "place": ref(shown.place) if shown.place else None,
            "candidates": [
                candidate_form(indicator, link.score, link.reason)
                for link, indicator in zip(shown.links.candidates, shown.indicators, strict=True)
            ],
        }
    )


def reading_form(preview: Preview) -> ReadingForm:
    taken, found = preview.taken, preview.found
    return ReadingForm(
        file_name=taken.name,
        kind=taken.kind,
        digest=taken.digest,
        failure=preview.failure.said_in(gettext) if preview.failure else None,
        language=found.language if found else "",
        title=found.title if found else "",
        dated_on=found.dated_on if found else None,
        text=found.text if found else "",
        page_starts=list(found.page_starts) if found else [],
        notes=[note.said_in(gettext) for note in found.notes] if found else [],
        figures=[_preview_figure(one, found.text) for one in preview.figures] if found else [],
        found=FoundLayers(
            documents=found.documents if found else [],
            tallies=found.tallies if found else [],
            people=found.people if found else [],
            deadlines=found.deadlines if found else [],
        ),
        doubts=found.doubts if found else [],
    )
