"""English: the name that follows a figure ("343,500 tonnes of rice", "a $30 billion fund")."""

import re

from plenum.reading.patterns import words_en
from plenum.reading.patterns.names.basics import BODIES, NOUNISH, Span
from plenum.reading.patterns.names.following import collect_right, joined
from plenum.reading.patterns.names.phrases import is_name
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AND,
    BY,
    DETERMINER,
    DOWN,
    FIGURE,
    FROM,
    GROWTH,
    LINK,
    NOUN,
    OF,
    PLAN,
    PREPOSITION,
    SHARE,
    THAN,
    TO,
    UP,
    VERB,
)
from plenum.units.currencies import CURRENCIES

_RIGHT_WORDS = frozenset(("of", "in", "for", "on", "from", "to"))


def right_en(scene: Scene, amount: Amount, predicate: str, left: Span | None) -> Span | None:
    """ "343,500 tonnes of rice", "3.75 percent for industry", "a $30 billion fund": the name follows."""
    tokens = scene.tokens
    index = amount.token + 1
    if index >= len(tokens):
        return None
    if tokens[index].tag == "(":
        # "4 billion VND (176,300 USD) in profits", "2.1 billion (17 per cent) for roads": the bracket is passed over.
        closing = next((i for i in range(index, min(index + 6, len(tokens))) if tokens[i].tag == ")"), 0)
        inside = [token.tag for token in tokens[index + 1 : closing]]
        if FIGURE in inside and set(inside) <= {FIGURE, ADVERB, THAN} and closing + 1 < len(tokens):
            index = closing + 1
    token = tokens[index]
    if (listed := _came_from(scene, amount) or _runs_on(scene, amount, index)) is not None:
        return listed
    if (
        token.tag == GROWTH
        and token.word != "cagr"
        and amount.unit in ("%", "pp")
        and index + 2 < len(tokens)
        and tokens[index + 1].word in ("in", "of")
        and (risen := collect_right(scene, index + 2))
        and is_name(scene, risen)
    ):
        return risen
    if amount.measure.value == "rank" or amount.unit in ("rank", "x", "place", "pp"):
        return None
    direct = left is not None and joined(tokens, left[1], amount.token)
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
    if (
        amount.unit in CURRENCIES
        and (purpose := _PURPOSE.match(scene.text, amount.end))
        and (left is None or _is_meant(scene, purpose, predicate, direct, left))
    ):
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
    if (
        amount.unit == "%"
        and token.word == "in"
        and amount.token > 1
        and tokens[amount.token - 1].tag == OF
        and tokens[amount.token - 2].tag == GROWTH
        and (grown := collect_right(scene, index + 1)) is not None
        and is_name(scene, grown)
        and not scene.text[tokens[grown[0]].start].isupper()
    ):
        return grown
    if (
        token.word == "as"
        and amount.unit in CURRENCIES
        and predicate == VERB
        and (left is None or tokens[left[1]].word in BODIES)
        and index + 1 < len(tokens)
        and tokens[index + 1].tag in NOUNISH
    ):
        return collect_right(scene, index + 1)
    if token.word == "spent on" or (amount.unit in PHYSICAL and token.tag == OF):
        return collect_right(scene, index + 1)
    if amount.unit == "%" and token.tag == OF and (part := _used_part(scene, amount, left)) is not None:
        return part
    if token.tag == BY and predicate in (VERB, SHARE, "") and left is None:
        return collect_right(scene, index + 1)
    if token.word not in _RIGHT_WORDS or index + 1 >= len(tokens):
        return None
    start = index + 1
    while start < len(tokens) and (
        tokens[start].tag in (DETERMINER, ADVERB)
        or (tokens[start].tag == VERB and tokens[start].word.endswith("ing"))
    ):
        start += 1
    if start >= len(tokens) or tokens[start].tag not in NOUNISH:
        return None
    following = collect_right(scene, start)
    if following is None or not is_name(scene, following):
        return None
    proper = (
        scene.text[tokens[following[0]].start].isupper()
        and not scene.text[tokens[following[0]].start : tokens[following[0]].end].isupper()
        and not any(token.word in _THINGS for token in tokens[start : following[1] + 1])
    )
    if (
        token.word == "of"
        and amount.unit == "%"
        and scene.tokens[amount.token - 2 : amount.token]
        and any(t.word in _SPEND for t in tokens[max(0, amount.token - 4) : amount.token])
    ):
        onward = following[1] + 1
        if onward < len(tokens) and tokens[onward].word == "on":
            return collect_right(scene, onward + 1)
    if token.word == "of":
        whole = tokens[start].word in words_en.WHOLES or (
            scene.text[tokens[start].start : tokens[start].end].isupper() and "." not in tokens[start].word
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
    # "Less than # in the budget", "to # from an estimated #": what follows is the other side of the same thing.
    held = amount.token - 1
    while held > 0 and tokens[held].tag in (ADVERB, DETERMINER):
        held -= 1
    than = held >= 0 and tokens[held].tag == THAN
    hedges = than and held > 0 and tokens[held - 1].tag == ADVERB and tokens[held - 2].tag != FIGURE
    if (than and not hedges) or (held >= 0 and tokens[held].tag == TO and token.tag == FROM):
        return None
    bare = left is None or not is_name(scene, left)
    if left is not None and tokens[held].word in ("raised", "raises") and tokens[left[1]].word in BODIES:
        predicate = VERB  # A body that raised money did not rise.
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


PHYSICAL = frozenset(("tonne", "ha", "km", "km2", "m2", "m3", "MW", "kWh", "kg", "quintal", "l"))
"""Units of what is measured by weight, length, area or power: it is what follows "of"."""
_THINGS = frozenset(
    "infrastructure fund funds programme programmes program programs scheme schemes project projects "  # noqa: SIM905
    "initiative initiatives road roads education health care system systems development support service "
    "services supply chains energy housing water training research grants loans".split()
)
"""Words that make a capitalised phrase a purpose and no place: "invests $1.7 billion in Rural Infrastructure"."""
_SPEND = frozenset(("spend", "spends", "spent", "spending"))
_USE = frozenset(
    "spend spends spent used use disburse disbursed utilised utilized achieved depleted completed absorbed".split()  # noqa: SIM905
)


def _is_meant(scene: Scene, purpose: re.Match[str], predicate: str, direct: bool, left: Span) -> bool:
    """Whether the purpose names the money though words stand before it: no quantity, but a law or a body."""
    if not purpose.group().lstrip().startswith("to "):
        return not (predicate or direct)
    return predicate == VERB and scene.tokens[left[1]].word in (
        "act",
        "law",
        "bill",
        "deal",
        "package",
        "agreement",
    )


def _used_part(scene: Scene, amount: Amount, left: Span | None) -> Span | None:
    """ "The department has spent 107% of the funds": what was used, where a body or nobody used it."""
    tokens = scene.tokens
    before = amount.token - 1
    while before >= 0 and tokens[before].tag in (ADVERB, DETERMINER):
        before -= 1
    if before < 0 or tokens[before].word not in _USE:
        return None
    if left is not None and tokens[left[1]].word not in BODIES and not _names_body(scene, left):
        return None
    phrase = collect_right(scene, amount.token + 2)
    if phrase is None or tokens[phrase[0]].tag == PLAN or not is_name(scene, phrase):
        return None
    onward = phrase[1] + 1
    if onward < len(tokens) and tokens[onward].word == "on":
        return None
    return phrase


def _names_body(scene: Scene, span: Span) -> bool:
    return any(token.word in BODIES for token in scene.tokens[span[0] : span[1] + 1])


def _runs_on(scene: Scene, amount: Amount, index: int) -> Span | None:
    """ "# for roads and # (82 per cent) for schools": each figure of the list by what it is for."""
    tokens = scene.tokens
    if not amount.token or tokens[amount.token - 1].tag not in (AND, ","):
        return None
    link = tokens[index].word
    if link not in ("for", "to", "towards") or index + 1 >= len(tokens):
        return None
    before = next((i for i in range(amount.token - 1, -1, -1) if tokens[i].tag == FIGURE), -1)
    again = before >= 0 and any(token.word == link for token in tokens[before + 1 : before + 6])
    return collect_right(scene, index + 1) if again else None


def _came_from(scene: Scene, amount: Amount) -> Span | None:
    """ "0.42 percent came from farming, 2.98 percent from industry": a part of a sum is named by its source."""
    tokens, index = scene.tokens, amount.token + 1
    if tokens[index].word in ("came", "come", "comes") and index + 2 < len(tokens):
        return collect_right(scene, index + 2) if tokens[index + 1].tag == FROM else None
    listed = amount.token and tokens[amount.token - 1].tag in (",", AND, ";")
    if listed and tokens[index].tag == FROM and index + 1 < len(tokens) and tokens[index + 1].tag == NOUN:
        return collect_right(scene, index + 1)
    return None


_ACTIONS = frozenset(
    "collection treatment coverage use completion disbursement payment vaccination electrification".split()  # noqa: SIM905
)


_PURPOSE = re.compile(
    r"\s+(?:(?:will\s+be|is|was|were|has\s+been|have\s+been)\s+(?:allocated|spent|provided|"
    r"earmarked|set\s+aside|used|invested|released|paid|transferred|disbursed)\s+(?:to|for|on|in|towards?)|to|came\s+from|comes\s+from|"
    r"is\s+for)\s+"
    r"(?:help\s+)?(?:(?:meet|acquire|build|upgrade|fund|support|improve|finance|cover|purchase|"
    r"strengthen|accelerate|expand|create|deliver|ensure|provide|repair|reduce|increase|boost|promote|develop|"
    r"modernize|deploy|replace|restore|protect|enhance)(?:\s+and\s+[a-z]+)?\s+)?(?=[a-zA-Z])"
)
"""What money that opens its clause is for: "will be allocated to meet expenditure on …"."""
