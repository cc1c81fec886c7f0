"""The pages shown in place of what was asked for: what is wrong, and what to do."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from plenum.errors import FaultyFile, PlenumError, SignInRequired

HEADINGS: dict[int, Promise] = {
    400: gettext_lazy("The request cannot be understood"),
    401: gettext_lazy("Sign in first"),
    403: gettext_lazy("You may not do this"),
    404: gettext_lazy("There is no such page"),
    409: gettext_lazy("This contradicts the record"),
    413: gettext_lazy("The file is too large"),
    422: gettext_lazy("This cannot be taken as it is"),
    429: gettext_lazy("Too many attempts"),
    500: gettext_lazy("Something went wrong on our side"),
}


def _problem(status: int, detail: str) -> HttpResponse:
    """The same as JSON, in the form of `plenum.api.problems`: what is refused before the API is reached."""
    phrase = HTTPStatus(status).phrase
    told = {
        "type": f"urn:plenum:problem:{phrase.lower().replace(' ', '-')}",
        "title": phrase,
        "status": status,
        "detail": detail,
        "errors": [],
        "errors_count": 0,
    }
    return JsonResponse(
        told,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def refusal(request: HttpRequest, status: int, detail: str, **context: Any) -> HttpResponse:
    """An answer of `status` that shows `detail`: a page, a fragment for htmx, or JSON below `/api/`."""
    if request.path.startswith("/api/"):
        return _problem(status, detail)
    told = {"status": status, "heading": HEADINGS[status], "detail": detail, **context}
    if getattr(request, "htmx", False):
        response = render(request, "web/refusal_fragment.html", told, status=status)
        # Whatever the element had asked to be replaced stays; the message goes to the top of the page.
        response["HX-Retarget"] = "#alerts"
        response["HX-Reswap"] = "innerHTML show:#alerts:top"
        return response
    return render(request, "web/refusal.html", told, status=status)


def refuse(request: HttpRequest, error: PlenumError) -> HttpResponse:
    """The answer to an error of the house, with the status the error carries."""
    if isinstance(error, SignInRequired) and not request.path.startswith("/api/"):
        return _ask_to_sign_in(request)
    told: dict[str, Any] = {}
    if isinstance(error, FaultyFile):
        told = {"faults": [fault.said_in(_) for fault in error.faults], "count": error.count}
    return refusal(request, error.status, error.said_in(_), **told)


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = HttpResponse(status=401)
        back = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
        response["HX-Redirect"] = redirect_to_login(back).url
        return response
    back = request.get_full_path() if request.method in ("GET", "HEAD") else resolve_url("/")
    return redirect_to_login(back)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400: also what Django calls where a request is larger than its limits."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return refusal(
            request, 413, _("The form holds more than is taken at once. Send it as a file instead.")
        )
    return refusal(request, 400, _("Go back, reload the page and try again."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return refusal(request, 403, _("Your roles do not reach this page. Ask your administrator."))


def forged_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form without a valid token."""
    return refusal(
        request,
        403,
        _(
            "The form was too old or did not come from this site. Allow cookies, reload the page and send it again."
        ),
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404."""
    return refusal(request, 404, _("Check the address, or start from the home page."))


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """handler429, called by the rate limits on signing in."""
    return refusal(request, 429, _("Wait five minutes, then try again."))


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: asks neither the database nor the session, which may be what failed."""
    detail = _(
        "The error has been noted in the server's log. Try again in a moment, or tell your administrator."
    )
    if request.path.startswith("/api/"):
        return _problem(500, detail)
    told = {"status": 500, "heading": HEADINGS[500], "detail": detail, "LANGUAGE_CODE": get_language()}
    return HttpResponse(render_to_string("web/refusal.html", told), status=500)
