"""Vietnamese: the name that follows a figure ("5,5 tỷ USD vốn FDI", "82% doanh nghiệp")."""

from plenum.reading.patterns.names.basics import Span
from plenum.reading.patterns.names.following import collect_right_vi
from plenum.reading.patterns.names.phrases import is_name
from plenum.reading.patterns.names.phrases_vi import is_indicator
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import ADVERB, DOWN, FROM, GROWTH, LINK, NOUN, OVER_PLAN, SHARE, UP, VERB

_NOT_RIGHT_VI = frozenset("gdp grdp tổng so của cả năm kế dự mỗi một về số trở mỗi".split())  # noqa: SIM905


def right_vi(scene: Scene, amount: Amount, predicate: str, left: Span | None) -> Span | None:
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
