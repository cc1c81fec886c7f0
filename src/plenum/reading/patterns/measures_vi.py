"""How a Vietnamese figure measures, from the words on either side of it."""

import re

from plenum.reading.figures import Kind
from plenum.reading.patterns.measure_words import (
    DISBURSEMENT,
    GROWTH_NAME_VI,
    NOT_RATE,
    PLAN_VI,
    RATES,
    of_plan,
    subject_text,
)
from plenum.reading.patterns.scene import Amount, Scene

_OF_PLAN_VI = re.compile(rf"\s*(?:so với\s+|của\s+|so\s+)?(?:\w+\s+){{0,2}}?{PLAN_VI}", re.IGNORECASE)


_RATIO_VI = re.compile(
    r"\s*(?:so với|so|của)?\s*(?:cùng kỳ|cùng kì|cùng thời điểm|năm trước|năm ngoái|thực "
    r"hiện năm|mức bình quân|tháng trước|bình quân chung)",
    re.IGNORECASE,
)


_UP_VI = re.compile(
    r"(?:\btăng(?!\s+(?:thu|trưởng\s+\w))|\bcao hơn|\btăng trưởng|\bnâng)(?:\s+(?:trưởng|"
    r"thêm|lên|bình quân|nhẹ|mạnh|cao|khá|thấp|khoảng|gần|hơn|trên|tới|đến|được|ước|đạt|chỉ|"
    r"lần lượt|tương ứng|vọt|nhanh|so với[^,;#]{0,60}|so cùng kỳ|phải đạt|đạt khoảng|đạt "
    r"trên))*\s*[(]?\s*$",
    re.IGNORECASE,
)


_DOWN_VI = re.compile(
    r"(?:(?<!miễn, )(?<!miễn )\bgiảm(?!\s+(?:khấu trừ|lỗ|trừ))|"
    r"\bthấp hơn|\bhụt|\bsụt giảm|\bcắt giảm|\bkéo giảm|\bhạ)(?:\s+(?:thu|nhẹ|"
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


def vietnamese(scene: Scene, index: int, amount: Amount, before: str, after: str) -> None:
    subject = subject_text(scene, index)
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
        if re.match(rf"\s*(?:so với\s+)?{PLAN_VI}", after, re.IGNORECASE):
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
    rate = bool(RATES.search(subject)) and not NOT_RATE.search(subject)
    plan = bool(_OF_PLAN_VI.match(after)) and not re.match(r"\s*(?:cả năm|đề ra)", after)
    compared = bool(re.match(r"\s*so với", after))
    growth_name = bool(GROWTH_NAME_VI.search(subject))
    if _OVER_VI.search(before) and not re.search(r"đạt,?\s+(?:và\s+)?vượt", before):
        of_plan(amount, amount.value + 100)
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
        of_plan(amount, amount.value + 100 if up else 100 - amount.value)
    elif plan and not (up or down) and not growth_name:
        amount.measure = Kind.OF_PLAN
        if compared and amount.value < 30 and not _EQUAL_VI.search(before):
            of_plan(amount, amount.value + 100)
    elif (amount.signed and amount.value != 0) or ((up or down) and not _TO_VI.search(before)):
        amount.falls = down
        amount.measure = Kind.GROWTH
        lead = bool(re.search(r"(?:cao|thấp)\s+hơn(?:\s+\w+)?\s*$", before, re.IGNORECASE))
        if (rate and not growth_name and not DISBURSEMENT.search(subject)) or (lead and growth_name):
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif growth_name and not _SHARE_VI.search(before) and not re.search(r"tỷ lệ giải ngân", subject):
        amount.measure = Kind.GROWTH
    elif _SHARE_VI.search(before) and not DISBURSEMENT.search(subject):
        amount.measure = Kind.LEVEL
    elif _RATIO_VI.match(after) or re.search(
        r"so với (?:kết quả )?(?:tháng|cùng kỳ|năm)[^;]{0,60}(?:lần lượt|bằng)\s*$", before, re.IGNORECASE
    ):
        amount.measure = Kind.RATIO
        if compared and not _EQUAL_VI.search(before):
            amount.measure = Kind.GROWTH
    elif DISBURSEMENT.search(subject) and not re.match(r"\s*(?:tổng|GDP|GRDP|số\b)", after):
        amount.measure = Kind.OF_PLAN
    else:
        amount.measure = Kind.LEVEL
