"""What an error looks like from outside."""

import json
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import translation

from plenum.api.problems import from_plenum, kind_of
from plenum.errors import AmbiguousNumber, Fault, FaultyFile, NotFound, PlenumError, UnsafeFile
from tests.api.test_permissions import DRAFT
from tests.cast import Cast

KEYS = {"type", "title", "status", "detail", "errors", "errors_count"}


def told(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    problem: dict[str, Any] = response.json()
    assert set(problem) == KEYS
    assert problem["status"] == status
    return problem


@pytest.mark.parametrize(
    ("error", "kind"),
    [(NotFound(), "not-found"), (AmbiguousNumber(), "ambiguous-number"), (PlenumError(), "plenum-error")],
)
def test_the_sort_of_problem_is_the_class_of_the_error(error: PlenumError, kind: str) -> None:
    assert kind_of(error) == kind


def test_nobody_signed_in(cast: Cast, call: Any) -> None:
    response = call(None).get("bodies/an-binh")
    assert told(response, 401)["type"] == "urn:plenum:problem:sign-in-required"
    assert response["WWW-Authenticate"].startswith("Session")


def test_a_code_that_is_none(cast: Cast, call: Any) -> None:
    problem = told(call(cast.hoa).get("bodies/an-bing"), 404)
    assert "an-bing" in problem["detail"]


@pytest.mark.parametrize("address", ["nothing", "bodies/an-binh/nothing", "", "observations/x"])
def test_an_address_that_leads_nowhere(cast: Cast, call: Any, address: str) -> None:
    told(call(cast.hoa).get(address), 404)


def test_a_method_that_is_not_taken(cast: Cast, call: Any) -> None:
    response = call(cast.hoa).post("bodies", {})
    assert told(response, 405)["type"] == "urn:plenum:problem:method-not-allowed"
    assert response["Allow"] == "GET"


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ({"as_of": "1.7.2021"}, "query.as_of"),
        ({"limit": "0"}, "query.limit"),
        ({"limit": "1001"}, "query.limit"),
        ({"after": "-1"}, "query.after"),
    ],
)
def test_a_parameter_of_another_shape(cast: Cast, call: Any, query: dict[str, str], where: str) -> None:
    problem = told(call(cast.hoa).get("observations", **query), 422)
    assert [fault["where"] for fault in problem["errors"]] == [where]


def test_a_day_ahead(cast: Cast, call: Any) -> None:
    assert "2999-01-01" in told(call(cast.hoa).get("home", as_of="2999-01-01"), 422)["detail"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"value": 133.1}, "body.draft.value"),
        ({"value": "1,5"}, "body.draft.value"),
        ({"value": "1e3"}, "body.draft.value"),
        ({"value": "NaN"}, "body.draft.value"),
        ({"status": "guessed"}, "body.draft.status"),
        ({"surprise": 1}, "body.draft.surprise"),
        ({"source": {"title_en": "Report"}}, "body.draft.source.published_on"),
        ({"source": {"published_on": "2024-01-20", "url": "javascript:alert(1)"}}, "body.draft.source.url"),
    ],
)
def test_a_body_of_another_shape(cast: Cast, call: Any, change: dict[str, Any], where: str) -> None:
    problem = told(call(cast.bob).post("observations", DRAFT | change), 422)
    assert where in [fault["where"] for fault in problem["errors"]]


def test_a_body_that_is_no_json(cast: Cast, call: Any) -> None:
    caller = call(cast.bob)
    response = caller.client.post(
        "/api/observations", "{", content_type="application/json", headers={"X-CSRFToken": caller.token}
    )
    told(response, 400)


def test_a_body_that_is_too_large(cast: Cast, call: Any) -> None:
    problem = told(call(cast.bob).post("observations", DRAFT | {"note": "x" * 3_000_000}), 413)
    assert problem["type"] == "urn:plenum:problem:too-large"


def test_every_fault_of_a_file_is_told() -> None:
    faults = [Fault("{text} is not a day.", row=3, column="D", name="known_on", facts={"text": "x"})]
    with translation.override("en"):
        response = from_plenum(None, FaultyFile(faults, count=250))  # type: ignore[arg-type]
    problem = json.loads(response.content)
    assert problem["type"] == "urn:plenum:problem:faulty-file"
    assert problem["errors_count"] == 250
    (fault,) = problem["errors"]
    assert (fault["row"], fault["column"], fault["where"]) == (3, "D", "known_on")
    assert fault["message"] == "Row 3, column D (known_on): x is not a day."


def test_the_status_is_the_errors_own() -> None:
    assert from_plenum(None, UnsafeFile("Too large.")).status_code == 413  # type: ignore[arg-type]


@override_settings(DEBUG=False)
def test_a_bug_shows_nothing_of_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the password is 1234")

    monkeypatch.setattr("plenum.api.routes.places.place_list", broken)
    problem = told(Client().get("/api/places"), 500)
    assert "1234" not in str(problem)
    # Once in the log, with its traceback.
    (noted,) = [record for record in caplog.records if record.name == "django.request"]
    assert noted.exc_info[0] is RuntimeError


def test_errors_are_said_in_the_readers_language(cast: Cast, call: Any) -> None:
    cast.hoa.language = "vi"
    cast.hoa.save()
    response = call(cast.hoa).get("home", as_of="2999-01-01")
    assert response["Content-Language"] == "vi"
