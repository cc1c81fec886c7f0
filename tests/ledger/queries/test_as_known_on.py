"""A page of a past day shows nothing that became known later: walked through every query."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Model, QuerySet

from plenum.ledger import queries
from plenum.ledger.actions import adopt_review, correct_observation, prepare_review, withdraw_observation
from plenum.ledger.models import Adoption, Observation, TargetValue
from plenum.organizations.words import Words
from tests.cast import Cast

DAYS = (date(2021, 1, 15), date(2021, 12, 31), date(2022, 1, 15), date(2023, 2, 1), date(2023, 7, 1))


def _held(thing: Any, seen: set[int]) -> Iterator[Model]:
    """Every model instance reachable through the dataclasses and collections of a query's answer."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, Model):
        yield thing
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from _held(getattr(thing, one.name), seen)
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from _held(value, seen)
    elif isinstance(thing, (list, tuple, set, QuerySet)):
        for value in thing:
            yield from _held(value, seen)


def _known_on(model: Model) -> date | None:
    if isinstance(model, (Observation, TargetValue)):
        return model.known_on
    if isinstance(model, Adoption):
        return model.held_on
    return None


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """The cast with a correction, a withdrawal and an adoption, each on a day of its own."""
    correct_observation(
        cast.observations["revenue 2022"],
        Decimal(125),
        source=cast.observations["revenue 2022"].source,
        known_on=date(2023, 6, 1),
        note="Final accounts",
        by=cast.chi,
    )
    withdraw_observation(
        cast.observations["growth 2022"], known_on=date(2023, 6, 15), note="Wrong province", by=cast.chi
    )
    review = prepare_review(
        cast.resolution,
        conference=Words("Hội nghị", "Conference"),
        held_on=date(2023, 3, 1),
        data_day=date(2023, 3, 1),
        by=cast.em,
    )
    adopt_review(review, by=cast.giang)
    return cast


@pytest.mark.parametrize("day", DAYS)
def test_no_query_shows_what_became_known_later(busy: Cast, day: date) -> None:
    by = busy.hoa
    answers = [
        queries.home(day, by=by),
        queries.scoreboard(busy.resolution, day, by=by),
        queries.document_page(busy.resolution, day, by=by),
        queries.indicator_list(day, by=by),
        queries.indicator_page(busy.revenue, day, by=by),
        queries.indicator_page(busy.growth, day, by=by),
        queries.disagreements(busy.province, day),
        *(queries.target_page(target, day, by=by) for target in busy.targets.values()),
        *(
            queries.observation_page(one.pk, day, by=by)
            for one in busy.observations.values()
            if one.known_on <= day
        ),
    ]
    seen = [model for answer in answers for model in _held(answer, set())]
    dated = [(model, known) for model in seen if (known := _known_on(model)) is not None]
    assert dated
    assert [(model, known) for model, known in dated if known > day] == []


def test_a_past_day_is_rebuilt_as_it_was(busy: Cast) -> None:
    def revenue(day: date) -> Decimal | None:
        board = queries.scoreboard(busy.resolution, day, by=busy.hoa)
        return next(row.judgement.last for row in board.rows if row.target.number == "1")

    assert revenue(date(2022, 6, 1)) == 110
    assert revenue(date(2023, 2, 1)) == 121
    assert revenue(date(2023, 6, 1)) == 125

    def growth(day: date) -> Decimal | None:
        board = queries.scoreboard(busy.resolution, day, by=busy.hoa)
        return next(row.judgement.last for row in board.rows if row.target.number == "2")

    assert growth(date(2023, 6, 14)) == 9
    assert growth(date(2023, 6, 15)) == 7


def test_the_history_of_a_standing_asks_the_database_a_fixed_number_of_times(
    busy: Cast, django_assert_max_num_queries: Any
) -> None:
    target = queries.target_by_number("an-binh-2020", "4", by=busy.hoa)
    with django_assert_max_num_queries(31):
        page = queries.target_page(target, date(2023, 7, 1), by=busy.hoa)
    assert page.history
