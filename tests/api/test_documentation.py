"""The page at /api/docs tells everything the OpenAPI description does, in plain HTML."""

import html
import re

import pytest
from django.test import Client

from plenum.api.documentation import forms, operations
from plenum.api.door import api


@pytest.fixture
def page(db: None, client: Client) -> str:
    answer = client.get("/api/docs")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_every_operation_and_form_is_on_the_page(page: str) -> None:
    description = api.get_openapi_schema()
    for path, methods in description["paths"].items():
        for method in methods:
            assert f"<code>{method.upper()} {path}</code>" in page
    for name, schema in description["components"]["schemas"].items():
        assert f'id="form-{name}"' in page
        for field in schema.get("properties", ()):
            assert f"<code>{field}</code>" in page


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    targets = set(re.findall(r'href="#([^"]+)"', page)) - {"content", "main"}
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert targets
    assert targets - ids == set()
    assert len(re.findall(r'id="([^"]+)"', page)) == len(ids), "an id is used twice"


def test_it_runs_no_script_of_its_own_and_offers_the_description(page: str, client: Client) -> None:
    assert "swagger" not in page.lower()
    address = re.search(r'href="([^"]+)" download="plenum-openapi.json"', page)
    assert address
    assert client.get(address[1]).json()["info"]["title"] == "Plenum"


def test_addresses_that_need_nothing_can_be_opened(page: str, client: Client) -> None:
    found = [
        one.try_at
        for several in operations(api.get_openapi_schema()).values()
        for one in several
        if one.try_at
    ]
    assert "/api/home" in found
    for address in found:
        assert client.get(address).status_code == 200, address


def test_types_are_told_in_words() -> None:
    told = {
        form.name: {field.name: field.type for field in form.fields}
        for form in forms(api.get_openapi_schema())
    }
    assert told["Fault"]["row"] == "integer or null"
    assert told["ScoreboardForm"]["targets"] == "list of TargetForm"
