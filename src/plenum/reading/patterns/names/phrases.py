"""Noun phrases among the tokens of a sentence, and whether one can be what is measured."""

from plenum.reading.patterns import words_en, words_vi
from plenum.reading.patterns.names.basics import Span
from plenum.reading.patterns.names.phrases_en import collect_en
from plenum.reading.patterns.names.phrases_vi import collect_vi
from plenum.reading.patterns.scene import Scene


def collect(scene: Scene, last: int, complement: set[int]) -> Span:
    """The noun phrase whose last word is token `last`, tails of place and time cut."""
    return collect_vi(scene, last, complement) if scene.lang == "vi" else collect_en(scene, last, complement)


def is_name(scene: Scene, span: Span) -> bool:
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
