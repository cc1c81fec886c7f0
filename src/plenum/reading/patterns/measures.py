"""How a figure measures: level, growth, ratio, share of plan, change, rank, and its sign."""

import re
from decimal import Decimal

from plenum.reading.figures import Kind
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AUX,
    BY,
    DETERMINER,
    DOWN,
    FIGURE,
    FROM,
    GROWTH,
    LINK,
    OVER_PLAN,
    SHARE,
    TIME,
    TO,
    UP,
    VERB,
)  # fmt: skip

_PLAN_EN = (
    r"(?:plans?|targets?|goals?|estimates?|planned|projections?|projected|forecast|aimed|"
    r"intended|schedule|anticipated|"
    r"(?:assigned|approved|annual|yearly|revised|allocated|original|"
    r"full-year)\s+(?:\w+\s+)?budget|budgeted|wanted|full-year figure|"
    r"physical progress|funds allocated|allocated to|allocation|level in the resolution|"
    r"resolution['’]?s?|expectations?|quota|assigned)"
)
_PLAN_VI = (
    r"(?:dự toán|kế hoạch|mục tiêu|chỉ tiêu|kịch bản|nghị quyết|dự kiến|KH\b|DT\b|so với dự "
    r"toán|nghị quyết đề ra|số vốn được giao|vốn được giao|"
    r"tổng kế hoạch|tổng số vốn được giao|tổng số vốn kế hoạch|vốn kế hoạch|ước thực hiện|tiến độ)"
)
_SMALL = r"(?:[\w'’.\-]+\s+){0,6}?"
_OF_PLAN_EN = re.compile(
    rf"\s*(?:of|against|on)\s+(?:the\s+|its\s+|their\s+|what\s+)?{_SMALL}{_PLAN_EN}", re.IGNORECASE
)
_ABOVE_PLAN_EN = re.compile(
    r"\s*(?:\w+\s+)?(?:above|over|beyond|more than|higher than|ahead of|exceeding|better "
    r"than|in excess of)\s+(?:the\s+|its\s+|was\s+)?(?:[\w'’\-]+\s+){0,3}?(?:plan|target|"
    r"estimate|planned|forecast|goal|projection|required|(?:had\s+)?asked(?:\s+for)?|"
    r"requested)s?\b",
    re.IGNORECASE,
)
_BELOW_PLAN_EN = re.compile(
    r"\s*(?:\w+\s+)?(?:below|under|less than|lower than|short of)\s+(?:the\s+|"
    r"its\s+)?(?:[\w'’\-]+\s+){0,3}?(?:plan|target|estimate|planned|forecast|goal|"
    r"projection)s?\b",
    re.IGNORECASE,
)
_OF_PLAN_VI = re.compile(rf"\s*(?:so với\s+|của\s+|so\s+)?(?:\w+\s+){{0,2}}?{_PLAN_VI}", re.IGNORECASE)
_RATIO_EN = re.compile(
    r"\s*of\s+(?:the\s+)?(?:[\w'’\-]+\s+){0,2}?(?:average|last year['’]s|previous year['’]s|"
    r"same period|that of|level of (?:last|the previous)|national figure|year-earlier)\b",
    re.IGNORECASE,
)
_RATIO_VI = re.compile(
    r"\s*(?:so với|so|của)?\s*(?:cùng kỳ|cùng kì|cùng thời điểm|năm trước|năm ngoái|thực "
    r"hiện năm|mức bình quân|tháng trước|bình quân chung)",
    re.IGNORECASE,
)
_MORE_EN = re.compile(
    r"\s*(?:\w+ly\s+)?(?:more\b(?!\s+\w+s\b)|higher|larger|bigger|greater|better|faster|"
    r"quicker|stronger|up\b|ahead of|above|over\s+(?:the\s+|last|(?:19|20)\d\d|that|its|"
    r"one)|increase\b|rise\b|growth\b|gain\b|"
    r"year[- ]on[- ]year|y-o-y|on (?:last|the previous) year|on the year|longer|jump\b|improvement\b|hike\b)",
    re.IGNORECASE,
)
_LESS_EN = re.compile(
    r"\s*(?:\w+ly\s+)?(?:less\b|lower|smaller|fewer\b(?!\s+\w+s\b)|down\b|below|behind|"
    r"decrease\b|decline\b|drop\b|fall\b|reduction\b|cut\b|slower|worse|shorter)",
    re.IGNORECASE,
)
_RATES = re.compile(
    r"\b(?:rates?|ratio|share|proportion|percentage|coverage|unemployment|joblessness|"
    r"poverty|birth rate|inflation rate|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|độ che phủ|hộ "
    r"nghèo|lãi suất|hệ số)\b",
    re.IGNORECASE,
)
_NOT_RATE = re.compile(
    r"\b(?:growth rate|rate of growth|exchange rate|tốc độ|tỷ giá|tỉ giá)\b", re.IGNORECASE
)
_GROWTH_NAME_EN = re.compile(r"\b(?:growth|expansion|rate of growth|growth rate)\b", re.IGNORECASE)
_GROWTH_NAME_VI = re.compile(r"(?:tốc độ tăng|tăng trưởng|mức tăng|tốc độ phát triển)", re.IGNORECASE)
_DISBURSEMENT = re.compile(
    r"(?:disburse\w*|absorption|physical progress|expenditure of the|giải ngân|hấp thụ|tỷ "
    r"lệ thực hiện|tiến độ)",
    re.IGNORECASE,
)
_SKIPPED = frozenset((ADVERB, AUX, TIME, DETERMINER, BY, "(", ")", ",", ":", "·"))
_BETWEEN = frozenset(
    ("with", "average", "annual", "total", "further", "margin", "whopping", "record", "estimated")
)
"""Words that may stand between a verb of growth and its figure: "dropped by an average of 3.1 percent"."""
_OBJECTS = frozenset(
    (
        "depleted",
        "lost",
        "cut",
        "raised",
        "raising",
        "added",
        "adds",
        "add",
        "adding",
        "shed",
        "topped up",
        "reduced",
    )
)
"""Verbs whose direct object is the thing itself, not by how much it moved."""
_PRICES = re.compile(
    r"\b(?:consumer prices?|price index|industrial production|production index|IIP|CPI|chỉ "
    r"số giá|chỉ số sản xuất)\b",
    re.IGNORECASE,
)


def assign(scene: Scene) -> None:
    """Give every amount its measure and the sign of its value."""
    for index, amount in enumerate(scene.amounts):
        if amount.measure is Kind.RANK:
            continue
        before, after = _before(scene, index), _after(scene, index)
        if amount.converts >= 0:
            original = scene.amounts[amount.converts]
            amount.measure, amount.falls = original.measure, original.falls
            if amount.measure in (Kind.GROWTH, Kind.OF_PLAN):
                amount.measure = Kind.LEVEL
        elif scene.lang == "vi":
            _vietnamese(scene, index, amount, before, after)
        else:
            _english(scene, index, amount, before, after)
        _continue_list(scene, index, amount, before, after)
        _sign(amount)
        if amount.unit in ("%", "pp"):
            scene.context.growing = amount.measure is Kind.GROWTH


_LEVEL_WORDS = re.compile(
    r"account|made? up|making up|represent|contribut|share|constitut|comprise|cover|of "
    r"which|paid|suppl|chiếm|đóng góp|tỷ lệ|tỷ trọng|responsible|where|skilled",
    re.IGNORECASE,
)


def _continue_list(scene: Scene, index: int, amount: Amount, before: str, after: str) -> None:
    """A percentage that nothing describes, after a growth rate, is one more growth rate: "services 9.6%"."""
    if amount.unit != "%" or amount.measure is not Kind.LEVEL:
        return
    if re.match(
        r"\s*(?:of\b|tổng|GDP|GRDP|[a-z]+s\b|vốn|xã|hộ|người|doanh nghiệp|dân|số)", after
    ) or _LEVEL_WORDS.search(before):
        return
    subject = _subject_text(scene, index)
    if (_RATES.search(subject) and not _NOT_RATE.search(subject)) or _PRICE_RATE.search(subject):
        return
    if _OUTPUT.match(subject):
        if not re.match(r"\s*(?:GDP|GRDP|of)", after):
            amount.measure = Kind.GROWTH
        return
    if index:
        previous = scene.amounts[index - 1]
        linked = not any(t.tag in ("L", "V", "S") for t in scene.tokens[previous.token + 1 : amount.token])
        if previous.unit == "%" and previous.measure is Kind.GROWTH and linked:
            amount.measure, amount.falls = Kind.GROWTH, previous.falls
            return
        if previous.unit == "%":
            return
    opening = scene.text[max(0, amount.start - 160) : amount.start]
    if re.search(r"\bgrowth\b|\bgrew\b|tăng trưởng|\btăng\b|much better|improved", opening) or (
        scene.context.growing and not scene.opens and not index
    ):
        amount.measure = Kind.GROWTH


_PRICE_RATE = re.compile(
    r"\b(?:inflation|interest|lạm phát|lãi suất|tax|thuế suất|deficit|bội chi|nợ)\b", re.IGNORECASE
)
_OUTPUT = re.compile(
    r"(?:the )?(?:\w+ )?(?:GRDP|GDP|economy|gross (?:regional )?domestic product|tổng sản phẩm|"
    r"kinh tế)\b(?!.*(?:per|bình quân|quy mô|ratio))",
    re.IGNORECASE,
)


def _before(scene: Scene, index: int) -> str:
    left = scene.amounts[index - 1].end if index else 0
    start = max(left, scene.amounts[index].start - 120)
    text = scene.text[start : scene.amounts[index].start]
    return text[text.rfind(";") + 1 :]


def _after(scene: Scene, index: int) -> str:
    amount = scene.amounts[index]
    right = scene.amounts[index + 1].start if index + 1 < len(scene.amounts) else len(scene.text)
    text = scene.text[amount.end : min(right, amount.end + 110)]
    stop = re.search(r"[;:]|\.\s", text)
    return text[: stop.start()] if stop else text


def _sign(amount: Amount) -> None:
    if amount.falls and amount.measure in (Kind.GROWTH, Kind.CHANGE) and amount.value > 0:
        amount.value = -amount.value
        amount.high = None if amount.high is None else -amount.high


def _movement(scene: Scene, amount: Amount) -> tuple[str, bool]:
    """("by" | "to" | "from" | "", falls): whether a verb of growth governs the number and how."""
    tokens = scene.tokens
    index = amount.token - 1
    link = "by"
    steps = 0
    while index >= 0 and steps < 14:
        token = tokens[index]
        steps += 1
        if token.tag in (UP, DOWN):
            if token.word in _OBJECTS and link == "by" and steps == 1 and amount.unit not in ("%", "pp"):
                return "", False
            return link, token.tag == DOWN
        if token.word == "at" and steps == 1 and amount.unit == "%":
            link = "by"
        elif token.tag == TO or token.word in ("at", "còn", "chỉ còn"):
            link = "to"
        elif token.tag == FROM:
            link = "from"
        elif token.tag == GROWTH and token.word not in ("tốc độ tăng", "tốc độ tăng trưởng", "growth rate"):
            return ("of" if link == "by" else link), token.word in (
                "decline",
                "decrease",
                "drop",
                "fall",
                "reduction",
                "mức giảm",
                "tốc độ giảm",
                "contraction",
            )
        elif token.word in _BETWEEN:
            pass
        elif (token.tag not in _SKIPPED and token.tag not in ("O", LINK)) or (token.tag == "," and steps > 1):
            return "", False
        index -= 1
    return "", False


def _english(scene: Scene, index: int, amount: Amount, before: str, after: str) -> None:
    link, falls = _movement(scene, amount)
    amount.falls = falls and link in ("by", "of")
    subject = _subject_text(scene, index)
    unit = amount.unit
    if unit == "x":
        amount.measure = Kind.RATIO
        if re.match(rf"\s*(?:the\s+)?(?:\w+\s+)?{_PLAN_EN}\b", after, re.IGNORECASE):
            amount.measure, amount.unit, amount.value = Kind.OF_PLAN, "%", amount.value * 100
        return
    if unit == "%":
        _percent_en(amount, before, after, link, subject)
        return
    if unit == "pp":
        amount.measure = Kind.CHANGE
        if _LESS_EN.match(after):
            amount.falls = True
        elif link in ("", "to", "from"):
            amount.falls = False
        return
    if unit == "place":
        amount.measure = Kind.CHANGE
        amount.falls = bool(
            re.search(r"\b(?:down|fell|dropped|slipped|lost)\b", before)
            or re.match(r"\s*(?:lower|down)", after)
        )
        return
    if (
        amount.is_count
        and re.match(r"\s+(?:\w+\s+)?more\s", scene.text[amount.number_end : amount.end])
        and _list_of_more(scene, index)
    ):
        amount.measure = Kind.CHANGE
        return
    if amount.is_count:
        counted = scene.text[amount.number_end : amount.end]
        if (re.match(r"\s+(?:\w+\s+)?more\s", counted) and re.match(r"\s*than\b", after)) or (
            link == "of"
            and amount.is_count
            and re.search(r"\b(?:increase|decrease|decline|rise|drop|fall) of\b", before)
        ):
            amount.measure = Kind.CHANGE
        return
    if link == "of" or (
        link == "by" and re.search(r"\b(?:by|up|down|gained|rose|added)\s+(?:\w+\s+){0,2}$", before)
    ):
        amount.measure = Kind.CHANGE
    elif re.match(r"\s*(?:more|higher|better|above|less|lower|fewer)\b", after) and re.match(
        r"\s*(?:more|higher|better|above|less|lower|fewer)\s+(?:than|(?:for|in|on)\b|the\b|what\b)", after
    ):
        amount.measure = Kind.CHANGE
        amount.falls = bool(re.match(r"\s*(?:less|lower|fewer)", after))
    elif _ABOVE_PLAN_EN.match(after):
        amount.measure = Kind.CHANGE
    elif (
        index
        and scene.amounts[index - 1].measure is Kind.GROWTH
        and re.match(r",?\s*or\s+(?:\w+\s+){0,2}$", before)
    ):
        amount.measure, amount.falls = Kind.CHANGE, scene.amounts[index - 1].falls


def _list_of_more(scene: Scene, index: int) -> bool:
    """ "answered 3 million more calls than in 2022, served 200,000 more taxpayers": the comparison carries on."""
    return any(a.is_count and a.measure is Kind.CHANGE for a in scene.amounts[:index])


def _percent_en(amount: Amount, before: str, after: str, link: str, subject: str) -> None:
    rate = bool(_RATES.search(subject)) and not _NOT_RATE.search(subject)
    over = re.search(

                r"\b(?:beat|beats|beating|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|"
                r"overshot)\b.*?\b(?:plans?|targets?|estimates?|forecasts?|"
                r"goals?)\b[^,]*\bby\s+(?:\w+\s+){0,2}$"
                ,
        before, re.IGNORECASE,
    )  # fmt: skip
    if (
        over
        or _ABOVE_PLAN_EN.match(after)
        or re.match(r"\s*(?:over|above)\s*$|\s*over\s*[.,]", after)
        or re.search(r"\bbeat(?:s|ing)?\s+(?:the\s+)?(?:plan|target|estimate),?\s*by\s+$", before)
    ):
        _of_plan(amount, amount.value + 100)
    elif _BELOW_PLAN_EN.match(after):
        _of_plan(amount, 100 - amount.value)
    elif re.search(
        r"\bagainst\s+(?:the\s+)?[\w'’ ]*(?:decision|allocations?|plan|target)\b.*\b(?:this|"
        r"it)\s+is\s*$",
        before,
    ) or (_OF_PLAN_EN.match(after) and not re.match(r"\s*of\s+[^,;]{0,30}\bbudget on\b", after)):
        amount.measure = Kind.OF_PLAN
    elif re.search(r"\band\s+(?:last|the previous) year by\s*$", before):
        amount.measure = Kind.GROWTH
    elif _RATIO_EN.match(after):
        amount.measure = Kind.RATIO
    elif re.match(r"\s*(?:increase|rise|drop|fall|decrease|decline|reduction)\s+in\b", after):
        amount.measure, amount.falls = Kind.GROWTH, bool(re.match(r"\s*(?:drop|fall|dec|red)", after))
        if rate:
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif amount.signed or link in ("by", "of"):
        amount.measure = Kind.GROWTH
        if rate and not _GROWTH_NAME_EN.search(subject):
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif link in ("to", "from") and not _GROWTH_NAME_EN.search(subject):
        amount.measure = Kind.LEVEL
    elif _LESS_EN.match(after):
        amount.measure, amount.falls = Kind.GROWTH, True
        if rate:
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif _MORE_EN.match(after):
        amount.measure = Kind.GROWTH
        if rate:
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif _DISBURSEMENT.search(subject) and not re.match(
        r"\s*of\s+(?:total|gdp|the total)", after, re.IGNORECASE
    ):
        amount.measure = Kind.OF_PLAN
    elif _GROWTH_NAME_EN.search(subject):
        amount.measure = Kind.GROWTH
    else:
        amount.measure = Kind.LEVEL


def _of_plan(amount: Amount, value: Decimal) -> None:
    amount.measure, amount.value, amount.falls = Kind.OF_PLAN, value, False


def _subject_text(scene: Scene, index: int) -> str:
    """The words of the name that `names` has given the amount, as far as they stand in this sentence."""
    start, end = scene.amounts[index].name
    if start < 0:
        return ""
    if start >= scene.start:
        return scene.text[start - scene.start : end - scene.start]
    return ""


_UP_VI = re.compile(
    r"(?:\btăng(?!\s+(?:thu|trưởng\s+\w))|\bcao hơn|\btăng trưởng|\bnâng)(?:\s+(?:trưởng|"
    r"thêm|lên|bình quân|nhẹ|mạnh|cao|khá|thấp|khoảng|gần|hơn|trên|tới|đến|được|ước|đạt|chỉ|"
    r"lần lượt|tương ứng|vọt|nhanh|so với[^,;#]{0,60}|so cùng kỳ|phải đạt|đạt khoảng|đạt "
    r"trên))*\s*[(]?\s*$",
    re.IGNORECASE,
)
_DOWN_VI = re.compile(
    r"(?:\bgiảm|\bthấp hơn|\bhụt|\bsụt giảm|\bcắt giảm|\bkéo giảm|\bhạ)(?:\s+(?:thu|nhẹ|"
    r"mạnh|sâu|tới|đến|đi|bình quân|khoảng|gần|hơn|trên|được|thêm|lần lượt|tương ứng|so "
    r"với[^,;#]{0,60}))*\s*[(]?\s*$",
    re.IGNORECASE,
)
_OVER_VI = re.compile(
    r"\bvượt(?:\s+(?:mức|khoảng|gần|hơn|trên|thu|kế hoạch|dự toán|mục tiêu|chỉ tiêu|đề ra|"
    r"năm|được|giao|so với))*\s*$",
    re.IGNORECASE,
)
_TO_VI = re.compile(
    r"(?:\blên|\bxuống|\bcòn|\btới|\bđến|\blên tới|\blên đến|\bở mức|\bmức|\blà|"
    r"\bđạt)(?:\s+(?:còn|mức|khoảng|gần|hơn|trên|dưới|tới|đến))*\s*$",
    re.IGNORECASE,
)
_SHARE_VI = re.compile(
    r"(?:chiếm|đóng góp|tỷ trọng|tỷ lệ)(?:\s+(?:khoảng|gần|hơn|trên|tỷ trọng|tỷ lệ|tới))*\s*$", re.IGNORECASE
)
_EQUAL_VI = re.compile(
    r"(?:\bbằng|\btương đương|\bđạt|\bhoàn thành)(?:\s+(?:khoảng|gần|hơn|trên|được|tới|với|"
    r"dưới|xấp xỉ))*\s*$",
    re.IGNORECASE,
)


def _vietnamese(scene: Scene, index: int, amount: Amount, before: str, after: str) -> None:
    subject = _subject_text(scene, index)
    down = bool(_DOWN_VI.search(before))
    up = bool(_UP_VI.search(before))
    listed = _listed_like(scene, index)
    if (
        listed is not None
        and not (up or down)
        and not re.search(r"[A-Za-zÀ-ỹ]{2,}\s+[A-Za-zÀ-ỹ]{2,}", re.sub(r"\bvà\b", "", before))
    ):
        amount.measure, amount.falls, amount_unit = listed.measure, listed.falls, listed.unit
        if amount.unit == "%" and amount_unit == "pp":
            amount.unit = "pp"
        return
    if amount.unit == "x":
        amount.measure = Kind.RATIO
        if re.match(rf"\s*(?:so với\s+)?{_PLAN_VI}", after, re.IGNORECASE):
            amount.measure, amount.unit, amount.value = Kind.OF_PLAN, "%", amount.value * 100
        return
    if amount.unit == "%":
        _percent_vi(amount, before, after, up, down, subject)
        return
    if amount.unit in ("pp", "place"):
        amount.measure = Kind.CHANGE
        amount.falls = down
        return
    if amount.is_count and not (down or (up and re.match(r"\s*so với", after))):
        return
    following = re.search(r"(?:\btăng|\bgiảm)\s+(?:thu|chi|nguồn|mức|số|vay)\b[^,;]*$", before)
    if following and not re.search(r"nguồn\s+tăng|do\s+tăng", before):
        amount.measure, amount.falls = Kind.CHANGE, following.group().startswith("giảm")
    elif (
        index
        and scene.amounts[index - 1].measure in (Kind.GROWTH, Kind.CHANGE)
        and re.match(r"\s*[,(]?\s*(?:tương đương|tương ứng)(?:\s+(?:với|khoảng|gần|hơn))*\s*$", before)
    ):
        amount.measure, amount.falls = Kind.CHANGE, scene.amounts[index - 1].falls
    elif (up or down) and not _TO_VI.search(before):
        amount.measure, amount.falls = Kind.CHANGE, down
    elif re.search(r"\b(?:tăng thêm|tăng so với)\b[^;]*$", before) and (
        re.match(r"\s*so với", after) or "tăng so với" in before
    ):
        amount.measure = Kind.CHANGE


def _listed_like(scene: Scene, index: int) -> Amount | None:
    """The amount before, where this one continues its list: "tăng lần lượt 5%, 6% và 7%"."""
    if not index:
        return None
    previous, amount = scene.amounts[index - 1], scene.amounts[index]
    between = scene.text[previous.end : amount.start].strip()
    if between in (",", "và", ", và") and previous.unit == amount.unit and previous.measure is not Kind.RANK:
        return previous
    return None


def _percent_vi(amount: Amount, before: str, after: str, up: bool, down: bool, subject: str) -> None:
    rate = bool(_RATES.search(subject)) and not _NOT_RATE.search(subject)
    plan = bool(_OF_PLAN_VI.match(after)) and not re.match(r"\s*(?:cả năm|đề ra)", after)
    compared = bool(re.match(r"\s*so với", after))
    growth_name = bool(_GROWTH_NAME_VI.search(subject))
    if _OVER_VI.search(before) and not re.search(r"đạt,?\s+(?:và\s+)?vượt", before):
        _of_plan(amount, amount.value + 100)
    elif (
        (up or down)
        and amount.high is None
        and growth_name
        and compared
        and re.search(r"(?:cao|thấp)\s+hơn\s*$", before)
    ):
        amount.measure, amount.unit, amount.falls = Kind.CHANGE, "pp", down
    elif amount.high is not None and (up or down) and re.search(r"(?:cao|thấp)\s+hơn\s*$", before):
        amount.measure = Kind.GROWTH
    elif (up or down) and plan and compared and not growth_name:
        _of_plan(amount, amount.value + 100 if up else 100 - amount.value)
    elif plan and not (up or down) and not growth_name:
        amount.measure = Kind.OF_PLAN
        if compared and amount.value < 30 and not _EQUAL_VI.search(before):
            _of_plan(amount, amount.value + 100)
    elif (amount.signed and amount.value != 0) or ((up or down) and not _TO_VI.search(before)):
        amount.falls = down
        amount.measure = Kind.GROWTH
        lead = bool(re.search(r"(?:cao|thấp)\s+hơn(?:\s+\w+)?\s*$", before, re.IGNORECASE))
        if (rate and not growth_name and not _DISBURSEMENT.search(subject)) or (lead and growth_name):
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif growth_name and not _SHARE_VI.search(before) and not re.search(r"tỷ lệ giải ngân", subject):
        amount.measure = Kind.GROWTH
    elif _SHARE_VI.search(before) and not _DISBURSEMENT.search(subject):
        amount.measure = Kind.LEVEL
    elif _RATIO_VI.match(after) or re.search(
        r"so với (?:kết quả )?(?:tháng|cùng kỳ|năm)[^;]{0,60}(?:lần lượt|bằng)\s*$", before, re.IGNORECASE
    ):
        amount.measure = Kind.RATIO
        if compared and not _EQUAL_VI.search(before):
            amount.measure = Kind.GROWTH
    elif _DISBURSEMENT.search(subject) and not re.match(r"\s*(?:tổng|GDP|GRDP|số\b)", after):
        amount.measure = Kind.OF_PLAN
    else:
        amount.measure = Kind.LEVEL


_ = (FIGURE, OVER_PLAN, SHARE, VERB)
