"""What can be counted: nouns of both languages and the unit each stands for."""

import re

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
              "police": "officer", "clergy": "person", "households": "household", "moves": "move",
              "poultry": "head", "livestock": "head"}  # fmt: skip


DURATIONS = frozenset(
    "year years month months week weeks day days hour hours minute minutes decade decades century".split()  # noqa: SIM905
)


DURATION_NAMES = re.compile(
    r"\b(?:time|times|lifespan|maturity|(?:average|median|retirement|pension\w*|minimum|maximum) age|age limit|wait|"
    r"waiting|duration|expectancy|recover\w*|thời gian|thời "
    r"hạn|tuổi|tuổi thọ|kỳ hạn|equivalent to)\b",
    re.IGNORECASE,
)
"""What is measured in time: after these words a span of time is a figure."""


LIST_OPENERS = frozenset(
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


_PLURAL_STOP = frozenset("is was has this its as us gas across less".split())  # noqa: SIM905


_NOT_COUNTED = (
    "năm|tháng|ngày|giờ|phút|quý|tuần|giây|lần|điểm|bậc|con|ca|cái|cây|cầu|căn|bản|máy|tổ|cuộc|khối|"
    "đơn|đợt|ha|hạng|tuyến|mục tiêu|h|s|t"
)
"""Names of measures that as words of a sentence are times, parts of other words, or too common to trust."""


def _vietnamese_nouns() -> dict[str, str]:
    """Counted words -> unit, from the table of measures, with the reports' own words on top."""
    nouns: dict[str, str] = {}
    skip = set(_NOT_COUNTED.split("|"))
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
        "con trâu": "head", "con bò": "head", "con lợn": "head", "con heo": "head", "con gia súc": "head",
        "con gia cầm": "head", "con gà": "head", "con vịt": "head", "con": "head", "cây xanh": "tree",
        "cây phân tán": "tree", "cây giống": "tree",
        "nội dung": "", "dn": "enterprise", "htx": "cooperative", "kcn": "park",
    }  # fmt: skip
    return nouns


VI_NOUNS = _vietnamese_nouns()


VI_COUNTED = re.compile(
    r"\s{1,2}("
    + "|".join(re.escape(word) for word in sorted(VI_NOUNS, key=len, reverse=True) if word != "con")
    + r"|con(?=\s*(?:[,.;:()]|$)|\s(?:và|các loại|so với)\b)"
    + r")(?![^\W_])",
    re.IGNORECASE,
)


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


def is_plural(word: str) -> bool:
    lower = word.lower()
    return lower in _IRREGULAR or (
        lower.endswith("s")
        and len(lower) > 3
        and not lower.endswith(("ss", "us", "is", "'s"))
        and lower not in _PLURAL_STOP
    )


def unit_en(word: str) -> str:
    singular = _singular(word)
    return _SYNONYMS.get(singular, singular)


KNOWN_EN = {
    _SYNONYMS.get(code, code)
    for code, measure in MEASURES.items()
    if not measure.dimension and code.isalpha()
} | {"corporation", "student", "enterprise"}
