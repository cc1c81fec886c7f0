"""The only writers of organizations.

They stand below accounts, so they check no permission themselves: the room that calls them does, and writes
the audit row.
"""

from datetime import date
from decimal import Decimal

from django.db import transaction

from plenum.errors import InvalidInput
from plenum.organizations.models import (
    Body,
    BodyMembership,
    Person,
    Place,
    PlaceMembership,
    Position,
    Succession,
    Term,
)
from plenum.organizations.words import NOTHING_SAID, Words


def _check_days(what: str, starts: date | None, ends: date | None) -> None:
    if starts is not None and ends is not None and ends < starts:
        raise InvalidInput(
            "{what} cannot end on {ends} before it begins on {starts}.",
            what=what,
            ends=ends.isoformat(),
            starts=starts.isoformat(),
        )


@transaction.atomic
def put_place(
    code: str,
    name: Words,
    kind: str,
    *,
    within: Place | None = None,
    starts: date | None = None,
    ends: date | None = None,
) -> Place:
    """Make a place, or bring the one with this code to these facts. Raises `InvalidInput`."""
    _check_days(code, starts, ends)
    place, _ = Place.objects.update_or_create(
        code=code,
        defaults={"name_vi": name.vi, "name_en": name.en, "kind": kind, "starts": starts, "ends": ends},
    )
    if within is not None:
        PlaceMembership.objects.update_or_create(
            place=place, within=within, starts=starts, defaults={"ends": ends}
        )
    return place


@transaction.atomic
def put_body(
    code: str,
    name: Words,
    kind: str,
    *,
    place: Place | None = None,
    within: Body | None = None,
    is_public: bool = False,
    starts: date | None = None,
    ends: date | None = None,
) -> Body:
    """Make a body, or bring the one with this code to these facts. Raises `InvalidInput`."""
    _check_days(code, starts, ends)
    body, _ = Body.objects.update_or_create(
        code=code,
        defaults={
            "name_vi": name.vi,
            "name_en": name.en,
            "kind": kind,
            "place": place,
            "is_public": is_public,
            "starts": starts,
            "ends": ends,
        },
    )
    if within is not None:
        BodyMembership.objects.update_or_create(
            body=body, within=within, starts=starts, defaults={"ends": ends}
        )
    return body


@transaction.atomic
def put_term(body: Body, first_year: int, last_year: int, *, ordinal: int | None = None) -> Term:
    """Make a term, or bring the one that begins in this year to these facts. Raises `InvalidInput`."""
    if last_year < first_year:
        raise InvalidInput(
            "A term cannot end in {last_year} before it begins in {first_year}.",
            last_year=last_year,
            first_year=first_year,
        )
    term, _ = Term.objects.update_or_create(
        body=body, first_year=first_year, defaults={"last_year": last_year, "ordinal": ordinal}
    )
    return term


@transaction.atomic
def put_position(
    person_name: str, body: Body, title: Words, *, starts: date | None = None, ends: date | None = None
) -> Position:
    """Say that a person holds a position; the person is made where nobody has this name yet.

    Raises `InvalidInput`.
    """
    _check_days(person_name, starts, ends)
    person, _ = Person.objects.get_or_create(name=person_name)
    position, _ = Position.objects.update_or_create(
        person=person,
        body=body,
        title_en=title.en,
        starts=starts,
        defaults={"title_vi": title.vi, "ends": ends},
    )
    return position


@transaction.atomic
def put_succession(
    predecessor: Place,
    successor: Place,
    on: date,
    *,
    share: Decimal = Decimal(1),
    basis: Words = NOTHING_SAID,
    source_url: str = "",
) -> Succession:
    """Say what became of a place. Raises `InvalidInput` when its shares would pass 1."""
    if not 0 <= share <= 1:
        raise InvalidInput("{share} is not a share; write a number from 0 to 1.", share=format(share, "f"))
    # Two writers at once must not each find room for a share: one waits here for the other.
    predecessor = Place.objects.select_for_update(no_key=True).get(pk=predecessor.pk)
    others = Succession.objects.filter(predecessor=predecessor, on=on).exclude(successor=successor)
    total = sum((other.share for other in others), Decimal(0)) + share
    if total > 1:
        raise InvalidInput(
            "The shares of {place} on {day} add up to {total}, more than 1.",
            place=str(predecessor),
            day=on.isoformat(),
            total=format(total, "f"),
        )
    succession, _ = Succession.objects.update_or_create(
        predecessor=predecessor,
        successor=successor,
        on=on,
        defaults={"share": share, "basis_vi": basis.vi, "basis_en": basis.en, "source_url": source_url},
    )
    return succession
