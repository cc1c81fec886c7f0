"""Rules and tallies: compound targets by the truth table, and what every table of rules must keep to."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plenum.assessing.engine import judge_rows
from plenum.assessing.verdicts import (
    AT_RISK,
    ON_TRACK,
    PART_RULES,
    RULES,
    STANDING_OF,
    Reason,
    Standing,
    Tally,
    tally,
)

from . import cases

CASES = cases.read("compound.csv")
DUE = {"starts": date(2022, 1, 1), "ends": date(2022, 12, 31)}
# How a part gets each standing: what was observed and what differs from a level of 100 or more in 2025.
PART: dict[str, tuple[str, dict[str, Any]]] = {
    "met": ("2022:100", DUE),
    "exceeded": ("2022:101", DUE),
    "missed": ("2022:99", DUE),
    "on_track": ("2020:50 2022:80", {}),
    "at_risk": ("2020:80 2022:86.5", {"relative": False}),
    "off_track": ("2020:80 2022:80", {}),
    "no_observation": ("", {}),
    "no_target_value": ("2022:80", {"low": None}),
    "not_yet_due": ("", {"kind": "cumulative", "starts": date(2024, 1, 1)}),
}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_compound(case: dict[str, str]) -> None:
    whole = cases.target(100, series=None, kind="compound", low=None)
    observed, parts = [], []
    for number, standing in enumerate(case["parts"].split()):
        values, more = PART[standing]
        observed += cases.observations(number, values)
        parts.append(cases.target(number, part_of=100, **more))
    rows = {row.target: row for row in judge_rows(*cases.tables(observed, [whole, *parts]))}
    assert [rows[number].standing for number in range(len(parts))] == case["parts"].split()
    assert (rows[100].standing, rows[100].reason) == (case["standing"], case["reason"])


def test_a_part_of_another_day_does_not_count() -> None:
    days = date(2021, 6, 30), date(2023, 6, 30)
    whole = [cases.target(100, series=None, kind="compound", low=None, as_of=day) for day in days]
    parts = [cases.target(1, part_of=100, as_of=day, **DUE) for day in days]
    rows = judge_rows(*cases.tables(list(cases.observations(1, "2020:80 2022:100")), [*whole, *parts]))
    assert [row.standing for row in rows if row.target == 100] == ["no_observation", "met"]


def test_every_reason_belongs_to_one_rule_and_one_standing() -> None:
    reasons = [rule.reason for rule in RULES] + [reason for _, reason in PART_RULES] + [Reason.NO_PARTS]
    assert len(reasons) == len(set(reasons))
    assert set(reasons) == set(Reason) == set(STANDING_OF)


def test_parts_have_a_line_for_every_standing() -> None:
    assert {standing for standing, _ in PART_RULES} == set(Standing)
    assert {case["standing"] for case in CASES} == set(Standing)


def test_the_published_cuts() -> None:
    assert Decimal("0.95") == ON_TRACK
    assert Decimal("0.60") == AT_RISK


def test_tally() -> None:
    counted = tally(["met"] * 12 + ["exceeded"] * 2 + ["at_risk"] * 5 + ["no_target_value"])
    assert counted == Tally(met=12, exceeded=2, at_risk=5, no_target_value=1)
    assert (counted.fulfilled, counted.total, counted.judged) == (14, 20, 19)
    assert tally([]) == Tally()
    with pytest.raises(ValueError, match="fine"):
        tally(["fine"])
