"""Scale words, units and currencies as they stand beside a number ("VND65.4 million", "1.234,5 tỷ đồng")."""

import re
from dataclasses import dataclass

from plenum.reading.patterns.scene import Scene
from plenum.units.currencies import CURRENCIES, CURRENCY_WORDS, SHARED_CURRENCY_WORDS
from plenum.units.scales import SCALE_WORDS

_NOT_CURRENCIES = frozenset("ALL TOP TRY COP CUP MAD BAM GEL SOS STN ANG LAK PEN".split())  # noqa: SIM905
"""Codes that are English words in capitals far more often than money."""

_SHARED_EXTRA = {"rs.": "rupee", "rs": "rupee", "rupees": "rupee", "rupee": "rupee", "dollars": "$", "dollar": "$",
                 "đô la": "$", "đô-la": "$", "đôla": "$"}  # fmt: skip
_PREFIXES = {"r": "ZAR", "kshs": "KES", "kshs.": "KES", "ksh": "KES", "ksh.": "KES", "c$": "CAD", "nz$": "NZD",
             "₦": "NGN", "₱": "PHP", "rm": "MYR", "ush": "UGX", "tk": "BDT", "birr": "ETB", "₹": "INR",
             "€": "EUR", "£": "GBP", "¥": "JPY", "gh₵": "GHS"}  # fmt: skip
LEFT_CURRENCY = re.compile(
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


def alternatives(words: list[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"\s{1,3}") for word in sorted(words, key=len, reverse=True)
    )


_ALIKE = str.maketrans("\u0130\u0131\u017f", "iis")
"""Letters that a pattern which ignores case takes for i and s, and that are no capitals of them."""


def as_listed(found: str) -> str:
    """What a pattern of `alternatives` that ignores case has found, as the list writes it."""
    return " ".join(found.translate(_ALIKE).lower().split())


_SUFFIX = {
    lang: re.compile(
        rf"(?:[\s\u00a0]{{0,2}}(?P<scale>{alternatives(list(_SCALES[lang]))})(?![^\W_]))?"
        r"(?:[\s\u00a0]{0,2}|"
        rf"-)(?:(?P<unit>{alternatives([*_UNITS, *_SHARED])})(?![^\W_])|"
        r"(?P<code>[A-Z]{3})(?!\w))?"
        r"(?P<per>(?:\s?/\s?(?:người|năm|tháng|ha|hộ|ngày|m2|lượt|đơn vị|person|year|month))*)",
        re.IGNORECASE,
    )
    for lang in ("en", "vi")
}


@dataclass(frozen=True, slots=True)
class Suffix:
    end: int
    unit: str
    power: int
    shared: str = ""


def currency_before(scene: Scene, start: int) -> tuple[str, int]:
    """(currency, where it starts) of a sign or code printed before the number."""
    match = LEFT_CURRENCY.search(scene.text, max(0, start - 8), start)
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


def suffix_at(scene: Scene, end: int, has_currency: bool) -> Suffix:
    """The scale words and the unit that follow a number."""
    match = _SUFFIX[scene.lang].match(scene.text, end)
    if match is None:
        return Suffix(end, "", 0)
    power, stop = 0, end
    if scale := match["scale"]:
        word = as_listed(scale)
        if word in _SHORT and not (has_currency or match["code"] or match["unit"]):
            return Suffix(end, "", 0)
        power, stop = _SCALES[scene.lang][word], match.end("scale")
    if word := match["unit"]:
        lower = as_listed(word)
        if has_currency and lower not in _SHARED and lower not in _UNITS:
            return Suffix(stop, "", power)
        if lower in _SHARED:
            return Suffix(match.end(), scene.context.money.get(_SHARED[lower], "USD"), power)
        unit, extra = _UNITS[lower]
        return Suffix(match.end(), unit, power + extra)
    code = match["code"]
    if code and code.isupper() and code in CURRENCIES and code not in _NOT_CURRENCIES:
        return Suffix(match.end(), code, power)
    return Suffix(stop, "", power)
