"""What happens around every page: the reader's language, and errors turned into answers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

from plenum.errors import PlenumError, UnsafeFile
from plenum.web.refusals import refuse

Answer = Callable[[HttpRequest], HttpResponseBase]


class ReaderLanguage:
    """A signed-in reader's own language goes before the browser's cookie and wishes."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.language != translation.get_language():
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class Refusals:
    """Turns the house's errors into pages, and refuses too large a request before any of it is read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Django reads nothing beyond the announced length, and nothing at all where none is announced.
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.LARGEST_REQUEST:
            response: HttpResponseBase = refuse(
                request,
                UnsafeFile(
                    "The file is larger than {limit} MiB, the most that is taken. Nothing of it was read. "
                    "Divide it into smaller files.",
                    limit=settings.LARGEST_UPLOAD // (1024 * 1024),
                ),
            )
        else:
            response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refuse(request, exception) if isinstance(exception, PlenumError) else None
