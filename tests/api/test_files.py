"""Files in and out through the API."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from plenum.accounts.models import AuditEntry
from plenum.accounts.permissions import ALLOWED, Permission, Role
from plenum.ledger.models import Observation, Source
from tests.cast import Cast

HEADER = "indicator,place,period,value,unit,status,source_url,source_title_en,published_on"
ROWS = """revenue,an-binh,2023,"133.5",bn VND,actual,https://an-binh.example/yearbook/2023,Yearbook 2023,2024-01-15
poverty,an-binh,2023,2.9,%,actual,https://an-binh.example/yearbook/2023,Yearbook 2023,2024-01-15
"""
FAULTY = """revenue,an-binh,2023,lots,bn VND,actual,https://an-binh.example/yearbook/2023,Yearbook 2023,2024-01-15
wealth,an-binh,2023,1,bn VND,actual,https://an-binh.example/yearbook/2023,Yearbook 2023,2024-01-15
"""


def send(caller: Any, text: str, **fields: str) -> HttpResponse:
    file = SimpleUploadedFile("rows.csv", f"{HEADER}\n{text}".encode(), "text/csv")
    response: HttpResponse = caller.client.post(
        "/api/imports", {"file": file, **fields}, headers={"X-CSRFToken": caller.token or ""}
    )
    return response


def rows_kept() -> tuple[int, int, int]:
    return Observation.objects.count(), Source.objects.count(), AuditEntry.objects.count()


def test_a_file_comes_in_whole(cast: Cast, call: Any) -> None:
    before = Observation.objects.count()
    response = send(call(cast.bob), ROWS, language="en")
    assert response.status_code == 200, response.content
    told = response.json()
    assert (told["rows"], told["dry_run"], told["format"]) == (2, False, "observations")
    assert AuditEntry.objects.get(pk=told["audit"]).by == cast.bob
    assert Observation.objects.count() == before + 2


def test_a_dry_run_writes_nothing(cast: Cast, call: Any) -> None:
    caller = call(cast.bob)
    before = rows_kept()
    told = send(caller, ROWS, language="en", dry_run="true").json()
    assert (told["rows"], told["dry_run"], told["audit"]) == (2, True, None)
    assert rows_kept() == before


def test_every_fault_is_told_and_nothing_comes_in(cast: Cast, call: Any) -> None:
    caller = call(cast.bob)
    before = rows_kept()
    response = send(caller, FAULTY, language="en")
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    assert {fault["row"] for fault in response.json()["errors"]} == {2, 3}
    assert {fault["column"] for fault in response.json()["errors"]} == {"A", "D"}
    assert rows_kept() == before


@pytest.mark.parametrize("role", Role)
def test_a_file_needs_a_role_that_records(cast: Cast, call: Any, role: Role) -> None:
    before = rows_kept()
    response = send(call(cast.users[role]), ROWS, language="en")
    if Permission.RECORD_OBSERVATIONS in ALLOWED[role]:
        assert response.status_code == 200
    else:
        assert response.status_code in (403, 422)
        assert rows_kept() == before


def test_outsiders_and_forgers_bring_nothing(cast: Cast, call: Any) -> None:
    before = rows_kept()
    assert send(call(None), ROWS).status_code == 401
    assert send(call(cast.oanh), ROWS).status_code in (403, 422)
    assert send(call(cast.bob, token=False), ROWS).status_code == 403
    assert rows_kept() == before


def test_a_format_there_is_not(cast: Cast, call: Any) -> None:
    assert send(call(cast.bob), ROWS, format="people").status_code == 422


def test_an_export_comes_back_in(cast: Cast, call: Any) -> None:
    response = call(cast.hoa).get("bodies/an-binh/export", as_of="2022-12-31")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    assert "an-binh-observations-2022-12-31.csv" in response["Content-Disposition"]
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["period"] for row in rows} == {"2020", "2021"}
    workbook = call(cast.hoa).get("bodies/an-binh/export", format="targets", kind="xlsx")
    assert b"".join(workbook.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


def test_an_export_is_for_readers(cast: Cast, call: Any) -> None:
    assert call(None).get("bodies/an-binh/export").status_code == 401
    assert call(cast.minh).get("bodies/an-binh/export").status_code == 403
    assert call(cast.hoa).get("bodies/an-binh/export", kind="pdf").status_code == 422
