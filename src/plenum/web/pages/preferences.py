"""The switches in the header: language and theme. Both come back to the page they were used on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from plenum.accounts.actions import set_reading_preferences
from plenum.errors import InvalidInput
from plenum.web.shell import THEME_COOKIE, THEMES, Shell


@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Keep the language for this browser and, where signed in, for the reader."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise InvalidInput("Choose Vietnamese or English.")
    if request.user.is_authenticated:
        set_reading_preferences(request.user, language=language, theme=request.user.theme)
    response = _back(request)
    remember_language(response, language)
    return response


@require_POST
def switch_theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme for this browser and, where signed in, for the reader."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        raise InvalidInput("Choose the light or the dark appearance, or that of the device.")
    if request.user.is_authenticated:
        set_reading_preferences(request.user, language=request.user.language, theme=theme)
    response = _back(request)
    remember_theme(response, theme)
    return response


def remember_language(response: HttpResponse, language: str) -> None:
    """Set the cookie from which pages take their language where nobody is signed in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def remember_theme(response: HttpResponse, theme: str) -> None:
    """Set the cookie from which pages take their theme where nobody is signed in."""
    response.set_cookie(
        THEME_COOKIE,
        theme,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _back(request: HttpRequest) -> HttpResponseRedirect:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(asked)
    return HttpResponseRedirect(Shell(request).home)
