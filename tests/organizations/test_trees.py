"""The trees of places and bodies as of a day: what lay where, what moved, what ceased to exist."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plenum.errors import InvalidInput, NotFound
from plenum.organizations.actions import put_body, put_place, put_position, put_term
from plenum.organizations.models import Body, BodyMembership, Person, Place, PlaceMembership
from plenum.organizations.queries import (
    body_and_above,
    body_and_below,
    body_by_code,
    place_and_above,
    place_and_below,
    place_by_code,
    place_list,
    places_around,
    term_on,
)
from plenum.organizations.words import Words

pytestmark = pytest.mark.django_db

BEFORE, MERGER, AFTER = date(2025, 6, 30), date(2025, 7, 1), date(2026, 1, 1)


def place(code: str, **facts: object) -> Place:
    return put_place(code, Words(f"vi {code}", code), "province", **facts)  # type: ignore[arg-type]


def body(code: str, **facts: object) -> Body:
    return put_body(code, Words(f"vi {code}", code), "department", **facts)  # type: ignore[arg-type]


def test_what_lies_within_reaches_all_the_way_down_and_up() -> None:
    nation = place("nation")
    province = place("province", within=nation)
    district = place("district", within=province)
    elsewhere = place("elsewhere", within=nation)
    assert place_and_below([province.pk], AFTER) == {province.pk, district.pk}
    assert place_and_above([district.pk], AFTER) == {district.pk, province.pk, nation.pk}
    assert place_and_below([nation.pk], AFTER) == {one.pk for one in (nation, province, district, elsewhere)}
    assert places_around(district, AFTER) == (province,)


def test_a_place_that_moved_lies_where_it_lay_that_day() -> None:
    old, new = place("old"), place("new")
    district = place("district", within=old, starts=None)
    PlaceMembership.objects.filter(place=district).update(ends=BEFORE)
    PlaceMembership.objects.create(place=district, within=new, starts=MERGER)
    assert places_around(district, BEFORE) == (old,)
    assert places_around(district, MERGER) == (new,)
    assert place_and_below([old.pk], BEFORE) == {old.pk, district.pk}
    assert place_and_below([old.pk], MERGER) == {old.pk}
    assert place_and_above([district.pk], MERGER) == {district.pk, new.pk}


def test_a_place_that_ceased_to_exist_stays_where_it_was_on_its_last_day() -> None:
    nation = place("nation")
    province = place("province", within=nation, ends=BEFORE)
    moved_before = place("moved", within=province, ends=AFTER)
    PlaceMembership.objects.filter(place=moved_before).update(ends=date(2020, 1, 1))
    assert place_list(BEFORE) == (moved_before, nation, province)
    assert place_list(date(2026, 6, 1)) == (nation,)
    assert places_around(province, AFTER) == (nation,)
    assert place_and_below([nation.pk], AFTER) == {nation.pk, province.pk}
    # What had left before its own end does not come back.
    assert places_around(moved_before, date(2026, 6, 1)) == ()


def test_a_loop_in_the_tree_ends_the_search() -> None:
    one, two = body("one"), body("two")
    for lower, upper in ((one, two), (two, one)):
        BodyMembership.objects.create(body=lower, within=upper)
    assert body_and_above([one.pk], AFTER) == body_and_below([one.pk], AFTER) == {one.pk, two.pk}


def test_putting_again_brings_to_the_new_facts_and_makes_nothing_twice() -> None:
    upper = body("upper")
    first = body("lower", within=upper)
    again = put_body("lower", Words("khác", "other"), "ministry", within=upper, is_public=True)
    assert first.pk == again.pk
    assert BodyMembership.objects.count() == 1
    assert (again.name, again.kind, again.is_public) == (Words("khác", "other"), "ministry", True)


@pytest.mark.parametrize("put", [place, body])
def test_an_end_before_the_beginning_is_refused(put: object) -> None:
    with pytest.raises(InvalidInput, match="x cannot end on 2025-06-30 before it begins on 2025-07-01"):
        put("x", starts=MERGER, ends=BEFORE)  # type: ignore[operator]
    assert not Place.objects.exists()
    assert not Body.objects.exists()


def test_the_database_refuses_it_too() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(code="x", name_vi="x", name_en="x", kind="ward", starts=MERGER, ends=BEFORE)
    one = place("one")
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceMembership.objects.create(place=one, within=one)


def test_codes_that_come_near_are_named() -> None:
    body("hai-phong")
    with pytest.raises(NotFound, match=r"'hai-pong'\. Did you mean hai-phong\?"):
        body_by_code("hai-pong")
    with pytest.raises(NotFound, match=r"^There is no body with the code 'xyz'\.$"):
        body_by_code("xyz")
    with pytest.raises(NotFound, match=r"^There is no place with the code '\{x\}'\.$"):
        place_by_code("{x}")


def test_the_term_in_force_is_the_latest_begun() -> None:
    committee = body("committee")
    first, second = put_term(committee, 2015, 2020), put_term(committee, 2020, 2025)
    assert term_on(committee, date(2014, 12, 31)) is None
    assert term_on(committee, date(2019, 5, 1)) == first
    assert term_on(committee, date(2020, 1, 1)) == second
    assert term_on(committee, date(2030, 1, 1)) == second
    with pytest.raises(InvalidInput, match="cannot end in 2019 before it begins in 2020"):
        put_term(committee, 2020, 2019)


def test_a_person_is_made_once_and_holds_several_positions() -> None:
    committee, office = body("committee"), body("office")
    put_position("An", committee, Words("Bí thư", "Secretary"), starts=BEFORE)
    put_position("An", office, Words("Chánh văn phòng", "Head of office"), ends=BEFORE)
    again = put_position("An", committee, Words("Bí thư", "Secretary"), starts=BEFORE, ends=AFTER)
    assert Person.objects.count() == 1
    assert committee.positions.get() == again
    assert again.exists_on(MERGER)
    assert not again.exists_on(date(2026, 1, 2))
    with pytest.raises(InvalidInput, match="An cannot end"):
        put_position("An", office, Words("x", "x"), starts=AFTER, ends=BEFORE)
