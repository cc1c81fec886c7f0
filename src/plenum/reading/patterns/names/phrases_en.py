"""English noun phrases: how far to the left they reach, and where their tail of place and time is cut."""

from plenum.reading.patterns.names.basics import Span
from plenum.reading.patterns.scene import Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AND,
    BY,
    DETERMINER,
    FROM,
    GROWTH,
    NOUN,
    OF,
    PLAN,
    PREPOSITION,
    RELATIVE,
    TO,
    Token,
)

_INNER_EN = frozenset(
    (
        "of",
        "for",
        "per",
        "on",
        "by",
        "between",
        "in",
        "to",
        "with",
        "from",
        "at",
        "into",
        "among",
        "under",
        "through",
        "across",
        "without",
        "other than",
        "rather than",
        "below",
        "above",
    )
)


_KEPT_EN = frozenset(("of", "for", "per", "by", "between"))


_WITH_IN = frozenset(
    "expenditure spending expenses investment outlay segregation share proportion participation "  # noqa: SIM905
    "weight role confidence interest trade tax taxes levy levies".split()
)
"""Nouns that say little without what they are in or on: "the share of industry in GRDP"."""


_WITH_FROM = frozenset(
    "investment revenue revenues income incomes receipts collections proceeds funding".split()  # noqa: SIM905
)
_GIVEN = frozenset(
    [
        "loans",
        "transfers",
        "grants",
        "aid",
        "subsidies",
        "payments",
        "lending",
        "credit",
        "support",
        "contributions",
    ]
)
_BEARERS = frozenset(
    "residents households families people persons workers employees students pupils children women men "  # noqa: SIM905
    "youths citizens homes houses communes firms enterprises companies farmers".split()
)
"""Those who are told apart by what they have: "rural residents with clean water"."""


def _is_kept(head: str, link: str) -> bool:
    """Whether a phrase that a preposition joins to its head is part of the name, and no place or time."""
    return (
        link in _KEPT_EN
        or link in ("and", ",", "less")
        or (link in ("on", "in") and head in _WITH_IN)
        or (link == "from" and head in _WITH_FROM)
        or (link == "to" and head in _GIVEN)
        or (link in ("with", "without", "under", "below", "above") and head in _BEARERS)
    )


def collect_en(scene: Scene, last: int, complement: set[int]) -> Span:
    tokens = scene.tokens
    index = last
    pieces: list[Span] = []
    connectors: list[str] = []
    while True:
        first = index
        while first > 0 and first - 1 not in complement:
            if tokens[first - 1].tag in (NOUN, GROWTH, PLAN):
                first -= 1
            elif _short_bracket(tokens, first - 1):
                first -= 4
            else:
                break
        pieces.append((first, index))
        step = first - 1
        determiner = step
        while determiner >= 0 and (
            tokens[determiner].tag == DETERMINER
            or (tokens[determiner].tag == ADVERB and tokens[determiner].word.endswith("ly"))
        ):
            owned = tokens[determiner].word == "'s"
            determiner -= 1
            while owned and determiner >= 0 and tokens[determiner].tag == NOUN:
                determiner -= 1
        if determiner < 0:
            break
        link = tokens[determiner]
        if link.tag == OF and determiner > 0 and _short_bracket(tokens, determiner - 1):
            connectors.append("of")
            index = determiner - 4
            continue
        if (
            link.tag in (OF, PREPOSITION, BY, FROM, ADVERB, TO)
            and link.word in _INNER_EN
            and determiner > 0
            and tokens[determiner - 1].tag in (NOUN, GROWTH, PLAN)
            and determiner - 1 not in complement
        ):
            connectors.append(link.word)
            index = determiner - 1
        elif (
            link.tag == AND
            and determiner > 0
            and tokens[determiner - 1].tag in (NOUN, GROWTH)
            and step == determiner
        ):
            connectors.append("and")
            index = determiner - 1
        elif (
            link.tag == ","
            and "and" in connectors
            and determiner > 0
            and tokens[determiner - 1].tag == NOUN
            and step == determiner
            and _is_list_piece(tokens, determiner - 1)
        ):
            connectors.append(",")
            index = determiner - 1
        elif link.word == "less" and determiner > 0 and tokens[determiner - 1].tag == NOUN:
            connectors.append("less")
            index = determiner - 1
        elif (whole := _quantified(tokens, determiner)) and whole - 1 not in complement:
            connectors.append(tokens[whole].word)
            index = whole - 1
        else:
            break
        if len(pieces) > 8:
            connectors.pop()  # it would lead to a piece that is not taken
            break
    # pieces run right to left; the head is the last. Cut at the first preposition of place or time.
    lo = pieces[-1][0]
    hi = pieces[-1][1]
    for piece, word in zip(reversed(pieces[:-1]), reversed(connectors), strict=True):
        if not _is_kept(tokens[pieces[-1][1]].word, word):
            break
        if word == "by" and tokens[piece[0]].word in ("end", "beginning", "close", "time", "middle"):
            break
        hi = piece[1]
    while (
        lo < hi
        and tokens[lo].word in ("estimated", "reported", "massive")
        and tokens[lo].end - tokens[lo].start > tokens[hi].end - tokens[lo + 1].start
    ):
        lo += 1
    if (
        hi + 3 < len(tokens)
        and tokens[hi + 1].tag == "("
        and tokens[hi + 3].tag == ")"
        and tokens[hi + 2].tag == NOUN
        and hi + 3 < last + 4
    ):
        hi += 3
    return lo, hi


def _short_bracket(tokens: list[Token], close: int) -> bool:
    """Whether a bracket that closes here holds one word after a noun: "gross domestic product (GDP)"."""
    return (
        close > 2
        and tokens[close].tag == ")"
        and tokens[close - 1].tag == NOUN
        and tokens[close - 2].tag == "("
        and tokens[close - 3].tag == NOUN
    )


def _quantified(tokens: list[Token], of: int) -> int:
    """ "From the whole of", "among most of the": the preposition before words that only say how much; 0 if none."""
    if tokens[of].tag != OF:
        return 0
    index = of - 1
    while index > 0 and tokens[index].tag in (DETERMINER, ADVERB):
        index -= 1
    joins = 0 < index < of - 1 and tokens[index].tag in (OF, PREPOSITION, FROM, BY)
    return index if joins and tokens[index - 1].tag in (NOUN, GROWTH, PLAN) else 0


def _is_list_piece(tokens: list[Token], index: int) -> bool:
    """Whether the nouns that end at `index` stand after a comma or at a start: a member of a list."""
    while index >= 0 and tokens[index].tag == NOUN:
        index -= 1
    return index < 0 or tokens[index].tag in (",", ":", ";", AND, "·", RELATIVE, DETERMINER, OF)
