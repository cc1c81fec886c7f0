"""The page that sets what was said beside what came true."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from plenum.ledger.actions import AdoptedStanding, record_adoption
from plenum.ledger.vocabulary import Standing
from plenum.organizations.words import Words
from tests.cast import Cast

from .reading import words


@pytest.fixture
def reader(client: Client, cast: Cast) -> Client:
    client.force_login(cast.hoa)
    return client


def _url(cast: Cast) -> str:
    return reverse("track_record", args=[cast.resolution.code])


def test_without_a_conference_it_says_so(reader: Client, cast: Cast) -> None:
    assert "No conference in the record has adopted verdicts on it yet." in words(reader.get(_url(cast)))


def test_a_conference_is_told_with_its_targets(reader: Client, cast: Cast) -> None:
    record_adoption(
        cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        held_on=date(2023, 6, 30),
        data_day=date(2023, 6, 30),
        standings={cast.targets["3"]: AdoptedStanding(Standing.AT_RISK, "Slow.")},
        source=cast.source,
        by=cast.giang,
    )
    seen = words(reader.get(_url(cast), {"as_of": "2024-01-01"}))
    assert "Mid-term conference" in seen
    assert "the probability of that day was lower for the one in trouble" in seen
    assert "not named" in seen
    assert "open" in seen


def test_someone_without_a_role_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.minh)
    assert client.get(_url(cast)).status_code == 403
