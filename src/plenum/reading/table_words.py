"""The words of a table's heads: what its numbers, units, times, plans and comparisons look like."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from plenum.reading.figures import Kind, Role
from plenum.reading.patterns import periods
from plenum.reading.patterns.numbers import literal
from plenum.reading.patterns.scene import Context, Scene
from plenum.reading.reader import read

_NUMBER = re.compile(
    r"(?P<open>\()?\s*(?P<sign>[+\-–−]?)\s?(?P<digits>\d[\d.,\u00a0\u202f ]*\d|\d)\s?(?P<percent>%)?\s*(?P<close>\))?"
    r"[*¹²³⁴⁵⁶⁷⁸⁹⁰]{0,3}"
)
YEAR = re.compile(r"(?:19[5-9]|20[0-9])\d")
ORDINAL = re.compile(r"(?:[IVXLC]{1,6}|\d{1,3}(?:\.\d{1,3}){0,4}|[A-Za-zĐđ])[.)]?|[-+•*–]")
ORDINAL_HEAD = re.compile(r"(?:STT|TT|Số TT|No|No\.|Nr|#|S/N|Ser\.?(?: no\.?)?|Mã số|Code)\.?", re.IGNORECASE)
UNIT_HEAD = re.compile(
    r"(?:Đơn vị(?: tính)?|ĐVT|Đ\.?V\.?\s?tính|Units?(?: of measure(?:ment)?)?|UoM)\s*\.?",
    re.IGNORECASE,
)
UNIT_LINE = re.compile(
    r"(?:Đơn vị(?: tính)?|ĐVT|Units?(?: of measure(?:ment)?)?)\s*[:：]\s*(?P<unit>[^\n\t();]{1,40})"
    r"|\((?:in )?(?P<bracketed>(?:%|tỷ|triệu|nghìn|VND|USD|billion|million|thousand|bn|m)\b[^()\n\t]{0,30})\)",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\(\s*(?:in |đơn vị(?: tính)?: ?|unit: ?)?(?P<unit>[^()]{1,40}?)\s*\)", re.IGNORECASE)
AFTER_COMMA = re.compile(r",\s*(?:in )?(?P<unit>[^,()]{1,30})$")
_PLAN = re.compile(
    r"\b(?:kế hoạch|KH|dự toán|DT|chỉ tiêu|mục tiêu|nghị quyết|NQ|plan(?:ned)?|targets?|budget(?:ed)?|goal)\b",
    re.IGNORECASE,
)
_ESTIMATE = re.compile(r"\b(?:ước|ƯTH|ước tính|est\.?|estimated?|preliminary|sơ bộ)(?!\w)", re.IGNORECASE)
_FORECAST = re.compile(r"\b(?:dự kiến|dự báo|forecasts?|projected|projections?|expected)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:thực hiện|TH|kết quả|đạt|actual|outturn|realised|realized|achieved)\b", re.IGNORECASE
)
_COMPARED = re.compile(
    r"so với|\bso\b|so sánh|%\s?so|/\s?(?:cùng kỳ|CK|KH|DT|dự toán|kế hoạch)"
    r"|\bcompared\b|\bversus\b|\bvs\.?|\bas (?:a )?(?:%|per ?cent) of"
    r"|% of (?:plan|target|budget|estimate)|hoàn thành|tỷ lệ thực hiện|completion",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"\b(?:tốc độ tăng|tăng trưởng|tăng/giảm|tăng, giảm|tăng|tốc độ phát triển|growth|increase|change|y-o-y|yoy)\b",
    re.IGNORECASE,
)
_RANK = re.compile(r"\b(?:xếp hạng|thứ hạng|hạng|rank(?:ing)?)\b", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:tỷ trọng|tỷ lệ|cơ cấu|tỉ trọng|tỉ lệ|share|proportion|rate)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    is_percent: bool


def number_of(text: str, lang: str) -> Number | None:
    found = _NUMBER.fullmatch(text) if len(text) <= 40 else None
    if found is None or bool(found["open"]) != bool(found["close"]):
        return None
    value = literal(found["digits"].rstrip(".,"), lang)
    if value is None:
        return None
    # A figure in brackets is a loss in accounts, but "(5)" alone numbers a column or an item.
    falls = found["sign"] not in ("", "+") or (bool(found["open"]) and not found["digits"].isdigit())
    return Number(-value if falls else value, bool(found["percent"]))


LEAD = re.compile(
    r"(?:(?:Trong đó|Of which|In which|Including)\s*[:,]?\s*|[-+•*–]\s*|"
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[a-zđ])[.)]\s+|\d{1,2}(?:\.\d{1,2}){1,3}\s+)*",
    re.IGNORECASE,
)
_TIME_WORDS = re.compile(
    r"\b(?:năm|tháng|quý|giai đoạn|đầu|cuối|first|second|third|fourth|last|half|quarters?|months?|years?|of|"
    r"the|in|fiscal|FY|"
    r"[HQ][1-4]|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[IV]{1,3}|đến|ngày|end|as|at)\b",
    re.IGNORECASE,
)
_NAME_WORDS = re.compile(r"[^\W\d_]{2,}")


def numbers_columns(words: list[str]) -> bool:
    """Whether a row numbers the columns: A, B, 1, 2, 3=2/1."""
    filled = [word.strip("()") for word in words if word]
    digits = [word for word in filled if word[:1].isdigit()]
    if len(filled) < 3 or not (len(digits) > 1 or digits == ["1"]):
        return False
    numbers = [int(found[0]) for word in digits if (found := re.match(r"\d{1,2}(?![\d.,])", word))]
    rest_is_letters = all(len(word) == 1 for word in filled if not word[:1].isdigit())
    return len(numbers) == len(digits) and rest_is_letters and all(
        after == before + 1 for before, after in pairwise(numbers)
    )  # fmt: skip


@lru_cache(maxsize=2048)
def unit_of(text: str, lang: str) -> tuple[str, Decimal] | None:
    """A unit's code and its worth, as the prose reader takes it after a number; None where it is no unit."""
    if text.strip("() ") in ("%", "phần trăm", "percent", "per cent"):
        return "%", Decimal(1)
    if not text or len(text) > 40 or any(sign.isdigit() for sign in text.replace("m2", "").replace("m3", "")):
        return None
    for probe in (
        (f"Tổng số: 7 {text}.", f"The total: 7 {text}.") if lang == "vi" else (f"The total: 7 {text}.",)
    ):
        for figure in read(probe).figures:
            words = probe[figure.value_start : figure.value_end]
            if words.startswith("7") and figure.unit and words.endswith(text.rstrip(".").split("/")[0]):
                return figure.unit, figure.value / 7
    return None


@lru_cache(maxsize=2048)
def period_of(text: str, lang: str, year: int) -> str:
    """The period a head says, "" where it says none; what it is compared with counts where there is no other."""
    if not text:
        return ""
    context = Context(money={}, year=year)
    times = periods.find(Scene(text[:300], 0, lang, True, context))
    own = [time for time in times if time.period and not time.compared] or [
        time for time in times if time.period and not _COMPARED.search(text[: time.start])
    ]
    return own[0].period if own else ""


def measured(value: Decimal, unit: str, head: str, above: str) -> tuple[Kind, Decimal, str]:
    """How the cell measures, by the words of its heads."""
    if _RANK.search(above) or (_RANK.search(head) and not unit):
        return Kind.RANK, value, "rank"
    if _COMPARED.search(above) and not (unit and unit != "%"):
        if _PLAN.search(above) or re.search(r"hoàn thành|tỷ lệ thực hiện|completion", above, re.IGNORECASE):
            return Kind.OF_PLAN, value, "%"
        if value < 0 or (_GROWTH.search(above) and value < 60):
            return Kind.GROWTH, value, "%"
        return Kind.RATIO, value, unit or "%"
    if unit == "%" and _GROWTH.search(above):
        return Kind.GROWTH, value, unit
    if unit == "%" and _GROWTH.search(head) and not _SHARE.search(head):
        return Kind.GROWTH, value, unit
    return Kind.LEVEL, value, unit


def role_of(head: str, above: str, measure: Kind) -> Role:
    """Reported, estimated, planned or expected: the column's head says it, else the row's."""
    for text in (above, head):
        if _ESTIMATE.search(text):
            return Role.ESTIMATE
        if measure in (Kind.OF_PLAN, Kind.RATIO, Kind.GROWTH) and _COMPARED.search(text):
            return Role.ACTUAL
        if _DONE.search(text):
            return Role.ACTUAL
        if _PLAN.search(text) and measure is not Kind.OF_PLAN:
            return Role.TARGET
        if _FORECAST.search(text):
            return Role.FORECAST
    return Role.ACTUAL


def is_time(text: str, lang: str) -> bool:
    """Whether a head says nothing but a time: "Năm 2021", "First half of 2021"."""
    return (
        len(text) < 40
        and bool(period_of(text, lang, 2000))
        and not _NAME_WORDS.search(_TIME_WORDS.sub("", text))
    )


def is_compared(text: str) -> bool:
    """Whether a column's head says what its numbers are compared with: "So với cùng kỳ (%)"."""
    return _COMPARED.search(text) is not None


def without_price_basis(text: str) -> str:
    """A row's head without "theo giá so sánh năm 2010": that year is not the figure's."""
    return _PRICES.sub("", text)


_PRICES = re.compile(
    r"giá (?:so sánh|hiện hành|cố định)(?: năm)? \d{4}|\b(?:at |in )?(?:constant )?\d{4} prices",
    re.IGNORECASE,
)
