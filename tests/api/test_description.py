"""The OpenAPI document is complete, sound, and what the door really answers."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.urls import get_resolver
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from plenum.api.door import api
from plenum.api.problems import MEDIA_TYPE
from plenum.api.sign_in import SignedIn
from tests.cast import Cast

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    return api.get_openapi_schema(path_prefix="/api/")


def operations(description: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]


def answered(
    description: dict[str, Any], path: str, method: str, status: int, media: str
) -> Draft202012Validator:
    schema = description["paths"][path][method]["responses"][status]["content"][media]["schema"]
    return Draft202012Validator({**schema, "components": description["components"]})


def test_is_openapi_3_1_with_sound_schemas(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    assert description["info"]["title"] == "Plenum"
    assert description["info"]["version"]
    for name, schema in description["components"]["schemas"].items():
        Draft202012Validator.check_schema(schema)
        assert validator_for(schema, Draft202012Validator) is Draft202012Validator, name


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    found = set(re.findall(r"'\$ref': '([^']+)'", str(dict(description))))
    assert found
    assert found <= known


def test_every_operation_is_told_in_full(description: dict[str, Any]) -> None:
    identities = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(set(identities)) == len(identities)
    for path, method, operation in operations(description):
        assert method in METHODS
        assert operation["description"], path
        assert operation["tags"], path
        named = set(re.findall(r"{(\w+)}", path))
        told = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
        assert named == told, path
        responses = operation["responses"]
        success = [status for status in responses if status < 400]
        assert len(success) == 1, path
        for media, told in responses[success[0]]["content"].items():
            assert "schema" in told, (path, media)
        for status in (400, 401, 403, 404, 422):
            assert list(responses[status]["content"]) == [MEDIA_TYPE], (path, status)


def test_changes_ask_for_the_session(description: dict[str, Any]) -> None:
    assert SignedIn.param_name == settings.SESSION_COOKIE_NAME
    schemes = description["components"]["securitySchemes"]
    (name,) = schemes
    assert schemes[name] == {"type": "apiKey", "in": "cookie", "name": settings.SESSION_COOKIE_NAME}
    for path, method, operation in operations(description):
        assert ("security" in operation) == (method != "get"), path


def test_figures_of_the_record_are_told_to_be_strings(description: dict[str, Any]) -> None:
    form = description["components"]["schemas"]["ObservationForm"]["properties"]["value"]
    kinds = {one.get("type") for one in form["anyOf"]}
    assert kinds == {"string", "null"}


def _addresses(cast: Cast) -> dict[str, str]:
    return {
        "/api/session": "session",
        "/api/home": "home",
        "/api/bodies": "bodies",
        "/api/bodies/{code}": "bodies/an-binh",
        "/api/bodies/{code}/scoreboard": "bodies/an-binh/scoreboard",
        "/api/documents": "documents",
        "/api/documents/{code}": "documents/an-binh-2020",
        "/api/documents/{code}/scoreboard": "documents/an-binh-2020/scoreboard",
        "/api/documents/{code}/targets/{number}": "documents/an-binh-2020/targets/4",
        "/api/documents/{code}/targets/{number}/history": "documents/an-binh-2020/targets/1/history",
        "/api/indicators": "indicators",
        "/api/indicators/{code}": "indicators/revenue",
        "/api/observations": "observations",
        "/api/observations/{pk}": f"observations/{cast.observations['revenue 2021'].pk}",
        "/api/adoptions": "adoptions",
        "/api/documents/{code}/reviews": "documents/an-binh-2020/reviews",
        "/api/places": "places",
        "/api/places/{code}": "places/an-binh",
    }


def test_answers_are_of_the_shape_told(cast: Cast, call: Any, description: dict[str, Any]) -> None:
    caller = call(cast.giang)
    for path, address in _addresses(cast).items():
        response = caller.get(address)
        assert response.status_code == 200, address
        answered(description, path, "get", 200, "application/json").validate(response.json())


def test_problems_are_of_the_shape_told(cast: Cast, call: Any, description: dict[str, Any]) -> None:
    for user, address, path, status in (
        (None, "bodies/an-binh", "/api/bodies/{code}", 401),
        (cast.minh, "bodies/an-binh", "/api/bodies/{code}", 403),
        (cast.hoa, "bodies/nowhere", "/api/bodies/{code}", 404),
        (cast.hoa, "bodies/an-binh?as_of=yesterday", "/api/bodies/{code}", 422),
    ):
        response = call(user).get(address)
        assert response.status_code == status
        answered(description, path, "get", status, MEDIA_TYPE).validate(response.json())


def test_every_address_has_a_name() -> None:
    """So that pages and tests can say `api:observation` instead of spelling it."""
    resolver = get_resolver()
    names = [name for name in resolver.namespace_dict["api"][1].reverse_dict if isinstance(name, str)]
    assert {"observation", "observations", "target", "target-history", "scoreboard", "openapi-json"} <= set(
        names
    )
