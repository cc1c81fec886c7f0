"""The pages of resolutions and reviews, walked, and worked as a secretary and a leader work them."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from plenum.ledger.actions import (
    AdoptedStanding,
    TallyAnnounced,
    override_standing,
    prepare_review,
    record_adoption,
)
from plenum.ledger.models import Adoption, Review, ReviewLine
from plenum.ledger.vocabulary import Standing
from plenum.organizations.words import Words
from tests.cast import Cast

pytestmark = pytest.mark.browser

DAY = date(2023, 6, 30)
BOARD = "/documents/an-binh-2020/scoreboard/"


@pytest.fixture
def review(live_cast: Cast) -> Review:
    review = prepare_review(
        live_cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        held_on=DAY,
        data_day=DAY,
        by=live_cast.em,
    )
    reason = "Two large payers are leaving."
    override_standing(review, live_cast.targets["2"], Standing.AT_RISK, reason, by=live_cast.em)
    return review


@pytest.fixture
def adoption(live_cast: Cast) -> Adoption:
    return record_adoption(
        live_cast.resolution,
        conference=Words("Hội nghị giữa nhiệm kỳ", "Mid-term conference"),
        held_on=DAY,
        data_day=DAY,
        standings={
            live_cast.targets["1"]: AdoptedStanding(Standing.AT_RISK, "The conference is wary of revenue."),
            live_cast.targets["5"]: AdoptedStanding(Standing.MISSED, "Nothing was begun."),
        },
        tallies=[TallyAnnounced(Standing.MET, 3, 5, Words("cuối nhiệm kỳ", "by the end of the term"))],
        source=live_cast.source,
        by=live_cast.giang,
    )


def test_home_walks_empty(walk: Callable[..., None]) -> None:
    walk("/", name="home-empty")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        BOARD,
        f"{BOARD}?as_of=2022-07-01",
        f"{BOARD}?as_of=2019-01-01",
        "/documents/",
        "/documents/?kind=decree",
        "/documents/an-binh-2020/",
        "/documents/an-binh-2020/track-record/",
        "/documents/an-binh-programme/",
    ],
)
def test_a_viewer_walks(
    walk: Callable[..., None], site: str, live_cast: Cast, adoption: Adoption, path: str
) -> None:
    name = re.sub(r"[^a-z0-9]+", "-", path).strip("-") or "home"
    walk(path, user=live_cast.hoa, name=name)


def test_an_adoption_walks(walk: Callable[..., None], live_cast: Cast, adoption: Adoption) -> None:
    walk(f"/adoptions/{adoption.pk}/", user=live_cast.hoa, name="adoption")


def test_a_draft_walks_with_a_form_unfolded(
    walk: Callable[..., None], live_cast: Cast, review: Review
) -> None:
    def unfold(page: Page) -> None:
        page.locator("details.override summary").first.click()

    walk(f"/reviews/{review.pk}/", user=live_cast.giang, name="review", then=unfold)


@pytest.mark.parametrize("step", ["adopt", "discard"])
def test_the_questions_before_the_end_walk(
    walk: Callable[..., None], live_cast: Cast, review: Review, step: str
) -> None:
    walk(f"/reviews/{review.pk}/{step}/", user=live_cast.giang, name=f"review-{step}")


def test_preparing_walks_with_errors(walk: Callable[..., None], live_cast: Cast, review: Review) -> None:
    def send_nothing(page: Page) -> None:
        page.locator("main form button.btn-primary").click()
        page.wait_for_selector(".field-error")

    walk("/documents/an-binh-2020/reviews/new/", user=live_cast.em, name="review-new", then=send_nothing)


def test_another_day_rebuilds_the_board_in_place(open_page: Callable[..., Page], live_cast: Cast) -> None:
    page = open_page(BOARD, user=live_cast.hoa)
    expect(page.locator("#target-1 .last-value")).to_have_text("121 billion VND")
    page.evaluate("window.untouched = true")
    page.locator("#as_of").fill("2022-07-01")
    expect(page.locator("#target-1 .last-value")).to_have_text("110 billion VND")
    expect(page).to_have_url(re.compile(r"\?as_of=2022-07-01$"))
    expect(page.locator(".day-banner")).to_contain_text("2022-07-01")
    expect(page.locator("#as_of")).to_be_focused()
    assert page.evaluate("window.untouched"), "the page was loaded anew, not rebuilt in place"
    page.get_by_role("link", name="Today", exact=True).click()
    expect(page.locator("#target-1 .last-value")).to_have_text("121 billion VND")
    expect(page.locator(".day-banner")).to_have_count(0)
    page.go_back()
    expect(page.locator("#target-1 .last-value")).to_have_text("110 billion VND")


def test_a_target_is_changed_and_undone_in_place(
    open_page: Callable[..., Page], live_cast: Cast, review: Review
) -> None:
    page = open_page(f"/reviews/{review.pk}/", user=live_cast.em)
    row = page.locator(f"#row-{live_cast.targets['1'].pk}")
    expect(page.locator("#running")).to_contain_text("1 target otherwise than computed")
    row.locator("summary").click()
    row.get_by_label("Adopt as").select_option("at_risk")
    row.get_by_role("button", name="Keep").click()
    expect(row.locator(".field-error")).to_contain_text("Say why it stands otherwise than computed.")
    expect(row.get_by_label("Adopt as")).to_have_value("at_risk")
    row.get_by_label("Reason").fill("Two large payers are leaving.")
    row.get_by_role("button", name="Keep").click()
    expect(row.locator(".decision > .standing")).to_contain_text("At risk")
    expect(row.locator("summary")).to_be_focused()
    expect(page.locator("#running")).to_contain_text("2 targets otherwise than computed")
    row.get_by_role("button", name="Undo the change of target 1").click()
    expect(page.locator("#running")).to_contain_text("1 target otherwise than computed")
    expect(row.locator(".decision > .standing")).to_contain_text("Off track")
    assert not ReviewLine.objects.filter(target=live_cast.targets["1"]).exists()


def test_a_leader_adopts_in_two_steps(
    open_page: Callable[..., Page], live_cast: Cast, review: Review
) -> None:
    page = open_page(f"/reviews/{review.pk}/", user=live_cast.giang)
    page.get_by_role("link", name="Adopt…").click()
    expect(page.get_by_text("This is final")).to_be_visible()
    page.get_by_role("button", name="Adopt 5 verdicts").click()
    expect(page.locator(".alert-success")).to_contain_text("The verdicts are adopted.")
    assert Adoption.objects.get().verdicts.count() == 5
