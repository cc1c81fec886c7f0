"""The only readers of accounts: who may do what where, and what was done."""

from collections.abc import Collection, Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from plenum.accounts.models import AuditEntry, RoleGrant, User
from plenum.accounts.permissions import Permission, Role, roles_with
from plenum.accounts.words import DOING, ROLE_NAMES, listed
from plenum.errors import Forbidden, NotFound, SignInRequired
from plenum.organizations.dates import existing_on
from plenum.organizations.models import Body, Place
from plenum.organizations.queries import body_and_above, body_and_below, place_and_above, place_and_below

Reader = User | AnonymousUser

OPEN_TO_ALL = frozenset({Permission.VIEW, Permission.EXPORT})
"""What anyone may do with the record of a public body."""


def _granted_bodies(by: Reader, permission: Permission, day: date) -> set[int]:
    if not by.is_authenticated:
        return set()
    grants = RoleGrant.objects.filter(user_id=by.pk, role__in=roles_with(permission)).filter(existing_on(day))
    return set(grants.values_list("body_id", flat=True))


def is_unlimited(by: Reader) -> bool:
    """Whether `by` may do everything everywhere: a superuser whose account is not switched off."""
    return bool(by.is_authenticated and by.is_active and by.is_superuser)


def require_somewhere(by: Reader, permissions: Collection[Permission]) -> None:
    """Raises `SignInRequired` or `Forbidden` unless `by` has one of `permissions` on some body.

    For what belongs to no body, such as a source that several may cite.
    """
    if is_unlimited(by):
        return
    today = timezone.localdate()
    if by.is_authenticated and by.is_active and any(_granted_bodies(by, one, today) for one in permissions):
        return
    if not by.is_authenticated:
        raise SignInRequired("Sign in first; this changes the record.")
    roles = frozenset().union(*(roles_with(one) for one in permissions))
    raise Forbidden(
        "You may not add to the record. Ask an administrator for one of these roles: {roles}.",
        roles=listed([ROLE_NAMES[role] for role in sorted(roles)]),
    )


def may(by: Reader, permission: Permission, body: Body, *, day: date | None = None) -> bool:
    """Whether `by` has `permission` on `body` on `day` (today where not given)."""
    if permission in OPEN_TO_ALL and body.is_public:
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
    raise _refusal(by, permission, str(body))


def _refusal(by: Reader, permission: Permission, whose: str) -> SignInRequired | Forbidden:
    doing = DOING[permission]
    if not by.is_authenticated:
        return SignInRequired("Sign in to {doing} {whose}.", doing=doing, whose=whose)
    return Forbidden(
        "You may not {doing} {whose}. Ask its administrator for one of these roles: {roles}.",
        doing=doing,
        whose=whose,
        roles=listed([ROLE_NAMES[role] for role in sorted(roles_with(permission))]),
    )


def bodies_for_place(place: Place, day: date) -> list[Body]:
    """The bodies whose territory is `place` or a place it lies within on `day`."""
    return list(Body.objects.filter(place_id__in=place_and_above([place.pk], day)))


def may_for_place(by: Reader, permission: Permission, place: Place) -> bool:
    """Whether `by` has `permission` on any body whose territory covers `place`."""
    if is_unlimited(by):
        return True
    # A place that has been merged away still lies where it lay on its last day.
    day = min(place.ends or timezone.localdate(), timezone.localdate())
    return any(may(by, permission, body) for body in bodies_for_place(place, day))


def require_for_place(by: Reader, permission: Permission, place: Place) -> None:
    """Raises `SignInRequired` or `Forbidden` unless `by` has `permission` on a body covering `place`."""
    if may_for_place(by, permission, place):
        return
    raise _refusal(by, permission, str(place))


def bodies_where(by: Reader, permission: Permission) -> QuerySet[Body]:
    """The bodies on which `by` has `permission` today, public ones included for viewing and exporting."""
    if is_unlimited(by):
        return Body.objects.all()
    today = timezone.localdate()
    granted = _granted_bodies(by, permission, today) if by.is_authenticated and by.is_active else set()
    bodies = Body.objects.filter(pk__in=body_and_below(granted, today)) if granted else Body.objects.none()
    if permission in OPEN_TO_ALL:
        bodies = bodies | Body.objects.filter(is_public=True)
    return bodies


def places_where(by: Reader, permission: Permission) -> QuerySet[Place]:
    """The places for which `by` has `permission` today: the territories of those bodies and all within them."""
    if by.is_authenticated and by.is_active and by.is_superuser:
        return Place.objects.all()
    territories = set(
        bodies_where(by, permission).filter(place__isnull=False).values_list("place_id", flat=True)
    )
    if not territories:
        return Place.objects.none()
    return Place.objects.filter(pk__in=place_and_below(territories, timezone.localdate()))


def user_by_name(username: str) -> User:
    """The user with this name. Raises `NotFound`."""
    try:
        return User.objects.get(username=username)
    except User.DoesNotExist:
        raise NotFound("There is no user called {username!r}.", username=username) from None


def roles_of(user: User, *, day: date | None = None) -> list[RoleGrant]:
    """The grants of `user` in force on `day`, with their bodies."""
    day = day or timezone.localdate()
    return list(user.role_grants.filter(existing_on(day)).select_related("body", "granted_by"))


def has_role(by: Reader, roles: Iterable[Role], body: Body) -> bool:
    """Whether `by` holds one of `roles` on `body` or above it today."""
    if not by.is_authenticated or not by.is_active:
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
