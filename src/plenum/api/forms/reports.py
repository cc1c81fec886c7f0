"""Reports received, the figures read in them, and what is decided of those."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from pydantic import Field

from plenum.api.forms.observations import ObservationForm, observation_form
from plenum.api.forms.organizations import ref
from plenum.api.forms.readings import FoundLayers, ReadFigure, Span, candidate_form, span
from plenum.collecting.queries import (
    Counts,
    DecisionRow,
    Desk,
    DeskFigure,
    Finding,
    Hit,
    Origin,
    ReportRow,
    failure_of,
)
from plenum.collecting.vocabulary import DecisionKind, FigureState, ReportState, Stand
from plenum.ledger.vocabulary import Status
from plenum.reporting.open_data.form import Exact, Form, Ref, exact

if TYPE_CHECKING:
    from plenum.collecting.actions import Receipt
    from plenum.collecting.models import Decision, ProposedFigure, Report


class ReportRef(Form):
    """A report a body received; ask for it at /api/reports/{id}."""

    id: int
    body: str
    title: str
    file_name: str
    dated_on: date | None = Field(description="The report's own date.")
    received_at: datetime


class ReportForm(ReportRef):
    """A report, and how far reading it has come."""

    place: Ref | None
    kind: str
    language: str = Field(description="vi or en; empty until it is read.")
    digest: str = Field(description="SHA-256 of the file.")
    state: ReportState
    progress: int = Field(description="0 to 100.")
    failure: str | None = Field(description="Why it cannot be read, where it cannot.")
    received_by: str


class FigureCounts(Form):
    """The figures of a report. `linked`, `agreeing` and `contradicting` count those that wait."""

    proposed: int
    waiting: int
    confirmed: int
    rejected: int
    linked: int
    agreeing: int
    contradicting: int


class ListedReport(ReportForm):
    """A report in the list."""

    counts: FigureCounts


class ReportList(Form):
    """Reports, the latest received first."""

    as_of: date
    items: list[ListedReport]
    next: int | None = Field(description="Ask again with `before` set to this; null on the last page.")


class ReceivedReport(Form):
    """A report as received; `is_new` is false where the body had the same file before."""

    report: ReportForm
    is_new: bool


class ProposalForm(Form):
    """What confirming a figure as it stands would enter."""

    indicator: str
    place: str
    period: str
    status: Status
    value: Exact | None = Field(description="In the indicator's unit; null where it has to be given.")
    unit: str


class ComparisonForm(Form):
    """What the record says of the proposed value."""

    stand: Stand
    known: Exact | None = Field(description="The record's value it is held against.")
    by: Exact | None = Field(description="How much the proposed value is above it.")
    observations: list[int]


class ProposedFigureForm(ReadFigure):
    """A proposed figure with what was decided of it."""

    id: int
    page: int
    state: FigureState
    proposal: ProposalForm | None
    comparison: ComparisonForm | None
    observation: int | None = Field(description="What it became, while it is confirmed.")


class FindingForm(Form):
    """Something doubtful: within the report, or, with `observation`, against the record."""

    kind: str
    message: str
    spans: list[Span]
    figures: list[int]
    observation: int | None
    report: int | None = Field(description="The report the observation was read in, where you may read it.")


class ReportPage(ReportForm):
    """A report at the desk: its text, its figures in order, and what is doubtful. Empty until it is read."""

    as_of: date
    text: str
    page_starts: list[int] = Field(description="Where each page after the first begins.")
    notes: list[str] = Field(description="What of the file was not read, and why.")
    counts: FigureCounts
    figures: list[ProposedFigureForm]
    findings: list[FindingForm]
    found: FoundLayers
    may_confirm: bool
    may_undo: bool


class DecisionForm(Form):
    """What was decided of a figure."""

    id: int
    figure: int
    words: str
    kind: DecisionKind
    observation: int | None = Field(description="What a confirmation made; what an undoing withdrew it by.")
    reason: str
    by: str
    at: datetime
    in_force: bool = Field(description="Whether nothing has undone it.")


class DecidedForm(Form):
    """A decision just made, and the observation that came of it."""

    id: int
    figure: int
    kind: DecisionKind
    observation: ObservationForm | None


class AgreeingForm(Form):
    """What confirming all that agree did."""

    confirmed: list[DecidedForm]
    left: int = Field(description="How many figures wait still.")


class ConfirmationDraft(Form):
    """A figure to confirm; what is left out is taken as proposed."""

    indicator: str | None = Field(None, description="Its code.")
    place: str | None = Field(None, description="Its code.")
    period: str | None = Field(None, examples=["2023", "2021-S1"])
    value: Exact | None = None
    unit: str | None = Field(None, description="Of `value`; the indicator's where not given.")
    status: Status | None = None
    note: str = ""


class ReasonDraft(Form):
    """Why; kept with the decision."""

    reason: str = ""


class ReportChange(Form):
    """What a report is called, of which day it is, what place it is about; null leaves it."""

    title: str | None = Field(None, max_length=500)
    dated_on: date | None = None
    place: str | None = Field(None, description="Its code.")


class OriginForm(Form):
    """Where an observation was read, and who confirmed it."""

    report: ReportRef
    figure: int
    words: Span
    sentence: Span
    confirmed_by: str
    confirmed_at: datetime


class SnippetForm(Form):
    """A place in a report where what was looked for stands."""

    page: int
    words: Span
    before: str
    after: str
    figure: int | None


class HitForm(Form):
    """A report that holds what was looked for."""

    report: ReportRef
    snippets: list[SnippetForm]


def report_ref(report: Report) -> ReportRef:
    return ReportRef(**_report_ref(report))


def _report_ref(report: Report) -> dict[str, Any]:
    return {
        "id": report.pk,
        "body": report.body.code,
        "title": report.title,
        "file_name": report.file_name,
        "dated_on": report.dated_on,
        "received_at": report.received_at,
    }


def _report(report: Report) -> dict[str, Any]:
    failure = failure_of(report)
    return {
        **_report_ref(report),
        "place": ref(report.place) if report.place else None,
        "kind": report.kind,
        "language": report.language,
        "digest": report.digest,
        "state": report.state,
        "progress": report.progress,
        "failure": failure.said_in(gettext) if failure else None,
        "received_by": str(report.received_by),
    }


def report_form(report: Report) -> ReportForm:
    return ReportForm(**_report(report))


def received_report(receipt: Receipt) -> ReceivedReport:
    return ReceivedReport(report=report_form(receipt.report), is_new=receipt.is_new)


def _counts(counts: Counts) -> FigureCounts:
    return FigureCounts(**vars(counts))


def listed_report(row: ReportRow) -> ListedReport:
    return ListedReport(**_report(row.report), counts=_counts(row.counts))


def _figure(figure: ProposedFigure, text: str) -> dict[str, Any]:
    return {
        "value": exact(figure.value),
        "value_high": exact(figure.value_high),
        "unit": figure.unit,
        "measure": figure.measure,
        "bound": figure.bound,
        "role": figure.role,
        "period": figure.period,
        "name": figure.name,
        "words": span(text, figure.value_start, figure.value_end),
        "name_words": span(text, figure.name_start, figure.name_end),
        "sentence": span(text, figure.sentence_start, figure.sentence_end),
        "place": ref(figure.place) if figure.place else None,
    }


def proposed_figure(shown: DeskFigure, text: str) -> ProposedFigureForm:
    proposal, comparison = shown.proposal, shown.comparison
    above = comparison.by(proposal.value) if comparison and proposal and proposal.value is not None else None
    return ProposedFigureForm.model_validate(
        {
            **_figure(shown.figure, text),
            "candidates": [candidate_form(one.indicator, one.score, one.reason) for one in shown.candidates],
            "id": shown.figure.pk,
            "page": shown.page,
            "state": shown.state,
            "proposal": proposal
            and ProposalForm(
                indicator=proposal.indicator.code,
                place=proposal.place.code,
                period=proposal.period.code,
                status=Status(proposal.status),
                value=exact(proposal.value),
                unit=proposal.indicator.unit,
            ),
            "comparison": comparison
            and ComparisonForm(
                stand=comparison.stand,
                known=exact(comparison.known),
                by=exact(above),
                observations=[one.pk for one in shown.known],
            ),
            "observation": shown.observation.pk if shown.observation else None,
        }
    )


def _finding(finding: Finding) -> FindingForm:
    return FindingForm(
        kind=finding.kind.value,
        message=finding.said.said_in(gettext),
        spans=[
            Span(start=start, end=end, words=words)
            for (start, end), words in zip(finding.spans, finding.words, strict=True)
        ],
        figures=list(finding.figures),
        observation=finding.observation.pk if finding.observation else None,
        report=finding.origin.report.pk if finding.origin else None,
    )


def report_page(desk: Desk) -> ReportPage:
    text = desk.text
    return ReportPage(
        **_report(desk.report),
        as_of=desk.as_of,
        text=text.text if text else "",
        page_starts=text.page_starts if text else [],
        notes=[note.said_in(gettext) for note in desk.notes],
        counts=_counts(desk.counts),
        figures=[proposed_figure(one, text.text if text else "") for one in desk.figures],
        findings=[_finding(one) for one in desk.findings],
        found=FoundLayers(
            documents=text.documents if text else [],
            tallies=text.tallies if text else [],
            people=text.people if text else [],
            deadlines=text.deadlines if text else [],
        ),
        may_confirm=desk.may_confirm,
        may_undo=desk.may_undo,
    )


def decision_form(row: DecisionRow) -> DecisionForm:
    decision = row.decision
    return DecisionForm(
        id=decision.pk,
        figure=row.figure.pk,
        words=row.figure.words,
        kind=DecisionKind(decision.kind),
        observation=decision.observation_id,
        reason=decision.reason,
        by=str(decision.by),
        at=decision.at,
        in_force=row.is_in_force,
    )


def decided_form(decision: Decision) -> DecidedForm:
    made = decision.observation
    return DecidedForm(
        id=decision.pk,
        figure=decision.figure_id,
        kind=DecisionKind(decision.kind),
        observation=observation_form(made) if made is not None else None,
    )


def origin_form(origin: Origin, text: str) -> OriginForm:
    figure = origin.figure
    return OriginForm(
        report=report_ref(origin.report),
        figure=figure.pk,
        words=span(text, figure.value_start, figure.value_end),
        sentence=span(text, figure.sentence_start, figure.sentence_end),
        confirmed_by=str(origin.decision.by),
        confirmed_at=origin.decision.at,
    )


def hit_form(hit: Hit) -> HitForm:
    return HitForm(
        report=report_ref(hit.report),
        snippets=[
            SnippetForm(
                page=one.page,
                words=Span(start=one.start, end=one.end, words=one.words),
                before=one.before,
                after=one.after,
                figure=one.figure,
            )
            for one in hit.snippets
        ],
    )
