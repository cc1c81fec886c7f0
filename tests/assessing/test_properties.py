"""Laws that hold whatever the numbers: of scale, of order, and that better data never worsens a standing."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plenum.assessing.engine import judge_rows
from plenum.assessing.verdicts import Standing

from . import cases

GRADES = [
    Standing.MISSED, Standing.OFF_TRACK, Standing.AT_RISK, Standing.ON_TRACK, Standing.MET, Standing.EXCEEDED,
]  # fmt: skip
TERM: dict[str, Any] = {"starts": date(2021, 1, 1), "ends": date(2025, 12, 31), "baseline_on": None}

amounts = st.decimals(min_value=-500, max_value=500, places=3, allow_nan=False)
rates = st.decimals(min_value=-20, max_value=30, places=2, allow_nan=False)
figures = st.decimals(min_value=-300, max_value=300, places=3, allow_nan=False)
steps = st.decimals(min_value="0.001", max_value=100, places=3, allow_nan=False)
KINDS: list[dict[str, Any]] = [
    {"over_time": "sum"},
    {"over_time": "last", "relative": False},
    {"kind": "range", "over_time": "last"},
    {"kind": "cumulative", **TERM},
    {"kind": "cumulative", "over_time": "mean", **TERM},
    {"kind": "average_growth", "over_time": "compound", **TERM},
    {"kind": "every_year", **TERM},
    {"kind": "milestone", "over_time": "last"},
]
as_of_days = st.sampled_from([date(2023, 6, 30), date(2026, 3, 1)])


def _observed(number: int, values: list[Decimal]) -> list[dict[str, Any]]:
    years = range(2020, 2020 + len(values))
    return [
        cases.observation(number * 100 + year - 2019, number, str(year), str(value))
        for year, value in zip(years, values, strict=True)
    ]


@settings(max_examples=40, deadline=None)
@given(values=st.lists(amounts, min_size=2, max_size=6), figure=figures, step=steps, as_of=as_of_days)
def test_better_data_never_worsens_a_standing(
    values: list[Decimal], figure: Decimal, step: Decimal, as_of: date
) -> None:
    observed, targets = [], []
    better = [*values[:-1], values[-1] + step]
    for place, kind in enumerate(KINDS):
        if kind.get("over_time") == "compound":
            given_values, better_values, bar = [v / 10 for v in values], [v / 10 for v in better], figure / 10
        else:
            given_values, better_values, bar = values, better, figure
        for number, series in ((place * 2, given_values), (place * 2 + 1, better_values)):
            observed += _observed(number, series)
            targets.append(cases.target(number, low=bar, as_of=as_of, **kind))
    rows = {row.target: row for row in judge_rows(*cases.tables(observed, targets))}
    for place, kind in enumerate(KINDS):
        before, after = rows[place * 2], rows[place * 2 + 1]
        if before.standing in GRADES and after.standing in GRADES:
            assert GRADES.index(Standing(after.standing)) >= GRADES.index(Standing(before.standing)), kind


@settings(max_examples=25, deadline=None)
@given(
    values=st.lists(amounts, min_size=1, max_size=6),
    figure=figures,
    scale=st.sampled_from(["1000", "0.001", "1000000"]),
    direction=st.sampled_from(["up", "down", "range"]),
    as_of=as_of_days,
)
def test_the_unit_changes_no_standing(
    values: list[Decimal], figure: Decimal, scale: str, direction: str, as_of: date
) -> None:
    observed, targets = [], []
    kinds = [kind for kind in KINDS if kind.get("over_time") != "compound"]
    for place, kind in enumerate(kinds):
        for number, factor in ((place * 2, Decimal(1)), (place * 2 + 1, Decimal(scale))):
            observed += _observed(number, [value * factor for value in values])
            targets.append(cases.target(
                number, low=figure * factor, high=(figure + 1) * factor, direction=direction, as_of=as_of, **kind,
            ))  # fmt: skip
    rows = {row.target: row for row in judge_rows(*cases.tables(observed, targets))}
    for place, kind in enumerate(kinds):
        assert rows[place * 2].reason == rows[place * 2 + 1].reason, kind


@settings(max_examples=25, deadline=None)
@given(base=amounts, last=amounts, figure=figures, as_of=as_of_days)
def test_less_is_better_mirrors_more_is_better(
    base: Decimal, last: Decimal, figure: Decimal, as_of: date
) -> None:
    observed = _observed(1, [base, last, last]) + _observed(2, [-base, -last, -last])
    targets = [
        cases.target(1, low=figure, relative=False, as_of=as_of),
        cases.target(2, low=-figure, direction="down", relative=False, as_of=as_of),
    ]
    # By the pace: logarithms know no mirror, so the spread expected of a series differs from that of its negative.
    up, down = judge_rows(*cases.tables(observed, targets), method="pace")
    assert (up.standing, up.reason, up.progress) == (down.standing, down.reason, down.progress)


@settings(max_examples=25, deadline=None)
@given(growth=rates, years=st.integers(min_value=2, max_value=5))
def test_growth_at_the_bar_each_year_meets_the_average(growth: Decimal, years: int) -> None:
    observed = [cases.observation(year, 1, str(2020 + year), str(growth)) for year in range(1, years + 1)]
    target = cases.target(
        1, kind="average_growth", over_time="compound", low=growth, starts=date(2021, 1, 1),
        ends=date(2020 + years, 12, 31), baseline_on=None, as_of=date(2026, 3, 1),
    )  # fmt: skip
    (row,) = judge_rows(*cases.tables(observed, [target]))
    assert (row.standing, row.measured) == ("met", growth)
