"""Futures before the engine: the rules of facts, each target on its due day, and nothing that names a row."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plenum.assessing.scenarios.terms import Assumption, Future, Measure
from tests.assessing import cases

from .worlds import RATE, SHARE, bench, world

D = Decimal
TERM: dict[str, Any] = {"starts": date(2021, 1, 1), "baseline_on": None}


def grown(percent: int) -> list[Assumption]:
    return [Assumption(1, Measure.GROWTH, D(percent))]


KINDS: list[tuple[Any, ...]] = [
    # 121 grown three years: 11.4 % makes 167.3, 9 % makes 156.7.
    ({"low": D(160)}, {}, "2020:100 2021:110 2022:121", [9, 11], ["missed", "exceeded"]),
    # The sum of 110, 121 and three years to come: 3 % gives 616.2, 10 % gives 671.6.
    (
        {"kind": "cumulative", "low": D(650), **TERM},
        {},
        "2020:100 2021:110 2022:121",
        [3, 10],
        ["missed", "exceeded"],
    ),
    # Every year at least 121: a fall of one per cent breaks it.
    ({"kind": "every_year", "low": D(105), **TERM}, {}, "2021:110 2022:121", [-9, 0], ["missed", "exceeded"]),
]


@pytest.mark.parametrize(("target", "kind", "values", "growth", "standings"), KINDS)
def test_each_kind_is_judged_on_its_due_day(
    target: dict[str, Any], kind: dict[str, Any], values: str, growth: list[int], standings: list[str]
) -> None:
    seen = world({1: values}, {1: kind})
    futures = [seen.future(grown(percent)) for percent in growth]
    judged = bench(seen, [cases.target(1, **target)]).judge(futures)
    assert [one[1].standing for one in judged] == standings


def test_growth_rates_are_averaged_over_the_term() -> None:
    """By hand: (1.07 * 1.09 * 1.07^3)^(1/5) - 1 = 7.397 %, short of 7.5; with 8 % in each year left 7.998 %."""
    seen = world({1: "2021:7 2022:9"}, {1: RATE})
    target = cases.target(
        1, kind="average_growth", over_time="compound", relative=False, low=D("7.5"), high=D(8), **TERM
    )
    futures = [seen.future([Assumption(1, Measure.VALUE, D(rate))]) for rate in (7, 8)]
    low, high = (one[1] for one in bench(seen, [target]).judge(futures))
    assert (low.standing, high.standing) == ("missed", "met")
    assert round(float(low.measured or 0), 3) == 7.397
    assert round(float(high.measured or 0), 3) == 7.998


def test_a_compound_target_is_judged_by_its_parts_in_each_future() -> None:
    seen = world({1: "2022:121", 2: "2022:3.4"}, {2: {**SHARE, "direction": "down"}})
    targets = [
        cases.target(9, series=None, kind="compound", low=None),
        cases.target(1, part_of=9, low=D(140)),
        cases.target(2, part_of=9, low=D(2), direction="down", over_time="last", relative=False),
    ]
    falling = Assumption(2, Measure.CHANGE, D("-0.5"))
    judged = bench(seen, targets).judge(
        [seen.future([*grown(6), falling]), seen.future(grown(6)), seen.future([falling])]
    )
    assert [one[9].standing for one in judged] == ["exceeded", "missed", "missed"]


def test_the_known_value_of_a_year_is_never_replaced() -> None:
    seen = world({1: "2022:121 2025:170!2023-01-01"})
    (judged,) = bench(seen, [cases.target(1, low=D(160))]).judge([seen.future(grown(-50))])
    assert (judged[1].standing, judged[1].last) == ("exceeded", D(170))
    assert judged[1].last_observation == 1002


def test_a_supposed_value_names_no_row() -> None:
    seen = world({1: "2022:121"})
    (judged,) = bench(seen, [cases.target(1)]).judge([seen.future(grown(5))])
    assert judged[1].last_observation is None
    assert judged[1].as_of == date(2026, 1, 1)


def test_a_target_of_which_nothing_is_known_has_no_observation_in_any_future() -> None:
    seen = world({1: "2022:121", 2: ""})
    (judged,) = bench(seen, [cases.target(1), cases.target(2)]).judge([seen.future()])
    assert judged[2].standing == "no_observation"
    (empty,) = bench(seen, [cases.target(1)]).judge([Future()])
    assert empty[1].reason == "due_value_missing"


def test_futures_do_not_see_each_other() -> None:
    seen = world({1: "2022:121"})
    row = bench(seen, [cases.target(1, low=D(160))])
    growths = [0, 20, 0, 20, 0]
    together = row.judge([seen.future(grown(percent)) for percent in growths])
    alone = [row.judge([seen.future(grown(percent))])[0] for percent in growths]
    assert together == alone
    assert [one[1].standing for one in together] == ["missed", "exceeded", "missed", "exceeded", "missed"]
