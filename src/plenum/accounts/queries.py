"""The only readers of accounts: who may do what where, and what was done."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from plenum.accounts.models import AuditEntry, RoleGrant, User
from plenum.accounts.permissions import Permission, Role, roles_with
from plenum.errors import Forbidden, NotFound, SignInRequired
from plenum.organizations.dates import existing_on
from plenum.organizations.models import Body, Place
from plenum.organizations.queries import body_and_above, body_and_below, place_and_above

Reader = User | AnonymousUser

_SAID = {
    Permission.VIEW: "read the record of",
    Permission.EXPORT: "export the record of",
    Permission.RECORD_OBSERVATIONS: "record observations for",
    Permission.CORRECT_OBSERVATIONS: "correct observations of",
    Permission.KEEP_DOCUMENTS: "keep the documents of",
    Permission.SET_TARGETS: "set the targets of",
    Permission.KEEP_INDICATORS: "define indicators for",
    Permission.PREPARE_REVIEW: "prepare a review for",
    Permission.ADOPT_VERDICTS: "adopt verdicts for",
    Permission.KEEP_ORGANIZATIONS: "change the organization of",
    Permission.GRANT_ROLES: "grant roles in",
    Permission.VIEW_AUDIT: "read the audit trail of",
}


def _granted_bodies(by: Reader, permission: Permission, day: date) -> set[int]:
    if not by.is_authenticated:
        return set()
    grants = RoleGrant.objects.filter(user_id=by.pk, role__in=roles_with(permission)).filter(existing_on(day))
    return set(grants.values_list("body_id", flat=True))


def may(by: Reader, permission: Permission, body: Body, *, day: date | None = None) -> bool:
    """Whether `by` has `permission` on `body` on `day` (today where not given)."""
    if permission is Permission.VIEW and body.is_public:
        return True
    if permission is Permission.EXPORT and body.is_public:
        return True
    if not by.is_authenticated or not by.is_active:
        return False
    if by.is_superuser:
        return True
    day = day or timezone.localdate()
    granted = _granted_bodies(by, permission, day)
    return bool(granted and granted & body_and_above([body.pk], day))


def require(by: Reader, permission: Permission, body: Body) -> None:
    """Raises `SignInRequired` or `Forbidden` unless `by` has `permission` on `body`."""
    if may(by, permission, body):
        return
    if not by.is_authenticated:
        raise SignInRequired(f"Sign in to {_SAID[permission]} {body}.")
    roles = ", ".join(sorted(roles_with(permission)))
    raise Forbidden(
        f"You may not {_SAID[permission]} {body}. Ask its administrator for one of these roles: {roles}."
    )


def bodies_for_place(place: Place, day: date) -> list[Body]:
    """The bodies whose territory is `place` or a place it lies within on `day`."""
    return list(Body.objects.filter(place_id__in=place_and_above([place.pk], day)))


def may_for_place(by: Reader, permission: Permission, place: Place) -> bool:
    """Whether `by` has `permission` on any body whose territory covers `place`."""
    if by.is_authenticated and by.is_superuser:
        return True
    # A place that has been merged away still lies where it lay on its last day.
    day = min(place.ends or timezone.localdate(), timezone.localdate())
    return any(may(by, permission, body) for body in bodies_for_place(place, day))


def require_for_place(by: Reader, permission: Permission, place: Place) -> None:
    """Raises `SignInRequired` or `Forbidden` unless `by` has `permission` on a body covering `place`."""
    if may_for_place(by, permission, place):
        return
    if not by.is_authenticated:
        raise SignInRequired(f"Sign in to {_SAID[permission]} {place}.")
    roles = ", ".join(sorted(roles_with(permission)))
    raise Forbidden(
        f"You may not {_SAID[permission]} {place}. Ask its administrator for one of these roles: {roles}."
    )


def bodies_where(by: Reader, permission: Permission) -> QuerySet[Body]:
    """The bodies on which `by` has `permission` today, public ones included for viewing and exporting."""
    if by.is_authenticated and by.is_active and by.is_superuser:
        return Body.objects.all()
    today = timezone.localdate()
    granted = _granted_bodies(by, permission, today) if by.is_authenticated and by.is_active else set()
    bodies = Body.objects.filter(pk__in=body_and_below(granted, today)) if granted else Body.objects.none()
    if permission in (Permission.VIEW, Permission.EXPORT):
        bodies = bodies | Body.objects.filter(is_public=True)
    return bodies


def user_by_name(username: str) -> User:
    """The user with this name. Raises `NotFound`."""
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        raise NotFound(f"There is no user called {username!r}.") from None


def roles_of(user: User, *, day: date | None = None) -> list[RoleGrant]:
    """The grants of `user` in force on `day`, with their bodies."""
    day = day or timezone.localdate()
    return list(user.role_grants.filter(existing_on(day)).select_related("body", "granted_by"))


def has_role(by: Reader, roles: Iterable[Role], body: Body) -> bool:
    """Whether `by` holds one of `roles` on `body` or above it today."""
    if not by.is_authenticated:
        return False
    today = timezone.localdate()
    held = RoleGrant.objects.filter(user_id=by.pk, role__in=list(roles)).filter(existing_on(today))
    return held.filter(body_id__in=body_and_above([body.pk], today)).exists()


def audit_trail(body: Body, *, by: Reader) -> QuerySet[AuditEntry]:
    """What was done for `body` and below, newest first. Raises `Forbidden`."""
    require(by, Permission.VIEW_AUDIT, body)
    below = body_and_below([body.pk], timezone.localdate())
    return AuditEntry.objects.filter(body_id__in=below).select_related("by", "body")


def audit_of(subject_type: str, subject_id: object) -> list[AuditEntry]:
    """The audit entries about one record, oldest first."""
    rows = AuditEntry.objects.filter(subject_type=subject_type, subject_id=str(subject_id))
    return list(rows.select_related("by").order_by("id"))
