"""The door itself: the routes put together, their OpenAPI description, and the page that shows it."""

from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from plenum.api import problems
from plenum.api.documentation import Documentation
from plenum.api.routes import ROUTES

DESCRIPTION = """
Everything the pages of Plenum read, as JSON; and the entering, correcting and withdrawing of observations.

**As of a day.** Most addresses take `as_of=2021-07-01` and answer with what was known by that day, nothing later.

**Numbers.** Figures the record keeps are strings in plain notation (`"45600.5"`), so that no reader rounds them.
Figures worked out of them (progress, paces, years left) are JSON numbers. What is absent is `null`, never zero.

**Words.** `name` is English, else Vietnamese; `name_vi` and `name_en` are each language's, the other's where empty.
Periods are written `2023`, `2021-S1`, `2023-Q1`, `2023-05`, `2021/2025`, `2021-01/2021-09`, `@2023-05-31`.

**Who may.** Bodies marked public are read by anyone. Otherwise sign in on the pages and call with the same cookie.
A change needs the `csrf_token` of `GET /api/session` in the header `X-CSRFToken` besides. There are no API tokens.

**Errors** are `application/problem+json` (RFC 9457); `type` says which sort, `detail` what to do.
"""


class Door(NinjaAPI):
    """NinjaAPI, whose description tells that refusals are problem+json."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**kwargs)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, told in operation["responses"].items():
                    if int(status) >= HTTPStatus.BAD_REQUEST and "application/json" in told.get(
                        "content", {}
                    ):
                        told["content"] = {problems.MEDIA_TYPE: told["content"]["application/json"]}
        return schema


api = Door(
    title="Plenum",
    version=version("plenum"),
    description=DESCRIPTION,
    docs=Documentation(),
    urls_namespace="api",
)
problems.install(api)
for router in ROUTES:
    api.add_router("", router)
