"""The only readers of organizations: the trees as of a day, and what became of a place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q

from plenum.errors import NotFound
from plenum.organizations.dates import existing_on
from plenum.organizations.models import Body, BodyMembership, Place, PlaceMembership, Succession, Term
from plenum.organizations.words import Words


@dataclass(frozen=True)
class SuccessionLink:
    """A step from one place to another, as a page shows it."""

    predecessor: Place
    successor: Place
    on: date
    share: Decimal
    basis: Words
    source_url: str


def body_by_code(code: str) -> Body:
    """The body with this code. Raises `NotFound`, naming the codes that come near."""
    try:
        return Body.objects.select_related("place").get(code=code)
    except Body.DoesNotExist:
        near = Body.objects.filter(code__icontains=code[:4]).values_list("code", flat=True)[:5]
        if near:
            raise NotFound(
                "There is no body with the code {code!r}. Did you mean {near}?",
                code=code,
                near=", ".join(near),
            ) from None
        raise NotFound("There is no body with the code {code!r}.", code=code) from None


def place_by_code(code: str) -> Place:
    """The place with this code. Raises `NotFound`."""
    try:
        return Place.objects.get(code=code)
    except Place.DoesNotExist:
        raise NotFound("There is no place with the code {code!r}.", code=code) from None


def term_on(body: Body, day: date) -> Term | None:
    """The body's term in force on `day`, or its latest one before; None where it has none by then."""
    return body.terms.filter(first_year__lte=day.year).order_by("-first_year").first()


def _upward(links: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    within: dict[int, list[int]] = defaultdict(list)
    for lower, upper in links:
        within[lower].append(upper)
    return within


def _closure(start: Iterable[int], edges: dict[int, list[int]]) -> set[int]:
    """Everything reachable from `start` along `edges`, `start` included; a loop in the data ends it."""
    found: set[int] = set()
    waiting = list(start)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(edges.get(one, ()))
    return found


def _links_on(day: date, lower: str) -> Q:
    """The condition that a membership counts on `day`; `lower` is the field of the member.

    What has ceased to exist stays where it was on its last day, so that those above a merged district can still
    read what it left.
    """
    was = Q(**{f"{lower}__ends__lt": day})
    to_the_last = Q(ends__isnull=True) | Q(ends__gte=F(f"{lower}__ends"))
    begun = Q(starts__isnull=True) | Q(starts__lte=F(f"{lower}__ends"))
    return existing_on(day) | (was & to_the_last & begun)


def body_and_above(bodies: Iterable[int], day: date) -> set[int]:
    """The ids of these bodies and of all they answer to on `day`."""
    links = BodyMembership.objects.filter(_links_on(day, "body")).values_list("body_id", "within_id")
    return _closure(bodies, _upward(links))


def body_and_below(bodies: Iterable[int], day: date) -> set[int]:
    """The ids of these bodies and of all that answer to them on `day`, or did on their last day."""
    links = BodyMembership.objects.filter(_links_on(day, "body")).values_list("within_id", "body_id")
    return _closure(bodies, _upward(links))


def place_and_above(places: Iterable[int], day: date) -> set[int]:
    """The ids of these places and of all they lie within on `day`."""
    links = PlaceMembership.objects.filter(_links_on(day, "place")).values_list("place_id", "within_id")
    return _closure(places, _upward(links))


def place_and_below(places: Iterable[int], day: date) -> set[int]:
    """The ids of these places and of all that lie within them on `day`, or did on their last day."""
    links = PlaceMembership.objects.filter(_links_on(day, "place")).values_list("within_id", "place_id")
    return _closure(places, _upward(links))


def fate_of(place: Place, as_of: date) -> tuple[SuccessionLink, ...]:
    """What became of a place by `as_of`: the links into the places it went into, those of others included."""
    into = Succession.objects.filter(predecessor=place, on__lte=as_of)
    return links_into(into.values_list("successor", flat=True), as_of)


def successions_of(place: Place, as_of: date) -> tuple[SuccessionLink, ...]:
    """The links from and to `place` that had happened by `as_of`, oldest first."""
    rows = Succession.objects.filter(on__lte=as_of).select_related("predecessor", "successor")
    touching = rows.filter(predecessor=place) | rows.filter(successor=place)
    return tuple(
        SuccessionLink(row.predecessor, row.successor, row.on, row.share, row.basis, row.source_url)
        for row in touching.order_by("on", "predecessor__code")
    )


def links_into(places: Iterable[int], as_of: date) -> tuple[SuccessionLink, ...]:
    """The links from predecessors into any of these places that had happened by `as_of`."""
    rows = Succession.objects.filter(successor__in=places, on__lte=as_of)
    return tuple(
        SuccessionLink(row.predecessor, row.successor, row.on, row.share, row.basis, row.source_url)
        for row in rows.select_related("predecessor", "successor").order_by("on", "predecessor__code")
    )


def place_list(day: date) -> tuple[Place, ...]:
    """The places that exist on `day`, by name."""
    return tuple(Place.objects.filter(existing_on(day)))


def places_around(place: Place, day: date) -> tuple[Place, ...]:
    """The places that `place` lies directly within on `day`; on its last day where it no longer exists."""
    links = PlaceMembership.objects.filter(_links_on(day, "place"), place=place).select_related("within")
    return tuple(link.within for link in links.order_by("within__name_en"))
