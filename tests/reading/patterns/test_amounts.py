"""Numbers with their scale words and units, counts and ranges; and numbers that measure nothing."""

from decimal import Decimal

import pytest

from plenum.reading import read
from tests.reading.truths import figure, printed, truths


@pytest.mark.parametrize("row", truths("quantities"))
def test_a_number_is_read_with_its_scale_and_unit(row: dict[str, str]) -> None:
    found = figure(read(row["text"]), row["words"])
    assert (found.value, found.unit) == (Decimal(row["value"]), row["unit"])
    assert found.value_high == (Decimal(row["high"]) if row["high"] else None)


@pytest.mark.parametrize("row", truths("none"))
def test_a_number_that_measures_nothing_is_no_figure(row: dict[str, str]) -> None:
    assert printed(read(row["text"])) == []


def test_a_second_currency_in_brackets_repeats_the_first() -> None:
    report = read("The port handled cargo worth more than 26 trillion VND (1.1 billion USD).")
    first, second = report.figures
    assert (second.unit, second.bound, second.name_start) == ("USD", first.bound, first.name_start)
