"""Wordings of time in both languages, each with the period it means: one table a language."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from plenum.reading.patterns.period_codes import Y, of_months, on, short_year, years

_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"


_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(_MONTH_NAMES.split("|"), 1)}
_MONTH_NUMBER |= {name[:3]: number for name, number in _MONTH_NUMBER.items()}


_MONTH = rf"(?:{_MONTH_NAMES}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"


_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4, "đầu": 1, "cuối": 2,
}  # fmt: skip


def _number(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word, _MONTH_NUMBER.get(word.strip("."), 0))


Groups = dict[str, str | None]


@dataclass(frozen=True)
class Form:
    """One wording of time: a pattern, what it means, and whether it is a day, or needs the report's year."""

    pattern: re.Pattern[str]
    meaning: Callable[[Groups, int], str]
    is_day: bool = False


def _year_of(groups: Groups, base: int) -> int:
    """The year printed, or the report's; "last year" and "next year" beside it."""
    if text := groups.get("y"):
        return int(text)
    word = (groups.get("r") or "").lower()
    if not base:
        return 0
    if word.startswith(("last", "previous", "ngoái", "trước")):
        return base - 1
    if word.startswith(("next", "coming", "sau", "tới")):
        return base + 1
    return base


def _meant(build: Callable[[Groups, int], str]) -> Callable[[Groups, int], str]:
    """`build` with the year in place of the report's; "" where no year is known."""

    def meaning(groups: Groups, base: int) -> str:
        year = _year_of(groups, base)
        return build(groups, year) if year else ""

    return meaning


def _first_months(groups: Groups, year: int) -> str:
    count = _number(groups["n"] or "")
    if not 1 <= count <= 12:
        return ""
    return of_months(year, 1, year, count)


def _last_months(groups: Groups, year: int) -> str:
    count = _number(groups["n"] or "")
    return of_months(year, 13 - count, year, 12) if 1 <= count <= 12 else ""


def _quarter(groups: Groups, year: int) -> str:
    number = _number(groups["n"] or "")
    return f"{year}-Q{number}" if 1 <= number <= 4 else ""


def _half(groups: Groups, year: int) -> str:
    word = (groups["n"] or "").lower()
    return f"{year}-S{1 if word in ('first', 'opening', 'đầu', '1', 'half', 'i', '1st') else 2}"


def _month(groups: Groups, year: int) -> str:
    number = _number(groups["n"] or "")
    return f"{year}-{number:02}" if 1 <= number <= 12 else ""


def _months(groups: Groups, year: int) -> str:
    first, last = _number(groups["a"] or ""), _number(groups["b"] or "")
    first_year = int(groups["x"] or 0) if groups.get("x") else year
    return (
        of_months(first_year, first, year, last)
        if (first_year, first) <= (year, last) and first and last
        else ""
    )


def _day(groups: Groups, year: int) -> str:
    return on(year, _number(groups["n"] or ""), int(groups["d"] or 0))


def _fiscal(groups: Groups, base: int) -> str:
    first = int(groups["a"] or 0)
    last = short_year(first, groups["b"] or "")
    return years(first, last) if last >= first else ""


def _form(pattern: str, build: Callable[[Groups, int], str], is_day: bool = False) -> Form:
    return Form(re.compile(pattern, re.IGNORECASE), _meant(build), is_day)


def _plain_form(pattern: str, build: Callable[[Groups, int], str]) -> Form:
    return Form(re.compile(pattern, re.IGNORECASE), build)


_THIS = r"(?P<r>this|last|next|the current|current|the coming|the previous|previous|the same|the)"


_OF_YEAR_EN = (
    r"(?:,?\s+(?:of|in)?\s?(?:(?:the\s+)?(?:financial\s+|fiscal\s+)?year\s+|"
    rf"FY\s?)?(?P<y>{Y})\b|\s+(?:of|in)\s+(?:the\s+)?(?P<r>this|last|current|"
    r"the)\s+(?:financial\s+|fiscal\s+)?year)?"
)


_N_EN = r"(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"


_DAY_EN = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"


_FISCAL = rf"(?:FY\s?(?:20)?(?:\d\d)|{Y}\s?[/–—-]\s?\d\d)"


def _fiscal_span(groups: Groups, base: int) -> str:
    """ "Between 2017-18 and 2022-23", "FY15 to FY22": from the first year of the first to the last of the last."""
    first, last = groups["a"] or "", groups["b"] or ""
    begins = f"20{first[-2:]}" if first[:2].upper() == "FY" else first[:4]
    return years(int(begins), int(f"20{last[-2:]}"))


ENGLISH = (
    _plain_form(
        rf"\b(?:(?:between|from|over|during)\s+)?(?P<a>{_FISCAL})(?:\s?[-–]\s?|\s+(?:and|to)\s+)(?P<b>{_FISCAL})(?![\d/-])",
        _fiscal_span,
    ),
    _plain_form(rf"\bFY\s?(?P<a>{Y})\s?[/–-]\s?(?P<b>(?:20)?\d\d)\b", _fiscal),
    _plain_form(
            rf"(?<![\d/.-])(?P<a>{Y})\s?[/–—-]\s?(?P<b>{Y}|\d\d)(?![\d/-]|\.\d)(?:\s+(?:financial|"
            r"fiscal)\s+year)?"
            , _fiscal),
    _form(rf"\bQ(?P<n>[1-4])\s?(?:of\s+)?(?:FY\s?)?(?P<y>{Y})\b", _quarter),
    _plain_form(
        r"\bQ(?P<n>[1-4])\s?(?:of\s+)?FY\s?(?P<y>\d\d)\b", lambda g, _: f"20{g['y']}-Q{g['n']}"
    ),
    _plain_form(
        r"\bQ(?P<n>[1-4])\s?(?:of\s+)?FY\s?20(?P<y>\d\d)\b", lambda g, _: f"20{g['y']}-Q{g['n']}"
    ),
    _plain_form(r"\bFY\s?(?:20)?(?P<y>\d\d)\b", lambda g, _: f"20{g['y']}"),
    _form(rf"\b{_DAY_EN}\s+(?:of\s+)?(?P<n>{_MONTH}),?\s+(?P<y>{Y})\b", _day, True),
    _form(rf"\b(?P<n>{_MONTH})\s+{_DAY_EN},?\s+(?P<y>{Y})\b", _day, True),
    _form(rf"(?<![\d/.,])(?P<d>\d{{1,2}})[/.-](?P<n>\d{{1,2}})[/.-](?P<y>{Y})\b", _day, True),
    _form(

                rf"\b(?:(?:from|between)\s+)?(?P<a>{_MONTH})(?:\s+(?P<x>{Y}))?\s?(?:[–-]|\s(?:to|"
                rf"and|through)\s)\s?(?P<b>{_MONTH})(?:,?\s+(?:of\s+)?(?P<y>{Y}))?\b"
                ,
        _months,
    ),
    _plain_form(
        rf"\b(?:from\s+)?(?P<a>{Y})\s+(?:to|till|until)\s+(?P<n>{_MONTH})\s+(?P<b>{Y})\b",
        lambda g, _: f"{g['a']}-01/{g['b']}-{_number(g['n'] or ''):02}",
    ),
    _plain_form(
        rf"\b(?:(?:from|between)\s+)(?P<a>{Y})\s+(?:to|and)\s+(?P<b>{Y})\b",
        lambda g, _: years(int(g["a"] or 0), int(g["b"] or 0)),
    ),
    _plain_form(
        rf"\bfiscal years?\s+(?P<a>{Y})\s+(?:to|and)\s+(?P<b>{Y})\b",
        lambda g, _: years(int(g["a"] or 0), int(g["b"] or 0)),
    ),
    _form(
            rf"\b{_DAY_EN}\s+(?:and|[–-])\s*\d{{1,2}}(?:st|nd|rd|"
            rf"th)?\s+(?P<n>{_MONTH})\b(?:,?\s+(?P<y>{Y}))?"
            , _day, True),
    _form(rf"\b{_DAY_EN}\s+(?:of\s+)?(?P<n>{_MONTH})\b", _day, True),
    _form(rf"\b(?P<n>{_MONTH})\s+{_DAY_EN}(?:\s*(?:and|[–-])\s*\d{{1,2}})?\b(?!%)(?![.,]\d)", _day, True),
    _form(rf"\b(?:the\s+)?(?:first|opening)[\s-]+{_N_EN}[\s-]+months?\b{_OF_YEAR_EN}", _first_months),
    _form(rf"\b(?:the\s+)?(?:last|final|remaining)[\s-]+{_N_EN}[\s-]+months?\b{_OF_YEAR_EN}", _last_months),
    _form(
            rf"\b(?:the\s+)?{_N_EN}[\s-]+months?\b(?:\s+of\s+(?P<y>{Y})|\s+of\s+(?P<r>this|"
            r"the)\s+year)"
            , _first_months),
    _form(rf"\b{_N_EN}[\s-]+months?\s+into\s+(?P<y>{Y})\b", _first_months),
    _form(
            r"\b(?:in|for|over|during|the)\s+(?P<n>six|seven|eight|nine|ten|eleven|four|"
            r"five)[\s-]+months?\b(?!\s+(?:ago|earlier|later|after|before))"
            , _first_months),
    _form(rf"\b(?:the\s+)?(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\b{_OF_YEAR_EN}", _quarter),
    _form(rf"\b(?:the\s+)?first\s+(?P<n>three)\s+quarters\b{_OF_YEAR_EN}", lambda g, y: of_months(y, 1, y, 9)),
    _form(r"\bQ(?P<n>[1-4])\b", _quarter),
    _form(
            r"\b(?:the\s+)?(?P<n>first|second|opening|"
            rf"latter)\s+half\b(?!\s+of\s+the\s+term){_OF_YEAR_EN}"
            , _half),
    _form(r"\bthe\s+(?P<n>half)[\s-]year\b", _half),
    _form(rf"\b(?P<n>{_MONTH})(?:,?\s+|\s+of\s+)(?P<y>{Y})\b", _month),
    _plain_form(rf"\b(?:fiscal|financial)\s+year\s+(?P<a>{Y})\b", lambda g, _: str(g["a"])),
    _plain_form(
            rf"(?<![\d.,/$€£-])(?P<a>{Y})(?![\d%]|[.,]\d|\s?[/-]\d|-[A-Z]|\s*(?:billion|million|"
            r"trillion|percent|per cent))\b"
            , lambda g, _: str(g["a"])),
    _form(
        rf"\b(?:the\s+)?(?:whole|full|entire)\s+(?:of\s+)?(?:year\s*(?P<y>{Y})?|(?P<y2>{Y}))\b",
        lambda g, y: str(g.get("y2") or y),
    ),
    _form(
            rf"\b{_THIS}\s+(?:financial\s+|fiscal\s+|budget\s+)?year(?:['’]s|-end)?\b(?!\s+(?:ago|"
            r"earlier|before|after|s\b))"
            , lambda g, y: str(y)),
    _form(
            r"\b(?:in\s+)?(?P<n>January|February|March|April|June|July|August|September|October|"
            r"November|December)\b(?!\s+\d)"
            , _month),
    _form(r"\b(?P<r>next|coming)\s+year\b", lambda g, y: str(y)),
    _plain_form(
            r"\b(?:the\s+)?(?:same|corresponding)\s+(?:period|months?|"
            r"quarter)\b(?:\s+(?:of\s+)?(?:last|the\s+previous)\s+year)?"
            , lambda g, _: ""),
    _plain_form(
            r"\b(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|several|"
            r"past)[\s-]+(?:years?|months?|weeks?|days?|hours)\b"
            , lambda g, _: ""),
)  # fmt: skip


_OF_YEAR_VI = (
    rf"(?:\s+(?:của\s+)?năm\s+(?P<y>{Y})\b|\s*/\s?(?P<y2>{Y})\b|\s+(?P<y3>{Y})\b|"
    rf"\s*-\s?(?P<y4>{Y})\b|\s+năm\s+(?P<r>nay|ngoái|trước|sau|tới))?"
)


_N_VI = r"(?P<n>\d{1,2}|hai|ba|bốn|sáu|bảy|tám|chín|mười một|mười)"


def _vi(pattern: str, build: Callable[[Groups, int], str], is_day: bool = False) -> Form:
    """A Vietnamese form: the year may be printed in four ways, each its own group."""

    def meaning(groups: Groups, base: int) -> str:
        year = next((groups[name] for name in ("y", "y2", "y3", "y4") if groups.get(name)), None)
        return build(groups, int(year)) if year else _meant(build)({**groups, "y": None}, base)

    return Form(re.compile(pattern, re.IGNORECASE), meaning, is_day)


VIETNAMESE = (
    _vi(rf"(?:ngày\s+)?(?<![\d/.,])(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<n>\d{{1,2}})\s?[/.-]\s?(?P<y>{Y})\b", _day, True),
    _vi(rf"\b(?:ngày\s+)?(?P<d>\d{{1,2}})\s+tháng\s+(?P<n>\d{{1,2}})\s+năm\s+(?P<y>{Y})\b", _day, True),
    _plain_form(

                rf"\b(?:từ\s+)?(?:đầu\s+)?năm\s+(?P<a>{Y})\s+(?:đến|tới)\s+(?:hết\s+|"
                rf"cuối\s+)?tháng\s+(?P<n>\d{{1,2}})(?:\s?[/-]\s?|\s+năm\s+)(?P<b>{Y})\b"
                ,
        lambda g, _: f"{g['a']}-01/{g['b']}-{int(g['n'] or 0):02}",
    ),
    _plain_form(

                r"(?:\b(?:giai đoạn|nhiệm kỳ|thời kỳ|từ năm|"
                rf"từ)\s+)?(?:các\s+)?(?:năm\s+)?(?<![\d/.])(?P<a>{Y})\s?(?:[–—-]|\s(?:đến|"
                rf"tới)(?:\s+hết)?(?:\s+năm)?\s)\s?(?P<b>{Y})(?![\d/])"
                ,
        _fiscal,
    ),
    _vi(
            r"\b(?:từ\s+)?tháng\s+(?P<a>\d{1,2})\s?(?:[–-]|"
            rf"đến)\s?(?:tháng\s+)?(?P<b>\d{{1,2}}){_OF_YEAR_VI}"
            , _months),
    _vi(r"\b(?:ngày\s+)(?P<d>\d{1,2})\s?[/-]\s?(?P<n>\d{1,2})(?![\d/])", _day, True),
    _vi(r"\b(?:ngày\s+)(?P<d>\d{1,2})\s+tháng\s+(?P<n>\d{1,2})\b", _day, True),
    _vi(rf"\b{_N_VI}\s+tháng\s+cuối\s+năm\b{_OF_YEAR_VI}", _last_months),
    _vi(rf"\b{_N_VI}\s+tháng\s+cuối\b{_OF_YEAR_VI}", _last_months),
    _vi(
            rf"\b(?:cả\s+)?{_N_VI}\s+tháng(?:\s+(?:đầu\s+năm|đầu|qua|"
            rf"năm)(?!\s+{Y}\s?-))?\b(?!\s+(?:trước|sau|tới))(?:\s+(?:năm\s+)?(?P<y>{Y})\b|"
            rf"\s*/\s?(?P<y2>{Y})\b|\s+năm\s+(?P<r>nay|ngoái|trước))?"
            , _first_months),
    _vi(rf"\b(?:nửa|6\s+tháng)\s+(?P<n>đầu|cuối)\s+năm\b{_OF_YEAR_VI}", _half),
    _vi(rf"\bnửa\s+(?P<n>đầu|cuối)\s+năm\s+(?P<y>{Y})\b", _half),
    _vi(r"\bnửa\s+(?P<n>đầu|cuối)\s+năm\b(?:\s+nay)?", _half),
    _vi(rf"\bquý\s+(?P<n>IV|I{{1,3}}|[1-4]|một|hai|ba|tư)\b(?!\w){_OF_YEAR_VI}", _quarter),
    _vi(
            rf"\btháng\s+(?P<n>\d{{1,2}})(?!\d)(?:\s*/\s?(?P<y>{Y})|\s*-\s?(?P<y2>{Y})|"
            rf"\s+năm\s+(?P<y3>{Y})|\s+năm\s+(?P<r>nay|ngoái|trước)|(?!\s?/\d))"
            , _month),
    _vi(rf"\b(?:cả\s+)?năm\s+(?P<y>{Y})\b", lambda g, y: str(y)),
    _vi(
            r"(?<![\d/.,])(?P<d>\d{1,2})/(?P<n>\d{1,2})(?![\d/%]|\s+(?:xã|chỉ tiêu|huyện|tiêu chí|"
            r"nhiệm vụ|địa phương|phường|tỉnh|thành|đơn vị|bộ|dự án|đại biểu))"
            , _day, True),
    _vi(
            r"\b(?:sáng|chiều|tối|hôm|từ)\s+(?:ngày\s+|"
            r"nay\s+)?(?P<d>\d{1,2})\s?[/-]\s?(?P<n>\d{1,2})(?![\d/%])"
            , _day, True),
    _vi(
            rf"(?<![\d.,/$-])(?P<y>{Y})(?![\d%]|[.,]\d|\s?/\d|-[A-Z]|\s*(?:tỷ|tỉ|triệu|nghìn|đồng|"
            r"%))\b"
            , lambda g, y: str(y)),
    _vi(r"\b(?:cả\s+năm|năm\s+nay|năm\s+này|trong\s+năm)\b(?!\s+(?:qua|tới|sau))", lambda g, y: str(y)),
    _vi(r"\bnăm\s+(?P<r>ngoái|trước|sau|tới)\b", lambda g, y: str(y)),
    _plain_form(
            r"\b(?:\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:năm|tháng|tuần|ngày|giờ|"
            r"phút)\b(?!\s+công)"
            , lambda g, _: ""),
)  # fmt: skip

SPANS = {"en": ENGLISH[-1], "vi": VIETNAMESE[-1]}
"""The form that claims a mere span of time ("over 20 years")."""
