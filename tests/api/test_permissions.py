"""Who may do what: every role, nobody, and someone of another body, at every address."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from plenum.accounts.actions import create_user, grant_role
from plenum.accounts.models import User
from plenum.accounts.permissions import ALLOWED, Permission, Role
from plenum.ledger.actions import prepare_review, record_adoption
from plenum.ledger.actions.reviews import AdoptedStanding
from plenum.ledger.models import Observation, Source
from plenum.ledger.vocabulary import Standing
from plenum.organizations.words import Words
from tests.cast import Cast

SOURCE = {"published_on": "2024-01-20", "title_en": "Report", "url": "https://an-binh.example/report"}
DRAFT = {
    "indicator": "revenue",
    "place": "an-binh",
    "period": "2023",
    "value": "133.1",
    "status": "actual",
    "source": SOURCE,
}
CORRECTION = {"value": "111", "source": SOURCE, "known_on": "2024-02-01", "note": "Misprint"}
WITHDRAWAL = {"known_on": "2024-02-01", "note": "Counted twice"}

PRIVATE = (
    "bodies/an-binh",
    "bodies/an-binh/scoreboard",
    "documents/an-binh-2020",
    "documents/an-binh-2020/scoreboard",
    "documents/an-binh-2020/targets/1",
    "documents/an-binh-2020/targets/1/history",
    "documents/an-binh-2020/reviews",
    "observations/{observation}",
    "adoptions/{adoption}",
)
"""What only readers of An Binh's record may read."""

LISTS = ("home", "bodies", "documents", "indicators", "adoptions", "places", "session")
"""What anyone may ask for; each answers with what the caller may read."""


@pytest.fixture
def places(cast: Cast) -> dict[str, int]:
    """The ids that addresses name."""
    days = {"held_on": date(2023, 6, 1), "data_day": date(2023, 6, 1)}
    adoption = record_adoption(
        cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        standings={cast.targets["1"]: AdoptedStanding(Standing.MET, "Said so.")},
        by=cast.giang,
        **days,
    )
    review = prepare_review(cast.resolution, conference=Words("Hội nghị", "Conference"), by=cast.em, **days)
    return {
        "observation": cast.observations["revenue 2021"].pk,
        "adoption": adoption.pk,
        "review": review.pk,
    }


def _outsiders(cast: Cast) -> dict[str, User | None]:
    return {"nobody": None, "without a role": cast.minh, "of another body": cast.oanh}


@pytest.mark.parametrize("role", Role)
def test_every_role_reads_the_record(cast: Cast, places: dict[str, int], call: Any, role: Role) -> None:
    caller = call(cast.users[role])
    for address in (*PRIVATE, *LISTS):
        response = caller.get(address.format(**places))
        assert response.status_code == 200, (address, response.content)


def test_outsiders_read_nothing_of_it(cast: Cast, places: dict[str, int], call: Any) -> None:
    for who, user in _outsiders(cast).items():
        caller = call(user)
        for address in PRIVATE:
            response = caller.get(address.format(**places))
            assert response.status_code == (401 if user is None else 403), (who, address, response.content)
        assert caller.get("observations").json()["items"] == []
        assert caller.get("indicators/revenue").json()["series"] == []
        assert caller.get("indicators/revenue").json()["targets"] == []
        assert caller.get("adoptions").json() == []
        for address in ("home", "bodies", "documents"):
            assert "an-binh" not in str(caller.get(address).json()), (who, address)
        assert all(one["observations"] == 0 for one in caller.get("indicators").json())


@pytest.mark.parametrize("role", Role)
def test_drafts_are_read_by_those_who_prepare_them(
    cast: Cast, places: dict[str, int], call: Any, role: Role
) -> None:
    allowed = Permission.PREPARE_REVIEW in ALLOWED[role]
    caller = call(cast.users[role])
    assert caller.get(f"reviews/{places['review']}").status_code == (200 if allowed else 403)
    assert len(caller.get("documents/an-binh-2020/reviews").json()) == (1 if allowed else 0)


CHANGES: tuple[tuple[str, dict[str, Any], Permission], ...] = (
    ("observations", DRAFT, Permission.RECORD_OBSERVATIONS),
    ("observations/{observation}/correction", CORRECTION, Permission.CORRECT_OBSERVATIONS),
    ("observations/{observation}/withdrawal", WITHDRAWAL, Permission.CORRECT_OBSERVATIONS),
)


@pytest.mark.parametrize(("address", "body", "permission"), CHANGES, ids=lambda value: str(value)[:40])
@pytest.mark.parametrize("role", Role)
def test_changes_need_a_role_that_carries_them(
    cast: Cast, places: dict[str, int], call: Any, role: Role, address: str, body: Any, permission: Permission
) -> None:
    before = (Observation.objects.count(), Source.objects.count())
    response = call(cast.users[role]).post(address.format(**places), body)
    if permission in ALLOWED[role]:
        assert response.status_code == 201, response.content
        made = Observation.objects.get(pk=response.json()["id"])
        assert made.entered_by == cast.users[role]
    else:
        assert response.status_code == 403, response.content
        assert response.json()["type"] == "urn:plenum:problem:forbidden"
        # Not even the source it named was kept.
        assert (Observation.objects.count(), Source.objects.count()) == before


@pytest.mark.parametrize(("address", "body", "permission"), CHANGES, ids=lambda value: str(value)[:40])
def test_outsiders_change_nothing(
    cast: Cast, places: dict[str, int], call: Any, address: str, body: Any, permission: Permission
) -> None:
    before = (Observation.objects.count(), Source.objects.count())
    for who, user in _outsiders(cast).items():
        response = call(user).post(address.format(**places), body)
        assert response.status_code == (401 if user is None else 403), (who, response.content)
    assert (Observation.objects.count(), Source.objects.count()) == before


def test_a_role_reaches_no_further_than_its_body(cast: Cast, call: Any) -> None:
    """A reporter of a department below may not write for the committee's province from outside it."""
    reporter = create_user("phuc", "a long enough password", by=cast.operator)
    grant_role(reporter, Role.REPORTER, cast.other_committee, by=cast.operator)
    assert call(reporter).post("observations", DRAFT | {"place": "ha-thanh"}).status_code == 201
    assert call(reporter).post("observations", DRAFT).status_code == 403


def test_the_public_reads_a_public_body(cast: Cast, places: dict[str, int], call: Any) -> None:
    cast.committee.is_public = True
    cast.committee.save()
    for address in PRIVATE:
        assert call(None).get(address.format(**places)).status_code == 200, address
    assert call(None).get(f"reviews/{places['review']}").status_code == 401


def test_an_account_switched_off_is_nobody(cast: Cast, call: Any) -> None:
    caller = call(cast.bob)
    cast.bob.is_active = False
    cast.bob.save()
    assert caller.post("observations", DRAFT).status_code == 401
    assert caller.get("bodies/an-binh").status_code == 401


class TestForgery:
    """Another site can make a browser send the session's cookie; it cannot read the token."""

    def test_without_the_token(self, cast: Cast, call: Callable[..., Any]) -> None:
        response = call(cast.bob, token=False).post("observations", DRAFT)
        assert response.status_code == 403
        assert "X-CSRFToken" in response.json()["detail"]
        assert Observation.objects.filter(period="2023").count() == 0

    def test_with_another_ones_token(self, cast: Cast, call: Callable[..., Any]) -> None:
        caller = call(cast.bob, token=False)
        caller.token = call(cast.chi).token
        assert caller.post("observations", DRAFT).status_code == 403

    def test_a_form_is_no_way_round(self, cast: Cast, call: Callable[..., Any]) -> None:
        caller = call(cast.bob, token=False)
        response = caller.client.post("/api/observations", {"value": "1"})
        assert response.status_code == 403
