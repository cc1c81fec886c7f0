"""Importing by the page: look first, then import; faults by row and column; nothing kept that should not be."""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from plenum.accounts.models import AuditEntry, User
from plenum.ledger.models import Observation
from tests.cast import Cast

from .reading import attributes, words

HEADER = "indicator,place,period,value,unit,status,published_on,source_url\n"
GOOD = HEADER + "revenue,an-binh,2023,130.5,bn VND,actual,2024-01-15,https://an-binh.example/2023\n"


@pytest.fixture(autouse=True)
def data_dir(settings: object, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return tmp_path


def kept() -> list[Path]:
    directory = settings.DATA_DIR / "imports"
    return list(directory.iterdir()) if directory.exists() else []


def send(client: Client, by: User, text: str, *, name: str = "figures.csv", lang: str = "en") -> HttpResponse:
    client.force_login(by)
    file = SimpleUploadedFile(name, text.encode(), "text/csv")
    return client.post(reverse("import"), {"format": "observations", "lang": lang, "file": file})


def token(answer: HttpResponse) -> str:
    page = answer.content.decode()
    return page.split('name="token" value="')[1].split('"')[0]


def test_a_stranger_is_asked_to_sign_in(cast: Cast, client: Client) -> None:
    assert client.get(reverse("import")).status_code in (302, 401)
    assert client.post(reverse("import_kept"), {"token": "x"}).status_code in (302, 401)


def test_looking_changes_nothing_and_importing_does(cast: Cast, client: Client) -> None:
    before = Observation.objects.count(), AuditEntry.objects.count()
    answer = send(client, cast.bob, GOOD)
    said = words(answer)
    assert "figures.csv: is this right?" in said
    assert "130.5" in said
    assert (Observation.objects.count(), AuditEntry.objects.count()) == before
    assert len(kept()) == 1
    done = client.post(reverse("import_kept"), {"token": token(answer)}, follow=True)
    assert "1 row of figures.csv is in the record." in words(done)
    assert Observation.objects.count() == before[0] + 1
    assert AuditEntry.objects.get(action="import_observations").by == cast.bob
    assert kept() == []


def test_faults_are_told_by_row_and_column_in_both_languages(cast: Cast, client: Client) -> None:
    bad = GOOD.replace("130.5", '"1.234,5"').replace("revenue", "revenu")
    for language, lines in {
        "en": ("nothing was imported", "Did you mean revenue", "A", "D"),
        "vi": ("chưa nhập gì", "revenue"),
    }.items():
        User.objects.filter(pk=cast.bob.pk).update(language=language)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        said = words(send(client, cast.bob, bad))
        for line in lines:
            assert line in said, (language, line)
    assert kept() == []
    assert not Observation.objects.filter(period="2023").exists()


def test_who_may_not_write_a_place_is_told_at_its_row(cast: Cast, client: Client) -> None:
    for by in (cast.hoa, cast.oanh):
        said = words(send(client, by, GOOD))
        assert "nothing was imported" in said
        assert "record observations for" in said
    assert not Observation.objects.filter(period="2023").exists()


def test_a_file_turned_down_is_gone(cast: Cast, client: Client) -> None:
    answer = send(client, cast.bob, GOOD)
    client.post(reverse("import_drop"))
    assert kept() == []
    late = client.post(reverse("import_kept"), {"token": token(answer)})
    assert late.status_code == 404
    assert "no longer kept" in words(late)


def test_only_the_file_that_was_looked_at_is_imported(cast: Cast, client: Client) -> None:
    first = token(send(client, cast.bob, GOOD))
    second = token(send(client, cast.bob, GOOD.replace("130.5", "131")))
    assert first != second
    assert len(kept()) == 1, "looking at another file lets the first one go"
    assert client.post(reverse("import_kept"), {"token": first}).status_code == 404
    other = Client()
    other.force_login(cast.chi)
    assert other.post(reverse("import_kept"), {"token": second}).status_code == 404
    assert other.post(reverse("import_kept"), {"token": "../plenum.sqlite3"}).status_code == 404


def test_a_file_forgotten_for_a_day_goes_when_the_next_one_comes(cast: Cast, client: Client) -> None:
    send(client, cast.bob, GOOD)
    (old,) = kept()
    yesterday = time.time() - 25 * 3600
    os.utime(old, (yesterday, yesterday))
    send(Client(), cast.chi, GOOD)
    assert old not in kept()


def test_the_record_may_have_moved_since_the_file_was_looked_at(cast: Cast, client: Client) -> None:
    answer = send(client, cast.bob, GOOD)
    other = Client()
    other.post(reverse("import_kept"), {"token": token(send(other, cast.chi, GOOD))})
    late = client.post(reverse("import_kept"), {"token": token(answer)})
    assert "nothing was imported" in words(late)
    assert Observation.objects.filter(period="2023").count() == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "empty"), ("a,b\n1,2\n", "indicator"), (HEADER, "no row"), ("%PDF-1.4 x", "")],
)
def test_what_is_no_table_is_refused_in_words(cast: Cast, client: Client, text: str, message: str) -> None:
    answer = send(client, cast.bob, text)
    assert answer.status_code == 200
    assert message in words(answer)
    assert "is this right?" not in words(answer)
    assert kept() == []


def test_templates_can_be_had_empty_and_imported_filled(cast: Cast, client: Client) -> None:
    client.force_login(cast.bob)
    links = [
        link for link in attributes(client.get(reverse("import")), "href") if "/import/templates/" in link
    ]
    assert len(links) == 4
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
    assert client.get("/import/templates/observations.exe").status_code == 404
