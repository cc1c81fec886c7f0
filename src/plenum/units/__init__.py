"""Units: what one of a figure is, with its power of ten.

`Unit` reads and writes units in Vietnamese, in English and in a short code; `MEASURES` and `CURRENCIES` say
what can be measured, `SCALE_WORDS` what tỷ, vạn, billion and crore stand for. Percent is not percentage
point, a word that several countries use for their money is refused, and no unit is guessed from a scale word
alone.
"""

from plenum.units.currencies import CURRENCIES
from plenum.units.measures import MEASURES, Measure
from plenum.units.scales import SCALE_SYMBOLS, SCALE_WORDS
from plenum.units.unit import Unit

__all__ = ["CURRENCIES", "MEASURES", "SCALE_SYMBOLS", "SCALE_WORDS", "Measure", "Unit"]
