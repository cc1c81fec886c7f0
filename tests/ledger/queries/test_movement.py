"""What moved a judgement: each cause by itself, and the shares of all of them add up."""

from datetime import date
from decimal import Decimal

import pytest

from plenum.ledger import queries
from plenum.ledger.actions import correct_observation, record_observation, state_target_value
from plenum.ledger.queries.movement import Cause, Movement, movements
from plenum.ledger.vocabulary import Status
from plenum.periods import Period
from tests.cast import Cast

SINCE = date(2023, 3, 1)
LATER = date(2024, 3, 1)


def _moved(cast: Cast, number: str = "1") -> Movement:
    targets = list(cast.resolution.targets.select_related("indicator", "place", "document__term"))
    return movements(targets, SINCE, LATER, by=cast.hoa)[cast.targets[number].pk]


def _record_2023(cast: Cast, value: str = "140") -> None:
    record_observation(
        cast.revenue,
        cast.province,
        Period.parse("2023"),
        Decimal(value),
        status=Status.ACTUAL,
        source=cast.source,
        known_on=date(2024, 1, 15),
        by=cast.chi,
    )


def _correct_2022(cast: Cast, value: str = "125") -> None:
    correct_observation(
        cast.observations["revenue 2022"],
        Decimal(value),
        source=cast.source,
        known_on=date(2023, 6, 1),
        note="Final accounts",
        by=cast.chi,
    )


def _state_anew(cast: Cast) -> None:
    # By a better source than the one that stated the first.
    better = cast.observations["revenue 2022"].source
    state_target_value(
        cast.targets["1"], low=Decimal(150), high=None, source=better, known_on=date(2023, 9, 1), by=cast.dung
    )


def test_nothing_new_moves_nothing(cast: Cast) -> None:
    moved = _moved(cast)
    assert moved.steps == ()
    assert moved.before.standing == moved.after.standing
    assert moved.change == 0


def test_a_new_value_is_named_with_what_it_changed(cast: Cast) -> None:
    _record_2023(cast)
    (step,) = _moved(cast).steps
    assert step.cause is Cause.NEW_VALUE
    assert [one.value for one in step.observations] == [Decimal(140)]
    assert step.change is not None
    assert step.change > 0
    assert step.after.last_observation == step.observations[0].pk


def test_a_revision_of_a_known_period_is_no_new_value(cast: Cast) -> None:
    _correct_2022(cast)
    (step,) = _moved(cast).steps
    assert step.cause is Cause.REVISION
    assert [one.value for one in step.observations] == [Decimal(125)]


def test_the_shares_add_up(cast: Cast) -> None:
    _state_anew(cast)
    _correct_2022(cast)
    _record_2023(cast)
    moved = _moved(cast)
    assert [step.cause for step in moved.steps] == [Cause.PROMISE, Cause.REVISION, Cause.NEW_VALUE]
    assert moved.change == pytest.approx(sum(step.change or 0 for step in moved.steps))
    assert moved.steps[0].before == moved.before
    assert moved.steps[-1].after == moved.after


def test_both_ends_are_what_was_judged_on_those_days(cast: Cast) -> None:
    _correct_2022(cast)
    _record_2023(cast)
    moved = _moved(cast)
    for day, judged in ((SINCE, moved.before), (LATER, moved.after)):
        page = queries.target_page(cast.targets["1"], day, by=cast.hoa)
        assert page.row.judgement == judged


def test_time_alone_moves_a_target_past_its_due_day(cast: Cast) -> None:
    targets = list(cast.resolution.targets.select_related("indicator", "place", "document__term"))
    moved = movements(targets, SINCE, date(2026, 3, 1), by=cast.hoa)[cast.targets["1"].pk]
    (step,) = moved.steps
    assert step.cause is Cause.TIME
    assert step.after.standing == "no_observation"
    assert step.change is None


def test_a_compound_target_moves_by_its_parts(cast: Cast) -> None:
    _record_2023(cast)
    moved = _moved(cast, "4")
    assert moved.after.probability is not None
    assert moved.change != 0


def test_days_the_wrong_way_round_are_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="is after"):
        movements([cast.targets["1"]], LATER, SINCE, by=cast.hoa)
