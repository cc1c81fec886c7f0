"""What the kinds share: the sign and the end of a figure, the guards of a quotient, the units of a pace.

A relative pace is compound growth in percent a year; a pace in the unit is the plain difference a year. The second is
also taken where the first has no meaning: a baseline, value or figure that is zero or negative has no growth rate.
"""

from typing import Any

import ibis

from plenum.assessing.columns import NUMBER
from plenum.assessing.verdicts import near_bound

PERCENT = "percent_a_year"
UNIT = "unit_a_year"

NO_SHARE = ibis.null("float64")
NO_TEXT = ibis.null("string")

WIDE = "decimal(38, 9)"
"""What two paces are compared as: a value times a number of days times a percentage still fits, exactly."""

_NO = ibis.literal(False)
_STEEPEST = 30.0  # e^30 a year; steeper growth is cut there, so that it still fits a decimal


def past_far_end(f: Any, measured: Any, start: Any) -> Any:
    """Whether the far end of a range to stay in concerns `measured`: it is above, or inside from above."""
    above = (measured > f.high) | ((measured >= f.low) & (start > f.high))
    return (f.direction == "range") & ibis.coalesce(above, ibis.literal(False))


def sign(f: Any, past_end: Any) -> Any:
    """1 where what is measured has to rise, -1 where it has to fall, as decimal(1, 0)."""
    falls = (f.direction == "down") | past_end
    return falls.ifelse(ibis.literal(-1, "decimal(1, 0)"), ibis.literal(1, "decimal(1, 0)"))


def bar(f: Any, past_end: Any) -> Any:
    """The end of the figure to be reached: the near one, or the far one of a range to stay in where that concerns."""
    return past_end.ifelse(f.high, near_bound(f))


def beyond_bounds(f: Any, figure: Any) -> Any:
    """Whether no value within the declared bounds of the indicator would fulfil `figure`."""
    over, under = ibis.coalesce(figure > f.bound_above, _NO), ibis.coalesce(figure < f.bound_below, _NO)
    return ibis.cases((f.direction == "up", over), (f.direction == "down", under), else_=over | under)


def positive(value: Any) -> Any:
    """`value` as float64 where it is above zero, else null: the guard of every logarithm and of many a quotient."""
    return (value > 0).ifelse(value.cast("float64"), NO_SHARE)


def nonzero(value: Any) -> Any:
    """`value` as float64, null where it is zero: the guard of the other divisors."""
    return (value != 0).ifelse(value.cast("float64"), NO_SHARE)


def percent(growth_a_year: Any) -> Any:
    """Growth in percent a year from its logarithm a year."""
    # Not the engine's "least": that of a null and a number is the number.
    capped = (growth_a_year > _STEEPEST).ifelse(_STEEPEST, growth_a_year)
    return (capped.exp() - 1.0) * 100.0


def ledger_places(number: Any) -> Any:
    """A float as a decimal of the ledger's nine places: what is rounded so is compared exactly."""
    return number.round(9).cast(NUMBER)


def days(count: Any) -> Any:
    """A number of days as a decimal that multiplies exactly."""
    return count.cast("decimal(5, 0)")
