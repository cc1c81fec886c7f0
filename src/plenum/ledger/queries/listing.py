"""Rows in the order they were entered, for readers that page through the record."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where
from plenum.ledger.models import Adoption, Indicator, Observation
from plenum.ledger.queries.indicators import readable_places
from plenum.organizations.models import Place


def observation_list(
    as_of: date,
    *,
    by: Reader,
    indicator: Indicator | None = None,
    place: Place | None = None,
    period: str | None = None,
    current: bool = False,
    after: int = 0,
) -> QuerySet[Observation]:
    """The observations `by` may read that were known by a day, in order of id from `after` on (`after` left out).

    Each carries `is_overtaken`: whether a correction or withdrawal of it was known by the day. `current` leaves
    out those, and the rows that only withdraw.
    """
    rows = Observation.objects.filter(known_on__lte=as_of, pk__gt=after)
    places = readable_places(by, as_of)
    if places is not None:
        rows = rows.filter(place_id__in=places)
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    if place is not None:
        rows = rows.filter(place=place)
    if period is not None:
        rows = rows.filter(period=period)
    later = Observation.objects.filter(corrects=OuterRef("pk"), known_on__lte=as_of)
    rows = rows.annotate(is_overtaken=Exists(later))
    if current:
        rows = rows.filter(is_overtaken=False, withdrawn=False)
    return rows.select_related("indicator", "place", "source").order_by("pk")


def adoption_list(as_of: date, *, by: Reader, document: str | None = None) -> QuerySet[Adoption]:
    """What conferences held by a day adopted, of the bodies `by` may read, the latest first."""
    rows = Adoption.objects.filter(
        held_on__lte=as_of, document__body__in=bodies_where(by, Permission.VIEW)
    ).select_related("document__body", "source")
    return rows if document is None else rows.filter(document__code=document)
