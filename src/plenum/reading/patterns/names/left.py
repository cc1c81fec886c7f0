"""The name to the left of a figure: the subject of its clause, or the phrase that stands right before it."""

import re

from plenum.reading.patterns.names.basics import (
    FURTHEST,
    NOUNISH,
    VERBS,
    Span,
    is_inner_comma,
    open_bracket,
    plan_names,
)
from plenum.reading.patterns.names.clauses import (
    SUMS,
    antecedent,
    apposed,
    compares,
    preposed,
    says_again,
)
from plenum.reading.patterns.names.phrases import collect, is_name
from plenum.reading.patterns.names.phrases_vi import cut_vi, is_series_vi, subject_vi
from plenum.reading.patterns.scene import NO_SPAN, Amount, Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AND,
    AUX,
    BY,
    DETERMINER,
    DOWN,
    FIGURE,
    FROM,
    GROWTH,
    LINK,
    MASK,
    NOUN,
    OF,
    PLAN,
    PREPOSITION,
    RELATIVE,
    THAN,
    TIME,
    TO,
    UP,
    VERB,
    Token,
)


def look_left(scene: Scene, amount: Amount, complement: set[int]) -> tuple[Span | None, str, int]:
    """(phrase, tag of the nearest verb, amount to inherit from) looking left from a figure.

    The words back to the figure before are split at commas, colons and subordinators. The nearest piece that
    has a subject gives the name: the noun phrase that stands right before the figure with no verb between, or
    joined to it by "of"; else the one before the piece's verb. Pieces without one ("up", "reaching", an
    adjunct) are passed over.
    """
    tokens = scene.tokens
    region, figure = _region(tokens, amount.token, complement)
    pieces = _pieces(tokens, region)
    predicate = (
        next((tokens[i].tag for i in reversed(pieces[-1]) if tokens[i].tag in VERBS), "") if pieces else ""
    )
    spare: Span | None = None
    follows = figure >= 0 and scene.lang == "en"
    if follows and (says_again(tokens, pieces[-1]) or compares(tokens, amount.token)):
        return None, predicate, figure
    if scene.lang == "en" and (quantity := apposed(scene, pieces, complement)) is not None:
        return quantity, predicate, -1
    if scene.lang == "en" and (relative := antecedent(scene, pieces, complement)) is not None:
        return relative, predicate, -1
    for distance, piece in enumerate(reversed(pieces)):
        if not piece or (distance == len(pieces) - 1 and _goes_on_with_count(scene, piece, figure)):
            continue
        span = _of_piece(scene, piece, complement, distance == 0)
        if span is None:
            continue
        if is_name(scene, span):
            return span, predicate, -1
        if spare is None:
            spare = span
            if figure >= 0 and scene.lang == "en" and tokens[span[1]].word in SUMS:
                return None, predicate, figure
            if scene.lang == "en" and (where := preposed(scene, piece, span, complement)) is not None:
                return where, predicate, -1
            if scene.lang == "vi" and span[0] and tokens[span[0] - 1].word == "có":
                return span, predicate, -1
            rest = [i for i in piece if i < span[0]]
            again = _of_piece(scene, rest, complement, False) if rest else None
            if again is not None and is_name(scene, again):
                # "South Africa's growth": whose growth it is, is a place; what grew is not said.
                owner = tokens[again[1] + 1].word == "'s" and scene.text[tokens[again[0]].start].isupper()
                return (span if owner else again), predicate, -1
    if figure >= 0:
        return None, predicate, figure
    carried = scene.lang == "en" and not scene.opens and scene.context.last_name != NO_SPAN
    bare_growth = spare is not None and any(
        tokens[i].tag in (GROWTH, PLAN) for i in range(spare[0], spare[1] + 1)
    )
    if bare_growth and not (carried and _POINTS_BACK.match(scene.text)):
        return spare, predicate, -1
    return None, predicate, -1


_POINTS_BACK = re.compile(r"\s*(?:This|That|It|These|Such)\b")
"""The opening of a sentence that goes on with what the one before measured."""


def _region(tokens: list[Token], end: int, complement: set[int]) -> tuple[list[int], int]:
    """Token indexes between a figure and the one before it (or a semicolon), and that figure's amount or -1."""
    region: list[int] = []
    index = end - 1
    lowest = max(-1, end - FURTHEST)
    while index > lowest:
        token = tokens[index]
        if token.tag == FIGURE:
            return region[::-1], token.figure
        if token.tag == ";":
            break
        if token.tag == ")":
            opening = open_bracket(tokens, index)
            if opening < index:
                region.append(index)
                region.append(opening)
                index = opening - 1
                continue
        if index not in complement:
            region.append(index)
        index -= 1
    return region[::-1], -1


_SEPARATORS = frozenset((",", ":", "·", RELATIVE, "."))


def _pieces(tokens: list[Token], region: list[int]) -> list[list[int]]:
    """The region split at separators; a separator right before the figure does not make an empty piece."""
    pieces: list[list[int]] = [[]]
    for position, index in enumerate(region):
        token = tokens[index]
        inner = token.word in ("-", "–", "&", '"', "“", "”") or not token.word
        joins = token.tag == "," and position and is_inner_comma(tokens, index)
        last = position == len(region) - 1
        if (token.tag in _SEPARATORS and not inner and not joins and not last) or (
            token.tag == AND and pieces[-1] and _starts_clause(tokens, index)
        ):
            pieces.append([])
        else:
            pieces[-1].append(index)
    return pieces


def _starts_clause(tokens: list[Token], index: int) -> bool:
    """Whether "and" joins predicates or clauses: a verb follows, or nouns and a verb after a verb before."""
    following = index + 1
    while following < len(tokens) and tokens[following].tag in (ADVERB, AUX):
        following += 1
    if following < len(tokens) and tokens[following].tag in VERBS:
        return True
    before = index - 1
    while before >= 0 and tokens[before].tag not in (",", ";", ":", FIGURE, RELATIVE):
        if tokens[before].tag in VERBS:
            return True
        before -= 1
    return before >= 0 and tokens[before].tag == FIGURE and before == index - 1


def _goes_on_with_count(scene: Scene, piece: list[int], figure: int) -> bool:
    """ "17 doanh nghiệp giải thể hoặc ngừng hoạt động, tăng #": the piece belongs to what was counted."""
    tokens = scene.tokens
    first = next((i for i in piece if tokens[i].tag != MASK), piece[0])
    return (
        scene.lang == "vi"
        and figure >= 0
        and scene.amounts[figure].is_count
        and tokens[first].word in ("hoặc", "và")
        and not any(tokens[i].tag in VERBS for i in piece)
        and tokens[piece[-1] + 1].tag == ","
    )


def _of_piece(scene: Scene, piece: list[int], complement: set[int], nearest: bool) -> Span | None:
    """The name one piece gives, or None."""
    tokens = scene.tokens
    verbs = [i for i in piece if tokens[i].tag in VERBS]
    if nearest:
        tail = len(piece) - 1
        linked = False
        following = tokens[piece[tail] + 1 : piece[tail] + 2]
        if tail > 0 and tokens[piece[tail]].word == "từ" and following and following[0].tag == FIGURE:
            after = scene.text[following[0].end : following[0].end + 8]
            tail -= after.startswith(" trở lên")
        if tail > 1 and tokens[piece[tail]].tag in (UP, DOWN) and tokens[piece[tail] - 1].tag == "(":
            tail -= 1
        while tail >= 0 and tokens[piece[tail]].tag in (
            ADVERB,
            DETERMINER,
            OF,
            ":",
            "(",
            AUX,
            TIME,
            "·",
            THAN,
        ):
            linked = linked or tokens[piece[tail]].tag in (OF, ":", "(")
            tail -= 1
        if scene.lang == "en" and tail > 0 and tokens[piece[tail]].word == "at":
            linked, tail = True, tail - 1
        if tail >= 0 and (
            tokens[piece[tail]].tag in NOUNISH
            or (tokens[piece[tail]].tag == PLAN and plan_names(tokens, piece[tail]))
        ):
            span = collect(scene, piece[tail], complement)
            governed = span[0] > 0 and _verb_before(tokens, span[0]) and span[0] > piece[0]
            governed = governed or (
                tokens[piece[0]].tag == PREPOSITION and tokens[piece[0]].word != "with" and not linked
            )
            if linked or not governed or scene.lang == "vi":
                return span
        if (
            scene.lang == "vi"
            and tail == len(piece) - 1 >= 0
            and tokens[piece[tail]].tag == PLAN
            and tokens[piece[tail]].word != "mục tiêu"
        ):
            return piece[tail], piece[tail]
        if scene.lang == "en" and (saying := [v for v in verbs if tokens[v].word in _SAYING]):
            piece = [i for i in piece if i > saying[-1]]
            verbs = [v for v in verbs if v > saying[-1]]
            if not verbs or not piece:
                return None
        if (made := _made_to(scene, piece, complement)) is not None:
            return made
    if not nearest and any(tokens[v].word in _SAYING for v in verbs) and verbs[-1] == piece[-1]:
        return None
    if (
        not nearest
        and verbs
        and tokens[verbs[-1]].tag == LINK
        and piece[-1] + 1 < len(tokens)
        and tokens[piece[-1] + 1].tag == ":"
        and tokens[piece[-1]].tag == NOUN
    ):
        return collect(scene, piece[-1], complement)
    if scene.lang == "vi" and tokens[piece[0]].word == "theo":
        return None
    if scene.lang == "vi" and not nearest and tokens[piece[0]].word in ("đứng", "xếp", "dẫn", "cao", "thấp"):
        return None
    if not verbs:
        if tokens[piece[0]].tag in (PREPOSITION, FROM, TO, BY, THAN) and tokens[piece[0]].word not in (
            "with",
            "với",
            "for",
            "về",
            "đối với",
        ):
            return None
        return _first_phrase(scene, piece, piece[-1], complement)
    return (
        subject_vi(scene, piece, verbs)
        if scene.lang == "vi"
        else _subject_en(scene, piece, verbs, complement)
    )


def _subject_en(scene: Scene, piece: list[int], verbs: list[int], complement: set[int]) -> Span | None:
    """The noun phrase right before a verb, the nearest verb first, unless a preposition or a participle governs it.

    "Investment paid for by the State came to #": the subject of "came to" is the head and its participle.
    """
    tokens = scene.tokens
    for verb in reversed(verbs):
        index = verb - 1
        while index >= piece[0] and (
            (tokens[index].tag == DETERMINER and tokens[index + 1].tag == TIME)
            or tokens[index].tag in (AUX, ADVERB, TIME, TO, ")", "(")
            or tokens[index].word
            in ("which", "who", "that", "for", "in", "during", "over", "of", "itself", "by", "alone")
        ):
            index = open_bracket(tokens, index) - 1 if tokens[index].tag == ")" else index - 1
        if index < piece[0] or tokens[index].tag not in NOUNISH or index in complement:
            continue
        span = collect(scene, index, complement)
        left = span[0] - 1
        while left >= piece[0] and tokens[left].tag == DETERMINER:
            left -= 1
        if left >= piece[0] and tokens[left].tag in (PREPOSITION, TO, BY, FROM):
            continue
        if left > piece[0] and tokens[left].word.endswith("ing") and _is_reduced(tokens, left):
            continue
        if left > piece[0] and tokens[left].tag in VERBS and tokens[left - 1].tag == TO:
            continue  # "sources to carry out the programme reached #"
        if verb != verbs[-1] and _is_reduced(tokens, verb):
            return span[0], _participle_end(tokens, span, verb, verbs[-1])
        return span
    return None


_PARTICIPLES = frozenset(
    "given paid taken made built sold spent held drawn grown sent born lost won seen bought".split()  # noqa: SIM905
)


def _is_reduced(tokens: list[Token], verb: int) -> bool:
    """Whether a verb only describes the noun before it: "goods crossing the border", "investment paid for by"."""
    token = tokens[verb]
    return (
        token.tag in VERBS
        and (token.word.endswith(("ed", "ing")) or token.word.split()[0] in _PARTICIPLES)
        and tokens[verb - 1].tag in NOUNISH
    )


def _participle_end(tokens: list[Token], head: Span, verb: int, final: int) -> int:
    """Last token of a name with the first noun phrase its participle governs, where the head alone says little."""
    last = head[1]
    governed = tokens[verb + 1].tag in (PREPOSITION, BY, FROM, TO) or tokens[verb].word.endswith("ing")
    for index in range(verb + 1, final if governed else verb):
        tag = tokens[index].tag
        if tag in NOUNISH:
            last = index
        elif last > head[1] or tag not in (PREPOSITION, BY, FROM, TO, OF, DETERMINER, ADVERB):
            break
    start = tokens[head[0]].start
    return last if (tokens[head[1]].end - start) * 3 < tokens[last].end - start else head[1]


_SAYING = frozenset(
    ("says", "said", "reports", "describes", "described", "calls", "cho biết", "nhấn mạnh", "khẳng định")
)


def _verb_before(tokens: list[Token], index: int) -> bool:
    index -= 1
    while index >= 0 and tokens[index].tag in (DETERMINER, ADVERB):
        index -= 1
    return index >= 0 and tokens[index].tag in VERBS


MOVED = frozenset("city province country district commune us nation state kingdom region town".split())  # noqa: SIM905
"""Those a figure is reached by, who are not what is measured: "takes the city to 64%"."""


def _made_to(scene: Scene, piece: list[int], complement: set[int]) -> Span | None:
    """ "brought its total share to", "nâng tổng số lên": the object of a verb that moves it to the figure."""
    tokens = scene.tokens
    tail = len(piece) - 1
    while tail >= 0 and tokens[piece[tail]].tag in (ADVERB, DETERMINER):
        tail -= 1
    if tail < 0 or (tokens[piece[tail]].tag not in (TO, BY, FROM) and tokens[piece[tail]].word != "at"):
        return None
    moving = (UP, DOWN, VERB, LINK) if tokens[piece[tail]].word == "at" else (UP, DOWN, VERB)
    verb = next((position for position in range(tail, -1, -1) if tokens[piece[position]].tag in moving), -1)
    if verb < 0 or verb + 1 >= tail:
        return None
    head = verb + 1
    while head < tail and tokens[piece[head]].tag in (DETERMINER, ADVERB):
        head += 1
    if head >= tail or tokens[piece[head]].tag not in NOUNISH or tokens[piece[head]].word in MOVED:
        return None
    last = head
    while last + 1 < tail and tokens[piece[last + 1]].tag in (*NOUNISH, OF, DETERMINER, AND):
        last += 1
    while tokens[piece[last]].tag not in NOUNISH:
        last -= 1
    return collect(scene, piece[last], complement)


def _first_phrase(scene: Scene, piece: list[int], last: int, complement: set[int]) -> Span | None:
    """The noun phrase that is a piece's subject: in English the one that ends it, in Vietnamese the first."""
    tokens = scene.tokens
    nouns = [
        i for i in piece if tokens[i].tag in NOUNISH or (tokens[i].tag == PLAN and plan_names(tokens, i))
    ]
    if not nouns:
        return None
    if scene.lang == "en":
        return collect(scene, nouns[-1], complement)
    start = nouns[0]
    while start > 0 and tokens[start - 1].tag == "," and is_series_vi(tokens, start, complement):
        start -= 1
        while start > 0 and tokens[start - 1].tag in (NOUN, AND, GROWTH):
            start -= 1
    return cut_vi(tokens, start, last)
