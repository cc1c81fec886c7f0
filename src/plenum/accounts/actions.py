"""The only writers of accounts: users, roles and the audit trail."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from plenum.accounts.models import AuditEntry, RoleGrant, User
from plenum.accounts.permissions import Permission, Role
from plenum.accounts.queries import require
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


@transaction.atomic
def operator() -> User:
    """The account under which commands on the server's own shell act; it cannot sign in."""
    user, made = User.objects.get_or_create(
        username=OPERATOR, defaults={"is_superuser": True, "first_name": "Operator"}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        record_audit("create_user", user, by=None, after={"username": OPERATOR})
    return user


@transaction.atomic
def create_user(username: str, password: str | None, *, by: User, name: str = "", **fields: Any) -> User:
    """Make an account. Only a superuser may; without a password the account cannot sign in yet."""
    if not by.is_superuser:
        raise InvalidInput("Only the operator or a superuser makes accounts.")
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, password=password, first_name=name, **fields)
    except IntegrityError:
        raise Conflict(f"There is already a user called {username!r}.") from None
    record_audit("create_user", user, by=by, after={"username": username})
    return user


@transaction.atomic
def set_password(user: User, password: str, *, by: User) -> None:
    """Give an account a new password, which ends its sessions. Only a superuser may give one to another account."""
    if not by.is_superuser and by.pk != user.pk:
        raise Forbidden("Only the operator or a superuser sets the password of another account.")
    if user.username == OPERATOR:
        raise Forbidden("The operator acts from the server's own shell and never signs in.")
    user.set_password(password)
    user.save(update_fields=["password"])
    record_audit("set_password", user, by=by, after={"username": user.username})


@transaction.atomic
def grant_role(user: User, role: Role, body: Body, *, by: User, starts: date | None = None) -> RoleGrant:
    """Give `user` a role on `body` and all below it. Raises `Forbidden`, `Conflict`."""
    require(by, Permission.GRANT_ROLES, body)
    if user.role_grants.filter(body=body, role=role, ends__isnull=True).exists():
        raise Conflict(f"{user} is already {role} on {body}.")
    grant = RoleGrant.objects.create(user=user, role=role, body=body, granted_by=by, starts=starts)
    record_audit("grant_role", grant, by=by, body=body, after={"user": user.username, "role": str(role)})
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, by: User, ends: date | None = None) -> RoleGrant:
    """End a grant on a day (yesterday where not given, so that it no longer holds today)."""
    require(by, Permission.GRANT_ROLES, grant.body)
    grant.ends = ends or timezone.localdate() - timedelta(days=1)
    if grant.starts and grant.ends < grant.starts:
        grant.starts = grant.ends
    grant.save(update_fields=["ends", "starts"])
    record_audit("end_role", grant, by=by, body=grant.body, after={"ends": grant.ends.isoformat()})
    return grant


@transaction.atomic
def set_reading_preferences(user: User, *, language: str, theme: str, name: str | None = None) -> User:
    """Keep how a user likes to read. Raises `InvalidInput` for an unknown language or theme."""
    for field, value in (("language", language), ("theme", theme)):
        choices = [choice for choice, _ in getattr(User._meta.get_field(field), "choices", None) or ()]
        if value not in choices:
            raise InvalidInput(f"{value!r} is not a {field}; choose one of {', '.join(map(str, choices))}.")
        setattr(user, field, value)
    if name is not None:
        user.first_name = name
    user.save(update_fields=["language", "theme", "first_name"])
    return user
