"""What follows a figure: a name ("343,500 tonnes of rice"), or words that only complete it ("of the plan")."""

import re

from plenum.reading.patterns import words_en
from plenum.reading.patterns.names.basics import NOUNISH, VERBS, Span
from plenum.reading.patterns.names.phrases import is_name
from plenum.reading.patterns.names.phrases_vi import is_indicator
from plenum.reading.patterns.scene import Amount, Scene
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
    OVER_PLAN,
    PLAN,
    PREPOSITION,
    SHARE,
    THAN,
    TIME,
    UP,
    VERB,
    Token,
)
from plenum.units.currencies import CURRENCIES


def complements(scene: Scene) -> set[int]:
    """Tokens that only complete a figure before them ("of the plan", "so với cùng kỳ") and name nothing."""
    tokens = scene.tokens
    marked: set[int] = set()
    for amount in scene.amounts:
        index = amount.token + 1
        if index < len(tokens) and _opens_complement(scene, tokens[index], amount):
            if (
                scene.lang == "en"
                and tokens[index].tag in (PREPOSITION, OF)
                and (phrase := collect_right(scene, index + 1))
            ):
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


def look_right(scene: Scene, amount: Amount, predicate: str, left: Span | None) -> Span | None:
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
        return collect_right(scene, index)
    if (
        token.word == "more"
        and amount.unit in CURRENCIES
        and index + 1 < len(tokens)
        and tokens[index + 1].word in ("for", "on")
    ):
        return collect_right(scene, index + 2)
    if left is None and amount.unit in CURRENCIES and (purpose := _PURPOSE.match(scene.text, amount.end)):
        onward = next((i for i in range(index, len(tokens)) if tokens[i].start >= purpose.end()), -1)
        if onward >= 0 and (phrase := collect_right(scene, onward)):
            return phrase
    if token.word == "worth" and index + 1 < len(tokens) and tokens[index + 1].tag == OF:
        return collect_right(scene, index + 2)
    if token.word == "each" and index + 1 < len(tokens) and tokens[index + 1].tag == OF:
        return collect_right(scene, index + 2)
    if (
        token.word in ("spent", "paid", "funded", "raised")
        and index + 1 < len(tokens)
        and tokens[index + 1].tag in (PREPOSITION, BY, FROM)
    ):
        return collect_right(scene, index + 2)
    if token.tag == BY and predicate in (VERB, SHARE, "") and left is None:
        return collect_right(scene, index + 1)
    if token.word not in _RIGHT_WORDS or index + 1 >= len(tokens):
        return None
    start = index + 1
    while start < len(tokens) and tokens[start].tag in (DETERMINER, ADVERB):
        start += 1
    if start >= len(tokens) or tokens[start].tag not in NOUNISH:
        return None
    proper = (
        scene.text[tokens[start].start].isupper()
        and not scene.text[tokens[start].start : tokens[start].end].isupper()
    )
    following = collect_right(scene, start)
    if following is None or not is_name(scene, following):
        return None
    if (
        token.word == "of"
        and amount.unit == "%"
        and scene.tokens[amount.token - 2 : amount.token]
        and any(
            t.word in ("spend", "spends", "spent", "spending")
            for t in tokens[max(0, amount.token - 4) : amount.token]
        )
    ):
        onward = following[1] + 1
        if onward < len(tokens) and tokens[onward].word == "on":
            return collect_right(scene, onward + 1)
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
    bare = left is None or not is_name(scene, left)
    if token.word in ("for", "in", "from") and (bare or (predicate == VERB and not proper and not direct)):
        if (
            proper
            and token.word in ("in", "from")
            and not any(
                tokens[i].word in ("invests", "invest", "invested")
                for i in range(max(0, amount.token - 4), amount.token)
            )
        ):
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


_ACTIONS = frozenset(
    "collection treatment coverage use completion disbursement payment vaccination electrification".split()  # noqa: SIM905
)


_PURPOSE = re.compile(
    r"\s+(?:(?:will\s+be|is|was|were|has\s+been|have\s+been)\s+(?:allocated|spent|provided|"
    r"earmarked|set\s+aside|used|invested)\s+(?:to|for|on|in)|to|came\s+from|comes\s+from|"
    r"is\s+for)\s+"
    r"(?:(?:meet|acquire|build|upgrade|fund|support|improve|finance|cover|purchase|"
    r"strengthen)(?:\s+and\s+[a-z]+)?\s+)?(?=[a-z])"
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


def collect_right(scene: Scene, index: int) -> Span | None:
    tokens = scene.tokens
    while index < len(tokens) and (
        tokens[index].tag in (DETERMINER, ADVERB, AUX)
        or (tokens[index].tag == VERB and tokens[index].word.endswith("ing"))
    ):
        index += 1
    if index >= len(tokens) or tokens[index].tag not in (NOUN, GROWTH, MASK, PLAN):
        return None
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


_NOT_RIGHT_VI = frozenset("gdp grdp tổng so của cả năm kế dự mỗi một về số trở mỗi".split())  # noqa: SIM905


def _right_vi(scene: Scene, amount: Amount, predicate: str, left: Span | None) -> Span | None:
    """ "thu hút 5,5 tỷ USD vốn FDI", "82% doanh nghiệp", "161 nghìn tỷ đồng từ nguồn thu nội địa"."""
    tokens = scene.tokens
    index = amount.token + 1
    if index >= len(tokens) or amount.unit in ("rank", "x", "place", "pp") or amount.measure.value == "rank":
        return None
    token = tokens[index]
    before = tokens[amount.token - 1].tag if amount.token else ""
    if amount.unit == "%" and token.word == "về":
        return collect_right_vi(scene, index + 1)
    if token.tag in (NOUN, GROWTH) and token.word not in _NOT_RIGHT_VI:
        if predicate in (LINK, SHARE, UP, DOWN, OVER_PLAN) and before in (
            LINK,
            SHARE,
            UP,
            DOWN,
            OVER_PLAN,
            ADVERB,
        ):
            return None
        if (
            predicate == ""
            and left is not None
            and (tokens[left[0]].tag == GROWTH or is_indicator(tokens, left[0]))
        ):
            return None
        phrase = collect_right_vi(scene, index)
        return phrase if phrase and is_name(scene, phrase) else None
    if (
        token.tag == FROM
        and (left is None or predicate == VERB)
        and index + 1 < len(tokens)
        and tokens[index + 1].tag == NOUN
    ):
        return collect_right_vi(scene, index + 1)
    return None


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
        if tokens[index].tag == FIGURE:
            return None
        if tokens[index].tag == NOUN:
            return collect_right_vi(scene, index) if scene.lang == "vi" else collect_right(scene, index)
    return None
