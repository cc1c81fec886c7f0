"""What every action of the ledger needs: one writer at a time, days that have come, an audit row of what changed."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from plenum.accounts.actions import differing, record_audit
from plenum.accounts.models import User
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.fields import canonical
from plenum.organizations.models import Body

Row = TypeVar("Row", bound=models.Model)


def hold(row: Row) -> Row:
    """The row as it is now, which no other transaction holds or changes until this one ends.

    Two writers at once would otherwise both find that a value was not corrected yet. On SQLite there is nothing to
    do: a transaction there has the whole database to itself from its first statement on. Rows that name this one
    by a foreign key can still be written meanwhile. Raises `Conflict` where the row is gone.
    """
    held = type(row)._default_manager.select_for_update(no_key=True).filter(pk=row.pk).first()
    if held is None:
        raise Conflict("Someone discarded this meanwhile; go back and begin again.")
    return held


def check_known_by_now(known_on: date) -> None:
    """Raises `InvalidInput` for a day that is still to come."""
    if known_on > timezone.localdate():
        raise InvalidInput(
            "Nothing can have become known on {day}, which is still to come.", day=known_on.isoformat()
        )


def check_in_order(known_on: date, old_known_on: date) -> None:
    """Raises `InvalidInput` for a correction or withdrawal known before what it corrects, or still to come."""
    if known_on < old_known_on:
        raise InvalidInput(
            "A correction cannot be known on {day}, before the value it corrects ({old_day}).",
            day=known_on.isoformat(),
            old_day=old_known_on.isoformat(),
        )
    check_known_by_now(known_on)


def told(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """These fields of a row as JSON values; a row of another table by its code, number or id."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(canonical(value), "f")
    if isinstance(value, models.Model):
        return getattr(value, "code", None) or getattr(value, "number", None) or value.pk
    # A word of a closed list is stored as its plain text.
    return str(value) if isinstance(value, str) else value


def audit_put(
    action: tuple[str, str],
    row: models.Model,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    *,
    by: User,
    body: Body,
) -> None:
    """Audit a row that was made or brought to new facts: `action` is what to call the one and the other.

    A new row is told in full, a changed one by the facts that differ. Where none differs nothing happened, and
    nothing is told.
    """
    made, changed = action
    if before is None:
        record_audit(made, row, by=by, body=body, after=after)
        return
    old, new = differing(before, after)
    if new:
        record_audit(changed, row, by=by, body=body, before=old, after=new)
