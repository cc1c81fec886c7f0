"""The pages of scenarios walked, and a scenario written and a question asked with the keyboard alone."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from plenum.ledger.actions import Assumed, ScenarioDraft, link_indicators, put_scenario
from plenum.ledger.models import Scenario
from plenum.ledger.queries.scenarios import scenario_board
from plenum.ledger.vocabulary import AssumptionMeasure, LinkKind
from plenum.organizations.words import Words
from tests.cast import Cast
from tests.ledger.actions.acts import kept_scenario

pytestmark = pytest.mark.browser

PAGE = "/documents/an-binh-2020/scenarios/"
DAY = "?as_of=2023-06-30"


@pytest.fixture
def scenarios(live_cast: Cast) -> Scenario:
    link_indicators(
        LinkKind.GROWTH, live_cast.growth, [live_cast.revenue], by=live_cast.dung, known_on=date(2023, 1, 1)
    )
    shock = ScenarioDraft(
        Words("Cú sốc năm 2024", "A shock in 2024"),
        [Assumed(live_cast.revenue, AssumptionMeasure.SHOCK, Decimal(-8), 2024, catches_up=True)],
        note=Words("Hai doanh nghiệp lớn rời đi.", "Two large payers leave."),
    )
    put_scenario(
        live_cast.committee, live_cast.resolution, shock, by=live_cast.dung, known_on=date(2023, 6, 1)
    )
    return kept_scenario(live_cast)


@pytest.fixture(autouse=True)
def _compiled(live_cast: Cast) -> None:
    """What a page asks first of a process is compiled then, which no page is to wait for here."""
    scenario_board(live_cast.resolution, date(2023, 6, 30), by=live_cast.hoa)


@pytest.mark.parametrize(
    "path",
    [
        f"{PAGE}{DAY}",
        f"{PAGE}{DAY}&reach=4",
        f"{PAGE}{DAY}&reach=5",
        f"/documents/an-binh-2020/targets/1/scenarios/{DAY}",
        f"/documents/an-binh-2020/targets/4/scenarios/{DAY}",
    ],
)
def test_a_viewer_walks(walk: Callable[..., None], live_cast: Cast, scenarios: Scenario, path: str) -> None:
    name = path.removeprefix("/documents/an-binh-2020/").replace(DAY, "").strip("/").replace("/", "-")
    walk(path, user=live_cast.hoa, name=f"scenarios-{name.replace('&', '-').replace('=', '-')}")


def test_the_page_walks_without_a_scenario(walk: Callable[..., None], live_cast: Cast) -> None:
    walk(PAGE, user=live_cast.dung, name="scenarios-none")


def test_writing_walks_with_errors(walk: Callable[..., None], live_cast: Cast, scenarios: Scenario) -> None:
    def send_nonsense(page: Page) -> None:
        page.locator("#id_in_0").fill("a lot")
        page.locator("main form button.btn-primary").click()
        page.wait_for_selector(".field-error")

    walk(f"{PAGE}new/", user=live_cast.dung, name="scenario-new", then=send_nonsense)


def test_changing_and_ending_walk(walk: Callable[..., None], live_cast: Cast, scenarios: Scenario) -> None:
    walk(f"/scenarios/{scenarios.pk}/edit/", user=live_cast.dung, name="scenario-edit")
    walk(f"/scenarios/{scenarios.pk}/end/", user=live_cast.dung, name="scenario-end")


def test_links_walk_with_errors(walk: Callable[..., None], live_cast: Cast, scenarios: Scenario) -> None:
    def send_nothing(page: Page) -> None:
        page.locator(".form-card button.btn-primary").click()
        page.wait_for_selector(".field-error")

    walk("/indicators/links/", user=live_cast.dung, name="indicator-links", then=send_nothing)


def test_one_is_written_and_a_question_asked_by_keyboard(
    open_page: Callable[..., Page], live_cast: Cast
) -> None:
    page = open_page(PAGE, user=live_cast.dung)
    page.get_by_role("link", name="Write a scenario").press("Enter")
    page.get_by_label("Name in English").fill("Slow")
    page.get_by_label("Budget revenue", exact=True).fill("2")
    page.get_by_label("Budget revenue", exact=True).press("Enter")
    expect(page.locator(".alert-success")).to_contain_text("The scenario “Slow” is kept.")
    expect(page.get_by_role("article", name="Slow")).to_contain_text("Budget revenue: +2% a year")
    page.get_by_label("Targets to be met").fill("5")
    page.get_by_label("Targets to be met").press("Enter")
    expect(page.locator("#reach")).to_contain_text("5 cannot be reached")
    expect(page).to_have_url(f"{page.url.split('/documents')[0]}{PAGE}?reach=5#reach")
