"""The expression gives what its printed formulas give, and keeps the laws of a probability."""

import itertools
import math
import random
from typing import Any

import pytest

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


def _drawn(seed: int, count: int) -> list[list[float]]:
    """Series of three to eight values: positive ones, some flat for a while, some with an outlier, some of any sign."""
    draw = random.Random(seed)
    found = []
    for number in range(count):
        level, step = draw.choice([1.0, 40.0, 500.0]), draw.choice([0.0, 0.01, 0.2])
        series = [level]
        for _ in range(draw.randint(2, 7)):
            series.append(series[-1] * (1 + step * draw.gauss(0.3, 1)) if draw.random() > 0.2 else series[-1])
        if number % 4 == 0:
            series[draw.randrange(len(series))] *= draw.choice([0.2, 5.0])
        if number % 3 == 0:
            series = [value - level * draw.choice([1.0, 1.1]) for value in series]
        found.append([round(value, 4) for value in series])
    return found


QUANTILES = (0.01, 0.1, 0.5, 0.9, 0.99)
HORIZONS = (0.25, 1.0, 3.0, 12.0)


def _series(found: list[float]) -> dict[int, float]:
    return {2022 - age: value for age, value in enumerate(reversed(found))}


def test_probabilities_add_up_and_fall_as_the_figure_rises() -> None:
    drawn = _drawn(1, 60)
    ladder = (-500.0, -1.0, 0.0, 0.5, 2.0, 50.0, 900.0)
    asked = [
        {"series": _series(found), "figure": found[-1] + step, "horizon": HORIZONS[number % 4]}
        for number, found in enumerate(drawn)
        for step in ladder
    ]
    rows = predicted(*asked, quantiles=QUANTILES)
    again = []
    for place in range(0, len(rows), len(ladder)):
        of_one = rows[place : place + len(ladder)]
        if of_one[0]["below"] is None:
            assert not any(asked[place]["series"].values())
            continue
        for row in of_one:
            assert row["below"] + row["at_least"] == pytest.approx(1, abs=1e-12)
        assert all(a["at_least"] >= b["at_least"] for a, b in itertools.pairwise(of_one))
        quantiles = [of_one[0][f"q{number}"] for number in range(5)]
        assert quantiles == sorted(quantiles)
        again += [(p, asked[place] | {"figure": at}) for p, at in zip(QUANTILES, quantiles, strict=True)]
    for (p, _), row in zip(again, predicted(*(one for _, one in again)), strict=True):
        assert row["below"] == pytest.approx(p, rel=1e-3, abs=1e-6)


def test_the_unit_changes_no_probability() -> None:
    drawn = _drawn(2, 60)
    asked = []
    for number, found in enumerate(drawn):
        for scale in (1.0, 1e-6, 1e9):
            series = {year: value * scale for year, value in _series(found).items()}
            figure = (found[-1] * 1.1 + 1) * scale
            asked.append({"series": series, "figure": figure, "horizon": HORIZONS[number % 4]})
    rows = predicted(*asked)
    for plain, small, large in zip(rows[::3], rows[1::3], rows[2::3], strict=True):
        assert plain["link"] == small["link"] == large["link"]
        for other in (small, large):
            assert other["below"] == pytest.approx(plain["below"], rel=1e-6, abs=1e-9)


def test_a_better_last_value_never_lowers_the_chance_of_a_floor() -> None:
    asked = []
    rises = (0.0, 0.001, 0.01, 0.1, 0.5, 2.0, 10.0, 200.0, 5000.0)
    drawn = _drawn(3, 150)
    for number, found in enumerate(drawn):
        size = max(map(abs, found)) or 1.0
        figure = found[-1] + size * (-2.0, -0.5, -0.01, 0.01, 0.3, 4.0)[number % 6]
        for rise in rises:
            series = _series([*found[:-1], found[-1] + rise * size])
            asked.append({"series": series, "figure": figure, "horizon": HORIZONS[number % 4]})
    rows = predicted(*asked)
    for place in range(0, len(rows), len(rises)):
        for worse, better in itertools.pairwise(rows[place : place + len(rises)]):
            # Where a better value makes the whole series positive, another scale fits it; the law holds on either.
            if worse["link"] == better["link"] and worse["at_least"] is not None:
                assert better["at_least"] >= worse["at_least"] - 1e-12


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
