"""What a sentence without figures spoke of, for a next sentence that says only how much."""

from plenum.reading.patterns.names.basics import NOUNISH, QUANTITIES, VERBS, Span
from plenum.reading.patterns.names.phrases import collect, is_name
from plenum.reading.patterns.names.phrases_vi import cut_vi, is_indicator
from plenum.reading.patterns.scene import NO_SPAN, Scene
from plenum.reading.patterns.tagging import tag

_MOST = 400
"""Characters. A longer sentence speaks of several things."""


def subject(scene: Scene) -> tuple[int, int]:
    """The quantity that the sentence before, if it holds no figure, is about; (-1, -1) where it is about none."""
    before = scene.context.unmeasured
    if before is None or scene.start - before.start > _MOST or before.lang != scene.lang:
        return NO_SPAN
    if not before.tokens:
        spans = [(left, right, name, -1) for left, right, name in before.taken]
        before.tokens = tag(before.text, before.lang, sorted(spans))
    span = _vietnamese(before) if before.lang == "vi" else _english(before)
    if span is None or not is_name(before, span):
        return NO_SPAN
    return before.start + before.tokens[span[0]].start, before.start + before.tokens[span[1]].end


def _english(scene: Scene) -> Span | None:
    """The noun phrase before the first verb, where one of its words is a quantity's."""
    tokens = scene.tokens
    verb = next((i for i, token in enumerate(tokens) if token.tag in VERBS), 0)
    while verb > 0 and tokens[verb].tag not in NOUNISH:
        verb -= 1
    if not tokens or tokens[verb].tag not in NOUNISH:
        return None
    span = collect(scene, verb, set())
    return span if any(t.word in QUANTITIES for t in tokens[span[0] : span[1] + 1]) else None


_TIMES = frozenset(("quý", "năm", "tháng", "kỳ", "giai"))


def _vietnamese(scene: Scene) -> Span | None:
    """The first indicator, as far as its verb."""
    tokens = scene.tokens
    for index, token in enumerate(tokens):
        if token.tag in NOUNISH and is_indicator(tokens, index):
            last = index
            while (
                last + 1 < len(tokens)
                and tokens[last + 1].tag in NOUNISH
                and tokens[last + 1].word not in _TIMES
            ):
                last += 1
            return cut_vi(tokens, index, last)
    return None
