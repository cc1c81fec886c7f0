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
from plenum.ledger.models import Document, Indicator, Provision, Source, Target, TargetValue
from plenum.ledger.vocabulary import Direction, TargetKind
from plenum.organizations.models import Place
from plenum.organizations.words import NOTHING_SAID, Words
from plenum.periods import Period


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
        raise InvalidInput(f"{body} has no territory; name the place target {draft.number} is for.")
    if draft.provision is not None and draft.provision.document_id != document.pk:
        raise InvalidInput(f"{draft.provision} is not a provision of {document.code}.")
    whole = draft.part_of
    if whole is not None and (whole.document_id != document.pk or whole.kind != TargetKind.COMPOUND):
        raise InvalidInput(f"Target {whole.number} has no parts; make it compound first.")
    if draft.kind == TargetKind.COMPOUND and draft.indicator is not None:
        raise InvalidInput(f"Target {draft.number} has parts; give each part its own indicator.")
    known = document.targets.filter(number=draft.number).first()
    promised = (draft.indicator, draft.kind, draft.period.code)
    if (
        known is not None
        and (known.indicator, known.kind, known.period) != promised
        and known.verdicts.exists()
    ):
        raise Conflict(
            f"Verdicts on target {draft.number} were adopted already; set a new target instead of changing it."
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
    target, made = Target.objects.update_or_create(
        document=document,
        number=draft.number,
        defaults=facts,
        create_defaults=facts | {"entered_by": by},
    )
    record_audit(
        "set_target" if made else "change_target",
        target,
        by=by,
        body=body,
        before=None if known is None else {"name_en": known.name_en, "period": known.period},
        after={"document": document.code, "number": draft.number, "name_en": draft.name.en},
    )
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
    require(by, Permission.SET_TARGETS, target.body)
    if target.kind == TargetKind.COMPOUND:
        raise InvalidInput(f"Target {target.number} has parts; state the value of each part.")
    if low is None and high is None:
        raise InvalidInput(f"Target {target.number}: give the value to reach, or the ends of the range.")
    if low is not None and high is not None and high < low:
        raise InvalidInput(f"Target {target.number}: the range {low} to {high} is upside down.")
    if corrects is not None and corrects.corrections.exists():
        raise Conflict(f"What target {target.number} promised was corrected already.")
    if any(
        (value.low, value.high) == (low, high) and value.source_id == source.pk
        for value in target.values.filter(withdrawn=False)
    ):
        raise Conflict(f"{source} already states this value for target {target.number}.")
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
    record_audit("state_target_value", value, by=by, body=target.body, after=_told(value), note=note)
    return value


@transaction.atomic
def withdraw_target_value(old: TargetValue, *, known_on: date, note: str, by: User) -> TargetValue:
    """Say from `known_on` on that a stated value was never promised; it stays in the record."""
    require(by, Permission.SET_TARGETS, old.target.body)
    if old.corrections.exists():
        raise Conflict(f"What target {old.target.number} promised was corrected already.")
    if not note.strip():
        raise InvalidInput("Say why the value is withdrawn; the reason is kept with it.")
    value = TargetValue.objects.create(
        target=old.target,
        source=old.source,
        known_on=known_on,
        corrects=old,
        withdrawn=True,
        note=note,
        entered_by=by,
    )
    record_audit("withdraw_target_value", value, by=by, body=old.target.body, before=_told(old), note=note)
    return value


def _told(value: TargetValue) -> dict[str, Any]:
    return {
        "target": value.target.number,
        "document": value.target.document.code,
        "low": None if value.low is None else format(value.low, "f"),
        "high": None if value.high is None else format(value.high, "f"),
        "source": value.source_id,
        "known_on": value.known_on.isoformat(),
    }
