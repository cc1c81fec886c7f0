"""The stock administration: for superusers, audited, and never a way around the append-only tables."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from plenum.accounts.actions import create_user
from plenum.accounts.append_only import append_only_models
from plenum.accounts.models import AuditEntry, RoleGrant, User
from plenum.accounts.permissions import Role
from plenum.organizations.models import Body, Place
from tests.cast import PASSWORD, Cast

ROOMS = ("organizations", "accounts", "ledger")


def _registered() -> Iterator[type]:
    for label in ROOMS:
        for model in apps.get_app_config(label).get_models():
            if admin.site.is_registered(model):
                yield model


@pytest.fixture
def root(cast: Cast) -> User:
    return create_user("root", PASSWORD, by=cast.operator, is_superuser=True, is_staff=True)


@pytest.fixture
def page(client: Client, root: User) -> Client:
    client.force_login(root)
    return client


def test_every_list_and_every_row_can_be_opened(cast: Cast, page: Client) -> None:
    models = list(_registered())
    assert len(models) > 20
    for model in models:
        meta = model._meta
        assert page.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")).status_code == 200, (
            model
        )
        row = model._default_manager.first()
        if row is not None:
            answer = page.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk]))
            assert answer.status_code == 200, model


def test_a_list_that_can_be_searched_can_be_searched(cast: Cast, page: Client) -> None:
    for model in _registered():
        if admin.site.get_model_admin(model).search_fields:
            meta = model._meta
            url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            assert page.get(url, {"q": "an-binh"}).status_code == 200, model


def test_staff_without_every_right_see_nothing(cast: Cast, client: Client) -> None:
    staff = create_user("staff", PASSWORD, by=cast.operator, is_staff=True)
    client.force_login(staff)
    for model in _registered():
        meta = model._meta
        assert client.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")).status_code == 403


def test_nothing_is_deleted_and_append_only_is_only_looked_at(cast: Cast, page: Client) -> None:
    for model in _registered():
        meta = model._meta
        row = model._default_manager.first()
        if row is not None:
            assert (
                page.post(
                    reverse(f"admin:{meta.app_label}_{meta.model_name}_delete", args=[row.pk])
                ).status_code
                == 403
            )
    for model in append_only_models():
        if admin.site.is_registered(model):
            meta = model._meta
            assert page.get(reverse(f"admin:{meta.app_label}_{meta.model_name}_add")).status_code == 403


def test_a_change_leaves_what_became_different_in_the_audit(cast: Cast, page: Client, root: User) -> None:
    place = cast.province
    facts = {"code": place.code, "name_vi": place.name_vi, "name_en": "An Binh Province", "kind": place.kind}
    before = AuditEntry.objects.count()
    page.post(reverse("admin:organizations_place_change", args=[place.pk]), facts)
    entry = AuditEntry.objects.first()
    assert AuditEntry.objects.count() == before + 1
    assert entry is not None
    assert (entry.action, entry.by, entry.subject_id) == ("change_place", root, str(place.pk))
    assert (entry.before, entry.after) == ({"name_en": "An Binh"}, {"name_en": "An Binh Province"})
    assert Place.objects.get(pk=place.pk).name_en == "An Binh Province"
    page.post(reverse("admin:organizations_place_change", args=[place.pk]), facts)
    assert AuditEntry.objects.count() == before + 1, "nothing changed, nothing to tell"


def test_a_body_made_here_is_told_with_the_body(cast: Cast, page: Client) -> None:
    facts = {"code": "new", "name_vi": "Mới", "name_en": "New", "kind": "department"}
    page.post(reverse("admin:organizations_body_add"), facts)
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.action, entry.body) == ("register_body", Body.objects.get(code="new"))


def test_accounts_are_made_changed_and_given_passwords_by_the_actions(cast: Cast, page: Client) -> None:
    facts = {"username": "quan", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    page.post(reverse("admin:accounts_user_add"), facts)
    quan = User.objects.get(username="quan")
    assert quan.check_password(PASSWORD)
    changed = {"username": "quan", "first_name": "Quân", "language": "vi", "theme": "dark", "is_active": "on"}
    page.post(reverse("admin:accounts_user_change", args=[quan.pk]), changed)
    new = "another long password"
    page.post(
        reverse("admin:auth_user_password_change", args=[quan.pk]),
        {"password1": new, "password2": new, "usable_password": "true"},
    )
    quan.refresh_from_db()
    assert (quan.first_name, quan.theme) == ("Quân", "dark")
    assert quan.check_password(new)
    told = AuditEntry.objects.filter(subject_type="accounts.user", subject_id=str(quan.pk)).order_by("id")
    assert list(told.values_list("action", flat=True)) == ["create_user", "change_user", "set_password"]
    assert new not in str([(one.before, one.after) for one in told])


def test_a_role_granted_here_is_granted_by_the_action(cast: Cast, page: Client, root: User) -> None:
    facts = {"user": cast.minh.pk, "body": cast.committee.pk, "role": Role.VIEWER}
    page.post(reverse("admin:accounts_rolegrant_add"), facts)
    grant = RoleGrant.objects.get(user=cast.minh)
    assert grant.granted_by == root
    entry = AuditEntry.objects.first()
    assert entry is not None
    assert (entry.action, entry.body) == ("grant_role", cast.committee)
    page.post(reverse("admin:accounts_rolegrant_change", args=[grant.pk]), facts | {"ends": "2026-01-01"})
    assert AuditEntry.objects.first().action == "change_role_grant"  # type: ignore[union-attr]
