"""`Unit`: a measure, a power of ten, and what it is per."""

import difflib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from plenum.errors import InvalidInput, UnitError
from plenum.units.currencies import CURRENCIES, CURRENCY_WORDS, LAKH_CURRENCIES, SHARED_CURRENCY_WORDS
from plenum.units.measures import MEASURES, Measure
from plenum.units.scales import leading_scale

_LEAST_EXPONENT, _GREATEST_EXPONENT = -9, 18
_GREATEST_PER = 6
"""A figure may be per a million people, not per a billion."""
_PREFIXES = {3: "thousand", 5: "lakh", 6: "m", 7: "crore", 9: "bn", 12: "tn"}
_SCALES_VI = {
    1: "chục", 2: "trăm", 3: "nghìn", 4: "vạn", 5: "trăm nghìn", 6: "triệu", 7: "chục triệu", 8: "trăm triệu",
    9: "tỷ", 10: "chục tỷ", 11: "trăm tỷ", 12: "nghìn tỷ", 13: "vạn tỷ", 14: "trăm nghìn tỷ", 15: "triệu tỷ",
}  # fmt: skip
_SCALES_EN = {
    1: "ten", 2: "hundred", 3: "thousand", 4: "ten thousand", 5: "hundred thousand", 6: "million",
    7: "ten million", 8: "hundred million", 9: "billion", 10: "ten billion", 11: "hundred billion",
    12: "trillion", 15: "quadrillion",
}  # fmt: skip
_EXAMPLES = UnitError(
    "Write it like: bn VND, m USD, tỷ đồng, %, pp, m tonnes, communes, beds per 10,000 or m2 per person."
)

_WHOLE = {"‰": ("%", -1), "basis points": ("pp", -2), "basis point": ("pp", -2), "điểm cơ bản": ("pp", -2)}
"""Names of a measure and a power of ten together."""
_WHOLE_LABELS = {
    ("%", -1): ("‰", "‰", "‰"),
    ("pp", -2): ("điểm cơ bản", "basis points", "basis point"),
}
_POPULATIONS_VI = {1: "10", 2: "100", 3: "1.000", 4: "1 vạn", 5: "10 vạn", 6: "1 triệu"}

_NOUN = re.compile(r"[a-z][a-z-]*(?: [a-z][a-z-]*){0,4}")
_PER = re.compile(r"\s*/\s*|\s+(?:per|trên|mỗi)\s+")
_POWER = re.compile(r"10\^(-?[0-9]{1,2})")
_NUMBER = re.compile(r"1(?:0{1,3}(?:[.,]?000){0,3}|(?:[.,]000){1,3})?")


@dataclass(frozen=True, slots=True)
class Unit:
    """What one of a figure is: `Unit("VND", 9)` is a billion dong, `Unit("bed", 0, "10000 person")` a bed per
    10,000 people.

    `measure` is an SDMX UNIT_MEASURE code: an ISO 4217 currency, a code of `MEASURES`, or, for something
    nobody has counted before, any singular English noun in small letters. `exponent` is SDMX's UNIT_MULT, a
    power of ten. `per` is a measure with a power of ten in figures before it where that is not 1 (`person`,
    `10000 person`); several are joined by " per " (`person per year`). Anything else raises UnitError.

    `%` and `pp` are two measures: growth from 4 % to 6 % is a rise of 2 pp, and 50 %.
    """

    measure: str
    exponent: int = 0
    per: str | None = None

    def __post_init__(self) -> None:
        if not _is_measure(self.measure):
            raise UnitError(
                "{measure!r} is not the code of a measure. {advice}",
                measure=self.measure,
                advice=_advice(str(self.measure)),
            )
        if isinstance(self.exponent, bool) or not isinstance(self.exponent, int):
            raise UnitError(f"The power of ten of a unit is a whole number, not {self.exponent!r}.")
        if not _LEAST_EXPONENT <= self.exponent <= _GREATEST_EXPONENT:
            raise UnitError(
                f"The power of ten of a unit lies between {_LEAST_EXPONENT} and {_GREATEST_EXPONENT}, "
                f"not at {self.exponent}."
            )
        if self.measure == "rank" and (self.exponent or self.per is not None):
            raise UnitError("A rank is a place in an order: it has no power of ten, and is per nothing.")
        if self.per is not None:
            for part in self.per.split(" per "):
                power, measure = _split_per(part)
                if _per_code(power, measure) != part or power > _GREATEST_PER or not _is_measure(measure):
                    raise UnitError(f"{part!r} is not what a unit can be per; write person or 10000 person.")

    @staticmethod
    def parse(text: str) -> "Unit":
        """The unit a text names, in Vietnamese, in English or as `str(unit)` writes it.

        Scale words come before the measure or, in English, after it ("VND billion"); capitals matter only in
        currency codes. `{noun}` names a counted thing that is not in the table. A text that names no unit, or
        that could be one of several ("dollars", "triệu"), raises UnitError.
        """
        if not isinstance(text, str):
            raise UnitError(
                "{text!r} is not a text, so it is not a unit. {advice}", text=text, advice=_EXAMPLES
            )
        if len(text) > 100:
            raise UnitError(
                "{text!r} is too long to be a unit. {advice}", text=text[:40] + "…", advice=_EXAMPLES
            )
        return _parse(text)

    def __str__(self) -> str:
        measure = self.measure if _is_known(self.measure) else f"{{{self.measure}}}"
        prefix = ""
        if self.exponent:
            prefix = _PREFIXES.get(self.exponent, f"10^{self.exponent}") + " "
        if self.per is None:
            return f"{prefix}{measure}"
        parts = (_split_per(part) for part in self.per.split(" per "))
        per = " per ".join(
            _per_code(power, code if _is_known(code) else f"{{{code}}}") for power, code in parts
        )
        return f"{prefix}{measure} per {per}"

    def label(self, lang: str, *, one: bool = False) -> str:
        """The unit as a page prints it: "nghìn tỷ đồng", "giường bệnh trên 1 vạn dân"; "trillion VND".

        `one` gives the English name of a single one ("commune"). A thing not in the table keeps its English
        noun in both languages.
        """
        if lang not in ("vi", "en"):
            raise InvalidInput(f"There are no unit names in the language {lang!r}; choose vi or en.")
        return _label_vi(self) if lang == "vi" else _label_en(self, one)

    @property
    def dimension(self) -> tuple[str, ...]:
        """What it measures, whatever the power of ten; two units convert exactly when this is the same."""
        pers = () if self.per is None else tuple(_split_per(part)[1] for part in self.per.split(" per "))
        return tuple(_row(code).dimension or code for code in (self.measure, *pers))

    @property
    def power(self) -> int:
        """The power of ten of one of this unit, against the plain unit of its dimension."""
        power = self.exponent + _row(self.measure).power
        if self.per is not None:
            for part in self.per.split(" per "):
                count, measure = _split_per(part)
                power -= count + _row(measure).power
        return power

    def converts_to(self, other: "Unit") -> bool:
        """Whether a value in this unit can be moved to the other by its decimal point alone."""
        return self.dimension == other.dimension


def _is_known(code: str) -> bool:
    return code in MEASURES or code in CURRENCIES


def _is_measure(code: object) -> bool:
    """Whether it is a known measure's code, or a new noun that is not another spelling of a known one."""
    if not isinstance(code, str):
        return False
    if _is_known(code):
        return True
    if len(code) > 40 or not _NOUN.fullmatch(code):
        return False
    words = code.split(" ")
    taken = code in _ALIASES or code in _WHOLE or code in SHARED_CURRENCY_WORDS
    return not taken and "per" not in words and not leading_scale(words)[1]


def _row(code: str) -> Measure:
    return MEASURES.get(code) or Measure(code, code, code)


def _split_per(part: str) -> tuple[int, str]:
    """(power of ten, measure) of one part of `per`: "10000 person" is (4, "person")."""
    number, space, measure = part.partition(" ")
    if space and number.isdecimal():
        return len(number) - 1, measure
    return 0, part


def _per_code(power: int, measure: str) -> str:
    return f"{10**power} {measure}" if power else measure


# Labels. Each reads back with Unit.parse.


def _label_vi(unit: Unit) -> str:
    row = _row(unit.measure)
    name = "đồng" if unit.measure == "VND" else row.vi
    label = _scaled(unit, _SCALES_VI, name, 0)
    if unit.per is None:
        return label
    for part in unit.per.split(" per "):
        power, measure = _split_per(part)
        name = "đồng" if measure == "VND" else _row(measure).vi
        if power:
            label += f" trên {_POPULATIONS_VI[power]} {'dân' if measure == 'person' else name}"
        else:
            label += f"/{name}"
    return label


def _label_en(unit: Unit, one: bool) -> str:
    row = _row(unit.measure)
    scales = _SCALES_EN
    if unit.measure in LAKH_CURRENCIES:
        scales = scales | {5: "lakh", 7: "crore"}
    single = one and unit.exponent == 0
    label = _scaled(unit, scales, (row.one or row.en) if single else row.en, 2 if single else 1)
    if unit.per is None:
        return label
    for part in unit.per.split(" per "):
        power, measure = _split_per(part)
        row = _row(measure)
        label += f" per {10**power:,} {row.en}" if power else f" per {row.one or row.en}"
    return label


def _scaled(unit: Unit, scales: dict[int, str], name: str, column: int) -> str:
    if whole := _WHOLE_LABELS.get((unit.measure, unit.exponent)):
        return whole[column]
    if unit.exponent == 0:
        return name
    return f"{scales.get(unit.exponent, f'10^{unit.exponent}')} {name}"


# Reading

_ALIASES: dict[str, str] = {}
for _measure in MEASURES.values():
    for _alias in (_measure.vi, _measure.en, _measure.one, _measure.code, *_measure.aliases):
        if _alias:
            _ALIASES[_alias.lower()] = _measure.code
for _code, _words in CURRENCY_WORDS.items():
    _ALIASES.update(dict.fromkeys(_words, _code))


def _advice(text: str) -> UnitError:
    close = difflib.get_close_matches(text.lower(), _ALIASES, n=3, cutoff=0.7)
    codes = list(dict.fromkeys(_ALIASES[word] for word in close))
    if not codes:
        return _EXAMPLES
    return UnitError("Is it {codes}? {advice}", codes=" / ".join(codes), advice=_EXAMPLES)


def _measure_named(text: str) -> str | None:
    """The code of the measure that a text without scale words names, or None."""
    if text in CURRENCIES or text in MEASURES:
        return text
    if text.startswith("{") and text.endswith("}"):
        noun = text[1:-1]
        if not _is_measure(noun):
            raise UnitError(
                "{text!r} does not name a new counted thing. Write a singular noun: {example}.",
                text=text,
                example="{man-day}",
            )
        return noun
    word = text.lower()
    if codes := SHARED_CURRENCY_WORDS.get(word):
        raise UnitError(
            "{text!r} is the money of several countries. Write the code: {codes}…",
            text=text,
            codes=", ".join(codes),
        )
    return _ALIASES.get(word)


def _read_measure(text: str) -> tuple[int, str] | None:
    """(power of ten, measure) of "nghìn tỷ đồng", "VND billion", "10^8 VND" or "communes"."""
    if whole := _WHOLE.get(text.lower()):
        return whole[1], whole[0]
    if code := _measure_named(text):
        return 0, code
    words = text.split(" ")
    small = [word.lower() for word in words]
    if (power := _POWER.fullmatch(words[0])) and (code := _measure_named(" ".join(words[1:]))):
        return int(power[1]), code
    if (number := _NUMBER.fullmatch(words[0])) and len(words) > 1:
        rest = _read_measure(" ".join(words[1:]))
        return rest and (rest[0] + number[0].count("0"), rest[1])
    exponent, length = leading_scale(small)
    if length:
        rest_words = words[length + 1 :] if small[length : length + 1] == ["of"] else words[length:]
        code = _measure_named(" ".join(rest_words))
        return (exponent, code) if code else None
    for start in range(1, len(words)):  # English tables put the scale last: "USD million"
        exponent, length = leading_scale(small[start:])
        if length and start + length == len(words):
            code = _measure_named(" ".join(words[:start]))
            return (exponent, code) if code else None
    return None


def _read_per(text: str) -> str | None:
    """The canonical `per` of "1 vạn dân", "10,000", "person"; a bare number is of people."""
    read = _read_measure(text) or _read_measure(f"{text} person")
    if read is None:
        return None
    power, code = read
    return _per_code(power, code) if 0 <= power <= _GREATEST_PER else None


@lru_cache(maxsize=4096)
def _parse(text: str) -> Unit:
    plain = " ".join(unicodedata.normalize("NFC", text).replace("²", "2").replace("³", "3").split())
    if not plain:
        raise UnitError("The unit is empty. {advice}", advice=_EXAMPLES)
    if read := _read_measure(plain):
        return Unit(read[1], read[0])
    first, *rest = _PER.split(plain)
    read = _read_measure(first)
    pers = [_read_per(part) for part in rest]
    if read and None not in pers:
        return Unit(read[1], read[0], " per ".join(part for part in pers if part) or None)
    if leading_scale(plain.lower().split(" "))[1] == len(plain.split(" ")):
        raise UnitError(
            "{text!r} tells how many but not of what. Write it like: triệu đồng, m USD, m tonnes.", text=plain
        )
    raise UnitError("{text!r} is not a unit Plenum knows. {advice}", text=plain, advice=_advice(plain))
