"""One series carried on: at its pace, under assumptions, through shocks. Every expected value is worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest

from plenum.assessing.scenarios.terms import Assumption, Basis, Measure

from .worlds import RATE, SHARE, plain, world

D = Decimal


def carried(values: str, kind: dict[str, Any], *assumptions: Assumption) -> tuple[dict[int, str], Basis]:
    path = world({1: values}, {1: kind}).future(assumptions).paths[1]
    return plain(path.ahead), path.basis


@pytest.mark.parametrize(
    ("values", "kind", "expected", "basis"),
    [
        # 10 % a year from 121; a share by its points; growth rates by their mean, not their slope.
        ("2020:100 2021:110 2022:121", {}, {2023: "133.1", 2024: "146.41", 2025: "161.051"}, Basis.PACE),
        ("2020:5 2022:4", SHARE, {2023: "3.5", 2024: "3", 2025: "2.5"}, Basis.PACE),
        ("2021:7 2022:9", RATE, {2023: "8", 2024: "8", 2025: "8"}, Basis.PACE),
        ("2022:50", {}, {2023: "50", 2024: "50", 2025: "50"}, Basis.UNCHANGED),
        # Growth has no meaning from a negative value: 20 a year, as from -40 to -20.
        ("2021:-40 2022:-20", {}, {2023: "0", 2024: "0", 2025: "0"}, Basis.PACE),
        # Half a year's value is no annual one; a plan is no value.
        (
            "2021:100 2022:110 2023-S1:70 2024:500l",
            {},
            {2023: "121", 2024: "133.1", 2025: "146.41"},
            Basis.PACE,
        ),
    ],
)
def test_without_assumptions_it_goes_on_at_its_pace(
    values: str, kind: dict[str, Any], expected: dict[int, str], basis: Basis
) -> None:
    assert carried(values, kind) == (expected, basis)


def test_a_bound_holds_what_is_carried_past_it() -> None:
    assert carried("2021:90 2022:96", {**SHARE, "upper": D(100)})[0] == {
        2023: "100",
        2024: "100",
        2025: "100",
    }


def test_a_state_during_a_year_is_carried_to_the_end_of_it() -> None:
    # Two points a year; from the end of June to the end of 2023 half of that.
    values, _ = carried("2021:50 2022:52 @2023-06-30:53", {**SHARE})
    assert round(float(values[2023]), 1) == 54.0
    assert round(float(values[2024]), 1) == 56.0


ASSUMED = [
    ("2022:100", {}, [Assumption(1, Measure.GROWTH, D(5))], {2023: "105", 2024: "110.25", 2025: "115.7625"}),
    ("2022:100", {}, [Assumption(1, Measure.CHANGE, D(-4))], {2023: "96", 2024: "92", 2025: "88"}),
    ("2022:100", {}, [Assumption(1, Measure.VALUE, D(130))], {2023: "130", 2024: "130", 2025: "130"}),
    ("2022:9", RATE, [Assumption(1, Measure.VALUE, D("6.5"))], {2023: "6.5", 2024: "6.5", 2025: "6.5"}),
    # A year's own assumption goes before that for every year.
    (
        "2022:100",
        {},
        [Assumption(1, Measure.GROWTH, D(5)), Assumption(1, Measure.GROWTH, D(-10), 2024)],
        {2023: "105", 2024: "94.5", 2025: "99.225"},
    ),
    # Where nothing is assumed the step is that of the pace: 10 % a year.
    (
        "2021:100 2022:110",
        {},
        [Assumption(1, Measure.GROWTH, D(0), 2024)],
        {2023: "121", 2024: "121", 2025: "133.1"},
    ),
    # What is known is not assumed away.
    (
        "2021:100 2022:110",
        {},
        [Assumption(1, Measure.GROWTH, D(50), 2022)],
        {2023: "121", 2024: "133.1", 2025: "146.41"},
    ),
]


@pytest.mark.parametrize(("values", "kind", "assumptions", "expected"), ASSUMED)
def test_assumptions_are_followed(
    values: str, kind: dict[str, Any], assumptions: list[Assumption], expected: dict[int, str]
) -> None:
    assert carried(values, kind, *assumptions)[0] == expected


SHOCKS = [
    # 10 % a year less 6 points in 2024: 133.1 * 1.04, and on from there.
    ("2020:100 2021:110 2022:121", {}, -6, False, {2023: "133.1", 2024: "138.424", 2025: "152.2664"}),
    ("2020:100 2021:110 2022:121", {}, -6, True, {2023: "133.1", 2024: "138.424", 2025: "161.051"}),
    ("2020:5 2022:4", SHARE, 1, False, {2023: "3.5", 2024: "4", 2025: "3.5"}),
    ("2020:5 2022:4", SHARE, 1, True, {2023: "3.5", 2024: "4", 2025: "2.5"}),
    ("2021:8 2022:8", RATE, -5, False, {2023: "8", 2024: "3", 2025: "8"}),
    # Made good: 1.08 * 1.08 / 1.03 = 1.132427.
    ("2021:8 2022:8", RATE, -5, True, {2023: "8", 2024: "3", 2025: "13.2427"}),
]


@pytest.mark.parametrize(("values", "kind", "amount", "catches_up", "expected"), SHOCKS)
def test_a_shock_stays_unless_it_is_made_good(
    values: str, kind: dict[str, Any], amount: int, catches_up: bool, expected: dict[int, str]
) -> None:
    shock = Assumption(1, Measure.SHOCK, D(amount), 2024, catches_up)
    assert carried(values, kind, shock) == (expected, Basis.ASSUMED)


def test_a_shock_in_a_known_year_changes_nothing() -> None:
    values, basis = carried("2021:100 2022:110", {}, Assumption(1, Measure.SHOCK, D(-6), 2022))
    assert (values[2025], basis) == ("146.41", Basis.PACE)


def test_a_gap_between_known_years_is_filled_on_the_straight_way() -> None:
    path = world({1: "2019:100 2022:130"}).future().paths[1]
    assert path.filled == {2020, 2021}
    assert plain(path.values)[2020] == "110"
    assert 2020 not in path.ahead


def test_of_what_is_not_known_at_all_only_values_can_be_assumed() -> None:
    seen = world({1: ""}, {1: SHARE})
    assert seen.future().paths == {}
    assert seen.future([Assumption(1, Measure.CHANGE, D(2))]).paths == {}
    path = seen.future([Assumption(1, Measure.VALUE, D(3)), Assumption(1, Measure.VALUE, D(4), 2025)]).paths[
        1
    ]
    assert plain(dict(path.values)) == {2023: "3", 2024: "3", 2025: "4"}


def test_what_would_grow_past_all_numbers_is_held() -> None:
    seen = world({1: "2022:1000000000"}, until=2060)
    path = seen.future([Assumption(1, Measure.GROWTH, D(1000))]).paths[1]
    assert max(path.values.values()) == D(10) ** 17
