"""Words of time and the period of each figure: "the first 6 months of 2021", "lũy kế đến hết tháng 11/2018"."""

import re

from plenum.reading.patterns.compared_times import FLEETING, is_as_of, is_state_day, placed
from plenum.reading.patterns.counted_nouns import DURATION_NAMES
from plenum.reading.patterns.period_codes import last_day, year_before
from plenum.reading.patterns.scene import Amount, Context, Scene, Time
from plenum.reading.patterns.tagging import TIME
from plenum.reading.patterns.time_forms import Groups
from plenum.reading.patterns.times_en import ENGLISH
from plenum.reading.patterns.times_vi import VIETNAMESE

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
    lower = text.lower()
    holds: dict[tuple[str, ...], bool] = {(): True}
    for form in _FORMS[scene.lang]:
        if form.needs not in holds:
            holds[form.needs] = any(letters in lower for letters in form.needs)
        if not holds[form.needs]:
            continue
        for match in form.pattern.finditer(text):
            start, end = match.span()
            if start == end or scene.is_taken(start, end):
                continue
            groups = match.groupdict()
            period = _fiscal_relative(scene.context, groups) or form.meaning(groups, scene.context.year)
            if form.is_day and not _can_be_day(groups):
                continue
            if form is _SPANS[scene.lang] and _is_measured(text, start):
                continue
            found.append(placed(scene, start, end, period, form.is_day))
            scene.taken.append((start, end, TIME))
    found.sort(key=lambda time: time.start)
    return found


def _can_be_day(groups: Groups) -> bool:
    """Whether the day and month printed in digits exist: "26/63" is a place in an order."""
    day, month = groups.get("d") or "", groups.get("n") or ""
    return (not day.isdigit() or 0 < int(day) <= 31) and (not month.isdigit() or 0 < int(month) <= 12)


def _is_measured(text: str, start: int) -> bool:
    """Whether a span of time is itself what is measured: "a maturity of 10 years", not "the first time in 10 years"."""
    before = text[max(0, start - 60) : start]
    return bool(DURATION_NAMES.search(before)) and not _PASSING.search(before)


_FORMS = {"en": ENGLISH, "vi": VIETNAMESE}
_SPANS = {lang: forms[-1] for lang, forms in _FORMS.items()}
"""The form that claims a mere span of time ("over 20 years")."""
_PASSING = re.compile(
    r"\b(?:past|last|next|previous|coming|first|within|first time in|time in|in the|qua|tới|trong|sau)\s+$",
    re.IGNORECASE,
)


def _fiscal_relative(context: Context, groups: Groups) -> str:
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


def assign(scene: Scene) -> None:
    """Give every amount its period: its own time, else the clause's, the sentence's, the section's."""
    own = [time for time in scene.times if not time.compared and time.period]
    _set_aside(scene, own)
    if scene.opens and scene.context.period.startswith("@") and scene.context.default_period:
        scene.context.period = scene.context.default_period
    if scene.opens and scene.context.in_passing and len(scene.context.period) == 7:
        scene.context.period = scene.context.default_period or scene.context.period[:4]
    for index, amount in enumerate(scene.amounts):
        amount.period = _period(scene, index, amount, own)
    remember(scene.context, scene, own)


_COMPARED_WITH = re.compile(
    r"\b(?:compared (?:with|to)|as against|against|than|from|versus|so với|thấp hơn|cao hơn|từ)\s+"
    r"(?:(?:the|an?|about|only|some|over|nearly|mức tăng|tốc độ tăng|mức)\s+)*"
    r"(?:(?:increase|rise|growth|decline|fall|figure|rate)\s+of\s+)?$",
    re.IGNORECASE,
)


def _set_aside(scene: Scene, own: list[Time]) -> None:
    """ "Rose 5.1%, compared with 5.0% in 1983": the time is that of the figure compared with, and of no other."""
    for amount in scene.amounts[1:]:
        if not _COMPARED_WITH.search(scene.text, max(0, amount.start - 48), amount.start):
            continue
        time = next((t for t in own if t.start >= amount.end), None)
        if time is not None and not time.is_day and _is_joined(scene, amount.end, time):
            time.aside_of = amount.number_start


def _period(scene: Scene, index: int, amount: Amount, own: list[Time]) -> str:
    amounts = scene.amounts
    own = [time for time in own if time.aside_of in (-1, amount.number_start)]
    left_end = amounts[index - 1].end if index else 0
    right_start = amounts[index + 1].start if index + 1 < len(amounts) else len(scene.text)
    if index and _COMPARED_BRACKET.search(scene.text, max(0, amount.start - 40), amount.start):
        return year_before(amounts[index - 1].period)
    if _is_year_before(scene, amount):
        if index and amounts[index - 1].unit == amount.unit:
            return year_before(amounts[index - 1].period)
        named = [t for t in own if t.end <= amount.start and not t.is_day]
        if named and _AGAINST.search(scene.text, max(0, amount.start - 48), amount.start):
            return year_before(named[-1].period)
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
            and (not t.is_day or is_state_day(scene, t))
        ),
        None,
    )
    if after:
        return after.period
    between = [
        t for t in own if left_end <= t.start < amount.start and (not t.is_day or is_state_day(scene, t))
    ]
    if between:
        return between[-1].period
    if before_total := _brings_to(scene, amount, own):
        return before_total
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
        t for t in own if t.end <= amount.start and is_state_day(scene, t)
    ]
    if before:
        return before[0].period if index else before[-1].period
    if len({t.period for t in own if not t.is_day}) == 1 and not any(t.is_day for t in own):
        only = next(t for t in own)
        # A time in a later clause is that clause's, where this one goes on with what was said before.
        if only.start < amount.end or ";" not in scene.text[amount.end : only.start] or scene.opens:
            return only.period
    later = next((t for t in own if t.start >= amount.end and not t.is_day), None)
    if later and not index and later.start < right_start:
        return later.period
    context = scene.context
    general = str(context.year) if context.is_dated and context.year else ""
    if context.fiscal_year and context.is_budget:
        general = f"{context.fiscal_year}/{context.fiscal_year + 1}"
    return context.period or context.default_period or general


def _brings_to(scene: Scene, amount: Amount, own: list[Time]) -> str:
    """ "From 2016 to November 2018 it drew 515 projects, bringing the total to 1,451": the state at the end."""
    named = [t for t in own if t.end <= amount.start and "/" in t.period and t.period.count("-") > 1]
    if not named or not _TOTAL.search(scene.text, named[-1].end, amount.start):
        return ""
    return last_day(named[-1].period)


_TOTAL = re.compile(
    r"\b(?:bringing|brought|raising|raised|lifting|taking)\s+(?:the|its|their)\s+total|\bnâng tổng\b",
    re.IGNORECASE,
)


def _is_fiscal(period: str) -> bool:
    """Whether a code is a fiscal year's: "2024/2025"."""
    return len(period) == 9 and period[4] == "/"


_COMPARED_BRACKET = re.compile(r"cùng k[ỳì](?:\s+năm\s+(?:trước|ngoái|\d{4}))?\s*\($", re.IGNORECASE)


def _is_year_before(scene: Scene, amount: Amount) -> bool:
    """ "5.4% in the same period", but "5.4% in the same month" only where it is compared with."""
    match = _COMPARED_AFTER.match(scene.text, amount.end)
    if match is None:
        return False
    return (
        (match["part"] is None and match["ago"] is None)
        or match["year"] is not None
        or bool(_AGAINST.search(scene.text, max(0, amount.start - 48), amount.start))
    )


_COMPARED_AFTER = re.compile(
    r"\s+(?:(?:recorded|registered|achieved|seen|posted)\s+)?(?:in|during|for|of)\s+the\s+(?:same|corresponding)\s+"
    r"(?:period|(?P<part>quarter|months?))(?P<year>\s+(?:of|in)\s+(?:last|the previous)\s+year|\s+in\s+FY\d\d)?"
    r"|\s+(?:của|trong|ở)?\s*cùng k[ỳì]\b"
    r"|\s+(?P<ago>a year (?:earlier|ago|before)|the (?:previous year|year before))\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"\b(?:than|against|from|versus|compared (?:with|to)|so với|cao hơn|thấp hơn|từ)\s+"
    r"(?:(?:the|an?|its|about|only|some|over|nearly|mức|con số|số|tăng|giảm|trưởng|growth|rate|of)\s+)*$",
    re.IGNORECASE,
)


_THAT_TIME = re.compile(
    r"^\s*(?:Mức|Con số|Kết quả|Tỷ lệ|Số) này\b|^\s*(?:This|That|The (?:figure|amount|sum|result))\s+"
    r"(?:is|was|means|represents|"
    r"amounts?|equals?|compares?|comes?|came)\b|\b(?:that\s+(?:year|month|quarter)|the\s+same\s+(?:year|month|quarter))\b",
    re.IGNORECASE,
)


_AT_HEAD = {"en": 8, "vi": 16}
"""Characters. A time that stands later in its sentence is named in passing, not the frame of its section."""
_JOIN = re.compile(r"[\s)]*(?:[^,;:.()]{0,60})$")


def _is_joined(scene: Scene, end: int, time: Time) -> bool:
    """Whether a time after a figure belongs to it: no comma, bracket or new verb between."""
    between = scene.text[end : time.start]
    if not _JOIN.match(between):
        return False
    return not re.search(r"\b(?:and|while|but|và|trong khi|so với|than|compared)\b", between)


_LEAD = 250
"""Characters. A year named within them is what the report is about."""


def remember(context: Context, scene: Scene, own: list[Time]) -> None:
    """The sentence's time carries to the next sentences until another is named; "this year" does not."""
    if scene.amounts:
        context.last_period = scene.amounts[-1].period
    if scene.opens and len(context.period) == 7 and (context.period[5:].isdigit() or context.in_passing):
        context.period = context.default_period
    lasting = [
        time
        for time in own
        if time.aside_of < 0
        and (is_as_of(scene, time) if time.period[0] == "@" else True)
        and (
            (time.period[4:] and not _is_fiscal(time.period))
            or not FLEETING.match(scene.text, time.start)
            or (not scene.amounts and scene.text.rstrip().endswith(":"))
        )
        and (scene.amounts or _is_short(time.period))
    ]
    first = scene.amounts[0].start if scene.amounts else len(scene.text)
    frame = [time for time in lasting if time.end <= first]
    if frame:
        context.in_passing = bool(scene.amounts) and frame[0].start > _AT_HEAD[scene.lang]
        latest = scene.amounts[-1].start if scene.amounts else 0
        context.period = (
            [time for time in lasting if time.end <= latest][-1].period if scene.amounts else frame[0].period
        )
    if lasting and not context.default_period and not lasting[0].is_day:
        early = scene.start + lasting[0].start < _LEAD
        framed = not scene.amounts or lasting[0].start <= _AT_HEAD[scene.lang]
        if early or (framed and "-" in lasting[0].period and lasting[0].period[0] != "@"):
            context.default_period = lasting[0].period


def _is_short(period: str) -> bool:
    """Whether a period named in passing can be what a section reports: not a term of several years."""
    first, _, last = period.partition("/")
    return not last or "-" in period or int(last) - int(first) <= 1
