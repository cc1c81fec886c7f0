"""The ways back: from an observation to the words of its report, and what was decided at the desk, by whom, when."""

from collections.abc import Iterable
from dataclasses import dataclass

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where, require
from plenum.collecting.models import Decision, ProposedFigure, Report
from plenum.collecting.vocabulary import DecisionKind
from plenum.ledger.models import Observation


@dataclass(frozen=True)
class Origin:
    """Where an observation was read: the report, the figure with the span of its words, and who confirmed it."""

    report: Report
    figure: ProposedFigure
    decision: Decision


@dataclass(frozen=True)
class DecisionRow:
    """A decision in the history of a report. `is_in_force`: nothing has undone it."""

    decision: Decision
    figure: ProposedFigure
    observation: Observation | None
    is_in_force: bool


def origin_of(observation: Observation, *, by: Reader) -> Origin | None:
    """The report an observation was read in; None where it was entered otherwise, or `by` may not read the report.

    A correction is led back through what it corrects. Takes the observation as one the reader was let see.
    """
    chain = [observation.pk]
    earlier = observation.corrects_id
    while earlier is not None:
        chain.append(earlier)
        earlier = Observation.objects.filter(pk=earlier).values_list("corrects_id", flat=True).get()
    found = origins_of(chain, by=by)
    return next((found[pk] for pk in chain if pk in found), None)


def origins_of(observations: Iterable[int], *, by: Reader) -> dict[int, Origin]:
    """`origin_of` for many observations, each by itself, at once."""
    rows = Decision.objects.filter(
        kind=DecisionKind.CONFIRMED,
        observation__in=list(observations),
        figure__report__body__in=bodies_where(by, Permission.VIEW),
    ).select_related("figure__report__body", "by")
    # The first confirmation made the observation; a later one, of the same value printed again, rests on it.
    return {
        row.observation_id: Origin(row.figure.report, row.figure, row)
        for row in rows.order_by("-id")
        if row.observation_id is not None
    }


def decisions_of_report(report: Report, *, by: Reader) -> tuple[DecisionRow, ...]:
    """Everything decided of a report's figures, the latest first."""
    require(by, Permission.VIEW, report.body)
    rows = list(
        Decision.objects.filter(figure__report=report)
        .select_related("figure", "observation__indicator", "observation__place", "by")
        .order_by("-id")
    )
    undone = {row.undoes_id for row in rows}
    return tuple(
        DecisionRow(
            row, row.figure, row.observation, row.kind != DecisionKind.UNDONE and row.pk not in undone
        )
        for row in rows
    )
