"""The stock administration of accounts and organizations, for a superuser who sets a record up or looks into it.

What is changed here leaves its audit row in the same transaction, as everywhere. Nothing is deleted: things end.
"""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse

from plenum.accounts import actions
from plenum.accounts.models import AuditEntry, RoleGrant, User
from plenum.accounts.permissions import Role
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


class ForSuperusers(admin.ModelAdmin):
    """Seen by superusers only; whether one may add or change is for each model to say."""

    # An address typed without its scheme is an https one.
    formfield_overrides: ClassVar[dict[type[models.Field], dict[str, Any]]] = {
        models.URLField: {"assume_scheme": "https"}
    }

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class LookOnly(ForSuperusers):
    """For what is written by actions only, and never from here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class Audited(ForSuperusers):
    """A model changed here with an audit row of what became different."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_module_permission(request)

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        known = type(obj)._default_manager.filter(pk=obj.pk).first() if change else None
        obj.save()
        before, after = actions.differing(_facts(known) if known else {}, _facts(obj))
        if after:
            name = obj._meta.verbose_name_raw.replace(" ", "_")
            actions.record_audit(
                f"{'change' if change else 'register'}_{name}",
                obj,
                by=request.user,
                body=obj if isinstance(obj, Body) else getattr(obj, "body", None),
                before=before if known else None,
                after=after,
            )


def _facts(row: models.Model) -> dict[str, Any]:
    """The fields of a row as JSON values."""
    values = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}
    return {
        name: value if value is None or isinstance(value, (bool, int, str)) else str(value)
        for name, value in values.items()
    }


@admin.register(User)
class UserAccounts(ForSuperusers, UserAdmin):
    """Accounts. Made, changed and given a password by the actions, which keep the audit."""

    list_display = ("username", "first_name", "email", "is_active", "is_superuser", "last_login")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("username", "first_name", "last_name", "email")
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email", "language", "theme")}),
        ("Access", {"fields": ("is_active", "is_staff", "is_superuser", "last_login", "date_joined")}),
    )
    add_form = BaseUserCreationForm
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2")}),)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.has_module_permission(request)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        assert isinstance(request.user, User)
        if change:
            actions.change_user(obj, by=request.user)
        else:
            made = actions.create_user(obj.username, form.cleaned_data["password1"], by=request.user)
            obj.pk, obj.password, obj._state.adding = made.pk, made.password, False

    @transaction.atomic
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        return super().user_change_password(request, id, form_url)

    def log_change(self, request: HttpRequest, obj: User, message: Any) -> Any:
        # The page that sets a password saves the account itself and then tells it here, in its transaction.
        if message and "password" in str(message).lower():
            assert isinstance(request.user, User)
            actions.record_audit("set_password", obj, by=request.user)
        return super().log_change(request, obj, message)


class GrantForm(forms.ModelForm):
    class Meta:
        model = RoleGrant
        fields = ("user", "body", "role", "starts", "ends")


@admin.register(RoleGrant)
class RoleGrants(Audited):
    """Who has which role on which body, from a day to a day. End a grant by giving it a last day."""

    form = GrantForm
    list_display = ("user", "role", "body", "starts", "ends", "granted_by")
    list_filter = ("role",)
    search_fields = ("user__username", "user__first_name", "body__code", "body__name_en", "body__name_vi")
    autocomplete_fields = ("user", "body")
    list_select_related = ("user", "body", "granted_by")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        assert isinstance(request.user, User)
        made = actions.grant_role(
            obj.user, Role(obj.role), obj.body, by=request.user, starts=obj.starts, ends=obj.ends
        )
        obj.pk, obj._state.adding = made.pk, False


@admin.register(AuditEntry)
class AuditTrail(LookOnly):
    list_display = ("at", "by", "action", "subject_type", "subject_id", "body", "note")
    list_filter = ("action",)
    search_fields = ("by__username", "action", "subject_type", "subject_id", "body__code")
    list_select_related = ("by", "body")
    date_hierarchy = "at"


@admin.register(Place)
class Places(Audited):
    list_display = ("code", "name_vi", "name_en", "kind", "starts", "ends")
    list_filter = ("kind",)
    search_fields = ("code", "name_vi", "name_en")


@admin.register(Body)
class Bodies(Audited):
    list_display = ("code", "name_vi", "name_en", "kind", "place", "is_public", "starts", "ends")
    list_filter = ("kind", "is_public")
    search_fields = ("code", "name_vi", "name_en")
    autocomplete_fields = ("place",)
    list_select_related = ("place",)


@admin.register(PlaceMembership)
class PlaceMemberships(Audited):
    list_display = ("place", "within", "starts", "ends")
    search_fields = ("place__code", "within__code")
    autocomplete_fields = ("place", "within")
    list_select_related = ("place", "within")


@admin.register(BodyMembership)
class BodyMemberships(Audited):
    list_display = ("body", "within", "starts", "ends")
    search_fields = ("body__code", "within__code")
    autocomplete_fields = ("body", "within")
    list_select_related = ("body", "within")


@admin.register(Succession)
class Successions(Audited):
    list_display = ("predecessor", "successor", "on", "share")
    search_fields = ("predecessor__code", "successor__code")
    autocomplete_fields = ("predecessor", "successor")
    list_select_related = ("predecessor", "successor")


@admin.register(Term)
class Terms(Audited):
    list_display = ("body", "ordinal", "first_year", "last_year")
    search_fields = ("body__code", "body__name_en", "body__name_vi")
    autocomplete_fields = ("body",)
    list_select_related = ("body",)


@admin.register(Person)
class People(Audited):
    search_fields = ("name",)


@admin.register(Position)
class Positions(Audited):
    list_display = ("person", "title_vi", "title_en", "body", "starts", "ends")
    search_fields = ("person__name", "title_vi", "title_en", "body__code")
    autocomplete_fields = ("person", "body")
    list_select_related = ("person", "body")
