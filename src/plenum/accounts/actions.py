"""The only writers of accounts: users, roles and the audit trail."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from plenum.accounts.models import AuditEntry, RoleGrant, User
from plenum.accounts.permissions import Permission, Role
from plenum.accounts.queries import is_unlimited, require
from plenum.accounts.words import ROLE_NAMES
from plenum.errors import Conflict, Forbidden, InvalidInput
from plenum.organizations.models import Body

OPERATOR = "operator"


def record_audit(
    action: str,
    subject: models.Model | type[models.Model],
    *,
    by: User | None,
    body: Body | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> AuditEntry:
    """Write an audit row. Call it inside the transaction of the change it tells of.

    Raises `RuntimeError` outside a transaction: an audit row that can be lost on its own is none.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit row must be written in the transaction of its change.")
    return AuditEntry.objects.create(
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id="" if isinstance(subject, type) else str(subject.pk),
        by=by,
        body=body,
        before=before,
        after=after,
        note=note,
    )


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Of the facts before and after a change those that differ; two empty tables where nothing changed."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


@transaction.atomic
def operator() -> User:
    """The account under which commands on the server's own shell act; it cannot sign in."""
    user, made = User.objects.get_or_create(
        username=OPERATOR, defaults={"is_superuser": True, "first_name": "Operator"}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record_audit("create_user", user, by=None, after=account_facts(user))
    return user


@transaction.atomic
def create_user(username: str, password: str | None, *, by: User, name: str = "", **fields: Any) -> User:
    """Make an account; without a password it cannot sign in yet. Raises `Forbidden`, `InvalidInput`, `Conflict`."""
    require_unlimited(by)
    if not username.strip():
        raise InvalidInput("Give the account a name to sign in with.")
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, password=password, first_name=name, **fields)
    except IntegrityError:
        raise Conflict("There is already a user called {username!r}.", username=username) from None
    record_audit("create_user", user, by=by, after=account_facts(user))
    return user


def account_facts(user: User) -> dict[str, Any]:
    """What the audit trail keeps of an account: everything but the password."""
    told = ("username", "first_name", "last_name", "email", "is_active", "is_staff", "is_superuser")
    return {name: getattr(user, name) for name in (*told, "language", "theme")}


def require_unlimited(by: User) -> None:
    """Raises `Forbidden` unless `by` is an active superuser."""
    if not is_unlimited(by):
        raise Forbidden("Only the operator or a superuser keeps accounts.")


@transaction.atomic
def change_user(user: User, *, by: User) -> User:
    """Keep an account as `user` has it now: its names, its address, whether it is active, what it may reach.

    The password is not among them (`set_password`). Raises `Forbidden`.
    """
    require_unlimited(by)
    known = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    before, after = differing(account_facts(known), account_facts(user))
    if before:
        user.save(update_fields=list(after))
        record_audit("change_user", user, by=by, before=before, after=after)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, by: User) -> None:
    """Give an account a new password, which ends its sessions. Only a superuser may give one to another account."""
    if not is_unlimited(by) and by.pk != user.pk:
        raise Forbidden("Only the operator or a superuser sets the password of another account.")
    if user.username == OPERATOR:
        raise Forbidden("The operator acts from the server's own shell and never signs in.")
    user.set_password(password)
    user.save(update_fields=["password"])
    record_audit("set_password", user, by=by, after={"username": user.username})


@transaction.atomic
def grant_role(
    user: User, role: Role, body: Body, *, by: User, starts: date | None = None, ends: date | None = None
) -> RoleGrant:
    """Give `user` a role on `body` and all below it. Raises `Forbidden`, `InvalidInput`, `Conflict`."""
    require(by, Permission.GRANT_ROLES, body)
    if starts is not None and ends is not None and ends < starts:
        raise InvalidInput(
            "A role cannot end on {ends} before it begins on {starts}.",
            ends=ends.isoformat(),
            starts=starts.isoformat(),
        )
    # Two administrators at once must not each give the same role: one waits here for the other.
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    same = user.role_grants.filter(body=body, role=role)
    if any(grant.ends is None or (starts is not None and grant.starts == starts) for grant in same):
        raise Conflict(
            "{user} is already {role} of {body}.", user=str(user), role=ROLE_NAMES[Role(role)], body=str(body)
        )
    grant = RoleGrant.objects.create(user=user, role=role, body=body, granted_by=by, starts=starts, ends=ends)
    record_audit("grant_role", grant, by=by, body=body, after=_granted(grant))
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, by: User, ends: date | None = None) -> RoleGrant:
    """End a grant on a day (yesterday where not given, so that it no longer holds today).

    Raises `Forbidden`, and `Conflict` where it has ended by then already.
    """
    grant = RoleGrant.objects.select_for_update(of=("self",)).select_related("user", "body").get(pk=grant.pk)
    require(by, Permission.GRANT_ROLES, grant.body)
    last = ends or timezone.localdate() - timedelta(days=1)
    if grant.ends is not None and grant.ends <= last:
        raise Conflict("This role has ended already, on {ends}.", ends=grant.ends.isoformat())
    before = _granted(grant)
    grant.ends = last
    if grant.starts and grant.ends < grant.starts:
        grant.starts = grant.ends
    grant.save(update_fields=["ends", "starts"])
    before, after = differing(before, _granted(grant))
    record_audit("end_role", grant, by=by, body=grant.body, before=before, after=after)
    return grant


def _granted(grant: RoleGrant) -> dict[str, Any]:
    return {
        "user": grant.user.username,
        "role": str(grant.role),
        "starts": grant.starts.isoformat() if grant.starts else None,
        "ends": grant.ends.isoformat() if grant.ends else None,
    }


@transaction.atomic
def set_reading_preferences(user: User, *, language: str, theme: str, name: str | None = None) -> User:
    """Keep how a user likes to read. Raises `InvalidInput` for an unknown language or theme."""
    for field, value in (("language", language), ("theme", theme)):
        choices = [str(choice) for choice, _ in getattr(User._meta.get_field(field), "choices", None) or ()]
        if value not in choices:
            raise InvalidInput(
                "{value!r} is not one of these: {choices}.", value=value, choices=", ".join(choices)
            )
    known = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    user.language, user.theme = language, theme
    if name is not None:
        user.first_name = name
    before, after = differing(_preferences(known), _preferences(user))
    if before:
        user.save(update_fields=list(after))
        record_audit("set_reading_preferences", user, by=user, before=before, after=after)
    return user


def _preferences(user: User) -> dict[str, Any]:
    return {name: getattr(user, name) for name in ("language", "theme", "first_name")}
