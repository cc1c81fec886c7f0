"""Words of time and the period of each figure: "the first 6 months of 2021", "lũy kế đến hết tháng 11/2018"."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from plenum.periods import Period
from plenum.reading.patterns.scene import Amount, Context, Scene, Time
from plenum.reading.patterns.tagging import TIME

_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(_MONTH_NAMES.split("|"), 1)}
_MONTH_NUMBER |= {name[:3]: number for name, number in _MONTH_NUMBER.items()}
_MONTH = rf"(?:{_MONTH_NAMES}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
_Y = r"(?:19|20)\d\d"
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4, "đầu": 1, "cuối": 2,
}  # fmt: skip


def _number(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word, _MONTH_NUMBER.get(word.strip("."), 0))


def of_months(first_year: int, first: int, last_year: int, last: int) -> str:
    """The code of a run of months, both ends counted: a year, half, quarter or month where it is one."""
    if first_year == last_year:
        if last == first:
            return f"{first_year}-{first:02}"
        if (first, last) == (1, 12):
            return str(first_year)
        if last - first == 5 and first in (1, 7):
            return f"{first_year}-S{1 if first == 1 else 2}"
        if last - first == 2 and first % 3 == 1:
            return f"{first_year}-Q{(first + 2) // 3}"
    if (first, last) == (1, 12):
        return f"{first_year}/{last_year}"
    return f"{first_year}-{first:02}/{last_year}-{last:02}"


def on(year: int, month: int, day: int) -> str:
    """The state on a date; on the month's last day where the day is more than it has."""
    if not 1 <= month <= 12 or day < 1:
        return ""
    return f"@{year}-{month:02}-{min(day, monthrange(year, month)[1]):02}"


def last_day(period: str) -> str:
    """The state at the end of a period."""
    if not period or period[0] == "@":
        return period
    end = period.split("/")[-1]
    year, part = int(end[:4]), end[5:]
    month = {"": 12, "S1": 6, "S2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}.get(part)
    if month is None:
        month = int(part)
    return on(year, month, 31)


def _years(first: int, last: int) -> str:
    return f"{first}/{last}" if first < last else str(last)


def _short_year(first: int, text: str) -> int:
    """2021-30 -> 2030."""
    return int(text) if len(text) == 4 else first // 100 * 100 + int(text)


_Groups = dict[str, str | None]


@dataclass(frozen=True)
class Form:
    """One wording of time: a pattern, what it means, and whether it is a day, or needs the report's year."""

    pattern: re.Pattern[str]
    meaning: Callable[[_Groups, int], str]
    is_day: bool = False


def _year_of(groups: _Groups, base: int) -> int:
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


def _meant(build: Callable[[_Groups, int], str]) -> Callable[[_Groups, int], str]:
    """`build` with the year in place of the report's; "" where no year is known."""

    def meaning(groups: _Groups, base: int) -> str:
        year = _year_of(groups, base)
        return build(groups, year) if year else ""

    return meaning


def _first_months(groups: _Groups, year: int) -> str:
    count = _number(groups["n"] or "")
    if not 1 <= count <= 12:
        return ""
    return of_months(year, 1, year, count)


def _last_months(groups: _Groups, year: int) -> str:
    count = _number(groups["n"] or "")
    return of_months(year, 13 - count, year, 12) if 1 <= count <= 12 else ""


def _quarter(groups: _Groups, year: int) -> str:
    number = _number(groups["n"] or "")
    return f"{year}-Q{number}" if 1 <= number <= 4 else ""


def _half(groups: _Groups, year: int) -> str:
    word = (groups["n"] or "").lower()
    return f"{year}-S{1 if word in ('first', 'opening', 'đầu', '1', 'half', 'i', '1st') else 2}"


def _month(groups: _Groups, year: int) -> str:
    number = _number(groups["n"] or "")
    return f"{year}-{number:02}" if 1 <= number <= 12 else ""


def _months(groups: _Groups, year: int) -> str:
    first, last = _number(groups["a"] or ""), _number(groups["b"] or "")
    first_year = int(groups["x"]) if groups.get("x") else year
    return (
        of_months(first_year, first, year, last)
        if (first_year, first) <= (year, last) and first and last
        else ""
    )


def _day(groups: _Groups, year: int) -> str:
    return on(year, _number(groups["n"] or ""), int(groups["d"] or 0))


def _fiscal(groups: _Groups, base: int) -> str:
    first = int(groups["a"] or 0)
    last = _short_year(first, groups["b"] or "")
    return _years(first, last) if last >= first else ""


def _form(pattern: str, build: Callable[[_Groups, int], str], is_day: bool = False) -> Form:
    return Form(re.compile(pattern, re.IGNORECASE), _meant(build), is_day)


def _plain_form(pattern: str, build: Callable[[_Groups, int], str]) -> Form:
    return Form(re.compile(pattern, re.IGNORECASE), build)


_THIS = r"(?P<r>this|last|next|the current|current|the coming|the previous|previous|the same|the)"
_OF_YEAR_EN = (
    r"(?:,?\s+(?:of|in)?\s?(?:(?:the\s+)?(?:financial\s+|fiscal\s+)?year\s+|"
    rf"FY\s?)?(?P<y>{_Y})\b|\s+(?:of|in)\s+(?:the\s+)?(?P<r>this|last|current|"
    r"the)\s+(?:financial\s+|fiscal\s+)?year)?"
)
_N_EN = r"(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven)"
_DAY_EN = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"

ENGLISH = (
    _plain_form(rf"\bFY\s?(?P<a>{_Y})\s?[/–-]\s?(?P<b>(?:20)?\d\d)\b", _fiscal),
    _plain_form(
            rf"(?<![\d/.-])(?P<a>{_Y})\s?[/–—-]\s?(?P<b>{_Y}|\d\d)(?![\d/-]|\.\d)(?:\s+(?:financial|"
            r"fiscal)\s+year)?"
            , _fiscal),
    _form(rf"\bQ(?P<n>[1-4])\s?(?:of\s+)?(?:FY\s?)?(?P<y>{_Y})\b", _quarter),
    _plain_form(
        r"\bQ(?P<n>[1-4])\s?(?:of\s+)?FY\s?(?P<y>\d\d)\b", lambda g, _: f"20{g['y']}-Q{g['n']}"
    ),
    _plain_form(
        r"\bQ(?P<n>[1-4])\s?(?:of\s+)?FY\s?20(?P<y>\d\d)\b", lambda g, _: f"20{g['y']}-Q{g['n']}"
    ),
    _plain_form(r"\bFY\s?(?:20)?(?P<y>\d\d)\b", lambda g, _: f"20{g['y']}"),
    _form(rf"\b{_DAY_EN}\s+(?:of\s+)?(?P<n>{_MONTH}),?\s+(?P<y>{_Y})\b", _day, True),
    _form(rf"\b(?P<n>{_MONTH})\s+{_DAY_EN},?\s+(?P<y>{_Y})\b", _day, True),
    _form(rf"(?<![\d/.,])(?P<d>\d{{1,2}})[/.-](?P<n>\d{{1,2}})[/.-](?P<y>{_Y})\b", _day, True),
    _form(

                rf"\b(?:(?:from|between)\s+)?(?P<a>{_MONTH})(?:\s+(?P<x>{_Y}))?\s?(?:[–-]|\s(?:to|"
                rf"and|through)\s)\s?(?P<b>{_MONTH})(?:,?\s+(?:of\s+)?(?P<y>{_Y}))?\b"
                ,
        _months,
    ),
    _plain_form(
        rf"\b(?:from\s+)?(?P<a>{_Y})\s+(?:to|till|until)\s+(?P<n>{_MONTH})\s+(?P<b>{_Y})\b",
        lambda g, _: f"{g['a']}-01/{g['b']}-{_number(g['n'] or ''):02}",
    ),
    _plain_form(
        rf"\b(?:(?:from|between)\s+)(?P<a>{_Y})\s+(?:to|and)\s+(?P<b>{_Y})\b",
        lambda g, _: _years(int(g["a"] or 0), int(g["b"] or 0)),
    ),
    _plain_form(
        rf"\bfiscal years?\s+(?P<a>{_Y})\s+(?:to|and)\s+(?P<b>{_Y})\b",
        lambda g, _: _years(int(g["a"] or 0), int(g["b"] or 0)),
    ),
    _form(
            rf"\b{_DAY_EN}\s+(?:and|[–-])\s*\d{{1,2}}(?:st|nd|rd|"
            rf"th)?\s+(?P<n>{_MONTH})\b(?:,?\s+(?P<y>{_Y}))?"
            , _day, True),
    _form(rf"\b{_DAY_EN}\s+(?:of\s+)?(?P<n>{_MONTH})\b", _day, True),
    _form(rf"\b(?P<n>{_MONTH})\s+{_DAY_EN}(?:\s*(?:and|[–-])\s*\d{{1,2}})?\b(?!%)(?![.,]\d)", _day, True),
    _form(rf"\b(?:the\s+)?(?:first|opening)[\s-]+{_N_EN}[\s-]+months?\b{_OF_YEAR_EN}", _first_months),
    _form(rf"\b(?:the\s+)?(?:last|final|remaining)[\s-]+{_N_EN}[\s-]+months?\b{_OF_YEAR_EN}", _last_months),
    _form(
            rf"\b(?:the\s+)?{_N_EN}[\s-]+months?\b(?:\s+of\s+(?P<y>{_Y})|\s+of\s+(?P<r>this|"
            r"the)\s+year)"
            , _first_months),
    _form(rf"\b{_N_EN}[\s-]+months?\s+into\s+(?P<y>{_Y})\b", _first_months),
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
    _form(rf"\b(?P<n>{_MONTH})(?:,?\s+|\s+of\s+)(?P<y>{_Y})\b", _month),
    _plain_form(rf"\b(?:fiscal|financial)\s+year\s+(?P<a>{_Y})\b", lambda g, _: str(g["a"])),
    _plain_form(
            rf"(?<![\d.,/$€£-])(?P<a>{_Y})(?![\d%]|[.,]\d|\s?[/-]\d|-[A-Z]|\s*(?:billion|million|"
            r"trillion|percent|per cent))\b"
            , lambda g, _: str(g["a"])),
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
    rf"(?:\s+(?:của\s+)?năm\s+(?P<y>{_Y})\b|\s*/\s?(?P<y2>{_Y})\b|\s+(?P<y3>{_Y})\b|"
    rf"\s*-\s?(?P<y4>{_Y})\b|\s+năm\s+(?P<r>nay|ngoái|trước|sau|tới))?"
)
_N_VI = r"(?P<n>\d{1,2}|hai|ba|bốn|sáu|bảy|tám|chín|mười một|mười)"


def _vi(pattern: str, build: Callable[[_Groups, int], str], is_day: bool = False) -> Form:
    """A Vietnamese form: the year may be printed in four ways, each its own group."""

    def meaning(groups: _Groups, base: int) -> str:
        year = next((groups[name] for name in ("y", "y2", "y3", "y4") if groups.get(name)), None)
        return build(groups, int(year)) if year else _meant(build)({**groups, "y": None}, base)

    return Form(re.compile(pattern, re.IGNORECASE), meaning, is_day)


VIETNAMESE = (
    _vi(rf"(?:ngày\s+)?(?<![\d/.,])(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<n>\d{{1,2}})\s?[/.-]\s?(?P<y>{_Y})\b", _day, True),
    _vi(rf"\b(?:ngày\s+)?(?P<d>\d{{1,2}})\s+tháng\s+(?P<n>\d{{1,2}})\s+năm\s+(?P<y>{_Y})\b", _day, True),
    _plain_form(

                rf"\b(?:từ\s+)?(?:đầu\s+)?năm\s+(?P<a>{_Y})\s+(?:đến|tới)\s+(?:hết\s+|"
                rf"cuối\s+)?tháng\s+(?P<n>\d{{1,2}})(?:\s?[/-]\s?|\s+năm\s+)(?P<b>{_Y})\b"
                ,
        lambda g, _: f"{g['a']}-01/{g['b']}-{int(g['n'] or 0):02}",
    ),
    _plain_form(

                r"(?:\b(?:giai đoạn|nhiệm kỳ|thời kỳ|từ năm|"
                rf"từ)\s+)?(?:các\s+)?(?:năm\s+)?(?<![\d/.])(?P<a>{_Y})\s?(?:[–—-]|\s(?:đến|"
                rf"tới)(?:\s+hết)?(?:\s+năm)?\s)\s?(?P<b>{_Y})(?![\d/])"
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
            rf"năm)(?!\s+{_Y}\s?-))?\b(?!\s+(?:trước|sau|tới))(?:\s+(?:năm\s+)?(?P<y>{_Y})\b|"
            rf"\s*/\s?(?P<y2>{_Y})\b|\s+năm\s+(?P<r>nay|ngoái|trước))?"
            , _first_months),
    _vi(rf"\b(?:nửa|6\s+tháng)\s+(?P<n>đầu|cuối)\s+năm\b{_OF_YEAR_VI}", _half),
    _vi(rf"\bnửa\s+(?P<n>đầu|cuối)\s+năm\s+(?P<y>{_Y})\b", _half),
    _vi(r"\bnửa\s+(?P<n>đầu|cuối)\s+năm\b(?:\s+nay)?", _half),
    _vi(rf"\bquý\s+(?P<n>IV|I{{1,3}}|[1-4]|một|hai|ba|tư)\b(?!\w){_OF_YEAR_VI}", _quarter),
    _vi(
            rf"\btháng\s+(?P<n>\d{{1,2}})(?!\d)(?:\s*/\s?(?P<y>{_Y})|\s*-\s?(?P<y2>{_Y})|"
            rf"\s+năm\s+(?P<y3>{_Y})|\s+năm\s+(?P<r>nay|ngoái|trước)|(?!\s?/\d))"
            , _month),
    _vi(rf"\b(?:cả\s+)?năm\s+(?P<y>{_Y})\b", lambda g, y: str(y)),
    _vi(
            r"(?<![\d/.,])(?P<d>\d{1,2})/(?P<n>\d{1,2})(?![\d/%]|\s+(?:xã|chỉ tiêu|huyện|tiêu chí|"
            r"nhiệm vụ|địa phương|phường|tỉnh|thành|đơn vị|bộ|dự án|đại biểu))"
            , _day, True),
    _vi(
            r"\b(?:sáng|chiều|tối|hôm|từ)\s+(?:ngày\s+|"
            r"nay\s+)?(?P<d>\d{1,2})\s?[/-]\s?(?P<n>\d{1,2})(?![\d/%])"
            , _day, True),
    _vi(
            rf"(?<![\d.,/$-])(?P<y>{_Y})(?![\d%]|[.,]\d|\s?/\d|-[A-Z]|\s*(?:tỷ|tỉ|triệu|nghìn|đồng|"
            r"%))\b"
            , lambda g, y: str(y)),
    _vi(r"\b(?:cả\s+năm|năm\s+nay|năm\s+này|trong\s+năm)\b(?!\s+(?:qua|tới|sau))", lambda g, y: str(y)),
    _vi(r"\bnăm\s+(?P<r>ngoái|trước|sau|tới)\b", lambda g, y: str(y)),
    _plain_form(
            r"\b(?:\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:năm|tháng|tuần|ngày|giờ|"
            r"phút)\b(?!\s+công)"
            , lambda g, _: ""),
)  # fmt: skip

_STATE_BEFORE = {
    "en": re.compile(
        r"\b(?:as\s+(?:of|at)(?:\s+the\s+(?:end|beginning)\s+of)?|up\s+(?:to|"
        r"until)(?:\s+the\s+end\s+of)?|until(?:\s+the\s+end\s+of)?|"
        r"by|by\s+the\s+(?:end|beginning)\s+of|at\s+the\s+(?:end|beginning)\s+of|"
        r"to\s+the\s+end\s+of|at\s+end|end\s+of|till|before|since|beginning\s+of|"
        r"from|on|up\s+to\s+the\s+end\s+of)\s*(?:the\s+)?$",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"(?:\btính\s+đến|\bđến\s+hết|\bđến\s+cuối|\blũy\s+kế\s+đến|\bluỹ\s+kế\s+đến|\bđến|"
        r"\bcuối|\btính\s+tới|\btới|\bđầu|\btừ|\btrước|\bđến\s+ngày|\bhết)"
        r"(?:\s+(?:hết|cuối|thời\s+điểm|ngày|hết\s+ngày|đầu))*\s*$",
        re.IGNORECASE,
    ),
}
_COMPARED_BEFORE = {
    "en": re.compile(
        r"(?:\bthan|\bover|\bfrom|\bcompared\s+(?:to|with)|\bagainst|\brelative\s+to|"
        r"\babove|\bsince|\bsame\s+(?:period|months?|part|quarter|half|time)(?:\s+of|"
        r"\s+in)?|\bon|\bbelow|"
        r"\bahead\s+of|\bversus|\bbest|\blevel\s+(?:of|in|recorded)|\bbetter|\bbefore)"
        r"(?:\s+(?:that|those|what|it|the\s+figure|in|of|the|at|end|year|same\s+\w+|period|"
        r"level|months|half|first|quarter|beginning|part|was|were|achieved|recorded|"
        r"registered))*\s*$",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"(?:\bso\s+với|\bso|\bcùng\s+k[ỳì]|\bcao\s+hơn|\bthấp\s+hơn|\bkể\s+từ|\bso\s+với\s+cùng\s+k[ỳì])"
        r"(?:\s+(?:với|cùng|kỳ|kì|thực|hiện|mức|của|các|cả|cuối|đầu|trong|hồi|số|năm|tháng|"
        r"kết|quả|thời|điểm|bình|quân|giai|đoạn))*\s*$",
        re.IGNORECASE,
    ),
}
_ALWAYS_DAY = re.compile(
    r"\b(?:on|ngày|sáng|chiều)\s*(?:the\s+)?(?:morning|afternoon)?(?:\s+of)?\s*$", re.IGNORECASE
)
_MARKED = re.compile(
    r"\d|month|quarter|half|year|January|February|March|April|May|June|July|August|"
    r"September|October|November|December"
    r"|năm|tháng|quý|nửa|period"
)


def find(scene: Scene) -> list[Time]:
    """The times of a sentence, in order. Their words are claimed: no number in them is a figure."""
    text = scene.text
    if not _MARKED.search(text):
        return []
    found: list[Time] = []
    for form in ENGLISH if scene.lang == "en" else VIETNAMESE:
        for match in form.pattern.finditer(text):
            start, end = match.span()
            if start == end or scene.is_taken(start, end):
                continue
            groups = match.groupdict()
            period = _fiscal_relative(scene.context, groups) or form.meaning(groups, scene.context.year)
            found.append(_placed(scene, start, end, period, form.is_day))
            scene.taken.append((start, end, TIME))
    found.sort(key=lambda time: time.start)
    return found


def _fiscal_relative(context: Context, groups: _Groups) -> str:
    """ "This year" of a budget for 2002-03 is 2001-02, "next year" 2002-03; "the year" of an outturn its own."""
    word = (groups.get("r") or "").lower()
    if not context.fiscal_year or not word or groups.get("y"):
        return ""
    first = context.fiscal_year
    if word.startswith(("this", "current", "the current")):
        first -= 1 if context.is_budget else 0
    elif word.startswith(("last", "previous", "the previous")):
        first -= 2 if context.is_budget else 1
    return f"{first}/{first + 1}"


def _placed(scene: Scene, start: int, end: int, period: str, is_day: bool) -> Time:
    """The time as the words before it turn it: compared with, or the state at its end."""
    before = scene.text[max(0, start - 60) : start]
    compared = _is_compared(scene, before, period, is_day, start)
    if (
        _PRICES_AFTER.match(scene.text, end)
        or _PRICES_BEFORE.search(before)
        or _VISION_OR_TERM.search(before)
    ):
        compared = True
    if _TERM_AFTER.match(scene.text, end) or _PLAN_BEFORE.search(before) or _after_document(scene, start):
        compared = True
    state = _STATE_BEFORE[scene.lang].search(before)
    if state and period and not compared:
        words = " ".join(state.group().lower().split())
        period = _state(words, period, is_day)
    return Time(start, end, period, compared, is_day=is_day)


_PLAN_AFTER = re.compile(r"\s*(?:plan|target|estimate|budget|goal|projection)", re.IGNORECASE)
_NOT_OVER_SPANS = re.compile(r"\bover(?:\s+the)?\s*$", re.IGNORECASE)
_OF_DAYS = re.compile(r"\b(?:than|since|compared|so với|kể từ)\b", re.IGNORECASE)


def _is_compared(scene: Scene, before: str, period: str, is_day: bool, start: int) -> bool:
    """Whether the words before a time make it the other side of a comparison."""
    match = _COMPARED_BEFORE[scene.lang].search(before)
    if match is None:
        return (
            not scene.context.fiscal_year
            and scene.lang == "en"
            and bool(
                _FLEETING.match(scene.text, start)
                and _PLAN_AFTER.match(scene.text, start + len("the year's"))
            )
        )
    if is_day:
        return bool(_OF_DAYS.search(match.group()))
    return len(period) == 4 or not period or not _NOT_OVER_SPANS.search(before)


_VISION_OR_TERM = re.compile(
    r"(?:vision (?:to|towards)|tầm nhìn(?: đến)?|nhiệm kỳ|\bterm|tenure)\s*(?:năm\s*)?\(?$", re.IGNORECASE
)
_TERM_AFTER = re.compile(
    r"\)?\s*(?:term\b|tenure\b|sitting\b|session\b|meeting\b|conference\b|regular\b)", re.IGNORECASE
)
_PLAN_BEFORE = re.compile(
    r"(?:\b(?:plan|planned|budgeted|estimate)\s+(?:for|of)\s+(?:the\s+)?|of\s+the\s+)$|"
    r"(?:kế hoạch|dự toán|chỉ tiêu)(?:\s+(?:đề ra|giao|vốn|được giao))?(?:\s+trong)?\s*$",
    re.IGNORECASE,
)


def _after_document(scene: Scene, start: int) -> bool:
    """ "Resolution No. 32 in 2003": the year is the document's."""
    return any(tag == "E" and 0 <= start - end <= 5 for _, end, tag in scene.taken)


def _state(words: str, period: str, is_day: bool) -> str:
    """ "As of September 2019", "đến hết năm 2019": the state on the last day; "by 2025" stays the year."""
    if is_day:
        return period
    at_end = any(word in words for word in ("as of", "as at", "end", "hết", "cuối", "up to", "until", "tính"))
    at_start = "beginning" in words or words.endswith("đầu")
    if at_start and len(period) == 7 and period[5:].isdigit():
        return f"@{period}-01"
    is_month = len(period) == 7 and period[5:].isdigit()
    if at_end or (is_month and words.startswith(("đến", "tới", "by"))):
        return last_day(period)
    return period


_VISION = re.compile(
    r"(?:vision (?:to|towards)|tầm nhìn(?: đến)?|định hướng(?: đến)?|\bto|\buntil|\bby|"
    r"orientation to|đến năm|towards|toward)\s*(?:năm\s*)?$",
    re.IGNORECASE,
)
_PRICES_AFTER = re.compile(r"\s*(?:constant|comparative|comparable|prices|size|level|base\b)", re.IGNORECASE)
_PRICES_BEFORE = re.compile(r"(?:giá so sánh|giá cố định|prices of)(?:\s+năm)?\s*$", re.IGNORECASE)
_SINCE = re.compile(r"(?:\bsince|kể từ|từ năm|\bfrom)\s*(?:năm\s*|the year\s*)?$", re.IGNORECASE)
_IN_PERIOD = re.compile(
    r"(?:months?|half|quarter|đầu năm|tháng|quý \S+|tháng \d{1,2}[/-])\s*(?:of|năm|in|/)?\s*$", re.IGNORECASE
)
_YEAR_TOKEN = re.compile(rf"(?<![\d.,$])({_Y})(?![\d%/s]|[.,]\d)")
_HEAD = 60_000


def year_of(text: str, lang: str) -> int:
    """The year the report speaks of: the one it names most outside comparisons, terms and outlooks.

    Where it names years only to compare with ("more than in 2016"), the year after; 0 where it names none.
    """
    counts: dict[int, int] = {}
    compared: list[int] = []
    head = text[:_HEAD]
    for match in _YEAR_TOKEN.finditer(head):
        before = head[max(0, match.start() - 48) : match.start()]
        after = head[match.end() : match.end() + 14]
        if re.match(r"\s?[-–]\s?(?:19|20)?\d\d", after) or re.search(rf"{_Y}\s?[-–/]\s?$", before):
            continue
        if _PRICES_AFTER.match(after) or _PRICES_BEFORE.search(before) or _SINCE.search(before):
            continue
        year = int(match.group(1))
        if _COMPARED_BEFORE[lang].search(before):
            compared.append(year)
        elif not _VISION.search(before):
            counts[year] = counts.get(year, 0) + (3 if _IN_PERIOD.search(before) else 1)
    if counts:
        most = max(counts.values())
        return next(year for year, count in counts.items() if count == most)
    return max(compared) + 1 if compared else 0


_FISCAL_PAIR = re.compile(rf"(?<![\d/.-])(?P<a>{_Y})\s?[/–—-]\s?(?P<b>{_Y}|\d\d)(?![\d/-])")


def fiscal_year_of(text: str) -> int:
    """The first calendar year of the fiscal year an English report names most; 0 where it names none."""
    counts: dict[int, int] = {}
    for match in _FISCAL_PAIR.finditer(text[:_HEAD]):
        first = int(match["a"])
        if _short_year(first, match["b"]) == first + 1:
            counts[first] = counts.get(first, 0) + 1
    if not counts:
        return 0
    if re.search(r"\b(?:next|coming) year\b", text[:_HEAD]):
        return max(counts)
    return max(counts, key=lambda year: (counts[year], year))


def assign(scene: Scene) -> None:
    """Give every amount its period: its own time, else the clause's, the sentence's, the section's."""
    own = [time for time in scene.times if not time.compared and time.period]
    for index, amount in enumerate(scene.amounts):
        amount.period = _period(scene, index, amount, own)
    remember(scene.context, scene, own)


def _period(scene: Scene, index: int, amount: Amount, own: list[Time]) -> str:
    amounts = scene.amounts
    left_end = amounts[index - 1].end if index else 0
    right_start = amounts[index + 1].start if index + 1 < len(amounts) else len(scene.text)
    if index and _COMPARED_BRACKET.search(scene.text, max(0, amount.start - 40), amount.start):
        return _year_before(amounts[index - 1].period)
    if index and _COMPARED_AFTER.match(scene.text, amount.end) and amounts[index - 1].unit == amount.unit:
        return _year_before(amounts[index - 1].period)
    beside = next(
        (t for t in scene.times if t.period and scene.text[t.end : amount.start] in (" (", ": ", " : ")), None
    )
    if beside:
        return beside.period
    after = next(
        (
            t
            for t in own
            if amount.end <= t.start < right_start
            and _is_joined(scene, amount.end, t)
            and (not t.is_day or _is_state_day(scene, t))
        ),
        None,
    )
    if after:
        return after.period
    between = [
        t for t in own if left_end <= t.start < amount.start and (not t.is_day or _is_state_day(scene, t))
    ]
    if between:
        return between[-1].period
    between_words = scene.text[amounts[index - 1].end : amount.start] if index else ""
    if index and (";" not in between_words or between_words.strip() == ";") and amounts[index - 1].period:
        return amounts[index - 1].period
    if (
        not index
        and _THAT_TIME.search(scene.text, max(0, amount.start - 120), amount.start)
        and scene.context.last_period
    ):
        return scene.context.last_period
    before = [t for t in own if t.end <= amount.start and not t.is_day] or [
        t for t in own if t.end <= amount.start and _is_state_day(scene, t)
    ]
    if before:
        return before[0].period if index else before[-1].period
    later = next((t for t in own if t.start >= amount.end and not t.is_day), None)
    if later and not index and later.start < right_start:
        return later.period
    year = scene.context.year if scene.context.is_dated else 0
    return scene.context.period or scene.context.default_period or (str(year) if year else "")


_COMPARED_BRACKET = re.compile(r"cùng k[ỳì](?:\s+năm\s+(?:trước|ngoái|\d{4}))?\s*\($", re.IGNORECASE)
_COMPARED_AFTER = re.compile(
    r"\s+(?:in|during|for|recorded in)\s+the\s+(?:same|corresponding)\s+(?:period|quarter|"
    r"months?)(?:\s+(?:of|in)\s+(?:last|the previous)\s+year|\s+in\s+FY\d\d)?",
    re.IGNORECASE,
)


_THAT_TIME = re.compile(
    r"\b(?:that\s+(?:year|month|quarter)|the\s+same\s+(?:year|month|quarter))\b", re.IGNORECASE
)


def _year_before(period: str) -> str:
    """The same period a year earlier; a fiscal year's is the fiscal year before."""
    if not period:
        return ""
    if len(period) == 9 and period[4] == "/":
        return f"{int(period[:4]) - 1}/{int(period[5:]) - 1}"
    return Period.parse(period).same_period_last_year().code


def _is_state_day(scene: Scene, time: Time) -> bool:
    return not _ALWAYS_DAY.search(scene.text[max(0, time.start - 24) : time.start])


_JOIN = re.compile(r"[\s)]*(?:[^,;:.()]{0,60})$")


def _is_joined(scene: Scene, end: int, time: Time) -> bool:
    """Whether a time after a figure belongs to it: no comma, bracket or new verb between."""
    between = scene.text[end : time.start]
    if not _JOIN.match(between):
        return False
    return not re.search(r"\b(?:and|while|but|và|trong khi|so với|than|compared)\b", between)


_LEAD = 250
"""Characters. A year named within them is what the report is about."""
_FLEETING = re.compile(r"(?:this|last|next|the|current|coming|cả|trong)\b", re.IGNORECASE)


def remember(context: Context, scene: Scene, own: list[Time]) -> None:
    """The sentence's time carries to the next sentences until another is named; "this year" does not."""
    if scene.amounts:
        context.last_period = scene.amounts[-1].period
    if scene.opens and len(context.period) == 7 and context.period[5:].isdigit():
        context.period = context.default_period
    lasting = [
        time
        for time in own
        if (_is_as_of(scene, time) if time.period[0] == "@" else True)
        and (time.period[4:] or not _FLEETING.match(scene.text, time.start))
        and (scene.amounts or _is_short(time.period))
    ]
    first = scene.amounts[0].start if scene.amounts else len(scene.text)
    frame = [time for time in lasting if time.end <= first]
    if frame:
        latest = scene.amounts[-1].start if scene.amounts else 0
        context.period = (
            [time for time in lasting if time.end <= latest][-1].period if scene.amounts else frame[0].period
        )
    if lasting and not context.default_period and not lasting[0].is_day:
        early = scene.start + lasting[0].start < _LEAD
        if early or ("-" in lasting[0].period and lasting[0].period[0] != "@"):
            context.default_period = lasting[0].period


def _is_short(period: str) -> bool:
    """Whether a period named in passing can be what a section reports: not a term of several years."""
    first, _, last = period.partition("/")
    return not last or "-" in period or int(last) - int(first) <= 1


def _is_as_of(scene: Scene, time: Time) -> bool:
    """Whether a day is what figures stand at ("as of", "tính đến"), not when somebody met."""
    match = _STATE_BEFORE[scene.lang].search(scene.text[max(0, time.start - 60) : time.start])
    return match is not None and not match.group().lower().strip().startswith(
        ("on", "from", "since", "từ", "đầu", "before", "trước")
    )
