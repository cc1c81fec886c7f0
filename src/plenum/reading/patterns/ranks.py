"""Places in an order: "32nd among 63 localities", "eighth-highest", "đứng thứ 3 cả nước", "top 10"."""

import re
from decimal import Decimal

from plenum.reading.figures import Kind
from plenum.reading.patterns.amounts import out_of
from plenum.reading.patterns.numbers import ORDINALS
from plenum.reading.patterns.printed_units import as_listed
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import FIGURE

_RANKED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|came|comes|stands?|stood|placed|places|position|puts?|leaving|"
    r"rated|was|is|the)(?:\s+[\w']+){0,5}\s*(?:the\s+)?$",
    re.IGNORECASE,
)


_RANK_TAIL = re.compile(
    r"(?:st|nd|rd|th)?(?:\s*[-–]?\s*(?:highest|largest|biggest|best|lowest|most|fastest|"
    r"smallest|greatest|busiest|poorest|richest|in the (?:country|nation|world|region)|"
    r"nationwide|place|position|nationally|out of|among|/\s?\d|of\s+(?:the\s+)?\d+|spot|"
    r"rank)\b|(?:st|nd|rd|th)\s*/\s*\d+)",
    re.IGNORECASE,
)


_ORDINAL = re.compile(
    r"(?<![\w.,-])(?:(?P<digits>\d{1,3})(?:st|nd|rd|th)\b|"
    rf"(?P<word>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?![\w]))",
    re.IGNORECASE,
)


_NOT_RANK = re.compile(
    r"\s+(?:(?:national|provincial|city|party|plenary|ordinary|extraordinary|"
    r"expanded)\s+)*(?:congress|conference|session|meeting|term|plenum|anniversary|"
    r"legislature|"
    r"sitting|floor|century|quarter|half|month|months|year|years|day|time|week|phase|round|"
    r"central|of\s+[A-Z][a-z]+\s+\d|of\s+(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December))",
    re.IGNORECASE,
)


_TOP = re.compile(
    r"(?<!to )(?<!should )(?<!will )(?<!would )\btop\s+(?P<n>\d{1,3}|three|five|ten)\b(?![.,]\d|"
    r"\s(?:billion|million|trillion))",
    re.IGNORECASE,
)


_RANK_VI = re.compile(
    r"(?P<mark>(?:đứng|xếp|vị trí|vị|hạng|rộng|lớn|cao|ngôi|đứng ở vị trí|xếp hạng|đứng "
    r"hạng|xếp vị trí)?\s*(?:thứ|số|hạng))\s+(?P<n>\d{1,3}|nhất|nhì|hai|ba|tư|năm|sáu|bảy|"
    r"tám|chín|mười)(?P<of>\s?/\s?\d{1,3}|\s+trong\s+(?:tổng\s+)?(?:số\s+)?\d{1,3})?(?!\w)",
    re.IGNORECASE,
)


_VI_ORDINALS = {
    "nhất": 1,
    "nhì": 2,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}


_RANK_CONTEXT_VI = re.compile(
    r"(?:đứng|xếp|vị trí|vị|hạng|rộng|lớn|cao|ngôi|đầu|dẫn|quy mô|tốp|top)\s*$", re.IGNORECASE
)


_RANK_AFTER_VI = re.compile(
    r"\s*(?:/\s?\d|cả nước|toàn quốc|thế giới|trong|khu vực|vùng|của cả nước|miền|Đông Nam "
    r"Á|so với|về|[.,;)]|$)",
    re.IGNORECASE,
)


_TOP_VI = re.compile(
    r"\b(?:tốp|top|nhóm)\s+(?P<n>\d{1,3})(?=\s+(?:địa phương|tỉnh|nước|cả nước|quốc gia|"
    r"thành phố|nền kinh tế|dẫn đầu|đầu|trong|toàn))|\b(?P<one>1|"
    r"một)\s+trong\s+(?:số\s+)?(?P<m>\d{1,3})\s+(?=nước|tỉnh|địa phương|quốc gia|thành phố|"
    r"nền)",
    re.IGNORECASE,
)


def ranks(scene: Scene) -> None:
    """Add the places in an order; run before `amounts`, whose numbers they would be."""
    text = scene.text
    if scene.lang == "vi":
        for match in _TOP_VI.finditer(text):
            _rank(
                scene,
                match.start("n" if match["n"] else "one"),
                match.end("n") if match["n"] else match.end(),
                Decimal(match["n"] or match["m"]),
            )
        for match in _RANK_VI.finditer(text):
            word = as_listed(match["n"])
            before = text[max(0, match.start() - 14) : match.start("n")]
            named = len(match["mark"].split()) > 1 or _RANK_CONTEXT_VI.search(
                text[max(0, match.start() - 14) : match.start()]
            )
            if not named or (
                "số" in before.lower() and "ngôi" not in before.lower() and "vị trí" not in before.lower()
            ):
                continue
            if word.isalpha() and not _RANK_AFTER_VI.match(text, match.end()):
                continue
            mark = match["mark"].split()[-1]
            start = match.start("n") - len(mark) - 1
            _rank(scene, start, match.end(), Decimal(word) if word.isdigit() else Decimal(_VI_ORDINALS[word]))
        return
    for match in _TOP.finditer(text):
        word = as_listed(match["n"])
        value = Decimal(word) if word.isdigit() else Decimal({"three": 3, "five": 5, "ten": 10}[word])
        _rank(scene, match.start(), match.end(), value)
    for match in _ORDINAL.finditer(text):
        if _NOT_RANK.match(text, match.end()) or scene.is_taken(*match.span()):
            continue
        tail = _RANK_TAIL.match(text, match.end())
        before = text[max(0, match.start() - 40) : match.start()]
        ranked = re.search(
            r"\b(?:rank(?:s|ed|ing)?|came|placed|stands?|stood|puts?|position)\b(?:\s+[\w'’]+){0,4}\s+$",
            before,
        )
        if tail is None and not ranked:
            continue
        if (
            match["word"]
            and match["word"].lower() == "second"
            and tail
            and "most" in tail.group()
            and not ranked
        ):
            continue
        value = Decimal(match["digits"]) if match["digits"] else Decimal(ORDINALS[as_listed(match["word"])])
        probe = Amount(match.start(), match.end(), match.start(), match.end(), value)
        _rank(scene, match.start(), max(match.end(), out_of(scene, probe)), value)


def _rank(scene: Scene, start: int, end: int, value: Decimal) -> None:
    if scene.is_taken(start, end):
        return
    amount = Amount(start, end, start, end, value, "rank")
    amount.measure = Kind.RANK
    scene.amounts.append(amount)
    scene.taken.append((start, end, FIGURE))
