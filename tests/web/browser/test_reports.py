"""The reading desk walked in a browser: every page of it, its keys, its ways to and fro, on a phone and on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from plenum.collecting import actions
from plenum.collecting.models import Decision, Report
from plenum.collecting.vocabulary import ReportState
from tests.cast import Cast
from tests.collecting.reports import ENGLISH, VIETNAMESE, figure, received

pytestmark = pytest.mark.browser

TABLE = "\n\nChỉ tiêu\tĐơn vị\tNăm 2022\nThu ngân sách\ttỷ đồng\t121\nTỷ lệ hộ nghèo\t%\t3,5\n"


def card(page: Page, report: Report, words: str):
    return page.locator(f"#figure-{figure(report, words).pk}")


def test_the_pages_of_the_desk_walk(live_cast: Cast, walk: Callable[..., None]) -> None:
    walk("/reports/", user=live_cast.bob, name="reports-empty")
    report = received(live_cast, VIETNAMESE + TABLE)
    actions.confirm_figure(figure(report, "9%"), by=live_cast.bob)
    actions.reject_figure(report.figures.filter(words="121").first(), by=live_cast.bob, reason="Trùng")
    second = received(live_cast, ENGLISH, name="half-year.txt")
    failed = received(live_cast, "Không đọc được.", name="failed.txt")
    Report.objects.filter(pk=failed.pk).update(
        state=ReportState.FAILED,
        failure={"type": "UnsafeFile", "message": "The file is empty.", "facts": {}},
    )
    walk("/reports/", user=live_cast.bob, name="reports")
    walk(f"/reports/{report.pk}/", user=live_cast.chi, name="report")
    walk(f"/reports/{second.pk}/?show=doubtful", user=live_cast.hoa, name="report-doubtful")
    walk(f"/reports/{failed.pk}/", user=live_cast.bob, name="report-failed")
    walk(f"/reports/{report.pk}/agreeing/", user=live_cast.bob, name="report-agreeing")
    walk(f"/reports/{report.pk}/decisions/", user=live_cast.hoa, name="report-decisions")
    walk(f"/reports/{report.pk}/describe/", user=live_cast.em, name="report-describe")
    one = figure(report, "3,5%")
    walk(f"/reports/figures/{one.pk}/correct/", user=live_cast.bob, name="figure-correct")
    walk("/reports/search/?q=ngan+sach", user=live_cast.hoa, name="report-search")
    made = Decision.objects.get(kind="confirmed").observation
    assert made is not None
    walk(f"/observations/{made.pk}/", user=live_cast.hoa, name="observation-of-a-report")


def test_the_desk_walks_with_its_folds_open_and_its_text_shown(
    live_cast: Cast, walk: Callable[..., None]
) -> None:
    report = received(live_cast)
    one = figure(report, "3,5%")

    def unfold(page: Page) -> None:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.evaluate("for (const one of document.querySelectorAll('.desk details')) one.open = true")
        page.locator(f"#figure-{one.pk} [data-do=correct]").click()
        expect(page.locator(f"#work-{one.pk} form")).to_be_visible()

    walk(f"/reports/{report.pk}/", user=live_cast.bob, name="report-unfolded", then=unfold)

    def show_the_text(page: Page) -> None:
        page.evaluate("location.hash = '#desk-text'")
        page.set_viewport_size({"width": 360, "height": 800})
        expect(page.locator(".desk-text")).to_be_visible()

    walk(f"/reports/{report.pk}/", user=live_cast.bob, name="report-text", then=show_the_text)


def test_a_file_is_sent_read_and_waited_for(
    live_cast: Cast, open_page: Callable[..., Page], settings: object
) -> None:
    settings.REPORTS_READ_AT_ONCE = False  # type: ignore[attr-defined]
    page = open_page("/reports/", user=live_cast.bob)
    page.locator("#id_sent").set_input_files(
        [{"name": "bao-cao.txt", "mimeType": "text/plain", "buffer": VIETNAMESE.encode()}]
    )
    page.get_by_role("button", name="Send and read").click()
    expect(page.locator("progress")).to_be_visible()
    report = Report.objects.get()
    Report.objects.filter(pk=report.pk).update(state=ReportState.READING, progress=40)
    expect(page.locator(".reading-bar")).to_contain_text("40%")
    Report.objects.filter(pk=report.pk).update(state=ReportState.RECEIVED, progress=0)
    actions.read_report(report)
    # The page notices by itself that reading is over.
    expect(page.locator(".figure-card").first).to_be_visible(timeout=10_000)


def test_the_keys_do_what_the_buttons_do(live_cast: Cast, open_page: Callable[..., Page]) -> None:
    report = received(live_cast)
    page = open_page(f"/reports/{report.pk}/", user=live_cast.chi)
    page.keyboard.press("j")
    expect(card(page, report, "121 tỷ đồng")).to_be_focused()
    page.keyboard.press("j")
    poverty = card(page, report, "3,5%")
    expect(poverty).to_be_focused()
    value = page.locator(f"#at-{figure(report, '3,5%').value_start}")
    expect(value).to_have_class(re.compile("here"))

    page.keyboard.press("c")
    expect(poverty).to_have_class(re.compile("is-confirmed"))
    expect(poverty).to_be_focused()
    expect(value).to_have_class(re.compile("value-confirmed"))
    expect(page.locator("#desk-said")).to_have_text("Confirmed: 3,5%")

    page.keyboard.press("u")
    expect(poverty).to_have_class(re.compile("is-waiting"))
    expect(poverty).to_be_focused()

    page.keyboard.press("r")
    expect(poverty.locator("input[name=reason]")).to_be_focused()
    page.keyboard.type("cju")  # letters typed are letters
    page.keyboard.press("Enter")
    expect(poverty).to_have_class(re.compile("is-rejected"))
    expect(poverty).to_contain_text("cju")
    page.keyboard.press("u")
    expect(poverty).to_have_class(re.compile("is-waiting"))

    page.keyboard.press("k")
    expect(card(page, report, "121 tỷ đồng")).to_be_focused()
    page.keyboard.press("?")
    expect(page.locator(".desk-about")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".desk-about")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator("[data-find]")).to_be_focused()


def test_the_keys_can_be_switched_off_for_good(live_cast: Cast, open_page: Callable[..., Page]) -> None:
    report = received(live_cast)
    page = open_page(f"/reports/{report.pk}/", user=live_cast.chi)
    page.keyboard.press("?")
    page.locator("[data-keys]").uncheck()
    page.reload(wait_until="networkidle")
    page.keyboard.press("j")
    page.keyboard.press("c")
    assert not Decision.objects.exists()
    expect(page.locator("[data-keys]")).not_to_be_checked()


def test_a_figure_is_corrected_at_its_place(live_cast: Cast, open_page: Callable[..., Page]) -> None:
    report = received(live_cast)
    page = open_page(f"/reports/{report.pk}/", user=live_cast.bob)
    poverty = card(page, report, "3,5%")
    poverty.focus()
    page.keyboard.press("e")
    expect(poverty.locator("input[name=indicator]:checked")).to_be_focused()
    poverty.locator("input[name=q]").press_sequentially("ngan sach")
    expect(poverty.get_by_text("Budget revenue")).to_be_visible()
    poverty.locator("input[name=value]").fill("3,6")
    poverty.locator("select[name=notation]").select_option("en")
    poverty.get_by_role("button", name="Confirm so").click()
    expect(poverty.locator(".field-error")).to_be_visible()
    poverty.locator("select[name=notation]").select_option("vi")
    poverty.get_by_role("button", name="Confirm so").click()
    expect(poverty).to_have_class(re.compile("is-confirmed"))
    expect(poverty).to_be_focused()
    poverty.get_by_role("link", name="Poor household rate").click()
    page.get_by_role("link", name="Open the report at these words").click()
    expect(page).to_have_url(re.compile(rf"#at-{figure(report, '3,5%').value_start}$"))
    expect(page.locator(f"#at-{figure(report, '3,5%').value_start}")).to_be_in_viewport()


def test_on_a_phone_text_and_figures_take_turns(live_cast: Cast, open_page: Callable[..., Page]) -> None:
    report = received(live_cast)
    page = open_page(f"/reports/{report.pk}/", user=live_cast.bob, width=390)
    expect(page.locator(".desk-figures")).to_be_visible()
    expect(page.locator(".desk-text")).to_be_hidden()
    card(page, report, "3,5%").locator("[data-text]").click()
    expect(page.locator(".desk-text")).to_be_visible()
    expect(page.locator(".desk-figures")).to_be_hidden()
    page.locator(f"#at-{figure(report, '121 tỷ đồng').value_start}").click()
    expect(card(page, report, "121 tỷ đồng")).to_be_visible()
    # By key: the page may still be scrolling to the card, and a click would miss the tab.
    page.locator(".desk-tabs").get_by_role("link", name="Text").press("Enter")
    expect(page.locator(".desk-text")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".desk-figures")).to_be_visible()
    expect(page.locator(".desk-text")).to_be_visible()
