"""Amounts: a number with its sign, range, scale words and unit ("VND65.4 million", "1.234,5 tỷ đồng")."""

import re
from dataclasses import dataclass
from decimal import Decimal

from plenum.reading.patterns.numbers import FRACTIONS, LITERAL, MULTIPLES, ORDINALS, WORDS, literal
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import FIGURE, MASK, tag
from plenum.units.currencies import CURRENCIES, CURRENCY_WORDS, SHARED_CURRENCY_WORDS
from plenum.units.scales import SCALE_WORDS

_NOT_CURRENCIES = frozenset("ALL TOP TRY COP CUP MAD BAM GEL SOS STN ANG LAK PEN".split())  # noqa: SIM905
"""Codes that are English words in capitals far more often than money."""

_SHARED_EXTRA = {"rs.": "rupee", "rs": "rupee", "rupees": "rupee", "rupee": "rupee", "dollars": "$", "dollar": "$",
                 "đô la": "$", "đô-la": "$", "đôla": "$"}  # fmt: skip
_PREFIXES = {"r": "ZAR", "kshs": "KES", "kshs.": "KES", "ksh": "KES", "ksh.": "KES", "c$": "CAD", "nz$": "NZD",
             "₦": "NGN", "₱": "PHP", "rm": "MYR", "ush": "UGX", "tk": "BDT", "birr": "ETB", "₹": "INR",
             "€": "EUR", "£": "GBP", "¥": "JPY", "gh₵": "GHS"}  # fmt: skip
_LEFT_CURRENCY = re.compile(
    r"(?:(?<![\w$])(US\$|HK\$|NZ\$|[SAC]\$|Kshs?\.?|Rupees|Rs\.?|R|RM|VNĐ|[A-Z]{3})|([$€£¥₹₦₱]))[ \u00a0]?$"
)

_UNITS: dict[str, tuple[str, int]] = {
    # word: (unit, power of ten)
    "%": ("%", 0), "percent": ("%", 0), "per cent": ("%", 0), "pct": ("%", 0), "phần trăm": ("%", 0),
    "percentage points": ("pp", 0), "percentage point": ("pp", 0), "percent points": ("pp", 0), "pp": ("pp", 0),
    "% points": ("pp", 0), "% point": ("pp", 0), "điểm %": ("pp", 0), "điểm phần trăm": ("pp", 0),
    "điểm phần %": ("pp", 0), "basis points": ("pp", -2), "basis point": ("pp", -2), "bps": ("pp", -2),
    "điểm cơ bản": ("pp", -2),
    "times": ("x", 0), "-fold": ("x", 0), "fold": ("x", 0), "lần": ("x", 0),
    "tonnes": ("tonne", 0), "tonne": ("tonne", 0), "tons": ("tonne", 0), "ton": ("tonne", 0),
    "metric tons": ("tonne", 0), "metric tonnes": ("tonne", 0), "tấn": ("tonne", 0), "mt": ("tonne", 0),
    "hectares": ("ha", 0), "hectare": ("ha", 0), "ha": ("ha", 0), "héc-ta": ("ha", 0), "hecta": ("ha", 0),
    "km2": ("km2", 0), "km²": ("km2", 0), "square kilometres": ("km2", 0), "square kilometers": ("km2", 0),
    "sq km": ("km2", 0), "km": ("km", 0), "kilometres": ("km", 0), "kilometers": ("km", 0), "kms": ("km", 0),
    "ki-lô-mét": ("km", 0), "m2": ("m2", 0), "m²": ("m2", 0), "square metres": ("m2", 0), "square meters": ("m2", 0),
    "sq m": ("m2", 0), "mét vuông": ("m2", 0), "m3": ("m3", 0), "m³": ("m3", 0), "cubic metres": ("m3", 0),
    "cubic meters": ("m3", 0), "mét khối": ("m3", 0), "mw": ("MW", 0), "megawatts": ("MW", 0), "gw": ("MW", 3),
    "kwh": ("kWh", 0), "mwh": ("kWh", 3), "gwh": ("kWh", 6), "quintals/ha": ("quintal/ha", 0),
    "quintals per hectare": ("quintal/ha", 0), "tạ/ha": ("quintal/ha", 0), "quintals": ("quintal/ha", 0),
    "places": ("place", 0), "rungs": ("place", 0), "spots": ("place", 0), "notches": ("place", 0),
    "positions": ("place", 0), "bậc": ("place", 0), "kg": ("kg", 0), "kilograms": ("kg", 0), "tạ": ("quintal", 0),
    "kilometre": ("km", 0), "litres": ("l", 0), "lít": ("l", 0),
    "lượt khách": ("visitor", 0), "lượt người": ("visitor", 0), "lượt khách du lịch": ("visitor", 0),
    "lượt": ("visitor", 0), "lượt du khách": ("visitor", 0),
    "u.s dollars": ("USD", 0), "us dollars": ("USD", 0), "đô la mỹ": ("USD", 0), "đ": ("VND", 0),
}  # fmt: skip
_UNITS |= {word: (code, 0) for code, words in CURRENCY_WORDS.items() for word in words if len(word) > 1}
_SHARED = {**{word: word for word in SHARED_CURRENCY_WORDS if len(word) > 1}, **_SHARED_EXTRA}

_SCALES = {
    lang: {word: power for word, power in words.items() if word not in ("hundreds", "ten", "chục")}
    for lang, words in SCALE_WORDS.items()
}
_SCALES["en"] |= {"bn": 9, "mn": 6, "m": 6, "tn": 12, "mln": 6, "bln": 9}
_SHORT = frozenset(("m", "mn", "bn", "tn", "mln", "bln"))


def _alternatives(words: list[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s{1,3}") for word in sorted(words, key=len, reverse=True)
    )


_SUFFIX = {
    lang: re.compile(
        rf"(?:[\s\u00a0]{{0,2}}(?P<scale>{_alternatives(list(_SCALES[lang]))})(?![^\W_]))?"
        r"(?:[\s\u00a0]{0,2}|"
        rf"-)(?:(?P<unit>{_alternatives([*_UNITS, *_SHARED])})(?![^\W_])|"
        r"(?P<code>[A-Z]{3})(?!\w))?"
        r"(?P<per>(?:\s?/\s?(?:người|năm|tháng|ha|hộ|ngày|m2|lượt|đơn vị|person|year|month))*)",
        re.IGNORECASE,
    )
    for lang in ("en", "vi")
}
_FOOTNOTE = re.compile(r"[⁰¹²³⁴-⁹]+")
_NUMBER = re.compile(LITERAL)
_DASH = re.compile(rf"\s?[-–—]\s?(?=({LITERAL}))")
_AFTER_SHARE = re.compile(r"\d%\s?[-–—]\s?$")
_TO = {
    "en": re.compile(rf"\s+(?:to|and)\s+(?=(?:US)?[$€£]?({LITERAL}))"),
    "vi": re.compile(rf"\s+(?:đến|tới)\s+(?=({LITERAL}))"),
}
_BETWEEN = re.compile(
    r"\b(?:between|khoảng|from|mức|từ)(?:\s+(?:about|around|khoảng|US\$?|VND|USD|[$€£]|Rs\.?))?\s*$", re.I
)
_FROM = re.compile(r"(?:\bfrom|\btừ)\s*(?:US\$|[$€£]|VND|USD|Rs\.?|R)?\s?$", re.IGNORECASE)
_MOVING = re.compile(
    r"\b(?:increas|ris|rose|grew|grow|fall|fell|drop|declin|reduc|cut|mov|enhanc|step|up|"
    r"down|rais|expand|shift|improv|lift|widen|narrow)",
    re.IGNORECASE,
)
_OPENS_RANGE = re.compile(
    r"\b(?:needed|between|range|ranging|of|target|around|about|approximately|from)\s+$", re.IGNORECASE
)
_BEFORE_ITEM = re.compile(
    r"(?:\b(?:No|Nos|Number|Article|Articles|Section|Chapter|Table|Figure|Fig|Schedule|"
    r"Schedules|Part|Vol|Volume|Page|"
    r"phase|Phase|Group|group|stage|Stage|item|Item|Annex|Appendix|Clause|clause|Regulation|"
    r"type|Type|grade|Class|class|"
    r"level|Decree|Box|Chart|Room|COVID|Covid|số|khoản|điều|Điều|mục|Mục|phụ lục|Phụ lục|"
    r"chương|Chương|giai đoạn|"
    r"Giai đoạn|lần thứ|thứ|tổ|Tổ|nhóm|Nhóm|khóa|khoá|Khóa|Khoá|cấp|loại|Bảng|bảng|Hình|"
    r"hình|trang|kỳ|vành đai|QL|"
    r"quốc lộ|Quốc lộ|trên|hạng|lớp|tiểu mục|bước|biểu|Quận|quận|Phường|khu vực|zone|Zone|"
    r"SDG|Goal|Ward|ward|Lot|District)"
    r"\.?\s{0,2}|[A-Za-zđĐ]-|[A-Za-z]/|#)$"
)
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b")
_RUN_ON = re.compile(r"[a-zà-ỹđ]{3,4}$|ằng$")
"""The end of a Vietnamese word that a lost blank has joined to its number ("đạt721,3 nghìn tỷ đồng")."""
_GLUED = re.compile(r"[^\W\d_]|_")
_WORDY = {
    lang: re.compile(
        rf"(?<![\w-])(?:(?P<fraction>{_alternatives(list(FRACTIONS[lang]))})|"
        rf"(?P<multiple>{_alternatives(list(MULTIPLES[lang]))})"
        rf"|(?P<word>{_alternatives(list(WORDS[lang]))}))(?![\w-])",
        re.IGNORECASE,
    )
    for lang in ("en", "vi")
}
_OUT_OF = {
    "en": re.compile(
        r"(?:\s+out)?\s+(?:of|among)\s+(?:the\s+|its\s+|"
        r"all\s+)?(?:country['’]s\s+)?(\d{1,4}|\w+)(?=\s|[,.;)])|/\d{1,3}(?:,\d{3})*\b"
    ),
    "vi": re.compile(r"/\d{1,4}\b|\s+trong\s+(?:tổng\s+)?(?:số\s+)?(\d{1,4})\b"),
}
_IN_FIVE = re.compile(
    r"\s+(?:in|out of)\s+(?:every\s+)?(two|three|four|five|six|seven|eight|nine|"
    r"ten)\b(?!\s+(?:years|months|days))"
)


@dataclass(frozen=True, slots=True)
class _Suffix:
    end: int
    unit: str
    power: int
    shared: str = ""


def find(scene: Scene) -> None:
    """Add every number of the sentence that is not claimed: with its unit, or bare for `counts` to settle."""
    text = scene.text
    amounts: list[Amount] = []
    position = 0
    while match := _NUMBER.search(text, position):
        amount = None if scene.is_taken(match.start(), match.end()) else _amount(scene, match)
        if amount is None:
            position = match.end()
            continue
        amounts.append(amount)
        position = max(match.end(), amount.end)
    amounts.extend(_worded(scene, amounts))
    scene.amounts.extend(amounts)
    scene.amounts.sort(key=lambda amount: amount.start)


def tokenise(scene: Scene) -> None:
    """Split the sentence into tokens, one for each amount and each claimed span."""
    spans = [(left, right, name, -1) for left, right, name in scene.taken if name != FIGURE]
    spans += [(left, right, MASK, -1) for left, right in scene.persons if not scene.is_taken(left, right)]
    spans += [(amount.start, amount.end, FIGURE, index) for index, amount in enumerate(scene.amounts)]
    scene.tokens = tag(scene.text, scene.lang, sorted(spans))
    for position, token in enumerate(scene.tokens):
        if token.tag == FIGURE:
            scene.amounts[token.figure].token = position


_JOINING = re.compile(r"\s*(?:\(|,?\s*or\s|,?\s*tương đương|hay)[^()\d;]{0,24}$")


def conversions(scene: Scene) -> None:
    """Mark the second currency that repeats an amount: "26.8 trillion VND (1.16 billion USD)"."""
    for index, (first, second) in enumerate(zip(scene.amounts, scene.amounts[1:], strict=False)):
        between = scene.text[first.end : second.start]
        money = first.unit in CURRENCIES and second.unit in CURRENCIES and first.unit != second.unit
        if money and len(between) < 32 and _JOINING.match(between):
            second.converts = index


def _amount(scene: Scene, match: re.Match[str]) -> Amount | None:
    text, lang = scene.text, scene.lang
    start, end = match.span()
    glued = (
        start
        and _GLUED.match(text[start - 1])
        and not (lang == "vi" and _RUN_ON.search(text, max(0, start - 4), start))
    )
    if glued and not _LEFT_CURRENCY.search(text, max(0, start - 8), start):
        return None
    value = literal(match.group(), lang)
    if value is None:
        return None
    number_end = end
    if note := _FOOTNOTE.match(text, end):
        end = note.end()
    currency, left = _currency_before(scene, start)
    suffix = _suffix(scene, end, bool(currency))
    high: Decimal | None = None
    if upper := _range(scene, start, end, suffix):
        high, end, suffix = upper
        number_end = end
    unit = currency or suffix.unit
    if not unit and _is_item(text, start, end, lang):
        return None
    signed = False
    if start and text[start - 1] in "+−-" and left == start and (start < 2 or text[start - 2] in " (:\n"):
        signed, left = True, start - 1
        if text[start - 1] != "+" and unit in ("%", "pp"):
            value = -value
    scale = Decimal(10) ** suffix.power
    if suffix.power and not suffix.unit and high is None and (rest := _smaller_part(scene, suffix)):
        value, scale, suffix = value * scale + rest[0], Decimal(1), rest[1]
        unit = currency or suffix.unit
    return Amount(
        left,
        suffix.end if suffix.unit or suffix.power or suffix.end > end else end,
        start,
        number_end,
        value * scale,
        unit,
        None if high is None else high * scale,
        signed,
    )


_PART = re.compile(r"\s(\d{1,3}(?:[.,]\d{1,2})?)(?=\s)")


def _smaller_part(scene: Scene, suffix: _Suffix) -> tuple[Decimal, _Suffix] | None:
    """(value, suffix) of the second part of "1 billion 530 million USD"."""
    match = _PART.match(scene.text, suffix.end)
    if match is None:
        return None
    part = _suffix(scene, match.end(), False)
    value = literal(match.group(1), scene.lang)
    if value is None or not part.power or part.power >= suffix.power or part.unit in ("%", "pp", "x"):
        return None
    return value * Decimal(10) ** part.power, part


def _currency_before(scene: Scene, start: int) -> tuple[str, int]:
    """(currency, where it starts) of a sign or code printed before the number."""
    match = _LEFT_CURRENCY.search(scene.text, max(0, start - 8), start)
    if match is None:
        return "", start
    word = match.group(1) or match.group(2)
    left = match.start(1) if match.group(1) else match.start(2)
    lower = word.lower()
    if word == "R" and match.end() != left + 1:
        return "", start
    if lower in _PREFIXES:
        return _PREFIXES[lower], left
    if lower in _SHARED or lower in SHARED_CURRENCY_WORDS:
        return scene.context.money.get(_SHARED.get(lower, lower), "USD"), left
    if lower in _UNITS:
        return _UNITS[lower][0], left
    if word in CURRENCIES and word not in _NOT_CURRENCIES:
        return word, left
    return "", start


def _suffix(scene: Scene, end: int, has_currency: bool) -> _Suffix:
    """The scale words and the unit that follow a number."""
    match = _SUFFIX[scene.lang].match(scene.text, end)
    if match is None:
        return _Suffix(end, "", 0)
    power, stop = 0, end
    if scale := match["scale"]:
        word = " ".join(scale.lower().split())
        if word in _SHORT and not (has_currency or match["code"] or match["unit"]):
            return _Suffix(end, "", 0)
        power, stop = _SCALES[scene.lang][word], match.end("scale")
    if word := match["unit"]:
        lower = " ".join(word.lower().split())
        if has_currency and lower not in _SHARED and lower not in _UNITS:
            return _Suffix(stop, "", power)
        if lower in _SHARED:
            return _Suffix(match.end(), scene.context.money.get(_SHARED[lower], "USD"), power)
        unit, extra = _UNITS[lower]
        return _Suffix(match.end(), unit, power + extra)
    code = match["code"]
    if code and code.isupper() and code in CURRENCIES and code not in _NOT_CURRENCIES:
        return _Suffix(match.end(), code, power)
    return _Suffix(stop, "", power)


def _range(scene: Scene, start: int, end: int, suffix: _Suffix) -> tuple[Decimal, int, _Suffix] | None:
    """(upper end, where the figure ends, its unit) where the number opens a range: "7,5 - 8,5%"."""
    text, lang = scene.text, scene.lang
    after = suffix.end if suffix.unit == "%" else end
    dash = _DASH.match(text, after)
    link = dash or (None if suffix.power else _TO[lang].match(text, after))
    if link is None:
        return None
    if dash and (
        _DASH.match(text, _suffix(scene, dash.end(1), False).end)
        or _AFTER_SHARE.search(text, max(0, start - 6), start)
    ):
        return None  # one of a list of shares: 20% - 38% - 42%
    if dash is None:
        if (
            lang == "en"
            and _FROM.search(text, max(0, start - 12), start)
            and _MOVING.search(text, max(0, start - 80), start)
        ):
            return None
        if not suffix.unit and not _BETWEEN.search(text, max(0, start - 20), start) and "and" in link.group():
            return None
        if suffix.unit and not (suffix.unit == "%" and _OPENS_RANGE.search(text, max(0, start - 20), start)):
            return None
    upper_start, upper_end = link.span(1)
    if scene.is_taken(upper_start, upper_end):
        return None
    high = literal(link.group(1), lang)
    if high is None:
        return None
    low = literal(text[start:end].strip("⁰¹²³⁴⁵⁶⁷⁸⁹"), lang)
    upper = _suffix(scene, upper_end, False)
    if low is None or high <= low or (suffix.unit and suffix.unit != upper.unit):
        return None
    years = 1900 < high < 2100 and "," not in link.group(1)
    if not upper.unit and not upper.power and (years or (dash is None and lang == "vi")):
        return None
    return high, upper_end, upper


def _is_item(text: str, start: int, end: int, lang: str) -> bool:
    """Whether a number without a unit only labels or numbers something."""
    if _BEFORE_ITEM.search(text, max(0, start - 14), start) and not (
        lang == "vi" and text[:start].endswith("trên ")
    ):
        return True
    if _ORDINAL_TAIL.match(text, end):
        return True
    after = text[end : end + 2]
    if (
        start == 0
        and text[end : end + 1] == " "
        and text[end + 1 : end + 2].isupper()
        and "." in text[start:end]
        and lang == "en"
    ):
        return True
    if start == 0 and after[:1] in (".", ")", "/") and not after[1:2].isdigit():
        return True
    if text[max(0, start - 1) : start] == "(" and after[:1] == ")":
        return True
    if after[:1] in ("/", ":", "-", "–") and after[1:2].isalnum():
        return after[:1] != "/" or not after[1:2].isdigit()
    return after[:1].isalpha() and not after[:1].isspace()


def _worded(scene: Scene, found: list[Amount]) -> list[Amount]:
    """Numbers written as words: fractions, multiples, and small counts for `counts` to settle."""
    amounts: list[Amount] = []
    for match in _WORDY[scene.lang].finditer(scene.text):
        start, end = match.span()
        if scene.is_taken(start, end) or any(a.start < end and start < a.end for a in found):
            continue
        if amounts and start < amounts[-1].end:
            continue
        word = " ".join(match.group().lower().split())
        if match["fraction"]:
            value = FRACTIONS[scene.lang][word]
            if word == "half" and (
                re.search(
                    r"\b(?:first|second|other|remaining|latter|opening|next|last)\s+$",
                    scene.text[max(0, start - 12) : start],
                )
                or scene.text[end : end + 12].startswith(" of the term")
            ):
                continue
            if word == "half" and not re.match(r"\s+(?:of|a|the)\b", scene.text[end : end + 6]):
                continue
            amounts.append(Amount(start, end, start, end, value, "%"))
        elif match["multiple"]:
            if re.match(r"[\s-]*digit", scene.text[end : end + 8]):
                continue
            value = Decimal(MULTIPLES[scene.lang][word])
            amounts.append(Amount(start, end, start, end, value, "x"))
        elif scene.lang == "en" and (pair := _IN_FIVE.match(scene.text, end)):
            share = Decimal(WORDS["en"][word] * 100) / WORDS["en"][pair.group(1)]
            amounts.append(Amount(start, pair.end(), start, pair.end(), round(share, 4), "%"))
        else:
            suffix = _suffix(scene, end, False)
            value = Decimal(WORDS[scene.lang][word]) * Decimal(10) ** suffix.power
            amounts.append(Amount(start, max(end, suffix.end), start, end, value, suffix.unit))
    return amounts


def out_of(scene: Scene, amount: Amount) -> int:
    """Where "of 63", "/63", "out of the 14" after a number ends; the number's own end where there is none."""
    match = _OUT_OF[scene.lang].match(scene.text, amount.number_end)
    if match is None:
        return amount.number_end
    word = match.group(1)
    if word and not word.isdigit() and word.lower() not in WORDS[scene.lang]:
        return amount.number_end
    return match.end()


__all__ = ["ORDINALS", "find", "out_of"]
