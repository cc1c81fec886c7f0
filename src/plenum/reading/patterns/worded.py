"""Numbers written as words: "doubled", "one-third", "three in five", "four communes"."""

import re
from decimal import Decimal

from plenum.reading.patterns.numbers import FRACTIONS, MULTIPLES, WORDS
from plenum.reading.patterns.printed_units import alternatives, as_listed, suffix_at
from plenum.reading.patterns.scene import Amount, Scene

_WORDY = {
    lang: re.compile(
        rf"(?<![\w-])(?:(?P<fraction>{alternatives(list(FRACTIONS[lang]))})|"
        rf"(?P<multiple>{alternatives(list(MULTIPLES[lang]))})"
        rf"|(?P<word>{alternatives(list(WORDS[lang]))}))(?![\w-])",
        re.IGNORECASE,
    )
    for lang in ("en", "vi")
}
_IN_FIVE = re.compile(
    r"\s+(?:in|out of)\s+(?:every\s+)?(two|three|four|five|six|seven|eight|nine|"
    r"ten)\b(?!\s+(?:years|months|days))"
)


def worded(scene: Scene, found: list[Amount]) -> list[Amount]:
    """Numbers written as words: fractions, multiples, and small counts for `counts` to settle."""
    amounts: list[Amount] = []
    for match in _WORDY[scene.lang].finditer(scene.text):
        start, end = match.span()
        if scene.is_taken(start, end) or any(a.start < end and start < a.end for a in found):
            continue
        if amounts and start < amounts[-1].end:
            continue
        word = as_listed(match.group())
        if match["fraction"]:
            value = FRACTIONS[scene.lang][word]
            if word == "half" and (
                re.search(
                    r"\b(?:first|second|other|remaining|latter|opening|next|last)\s+$",
                    scene.text[max(0, start - 12) : start],
                )
                or scene.text[end : end + 12].startswith(" of the term")
            ):
                continue
            if word == "half" and not re.match(r"\s+(?:of|a|the)\b", scene.text[end : end + 6]):
                continue
            amounts.append(Amount(start, end, start, end, value, "%"))
        elif match["multiple"]:
            if re.match(r"[\s-]*digit", scene.text[end : end + 8]):
                continue
            value = Decimal(MULTIPLES[scene.lang][word])
            amounts.append(Amount(start, end, start, end, value, "x"))
        elif scene.lang == "en" and (pair := _IN_FIVE.match(scene.text, end)):
            share = Decimal(WORDS["en"][word] * 100) / WORDS["en"][pair.group(1)]
            amounts.append(Amount(start, pair.end(), start, pair.end(), round(share, 4), "%"))
        else:
            amounts.append(_number(scene, start, end, Decimal(WORDS[scene.lang][word])))
    return amounts


_HALF = re.compile(r"\s+and\s+a\s+half\b")
_COUNTED = re.compile(r"\s+(?!years?\b|months?\b|weeks?\b|days?\b)[a-z]+s\b")
_UPPER = re.compile(rf"\s+(?:to|or)\s+(?P<word>{alternatives(list(WORDS['en']))})(?![\w-])", re.IGNORECASE)


def _number(scene: Scene, start: int, end: int, value: Decimal) -> Amount:
    """A number word with its half, its range and its unit: "two and a half times", "three to four per cent"."""
    number_end = end
    high: Decimal | None = None
    if scene.lang == "en":
        if half := _HALF.match(scene.text, end):
            value, number_end = value + Decimal("0.5"), half.end()
        elif upper := _UPPER.match(scene.text, end):
            above = Decimal(WORDS["en"][as_listed(upper["word"])])
            measured = suffix_at(scene, upper.end(), False).unit in ("%", "pp", "x")
            if above > value and (measured or _COUNTED.match(scene.text, upper.end())):
                high, number_end = above, upper.end()
    suffix = suffix_at(scene, number_end, False)
    scale = Decimal(10) ** suffix.power
    return Amount(
        start,
        max(number_end, suffix.end),
        start,
        number_end,
        value * scale,
        suffix.unit,
        None if high is None else high * scale,
    )
