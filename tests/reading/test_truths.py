"""Each field of a figure, by truth tables of sentences in both languages."""

from decimal import Decimal

import pytest

from plenum.reading import read

from .truths import figure, printed, truths


@pytest.mark.parametrize("row", truths("quantities"))
def test_a_number_is_read_with_its_scale_and_unit(row: dict[str, str]) -> None:
    found = figure(read(row["text"]), row["words"])
    assert (found.value, found.unit) == (Decimal(row["value"]), row["unit"])
    assert found.value_high == (Decimal(row["high"]) if row["high"] else None)


@pytest.mark.parametrize("row", truths("none"))
def test_a_number_that_measures_nothing_is_no_figure(row: dict[str, str]) -> None:
    assert printed(read(row["text"])) == []


@pytest.mark.parametrize("row", truths("measures"))
def test_how_a_figure_measures(row: dict[str, str]) -> None:
    found = figure(read(row["text"]), row["words"])
    assert (found.measure.value, found.value, found.unit) == (
        row["measure"],
        Decimal(row["value"]),
        row["unit"],
    )


@pytest.mark.parametrize("row", truths("bounds"))
def test_what_the_words_say_of_exactness(row: dict[str, str]) -> None:
    assert figure(read(row["text"]), row["words"]).bound.value == row["bound"]


@pytest.mark.parametrize("row", truths("roles"))
def test_whether_a_figure_is_reached_or_planned(row: dict[str, str]) -> None:
    assert figure(read(row["text"]), row["words"]).role.value == row["role"]


@pytest.mark.parametrize("row", truths("periods"))
def test_what_time_a_figure_is_of(row: dict[str, str]) -> None:
    assert figure(read(row["text"]), row["words"]).period == row["period"]


@pytest.mark.parametrize("row", truths("names"))
def test_what_a_figure_is_said_of(row: dict[str, str]) -> None:
    report = read(row["text"])
    found = figure(report, row["words"])
    assert report.words(found.name_start, found.name_end) == row["name"]
