"""From what is known and assumed to a future: every series carried on, linked ones after those they follow from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from plenum.assessing.scenarios.knowledge import Knowledge
from plenum.assessing.scenarios.links import Link, LinkKind, followed, in_order, proportion
from plenum.assessing.scenarios.outlook import Course, Expected, carried_on, stepped, years_ahead
from plenum.assessing.scenarios.paths import assumed, filled
from plenum.assessing.scenarios.terms import (
    PLACES,
    Assumption,
    Basis,
    Future,
    Measure,
    Path,
    Series,
)


@dataclass(frozen=True)
class World:
    """Everything scenarios of one resolution have in common: what is known, what is expected, what follows from what.

    `until` is the last year that matters. Raises `InvalidInput` where links run in a circle.
    """

    knowledge: Knowledge
    series: Mapping[int, Series]
    until: int
    links: Sequence[Link] = ()
    expected: Mapping[int, Expected] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = [
            link
            for link in self.links
            if link.derived in self.series and all(one in self.series for one in link.inputs)
        ]
        object.__setattr__(self, "links", tuple(in_order(kept)))

    def future(
        self,
        assumptions: Iterable[Assumption] = (),
        course: Course = Course.BASE,
        uplift: Decimal = Decimal(0),
        given: Mapping[int, Path] | None = None,
    ) -> Future:
        """The future under `assumptions`; what nobody assumed follows its links, and otherwise `course`.

        `uplift` is added each year to the growth of every series that stands on its own, in its good direction.
        `given` paths are taken as they are.
        """
        by_series: dict[int, list[Assumption]] = {}
        for one in assumptions:
            by_series.setdefault(one.series, []).append(one)
        given = given or {}
        divisors = self._divisors()
        paths: dict[int, Path] = {}
        for number, series in self.series.items():
            own = Course.BASE if number in divisors else course
            path = given.get(number) or self._own(series, by_series.get(number, ()), own)
            if path is not None:
                paths[number] = path
        lifted = self.lifted() if uplift else {}
        for number, sign in lifted.items():
            if number in paths and number not in given:
                paths[number] = self._uplifted(self.series[number], paths[number], uplift * sign)
        for link in self.links:
            if link.derived not in by_series and link.derived not in given:
                derived = self._derived(link, paths)
                if derived is not None:
                    paths[link.derived] = derived
        return Future(paths)

    def _own(self, series: Series, assumptions: Sequence[Assumption], course: Course) -> Path | None:
        points = self.knowledge.of(series.number)
        path = carried_on(series, points, self.until, course, self.expected.get(series.number))
        if path is None:
            return self._out_of_nothing(series, assumptions)
        path = assumed(series, points, path, assumptions, self.until)
        between = filled(series, points)
        return Path(series.number, {**between, **path.values}, path.basis, frozenset(between))

    def _out_of_nothing(self, series: Series, assumptions: Sequence[Assumption]) -> Path | None:
        """The path of a series of which no value is known: the values assumed, from the year looked at on."""
        values: dict[int, Decimal] = {}
        for one in sorted(assumptions, key=lambda one: one.year is not None):
            if one.measure is Measure.VALUE:
                first = self.knowledge.as_of.year if one.year is None else one.year
                last = self.until if one.year is None else one.year
                values |= dict.fromkeys(range(first, last + 1), series.within_bounds(one.amount))
        return Path(series.number, values, Basis.ASSUMED) if values else None

    def _derived(self, link: Link, paths: Mapping[int, Path]) -> Path | None:
        own = paths.get(link.derived)
        points = self.knowledge.of(link.derived)
        if own is None and not points:
            years: Iterable[int] = range(self.knowledge.as_of.year, self.until + 1)
        else:
            years = years_ahead(points, self.until)
        inputs = [self._all_years(one, paths) for one in link.inputs]
        known = [self.knowledge.annual(one) for one in link.inputs]
        kept = proportion(link, self.knowledge.annual(link.derived), known)
        values = followed(link, kept, inputs, years)
        if values is None or any(one not in paths and not self.knowledge.of(one) for one in link.inputs):
            return None
        series = self.series[link.derived]
        between = {year: own.values[year] for year in own.filled} if own is not None else {}
        within = {year: series.within_bounds(value) for year, value in values.items()}
        return Path(link.derived, {**between, **within}, Basis.DERIVED, frozenset(between))

    def _all_years(self, number: int, paths: Mapping[int, Path]) -> dict[int, Decimal]:
        path = paths.get(number)
        return {**(path.values if path is not None else {}), **self.knowledge.annual(number)}

    def lifted(self) -> dict[int, int]:
        """The series an uplift moves, with the way each is moved: those that follow from no other.

        What something else is divided by stays: more people would make less for each.
        """
        derived = {link.derived for link in self.links}
        divisors = self._divisors()
        return {
            number: series.good
            for number, series in self.series.items()
            if number not in derived and number not in divisors
        }

    def _divisors(self) -> set[int]:
        """The series something is divided by. They keep to the course expected: more of them is not better."""
        return {link.inputs[1] for link in self.links if link.kind is LinkKind.QUOTIENT}

    def _uplifted(self, series: Series, path: Path, amount: Decimal) -> Path:
        """The path with `amount` more each year: points of growth of an amount, else points of the unit."""
        points = self.knowledge.of(series.number)
        last = points[-1]
        values: dict[int, Decimal] = dict(path.values)
        years = [year for year in years_ahead(points, self.until) if year in values]
        at = last.at
        for year in years:
            share, at = Decimal(year - at), float(year)
            if series.natural is Measure.VALUE:
                lifted = values[year] + amount
            elif series.natural is Measure.GROWTH and last.value > 0 and path.values[year] > 0:
                before = path.values.get(year - 1, last.value) if year != years[0] else last.value
                so_far = values[year - 1] if year != years[0] else last.value
                # Growth and uplift are added, not compounded: 7 % and 2 points make 9 %.
                grown = path.values[year] / before
                lifted = so_far * max(grown + amount * share / 100, Decimal(0))
            else:
                lifted = stepped(Measure.CHANGE, values[year], amount, year - last.at)
            values[year] = series.within_bounds(lifted).quantize(PLACES)
        return Path(path.series, values, path.basis, path.filled)
