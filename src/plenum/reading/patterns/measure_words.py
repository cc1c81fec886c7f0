"""Words of plans, rates and growth that both languages' measures look for."""

import re
from decimal import Decimal

from plenum.reading.figures import Kind
from plenum.reading.patterns.scene import Amount, Scene

PLAN_EN = (
    r"(?:plans?|targets?|goals?|estimates?|planned|projections?|projected|forecast|aimed|"
    r"intended|schedule|anticipated|"
    r"(?:assigned|approved|annual|yearly|revised|allocated|original|"
    r"full-year)\s+(?:\w+\s+)?budget|budgeted|wanted|full-year figure|"
    r"physical progress|funds allocated|allocated to|allocation|level in the resolution|"
    r"resolution['’]?s?|expectations?|quota|assigned)"
)


PLAN_VI = (
    r"(?:dự toán|kế hoạch|mục tiêu|chỉ tiêu|kịch bản|nghị quyết|dự kiến|KH\b|DT\b|so với dự "
    r"toán|nghị quyết đề ra|số vốn được giao|vốn được giao|"
    r"tổng kế hoạch|tổng số vốn được giao|tổng số vốn kế hoạch|vốn kế hoạch|ước thực hiện|tiến độ)"
)


RATES = re.compile(
    r"\b(?:rates?|ratio|share|proportion|percentage|coverage|unemployment|joblessness|"
    r"poverty|birth rate|inflation rate|tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ suất|độ che phủ|hộ "
    r"nghèo|lãi suất|hệ số)\b",
    re.IGNORECASE,
)


NOT_RATE = re.compile(
    r"\b(?:growth rate|rate of growth|exchange rate|(?:business|property|land|municipal) rates|tốc độ|tỷ giá|tỉ giá)\b|"
    r"^(?:\w+\s)?(?:number|households|families|people|residents|homes|số hộ|số người)\b",
    re.IGNORECASE,
)


GROWTH_NAME_EN = re.compile(r"\b(?:growth|expansion|rate of growth|growth rate)\b", re.IGNORECASE)


GROWTH_NAME_VI = re.compile(r"(?:tốc độ tăng|tăng trưởng|mức tăng|tốc độ phát triển)", re.IGNORECASE)


DISBURSEMENT = re.compile(
    r"(?:disburse\w*|absorption|physical progress|expenditure of the|giải ngân|hấp thụ|tỷ "
    r"lệ thực hiện|tiến độ)",
    re.IGNORECASE,
)


def of_plan(amount: Amount, value: Decimal) -> None:
    amount.measure, amount.value, amount.falls = Kind.OF_PLAN, value, False


def subject_text(scene: Scene, index: int) -> str:
    """The words of the name that `names` has given the amount, from this sentence or the one before without figures."""
    start, end = scene.amounts[index].name
    if start < 0:
        return ""
    if start >= scene.start:
        return scene.text[start - scene.start : end - scene.start]
    if (start, end) == scene.entry_name:
        return scene.entry_text
    before = scene.context.unmeasured
    if before is not None and start >= before.start:
        return before.text[start - before.start : end - before.start]
    return ""
