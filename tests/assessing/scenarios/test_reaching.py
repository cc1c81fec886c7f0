"""The reverse question, against what can be worked out by hand, and its laws."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.assessing.scenarios.links import Link, LinkKind
from plenum.assessing.scenarios.reaching import Answer, Hindrance
from plenum.assessing.scenarios.terms import Measure
from tests.assessing import cases

from .worlds import RATE, SHARE, question

D = Decimal
TERM: dict[str, Any] = {"starts": date(2021, 1, 1), "baseline_on": None}
GROWING = "2020:100 2021:110 2022:121"
"""10 % a year: 161.051 in 2025."""


def level(number: int, low: str, series: int | None = None, **more: Any) -> dict[str, Any]:
    return cases.target(number, series=series or number, low=D(low), **more)


def needs(answer: Answer) -> dict[int, tuple[float, float]]:
    """By target: what its one need asks for each year, and how much more than usual."""
    return {
        one.target: (round(float(one.needs[0].amount), 3), round(float(one.needs[0].extra), 3))
        for one in answer.candidates
        if one.needs
    }


def test_a_level_needs_the_growth_that_leads_to_it() -> None:
    """(180 / 121)^(1/3) - 1 = 14.155 %, 4.155 points more than the 10 % of the pace."""
    answer = question({1: GROWING}, [level(1, "180")]).answer(1)
    assert needs(answer) == {1: (14.155, 4.155)}
    assert (answer.chosen, answer.reached, answer.most) == ((1,), 1, 1)
    assert answer.uplift is not None
    assert round(float(answer.uplift.points), 3) == 4.155


def test_a_share_that_must_fall_needs_points() -> None:
    """From 3.4 to 1 in three years: 0.8 points a year instead of half a point."""
    poverty = {**SHARE, "direction": "down", "lower": D(0)}
    target = level(1, "1", direction="down", over_time="last", relative=False, lower=D(0))
    answer = question({1: "2020:4.4 2022:3.4"}, [target], {1: poverty}).answer(1)
    assert needs(answer) == {1: (-0.8, 0.3)}
    assert answer.candidates[0].needs[0].measure is Measure.CHANGE


def test_an_average_needs_what_makes_up_for_the_years_known() -> None:
    """(1.075^5 / (1.07 * 1.06))^(1/3) - 1 = 8.173 % in each of three years."""
    target = cases.target(
        1, kind="average_growth", over_time="compound", relative=False, low=D("7.5"), high=D(8), **TERM
    )
    answer = question({1: "2021:7 2022:6"}, [target], {1: RATE}).answer(1)
    assert needs(answer)[1][0] == pytest.approx(8.173, abs=0.001)


def test_a_sum_needs_a_steady_growth_that_adds_up() -> None:
    answer = question({1: GROWING}, [cases.target(1, kind="cumulative", low=D(700), **TERM)]).answer(1)
    (need,) = answer.candidates[0].needs
    assert float(110 + 121 + sum(need.path.ahead.values())) == pytest.approx(700, abs=0.01)


def test_the_cheapest_targets_are_chosen_first() -> None:
    targets = [level(1, "190"), level(2, "170"), level(3, "150"), level(4, "400")]
    asked = question(dict.fromkeys((1, 2, 3, 4), GROWING), targets)
    answer = asked.answer(3)
    assert (len(answer.expected), answer.chosen, answer.reached) == (1, (2, 1), 3)
    assert [one.target for one in answer.candidates] == [2, 1, 4]
    assert asked.answer(1).is_enough
    assert asked.answer(1).chosen == ()


def test_the_likeliest_go_first_where_chances_are_told() -> None:
    asked = question(dict.fromkeys((1, 2), GROWING), [level(1, "170"), level(2, "190")])
    asked.probabilities.update({1: 0.1, 2: 0.3})  # type: ignore[attr-defined]
    assert asked.answer(1).chosen == (2,)


def test_one_indicator_may_serve_two_targets() -> None:
    """The higher of two figures on one series brings the lower with it: one target chosen, both met."""
    answer = question(
        {1: GROWING, 2: GROWING}, [level(1, "180"), level(2, "170", 1), level(3, "900", 2)]
    ).answer(2)
    assert (set(answer.chosen), answer.reached) == ({1}, 2)


def test_parts_are_needed_together() -> None:
    targets = [
        cases.target(9, series=None, kind="compound", low=None),
        level(1, "170", part_of=9),
        level(2, "180", part_of=9),
    ]
    answer = question({1: GROWING, 2: GROWING}, targets).answer(1)
    assert answer.total == 1
    assert [round(float(need.amount), 2) for need in answer.candidates[0].needs] == [12.0, 14.16]
    assert answer.reached == 1


def test_what_follows_from_others_is_lifted_through_them() -> None:
    """4 more points of product, people as they are: only the product is lifted, and the quotient follows."""
    values = {1: GROWING, 2: "2020:10 2021:10 2022:10", 3: "2020:10 2021:11 2022:12.1"}
    link = Link(LinkKind.QUOTIENT, 3, (1, 2))
    answer = question(values, [level(3, "18")], links=[link]).answer(1)
    assert answer.uplift is not None
    assert round(float(answer.uplift.points), 3) == 4.155
    assert needs(answer)[3][0] == 14.155


HINDERED = [
    (cases.target(1, low=None), GROWING, Hindrance.NO_TARGET_VALUE),
    (level(1, "100"), "", Hindrance.NO_OBSERVATION),
    # A final value of 2021 has broken it for good.
    (cases.target(1, kind="every_year", low=D(115), **TERM), GROWING, Hindrance.BROKEN),
    (level(1, "130", starts=date(2022, 1, 1), ends=date(2022, 12, 31)), GROWING, Hindrance.MISSED),
    (level(1, "100000"), GROWING, Hindrance.FARTHER),
]


@pytest.mark.parametrize(("target", "values", "hindrance"), HINDERED)
def test_what_cannot_be_reached_says_why(target: dict[str, Any], values: str, hindrance: Hindrance) -> None:
    answer = question({1: values, 2: GROWING}, [target, level(2, "170")]).answer(2)
    assert {one.target: one.hindrance for one in answer.candidates} == {2: None, 1: hindrance}
    assert (answer.is_reachable, answer.most, answer.chosen, answer.uplift) == (False, 1, (), None)


def test_a_bound_can_be_in_the_way() -> None:
    share = {**SHARE, "upper": D(100)}
    target = level(1, "101", over_time="last", relative=False, upper=D(100))
    answer = question({1: "2021:80 2022:85"}, [target], {1: share}).answer(1)
    assert answer.candidates[0].hindrance is Hindrance.FARTHER


def test_a_range_to_stay_in_is_sought_on_both_sides() -> None:
    """Far above it at the pace so far: less growth is needed, not more."""
    target = cases.target(1, kind="range", direction="range", low=D(115), high=D(125))
    answer = question({1: GROWING}, [target], {1: {"direction": "range"}}).answer(1)
    amount, extra = needs(answer)[1]
    assert 0 < extra < 10
    assert 121 * (1 + amount / 100) ** 3 == pytest.approx(125, abs=0.01)


figures = st.decimals(min_value=50, max_value=600, places=1)
starts = st.decimals(min_value=20, max_value=200, places=1)


@settings(max_examples=5, deadline=None)
@given(figures=st.lists(figures, min_size=3, max_size=5), starts=st.lists(starts, min_size=5, max_size=5))
def test_more_uplift_never_meets_fewer_and_less_never_suffices(
    figures: list[Decimal], starts: list[Decimal]
) -> None:
    values = {number: f"2021:{start} 2022:{start}" for number, start in enumerate(starts, start=1)}
    targets = [level(number, str(figure)) for number, figure in enumerate(figures, start=1)]
    asked = question(values, targets)

    def met(points: Decimal) -> int:
        (judged,) = asked.bench.judge([asked.world.future(uplift=points)])
        return sum(one.standing in ("met", "exceeded") for one in judged.values())

    counts = [met(D(points)) for points in (0, 1, 2, 5, 10, 20, 40, 64)]
    assert counts == sorted(counts)
    wanted = max(counts)
    answer = asked.answer(wanted)
    if answer.uplift is not None:
        assert met(answer.uplift.points) >= wanted
        assert met(max(answer.uplift.points - D("0.02"), D(0))) < wanted
    # The cheapest set never asks more of its dearest target than the same uplift for all.
    if answer.uplift is not None and answer.chosen:
        dearest = max(one.extra for one in answer.candidates if one.target in answer.chosen)
        assert dearest <= answer.uplift.points + D("0.02")
