"""Number literals and number words of running text, in both languages.

Running text is read by its own habits, not refused: English prints 1,234.5, South Africa 1 234,5, Vietnam
1.234,5, and a slip (a point for a comma in one percentage) stays a number. Strict reading of a form's cell is
`plenum.quantities.parse_number`.
"""

import re
from decimal import Decimal

LITERAL = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.]\d)(?:,\d{1,2})?(?!\d)|\d+(?:[.,]\d+)*"
"""A number as digits: groups of three parted by blanks, or digits with points and commas."""

_MOST_DIGITS = 24
_BLANKS = re.compile(r"[ \u00a0\u202f]")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$")
"""1,09,537: groups as India counts them, two digits above the thousands."""
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+$")


def literal(text: str, lang: str) -> Decimal | None:
    """The number a literal stands for; None where it is none (a version, a run of digits too long)."""
    digits = _BLANKS.sub("", text)
    if len(digits) > _MOST_DIGITS:
        return None
    if lang == "en" and _INDIAN.match(digits):
        return Decimal(digits.replace(",", ""))
    thousands, point = (".", ",") if lang == "vi" else (",", ".")
    if thousands in digits and point not in digits and not _GROUPED.match(digits):
        # 7,9% in English, 6.7% in Vietnamese: the other habit's decimal mark, if it stands alone.
        if digits.count(thousands) > 1:
            return None
        return Decimal(digits.replace(thousands, "."))
    if digits.count(point) > 1:
        # 1.234.567 and 1.234.567,8 in English: thousands, and the mark behind them, the other way round.
        whole, _, rest = digits.partition(thousands)
        if not _GROUPED.match(whole) or (rest and not rest.isdigit()):
            return None
        return Decimal(f"{whole.replace(point, '')}.{rest}".rstrip("."))
    if thousands in digits and point in digits and digits.rfind(thousands) > digits.rfind(point):
        # 33,448.222 in Vietnamese: both marks part thousands; 1.234,5 in English: the other habit throughout.
        if lang == "vi" and _GROUPED.match(digits):
            return Decimal(digits.replace(",", "").replace(".", ""))
        thousands, point = point, thousands
        if digits.count(point) > 1:
            return None
    return Decimal(digits.replace(thousands, "").replace(point, "."))


_ONES_EN = (  # noqa: SIM905
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
ORDINALS_EN = (  # noqa: SIM905
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth"
).split()

WORDS: dict[str, dict[str, int]] = {
    "en": {word: number for number, word in enumerate(_ONES_EN) if number}
    | {word: 10 * number for number, word in enumerate(_TENS_EN, 2)}
    | {
        f"{tens}-{one}": 10 * number + unit
        for number, tens in enumerate(_TENS_EN, 2)
        for unit, one in enumerate(_ONES_EN[:10])
        if unit
    },
    "vi": {"hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10},
}
"""Number words that may count things. Vietnamese "một" and "năm" are left out: "a" and "year" far more often."""

ORDINALS = {word: number for number, word in enumerate(ORDINALS_EN, 1)}

_THIRD = Decimal("33.3333")
FRACTIONS: dict[str, dict[str, Decimal]] = {
    "en": {
        "half": Decimal(50),
        "one half": Decimal(50),
        "one-half": Decimal(50),
        "a third": _THIRD,
        "one third": _THIRD,
        "one-third": _THIRD,
        "two thirds": Decimal("66.6667"),
        "two-thirds": Decimal("66.6667"),
        "a quarter": Decimal(25),
        "one quarter": Decimal(25),
        "one-quarter": Decimal(25),
        "three quarters": Decimal(75),
        "three-quarters": Decimal(75),
        "one fifth": Decimal(20),
        "one-fifth": Decimal(20),
        "a fifth": Decimal(20),
        "two-fifths": Decimal(40),
        "one-tenth": Decimal(10),
        "a tenth": Decimal(10),
    },
    "vi": {
        "một nửa": Decimal(50),
        "1/2": Decimal(50),
        "1/3": _THIRD,
        "2/3": Decimal("66.6667"),
        "1/4": Decimal(25),
        "3/4": Decimal(75),
        "một phần ba": _THIRD,
        "hai phần ba": Decimal("66.6667"),
        "một phần tư": Decimal(25),
    },
}
"""A fraction of a whole as its percentage, to four decimals."""

MULTIPLES: dict[str, dict[str, int]] = {
    "en": {
        "doubled": 2,
        "doubling": 2,
        "double": 2,
        "twice": 2,
        "tripled": 3,
        "tripling": 3,
        "triple": 3,
        "quadrupled": 4,
        "threefold": 3,
        "twofold": 2,
        "fourfold": 4,
        "fivefold": 5,
        "tenfold": 10,
    },
    "vi": {"gấp đôi": 2, "gấp ba": 3, "gấp bốn": 4, "gấp hai": 2},
}
