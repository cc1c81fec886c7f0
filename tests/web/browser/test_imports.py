"""The page that imports a file, walked empty, with a file looked at, and with one that has faults."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast

pytestmark = pytest.mark.browser

HEADER = "indicator,place,period,value,unit,status,published_on,source_url\n"
ROW = "revenue,an-binh,2023,130.5,bn VND,actual,2024-01-15,https://an-binh.example/2023\n"


def sending(text: str) -> Callable[[Page], None]:
    """Fill the form in with a file of this text, and send it."""

    def send(page: Page) -> None:
        page.locator("input[type=file]").set_input_files(
            {"name": "figures.csv", "mimeType": "text/csv", "buffer": text.encode()}
        )
        page.locator("select[name=lang]").select_option("en")
        page.locator("form[enctype] button").click()
        page.wait_for_load_state("networkidle")
        expect(page.locator("table").first).to_be_visible()

    return send


def test_the_form_walks(live_cast: Cast, walk: Callable[..., None]) -> None:
    walk("/import/", user=live_cast.bob)


def test_a_file_looked_at_walks(live_cast: Cast, walk: Callable[..., None]) -> None:
    walk("/import/", user=live_cast.bob, then=sending(HEADER + ROW), name="import-preview")


def test_a_faulty_file_walks(live_cast: Cast, walk: Callable[..., None]) -> None:
    faulty = HEADER + ROW.replace("revenue", "revenu") + ROW.replace("130.5", '"1.234,5"')
    walk("/import/", user=live_cast.bob, then=sending(faulty), name="import-faults")
