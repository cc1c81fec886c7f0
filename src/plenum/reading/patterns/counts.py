"""Counts and ranks: a bare number with the words it counts ("65 new projects", "57 xã"), or a place in an order."""

import re
from decimal import Decimal

from plenum.reading.figures import Kind
from plenum.reading.patterns.amounts import out_of
from plenum.reading.patterns.numbers import ORDINALS
from plenum.reading.patterns.scene import NO_SPAN, Amount, Scene
from plenum.reading.patterns.tagging import ADVERB, AND, FIGURE, GROWTH, MASK, NOUN, OTHER, PLAN, Token
from plenum.units.currencies import CURRENCIES
from plenum.units.measures import MEASURES

_SYNONYMS = {
    "people": "person", "resident": "person", "citizen": "person", "individual": "person", "american": "person",
    "inhabitant": "person", "family": "household", "firm": "enterprise", "company": "enterprise",
    "msme": "enterprise",
    "corporation": "enterprise", "business": "enterprise", "ime": "enterprise", "tourist": "visitor",
    "mse": "enterprise",
    "arrival": "visitor", "home": "house", "dwelling": "house", "car": "vehicle", "truck": "vehicle",
    "program": "programme", "pupil": "student", "child": "child", "criteria": "criterion", "sme": "enterprise",
    "organisation": "organization", "employee": "worker", "farmers": "farmer", "territory": "territory",
    "licence": "licence", "license": "licence", "employer": "enterprise", "town": "town", "kid": "child",
    "passenger": "passenger", "countries": "country", "nation": "country", "man-day": "man-day",
    "startup": "enterprise",
}  # fmt: skip
_IRREGULAR = {"people": "person", "children": "child", "criteria": "criterion", "men": "man", "women": "woman",
              "ones": "", "buses": "bus", "media": "medium", "staff": "staff", "personnel": "staff", "cattle": "head",
              "police": "officer", "clergy": "person", "households": "household", "moves": "move"}  # fmt: skip
_DURATIONS = frozenset(
    "year years month months week weeks day days hour hours minute minutes decade decades century".split()  # noqa: SIM905
)
_DURATION_NAMES = re.compile(
    r"\b(?:time|times|lifespan|maturity|age|wait|waiting|duration|recover\w*|thời gian|thời "
    r"hạn|tuổi|kỳ hạn|equivalent to)\b",
    re.IGNORECASE,
)
_LIST_OPENERS = frozenset(
    "cause causes reason reasons content contents issue issues point points factor factors "  # noqa: SIM905
    "aspect aspects way ways "
    "direction directions breakthrough breakthroughs lesson lessons part parts topic "
    "topics question questions "
    "proposal proposals recommendation recommendations step steps stage stages phase "
    "phases priority priorities pillar "
    "pillars focus things thing kind kinds type types form forms theme themes principle "
    "principles conclusion item items "
    "numbers level levels side sides fund funds goals goal objectives objective digits "
    "digit figures words speakers opinions "
    "session sessions meeting group-discussions sectors fields field areas options option ".split()
)
_NOT_AFTER_ONE = frozenset("of the day hand side such".split())  # noqa: SIM905
_PLURAL_STOP = frozenset("is was has this its as us gas across less".split())  # noqa: SIM905
_RANKED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|came|comes|stands?|stood|placed|places|position|puts?|leaving|"
    r"rated|was|is|the)(?:\s+[\w']+){0,5}\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_RANK_TAIL = re.compile(
    r"(?:st|nd|rd|th)?(?:\s*[-–]?\s*(?:highest|largest|biggest|best|lowest|most|fastest|"
    r"smallest|greatest|busiest|poorest|richest|in the (?:country|nation|world|region)|"
    r"nationwide|place|position|nationally|out of|among|/\s?\d|of\s+(?:the\s+)?\d+|spot|"
    r"rank)\b|(?:st|nd|rd|th)\s*/\s*\d+)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?<![\w.,-])(?:(?P<digits>\d{1,3})(?:st|nd|rd|th)\b|"
    rf"(?P<word>{'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?![\w]))",
    re.IGNORECASE,
)
_NOT_RANK = re.compile(
    r"\s+(?:(?:national|provincial|city|party|plenary|ordinary|extraordinary|"
    r"expanded)\s+)*(?:congress|conference|session|meeting|term|plenum|anniversary|"
    r"legislature|"
    r"sitting|floor|century|quarter|half|month|months|year|years|day|time|week|phase|round|"
    r"central|of\s+[A-Z][a-z]+\s+\d|of\s+(?:January|February|March|April|May|June|July|"
    r"August|September|October|November|December))",
    re.IGNORECASE,
)
_TOP = re.compile(
    r"(?<!to )(?<!should )(?<!will )(?<!would )\btop\s+(?P<n>\d{1,3}|three|five|ten)\b(?![.,]\d|"
    r"\s(?:billion|million|trillion))",
    re.IGNORECASE,
)
_RANK_VI = re.compile(
    r"(?P<mark>(?:đứng|xếp|vị trí|vị|hạng|rộng|lớn|cao|ngôi|đứng ở vị trí|xếp hạng|đứng "
    r"hạng|xếp vị trí)?\s*(?:thứ|số|hạng))\s+(?P<n>\d{1,3}|nhất|nhì|hai|ba|tư|năm|sáu|bảy|"
    r"tám|chín|mười)(?P<of>\s?/\s?\d{1,3}|\s+trong\s+(?:tổng\s+)?(?:số\s+)?\d{1,3})?(?!\w)",
    re.IGNORECASE,
)
_VI_ORDINALS = {
    "nhất": 1,
    "nhì": 2,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_RANK_CONTEXT_VI = re.compile(
    r"(?:đứng|xếp|vị trí|vị|hạng|rộng|lớn|cao|ngôi|đầu|dẫn|quy mô|tốp|top)\s*$", re.IGNORECASE
)
_RANK_AFTER_VI = re.compile(
    r"\s*(?:/\s?\d|cả nước|toàn quốc|thế giới|trong|khu vực|vùng|của cả nước|miền|Đông Nam "
    r"Á|so với|về|[.,;)]|$)",
    re.IGNORECASE,
)
_TOP_VI = re.compile(
    r"\b(?:tốp|top|nhóm)\s+(?P<n>\d{1,3})(?=\s+(?:địa phương|tỉnh|nước|cả nước|quốc gia|"
    r"thành phố|nền kinh tế|dẫn đầu|đầu|trong|toàn))|\b(?P<one>1|"
    r"một)\s+trong\s+(?:số\s+)?(?P<m>\d{1,3})\s+(?=nước|tỉnh|địa phương|quốc gia|thành phố|"
    r"nền)",
    re.IGNORECASE,
)


def _vietnamese_nouns() -> dict[str, str]:
    """Counted words -> unit, from the table of measures, with the reports' own words on top."""
    nouns: dict[str, str] = {}
    skip = {"năm", "tháng", "ngày", "giờ", "phút", "quý", "tuần", "giây", "lần", "điểm", "bậc", "con", "ca", "cái", "cây",
            "cầu", "căn", "bản", "máy", "tổ", "cuộc", "khối", "đơn", "đợt", "ha", "hạng", "tuyến", "mục tiêu", "h", "s", "t"}  # fmt: skip
    for code, measure in MEASURES.items():
        if measure.dimension or code in ("%", "pp", "x", "rank", "place"):
            continue
        for word in (measure.vi, *measure.aliases):
            if (word not in skip and not word.isascii()) or word in ("xe", "camera", "bang"):
                nouns[word] = code
    nouns |= {
        "bộ, cơ quan trung ương": "agency", "bộ, cơ quan": "agency", "bộ, ngành": "agency",
        "bộ ngành": "agency", "mặt hàng": "product",
        "tỉnh, thành": "province", "tỉnh, thành phố": "province", "tỉnh thành": "province",
        "quốc gia, vùng lãnh thổ": "country",
        "quốc gia và vùng lãnh thổ": "country", "nước": "country", "dân": "person", "người": "person",
        "lao động": "worker",
        "hợp tác xã": "cooperative", "phường, xã": "ward", "xã, phường": "commune",
        "huyện, thị xã": "district", "đơn vị": "unit",
        "vốn": "", "ngành": "", "nhóm": "", "lĩnh vực": "", "khách": "visitor", "khách du lịch": "visitor",
        "du khách": "visitor",
        "lượt khách": "visitor", "giường bệnh": "bed", "trường hợp": "case", "vụ": "case",
        "vụ việc": "case", "cơ sở": "facility",
        "khu": "area", "bãi": "site", "hồ": "reservoir", "cảng": "port", "phòng": "", "điểm": "",
        "dịch vụ": "service",
        "hành khách": "passenger", "kế hoạch": "plan", "văn bản": "document", "công trình": "work",
        "tuyến đường": "road",
        "mô hình": "model", "cuộc": "", "hội viên": "member", "đảng viên": "member", "cán bộ": "official",
        "ca mắc": "case",
        "tổ chức đảng": "organization", "chi bộ": "cell", "đảng bộ": "organization", "người dân": "person",
        "học sinh": "student",
        "nhiệm vụ": "", "chỉ tiêu": "", "tiêu chí": "", "kiến nghị": "", "giải pháp": "", "nguồn": "",
        "khu vực": "", "cấp": "",
        "đại biểu quốc hội": "delegate", "hộ nghèo": "household", "hộ dân": "household", "tàu": "ship",
        "tàu cá": "ship",
        "cụm công nghiệp": "cluster", "khu công nghiệp": "park", "nhà đầu tư": "investor",
        "nhà máy": "factory", "ý kiến": "",
        "thị xã": "town", "thành phố": "city", "thôn": "village", "hồ sơ": "application", "đề án": "scheme",
        "nội dung": "",
    }  # fmt: skip
    return nouns


_VI_NOUNS = _vietnamese_nouns()
_VI_COUNTED = re.compile(
    r"\s{1,2}("
    + "|".join(re.escape(word) for word in sorted(_VI_NOUNS, key=len, reverse=True))
    + r")(?![^\W_])",
    re.IGNORECASE,
)


def ranks(scene: Scene) -> None:
    """Add the places in an order; run before `amounts`, whose numbers they would be."""
    text = scene.text
    if scene.lang == "vi":
        for match in _TOP_VI.finditer(text):
            _rank(
                scene,
                match.start("n" if match["n"] else "one"),
                match.end("n") if match["n"] else match.end(),
                Decimal(match["n"] or match["m"]),
            )
        for match in _RANK_VI.finditer(text):
            word = match["n"].lower()
            before = text[max(0, match.start() - 14) : match.start("n")]
            named = len(match["mark"].split()) > 1 or _RANK_CONTEXT_VI.search(
                text[max(0, match.start() - 14) : match.start()]
            )
            if not named or (
                "số" in before.lower() and "ngôi" not in before.lower() and "vị trí" not in before.lower()
            ):
                continue
            if word.isalpha() and not _RANK_AFTER_VI.match(text, match.end()):
                continue
            mark = match["mark"].split()[-1]
            start = match.start("n") - len(mark) - 1
            _rank(scene, start, match.end(), Decimal(word) if word.isdigit() else Decimal(_VI_ORDINALS[word]))
        return
    for match in _TOP.finditer(text):
        word = match["n"].lower()
        value = Decimal(word) if word.isdigit() else Decimal({"three": 3, "five": 5, "ten": 10}[word])
        _rank(scene, match.start(), match.end(), value)
    for match in _ORDINAL.finditer(text):
        if _NOT_RANK.match(text, match.end()) or scene.is_taken(*match.span()):
            continue
        tail = _RANK_TAIL.match(text, match.end())
        before = text[max(0, match.start() - 40) : match.start()]
        ranked = re.search(
            r"\b(?:rank(?:s|ed|ing)?|came|placed|stands?|stood|puts?|position)\b(?:\s+[\w'’]+){0,4}\s+$",
            before,
        )
        if tail is None and not ranked:
            continue
        if (
            match["word"]
            and match["word"].lower() == "second"
            and tail
            and "most" in tail.group()
            and not ranked
        ):
            continue
        value = Decimal(match["digits"]) if match["digits"] else Decimal(ORDINALS[match["word"].lower()])
        probe = Amount(match.start(), match.end(), match.start(), match.end(), value)
        _rank(scene, match.start(), max(match.end(), out_of(scene, probe)), value)


def _rank(scene: Scene, start: int, end: int, value: Decimal) -> None:
    if scene.is_taken(start, end):
        return
    amount = Amount(start, end, start, end, value, "rank")
    amount.measure = Kind.RANK
    scene.amounts.append(amount)
    scene.taken.append((start, end, FIGURE))


def settle(scene: Scene) -> None:
    """Give each bare number its counted words, or the unit it shares with the one before, or drop it."""
    kept: list[Amount] = []
    for amount in scene.amounts:
        if amount.unit:
            if amount.unit == "x" and scene.lang == "vi" and _is_occasion(scene, amount):
                continue
            kept.append(amount)
            continue
        settled = _count_vi(scene, amount) if scene.lang == "vi" else _count_en(scene, amount)
        if settled or _follows(scene, amount, kept):
            kept.append(amount)
        else:
            scene.tokens[amount.token].tag = OTHER
    for index, amount in enumerate(kept):
        scene.tokens[amount.token].figure = index
    scene.amounts = kept


def _is_occasion(scene: Scene, amount: Amount) -> bool:
    """ "2 lần": twice, not a multiple, unless something grew or is so many times another."""
    before = scene.text[max(0, amount.start - 40) : amount.start].lower()
    return not re.search(r"tăng|gấp|giảm|bằng|cao hơn|lớn hơn|nhiều hơn|hơn|gần", before)


def _singular(word: str) -> str:
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("sses", "shes", "ches", "xes")):
        return lower[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return lower[:-1]
    return lower


def _is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in _IRREGULAR or (
        lower.endswith("s")
        and len(lower) > 3
        and not lower.endswith(("ss", "us", "is", "'s"))
        and lower not in _PLURAL_STOP
    )


def _unit_en(word: str) -> str:
    singular = _singular(word)
    return _SYNONYMS.get(singular, singular)


def _count_en(scene: Scene, amount: Amount) -> bool:
    """Take in the noun phrase that follows: words up to the last plural, and what "and" joins to it."""
    tokens, index = scene.tokens, amount.token + 1
    first, last = index, -1
    # "561 projects out of 1,354", "82 out of 191 communes": the whole is part of the figure.
    whole = out_of(scene, amount)
    if whole > amount.number_end and amount.number_end == amount.end:
        while index < len(tokens) and tokens[index].end <= whole:
            index += 1
        first = index
    limit = min(len(tokens), index + 7)
    while index < limit:
        token = tokens[index]
        if token.tag in (NOUN, GROWTH, PLAN) or (
            token.tag == ADVERB and token.word in ("more", "additional", "new", "other")
        ):
            if _is_plural(token.word):
                last = index
            elif (last >= 0 and token.tag != NOUN) or last >= 0:
                break
        elif (
            token.word
            in (
                "-",
                "/",
                "running",
                "existing",
                "growing",
                "registered",
                "trained",
                "completed",
                "of",
                "the",
                "its",
            )
            and last < 0
            and (
                token.word not in ("of", "the", "its")
                or (whole == amount.number_end and index == first and token.word != "the")
            )
        ):
            if token.word == "of":
                break
        else:
            break
        index += 1
    single = amount.value == 1
    if (
        last < 0
        and single
        and first < len(tokens)
        and tokens[first].tag == NOUN
        and amount.number_end - amount.number_start > 1
    ):
        if tokens[first].word in _NOT_AFTER_ONE or _unit_en(tokens[first].word) not in _KNOWN_EN:
            return False
        last = first
    if last < 0:
        return False
    head = tokens[last].word
    if head in _DURATIONS:
        return _duration(scene, amount, head, last)
    if (
        _is_label(scene, amount)
        or head in _LIST_OPENERS
        or (1900 <= amount.value <= 2100 and amount.end - amount.number_start == 4)
    ):
        return False
    unit = _unit_en(tokens[last].word)
    stop = last
    if (
        stop + 2 < len(tokens)
        and tokens[stop + 1].tag == ","
        and tokens[stop + 2].tag == NOUN
        and _is_plural(tokens[stop + 2].word)
    ):
        probe = stop + 2
        if probe + 2 < len(tokens) and tokens[probe + 1].tag == AND and tokens[probe + 2].tag == NOUN:
            stop = probe + 2
    elif (
        stop + 2 < len(tokens)
        and tokens[stop + 1].tag == AND
        and tokens[stop + 2].tag == NOUN
        and _is_plural(tokens[stop + 2].word)
    ):
        stop += 2
    _count(scene, amount, first, stop, unit or scene.context.last_count or "item")
    return True


_KNOWN_EN = {
    _SYNONYMS.get(code, code)
    for code, measure in MEASURES.items()
    if not measure.dimension and code.isalpha()
} | {"corporation", "student", "enterprise"}


def _count(scene: Scene, amount: Amount, first: int, last: int, unit: str) -> None:
    tokens = scene.tokens
    while first < last and tokens[first].word in ("more", "additional", "other", "out", "of", "the", "its"):
        first += 1
    amount.counted = (tokens[first].start, tokens[last].end)
    amount.end = max(amount.end, tokens[last].end)
    amount.unit = unit
    for token in tokens[amount.token + 1 : last + 1]:
        token.tag = MASK
    scene.context.last_count = unit


def _is_label(scene: Scene, amount: Amount) -> bool:
    before = scene.text[max(0, amount.start - 12) : amount.start]
    return (
        bool(re.search(r"\b(?:the|these|those|their|his|her|our|both)\s+$", before, re.IGNORECASE))
        and amount.value < 10
    )


def _duration(scene: Scene, amount: Amount, head: str, last: int) -> bool:
    """A span of time is a figure only where time is what is measured."""
    if not _DURATION_NAMES.search(scene.text[max(0, amount.start - 60) : amount.start]):
        return False
    _count(scene, amount, last, last, head.removesuffix("s"))
    amount.counted = NO_SPAN
    return True


def _count_vi(scene: Scene, amount: Amount) -> bool:
    match = _VI_COUNTED.match(scene.text, amount.end)
    before = scene.text[max(0, amount.start - 24) : amount.start].lower()
    if match is None:
        if re.search(r"dân số(?:\s+(?:khoảng|trên|hơn|gần|là|đạt))*\s*$", before):
            amount.unit = "person"
            return True
        return False
    unit = _VI_NOUNS[" ".join(match.group(1).lower().split())]
    if not unit or scene.is_taken(*match.span(1)):
        return False
    tokens = scene.tokens
    first = amount.token + 1
    last = first
    while last + 1 < len(tokens) and tokens[last].end < match.end():
        last += 1
    while last + 1 < len(tokens) and tokens[last + 1].tag == NOUN and last - first < 8:
        last += 1
    if (
        last + 1 < len(tokens)
        and tokens[last + 1].tag == "("
        and last + 3 < len(tokens)
        and tokens[last + 3].tag == ")"
        and tokens[last + 2].tag == NOUN
    ):
        last += 3
    _count(scene, amount, first, last, unit)
    amount.counted = (match.start(1), max(match.end(1), tokens[last].end))
    return True


_PARALLEL_EN = re.compile(
    r"\s+(?:of (?:them|these|those|which|that)\b|in the\b|are\b|were\b|is\b|was\b|have\b|"
    r"had\b|each\b|in [A-Z]|belong|meet\b|for\b|being\b|from\b)|\s*(?:[;.,)]|$)"
)
_PARALLEL_VI = re.compile(r"\s*(?:[;.,)]|$)")
_TO_VI = re.compile(r"(?:\blên|\blà|\bđạt|\bcòn)\s+(?:khoảng\s+|gần\s+|hơn\s+|trên\s+)?$")


def _follows(scene: Scene, amount: Amount, kept: list[Amount]) -> bool:
    """A bare number that counts what the one before it counted ("121 meet the norms", "over 3 600 in the Cape")."""
    text = scene.text
    previous = kept[-1] if kept else None
    if amount.value >= 1900 and amount.value <= 2100 and amount.value == int(amount.value):
        return False
    if (
        text[max(0, amount.number_start - 1) : amount.number_start] == "."
        or amount.end == amount.number_start
    ):
        return False
    scaled = amount.end > amount.number_end and amount.value >= 100_000
    if scaled and not text[amount.end : amount.end + 1].isalpha():
        if previous and (previous.unit in CURRENCIES or previous.unit == "visitor"):
            amount.unit = previous.unit
        elif scene.lang == "vi" and re.search(r"t[ỷỉ]\s*$", text[amount.number_end : amount.end]):
            amount.unit = "VND"
        if amount.unit:
            return True
    if scene.lang == "vi":
        if not (
            _PARALLEL_VI.match(text, amount.end)
            and _TO_VI.search(text, max(0, amount.start - 16), amount.start)
        ):
            return False
        unit = previous.unit if previous and previous.is_count else ""
        if unit:
            amount.unit = unit
        return bool(unit)
    if re.search(r"\bfrom\s+(?:about\s+|over\s+)?$", text[max(0, amount.start - 12) : amount.start]):
        following = next((a for a in scene.amounts if a.start > amount.start and a.unit), None)
        if following and following.start - amount.end < 12:
            amount.unit = following.unit
            return True
    count = previous.unit if previous and (previous.is_count or previous.unit == "place") else ""
    if not count and previous is None and scene.context.last_count and not scene.opens:
        count = scene.context.last_count
    if (
        previous
        and previous.unit == "place"
        and re.search(r"\bup\s+$", text[max(0, amount.start - 5) : amount.start])
    ):
        count = "place"
    if not count or not _PARALLEL_EN.match(text, amount.end):
        if (
            previous
            and previous.measure is Kind.RANK
            and re.search(r"\b(?:up|down)\s+$", text[max(0, amount.start - 6) : amount.start])
        ):
            amount.unit = "place"
            return True
        return False
    amount.unit = count
    amount.named_by = len(kept) - 1 if previous else -1
    return True


__all__ = ["ranks", "settle"]
_ = Token
