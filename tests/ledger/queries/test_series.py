"""A place that others went into is judged by what they were before: each number leads to one of theirs."""

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from plenum.ledger import queries
from plenum.ledger.actions import (
    TargetDraft,
    correct_observation,
    set_target,
    state_target_value,
)
from plenum.ledger.models import Observation, Target
from plenum.ledger.queries.judging import judge_targets
from plenum.ledger.queries.movement import Cause, movements
from plenum.ledger.queries.series import comparable_table, observation_behind, observations_table
from plenum.ledger.vocabulary import TargetKind
from plenum.organizations.actions import put_place, put_succession
from plenum.organizations.models import Place
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast, record_revenue

BEGINS = date(2023, 7, 1)
NOW = date(2023, 9, 1)


@pytest.fixture
def merged(cast: Cast) -> Place:
    """All of one province and half of another, which has 20 a year and two more each year."""
    place = put_place("binh-thanh", Words("Bình Thành", "Binh Thanh"), "province", starts=BEGINS)
    put_succession(cast.province, place, BEGINS)
    put_succession(cast.elsewhere, place, BEGINS, share=Decimal("0.5"))
    for year in (2020, 2021, 2022):
        value, known_on = 20 + 2 * (year - 2020), date(year + 1, 2, 20)
        record_revenue(cast, str(year), value, known_on, place=cast.elsewhere, by=cast.operator)
    return place


@pytest.fixture
def target(cast: Cast, merged: Place) -> Target:
    draft = TargetDraft(
        number="6",
        position=99,
        name=Words("Thu ngân sách", "Budget revenue"),
        kind=TargetKind.LEVEL,
        period=Period.parse("2025"),
        indicator=cast.revenue,
        place=merged,
        known_on=BEGINS,
        source=cast.source,
    )
    made = set_target(cast.resolution, draft, by=cast.dung)
    state_target_value(made, low=Decimal(180), high=None, source=cast.source, known_on=BEGINS, by=cast.dung)
    return made


def test_it_is_judged_by_the_sum_of_shares(cast: Cast, target: Target) -> None:
    judged = judge_targets([target], NOW)[target.pk]
    assert (judged.last, judged.last_ends) == (Decimal(121) + Decimal(12), date(2022, 12, 31))
    assert judged.baseline == Decimal(110)
    newest = Observation.objects.get(pk=judged.last_observation)
    assert (newest.place, newest.period) == (cast.elsewhere, "2022")
    assert Observation.objects.filter(pk=judged.baseline_observation).exists()
    assert judged.probability is not None


def test_what_the_new_place_reports_itself_goes_first(cast: Cast, merged: Place, target: Target) -> None:
    own = record_revenue(cast, "2022", 140, date(2023, 8, 1), place=merged, by=cast.operator)
    judged = judge_targets([target], NOW)[target.pk]
    assert (judged.last, judged.last_observation) == (Decimal(140), own.pk)


def test_only_what_adds_up_over_places_does(cast: Cast, merged: Place) -> None:
    series = {(cast.poverty.pk, merged.pk)}
    assert comparable_table(series, NOW).equals(observations_table(series, NOW))
    series = {(cast.revenue.pk, merged.pk)}
    assert comparable_table(series, date(2023, 6, 30)).num_rows == 0


def test_a_predecessors_correction_moves_the_judgement(cast: Cast, target: Target) -> None:
    corrected = correct_observation(
        cast.observations["revenue 2022"],
        Decimal(125),
        source=cast.source,
        known_on=date(2023, 8, 15),
        note="Final accounts",
        by=cast.chi,
    )
    moved = movements([target], date(2023, 8, 1), NOW, by=cast.operator)[target.pk]
    (step,) = [one for one in moved.steps if one.cause is Cause.REVISION]
    assert [one.pk for one in step.observations] == [corrected.pk]
    assert judge_targets([target], NOW)[target.pk].last == Decimal(137)
    # Whoever may not see the record of the place it is from sees that the judgement moved, and not the value.
    moved = movements([target], date(2023, 8, 1), NOW, by=AnonymousUser())[target.pk]
    (step,) = [one for one in moved.steps if one.cause is Cause.REVISION]
    assert step.observations == ()
    assert step.before.last != step.after.last


def test_pages_show_it(cast: Cast, client: Client, target: Target) -> None:
    client.force_login(cast.hoa)
    asked = {"as_of": NOW.isoformat()}
    for name, arguments in (
        ("scoreboard", [cast.resolution.code]),
        ("target", [cast.resolution.code, "6"]),
        ("scenarios", [cast.resolution.code]),
    ):
        assert client.get(reverse(name, args=arguments), asked).status_code == 200
    (row,) = [
        row for row in queries.scoreboard(cast.resolution, NOW, by=cast.hoa).rows if row.target == target
    ]
    assert row.last is not None
    assert (row.last.value, row.last.period, row.last.is_of_parts) == (Decimal(133), "2022", True)


def test_numbers_lead_back() -> None:
    assert observation_behind(None) is None
    assert observation_behind(17) == 17
    assert observation_behind(-3) == -3
