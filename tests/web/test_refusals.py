"""What is shown in place of what was asked for."""

import io
import json
import logging

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client, override_settings

from tests.web.failing_urls import FAILURES

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.failing_urls")]

STATUSES = {
    "not-found": 404,
    "forbidden": 403,
    "conflict": 409,
    "invalid": 422,
    "unsafe": 413,
    "faulty": 422,
    "plain": 400,
    "denied": 403,
    "suspicious": 400,
    "broken": 500,
}


@pytest.fixture
def client() -> Client:
    """Shows what a visitor is shown, a failure too."""
    return Client(raise_request_exception=False, headers={"accept-language": "en"})


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


@pytest.mark.parametrize(("name", "status"), STATUSES.items())
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_refusal_is_a_page_of_the_shell(client: Client, name: str, status: int, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(f"/fails/{name}/")
    page = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}"' in page
    assert 'class="shell-brand"' in page
    assert ("Mã trả lời" if language == "vi" else "Answer") in page
    assert "secret detail" not in page
    assert "Content-Security-Policy" in answer.headers


def test_a_refusal_tells_what_the_error_says_and_nothing_runs(client: Client) -> None:
    assert (
        "There is no body with the code &#x27;nowhere&#x27;."
        in client.get("/fails/not-found/").content.decode()
    )
    assert "You may not read &lt;this&gt;." in client.get("/fails/forbidden/").content.decode()


def test_a_refusal_speaks_the_readers_language(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "vi"
    assert "Hãy chọn tiếng Việt hoặc tiếng Anh." in client.get("/fails/invalid/").content.decode()


def test_the_faults_of_a_file_are_listed(client: Client) -> None:
    page = client.get("/fails/faulty/").content.decode()
    assert "Row 12, column F (value): 1.234,5 can be 1234.5 (vi) or 1.2345 (en)." in page
    assert "1234 faults" in page
    assert "The first 2 are listed." in page


def test_htmx_gets_a_message_for_the_top_of_the_page(client: Client) -> None:
    answer = client.get("/fails/conflict/", headers={"hx-request": "true"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#alerts"
    assert "<html" not in answer.content.decode()
    assert "These verdicts were adopted." in answer.content.decode()


@pytest.mark.parametrize("name", sorted(set(STATUSES) - {"denied", "suspicious"}))
def test_the_api_gets_json(client: Client, name: str) -> None:
    answer = client.get(f"/api/fails/{name}/")
    assert answer.status_code == STATUSES[name]
    told = json.loads(answer.content)
    assert told["detail"]
    assert "secret" not in answer.content.decode()


def test_a_visitor_is_asked_to_sign_in_and_brought_back(client: Client) -> None:
    answer = client.get("/fails/sign-in-required/?as_of=2021-07-01")
    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/fails/sign-in-required/%3Fas_of%3D2021-07-01"
    assert client.post("/fails/sign-in-required/")["Location"] == "/sign-in/?next=/"
    assert client.get("/api/fails/sign-in-required/").status_code == 401


def test_htmx_is_sent_to_the_sign_in_page_whole(client: Client) -> None:
    asked = {"hx-request": "true", "hx-current-url": "http://testserver/documents/x/?as_of=2021-07-01"}
    answer = client.get("/fails/sign-in-required/", headers=asked)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/sign-in/?next=/documents/x/%3Fas_of%3D2021-07-01"


def test_a_missing_page_is_told(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()


def test_a_form_without_its_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    answer = strict.post("/took/", {"a": "1"})
    assert answer.status_code == 403
    assert "reload the page" in answer.content.decode()


class Unread(io.BytesIO):
    """A body that must not be touched."""

    def read(self, *size: int) -> bytes:
        raise AssertionError("the body was read")


def test_too_large_a_file_is_refused_before_it_is_read(client: Client) -> None:
    answer = client.generic(
        "POST",
        "/took/",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(200 * 1024 * 1024),
        **{"wsgi.input": Unread()},
    )
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "The file is too large" in page
    assert "larger than 32 MiB" in page


def test_a_large_file_goes_to_the_disk_and_a_small_one_stays_in_memory(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    begin = TemporaryUploadedFile.__init__

    def noted(self: TemporaryUploadedFile, name: str, *args: object) -> None:
        made.append(name)
        begin(self, name, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(TemporaryUploadedFile, "__init__", noted)
    large = SimpleUploadedFile("large.csv", b"x" * (2 * 1024 * 1024))
    assert client.post("/took/", {"file": large}).content == b"[] [2097152]"
    assert made == ["large.csv"]
    client.post("/took/", {"file": SimpleUploadedFile("small.csv", b"x")})
    assert made == ["large.csv"]


def test_too_much_in_a_form_is_refused(client: Client) -> None:
    answer = client.post("/took/", {"text": "x" * (3 * 1024 * 1024)})
    assert answer.status_code == 413
    assert "Send it as a file instead." in answer.content.decode()


def test_a_broken_database_still_gives_a_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page about a failure asks nothing of what may have failed."""
    from plenum.web import shell

    monkeypatch.setattr(shell, "reader_of", lambda request: 1 / 0)
    answer = client.get("/fails/broken/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()


@override_settings(ALLOWED_HOSTS=["plenum.example"])
def test_a_stranger_host_is_refused_before_anyone_is_known(client: Client) -> None:
    answer = client.get("/sign-in/")
    assert answer.status_code == 400
    assert "The request cannot be understood" in answer.content.decode()


def test_every_failure_is_tried() -> None:
    assert set(FAILURES) == {*STATUSES, "sign-in-required"}
