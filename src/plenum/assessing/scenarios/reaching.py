"""The reverse question: what would have to happen for so many targets to be met?

Two answers, both found by asking the engine. For each target that is not met on the course expected: the least steady
movement of its indicator that meets it (`Need`). For all together: the least uplift, the same for every indicator, with
which so many are met, and the cheapest set of targets that does it.

No formula is turned round: the engine is asked about a row of movements, then about a finer row between the last that
fails and the first that does, and so on. That serves every kind of target alike, those of parts and those on linked
indicators too. Where a target is met from some movement on, the answer is exact to `EXACT` points.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from plenum.assessing.scenarios.futures import World
from plenum.assessing.scenarios.judging import Bench, Case
from plenum.assessing.scenarios.outlook import stepped, years_ahead
from plenum.assessing.scenarios.terms import PLACES, Basis, Future, Measure, Path, Series
from plenum.assessing.standings import TargetStanding
from plenum.assessing.verdicts import Reason, Standing

FULFILLED = (Standing.MET, Standing.EXCEEDED)
FARTHEST = Decimal(64)
"""Points a year. What would need more is told to be out of reach by growth."""
STEPS = 24
ROUNDS = 4
EXACT = FARTHEST / STEPS**3
"""Points a year; the first row of movements is denser near nothing, so small answers are more exact than this."""


class Hindrance(StrEnum):
    """Why no movement from here on can meet a target."""

    NO_TARGET_VALUE = "no_target_value"
    NO_OBSERVATION = "no_observation"
    MISSED = "missed"
    BROKEN = "broken"
    OVER = "over"
    FARTHER = "farther"


@dataclass(frozen=True)
class Need:
    """What one series would have to do for one target to be met: `amount` each year, in `measure`.

    `usual` is what it does each year on the course expected, `extra` how much more is asked than that, in the good
    direction (points of growth, or of the unit).
    """

    target: int
    series: int
    measure: Measure
    amount: Decimal
    usual: Decimal
    extra: Decimal
    path: Path


@dataclass(frozen=True)
class Candidate:
    """A target that counts, not met on the course expected, and what it needs: several needs where it has parts."""

    target: int
    needs: tuple[Need, ...] = ()
    hindrance: Hindrance | None = None
    probability: float | None = None

    @property
    def extra(self) -> Decimal:
        """The greatest of what is asked beyond the usual."""
        return max((need.extra for need in self.needs), default=Decimal(0))


@dataclass(frozen=True)
class Uplift:
    """The same points a year more for every indicator that stands on its own."""

    points: Decimal
    future: Future
    standings: Mapping[int, TargetStanding]


@dataclass(frozen=True)
class Answer:
    """What it takes for `wanted` targets to be met.

    `now` are met as known today, `expected` on the course expected. `chosen` is the cheapest set of targets that makes
    it `wanted` together with those, empty where it is enough already or out of reach; `most` is how many can be met at
    all. `uplift` is None where it is enough already, or no uplift of at most `FARTHEST` points does it.
    """

    wanted: int
    total: int
    now: frozenset[int]
    expected: frozenset[int]
    candidates: tuple[Candidate, ...]
    chosen: tuple[int, ...]
    reached: int
    most: int
    uplift: Uplift | None = None
    course: Mapping[int, TargetStanding] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        return len(self.expected) >= self.wanted

    @property
    def is_reachable(self) -> bool:
        return self.wanted <= self.most


@dataclass(frozen=True)
class Question:
    """The targets, what is known and expected of them, how they stand now, and the chance of each (where told)."""

    world: World
    bench: Bench
    now: Mapping[int, TargetStanding]
    probabilities: Mapping[int, float] = field(default_factory=dict)

    def needs(self, targets: Iterable[int], base: Future) -> dict[int, Need]:
        """The least steady movement that meets each of these targets; one without an answer is left out.

        None of them may be compound.
        """
        series = {row["target"]: row["series"] for row in self.bench.targets.to_pylist()}
        directions = {row["target"]: row["direction"] for row in self.bench.targets.to_pylist()}
        searches = {}
        for target in targets:
            number = series[target]
            if number is None or number not in base.paths or not self.world.knowledge.of(number):
                continue
            for sign in {"up": (1,), "down": (-1,)}.get(directions[target], (1, -1)):
                searches[target, sign] = _Search(self.world, target, number, sign, base.paths[number])
        self._search(list(searches.values()))
        found: dict[int, Need] = {}
        for (target, _), search in searches.items():
            need = search.need()
            if need is not None and (target not in found or need.extra < found[target].extra):
                found[target] = need
        return found

    def _search(self, searches: Sequence["_Search"]) -> None:
        for _ in range(ROUNDS):
            asked = [(search, extra) for search in searches for extra in search.row()]
            judged = self.bench.judge_cases(
                [Case(search.target, search.path(extra)) for search, extra in asked]
            )
            for (search, extra), standing in zip(asked, judged, strict=True):
                search.hear(extra, standing.standing in FULFILLED)
            for search in searches:
                search.narrow()

    def uplift(self, enough: Callable[[Mapping[int, TargetStanding]], bool]) -> Uplift | None:
        """The least uplift with which `enough` holds of the standings; None where none does."""
        low, high = Decimal(0), FARTHEST
        found: Uplift | None = None
        row = first_row()
        for _ in range(ROUNDS):
            futures = [self.world.future(uplift=points) for points in row]
            judged = self.bench.judge(futures)
            first = next((index for index, one in enumerate(judged) if enough(one)), None)
            if first is None:
                # In the first row: no uplift does it. Later: only the upper end, found before, does.
                if found is None:
                    return None
                low = row[-1]
            else:
                found = Uplift(row[first], futures[first], judged[first])
                low, high = (row[first - 1] if first else low), row[first]
            row = between(low, high)
        return found

    def answer(self, wanted: int) -> Answer:
        """What it takes for `wanted` of the targets to be met. Parts do not count by themselves."""
        rows = self.bench.targets.to_pylist()
        counted = [row["target"] for row in rows if row["part_of"] is None]
        base = self.world.future()
        (course,) = self.bench.judge([base])
        now = frozenset(one for one in counted if self.now[one].standing in FULFILLED)
        expected = frozenset(one for one in counted if course[one].standing in FULFILLED)
        open_ones = [one for one in counted if one not in expected]
        candidates = sorted(self._candidates(open_ones, course, base), key=_cheapest_first)
        possible = [one for one in candidates if one.hindrance is None]
        most = len(expected) + len(possible)
        chosen: tuple[int, ...] = ()
        reached = len(expected)
        uplift: Uplift | None = None
        if len(expected) < wanted <= most:
            chosen, reached = self._cheapest(possible, wanted, counted)

            def enough(standings: Mapping[int, TargetStanding]) -> bool:
                return sum(standings[one].standing in FULFILLED for one in counted) >= wanted

            uplift = self.uplift(enough)
        return Answer(
            wanted, len(counted), now, expected, tuple(candidates), chosen, reached, most, uplift, course
        )

    def _candidates(
        self, targets: Sequence[int], course: Mapping[int, TargetStanding], base: Future
    ) -> list[Candidate]:
        rows = {row["target"]: row for row in self.bench.targets.to_pylist()}
        parts: dict[int, list[int]] = {}
        for row in rows.values():
            if row["part_of"] is not None:
                parts.setdefault(row["part_of"], []).append(row["target"])
        lacking = {
            one: [part for part in parts.get(one, ()) if course[part].standing not in FULFILLED]
            if rows[one]["kind"] == "compound"
            else [one]
            for one in targets
        }
        needs = self.needs([leaf for leaves in lacking.values() for leaf in leaves], base)
        found = []
        for one, leaves in lacking.items():
            hindrances = [
                hindrance
                for leaf in leaves
                if (hindrance := self._hindrance(leaf, course[leaf], leaf in needs)) is not None
            ]
            if not leaves:
                hindrances = [Hindrance.NO_TARGET_VALUE]
            mine = () if hindrances else tuple(needs[leaf] for leaf in leaves)
            found.append(
                Candidate(one, mine, hindrances[0] if hindrances else None, self.probabilities.get(one))
            )
        return found

    def _hindrance(self, leaf: int, course: TargetStanding, met_somehow: bool) -> Hindrance | None:
        if met_somehow:
            return None
        if course.standing == Standing.NO_TARGET_VALUE:
            return Hindrance.NO_TARGET_VALUE
        if self.now[leaf].standing == Standing.MISSED:
            broken = self.now[leaf].reason == Reason.BEYOND_MENDING
            return Hindrance.BROKEN if broken else Hindrance.MISSED
        if course.standing == Standing.NO_OBSERVATION:
            return Hindrance.NO_OBSERVATION
        return Hindrance.OVER if not self._years_left(leaf) else Hindrance.FARTHER

    def _years_left(self, leaf: int) -> bool:
        row = next(row for row in self.bench.targets.to_pylist() if row["target"] == leaf)
        points = self.world.knowledge.of(row["series"])
        return not points or points[-1].ends < row["ends"]

    def _cheapest(
        self, possible: Sequence[Candidate], wanted: int, counted: Sequence[int]
    ) -> tuple[tuple[int, ...], int]:
        """The fewest of `possible`, the cheapest first, with which `wanted` are met; and how many are met then.

        Asked of the engine, since one indicator may serve several targets and may carry others that follow from it.
        """

        def met(some: Sequence[Candidate]) -> int:
            (judged,) = self.bench.judge([self.world.future(given=paths_of(some))])
            return sum(judged[one].standing in FULFILLED for one in counted)

        chosen: list[Candidate] = []
        reached = met(chosen)
        for candidate in possible:
            if reached >= wanted:
                break
            chosen.append(candidate)
            reached = met(chosen)
        for candidate in reversed(chosen[:-1]):
            fewer = [one for one in chosen if one is not candidate]
            if (without := met(fewer)) >= wanted:
                chosen, reached = fewer, without
        return tuple(one.target for one in chosen), reached


def paths_of(candidates: Iterable[Candidate]) -> dict[int, Path]:
    """The needed path of every series among the needs; of two on one series the one that asks more."""
    best: dict[int, Need] = {}
    for candidate in candidates:
        for need in candidate.needs:
            if need.series not in best or need.extra > best[need.series].extra:
                best[need.series] = need
    return {number: need.path for number, need in best.items()}


def _cheapest_first(candidate: Candidate) -> tuple[bool, float, Decimal, int]:
    """The likeliest first where chances are told, then the one that asks least."""
    chance = candidate.probability
    return (
        candidate.hindrance is not None,
        -chance if chance is not None else 0.0,
        candidate.extra,
        candidate.target,
    )


def first_row() -> list[Decimal]:
    """Movements from none to the farthest, denser near none."""
    return [(FARTHEST * (Decimal(step) / STEPS) ** 3).quantize(PLACES) for step in range(STEPS + 1)]


def between(low: Decimal, high: Decimal) -> list[Decimal]:
    """A row of movements after `low`, up to `high`."""
    return [low + (high - low) * step / STEPS for step in range(1, STEPS + 1)]


class _Search:
    """The search for the least movement that meets one target, under way."""

    def __init__(self, world: World, target: int, number: int, sign: int, course: Path) -> None:
        self.target, self.sign = target, sign
        self.series: Series = world.series[number]
        self.points = world.knowledge.of(number)
        self.course = course
        self.years = years_ahead(self.points, world.until)
        self.usual = usual(self.series, self.points[-1].value, self.points[-1].at, course)
        self.low, self.high = Decimal(0), FARTHEST
        self.met: Decimal | None = None
        self.heard: dict[Decimal, bool] = {}
        self.started = False

    def row(self) -> list[Decimal]:
        if not self.years:
            return []
        if not self.started:
            self.started = True
            return first_row()
        return between(self.low, self.high) if self.met is not None and self.met > 0 else []

    def path(self, extra: Decimal) -> Path:
        """The path with `extra` each year beyond the usual, steadily."""
        amount = self.usual + self.sign * extra
        here, at = self.points[-1].value, self.points[-1].at
        values = {year: self.course.values[year] for year in self.course.filled}
        for year in self.years:
            here = self.series.within_bounds(stepped(self.series.natural, here, amount, year - at))
            values[year] = here = here.quantize(PLACES)
            at = float(year)
        return Path(self.series.number, values, Basis.ASSUMED, self.course.filled)

    def hear(self, extra: Decimal, met: bool) -> None:
        self.heard[extra] = met

    def narrow(self) -> None:
        asked = sorted(self.heard)
        first = next((extra for extra in asked if self.heard[extra]), None)
        if first is not None:
            self.met = self.high = first
            self.low = max((extra for extra in asked if extra < first), default=first)
        self.heard = {} if self.met is None else {self.met: True, self.low: self.low == self.met}

    def need(self) -> Need | None:
        if self.met is None:
            return None
        amount = self.usual + self.sign * self.met
        measure = self.series.natural
        return Need(
            self.target, self.series.number, measure, amount, self.usual, self.met, self.path(self.met)
        )


def usual(series: Series, last: Decimal, at: float, course: Path) -> Decimal:
    """The steady movement that ends where the course ends; of growth rates their mean."""
    years = sorted(year for year in course.values if year > at)
    if not years:
        return Decimal(0)
    end = course.values[years[-1]]
    span = Decimal(years[-1] - at)
    if series.natural is Measure.VALUE:
        return (sum((course.values[year] for year in years), Decimal(0)) / len(years)).quantize(PLACES)
    if series.natural is Measure.CHANGE:
        return ((end - last) / span).quantize(PLACES)
    if last > 0 and end > 0:
        return (((end / last) ** (1 / span) - 1) * 100).quantize(PLACES)
    return ((end - last) / abs(last) / span * 100).quantize(PLACES) if last else Decimal(0)
