"""Finding what a cell names: an indicator, a place, a document, by code or by full name."""

import difflib
from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from django.utils.translation import gettext_noop

from plenum.errors import InvalidInput, PlenumError
from plenum.ledger.exchange.cells import folded, plain
from plenum.ledger.models import Document, Indicator
from plenum.organizations.models import Place

N = TypeVar("N", Indicator, Place, Document)


class Directory(Generic[N]):
    """The things of one kind, found by code or by name in either language."""

    def __init__(self, kind: PlenumError, named: Iterable[tuple[N, Iterable[str]]]) -> None:
        self.kind = kind
        self._by_code: dict[str, N] = {}
        self._by_name: dict[str, list[N]] = defaultdict(list)
        for thing, names in named:
            self._by_code[thing.code] = thing
            for name in {folded(name) for name in names} - {""}:
                self._by_name[name].append(thing)

    def find(self, text: str) -> N:
        """The thing a cell names. Raises `InvalidInput`, naming what comes near."""
        text = plain(text)
        if not text:
            raise InvalidInput("The cell is empty. Write the code of the {kind}.", kind=self.kind)
        found = self._by_code.get(text) or self._by_code.get(text.lower())
        if found is not None:
            return found
        called = self._by_name.get(folded(text), [])
        if len(called) == 1:
            return called[0]
        if called:
            raise InvalidInput(
                "“{text}” is the name of several ({codes}). Write the code of one.",
                text=text[:60],
                codes=", ".join(thing.code for thing in called[:5]),
            )
        near = self._near(text)
        message = gettext_noop(
            "There is no {kind} “{text}”. Write the code or the full name of one that is in the record."
        )
        if near:
            message = gettext_noop("There is no {kind} “{text}”. Did you mean {near}?")
        raise InvalidInput(message, kind=self.kind, text=text[:60], near=", ".join(near))

    def _near(self, text: str) -> list[str]:
        near: list[str] = difflib.get_close_matches(text.lower(), self._by_code, n=3, cutoff=0.6)
        for name in difflib.get_close_matches(folded(text), self._by_name, n=3, cutoff=0.6):
            near += [thing.code for thing in self._by_name[name]]
        return list(dict.fromkeys(near))[:3]


def indicators() -> Directory[Indicator]:
    everyone = Indicator.objects.all()
    return Directory(PlenumError("indicator"), ((one, (one.name_vi, one.name_en)) for one in everyone))


def places() -> Directory[Place]:
    return Directory(PlenumError("place"), ((one, (one.name_vi, one.name_en)) for one in Place.objects.all()))


def documents() -> Directory[Document]:
    everyone = Document.objects.select_related("body__place")
    return Directory(
        PlenumError("document"), ((one, (one.title_vi, one.title_en, one.number)) for one in everyone)
    )
