"""Where things stand on a chart: years, round numbers along an axis, and labels that keep out of each other's way."""

import math
from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


def year_position(day: date) -> float:
    """A day on an axis of years whose mark "2023" stands at the last day of 2023.

    A whole year's value stands above its own year, a half's half a year to the left of it.
    """
    return day.year - 1 + day.timetuple().tm_yday / (366 if isleap(day.year) else 365)


LEAST = 1e-9
"""The ledger keeps nine decimals: what differs by less is the same."""


@dataclass(frozen=True)
class Axis:
    """A stretch of an axis with its marks. `decimals` are enough to tell the marks apart."""

    low: float
    high: float
    marks: tuple[float, ...]
    decimals: int

    def pixels(self, value: float, length: float) -> float:
        """How far from the high end a value stands on an axis of this length."""
        return (self.high - value) / (self.high - self.low) * length

    def value(self, pixels: float, length: float) -> float:
        """The value that stands so far from the high end."""
        return self.high - pixels / length * (self.high - self.low)


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= least * (1 - 1e-9))


def value_axis(values: Sequence[float], marks: int = 6) -> Axis:
    """An axis that holds `values` with a little room, marked at round numbers.

    It begins at zero where zero is near (the least value is under 40 % of the greatest): amounts are then compared
    by their height. Farther up, an axis from zero would press every change flat.
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    if low > 0 and low < 0.4 * high:
        low = 0.0
    if high < 0 and high > 0.4 * low:
        high = 0.0
    if math.isclose(low, high, rel_tol=1e-12, abs_tol=LEAST):
        room = abs(high) * 0.1 if abs(high) > LEAST else 1.0
        low, high = low - room, high + room
    room = (high - low) * 0.06
    low = low - room if low != 0 else low
    high = high + room if high != 0 else high
    step = _round_step((high - low) / marks)
    first, last = math.floor(low / step), math.ceil(high / step)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    if step * 10**decimals % 1 > 1e-9:  # a step of 2.5 needs one place more than one of 2
        decimals += 1
    places = tuple(round(number * step, decimals) for number in range(first, last + 1))
    return Axis(places[0], places[-1], places, decimals)


def year_marks(first: float, last: float, most: int) -> tuple[int, ...]:
    """The years marked between two positions: every one, or every second, fifth, tenth where there are many."""
    years = range(math.ceil(first - 1e-9), math.floor(last + 1e-9) + 1)
    step = next((step for step in (1, 2, 5, 10, 20, 50) if len(years) / step <= most), 100)
    return tuple(year for year in years if step == 1 or year % step == 0)


def spread(places: Sequence[float], gap: float, length: float) -> list[float]:
    """Move pixel positions apart so that neighbours keep `gap`, staying within 0 to `length` where they fit.

    Returns them in the order given. Labels at the ends of lines use this.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for before, here in pairwise(order):
        moved[here] = max(moved[here], moved[before] + gap)
    if order and moved[order[-1]] > length:
        moved[order[-1]] = length
        for here, after in zip(reversed(order[:-1]), reversed(order[1:]), strict=True):
            moved[here] = min(moved[here], moved[after] - gap)
    return moved
