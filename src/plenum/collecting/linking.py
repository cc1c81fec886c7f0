"""From a report's words to the indicator they are about: how close its names come to what the words say.

Pure: takes names and gives scores. A word counts the more the fewer indicators share it, so that "domestic" decides
between "domestic budget revenue" and "total budget revenue", and "budget" does not. Nothing below `THRESHOLD` is
proposed, and nothing whose unit or kind of measure cannot be the indicator's.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rapidfuzz import fuzz, process

from plenum.collecting.folding import fold, phrase_of, words_in
from plenum.collecting.valuing import in_unit, unit_or_none
from plenum.collecting.vocabulary import Reason
from plenum.reading.figures import Kind
from plenum.units import Unit

THRESHOLD = 65
"""A score below this is no proposal; 100 is the same name."""
MOST = 3
"""Candidates proposed for one figure."""
CLOSE_WORD = 86
"""How alike, of 100, two words have to be to count as one: plurals and slips of the pen."""

_PHRASES = tuple(
    (re.compile(rf"\b{phrase}\b"), instead)
    for phrase, instead in (
        (r"gross regional domestic products?|tong san pham tren dia ban(?: tinh| thanh pho)?", "grdp"),
        (r"gross domestic products?|tong san pham (?:trong nuoc|quoc noi)", "gdp"),
        (r"(?:toc do )?tang truong kinh te|economic growth", "tang truong grdp growth"),
        (r"quy mo (?:nen )?kinh te|economic scale|(?:scale|size) of (?:the )?economy", "grdp current hien hanh"),
        (r"foreign direct investment|dau tu truc tiep nuoc ngoai|foreign investment", "fdi"),
        (r"(?:index of industrial production|industrial production index|chi so san xuat cong nghiep)", "iip"),
        (r"kinh te so|digital economy", "kinhteso"),
        (r"thu hut", "attracted"),
        (r"per head|per person|dau nguoi|nguoi/nam", "capita"),
        (r"people'?s? council", "hdnd"),
        (r"nsnn", "ngan sach nha nuoc"), (r"xnk", "xuat nhap khau"), (r"xk", "xuat khau"), (r"nk", "nhap khau"),
        (r"ntm", "nong thon moi"), (r"bhyt", "bao hiem y te"), (r"bhxh", "bao hiem xa hoi"),
        (r"bhtn", "bao hiem that nghiep"), (r"dn", "doanh nghiep"), (r"xdcb", "xay dung co ban"),
        (r"dtc", "dau tu cong"), (r"htx", "hop tac xa"), (r"gpmb", "giai phong mat bang"),
    )
)  # fmt: skip
"""What stands for something shorter or longer, in folded words: a name is compared after these are exchanged."""

_SAME = {
    "tonnage": "cargo", "throughput": "cargo", "goods": "cargo", "freight": "cargo", "rates": "rate",
    "ratio": "rate", "proportion": "share", "percentage": "share", "exports": "export", "imports": "import",
    "revenues": "revenue", "collection": "revenue", "collections": "revenue", "ports": "port", "seaport": "port",
    "seaports": "port", "visitors": "tourist", "tourists": "tourist", "communes": "commune", "schools": "school",
    "households": "household", "doctors": "doctor", "beds": "bed", "hospitals": "hospital", "workers": "worker",
    "labor": "labour", "urbanization": "urbanisation", "poverty": "poor", "attraction": "attracted",
}  # fmt: skip
"""Words of reports that mean what the word of an indicator's name means."""

_NEUTRAL = frozenset(
    "total tong state nha nuoc local dia phuong area ban tren trong muc so ty le quy mo rate share value gia tri "  # noqa: SIM905
    "number city province tinh thanh pho tp hien hanh current prices year nam level dat kim ngach registered vnd usd "
    "uoc estimated new doi voi cong tac chi tieu average volume through qua at capital von binh quan national ca "
    "thuc hien dang ky luong san turnover index attracted".split()
)
"""Words whose absence says little: a report calls "total state budget revenue in the area" just "budget revenue"."""
_NEUTRAL_WEIGHT = 0.15

_DECIDING = frozenset(
    "thu revenue chi expenditure expenditures spending deficit boi nhap import no debt plan ke hoach rural "  # noqa: SIM905
    "capita".split()
)
"""Words without which it is another thing: what came in is not what was spent. The sentence makes up for none."""
_DECIDING_WEIGHT = 2.5
_DECIDING_MISSED = 3.0
"""What one of them counts besides where only one of two names has it."""

_GROWTH = frozenset(("growth", "tang", "increase", "truong", "toc", "do"))
_GROWTH_NAME = re.compile(r"\b(?:growth|toc do tang|tang truong|increase)\b")
_OF_PLAN_NAME = re.compile(
    r"\b(?:so(?: voi)? (?:du toan|ke hoach|muc tieu)|against (?:the )?(?:\w+ )?(?:plan|estimate|target)|"
    r"of (?:the )?plan|disbursement rate|giai ngan)\b"
)
_DISBURSED = re.compile(r"\b(?:disburse\w*|giai ngan)\b")
_OF_WHAT = re.compile(r"\s*\(?\b(?:against|so voi|so ke hoach)\b.*")
"""In a name, what a share of a plan is held against."""
_PER_WHAT = re.compile(r"\s*\b(?:per\b|tren (?:mot |1 )?(?:van|nghin|\d)).*")
"""In a name, what its unit says too: beds "per 10,000 people"."""


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


def _canonical(text: str) -> tuple[str, ...]:
    """The words of a name in the form they are compared in."""
    folded = fold(text)
    for phrase, instead in _PHRASES:
        folded = phrase.sub(instead, folded)
    return tuple(dict.fromkeys(_SAME.get(word, word) for word in words_in(folded)))


def _is_growth(name: str) -> bool:
    return bool(_GROWTH_NAME.search(fold(name)))


class Names:
    """Every name of every indicator, and a body's own, ready to be asked about figures."""

    def __init__(self, indicators: Iterable[Named], called: Iterable[Called] = ()) -> None:
        self._units: dict[int, Unit] = {}
        self._entries: list[_Entry] = []
        for one in indicators:
            unit = unit_or_none(one.unit)
            if unit is None:
                continue
            self._units[one.pk] = unit
            for name in dict.fromkeys(one.names):
                self._add(one.pk, name, unit)
        self._near: dict[str, str] = {}
        self._called = {(one.phrase, one.measure, one.unit): one.indicator for one in called}
        counts = Counter(word for entry in self._entries for word in entry.words)
        self._weights = {word: self._weight(word, count) for word, count in counts.items()}
        self._holding: dict[str, list[_Entry]] = defaultdict(list)
        for entry in self._entries:
            for word in entry.words:
                self._holding[word].append(entry)

    def _add(self, pk: int, name: str, unit: Unit) -> None:
        folded = fold(name)
        if unit.per is not None:
            folded = _PER_WHAT.sub("", folded)
        is_growth = unit.measure in ("%", "pp") and _is_growth(folded)
        is_of_plan = unit.measure == "%" and bool(_OF_PLAN_NAME.search(folded))
        words = _canonical(_OF_WHAT.sub("", folded) if is_of_plan else folded)
        if is_growth:
            words = tuple(word for word in words if word not in _GROWTH)
        if words:
            self._entries.append(_Entry(pk, frozenset(words), " ".join(words), is_growth, is_of_plan, unit))

    def _weight(self, word: str, count: int) -> float:
        if word in _DECIDING:
            return _DECIDING_WEIGHT
        if word in _NEUTRAL or word.isdigit():
            return _NEUTRAL_WEIGHT
        return 1 + math.log(max(len(self._entries), 2) / count) / 3

    @cached_property
    def _vocabulary(self) -> list[str]:
        # No word is taken for one that decides: "capital" is not "capita".
        return sorted(self._weights.keys() - _DECIDING)

    def candidates(self, said: Said, most: int = MOST) -> list[Link]:
        """The indicators the figure may be about, the closest first; none where nothing comes close."""
        found: dict[int, Link] = {}
        known = self._called.get((phrase_of(said.name), said.measure, said.unit)) if said.name else None
        if known in self._units:
            found[known] = Link(known, 100, Reason.ALIAS)
        words = self._known_words(_canonical(said.name))
        if said.measure == Kind.GROWTH or _is_growth(said.name):
            words = tuple(word for word in words if word not in _GROWTH)
        if words:
            context = frozenset(self._known_words(_canonical(said.sentence)))
            for entry in self._sharing(words):
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

    def _sharing(self, words: Sequence[str]) -> list[_Entry]:
        """The names that share a word that says something; of names of such words alone, any word."""
        telling = [word for word in words if word not in _NEUTRAL] or words
        found = {id(entry): entry for word in telling for entry in self._holding.get(word, ())}
        return list(found.values())

    def _known_words(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words, a misspelt or inflected one as the word of the names it comes closest to."""
        return tuple(self._nearest(word) for word in words)

    def _nearest(self, word: str) -> str:
        if word in self._weights or word in _NEUTRAL or len(word) < 5 or word.isdigit():
            return word
        if word not in self._near:
            near = process.extractOne(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=CLOSE_WORD)
            self._near[word] = near[0] if near else word
        return self._near[word]

    @staticmethod
    def _fits(entry: _Entry, said: Said) -> bool:
        """Whether a figure measured so and in this unit can be a value of the indicator at all."""
        if said.measure == Kind.GROWTH:
            return entry.is_growth and said.unit == "%"
        if entry.is_growth:
            # "GRDP growth of 13 %" may be read as a level whose name is "GRDP growth".
            return said.unit == "%" and _is_growth(said.name)
        if said.measure == Kind.OF_PLAN:
            return entry.is_of_plan
        if entry.is_of_plan and not _DISBURSED.search(fold(said.name)):
            return False
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
        nearby = self._sum((missing & context) - _DECIDING)
        beside = self._sum(said - entry.words)
        whole = shared + self._sum(missing) + beside
        whole += _DECIDING_MISSED * len(_DECIDING & (said ^ entry.words))
        # A word of the name that stands elsewhere in the sentence counts half.
        overlap = (shared + nearby / 2) / whole if whole else 0.0
        order = fuzz.ratio(entry.ordered, " ".join(words)) / 100
        score = round(100 * (0.85 * overlap + 0.15 * order))
        if said == entry.words:
            return Link(entry.pk, max(score, 97), Reason.SAME_NAME)
        return Link(entry.pk, score, Reason.IN_CONTEXT if nearby else Reason.CLOSE_NAME)

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word) or self._weight(word, 1) for word in words)
