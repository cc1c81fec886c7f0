"""A probability in words: the right word for each, nothing that is not certain called certain, both languages."""

from dataclasses import dataclass

import pytest
from django.utils import translation

from plenum.units import Unit
from plenum.web import likelihood


@dataclass
class Judged:
    probability: float | None = 0.78
    probability_basis: str = "forecast"
    reason: str = "likely"
    expected: float | None = 21.018
    expected_low: float | None = 16.06
    expected_high: float | None = 27.507
    history_year: int | None = 2023
    history_values: int | None = 7


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (1.0, "virtually certain"),
        (0.99, "virtually certain"),
        (0.9, "very likely"),
        (2 / 3, "likely"),
        (0.66, "about as likely as not"),
        (1 / 3, "about as likely as not"),
        (0.2, "unlikely"),
        (0.05, "very unlikely"),
        (0.0, "exceptionally unlikely"),
    ],
)
def test_each_probability_has_its_word(probability: float, word: str) -> None:
    with translation.override("en"):
        assert likelihood.likelihood(probability) == word


@pytest.mark.parametrize(
    ("probability", "written"),
    [(0.0, "0%"), (0.001, "<1%"), (0.126, "13%"), (0.9999, ">99%"), (1.0, "100%")],
)
def test_only_a_certainty_is_written_as_one(probability: float, written: str) -> None:
    assert likelihood.share(probability, "en") == written


def test_the_sentences() -> None:
    with translation.override("en"):
        assert likelihood.likelihood_words(Judged(), "en") == "likely to be met: 78%"
        attained = Judged(reason="already_attained")
        assert likelihood.likelihood_words(attained, "en") == "likely to hold until the due day: 78%"
        out = Judged(probability=0.0, probability_basis="out_of_reach")
        assert likelihood.likelihood_words(out, "en") == "out of reach: 0%"
        assert likelihood.basis_words(Judged()).endswith("7 yearly values up to 2023.")
        assert (
            likelihood.expected_words(Judged(), "level", Unit.parse("bn VND"), "en")
            == "21.02 billion VND; in four cases of five between 16.06 billion VND and 27.51 billion VND"
        )
        assert likelihood.points(0.124, "en") == "+12 points"
        assert likelihood.points(-0.301, "en") == "\u221230 points"


@pytest.mark.parametrize("basis", ["settled", "broken", "no_figure", "too_few_values"])
def test_nothing_is_called_likely_that_is_known_or_cannot_be_told(basis: str) -> None:
    judged = Judged(probability=1.0 if basis == "settled" else None, probability_basis=basis)
    assert likelihood.likelihood_words(judged, "en") == ""


def test_an_interval_without_an_end_is_not_told() -> None:
    assert likelihood.expected_words(Judged(expected_low=None), "level", Unit.parse("%"), "en") == ""
    assert likelihood.expected_words(Judged(), "level", None, "en") == ""


def test_average_growth_is_told_in_per_cent() -> None:
    judged = Judged(expected=6.4, expected_low=5.0, expected_high=7.25)
    assert "6.4%" in likelihood.expected_words(judged, "average_growth", Unit.parse("bn VND"), "en")
