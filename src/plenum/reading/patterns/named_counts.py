"""Counts whose noun stands before them: "the number of visitors reached 4.3 million", "dân số là 1,2 triệu"."""

import re

from plenum.reading.patterns.counted_nouns import VI_NOUNS, is_plural, unit_en
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AUX,
    BY,
    DETERMINER,
    DOWN,
    FIGURE,
    FROM,
    GROWTH,
    LINK,
    NOUN,
    OF,
    PREPOSITION,
    THAN,
    TIME,
    TO,
    UP,
)

_BODIES = {
    "population": "person",
    "workforce": "worker",
    "labour force": "worker",
    "labor force": "worker",
    "membership": "member",
    "employment": "job",
    "enrolment": "student",
    "enrollment": "student",
}
"""Nouns that stand for many without a plural, and what is counted in them."""

_MONEY = frozenset(
    "exports imports revenues receipts sales earnings deposits loans taxes expenses costs reserves prices "  # noqa: SIM905
    "rates incomes wages savings investments assets debts liabilities profits losses funds outlays dues "
    "collections payments transfers grants expenditures fees subsidies proceeds remittances figures totals "
    "results levels scores yields".split()
)
"""Plurals that are money or a measure: a bare number beside them is no count of them."""

_LEADS = frozenset((LINK, UP, DOWN, TO, FROM, BY, ADVERB, AUX, DETERMINER, TIME, PREPOSITION, THAN))
_FURTHEST = 14


def unit_before(scene: Scene, amount: Amount) -> str:
    """The unit of a bare number that a verb joins to the noun it counts; "" where none does."""
    if amount.value != int(amount.value) or (
        1900 <= amount.value <= 2100 and amount.end == amount.number_end
    ):
        return ""
    return _vietnamese(scene, amount) if scene.lang == "vi" else _english(scene, amount)


def _english(scene: Scene, amount: Amount) -> str:
    tokens = scene.tokens
    index, joined = amount.token - 1, False
    while index >= 0 and amount.token - index < _FURTHEST:
        token = tokens[index]
        aside = token.tag == "," and tokens[index + 1].tag in (PREPOSITION, TIME)
        if token.tag not in _LEADS and token.tag != FIGURE and token.word != "numbered" and not aside:
            break
        if token.tag == PREPOSITION and token.word not in ("at", "in", "with"):
            return ""
        multiple = token.tag == FIGURE and scene.amounts[token.figure].unit == "x"
        joined = joined or token.tag in (LINK, UP, DOWN) or token.word == "numbered" or multiple
        index -= 1
    if not joined or index < 0 or tokens[index].tag not in (NOUN, GROWTH):
        return ""
    return _unit_of_phrase(scene, index)


def _unit_of_phrase(scene: Scene, last: int) -> str:
    """What the noun phrase that ends at a token counts, looked at from its head."""
    tokens = scene.tokens
    first = last
    while first > 0 and last - first < 10 and tokens[first - 1].tag in (NOUN, OF, DETERMINER, PREPOSITION):
        first -= 1
    words = [token.word for token in tokens[first : last + 1]]
    for position, word in enumerate(words):
        if word in _BODIES:
            return _BODIES[word]
        if word == "number" and "of" in words[position : position + 2]:
            return _first_plural(words[position + 2 :])
        if word == "numbers" and position:
            return unit_en(words[position - 1])
        if is_plural(word):
            following = tokens[first + position + 1] if position + 1 < len(words) else None
            if following is None or following.tag in (PREPOSITION, OF):
                return "" if word in _MONEY else unit_en(word)
        if tokens[first + position].tag in (PREPOSITION, OF):
            return ""
    return ""


def _first_plural(words: list[str]) -> str:
    """The unit of the last plural before the phrase goes on with a preposition."""
    found = ""
    for word in words:
        if is_plural(word):
            found = unit_en(word)
        elif found:
            break
    return found


_NUMBERED_VI = re.compile(
    r"(?:(?P<people>\bdân số)|\b(?:tổng\s+)?số\s+(?:lượng\s+)?(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+){0,2}))"
    r"(?:\s(?:[^,;:.\d]|\b20\d\d\b){0,60}?)?\s(?:là|đạt|ước đạt|lên|còn|có|khoảng|tăng lên|giảm còn|lên tới|lên đến)\s+"
    r"(?:khoảng\s+|gần\s+|hơn\s+|trên\s+)?$",
    re.IGNORECASE,
)


def _vietnamese(scene: Scene, amount: Amount) -> str:
    if scene.text[amount.end : amount.end + 2].strip()[:1].isalpha():
        return ""
    match = _NUMBERED_VI.search(scene.text, max(0, amount.start - 110), amount.start)
    if match is None:
        return ""
    if match["people"]:
        return "person"
    words = match["noun"].lower().split()
    return next(
        (unit for size in range(len(words), 0, -1) if (unit := VI_NOUNS.get(" ".join(words[:size]), ""))), ""
    )
