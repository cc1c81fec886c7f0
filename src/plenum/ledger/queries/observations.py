"""Observations: the value taken for each period of a series, what disagrees with it, and one value's own page."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from plenum.accounts.models import AuditEntry
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, audit_of, bodies_where, require_for_place
from plenum.assessing import engine
from plenum.errors import NotFound
from plenum.ledger.models import Indicator, Observation, Target
from plenum.ledger.queries.judging import observations_by_id
from plenum.ledger.queries.series import observations_table
from plenum.ledger.vocabulary import Status
from plenum.organizations.models import Place
from plenum.organizations.queries import SuccessionLink, fate_of
from plenum.periods import Frequency, Period

PROMISES = frozenset({Status.PLAN, Status.FORECAST})
"""Statuses that say what is meant or thought to come, not what was reached."""
_PARTS_OF_YEARS = frozenset({Frequency.HALF, Frequency.QUARTER, Frequency.MONTH, Frequency.RANGE})


@dataclass(frozen=True)
class SeriesValue:
    """The value taken for a period, and the others known for it, the next best first."""

    observation: Observation
    rivals: tuple[Observation, ...] = ()

    @property
    def period(self) -> Period:
        return Period.parse(self.observation.period)

    @property
    def is_achievement(self) -> bool:
        return self.observation.status not in PROMISES

    @property
    def disagrees(self) -> bool:
        """Whether another source states another value for the period."""
        return any(rival.value != self.observation.value for rival in self.rivals)


@dataclass(frozen=True)
class ObservationPage:
    """One observation with everything that leads to and from it."""

    observation: Observation
    period: Period
    chain: tuple[Observation, ...]
    rivals: tuple[Observation, ...]
    taken: Observation | None
    audit: tuple[AuditEntry, ...]
    targets: tuple[Target, ...]
    fate: tuple[SuccessionLink, ...] = ()
    """What became of the place by the day asked."""


def series_values(indicator: Indicator, place: Place, as_of: date) -> tuple[SeriesValue, ...]:
    """The values of a series as known on a day, oldest period first.

    Achieved values and plans are ranked apart: a plan for a year does not stand against its result.
    """
    return values_of_series([(indicator.pk, place.pk)], as_of)[indicator.pk, place.pk]


def values_of_series(
    series: list[tuple[int, int]], as_of: date
) -> dict[tuple[int, int], tuple[SeriesValue, ...]]:
    """`series_values` for many series at once."""
    ranked = engine.rank(observations_table(series, as_of), as_of).to_pylist()
    ranked = [row for row in ranked if not row["superseded"] and row["value"] is not None]
    known = observations_by_id(row["observation"] for row in ranked)
    contests: dict[tuple[int, int, str, bool], list[tuple[int, Observation]]] = defaultdict(list)
    for row in ranked:
        one = known[row["observation"]]
        key = (one.indicator_id, one.place_id, one.period, one.status in PROMISES)
        contests[key].append((row["place"], one))
    found: dict[tuple[int, int], list[SeriesValue]] = {one: [] for one in series}
    for (indicator, place, _, _), contestants in contests.items():
        ordered = [one for _, one in sorted(contestants, key=lambda pair: pair[0])]
        found[indicator, place].append(SeriesValue(ordered[0], tuple(ordered[1:])))
    return {one: tuple(sorted(values, key=lambda value: value.period)) for one, values in found.items()}


def latest_parts_of_years(
    series: Iterable[tuple[int, int]], as_of: date
) -> dict[tuple[int, int], SeriesValue]:
    """For each series the achieved value of a part of a year that reaches farthest, the longest where several do.

    A half-year tells nothing of whether a target for a year is met, and is yet the latest that is known.
    """
    wanted = set(series)
    with_parts = (
        Observation.objects.filter(
            indicator_id__in={indicator for indicator, _ in wanted},
            place_id__in={place for _, place in wanted},
            known_on__lte=as_of,
        )
        .exclude(frequency__in=[Frequency.YEAR, Frequency.DATE])
        .exclude(status__in=PROMISES)
        .values_list("indicator_id", "place_id")
        .distinct()
    )
    found = {}
    for one, values in values_of_series([one for one in with_parts if one in wanted], as_of).items():
        parts = [
            value
            for value in values
            if value.is_achievement
            and value.observation.starts.year == value.observation.ends.year
            and value.period.frequency in _PARTS_OF_YEARS
        ]
        if parts:
            found[one] = max(
                parts, key=lambda value: (value.observation.ends, -value.observation.starts.toordinal())
            )
    return found


def observation_by_id(pk: int, *, by: Reader) -> Observation:
    """Raises `NotFound`, `Forbidden`, `SignInRequired`."""
    observation = (
        Observation.objects.select_related("indicator", "place", "source__document", "entered_by", "corrects")
        .filter(pk=pk)
        .first()
    )
    if observation is None:
        raise NotFound("There is no observation {number}.", number=pk)
    require_for_place(by, Permission.VIEW, observation.place)
    return observation


def observation_page(pk: int, as_of: date, *, by: Reader) -> ObservationPage:
    """Raises `NotFound` where the observation does not exist or was not known yet on `as_of`."""
    observation = observation_by_id(pk, by=by)
    if observation.known_on > as_of:
        raise NotFound("Observation {number} was not known yet on {day}.", number=pk, day=as_of.isoformat())
    values = series_values(observation.indicator, observation.place, as_of)
    is_promise = observation.status in PROMISES
    contest = next(
        (
            value
            for value in values
            if value.observation.period == observation.period and value.is_achievement is not is_promise
        ),
        None,
    )
    everyone = (contest.observation, *contest.rivals) if contest else ()
    return ObservationPage(
        observation=observation,
        period=Period.parse(observation.period),
        chain=_chain(observation, as_of),
        rivals=tuple(one for one in everyone if one.pk != observation.pk),
        taken=contest.observation if contest else None,
        audit=tuple(audit_of("ledger.observation", observation.pk)),
        targets=tuple(
            Target.objects.filter(
                indicator=observation.indicator,
                place=observation.place,
                known_on__lte=as_of,
                document__body__in=bodies_where(by, Permission.VIEW),
            ).select_related("document", "part_of")
        ),
        fate=fate_of(observation.place, as_of),
    )


def _chain(observation: Observation, as_of: date) -> tuple[Observation, ...]:
    """The observation with what it corrects and what corrects it as known on a day, oldest first."""
    chain = [observation]
    while (earlier := chain[0].corrects) is not None:
        chain.insert(0, earlier)
    while later := chain[-1].corrections.filter(known_on__lte=as_of).select_related("source").first():
        chain.append(later)
    return tuple(chain)


def disagreements(place: Place, as_of: date) -> tuple[SeriesValue, ...]:
    """The periods for which sources state different achieved values for this place.

    Takes the place as one whose record the reader was let see.
    """
    # Asked of each indicator, so that the index of the series answers; the place alone has none.
    known = Observation.objects.filter(indicator=OuterRef("pk"), place=place, known_on__lte=as_of)
    indicators = Indicator.objects.filter(Exists(known)).order_by().values_list("pk", flat=True)
    series = [(indicator, place.pk) for indicator in indicators]
    return tuple(
        value
        for values in values_of_series(series, as_of).values()
        for value in values
        if value.is_achievement and value.disagrees
    )
