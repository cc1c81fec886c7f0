"""What becomes of a resolution's targets under scenarios, and what it would take for more of them to be met."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pyarrow as pa
from django.db.models import Q, QuerySet

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where, require
from plenum.assessing import columns
from plenum.assessing.scenarios import terms
from plenum.assessing.scenarios.expectation import expectation
from plenum.assessing.scenarios.futures import World
from plenum.assessing.scenarios.judging import Bench, last_year
from plenum.assessing.scenarios.knowledge import knowledge
from plenum.assessing.scenarios.links import Link
from plenum.assessing.scenarios.links import LinkKind as Kind
from plenum.assessing.scenarios.outlook import Course as CourseTaken
from plenum.assessing.scenarios.reaching import Answer, Need, Question, usual
from plenum.assessing.standings import TargetStanding
from plenum.assessing.verdicts import Tally, tally
from plenum.errors import InvalidInput, NotFound
from plenum.ledger.models import Assumption, Document, Indicator, IndicatorLink, Scenario, Target
from plenum.ledger.queries.judging import (
    is_relative,
    promises,
    target_row,
    targets_judged,
)
from plenum.ledger.queries.scoreboard import Scoreboard, ScoreRow, scoreboard
from plenum.ledger.queries.series import Series, comparable_table, series_number
from plenum.ledger.vocabulary import Course
from plenum.organizations.models import Place
from plenum.units import Unit


@dataclass(frozen=True)
class Measured:
    """An indicator in a place, as scenarios see it."""

    indicator: Indicator
    place: Place
    unit: Unit
    series: terms.Series


@dataclass(frozen=True)
class Stage:
    """A resolution made ready for scenarios: its series with those they follow from, what is known and expected."""

    document: Document
    as_of: date
    board: Scoreboard
    measured: Mapping[int, Measured]
    world: World
    bench: Bench
    scenarios: tuple[Scenario, ...]
    base: terms.Future
    """The future on the course expected."""
    links: tuple[IndicatorLink, ...]
    """Those by which an indicator follows from others here: where something is known of all of them."""

    @property
    def question(self) -> Question:
        chances = {
            row.target.pk: chance
            for row in every_row(self.board)
            if (chance := getattr(row.judgement, "probability", None)) is not None
        }
        return Question(
            self.world, self.bench, {row.target.pk: row.judgement for row in every_row(self.board)}, chances
        )


@dataclass(frozen=True)
class Outcome:
    """What a target comes to in one future: its standing at its end, what is measured then, and why it runs so."""

    standing: str
    reason: str
    measured: Decimal | None
    basis: str | None


@dataclass(frozen=True)
class Column:
    """One future: a course as expected, or a scenario somebody wrote."""

    key: str
    course: str
    scenario: Scenario | None
    future: terms.Future
    standings: Mapping[int, TargetStanding]
    tally: Tally


@dataclass(frozen=True)
class Line:
    """A target with its outcome in each column, and its parts."""

    row: ScoreRow
    outcomes: tuple[Outcome, ...]
    parts: tuple["Line", ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether every future says the same of it as the record does now, with nothing measured."""
        standings = {one.standing for one in self.outcomes} | {self.row.judgement.standing}
        return len(standings) == 1 and all(one.measured is None for one in self.outcomes)


@dataclass(frozen=True)
class ScenarioBoard:
    """A resolution's targets under every scenario that held on a day."""

    stage: Stage
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def tally(self) -> Tally:
        """As the targets stand now."""
        return self.stage.board.tally


@dataclass(frozen=True)
class TargetFutures:
    """One target's indicator under every scenario, and what it would have to do for the target to be met."""

    stage: Stage
    row: ScoreRow
    measured: Measured | None
    columns: tuple[Column, ...]
    outcomes: tuple[Outcome, ...]
    need: Need | None = None
    expected: Mapping[int, Mapping[float, Decimal]] = field(default_factory=dict)


def scenarios_in_force(document: Document, as_of: date) -> QuerySet[Scenario]:
    """The scenarios of a document and of its body as a whole that held on a day, the oldest first."""
    return (
        Scenario.objects.filter(Q(document=document) | Q(document=None), body=document.body)
        .filter(holding_on(as_of))
        .select_related("entered_by", "body", "document")
        .prefetch_related("assumptions__indicator", "assumptions__place")
        .order_by("known_on", "pk")
    )


def holding_on(day: date) -> Q:
    """What holds on a day: known by then and not ended by then."""
    return Q(known_on__lte=day) & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))


def scenario_by_id(pk: int, *, by: Reader) -> Scenario:
    """A scenario by its number. Raises `NotFound`, `Forbidden`, `SignInRequired`."""
    scenario = (
        Scenario.objects.select_related("body__place", "document__body__place", "document__term")
        .prefetch_related("assumptions__indicator", "assumptions__place")
        .filter(pk=pk)
        .first()
    )
    if scenario is None:
        raise NotFound("There is no scenario {number}.", number=pk)
    require(by, Permission.VIEW, scenario.body)
    return scenario


def links_in_force(as_of: date) -> tuple[IndicatorLink, ...]:
    """The links between indicators that held on a day."""
    found = IndicatorLink.objects.filter(holding_on(as_of)).select_related("derived")
    return tuple(found.prefetch_related("inputs__indicator"))


def link_by_id(pk: int) -> IndicatorLink:
    """A link between indicators by its number. Raises `NotFound`."""
    found = IndicatorLink.objects.select_related("derived__keeper").prefetch_related("inputs__indicator")
    link = found.filter(pk=pk).first()
    if link is None:
        raise NotFound("There is no link {number} between indicators.", number=pk)
    return link


def indicators_to_link(*, by: Reader) -> tuple[list[Indicator], list[Indicator]]:
    """The indicators `by` may let follow from others, and all those something may follow from."""
    everything = list(Indicator.objects.select_related("keeper").order_by("code"))
    keepers = set(bodies_where(by, Permission.KEEP_INDICATORS).values_list("pk", flat=True))
    return [one for one in everything if one.keeper_id in keepers], everything


def every_row(board: Scoreboard) -> Iterable[ScoreRow]:
    """The rows of a board, each with its parts after it."""
    for row in board.rows:
        yield row
        yield from row.parts


def stage(document: Document, as_of: date, *, by: Reader) -> Stage:
    """Make a resolution ready for scenarios as known on a day.

    Raises `Forbidden`, `SignInRequired`, and `InvalidInput` where no target of it was known by then.
    """
    board = scoreboard(document, as_of, by=by)
    targets = targets_judged(document, as_of)
    if not targets:
        raise InvalidInput("By {day} no target of this document was known.", day=as_of.isoformat())
    scenarios = tuple(scenarios_in_force(document, as_of))
    links = links_in_force(as_of)
    measured = _measured(targets, scenarios, links)
    promised = promises(targets, as_of)
    rows = [target_row(target, promised.get(target.pk), as_of) for target in targets]
    asked = pa.Table.from_pylist(rows, schema=columns.TARGETS.arrow)
    series = {number: one.series for number, one in measured.items()}
    observations = comparable_table({(one.indicator.pk, one.place.pk) for one in measured.values()}, as_of)
    known = knowledge(observations, series.values(), as_of)
    until = last_year(asked)
    linked = _linked(links, measured)
    world = World(known, series, until, linked, expectation(known, series.values(), until))
    base = world.future()
    followed = {
        measured[number].indicator.pk
        for number, path in base.paths.items()
        if path.basis is terms.Basis.DERIVED
    }
    in_use = tuple(link for link in links if link.derived_id in followed)
    return Stage(document, as_of, board, measured, world, Bench(known, asked), scenarios, base, in_use)


def _measured(
    targets: Sequence[Target], scenarios: Iterable[Scenario], links: Iterable[IndicatorLink]
) -> dict[int, Measured]:
    """The series of the targets, those assumed something of, and all that these follow from, by series number."""
    wanted: dict[Series, tuple[Indicator, Place]] = {}

    def want(indicator: Indicator, place: Place) -> None:
        wanted.setdefault((indicator.pk, place.pk), (indicator, place))

    for target in targets:
        if target.indicator is not None:
            want(target.indicator, target.place)
    for scenario in scenarios:
        for one in scenario.assumptions.all():
            want(one.indicator, one.place)
    by_derived = {link.derived_id: link for link in links}
    waiting = list(wanted.values())
    while waiting:
        indicator, place = waiting.pop()
        link = by_derived.get(indicator.pk)
        for follows in link.inputs.all() if link is not None else ():
            if (follows.indicator.pk, place.pk) not in wanted:
                want(follows.indicator, place)
                waiting.append((follows.indicator, place))
    # What a document wants of an indicator goes before what is wanted of it elsewhere.
    ways = {(one.indicator_id, one.place_id): one.direction for one in reversed(targets)}
    return {
        series_number(key): Measured(
            indicator,
            place,
            Unit.parse(indicator.unit),
            as_series(series_number(key), indicator, ways.get(key)),
        )
        for key, (indicator, place) in wanted.items()
    }


def as_series(number: int, indicator: Indicator, direction: str | None = None) -> terms.Series:
    """How an indicator may move, for the projection; `direction` is what is wanted of it, its own where not given."""
    return terms.Series(
        number,
        over_time=indicator.over_time,
        relative=is_relative(indicator),
        direction=direction or indicator.direction,
        lower=indicator.lower_bound,
        upper=indicator.upper_bound,
    )


def _linked(links: Iterable[IndicatorLink], measured: Mapping[int, Measured]) -> list[Link]:
    """The links, for each place among the series."""
    found: list[Link] = []
    for link in links:
        indicators = [one.indicator for one in link.inputs.all()]
        for one in measured.values():
            if one.indicator.pk == link.derived_id:
                inputs = tuple(series_number((indicator.pk, one.place.pk)) for indicator in indicators)
                factor = unit_factor(link.kind, one.indicator, indicators)
                found.append(Link(Kind(link.kind), one.series.number, inputs, factor))
    return found


def unit_factor(kind: str, derived: Indicator, inputs: list[Indicator]) -> Decimal | None:
    """What the units of a link make of its result; None where they cannot be compared, as dollars and dong."""
    if kind != Kind.QUOTIENT:
        return Decimal(1)
    result = Unit.parse(derived.unit)
    above, below = (Unit.parse(one.unit) for one in inputs)
    if result.measure == "%":
        same = above.dimension == below.dimension
        return Decimal(10) ** (above.power - below.power - result.exponent + 2) if same else None
    if result.dimension[0] != above.dimension[0]:
        return None
    return Decimal(10) ** (above.power - below.power - result.power)


def assumptions_of(scenario: Scenario) -> list[terms.Assumption]:
    """A scenario's assumptions, as the projection wants them."""
    return [_assumption(one) for one in scenario.assumptions.all()]


def assumption_rows(scenario: Scenario) -> list[tuple[int, Assumption]]:
    """A scenario's assumptions with the number of the series each is about."""
    return [(series_number((one.indicator_id, one.place_id)), one) for one in scenario.assumptions.all()]


def usual_movement(stage: Stage, number: int) -> Decimal | None:
    """What a series does each year on the course expected, in its natural measure; None where nothing is known."""
    points = stage.world.knowledge.of(number)
    path = stage.base.paths.get(number)
    if not points or path is None:
        return None
    return usual(stage.measured[number].series, points[-1].value, points[-1].at, path)


def _assumption(one: Assumption) -> terms.Assumption:
    return terms.Assumption(
        series_number((one.indicator_id, one.place_id)),
        terms.Measure(one.measure),
        one.amount,
        one.year,
        one.catches_up,
    )


def _futures(stage: Stage) -> tuple[Column, ...]:
    """Every future of a stage, judged in one run: the expected courses, then what people wrote."""
    plans: list[tuple[str, Course, Scenario | None, terms.Future]] = [
        (course.value, course, None, stage.world.future(course=CourseTaken(course)))
        for course in (Course.LOW, Course.BASE, Course.HIGH)
    ]
    for scenario in stage.scenarios:
        course = Course(scenario.course)
        future = stage.world.future(assumptions_of(scenario), CourseTaken(course))
        plans.append((str(scenario.pk), course, scenario, future))
    judged = stage.bench.judge([future for _, _, _, future in plans])
    counted = [row.target.pk for row in stage.board.rows]
    return tuple(
        Column(
            key,
            course.value,
            scenario,
            future,
            standings,
            tally(standings[target].standing for target in counted),
        )
        for (key, course, scenario, future), standings in zip(plans, judged, strict=True)
    )


def _outcome(row: ScoreRow, column: Column) -> Outcome:
    judged = column.standings[row.target.pk]
    path = None
    if row.target.indicator_id is not None:
        path = column.future.paths.get(series_number((row.target.indicator_id, row.target.place_id)))
    basis = path.basis.value if path is not None and path.values else None
    return Outcome(judged.standing, judged.reason, judged.measured, basis)


def scenario_board(document: Document, as_of: date, *, by: Reader) -> ScenarioBoard:
    """A resolution's targets under every scenario that held on a day. Raises as `stage` does."""
    staged = stage(document, as_of, by=by)
    futures = _futures(staged)

    def line(row: ScoreRow) -> Line:
        outcomes = tuple(_outcome(row, column) for column in futures)
        return Line(row, outcomes, tuple(line(part) for part in row.parts))

    return ScenarioBoard(staged, futures, tuple(line(row) for row in staged.board.rows))


def what_it_takes(staged: Stage, wanted: int) -> Answer:
    """What it takes for `wanted` of the targets to be met. Raises `InvalidInput` for a number there cannot be.

    Takes a stage the reader was let see.
    """
    total = len(staged.board.rows)
    if not 1 <= wanted <= total:
        raise InvalidInput("Ask for a number from 1 to {total}.", total=total)
    return staged.question.answer(wanted)


def target_futures(target: Target, as_of: date, *, by: Reader) -> TargetFutures:
    """One target under every scenario that held on a day. Raises as `stage` does, and `NotFound` where the target
    was not known yet."""
    require(by, Permission.VIEW, target.document.body)
    if target.known_on > as_of:
        raise NotFound(
            "Target {number} was not known yet on {day}.", number=target.number, day=as_of.isoformat()
        )
    staged = stage(target.document, as_of, by=by)
    row = next(one for one in every_row(staged.board) if one.target.pk == target.pk)
    futures = _futures(staged)
    outcomes = tuple(_outcome(row, column) for column in futures)
    if target.indicator_id is None:
        return TargetFutures(staged, row, None, futures, outcomes)
    number = series_number((target.indicator_id, target.place_id))
    need = staged.question.needs([target.pk], staged.base).get(target.pk)
    path = staged.base.paths.get(number)
    # A fan of its own past around a line that follows from others would be about something else.
    own = path is not None and path.basis is terms.Basis.EXPECTED
    expected = staged.world.expected.get(number, {}) if own else {}
    return TargetFutures(staged, row, staged.measured[number], futures, outcomes, need, expected)
