"""What is refused before anything is judged."""

from decimal import Decimal

import pytest

from plenum.assessing.columns import OBSERVATIONS, STANDINGS, TARGETS
from plenum.assessing.engine import judge
from plenum.errors import InvalidInput

from . import cases


def test_every_column_is_told() -> None:
    for columns in (OBSERVATIONS, TARGETS, STANDINGS):
        assert all(column.doc.endswith(".") for column in columns)
        assert len(set(columns.names)) == len(columns.names)


def test_a_missing_column_is_named() -> None:
    observed, targets = cases.tables([], [cases.target(1)])
    with pytest.raises(InvalidInput, match="targets lacks the columns kind"):
        judge(observed, targets.drop_columns(["kind"]))


def test_an_empty_day_is_named() -> None:
    observed, targets = cases.tables([], [cases.target(1, as_of=None)])
    with pytest.raises(InvalidInput, match="empty as_of"):
        judge(observed, targets)


def test_a_value_too_large_is_named() -> None:
    observed, targets = cases.tables(
        list(cases.observations(1, "2020:1")), [cases.target(1, low=Decimal(10) ** 18)]
    )
    with pytest.raises(InvalidInput, match="low of 10\\^18"):
        judge(observed, targets)


def test_columns_may_come_in_any_order_with_others_beside() -> None:
    observed, targets = cases.tables(list(cases.observations(1, "2020:80 2022:100")), [cases.target(1)])
    shuffled = observed.select(list(reversed(observed.column_names))).append_column("note", [["x", "y"]])
    assert judge(shuffled, targets).equals(judge(observed, targets))
