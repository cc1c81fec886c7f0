"""The pages of the shell, walked in both languages, both themes, on a desk and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from plenum.accounts.models import User

pytestmark = pytest.mark.browser

PHONE_STATES = (("vi", 360, "light"), ("en", 360, "dark"))


@pytest.fixture
def alice(site: str) -> User:
    """Keeps the server: sees the administration."""
    return User.objects.create_superuser(
        "alice", "alice@example.org", "a long passphrase", first_name="Nguyễn Thị Ánh"
    )


@pytest.fixture
def bob(site: str) -> User:
    """Signs in and holds no role."""
    return User.objects.create_user("bob", "bob@example.org", "a long passphrase")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sign-in/", 200),
        ("/sign-in/?next=/profile/", 200),
        ("/sign-up/", 200),
        ("/account/inactive/", 200),
        ("/account/password/reset/", 200),
        ("/account/password/reset/sent/", 200),
        ("/account/password/reset/1-bad/", 200),
        ("/no-such-page/", 404),
    ],
)
def test_a_visitor_walks(walk: Callable[..., None], path: str, status: int) -> None:
    walk(path, status=status, name="visitor-" + path.split("?")[0].strip("/").replace("/", "-"))


@pytest.mark.parametrize("path", ["/profile/", "/account/password/", "/sign-out/", "/account/confirm/"])
def test_a_reader_without_roles_walks(walk: Callable[..., None], bob: User, path: str) -> None:
    walk(path, user=bob)


def test_an_operator_walks_the_profile(walk: Callable[..., None], alice: User) -> None:
    walk("/profile/", user=alice, name="profile-operator")


def test_the_menu_of_a_phone_walks_open(walk: Callable[..., None], alice: User) -> None:
    def unfold(page: Page) -> None:
        page.set_viewport_size({"width": 360, "height": 800})
        page.locator(".shell-narrow summary").click()

    walk("/profile/", user=alice, name="profile-menu-open", states=PHONE_STATES, then=unfold)


def test_a_form_with_errors_walks(walk: Callable[..., None], bob: User) -> None:
    def send_nonsense(page: Page) -> None:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.locator("#id_oldpassword").fill("wrong")
        page.locator("#id_password1").fill("1234")
        page.locator("#id_password2").fill("4321")
        page.locator("main form button.btn-primary").click()
        page.wait_for_selector(".field-error")

    walk("/account/password/", user=bob, name="password-with-errors", then=send_nonsense)


@pytest.mark.urls("tests.web.failing_urls")
@pytest.mark.parametrize(
    ("name", "status"), [("conflict", 409), ("denied", 403), ("faulty", 422), ("broken", 500)]
)
def test_a_refusal_walks(walk: Callable[..., None], name: str, status: int) -> None:
    walk(f"/fails/{name}/", status=status)


def test_the_administration_walks(walk: Callable[..., None], alice: User) -> None:
    walk("/admin/", user=alice)


def test_the_switches_keep_the_page_and_its_day(open_page: Callable[..., Page]) -> None:
    page = open_page("/sign-in/?as_of=2021-07-01")
    assert "01/07/2021" in page.locator(".day-banner").inner_text()
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile(r"/sign-in/\?as_of=2021-07-01$"))
    assert "2021-07-01" in page.locator(".day-banner").inner_text()
    page.get_by_role("button", name="Dark").click()
    expect(page).to_have_url(re.compile(r"/sign-in/\?as_of=2021-07-01$"))
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 28)"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_signing_in_and_out(open_page: Callable[..., Page], bob: User) -> None:
    page = open_page("/profile/")
    page.locator("#id_login").fill("bob")
    page.locator("#id_password").fill("a long passphrase")
    page.locator("main button").click()
    expect(page).to_have_url(re.compile("/profile/$"))
    page.get_by_label("Họ và tên").fill("Trần Văn Bình")
    page.get_by_label("Ngôn ngữ").select_option("en")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".alert-success")).to_have_text("Your profile is saved.")
    expect(page.locator(".shell-reader:visible")).to_have_text("Trần Văn Bình")
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator(".shell-reader")).to_have_count(0)
    # Another page opened meanwhile would break off what this one is still loading.
    page.wait_for_load_state("networkidle")
    page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + "/profile/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_keyboard_reaches_the_content_first_and_closes_the_menu(open_page: Callable[..., Page]) -> None:
    page = open_page("/sign-in/", width=360)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    summary = page.locator(".shell-narrow summary")
    summary.press("Enter")
    expect(page.locator(".shell-folded")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".shell-folded")).to_be_hidden()
    expect(summary).to_be_focused()
