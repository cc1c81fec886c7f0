"""A file read without being kept: what it states and what that may be about, for anyone signed in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, require
from plenum.collecting.digesting import Digest, FoundFigure, digested
from plenum.collecting.linking import Names
from plenum.collecting.proposing import FigureLinks, linked, names_for, places_for
from plenum.collecting.uploads import Taken, Upload, look_over
from plenum.errors import PlenumError, SignInRequired, UnsafeFile
from plenum.ledger.models import Indicator
from plenum.organizations.models import Body, Place
from plenum.reading.loaders import load
from plenum.reading.loaders.limits import MIB

LARGEST_AT_ONCE = 8 * MIB
"""Bytes of a file that is read while its sender waits."""


@dataclass(frozen=True)
class PreviewFigure:
    """A figure as read, with what it may be about; `place` is None where the words name none."""

    found: FoundFigure
    links: FigureLinks
    place: Place | None
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class Preview:
    """A file as it would be received; `failure` says why it cannot be read, where it cannot."""

    taken: Taken
    found: Digest | None
    figures: tuple[PreviewFigure, ...]
    failure: PlenumError | None = None


def preview(upload: Upload, *, by: Reader, body: Body | None = None) -> tuple[Preview, ...]:
    """Read a file, or each file of a ZIP, and keep nothing. `body` gives its own names for indicators and its place.

    Raises `SignInRequired`, `Forbidden` where `by` may not read the record of `body`, and as `look_over` does.
    """
    if not by.is_authenticated:
        raise SignInRequired("Sign in to have a file read.")
    if body is not None:
        require(by, Permission.VIEW, body)
    taken = look_over([upload])
    if sum(len(one.data) for one in taken) > LARGEST_AT_ONCE:
        raise UnsafeFile(
            "Files up to {limit} MiB are read while you wait. Have a larger one received by a body instead.",
            limit=LARGEST_AT_ONCE // MIB,
        )
    names = names_for(body)
    indicators = {one.pk: one for one in Indicator.objects.all()}
    return tuple(_preview(one, names, indicators, body) for one in taken)


def _preview(taken: Taken, names: Names, indicators: Mapping[int, Indicator], body: Body | None) -> Preview:
    today = timezone.localdate()
    try:
        (loaded,) = load(taken.data, taken.name)
        found = digested(loaded, received_on=today)
    except PlenumError as error:
        return Preview(taken, None, (), error)
    links = linked(found, names, places_for(body, body.place if body else None, found.dated_on or today))
    places = Place.objects.in_bulk([one.place for one in links if one.place is not None])
    figures = tuple(_figures(found, links, places, indicators))
    return Preview(taken, found, figures)


def _figures(
    found: Digest, links: list[FigureLinks], places: Mapping[int, Place], indicators: Mapping[int, Indicator]
) -> Iterator[PreviewFigure]:
    for figure, link in zip(found.figures, links, strict=True):
        yield PreviewFigure(
            figure,
            link,
            places[link.place] if link.place is not None else None,
            tuple(indicators[one.indicator] for one in link.candidates),
        )
