"""Bodies, places and what became of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plenum.organizations.queries import SuccessionLink
from plenum.reporting.open_data.form import Exact, Form, Ref, exact, names
from plenum.reporting.open_data.scoreboard import AnnouncedForm, StandingCounts

if TYPE_CHECKING:
    from plenum.organizations.models import Body, Place


class BodyForm(Ref):
    """An organization that resolves or acts."""

    kind: str
    place: Ref | None
    is_public: bool
    starts: date | None
    ends: date | None


class BodyPage(BodyForm):
    """A body with its term and resolution in force on the day."""

    as_of: date
    term: str | None
    resolution: str | None


class Attention(Form):
    """A target in trouble."""

    number: str
    name: str
    name_vi: str
    name_en: str
    standing: str


class BodySummaryForm(Form):
    """A body as the home page shows it."""

    body: Ref
    resolution: str | None
    computed: StandingCounts | None
    adopted: StandingCounts | None
    announced: list[AnnouncedForm]
    attention: list[Attention]


class PlaceForm(Ref):
    """A territory with dates of existence."""

    kind: str
    starts: date | None
    ends: date | None


class SuccessionForm(Form):
    """On `on`, `share` of what was counted for `predecessor` came to be counted for `successor`."""

    predecessor: Ref
    successor: Ref
    on: date
    share: Exact
    basis_vi: str
    basis_en: str
    source_url: str


class PlacePage(PlaceForm):
    """A place with where it lies and what became of it, as of the day."""

    as_of: date
    within: list[Ref]
    successions: list[SuccessionForm]


def ref(thing: Body | Place) -> Ref:
    """A body or place by code and name."""
    return Ref(code=thing.code, **names(thing.name))


def body_form(body: Body) -> BodyForm:
    return BodyForm(
        code=body.code,
        **names(body.name),
        kind=body.kind,
        place=ref(body.place) if body.place else None,
        is_public=body.is_public,
        starts=body.starts,
        ends=body.ends,
    )


def place_form(place: Place) -> PlaceForm:
    return PlaceForm(
        code=place.code, **names(place.name), kind=place.kind, starts=place.starts, ends=place.ends
    )


def succession_form(link: SuccessionLink) -> SuccessionForm:
    return SuccessionForm(
        predecessor=ref(link.predecessor),
        successor=ref(link.successor),
        on=link.on,
        share=exact(link.share) or "0",
        basis_vi=link.basis.said_in("vi"),
        basis_en=link.basis.said_in("en"),
        source_url=link.source_url,
    )
