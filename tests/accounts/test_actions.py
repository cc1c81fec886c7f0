"""Accounts, roles and preferences: what may be done to them, and the audit row each change leaves."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from plenum.accounts.actions import (
    change_user,
    create_user,
    end_role,
    grant_role,
    operator,
    record_audit,
    set_password,
    set_reading_preferences,
)
from plenum.accounts.models import AuditEntry, RoleGrant, User
from plenum.accounts.permissions import Role
from plenum.accounts.queries import audit_of, audit_trail, user_by_name
from plenum.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.cast import PASSWORD, Cast


def last_entry() -> AuditEntry:
    entry = AuditEntry.objects.order_by("-id").first()
    assert entry is not None
    return entry


def test_the_operator_is_made_once_and_cannot_sign_in(db: None) -> None:
    one, again = operator(), operator()
    assert one.pk == again.pk
    assert not one.has_usable_password()
    assert [entry.action for entry in audit_of("accounts.user", one.pk)] == ["create_user"]


def test_only_an_active_superuser_keeps_accounts(cast: Cast) -> None:
    for by in (cast.alice, cast.giang, cast.minh):
        with pytest.raises(Forbidden, match="Only the operator or a superuser"):
            create_user("new", PASSWORD, by=by)
        with pytest.raises(Forbidden, match="Only the operator or a superuser"):
            change_user(cast.hoa, by=by)
        with pytest.raises(Forbidden, match="Only the operator or a superuser"):
            set_password(cast.hoa, PASSWORD, by=by)
    root = create_user("root", PASSWORD, by=cast.operator, is_superuser=True)
    root.is_active = False
    change_user(root, by=cast.operator)
    with pytest.raises(Forbidden):
        create_user("new", PASSWORD, by=root)
    assert not User.objects.filter(username="new").exists()


def test_a_name_is_taken_once_and_is_not_blank(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(Conflict, match="already a user called 'bob'"):
        create_user("bob", PASSWORD, by=cast.operator)
    with pytest.raises(InvalidInput, match="Give the account a name"):
        create_user("  ", PASSWORD, by=cast.operator)
    assert AuditEntry.objects.count() == before
    with pytest.raises(NotFound, match="no user called 'nobody'"):
        user_by_name("nobody")
    assert user_by_name("bob") == cast.bob


def test_a_changed_account_tells_what_changed_and_never_a_password(cast: Cast) -> None:
    cast.hoa.email = "hoa@an-binh.example"
    cast.hoa.is_active = False
    change_user(cast.hoa, by=cast.operator)
    entry = last_entry()
    assert (entry.action, entry.by) == ("change_user", cast.operator)
    assert entry.before == {"email": "", "is_active": True}
    assert entry.after == {"email": "hoa@an-binh.example", "is_active": False}
    count = AuditEntry.objects.count()
    change_user(cast.hoa, by=cast.operator)
    assert AuditEntry.objects.count() == count
    set_password(cast.hoa, "another long password", by=cast.operator)
    assert "password" in last_entry().action
    assert not any(
        "another long" in str((entry.before, entry.after, entry.note)) for entry in AuditEntry.objects.all()
    )


def test_a_role_is_granted_once_at_a_time(cast: Cast, today: date) -> None:
    with pytest.raises(Conflict, match="Hoa is already Viewer of An Binh Provincial Committee"):
        grant_role(cast.hoa, Role.VIEWER, cast.committee, by=cast.alice)
    grant = RoleGrant.objects.get(user=cast.hoa)
    ended = end_role(grant, by=cast.alice)
    entry = last_entry()
    assert entry.action == "end_role"
    assert entry.before == {"ends": None}
    assert entry.after == {"ends": (today - timedelta(days=1)).isoformat()} == {"ends": str(ended.ends)}
    with pytest.raises(Conflict, match="has ended already"):
        end_role(grant, by=cast.alice)
    again = grant_role(cast.hoa, Role.VIEWER, cast.committee, by=cast.alice, starts=today)
    assert last_entry().after == {"user": "hoa", "role": "viewer", "starts": str(today), "ends": None}
    # Ended on the day it was given: it never held.
    end_role(again, by=cast.alice)
    assert last_entry().before == {"starts": str(today), "ends": None}
    with pytest.raises(Conflict, match="already Viewer"):
        grant_role(cast.hoa, Role.VIEWER, cast.committee, by=cast.alice, starts=today - timedelta(days=1))
    with pytest.raises(InvalidInput, match="cannot end on"):
        grant_role(cast.hoa, Role.LEADER, cast.committee, by=cast.alice, starts=today, ends=date(2020, 1, 1))


def test_preferences_are_ones_own_and_audited_where_they_change(cast: Cast) -> None:
    set_reading_preferences(cast.hoa, language="vi", theme="dark", name="Hoà")
    entry = last_entry()
    assert (entry.action, entry.by) == ("set_reading_preferences", cast.hoa)
    assert entry.before == {"language": "en", "theme": "auto", "first_name": "Hoa"}
    count = AuditEntry.objects.count()
    set_reading_preferences(cast.hoa, language="vi", theme="dark")
    assert AuditEntry.objects.count() == count
    with pytest.raises(InvalidInput, match="'fr' is not one of these: vi, en"):
        set_reading_preferences(cast.hoa, language="fr", theme="dark")
    with pytest.raises(InvalidInput, match="'pink' is not one of these"):
        set_reading_preferences(cast.hoa, language="vi", theme="pink")


def test_an_audit_row_goes_back_with_its_change(cast: Cast) -> None:
    users, entries = User.objects.count(), AuditEntry.objects.count()
    with transaction.atomic():
        create_user("new", PASSWORD, by=cast.operator)
        assert AuditEntry.objects.count() == entries + 1
        transaction.set_rollback(True)
    assert (User.objects.count(), AuditEntry.objects.count()) == (users, entries)


@pytest.mark.django_db(transaction=True)
def test_an_audit_row_is_refused_outside_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="in the transaction of its change"):
        record_audit("x", User, by=None)
    assert not AuditEntry.objects.exists()


def test_the_trail_is_read_by_those_who_may_and_holds_what_is_below(cast: Cast) -> None:
    grant_role(cast.minh, Role.VIEWER, cast.department, by=cast.alice)
    with pytest.raises(Forbidden, match="read the audit trail"):
        audit_trail(cast.committee, by=cast.bob)
    trail = audit_trail(cast.committee, by=cast.giang)
    assert trail[0].body == cast.department
    assert not trail.exclude(body__in=[cast.committee, cast.department]).exists()
    with pytest.raises(Forbidden):
        audit_trail(cast.other_committee, by=cast.giang)
