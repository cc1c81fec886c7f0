"""Writing indicators, sources and observations."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from plenum.accounts.actions import record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require, require_for_place
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.fields import DIGITS, PLACES, canonical
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
    known = Indicator.objects.filter(code=code).first()
    if known is not None:
        require(by, Permission.KEEP_INDICATORS, known.keeper)
        if known.unit != unit and known.observations.exists():
            raise Conflict(
                f"{code} has values in {known.unit}; they would read as {unit}. Define a new indicator instead."
            )
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
    indicator, made = Indicator.objects.update_or_create(code=code, defaults=facts)
    record_audit(
        "define_indicator" if made else "change_indicator",
        indicator,
        by=by,
        body=keeper,
        before=None if known is None else {"unit": known.unit, "name_en": known.name_en},
        after={"code": code, "unit": unit, "name_en": name.en},
    )
    return indicator


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
    """The source with this address and day; made where the record does not know it yet."""
    known = Source.objects.filter(kind=kind, url=url, published_on=published_on, digest=digest)
    found = known.filter(title_en=title.en, title_vi=title.vi, document=document).first()
    if found is not None:
        return found
    return Source.objects.create(
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


def _checked(value: Decimal, indicator: Indicator) -> Decimal:
    """The value as the ledger keeps it. Raises `InvalidInput` where it cannot be kept exactly or cannot be."""
    if not value.is_finite():
        raise InvalidInput(f"{value} is not a number.")
    exact = canonical(value)
    _sign, digits, exponent = exact.as_tuple()
    assert isinstance(exponent, int)
    if -exponent > PLACES or len(digits) + max(exponent, -PLACES) > DIGITS - PLACES:
        raise InvalidInput(
            f"{value} has more than {PLACES} decimals or {DIGITS - PLACES} digits before them; "
            f"the ledger keeps numbers exactly and cannot keep this one."
        )
    low, high = indicator.lower_bound, indicator.upper_bound
    if (low is not None and exact < low) or (high is not None and exact > high):
        span = f"{low if low is not None else '…'} to {high if high is not None else '…'} {indicator.unit}"
        raise InvalidInput(f"{value} is outside what {indicator.code} can be ({span}).")
    return exact


def _audited(observation: Observation, action: str, by: User, before: Observation | None = None) -> None:
    def told(one: Observation) -> dict[str, Any]:
        return {
            "indicator": one.indicator.code,
            "place": one.place.code,
            "period": one.period,
            "value": None if one.value is None else format(one.value, "f"),
            "status": str(one.status),
            "source": one.source_id,
            "known_on": one.known_on.isoformat(),
        }

    record_audit(action, observation, by=by, before=told(before) if before else None, after=told(observation))


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
    if known_on > timezone.localdate():
        raise InvalidInput(
            f"A value cannot have become known on {known_on:%Y-%m-%d}, which is still to come."
        )
    exact = _checked(value, indicator)
    same = Observation.objects.filter(
        indicator=indicator, place=place, starts=period.starts, ends=period.ends, source=source, status=status
    )
    if any(one.value == exact and one.period == period.code for one in same):
        raise Conflict(
            f"{source} already states {exact} for {indicator.code}, {place.code}, {period}; it was not entered again."
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


def _replacing(old: Observation, *, by: User, known_on: date) -> None:
    require_for_place(by, Permission.CORRECT_OBSERVATIONS, old.place)
    if old.withdrawn:
        raise Conflict(f"Observation {old.pk} only withdraws another one; there is nothing in it to correct.")
    if old.corrections.exists():
        raise Conflict(
            f"Observation {old.pk} was corrected already; correct observation {old.corrections.get().pk} instead."
        )
    if known_on < old.known_on:
        raise InvalidInput(
            f"A correction cannot be known on {known_on:%Y-%m-%d}, before the value it corrects "
            f"({old.known_on:%Y-%m-%d})."
        )
    if known_on > timezone.localdate():
        raise InvalidInput(f"A correction cannot have become known on {known_on:%Y-%m-%d}, still to come.")


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
    old = Observation.objects.select_for_update().get(pk=old.pk)
    _replacing(old, by=by, known_on=known_on)
    if not note.strip():
        raise InvalidInput("Say why the value is corrected; the reason is kept with it.")
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
    """Say from `known_on` on that `old` was wrong, with no value in its place."""
    old = Observation.objects.select_for_update().get(pk=old.pk)
    _replacing(old, by=by, known_on=known_on)
    if not note.strip():
        raise InvalidInput("Say why the value is withdrawn; the reason is kept with it.")
    new = _successor(old, value=None, withdrawn=True, known_on=known_on, note=note, entered_by=by)
    _audited(new, "withdraw_observation", by, before=old)
    return new
