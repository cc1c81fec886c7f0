"""Reviews: prepared, overridden with a reason, undone, discarded or adopted for good."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plenum.ledger.actions import (
    AdoptedStanding,
    TallyAnnounced,
    override_standing,
    prepare_review,
    record_adoption,
    record_observation,
    register_source,
)
from plenum.ledger.models import Adoption, Review, ReviewLine
from plenum.ledger.vocabulary import SourceKind, Standing, Status
from plenum.organizations.words import Words
from plenum.periods import Period
from tests.cast import Cast

from .reading import attributes, words

HTMX = {"hx-request": "true"}
DAY = date(2023, 6, 30)


@pytest.fixture
def review(cast: Cast) -> Review:
    return prepare_review(
        cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        held_on=DAY,
        data_day=DAY,
        by=cast.em,
    )


@pytest.fixture
def secretary(client: Client, cast: Cast) -> Client:
    client.force_login(cast.em)
    return client


@pytest.fixture
def leader(client: Client, cast: Cast) -> Client:
    client.force_login(cast.giang)
    return client


def new_review(cast: Cast) -> str:
    return reverse("review_new", args=[cast.resolution.code])


def override_address(review: Review, cast: Cast, number: str) -> str:
    return reverse("review_override", args=[review.pk, cast.targets[number].pk])


def said(**changed: str) -> dict[str, str]:
    return {
        "conference_vi": "Hội nghị giữa nhiệm kỳ",
        "conference_en": "Mid-term conference",
        "held_on": "2023-06-30",
        "data_day": "2023-06-30",
    } | changed


def test_a_review_is_prepared(secretary: Client, cast: Cast) -> None:
    response = secretary.post(new_review(cast), said(), follow=True)
    review = Review.objects.get()
    assert response.redirect_chain == [(reverse("review", args=[review.pk]), 302)]
    assert (review.held_on, review.data_day, review.entered_by) == (DAY, DAY, cast.em)
    assert "The draft is open." in words(response)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"conference_vi": "", "conference_en": " "},
            "Name the conference in one of the two languages.",
        ),
        ({"data_day": "2023-07-01"}, "The conference cannot judge what became known after it"),
        ({"held_on": "2999-01-02", "data_day": "2999-01-01"}, "Nothing is known of this day yet"),
        ({"held_on": "soon"}, "Enter a valid date."),
    ],
)
def test_a_faulty_form_comes_back_with_what_was_typed(
    secretary: Client, cast: Cast, changed: dict[str, str], told: str
) -> None:
    response = secretary.post(new_review(cast), said(**changed))
    assert response.status_code == 200
    assert told in words(response)
    for typed in said(**changed).values():
        assert not typed.strip() or typed in attributes(response, "value")
    assert not Review.objects.exists()


def test_a_second_draft_for_the_same_day_is_refused_beside_the_form(
    secretary: Client, cast: Cast, review: Review
) -> None:
    response = secretary.post(new_review(cast), said(conference_en="Another name"))
    assert response.status_code == 200
    assert "is open already" in words(response)
    assert "Another name" in attributes(response, "value")


def test_who_may_not_prepare_is_refused(client: Client, cast: Cast, review: Review) -> None:
    addresses = [
        new_review(cast),
        reverse("review", args=[review.pk]),
        reverse("review_discard", args=[review.pk]),
        reverse("review_adopt", args=[review.pk]),
    ]
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(cast.hoa)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 403
        assert "You may not prepare a review for" in words(response)
    assert (
        client.post(override_address(review, cast, "1"), {"adopted": "met", "reason": "x"}).status_code == 403
    )
    assert not ReviewLine.objects.exists()


def test_the_draft_lists_every_target_as_computed(secretary: Client, review: Review) -> None:
    response = secretary.get(reverse("review", args=[review.pk]))
    seen = words(response)
    assert "every target as computed" in seen
    assert len(response.context["rows"]) == 5
    assert seen.index("Economy") < seen.index("Average growth") < seen.index("Society")
    assert "4a Budget revenue: 121 billion VND, Exceeded" in seen
    assert "A leader of the body adopts the draft." in seen
    assert "Adopt…" not in seen


def test_an_override_needs_no_script(secretary: Client, cast: Cast, review: Review) -> None:
    given = {"adopted": "at_risk", "reason": "Two large payers are leaving."}
    response = secretary.post(override_address(review, cast, "1"), given)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('review', args=[review.pk])}#row-{cast.targets['1'].pk}"
    seen = words(secretary.get(reverse("review", args=[review.pk])))
    assert "1 target otherwise than computed" in seen
    assert "At risk Two large payers are leaving. Em," in seen


def test_an_override_by_htmx_brings_the_row_and_the_counts(
    secretary: Client, cast: Cast, review: Review
) -> None:
    given = {"adopted": "at_risk", "reason": "Two large payers are leaving."}
    response = secretary.post(override_address(review, cast, "1"), given, headers=HTMX)
    assert response.status_code == 200
    seen = response.content.decode()
    assert seen.startswith(f'<tr id="row-{cast.targets["1"].pk}"')
    assert 'hx-swap-oob="true"' in seen
    assert "<html" not in seen
    assert "1 target otherwise than computed" in words(response)


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"adopted": "at_risk", "reason": "  "}, "Say why it stands otherwise than computed."),
        ({"adopted": "", "reason": "Two large payers are leaving."}, "Choose how the target stands."),
        ({"adopted": "no_observation", "reason": "Two large payers."}, "is not one of the available choices"),
        ({"adopted": "off_track", "reason": "Two large payers."}, "It stands so as computed."),
    ],
)
def test_a_faulty_override_is_told_beside_its_field(
    secretary: Client,
    cast: Cast,
    review: Review,
    headers: dict[str, str],
    given: dict[str, str],
    told: str,
) -> None:
    response = secretary.post(override_address(review, cast, "1"), given, headers=headers)
    assert response.status_code == 200
    seen = words(response)
    assert told in seen
    assert given["reason"].strip() in seen
    assert '<details class="override" open>' in response.content.decode()
    assert not ReviewLine.objects.exists()


def test_an_override_is_undone(secretary: Client, cast: Cast, review: Review) -> None:
    override_standing(
        review, cast.targets["1"], Standing.AT_RISK, "Two large payers are leaving.", by=cast.em
    )
    address = reverse("review_clear", args=[review.pk, cast.targets["1"].pk])
    assert secretary.get(address).status_code == 405
    response = secretary.post(address, headers=HTMX)
    assert "every target as computed" in words(response)
    assert "large payers" not in words(response)
    assert not ReviewLine.objects.exists()


def test_a_target_of_another_document_is_no_target_of_the_review(
    secretary: Client, cast: Cast, review: Review
) -> None:
    address = reverse("review_override", args=[review.pk, cast.targets["4a"].pk])
    assert secretary.post(address, {"adopted": "met", "reason": "x"}).status_code == 404


def test_a_draft_is_discarded_after_a_question(secretary: Client, cast: Cast, review: Review) -> None:
    address = reverse("review_discard", args=[review.pk])
    assert "Discard the draft?" in words(secretary.get(address))
    assert Review.objects.exists()
    response = secretary.post(address, follow=True)
    assert "The draft was discarded." in words(response)
    assert not Review.objects.exists()
    assert secretary.get(reverse("review", args=[review.pk])).status_code == 404


def test_only_a_leader_adopts(secretary: Client, review: Review) -> None:
    address = reverse("review_adopt", args=[review.pk])
    assert secretary.get(address).status_code == 403
    assert secretary.post(address).status_code == 403
    assert not Adoption.objects.exists()


def adopt(leader: Client, review: Review) -> str:
    """Adopt a draft as a leader does: look, then press. Returns the address of what was adopted."""
    address = reverse("review_adopt", args=[review.pk])
    seen = leader.get(address).context["seen"]
    response = leader.post(address, {"seen": seen})
    assert response.status_code == 302
    return str(response["Location"])


def test_a_leader_adopts_for_good(leader: Client, cast: Cast, review: Review) -> None:
    override_standing(
        review, cast.targets["1"], Standing.AT_RISK, "Two large payers are leaving.", by=cast.em
    )
    confirmation = words(leader.get(reverse("review_adopt", args=[review.pk])))
    assert "This is final" in confirmation
    assert "1 Budget revenue in 2025 Off track At risk Two large payers are leaving." in confirmation
    assert "Adopt 5 verdicts" in confirmation
    assert not Adoption.objects.exists()

    address = adopt(leader, review)
    adoption = Adoption.objects.get()
    assert address == reverse("adoption", args=[adoption.pk])
    response = leader.get(address)
    seen = words(response)
    assert "The verdicts are adopted. They no longer change." in seen
    assert "1 Budget revenue in 2025 At risk Off track" in seen
    assert "1 otherwise than computed" in seen
    assert "121 billion VND actual needs 9.8% a year; so far 10.0% a year" in seen
    assert "Giang," in seen
    assert reverse("observation", args=[cast.observations["revenue 2022"].pk]) in attributes(response, "href")
    for name in ("review", "review_adopt", "review_discard"):
        assert leader.get(reverse(name, args=[review.pk]))["Location"] == address
    assert (
        leader.post(override_address(review, cast, "1"), {"adopted": "met", "reason": "x"}).status_code == 409
    )


def test_what_changed_since_it_was_looked_at_is_not_adopted(
    leader: Client, cast: Cast, review: Review
) -> None:
    address = reverse("review_adopt", args=[review.pk])
    seen = leader.get(address).context["seen"]
    override_standing(
        review, cast.targets["1"], Standing.AT_RISK, "Two large payers are leaving.", by=cast.em
    )
    response = leader.post(address, {"seen": seen})
    assert "changed since you looked" in words(response)
    assert not Adoption.objects.exists()
    assert leader.post(address, {"seen": response.context["seen"]}).status_code == 302


def test_an_adoption_stays_as_it_was_judged(leader: Client, cast: Cast, review: Review) -> None:
    address = adopt(leader, review)
    before = words(leader.get(address)).split("Frozen:")[1]
    source = register_source(
        SourceKind.DOCUMENT,
        published_on=DAY,
        url="https://an-binh.example/late",
        precedence=1,
        by=cast.operator,
    )
    record_observation(
        cast.revenue,
        cast.province,
        Period.parse("2022"),
        Decimal(50),
        status=Status.ACTUAL,
        source=source,
        by=cast.bob,
    )
    assert words(leader.get(address)).split("Frozen:")[1] == before


def test_an_adoption_is_not_there_before_the_conference(leader: Client, review: Review) -> None:
    address = adopt(leader, review)
    assert leader.get(address, {"as_of": "2023-06-29"}).status_code == 404
    assert leader.get(address, {"as_of": timezone.localdate().isoformat()}).status_code == 200


def test_an_adoption_of_counts_alone_is_shown(client: Client, cast: Cast) -> None:
    adoption = record_adoption(
        cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        held_on=DAY,
        data_day=DAY,
        standings={},
        tallies=[TallyAnnounced(Standing.MET, 3, 5, Words("cuối nhiệm kỳ", "by the end of the term"))],
        source=cast.source,
        by=cast.giang,
    )
    client.force_login(cast.hoa)
    response = client.get(reverse("adoption", args=[adoption.pk]))
    assert "3/5 Met by the end of the term" in words(response)
    assert "announced counts without naming the targets" in words(response)
    assert "https://an-binh.example/yearbook" in attributes(response, "href")


def test_a_private_adoption_is_kept_from_others(client: Client, cast: Cast) -> None:
    adoption = record_adoption(
        cast.resolution,
        conference=Words("", "Mid-term conference"),
        held_on=DAY,
        data_day=DAY,
        standings={cast.targets["1"]: AdoptedStanding(Standing.AT_RISK, "The conference is wary.")},
        by=cast.giang,
    )
    client.force_login(cast.oanh)
    assert client.get(reverse("adoption", args=[adoption.pk])).status_code == 403


def test_a_form_without_a_token_is_refused(cast: Cast, review: Review) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.em)
    response = strict.post(override_address(review, cast, "1"), {"adopted": "met", "reason": "x"})
    assert response.status_code == 403
    assert not ReviewLine.objects.exists()


def test_a_draft_tells_what_has_moved_since_the_last_conference(secretary: Client, cast: Cast) -> None:
    record_adoption(
        cast.resolution,
        conference=Words("Hội nghị thứ nhất", "First conference"),
        held_on=date(2022, 3, 1),
        data_day=date(2022, 3, 1),
        standings={cast.targets["1"]: AdoptedStanding(Standing.AT_RISK, "Early days.")},
        source=cast.source,
        by=cast.giang,
    )
    draft = prepare_review(
        cast.resolution, conference=Words("Hội nghị", "Conference"), held_on=DAY, data_day=DAY, by=cast.em
    )
    seen = words(secretary.get(reverse("review", args=[draft.pk])))
    assert "2022-03-01: On track; new values came in" in seen
