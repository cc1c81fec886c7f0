"""The page that shows the door's OpenAPI description: plain tables in the shell of the pages, no script.

Ninja carries two viewers of others (Swagger UI, Redoc); both break the accessibility rules the pages keep.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

Schema = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """A parameter of an operation or a property of a form. `form` is the name of the form it holds, if any."""

    name: str
    place: str
    type: str
    form: str
    is_needed: bool
    says: str


@dataclass(frozen=True)
class Answer:
    """What an operation answers with one status."""

    status: int
    phrase: str
    form: str


@dataclass(frozen=True)
class Operation:
    """One method of one address. `try_at` is an address that can be opened as it stands."""

    anchor: str
    method: str
    path: str
    summary: str
    says: str
    fields: tuple[Field, ...]
    takes: str
    answers: tuple[Answer, ...]
    refusals: tuple[Answer, ...]
    try_at: str


@dataclass(frozen=True)
class Form:
    """A JSON object or a closed list of words the door takes or gives."""

    name: str
    says: str
    fields: tuple[Field, ...]
    words: tuple[str, ...]


def _form_named(schema: Schema) -> str:
    """The name of the form a schema leads to, through lists and choices; empty where it leads to none."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    inner: list[Schema] = (
        [schema["items"]] if "items" in schema else schema.get("anyOf") or schema.get("allOf") or []
    )
    return next((name for one in inner if (name := _form_named(one))), "")


def _type_told(schema: Schema) -> str:
    """A schema's type in a few words: `string (date) or null`, `list of Fault`."""
    if "$ref" in schema:
        return _form_named(schema)
    if "anyOf" in schema:
        return " or ".join(_type_told(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type_told(schema.get('items', {}))}"
    if "const" in schema:
        return repr(schema["const"])
    told = str(schema.get("type", "any"))
    return f"{told} ({schema['format']})" if "format" in schema else told


def _field(name: str, schema: Schema, *, place: str = "", needed: bool, says: str = "") -> Field:
    return Field(
        name, place, _type_told(schema), _form_named(schema), needed, says or schema.get("description", "")
    )


def _answers(responses: Schema) -> Iterator[Answer]:
    for status, told in sorted(responses.items()):
        schemas = [media.get("schema", {}) for media in told.get("content", {}).values()]
        form = next((name for schema in schemas if (name := _form_named(schema))), "")
        yield Answer(int(status), HTTPStatus(int(status)).phrase, form)


def _operation(path: str, method: str, told: Schema) -> Operation:
    fields = tuple(
        _field(
            one["name"],
            one["schema"],
            place=one["in"],
            needed=one.get("required", False),
            says=one.get("description", ""),
        )
        for one in told.get("parameters", ())
    )
    bodies = told.get("requestBody", {}).get("content", {})
    takes = ", ".join(
        f"{media}: {_form_named(body.get('schema', {})) or 'form fields'}" for media, body in bodies.items()
    )
    answers = tuple(_answers(told["responses"]))
    needs_nothing = method == "get" and not any(field.is_needed for field in fields)
    return Operation(
        anchor=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        says=told.get("description", ""),
        fields=fields,
        takes=takes,
        answers=tuple(one for one in answers if one.status < HTTPStatus.BAD_REQUEST),
        refusals=tuple(one for one in answers if one.status >= HTTPStatus.BAD_REQUEST),
        try_at=path if needs_nothing else "",
    )


def operations(description: Schema) -> dict[str, list[Operation]]:
    """The operations of an OpenAPI description by their tag, in its order."""
    found: dict[str, list[Operation]] = defaultdict(list)
    for path, methods in description["paths"].items():
        for method, told in methods.items():
            found[told.get("tags", ["Other"])[0]].append(_operation(path, method, told))
    return dict(found)


def forms(description: Schema) -> list[Form]:
    """The forms of an OpenAPI description, by name."""
    return [
        Form(
            name=name,
            says=schema.get("description", ""),
            fields=tuple(
                _field(field, told, needed=field in schema.get("required", ()))
                for field, told in schema.get("properties", {}).items()
            ),
            words=tuple(map(str, schema.get("enum", ()))),
        )
        for name, schema in sorted(description["components"]["schemas"].items())
    ]


class Documentation(DocsBase):
    """The viewer ninja calls for its `docs_url`."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        description = api.get_openapi_schema()
        paragraphs = [one.strip().replace("\n", " ") for one in (api.description or "").strip().split("\n\n")]
        told = {
            "api": api,
            "paragraphs": [one.replace("**", "").replace("`", "") for one in paragraphs],
            "operations": operations(description),
            "forms": forms(description),
            "address": self.get_openapi_url(api, kwargs),
        }
        return render(request, "api/documentation.html", told)
