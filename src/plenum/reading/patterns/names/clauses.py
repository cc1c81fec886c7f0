"""What a figure is said of across a comma, a relative pronoun, or a place put before the clause."""

from plenum.reading.patterns.names.basics import NOUNISH, QUANTITIES, VERBS, Span
from plenum.reading.patterns.names.phrases import collect, is_name
from plenum.reading.patterns.scene import Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AND,
    DETERMINER,
    FROM,
    GROWTH,
    NOUN,
    OF,
    PREPOSITION,
    THAN,
    TIME,
    Token,
)

SUMS = frozenset(("figure", "sum", "amount", "value"))
"""Nouns that repeat the quantity before: "ranked first in output, posting a figure of #"."""


def apposed(scene: Scene, pieces: list[list[int]], complement: set[int]) -> Span | None:
    """ "A high growth rate in the second quarter, #": the quantity right before a comma and the figure."""
    tokens = scene.tokens
    if not pieces or not pieces[-1] or tokens[pieces[-1][-1]].tag != ",":
        return None
    piece = pieces[-1]
    tail = len(piece) - 2
    while tail >= 0 and tokens[piece[tail]].tag in (TIME, PREPOSITION, DETERMINER):
        tail -= 1
    if (
        tail < 1
        or tokens[piece[tail]].tag not in NOUNISH
        or not any(tokens[i].tag in VERBS for i in piece[:tail])
    ):
        return None
    span = collect(scene, piece[tail], complement)
    quantity = any(t.tag == GROWTH or t.word in QUANTITIES for t in tokens[span[0] : span[1] + 1])
    return span if quantity and is_name(scene, span) else None


def says_again(tokens: list[Token], piece: list[int]) -> bool:
    """Whether a piece only measures the figure before it otherwise: "accounting for #", "equivalent to #"."""
    words = [tokens[index] for index in piece if tokens[index].tag not in (AND, ADVERB, DETERMINER)]
    if not words or any(token.tag in NOUNISH for token in words):
        return False
    return words[0].word in _AGAIN


_AGAIN = frozenset(
    "accounting representing equivalent equalling reaching meeting fulfilling translating".split()  # noqa: SIM905
)


_COMPARED = frozenset("higher lower more less up down above below larger smaller better".split())  # noqa: SIM905


def compares(tokens: list[Token], figure: int) -> bool:
    """Whether a figure after a comma only compares the one before it: "52 percent of the total, # higher than"."""
    after = tokens[figure + 1 : figure + 3]
    return (
        figure > 0
        and tokens[figure - 1].tag in (",", "(")
        and len(after) == 2
        and after[0].word in _COMPARED
        and after[1].tag in (THAN, PREPOSITION, DETERMINER, FROM)
    )


def preposed(scene: Scene, piece: list[int], span: Span, complement: set[int]) -> Span | None:
    """ "In the poor districts the yearly drop was #": the part a bare word of growth is said of."""
    tokens = scene.tokens
    if tokens[piece[0]].word not in ("in", "among", "for") or any(
        t.tag in VERBS for t in tokens[piece[0] : span[0]]
    ):
        return None
    last = span[0] - 1
    while last > piece[0] and tokens[last].tag not in NOUNISH:
        last -= 1
    if last == piece[0] or tokens[last + 1].tag not in (DETERMINER, ADVERB):
        return None
    where = collect(scene, last, complement)
    return where if is_name(scene, where) else None


def antecedent(scene: Scene, pieces: list[list[int]], complement: set[int]) -> Span | None:
    """ "the trade deficit, which rose to #": the last noun phrase before "which"."""
    tokens = scene.tokens
    if (
        len(pieces) < 2
        or not pieces[-1]
        or not pieces[-2]
        or tokens[pieces[-1][0]].word
        not in (
            "which",
            "that",
            "who",
        )
    ):
        return None
    if any(tokens[i].tag in NOUNISH for i in pieces[-1]) or tokens[pieces[-2][-1]].tag not in NOUNISH:
        return None
    last = first = pieces[-2][-1]
    while first > pieces[-2][0] and tokens[first - 1].tag in (NOUN, OF) and first - 1 not in complement:
        first -= 1
    while tokens[first].tag == OF:
        first += 1
    return (first, last) if is_name(scene, (first, last)) else None
