"""Which places and bodies a person's permission reaches, worked out once for a whole file."""

from datetime import date

from django.utils import timezone

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where
from plenum.organizations.models import Body, Place
from plenum.organizations.queries import body_and_below, place_and_below


def bodies_reached(by: Reader, permission: Permission, top: Body | None = None) -> set[int]:
    """The ids of the bodies on which `by` has `permission` today; of `top` and below where it is given."""
    bodies = bodies_where(by, permission)
    if top is not None:
        bodies = bodies.filter(pk__in=body_and_below([top.pk], timezone.localdate()))
    return set(bodies.values_list("pk", flat=True))


def places_of(bodies: set[int]) -> set[int]:
    """The ids of the places these bodies' territories cover.

    A place that has been merged away still lies where it lay on its last day.
    """
    today = timezone.localdate()
    territories = set(
        Body.objects.filter(pk__in=bodies, place__isnull=False).values_list("place_id", flat=True)
    )
    if not territories:
        return set()
    ended: dict[date, set[int]] = {}
    for place, ends in Place.objects.filter(ends__lt=today).values_list("pk", "ends"):
        if ends is not None:
            ended.setdefault(ends, set()).add(place)
    gone = set().union(*ended.values()) if ended else set()
    covered = place_and_below(territories, today) - gone
    for ends, places in ended.items():
        covered |= place_and_below(territories, ends) & places
    return covered


def places_reached(by: Reader, permission: Permission) -> set[int] | None:
    """The ids of the places for which `by` has `permission`; None for all of them."""
    if by.is_authenticated and by.is_active and by.is_superuser:
        return None
    return places_of(bodies_reached(by, permission))
