"""What is measured: the noun phrase a figure is said of, across lists, brackets, "of which" and pronouns."""

import re

from plenum.reading.patterns import words_en, words_vi
from plenum.reading.patterns.scene import NO_SPAN, Amount, Scene
from plenum.reading.patterns.tagging import (
    ADVERB, AND, AUX, BY, DETERMINER, DOWN, FIGURE, FROM, GROWTH, LINK, MASK, NOUN, OF, OVER_PLAN, PLAN,
    PREPOSITION, RELATIVE, SHARE, THAN, TIME, TO, UP, VERB, Token,
)  # fmt: skip

from plenum.units.currencies import CURRENCIES

_NOUNISH = frozenset((NOUN, GROWTH))
_VERBS = frozenset((UP, DOWN, LINK, SHARE, VERB, OVER_PLAN))
_FURTHEST = 60
"""Tokens looked at on either side of a figure."""

Span = tuple[int, int]
"""First and last token of a phrase."""


def assign(scene: Scene) -> None:
    """Give every amount its name, in order; a figure with none of its own takes that of the one before."""
    complement = _complements(scene)
    # The names are given twice, before and after the measures: both times from what earlier sentences left.
    if scene.entry_name is None:
        scene.entry_name = scene.context.last_name
    scene.context.last_name = scene.entry_name
    for index, amount in enumerate(scene.amounts):
        name = _name(scene, index, amount, complement)
        amount.name = name
        if amount.is_count and scene.lang == "vi":
            subject, _, _ = _left(scene, amount, complement)
            amount.subject = NO_SPAN if subject is None else _absolute(scene, subject)
        if name != NO_SPAN:
            scene.context.last_name = name
    _distribute(scene)


def _absolute(scene: Scene, span: Span) -> tuple[int, int]:
    return scene.start + scene.tokens[span[0]].start, scene.start + scene.tokens[span[1]].end


def _complements(scene: Scene) -> set[int]:
    """Tokens that only complete a figure before them ("of the plan", "so với cùng kỳ") and name nothing."""
    tokens = scene.tokens
    marked: set[int] = set()
    for amount in scene.amounts:
        index = amount.token + 1
        if index < len(tokens) and _opens_complement(scene, tokens[index], amount):
            if scene.lang == "en" and tokens[index].tag in (PREPOSITION, OF) and (phrase := _collect_right(scene, index + 1)):
                marked.update(range(index, phrase[1] + 1))
                index = phrase[1] + 1
            while index < len(tokens) and _continues_complement(tokens, index):
                marked.add(index)
                index += 1
    for index, token in enumerate(tokens):
        if token.tag == THAN:
            marked.add(index)
            following = index + 1
            while (
                following < len(tokens)
                and tokens[following].tag
                in (NOUN, DETERMINER, PLAN, GROWTH, OF, AUX, PREPOSITION, TIME, ADVERB)
                and following - index < 10
            ):
                if (
                    tokens[following].tag == PREPOSITION
                    and scene.lang == "en"
                    and tokens[following].word not in ("in", "of", "for")
                ):
                    break
                marked.add(following)
                following += 1
    return marked


def _opens_complement(scene: Scene, token: Token, amount: Amount) -> bool:
    if token.tag in (OF, PLAN, THAN) or (
        token.tag == PREPOSITION
        and token.word in ("in", "from", "for", "on", "against", "of", "above", "over", "tại", "trong")
    ):
        return True
    if token.word in ("above", "over", "below", "beyond") or (
        amount.unit == "x" and token.tag in (DETERMINER, NOUN, TIME)
    ):
        return True
    return token.tag == NOUN and not amount.is_count and (scene.lang == "vi" or amount.unit == "rank")


def _continues_complement(tokens: list[Token], index: int) -> bool:
    return tokens[index].tag in (
        NOUN,
        DETERMINER,
        OF,
        PLAN,
        THAN,
        TIME,
        GROWTH,
        PREPOSITION,
        ADVERB,
        AUX,
    ) or (
        tokens[index].tag in (VERB, LINK)
        and tokens[index].word
        in (
            "giao",
            "phê duyệt",
            "quyết định",
            "được",
            "đề ra",
            "thông qua",
            "had",
            "budgeted",
            "set",
            "assigned",
            "planned",
            "worth",
            "quy định",
        )
    )


def _name(scene: Scene, index: int, amount: Amount, complement: set[int]) -> tuple[int, int]:
    if amount.is_count:
        return _counted_name(scene, amount)
    if amount.converts >= 0:
        return scene.amounts[amount.converts].name
    if amount.signed and index:
        return scene.amounts[index - 1].name
    if index and scene.amounts[index - 1].name != NO_SPAN and _IN_OTHER_WORDS.match(scene.text[scene.amounts[index - 1].end : amount.start]):
        return scene.amounts[index - 1].name
    if amount.named_by is not None and not scene.text[amount.end :].startswith(" each"):
        return scene.amounts[amount.named_by].name if amount.named_by >= 0 else scene.context.last_name
    if amount.unit == "rank" and (ranked := _ranked(scene, amount)) is not None:
        return _absolute(scene, ranked)
    opening = _opens_clause(scene, amount, complement)
    if opening is not None:
        return _absolute(scene, opening)
    left, predicate, inherited = _left(scene, amount, complement)
    if (visits := _visits(scene, amount, left, predicate)) is not None:
        return visits
    right = _right(scene, amount, predicate, left)
    if right is None and (traded := _traded(scene, amount, left)) is not None:
        return _absolute(scene, traded)
    if right is not None:
        return _absolute(scene, right)
    if left is not None:
        return _absolute(scene, left)
    if inherited >= 0 or index:
        source = scene.amounts[inherited if inherited >= 0 else index - 1]
        if source.subject != NO_SPAN and scene.lang == "vi" and amount.unit in CURRENCIES:
            return source.subject
        return source.name
    ahead = _ahead(scene, amount) if scene.opens or scene.context.last_name == NO_SPAN or _states(scene, amount) else None
    if ahead is not None:
        return _absolute(scene, ahead)
    return scene.context.last_name


_IN_OTHER_WORDS = re.compile(r"\)?\s*,?\s*(?:or|a rate of|equal to|equivalent to|\(equivalent to)\s+(?:(?:nearly|about|some|almost|over|more than)\s+)?$")
_MOVES_INTO = re.compile(r"\s*(?:went|goes|was spent|were spent|was invested|is|was)\s+(?:in|into|on|for)\s+(?:our|the|its)?\s*")


def _states(scene: Scene, amount: Amount) -> bool:
    """"Almost 60% were women": the figure is the subject and the noun after the verb its part."""
    following = scene.tokens[amount.token + 1 : amount.token + 2]
    if scene.lang == "en" and _MOVES_INTO.match(scene.text, amount.end):
        return True
    return bool(following) and following[0].word in ("were", "are", "was", "is", "là")


def _traded(scene: Scene, amount: Amount, left: Span | None) -> Span | None:
    """"The city exported 11.7 billion USD": a place is not what is measured; the verb says what is."""
    index = amount.token - 1
    while index >= 0 and scene.tokens[index].tag == ADVERB:
        index -= 1
    if index < 0 or scene.tokens[index].word not in ("exported", "imported", "exports", "imports"):
        return None
    if left is not None and scene.tokens[left[1]].word not in _MOVED:
        return None
    return index, index


def _ranked(scene: Scene, amount: Amount) -> Span | None:
    """What a place is a place in: "eighth-highest FDI figure", "10th in the PCI", "first in the country for FDI"."""
    tokens = scene.tokens
    index = amount.token + 1
    stop = min(len(tokens), index + 14)
    if scene.lang == "vi":
        while index < stop and tokens[index].tag in (NOUN, PREPOSITION, LINK, VERB, ADVERB):
            if tokens[index].word == "về":
                return _collect_right_vi(scene, index + 1)
            index += 1
        return None
    while index < stop and tokens[index].tag not in (",", ";", FIGURE, RELATIVE, AND, "."):
        token = tokens[index]
        if token.tag == NOUN and token.word in ("highest", "largest", "lowest") and index + 1 < stop and tokens[index + 1].tag == NOUN:
            return index + 1, index + 1
        if token.word == "for" and index + 1 < stop and tokens[index + 1].tag == NOUN:
            return _collect_right(scene, index + 1)
        if token.word in ("in", "on") and index + 1 < stop:
            probe = index + 1
            while probe < stop and tokens[probe].tag in (DETERMINER, TIME):
                probe += 1
            phrase = _collect_right(scene, probe) if probe < stop else None
            if phrase and tokens[phrase[1]].word in ("index", "ranking", "rankings", "table", "tables", "league", "pci", "papi"):
                return phrase
        index += 1
    return None


def _opens_clause(scene: Scene, amount: Amount, complement: set[int]) -> Span | None:
    """"84.7 percent of households will have …": a share that opens its clause is said of the nouns that follow."""
    tokens = scene.tokens
    if scene.lang != "en" or amount.unit not in ("%",) or amount.signed:
        return None
    before = amount.token - 1
    while before >= 0 and (tokens[before].tag in (ADVERB, DETERMINER) or before in complement):
        before -= 1
    if before >= 0 and tokens[before].tag not in (",", ";", ":", AND, RELATIVE, "(", "·", ".") and tokens[before].word not in ("where", "found", "whose"):
        return None
    index = amount.token + 1
    if index >= len(tokens) or tokens[index].tag not in (OF, NOUN):
        return None
    if tokens[index].tag == OF:
        index += 1
    phrase = _collect_right(scene, index) if index < len(tokens) else None
    if phrase is None or not _is_name(scene, phrase):
        return None
    after = phrase[1] + 1
    if after + 1 < len(tokens) and tokens[after].tag == AND and tokens[after + 1].tag == FIGURE:
        return phrase
    if after < len(tokens) and (tokens[after].tag in (AUX, *_VERBS) or tokens[after].word == "to"):
        return phrase
    return None


_QUANTITIES = frozenset("backlog employment shortage shortfall population membership workforce capacity deficit surplus potential staff".split())


def _counted_name(scene: Scene, amount: Amount) -> tuple[int, int]:
    start, end = amount.counted
    if scene.lang == "en":
        tokens, index = scene.tokens, amount.token - 1
        while index > 0 and tokens[index].tag in (ADVERB, DETERMINER):
            index -= 1
        if index > 0 and tokens[index].tag == OF and tokens[index - 1].word in _QUANTITIES:
            return _absolute(scene, _collect_en(scene, index - 1, set()))
        position = scene.amounts.index(amount)
        if position and tokens[index].tag == THAN and scene.amounts[position - 1].unit == amount.unit:
            return scene.amounts[position - 1].name
    if scene.lang == "vi":
        window = max(0, amount.start - 110)
        before = _NUMBERED_VI.search(scene.text, window, amount.start)
        if before and (before["is"] == "là" or scene.text[start:end].split()[0].lower() in before["name"].lower()):
            return scene.start + before.start("name"), scene.start + before.start("name") + len(before["name"].rstrip())
    return scene.start + start, scene.start + end


_NUMBERED_VI = re.compile(
    r"(?P<name>(?:[Tt]ổng\s+)?[Ss]ố\s+(?:[^\W\d_]+\s+){1,6}|(?:[Qq]uy mô\s+)?[Dd]ân số\s+)(?:[^,;:.]{0,60}?\s)?(?P<is>là|đạt|có|trên|khoảng)\s+(?:khoảng\s+|gần\s+|hơn\s+|trên\s+)?$"
)
"""\"Số doanh nghiệp … là 138 doanh nghiệp\": the count's own name stands before it."""


def _visits(scene: Scene, amount: Amount, left: Span | None, predicate: str) -> tuple[int, int] | None:
    """\"đón 15,3 triệu lượt khách\": the visits themselves, where no other noun is said to number so many."""
    if amount.unit != "visitor" or amount.is_count or scene.lang != "vi" or not (left is None or predicate == VERB):
        return None
    words = re.search(r"lượt\s+(?:du\s+)?khách|lượt\s+người", scene.text[amount.number_end : amount.end], re.IGNORECASE)
    if words is None:
        return None
    return scene.start + amount.number_end + words.start(), scene.start + amount.number_end + words.end()


def _left(scene: Scene, amount: Amount, complement: set[int]) -> tuple[Span | None, str, int]:
    """(phrase, tag of the nearest verb, amount to inherit from) looking left from a figure.

    The words back to the figure before are split at commas, colons and subordinators. The nearest piece that
    has a subject gives the name: the noun phrase that stands right before the figure with no verb between, or
    joined to it by "of"; else the one before the piece's verb. Pieces without one ("up", "reaching", an
    adjunct) are passed over.
    """
    tokens = scene.tokens
    region, figure = _region(tokens, amount.token, complement)
    pieces = _pieces(tokens, region)
    predicate = next((tokens[i].tag for i in reversed(pieces[-1]) if tokens[i].tag in _VERBS), "") if pieces else ""
    spare: Span | None = None
    if scene.lang == "en" and (antecedent := _antecedent(scene, pieces, complement)) is not None:
        return antecedent, predicate, -1
    for distance, piece in enumerate(reversed(pieces)):
        if not piece:
            continue
        span = _of_piece(scene, piece, complement, distance == 0)
        if span is None:
            continue
        if _is_name(scene, span):
            return span, predicate, -1
        if spare is None:
            spare = span
            rest = [i for i in piece if i < span[0]]
            again = _of_piece(scene, rest, complement, False) if rest else None
            if again is not None and _is_name(scene, again):
                return again, predicate, -1
    if figure >= 0:
        return None, predicate, figure
    if spare is not None and any(tokens[i].tag in (GROWTH, PLAN) for i in range(spare[0], spare[1] + 1)):
        return spare, predicate, -1
    return None, predicate, -1


def _antecedent(scene: Scene, pieces: list[list[int]], complement: set[int]) -> Span | None:
    """"the trade deficit, which rose to #": the last noun phrase before "which"."""
    tokens = scene.tokens
    if len(pieces) < 2 or not pieces[-1] or not pieces[-2] or tokens[pieces[-1][0]].word != "which":
        return None
    if any(tokens[i].tag in _NOUNISH for i in pieces[-1]) or tokens[pieces[-2][-1]].tag not in _NOUNISH:
        return None
    last = first = pieces[-2][-1]
    while first > pieces[-2][0] and tokens[first - 1].tag in (NOUN, OF) and first - 1 not in complement:
        first -= 1
    while tokens[first].tag == OF:
        first += 1
    return (first, last) if _is_name(scene, (first, last)) else None


def _region(tokens: list[Token], end: int, complement: set[int]) -> tuple[list[int], int]:
    """Token indexes between a figure and the one before it (or a semicolon), and that figure's amount or -1."""
    region: list[int] = []
    index = end - 1
    lowest = max(-1, end - _FURTHEST)
    while index > lowest:
        token = tokens[index]
        if token.tag == FIGURE:
            return region[::-1], token.figure
        if token.tag == ";":
            break
        if token.tag == ")":
            opening = _open_bracket(tokens, index)
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
        inner = token.word in ("-", "–", "&", '"', "“", "”")
        joins = token.tag == "," and position and _is_inner_comma(tokens, index)
        last = position == len(region) - 1
        if token.tag in _SEPARATORS and not inner and not joins and not last:
            pieces.append([])
        elif token.tag == AND and pieces[-1] and _starts_clause(tokens, index):
            pieces.append([])
        else:
            pieces[-1].append(index)
    return pieces


def _is_inner_comma(tokens: list[Token], index: int) -> bool:
    """A comma inside a list that forms one name: nouns on both sides back to a start, and "and" or a verb ahead."""
    return tokens[index].tag == "," and tokens[index - 1].word in ("xuất", "nông", "lâm") and tokens[index + 1].word.startswith(("nhập", "lâm", "ngư", "thuỷ", "thủy"))


def _starts_clause(tokens: list[Token], index: int) -> bool:
    """Whether "and" joins predicates or clauses: a verb follows, or nouns and a verb after a verb before."""
    following = index + 1
    while following < len(tokens) and tokens[following].tag in (ADVERB, AUX):
        following += 1
    if following < len(tokens) and tokens[following].tag in _VERBS:
        return True
    before = index - 1
    while before >= 0 and tokens[before].tag not in (",", ";", ":", FIGURE, RELATIVE):
        if tokens[before].tag in _VERBS:
            return True
        before -= 1
    return before >= 0 and tokens[before].tag == FIGURE and before == index - 1


def _of_piece(scene: Scene, piece: list[int], complement: set[int], nearest: bool) -> Span | None:
    """The name one piece gives, or None."""
    tokens = scene.tokens
    verbs = [i for i in piece if tokens[i].tag in _VERBS]
    if nearest:
        tail = len(piece) - 1
        linked = False
        while tail >= 0 and tokens[piece[tail]].tag in (ADVERB, DETERMINER, OF, ":", "(", AUX, TIME, "·", THAN):
            linked = linked or tokens[piece[tail]].tag in (OF, ":", "(")
            tail -= 1
        if tail >= 0 and (tokens[piece[tail]].tag in _NOUNISH or (tokens[piece[tail]].tag == PLAN and _plan_names(tokens, piece[tail]))):
            span = _collect(scene, piece[tail], complement)
            governed = span[0] > 0 and _verb_before(tokens, span[0]) and span[0] > piece[0]
            governed = governed or (tokens[piece[0]].tag == PREPOSITION and tokens[piece[0]].word != "with" and not linked)
            if linked or not governed or scene.lang == "vi":
                return span
        if scene.lang == "vi" and tail == len(piece) - 1 >= 0 and tokens[piece[tail]].tag == PLAN and tokens[piece[tail]].word != "mục tiêu":
            return piece[tail], piece[tail]
        if scene.lang == "en" and any(tokens[v].word in _SAYING for v in verbs):
            return None
        if (made := _made_to(scene, piece, complement)) is not None:
            return made
    if not nearest and any(tokens[v].word in _SAYING for v in verbs) and verbs[-1] == piece[-1]:
        return None
    if not nearest and verbs and tokens[verbs[-1]].tag == LINK and piece[-1] + 1 < len(tokens) and tokens[piece[-1] + 1].tag == ":" and tokens[piece[-1]].tag == NOUN:
        return _collect(scene, piece[-1], complement)
    if scene.lang == "vi" and tokens[piece[0]].word == "theo":
        return None
    if not verbs:
        if tokens[piece[0]].tag in (PREPOSITION, FROM, TO, BY, THAN) and tokens[piece[0]].word not in ("with", "với", "for", "về", "đối với"):
            return None
        return _first_phrase(scene, piece, piece[-1], complement)
    return _subject_vi(scene, piece, verbs) if scene.lang == "vi" else _subject_en(scene, piece, verbs, complement)


def _subject_en(scene: Scene, piece: list[int], verbs: list[int], complement: set[int]) -> Span | None:
    """The noun phrase right before a verb, the nearest verb first, unless a preposition governs it."""
    tokens = scene.tokens
    for verb in reversed(verbs):
        index = verb - 1
        while index >= piece[0] and (
            (tokens[index].tag == DETERMINER and tokens[index + 1].tag == TIME)
            or tokens[index].tag in (AUX, ADVERB, TIME, TO, ")", "(")  or tokens[index].word in ("which", "who", "that", "for", "in", "during", "over", "of", "itself", "by", "alone")):
            index = _open_bracket(tokens, index) - 1 if tokens[index].tag == ")" else index - 1
        if index < piece[0] or tokens[index].tag not in _NOUNISH or index in complement:
            continue
        span = _collect(scene, index, complement)
        left = span[0] - 1
        while left >= piece[0] and tokens[left].tag == DETERMINER:
            left -= 1
        governed = left >= piece[0] and tokens[left].tag in (PREPOSITION, TO, BY, FROM)
        if not governed:
            return span
    return None


def _subject_vi(scene: Scene, piece: list[int], verbs: list[int]) -> Span | None:
    """The piece's subject: an indicator's own word where there is one, else the first noun phrase before the verb."""
    tokens = scene.tokens
    nouns = [i for i in piece if tokens[i].tag in _NOUNISH or (tokens[i].tag == PLAN and _plan_names(tokens, i))]
    if not nouns:
        return None
    final = verbs[-1]
    heads = [i for i in nouns if i < final and _is_indicator(tokens, i)]
    if heads:
        ruled = [i for i in heads if i > piece[0] and tokens[i - 1].tag in (VERB, LINK, PREPOSITION, ADVERB, AUX) and i - 1 >= piece[0]]
        start = ruled[-1] if ruled and tokens[heads[0]].word.split()[0] not in _RATIOS_VI else heads[0]
    else:
        start = nouns[0]
        if tokens[start].word.split()[0] in _AGENTS_VI:
            return None
    ends = [v for v in verbs if v > start and (tokens[v].word not in _INNER_VERBS or v == final)]
    stop = ends[0] if ends else final
    if tokens[start].word.split()[0] in _RATIOS_VI:
        stop = final
    if stop < start:
        stop = piece[-1] + 1
    while start > 0 and tokens[start - 1].tag == "," and _is_series_vi(tokens, start, set()) and not heads:
        start -= 1
        while start > 0 and tokens[start - 1].tag in (NOUN, AND, GROWTH):
            start -= 1
    return _cut_vi(tokens, start, stop - 1)


_RATIOS_VI = frozenset(("tỷ", "tỉ", "số", "tổng"))
_INDICATORS_VI = frozenset(
    "tốc|tổng|thu ngân|kim ngạch|grdp|gdp|vốn|vốn đầu tư|doanh thu|tỷ lệ|tỉ lệ|tỷ trọng|chỉ số|sản lượng|giá trị|mức|quy mô|diện tích|dân số|"
    "thu nhập|nợ|dư nợ|bội chi|tăng trưởng|tốc độ tăng|tốc độ tăng trưởng|mức tăng|số|lượng|năng suất|cpi|iip|lợi nhuận|tổng số|tổng vốn|số thu|số chi|"
    "số vốn đã giải ngân|số đã giải ngân|tổng số vốn đã giao|số chưa giao|số còn lại|số tiền còn lại|tổng cộng số|giải ngân|nguồn|chênh lệch|thiệt hại|thặng dư|lượng khách|số lượng|chỉ số giá".split("|")
)
_AGENTS_VI = frozenset(
    "thủ chính quốc bộ cơ ủy uỷ ubnd hđnd địa thành tỉnh việt ông bà toàn dũng trung sở ban đảng nhà huyện đây điều kết "
    "liên tập đại tp tp.hcm chủ phó theo".split()
)


def _is_indicator(tokens: list[Token], index: int) -> bool:
    """Whether a phrase that begins here names a quantity ("tổng vốn", "tỷ lệ …") and not who has it."""
    word = tokens[index].word
    if index and tokens[index - 1].tag in (NOUN, OF) and tokens[index - 1].word not in ("với", "có"):
        return False
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    return word in _INDICATORS_VI or (word == "thu" and following.startswith(("ngân", "nsnn", "nội", "cân", "phí", "hút"))) or f"{word} {following}" in _INDICATORS_VI


_SAYING = frozenset(("says", "said", "reports", "describes", "described", "calls", "cho biết", "nhấn mạnh", "khẳng định"))
_INNER_VERBS = frozenset(("tăng", "bổ sung", "giao", "thu hút", "có", "xuất", "nhập", "nộp", "được", "gia tăng", "huy động", "thực hiện được", "cấp", "đăng ký mới"))


def _verb_before(tokens: list[Token], index: int) -> bool:
    index -= 1
    while index >= 0 and tokens[index].tag in (DETERMINER, ADVERB):
        index -= 1
    return index >= 0 and tokens[index].tag in _VERBS


_MOVED = frozenset("city province country district commune us nation state kingdom region town".split())
"""Those a figure is reached by, who are not what is measured: "takes the city to 64%"."""


def _made_to(scene: Scene, piece: list[int], complement: set[int]) -> Span | None:
    """"brought its total share to", "nâng tổng số lên": the object of a verb that moves it to the figure."""
    tokens = scene.tokens
    tail = len(piece) - 1
    while tail >= 0 and tokens[piece[tail]].tag in (ADVERB, DETERMINER):
        tail -= 1
    if tail < 0 or tokens[piece[tail]].tag not in (TO, BY, FROM):
        return None
    verb = next((position for position in range(tail, -1, -1) if tokens[piece[position]].tag in (UP, DOWN, VERB)), -1)
    if verb < 0 or verb + 1 >= tail:
        return None
    head = verb + 1
    while head < tail and tokens[piece[head]].tag in (DETERMINER, ADVERB):
        head += 1
    if head >= tail or tokens[piece[head]].tag not in _NOUNISH or tokens[piece[head]].word in _MOVED:
        return None
    last = head
    while last + 1 < tail and tokens[piece[last + 1]].tag in (*_NOUNISH, OF, DETERMINER, AND):
        last += 1
    while tokens[piece[last]].tag not in _NOUNISH:
        last -= 1
    return _collect(scene, piece[last], complement)


def _first_phrase(scene: Scene, piece: list[int], last: int, complement: set[int]) -> Span | None:
    """The noun phrase that is a piece's subject: in English the one that ends it, in Vietnamese the first."""
    tokens = scene.tokens
    nouns = [i for i in piece if tokens[i].tag in _NOUNISH or (tokens[i].tag == PLAN and _plan_names(tokens, i))]
    if not nouns:
        return None
    if scene.lang == "en":
        return _collect(scene, nouns[-1], complement)
    start = nouns[0]
    while start > 0 and tokens[start - 1].tag == "," and _is_series_vi(tokens, start, complement):
        start -= 1
        while start > 0 and tokens[start - 1].tag in (NOUN, AND, GROWTH):
            start -= 1
    return _cut_vi(tokens, start, last)


def _plan_names(tokens: list[Token], index: int) -> bool:
    """A word for "plan" names the figure where nouns stand beside it ("kế hoạch vốn"), not alone."""
    before = index > 0 and tokens[index - 1].tag == NOUN
    after = index + 1 < len(tokens) and tokens[index + 1].tag == NOUN
    return before or after


def _open_bracket(tokens: list[Token], index: int) -> int:
    for left in range(index - 1, max(-1, index - _FURTHEST), -1):
        if tokens[left].tag == "(":
            return left
    return index


def _collect(scene: Scene, last: int, complement: set[int]) -> Span:
    """The noun phrase whose last word is token `last`, tails of place and time cut."""
    return (
        _collect_vi(scene, last, complement) if scene.lang == "vi" else _collect_en(scene, last, complement)
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
    )
)
_KEPT_EN = frozenset(("of", "for", "per", "by", "between"))


def _collect_en(scene: Scene, last: int, complement: set[int]) -> Span:
    tokens = scene.tokens
    index = last
    pieces: list[Span] = []
    connectors: list[str] = []
    while True:
        first = index
        while first > 0 and tokens[first - 1].tag in (NOUN, GROWTH, PLAN) and first - 1 not in complement:
            first -= 1
        pieces.append((first, index))
        step = first - 1
        determiner = step
        while determiner >= 0 and tokens[determiner].tag == DETERMINER:
            determiner -= 1
        if determiner < 0:
            break
        link = tokens[determiner]
        if (
            link.tag in (OF, PREPOSITION, BY)
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
        else:
            break
        if len(pieces) > 8:
            break
    # pieces run right to left; the head is the last. Cut at the first preposition of place or time.
    lo = pieces[-1][0]
    hi = pieces[-1][1]
    for piece, word in zip(reversed(pieces[:-1]), reversed(connectors), strict=True):
        if (
            word not in _KEPT_EN
            and word not in ("and", ",")
            and not (
                word in ("on", "in")
                and tokens[lo].word
                in ("expenditure", "spending", "expenses", "investment", "outlay", "segregation")
            )
        ):
            break
        if word == "by" and tokens[piece[0]].word in ("the",):
            break
        hi = piece[1]
    while lo < hi and tokens[lo].word in ("estimated", "reported", "massive", "provincial") and tokens[lo].end - tokens[lo].start > tokens[hi].end - tokens[lo + 1].start:
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


def _is_list_piece(tokens: list[Token], index: int) -> bool:
    """Whether the nouns that end at `index` stand after a comma or at a start: a member of a list."""
    while index >= 0 and tokens[index].tag == NOUN:
        index -= 1
    return index < 0 or tokens[index].tag in (",", ":", ";", AND, "·", RELATIVE, DETERMINER)


_INNER_VI = frozenset(
    (
        "từ",
        "cho",
        "về",
        "theo",
        "với",
        "của",
        "trong",
        "qua",
        "vào",
        "tại",
        "đối với",
        "trên",
        "thuộc",
        "và",
        "giữa",
        "để",
        "đến",
        "tới",
        "do",
        "ngoài",
    )
)
_CUT_VI = frozenset(
    (
        "tại",
        "trên địa bàn",
        "trên",
        "ở",
        "thuộc",
        "theo giá",
        "tính theo",
        "cả nước",
        "toàn tỉnh",
        "toàn quốc",
        "toàn huyện",
        "toàn thành phố",
        "hằng năm",
        "hàng năm",
        "với",
        "qua",
        "bởi",
        "trong",
        "vào",
        "sau",
        "trước",
        "đến",
        "tới",
        "do",
        "để",
        "nhờ",
        "như",
    )
)
_OWNERS = frozenset(
    "tỉnh thành tp huyện quận xã phường cả ngành đơn vn việt địa toàn bộ nước hà cục sở vùng công cơ các thị".split()
)


def _collect_vi(scene: Scene, last: int, complement: set[int]) -> Span:
    tokens = scene.tokens
    first = last
    while first > 0 and first - 1 not in complement:
        token = tokens[first - 1]
        if token.tag in (NOUN, GROWTH, PLAN, AND, OF, DETERMINER):
            first -= 1
        elif (
            token.tag in (PREPOSITION, FROM, VERB, UP, DOWN, AUX, TO)
            and token.word in _INNER_VI
            and first >= 2
            and tokens[first - 2].tag in (NOUN, GROWTH, PLAN)
        ):
            first -= 1
        elif token.word == "xuất" and tokens[first].tag == ",":
            first -= 1
        elif (
            token.tag in (UP, VERB)
            and token.word
            in ("tăng", "bổ sung", "giao", "đăng ký mới", "xuất", "nhập", "nộp", "giao bổ sung")
            and first >= 2
            and tokens[first - 2].tag in (NOUN, GROWTH, PLAN)
        ):
            first -= 1
        elif token.tag == "," and (_is_series_vi(tokens, first, complement) or _is_inner_comma(tokens, first - 1)):
            first -= 1
        elif token.tag == ")" and first >= 2:
            opening = _open_bracket(tokens, first - 1)
            if (
                opening == first - 1
                or opening < 1
                or any(tokens[i].tag == FIGURE for i in range(opening, first))
            ):
                break
            first = opening
        elif (
            token.tag == "·"
            and token.word in ("-", "–", "“", "”", '"', "&")
            and first >= 2
            and tokens[first - 2].tag == NOUN
            and token.word in ("-", "–", "&")
        ):
            first -= 1
        else:
            break
    return _cut_vi(tokens, first, last)


def _cut_vi(tokens: list[Token], first: int, last: int) -> Span:
    """The phrase from `first` to `last` without what leads it and without its tail of owner, place and time."""
    lo = first
    while lo < last and tokens[lo].tag in (AND, OF, DETERMINER, AUX, ",", "·"):
        lo += 1
    hi = lo
    for index in range(lo, last + 1):
        token = tokens[index]
        if index > lo and _cuts_vi(tokens, index, last):
            break
        if token.tag in (NOUN, GROWTH, PLAN, UP, DOWN, VERB, ")", SHARE, LINK):
            hi = index
    if hi + 3 < len(tokens) and tokens[hi + 1].tag == "(" and tokens[hi + 3].tag == ")" and tokens[hi + 2].tag == NOUN:
        hi += 3
    return lo, hi


def _cuts_vi(tokens: list[Token], index: int, last: int) -> bool:
    """Whether a token begins the tail of a name: a time, a place, an owner, a comma that closes it."""
    token = tokens[index]
    if token.tag in (TIME, FIGURE, ";", ":", RELATIVE, THAN, AUX, DETERMINER):
        return True
    if token.word == "trên địa bàn":
        return tokens[index - 1].word not in ("phẩm", "sản phẩm")
    if token.word == "trong" and index + 1 <= last and tokens[index + 1].word in ("tỉnh", "nước"):
        return False
    if token.tag == "(":
        return index + 2 > last or tokens[index + 1].tag != NOUN
    owner = token.tag == OF and index + 1 <= last and tokens[index + 1].word in _OWNERS
    return owner or token.word in _CUT_VI or (token.tag == NOUN and token.word in ("tỉnh", "thành phố") and index - 1 >= 0 and tokens[index - 1].tag not in (OF, NOUN))


def _is_series_vi(tokens: list[Token], comma_after: int, complement: set[int]) -> bool:
    """Whether the comma before token `comma_after` stands inside one name ("nông, lâm, thủy sản")."""
    index = comma_after - 2
    size = 0
    while index >= 0 and tokens[index].tag in (NOUN, AND, OF, DETERMINER, ")", "(") and index not in complement and size < 14:
        index -= 1
        size += 1
    if size == 0:
        return False
    if index < 0:
        return size < 8
    if tokens[index].tag == GROWTH:
        return True
    if tokens[index].tag == ",":
        return _is_series_vi(tokens, index + 1, complement)
    return (
        tokens[index].tag in (":", ";", RELATIVE, ")", AUX, DETERMINER, TIME) and tokens[index].word != "ông"
    )


def _is_name(scene: Scene, span: Span) -> bool:
    """Whether a phrase can be what is measured: not a bare growth noun, a comparison or a time."""
    words: list[str] = []
    for token in scene.tokens[span[0] : span[1] + 1]:
        words.extend(token.word.split())
    module = words_vi if scene.lang == "vi" else words_en
    content = [word for word in words if word[:1].isalnum()]
    if not content:
        return False
    if all(word in module.BARE_GROWTH or word.endswith(("-month", "-year", "-quarter")) for word in content):
        return False
    return not all(
        word in module.COMPARISONS or word in module.BARE_GROWTH or word in ("of", "the", "in", "and", "for")
        for word in content
    )


def _right(scene: Scene, amount: Amount, predicate: str, left: Span | None) -> Span | None:
    return (
        _right_vi(scene, amount, predicate, left)
        if scene.lang == "vi"
        else _right_en(scene, amount, predicate, left)
    )


_RIGHT_WORDS = frozenset(("of", "in", "for", "on", "from", "to"))


def _right_en(scene: Scene, amount: Amount, predicate: str, left: Span | None) -> Span | None:
    """ "343,500 tonnes of rice", "3.75 percent for industry", "a $30 billion fund": the name follows."""
    tokens = scene.tokens
    index = amount.token + 1
    if index >= len(tokens) or amount.measure.value == "rank" or amount.unit in ("rank", "x", "place", "pp"):
        return None
    token = tokens[index]
    direct = left is not None and _joined(tokens, left[1], amount.token)
    if (
        token.tag == NOUN
        and token.word not in ("higher", "lower", "larger", "smaller")
        and amount.unit != "item"
        and not direct
    ):
        return _collect_right(scene, index)
    if token.word == "more" and amount.unit in CURRENCIES and index + 1 < len(tokens) and tokens[index + 1].word in ("for", "on"):
        return _collect_right(scene, index + 2)
    if left is None and amount.unit in CURRENCIES and (purpose := _PURPOSE.match(scene.text, amount.end)):
        onward = next((i for i in range(index, len(tokens)) if tokens[i].start >= purpose.end()), -1)
        if onward >= 0 and (phrase := _collect_right(scene, onward)):
            return phrase
    if token.word == "worth" and index + 1 < len(tokens) and tokens[index + 1].tag == OF:
        return _collect_right(scene, index + 2)
    if token.word == "each" and index + 1 < len(tokens) and tokens[index + 1].tag == OF:
        return _collect_right(scene, index + 2)
    if (
        token.word in ("spent", "paid", "funded", "raised")
        and index + 1 < len(tokens)
        and tokens[index + 1].tag in (PREPOSITION, BY, FROM)
    ):
        return _collect_right(scene, index + 2)
    if token.tag == BY and predicate in (VERB, SHARE, "") and left is None:
        return _collect_right(scene, index + 1)
    if token.word not in _RIGHT_WORDS or index + 1 >= len(tokens):
        return None
    start = index + 1
    while start < len(tokens) and tokens[start].tag in (DETERMINER, ADVERB):
        start += 1
    if start >= len(tokens) or tokens[start].tag not in _NOUNISH:
        return None
    proper = (
        scene.text[tokens[start].start].isupper()
        and not scene.text[tokens[start].start : tokens[start].end].isupper()
    )
    following = _collect_right(scene, start)
    if following is None or not _is_name(scene, following):
        return None
    if token.word == "of" and amount.unit == "%" and scene.tokens[amount.token - 2 : amount.token] and any(t.word in ("spend", "spends", "spent", "spending") for t in tokens[max(0, amount.token - 4) : amount.token]):
        onward = following[1] + 1
        if onward < len(tokens) and tokens[onward].word == "on":
            return _collect_right(scene, onward + 1)
    if token.word == "of":
        whole = (
            tokens[start].word in words_en.WHOLES
            or scene.text[tokens[start].start : tokens[start].end].isupper()
        )
        if amount.unit != "%" and not direct and predicate in (UP, DOWN) and not proper:
            return following
        if direct and amount.unit == "%" and left is not None and tokens[left[1]].word in _ACTIONS:
            return following
        if (
            direct
            or predicate in (LINK, SHARE, UP, DOWN)
            or (whole and amount.unit == "%")
            or amount.measure.value in ("growth", "of_plan", "ratio")
        ):
            return None
        if amount.unit == "%" and left is not None and predicate == "":
            return None
        return following
    bare = left is None or not _is_name(scene, left)
    if token.word in ("for", "in", "from") and (bare or (predicate == VERB and not proper and not direct)):
        if proper and token.word in ("in", "from") and not any(tokens[i].word in ("invests", "invest", "invested") for i in range(max(0, amount.token - 4), amount.token)):
            return None
        if amount.measure.value in ("of_plan", "ratio"):
            return None
        return following
    if (
        token.word in ("on", "to")
        and predicate == VERB
        and not proper
        and not direct
        and amount.unit not in ("%",)
    ):
        return following
    return None


_ACTIONS = frozenset("collection treatment coverage use completion disbursement payment vaccination electrification".split())


_PURPOSE = re.compile(
    r"\s+(?:(?:will\s+be|is|was|were|has\s+been|have\s+been)\s+(?:allocated|spent|provided|earmarked|set\s+aside|used|invested)\s+(?:to|for|on|in)|to|came\s+from|comes\s+from|is\s+for)\s+"
    r"(?:(?:meet|acquire|build|upgrade|fund|support|improve|finance|cover|purchase|strengthen)(?:\s+and\s+[a-z]+)?\s+)?(?=[a-z])"
)
"""What money that opens its clause is for: "will be allocated to meet expenditure on …"."""


def _joined(tokens: list[Token], last: int, figure: int) -> bool:
    """Whether only "of", ":" or a hedge stands between a phrase and the figure: the phrase names it."""
    between = tokens[last + 1 : figure]
    return (
        bool(between)
        and all(t.tag in (OF, ":", ADVERB, DETERMINER, "(", "·") for t in between)
        and any(t.tag in (OF, ":", "(") for t in between)
    )


def _collect_right(scene: Scene, index: int) -> Span | None:
    tokens = scene.tokens
    while index < len(tokens) and (
        tokens[index].tag in (DETERMINER, ADVERB, AUX) or (tokens[index].tag == VERB and tokens[index].word.endswith("ing"))
    ):
        index += 1
    if index >= len(tokens) or tokens[index].tag not in (NOUN, GROWTH, MASK, PLAN):
        return None
    first = last = index
    while index < len(tokens):
        token = tokens[index]
        if token.tag in (NOUN, GROWTH, PLAN):
            last = index
        elif token.tag == OF and index + 1 < len(tokens) and tokens[index + 1].tag in (NOUN, DETERMINER):
            pass
        elif token.word in ("for", "between") and index + 1 < len(tokens) and tokens[index + 1].tag == NOUN:
            pass
        elif token.tag == DETERMINER and tokens[index - 1].tag == OF:
            pass
        elif (
            token.tag == AND
            and index + 1 < len(tokens)
            and tokens[index + 1].tag == NOUN
            and not _leads_on(tokens, index + 1)
        ):
            pass
        elif token.tag == "," and _list_ahead(tokens, index):
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
    return index < len(tokens) and tokens[index].tag in (*_VERBS, FIGURE, AUX, ADVERB, BY)


def _list_ahead(tokens: list[Token], index: int) -> bool:
    """ "agriculture, forestry and fisheries": the comma stands in a list that "and" closes."""
    probe = index + 1
    size = 0
    while probe < len(tokens) and tokens[probe].tag == NOUN and size < 4:
        probe += 1
        size += 1
    return (
        0 < size
        and probe + 1 < len(tokens)
        and tokens[probe].tag == AND
        and tokens[probe + 1].tag == NOUN
        and not _leads_on(tokens, probe + 1)
    )


_NOT_RIGHT_VI = frozenset("gdp grdp tổng so của cả năm kế dự mỗi một về số trở mỗi".split())


def _right_vi(scene: Scene, amount: Amount, predicate: str, left: Span | None) -> Span | None:
    """ "thu hút 5,5 tỷ USD vốn FDI", "82% doanh nghiệp", "161 nghìn tỷ đồng từ nguồn thu nội địa"."""
    tokens = scene.tokens
    index = amount.token + 1
    if index >= len(tokens) or amount.unit in ("rank", "x", "place", "pp") or amount.measure.value == "rank":
        return None
    token = tokens[index]
    before = tokens[amount.token - 1].tag if amount.token else ""
    if amount.unit == "%" and token.word == "về":
        return _collect_right_vi(scene, index + 1)
    if token.tag in (NOUN, GROWTH) and token.word not in _NOT_RIGHT_VI:
        if (
            predicate in (LINK, SHARE, UP, DOWN, OVER_PLAN)
            and before in (LINK, SHARE, UP, DOWN, OVER_PLAN, ADVERB)
        ):
            return None
        if predicate == "" and left is not None and (tokens[left[0]].tag == GROWTH or _is_indicator(tokens, left[0])):
            return None
        phrase = _collect_right_vi(scene, index)
        return phrase if phrase and _is_name(scene, phrase) else None
    if (
        token.tag == FROM
        and (left is None or predicate == VERB)
        and index + 1 < len(tokens)
        and tokens[index + 1].tag == NOUN
    ):
        return _collect_right_vi(scene, index + 1)
    return None


def _collect_right_vi(scene: Scene, index: int) -> Span | None:
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


def _ahead(scene: Scene, amount: Amount) -> Span | None:
    """The first noun phrase after a figure that opens its sentence with nothing before it."""
    tokens = scene.tokens
    for index in range(amount.token + 1, min(len(tokens), amount.token + 8)):
        if tokens[index].tag == FIGURE:
            return None
        if tokens[index].tag == NOUN:
            return _collect_right_vi(scene, index) if scene.lang == "vi" else _collect_right(scene, index)
    return None


_RESPECTIVELY = re.compile(r"\brespectively\b|\blần lượt\b", re.IGNORECASE)


def _distribute(scene: Scene) -> None:
    """Names in lists, and the names of this sentence for a list in the next."""
    _distribute_list(scene)
    scene.distinct_names = list(dict.fromkeys(amount.name for amount in scene.amounts))


def _distribute_list(scene: Scene) -> None:
    """ "A, B và C tăng lần lượt x, y và z": each figure of the list takes its own member of the list of names."""
    if not _RESPECTIVELY.search(scene.text):
        return
    run: list[Amount] = []
    for amount in scene.amounts:
        if run and scene.text[run[-1].end : amount.start].strip(" ") in (",", "and", "và", ", and", ", và"):
            run.append(amount)
        elif len(run) < 2:
            run = [amount]
        else:
            break
    if len(run) < 2:
        return
    start, end = run[0].name
    if start < scene.start or run[0].name == scene.entry_name:
        if len(scene.context.sentence_names) >= len(run):
            for amount, name in zip(run, scene.context.sentence_names[-len(run) :], strict=True):
                amount.name = name
        return
    left = max(0, start - scene.start - 120)
    stretch = scene.text[left : end - scene.start]
    cut = max(
        stretch.rfind(";"),
        stretch.rfind(":"),
        *(time.end - left for time in scene.times if time.end <= end - scene.start),
        -1,
    )
    offset = left + cut + 1
    members = [
        m
        for m in re.finditer(r"[^,]+?(?=,|\s+(?:và|and)\s|$)", scene.text[offset : end - scene.start])
        if m.group().strip(" ,")
    ]
    if len(members) < len(run):
        return
    for amount, member in zip(run, members[-len(run) :], strict=True):
        words = member.group()
        lead = len(words) - len(re.sub(r"^[\s,]*(?:(?:và|and)\s+)?", "", words))
        amount.name = (scene.start + offset + member.start() + lead, scene.start + offset + member.end())


_ = (TO,)
