"""The frame: language, theme, day, menu, headers."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings

from plenum.accounts.models import User
from plenum.errors import InvalidInput
from plenum.web.days import as_of, day_asked, today
from plenum.web.navigation import may_import
from plenum.web.shell import THEME_COOKIE, Shell
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob() -> User:
    return User.objects.create_user("bob", password="a long passphrase")


def language_of(client: Client, **headers: str) -> str:
    page = client.get("/sign-in/", headers=headers).content.decode()
    return page.split('<html lang="', 1)[1][:2]


def test_vietnamese_is_the_language_where_none_is_wished(client: Client) -> None:
    assert language_of(client) == "vi"
    assert language_of(client, **{"accept-language": "fr"}) == "vi"
    assert language_of(client, **{"accept-language": "en-GB,vi;q=0.5"}) == "en"


def test_the_switch_is_kept_for_the_browser_and_comes_back(client: Client) -> None:
    answer = client.post("/preferences/language/", {"language": "en", "next": "/sign-in/?as_of=2021-07-01"})
    assert answer["Location"] == "/sign-in/?as_of=2021-07-01"
    assert language_of(client, **{"accept-language": "vi"}) == "en"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME]["httponly"]


def test_the_switch_is_kept_for_the_reader(client: Client, bob: User) -> None:
    client.force_login(bob)
    client.post("/preferences/language/", {"language": "en"})
    client.post("/preferences/theme/", {"theme": "dark"})
    bob.refresh_from_db()
    assert (bob.language, bob.theme) == ("en", "dark")


def test_a_readers_own_language_goes_before_the_browsers(client: Client, bob: User) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(bob)
    page = client.get("/profile/")
    assert b'<html lang="vi"' in page.content
    assert page["Content-Language"] == "vi"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_a_switch_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    for path, wish in (("language", "en"), ("theme", "dark")):
        answer = client.post(f"/preferences/{path}/", {path: wish, "next": elsewhere})
        assert answer["Location"].startswith("/")
        assert "evil" not in answer["Location"]


@pytest.mark.parametrize(("path", "wish"), [("language", "fr"), ("theme", "pink"), ("language", "")])
def test_an_unknown_wish_is_refused(client: Client, path: str, wish: str) -> None:
    assert client.post(f"/preferences/{path}/", {path: wish}).status_code == 422
    assert client.get(f"/preferences/{path}/").status_code == 405


def test_the_theme_comes_with_the_page(client: Client) -> None:
    assert b'data-theme-choice="auto">' in client.get("/sign-in/").content
    client.post("/preferences/theme/", {"theme": "dark"})
    assert b'data-theme-choice="dark" data-bs-theme="dark">' in client.get("/sign-in/").content
    client.cookies[THEME_COOKIE] = '"><script>'
    assert b'data-theme-choice="auto">' in client.get("/sign-in/").content


def test_the_day_is_read_from_the_address(rf: RequestFactory) -> None:
    assert as_of(rf.get("/?as_of=2021-07-01")) == date(2021, 7, 1)
    assert day_asked(rf.get("/?as_of=")) is None
    assert as_of(rf.get("/")) == today()


@pytest.mark.parametrize("text", ["2021-02-30", "yesterday", "01/07/2021", "<script>"])
def test_no_day_is_refused(rf: RequestFactory, text: str) -> None:
    with pytest.raises(InvalidInput, match="is not a day"):
        as_of(rf.get("/", {"as_of": text}))


def test_a_day_ahead_is_refused(rf: RequestFactory) -> None:
    with pytest.raises(InvalidInput, match="lies ahead"):
        as_of(rf.get("/", {"as_of": (today() + timedelta(days=1)).isoformat()}))


def test_the_frame_keeps_the_day_on_its_links(rf: RequestFactory) -> None:
    frame = Shell(rf.get("/documents/?as_of=2021-07-01&kind=plan"))
    assert frame.day == date(2021, 7, 1)
    assert frame.day_query == "?as_of=2021-07-01"
    assert frame.without_day == "/documents/?kind=plan"
    assert all(link.url.endswith("?as_of=2021-07-01") for link in frame.navigation)
    assert Shell(rf.get("/?as_of=nonsense")).day is None


def test_the_menu_shows_what_the_reader_may(client: Client, rf: RequestFactory, cast: Cast) -> None:
    assert may_import(cast.bob)
    assert not may_import(cast.hoa)
    administrator = User.objects.create_superuser("root", password="a long passphrase")
    client.force_login(cast.hoa)
    assert b'href="/admin/"' not in client.get("/profile/").content
    client.force_login(administrator)
    assert b'href="/admin/"' in client.get("/profile/").content


def test_the_profile_is_kept_and_tells_the_roles(client: Client, cast: Cast) -> None:
    assert client.get("/profile/")["Location"] == "/sign-in/?next=/profile/"
    client.force_login(cast.bob)
    page = client.get("/profile/").content.decode()
    assert "Reporter" in page
    assert "An Binh Provincial Committee" in page
    answer = client.post("/profile/", {"name": "Bob <b>", "language": "vi", "theme": "light"}, follow=True)
    page = answer.content.decode()
    assert "Đã lưu hồ sơ của bạn." in page
    assert "Tỉnh ủy An Bình" in page
    assert "Bob &lt;b&gt;" in page
    assert client.post("/profile/", {"name": "x" * 200, "language": "fr"}).status_code == 200


def test_every_page_carries_the_headers(client: Client) -> None:
    headers = client.get("/sign-in/").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@override_settings(DEBUG=False)
def test_a_visitor_costs_no_query(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        client.get("/sign-in/")
