"""Which place a sentence says a figure is about. Pure: takes names of places and a sentence.

A name counts where it is written with capitals and is that of one place only.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plenum.collecting.folding import fold

_KIND = re.compile(
    r"^(?:thanh pho|tp|tinh|quan|huyen|thi xa|tx|xa|phuong|thi tran)\s+|"
    r"\s+(?:city|province|district|commune|ward|town)$"
)
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 4
_NATION = re.compile(
    r"\b(?:nationwide|ca nuoc|toan quoc|national|the whole country|the country as a whole)\b"
)
_COMPARED = re.compile(
    r"\b(?:so voi|gap|hon|than|compared (?:to|with)|against|average|binh quan)\b[^.;]{0,40}$"
)

_OF = re.compile(r"\b(?:in|of|at|o|tai|cua)\s+(?:\w+\s+){0,2}$")


@dataclass(frozen=True)
class PlaceNamed:
    """A place as a sentence may name it. `is_own`: within the territory of the body that received the report."""

    pk: int
    names: tuple[str, ...]
    is_own: bool = True
    is_nation: bool = False


class PlaceNames:
    """The names of places, ready to be looked for."""

    def __init__(self, places: Iterable[PlaceNamed]) -> None:
        named: dict[str, dict[int, bool]] = {}
        self._nation: int | None = None
        for place in places:
            if place.is_nation:
                self._nation = place.pk
            for name in place.names:
                folded = _KIND.sub("", fold(name).strip())
                if folded:
                    named.setdefault(" ".join(_WORD.findall(folded)), {})[place.pk] = place.is_own
        self._places: dict[str, int] = {}
        for name, found in named.items():
            own = [pk for pk, is_own in found.items() if is_own]
            # Communes of many districts share their names; a body's own comes before others.
            candidates = own or list(found)
            if len(candidates) == 1:
                self._places[name] = candidates[0]

    def place_of(self, sentence: str, name_start: int, value_start: int) -> int | None:
        """The place the words from before the name up to the value name last, else the first one behind the value;
        None where none is named. Offsets count in the sentence; what a figure is compared with is passed over."""
        folded = fold(sentence)
        if self._nation is not None and _NATION.search(folded, name_start, value_start):
            return self._nation
        before = after = None
        for start, end, pk in self._mentions(sentence, folded):
            if end <= value_start and not _COMPARED.search(folded[:start]):
                before = pk
            elif start > value_start and after is None:
                between = folded[value_start:start]
                after = pk if _OF.search(between) and not _COMPARED.search(between) else None
        return before if before is not None else after

    def _mentions(self, sentence: str, folded: str) -> Iterable[tuple[int, int, int]]:
        words = list(_WORD.finditer(folded))
        position = 0
        while position < len(words):
            for length in range(min(_LONGEST, len(words) - position), 0, -1):
                run = words[position : position + length]
                pk = self._places.get(" ".join(word.group() for word in run))
                if pk is not None and all(sentence[word.start()].isupper() for word in run):
                    yield run[0].start(), run[-1].end(), pk
                    position += length
                    break
            else:
                position += 1
