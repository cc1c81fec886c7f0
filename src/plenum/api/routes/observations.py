"""Observations: paged through, alone, entered, corrected and withdrawn."""

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from ninja.responses import Status as Answer

from plenum.api.days import AsOf, day
from plenum.api.forms.observations import (
    Correction,
    ObservationDraft,
    ObservationForm,
    ObservationList,
    ObservationPageForm,
    SourceDraft,
    ValueDraft,
    Withdrawal,
    listed_observation,
    observation_form,
    observation_page_form,
)
from plenum.api.problems import REFUSALS, WRITE_REFUSALS
from plenum.api.sign_in import signed_in
from plenum.errors import SignInRequired
from plenum.ledger.actions import (
    correct_observation,
    record_observation,
    register_source,
    withdraw_observation,
)
from plenum.ledger.queries import document_by_code, indicator_by_code, observation_by_id, observation_page
from plenum.ledger.queries.listing import observation_list
from plenum.organizations.queries import place_by_code
from plenum.organizations.words import Words
from plenum.periods import Period
from plenum.quantities import Quantity
from plenum.units import Unit

if TYPE_CHECKING:
    from plenum.accounts.models import User
    from plenum.ledger.models import Source

router = Router(tags=["Observations"])

LARGEST_PAGE = 1000


@router.get("/observations", response={200: ObservationList, **REFUSALS}, url_name="observations")
def observations(
    request: HttpRequest,
    as_of: AsOf = None,
    indicator: str | None = None,
    place: str | None = None,
    period: str | None = None,
    current: Annotated[
        bool, Query(..., description="Leave out what was corrected or withdrawn by the day.")
    ] = False,
    after: Annotated[int, Query(..., ge=0, description="Begin behind this id.")] = 0,
    limit: Annotated[int, Query(..., ge=1, le=LARGEST_PAGE)] = 100,
) -> ObservationList:
    """The observations you may read, in the order they were entered."""
    on = day(as_of)
    rows = observation_list(
        on,
        by=request.user,
        indicator=indicator_by_code(indicator) if indicator is not None else None,
        place=place_by_code(place) if place is not None else None,
        period=Period.parse(period).code if period is not None else None,
        current=current,
        after=after,
    )
    found = list(rows[: limit + 1])
    return ObservationList(
        as_of=on,
        items=[listed_observation(one) for one in found[:limit]],
        next=found[limit - 1].pk if len(found) > limit else None,
    )


@router.get("/observations/{int:pk}", response={200: ObservationPageForm, **REFUSALS}, url_name="observation")
def observation(request: HttpRequest, pk: int, as_of: AsOf = None) -> ObservationPageForm:
    """An observation: its source, who entered it, what it corrects, what disagrees with it."""
    on = day(as_of)
    return observation_page_form(observation_page(pk, on, by=request.user), on)


@router.post(
    "/observations", auth=signed_in, response={201: ObservationForm, **WRITE_REFUSALS}, url_name="record"
)
def record(request: HttpRequest, draft: ObservationDraft) -> Answer[ObservationForm]:
    """Enter a value. You need a role that records observations on a body covering the place."""
    by, indicator = _user(request), indicator_by_code(draft.indicator)
    with transaction.atomic():
        made = record_observation(
            indicator,
            place_by_code(draft.place),
            Period.parse(draft.period),
            _value(draft, indicator.unit),
            status=draft.status,
            source=_source(draft.source, by),
            known_on=draft.known_on,
            note=draft.note,
            words=draft.words,
            by=by,
        )
    return Answer(201, observation_form(made))


@router.post(
    "/observations/{int:pk}/correction",
    auth=signed_in,
    response={201: ObservationForm, **WRITE_REFUSALS},
    url_name="correct",
)
def correct(request: HttpRequest, pk: int, correction: Correction) -> Answer[ObservationForm]:
    """Enter a value that takes the place of another; the other stays in the record."""
    by, old = _user(request), observation_by_id(pk, by=request.user)
    with transaction.atomic():
        made = correct_observation(
            old,
            _value(correction, old.indicator.unit),
            source=_source(correction.source, by),
            known_on=correction.known_on,
            note=correction.note,
            status=correction.status,
            by=by,
        )
    return Answer(201, observation_form(made))


@router.post(
    "/observations/{int:pk}/withdrawal",
    auth=signed_in,
    response={201: ObservationForm, **WRITE_REFUSALS},
    url_name="withdraw",
)
def withdraw(request: HttpRequest, pk: int, withdrawal: Withdrawal) -> Answer[ObservationForm]:
    """Say that a value was wrong, with none in its place; it stays in the record."""
    old = observation_by_id(pk, by=request.user)
    made = withdraw_observation(old, known_on=withdrawal.known_on, note=withdrawal.note, by=_user(request))
    return Answer(201, observation_form(made))


def _user(request: HttpRequest) -> "User":
    if not request.user.is_authenticated:
        raise SignInRequired(gettext_noop("Sign in first; this changes the record."))
    return request.user


def _value(draft: ValueDraft, unit: str) -> Decimal:
    """The draft's value in the indicator's unit. Raises `UnitError`, `UnitMismatch`."""
    value = Decimal(draft.value)
    if draft.unit is None:
        return value
    return Quantity(value, Unit.parse(draft.unit)).to(Unit.parse(unit)).value


def _source(draft: SourceDraft, by: "User") -> "Source":
    """The source, registered where the record does not know it; call it in the transaction of the value's entry."""
    return register_source(
        draft.kind,
        published_on=draft.published_on,
        url=draft.url,
        title=Words(draft.title_vi, draft.title_en),
        document=document_by_code(draft.document, by=by) if draft.document else None,
        by=by,
    )
