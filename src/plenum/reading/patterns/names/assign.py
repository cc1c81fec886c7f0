"""Give every figure its name: what stands left of it, right of it, or in the figure it continues."""

import re

from plenum.reading.patterns.names.basics import NOUNISH, VERBS, Span
from plenum.reading.patterns.names.earlier import subject
from plenum.reading.patterns.names.following import collect_right, collect_right_vi, look_ahead
from plenum.reading.patterns.names.left import MOVED, look_left
from plenum.reading.patterns.names.lists import distribute
from plenum.reading.patterns.names.phrases import is_name
from plenum.reading.patterns.names.phrases_en import collect_en
from plenum.reading.patterns.names.right import complements, look_right
from plenum.reading.patterns.scene import NO_SPAN, Amount, Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AND,
    AUX,
    DETERMINER,
    DOWN,
    FIGURE,
    GROWTH,
    LINK,
    MASK,
    NOUN,
    OF,
    PREPOSITION,
    RELATIVE,
    SHARE,
    THAN,
    TIME,
    UP,
    VERB,
)
from plenum.units.currencies import CURRENCIES


def assign(scene: Scene) -> None:
    """Give every amount its name, in order; a figure with none of its own takes that of the one before."""
    complement = complements(scene)
    # The names are given twice, before and after the measures: both times from what earlier sentences left.
    if scene.entry_name is None:
        scene.entry_name = scene.context.last_name
        scene.entry_text = scene.context.last_name_text
    scene.context.last_name = scene.entry_name
    for index, amount in enumerate(scene.amounts):
        name = _name(scene, index, amount, complement)
        amount.name = name
        if amount.is_count and scene.lang == "vi":
            subject, _, _ = look_left(scene, amount, complement)
            amount.subject = NO_SPAN if subject is None else _absolute(scene, subject)
        if name != NO_SPAN:
            scene.context.last_name = name
            if name[0] >= scene.start:
                scene.context.last_name_text = scene.text[name[0] - scene.start : name[1] - scene.start]
    distribute(scene)


def _absolute(scene: Scene, span: Span) -> tuple[int, int]:
    return scene.start + scene.tokens[span[0]].start, scene.start + scene.tokens[span[1]].end


def _name(scene: Scene, index: int, amount: Amount, complement: set[int]) -> tuple[int, int]:
    if amount.is_count:
        if scene.text[slice(*amount.counted)].lower() == "con":
            herd, _, _ = look_left(scene, amount, complement)
            if herd is not None:
                return _absolute(scene, herd)
        return _counted_name(scene, amount)
    if amount.converts >= 0:
        return scene.amounts[amount.converts].name
    if amount.signed and index:
        return scene.amounts[index - 1].name
    if (
        index
        and scene.amounts[index - 1].name != NO_SPAN
        and _IN_OTHER_WORDS.match(scene.text[scene.amounts[index - 1].end : amount.start])
    ):
        return scene.amounts[index - 1].name
    if index and scene.amounts[index - 1].name != NO_SPAN and _in_brackets_of(scene, index, amount):
        return scene.amounts[index - 1].name
    if amount.named_by is not None and not scene.text[amount.end :].startswith(" each"):
        return scene.amounts[amount.named_by].name if amount.named_by >= 0 else scene.context.last_name
    if amount.unit == "rank":
        if (ranked := _ranked(scene, amount)) is not None:
            return _absolute(scene, ranked)
        before = scene.amounts[index - 1] if index else None
        if before and before.unit == "rank" and _AND_THEN.search(scene.text, before.end, amount.start):
            return before.name
    opening = _opens_clause(scene, amount, complement)
    if opening is not None:
        return _absolute(scene, opening)
    if scene.lang == "vi" and (aim := _aim_vi(scene, amount)) is not None:
        return _absolute(scene, aim)
    left, predicate, inherited = look_left(scene, amount, complement)
    if (visits := _visits(scene, amount, left, predicate)) is not None:
        return visits
    right = look_right(scene, amount, predicate, left)
    if right is None and (traded := _traded(scene, amount, left)) is not None:
        return _absolute(scene, traded)
    if right is not None:
        return _absolute(scene, right)
    if left is not None:
        return _absolute(scene, left)
    verb = _last_verb(scene, amount) if scene.lang == "vi" and amount.unit in CURRENCIES else -1
    if verb >= 0 and scene.tokens[verb].word in _MONEY_VERBS_VI:
        return _absolute(scene, (verb, verb))
    if scene.lang == "vi" and _states(scene, amount) and (ahead := look_ahead(scene, amount)) is not None:
        return _absolute(scene, ahead)
    if inherited >= 0 and (whose := _of_counted(scene, amount, scene.amounts[inherited])) is not None:
        return whose
    if inherited >= 0 or index:
        source = scene.amounts[inherited if inherited >= 0 else index - 1]
        if scene.lang == "en" and source.is_count and amount.unit in CURRENCIES:
            source = next((a for a in reversed(scene.amounts[:index]) if a.unit == amount.unit), source)
        if source.subject != NO_SPAN and scene.lang == "vi" and amount.unit in CURRENCIES:
            return source.subject
        return source.name
    ahead = (
        look_ahead(scene, amount)
        if scene.opens or scene.context.last_name == NO_SPAN or _states(scene, amount)
        else None
    )
    if ahead is not None:
        return _absolute(scene, ahead)
    if scene.lang == "vi" and scene.opens and predicate == VERB and (verb := _last_verb(scene, amount)) >= 0:
        return _absolute(scene, (verb, verb))
    spoken_of = subject(scene)
    return spoken_of if spoken_of != NO_SPAN else scene.context.last_name


_PLAN_BRACKET = re.compile(
    r"\(\s*(?:kế hoạch|KH|chỉ tiêu|mục tiêu|dự toán|nghị quyết|NQ|plan|target|goal)"
    r"(?:\s+(?:năm|là|giao|đề ra|of|is|was))*"
    r"[:\s]\s*$",
    re.IGNORECASE,
)
_SHARE_BRACKET = re.compile(r"\(\s*(?:chiếm|đạt|accounting for|or)?\s*$", re.IGNORECASE)


def _in_brackets_of(scene: Scene, index: int, amount: Amount) -> bool:
    """A plan's value in brackets, or the share of a count: "79/93 communes meeting the norm (84.95%)"."""
    before, text = scene.amounts[index - 1], scene.text
    if _PLAN_BRACKET.search(text, max(0, amount.start - 28), amount.start):
        return True
    between = text[before.end : amount.start]
    if amount.unit == "%" and between.strip() == "(":
        return True
    share = amount.unit == "%" and before.is_count and _SHARE_BRACKET.search(between)
    return bool(share) and not any(mark in between for mark in ",;:")


_AND_THEN = re.compile(r"[,;]?\s+(?:and|then|but)\s+(?:the\s+|only\s+)*$")


def _aim_vi(scene: Scene, amount: Amount) -> Span | None:
    """ "Hướng tới mục tiêu tăng trưởng GDP 7%", "gây thiệt hại 12 tỷ đồng": nothing further left is measured."""
    tokens = scene.tokens
    last = amount.token - 1
    while last >= 0 and (tokens[last].tag == ADVERB or tokens[last].word == "hơn"):
        last -= 1
    if last >= 0 and amount.unit in CURRENCIES and tokens[last].word == "gây thiệt hại":
        return last, last
    first = last
    while first >= 0 and (tokens[first].tag in (NOUN, GROWTH) or tokens[first].word == "tăng trưởng"):
        first -= 1
    if first < 0 or first == last or tokens[first].word not in ("mục tiêu", "chỉ tiêu", "đặt mục tiêu"):
        return None
    return (first + 1, last) if is_name(scene, (first + 1, last)) or tokens[last].tag != NOUN else None


_MONEY_VERBS_VI = frozenset(
    ("đã chi", "truy thu", "xử phạt", "khấu trừ", "hoàn thuế", "huy động", "thu được", "gia hạn")
)


def _last_verb(scene: Scene, amount: Amount) -> int:
    """The verb before a figure that opens its paragraph and names nothing: "đã huy động trên 10.950 tỷ đồng"."""
    for index in range(amount.token - 1, -1, -1):
        if scene.tokens[index].tag == VERB:
            return index
        if scene.tokens[index].tag not in (ADVERB, AUX, DETERMINER, PREPOSITION):
            return -1
    return -1


_BEFORE_COUNT = frozenset(("with", "worth", "aged", "under", "over", "in", "across", "among", "at"))


def _of_counted(scene: Scene, amount: Amount, count: Amount) -> tuple[int, int] | None:
    """ "The income of 3,000 households is #", "plants with over 100 workers made #": the count only tells whose."""
    tokens, index = scene.tokens, count.token - 1
    if scene.lang != "en":
        return None
    while index > 0 and tokens[index].tag in (ADVERB, DETERMINER, THAN):
        index -= 1
    joins = tokens[index].tag == OF or tokens[index].word in _BEFORE_COUNT
    participle = tokens[index].tag == VERB and tokens[index].word.endswith("ing")
    if index < 1 or not (joins or participle) or tokens[index - 1].tag not in NOUNISH:
        return None
    between = [token.tag for token in tokens[count.token + 1 : amount.token] if token.tag != MASK]
    if not between or between[0] not in (LINK, UP, DOWN, AUX, SHARE, *((VERB,) if count.is_count else ())):
        return None
    if tokens[index].tag == OF and not count.is_count:
        return None
    return _absolute(scene, collect_en(scene, index - 1, set()))


_IN_OTHER_WORDS = re.compile(
    r"\)?\s*,?\s*(?:or|a rate of|equal to|equivalent to|\(equivalent to)\s+(?:(?:nearly|"
    r"about|some|almost|over|more than)\s+)?$"
)


_MOVES_INTO = re.compile(
    r"\s*(?:went|goes|was spent|were spent|was invested|is|was)\s+(?:in|into|on|for)\s+(?:our|the|its)?\s*"
)


def _states(scene: Scene, amount: Amount) -> bool:
    """ "Almost 60% were women": the figure is the subject and the noun after the verb its part."""
    following = scene.tokens[amount.token + 1 : amount.token + 4]
    if scene.lang == "en" and _MOVES_INTO.match(scene.text, amount.end):
        return True
    if not following or following[0].word not in ("were", "are", "was", "is", "là"):
        return False
    return scene.lang == "vi" or all(token.tag not in VERBS for token in following[1:2])


def _traded(scene: Scene, amount: Amount, left: Span | None) -> Span | None:
    """ "The city exported 11.7 billion USD": a place is not what is measured; the verb says what is."""
    index = amount.token - 1
    while index >= 0 and scene.tokens[index].tag == ADVERB:
        index -= 1
    if index < 0 or scene.tokens[index].word not in ("exported", "imported", "exports", "imports"):
        return None
    if left is not None and scene.tokens[left[1]].word not in MOVED:
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
                return collect_right_vi(scene, index + 1)
            index += 1
        return None
    while index < stop and tokens[index].tag not in (",", ";", FIGURE, RELATIVE, AND, "."):
        token = tokens[index]
        if (
            token.tag == NOUN
            and token.word in ("highest", "largest", "lowest")
            and index + 1 < stop
            and tokens[index + 1].tag == NOUN
        ):
            return index + 1, index + 1
        if token.word == "for" and index + 1 < stop and tokens[index + 1].tag == NOUN:
            return collect_right(scene, index + 1)
        if token.word == "in" and [t.word for t in tokens[index + 1 : index + 3]] == ["terms", "of"]:
            return collect_right(scene, index + 3)
        if token.word in ("in", "on") and index + 1 < stop:
            probe = index + 1
            while probe < stop and tokens[probe].tag in (DETERMINER, TIME):
                probe += 1
            phrase = collect_right(scene, probe) if probe < stop else None
            if phrase and tokens[phrase[1]].word in (
                "index",
                "ranking",
                "rankings",
                "table",
                "tables",
                "league",
                "pci",
                "papi",
            ):
                return phrase
        index += 1
    return None


def _opens_clause(scene: Scene, amount: Amount, complement: set[int]) -> Span | None:
    """ "84.7 percent of households will have …": a share that opens its clause is said of the nouns that follow."""
    tokens = scene.tokens
    if scene.lang != "en" or amount.unit not in ("%",) or amount.signed:
        return None
    before = amount.token - 1
    while before >= 0 and (tokens[before].tag in (ADVERB, DETERMINER) or before in complement):
        before -= 1
    if (
        before >= 0
        and tokens[before].tag not in (",", ";", ":", AND, RELATIVE, "(", "·", ".")
        and tokens[before].word not in ("where", "found", "whose")
    ):
        return None
    index = amount.token + 1
    if index >= len(tokens) or tokens[index].tag not in (OF, NOUN):
        return None
    if tokens[index].tag == OF:
        index += 1
    phrase = collect_right(scene, index) if index < len(tokens) else None
    if phrase is None or not is_name(scene, phrase):
        return None
    after = phrase[1] + 1
    if after + 1 < len(tokens) and tokens[after].tag == AND and tokens[after + 1].tag == FIGURE:
        return phrase
    if after < len(tokens) and (tokens[after].tag in (AUX, *VERBS) or tokens[after].word == "to"):
        return phrase
    return None


_QUANTITIES = frozenset(
    "backlog employment shortage shortfall population membership workforce capacity "  # noqa: SIM905
    "deficit surplus potential staff".split()
)


def _counted_name(scene: Scene, amount: Amount) -> tuple[int, int]:
    start, end = amount.counted
    if scene.lang == "en":
        tokens, index = scene.tokens, amount.token - 1
        while index > 0 and tokens[index].tag in (ADVERB, DETERMINER):
            index -= 1
        if index > 0 and tokens[index].tag == OF and tokens[index - 1].word in _QUANTITIES:
            return _absolute(scene, collect_en(scene, index - 1, set()))
        position = scene.amounts.index(amount)
        if position and tokens[index].tag == THAN and scene.amounts[position - 1].unit == amount.unit:
            return scene.amounts[position - 1].name
    if scene.lang == "vi":
        window = max(0, amount.start - 110)
        before = _NUMBERED_VI.search(scene.text, window, amount.start)
        if before and (
            before["is"] == "là"
            or before["name"].lower().endswith("dân số ")
            or scene.text[start:end].split()[0].lower() in before["name"].lower()
        ):
            return scene.start + before.start("name"), scene.start + before.start("name") + len(
                before["name"].rstrip()
            )
    return scene.start + start, scene.start + end


_NUMBERED_VI = re.compile(
    r"(?P<name>(?:[Tt]ổng\s+)?[Ss]ố\s+(?:[^\W\d_]+\s+){1,6}|(?:[Qq]uy mô\s+)?[Dd]ân "
    r"số\s+)(?:[^,;:.]{0,60}?\s)?(?P<is>là|đạt|có|trên|khoảng)\s+(?:khoảng\s+|gần\s+|hơn\s+|"
    r"trên\s+)?$"
)
"""\"Số doanh nghiệp … là 138 doanh nghiệp\": the count's own name stands before it."""


def _visits(scene: Scene, amount: Amount, left: Span | None, predicate: str) -> tuple[int, int] | None:
    """\"đón 15,3 triệu lượt khách\": the visits themselves, where no other noun is said to number so many."""
    if (
        amount.unit != "visitor"
        or amount.is_count
        or scene.lang != "vi"
        or not (left is None or predicate == VERB)
    ):
        return None
    words = re.search(
        r"lượt\s+(?:du\s+)?khách|lượt\s+người", scene.text[amount.number_end : amount.end], re.IGNORECASE
    )
    if words is None:
        return None
    return scene.start + amount.number_end + words.start(), scene.start + amount.number_end + words.end()
