"""Writing scenarios, and links between indicators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from plenum.accounts.actions import differing, record_audit
from plenum.accounts.models import User
from plenum.accounts.permissions import Permission
from plenum.accounts.queries import require
from plenum.assessing.scenarios.links import circle
from plenum.errors import Conflict, InvalidInput
from plenum.ledger.actions.writing import check_known_by_now, hold
from plenum.ledger.fields import canonical, judgeable
from plenum.ledger.models import Assumption, Document, Indicator, IndicatorLink, LinkInput, Scenario
from plenum.ledger.vocabulary import AssumptionMeasure, Course, LinkKind, OverTime
from plenum.organizations.models import Body, Place
from plenum.organizations.words import NOTHING_SAID, Words

LARGEST_STEP = Decimal(1000)
"""In % a year. What is said to grow faster is a slip of the decimal mark."""
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Assumed:
    """One assumption; see `plenum.ledger.models.Assumption`. Without a place it is that of the body."""

    indicator: Indicator
    measure: AssumptionMeasure
    amount: Decimal
    year: int | None = None
    catches_up: bool = False
    place: Place | None = None


@dataclass(frozen=True)
class ScenarioDraft:
    """A scenario's facts."""

    name: Words
    assumptions: Sequence[Assumed]
    course: Course = Course.BASE
    note: Words = NOTHING_SAID


@transaction.atomic
def put_scenario(
    body: Body, document: Document | None, draft: ScenarioDraft, *, by: User, known_on: date | None = None
) -> Scenario:
    """Keep a scenario for a document of the body, or without one for all of its documents.

    It holds from `known_on` (today where not given). Raises `Forbidden`, `InvalidInput`, `Conflict`.
    """
    require(by, Permission.KEEP_SCENARIOS, body)
    if document is not None and document.body_id != body.pk:
        raise InvalidInput("{code} is not a document of {body}.", code=document.code, body=str(body))
    day = known_on or timezone.localdate()
    check_known_by_now(day)
    scenario = _written(body, document, draft, day, by)
    record_audit("put_scenario", scenario, by=by, body=body, after=_told(scenario))
    return scenario


@transaction.atomic
def change_scenario(scenario: Scenario, draft: ScenarioDraft, *, by: User) -> Scenario:
    """A new version of a scenario from today on; a past day still shows the old one.

    Raises `Forbidden`, `InvalidInput`, and `Conflict` where it was changed or ended already or nothing differs.
    """
    old = _lasting(scenario, by)
    today = timezone.localdate()
    old.ended_on = max(today, old.known_on)
    old.save(update_fields=["ended_on"])
    new = _written(old.body, old.document, draft, old.ended_on, by, replaces=old)
    before, after = differing(_told(old), _told(new))
    if not after:
        raise Conflict("Nothing was changed in this scenario.")
    record_audit("change_scenario", new, by=by, body=old.body, before=before, after=after)
    return new


@transaction.atomic
def end_scenario(scenario: Scenario, *, by: User) -> Scenario:
    """Show a scenario no longer from today on; a past day still does. Raises `Forbidden`, `Conflict`."""
    old = _lasting(scenario, by)
    old.ended_on = max(timezone.localdate(), old.known_on)
    old.save(update_fields=["ended_on"])
    record_audit(
        "end_scenario",
        old,
        by=by,
        body=old.body,
        before={"ended_on": None} | _told(old),
        after={"ended_on": old.ended_on.isoformat()},
    )
    return old


def _lasting(scenario: Scenario, by: User) -> Scenario:
    held = hold(scenario)
    require(by, Permission.KEEP_SCENARIOS, held.body)
    if held.ended_on is not None:
        raise Conflict("This scenario was changed or ended meanwhile; look at the newest version.")
    return held


def _written(
    body: Body,
    document: Document | None,
    draft: ScenarioDraft,
    day: date,
    by: User,
    replaces: Scenario | None = None,
) -> Scenario:
    if not str(draft.name).strip():
        raise InvalidInput("Give the scenario a name.")
    if not draft.assumptions:
        raise InvalidInput("A scenario assumes something: give an amount for at least one indicator.")
    rows = [_checked(one, body) for one in draft.assumptions]
    _check_said_once(rows)
    same = body.scenarios.filter(document=document, ended_on__isnull=True)
    if any((one.name_vi, one.name_en) == (draft.name.vi, draft.name.en) for one in same):
        raise Conflict("There is a scenario called {name} already; change that one.", name=str(draft.name))
    scenario = Scenario.objects.create(
        body=body,
        document=document,
        name_vi=draft.name.vi.strip(),
        name_en=draft.name.en.strip(),
        note_vi=draft.note.vi.strip(),
        note_en=draft.note.en.strip(),
        course=draft.course,
        known_on=day,
        replaces=replaces,
        entered_by=by,
    )
    for row in rows:
        row.scenario = scenario
    Assumption.objects.bulk_create(rows)
    return scenario


def _checked(one: Assumed, body: Body) -> Assumption:
    place = one.place or body.place
    if place is None:
        raise InvalidInput("{body} has no territory; name the place an assumption is about.", body=str(body))
    indicator, amount = one.indicator, judgeable(one.amount)
    rates = indicator.over_time == OverTime.COMPOUND
    if rates and one.measure in (AssumptionMeasure.GROWTH, AssumptionMeasure.CHANGE):
        raise InvalidInput(
            "{name} is itself a growth rate: say which rate is assumed, not how fast the rate grows.",
            name=str(indicator),
        )
    is_growth = one.measure == AssumptionMeasure.GROWTH
    if is_growth and not -100 < amount <= LARGEST_STEP:
        raise InvalidInput(
            "{name}: a growth of {amount}% a year is not between -100 and {most}.",
            name=str(indicator),
            amount=format(amount, "f"),
            most=format(LARGEST_STEP, "f"),
        )
    for bound, beyond in ((indicator.lower_bound, -1), (indicator.upper_bound, 1)):
        passes = bound is not None and (amount - bound) * beyond > 0
        if one.measure == AssumptionMeasure.VALUE and passes:
            raise InvalidInput(
                "{name} cannot have the value {amount}; its bound is {bound}.",
                name=str(indicator),
                amount=format(amount, "f"),
                bound=format(canonical(bound or Decimal(0)), "f"),
            )
    if one.year is not None and not FIRST_YEAR <= one.year <= LAST_YEAR:
        raise InvalidInput("{year} is not a year a scenario can be about.", year=one.year)
    is_shock = one.measure == AssumptionMeasure.SHOCK
    if is_shock and one.year is None:
        raise InvalidInput("{name}: say in which year the shock comes.", name=str(indicator))
    return Assumption(
        indicator=indicator,
        place=place,
        measure=one.measure,
        amount=amount,
        year=one.year,
        catches_up=one.catches_up and is_shock,
    )


def _check_said_once(rows: Sequence[Assumption]) -> None:
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        shock = row.measure == AssumptionMeasure.SHOCK
        key = (row.indicator, row.place_id, row.year, shock)
        if key in seen and row.year is None:
            raise InvalidInput("{name}: two assumptions for every year.", name=str(row.indicator))
        if key in seen:
            raise InvalidInput(
                "{name}: two assumptions of one sort for {year}.", name=str(row.indicator), year=row.year
            )
        seen.add(key)


def _told(scenario: Scenario) -> dict[str, Any]:
    """What the audit keeps of a version: its words and its assumptions."""
    assumptions = scenario.assumptions.select_related("indicator", "place")
    return {
        "document": scenario.document.code if scenario.document else None,
        "name_vi": scenario.name_vi,
        "name_en": scenario.name_en,
        "note_vi": scenario.note_vi,
        "note_en": scenario.note_en,
        "course": str(scenario.course),
        "assumptions": [
            {
                "indicator": one.indicator.code,
                "place": one.place.code,
                "measure": str(one.measure),
                "amount": format(canonical(one.amount), "f"),
                "year": one.year,
                "catches_up": one.catches_up,
            }
            for one in assumptions
        ],
    }


@transaction.atomic
def link_indicators(
    kind: LinkKind,
    derived: Indicator,
    inputs: Sequence[Indicator],
    *,
    by: User,
    known_on: date | None = None,
) -> IndicatorLink:
    """Let `derived` follow from `inputs`: of a quotient what is divided and by what, of a sum its parts, of a growth
    the level. Whoever keeps the definition of `derived` may say so.

    Raises `Forbidden`, `InvalidInput` where the number of inputs does not fit or a circle would arise, and `Conflict`
    where it follows from something already.
    """
    require(by, Permission.KEEP_INDICATORS, derived.keeper)
    day = known_on or timezone.localdate()
    check_known_by_now(day)
    derived = hold(derived)
    if derived.links.filter(ended_on__isnull=True).exists():
        raise Conflict(
            "{name} follows from other indicators already; end that link first.", name=str(derived)
        )
    _check_inputs(kind, derived, inputs)
    link = IndicatorLink.objects.create(kind=kind, derived=derived, known_on=day, entered_by=by)
    LinkInput.objects.bulk_create(
        LinkInput(link=link, indicator=one, position=position) for position, one in enumerate(inputs)
    )
    record_audit("link_indicators", link, by=by, body=derived.keeper, after=_told_of_link(link))
    return link


def _check_inputs(kind: LinkKind, derived: Indicator, inputs: Sequence[Indicator]) -> None:
    fits = {
        LinkKind.QUOTIENT: len(inputs) == 2,
        LinkKind.GROWTH: len(inputs) == 1,
        LinkKind.SUM: len(inputs) >= 2,
    }
    if not fits[kind] or len(set(inputs)) != len(inputs):
        raise InvalidInput(
            "A quotient follows from two different indicators, a growth from one, a sum from two or more."
        )
    if kind == LinkKind.GROWTH and derived.over_time != OverTime.COMPOUND:
        raise InvalidInput(
            "{name} is no growth rate, so it cannot be the growth of another indicator.", name=str(derived)
        )
    for one in inputs if kind == LinkKind.SUM else ():
        if one.unit != derived.unit:
            raise InvalidInput(
                "The parts of a sum are in the unit of the sum, {unit}; {name} is not.",
                unit=derived.unit,
                name=str(one),
            )
    follows: dict[str, list[str]] = {derived.code: [one.code for one in inputs]}
    for link in IndicatorLink.objects.filter(ended_on__isnull=True).select_related("derived"):
        follows[link.derived.code] = [one.indicator.code for one in link.inputs.select_related("indicator")]
    found = circle(follows)
    if found is not None:
        raise InvalidInput(
            "These indicators would follow from each other in a circle: {circle}.", circle=" → ".join(found)
        )


@transaction.atomic
def end_link(link: IndicatorLink, *, by: User) -> IndicatorLink:
    """Let an indicator stand on its own again from today on. Raises `Forbidden`, `Conflict`."""
    held = hold(link)
    require(by, Permission.KEEP_INDICATORS, held.derived.keeper)
    if held.ended_on is not None:
        raise Conflict("This link was ended already.")
    held.ended_on = max(timezone.localdate(), held.known_on)
    held.save(update_fields=["ended_on"])
    record_audit(
        "end_link",
        held,
        by=by,
        body=held.derived.keeper,
        before=_told_of_link(held) | {"ended_on": None},
        after={"ended_on": held.ended_on.isoformat()},
    )
    return held


def _told_of_link(link: IndicatorLink) -> dict[str, Any]:
    return {
        "kind": str(link.kind),
        "derived": link.derived.code,
        "inputs": [one.indicator.code for one in link.inputs.select_related("indicator")],
    }
