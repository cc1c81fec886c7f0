"""Every method has its worked examples beside this module and its section in the reference."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from plenum.assessing.engine import judge
from plenum.assessing.methods import METHODS
from plenum.assessing.methods.history import NOT_APPLICABLE
from plenum.assessing.methods.published import PUBLISHED, SHARED
from tests.assessing import cases

GIVEN = {"case", "direction", "figure", "base_year", "due_year", "observations"}
EXAMPLES = [
    (method, case)
    for method in PUBLISHED
    if method != "open_sdg"  # see test_open_sdg
    for case in cases.read(f"methods/{method}.csv")
]
REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "assessing.md"


def _target(number: int, case: dict[str, str], **more: Any) -> dict[str, Any]:
    due = int(case["due_year"])
    return cases.target(
        number, direction=case["direction"], low=Decimal(case["figure"]) if case["figure"] else None,
        as_of=date(2024, 6, 30), starts=date(due, 1, 1), ends=date(due, 12, 31),
        baseline_on=date(int(case["base_year"]), 12, 31), **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("method", "case"), EXAMPLES, ids=[f"{method}: {case['case']}" for method, case in EXAMPLES]
)
def test_worked_example(method: str, case: dict[str, str]) -> None:
    observed = list(cases.observations(1, case["observations"]))
    (row,) = judge(*cases.tables(observed, [_target(1, case)]), method=method).to_pylist()
    for name, expected in case.items():
        if name in GIVEN:
            continue
        found = row[name.removeprefix("=")]
        if expected == "":
            assert found is None, name
        elif isinstance(found, str):
            assert found == expected, name
        else:
            assert float(found) == pytest.approx(float(expected), rel=2e-6, abs=1e-12), name


@pytest.mark.parametrize("method", METHODS)
def test_every_target_has_a_row(method: str) -> None:
    case = EXAMPLES[0][1]
    targets = [_target(1, case), _target(2, case, kind="cumulative"), _target(3, case, series=None)]
    rows = judge(*cases.tables([], targets), method=method).to_pylist()
    assert [row["target"] for row in rows] == [1, 2, 3]
    if method in PUBLISHED:
        words = [
            rows[1][name] for name in ("status", "long_status", "short_status", "reason") if name in rows[1]
        ]
        assert set(words) == {NOT_APPLICABLE}


@pytest.mark.parametrize("method", METHODS)
def test_a_method_is_told_in_the_reference(method: str) -> None:
    assert f"### `{method}`" in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize("method", sorted(PUBLISHED))
def test_a_published_method_has_a_worked_example(method: str) -> None:
    assert (Path(__file__).parent / f"{method}.csv").exists()


def test_side_by_side_each_says_what_it_says_alone() -> None:
    """Every worked example of every method, as one panel."""
    examples = [case for _, case in EXAMPLES]
    observed = [
        row
        for number, case in enumerate(examples)
        for row in cases.observations(number, case["observations"])
    ]
    tables = cases.tables(observed, [_target(number, case) for number, case in enumerate(examples)])
    together = judge(*tables, method="published")
    for name in PUBLISHED:
        for column, values in judge(*tables, method=name).to_pydict().items():
            beside = column if column in ("target", "as_of", *SHARED) else f"{name}_{column}"
            assert together[beside].to_pylist() == values, beside


@pytest.mark.parametrize("method", sorted(PUBLISHED))
def test_a_target_past_due_is_judged_on_its_due_value(method: str) -> None:
    case = {**EXAMPLES[0][1], "due_year": "2022"}
    observed = list(cases.observations(1, "2007:50 2015:60 2017:70 2022:80 2023:500"))
    (row,) = judge(*cases.tables(observed, [_target(1, case)]), method=method).to_pylist()
    assert (row["last_year"], row["last"]) == (2022, 80)
