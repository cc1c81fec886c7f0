"""The page of an observation: where it came from, what became of it, what disagrees."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from plenum.ledger.actions import (
    correct_observation,
    record_observation,
    register_source,
    withdraw_observation,
)
from plenum.ledger.models import Observation
from plenum.ledger.vocabulary import DateBasis, SourceKind, Status
from plenum.periods import Period
from tests.cast import Cast

from .reading import attributes, words

DAY = "2023-06-30"


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    client.force_login(cast.hoa)
    return client


@pytest.fixture
def known(cast: Cast) -> Observation:
    return cast.observations["revenue 2022"]


def rival(
    cast: Cast, value: str, precedence: int = 50, status: Status = Status.ACTUAL, day: int = 1
) -> Observation:
    source = register_source(
        SourceKind.DOCUMENT,
        published_on=date(2023, 2, day),
        url=f"https://news.example/{precedence}/{day}",
        date_basis=DateBasis.IN_ADDRESS,
        precedence=precedence,
        by=cast.operator,
    )
    return record_observation(
        cast.revenue,
        cast.province,
        Period.parse("2022"),
        Decimal(value),
        status=status,
        source=source,
        words="thu ngân sách đạt …",
        by=cast.bob,
    )


def test_it_tells_where_the_value_came_from(reader: Client, known: Observation) -> None:
    response = reader.get(f"/observations/{known.pk}/")
    seen = words(response)
    for told in (
        "121 billion VND",
        "Place An Binh",
        "Period 2022 2022",
        "Status actual",
        "Known since 2023-01-15",
        "by Bob,",
        "Title Yearbook 2022",
        "Published 2023-01-15 as stated by the source or by who entered it",
        "Precedence 10",
        "record_observation Bob",
        "No other source in the record states one.",
    ):
        assert told in seen
    assert "https://an-binh.example/yearbook/2022" in attributes(response, "href")
    assert "/documents/an-binh-2020/targets/1/" in attributes(response, "href")


@pytest.mark.parametrize(
    ("precedence", "status", "day", "taken", "why"),
    [
        (50, Status.ESTIMATE, 1, True, "its status is more final"),
        (50, Status.ACTUAL, 1, True, "its source has precedence"),
        (10, Status.ACTUAL, 1, False, "it became known later"),
        (5, Status.ACTUAL, 1, False, "its source has precedence"),
    ],
)
def test_which_value_is_taken_and_why(
    reader: Client,
    cast: Cast,
    known: Observation,
    precedence: int,
    status: Status,
    day: int,
    taken: bool,
    why: str,
) -> None:
    other = rival(cast, "125", precedence, status, day)
    seen = words(reader.get(f"/observations/{known.pk}/"))
    begins = "The value of this page is taken:" if taken else "The value marked as taken counts:"
    assert f"{begins} {why}" in seen
    assert ("not the one taken for its period" in seen) is not taken
    assert "125 billion VND" in seen
    opposite = words(reader.get(f"/observations/{other.pk}/"))
    assert "thu ngân sách đạt …" in opposite
    assert "read from the source's address" in opposite


def test_a_rival_known_later_is_not_shown(reader: Client, cast: Cast, known: Observation) -> None:
    rival(cast, "125")
    assert "125" not in words(reader.get(f"/observations/{known.pk}/", {"as_of": "2023-01-31"}))
    assert reader.get(f"/observations/{known.pk}/", {"as_of": "2022-01-31"}).status_code == 404


def test_a_correction_leads_both_ways(reader: Client, cast: Cast, known: Observation) -> None:
    new = correct_observation(
        known, Decimal(122), source=cast.source, known_on=date(2023, 6, 1), note="Reprint", by=cast.chi
    )
    response = reader.get(f"/observations/{known.pk}/", {"as_of": DAY})
    assert "since 2023-06-01 another counts: 122 billion VND Reprint" in words(response)
    assert f"/observations/{new.pk}/?as_of={DAY}" in attributes(response, "href")
    assert "2023-01-15 121 billion VND 2023-06-01 122 billion VND (this page) Reprint" in words(
        reader.get(f"/observations/{new.pk}/", {"as_of": DAY})
    )
    assert "122" not in words(reader.get(f"/observations/{known.pk}/", {"as_of": "2023-05-31"}))


def test_a_withdrawal_says_so(reader: Client, cast: Cast, known: Observation) -> None:
    gone = withdraw_observation(known, known_on=date(2023, 6, 1), note="A misprint", by=cast.chi)
    assert "This value was withdrawn on 2023-06-01. A misprint" in words(
        reader.get(f"/observations/{known.pk}/")
    )
    assert "A withdrawal" in words(reader.get(f"/observations/{gone.pk}/"))


def test_a_plan_is_told_from_what_was_reached(reader: Client, cast: Cast) -> None:
    plan = rival(cast, "150", status=Status.PLAN)
    seen = words(reader.get(f"/observations/{plan.pk}/"))
    assert "It is never counted as reached." in seen
    assert "Other plans for the same period No other source" in seen


def test_only_those_who_may_are_offered_to_correct(client: Client, cast: Cast, known: Observation) -> None:
    for user, offered in ((cast.chi, True), (cast.bob, False), (cast.hoa, False)):
        client.force_login(user)
        links = attributes(client.get(f"/observations/{known.pk}/"), "href")
        assert (f"/observations/{known.pk}/correct/" in links) is offered
    client.force_login(cast.chi)
    past = client.get(f"/observations/{known.pk}/", {"as_of": DAY})
    assert f"/observations/{known.pk}/correct/" not in attributes(past, "href")


def test_strangers_learn_nothing(client: Client, cast: Cast, known: Observation) -> None:
    assert client.get(f"/observations/{known.pk}/").status_code == 302
    client.force_login(cast.oanh)
    assert client.get(f"/observations/{known.pk}/").status_code == 403
    assert client.get("/observations/999999/").status_code == 404
