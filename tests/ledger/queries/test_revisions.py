"""How far first values moved: only those that were open, and only once a final value is known."""

from datetime import date
from decimal import Decimal

import pytest

from plenum.ledger import queries
from plenum.ledger.actions import correct_observation, record_observation, withdraw_observation
from plenum.ledger.models import Observation
from plenum.ledger.queries.revisions import revisions
from plenum.ledger.vocabulary import Status
from plenum.periods import Period
from tests.cast import Cast

NOW = date(2025, 1, 1)


def _record(cast: Cast, year: int, value: str, status: Status, known_on: date) -> Observation:
    return record_observation(
        cast.revenue,
        cast.province,
        Period.parse(str(year)),
        Decimal(value),
        status=status,
        source=cast.source,
        known_on=known_on,
        by=cast.chi,
    )


def _finalise(cast: Cast, first: Observation, value: str, known_on: date) -> None:
    correct_observation(
        first,
        Decimal(value),
        status=Status.ACTUAL,
        source=cast.source,
        known_on=known_on,
        note="Final accounts",
        by=cast.chi,
    )


def test_a_final_value_is_set_beside_the_first(cast: Cast) -> None:
    first = _record(cast, 2018, "80", Status.ESTIMATE, date(2021, 2, 1))
    _finalise(cast, first, "88", date(2021, 6, 1))
    again = _record(cast, 2019, "100", Status.PROVISIONAL, date(2021, 2, 1))
    _finalise(cast, again, "98", date(2021, 6, 1))
    found = revisions(cast.revenue, cast.province, NOW)
    assert [(one.period, one.change) for one in found.periods] == [
        ("2018", pytest.approx(0.1)),
        ("2019", pytest.approx(-0.02)),
    ]
    assert (found.mean, found.greatest) == (pytest.approx(0.06), pytest.approx(0.1))
    assert revisions(cast.revenue, cast.province, date(2021, 3, 1)).periods == ()


def test_what_is_not_final_or_was_withdrawn_does_not_count(cast: Cast) -> None:
    _record(cast, 2018, "80", Status.ESTIMATE, date(2021, 2, 1))
    wrong = _record(cast, 2019, "100", Status.ESTIMATE, date(2021, 2, 1))
    withdraw_observation(wrong, known_on=date(2021, 3, 1), note="Another province's", by=cast.chi)
    found = revisions(cast.revenue, cast.province, NOW)
    assert (found.periods, found.mean, found.greatest) == ((), None, None)


def test_the_year_so_far_is_told_with_its_season(cast: Cast) -> None:
    for year, value in ((2021, "50"), (2022, "54"), (2023, "72")):
        record_observation(
            cast.revenue,
            cast.province,
            Period.parse(f"{year}-S1"),
            Decimal(value),
            status=Status.ACTUAL,
            source=cast.source,
            known_on=date(2023, 7, 15),
            by=cast.chi,
        )
    record_observation(
        cast.revenue,
        cast.province,
        Period.parse("2023"),
        Decimal(140),
        status=Status.PLAN,
        source=cast.source,
        known_on=date(2023, 1, 15),
        by=cast.chi,
    )
    page = queries.target_page(cast.targets["1"], date(2023, 8, 1), by=cast.hoa)
    assert page.season is not None
    assert (page.season.season, page.season.plan, page.season.years) == ("ahead", 140, (2021, 2022))
