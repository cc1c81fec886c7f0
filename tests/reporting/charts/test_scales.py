"""Where things stand on a chart."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.reporting.charts.scales import spread, value_axis, year_marks, year_position

numbers = st.floats(min_value=-1e12, max_value=1e12, allow_nan=False)


def test_a_year_ends_at_its_own_mark() -> None:
    assert year_position(date(2023, 12, 31)) == 2023
    assert year_position(date(2024, 12, 31)) == 2024
    assert year_position(date(2023, 6, 30)) == pytest.approx(2022.5, abs=0.01)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ([100, 110, 160], 80, 180),  # zero is far: the change is what is looked at
        ([10, 110, 160], 0, 200),  # zero is near: amounts are compared by height
        ([-3, 4], -4, 6),
        ([5, 5], 4.4, 5.6),
        ([], 0, 1.2),
    ],
)
def test_axes_end_at_round_numbers(values: list[float], low: float, high: float) -> None:
    axis = value_axis(values)
    assert (axis.low, axis.high) == (pytest.approx(low), pytest.approx(high))
    assert all(round(mark, axis.decimals) == mark for mark in axis.marks)


@given(st.lists(numbers, min_size=1, max_size=20))
def test_every_value_is_on_its_axis(values: list[float]) -> None:
    axis = value_axis(values)
    assert axis.low <= min(values)
    assert axis.high >= max(values)
    assert 2 <= len(axis.marks) <= 13
    assert list(axis.marks) == sorted(set(axis.marks))


def test_a_place_on_the_axis_and_back() -> None:
    axis = value_axis([0, 100])
    assert axis.pixels(axis.high, 300) == 0
    assert axis.value(axis.pixels(40, 300), 300) == pytest.approx(40)


@pytest.mark.parametrize(
    ("first", "last", "most", "marks"),
    [
        (2020, 2025, 12, (2020, 2021, 2022, 2023, 2024, 2025)),
        (2010, 2025, 6, (2010, 2015, 2020, 2025)),
        (2020.4, 2020.6, 5, ()),
    ],
)
def test_not_more_years_are_marked_than_there_is_room_for(
    first: float, last: float, most: int, marks: tuple[int, ...]
) -> None:
    assert year_marks(first, last, most) == marks


@given(st.lists(st.floats(min_value=0, max_value=300), min_size=1, max_size=8))
def test_labels_keep_apart_and_in_order(places: list[float]) -> None:
    moved = spread(places, 16, 300)
    order = sorted(range(len(places)), key=lambda index: places[index])
    distances = [moved[after] - moved[before] for before, after in pairwise(order)]
    assert all(distance >= 16 - 1e-6 for distance in distances)
    assert max(moved) <= 300 + 1e-6


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([10, 100, 50], 16, 300) == [10, 100, 50]
