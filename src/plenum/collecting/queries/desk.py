"""One report as the desk shows it: its text with the spans, its figures with their links, and what is doubtful."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, may, require
from plenum.collecting.models import Candidate, Decision, ProposedFigure, Report, ReportText
from plenum.collecting.proposing import AROUND
from plenum.collecting.queries.findings import Finding, against, within
from plenum.collecting.queries.paging import Mark, Paragraph, paragraphs, source_of
from plenum.collecting.queries.reports import Counts
from plenum.collecting.queries.standing import (
    Proposal,
    comparison_of,
    doubted,
    known_values,
    last_decisions,
    proposal_of,
    state_after,
)
from plenum.collecting.queries.tracing import origins_of
from plenum.collecting.retelling import retold
from plenum.collecting.valuing import Comparison
from plenum.collecting.vocabulary import CONTRADICTING, FigureState, Stand
from plenum.errors import NotFound, PlenumError
from plenum.ledger.models import Observation
from plenum.reading.source_text import SourceText


@dataclass(frozen=True)
class DeskFigure:
    """A proposed figure with everything a clerk decides by.

    `proposal` is what confirming without a word would enter, `comparison` what the ledger says of that and `known` the
    observations it has there. For a confirmed figure `decision.observation` is what it became.
    """

    figure: ProposedFigure
    state: FigureState
    decision: Decision | None
    candidates: tuple[Candidate, ...]
    proposal: Proposal | None
    comparison: Comparison | None
    known: tuple[Observation, ...]
    page: int
    sentence: str
    around: str
    """The text from the value on, which may say what it is per."""
    is_doubted: bool
    """Whether the checks within the report found the value doubtful."""

    @property
    def observation(self) -> Observation | None:
        """What the figure became, while it is confirmed."""
        confirmed = self.state is FigureState.CONFIRMED and self.decision is not None
        return self.decision.observation if confirmed and self.decision else None

    @property
    def agrees(self) -> bool:
        """Whether it waits, is exactly what the ledger has, and the report does not contradict itself about it."""
        return (
            self.is_ready
            and not self.is_doubted
            and self.comparison is not None
            and self.comparison.stand is Stand.AGREES
        )

    @property
    def is_ready(self) -> bool:
        """Whether it can be confirmed as it stands: indicator, place, period and value are all proposed."""
        return (
            self.state is FigureState.WAITING
            and self.proposal is not None
            and self.proposal.value is not None
        )


@dataclass(frozen=True)
class Desk:
    """A report at the desk. `text` is None, and everything found empty, until the report is read."""

    report: Report
    as_of: date
    text: ReportText | None
    figures: tuple[DeskFigure, ...]
    findings: tuple[Finding, ...]
    notes: tuple[PlenumError, ...]
    may_confirm: bool
    may_undo: bool

    @cached_property
    def source(self) -> SourceText:
        return source_of(self.text.text, self.text.page_starts) if self.text else SourceText("", "")

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text with a mark for every value, name, document, tally, person, deadline and doubt."""
        return paragraphs(self.source, _marks(self)) if self.text else ()

    @property
    def agreeing(self) -> list[DeskFigure]:
        """The figures that can be confirmed all at once."""
        return [one for one in self.figures if one.agrees]

    @cached_property
    def counts(self) -> Counts:
        states = [one.state for one in self.figures]
        stands = [
            one.comparison.stand
            for one in self.figures
            if one.comparison is not None and one.state is FigureState.WAITING
        ]
        return Counts(
            proposed=len(states),
            waiting=states.count(FigureState.WAITING),
            confirmed=states.count(FigureState.CONFIRMED),
            rejected=states.count(FigureState.REJECTED),
            linked=sum(bool(one.candidates) and one.state is FigureState.WAITING for one in self.figures),
            agreeing=len(self.agreeing),
            contradicting=sum(stand in CONTRADICTING for stand in stands),
        )

    def figure(self, pk: int) -> DeskFigure:
        """Raises `NotFound`."""
        for one in self.figures:
            if one.figure.pk == pk:
                return one
        raise NotFound("There is no figure {number} in this report.", number=pk)

    def words(self, start: int, end: int) -> str:
        """The characters of a span."""
        return self.text.text[start:end] if self.text else ""


def figure_by_id(pk: int, *, by: Reader) -> ProposedFigure:
    """Raises `NotFound`, `Forbidden`, `SignInRequired`."""
    figure = (
        ProposedFigure.objects.select_related("report__body", "report__place", "place").filter(pk=pk).first()
    )
    if figure is None:
        raise NotFound("There is no proposed figure {number}.", number=pk)
    require(by, Permission.VIEW, figure.report.body)
    return figure


def desk_figure(figure: ProposedFigure, as_of: date, *, by: Reader) -> DeskFigure:
    """One figure as the desk shows it. Raises `Forbidden`, `SignInRequired`."""
    report = figure.report
    require(by, Permission.VIEW, report.body)
    text = ReportText.objects.filter(report=report).first()
    (shown,) = desk_figures(report, text, as_of, [figure.pk])
    return shown


def desk(report: Report, as_of: date, *, by: Reader) -> Desk:
    """A report for the desk, its figures in the order of the text. Raises `Forbidden`, `SignInRequired`."""
    require(by, Permission.VIEW, report.body)
    text = ReportText.objects.filter(report=report).first()
    figures = desk_figures(report, text, as_of)
    proposed = [one.figure for one in figures]
    contradicted = {
        one.figure.pk: one.known
        for one in figures
        if one.comparison is not None and one.comparison.stand in CONTRADICTING
    }
    origins = (
        origins_of({other.pk for known in contradicted.values() for other in known}, by=by)
        if contradicted
        else {}
    )
    waiting = (
        (one.figure, one.proposal, one.comparison) for one in figures if one.state is FigureState.WAITING
    )
    findings: Iterable[Finding] = (
        ()
        if text is None
        else (*within(text, proposed), *against(waiting, contradicted, origins, report.language))
    )
    return Desk(
        report=report,
        as_of=as_of,
        text=text,
        figures=figures,
        findings=tuple(sorted(findings, key=lambda finding: finding.spans)),
        notes=tuple(retold(note) for note in text.notes) if text else (),
        may_confirm=may(by, Permission.RECORD_OBSERVATIONS, report.body),
        may_undo=may(by, Permission.CORRECT_OBSERVATIONS, report.body),
    )


def desk_figures(
    report: Report, text: ReportText | None, as_of: date, only: Sequence[int] | None = None
) -> tuple[DeskFigure, ...]:
    """The figures of a report, or those of `only`, with their links as they are now."""
    rows = report.figures.select_related("place")
    of: dict[str, Any] = {"figure__report": report}
    if only is not None:
        rows, of = rows.filter(pk__in=list(only)), {"figure__in": list(only)}
    figures = list(rows.order_by("position"))
    if not figures:
        return ()
    decided = last_decisions(**of)
    linked: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in Candidate.objects.filter(**of).select_related("indicator").order_by("rank"):
        linked[candidate.figure_id].append(candidate)
    words = text.text if text else ""
    source = source_of(words, text.page_starts if text else ())
    around = {one.pk: words[one.value_start : one.value_end + AROUND] for one in figures}
    proposals = {
        figure.pk: proposal_of(figure, linked[figure.pk], report.place, around[figure.pk])
        for figure in figures
    }
    known = known_values((one for one in proposals.values() if one is not None), as_of)
    in_doubt = doubted(figures, text.doubts if text else ())
    return tuple(
        DeskFigure(
            figure=figure,
            state=state_after(decided.get(figure.pk)),
            decision=decided.get(figure.pk),
            candidates=tuple(linked[figure.pk]),
            proposal=proposal,
            comparison=comparison_of(proposal, known),
            known=known.get(proposal.key, ()) if proposal else (),
            page=source.page_of(figure.value_start),
            sentence=words[figure.sentence_start : figure.sentence_end].strip(),
            around=around[figure.pk],
            is_doubted=figure.pk in in_doubt,
        )
        for figure in figures
        for proposal in (proposals[figure.pk],)
    )


def _marks(one: Desk) -> Iterator[Mark]:
    assert one.text is not None
    for number, shown in enumerate(one.figures):
        figure = shown.figure
        yield Mark(figure.value_start, figure.value_end, "value", figure.pk, number)
        yield Mark(figure.name_start, figure.name_end, "name", figure.pk, number)
    layers: tuple[tuple[str, list[dict[str, Any]]], ...] = (
        ("document", one.text.documents),
        ("tally", one.text.tallies),
        ("person", one.text.people),
        ("deadline", one.text.deadlines),
    )
    for layer, found in layers:
        for number, entry in enumerate(found):
            yield Mark(entry["start"], entry["end"], layer, None, number)
    for number, finding in enumerate(one.findings):
        for start, end in finding.spans:
            yield Mark(start, end, "doubt", finding.figures[0] if finding.figures else None, number)
