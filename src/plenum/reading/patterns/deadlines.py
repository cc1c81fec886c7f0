"""Deadlines: what is to be done by when, and by whom ("the Department of Finance shall report before 30/9/2021")."""

import re

from plenum.reading.figures import Deadline
from plenum.reading.patterns.scene import Scene, Time

_BEFORE_TIME = {
    "en": re.compile(
        r"\b(?:before|by(?: the end of)?|no later than|not later than|within|until|in|from "
        r"now to)\s*(?:the\s+)?$",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"(?:\btrước(?: ngày)?|\bchậm nhất(?: là)?(?: ngày)?|\bxong trong|\btrong|\bđến hết|"
        r"\bhoàn thành)\s*(?:ngày\s*)?$",
        re.IGNORECASE,
    ),
}
_ACTION = {
    "en": re.compile(
        r"\b(?:complete|submit|report|prepare|finish|start|issue|propose|approve|build|"
        r"adjust|allocate|review|implement|disburse|resolve|send|present|draft|hand over|"
        r"replace|establish|develop|organi[sz]e|finali[sz]e|publish|clear)\b",
        re.IGNORECASE,
    ),
    "vi": re.compile(
        r"(?:hoàn thành|hoàn thiện|báo cáo|trình|ban hành|triển khai|khởi công|giải quyết|"
        r"phê duyệt|xây dựng|nộp|gửi|tổ chức|rà soát|giải ngân|bàn giao|đề xuất|tham mưu)",
        re.IGNORECASE,
    ),
}
_BODY = {
    "en": re.compile(
        r"\b(?:[Tt]he\s+)?(?P<body>(?:(?:Ministry|Department|Office|Committee|Council|Board|"
        r"Commission|Bureau|Agency|Authority)(?:\s+(?:of|for|and|[A-Z][\w’']*))*"
        r"|(?:[A-Z][\w’']*\s+){1,5}(?:Committee|Council|Department|Ministry|Office|Board|"
        r"Agency|Authority|Government)))"
    ),
    "vi": re.compile(
        r"(?P<body>(?:Bộ|Sở|UBND|HĐND|Ủy ban nhân dân|Ủy ban|Uỷ ban|Ban|Văn phòng|Cục|Tổng "
        r"cục|Chi cục|Thành ủy|Tỉnh ủy|Huyện ủy)(?:\s+(?:[A-ZĐ]\S*|và|nhân dân|tỉnh|thành "
        r"phố|huyện|vụ|chính|chức|tư|thông|trường|thương|tạo|nghiệp|dựng|vận|giáo|tra|thao|lịch|nghệ|tế|hội|trận"
        r")(?![^\W_])){1,8})"
    ),
}
_WINDOW = 240


def find(scene: Scene) -> list[Deadline]:
    """Deadlines with spans in the sentence: a time introduced by "before", "by", "trước" that an action precedes."""
    found: list[Deadline] = []
    for time in scene.times:
        if time.period and not time.compared and (deadline := _deadline(scene, time)):
            found.append(deadline)
    return found


def _deadline(scene: Scene, time: Time) -> Deadline | None:
    text = scene.text
    left = max(text.rfind(";", 0, time.start), time.start - _WINDOW, -1) + 1
    before = _BEFORE_TIME[scene.lang].search(text, max(left, time.start - 30), time.start)
    if before is None:
        return None
    bodies = [
        match
        for match in _BODY[scene.lang].finditer(text, left, before.start())
        if not _holds_person(scene, match)
    ]
    actions = list(_ACTION[scene.lang].finditer(text, bodies[-1].end() if bodies else left, before.start()))
    if not actions:
        return None
    action = actions[0]
    if re.search(
        r"\b(?:have|has|had|was|were|đã)\s+(?:\w+\s+)?$", text[max(0, action.start() - 14) : action.start()]
    ):
        return None
    span = bodies[-1].span("body") if bodies else (action.start(), action.start())
    return Deadline(
        before.start(),
        time.end,
        action.start(),
        len(text[: before.start()].rstrip()),
        span[0],
        span[1],
        time.period,
    )


def _holds_person(scene: Scene, match: re.Match[str]) -> bool:
    """An office that a person's name completes ("UBND tỉnh …") is the person's, not the body bound."""
    return any(match.start() < end and start < match.end() for start, end in scene.persons)
