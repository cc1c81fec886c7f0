"""How an English figure measures, from the words on either side of it."""

import re

from plenum.reading.figures import Kind
from plenum.reading.patterns.measure_words import (
    DISBURSEMENT,
    GROWTH_NAME_EN,
    NOT_RATE,
    PLAN_EN,
    RATES,
    of_plan,
    subject_text,
)
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import (
    ADVERB,
    AUX,
    BY,
    DETERMINER,
    DOWN,
    FROM,
    GROWTH,
    LINK,
    SHARE,
    TIME,
    TO,
    UP,
    VERB,
)

_SMALL = r"(?:[\w'’.\-]+\s+){0,6}?"


_OF_PLAN_EN = re.compile(
    rf"\s*(?:of|against|on)\s+(?:the\s+|its\s+|their\s+|what\s+)?{_SMALL}{PLAN_EN}", re.IGNORECASE
)


_SPENT = re.compile(
    r"\b(?:spent|spend|used|utili[sz]ed|disbursed|absorbed|expended)\s+(?:\w+\s+){0,4}$", re.IGNORECASE
)
_OF_FUNDS = re.compile(
    r"\s*of\s+(?:the|its|their|this|our|his|her)\s+(?:[\w'’-]+\s+){0,5}?(?:budget|allocations?|funds?|grants?|appropriation|"
    r"vote|capital)\b(?!\s+on\b)",
    re.IGNORECASE,
)
"""What is spent of what was given is a share of plan: "spent 75% of its budget", not "of its budget on schools"."""
_OF_OUTPUT = re.compile(
    r"\s*of\s+[^,;]{0,30}\bbudget on\b|\s*of\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:GDP|GRDP|GNP)\b|\s*on the basis\b",
    re.IGNORECASE,
)
"""Of what is no plan, though a word for one follows: "4.6 per cent of GDP in the revised estimates"."""
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


_RATIO_EN = re.compile(
    r"\s*of\s+(?:the\s+)?(?:[\w'’\-]+\s+){0,2}?(?:average|last year['’]s|previous year['’]s|"
    r"same period|that of|level of (?:last|the previous)|national figure|year-earlier)\b",
    re.IGNORECASE,
)


_MORE_EN = re.compile(
    r"\s*(?:\w+ly\s+)?(?:more\b(?!\s+\w+s\b)|higher|larger|bigger|greater|better|faster|"
    r"quicker|stronger|up\b|ahead of|above|over\s+(?:the\s+|last|(?:19|20)\d\d|that|its|"
    r"one)|increase\b|rise\b|growth\b|gain\b|"
    r"year[- ]on[- ]year|y-o-y|on (?:last|the previous) year|on the year|longer|jump\b|improvement\b|hike\b|"
    r"CAGR\b|compound\b)",
    re.IGNORECASE,
)


_LESS_EN = re.compile(
    r"\s*(?:\w+ly\s+)?(?:less\b|lower|smaller|fewer\b(?!\s+\w+s\b)|down\b|below|behind|"
    r"decrease\b|decline\b|drop\b|fall\b|reduction\b|cut\b|slower|worse|shorter)",
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


def english(scene: Scene, index: int, amount: Amount, before: str, after: str) -> None:
    link, falls = _movement(scene, amount)
    amount.falls = falls and link in ("by", "of")
    subject = subject_text(scene, index)
    unit = amount.unit
    if unit == "x":
        amount.measure = Kind.RATIO
        if re.match(rf"\s*(?:the\s+)?(?:\w+\s+)?{PLAN_EN}\b", after, re.IGNORECASE):
            amount.measure, amount.unit, amount.value = Kind.OF_PLAN, "%", amount.value * 100
        return
    if unit == "%":
        if not link and (gap := _gapped(scene, index)) is not None:
            link, amount.falls = "by", gap
        _percent_en(scene, amount, before, after, link, subject)
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


_GAP = re.compile(
    r"[\s,;]*(?:(?:and|while|but|for example|for instance)[\s,]+){0,2}[^,;.\d]{2,60}?\bby\s+(?:\w+\s+)?$"
)


def _gapped(scene: Scene, index: int) -> bool | None:
    """Whether it falls, where the verb of growth is that of the figure before: "cut by 3%, and births by #"."""
    previous = scene.amounts[index - 1] if index else None
    if previous is None or previous.measure not in (Kind.GROWTH, Kind.CHANGE):
        return None
    between = scene.tokens[previous.token + 1 : scene.amounts[index].token]
    if any(token.tag in (LINK, SHARE, VERB, UP, DOWN) for token in between):
        return None
    return previous.falls if _GAP.match(scene.text[previous.end : scene.amounts[index].start]) else None


_LAST_YEARS = re.compile(r"[^,;.]{0,24}\b(?:last|previous|preceding)\s+year", re.IGNORECASE)
_THIS_YEARS = re.compile(r"[^,;.]{0,24}\bcurrent\s+year", re.IGNORECASE)


def _over_plan(scene: Scene, after: str) -> bool:
    """Whether a percentage leads a plan, and not the plan of the year before."""
    if _LAST_YEARS.match(after) or (scene.context.is_budget and _THIS_YEARS.match(after)):
        return False
    return bool(_ABOVE_PLAN_EN.match(after))


def _percent_en(scene: Scene, amount: Amount, before: str, after: str, link: str, subject: str) -> None:
    rate = bool(RATES.search(subject)) and not NOT_RATE.search(subject)
    if (
        rate
        and not DISBURSEMENT.search(subject)
        and (_over_plan(scene, after) or _BELOW_PLAN_EN.match(after))
    ):
        amount.measure, amount.unit, amount.falls = Kind.CHANGE, "pp", bool(_BELOW_PLAN_EN.match(after))
        return
    over = re.search(

                r"\b(?:beat|beats|beating|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|"
                r"overshot)\b.*?\b(?:plans?|targets?|estimates?|forecasts?|"
                r"goals?)\b[^,]*\bby\s+(?:\w+\s+){0,2}$"
                ,
        before, re.IGNORECASE,
    )  # fmt: skip
    if (
        over
        or _over_plan(scene, after)
        or re.match(r"\s*(?:over|above)\s*$|\s*over\s*[.,]", after)
        or re.search(r"\bbeat(?:s|ing)?\s+(?:the\s+)?(?:plan|target|estimate),?\s*by\s+$", before)
    ):
        of_plan(amount, amount.value + 100)
    elif _BELOW_PLAN_EN.match(after):
        of_plan(amount, 100 - amount.value)
    elif (
        re.search(
            r"\bagainst\s+(?:the\s+)?[\w'’ ]*(?:decision|allocations?|plan|target)\b.*\b(?:this|"
            r"it)\s+is\s*$",
            before,
        )
        or (_OF_PLAN_EN.match(after) and not _OF_OUTPUT.match(after))
        or (_SPENT.search(before) and _OF_FUNDS.match(after))
    ):
        amount.measure = Kind.OF_PLAN
    elif re.search(r"\band\s+(?:last|the previous) year by\s*$", before):
        amount.measure = Kind.GROWTH
    elif _RATIO_EN.match(after):
        amount.measure = Kind.RATIO
    elif re.match(
        r"\s*(?:\w+\s+)?(?:increase|rise|drop|fall|decrease|decline|reduction|cut)\s+(?:in|for)\b", after
    ):
        amount.measure, amount.falls = (
            Kind.GROWTH,
            bool(re.match(r"\s*(?:\w+\s+)?(?:drop|fall|dec|red|cut)", after)),
        )
        if rate:
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif amount.signed or link in ("by", "of"):
        amount.measure = Kind.GROWTH
        yearly = re.search(r"\bshare\b", subject) and re.match(
            r"\s*(?:per annum|a year|each year|annually)", after
        )
        if rate and not GROWTH_NAME_EN.search(subject) and not yearly:
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif link in ("to", "from") and not GROWTH_NAME_EN.search(subject):
        amount.measure = Kind.LEVEL
    elif _LESS_EN.match(after):
        amount.measure, amount.falls = Kind.GROWTH, True
        if rate:
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif _MORE_EN.match(after):
        amount.measure = Kind.GROWTH
        if rate:
            amount.measure, amount.unit = Kind.CHANGE, "pp"
    elif DISBURSEMENT.search(subject) and not re.match(
        r"\s*of\s+(?:total|gdp|the total)", after, re.IGNORECASE
    ):
        amount.measure = Kind.OF_PLAN
    elif GROWTH_NAME_EN.search(subject):
        amount.measure = Kind.GROWTH
    else:
        amount.measure = Kind.LEVEL
