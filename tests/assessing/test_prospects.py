"""What each kind asks of the years to come: held against the level kind, whose distribution is tested by itself."""

import math
import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.assessing.engine import judge_rows
from plenum.assessing.standings import TargetStanding
from plenum.assessing.verdicts import LIKELY, UNLIKELY

from . import cases

GROWN = "2017:96 2018:100 2019:104 2020:108 2021:113 2022:117"
RATES = "2017:7.1 2018:6.8 2019:7.6 2020:4.2 2021:5.9 2022:7.4"
TERM: dict[str, Any] = {"starts": date(2021, 1, 1), "ends": date(2025, 12, 31), "baseline_on": None}
SHARE: dict[str, Any] = {
    "lower": Decimal(0), "upper": Decimal(100), "over_time": "last", "relative": False,
}  # fmt: skip


HALF_YEAR = {"starts": date(2025, 1, 1), "ends": date(2025, 6, 30), "low": Decimal(7)}


def _judged(*asked: tuple[str, dict[str, Any]], shuffle: int | None = None) -> list[TargetStanding]:
    observed: list[dict[str, Any]] = []
    for number, (text, _) in enumerate(asked):
        observed += cases.observations(number, text)
    targets = [cases.target(number, **more) for number, (_, more) in enumerate(asked)]
    if shuffle is not None:
        random.Random(shuffle).shuffle(observed)
    return judge_rows(*cases.tables(observed, targets))


def _due(year: int, **more: Any) -> dict[str, Any]:
    return {"starts": date(year, 1, 1), "ends": date(year, 12, 31), **more}


def _probability(row: TargetStanding) -> float:
    assert row.probability is not None
    return row.probability


def _expected(row: TargetStanding) -> tuple[float, float, float]:
    assert row.expected_low is not None
    assert row.expected is not None
    assert row.expected_high is not None
    return row.expected_low, row.expected, row.expected_high


def test_the_probability_decides_where_there_is_one() -> None:
    figures = [Decimal(90 + step) for step in range(0, 80, 4)]
    rows = _judged(*((GROWN, {"low": figure, "direction": "up"}) for figure in figures if figure > 117))
    words = [
        "on_track"
        if _probability(row) >= LIKELY
        else "at_risk"
        if _probability(row) >= UNLIKELY
        else "off_track"
        for row in rows
    ]
    assert [row.standing for row in rows] == words
    assert set(words) == {"on_track", "at_risk", "off_track"}
    assert {row.reason for row in rows} == {"likely", "uncertain", "unlikely"}
    assert {row.probability_basis for row in rows} == {"forecast"}


def test_the_pace_is_kept_apart() -> None:
    observed = list(cases.observations(0, GROWN))
    tables = cases.tables(observed, [cases.target(0, low=Decimal(150))])
    (judged,), (by_pace,) = judge_rows(*tables), judge_rows(*tables, method="pace")
    assert judged.pace_standing == by_pace.standing == by_pace.pace_standing
    assert by_pace.probability is None
    assert by_pace.probability_basis == "not_calculated"
    assert (judged.pace_so_far, judged.pace_needed) == (by_pace.pace_so_far, by_pace.pace_needed)


@pytest.mark.parametrize(
    ("text", "more", "probability", "basis", "reason"),
    [
        ("2022:100", {}, None, "too_few_values", "already_attained"),
        ("2020:50 2022:80", {}, None, "too_few_values", "pace_enough"),
        (GROWN, {"low": None}, None, "no_figure", "no_figure"),
        (GROWN, _due(2022, low=Decimal(110)), 1.0, "settled", "due_value_beyond"),
        (GROWN, _due(2022, low=Decimal(120)), 0.0, "settled", "due_value_short"),
        ("2020:9 2021:9 2022:9", _due(2024, as_of=date(2025, 3, 1)), None, "due_value_missing", "due_value_missing"),
        (GROWN, {"kind": "every_year", "low": Decimal(114), **TERM}, 0.0, "broken", "beyond_mending"),
        (GROWN, {"kind": "cumulative", "low": Decimal(200), **TERM}, 1.0, "secured", "secured_beyond"),
        ("2020:80 2021:85 2022:90", {"low": Decimal(101), **SHARE}, 0.0, "out_of_reach", "out_of_reach"),
        ("2020:80 2021:85", {"low": Decimal(101), **SHARE}, 0.0, "out_of_reach", "out_of_reach"),
        (
            "2020:80 2021:85 2022:60",
            {"kind": "cumulative", "low": Decimal(90), **TERM, **SHARE, "over_time": "mean"},
            0.0, "out_of_reach", "out_of_reach",
        ),
        ("2020:4 2021:5 2022:6", HALF_YEAR, None, "too_few_values", "pace_enough"),
    ],
)  # fmt: skip
def test_what_arithmetic_knows_goes_first(
    text: str, more: dict[str, Any], probability: float | None, basis: str, reason: str
) -> None:
    (row,) = _judged((text, more))
    assert (row.probability, row.probability_basis, row.reason) == (probability, basis, reason)
    assert row.expected is None


def test_one_year_left_of_a_sum_is_a_level() -> None:
    last_year = _due(2023, low=Decimal(490) - 108 - 113 - 117)
    term = {"starts": date(2020, 1, 1), "ends": date(2023, 12, 31), "baseline_on": None}
    level, total, every, mean = _judged(
        (GROWN, last_year),
        (GROWN, {"kind": "cumulative", "low": Decimal(490), **term}),
        (GROWN, {"kind": "every_year", **term, "starts": date(2022, 1, 1), "low": Decimal(116)}),
        (GROWN, {"kind": "cumulative", "low": Decimal("122.5"), "over_time": "mean", **term}),
    )
    assert _probability(total) == pytest.approx(_probability(level))
    assert _probability(mean) == pytest.approx(_probability(level))
    assert _expected(total) == pytest.approx([value + 338 for value in _expected(level)])
    assert _expected(mean) == pytest.approx([(value + 338) / 4 for value in _expected(level)])
    (same_bar,) = _judged((GROWN, _due(2023, low=Decimal(116))))
    # 117 already keeps to 116: as a level it is met, and its probability is that of keeping so.
    assert _probability(every) == pytest.approx(_probability(same_bar))


def test_every_year_lies_between_the_product_and_the_least() -> None:
    bar = Decimal(112)
    term = {**TERM, "starts": date(2022, 1, 1)}
    every, *years = _judged(
        (GROWN, {"kind": "every_year", "low": bar, **term}),
        *((GROWN, _due(year, low=bar)) for year in (2023, 2024, 2025)),
    )
    chances = [_probability(year) for year in years]
    assert _probability(every) == pytest.approx(math.prod(chances) ** 0.23 * min(chances) ** 0.77)


def test_a_ceiling_is_asked_of_every_year() -> None:
    cap, down = _judged(
        (GROWN, {"kind": "ceiling", "low": None, "high": Decimal(125), **TERM}),
        (GROWN, {"kind": "every_year", "direction": "down", "low": None, "high": Decimal(125), **TERM}),
    )
    assert _probability(cap) == pytest.approx(_probability(down))


def test_a_sum_of_three_years_is_surer_than_each() -> None:
    term = {"starts": date(2023, 1, 1), "ends": date(2025, 12, 31), "baseline_on": None}
    total, last = _judged(
        (GROWN, {"kind": "cumulative", "low": Decimal(100), "as_of": date(2023, 6, 30), **term}),
        (GROWN, _due(2025, low=Decimal(200))),
    )
    low, middle, high = _expected(total)
    assert 3 * 117 < middle < 3 * _expected(last)[1]
    assert (high - low) / middle < (_expected(last)[2] - _expected(last)[0]) / _expected(last)[1]


def test_a_term_that_is_still_to_begin_is_looked_at_from_the_last_value() -> None:
    term = {"starts": date(2024, 1, 1), "ends": date(2025, 12, 31), "baseline_on": None}
    late, soon = _judged(
        (GROWN, {"kind": "cumulative", "low": Decimal(240), "as_of": date(2024, 1, 15), **term}),
        (GROWN.replace("2022:117", "2022:117 2023:121"), {"kind": "cumulative", "low": Decimal(240),
                                                          "as_of": date(2024, 1, 15), **term}),
    )  # fmt: skip
    for row in (late, soon):
        assert 0 < _probability(row) < 1
    assert _expected(late)[2] - _expected(late)[0] > _expected(soon)[2] - _expected(soon)[0]


def test_a_gap_in_the_period_leaves_a_sum_without_a_probability() -> None:
    (row,) = _judged((GROWN.replace("2021:113 ", ""), {"kind": "cumulative", "low": Decimal(600), **TERM}))
    assert (row.probability, row.probability_basis) == (None, "too_few_values")


def test_average_growth_of_levels_is_the_level_it_leads_to() -> None:
    goal = Decimal(108) * Decimal("1.05") ** 5
    growth, level = _judged(
        (GROWN, {"kind": "average_growth", "low": Decimal(5), **TERM}),
        (GROWN, {"low": round(goal, 9)}),
    )
    assert _probability(growth) == pytest.approx(_probability(level))
    averages = [((value / 108) ** 0.2 - 1) * 100 for value in _expected(level)]
    assert _expected(growth) == pytest.approx(averages)


def test_average_of_growth_rates_asks_what_the_years_left_must_grow_by() -> None:
    needed = (1.065**5 / (1.059 * 1.074)) ** (1 / 3) - 1
    average, total = _judged(
        (RATES, {"kind": "average_growth", "over_time": "compound", "low": Decimal("6.5"), **TERM}),
        (RATES, {"kind": "cumulative", "over_time": "compound", "low": Decimal("37.008666"), **TERM}),
    )
    # 1.065^5 is 1.37008666...: the same promise in other words.
    assert _probability(average) == pytest.approx(_probability(total), abs=1e-6)
    low, middle, high = _expected(average)
    assert low < middle < high
    assert (middle > 6.5) == (_probability(average) > 0.5)
    assert average.pace_needed == pytest.approx(needed * 100)


def test_a_compound_is_no_likelier_than_its_least_part() -> None:
    observed = [row for number in (1, 2) for row in cases.observations(number, GROWN)]
    whole = cases.target(100, series=None, kind="compound", low=None)
    parts = [
        cases.target(number, part_of=100, low=Decimal(figure)) for number, figure in ((1, 125), (2, 131))
    ]
    rows = {row.target: row for row in judge_rows(*cases.tables(observed, [whole, *parts]))}
    first, second = _probability(rows[1]), _probability(rows[2])
    assert _probability(rows[100]) == pytest.approx(math.sqrt(first * second * min(first, second)))
    assert rows[100].probability_basis == "parts"
    unknown = [whole, parts[0], cases.target(2, part_of=100, series=77)]
    rows = {row.target: row for row in judge_rows(*cases.tables(observed, unknown))}
    assert (rows[100].probability, rows[100].probability_basis) == (None, "parts_unknown")


KINDS: list[dict[str, Any]] = [
    {"over_time": "sum"},
    {"over_time": "last", "relative": False},
    {"kind": "cumulative", **TERM},
    {"kind": "cumulative", "over_time": "mean", **TERM},
    {"kind": "average_growth", **TERM},
    {"kind": "every_year", **TERM},
    {"kind": "ceiling", "high": None, **TERM},
    {"kind": "milestone", "over_time": "last"},
]
values = st.lists(st.decimals(min_value=1, max_value=500, places=2, allow_nan=False), min_size=4, max_size=7)


def _text(series: list[Decimal]) -> str:
    return " ".join(f"{2022 - age}:{value}" for age, value in enumerate(reversed(series)))


@settings(max_examples=15, deadline=None)
@given(
    series=values,
    figure=st.decimals(min_value=1, max_value=900, places=2),
    easier=st.decimals(min_value="0.5", max_value=50, places=1),
    scale=st.sampled_from([1000, 1_000_000]),
    seed=st.integers(0, 99),
)
def test_an_easier_figure_a_unit_and_an_order(
    series: list[Decimal], figure: Decimal, easier: Decimal, scale: int, seed: int
) -> None:
    asked = []
    for kind in KINDS:
        unit = Decimal(1) if kind.get("kind") == "average_growth" else Decimal(scale)
        asked += [
            (_text(series), {**kind, "low": figure}),
            (_text(series), {**kind, "low": figure - easier}),
            (_text([value * scale for value in series]), {**kind, "low": figure * unit}),
        ]
    rows, shuffled = _judged(*asked), _judged(*asked, shuffle=seed)
    assert rows == shuffled
    for place, kind in enumerate(KINDS):
        plain, softer, scaled = (row.probability for row in rows[3 * place : 3 * place + 3])
        assert (plain is None) == (softer is None) == (scaled is None), kind
        if plain is not None and softer is not None and scaled is not None:
            assert 0 <= plain <= 1, kind
            assert softer >= plain - 1e-12, kind
            assert scaled == pytest.approx(plain, rel=1e-7, abs=1e-10), kind


def test_a_state_stands_for_the_year_end_nearest_to_it() -> None:
    share = {**SHARE, "low": Decimal(95), "as_of": date(2023, 6, 30)}
    states, years, both, flow = _judged(
        ("@2019-10-31:89.4 @2020-10-30:90 @2021-10-30:90.2 @2023-02-28:92.9", share),
        ("2019:89.4 2020:90 2021:90.2 2022:92.9", share),
        ("2019:89.4 2020:90 @2020-11-30:85 2021:90.2 2022:92.9", share),
        ("@2019-10-31:89.4 @2020-10-30:90 @2021-10-30:90.2 @2023-02-28:92.9", {**share, "over_time": "sum"}),
    )
    assert (states.history_year, states.history_values) == (2022, 4)
    assert _probability(states) == pytest.approx(_probability(years))
    assert _probability(both) == pytest.approx(_probability(years))
    assert flow.probability is None
