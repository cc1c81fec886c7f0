"""Whether a number is a level, a growth, a ratio, a share of plan, a change or a rank."""

from decimal import Decimal

import pytest

from plenum.reading import read
from tests.reading.truths import figure, truths


@pytest.mark.parametrize("row", truths("measures"))
def test_how_a_figure_measures(row: dict[str, str]) -> None:
    found = figure(read(row["text"]), row["words"])
    assert (found.measure.value, found.value, found.unit) == (
        row["measure"],
        Decimal(row["value"]),
        row["unit"],
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Growth was strong: farming 4.1%, industry 9.3%, services 7.5%.", "7.5%"),
        ("GRDP tăng 7%; nông nghiệp 3,2%, công nghiệp 9,1%, dịch vụ 7,4%.", "7,4%"),
    ],
)
def test_a_list_that_opens_with_growth_goes_on_with_growth(text: str, words: str) -> None:
    assert figure(read(text), words).measure == "growth"
