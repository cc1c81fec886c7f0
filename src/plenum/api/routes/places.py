"""Places, and what became of them. Names of places are no secret: anyone may read them."""

from django.http import HttpRequest
from ninja import Router

from plenum.api.days import AsOf, day
from plenum.api.forms.organizations import PlaceForm, PlacePage, place_form, ref, succession_form
from plenum.api.problems import REFUSALS
from plenum.organizations.queries import place_by_code, place_list, places_around, successions_of

router = Router(tags=["Places"])


@router.get("/places", response={200: list[PlaceForm], **REFUSALS}, url_name="places")
def places(request: HttpRequest, as_of: AsOf = None) -> list[PlaceForm]:
    """The places that exist on the day."""
    return [place_form(place) for place in place_list(day(as_of))]


@router.get("/places/{code}", response={200: PlacePage, **REFUSALS}, url_name="place")
def place(request: HttpRequest, code: str, as_of: AsOf = None) -> PlacePage:
    """A place with where it lies, what it succeeded and what succeeded it."""
    on, found = day(as_of), place_by_code(code)
    return PlacePage(
        **dict(place_form(found)),
        as_of=on,
        within=[ref(one) for one in places_around(found, on)],
        successions=[succession_form(link) for link in successions_of(found, on)],
    )
