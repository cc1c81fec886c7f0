"""How a series would move if nobody assumed anything.

Where enough is known, by what is expected of it: quantiles of a predictive distribution for each year to come
(`Expected`). Where too little is known for that, at the pace so far; where one value is known, not at all.
"""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from plenum.assessing.scenarios.terms import PLACES, Basis, Measure, Path, Point, Series

Expected = Mapping[int, Mapping[float, Decimal]]
"""By year, the value below which it is expected to stay with a probability: `{2025: {0.5: Decimal("151.2")}}`."""

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Those of a fan: the median, the bands of 50 % and of 80 %."""

WINDOW = 10
"""Years. The pace so far is measured over no more than the last so many."""


class Course(StrEnum):
    """Which course what is not assumed takes."""

    BASE = "base"
    HIGH = "high"
    LOW = "low"


_QUANTILE = {Course.BASE: 0.5, Course.HIGH: 0.9, Course.LOW: 0.1}


def quantile(course: Course, series: Series) -> float:
    """The quantile a course follows. High is the good side: few of what should be few."""
    level = _QUANTILE[course]
    return level if series.good > 0 else round(1 - level, 2)


def carried_on(
    series: Series, points: Sequence[Point], until: int, course: Course, expected: Expected | None
) -> Path | None:
    """The path of a series through the year `until`; None where no value of it is known."""
    if not points:
        return None
    years = years_ahead(points, until)
    if expected is not None and all(year in expected for year in years) and years:
        level = quantile(course, series)
        values = {year: _rounded(series, expected[year][level]) for year in years}
        return Path(series.number, values, Basis.EXPECTED)
    steady = pace(series, points)
    if steady is None:
        return Path(series.number, dict.fromkeys(years, points[-1].value), Basis.UNCHANGED)
    return Path(series.number, steadily(series, points[-1], steady, years), Basis.PACE)


def years_ahead(points: Sequence[Point], until: int) -> range:
    """The years after the last known value, through `until`. The year of a state within it is still to come."""
    last = points[-1]
    ended = (last.ends.month, last.ends.day) == (12, 31)
    return range(last.ends.year + (1 if ended else 0), until + 1)


def pace(series: Series, points: Sequence[Point]) -> Decimal | None:
    """The pace so far, in the natural measure of the series; None where fewer than two values are known."""
    last = points[-1]
    recent = [point for point in points if last.at - point.at <= WINDOW]
    first = recent[0]
    if len(recent) < 2 or first.at == last.at:
        return None
    if series.natural is Measure.VALUE:
        return (sum((point.value for point in recent), Decimal(0)) / len(recent)).quantize(PLACES)
    years = last.at - first.at
    if series.natural is Measure.GROWTH and first.value > 0 and last.value > 0:
        return Decimal((math.exp(math.log(last.value / first.value) / years) - 1) * 100).quantize(PLACES)
    if series.natural is Measure.GROWTH:
        # Growth has no meaning here: the change a year, as a share of the last value, which is what a step adds.
        return (
            (Decimal(float(last.value - first.value) / years) / abs(last.value) * 100).quantize(PLACES)
            if last.value
            else None
        )
    return Decimal(float(last.value - first.value) / years).quantize(PLACES)


def steadily(series: Series, last: Point, amount: Decimal, years: Sequence[int]) -> dict[int, Decimal]:
    """The values of `years` if every year brings the same `amount`, in the natural measure of the series."""
    values: dict[int, Decimal] = {}
    here, at = last.value, last.at
    for year in years:
        here = stepped(series.natural, here, amount, year - at)
        values[year] = here = _rounded(series, here)
        at = float(year)
    return values


def stepped(measure: Measure, value: Decimal, amount: Decimal, years: float) -> Decimal:
    """The value after so many years, most often one, of so much growth or change a year."""
    if measure is Measure.VALUE:
        return amount
    share = Decimal(1) if years == 1 else Decimal(years)
    if measure is Measure.CHANGE:
        return value + amount * share
    factor = 1 + amount / 100
    if factor <= 0:
        return Decimal(0)
    # Of a negative value growth is the way up: it is added to, not multiplied.
    return value + abs(value) * (factor**share - 1)


LARGEST = Decimal(10) ** 17
"""Beyond this the engine refuses a value; a path that assumes its way there is held."""


def _rounded(series: Series, value: Decimal) -> Decimal:
    held = min(max(value, -LARGEST), LARGEST)
    return series.within_bounds(held).quantize(PLACES)
