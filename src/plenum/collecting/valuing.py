"""A figure's value as the ledger would keep it, and what the ledger's values say of it.

The reader multiplies scale words out and knows no unit but plain ones; an indicator has a unit of its own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from plenum.collecting.folding import fold
from plenum.collecting.vocabulary import Stand
from plenum.errors import PlenumError
from plenum.ledger.fields import canonical
from plenum.quantities import EXACT, parse_number
from plenum.reading.checks import SLIP, SLIP_TOLERANCE
from plenum.units import Unit

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PER = re.compile(r"/|\b(?:per|tren|moi|cho|for every)\b")


@lru_cache(maxsize=1024)
def unit_or_none(text: str) -> Unit | None:
    """The unit a text names, None where it names none."""
    try:
        return Unit.parse(text)
    except PlenumError:
        return None


def in_unit(value: Decimal, unit: str, wanted: Unit, around: str = "") -> Decimal | None:
    """`value` of the reader's `unit` in the unit of an indicator; None where no power of ten leads there.

    The reader counts "35 beds per 10,000 people" in beds. Where `around`, the words from the value on, say what it is
    per, the number is taken as it stands.
    """
    read = unit_or_none(unit)
    if read is None:
        return None
    if read.converts_to(wanted):
        return canonical(EXACT.scaleb(value, read.power - wanted.power))
    if (
        wanted.per is not None
        and read.per is None
        and read.measure == wanted.measure
        and _PER.search(fold(around))
    ):
        return canonical(EXACT.scaleb(value, read.exponent - wanted.exponent))
    return None


def printed_number(words: str, value: Decimal, lang: str) -> Decimal | None:
    """The number that stands in a value's words, with the digits it is printed with: 45.600 of "45.600 tỷ đồng".

    None where the words hold no number that `value` is a power of ten of ("half", "one in three").
    """
    found = _NUMBER.search(words)
    if found is None:
        return None
    readings: list[Decimal] = []
    for language in dict.fromkeys((lang or "vi", "vi", "en")):
        try:
            number = parse_number(found.group(), language)
        except PlenumError:
            continue
        if _is_power_of_ten(abs(value), number):
            readings.append(number)
    unit = unit_or_none(words[: found.start()].strip() + " " + words[found.end() :].strip())
    if unit is not None:
        # 45,600 and 45.6 are both a power of ten away; the scale word says which of them is printed.
        exact = [number for number in readings if EXACT.scaleb(number, unit.exponent) == abs(value)]
        readings = exact or readings
    return readings[0] if readings else None


def _is_power_of_ten(value: Decimal, number: Decimal) -> bool:
    if not value or not number:
        return value == number
    return value.normalize().as_tuple().digits == number.normalize().as_tuple().digits


def last_digit(value: Decimal, printed: Decimal | None) -> Decimal:
    """What one of the last printed digit is worth in the unit `value` is in; 0 where nothing was printed."""
    if printed is None or not printed or not value:
        return Decimal(0)
    exponent = printed.as_tuple().exponent
    assert isinstance(exponent, int)
    shift = value.adjusted() - printed.adjusted()
    return Decimal(1).scaleb(exponent + shift)


@dataclass(frozen=True)
class Comparison:
    """What the ledger says of a value; `by` is how much the value is above what is known, `known` the nearest one."""

    stand: Stand
    known: Decimal | None = None

    def by(self, value: Decimal) -> Decimal | None:
        """How much `value` is above the known one."""
        return None if self.known is None else EXACT.subtract(value, self.known)


def compare(value: Decimal, known: Sequence[Decimal], digit: Decimal = Decimal(0)) -> Comparison:
    """Hold a value against those the ledger has for it, the one it takes first. `digit` is `last_digit`.

    Equal to any of them it agrees, however many others there are: two sources may disagree already.
    """
    if not known:
        return Comparison(Stand.NEW)
    if value in known:
        return Comparison(Stand.AGREES, value)
    for one in known:
        if abs(one - value) * 2 <= digit:
            return Comparison(Stand.ROUNDED, one)
    for one in known:
        if is_slip(value, one):
            return Comparison(Stand.SLIP, one)
    return Comparison(Stand.DIFFERS, known[0])


def is_slip(value: Decimal, known: Decimal) -> bool:
    """Whether one is about a thousand, or a million, times the other: a scale word read or written wrong."""
    low, high = sorted((abs(value), abs(known)))
    if not low:
        return False
    return any(abs(high / low - factor) <= factor * SLIP_TOLERANCE for factor in (SLIP, SLIP * SLIP))


def numbers_meant(text: str) -> Iterable[Decimal]:
    """The number someone looks for who types `text`; groups of three go before decimals: "45.600" is 45600."""
    found: dict[str, Decimal] = {}
    for language in ("vi", "en"):
        try:
            found[language] = parse_number(text.strip(), language)
        except PlenumError:
            continue
    if len(set(found.values())) == 2:
        yield max(found.values(), key=abs)
    else:
        yield from set(found.values())
