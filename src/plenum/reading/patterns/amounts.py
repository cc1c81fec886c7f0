"""Amounts: a number with its sign, range, scale words and unit ("VND65.4 million", "1.234,5 tỷ đồng")."""

import re
from decimal import Decimal

from plenum.reading.patterns.counted_nouns import VI_COUNTED, is_plural
from plenum.reading.patterns.numbers import LITERAL, WORDS, literal
from plenum.reading.patterns.printed_units import LEFT_CURRENCY, Suffix, currency_before, suffix_at
from plenum.reading.patterns.scene import Amount, Scene
from plenum.reading.patterns.tagging import FIGURE, MASK, NOUN, VERBAL, tag
from plenum.reading.patterns.worded import worded
from plenum.units.currencies import CURRENCIES

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
_PER_ONE = re.compile(r"\b(?:trên|per|mỗi)\s+$", re.IGNORECASE)
_BY = re.compile(r"\bby\s+$", re.IGNORECASE)
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
_OUT_OF = {
    "en": re.compile(
        r"(?:\s+out)?\s+(?:of|among)\s+(?:the\s+|its\s+|"
        r"all\s+)?(?:country['’]s\s+)?(\d{1,4}|\w+)(?=\s|[,.;)])|/\d{1,3}(?:,\d{3})*\b"
    ),
    "vi": re.compile(r"/\d{1,4}\b|\s+trong\s+(?:tổng\s+)?(?:số\s+)?(\d{1,4})\b"),
}


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
    amounts.extend(worded(scene, amounts))
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
            onward = position + 1
            while scene.tokens[onward : onward + 1] and scene.tokens[onward].word in _NEW:
                onward += 1
            following = scene.tokens[onward : onward + 2]
            counted = following and following[0].tag in VERBAL and is_plural(following[0].word)
            if counted and not scene.amounts[token.figure].unit and following[-1].word != "for":
                following[0].tag = NOUN  # "1,200 accounts": no verb


_NEW = frozenset(("new", "additional", "more", "other", "existing", "separate"))
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
    if glued and not LEFT_CURRENCY.search(text, max(0, start - 8), start):
        return None
    value = literal(match.group(), lang)
    if value is None:
        return None
    number_end = end
    if note := _FOOTNOTE.match(text, end):
        end = note.end()
    currency, left = currency_before(scene, start)
    suffix = suffix_at(scene, end, bool(currency))
    high: Decimal | None = None
    if upper := _range(scene, start, end, suffix):
        high, end, suffix = upper
        number_end = end
    unit = currency or suffix.unit
    if not unit and _is_item(text, start, end, lang):
        return None
    if value == 1 and unit and _PER_ONE.search(text, max(0, start - 6), start):
        return None  # "giá trị sản phẩm trên 1 ha đất": the base of a rate
    signed = False
    if start and text[start - 1] in "+−-" and left == start and (start < 2 or text[start - 2] in " (:\n"):
        signed, left = True, start - 1
        if text[start - 1] != "+" and unit in ("%", "pp"):
            value = -value
    if unit == "ZAR" and suffix.power and high is None and _DECIMAL_COMMA.fullmatch(match.group()):
        value = Decimal(match.group().replace(",", "."))  # South Africa parts thousands by blanks
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


_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{3}")
_PART = re.compile(r"\s(\d{1,3}(?:[.,]\d{1,2})?)(?=\s)")


def _smaller_part(scene: Scene, suffix: Suffix) -> tuple[Decimal, Suffix] | None:
    """(value, suffix) of the second part of "1 billion 530 million USD"."""
    match = _PART.match(scene.text, suffix.end)
    if match is None:
        return None
    part = suffix_at(scene, match.end(), False)
    value = literal(match.group(1), scene.lang)
    if value is None or not part.power or part.power >= suffix.power or part.unit in ("%", "pp", "x"):
        return None
    return value * Decimal(10) ** part.power, part


def _range(scene: Scene, start: int, end: int, suffix: Suffix) -> tuple[Decimal, int, Suffix] | None:
    """(upper end, where the figure ends, its unit) where the number opens a range: "7,5 - 8,5%"."""
    text, lang = scene.text, scene.lang
    after = suffix.end if suffix.unit == "%" else end
    dash = _DASH.match(text, after)
    link = dash or (None if suffix.power else _TO[lang].match(text, after))
    if link is None:
        return None
    if dash and (
        _DASH.match(text, suffix_at(scene, dash.end(1), False).end)
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
    upper = suffix_at(scene, upper_end, False)
    if low is None or high <= low or (suffix.unit and suffix.unit != upper.unit):
        return None
    if (
        dash is None
        and not upper.unit
        and high > 2 * low
        and _BY.search(text, max(0, start - 4), start)
        and _MOVING.search(text, max(0, start - 40), start)
    ):
        return None  # "rose by 340 to 1,922": by how much, and to what
    years = 1900 < high < 2100 and "," not in link.group(1)
    if (
        not upper.unit
        and not upper.power
        and (years or (dash is None and lang == "vi" and not _counts(text, start, upper_end)))
    ):
        return None
    return high, upper_end, upper


def _counts(text: str, start: int, end: int) -> bool:
    """ "từ 100 đến 120 đảng viên": a range of what is counted, where nothing moved from the one to the other."""
    return bool(
        VI_COUNTED.match(text, end)
        and re.search(r"\btừ\s+$", text[max(0, start - 5) : start])
        and not re.search(r"tăng|giảm|nâng|lên", text[max(0, start - 40) : start])
    )


def _is_item(text: str, start: int, end: int, lang: str) -> bool:
    """Whether a number without a unit only labels or numbers something."""
    if _BEFORE_ITEM.search(text, max(0, start - 14), start) and not (
        lang == "vi" and text[max(0, start - 7) : start].lower().endswith(("trên ", "dân số "))
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


def out_of(scene: Scene, amount: Amount) -> int:
    """Where "of 63", "/63", "out of the 14" after a number ends; the number's own end where there is none."""
    match = _OUT_OF[scene.lang].match(scene.text, amount.number_end)
    if match is None:
        return amount.number_end
    word = match.group(1)
    if word and not word.isdigit() and word.lower() not in WORDS[scene.lang]:
        return amount.number_end
    return match.end()
