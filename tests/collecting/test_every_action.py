"""Every action of the desk: who may do it, that nothing happens to who may not, and the audit rows it leaves."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from plenum.accounts.actions import grant_role
from plenum.accounts.models import AuditEntry, User
from plenum.accounts.permissions import Role
from plenum.collecting import actions
from plenum.errors import Forbidden, SignInRequired
from tests.cast import Cast
from tests.collecting.acts import ACTS, PROGRAM


def test_the_table_has_every_action() -> None:
    public = {name for name in actions.__all__ if inspect.isfunction(getattr(actions, name))}
    assert {name for name in ACTS if " " not in name} == public - PROGRAM


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens within is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@pytest.mark.parametrize("name", ACTS)
def test_it_is_open_to_its_roles_only_and_leaves_its_audit_rows(cast: Cast, name: str) -> None:
    act = ACTS[name]
    act.set_up(cast)
    before = rows()
    for role, by in cast.users.items():
        if role in act.roles:
            with undone():
                act.do(cast, by)
                assert AuditEntry.objects.count() == before["accounts.AuditEntry"] + act.rows, role
                entry = AuditEntry.objects.order_by("-id")[0]
                assert entry.by == by
                assert entry.body == cast.committee
                assert entry.before != entry.after
        else:
            with pytest.raises(Forbidden), transaction.atomic():
                act.do(cast, by)
            assert rows() == before, role
    switched_off = User.objects.get(pk=cast.alice.pk)
    switched_off.is_active = False
    grant_role(cast.oanh, Role.ADMINISTRATOR, cast.other_committee, by=cast.operator)
    before = rows()
    for by in (cast.minh, cast.oanh, switched_off):
        with pytest.raises(Forbidden), transaction.atomic():
            act.do(cast, by)
    with pytest.raises((SignInRequired, Forbidden)), transaction.atomic():
        act.do(cast, AnonymousUser())  # type: ignore[arg-type]
    assert rows() == before
    with undone():
        act.do(cast, cast.operator)
        assert AuditEntry.objects.count() == before["accounts.AuditEntry"] + act.rows
