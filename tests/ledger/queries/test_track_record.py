"""What was said and what came true: as known then, beside what is known now."""

from datetime import date
from decimal import Decimal

import pytest

from plenum.errors import Forbidden
from plenum.ledger import queries
from plenum.ledger.actions import AdoptedStanding, record_adoption, record_observation
from plenum.ledger.queries.track_record import Hindsight
from plenum.ledger.vocabulary import Standing, Status
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast

THEN = date(2023, 6, 30)
NOW = date(2026, 6, 30)


@pytest.fixture
def adopted(cast: Cast) -> Cast:
    record_adoption(
        cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        held_on=THEN,
        data_day=THEN,
        standings={cast.targets["3"]: AdoptedStanding(Standing.AT_RISK, "Poverty falls too slowly.")},
        source=cast.source,
        by=cast.giang,
    )
    return cast


def _record(cast: Cast, **values: str) -> None:
    for name, value in values.items():
        record_observation(
            getattr(cast, name),
            cast.province,
            Period.parse("2025"),
            Decimal(value),
            status=Status.ACTUAL,
            source=cast.source,
            known_on=date(2026, 2, 1),
            by=cast.chi,
        )


def _hindsight(cast: Cast, as_of: date = NOW) -> Hindsight:
    (one,) = queries.track_record(cast.resolution, as_of, by=cast.hoa).conferences
    return one


def test_nothing_is_scored_while_outcomes_are_open(adopted: Cast) -> None:
    one = _hindsight(adopted, date(2024, 1, 1))
    assert {row.outcome for row in one.rows} == {None}
    assert one.brier is None
    assert one.bins == ()


def test_outcomes_are_set_beside_what_was_said(adopted: Cast) -> None:
    _record(adopted, revenue="170", poverty="1.5")
    one = _hindsight(adopted)
    rows = {row.target.number: row for row in one.rows}
    assert (rows["1"].outcome, rows["3"].outcome) == (True, False)
    assert rows["5"].outcome is None
    squares = [
        (row.then.probability - row.outcome) ** 2
        for row in one.rows
        if row.outcome is not None and row.then.probability is not None
    ]
    assert one.brier == pytest.approx(sum(squares) / len(squares))
    assert one.outcomes.pairs >= 1


def test_what_was_said_is_what_was_known_then(adopted: Cast) -> None:
    before = {row.target.number: row.then for row in _hindsight(adopted).rows}
    _record(adopted, revenue="170", poverty="1.5")
    after = {row.target.number: row.then for row in _hindsight(adopted).rows}
    assert before == after


def test_trouble_called_is_ranked_by_the_probability(adopted: Cast) -> None:
    one = _hindsight(adopted)
    (hard,) = [row for row in one.rows if row.hard]
    others = [row for row in one.rows if not row.hard and row.then.probability is not None]
    assert hard.target.number == "3"
    assert one.trouble.pairs == len(others)
    assert hard.then.probability is not None
    lower = sum(
        1.0
        if row.then.probability > hard.then.probability
        else 0.5 * (row.then.probability == hard.then.probability)
        for row in others
        if row.then.probability is not None
    )
    assert one.trouble.right == lower


def test_parts_are_not_counted_by_themselves(adopted: Cast) -> None:
    assert {row.target.number for row in _hindsight(adopted).rows} == {"1", "2", "3", "4", "5"}


def test_a_stranger_sees_nothing(adopted: Cast) -> None:
    with pytest.raises(Forbidden):
        queries.track_record(adopted.resolution, NOW, by=adopted.minh)
