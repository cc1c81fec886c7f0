"""Whether a figure is reported, estimated, planned or expected: the word that says so, and how far it reaches."""

import re

from plenum.reading.figures import Kind, Role
from plenum.reading.patterns.scene import Amount, Scene

_CUES: dict[str, tuple[tuple[Role, re.Pattern[str]], ...]] = {
    "en": (
        (
            Role.ESTIMATE,
            re.compile(
                r"\b(?:estimated|estimates? (?:made|show|put|of|for)|is put at|was put at|are put at|put at|thought to|provisional(?:ly)?)\b",
                re.IGNORECASE,
            ),
        ),
        (
            Role.FORECAST,
            re.compile(
                r"\b(?:expect(?:s|ed|ing)?|should|will|would|forecast(?:s|ed)?|predicted|projected|projections?|likely|heading for|next year|anticipated|set to|due to reach|could)\b",
                re.IGNORECASE,
            ),
        ),
        (
            Role.TARGET,
            re.compile(
                r"\b(?:targets?|goals?|planned|plans to|aims?|aimed|aiming|objective|strive|striving|must|budget provides|provides?|allocated?|allocation|allocates|outlay|budget|"
                r"proposed?|proposals?|will invest|will be (?:allocated|spent|provided)|required?|requires|commits?|threshold|ceiling|capped|envisaged|earmarked|set aside|intends?|intended|wants)\b",
                re.IGNORECASE,
            ),
        ),
    ),
    "vi": (
        (
            Role.TARGET,
            re.compile(
                r"(?:phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|dự toán|đặt ra|đề ra|yêu cầu|phải đạt|giao|cần đạt|định hướng|đến năm 20\d\d)",
                re.IGNORECASE,
            ),
        ),
        (
            Role.FORECAST,
            re.compile(r"(?:dự kiến|dự báo|có thể|kỳ vọng|sẽ|khả năng|nhiều khả năng)", re.IGNORECASE),
        ),
        (Role.ESTIMATE, re.compile(r"(?:\bước\b|ước tính|dự ước|ước đạt)", re.IGNORECASE)),
    ),
}


def assign(scene: Scene) -> None:
    """Give every amount its role."""
    assign_vi(scene) if scene.lang == "vi" else assign_en(scene)


def _clause(scene: Scene, index: int) -> str:
    """The words from the amount before (or the clause's start) to this one."""
    amount = scene.amounts[index]
    left = scene.amounts[index - 1].end if index else max(0, amount.start - 250)
    text = scene.text[left : amount.start]
    return text[max(text.rfind(";"), text.rfind(". ")) + 1 :]


def _follows_same(scene: Scene, index: int) -> bool:
    """Whether an amount is said of the same quantity as the one before it, in the same sentence."""
    return (
        index > 0
        and scene.amounts[index].name == scene.amounts[index - 1].name
        and scene.amounts[index].name[0] >= 0
    )


def assign_en(scene: Scene) -> None:
    estimate, forecast, target = (pattern for _, pattern in _CUES["en"])
    sentence_cue = _sentence_role_en(scene)
    for index, amount in enumerate(scene.amounts):
        clause = _clause(scene, index)
        after = scene.text[amount.end : amount.end + 60].split(";")[0].split(",")[0]
        if estimate.search(clause) and not re.search(r"\bestimates?\s+(?:by|of the|for the year)", clause):
            amount.role = Role.ESTIMATE
        elif re.search(
            r"\b(?:plan|target|goal)s?\s+(?:of|is|was|for|to)\b[^,;]{0,40}$|\b(?:against|of) a target of\s*$",
            clause,
        ) or (amount.measure is Kind.LEVEL and re.search(r"^\s*(?:target|planned)\b", after)):
            amount.role = Role.TARGET
        elif _follows_same(scene, index) and not re.search(r"\b(?:was|were|had|reached)\b", clause):
            amount.role = scene.amounts[index - 1].role
        elif forecast.search(clause):
            amount.role = Role.FORECAST
        elif target.search(clause) and amount.measure not in (Kind.OF_PLAN, Kind.RATIO):
            amount.role = Role.TARGET
        elif index and not re.search(r"\b(?:was|were|is|are|had|has|have|reached|rose|grew|fell)\b", clause):
            amount.role = scene.amounts[index - 1].role
        elif sentence_cue is not None and not index:
            amount.role = sentence_cue
        elif scene.context.heading_role is not None:
            amount.role = scene.context.heading_role


def _sentence_role_en(scene: Scene) -> Role | None:
    if not scene.amounts:
        return None
    start = scene.text[: scene.amounts[0].start]
    for role, pattern in _CUES["en"]:
        if pattern.search(start[-160:]) and role is not Role.TARGET:
            return role
    return None


_ESTIMATE_VI = re.compile(r"\bước\b|dự ước|ước tính", re.IGNORECASE)
_FORECAST_VI = re.compile(r"\bdự kiến\b|\bdự báo\b|\bcó thể\b|\bkỳ vọng\b|\bsẽ\b|khả năng", re.IGNORECASE)
_TARGET_VI = re.compile(
    r"phấn đấu|mục tiêu|(?:kế hoạch|chỉ tiêu|dự toán)[^,;]{0,40}(?:giao|là|đề ra|quy định|khoảng)[^,;]{0,25}$|\bphải\b|yêu cầu|đặt chỉ tiêu|đề xuất|kế hoạch đề ra\s*$|dự toán[^,;]{0,30}$|đề ra\s*$",
    re.IGNORECASE,
)
_ACTUAL_VI = re.compile(
    r"(?<!ước )(?:\bđạt\b|\bđã\b|\btăng\b|\bgiảm\b|\bcó\b|\bchiếm\b|\blà\b|\bbằng\b)", re.IGNORECASE
)
_PLAN_AFTER_VI = re.compile(r"\s*(?:đề ra|theo kế hoạch|được giao)", re.IGNORECASE)


def assign_vi(scene: Scene) -> None:
    for index, amount in enumerate(scene.amounts):
        clause = _clause(scene, index)
        same = _follows_same(scene, index)
        if _ESTIMATE_VI.search(clause):
            amount.role = Role.ESTIMATE
        elif _is_plan_value(scene, index, amount):
            amount.role = Role.TARGET
        elif same:
            amount.role = scene.amounts[index - 1].role
            if amount.role is Role.TARGET and _ACTUAL_VI.search(clause):
                amount.role = Role.ACTUAL
        elif _TARGET_VI.search(clause) and amount.measure is not Kind.OF_PLAN:
            amount.role = Role.TARGET
        elif _FORECAST_VI.search(clause):
            amount.role = Role.FORECAST
        elif index and not _ACTUAL_VI.search(clause):
            amount.role = scene.amounts[index - 1].role
        elif scene.context.heading_role is not None:
            amount.role = scene.context.heading_role


def _is_plan_value(scene: Scene, index: int, amount: Amount) -> bool:
    """A number in brackets after a share of plan, or one that "đề ra" follows, is the plan's own value."""
    if _PLAN_AFTER_VI.match(scene.text, amount.end):
        return True
    if not index or scene.text[amount.start - 1 : amount.start] != "(":
        return False
    previous = scene.amounts[index - 1]
    between = scene.text[previous.end : amount.start]
    return previous.measure is Kind.OF_PLAN and amount.unit != "%" and len(between) < 90
