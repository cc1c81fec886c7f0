"""Indicators: the list, and one of them across places, the nation and time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where, is_unlimited
from plenum.errors import NotFound
from plenum.ledger.models import Indicator, Observation, Target
from plenum.ledger.queries.observations import SeriesValue, values_of_series
from plenum.organizations.models import Place
from plenum.organizations.queries import place_and_below
from plenum.units import Unit


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator in the list, with how much is known of it."""

    indicator: Indicator
    unit: Unit
    observations: int
    places: int
    targets: int


@dataclass(frozen=True)
class PlaceSeries:
    """An indicator's values for one place as known on a day, oldest period first."""

    place: Place
    indicator: Indicator
    is_national: bool
    values: tuple[SeriesValue, ...]

    @property
    def achieved(self) -> tuple[SeriesValue, ...]:
        return tuple(value for value in self.values if value.is_achievement)


@dataclass(frozen=True)
class IndicatorPage:
    """An indicator across places and time, the nation's twin indicator beside it."""

    indicator: Indicator
    unit: Unit
    as_of: date
    series: tuple[PlaceSeries, ...]
    targets: tuple[Target, ...]

    @property
    def periods(self) -> tuple[str, ...]:
        """The codes of every period any place has an achieved value for, oldest first."""
        found = {value.period for one in self.series for value in one.achieved}
        return tuple(period.code for period in sorted(found))


def readable_places(by: Reader, day: date) -> set[int] | None:
    """The ids of the places whose observations `by` may read; None for all of them."""
    if is_unlimited(by):
        return None
    bodies = bodies_where(by, Permission.VIEW).filter(place__isnull=False)
    places = set(bodies.values_list("place_id", flat=True))
    return place_and_below(places, day) if places else set()


def _readable(by: Reader, as_of: date) -> QuerySet[Observation]:
    rows = Observation.objects.filter(known_on__lte=as_of)
    places = readable_places(by, as_of)
    return rows if places is None else rows.filter(place_id__in=places)


def indicator_list(as_of: date, *, by: Reader) -> tuple[IndicatorRow, ...]:
    """Every indicator with how many values and targets of it `by` may read as known on a day."""
    counted = {
        row["indicator_id"]: (row["observations"], row["places"])
        for row in _readable(by, as_of)
        .order_by()
        .values("indicator_id")
        .annotate(observations=Count("id"), places=Count("place_id", distinct=True))
    }
    readable = Q(targets__document__body__in=bodies_where(by, Permission.VIEW))
    rows = Indicator.objects.annotate(
        number_of_targets=Count("targets", filter=Q(targets__known_on__lte=as_of) & readable)
    )
    return tuple(
        IndicatorRow(
            indicator=one,
            unit=Unit.parse(one.unit),
            observations=counted.get(one.pk, (0, 0))[0],
            places=counted.get(one.pk, (0, 0))[1],
            targets=one.number_of_targets,
        )
        for one in rows
    )


def indicator_by_code(code: str) -> Indicator:
    """Definitions are open to everyone; values are not. Raises `NotFound`."""
    indicator = Indicator.objects.select_related("keeper", "national_twin").filter(code=code).first()
    if indicator is None:
        raise NotFound("There is no indicator with the code {code!r}.", code=code)
    return indicator


def indicator_page(indicator: Indicator, as_of: date, *, by: Reader) -> IndicatorPage:
    """An indicator as known on a day, for the places `by` may read, the nation last."""
    twins = [indicator] + ([indicator.national_twin] if indicator.national_twin else [])
    keys = list(
        _readable(by, as_of)
        .filter(indicator__in=twins)
        .order_by()
        .values_list("indicator_id", "place_id")
        .distinct()
    )
    places = Place.objects.in_bulk([place for _, place in keys])
    by_key = {one.pk: one for one in twins}
    series = [
        PlaceSeries(places[key[1]], by_key[key[0]], places[key[1]].kind == "nation", values)
        for key, values in values_of_series(keys, as_of).items()
    ]
    series.sort(key=lambda one: (one.is_national, one.place.name_en))
    readable = {place for _, place in keys}
    targets = Target.objects.filter(indicator=indicator, known_on__lte=as_of)
    bodies = bodies_where(by, Permission.VIEW)
    return IndicatorPage(
        indicator=indicator,
        unit=Unit.parse(indicator.unit),
        as_of=as_of,
        series=tuple(one for one in series if one.place.pk in readable),
        targets=tuple(
            targets.filter(document__body__in=bodies).select_related("document__body", "place", "indicator")
        ),
    )
