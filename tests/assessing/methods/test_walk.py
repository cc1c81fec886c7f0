"""The simple walk gives what its printed formulas give, and a better last value never lowers the chance of a floor."""

import itertools
import math
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plenum.assessing.engine import judge
from plenum.assessing.methods.walk import CONSTANTS
from tests.assessing import cases

BOUNDED: dict[str, Any] = {"lower": Decimal(0), "upper": Decimal(100)}


def _judged(asked: list[tuple[list[float], dict[str, Any]]]) -> list[dict[str, Any]]:
    observed, targets = [], []
    for number, (values, more) in enumerate(asked):
        observed += [
            cases.observation(number * 10 + age, number, str(2022 - age), f"{value:.9f}")
            for age, value in enumerate(reversed(values))
        ]
        targets.append(cases.target(number, **more))
    return judge(*cases.tables(observed, targets), method="walk").to_pylist()


def _expected(values: list[float], figure: float, horizon: float, is_share: bool) -> float:
    """The probability of ending at the figure or above, after the module's text; for values without gaps."""
    is_additive = not is_share and min(values) <= 0

    def placed(value: float) -> float:
        if is_additive:
            return value
        return math.log(value) - (math.log(100 - value) if is_share else 0.0)

    def of(name: str) -> float:
        return CONSTANTS[f"{name}_additive" if is_additive else name]

    changes = [placed(b) - placed(a) for a, b in itertools.pairwise(values)]
    unit = 1.0
    if is_additive:
        past = values[:-1]
        unit = max(
            sum(abs(one) for one in changes[:-1]) / len(changes[:-1]), sum(map(abs, past)) / len(past) / 20
        )
        changes = [one / unit for one in changes]
    before = changes[:-1]
    m, g = len(before), sum(before) / len(before)
    squares = sum((one - g) ** 2 for one in before)
    variance = CONSTANTS["weight"] * of("usual") + squares + CONSTANTS["rising"] * g * g
    variance /= CONSTANTS["weight"] + m - 1 + CONSTANTS["rising"]
    keep = (m + 1) / (m + 1 + of("noise") * variance)
    location = keep * sum(changes) / (m + 1) * horizon ** CONSTANTS["reach"]
    scale = of("width") * math.sqrt(variance) * horizon ** CONSTANTS["widening"]
    z = ((placed(figure) - placed(values[-1])) / unit - location) / scale
    return 1 / (1 + math.exp(CONSTANTS["tail"] * math.asinh(z)))


@pytest.mark.parametrize(
    ("values", "figure", "more"),
    [
        ([100, 104, 108, 113, 117], 130, {}),
        ([3, 2, 4], 1, {}),
        ([-3, 4, 0, 6], 9, {}),
        ([80, 84, 88, 95], 97, BOUNDED),
        ([1e-6 * 1.3**year for year in range(8)], 1e-5, {}),
        ([5, 5, 5, 5], 5.05, {}),
    ],
)
@pytest.mark.parametrize("horizon", [1, 3, 12])
def test_the_expression_agrees_with_the_printed_formulas(
    values: list[float], figure: float, more: dict[str, Any], horizon: int
) -> None:
    values = [round(value, 9) for value in values]
    due = {"starts": date(2022 + horizon, 1, 1), "ends": date(2022 + horizon, 12, 31)}
    (row,) = _judged([(values, {"low": Decimal(str(figure)), **due, **more})])
    assert row["link"] == ("logit" if more else "additive" if min(values) <= 0 else "log")
    assert row["probability"] == pytest.approx(_expected(values, figure, horizon, bool(more)), rel=1e-9)


def test_a_better_last_value_never_lowers_the_chance_of_a_floor() -> None:
    draw = random.Random(5)
    rises = (0.0, 0.001, 0.01, 0.1, 0.5, 2.0, 10.0, 200.0, 5000.0)
    asked = []
    for number in range(90):
        level, step = draw.choice([1.0, 40.0, 500.0]), draw.choice([0.0, 0.01, 0.2])
        series = [level]
        for _ in range(draw.randint(2, 7)):
            series.append(series[-1] * (1 + step * draw.gauss(0.3, 1)) if draw.random() > 0.2 else series[-1])
        if number % 3 == 0:
            series = [value - level * draw.choice([1.0, 1.1]) for value in series]
        size = max(map(abs, series)) or 1.0
        figure = Decimal(f"{series[-1] + size * (-2.0, -0.5, -0.01, 0.01, 0.3, 4.0)[number % 6]:.6f}")
        asked += [([*series[:-1], series[-1] + rise * size], {"low": figure}) for rise in rises]
    rows = _judged(asked)
    for place in range(0, len(rows), len(rises)):
        for worse, better in itertools.pairwise(rows[place : place + len(rises)]):
            # Where a better value makes the whole series positive, another scale fits it; the law holds on either.
            if worse["link"] == better["link"] and worse["probability"] is not None:
                assert better["probability"] >= worse["probability"] - 1e-12


def test_the_quantiles_are_reached_as_often_as_they_say() -> None:
    values = [40.0, 43.0, 41.5, 44.0, 47.0]
    ((told),) = _judged([(values, {"low": Decimal(50), **BOUNDED})])
    again = _judged(
        [(values, {"low": Decimal(f"{told[name]:.9f}"), **BOUNDED}) for name in ("high", "median", "low")]
    )
    assert [row["probability"] for row in again] == pytest.approx([0.1, 0.5, 0.9], abs=1e-6)
