"""Quantities: exact decimals with a unit, read and written in Vietnamese and in English.

In Vietnamese 1.234,5 is what English writes 1,234.5, and 1.234 is a thousand in one and little more than one
in the other. So a number is read in a stated language, or only where a single reading is left. Arithmetic is
exact or refused: no binary floats, no rounding that nobody asked for, no NaN, and no sum over two units.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    Inexact,
    InvalidOperation,
    Overflow,
)

from plenum.errors import AmbiguousNumber, InvalidInput, NumberError, UnitError, UnitMismatch
from plenum.units import Unit

LANGUAGES = {"vi": "Vietnamese", "en": "English"}
MOST_DIGITS = 38
"""The most digits a number may be printed with: what a decimal column of every database we use can hold."""

_GREATEST_POWER = 60
_TRAPS = [Inexact, InvalidOperation, Overflow, DivisionByZero]
# Two values within 10^-60 .. 10^60 have a sum of at most 122 digits, so inside these bounds nothing is
# rounded; what would be is an error instead of a quiet loss.
EXACT = Context(prec=130, rounding=ROUND_HALF_EVEN, traps=_TRAPS)
_ROUNDING = Context(prec=130, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, Overflow])

# A no-break, a narrow no-break and a thin space divide groups in either language, and mean nothing else.
_SPACES = "\u00a0\u202f\u2009"
_GROUPED = r"([+\-\u2212]?(?:[0-9]+|[1-9][0-9]{0,2}(?:([%s%s])[0-9]{3})(?:\2[0-9]{3})*)(?:[%s][0-9]+)?)"
_PATTERNS = {
    "vi": re.compile(_GROUPED % (".", _SPACES, ",")),
    "en": re.compile(_GROUPED % (",", _SPACES, ".")),
}
_SPACES_AWAY = {ord(space): None for space in _SPACES} | {ord("\u2212"): "-"}
_PLAIN = {
    "vi": str.maketrans(_SPACES_AWAY | {ord("."): None, ord(","): "."}),
    "en": str.maketrans(_SPACES_AWAY | {ord(","): None}),
}
_TO_VI = str.maketrans(",.", ".,")


def parse_number(text: str, lang: str | None) -> Decimal:
    """The number a text writes, exactly, with the digits after the point that it prints.

    `lang` is `vi` (1.234,5), `en` (1,234.5), or None where the language is not known. Groups have three
    digits; no-break and thin spaces may divide them. A sign may lead (+, -, −). With None, a text that both
    languages read, differently, raises AmbiguousNumber naming the two numbers. NumberError is raised for
    everything else: misplaced groups, the other language, letters, more than 38 digits, infinities.
    """
    plain = isinstance(text, str) and text.isdecimal() and text.isascii() and len(text) <= MOST_DIGITS
    if plain and (lang is None or lang in LANGUAGES):
        return Decimal(text)
    if lang is not None:
        number = _read(text, lang)
        return _refuse(text, lang) if number is None else number
    vi, en = _read(text, "vi"), _read(text, "en")
    if vi is None or en is None:
        number = en if vi is None else vi
        return _refuse(text, None) if number is None else number
    if vi != en:
        raise AmbiguousNumber(
            "{text} can be {vi} (vi) or {en} (en). Say which language the file is in.",
            text=text.strip(),
            vi=f"{vi:f}",
            en=f"{en:f}",
        )
    return vi


def _read(text: str, lang: str) -> Decimal | None:
    """The reading in one language, or None where that language has none."""
    try:
        found = _PATTERNS[lang].fullmatch(text)
    except KeyError:
        raise InvalidInput(f"Numbers are not read in the language {lang!r}; choose vi or en.") from None
    except TypeError:
        raise NumberError(f"{text!r} is not a text; only texts are read as numbers.") from None
    if found is None:
        # Spaces around a number are a habit of typists; the rest of the text has to be the number.
        stripped = text.strip()
        return _read(stripped, lang) if stripped != text else None
    plain = text.translate(_PLAIN[lang])
    if len(plain) > MOST_DIGITS and sum(map(str.isdigit, plain)) > MOST_DIGITS:
        raise NumberError(
            "{shown} has more than {most} digits. Round it, or use a larger unit.",
            shown=_shown(text),
            most=MOST_DIGITS,
        )
    return Decimal(plain)


_OTHER_NOTATION = {
    "vi": NumberError(
        "{shown} is not a number in English notation: this is Vietnamese notation. Choose Vietnamese as the "
        "file's language, or write {written}."
    ).message,
    "en": NumberError(
        "{shown} is not a number in Vietnamese notation: this is English notation. Choose English as the "
        "file's language, or write {written}."
    ).message,
}
"""What is said of a number written as in this language where the other one is read."""


def _refuse(text: str, lang: str | None) -> Decimal:
    """Raise the NumberError that says why a text has no reading in `lang` (in either, where None)."""
    shown = _shown(text)
    if lang is not None:
        other = "en" if lang == "vi" else "vi"
        number = _read(text, other)
        if number is not None:
            raise NumberError(_OTHER_NOTATION[other], shown=shown, written=format_number(number, lang))
    examples = {"vi": "1.234,5", "en": "1,234.5", None: "1.234,5 (vi), 1,234.5 (en)"}[lang]
    stripped = text.strip()
    if not stripped:
        raise NumberError("There is no number here. Leave out the row, or write the number.")
    if re.fullmatch(r"[+\-\u2212]?(nan|inf(inity)?|∞)", stripped, re.IGNORECASE):
        raise NumberError(
            "{shown} is not a number that can be kept. Leave out the row where nothing is known.", shown=shown
        )
    if re.fullmatch(r"[+\-\u2212]?[0-9.,]+[eE][+\-]?[0-9]+", stripped):
        raise NumberError(
            "{shown} is in scientific notation. Write all its digits, like {examples}.",
            shown=shown,
            examples=examples,
        )
    if re.search(r"[0-9] +[0-9]", stripped):
        raise NumberError(
            "{shown} has a space between digits. Write it like {examples}.", shown=shown, examples=examples
        )
    if re.fullmatch(rf"[+\-\u2212]?[0-9.,{_SPACES}]+", stripped):
        raise NumberError(
            "{shown} has a misplaced . or ,: groups have three digits each, and digits stand on both sides "
            "of the decimal mark. Write it like {examples}.",
            shown=shown,
            examples=examples,
        )
    raise NumberError(
        "{shown} is not a number. Write digits only, like {examples}; the unit goes apart.",
        shown=shown,
        examples=examples,
    )


def _shown(text: str) -> str:
    stripped = text.strip()
    return stripped if len(stripped) <= 50 else f"{stripped[:50]}…"


def _checked(value: Decimal | int) -> Decimal:
    """The value as a finite decimal of a size that exact sums can hold."""
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise NumberError(f"{value!r} is a {type(value).__name__}; a quantity is an exact decimal.")
    number = Decimal(value)
    if not number.is_finite():
        raise NumberError(f"{number} is not a number that can be kept.")
    _, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    if exponent < -_GREATEST_POWER or len(digits) + exponent > _GREATEST_POWER:
        raise NumberError(f"{number:.6E} needs more than {_GREATEST_POWER} places before or after the point.")
    return number


def format_number(value: Decimal | int, lang: str, places: int | None = None) -> str:
    """The number as `lang` prints it, in groups of three: 1.234,5 for `vi`, 1,234.5 for `en`.

    Without `places` every digit is printed as it is kept (1.50 stays 1,50), so that `parse_number` reads back
    the same decimal. With it, the number is rounded, a half to the even digit. A zero has no sign.
    """
    if lang not in LANGUAGES:
        raise InvalidInput(f"Numbers are not written in the language {lang!r}; choose vi or en.")
    number = _checked(value)
    if places is not None:
        if not 0 <= places <= _GREATEST_POWER:
            raise InvalidInput(
                f"A number is printed with 0 to {_GREATEST_POWER} decimal places, not {places}."
            )
        number = number.quantize(Decimal((0, (1,), -places)), context=_ROUNDING)
    if not number:
        number = number.copy_abs()
    printed = f"{number:,f}"
    return printed.translate(_TO_VI) if lang == "vi" else printed


@dataclass(frozen=True, slots=True)
class Quantity:
    """An exact decimal with its unit: `Quantity(Decimal("45600"), Unit("VND", 9))`.

    Whole numbers are taken as decimals; floats, NaN and infinities raise NumberError. Two quantities are
    equal when their values and their units are; the sums and the order of two quantities need the same unit
    on both sides and raise UnitMismatch otherwise, which says what to convert. There is no quantity for
    "not known".
    """

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", _checked(self.value))
        if not isinstance(self.unit, Unit):
            raise UnitError(f"{self.unit!r} is not a unit; read a text with Unit.parse.")

    def __add__(self, other: "Quantity") -> "Quantity":
        if not isinstance(other, Quantity):
            return NotImplemented
        self._same_unit(other, "added")
        return Quantity(EXACT.add(self.value, other.value), self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        if not isinstance(other, Quantity):
            return NotImplemented
        self._same_unit(other, "subtracted")
        return Quantity(EXACT.subtract(self.value, other.value), self.unit)

    def __mul__(self, factor: Decimal | int) -> "Quantity":
        """So many times as much; the factor is a plain decimal or whole number."""
        if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
            return NotImplemented
        try:
            return Quantity(EXACT.multiply(self.value, _checked(factor)), self.unit)
        except Inexact:
            raise NumberError(f"{self.value} times {factor} has more digits than can be kept.") from None

    __rmul__ = __mul__

    def __neg__(self) -> "Quantity":
        return Quantity(self.value.copy_negate() if self.value else self.value, self.unit)

    def __abs__(self) -> "Quantity":
        return Quantity(self.value.copy_abs(), self.unit)

    def __lt__(self, other: "Quantity") -> bool:
        return self._difference(other) < 0 if isinstance(other, Quantity) else NotImplemented

    def __le__(self, other: "Quantity") -> bool:
        return self._difference(other) <= 0 if isinstance(other, Quantity) else NotImplemented

    def __gt__(self, other: "Quantity") -> bool:
        return self._difference(other) > 0 if isinstance(other, Quantity) else NotImplemented

    def __ge__(self, other: "Quantity") -> bool:
        return self._difference(other) >= 0 if isinstance(other, Quantity) else NotImplemented

    def _difference(self, other: "Quantity") -> int:
        self._same_unit(other, "compared")
        return int(self.value.compare(other.value))

    def _same_unit(self, other: "Quantity", what: str) -> None:
        if self.unit == other.unit:
            return
        if self.unit.converts_to(other.unit):
            advice = f"Convert one to the other's unit first ({self.unit})."
        elif {self.unit.measure, other.unit.measure} == {"%", "pp"}:
            advice = "A percentage and a difference of percentages are two things."
        else:
            advice = "They measure different things."
        raise UnitMismatch(f"{self.unit} and {other.unit} cannot be {what}. {advice}")

    def to(self, unit: Unit) -> "Quantity":
        """The same quantity in another unit, by moving the decimal point alone, or UnitMismatch.

        45,600 billion VND is 45.600 trillion VND, 2 km2 are 200 ha; dong and dollars never convert.
        """
        if not self.unit.converts_to(unit):
            raise UnitMismatch(
                f"{self.unit} cannot be turned into {unit}: that needs more than a power of ten."
            )
        return Quantity(EXACT.scaleb(self.value, self.unit.power - unit.power), unit)

    def change_from(self, earlier: "Quantity") -> "Quantity":
        """How much more this is than `earlier`, in its unit; between percentages, in percentage points."""
        difference = self - earlier
        unit = self.unit
        if unit.measure == "%":
            unit = Unit("pp", unit.exponent, unit.per)
        return Quantity(difference.value, unit)

    @staticmethod
    def parse(text: str, lang: str | None) -> "Quantity":
        """The quantity a text writes: `45.600 tỷ đồng`, `13.52%`, `rank 5`, `VND 65.4 million`.

        The number is read as `parse_number` reads it in `lang`, the unit as `Unit.parse` does.
        """
        if not isinstance(text, str):
            raise NumberError(f"{text!r} is not a text; write a number and its unit.")
        found = _NUMBER_FIRST.fullmatch(text.strip()) or _UNIT_FIRST.fullmatch(text.strip())
        if found is None:
            raise NumberError(f"{_shown(text)} is not a number followed by its unit, like 45 %.")
        unit = " ".join(part for part in (found["before"], found["after"]) if part)
        return Quantity(parse_number(found["number"], lang), Unit.parse(unit))

    def format(self, lang: str, places: int | None = None) -> str:
        """The quantity as a page prints it: "45.600 tỷ đồng", "13,52%", "rank 5"; `parse` reads it back."""
        number = format_number(self.value, lang, places)
        label = self.unit.label(lang, one=number in ("1", "-1"))
        if self.unit.measure == "rank":
            return f"{label} {number}"
        return f"{number}{label}" if label[0] in "%‰" else f"{number} {label}"

    def __str__(self) -> str:
        return f"{self.value:f} {self.unit}"


_NUMBER = rf"(?P<number>[+\-\u2212]?[0-9](?:[0-9.,{_SPACES}]*[0-9])?)"
_NUMBER_FIRST = re.compile(rf"(?P<before>){_NUMBER}\s*(?P<after>[^0-9\s].*|10\^.*)")
_UNIT_FIRST = re.compile(rf"(?P<before>[^0-9+\-\u2212]*[^0-9+\-\u2212\s])\s*{_NUMBER}(?:\s+(?P<after>.+))?")


def total(quantities: Iterable[Quantity]) -> Quantity:
    """The sum of one or more quantities of one unit. The sum of none is refused: nothing is not zero."""
    several = list(quantities)
    if not several:
        raise InvalidInput("There is nothing to add up, and the total of nothing is not zero.")
    result = several[0]
    for quantity in several[1:]:
        result = result + quantity
    return result
