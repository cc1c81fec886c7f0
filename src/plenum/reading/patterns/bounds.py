"""What the words beside a number say of its exactness: about, over, under."""

import re

from plenum.reading.figures import Bound
from plenum.reading.patterns.scene import Amount, Scene

_HEDGE = (
    r"(?:\s*(?:a total of|a|an|of|the|US\$|VND|USD|[$€£]|Rs\.?|some|another|additional|extra|"
    r"đạt|mức|là|được|thêm|lên|tới|số tiền|khoảng))*\s*[(“\"]?\s*$"
)
_BEFORE = {
    "en": {
        Bound.OVER: re.compile(
            r"(?:\bmore than|\bover|\bat least|\bexceed(?:s|ed|ing)?|\babove|\bgreater than|"
            r"\bupwards of|\bin excess of|\bhigher than|"
            r"\bnot less than|\bno less than|\bno fewer than|\bfewer than|\bminimum of|"
            r"\bmore|\bpassed(?!\s+(?:the|an?)\b)|"
            r"(?<!the )(?<!its )\btop|\btopped|\btopping|\bpassing|\bsurpass(?:ed|ing)?)" + _HEDGE,
            re.IGNORECASE,
        ),
        Bound.UNDER: re.compile(
            r"(?:\bless than|\bbelow|\bat most|\bcapped at|\bunder|\bfewer than|\bno more "
            r"than|\bnot more than|\bup to|\bmaximum of|\bnot exceed(?:ing)?|\blower than)" + _HEDGE,
            re.IGNORECASE,
        ),
        Bound.ABOUT: re.compile(
            r"(?:\babout|\bnearly|\bapproximately|\baround|\bclose to|\bsome|\balmost|"
            r"\broughly|\bnear|\bcirca|~|≈|\bmore or less|\bjust under|\bapprox\.?|\bin the "
            r"region of)" + _HEDGE,
            re.IGNORECASE,
        ),
    },
    "vi": {
        Bound.ABOUT: re.compile(
            r"(?:\btrên dưới|gần|khoảng|ước gần|xấp xỉ|\bchừng|\bngót|~|≈)" + _HEDGE, re.IGNORECASE
        ),
        Bound.OVER: re.compile(
            r"(?:\btrên|\bhơn|không dưới|tối thiểu|ít nhất|(?<!không )(?<!vượt )\bquá|"
            r"\btừ(?=\s+[\d.,]+\s*\S{0,4}\s*trở lên)|không thấp hơn|(?<!không )vượt|đạt, vượt)" + _HEDGE,
            re.IGNORECASE,
        ),
        Bound.UNDER: re.compile(
            r"(?:(?<!không )(?<!trên )\bdưới|không quá|tối đa|nhiều nhất|không vượt quá|không cao hơn)"
            + _HEDGE,
            re.IGNORECASE,
        ),
    },
}
_HEDGED = {
    "en": re.compile(
        r"more|over|least|exceed|above|greater|upward|excess|higher|less|few|minim|maxim|pass|top|below|most|capped"
        r"|under|up to|lower|about|near|approx|around|close|some|rough|circa|region|~|≈",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"trên|gần|khoảng|xấp|chừng|ngót|~|≈|hơn|không|tối|nhất|quá|từ|vượt|dưới|nhiều", re.IGNORECASE
    ),
}
"""Letters of every hedge: words without any bound nothing."""
_AFTER = {
    "en": {
        Bound.OVER: re.compile(
            r"\s+(?:or (?:more|above|higher|over)|and (?:above|over|more)(?!\s+\S{0,3}\d)|plus\b)",
            re.IGNORECASE,
        ),
        Bound.UNDER: re.compile(r"\s+or (?:less|fewer|below|lower|under)", re.IGNORECASE),
    },
    "vi": {
        Bound.OVER: re.compile(r"\s*(?:/\s*năm\s*)?trở lên", re.IGNORECASE),
        Bound.UNDER: re.compile(r"\s*(?:/\s*năm\s*)?trở xuống", re.IGNORECASE),
    },
}
_NONE_FEWER = re.compile(r"\b(?:none|no one|nobody)\b.{0,30}\bfewer than\s*$", re.IGNORECASE)
_NOT_HEDGE = re.compile(
    r"(?:\b(?:cao|thấp|nhiều|ít|lớn|tăng cao|nhanh|gấp|kém)\s+hơn|\bgiá trên|\bvượt(?!,)|"
    r"\b(?:rise|rose|up|gain(?:ed)?|higher|increase[ds]?|expand(?:ed)?|larger|improvement|"
    r"advance)\s+(?:over|above)|\bedged|\bcao hơn)\s*$",
    re.IGNORECASE,
)


_COMPARES = re.compile(r"\b(?:higher|lower|greater|smaller)\s+than\s+(?:the\s+)?$", re.IGNORECASE)
"""Between two figures of one unit it compares them ("5.3 per cent, higher than 4.4"); alone it bounds."""


_LESS_BY = re.compile(r"\s+(?:less|more|fewer|higher|lower)\s+than\s+(?:the\s+)?", re.IGNORECASE)


def assign(scene: Scene) -> None:
    """Give every amount its bound; a conversion in brackets has that of the number it converts."""
    for index, amount in enumerate(scene.amounts):
        amount.bound = _bound(scene, amount)
        if (
            index
            and amount.unit == scene.amounts[index - 1].unit
            and (
                _COMPARES.search(scene.text, max(0, amount.start - 16), amount.start)
                or _LESS_BY.fullmatch(scene.text, scene.amounts[index - 1].end, amount.start)
            )
        ):
            amount.bound = Bound.EXACT
        if amount.bound is Bound.EXACT and amount.converts >= 0:
            amount.bound = scene.amounts[amount.converts].bound


def _bound(scene: Scene, amount: Amount) -> Bound:
    text = scene.text
    before = text[max(0, amount.start - 40) : amount.start]
    for bound, pattern in _AFTER[scene.lang].items():
        if pattern.match(text, amount.end):
            return bound
    if _NONE_FEWER.search(text[max(0, amount.start - 80) : amount.start]):
        return Bound.OVER
    if (
        re.search(r"\btop\s+\w+$", text[max(0, amount.start - 5) : amount.end], re.IGNORECASE)
        and amount.unit == "rank"
    ):
        return Bound.UNDER
    if (
        scene.lang == "vi"
        and re.match(r"(?:1|một)\s+trong", text[amount.start : amount.end])
        and amount.unit == "rank"
    ):
        return Bound.UNDER
    if re.search(r"\bfewer than\s*$", before, re.IGNORECASE):
        return Bound.UNDER
    if not _HEDGED[scene.lang].search(before):
        return Bound.EXACT
    for bound, pattern in _BEFORE[scene.lang].items():
        match = pattern.search(before)
        if match and not (scene.lang == "vi" and _is_comparative(before, match)):
            return bound
    return Bound.EXACT


def _is_comparative(before: str, match: re.Match[str]) -> bool:
    """ "cao hơn 0,7%" compares; "hơn 0,7%" hedges. "vượt 7%" of a plan is a measure."""
    word = match.group().split()[0].lower()
    if word == "hơn":
        return bool(
            re.search(
                r"\b(?:cao|thấp|nhiều|ít|lớn|nhanh|kém|dài|xa)\s+$", before[: match.start()], re.IGNORECASE
            )
        )
    if word.startswith("vượt"):
        return not re.search(r"đạt,?\s+(?:và\s+)?$", before[: match.start()], re.IGNORECASE)
    return False
