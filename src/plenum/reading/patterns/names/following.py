"""Noun phrases that begin at a token and reach to the right."""

from plenum.reading.patterns.names.basics import VERBS, Span
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AND,
    AUX,
    BY,
    DETERMINER,
    FIGURE,
    GROWTH,
    MASK,
    NOUN,
    OF,
    PLAN,
    VERB,
    Token,
)


def joined(tokens: list[Token], last: int, figure: int) -> bool:
    """Whether only "of", ":" or a hedge stands between a phrase and the figure: the phrase names it."""
    between = tokens[last + 1 : figure]
    return (
        bool(between)
        and all(t.tag in (OF, ":", ADVERB, DETERMINER, "(", "·") for t in between)
        and any(t.tag in (OF, ":", "(") for t in between)
    )


def collect_right(scene: Scene, index: int) -> Span | None:
    tokens = scene.tokens
    while index < len(tokens) and (
        tokens[index].tag in (DETERMINER, ADVERB, AUX)
        or (tokens[index].tag == VERB and tokens[index].word.endswith("ing"))
    ):
        index += 1
    if index >= len(tokens) or tokens[index].tag not in (NOUN, GROWTH, MASK, PLAN):
        return None
    for owner in range(index + 1, min(index + 4, len(tokens) - 1)):
        if tokens[owner].word == "'s" and tokens[owner + 1].tag == NOUN:
            index = owner + 1
            break
    first = last = index
    while index < len(tokens):
        token = tokens[index]
        if token.tag in (NOUN, GROWTH, PLAN):
            last = index
        elif (
            (token.tag == OF and index + 1 < len(tokens) and tokens[index + 1].tag in (NOUN, DETERMINER))
            or (
                token.word in ("for", "between") and index + 1 < len(tokens) and tokens[index + 1].tag == NOUN
            )
            or (token.tag == DETERMINER and tokens[index - 1].tag == OF)
            or (
                token.tag == AND
                and index + 1 < len(tokens)
                and tokens[index + 1].tag == NOUN
                and not _leads_on(tokens, index + 1)
            )
            or (token.tag == "," and _list_ahead(tokens, index))
        ):
            pass
        else:
            break
        index += 1
        if index - first > 16:
            break
    return first, last


def _leads_on(tokens: list[Token], index: int) -> bool:
    """Whether the nouns from `index` lead to a verb or a figure of their own."""
    while index < len(tokens) and tokens[index].tag in (NOUN, GROWTH, OF, DETERMINER):
        index += 1
    return index < len(tokens) and tokens[index].tag in (*VERBS, FIGURE, AUX, ADVERB, BY)


def _list_ahead(tokens: list[Token], index: int) -> bool:
    """ "agriculture, forestry and fisheries": the comma stands in a list that "and" closes."""
    probe = index + 1
    size = 0
    while probe < len(tokens) and tokens[probe].tag == NOUN and size < 4:
        probe += 1
        size += 1
    return (
        size > 0
        and probe + 1 < len(tokens)
        and tokens[probe].tag == AND
        and tokens[probe + 1].tag == NOUN
        and not _leads_on(tokens, probe + 1)
    )


def collect_right_vi(scene: Scene, index: int) -> Span | None:
    tokens = scene.tokens
    if index >= len(tokens) or tokens[index].tag not in (NOUN, GROWTH, PLAN):
        return None
    first = index
    while index + 1 < len(tokens) and tokens[index + 1].tag in (NOUN, GROWTH, PLAN) and index - first < 12:
        index += 1
    if (
        index + 3 < len(tokens)
        and tokens[index + 1].tag == "("
        and tokens[index + 3].tag == ")"
        and tokens[index + 2].tag == NOUN
    ):
        index += 3
    return first, index


def look_ahead(scene: Scene, amount: Amount) -> Span | None:
    """The first noun phrase after a figure that opens its sentence with nothing before it."""
    tokens = scene.tokens
    for index in range(amount.token + 1, min(len(tokens), amount.token + 8)):
        if tokens[index].tag in (FIGURE, ",", ";"):
            return None
        if tokens[index].tag == NOUN:
            return collect_right_vi(scene, index) if scene.lang == "vi" else collect_right(scene, index)
    return None
