"""The addresses of Plenum, and some that fail in every way a page can."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path

from plenum import errors
from plenum.config import urls

FAULTS = [
    errors.Fault("{value} can be 1234.5 (vi) or 1.2345 (en).", 12, "F", "value", {"value": "1.234,5"}),
    errors.Fault("There is no indicator with the code {code!r}.", 13, "A", "indicator", {"code": "x"}),
]

FAILURES: dict[str, Exception] = {
    "not-found": errors.NotFound("There is no body with the code {code!r}.", code="nowhere"),
    "forbidden": errors.Forbidden("You may not read <this>."),
    "sign-in-required": errors.SignInRequired("Sign in to read this."),
    "conflict": errors.Conflict("These verdicts were adopted."),
    "invalid": errors.InvalidInput("Choose Vietnamese or English."),
    "unsafe": errors.UnsafeFile("The workbook would unpack to 9 GB."),
    "faulty": errors.FaultyFile(FAULTS, 1234),
    "plain": errors.PlenumError("Something else."),
    "denied": PermissionDenied(),
    "suspicious": SuspiciousOperation("secret detail"),
    "broken": RuntimeError("secret detail"),
}


def failing(failure: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise failure

    return view


def took(request: HttpRequest) -> HttpResponse:
    """Says what it was sent."""
    sizes = [file.size for file in request.FILES.values()]
    return HttpResponse(f"{sorted(request.POST)} {sizes}")


urlpatterns = [
    *(path(f"fails/{name}/", failing(failure)) for name, failure in FAILURES.items()),
    *(path(f"api/fails/{name}/", failing(failure)) for name, failure in FAILURES.items()),
    path("took/", took),
    *urls.urlpatterns,
]

handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
