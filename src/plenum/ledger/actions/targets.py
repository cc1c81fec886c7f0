"""Writing targets and what they promise."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from plenum.accounts.actions import record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.actions.writing import audit_put, check_in_order, check_known_by_now, hold, told
from plenum.ledger.fields import judgeable
from plenum.ledger.models import Document, Indicator, Provision, Source, Target, TargetValue
from plenum.ledger.vocabulary import Direction, TargetKind
from plenum.organizations.models import Place
from plenum.organizations.words import NOTHING_SAID, Words
from plenum.periods import Period

_TOLD = (
    *("document", "number", "provision", "position", "part_of", "group_vi", "group_en", "name_vi", "name_en"),
    *("indicator", "place", "kind", "direction", "period", "known_on", "source", "note_vi", "note_en"),
)
_TOLD_OF_VALUE = ("target", "low", "high", "source", "known_on", "withdrawn", "corrects")


@dataclass(frozen=True)
class TargetDraft:
    """A target's facts, without what it promises."""

    number: str
    position: int
    name: Words
    kind: TargetKind
    period: Period
    known_on: date
    direction: Direction = Direction.UP
    indicator: Indicator | None = None
    place: Place | None = None
    group: Words = NOTHING_SAID
    note: Words = NOTHING_SAID
    provision: Provision | None = None
    part_of: Target | None = None
    source: Source | None = None


@transaction.atomic
def set_target(document: Document, draft: TargetDraft, *, by: User) -> Target:
    """Set a target of a document, or bring the one with this number to these facts.

    Once a conference has adopted a verdict on a target, its indicator, kind and period no longer change.
    Raises `Forbidden`, `InvalidInput`, `Conflict`.
    """
    body = document.body
    require(by, Permission.SET_TARGETS, body)
    place = draft.place or body.place
    if place is None:
        raise InvalidInput(
            "{body} has no territory; name the place target {number} is for.",
            body=str(body),
            number=draft.number,
        )
    check_known_by_now(draft.known_on)
    if draft.provision is not None and draft.provision.document_id != document.pk:
        raise InvalidInput(
            "{provision} is not a provision of {code}.", provision=str(draft.provision), code=document.code
        )
    whole = draft.part_of
    if whole is not None and (whole.document_id != document.pk or whole.kind != TargetKind.COMPOUND):
        raise InvalidInput("Target {number} has no parts; make it compound first.", number=whole.number)
    if draft.kind == TargetKind.COMPOUND and draft.indicator is not None:
        raise InvalidInput(
            "Target {number} has parts; give each part its own indicator.", number=draft.number
        )
    known = document.targets.select_for_update(of=("self",)).filter(number=draft.number).first()
    before = None if known is None else told(known, _TOLD)
    promised = (draft.indicator, draft.kind, draft.period.code)
    if (
        known is not None
        and (known.indicator, known.kind, known.period) != promised
        and known.verdicts.exists()
    ):
        raise Conflict(
            "Verdicts on target {number} were adopted already; set a new target instead of changing it.",
            number=draft.number,
        )
    facts: dict[str, Any] = {
        "body": body,
        "provision": draft.provision,
        "position": draft.position,
        "part_of": draft.part_of,
        "group_vi": draft.group.vi,
        "group_en": draft.group.en,
        "name_vi": draft.name.vi,
        "name_en": draft.name.en,
        "indicator": draft.indicator,
        "place": place,
        "kind": draft.kind,
        "direction": draft.direction,
        "period": draft.period.code,
        "starts": draft.period.starts,
        "ends": draft.period.ends,
        "known_on": draft.known_on,
        "source": draft.source,
        "note_vi": draft.note.vi,
        "note_en": draft.note.en,
    }
    target, _ = Target.objects.update_or_create(
        document=document,
        number=draft.number,
        defaults=facts,
        create_defaults=facts | {"entered_by": by},
    )
    audit_put(("set_target", "change_target"), target, before, told(target, _TOLD), by=by, body=body)
    return target


@transaction.atomic
def state_target_value(
    target: Target,
    *,
    low: Decimal | None,
    high: Decimal | None,
    source: Source,
    known_on: date,
    by: User,
    corrects: TargetValue | None = None,
    note: str = "",
) -> TargetValue:
    """Say what a target promises, as `source` states it. Raises `Forbidden`, `InvalidInput`, `Conflict`."""
    target = hold(target)
    require(by, Permission.SET_TARGETS, target.body)
    if target.kind == TargetKind.COMPOUND:
        raise InvalidInput("Target {number} has parts; state the value of each part.", number=target.number)
    if low is None and high is None:
        raise InvalidInput(
            "Target {number}: give the value to reach, or the ends of the range.", number=target.number
        )
    low, high = (None if end is None else judgeable(end) for end in (low, high))
    if low is not None and high is not None and high < low:
        raise InvalidInput(
            "Target {number}: the range {low} to {high} is upside down.",
            number=target.number,
            low=format(low, "f"),
            high=format(high, "f"),
        )
    check_known_by_now(known_on)
    if corrects is not None:
        _check_replaceable(corrects, target, known_on)
    if any(
        (value.low, value.high) == (low, high) and value.source_id == source.pk
        for value in target.values.filter(withdrawn=False, corrections__isnull=True)
    ):
        raise Conflict(
            "{source} already states this value for target {number}.",
            source=str(source),
            number=target.number,
        )
    value = TargetValue.objects.create(
        target=target,
        low=low,
        high=high,
        source=source,
        known_on=known_on,
        corrects=corrects,
        note=note,
        entered_by=by,
    )
    record_audit(
        "state_target_value" if corrects is None else "correct_target_value",
        value,
        by=by,
        body=target.body,
        before=None if corrects is None else _told(corrects),
        after=_told(value),
        note=note,
    )
    return value


def _check_replaceable(old: TargetValue, target: Target, known_on: date) -> None:
    if old.target_id != target.pk:
        raise InvalidInput("Value {value} is not one of target {number}.", value=old.pk, number=target.number)
    if old.withdrawn:
        raise Conflict(
            "Value {value} only withdraws another one; there is nothing in it to correct.", value=old.pk
        )
    if old.corrections.exists():
        raise Conflict("What target {number} promised was corrected already.", number=target.number)
    check_in_order(known_on, old.known_on)


@transaction.atomic
def withdraw_target_value(old: TargetValue, *, known_on: date, note: str, by: User) -> TargetValue:
    """Say from `known_on` on that a stated value was never promised; it stays in the record.

    Raises `Forbidden`, `InvalidInput`, `Conflict`.
    """
    target = hold(old.target)
    require(by, Permission.SET_TARGETS, target.body)
    _check_replaceable(old, target, known_on)
    if not note.strip():
        raise InvalidInput("Say why the value is corrected or withdrawn; the reason is kept with it.")
    value = TargetValue.objects.create(
        target=old.target,
        source=old.source,
        known_on=known_on,
        corrects=old,
        withdrawn=True,
        note=note,
        entered_by=by,
    )
    record_audit(
        "withdraw_target_value",
        value,
        by=by,
        body=target.body,
        before=_told(old),
        after=_told(value),
        note=note,
    )
    return value


def _told(value: TargetValue) -> dict[str, Any]:
    return {"document": value.target.document.code} | told(value, _TOLD_OF_VALUE)
