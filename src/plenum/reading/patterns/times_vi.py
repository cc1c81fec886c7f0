"""Vietnamese wordings of time, each with the period it means; the earlier ones claim their words first."""

import re
from collections.abc import Callable

from plenum.reading.patterns.period_codes import Y
from plenum.reading.patterns.time_forms import (
    CENTURIES,
    Form,
    Groups,
    day,
    first_months,
    fiscal,
    half,
    last_months,
    meant,
    month,
    months,
    plain_form,
    quarter,
)

_OF_YEAR_VI = (
    rf"(?:\s+(?:của\s+)?năm\s+(?P<y>{Y})\b|\s*/\s?(?P<y2>{Y})\b|\s+(?P<y3>{Y})\b|"
    rf"\s*-\s?(?P<y4>{Y})\b|\s+năm\s+(?P<r>nay|ngoái|trước|sau|tới))?"
)


_N_VI = r"(?P<n>\d{1,2}|hai|ba|bốn|sáu|bảy|tám|chín|mười một|mười)"


def _vi(
    pattern: str, build: Callable[[Groups, int], str], is_day: bool = False, needs: tuple[str, ...] = ()
) -> Form:
    """A Vietnamese form: the year may be printed in four ways, each its own group."""

    def meaning(groups: Groups, base: int) -> str:
        year = next((groups[name] for name in ("y", "y2", "y3", "y4") if groups.get(name)), None)
        return build(groups, int(year)) if year else meant(build)({**groups, "y": None}, base)

    return Form(re.compile(pattern, re.IGNORECASE), meaning, is_day, needs)


VIETNAMESE = (
    _vi(
        rf"(?:ngày\s+)?(?<![\d/.,])(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<n>\d{{1,2}})\s?[/.-]\s?(?P<y>{Y})\b",
        day,
        True,
        needs=CENTURIES,
    ),
    _vi(
        rf"\b(?:ngày\s+)?(?P<d>\d{{1,2}})\s+tháng\s+(?P<n>\d{{1,2}})\s+năm\s+(?P<y>{Y})\b",
        day,
        True,
        needs=("tháng",),
    ),
    plain_form(
        rf"\b(?:từ\s+)?(?:đầu\s+)?năm\s+(?P<a>{Y})\s+(?:đến|tới)\s+(?:hết\s+|"
        rf"cuối\s+)?tháng\s+(?P<n>\d{{1,2}})(?:\s?[/-]\s?|\s+năm\s+)(?P<b>{Y})\b",
        lambda g, _: f"{g['a']}-01/{g['b']}-{int(g['n'] or 0):02}",
        needs=("tháng",),
    ),
    plain_form(
        r"(?:\b(?:giai đoạn|nhiệm kỳ|thời kỳ|từ năm|"
        rf"từ)\s+)?(?:các\s+)?(?:năm\s+)?(?<![\d/.])(?P<a>{Y})\s?(?:[–—-]|\s(?:đến|"
        rf"tới)(?:\s+hết)?(?:\s+năm)?\s)\s?(?P<b>{Y})(?![\d/])",
        fiscal,
        needs=CENTURIES,
    ),
    _vi(
        r"\b(?:từ\s+)?tháng\s+(?P<a>\d{1,2})\s?(?:[–-]|"
        rf"đến)\s?(?:tháng\s+)?(?P<b>\d{{1,2}}){_OF_YEAR_VI}",
        months,
        needs=("tháng",),
    ),
    _vi(r"\b(?:ngày\s+)(?P<d>\d{1,2})\s?[/-]\s?(?P<n>\d{1,2})(?![\d/])", day, True, needs=("ngày",)),
    _vi(r"\b(?:ngày\s+)(?P<d>\d{1,2})\s+tháng\s+(?P<n>\d{1,2})\b", day, True, needs=("ngày",)),
    _vi(rf"\b{_N_VI}\s+tháng\s+cuối\s+năm\b{_OF_YEAR_VI}", last_months, needs=("tháng",)),
    _vi(rf"\b{_N_VI}\s+tháng\s+cuối\b{_OF_YEAR_VI}", last_months, needs=("tháng",)),
    _vi(
        rf"\b(?:cả\s+)?{_N_VI}\s+tháng(?:\s+(?:đầu\s+năm|đầu|qua|"
        rf"năm)(?!\s+{Y}\s?-))?\b(?!\s+(?:trước|sau|tới))(?:\s+(?:năm\s+)?(?P<y>{Y})\b|"
        rf"\s*/\s?(?P<y2>{Y})\b|\s+năm\s+(?P<r>nay|ngoái|trước))?",
        first_months,
        needs=("tháng",),
    ),
    _vi(rf"\b(?:nửa|6\s+tháng)\s+(?P<n>đầu|cuối)\s+năm\b{_OF_YEAR_VI}", half, needs=("nửa", "tháng")),
    _vi(rf"\bnửa\s+(?P<n>đầu|cuối)\s+năm\s+(?P<y>{Y})\b", half, needs=("nửa",)),
    _vi(r"\bnửa\s+(?P<n>đầu|cuối)\s+năm\b(?:\s+nay)?", half, needs=("nửa",)),
    _vi(rf"\bquý\s+(?P<n>IV|I{{1,3}}|[1-4]|một|hai|ba|tư)\b(?!\w){_OF_YEAR_VI}", quarter, needs=("quý",)),
    _vi(
        rf"\btháng\s+(?P<n>\d{{1,2}})(?!\d)(?:\s*/\s?(?P<y>{Y})|\s*-\s?(?P<y2>{Y})|"
        rf"\s+năm\s+(?P<y3>{Y})|\s+năm\s+(?P<r>nay|ngoái|trước)|(?!\s?/\d))",
        month,
        needs=("tháng",),
    ),
    _vi(rf"\b(?:cả\s+)?năm\s+(?P<y>{Y})\b", lambda g, y: str(y), needs=("năm",)),
    _vi(
        r"(?<![\d/.,])(?P<d>\d{1,2})/(?P<n>\d{1,2})(?![\d/%]|\s+(?:xã|chỉ tiêu|huyện|tiêu chí|"
        r"nhiệm vụ|địa phương|phường|tỉnh|thành|đơn vị|bộ|dự án|đại biểu))",
        day,
        True,
        needs=("/",),
    ),
    _vi(
        r"\b(?:sáng|chiều|tối|hôm|từ)\s+(?:ngày\s+|"
        r"nay\s+)?(?P<d>\d{1,2})\s?[/-]\s?(?P<n>\d{1,2})(?![\d/%])",
        day,
        True,
    ),
    _vi(
        rf"(?<![\d.,/$-])(?P<y>{Y})(?![\d%]|[.,]\d|\s?/\d|-[A-Z]|\s*(?:tỷ|tỉ|triệu|nghìn|đồng|"
        r"%))\b",
        lambda g, y: str(y),
        needs=CENTURIES,
    ),
    _vi(
        r"\b(?:cả\s+năm|năm\s+nay|năm\s+này|trong\s+năm)\b(?!\s+(?:qua|tới|sau))",
        lambda g, y: str(y),
        needs=("năm",),
    ),
    _vi(r"\bnăm\s+(?P<r>ngoái|trước|sau|tới)\b", lambda g, y: str(y), needs=("năm",)),
    plain_form(
        r"\b(?:\d{1,3}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:năm|tháng|tuần|ngày|giờ|"
        r"phút)\b(?!\s+công)",
        lambda g, _: "",
    ),
)
