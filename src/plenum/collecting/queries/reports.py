"""The reports of a body with their counts, and one of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where, require
from plenum.collecting.models import Candidate, KeptFile, ProposedFigure, Report, ReportText
from plenum.collecting.queries.standing import (
    comparison_of,
    doubted,
    known_values,
    last_decisions,
    proposal_of,
    state_after,
)
from plenum.collecting.retelling import retold
from plenum.collecting.vocabulary import CONTRADICTING, FigureState, Stand
from plenum.errors import NotFound, PlenumError
from plenum.organizations.models import Body

LARGEST_PAGE = 100
"""Reports in one answer."""


@dataclass(frozen=True)
class Counts:
    """How many figures a report proposes and what became of them.

    `agreeing` and `contradicting` are of those that wait, against what the ledger has for the indicator, place and
    period they are linked to. What the report itself gives another value for does not count as agreeing.
    """

    proposed: int = 0
    waiting: int = 0
    confirmed: int = 0
    rejected: int = 0
    linked: int = 0
    agreeing: int = 0
    contradicting: int = 0


@dataclass(frozen=True)
class ReportRow:
    """A report in the list."""

    report: Report
    counts: Counts


def report_by_id(pk: int, *, by: Reader) -> Report:
    """Raises `NotFound`, `Forbidden`, `SignInRequired`."""
    report = Report.objects.select_related("body", "place", "received_by", "source").filter(pk=pk).first()
    if report is None:
        raise NotFound("There is no report {number}.", number=pk)
    require(by, Permission.VIEW, report.body)
    return report


def _readable(by: Reader, body: Body | None) -> QuerySet[Report]:
    rows = Report.objects.select_related("body", "place", "received_by")
    if body is not None:
        require(by, Permission.VIEW, body)
        return rows.filter(body=body)
    return rows.filter(body__in=bodies_where(by, Permission.VIEW))


def report_list(
    as_of: date, *, by: Reader, body: Body | None = None, before: int | None = None, limit: int = 25
) -> tuple[ReportRow, ...]:
    """The reports `by` may read, of one body or of all, the latest received first, from below the id `before` on.

    At most `LARGEST_PAGE`. Raises `Forbidden` and `SignInRequired` for a body whose record is closed to `by`.
    """
    rows = _readable(by, body)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    reports = list(rows.order_by("-pk")[: min(max(limit, 1), LARGEST_PAGE)])
    counts = counts_of(reports, as_of)
    return tuple(ReportRow(report, counts[report.pk]) for report in reports)


def counts_of(reports: Sequence[Report], as_of: date) -> dict[int, Counts]:
    """The counts of each of these reports, with a fixed number of questions to the database."""
    of = [one.pk for one in reports]
    figures = list(ProposedFigure.objects.filter(report__in=of).select_related("place"))
    decided = last_decisions(figure__report__in=of)
    best = {
        one.figure_id: one
        for one in Candidate.objects.filter(rank=1, figure__report__in=of).select_related("indicator")
        if state_after(decided.get(one.figure_id)) is FigureState.WAITING
    }
    places = {report.pk: report.place for report in reports}
    proposals = {
        figure.pk: proposal_of(figure, [best[figure.pk]], places[figure.report_id])
        for figure in figures
        if figure.pk in best
    }
    known = known_values((one for one in proposals.values() if one is not None), as_of)
    in_doubt = _doubted(figures)
    tallies: dict[int, dict[str, int]] = {report.pk: defaultdict(int) for report in reports}
    for figure in figures:
        tally = tallies[figure.report_id]
        tally["proposed"] += 1
        tally[state_after(decided.get(figure.pk)).value] += 1
        tally["linked"] += figure.pk in best
        comparison = comparison_of(proposals.get(figure.pk), known)
        if comparison is not None:
            tally["agreeing"] += comparison.stand is Stand.AGREES and figure.pk not in in_doubt
            tally["contradicting"] += comparison.stand in CONTRADICTING
    return {pk: Counts(**tally) for pk, tally in tallies.items()}


def _doubted(figures: Sequence[ProposedFigure]) -> frozenset[int]:
    by_report: dict[int, list[ProposedFigure]] = defaultdict(list)
    for figure in figures:
        by_report[figure.report_id].append(figure)
    texts = ReportText.objects.filter(report__in=list(by_report)).exclude(doubts=[])
    found = (
        doubted(by_report[report], doubts) for report, doubts in texts.values_list("report_id", "doubts")
    )
    return frozenset().union(*found)


def failure_of(report: Report) -> PlenumError | None:
    """Why a report could not be read, to be said in the reader's language; None where it was or will be."""
    return retold(report.failure) if report.failure else None


def kept_file(report: Report) -> bytes:
    """The report's file as it came. Takes the report as one the reader was let see (`report_by_id`)."""
    data = KeptFile.objects.filter(pk=report.file_id).values_list("data", flat=True).get()
    return bytes(data)


def text_of(report: Report) -> str:
    """The text of a report that is read, as every span counts in it. Takes the report as one the reader was let see."""
    return ReportText.objects.values_list("text", flat=True).get(report=report)
