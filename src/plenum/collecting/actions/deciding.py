"""Deciding of proposed figures: confirmed they enter the ledger, rejected they stay out, and either can be undone."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from plenum.accounts.actions import record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.collecting.models import Alias, Decision, ProposedFigure, Report, ReportText
from plenum.collecting.proposing import called_by, link_figures
from plenum.collecting.queries.desk import DeskFigure, desk_figures
from plenum.collecting.queries.standing import last_decisions, state_after, value_for
from plenum.collecting.vocabulary import DecisionKind, FigureState, ReportState
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.actions import record_observation, register_source, withdraw_observation
from plenum.ledger.actions.writing import hold
from plenum.ledger.models import Indicator, Observation, Source
from plenum.ledger.vocabulary import DateBasis, SourceKind, Status
from plenum.organizations.models import Place
from plenum.organizations.words import Words
from plenum.periods import Period
from plenum.quantities import Quantity
from plenum.units import Unit

LONGEST_QUOTE = 600
"""Characters of the sentence an observation quotes."""


@dataclass(frozen=True)
class AllConfirmed:
    """What confirming all that agree did."""

    decisions: tuple[Decision, ...]
    left: int
    """How many figures of the report wait still."""


@transaction.atomic
def confirm_figure(
    figure: ProposedFigure,
    *,
    by: User,
    indicator: Indicator | None = None,
    place: Place | None = None,
    period: Period | None = None,
    value: Decimal | None = None,
    unit: str | None = None,
    status: Status | None = None,
    note: str = "",
) -> Decision:
    """Enter a proposed figure into the ledger, as proposed or with what is given in its place.

    `value` is in `unit`, or in the indicator's where that is not given. The observation's source is the report, its
    words are the figure's sentence. The name is remembered for the body's next reports. Where this report has stated
    the very same for the same period before, the figure is confirmed by that observation.

    Raises `Forbidden`, `InvalidInput` (something needed is neither proposed nor given), `Conflict` (decided already).
    """
    report = _opened(figure, by)
    (shown,) = desk_figures(report, _text(report), timezone.localdate(), [figure.pk])
    _require_waiting(shown)
    return _confirm(
        shown,
        report,
        by=by,
        indicator=indicator,
        place=place,
        period=period,
        value=value,
        unit=unit,
        status=status,
        note=note,
    )


@transaction.atomic
def reject_figure(figure: ProposedFigure, *, by: User, reason: str = "") -> Decision:
    """Keep a proposed figure out of the ledger. Raises `Forbidden`, `Conflict`."""
    report = _opened(figure, by)
    _require_state(figure, FigureState.WAITING)
    decision = Decision.objects.create(
        figure=figure, kind=DecisionKind.REJECTED, reason=reason.strip(), by=by
    )
    _audit("reject_figure", decision, report, by)
    return decision


@transaction.atomic
def confirm_all_agreeing(report: Report, *, by: User) -> AllConfirmed:
    """Confirm every waiting figure whose value is exactly what the ledger has for its indicator, place and period,
    and no other: one that is new, rounded or different waits, and one that the report itself contradicts. Raises
    `Forbidden`."""
    report = hold(report)
    require(by, Permission.RECORD_OBSERVATIONS, report.body)
    figures = desk_figures(report, _text(report), timezone.localdate())
    waiting = [one for one in figures if one.state is FigureState.WAITING]
    agreeing = [one for one in waiting if one.agrees]
    decisions = tuple(_confirm(one, report, by=by) for one in agreeing)
    return AllConfirmed(decisions, len(waiting) - len(decisions))


@transaction.atomic
def undo(figure: ProposedFigure, *, by: User, reason: str = "") -> Decision:
    """Take back what was decided last of a figure, so that it waits again; the decision stays in the history.

    The observation of a confirmation is withdrawn from the ledger, unless another figure rests on it. That needs the
    permission to correct observations. Raises `Forbidden`, `Conflict`.
    """
    report = _opened(figure, by)
    last = last_decisions(figure=figure).get(figure.pk)
    if last is None or last.kind == DecisionKind.UNDONE:
        raise Conflict("Nothing was decided of “{words}” yet; there is nothing to undo.", words=figure.words)
    withdrawal = None
    if last.kind == DecisionKind.CONFIRMED:
        assert last.observation is not None
        require(by, Permission.CORRECT_OBSERVATIONS, report.body)
        if not _rests_on(last.observation, figure) and not last.observation.corrections.exists():
            withdrawal = withdraw_observation(
                last.observation,
                known_on=max(timezone.localdate(), last.observation.known_on),
                note=reason.strip() or "Confirmed by mistake at the reading desk.",
                by=by,
            )
    decision = Decision.objects.create(
        figure=figure,
        kind=DecisionKind.UNDONE,
        undoes=last,
        observation=withdrawal,
        reason=reason.strip(),
        by=by,
    )
    if Alias.objects.filter(taught_by=last).exists():
        link_figures(report.body, [figure.phrase])
    _audit("undo_decision", decision, report, by)
    return decision


def _opened(figure: ProposedFigure, by: User) -> Report:
    """The figure's report, held, so that two clerks decide one after the other."""
    report = hold(Report.objects.get(pk=figure.report_id))
    require(by, Permission.RECORD_OBSERVATIONS, report.body)
    return report


def _text(report: Report) -> ReportText:
    if report.state != ReportState.READ:
        raise Conflict("The report is not read yet; wait until it is.")
    return ReportText.objects.get(report=report)


def _require_waiting(shown: DeskFigure) -> None:
    if shown.state is not FigureState.WAITING:
        raise _decided(shown.figure)


def _require_state(figure: ProposedFigure, state: FigureState) -> None:
    if state_after(last_decisions(figure=figure).get(figure.pk)) is not state:
        raise _decided(figure)


def _decided(figure: ProposedFigure) -> Conflict:
    return Conflict("“{words}” was decided already. Undo that first to decide anew.", words=figure.words)


def _confirm(
    shown: DeskFigure,
    report: Report,
    *,
    by: User,
    indicator: Indicator | None = None,
    place: Place | None = None,
    period: Period | None = None,
    value: Decimal | None = None,
    unit: str | None = None,
    status: Status | None = None,
    note: str = "",
) -> Decision:
    figure = shown.figure
    indicator = indicator or (shown.candidates[0].indicator if shown.candidates else None)
    if indicator is None:
        raise InvalidInput("Choose the indicator that “{words}” is a value of.", words=figure.words)
    place = place or figure.place or report.place
    if place is None:
        raise InvalidInput("Choose the place that “{words}” is about.", words=figure.words)
    if period is None:
        if not figure.period:
            raise InvalidInput("The report names no period for “{words}”; choose one.", words=figure.words)
        period = Period.parse(figure.period)
    exact = _value(shown, indicator, value, unit)
    status = Status(status or figure.status)
    source = _source(report, by)
    observation = _stated_before(indicator, place, period, exact, status, source)
    if observation is None:
        observation = record_observation(
            indicator,
            place,
            period,
            exact,
            status=status,
            source=source,
            by=by,
            note=note.strip(),
            words=_quote(shown),
        )
    decision = Decision.objects.create(
        figure=figure, kind=DecisionKind.CONFIRMED, observation=observation, reason=note.strip(), by=by
    )
    _audit("confirm_figure", decision, report, by)
    _learn(figure, indicator, report, decision)
    return decision


def _value(shown: DeskFigure, indicator: Indicator, value: Decimal | None, unit: str | None) -> Decimal:
    figure, wanted = shown.figure, Unit.parse(indicator.unit)
    if value is not None:
        return Quantity(value, Unit.parse(unit)).to(wanted).value if unit else value
    if unit:
        raise InvalidInput("Give the value in {unit} with its unit.", unit=unit)
    if figure.value_high is not None:
        raise InvalidInput("“{words}” is a range; give the one value to enter.", words=figure.words)
    read, _ = value_for(figure, indicator, shown.around)
    if read is None:
        raise InvalidInput(
            "“{words}” is read in {unit}, and {code} is kept in {wanted}. Give the value to enter.",
            words=figure.words,
            unit=figure.unit,
            code=indicator.code,
            wanted=indicator.unit,
        )
    return read


def _source(report: Report, by: User) -> Source:
    """The report as a source of the ledger; made with the first figure confirmed."""
    if report.source is not None:
        return report.source
    day = report.dated_on or timezone.localdate(report.received_at)
    report.source = register_source(
        SourceKind.DOCUMENT,
        published_on=day,
        title=Words(report.title, "") if report.language == "vi" else Words("", report.title),
        date_basis=DateBasis.STATED,
        # The body's own copy: what another body confirms from the same file is another source.
        url="",
        digest=report.digest,
        by=by,
    )
    report.save(update_fields=["source"])
    return report.source


def _stated_before(
    indicator: Indicator, place: Place, period: Period, value: Decimal, status: Status, source: Source
) -> Observation | None:
    rows = Observation.objects.filter(
        indicator=indicator,
        place=place,
        period=period.code,
        status=status,
        source=source,
        withdrawn=False,
        corrections__isnull=True,
    )
    return next((row for row in rows if row.value == value), None)


def _quote(shown: DeskFigure) -> str:
    """The sentence the value stands in, or as much around the value as may be quoted."""
    sentence = " ".join(shown.sentence.split())
    if len(sentence) <= LONGEST_QUOTE:
        return sentence
    at = max(sentence.find(" ".join(shown.figure.words.split())), 0)
    start = max(0, min(at - LONGEST_QUOTE // 2, len(sentence) - LONGEST_QUOTE))
    return f"{'…' if start else ''}{sentence[start : start + LONGEST_QUOTE]}…"


def _rests_on(observation: Observation, figure: ProposedFigure) -> bool:
    """Whether another figure is confirmed by this observation too."""
    rows = Decision.objects.filter(
        observation=observation, kind=DecisionKind.CONFIRMED, undone_by__isnull=True
    )
    return rows.exclude(figure=figure).exists()


def _learn(figure: ProposedFigure, indicator: Indicator, report: Report, decision: Decision) -> None:
    """Remember what the body's reports call the indicator, where that is not known yet."""
    if not figure.phrase:
        return
    known = {(one.phrase, one.measure, one.unit): one.indicator for one in called_by(report.body)}
    key = (figure.phrase, figure.measure, figure.unit)
    if known.get(key) == indicator.pk:
        return
    Alias.objects.create(
        body=report.body,
        phrase=figure.phrase,
        measure=figure.measure,
        unit=figure.unit,
        indicator=indicator,
        taught_by=decision,
    )
    link_figures(report.body, [figure.phrase])


def _audit(action: str, decision: Decision, report: Report, by: User) -> None:
    figure = decision.figure
    record_audit(
        action,
        decision,
        by=by,
        body=report.body,
        after={
            "report": report.pk,
            "figure": figure.pk,
            "words": figure.words,
            "span": [figure.value_start, figure.value_end],
            "observation": decision.observation_id,
        },
        note=decision.reason,
    )
