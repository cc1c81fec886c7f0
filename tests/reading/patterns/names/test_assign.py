"""What a figure is said of."""

import pytest

from plenum.reading import read
from tests.reading.truths import figure, name_of, truths


@pytest.mark.parametrize("row", truths("names"))
def test_what_a_figure_is_said_of(row: dict[str, str]) -> None:
    report = read(row["text"])
    found = figure(report, row["words"])
    assert report.words(found.name_start, found.name_end) == row["name"]


def test_figures_named_respectively_take_their_own_names() -> None:
    text = "Rice, maize and coffee exports rose 4%, 7% and 9% respectively."
    assert [name_of(text, words) for words in ("4%", "7%", "9%")] == ["Rice", "maize", "coffee exports"]


def test_lần_lượt_gives_each_figure_its_own_name() -> None:
    text = "Nông nghiệp, công nghiệp và dịch vụ tăng lần lượt 3%, 9% và 7%."
    names = [name_of(text, words) for words in ("3%", "9%", "7%")]
    assert names == ["Nông nghiệp", "công nghiệp", "dịch vụ"]


def test_a_pronoun_takes_the_name_of_the_sentence_before() -> None:
    assert name_of("Exports reached 45 million USD. They rose 5%.", "5%") == "Exports"


def test_a_person_is_never_what_is_measured() -> None:
    text = "Chairman Nguyen Van Hung said exports rose 5%."
    assert name_of(text, "5%") == "exports"
