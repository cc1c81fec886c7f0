"""Writing indicators, sources and observations."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from plenum.accounts.actions import record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require, require_for_place, require_somewhere
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.actions.writing import audit_put, check_in_order, check_known_by_now, hold, told
from plenum.ledger.fields import judgeable
from plenum.ledger.models import Document, Indicator, Observation, Source
from plenum.ledger.vocabulary import (
    DateBasis,
    Direction,
    Measurement,
    OverPlaces,
    OverTime,
    SourceKind,
    Status,
)
from plenum.organizations.models import Body, Place
from plenum.organizations.words import NOTHING_SAID, Words
from plenum.periods import Period
from plenum.units import Unit

CITING = frozenset(
    {
        Permission.RECORD_OBSERVATIONS,
        Permission.CORRECT_OBSERVATIONS,
        Permission.KEEP_DOCUMENTS,
        Permission.SET_TARGETS,
        Permission.ADOPT_VERDICTS,
    }
)
"""The permissions that let one enter something which names a source."""

_TOLD = (
    *("indicator", "place", "period", "value", "status", "source", "known_on", "withdrawn", "corrects"),
    *("note", "words"),
)
_TOLD_OF_INDICATOR = (
    *("code", "keeper", "name_vi", "name_en", "unit", "measurement", "direction", "over_time", "over_places"),
    *("lower_bound", "upper_bound", "definition_vi", "definition_en", "national_twin"),
)
_TOLD_OF_SOURCE = (
    *(
        "kind",
        "url",
        "title_vi",
        "title_en",
        "document",
        "published_on",
        "date_basis",
        "digest",
        "precedence",
    ),
)


@transaction.atomic
def put_indicator(
    code: str,
    *,
    keeper: Body,
    name: Words,
    unit: str,
    measurement: Measurement,
    over_time: OverTime,
    by: User,
    direction: Direction = Direction.UP,
    over_places: OverPlaces = OverPlaces.NONE,
    bounds: tuple[Decimal | None, Decimal | None] = (None, None),
    definition: Words = NOTHING_SAID,
    national_twin: Indicator | None = None,
) -> Indicator:
    """Define an indicator, or bring the one with this code to this definition.

    Raises `Forbidden`, `UnitError`, and `Conflict` where the unit would change under values already recorded.
    """
    require(by, Permission.KEEP_INDICATORS, keeper)
    unit = str(Unit.parse(unit))
    known = (
        Indicator.objects.select_for_update(of=("self",)).select_related("keeper").filter(code=code).first()
    )
    if known is not None:
        require(by, Permission.KEEP_INDICATORS, known.keeper)
        if known.unit != unit and known.observations.exists():
            raise Conflict(
                "{code} has values in {old_unit}; they would read as {unit}. Define a new indicator instead.",
                code=code,
                old_unit=known.unit,
                unit=unit,
            )
    if bounds[0] is not None and bounds[1] is not None and bounds[1] < bounds[0]:
        raise InvalidInput(
            "{code} cannot be {low} at least and {high} at most.",
            code=code,
            low=format(bounds[0], "f"),
            high=format(bounds[1], "f"),
        )
    before = None if known is None else told(known, _TOLD_OF_INDICATOR)
    facts: dict[str, Any] = {
        "keeper": keeper,
        "name_vi": name.vi,
        "name_en": name.en,
        "unit": unit,
        "measurement": measurement,
        "direction": direction,
        "over_time": over_time,
        "over_places": over_places,
        "lower_bound": bounds[0],
        "upper_bound": bounds[1],
        "definition_vi": definition.vi,
        "definition_en": definition.en,
        "national_twin": national_twin,
    }
    indicator, _ = Indicator.objects.update_or_create(code=code, defaults=facts)
    after = told(indicator, _TOLD_OF_INDICATOR)
    audit_put(("define_indicator", "change_indicator"), indicator, before, after, by=by, body=keeper)
    return indicator


@transaction.atomic
def register_source(
    kind: SourceKind,
    *,
    published_on: date,
    by: User,
    url: str = "",
    title: Words = NOTHING_SAID,
    date_basis: DateBasis = DateBasis.STATED,
    document: Document | None = None,
    digest: str = "",
    precedence: int = 50,
) -> Source:
    """The source with this address and day; made where the record does not know it yet.

    A source belongs to no body: whoever may enter something somewhere may register one. Raises `Forbidden`.
    """
    require_somewhere(by, CITING)
    known = Source.objects.filter(kind=kind, url=url, published_on=published_on, digest=digest)
    found = known.filter(title_en=title.en, title_vi=title.vi, document=document).first()
    if found is not None:
        return found
    source = Source.objects.create(
        kind=kind,
        url=url,
        title_vi=title.vi,
        title_en=title.en,
        document=document,
        published_on=published_on,
        date_basis=date_basis,
        digest=digest,
        precedence=precedence,
        entered_by=by,
    )
    record_audit("register_source", source, by=by, after=told(source, _TOLD_OF_SOURCE))
    return source


def _checked(value: Decimal, indicator: Indicator) -> Decimal:
    """The value as the ledger keeps it. Raises `InvalidInput` where it cannot be kept exactly or cannot be."""
    exact = judgeable(value)
    low, high = indicator.lower_bound, indicator.upper_bound
    if (low is not None and exact < low) or (high is not None and exact > high):
        raise InvalidInput(
            "{value} is outside what {code} can be ({low} to {high} {unit}).",
            value=format(exact, "f"),
            code=indicator.code,
            low="…" if low is None else format(low, "f"),
            high="…" if high is None else format(high, "f"),
            unit=indicator.unit,
        )
    return exact


def _audited(observation: Observation, action: str, by: User, before: Observation | None = None) -> None:
    record_audit(
        action,
        observation,
        by=by,
        before=told(before, _TOLD) if before else None,
        after=told(observation, _TOLD),
        note=observation.note,
    )


@transaction.atomic
def record_observation(
    indicator: Indicator,
    place: Place,
    period: Period,
    value: Decimal,
    *,
    status: Status,
    source: Source,
    by: User,
    known_on: date | None = None,
    note: str = "",
    words: str = "",
) -> Observation:
    """Enter one value. `known_on` is the source's day where not given.

    Raises `Forbidden`, `InvalidInput` (out of bounds, too many digits, known in the future), `Conflict` (this
    source already states this value for this period).
    """
    require_for_place(by, Permission.RECORD_OBSERVATIONS, place)
    known_on = known_on or source.published_on
    check_known_by_now(known_on)
    exact = _checked(value, indicator)
    hold(source)
    same = Observation.objects.filter(
        indicator=indicator,
        place=place,
        starts=period.starts,
        ends=period.ends,
        source=source,
        status=status,
        corrections__isnull=True,
    )
    if any(one.value == exact and one.period == period.code for one in same):
        raise Conflict(
            "{source} already states {value} for {code}, {place}, {period}; it was not entered again.",
            source=str(source),
            value=format(exact, "f"),
            code=indicator.code,
            place=place.code,
            period=period.code,
        )
    observation = Observation.objects.create(
        indicator=indicator,
        place=place,
        period=period.code,
        frequency=str(period.frequency),
        starts=period.starts,
        ends=period.ends,
        value=exact,
        status=status,
        source=source,
        known_on=known_on,
        note=note,
        words=words,
        entered_by=by,
    )
    _audited(observation, "record_observation", by)
    return observation


def _replacing(old: Observation, *, by: User, known_on: date, note: str) -> Observation:
    """`old`, held, where it may be corrected or withdrawn as of `known_on`."""
    old = hold(old)
    require_for_place(by, Permission.CORRECT_OBSERVATIONS, old.place)
    if old.withdrawn:
        raise Conflict(
            "Observation {number} only withdraws another one; there is nothing in it to correct.",
            number=old.pk,
        )
    later = old.corrections.first()
    if later is not None:
        raise Conflict(
            "Observation {number} was corrected already; correct observation {later} instead.",
            number=old.pk,
            later=later.pk,
        )
    check_in_order(known_on, old.known_on)
    if not note.strip():
        raise InvalidInput("Say why the value is corrected or withdrawn; the reason is kept with it.")
    return old


def _successor(old: Observation, **changed: Any) -> Observation:
    kept = {
        field: getattr(old, field)
        for field in ("indicator", "place", "period", "frequency", "starts", "ends", "status", "source")
    }
    return Observation.objects.create(corrects=old, **(kept | changed))


@transaction.atomic
def correct_observation(
    old: Observation,
    value: Decimal,
    *,
    source: Source,
    known_on: date,
    note: str,
    by: User,
    status: Status | None = None,
) -> Observation:
    """Enter a value that takes the place of `old` from `known_on` on; `old` stays as it is.

    Raises `Forbidden`, `InvalidInput`, and `Conflict` where `old` was corrected already.
    """
    old = _replacing(old, by=by, known_on=known_on, note=note)
    new = _successor(
        old,
        value=_checked(value, old.indicator),
        source=source,
        known_on=known_on,
        note=note,
        entered_by=by,
        status=status or old.status,
    )
    _audited(new, "correct_observation", by, before=old)
    return new


@transaction.atomic
def withdraw_observation(old: Observation, *, known_on: date, note: str, by: User) -> Observation:
    """Say from `known_on` on that `old` was wrong, with no value in its place. Raises as `correct_observation`."""
    old = _replacing(old, by=by, known_on=known_on, note=note)
    new = _successor(old, value=None, withdrawn=True, known_on=known_on, note=note, entered_by=by)
    _audited(new, "withdraw_observation", by, before=old)
    return new
