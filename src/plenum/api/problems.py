"""Errors as problem+json (RFC 9457), whoever raised them."""

import logging
import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from plenum.errors import FaultyFile, PlenumError
from plenum.reporting.open_data.form import Form

MEDIA_TYPE = "application/problem+json"

log = logging.getLogger("django.request")


class Fault(Form):
    """One thing wrong with one place of a request or a file."""

    where: str = Field(description="The field of the request (`body.value`), or the place in the file.")
    message: str
    row: int | None = Field(None, description="In a file: counted from 1, the header included.")
    column: str | None = Field(None, description="In a file: the spreadsheet's letter.")


class Problem(Form):
    """What went wrong, as RFC 9457 has it."""

    type: str = Field(description="Which sort of problem: `urn:plenum:problem:conflict`, …")
    title: str = Field(description="The sort of problem in words.")
    status: int = Field(description="The HTTP status, repeated.")
    detail: str = Field(description="What is wrong and what to do, in the reader's language.")
    errors: list[Fault] = Field(description="Each thing wrong, where there are several.")
    errors_count: int = Field(description="How many there are; `errors` names at most the first hundred.")


REFUSALS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 422}): Problem}
"""What any operation may answer instead."""

WRITE_REFUSALS: dict[Any, Any] = {frozenset({400, 401, 403, 404, 409, 413, 422}): Problem}
"""What an operation that changes the record may answer instead."""


def answer(
    status: int, kind: str, detail: str, errors: list[Fault] | None = None, count: int | None = None
) -> HttpResponse:
    """A problem as an HTTP response."""
    errors = errors or []
    problem = Problem(
        type=f"urn:plenum:problem:{kind}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        errors=errors,
        errors_count=len(errors) if count is None else count,
    )
    response = HttpResponse(problem.model_dump_json(), status=status, content_type=MEDIA_TYPE)
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Session realm="Plenum"'
    return response


def kind_of(error: PlenumError) -> str:
    """The class of an error as the last part of its problem type: `AmbiguousNumber` is `ambiguous-number`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()


def from_plenum(request: HttpRequest, error: PlenumError) -> HttpResponse:
    """An error of the house, with the status it carries and in the reader's language."""
    if isinstance(error, FaultyFile):
        faults = [
            Fault(
                where=fault.name or "",
                message=fault.said_in(gettext),
                row=fault.row,
                column=fault.column,
            )
            for fault in error.faults
        ]
        return answer(error.status, kind_of(error), gettext(error.message), faults, error.count)
    return answer(error.status, kind_of(error), error.said_in(gettext))


def from_validation(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A request whose parts are not of the shape asked for."""
    faults = [
        Fault(where=".".join(str(part) for part in one["loc"]), message=one["msg"], row=None, column=None)
        for one in error.errors
    ]
    return answer(
        422, "invalid-request", gettext("The request is not of the shape asked for; see errors."), faults
    )


def from_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What ninja refuses itself: a body that is no JSON, say."""
    return answer(error.status_code, "invalid-request", str(error))


def from_django(request: HttpRequest, error: Exception) -> HttpResponse:
    """What Django refuses while it reads a request."""
    if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return answer(
            413,
            "too-large",
            gettext("The request holds more than is taken at once. Send it as a file instead."),
        )
    return answer(400, "invalid-request", gettext("The request cannot be understood."))


def nowhere(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """The answer to an address that leads nowhere."""
    return answer(404, "not-found", gettext("There is nothing at this address; see /api/docs."))


def from_bug(request: HttpRequest, error: Exception) -> HttpResponse:
    """Anything unforeseen: noted in the log with its traceback, of which the reader sees nothing."""
    if settings.DEBUG:
        raise error
    log.error("Internal error at %s", request.path, exc_info=error, extra={"status_code": 500})
    response = answer(
        500, "internal-error", gettext("Something went wrong on our side; it was noted in the server's log.")
    )
    # Django would note the status a second time, without the traceback.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def not_allowed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose bare 405 is told as a problem, with the methods there are."""

    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return response
        problem = answer(
            405,
            "method-not-allowed",
            gettext("This address takes %(methods)s.") % {"methods": response["Allow"]},
        )
        problem["Allow"] = response["Allow"]
        return problem

    told.csrf_exempt = getattr(view, "csrf_exempt", False)  # type: ignore[attr-defined]
    return told


def install(api: NinjaAPI) -> None:
    """Answer every error of `api` with a problem."""
    handlers: dict[type[Exception], Any] = {
        PlenumError: from_plenum,
        ValidationError: from_validation,
        HttpError: from_http,
        SuspiciousOperation: from_django,
        Http404: nowhere,
        Exception: from_bug,
    }
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)
