"""From a report's words to the indicator they are about: how close its names come to what the words say.

Pure: takes names and gives scores. A word counts the more the fewer indicators share it, so that "domestic" decides
between "domestic budget revenue" and "total budget revenue", and "budget" does not. Nothing below `THRESHOLD` is
proposed, and nothing whose unit or kind of measure cannot be the indicator's.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rapidfuzz import fuzz, process

from plenum.collecting.folding import fold, phrase_of, words_in
from plenum.collecting.valuing import in_unit
from plenum.collecting.vocabulary import Reason
from plenum.reading.figures import Kind
from plenum.units import Unit

THRESHOLD = 60
"""A score below this is no proposal; 100 is the same name."""
MOST = 3
"""Candidates proposed for one figure."""
CLOSE_WORD = 86
"""How alike, of 100, two words have to be to count as one: plurals and slips of the pen."""

_ABBREVIATIONS = {
    "nsnn": "ngan sach nha nuoc", "xk": "xuat khau", "nk": "nhap khau", "xnk": "xuat nhap khau",
    "ntm": "nong thon moi", "bhyt": "bao hiem y te", "bhxh": "bao hiem xa hoi", "bhtn": "bao hiem that nghiep",
    "hdnd": "hoi dong nhan dan", "ubnd": "uy ban nhan dan", "dn": "doanh nghiep", "gdtx": "giao duc thuong xuyen",
    "xdcb": "xay dung co ban", "dtc": "dau tu cong", "thpt": "trung hoc pho thong", "htx": "hop tac xa",
    "cn": "cong nghiep", "nn": "nong nghiep", "gpmb": "giai phong mat bang", "csgt": "canh sat giao thong",
    "ktxh": "kinh te xa hoi", "pti": "public transport", "pci": "provincial competitiveness index",
    "fdi": "foreign direct investment fdi", "iip": "industrial production index iip", "shi": "social health insurance",
}  # fmt: skip
"""What is written out, in folded words; what both languages abbreviate alike (GRDP, TFP) stays as it is."""

_SAME = {
    "tonnage": "cargo", "throughput": "cargo", "goods": "cargo", "freight": "cargo", "rates": "rate",
    "ratio": "rate", "proportion": "share", "percentage": "share", "exports": "export", "imports": "import",
    "income": "income", "revenues": "revenue", "collection": "revenue", "collections": "revenue",
    "ports": "port", "seaport": "port", "seaports": "port", "visitors": "tourist", "tourists": "tourist",
    "communes": "commune", "households": "household", "schools": "school", "doctors": "doctor", "beds": "bed",
    "hospitals": "hospital", "workers": "worker", "labor": "labour", "urbanization": "urbanisation",
    "ngoai": "ngoai", "poverty": "poor", "capita": "capita", "inhabitant": "capita", "head": "capita",
}  # fmt: skip
"""Words of reports that mean what the word of an indicator's name means."""

_NEUTRAL = frozenset(
    "total tong state nha nuoc local dia phuong area ban tren trong muc so ty le quy mo rate share value gia tri "  # noqa: SIM905
    "number city province tinh thanh pho tp hien hanh current prices year nam level dat kim ngach registered vnd usd "
    "uoc estimated new doi voi cong tac chi tieu".split()
)
"""Words whose absence says little: a report calls "total state budget revenue in the area" just "budget revenue"."""
_NEUTRAL_WEIGHT = 0.15

_GROWTH = frozenset(("growth", "tang", "increase", "truong", "toc", "do"))
_GROWTH_NAME = ("growth", "toc do tang", "tang truong", "increase")
_OF_PLAN_NAME = (
    "against",
    "so voi",
    "of plan",
    "so ke hoach",
    "disbursement rate",
    "giai ngan",
    "estimate assigned",
)


@dataclass(frozen=True)
class Named:
    """An indicator as linking sees it: what it is called in each language, and its unit."""

    pk: int
    names: tuple[str, ...]
    unit: str


@dataclass(frozen=True)
class Called:
    """A name a body's reports have for an indicator, as confirmed before."""

    phrase: str
    measure: str
    unit: str
    indicator: int


@dataclass(frozen=True)
class Said:
    """What a report says of a figure: the name in its words, the sentence before and around it, and how it measures.

    `around` is the text from the value on, which may say what the value is per.
    """

    name: str
    sentence: str
    measure: str
    unit: str
    value: Decimal
    around: str = ""


@dataclass(frozen=True)
class Link:
    """An indicator a figure may be about."""

    indicator: int
    score: int
    reason: Reason


@dataclass(frozen=True)
class _Entry:
    """One name of one indicator."""

    pk: int
    words: frozenset[str]
    ordered: str
    is_growth: bool
    is_of_plan: bool
    unit: Unit


def _canonical(words: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        for part in _ABBREVIATIONS.get(word, word).split():
            found.append(_SAME.get(part, part))
    return tuple(found)


class Names:
    """Every name of every indicator, and a body's own, ready to be asked about figures."""

    def __init__(self, indicators: Iterable[Named], called: Iterable[Called] = ()) -> None:
        self._units: dict[int, Unit] = {}
        self._entries: list[_Entry] = []
        for one in indicators:
            unit = Unit.parse(one.unit)
            self._units[one.pk] = unit
            for name in dict.fromkeys(one.names):
                self._add(one.pk, name, unit)
        self._called = {(one.phrase, one.measure, one.unit): one.indicator for one in called}
        counts = Counter(word for entry in self._entries for word in entry.words)
        self._weights = {word: self._weight(word, count) for word, count in counts.items()}

    def _add(self, pk: int, name: str, unit: Unit) -> None:
        folded = fold(name)
        is_growth = unit.measure in ("%", "pp") and any(sign in folded for sign in _GROWTH_NAME)
        words = _canonical(words_in(name))
        if is_growth:
            words = tuple(word for word in words if word not in _GROWTH)
        if words:
            is_of_plan = unit.measure == "%" and any(sign in folded for sign in _OF_PLAN_NAME)
            self._entries.append(_Entry(pk, frozenset(words), " ".join(words), is_growth, is_of_plan, unit))

    def _weight(self, word: str, count: int) -> float:
        if word in _NEUTRAL or word.isdigit():
            return _NEUTRAL_WEIGHT
        return 1 + math.log(max(len(self._entries), 2) / count) / 3

    @cached_property
    def _vocabulary(self) -> list[str]:
        return sorted(self._weights)

    def candidates(self, said: Said, most: int = MOST) -> list[Link]:
        """The indicators the figure may be about, the closest first; none where nothing comes close."""
        found: dict[int, Link] = {}
        known = self._called.get((phrase_of(said.name), said.measure, said.unit)) if said.name else None
        if known in self._units:
            found[known] = Link(known, 100, Reason.ALIAS)
        words = self._known_words(_canonical(words_in(said.name)))
        if said.measure == Kind.GROWTH:
            words = tuple(word for word in words if word not in _GROWTH)
        if words:
            context = frozenset(self._known_words(_canonical(words_in(said.sentence))))
            for entry in self._entries:
                if self._fits(entry, said):
                    link = self._link(entry, words, context)
                    if (
                        link.score >= THRESHOLD
                        and link.score > found.get(entry.pk, Link(0, -1, Reason.ALIAS)).score
                    ):
                        found[entry.pk] = link
        return sorted(
            found.values(), key=lambda link: (-link.score, link.reason != Reason.ALIAS, link.indicator)
        )[:most]

    def _known_words(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words, a misspelt or inflected one as the word of the names it comes closest to."""
        return tuple(self._nearest(word) for word in words)

    def _nearest(self, word: str) -> str:
        if word in self._weights or len(word) < 5 or word.isdigit():
            return word
        near = process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=CLOSE_WORD)
        return near[0] if near else word

    @staticmethod
    def _fits(entry: _Entry, said: Said) -> bool:
        """Whether a figure measured so and in this unit can be a value of the indicator at all."""
        if said.measure == Kind.GROWTH:
            return entry.is_growth and said.unit == "%"
        if entry.is_growth:
            # "GRDP growth of 13 %" may be read as a level whose name is "GRDP growth".
            return said.unit == "%" and any(sign in fold(said.name) for sign in _GROWTH_NAME)
        if said.measure == Kind.OF_PLAN:
            return entry.is_of_plan
        if said.measure == Kind.RATIO and entry.unit.measure != "x":
            return False
        if said.measure == Kind.CHANGE:
            return False
        if said.measure == Kind.RANK:
            return entry.unit.measure == "rank"
        return in_unit(said.value, said.unit, entry.unit, said.around) is not None

    def _link(self, entry: _Entry, words: tuple[str, ...], context: frozenset[str]) -> Link:
        said = frozenset(words)
        shared = self._sum(entry.words & said)
        missing = entry.words - said
        nearby = self._sum(missing & context)
        beside = self._sum(said - entry.words)
        whole = shared + self._sum(missing) + beside
        # A word of the name that stands elsewhere in the sentence counts half.
        overlap = (shared + nearby / 2) / whole if whole else 0.0
        order = fuzz.ratio(entry.ordered, " ".join(words)) / 100
        score = round(100 * (0.85 * overlap + 0.15 * order))
        if said == entry.words:
            return Link(entry.pk, max(score, 97), Reason.SAME_NAME)
        return Link(entry.pk, score, Reason.IN_CONTEXT if nearby else Reason.CLOSE_NAME)

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word, _NEUTRAL_WEIGHT if word in _NEUTRAL else 1.3) for word in words)
