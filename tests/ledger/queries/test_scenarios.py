"""What becomes of a resolution's targets under scenarios: the worked example, the days, who sees it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from plenum.errors import Forbidden, InvalidInput, NotFound, SignInRequired
from plenum.ledger import queries
from plenum.ledger.actions import (
    Assumed,
    ScenarioDraft,
    link_indicators,
    put_indicator,
    put_scenario,
    record_observation,
)
from plenum.ledger.models import Indicator, Observation, Verdict
from plenum.ledger.queries.scenarios import (
    ScenarioBoard,
    scenario_board,
    scenario_by_id,
    stage,
    target_futures,
    unit_factor,
    usual_movement,
    what_it_takes,
)
from plenum.ledger.vocabulary import AssumptionMeasure, LinkKind, Measurement, OverTime, Status
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast
from tests.ledger.actions.acts import kept_scenario

D = Decimal
DAY = date(2023, 6, 30)


def outcomes(board: ScenarioBoard, key: str) -> dict[str, tuple[str, Decimal | None]]:
    """By target number, what a column makes of it."""
    place = [column.key for column in board.columns].index(key)
    lines = [one for line in board.lines for one in (line, *line.parts)]
    return {
        line.row.target.number: (line.outcomes[place].standing, line.outcomes[place].measured)
        for line in lines
    }


def put(cast: Cast, name: str, *assumptions: Assumed) -> str:
    draft = ScenarioDraft(Words(name, name), assumptions)
    return str(put_scenario(cast.committee, cast.resolution, draft, by=cast.dung, known_on=DAY).pk)


def test_the_worked_example(cast: Cast) -> None:
    """By hand, from revenue 121, poverty 3.4 and growth 7 and 9, as known in mid-2023, to 2025:

    slow: 121 * 1.05^3 = 140.07, short of 160, enough for 120; poverty 3.4 - 3 * 0.4 = 2.2, short of 1 and of 2;
    growth (1.07 * 1.09 * 1.06^3)^(1/5) - 1 = 6.79 %, short of 7.5.
    fast: 121 * 1.12^3 = 170; poverty 3.4 - 3 * 0.8 = 1.0, as promised; growth 8 % in each: 7.998 %, within 7.5 to 8.
    """
    change = AssumptionMeasure.CHANGE
    slow = put(
        cast,
        "slow",
        Assumed(cast.revenue, AssumptionMeasure.GROWTH, D(5)),
        Assumed(cast.poverty, change, D("-0.4")),
        Assumed(cast.growth, AssumptionMeasure.VALUE, D(6)),
    )
    fast = put(
        cast,
        "fast",
        Assumed(cast.revenue, AssumptionMeasure.GROWTH, D(12)),
        Assumed(cast.poverty, change, D("-0.8")),
        Assumed(cast.growth, AssumptionMeasure.VALUE, D(8)),
    )
    board = scenario_board(cast.resolution, DAY, by=cast.hoa)
    assert outcomes(board, slow) == {
        "1": ("missed", D("140.072625")),
        "2": ("missed", D("6.793685453")),
        "3": ("missed", D("2.2")),
        "4": ("missed", None),
        "4a": ("exceeded", D("140.072625")),
        "4b": ("missed", D("2.2")),
        "5": ("no_target_value", None),
    }
    assert {number: standing for number, (standing, _) in outcomes(board, fast).items()} == {
        "1": "exceeded", "2": "met", "3": "met", "4": "exceeded", "4a": "exceeded", "4b": "exceeded",
        "5": "no_target_value",
    }  # fmt: skip
    tallies = {column.key: (column.tally.fulfilled, column.tally.total) for column in board.columns}
    assert (tallies[slow], tallies[fast]) == ((0, 5), (4, 5))


def test_without_scenarios_the_expected_courses_are_told(cast: Cast) -> None:
    board = scenario_board(cast.resolution, DAY, by=cast.hoa)
    assert [column.key for column in board.columns] == ["low", "base", "high"]
    low, base, high = (outcomes(board, key)["1"][1] for key in ("low", "base", "high"))
    assert low is not None
    assert base is not None
    assert high is not None
    assert low < base < high
    # Poverty is better the lower it is.
    low, high = (outcomes(board, key)["3"][1] for key in ("low", "high"))
    assert low is not None
    assert high is not None
    assert low > high


def test_nothing_of_it_enters_the_record(cast: Cast) -> None:
    before = (Observation.objects.count(), Verdict.objects.count())
    kept_scenario(cast)
    board = scenario_board(cast.resolution, DAY, by=cast.hoa)
    what_it_takes(board.stage, 3)
    target_futures(cast.targets["1"], DAY, by=cast.hoa)
    assert (Observation.objects.count(), Verdict.objects.count()) == before


def test_nothing_that_became_known_later_moves_it(cast: Cast) -> None:
    put(cast, "kept", Assumed(cast.revenue, AssumptionMeasure.GROWTH, D(5)))
    day = date(2022, 6, 30)
    board = scenario_board(cast.resolution, day, by=cast.hoa)
    assert [column.key for column in board.columns] == ["low", "base", "high"]
    assert outcomes(board, "base")["1"][1] == D("161.051")  # 110 at 10 % a year: two values are no forecast
    before = scenario_board(cast.resolution, DAY, by=cast.hoa)
    record_observation(
        cast.revenue, cast.province, Period.parse("2023"), D(999), status=Status.ACTUAL, source=cast.source,
        known_on=DAY + timedelta(days=1), by=cast.bob,
    )  # fmt: skip
    assert scenario_board(cast.resolution, DAY, by=cast.hoa).lines == before.lines


def test_the_reverse_question(cast: Cast) -> None:
    """To bring revenue to 160 from 121 in three years takes (160 / 121)^(1/3) - 1 = 9.76 %."""
    staged = stage(cast.resolution, DAY, by=cast.hoa)
    answer = what_it_takes(staged, 3)
    by_number = {cast.resolution.targets.get(pk=one.target).number: one for one in answer.candidates}
    assert by_number["5"].hindrance == "no_target_value"
    assert answer.most == 4
    if by_number.get("1"):
        assert round(float(by_number["1"].needs[0].amount), 2) == 9.76
    assert answer.reached >= 3
    out_of_reach = what_it_takes(staged, 5)
    assert not out_of_reach.is_reachable
    for wanted in (0, 6):
        with pytest.raises(InvalidInput, match="from 1 to 5"):
            what_it_takes(staged, wanted)


def test_one_target_with_its_need_and_its_fan(cast: Cast) -> None:
    key = put(cast, "slow", Assumed(cast.revenue, AssumptionMeasure.GROWTH, D(5)))
    futures = target_futures(cast.targets["1"], DAY, by=cast.hoa)
    assert futures.need is not None
    assert round(float(futures.need.amount), 2) == 9.76
    assert list(futures.expected) == [2023, 2024, 2025]
    assert [column.key for column in futures.columns] == ["low", "base", "high", key]
    whole = target_futures(cast.targets["4"], DAY, by=cast.hoa)
    assert (whole.measured, whole.need) == (None, None)
    with pytest.raises(NotFound):
        target_futures(cast.targets["1"], date(2020, 1, 1), by=cast.hoa)


def _population(cast: Cast) -> tuple[Indicator, Indicator]:
    made = [
        put_indicator(
            code, keeper=cast.committee, name=Words(code, code), unit=unit, measurement=Measurement.STOCK,
            over_time=OverTime.LAST, by=cast.dung,
        )
        for code, unit in (("people", "thousand persons"), ("per-head", "m VND"))
    ]  # fmt: skip
    for indicator, value in zip(made, ("500", "242"), strict=True):
        record_observation(
            indicator, cast.province, Period.parse("2022"), D(value), status=Status.ACTUAL, source=cast.source,
            known_on=date(2023, 1, 15), by=cast.bob,
        )  # fmt: skip
    return made[0], made[1]


def test_what_an_indicator_follows_from_is_drawn_in(cast: Cast) -> None:
    """Revenue a head: 121 billion over 500 thousand is 242 thousand, as bn over thousands is millions: 0.242."""
    people, per_head = _population(cast)
    link_indicators(LinkKind.QUOTIENT, per_head, [cast.revenue, people], by=cast.dung, known_on=DAY)
    assert unit_factor(LinkKind.QUOTIENT, per_head, [cast.revenue, people]) == 1
    put(cast, "per head", Assumed(per_head, AssumptionMeasure.SHOCK, D(0), 2024))
    staged = stage(cast.resolution, DAY, by=cast.hoa)
    codes = {one.indicator.code: number for number, one in staged.measured.items()}
    assert {"per-head", "people", "revenue"} <= set(codes)
    assert staged.base.paths[codes["per-head"]].basis == "derived"
    assert [link.derived for link in staged.links] == [per_head]
    assert usual_movement(staged, codes["people"]) == 0
    # A day before the link nothing follows from anything.
    earlier = stage(cast.resolution, DAY - timedelta(days=1), by=cast.hoa)
    assert earlier.links == ()


@pytest.mark.parametrize(
    ("derived", "above", "below", "factor"),
    [
        ("m VND", "bn VND", "persons", 1000),
        ("m VND", "bn VND", "thousand persons", 1),
        ("beds per 10,000", "beds", "persons", 10_000),
        ("%", "bn VND", "tn VND", D("0.1")),
        ("USD", "bn VND", "persons", None),
        ("%", "bn VND", "persons", None),
    ],
)
def test_units_make_the_factor_of_a_quotient(
    derived: str, above: str, below: str, factor: Decimal | int | None
) -> None:
    indicators = [Indicator(unit=unit) for unit in (above, below)]
    assert unit_factor(LinkKind.QUOTIENT, Indicator(unit=derived), indicators) == factor


def test_only_who_may_read_the_body_may_ask(cast: Cast) -> None:
    scenario = kept_scenario(cast)
    for ask in (
        lambda by: scenario_board(cast.resolution, DAY, by=by),
        lambda by: target_futures(cast.targets["1"], DAY, by=by),
        lambda by: scenario_by_id(scenario.pk, by=by),
    ):
        with pytest.raises(Forbidden):
            ask(cast.oanh)
        with pytest.raises(SignInRequired):
            ask(AnonymousUser())
    with pytest.raises(NotFound):
        scenario_by_id(scenario.pk + 1, by=cast.hoa)
    with pytest.raises(InvalidInput, match="no target"):
        stage(cast.programme, DAY, by=cast.hoa)
    assert queries.document_by_code("an-binh-2020", by=cast.hoa) == scenario.document
