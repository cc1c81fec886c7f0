"""Every role, every permission, every relation of a body to the one the role is on: by a table written by hand."""

import csv
import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone, translation
from django.utils.translation import gettext

from plenum.accounts.actions import create_user, end_role, grant_role
from plenum.accounts.models import User
from plenum.accounts.permissions import ALLOWED, Permission, Role, roles_with
from plenum.accounts.queries import (
    OPEN_TO_ALL,
    bodies_where,
    has_role,
    may,
    may_for_place,
    require,
    require_for_place,
    require_somewhere,
    roles_of,
)
from plenum.accounts.words import DOING, ROLE_NAMES
from plenum.errors import Forbidden, SignInRequired
from plenum.organizations.actions import put_body, put_place
from plenum.organizations.models import Body, BodyMembership
from plenum.organizations.words import Words
from tests.cast import Cast

TABLE = Path(__file__).parent.parent / "truth" / "roles.csv"
with TABLE.open(encoding="utf-8") as _lines:
    TRUTH = {
        (Role(role), Permission(row["permission"])): row[role] == "yes"
        for row in csv.DictReader(_lines)
        for role in row
        if role != "permission"
    }


def test_the_table_is_complete_and_is_what_the_code_says() -> None:
    assert set(TRUTH) == {(role, permission) for role in Role for permission in Permission}
    for (role, permission), allowed in TRUTH.items():
        assert (permission in ALLOWED[role]) is allowed
        assert (role in roles_with(permission)) is allowed


def test_every_permission_and_role_has_its_words() -> None:
    assert set(DOING) == set(Permission)
    assert set(ROLE_NAMES) == set(Role)


@pytest.fixture
def below(cast: Cast) -> Body:
    return put_body("office", Words("Phòng", "Office"), "department", within=cast.department)


@pytest.fixture
def middle(cast: Cast) -> dict[Role, User]:
    """A user for each role on the department, which has the committee above it and an office below."""
    users = {}
    for role in Role:
        users[role] = create_user(f"middle-{role}", None, by=cast.operator)
        grant_role(users[role], role, cast.department, by=cast.operator)
    return users


def test_a_role_reaches_its_own_body_and_below_and_nothing_else(
    cast: Cast, middle: dict[Role, User], below: Body
) -> None:
    own, above, other = cast.department, cast.committee, cast.other_committee
    for (role, permission), allowed in TRUTH.items():
        by = middle[role]
        assert may(by, permission, own) is allowed, (role, permission)
        assert may(by, permission, below) is allowed, (role, permission)
        assert may(by, permission, above) is False, (role, permission)
        assert may(by, permission, other) is False, (role, permission)
        reached = {own, below} if allowed else set()
        assert set(bodies_where(by, permission)) == reached, (role, permission)


def test_of_a_public_body_anyone_reads_and_takes_away_and_does_nothing_else(
    cast: Cast, middle: dict[Role, User]
) -> None:
    other = cast.other_committee
    other.is_public = True
    other.save()
    for by in (AnonymousUser(), cast.minh, *middle.values()):
        for permission in Permission:
            assert may(by, permission, other) is (permission in OPEN_TO_ALL)
            assert (other in bodies_where(by, permission)) is (permission in OPEN_TO_ALL)


def test_the_unknown_may_nothing_and_a_superuser_everything(cast: Cast) -> None:
    root = create_user("root", None, by=cast.operator, is_superuser=True)
    for permission in Permission:
        for body in (cast.committee, cast.department, cast.other_committee):
            assert may(root, permission, body)
            assert not may(AnonymousUser(), permission, body)
            assert not may(cast.minh, permission, body)
        assert may_for_place(root, permission, cast.elsewhere)


def test_an_account_that_is_switched_off_may_nothing(cast: Cast) -> None:
    root = create_user("root", None, by=cast.operator, is_superuser=True)
    for user in (root, cast.alice):
        user.is_active = False
        user.save()
    for user, permission in itertools.product((root, cast.alice), Permission):
        assert not may(user, permission, cast.committee)
        assert not may_for_place(user, permission, cast.province)
        assert not bodies_where(user, permission).exists()
        assert not has_role(user, Role, cast.committee)
        with pytest.raises(Forbidden):
            require_somewhere(user, [permission])


def test_refusals_name_what_was_asked_and_who_may(cast: Cast) -> None:
    with pytest.raises(
        Forbidden,
        match=r"^You may not adopt verdicts for An Binh Provincial Committee\. Ask its administrator",
    ) as caught:
        require(cast.bob, Permission.ADOPT_VERDICTS, cast.committee)
    assert str(caught.value).endswith("one of these roles: Administrator, Leader.")
    with pytest.raises(
        SignInRequired, match=r"^Sign in to read the record of An Binh Provincial Committee\.$"
    ):
        require(AnonymousUser(), Permission.VIEW, cast.committee)
    with pytest.raises(SignInRequired, match=r"^Sign in to record observations for An Binh\.$"):
        require_for_place(AnonymousUser(), Permission.RECORD_OBSERVATIONS, cast.province)
    with pytest.raises(SignInRequired, match="Sign in first"):
        require_somewhere(AnonymousUser(), [Permission.SET_TARGETS])
    with pytest.raises(Forbidden, match="one of these roles: Administrator, Planner"):
        require_somewhere(cast.hoa, [Permission.SET_TARGETS])


def test_refusals_are_said_in_vietnamese(cast: Cast) -> None:
    for permission in Permission:
        with pytest.raises(Forbidden) as caught:
            require(cast.minh, permission, cast.committee)
        with translation.override("vi"):
            said = caught.value.said_in(gettext)
        for word in ("You", "Ask", "record", "Administrator", str(DOING[permission])):
            assert word not in said
        assert str(cast.committee) in said
        assert "Người quản trị" in said


def test_a_role_holds_from_its_first_day_to_its_last(cast: Cast, today: date) -> None:
    first, last = today + timedelta(days=10), today + timedelta(days=20)
    grant = grant_role(cast.minh, Role.VIEWER, cast.committee, by=cast.alice, starts=first, ends=last)

    def held(day: date) -> bool:
        return may(cast.minh, Permission.VIEW, cast.department, day=day)

    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [held(day) for day in days] == [False, True, True, False]
    assert roles_of(cast.minh, day=first) == [grant]
    assert roles_of(cast.minh) == []


def test_a_role_that_was_ended_no_longer_holds_today(cast: Cast, today: date) -> None:
    assert may(cast.hoa, Permission.VIEW, cast.committee)
    (grant,) = roles_of(cast.hoa)
    end_role(grant, by=cast.alice)
    assert not may(cast.hoa, Permission.VIEW, cast.committee)
    assert may(cast.hoa, Permission.VIEW, cast.committee, day=today - timedelta(days=1))
    assert not has_role(cast.hoa, [Role.VIEWER], cast.committee)


def test_a_body_that_moved_is_reached_from_where_it_is_that_day(cast: Cast) -> None:
    moved = date(2024, 1, 1)
    BodyMembership.objects.filter(body=cast.department).update(ends=moved - timedelta(days=1))
    BodyMembership.objects.create(body=cast.department, within=cast.other_committee, starts=moved)
    before, after = date(2023, 6, 1), date(2024, 6, 1)
    assert may(cast.giang, Permission.VIEW, cast.department, day=before)
    assert not may(cast.giang, Permission.VIEW, cast.department, day=after)
    assert not may(cast.oanh, Permission.VIEW, cast.department, day=before)
    assert may(cast.oanh, Permission.VIEW, cast.department, day=after)
    assert cast.department in bodies_where(cast.oanh, Permission.VIEW)
    assert cast.department not in bodies_where(cast.giang, Permission.VIEW)


def test_a_body_that_ceased_to_exist_is_still_read_by_those_above_it(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    gone = put_body("gone", Words("Cũ", "Gone"), "department", within=cast.committee, ends=yesterday)
    assert may(cast.hoa, Permission.VIEW, gone)
    assert gone in bodies_where(cast.hoa, Permission.VIEW)
    assert not may(cast.oanh, Permission.VIEW, gone)


def test_a_place_is_reached_through_any_body_whose_territory_covers_it(cast: Cast) -> None:
    record = Permission.RECORD_OBSERVATIONS
    assert may_for_place(cast.bob, record, cast.province)
    assert may_for_place(cast.bob, record, cast.district)
    assert not may_for_place(cast.bob, record, cast.nation)
    assert not may_for_place(cast.bob, record, cast.elsewhere)
    assert not may_for_place(cast.hoa, record, cast.province)
    gone = put_place("gone", Words("Cũ", "Gone"), "district", within=cast.province, ends=date(2021, 1, 1))
    assert may_for_place(cast.bob, record, gone)
