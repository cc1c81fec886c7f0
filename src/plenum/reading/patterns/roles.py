"""Whether a figure is reported, estimated, planned or expected: the word that says so, and how far it reaches."""

import re

from plenum.reading.figures import Kind, Role
from plenum.reading.patterns.scene import NO_SPAN, Amount, Scene

_ESTIMATE_EN = re.compile(
    r"\b(?:estimated|estimates? (?:made|show|put)|(?:is|was|are|were) put at|put at|thought "
    r"to|provisional(?:ly)?)\b",
    re.IGNORECASE,
)
_SPENDING = (
    r"(?:invest|provide|allocate|spend|deploy|inject|fund|extend|set up|set aside|earmark|"
    r"be allocated|be spent|be provided|be used|strengthen|"
    r"be set aside|have invested|also increase|be almost|generate|rise to|construct|build|up-skill|train)"
)
_TARGET_EN = re.compile(
    rf"\b(?:(?:will|shall|would|to)\s+(?:also\s+|have\s+|soon\s+|further\s+)?{_SPENDING}|targets?(?!\s+programme)|"
    r"targeted (?:at|to)|goals?|aims?|"
    r"aimed|(?:is|are) budgeted|objective|strive|striving|must|outlay|allocates|allocation|allocated to (?:the "
    r")?20|was allocated|exchequer budget amounts|rest of the budget|"
    r"required?|requires|commitments? including|threshold|ceiling|capped|envisaged|"
    r"earmarked|set aside|intend(?:s|ed)?|plans to|invests|(?:budget|bill|act) (?:increases|provides|"
    r"allocates)|hoped-for|needed|enables us to|"
    r"facilitate|singled out|plan,? including|scheduled to|proposes?|complete the (?:work|"
    r"construction)|apply this model)\b",
    re.IGNORECASE,
)
_FORECAST_EN = re.compile(
    r"\b(?:expect(?:s|ed|ing)?|should|will|would|could|likely to|(?-i:may)|might|forecasts?|predicted|projected|"
    r"projections?|heading for|anticipated|set to|due to reach)\b",
    re.IGNORECASE,
)
_PLAN_COMPLEMENT_EN = re.compile(
    r"^\s*(?:(?:of|over|above|below|beyond|against)\s+)(?:the\s+|its\s+|"
    r"what\s+)?(?:[\w'’\-]+\s+){0,5}?(?:plan(?:ned)?|target|estimate|goal|allocation|budgeted|intended|"
    r"wanted|aimed)\w*(?:\s+for\s+[\w ]{1,20})?"
)
_HELD_AGAINST_EN = re.compile(
    r"\b(?:compared (?:to|with)|than)\s+(?:the\s+|its\s+)?(?:\w+\s+){0,2}?(?:plan|target|goal|estimate)s?\b"
)
_PLAN_VALUE_EN = re.compile(
    r"\b(?:against|of) (?:an?|the|its) (?:\w+\s+){0,2}"
    r"(?:target|budget|ceiling|allocation) of\s*$|\b(?:decision|plan|target|estimate)\s*\($|\b(?:plan|"
    r"target|goal)s?\s+(?:of|is|was)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_BUDGETED_EN = re.compile(
    r"\s*(?:(?:budgeted|planned|targeted)\b|(?:target|goal|ceiling)s?\b(?!\s+(?:group|area|programme)))",
    re.IGNORECASE,
)
_PLAN_ASIDE_EN = re.compile(
    r"\b(?:of|against|above|below|over|under|than)\s+(?:the|an?|its)\s+(?:\w+\s+){0,2}"
    r"(?:target|plan|goal|budget|estimate|allocation|ceiling)\s+of\s+$",
    re.IGNORECASE,
)
_PLAN_NAME_EN = re.compile(r"(?:\w+ ){0,4}(?:plan|outlay|allocation|budget allocation)\b", re.IGNORECASE)
_SECTIONS_EN = (
    (re.compile(r"\bRevised Estimates\b"), Role.ESTIMATE),
    (re.compile(r"\bBudget Estimates\b"), Role.TARGET),
)
_OWN_VERB_EN = re.compile(
    r"(?<!\bthat )(?<!\bthis )(?<!\band )(?<!\bit )"
    r"\b(?:was|were|is|are|had|has|have|reached|rose|grew|fell|put out|stood|received)\b",
    re.IGNORECASE,
)
_FIGURE_IS_EN = re.compile(r"^\s*(?:is|are|was|were|has been|have been)\b")
"""The verb of the figure before: "R880 million is for water, R336 million for forestry"."""
_SAID_AGAIN_EN = re.compile(
    r"^\)?\s*,?\s*(?:accounting for|representing|equivalent to|equal to|or|i\.e\.,?)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
"""What stands between a figure and the same thing measured otherwise."""
_PAST_EN = re.compile(
    r"\s+(?:(?:recorded|registered|achieved|seen|posted)\b|in the same period|last year|a year (?:earlier|ago|before))",
    re.IGNORECASE,
)
"""After a number held against another: it is of the past, whatever the other is."""
_GOAL_EN = re.compile(r"\b(?:goals?|targets?)\s+of\b", re.IGNORECASE)
_AIMS_EN = re.compile(r"\b(?:aims?|aimed|strives?|striving|seeks?|determined)\s+to\b", re.IGNORECASE)
_MODAL_EN = re.compile(
    r"\b(?:should|will|would|likely to|(?:is|are) (?:expected|forecast|projected))\b", re.IGNORECASE
)

_ESTIMATE_VI = re.compile(r"\bước\b|dự ước|ước tính", re.IGNORECASE)
_FORECAST_VI = re.compile(
    r"\bdự kiến\b|\bdự báo\b|\bcó thể\b|\bkỳ vọng\b|\bsẽ\b|khả năng(?!\s+thu)", re.IGNORECASE
)
_STRONG_TARGET_VI = re.compile(
    r"(?<!chỉ tiêu )phấn đấu(?![^,;]{0,12}đã)|mục tiêu(?! đề ra)(?! quốc gia)[^,;]{0,60}$|\bphải\s+(?:đạt|"
    r"tăng|giảm)\b|yêu cầu|đặt chỉ tiêu",
    re.IGNORECASE,
)
_TARGET_VI = re.compile(
    r"(?:kế hoạch|chỉ tiêu|dự toán|tổng chi ngân sách)[^;]{0,90}(?:giao|là|quy định|khoảng|"
    r"với|bổ sung)[^;]{0,25}$|kế hoạch đề ra\s*(?:,\s*tăng từ\s*)?$|quyết "
    r"định\s+(?:từ\s*)?$|nâng mức[^;]{0,60}$|"
    r"vốn đầu tư công (?:trung hạn)?[^,;]{0,40}là\s*$|(?:quyết nghị|được giao nhiệm vụ|"
    r"quyết nghị thông qua)[^;]{0,80}$",
    re.IGNORECASE,
)
_ACHIEVED_VI = re.compile(
    r"đã phân bổ|đã giao|giải ngân|thực hiện|phân bổ chi tiết|giao tăng|còn lại|chưa giao", re.IGNORECASE
)
_ACTUAL_VI = re.compile(r"(?<!ước )(?:\bđạt\b|\bđã\b|\btăng\b|\bgiảm\b|\bcó\b|\bchiếm\b)", re.IGNORECASE)
_PLAN_AFTER_VI = re.compile(
    r"\s*\)?”?\s*(?:đề ra|theo kế hoạch)|\s*vốn đầu tư công của cả giai đoạn", re.IGNORECASE
)
_CONTINUES_VI = re.compile(r"\W*(?:trong đó|con số này|đây là|mức này|với mức|cụ thể|- )", re.IGNORECASE)
_BRACKETS_HOLD_PLAN = re.compile(
    r"\b(?:plan|target)\b[^.;]{0,30}\bin brackets|(?:kế hoạch|chỉ tiêu)[^.;]{0,40}trong ngoặc", re.IGNORECASE
)
_PARTS_FOLLOW = re.compile(
    r"\b(?:of which|in which|includ\w+|compris\w+|namely|specifically|as follows|follow\w*|details?|breakdown)\b"
    r"|trong đó|cụ thể|bao gồm|gồm|như sau|chi tiết",
    re.IGNORECASE,
)
_PLAN_BRACKET = re.compile(
    r"\(\s*(?:kế hoạch|KH|chỉ tiêu|mục tiêu|dự toán|nghị quyết|NQ|plan|target|goal)"
    r"(?:\s+(?:năm|là|giao|đề ra|of|is|was))*[:\s]\s*$",
    re.IGNORECASE,
)
_HAS_VERB = re.compile(r"\b(?:\w{3,}ed|was|were|is|are|has|had|have|rose|grew|fell|won)\b")
_LIST_ITEM = re.compile(r"\s*(?:[-–•+*]|\(?[a-z\d]{1,2}[.)])\s*")
_AMONG = re.compile(r"\s*(?:Among (?:them|these)|These (?:include|are)|They include)", re.IGNORECASE)


def assign(scene: Scene) -> None:
    """Give every amount its role; remember what a heading or a list's opening has labelled."""
    heading = _heading(scene)
    for index, amount in enumerate(scene.amounts):
        if index and _PLAN_BRACKET.search(scene.text, max(0, amount.start - 28), amount.start):
            amount.role = Role.TARGET
            continue
        if scene.context.brackets_hold_plan and index and _in_brackets(scene.text, amount.start):
            amount.role = Role.TARGET
            continue
        role = _vietnamese(scene, index, amount) if scene.lang == "vi" else _english(scene, index, amount)
        amount.role = role if role is not None else heading or Role.ACTUAL
    remember(scene)


def _in_brackets(text: str, position: int) -> bool:
    """Whether a bracket opened shortly before is still open."""
    before = text[max(0, position - 60) : position]
    return before.rfind("(") > before.rfind(")")


def _heading(scene: Scene) -> Role | None:
    """The role a list's opening gives its items."""
    if scene.context.section_role is not None:
        return scene.context.section_role
    if scene.opens and (_LIST_ITEM.match(scene.text) or scene.context.headed):
        return scene.context.heading_role
    if scene.lang == "en" and _AMONG.match(scene.text) and scene.context.after_tally_ahead:
        return Role.TARGET
    return None


def remember(scene: Scene) -> None:
    """Keep what a heading or a list's opening labels, for the items that follow."""
    context = scene.context
    if _BRACKETS_HOLD_PLAN.search(scene.text):
        context.brackets_hold_plan = True
        estimated = _ESTIMATE_EN.search(scene.text) or _ESTIMATE_VI.search(scene.text)
        context.section_role = Role.ESTIMATE if estimated else None
    elif not scene.amounts and len(scene.text) < 80:
        context.section_role = next(
            (role for pattern, role in _SECTIONS_EN if pattern.search(scene.text)), context.section_role
        )
    if scene.text.rstrip().endswith(":"):
        cue = _ESTIMATE_VI if scene.lang == "vi" else _ESTIMATE_EN
        carries = scene.amounts or _PARTS_FOLLOW.search(scene.text) or not _HAS_VERB.search(scene.text)
        last = scene.amounts[-1].role if scene.amounts else context.last_role
        context.heading_role = Role.ESTIMATE if cue.search(scene.text) else last if carries else None
        context.headed = True
    elif scene.opens and not _LIST_ITEM.match(scene.text):
        context.heading_role = None
        context.headed = False
    if scene.amounts:
        context.last_role = scene.amounts[-1].role if scene.amounts[-1].role is not Role.ACTUAL else None


def _clause(scene: Scene, index: int) -> str:
    """The words from the amount before (or the clause's start) to this one."""
    amount = scene.amounts[index]
    left = scene.amounts[index - 1].end if index else max(0, amount.start - 250)
    text = scene.text[left : amount.start]
    return text[max(text.rfind(";"), text.rfind(". ")) + 1 :]


def _role_before(scene: Scene, index: int) -> Role | None:
    """The role of the figure before, a plan's value in brackets or after "against" passed over."""
    while index:
        index -= 1
        amount = scene.amounts[index]
        aside = (
            _in_brackets(scene.text, amount.start)
            or _BUDGETED_EN.match(scene.text, amount.end)
            or _PLAN_ASIDE_EN.search(scene.text, max(0, amount.start - 60), amount.start)
        )
        if not (amount.role is Role.TARGET and aside):
            return amount.role
    return None


def _same(scene: Scene, index: int) -> bool:
    """Whether an amount is said of the same quantity as the one before it, in the same sentence."""
    return index > 0 and scene.amounts[index].name == scene.amounts[index - 1].name != NO_SPAN


def _english(scene: Scene, index: int, amount: Amount) -> Role | None:
    whole = _clause(scene, index)
    clause = _HELD_AGAINST_EN.sub("", _PLAN_COMPLEMENT_EN.sub("", whole))
    before = _role_before(scene, index)
    if before is not None and _SAID_AGAIN_EN.match(clause):
        return before
    if budget := _of_budget(scene, amount, clause):
        return budget
    if _PAST_EN.match(scene.text, amount.end) and re.search(r"\b(?:compared|than|against|from)\b", clause):
        return Role.ACTUAL
    if (_PLAN_VALUE_EN.search(whole) and not amount.signed) or _BUDGETED_EN.match(scene.text, amount.end):
        if amount.period.startswith("@"):
            # A plan is of a year, whenever its results are counted.
            first = scene.context.fiscal_year
            amount.period = f"{first}/{first + 1}" if first else amount.period[1:5]
        return Role.TARGET
    if re.search(r"\b(?:is|was)\s+(?:higher|lower|more|less)\s+than\s+(?:\w+\s+)?$", clause):
        return Role.ACTUAL
    if (
        amount.measure is Kind.LEVEL
        and amount.name[0] >= scene.start
        and _PLAN_NAME_EN.match(scene.text[amount.name[0] - scene.start : amount.name[1] - scene.start])
    ):
        return Role.TARGET
    if _ESTIMATE_EN.search(clause) and not re.search(r"\bestimates?\s+(?:by|of the|for the year)", clause):
        return Role.ESTIMATE
    own_verb = _OWN_VERB_EN.search(_FIGURE_IS_EN.sub("", clause))
    if _same(scene, index) and not (own_verb and "which" not in clause) and not _MODAL_EN.search(clause):
        return before
    if _TARGET_EN.search(clause) and amount.measure not in (Kind.OF_PLAN, Kind.RATIO):
        return Role.TARGET
    if _AIMS_EN.search(clause):
        return Role.TARGET
    if _FORECAST_EN.search(clause):
        aimed = (
            index and before is Role.TARGET and re.search(r"\bwill\b", clause) and _GOAL_EN.search(scene.text)
        )
        return Role.TARGET if aimed else Role.FORECAST
    if re.match(
        r"[^,;.]{0,60}\b(?:allocated to the 20|singled out|is allocated to)",
        scene.text[amount.end : amount.end + 90],
    ):
        return Role.TARGET
    if re.match(r"[^;.]{0,60},\s+will be\b", scene.text[amount.end : amount.end + 80]):
        return Role.TARGET
    if re.match(r"[^,;.]{0,60}\bwill\b", scene.text[amount.end : amount.end + 80]):
        spends = re.search(rf"\bwill\s+(?:also\s+)?{_SPENDING}", scene.text[amount.end : amount.end + 80])
        return Role.TARGET if spends else Role.FORECAST
    if index and not own_verb and ";" not in scene.text[scene.amounts[index - 1].end : amount.start]:
        return before
    return None


_EXPECTED_EN = re.compile(r"\b(?:expect\w*|forecast\w*|estimated|estimated at|projected)\b", re.IGNORECASE)


def _of_budget(scene: Scene, amount: Amount, clause: str) -> Role | None:
    """In a budget for a coming fiscal year, what that year holds is planned unless it is called expected."""
    context = scene.context
    if context.section_role is not None:
        return None
    if (
        not (context.fiscal_year and context.is_budget)
        or len(amount.period) != 9
        or not amount.period[:4].isdigit()
    ):
        return None
    if int(amount.period[:4]) >= context.fiscal_year:
        return None if _EXPECTED_EN.search(clause) else Role.TARGET
    return (
        Role.TARGET
        if re.search(r"\b(?:outlay|allocation|budget estimates?)\b", scene.text)
        and amount.unit != "man-day"
        and not amount.is_count
        else Role.ACTUAL
    )


def _vietnamese(scene: Scene, index: int, amount: Amount) -> Role | None:
    clause = _clause(scene, index)
    before = _role_before_vi(scene, index)
    if _is_plan_value(scene, index, amount):
        if amount.period.startswith("@"):
            amount.period = amount.period[1:5]
        return Role.TARGET
    if re.search(r"cùng k[ỳì][^,;()]{0,20}\($", clause):
        return Role.ACTUAL
    if _ESTIMATE_VI.search(clause):
        return Role.ESTIMATE
    if _HANDED_OUT_VI.search(clause):
        return Role.ACTUAL
    if _STRONG_TARGET_VI.search(clause) and amount.measure is not Kind.OF_PLAN:
        return Role.TARGET
    if index and before is Role.TARGET and amount.measure is not Kind.CHANGE and _goes_on(scene, index):
        return Role.TARGET
    if _same(scene, index):
        earlier = amount.period != scene.amounts[index - 1].period and _ACTUAL_VI.search(clause)
        return Role.ACTUAL if earlier and before is Role.ESTIMATE else before
    if _FORECAST_VI.search(clause):
        return Role.FORECAST
    if (
        _TARGET_VI.search(clause)
        and amount.measure in (Kind.LEVEL, Kind.CHANGE)
        and not _ACHIEVED_VI.search(clause)
    ):
        return Role.TARGET
    if index and re.search(r"\bchiếm\b|bao gồm|gồm:", clause):
        return before
    if index and not _ACTUAL_VI.search(clause):
        return before
    if (
        not index
        and scene.context.last_role in (Role.FORECAST, Role.TARGET)
        and _CONTINUES_VI.match(scene.text)
    ):
        return scene.context.last_role
    return None


_URGED_VI = re.compile(r"phấn đấu|yêu cầu|đặt mục tiêu|đề ra mục tiêu", re.IGNORECASE)
_DONE_VI = re.compile(r"\bđã\b|\bước\b|cùng kỳ|hiện nay|năm trước|thực hiện được", re.IGNORECASE)


_HANDED_OUT_VI = re.compile(
    r"\bđã (?:giao|phân bổ|giải ngân)\b[^,;]{0,12}$|\bchưa (?:giao|phân bổ)\b[^,;]{0,12}$"
)
"""Of a plan, what has been handed out and what has not: results, whatever the plan is."""


def _role_before_vi(scene: Scene, index: int) -> Role | None:
    """The role of the figure before, those in brackets (a plan's value, last year's) passed over."""
    start = scene.amounts[index].start
    while index:
        index -= 1
        amount = scene.amounts[index]
        if not _in_brackets(scene.text, amount.start) or ")" not in scene.text[amount.end : start]:
            return amount.role
    return None


def _goes_on(scene: Scene, index: int) -> bool:
    """ "Phấn đấu tăng trưởng 8%, thu ngân sách đạt 5.240 tỷ đồng": one list of aims, to the end of its sentence."""
    lead = scene.text[: scene.amounts[0].start]
    between = scene.text[scene.amounts[index - 1].end : scene.amounts[index].start]
    return bool(_URGED_VI.search(lead)) and not _DONE_VI.search(between)


def _is_plan_value(scene: Scene, index: int, amount: Amount) -> bool:
    """A number in brackets after a share of plan, or one that "đề ra" follows, is the plan's own value."""
    if _PLAN_AFTER_VI.match(scene.text, amount.end) and (
        amount.high is not None or "vốn" in scene.text[amount.end : amount.end + 12]
    ):
        return True
    if not index or scene.text[amount.start - 1 : amount.start] != "(":
        return False
    previous = scene.amounts[index - 1]
    return previous.measure is Kind.OF_PLAN and amount.unit != "%" and amount.start - previous.end < 90
