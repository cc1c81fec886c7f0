"""From assumptions to a path: one series carried on as people assume, and otherwise along a course.

Year by year from the last known value. What is assumed for a year goes before what is assumed for every year; where
nothing is assumed the step is that of the course. Shocks come on top: a shock to an amount is points of growth in its
year, and the level stays changed by it ever after, unless it is made good the year after. A shock to a growth rate
changes that year's rate, and made good the next year's too, so that both together grow as they would have.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from plenum.assessing.scenarios.outlook import LARGEST, stepped, years_ahead
from plenum.assessing.scenarios.terms import PLACES, Assumption, Basis, Measure, Path, Point, Series

_WHOLE = Decimal(100)


@dataclass(frozen=True)
class _Said:
    """The assumptions on one series, sorted out."""

    always: Assumption | None
    by_year: Mapping[int, Assumption]
    shocks: tuple[Assumption, ...]

    def for_year(self, year: int) -> Assumption | None:
        return self.by_year.get(year, self.always)


def _sorted_out(assumptions: Iterable[Assumption]) -> _Said:
    always: Assumption | None = None
    by_year: dict[int, Assumption] = {}
    shocks: list[Assumption] = []
    for one in assumptions:
        if one.measure is Measure.SHOCK:
            shocks.append(one)
        elif one.year is None:
            always = one
        else:
            by_year[one.year] = one
    return _Said(always, by_year, tuple(shocks))


def assumed(
    series: Series, points: Sequence[Point], course: Path, assumptions: Sequence[Assumption], until: int
) -> Path:
    """The path of a series under `assumptions`; without any for the years ahead, `course` itself."""
    years = years_ahead(points, until)
    said = _sorted_out(assumptions)
    if not any(said.for_year(year) for year in years) and not any(one.year in years for one in said.shocks):
        return course
    plain = _without_shocks(series, points[-1], course, said, years)
    for shock in said.shocks:
        plain = _shocked(series, points[-1], plain, shock)
    values = {
        year: series.within_bounds(min(max(value, -LARGEST), LARGEST)).quantize(PLACES)
        for year, value in plain.items()
    }
    return Path(series.number, values, Basis.ASSUMED, course.filled)


def _without_shocks(
    series: Series, last: Point, course: Path, said: _Said, years: Sequence[int]
) -> dict[int, Decimal]:
    values: dict[int, Decimal] = {}
    here, at, before = last.value, last.at, last.value
    for year in years:
        assumption = said.for_year(year)
        along = course.values[year]
        if assumption is not None:
            here = stepped(assumption.measure, here, assumption.amount, year - at)
        elif series.natural is Measure.VALUE:
            here = along
        elif series.natural is Measure.GROWTH and before > 0 and here > 0:
            here = here * along / before
        else:
            here = here + along - before
        here = min(max(here, -LARGEST), LARGEST)
        values[year], at, before = here, float(year), along
    return values


def _shocked(
    series: Series, last: Point, values: Mapping[int, Decimal], shock: Assumption
) -> dict[int, Decimal]:
    """The values with one shock on top. A shock in a year already known changes nothing."""
    year, amount = shock.year, shock.amount
    if year is None or year not in values:
        return dict(values)
    if series.natural is Measure.VALUE:
        return _shocked_rates(values, year, amount, shock.catches_up)
    touched = [later for later in values if later == year or (later > year and not shock.catches_up)]
    before = values.get(year - 1, last.value)
    if series.natural is Measure.GROWTH and before > 0 and values[year] > 0:
        factor = max(1 + before * amount / _WHOLE / values[year], Decimal(0))
        return {**values, **{later: values[later] * factor for later in touched}}
    added = before * amount / _WHOLE if series.natural is Measure.GROWTH else amount
    return {**values, **{later: values[later] + added for later in touched}}


def _shocked_rates(
    values: Mapping[int, Decimal], year: int, amount: Decimal, catches_up: bool
) -> dict[int, Decimal]:
    found = dict(values)
    found[year] += amount
    following = year + 1
    if catches_up and following in values and found[year] > -_WHOLE:
        both = (1 + values[year] / _WHOLE) * (1 + values[following] / _WHOLE)
        found[following] = (both / (1 + found[year] / _WHOLE) - 1) * _WHOLE
    return found


def filled(series: Series, points: Sequence[Point]) -> dict[int, Decimal]:
    """The years between known values, on the straight way from the one to the next."""
    known = [point for point in points if point.annual]
    found: dict[int, Decimal] = {}
    for here, there in pairwise(known):
        span = there.ends.year - here.ends.year
        for step in range(1, span):
            value = here.value + (there.value - here.value) * step / span
            found[here.ends.year + step] = value.quantize(PLACES)
    return found
