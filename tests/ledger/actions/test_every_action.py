"""Every action: who may do it, that nothing happens to who may not, and the one audit row it leaves."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from plenum.accounts import actions as accounts
from plenum.accounts.actions import create_user
from plenum.accounts.models import AuditEntry, User
from plenum.accounts.permissions import Role
from plenum.errors import Forbidden, SignInRequired
from plenum.ledger import actions
from tests.cast import Cast

from .acts import ACTS, NOBODY

NOT_ACTIONS = {"record_audit", "differing", "account_facts", "require_unlimited", "operator"}
"""Functions of `accounts.actions` that others build on, and the account under which commands act."""


def test_the_table_has_every_action() -> None:
    public = {
        name
        for name, function in inspect.getmembers(accounts, inspect.isfunction)
        if function.__module__ == accounts.__name__ and not name.startswith("_")
    }
    of_ledger = {name for name in actions.__all__ if inspect.isfunction(getattr(actions, name))}
    assert public >= NOT_ACTIONS
    assert set(ACTS) == (public - NOT_ACTIONS) | of_ledger


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.parametrize("name", ACTS)
def test_it_is_open_to_its_roles_only_and_leaves_one_audit_row(cast: Cast, name: str) -> None:
    act = ACTS[name]
    act.set_up(cast)
    before = rows()
    for role, by in cast.users.items():
        if role in act.roles:
            with undone():
                act.do(cast, by)
                assert AuditEntry.objects.count() == before["accounts.AuditEntry"] + 1, role
        else:
            with pytest.raises(Forbidden), transaction.atomic():
                act.do(cast, by)
            assert rows() == before, role
    if name != "set_reading_preferences":
        _closed_to_outsiders(cast, name, before)


def _closed_to_outsiders(cast: Cast, name: str, before: dict[str, int]) -> None:
    act = ACTS[name]
    switched_off = User.objects.get(pk=cast.alice.pk)
    switched_off.is_active = False
    # A source belongs to no body, so that the leader of another one may register it.
    outsiders = [cast.minh, switched_off] + ([cast.oanh] if name != "register_source" else [])
    for by in outsiders:
        with pytest.raises(Forbidden), transaction.atomic():
            act.do(cast, by)
    with pytest.raises((SignInRequired, Forbidden)), transaction.atomic():
        act.do(cast, AnonymousUser())  # type: ignore[arg-type]
    assert rows() == before
    with undone():
        act.do(cast, cast.operator)
        assert AuditEntry.objects.count() == before["accounts.AuditEntry"] + 1


@pytest.mark.parametrize("name", ACTS)
def test_its_audit_row_says_who_and_what_and_goes_back_with_it(cast: Cast, name: str) -> None:
    act = ACTS[name]
    act.set_up(cast)
    allowed = sorted(act.roles or NOBODY)
    by = (
        cast.users[Role(allowed[0])]
        if allowed
        else create_user("root", None, by=cast.operator, is_superuser=True)
    )
    before = rows()
    with undone():
        act.do(cast, by)
        entry = AuditEntry.objects.order_by("-id")[0]
        assert entry.by == by
        assert entry.subject_id
        assert entry.before or entry.after
        assert entry.before != entry.after
        in_the_record = apps.get_model(entry.subject_type)
        if name not in ("clear_override", "discard_review"):
            assert in_the_record._default_manager.filter(pk=entry.subject_id).exists()
        belongs_to_a_body = entry.subject_type.startswith("ledger.") and name != "register_source"
        if belongs_to_a_body and "observation" not in name:
            assert entry.body == cast.committee
    assert rows() == before
