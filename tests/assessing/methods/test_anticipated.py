"""Anticipated progress: the line is the one exact fractions give; no order, unit or sign of values changes the gap."""

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.assessing.engine import judge
from tests.assessing import cases

BASE, DUE = 2015, 2030

Series = dict[int, Decimal]


def _judged(*asked: tuple[Series, str, Decimal], shuffle: int | None = None) -> list[dict[str, Any]]:
    observed, targets = [], []
    for number, (series, direction, figure) in enumerate(asked):
        observed += [
            cases.observation(number * 100 + place, number, str(year), f"{value:f}")
            for place, (year, value) in enumerate(series.items())
        ]
        targets.append(cases.target(
            number, direction=direction, low=figure, as_of=date(2024, 6, 30), starts=date(DUE, 1, 1),
            ends=date(DUE, 12, 31), baseline_on=date(BASE, 12, 31),
        ))  # fmt: skip
    if shuffle is not None:
        random.Random(shuffle).shuffle(observed)
    return judge(*cases.tables(observed, targets), method="anticipated").to_pylist()


def _expected(series: Series) -> Fraction:
    """The value of the due year on the line of weighted least squares, by centred sums of fractions."""
    points = [(year, Fraction(value)) for year, value in sorted(series.items()) if year >= BASE - 15]
    weights = [year - points[0][0] + 1 for year, _ in points]
    year_mean = Fraction(sum(w * year for w, (year, _) in zip(weights, points, strict=True)), sum(weights))
    mean = sum(w * value for w, (_, value) in zip(weights, points, strict=True)) / sum(weights)
    together = sum(
        w * (year - year_mean) * (value - mean) for w, (year, value) in zip(weights, points, strict=True)
    )
    spread = sum(w * (year - year_mean) ** 2 for w, (year, _) in zip(weights, points, strict=True))
    return mean + together / spread * (DUE - year_mean)


amounts = st.decimals(min_value=-500, max_value=500, places=3, allow_nan=False)
earlier = st.dictionaries(st.integers(1997, 2021), amounts, max_size=12)


@settings(max_examples=40, deadline=None)
@given(
    before=earlier,
    base=amounts,
    last=amounts,
    figure=amounts,
    step=st.integers(1, 300),
    seed=st.integers(0, 99),
)
def test_the_laws_of_the_gap(
    before: Series, base: Decimal, last: Decimal, figure: Decimal, step: int, seed: int
) -> None:
    series = {**before, BASE: base, 2023: last}
    far = {year: value + 10**17 for year, value in series.items()}
    large = {year: value * 1000 for year, value in series.items()}
    mirrored = {year: -value for year, value in series.items()}
    asked = [
        (series, "up", figure),
        ({**series, 2023: last + step}, "up", figure),
        (large, "up", figure * 1000),
        (mirrored, "down", -figure),
        (far, "up", figure + 10**17),
    ]
    rows = _judged(*asked)
    assert rows == _judged(*asked, shuffle=seed)
    plain, better, in_thousands, down, far_off = rows
    expected = _expected(series)
    assert plain["predicted"] == pytest.approx(float(expected), rel=1e-9, abs=1e-9)
    assert in_thousands["predicted"] == pytest.approx(plain["predicted"] * 1000, rel=1e-9, abs=1e-6)
    assert down["predicted"] == -plain["predicted"]
    if figure == base:
        assert plain["gap"] == (0 if expected >= figure else None) or abs(expected - figure) < Fraction(
            1, 10**9
        )
        return
    gap = max(100 * (Fraction(figure) - expected) / abs(Fraction(figure) - Fraction(base)), Fraction(0))
    assert plain["gap"] == pytest.approx(float(gap), rel=1e-9, abs=1e-6)
    assert better["gap"] <= plain["gap"]
    assert in_thousands["gap"] == pytest.approx(plain["gap"], rel=1e-9, abs=1e-6)
    assert (down["gap"], down["status"]) == (plain["gap"], plain["status"])
    # To the last digit of the values, however far from zero they run.
    assert (far_off["gap"], far_off["status"]) == (plain["gap"], plain["status"])


def test_the_largest_values_and_the_longest_term_stay_within_the_sums() -> None:
    top = Decimal(10) ** 18 - Decimal("0.000000001")
    observed = [
        cases.observation(year, 1, str(year), f"{top if year % 2 else -top:f}") for year in range(1900, 2199)
    ]
    target = cases.target(
        1, low=top, as_of=date(2199, 6, 30), starts=date(2199, 1, 1), ends=date(2199, 12, 31),
        baseline_on=date(1900, 12, 31),
    )  # fmt: skip
    (row,) = judge(*cases.tables(observed, [target]), method="anticipated").to_pylist()
    assert (row["base_year"], row["last_year"], row["status"]) == (1900, 2198, "accelerate")
    assert abs(row["predicted"]) < 1e17


def test_a_due_value_that_is_known_is_not_predicted() -> None:
    series = {2015: Decimal(10), 2020: Decimal(90), DUE: Decimal(50)}
    observed = [cases.observation(year, 1, str(year), str(value)) for year, value in series.items()]
    target = cases.target(
        1, low=Decimal(50), as_of=date(DUE + 1, 6, 30), starts=date(DUE, 1, 1), ends=date(DUE, 12, 31),
        baseline_on=date(BASE, 12, 31),
    )  # fmt: skip
    (row,) = judge(*cases.tables(observed, [target]), method="anticipated").to_pylist()
    assert (row["predicted"], row["gap"], row["status"]) == (50, 0, "maintain")
