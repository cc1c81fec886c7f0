"""The first page: bodies with their resolutions, and what needs attention, for whoever reads."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plenum.ledger.actions import (
    AdoptedStanding,
    correct_observation,
    record_adoption,
    record_observation,
    register_source,
)
from plenum.ledger.models import Observation
from plenum.ledger.vocabulary import SourceKind, Standing, Status
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast

from .reading import attributes, words

HOME = "/"


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    client.force_login(cast.hoa)
    return client


def state_otherwise(cast: Cast, value: str, year: int = 2022) -> Observation:
    source = register_source(
        SourceKind.DOCUMENT,
        published_on=date(2023, 3, 1),
        url="https://an-binh.example/report",
        precedence=50,
        by=cast.operator,
    )
    return record_observation(
        cast.revenue,
        cast.province,
        Period.parse(str(year)),
        Decimal(value),
        status=Status.ESTIMATE,
        source=source,
        by=cast.bob,
    )


def test_a_body_is_shown_with_its_resolution_and_counts(reader: Client, cast: Cast) -> None:
    response = reader.get(HOME)
    seen = words(response)
    assert "An Binh Provincial Committee" in seen
    assert "Ha Thanh" not in seen
    tally = response.context["cards"][0].summary.scoreboard.tally
    assert tally.total == 5
    assert "of 5" in seen
    assert reverse("scoreboard", args=[cast.resolution.code]) in attributes(response, "href")
    assert "No conference has adopted verdicts yet." in seen


def test_targets_in_trouble_come_worst_first(reader: Client, cast: Cast) -> None:
    # By 2026 revenue of 2025 is still unknown; growth of two years cannot make up for a bad third.
    for year, growth in ((2023, "2"), (2024, "2"), (2025, "2")):
        source = register_source(
            SourceKind.DOCUMENT,
            published_on=date(year + 1, 1, 15),
            url=f"https://an-binh.example/growth/{year}",
            by=cast.operator,
        )
        for indicator, value in ((cast.growth, growth), (cast.poverty, "3.3")):
            record_observation(
                indicator,
                cast.province,
                Period.parse(str(year)),
                Decimal(value),
                status=Status.ACTUAL,
                source=source,
                by=cast.bob,
            )
    response = reader.get(HOME, {"as_of": "2026-02-01"})
    card = response.context["cards"][0]
    standings = [row.judgement.standing for row in card.attention]
    order = ["missed", "off_track", "at_risk"]
    assert standings
    assert standings == sorted(standings, key=order.index)
    assert "Targets in trouble" in words(response)


def test_sources_that_disagree_are_named_with_their_values(reader: Client, cast: Cast) -> None:
    state_otherwise(cast, "119.5")
    seen = words(reader.get(HOME))
    assert "Sources disagree Budget revenue, 2022 121 billion VND / 119.5 billion VND" in seen
    assert "Sources disagree" not in words(reader.get(HOME, {"as_of": "2023-02-28"}))


def test_sources_that_agree_are_not_named(reader: Client, cast: Cast) -> None:
    state_otherwise(cast, "121")
    assert "Sources disagree" not in words(reader.get(HOME))


def test_a_corrected_value_is_no_disagreement(reader: Client, cast: Cast) -> None:
    wrong = state_otherwise(cast, "119.5")
    correct_observation(
        wrong,
        Decimal(121),
        source=wrong.source,
        known_on=date(2023, 4, 1),
        note="A slip of the pen.",
        by=cast.chi,
    )
    assert "Sources disagree" in words(reader.get(HOME, {"as_of": "2023-03-31"}))
    assert "Sources disagree" not in words(reader.get(HOME))


def test_provisions_without_a_programme_are_counted(reader: Client, cast: Cast) -> None:
    response = reader.get(HOME)
    assert "1 provision without an implementing programme" in words(response)
    assert reverse("document", args=[cast.resolution.code]) + "#coverage" in attributes(response, "href")


def test_the_last_adopted_tally_stands_beside_the_computed_one(reader: Client, cast: Cast) -> None:
    record_adoption(
        cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        held_on=date(2023, 6, 30),
        data_day=date(2023, 6, 30),
        standings={cast.targets["1"]: AdoptedStanding(Standing.AT_RISK, "The conference is wary.")},
        by=cast.giang,
    )
    assert "Adopted 1 at risk of 1 Mid-term conference, 2023-06-30" in words(reader.get(HOME))
    assert "Mid-term" not in words(reader.get(HOME, {"as_of": "2023-06-29"}))


def test_a_day_before_everything_says_so(reader: Client) -> None:
    assert "No resolution with targets was known on this day." in words(
        reader.get(HOME, {"as_of": "2019-01-01"})
    )


@pytest.mark.django_db
def test_without_a_body_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    seen = words(client.get(HOME, headers={"accept-language": "en"}))
    assert "Nothing to show yet" in seen
    assert "Sign in to see those you have a role on." in seen


def test_who_has_no_role_is_told_what_to_do(client: Client, cast: Cast) -> None:
    client.force_login(cast.minh)
    seen = words(client.get(HOME))
    assert "Ask your administrator for a role on your body." in seen
    assert "plenum demo" in seen
    assert "An Binh" not in seen


def test_the_number_of_queries_does_not_grow_with_what_is_known(reader: Client, cast: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(HOME).status_code == 200
        return len(captured)

    state_otherwise(cast, "119.5")
    before = queries()
    state_otherwise(cast, "109", year=2021)
    state_otherwise(cast, "99", year=2020)
    assert queries() == before
    assert before <= 25
