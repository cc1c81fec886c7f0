"""Observations, alone and in series; and what is sent in to enter, correct or withdraw one."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from pydantic import Field

from plenum.api.forms.organizations import ref
from plenum.ledger.queries.observations import ObservationPage, SeriesValue
from plenum.ledger.vocabulary import SourceKind, Status
from plenum.reporting.open_data.form import Exact, Form, Ref, exact, names
from plenum.reporting.open_data.scoreboard import SourceRef, source_ref

if TYPE_CHECKING:
    from plenum.ledger.models import Observation


class ObservationForm(Form):
    """One value of an indicator for a place and a period, as it was entered."""

    id: int
    indicator: str
    place: str
    period: str
    frequency: str
    starts: date
    ends: date
    value: Exact | None = Field(description="In the indicator's unit; null only where `withdrawn`.")
    unit: str
    status: str
    known_on: date
    corrects: int | None
    withdrawn: bool = Field(description="Says only that the row it corrects is wrong.")
    note: str
    words: str = Field(description="The characters of the source the value stands on.")
    source: SourceRef
    entered_at: datetime


class ListedObservation(ObservationForm):
    """An observation in the list."""

    overtaken: bool = Field(description="Whether a correction or withdrawal of it was known by the day.")


class ObservationList(Form):
    """A page of observations in the order they were entered."""

    as_of: date
    items: list[ListedObservation]
    next: int | None = Field(description="Ask again with `after` set to this; null on the last page.")


class SeriesValueForm(Form):
    """The value taken for a period, and the others known for it, the next best first."""

    period: str
    observation: ObservationForm
    rivals: list[ObservationForm]
    disagrees: bool = Field(description="Whether another source states another value.")


class AuditForm(Form):
    """Something that was done to a row."""

    at: datetime
    by: str | None
    action: str
    note: str


class TargetRef(Form):
    """A target by its document and number."""

    document: str
    number: str
    name: str
    name_vi: str
    name_en: str


class ObservationPageForm(Form):
    """An observation with everything that leads to and from it, as of the day."""

    as_of: date
    observation: ObservationForm
    indicator: Ref
    place: Ref
    entered_by: str
    chain: list[ObservationForm] = Field(
        description="With what it corrects and what corrects it, oldest first."
    )
    taken: int | None = Field(description="The observation that counts for this period.")
    rivals: list[ObservationForm]
    targets: list[TargetRef]
    audit: list[AuditForm]


class SourceDraft(Form):
    """Where a value was read."""

    kind: SourceKind = SourceKind.DOCUMENT
    published_on: date = Field(description="The day it became known.")
    title_vi: str = Field("", max_length=500)
    title_en: str = Field("", max_length=500)
    url: str = Field("", max_length=1000, pattern=r"^(https?://.+)?$")
    document: str | None = Field(None, description="The code of the document in the record it is.")


class ValueDraft(Form):
    """A value and where it was read."""

    value: Exact
    unit: str | None = Field(
        None,
        description="Converted exactly to the indicator's unit, or refused; the indicator's where not given.",
    )
    source: SourceDraft


class ObservationDraft(ValueDraft):
    """A value to enter."""

    indicator: str = Field(description="Its code.")
    place: str = Field(description="Its code.")
    period: str = Field(examples=["2023", "2021-S1", "2021-01/2021-09", "@2023-05-31"])
    status: Status
    known_on: date | None = Field(None, description="The source's day where not given.")
    note: str = ""
    words: str = ""


class Correction(ValueDraft):
    """A value that takes the place of another from `known_on` on."""

    known_on: date
    note: str = Field(description="Why it is corrected; kept with it.")
    status: Status | None = None


class Withdrawal(Form):
    """Says from `known_on` on that a value was wrong, with none in its place."""

    known_on: date
    note: str = Field(description="Why it is withdrawn; kept with it.")


def _facts(one: Observation) -> dict[str, object]:
    return {
        "id": one.pk,
        "indicator": one.indicator.code,
        "place": one.place.code,
        "period": one.period,
        "frequency": one.frequency,
        "starts": one.starts,
        "ends": one.ends,
        "value": exact(one.value),
        "unit": one.indicator.unit,
        "status": one.status,
        "known_on": one.known_on,
        "corrects": one.corrects_id,
        "withdrawn": one.withdrawn,
        "note": one.note,
        "words": one.words,
        "source": source_ref(one.source),
        "entered_at": one.entered_at,
    }


def observation_form(one: Observation) -> ObservationForm:
    return ObservationForm.model_validate(_facts(one))


def listed_observation(one: Observation) -> ListedObservation:
    """From a row of `observation_list`, which says whether it is overtaken."""
    return ListedObservation.model_validate({**_facts(one), "overtaken": one.is_overtaken})  # type: ignore[attr-defined]


def series_form(values: tuple[SeriesValue, ...]) -> list[SeriesValueForm]:
    return [
        SeriesValueForm(
            period=value.observation.period,
            observation=observation_form(value.observation),
            rivals=[observation_form(rival) for rival in value.rivals],
            disagrees=value.disagrees,
        )
        for value in values
    ]


def observation_page_form(page: ObservationPage, as_of: date) -> ObservationPageForm:
    one = page.observation
    return ObservationPageForm(
        as_of=as_of,
        observation=observation_form(one),
        indicator=Ref(code=one.indicator.code, **names(one.indicator.name)),
        place=ref(one.place),
        entered_by=str(one.entered_by),
        chain=[observation_form(link) for link in page.chain],
        taken=page.taken.pk if page.taken else None,
        rivals=[observation_form(rival) for rival in page.rivals],
        targets=[
            TargetRef(document=target.document.code, number=target.number, **names(target.name))
            for target in page.targets
        ],
        audit=[
            AuditForm(
                at=entry.at, by=str(entry.by) if entry.by else None, action=entry.action, note=entry.note
            )
            for entry in page.audit
        ],
    )
