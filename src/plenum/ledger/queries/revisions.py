"""How far first values of a series have moved until they were final: what a provisional value may still do."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from plenum.ledger.models import Indicator, Observation
from plenum.ledger.vocabulary import Status
from plenum.organizations.models import Place

OPEN = frozenset({Status.ESTIMATE, Status.PROVISIONAL})
"""Statuses of a value that is expected to be revised."""


@dataclass(frozen=True)
class Revised:
    """One period: the value first known while it was open, and the last one known."""

    period: str
    first: Observation
    last: Observation

    @property
    def change(self) -> float | None:
        """The last value less the first, as a share of the first; None where the first is zero."""
        if not self.first.value or self.last.value is None:
            return None
        return float(self.last.value / self.first.value) - 1.0


@dataclass(frozen=True)
class Revisions:
    """The past revisions of a series; changes are shares of the first value, without their sign."""

    periods: tuple[Revised, ...]

    @property
    def sizes(self) -> tuple[float, ...]:
        return tuple(abs(change) for one in self.periods if (change := one.change) is not None)

    @property
    def mean(self) -> float | None:
        return sum(self.sizes) / len(self.sizes) if self.sizes else None

    @property
    def greatest(self) -> float | None:
        return max(self.sizes, default=None)


def revisions(indicator: Indicator, place: Place, as_of: date) -> Revisions:
    """The periods whose first value was open and which have a final value by `as_of`, in order of time.

    Takes a series the reader was let see.
    """
    rows = (
        Observation.objects.filter(
            indicator=indicator, place=place, known_on__lte=as_of, withdrawn=False, value__isnull=False
        )
        .exclude(status__in=[Status.PLAN, Status.FORECAST])
        .exclude(corrections__withdrawn=True, corrections__known_on__lte=as_of)
        .order_by("starts", "ends", "known_on", "id")
    )
    known: dict[str, list[Observation]] = defaultdict(list)
    for row in rows:
        known[row.period].append(row)
    return Revisions(
        tuple(
            Revised(period, values[0], values[-1])
            for period, values in known.items()
            if values[0].status in OPEN and values[-1].status == Status.ACTUAL
        )
    )
