"""Scores by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.assessing.hindsight import Bin, Forecast, Ranking, bins, brier, ranking

SAID = [
    Forecast(0.9, True),
    Forecast(0.7, False),
    Forecast(0.4, True),
    Forecast(0.4, False),
    Forecast(0.1, False),
]


def test_brier() -> None:
    # The squares are 0.01, 0.49, 0.36, 0.16 and 0.01.
    assert brier(SAID) == pytest.approx(0.206)
    assert brier([]) is None


def test_ranking_counts_pairs_and_halves_ties() -> None:
    # 0.9 beats all three; 0.4 loses to 0.7, ties with 0.4, beats 0.1.
    assert ranking(SAID) == Ranking(right=4.5, pairs=6)
    assert ranking(SAID).area == pytest.approx(0.75)
    assert ranking(SAID[:1]).area is None


def test_bins_hold_every_forecast_once() -> None:
    assert bins(SAID, [0, 1 / 3, 2 / 3, 1]) == (
        Bin(0, 1 / 3, 1, 0.1, 0),
        Bin(1 / 3, 2 / 3, 2, 0.4, 1),
        Bin(2 / 3, 1, 2, pytest.approx(0.8), 1),  # type: ignore[arg-type]
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans())))
def test_each_forecast_falls_into_one_bin(given_forecasts: list[tuple[float, bool]]) -> None:
    forecasts = [Forecast(probability, true) for probability, true in given_forecasts]
    found = bins(forecasts, [0, 0.25, 0.5, 0.75, 1])
    assert sum(one.count for one in found) == len(forecasts)
    assert sum(one.came_true for one in found) == sum(one.came_true for one in forecasts)
