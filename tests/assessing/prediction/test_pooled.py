"""The expression gives what its printed formulas give, and keeps the laws of a probability."""

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.assessing.prediction.calibration import shipped

from .plain import log_odds_below
from .running import predicted

SERIES: list[dict[str, Any]] = [
    {"series": {2018: 100.0, 2019: 104.0, 2020: 108.0, 2021: 113.0, 2022: 117.0}, "figure": 130.0},
    {"series": {2020: 3.0, 2021: 2.0, 2022: 4.0}, "figure": 1.0},
    {"series": {2019: -3.0, 2020: 4.0, 2021: 0.0, 2022: 6.0}, "figure": 9.0},
    {"series": {2010: 7.0, 2015: 60.0, 2016: 61.0, 2019: 66.0, 2020: 65.0, 2022: 69.5}, "figure": 72.0},
    {
        "series": {2019: 80.0, 2020: 84.0, 2021: 88.0, 2022: 95.0},
        "lower": 0.0,
        "upper": 100.0,
        "figure": 97.0,
    },
    {
        "series": {2019: 12.0, 2020: 13.0, 2021: 11.5, 2022: 12.0},
        "lower": 10.0,
        "upper": 20.0,
        "figure": 15.0,
    },
    {"series": {2019: 80.0, 2020: 100.0, 2021: 90.0}, "lower": 0.0, "upper": 100.0, "figure": 97.0},
    {"series": {2015 + year: 1e-6 * 1.3**year for year in range(8)}, "figure": 1e-5},
]


@pytest.mark.parametrize("horizon", [0.5, 1, 3, 7.25])
def test_the_expression_agrees_with_the_printed_formulas(horizon: float) -> None:
    asked = [{**one, "horizon": horizon} for one in SERIES]
    for one, found in zip(asked, predicted(*asked), strict=True):
        bounds = (one["lower"], one["upper"]) if "lower" in one else None
        odds = log_odds_below(one["series"], one["figure"], horizon, shipped(), bounds)
        assert found["below"] == pytest.approx(1 / (1 + math.exp(-odds)), rel=1e-9, abs=1e-12)
        assert found["at_least"] == pytest.approx(1 / (1 + math.exp(odds)), rel=1e-9, abs=1e-12)


values = st.lists(st.floats(min_value=-500, max_value=500).map(lambda v: round(v, 2)), min_size=3, max_size=8)
positives = st.lists(st.floats(min_value=1, max_value=500).map(lambda v: round(v, 2)), min_size=3, max_size=8)
horizons = st.floats(min_value=0.25, max_value=15)
QUANTILES = (0.01, 0.1, 0.5, 0.9, 0.99)


def _series(found: list[float]) -> dict[int, float]:
    return {2022 - age: value for age, value in enumerate(reversed(found))}


@settings(max_examples=20, deadline=None)
@given(found=values | positives, figure=st.floats(min_value=-600, max_value=600), horizon=horizons)
def test_probabilities_add_up_and_fall_as_the_figure_rises(
    found: list[float], figure: float, horizon: float
) -> None:
    series = _series(found)
    asked = [{"series": series, "figure": figure + step, "horizon": horizon} for step in (0, 1, 50)]
    rows = predicted(*asked, quantiles=QUANTILES)
    if rows[0]["below"] is None:
        assert not any(found)
        return
    for row in rows:
        assert row["below"] + row["at_least"] == pytest.approx(1, abs=1e-12)
        assert [row[f"q{place}"] for place in range(5)] == sorted(row[f"q{place}"] for place in range(5))
    assert rows[0]["at_least"] >= rows[1]["at_least"] >= rows[2]["at_least"]
    asked = [{"series": series, "figure": rows[0][f"q{place}"], "horizon": horizon} for place in range(5)]
    for p, row in zip(QUANTILES, predicted(*asked), strict=True):
        assert row["below"] == pytest.approx(p, rel=1e-4, abs=1e-6)


@settings(max_examples=15, deadline=None)
@given(found=values | positives, scale=st.sampled_from([1e-6, 0.5, 1e3, 1e9]), horizon=horizons)
def test_the_unit_changes_no_probability(found: list[float], scale: float, horizon: float) -> None:
    series, figure = _series(found), found[-1] * 1.1 + 1
    scaled = {year: value * scale for year, value in series.items()}
    one, other = predicted(
        {"series": series, "figure": figure, "horizon": horizon},
        {"series": scaled, "figure": figure * scale, "horizon": horizon},
    )
    assert one["link"] == other["link"]
    assert one["below"] == pytest.approx(other["below"], rel=1e-6, abs=1e-9)


def test_too_few_values_and_zeros_have_no_distribution() -> None:
    rows = predicted(
        {"series": {2021: 4.0, 2022: 5.0}, "figure": 6.0, "horizon": 3},
        {"series": {2020: 0.0, 2021: 0.0, 2022: 0.0}, "figure": 6.0, "horizon": 3},
        {"series": {}, "figure": 6.0, "horizon": 3},
        {"series": {2020: 1.0, 2021: 2.0, 2022: 3.0}, "figure": 6.0, "horizon": 0},
        {"series": {2020: 1.0, 2021: 2.0, 2022: 3.0}, "figure": None, "horizon": 1},
        quantiles=(0.5,),
    )
    assert [(row["below"], row["at_least"]) for row in rows] == [(None, None)] * 5
    assert [row["q0"] is None for row in rows] == [True, True, True, True, False]


def test_a_flat_history_keeps_a_floor_of_noise() -> None:
    flat = dict.fromkeys(range(2015, 2023), 5.0)
    up, kept, down = predicted(*({"series": flat, "figure": y, "horizon": 3} for y in (5.05, 5.0, 4.95)))
    assert kept["at_least"] == pytest.approx(0.5, abs=0.1)
    assert 0.001 < up["at_least"] < kept["at_least"] < down["at_least"] < 0.999
