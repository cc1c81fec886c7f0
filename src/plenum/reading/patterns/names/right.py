"""What follows a figure: a name ("343,500 tonnes of rice"), or words that only complete it ("of the plan")."""

from plenum.reading.patterns.names.basics import Span
from plenum.reading.patterns.names.following import collect_right
from plenum.reading.patterns.names.right_en import right_en
from plenum.reading.patterns.names.right_vi import right_vi
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AUX,
    DETERMINER,
    GROWTH,
    LINK,
    NOUN,
    OF,
    PLAN,
    PREPOSITION,
    THAN,
    TIME,
    VERB,
    Token,
)


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
        right_vi(scene, amount, predicate, left)
        if scene.lang == "vi"
        else right_en(scene, amount, predicate, left)
    )
