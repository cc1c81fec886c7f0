"""The probability of a target: what arithmetic knows goes first, and no order of rows or unit changes it.

The same of the simple walk, which asks the same of another distribution.
"""

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.assessing.engine import judge
from tests.assessing import cases

GROWN = "2018:100 2019:104 2020:108 2021:113 2022:117"
METHODS = ("probability", "walk")
SHARE: dict[str, Any] = {"lower": Decimal(0), "upper": Decimal(100), "over_time": "last"}


@pytest.fixture(params=METHODS)
def method(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _judged(
    method: str, *asked: tuple[str, dict[str, Any]], shuffle: int | None = None
) -> list[dict[str, Any]]:
    observed: list[dict[str, Any]] = []
    for number, (text, _) in enumerate(asked):
        observed += cases.observations(number, text)
    if shuffle is not None:
        random.Random(shuffle).shuffle(observed)
    targets = [cases.target(number, **more) for number, (_, more) in enumerate(asked)]
    return judge(*cases.tables(observed, targets), method=method).to_pylist()


@pytest.mark.parametrize(
    ("more", "probability", "reason"),
    [
        ({"low": Decimal(101), **SHARE}, 0.0, "out_of_reach"),
        ({"low": Decimal(-1), "direction": "down", **SHARE}, 0.0, "out_of_reach"),
        ({"low": Decimal(101), "high": Decimal(105), "direction": "range", **SHARE}, 0.0, "out_of_reach"),
        ({"low": Decimal(0), **SHARE}, 1.0, "assured"),
        ({"low": Decimal(100), "direction": "down", **SHARE}, 1.0, "assured"),
        ({"low": Decimal(0), "high": Decimal(100), "direction": "range", **SHARE}, 1.0, "assured"),
        ({"kind": "milestone", "low": Decimal(78)}, 1.0, "settled"),
        ({"low": None}, None, "no_figure"),
        ({"kind": "every_year"}, None, "not_applicable"),
        ({"starts": date(2025, 1, 1), "ends": date(2025, 6, 30)}, None, "not_applicable"),
    ],
)
def test_what_arithmetic_knows(
    method: str, more: dict[str, Any], probability: float | None, reason: str
) -> None:
    (row,) = _judged(method, ("2018:70 2019:75 2020:80 2021:72 2022:74", more))
    assert (row["probability"], row["reason"]) == (probability, reason)


def test_a_range_is_what_lies_between_its_ends(method: str) -> None:
    low, high, both = _judged(
        method,
        (GROWN, {"low": Decimal(120)}),
        (GROWN, {"low": Decimal(130), "direction": "down"}),
        (GROWN, {"kind": "range", "direction": "range", "low": Decimal(120), "high": Decimal(130)}),
    )
    assert both["probability"] == pytest.approx(low["probability"] + high["probability"] - 1)


def test_a_ceiling_is_told_by_the_bound_it_has(method: str) -> None:
    cap, down = _judged(
        method,
        (GROWN, {"kind": "ceiling", "low": None, "high": Decimal(130)}),
        (GROWN, {"low": Decimal(130), "direction": "down"}),
    )
    assert cap["probability"] == down["probability"]


def test_a_state_due_in_the_middle_of_a_year(method: str) -> None:
    half, whole = _judged(
        method,
        (GROWN, {"over_time": "last", "low": Decimal(125), "ends": date(2025, 6, 30)}),
        (GROWN, {"over_time": "last", "low": Decimal(125)}),
    )
    assert (half["horizon"], whole["horizon"]) == (2.5, 3)
    assert half["probability"] < whole["probability"]


def test_past_due_without_the_due_value_the_last_one_still_tells(method: str) -> None:
    (row,) = _judged(method, (GROWN, {"low": Decimal(120), "as_of": date(2026, 3, 1)}))
    assert (row["reason"], row["horizon"]) == ("forecast", 3)


numbers = st.lists(st.decimals(min_value=1, max_value=500, places=2, allow_nan=False), min_size=3, max_size=8)


def _text(values: list[Decimal]) -> str:
    return " ".join(f"{2022 - age}:{value}" for age, value in enumerate(reversed(values)))


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=12, deadline=None)
@given(values=numbers, figure=st.decimals(min_value=1, max_value=900, places=2), seed=st.integers(0, 99))
def test_order_unit_and_an_easier_figure(
    method: str, values: list[Decimal], figure: Decimal, seed: int
) -> None:
    asked = [
        (_text(values), {"low": figure}),
        (_text(values), {"low": figure - 1}),
        (_text([value * 1000 for value in values]), {"low": figure * 1000}),
        (_text(values), {"low": figure, "direction": "down"}),
    ]
    given_order, shuffled = _judged(method, *asked), _judged(method, *asked, shuffle=seed)
    assert given_order == shuffled
    plain, easier, scaled, down = (row["probability"] for row in given_order)
    assert easier >= plain
    assert scaled == pytest.approx(plain, rel=1e-9, abs=1e-12)
    assert plain + down == pytest.approx(1, abs=1e-12)


EXAMPLES = [(method, example) for method in METHODS for example in cases.read(f"methods/{method}.csv")]


@pytest.mark.parametrize(
    ("name", "example"), EXAMPLES, ids=[f"{name}: {example['case']}" for name, example in EXAMPLES]
)
def test_worked_example(name: str, example: dict[str, str]) -> None:
    due = int(example["due_year"])
    (row,) = _judged(
        name,
        (
            example["observations"],
            {
                "direction": example["direction"],
                "low": Decimal(example["figure"]),
                "as_of": date(2024, 6, 30),
                "starts": date(due, 1, 1),
                "ends": date(due, 12, 31),
            },
        ),
    )
    for column in ("probability", "median", "low", "high", "horizon"):
        told, found = example[column], row[column]
        assert (found is None) if told == "" else found == pytest.approx(float(told), rel=1e-6), column
    for column in ("reason", "link", "values_used"):
        found = row[column]
        assert ("" if found is None else str(found)) == example[column], column
