"""The record's words: every code has words in both languages, and sentences say what the figures say."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.utils import translation

from plenum.assessing.season import Season
from plenum.assessing.verdicts import Basis, Reason
from plenum.ledger import vocabulary
from plenum.ledger.queries.movement import Cause
from plenum.units import Unit
from plenum.web import likelihood, wording


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (wording.REASONS, {reason.value for reason in Reason}),
        (wording.STATUSES, set(vocabulary.Status.values)),
        (wording.TARGET_KINDS, set(vocabulary.TargetKind.values)),
        (wording.DIRECTIONS, set(vocabulary.Direction.values)),
        (wording.DOCUMENT_KINDS, set(vocabulary.DocumentKind.values)),
        (wording.RELATIONS, set(vocabulary.RelationKind.values)),
        (wording.SOURCE_KINDS, set(vocabulary.SourceKind.values)),
        (wording.DATE_BASES, set(vocabulary.DateBasis.values)),
        (wording.MEASUREMENTS, set(vocabulary.Measurement.values)),
        (wording.OVER_TIME, set(vocabulary.OverTime.values)),
        (wording.OVER_PLACES, set(vocabulary.OverPlaces.values)),
        (likelihood.BASES, {basis.value for basis in Basis}),
        (likelihood.CAUSES, {cause.value for cause in Cause}),
        (likelihood.SEASONS, {season.value for season in Season}),
        (wording.TALLY_WORDS, set(vocabulary.Standing.values)),
    ],
)
def test_every_code_has_words(table: dict[str, object], codes: set[str]) -> None:
    assert set(table) == codes


def test_every_word_has_its_vietnamese() -> None:
    def told() -> list[str]:
        tables = [str(words) for table in wording.CODES.values() for words in table.values()]
        relations = [str(side) for sides in wording.RELATIONS.values() for side in sides]
        return tables + relations + [wording.counted(code, 3) for code in wording.TALLY_WORDS]

    with translation.override("en"):
        english = told()
    with translation.override("vi"):
        vietnamese = told()
    assert [one for one, other in zip(english, vietnamese, strict=True) if one == other] == []


@dataclass
class Aim:
    kind: str = "level"
    direction: str = "up"
    period: str = "2025"


@dataclass
class Promised:
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass
class Judged:
    standing: str = "at_risk"
    pace_so_far: float | None = 7.1
    pace_needed: float | None = 9.4
    pace_basis: str | None = "percent_a_year"
    years_left: float | None = 2.0
    progress: float | None = 0.4


@pytest.mark.parametrize(
    ("aim", "promised", "en", "vi"),
    [
        (Aim(), Promised(low=Decimal("14.5")), "at least 14.5%", "ít nhất 14,5%"),
        (Aim(direction="down"), Promised(low=Decimal(1)), "at most 1%", "nhiều nhất 1%"),
        (Aim(kind="ceiling"), Promised(low=Decimal(3)), "at most 3%", "nhiều nhất 3%"),
        (Aim(), Promised(high=Decimal(3)), "at most 3%", "nhiều nhất 3%"),
        (Aim(), Promised(low=Decimal("7.5"), high=Decimal(8)), "7.5–8%", "7,5–8%"),
        (Aim(), Promised(low=Decimal(8), high=Decimal("8.0")), "8%", "8%"),
    ],
)
def test_promises(aim: Aim, promised: Promised, en: str, vi: str) -> None:
    for language, expected in (("en", en), ("vi", vi)):
        with translation.override(language):
            assert wording.promise_words(aim, promised, Unit.parse("%"), language) == expected


@pytest.mark.parametrize(
    ("judged", "unit", "said"),
    [
        (Judged(), "bn VND", "needs 9.4% a year; so far 7.1% a year"),
        (Judged(pace_so_far=None), "bn VND", "needs 9.4% a year"),
        (Judged(pace_needed=None), "bn VND", "so far 7.1% a year"),
        (Judged(pace_needed=None, pace_so_far=None), "bn VND", ""),
        (Judged(progress=1.2), "bn VND", "so far 7.1% a year"),
        (Judged(years_left=0.0), "bn VND", "so far 7.1% a year"),
        (Judged(standing="no_target_value"), "bn VND", "so far 7.1% a year"),
        (
            Judged(pace_basis="unit_a_year", pace_needed=0.5, pace_so_far=-1.26),
            "%",
            "needs 0.50 percentage points a year; so far -1.3 percentage points a year",
        ),
    ],
)
def test_paces(judged: Judged, unit: str, said: str) -> None:
    with translation.override("en"):
        told = wording.pace_words(judged, Unit.parse(unit), "en")
    assert told.replace("\u2212", "-") == said


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        (Judged(), "40% of the way"),
        (Judged(progress=-0.104), "-10% of the way"),
        (Judged(progress=None), ""),
        (Judged(standing="no_observation", progress=0.0), ""),
        (Judged(standing="no_target_value", progress=0.0), ""),
    ],
)
def test_progress(judged: Judged, said: str) -> None:
    with translation.override("en"):
        assert wording.progress_words(judged, "en").replace("\u2212", "-") == said


def test_a_tally_names_what_there_is() -> None:
    with translation.override("en"):
        assert wording.tally_words({"met": 14, "at_risk": 6, "missed": 0}) == "14 met · 6 at risk of 20"
        assert wording.tally_words({"met": 0}) == "no targets"
    with translation.override("vi"):
        assert wording.tally_words({"met": 14, "at_risk": 6}) == "14 đạt · 6 có nguy cơ trên 20"
