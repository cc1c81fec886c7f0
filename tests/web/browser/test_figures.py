"""The pages of figures, walked, and a correction worked as a reviewer works it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from plenum.ledger.actions import record_observation
from plenum.ledger.models import Observation
from plenum.ledger.vocabulary import Status
from plenum.periods import Period
from tests.cast import Cast

pytestmark = pytest.mark.browser


@pytest.fixture
def disputed(site: str, live_cast: Cast) -> Observation:
    """Growth of three places and two years, one value in dispute, a part of a year, a plan."""
    cast = live_cast
    figures = [
        (cast.nation, "2021", "3", Status.ACTUAL),
        (cast.nation, "2022", "8", Status.ACTUAL),
        (cast.elsewhere, "2022", "6.5", Status.ACTUAL),
        (cast.province, "2022", "8.7", Status.ESTIMATE),
        (cast.province, "2022-S1", "7.7", Status.ESTIMATE),
        (cast.province, "2023", "10", Status.PLAN),
    ]
    for place, period, value, status in figures:
        record_observation(
            cast.growth,
            place,
            Period.parse(period),
            Decimal(value),
            status=status,
            source=cast.source,
            known_on=date(2023, 1, 20),
            by=cast.operator,
        )
    return cast.observations["growth 2022"]


@pytest.mark.parametrize(
    "path",
    [
        "/documents/an-binh-2020/targets/1/?as_of=2023-06-30",
        "/documents/an-binh-2020/targets/2/",
        "/documents/an-binh-2020/targets/4/",
        "/documents/an-binh-2020/targets/5/",
        "/indicators/",
        "/indicators/?q=nothing-like-it",
        "/indicators/growth/",
        "/indicators/growth/?as_of=2019-01-01",
        "/compare/?indicator=growth&indexed=1",
        "/compare/?indicator=growth&place=nowhere",
    ],
)
def test_the_pages_walk(walk: Callable[..., None], live_cast: Cast, disputed: Observation, path: str) -> None:
    def unfold(page: Page) -> None:
        for fold in page.locator("details.fold:not([open]) > summary").all():
            fold.click()
        for picture in page.locator("figure.chart img").all():
            assert picture.evaluate("(one) => one.decode().then(() => one.naturalWidth > 0)"), (
                "a chart is not drawn"
            )

    name = re.sub(r"[^a-z0-9]+", "-", path).strip("-")
    walk(path, user=live_cast.operator, name=name, then=unfold)


@pytest.mark.parametrize("step", ["", "correct/", "withdraw/"])
def test_an_observation_walks(
    walk: Callable[..., None], live_cast: Cast, disputed: Observation, step: str
) -> None:
    walk(
        f"/observations/{disputed.pk}/{step}",
        user=live_cast.chi,
        name=f"observation-{step.strip('/') or 'page'}",
    )


def test_recording_walks(walk: Callable[..., None], live_cast: Cast) -> None:
    walk("/indicators/growth/record/", user=live_cast.bob, name="observation-record")


def test_a_reviewer_corrects_a_value(
    open_page: Callable[..., Page], live_cast: Cast, disputed: Observation
) -> None:
    page = open_page(f"/observations/{disputed.pk}/", user=live_cast.chi)
    page.get_by_role("link", name="Correct").click()
    page.get_by_label("Value", exact=True).fill("8.9")
    page.get_by_label("Reason").fill("Reprint")
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    page.get_by_role("button", name="Yes, keep it").click()
    expect(page.get_by_role("heading", name="8.9%")).to_be_visible()
    expect(page.get_by_text("The correction is recorded.")).to_be_visible()
    assert disputed.corrections.get().value == Decimal("8.9")
