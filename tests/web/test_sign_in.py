"""Signing in: closed to strangers, slow for guessers."""

import re

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from plenum.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "a long passphrase"


@pytest.fixture(autouse=True)
def _fresh_limits(db: None) -> None:
    cache.clear()


@pytest.fixture
def bob() -> User:
    return User.objects.create_user("bob", "bob@example.org", PASSWORD, language="en")


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.mark.parametrize("login", ["bob", "bob@example.org", "BOB@example.org"])
def test_a_reader_signs_in_by_name_or_address(client: Client, bob: User, login: str) -> None:
    answer = client.post(
        "/sign-in/?next=/profile/", {"login": login, "password": PASSWORD, "next": "/profile/"}
    )
    assert answer["Location"] == "/profile/"
    assert get_user(client) == bob


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client, bob: User) -> None:
    said = []
    for login in ("bob", "nobody"):
        page = client.post("/sign-in/", {"login": login, "password": "wrong"}).content.decode()
        said += re.findall(r"<li>(The username[^<]*)", page)
    assert said == ["The username and/or password you specified are not correct."] * 2


def test_guessing_is_stopped_even_with_the_right_password(client: Client, bob: User) -> None:
    for _ in range(5):
        client.post("/sign-in/", {"login": "bob", "password": "wrong"})
    answer = client.post("/sign-in/", {"login": "bob", "password": PASSWORD})
    assert "Too many failed login attempts" in answer.content.decode()
    assert not get_user(client).is_authenticated


def test_a_flood_from_one_address_is_stopped(client: Client) -> None:
    statuses = [client.post("/sign-in/", {"login": f"u{i}", "password": "x"}).status_code for i in range(31)]
    assert statuses[:30] == [200] * 30
    assert statuses[30] == 429
    assert "Wait five minutes" in client.post("/sign-in/", {"login": "x", "password": "x"}).content.decode()


def test_the_limits_are_kept_where_every_worker_sees_them(client: Client) -> None:
    from django.db import connection

    client.post("/sign-in/", {"login": "bob", "password": "wrong"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM web_cache WHERE cache_key LIKE '%%allauth%%'")
        assert cursor.fetchone()[0] > 0


def test_nobody_signs_up(client: Client) -> None:
    for answer in (
        client.get("/sign-up/"),
        client.post("/sign-up/", {"username": "eve", "password1": PASSWORD}),
    ):
        assert "Nobody signs up here" in answer.content.decode()
    assert not User.objects.filter(username="eve").exists()


def test_an_account_that_is_closed_does_not_open(client: Client, bob: User) -> None:
    bob.is_active = False
    bob.save()
    answer = client.post("/sign-in/", {"login": "bob", "password": PASSWORD}, follow=True)
    assert "This account is closed" in answer.content.decode()
    assert not get_user(client).is_authenticated


def test_signing_out_takes_a_post(client: Client, bob: User) -> None:
    client.force_login(bob)
    assert "Do you want to sign out?" in client.get("/sign-out/").content.decode()
    assert get_user(client) == bob
    assert client.post("/sign-out/")["Location"] == "/"
    assert not get_user(client).is_authenticated


def test_a_reader_changes_the_password_and_stays(client: Client, bob: User) -> None:
    client.force_login(bob)
    new = "another long passphrase"
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    bob.refresh_from_db()
    assert bob.check_password(new)
    assert get_user(client) == bob


@pytest.mark.parametrize("weak", ["short", "1234567890123", "password12", "bob@example.org"])
def test_a_weak_password_is_refused(client: Client, bob: User, weak: str) -> None:
    client.force_login(bob)
    page = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": weak, "password2": weak})
    assert b"field-error" in page.content
    bob.refresh_from_db()
    assert bob.check_password(PASSWORD)


@override_settings(SENDS_MAIL=True)
@pytest.mark.parametrize(("language", "subject"), [("vi", "Đặt mật khẩu mới"), ("en", "Set a new password")])
def test_a_forgotten_password_is_set_anew_by_mail(
    client: Client, bob: User, language: str, subject: str
) -> None:
    client.cookies["plenum_language"] = language
    assert "/account/password/reset/" in client.get("/sign-in/").content.decode()
    client.post("/account/password/reset/", {"email": "bob@example.org"})
    letter = mail.outbox[0]
    assert letter.subject == f"[Plenum] {subject}"
    assert "bob" in letter.body
    link = re.search(r"http://testserver(/account/password/reset/\S+)", letter.body)
    assert link
    form = client.get(link[1], follow=True)
    new = "another long passphrase"
    done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
    assert done.status_code == 200
    bob.refresh_from_db()
    assert bob.check_password(new)
    used = Client().get(link[1], follow=True).content.decode()
    assert "Liên kết này đã được sử dụng" in used


@override_settings(SENDS_MAIL=True)
def test_asking_for_an_unknown_address_tells_nothing(client: Client) -> None:
    answer = client.post("/account/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert "If an account has this address" in answer.content.decode()
    assert not mail.outbox


def test_without_a_mail_server_the_administrator_is_named(client: Client) -> None:
    assert "Your administrator sets a new one." in client.get("/sign-in/").content.decode()
    page = client.get("/account/password/reset/").content.decode()
    assert "This server sends no mail." in page
    assert 'name="email"' not in page


def test_the_administration_signs_in_by_the_same_door(client: Client, bob: User) -> None:
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/sign-in/?next=")
    assert client.get("/admin/password_change/")["Location"] == "/account/password/"
