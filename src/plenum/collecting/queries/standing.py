"""Where figures stand: what was decided last, what they are proposed to be, what the ledger says of that.

For many figures at once, with a number of questions to the database that does not grow with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from plenum.collecting.models import Candidate, Decision, ProposedFigure
from plenum.collecting.valuing import Comparison, compare, in_unit, last_digit, printed_number
from plenum.collecting.vocabulary import STATE_AFTER, FigureState
from plenum.errors import PeriodError
from plenum.ledger.models import Indicator, Observation
from plenum.ledger.queries.observations import PROMISES
from plenum.organizations.models import Place
from plenum.periods import Period
from plenum.units import Unit

Key = tuple[int, int, date, date, bool]
"""Indicator, place, first and last day of the period, and whether it is a plan or forecast."""


@dataclass(frozen=True)
class Proposal:
    """What a figure would enter into the ledger as it is linked now. `value` is in the indicator's unit, None where
    the report states a range or a unit that does not lead there."""

    indicator: Indicator
    place: Place
    period: Period
    status: str
    value: Decimal | None
    digit: Decimal

    @property
    def key(self) -> Key:
        return key_of(self.indicator.pk, self.place.pk, self.period, self.status)


def key_of(indicator: int, place: int, period: Period, status: str) -> Key:
    """What two values have in common that are about one thing."""
    return indicator, place, period.starts, period.ends, status in PROMISES


def last_decisions(**of: Any) -> dict[int, Decision]:
    """The decision that holds for each figure that has one: of these figures (`figure`, `figure__report__in`)."""
    rows = Decision.objects.filter(**of).select_related("by", "observation__indicator")
    return {row.figure_id: row for row in rows.order_by("id")}


def state_after(decision: Decision | None) -> FigureState:
    return STATE_AFTER[None if decision is None else decision.kind]


def value_for(
    figure: ProposedFigure, indicator: Indicator, around: str = ""
) -> tuple[Decimal | None, Decimal]:
    """A figure's value in an indicator's unit, None for a range or where no power of ten leads there; and what its
    last printed digit is worth. `around` is the text from the value on, where it is at hand."""
    wanted = Unit.parse(indicator.unit)
    value = in_unit(figure.value, figure.unit, wanted, around or figure.words)
    if value is None or figure.value_high is not None:
        return None, Decimal(0)
    return value, last_digit(value, printed_number(figure.words, figure.value, ""))


def period_or_none(code: str) -> Period | None:
    """The period a code names, None where it is empty or names none."""
    try:
        return Period.parse(code)
    except PeriodError:
        return None


def proposal_of(
    figure: ProposedFigure, candidates: Sequence[Candidate], place: Place | None, around: str = ""
) -> Proposal | None:
    """What the best candidate makes of a figure; None where nothing is linked or no place or period is known."""
    period = period_or_none(figure.period)
    place = figure.place or place
    if not candidates or period is None or place is None:
        return None
    indicator = candidates[0].indicator
    value, digit = value_for(figure, indicator, around)
    return Proposal(indicator, place, period, figure.status, value, digit)


def known_values(proposals: Iterable[Proposal], as_of: date) -> dict[Key, tuple[Observation, ...]]:
    """The observations that hold on `as_of` for what these proposals are about, the latest entered first."""
    wanted = list(proposals)
    if not wanted:
        return {}
    rows = Observation.objects.filter(
        indicator__in={one.indicator.pk for one in wanted},
        place__in={one.place.pk for one in wanted},
        known_on__lte=as_of,
    ).select_related("source")
    overtaken = set(rows.filter(corrects__isnull=False).order_by().values_list("corrects_id", flat=True))
    keys = {one.key for one in wanted}
    found: dict[Key, list[Observation]] = defaultdict(list)
    for row in rows.filter(withdrawn=False).order_by("-pk"):
        key = (row.indicator_id, row.place_id, row.starts, row.ends, row.status in PROMISES)
        if row.pk not in overtaken and key in keys:
            found[key].append(row)
    return {key: tuple(observations) for key, observations in found.items()}


def doubted(figures: Iterable[ProposedFigure], doubts: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """The figures whose values the checks within their report found doubtful."""
    spans = {(start, end) for doubt in doubts for start, end in doubt["spans"]}
    return frozenset(one.pk for one in figures if (one.value_start, one.value_end) in spans)


def comparison_of(proposal: Proposal | None, known: Mapping[Key, Sequence[Observation]]) -> Comparison | None:
    """What the ledger says of a proposal; None where there is nothing to compare."""
    if proposal is None or proposal.value is None:
        return None
    values = [one.value for one in known.get(proposal.key, ()) if one.value is not None]
    return compare(proposal.value, values, proposal.digit)
