"""Reported, estimated, planned or expected."""

import pytest

from plenum.reading import read
from tests.reading.truths import figure, truths


@pytest.mark.parametrize("row", truths("roles"))
def test_whether_a_figure_is_reached_or_planned(row: dict[str, str]) -> None:
    assert figure(read(row["text"]), row["words"]).role.value == row["role"]


def test_brackets_hold_the_plan_where_the_report_says_so() -> None:
    text = (
        "Estimated outturns follow, with the plan in brackets.\n- Exports: 45 million USD (40 million USD)."
    )
    report = read(text)
    assert figure(report, "45 million USD").role == "estimate"
    assert figure(report, "40 million USD").role == "target"
