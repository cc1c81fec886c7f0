"""Counts: a bare number with the words it counts ("65 new projects", "57 xã"), or of what the one before counted."""

import re
from itertools import takewhile

from plenum.reading.figures import Kind
from plenum.reading.patterns.amounts import out_of
from plenum.reading.patterns.counted_nouns import (
    DURATION_NAMES,
    DURATIONS,
    KNOWN_EN,
    LIST_OPENERS,
    VI_COUNTED,
    VI_NOUNS,
    is_plural,
    unit_en,
)
from plenum.reading.patterns.named_counts import unit_before
from plenum.reading.patterns.printed_units import as_listed
from plenum.reading.patterns.scene import NO_SPAN, Amount, Scene
from plenum.reading.patterns.tagging import ADVERB, AND, GROWTH, MASK, NOUN, OTHER, PLAN, Token
from plenum.units.currencies import CURRENCIES

_MOST_HOURS = 1_000
"""So many hours or days and more are an amount of work, not a span of time."""


_NOT_AFTER_ONE = frozenset("of the day hand side such".split())  # noqa: SIM905


def settle(scene: Scene) -> None:
    """Give each bare number its counted words, or the unit it shares with the one before, or drop it."""
    kept: list[Amount] = []
    for amount in scene.amounts:
        if kept and kept[-1].is_count and amount.start < kept[-1].end:
            scene.tokens[amount.token].tag = OTHER
            continue  # the whole of "73/83 communes"
        if amount.unit:
            if amount.unit == "x" and scene.lang == "vi" and _is_occasion(scene, amount):
                scene.tokens[amount.token].tag = OTHER
                continue
            kept.append(amount)
            continue
        if (
            kept
            and kept[-1].measure is Kind.RANK
            and _WHOLE_OF_RANK.search(scene.text, kept[-1].end, amount.start)
        ):
            scene.tokens[amount.token].tag = OTHER
            continue
        settled = _count_vi(scene, amount) if scene.lang == "vi" else _count_en(scene, amount)
        if settled or _follows(scene, amount, kept):
            kept.append(amount)
        else:
            scene.tokens[amount.token].tag = OTHER
    for index, amount in enumerate(kept):
        scene.tokens[amount.token].figure = index
    scene.amounts = kept


_WHOLE_OF_RANK = re.compile(
    r"\b(?:of|among)\s+(?:all\s+)?(?:the\s+)?(?:(?:country|nation|region|province)(?:['’]s)?\s+)?$"
    r"|\btrong\s+(?:tổng\s+)?(?:số\s+)?$"
)
""""The eighth-highest figure of the 63 provinces": the whole belongs to the place."""


def _is_occasion(scene: Scene, amount: Amount) -> bool:
    """ "2 lần": twice, not a multiple, unless something grew or is so many times another."""
    before = scene.text[max(0, amount.start - 40) : amount.start].lower()
    return not re.search(r"tăng|gấp|giảm|bằng|cao hơn|lớn hơn|nhiều hơn|hơn|gần", before)


def _count_en(scene: Scene, amount: Amount) -> bool:
    """Take in the noun phrase that follows: words up to the last plural, and what "and" joins to it."""
    tokens, index = scene.tokens, amount.token + 1
    first, last = index, -1
    # "561 projects out of 1,354", "82 out of 191 communes": the whole is part of the figure.
    whole = out_of(scene, amount)
    if whole > amount.number_end and amount.number_end == amount.end:
        while index < len(tokens) and tokens[index].end <= whole:
            index += 1
        first = index
    elif (part := _partitive(scene, amount)) > 0:
        index = first = part
    limit = min(len(tokens), index + 9)
    while index < limit:
        token = tokens[index]
        if token.tag in (NOUN, GROWTH, PLAN) or (
            token.tag == ADVERB and (token.word in _ADJECTIVES or token.word.endswith("er"))
        ):
            if is_plural(token.word):
                last = index
            elif (last >= 0 and token.tag != NOUN) or last >= 0:
                break
        elif token.tag == AND and token.word == "and" and last < 0 and index > first and _joins(scene, index):
            pass
        elif (
            token.word
            in (
                "-",
                "/",
                "running",
                "existing",
                "growing",
                "registered",
                "trained",
                "completed",
                "of",
                "the",
                "its",
            )
            and last < 0
            and (
                token.word not in ("of", "the", "its")
                or (whole == amount.number_end and index == first and token.word != "the")
            )
        ):
            if token.word == "of":
                break
        else:
            break
        index += 1
    single = amount.value == 1
    if (
        last < 0
        and single
        and first < len(tokens)
        and tokens[first].tag == NOUN
        and amount.number_end - amount.number_start > 1
    ):
        if tokens[first].word in _NOT_AFTER_ONE or unit_en(tokens[first].word) not in KNOWN_EN:
            return False
        last = first
    if last < 0:
        return False
    head = tokens[last].word
    if head in DURATIONS:
        return _duration(scene, amount, head, last)
    if (
        _is_label(scene, amount)
        or head in LIST_OPENERS
        or (1900 <= amount.value <= 2100 and amount.end - amount.number_start == 4)
    ):
        return False
    unit = unit_en(tokens[last].word)
    stop = last
    if (
        stop + 2 < len(tokens)
        and tokens[stop + 1].tag == ","
        and tokens[stop + 2].tag == NOUN
        and is_plural(tokens[stop + 2].word)
    ):
        probe = stop + 2
        if probe + 2 < len(tokens) and tokens[probe + 1].tag == AND and tokens[probe + 2].tag == NOUN:
            stop = probe + 2
    elif (
        stop + 2 < len(tokens)
        and tokens[stop + 1].tag == AND
        and tokens[stop + 2].tag == NOUN
        and is_plural(tokens[stop + 2].word)
    ):
        stop += 2
    elif stop + 3 < len(tokens) and tokens[stop + 1].tag == AND and _ends_plural(tokens, stop + 2):
        stop = _ends_plural(tokens, stop + 2)
    _count(scene, amount, first, stop, unit or scene.context.last_count or "item")
    return True


_ADJECTIVES = frozenset(("more", "additional", "new", "other"))


def _partitive(scene: Scene, amount: Amount) -> int:
    """ "55 of the biggest corporations": where the counted words begin after "of the"; 0 where there are none."""
    tokens, index = scene.tokens, amount.token + 1
    if index + 1 < len(tokens) and tokens[index].word in ("of these", "of those"):
        return index + 1 if tokens[index + 1].tag in (NOUN, ADVERB) else 0
    if index + 2 >= len(tokens) or tokens[index].word != "of" or amount.value in (0, 1):
        return 0
    if tokens[index + 1].word not in ("the", "its", "their", "our", "these", "those"):
        return 0
    return index + 2 if tokens[index + 2].tag in (NOUN, ADVERB) else 0


def _joins(scene: Scene, index: int) -> bool:
    """ "84 diabetic and hypertensive patients": "and" between two adjectives of one plural noun."""
    following = scene.tokens[index + 1 : index + 6]
    nouns = list(takewhile(lambda token: token.tag == NOUN, following))
    return len(nouns) > 1 and any(is_plural(token.word) for token in nouns[1:])


def _ends_plural(tokens: list[Token], first: int) -> int:
    """Last token of two or three nouns that end in a plural ("child care centers"); 0 where there are none."""
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].tag == NOUN and last - first < 2:
        last += 1
    nouns = tokens[first].tag == NOUN and is_plural(tokens[last].word)
    return last if nouns and last > first else 0


def _count(scene: Scene, amount: Amount, first: int, last: int, unit: str) -> None:
    tokens = scene.tokens
    while first < last and tokens[first].word in ("more", "additional", "other", "out", "of", "the", "its"):
        first += 1
    amount.counted = (tokens[first].start, tokens[last].end)
    amount.end = max(amount.end, tokens[last].end)
    amount.unit = unit
    for token in tokens[amount.token + 1 : last + 1]:
        token.tag = MASK
    scene.context.last_count = unit


def _is_label(scene: Scene, amount: Amount) -> bool:
    before = scene.text[max(0, amount.start - 12) : amount.start]
    return (
        bool(re.search(r"\b(?:the|these|those|their|his|her|our|both)\s+$", before, re.IGNORECASE))
        and amount.value < 10
    )


def _duration(scene: Scene, amount: Amount, head: str, last: int) -> bool:
    """A span of time is a figure only where time is what is measured."""
    if amount.value >= _MOST_HOURS:
        _count(scene, amount, last, last, head.removesuffix("s"))
        return True
    if not DURATION_NAMES.search(scene.text[max(0, amount.start - 60) : amount.start]):
        return False
    _count(scene, amount, last, last, head.removesuffix("s"))
    amount.counted = NO_SPAN
    return True


_DOING_VI = frozenset(("giải ngân", "thu", "chi", "phát triển"))
"""Nouns of reports that after a counted noun are what those counted do: "14 bộ, cơ quan giải ngân dưới mức"."""


def _count_vi(scene: Scene, amount: Amount) -> bool:
    whole = out_of(scene, amount) if amount.end == amount.number_end else amount.end
    match = VI_COUNTED.match(scene.text, max(whole, amount.end))
    before = scene.text[max(0, amount.start - 24) : amount.start].lower()
    if match is None:
        if re.search(r"dân số(?:\s+(?:khoảng|trên|hơn|gần|là|đạt))*\s*$", before):
            amount.unit = "person"
            return True
        return False
    unit = VI_NOUNS[as_listed(match.group(1))]
    if not unit or scene.is_taken(*match.span(1)):
        return False
    tokens = scene.tokens
    first = amount.token + 1
    while first + 1 < len(tokens) and tokens[first].end <= whole:
        first += 1
    last = first
    while last + 1 < len(tokens) and tokens[last].end < match.end():
        last += 1
    while last + 1 < len(tokens) and tokens[last + 1].tag == NOUN and last - first < 8:
        if tokens[last + 1].word in _DOING_VI:
            break
        last += 1
    if (
        last + 1 < len(tokens)
        and tokens[last + 1].tag == "("
        and last + 3 < len(tokens)
        and tokens[last + 3].tag == ")"
        and tokens[last + 2].tag == NOUN
    ):
        last += 3
    _count(scene, amount, first, last, unit)
    amount.counted = (match.start(1), max(match.end(1), tokens[last].end))
    return True


_PARALLEL_EN = re.compile(
    r"\s+(?:of (?:them|these|those|which|that)\b|in the\b|are\b|were\b|is\b|was\b|have\b|"
    r"had\b|each\b|in [A-Z]|belong|meet\b|for\b|being\b|from\b)|\s*(?:[;.,)]|$)"
)


_COMPARED_COUNT_EN = re.compile(
    r"\b(?:(?:up|down|increase|decrease|rise|drop) from|compared (?:with|to)|against)\s+"
    r"(?:only\s+|just\s+|about\s+|some\s+)?$",
    re.IGNORECASE,
)
_WITH_EN = re.compile(r"\bwith\s+(?:another\s+|only\s+|a further\s+|the other\s+|over\s+)?$", re.IGNORECASE)
_DOING_EN = re.compile(r"\s+(?:already\s+|still\s+|now\s+)?[a-z]{3,}(?:ing|ed)\b")
""""11 departments passed, up from 8", "with 31 obtaining advanced status"."""


_PARALLEL_VI = re.compile(r"\s*(?:[;.,)]|$)")


_FROM_TO_VI = re.compile(r"\s+(?:lên|xuống|còn|xuống còn)\s+")
_TO_VI = re.compile(r"(?:\blên|\blà|\bđạt|\bcòn)\s+(?:khoảng\s+|gần\s+|hơn\s+|trên\s+)?$")


def _follows(scene: Scene, amount: Amount, kept: list[Amount]) -> bool:
    """A bare number that counts what the one before it counted ("121 meet the norms", "over 3 600 in the Cape")."""
    text = scene.text
    previous = kept[-1] if kept else None
    if amount.value >= 1900 and amount.value <= 2100 and amount.value == int(amount.value):
        return False
    if (
        text[max(0, amount.number_start - 1) : amount.number_start] == "."
        or amount.end == amount.number_start
        or not text[: amount.start].strip() + text[amount.end :].strip()
    ):
        return False
    if unit := unit_before(scene, amount):
        amount.unit = unit
        return True
    scaled = amount.end > amount.number_end and amount.value >= 100_000
    if scaled and not text[amount.end : amount.end + 1].isalpha():
        if previous and (previous.unit in CURRENCIES or previous.unit == "visitor"):
            amount.unit = previous.unit
        elif scene.lang == "vi" and re.search(r"t[ỷỉ]\s*$", text[amount.number_end : amount.end]):
            amount.unit = "VND"
        if amount.unit:
            return True
    if scene.lang == "vi":
        upper = next((a for a in scene.amounts if a.start > amount.start), None)
        if upper and upper.unit == "%" and _FROM_TO_VI.fullmatch(text, amount.end, upper.start):
            amount.unit = "%"
            return True
        if not (
            _PARALLEL_VI.match(text, amount.end)
            and _TO_VI.search(text, max(0, amount.start - 16), amount.start)
        ):
            return False
        unit = previous.unit if previous and previous.is_count else ""
        if unit:
            amount.unit = unit
        return bool(unit)
    if re.search(r"\bfrom\s+(?:about\s+|over\s+)?$", text[max(0, amount.start - 12) : amount.start]):
        following = next((a for a in scene.amounts if a.start > amount.start and a.unit), None)
        if following and following.start - amount.end < 12:
            amount.unit = following.unit
            return True
    counted = next(
        (i for i in range(len(kept) - 1, -1, -1) if kept[i].is_count or kept[i].named_by is not None), -1
    )
    count = kept[counted].unit if counted >= 0 and counted > len(kept) - 4 else ""
    if previous and previous.unit == "place":
        count, counted = "place", len(kept) - 1
    if not count and previous is None and scene.context.last_count and not scene.opens:
        count = scene.context.last_count
    if (
        previous
        and previous.unit == "place"
        and re.search(r"\bup\s+$", text[max(0, amount.start - 5) : amount.start])
    ):
        count = "place"
    lead = text[max(0, amount.start - 32) : amount.start]
    held = counted >= 0 and (
        _COMPARED_COUNT_EN.search(lead) or (_WITH_EN.search(lead) and _DOING_EN.match(text, amount.end))
    )
    if not count or not (held or _PARALLEL_EN.match(text, amount.end)):
        if (
            previous
            and previous.measure is Kind.RANK
            and re.search(r"\b(?:up|down)\s+$", text[max(0, amount.start - 6) : amount.start])
        ):
            amount.unit = "place"
            return True
        return False
    amount.unit = count
    amount.named_by = counted
    return True
