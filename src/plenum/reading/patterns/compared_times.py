"""Whether a time is a figure's own, the other side of a comparison, a plan's, or the state on a day."""

import re

from plenum.reading.patterns.period_codes import last_day
from plenum.reading.patterns.scene import Scene, Time

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


COMPARED_BEFORE = {
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


def placed(scene: Scene, start: int, end: int, period: str, is_day: bool) -> Time:
    """The time as the words before it turn it: compared with, or the state at its end."""
    before = scene.text[max(0, start - 60) : start]
    compared = _is_compared(scene, before, period, is_day, start)
    if PRICES_AFTER.match(scene.text, end) or PRICES_BEFORE.search(before) or _VISION_OR_TERM.search(before):
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


_LAST = re.compile(
    r"(?:the\s+)?(?:last|previous|preceding)\s+(?:financial\s+|fiscal\s+)?year\b", re.IGNORECASE
)
_BEATEN = re.compile(r"(?:last|the previous) year(?:['’]s)?\s+by\b", re.IGNORECASE)
""""Beat the plan by 3% and last year by 7%": the year is what was surpassed."""
_BEGUN = re.compile(
    r"(?:^|,)\s*(?:which was\s+)?(?:launched|established|founded|created|enacted|introduced|set up|built|signed|"
    r"adopted|inaugurated|opened|formed)\s+(?:in|on)\s+$",
    re.IGNORECASE,
)
""""The scheme, launched in 2015, has …": the year is its beginning, not its results'."""
_OF_DAYS = re.compile(r"\b(?:than|since|compared|so với|kể từ)\b", re.IGNORECASE)


def _is_compared(scene: Scene, before: str, period: str, is_day: bool, start: int) -> bool:
    """Whether the words before a time make it the other side of a comparison."""
    if _BEATEN.match(scene.text, start) or _BEGUN.search(scene.text, max(0, start - 40), start):
        return True
    match = COMPARED_BEFORE[scene.lang].search(before)
    if match is None:
        return (
            not scene.context.fiscal_year
            and scene.lang == "en"
            and bool(
                FLEETING.match(scene.text, start) and _PLAN_AFTER.match(scene.text, start + len("the year's"))
            )
        )
    if is_day:
        return bool(_OF_DAYS.search(match.group()))
    if _LAST.match(scene.text, start):
        return True
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
    """ "Resolution No. 32 in 2003", "the Finance Act, 2015": the year is the document's."""
    return any(tag == "E" and 0 <= start - end <= 5 for _, end, tag in scene.taken) or bool(
        _LAW_BEFORE.search(scene.text, max(0, start - 40), start)
    )


_LAW_BEFORE = re.compile(
    r"\b(?:Acts?|Regulations|Rules|Bill|Law|Order|Ordinance|Code|Constitution|Convention|Agreement)"
    r"(?:\s+\([^()]{1,30}\))?,?\s+(?:of\s+)?$"
)


def _state(words: str, period: str, is_day: bool) -> str:
    """ "As of September 2019", "đến hết năm 2019": the state on the last day; "by 2025" stays the year."""
    if is_day:
        return period
    at_end = any(
        word in words for word in ("as of", "as at", "end", "hết", "cuối", "up to", "until", "till", "tính")
    )
    at_start = "beginning" in words or words.endswith("đầu")
    if at_start and len(period) == 7 and period[5:].isdigit():
        return f"@{period}-01"
    is_month = len(period) == 7 and period[5:].isdigit()
    if at_end or (is_month and words.startswith(("đến", "tới", "by"))):
        return last_day(period)
    return period


PRICES_AFTER = re.compile(r"\s*(?:constant|comparative|comparable|prices|size|level|base\b)", re.IGNORECASE)


PRICES_BEFORE = re.compile(r"(?:giá so sánh|giá cố định|prices of)(?:\s+năm)?\s*$", re.IGNORECASE)


def is_state_day(scene: Scene, time: Time) -> bool:
    return not _ALWAYS_DAY.search(scene.text[max(0, time.start - 24) : time.start])


FLEETING = re.compile(r"(?:this|last|next|the|current|coming|cả|trong)\b", re.IGNORECASE)


def is_as_of(scene: Scene, time: Time) -> bool:
    """Whether a day is what figures stand at ("as of", "tính đến"), not when somebody met."""
    match = _STATE_BEFORE[scene.lang].search(scene.text[max(0, time.start - 60) : time.start])
    return match is not None and not match.group().lower().strip().startswith(
        ("on", "from", "since", "từ", "đầu", "before", "trước")
    )
