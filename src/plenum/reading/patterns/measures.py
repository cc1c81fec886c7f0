"""How a figure measures: level, growth, ratio, share of plan, change, rank, and its sign."""

import re

from plenum.reading.figures import Kind
from plenum.reading.patterns.measure_words import NOT_RATE, RATES, subject_text
from plenum.reading.patterns.measures_en import english
from plenum.reading.patterns.measures_vi import vietnamese
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import LINK, SHARE, VERB

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
            vietnamese(scene, index, amount, before, after)
        else:
            english(scene, index, amount, before, after)
        _continue_list(scene, index, amount, before, after)
        _sign(amount)
        if amount.unit in ("%", "pp"):
            scene.context.growing = amount.measure is Kind.GROWTH


_PERCENT = re.compile(r"%|per|pct|phần", re.IGNORECASE)
_LEVEL_WORDS = re.compile(
    r"account|made? up|making up|represent|contribut|share|constitut|comprise|cover|of "
    r"which|paid|suppl|chiếm|đóng góp|tỷ lệ|tỷ trọng|responsible|where|skilled",
    re.IGNORECASE,
)


_STRUCTURE = re.compile(
    r"\bcơ cấu\b[^.;]*$|\b(?:economic structure|structure of the economy)\b[^.;]*$", re.IGNORECASE
)
""""Cơ cấu kinh tế: công nghiệp 52%, dịch vụ 28%": shares of a whole."""


def _continue_list(scene: Scene, index: int, amount: Amount, before: str, after: str) -> None:
    """A percentage that nothing describes, after a growth rate, is one more growth rate: "services 9.6%"."""
    if amount.unit != "%" or amount.measure is not Kind.LEVEL:
        return
    if not _PERCENT.search(scene.text, amount.number_start, amount.end):
        return  # a fraction ("three in five") is a share
    if re.match(
        r"\s*(?:of\b|(?:came |come |comes )?from\b|tổng|GDP|GRDP|[a-z]+s\b|vốn|xã|hộ|người|doanh nghiệp|dân|số)",
        after,
    ) or _LEVEL_WORDS.search(before):
        return
    if _STRUCTURE.search(scene.text, max(0, amount.start - 160), amount.start):
        return
    subject = subject_text(scene, index)
    if (RATES.search(subject) and not NOT_RATE.search(subject)) or _PRICE_RATE.search(subject):
        return
    if _OUTPUT.match(subject):
        if not re.match(r"\s*(?:GDP|GRDP|of)", after):
            amount.measure = Kind.GROWTH
        return
    if index:
        previous = scene.amounts[index - 1]
        linked = not any(
            t.tag in (LINK, VERB, SHARE) and t.word not in _PERFORMED
            for t in scene.tokens[previous.token + 1 : amount.token]
        )
        if previous.unit == "%" and previous.measure is Kind.GROWTH and linked:
            amount.measure, amount.falls = Kind.GROWTH, previous.falls
            return
        if previous.unit == "%":
            return
    opening = scene.text[max(0, amount.start - 160) : amount.start]
    if _GROWING.search(opening) or (scene.context.growing and not scene.opens and not index):
        amount.measure = Kind.GROWTH


_PERFORMED = frozenset(("managed", "posted", "saw", "achieved", "registered", "did"))
"""Verbs between two members of a list of growth rates: "farming 6%, industry managed just 1%"."""
_GROWING = re.compile(r"\bgrowth\b|\bgrew\b|tăng trưởng|\btăng\b|much better|improved", re.IGNORECASE)
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


_ASIDE = re.compile(
    r"\s*(?:\([^()]{1,24})?\)(?=\s+(?:more|less|fewer|higher|lower|above|below)\b(?! than \(?[\d£$€]))"
)
""""£2.1 million (4.5%) more than in 2021": both say how much more."""


def _after(scene: Scene, index: int) -> str:
    amount = scene.amounts[index]
    right = scene.amounts[index + 1].start if index + 1 < len(scene.amounts) else len(scene.text)
    start = amount.end
    if aside := _ASIDE.match(scene.text, amount.end):
        start, right = aside.end(), max(right, aside.end() + 110)
    text = scene.text[start : min(right, start + 110)]
    stop = re.search(r"[;:]|\.\s", text)
    return text[: stop.start()] if stop else text


def _sign(amount: Amount) -> None:
    if amount.falls and amount.measure in (Kind.GROWTH, Kind.CHANGE) and amount.value > 0:
        amount.value = -amount.value
        amount.high = None if amount.high is None else -amount.high
