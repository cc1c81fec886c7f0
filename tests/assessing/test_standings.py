"""The truth table of standings, read line by line."""

from decimal import Decimal

import pytest

from plenum.assessing.engine import judge_rows
from plenum.assessing.standings import TargetStanding
from plenum.assessing.verdicts import BY_PROBABILITY, Reason, Standing

from . import cases

CASES = cases.read("standings.csv")


@pytest.fixture(scope="module")
def judged() -> dict[str, TargetStanding]:
    """All cases at once, each a target with its own series and day."""
    observed = [
        row for number, case in enumerate(CASES) for row in cases.observations(number, case["observations"])
    ]
    targets = [cases.target_of(number, case) for number, case in enumerate(CASES)]
    rows = judge_rows(*cases.tables(observed, targets), method="pace")
    return {CASES[row.target]["case"]: row for row in rows}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, str], judged: dict[str, TargetStanding]) -> None:
    row = judged[case["case"]]
    assert (row.standing, row.reason) == (case["standing"], case["reason"])
    if case["measured"]:
        expected = None if case["measured"] == "none" else Decimal(case["measured"])
        measured = row.measured
        if expected is not None and measured is not None and case["kind"] == "average_growth":
            measured = round(measured, -expected.as_tuple().exponent)  # type: ignore[arg-type,operator]
        assert measured == expected
    for name in ("progress", "pace_so_far", "pace_needed", "years_left"):
        if case[name] == "none":
            assert getattr(row, name) is None, name
        elif case[name]:
            assert getattr(row, name) == pytest.approx(float(case[name]), rel=2e-6, abs=1e-9), name


def test_names_are_unique() -> None:
    assert len({case["case"] for case in CASES}) == len(CASES)


def test_every_standing_of_a_single_target_is_reached() -> None:
    assert {case["standing"] for case in CASES} == set(Standing)


def test_every_reason_is_reached_here_or_by_parts() -> None:
    of_parts = {reason for reason in Reason if reason.startswith("part") or reason is Reason.NO_PARTS}
    # Those of the probability are reached in test_prospects.
    assert {case["reason"] for case in CASES} == set(Reason) - of_parts - BY_PROBABILITY - {
        Reason.OUT_OF_REACH
    }
