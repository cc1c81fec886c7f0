"""The published results of Statistics Canada's tracking, reproduced.

`open_sdg.csv` holds 247 of their series (Sustainable Development Goals data hub, Canada) with the base and last value,
the figure, and the progress, score and status they publish. Values with more than nine decimals are told in a smaller
unit (`unit_exponent`), which changes nothing: the method is free of units.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plenum.assessing.engine import judge
from tests.assessing import cases

CASES = cases.read("methods/open_sdg.csv")


def _rows() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    observed, targets = [], []
    for number, case in enumerate(CASES):
        values = {case["base_year"]: case["base"], case["last_year"]: case["last"]}
        for place, (year, value) in enumerate(values.items()):
            if value:
                observed.append(cases.observation(number * 10 + place, number, year, value))
        due = int(case["due_year"])
        targets.append(cases.target(
            number, as_of=date(2026, 1, 1), direction=case["direction"],
            low=Decimal(case["figure"]) if case["figure"] else None,
            upper=Decimal(case["limit"]) if case["limit"] else None,
            starts=date(due, 1, 1), ends=date(due, 12, 31), baseline_on=date(int(case["base_year"]), 12, 31),
        ))  # fmt: skip
    return observed, targets


@pytest.fixture(scope="module")
def judged() -> dict[str, dict[str, Any]]:
    table = judge(*cases.tables(*_rows()), method="open_sdg")
    return {CASES[row["target"]]["series"]: row for row in table.to_pylist()}


@pytest.mark.parametrize("case", CASES, ids=[case["series"] for case in CASES])
def test_published_result(case: dict[str, str], judged: dict[str, dict[str, Any]]) -> None:
    row = judged[case["series"]]
    assert row["status"] == case["status"]
    for name in ("progress", "score"):
        if case[name]:
            assert row[name] == pytest.approx(float(case[name]), rel=1e-9, abs=1e-9), name
        else:
            assert row[name] is None, name
