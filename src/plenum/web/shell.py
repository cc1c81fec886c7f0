"""What the frame around every page needs to know."""

from datetime import date, datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from plenum.errors import InvalidInput
from plenum.web.days import day_asked
from plenum.web.navigation import Link, links, reader_of

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "plenum_theme"


class Shell:
    """The frame's view of a request; each part is worked out when a template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def theme(self) -> str:
        """`auto`, `light` or `dark`: the signed-in reader's own, else the browser's cookie."""
        reader = reader_of(self.request)
        theme = reader.theme if reader.is_authenticated else self.request.COOKIES.get(THEME_COOKIE)
        return theme if theme in THEMES else "auto"

    @cached_property
    def day(self) -> date | None:
        """The past day asked for in the address; None for today, and for what is no day (the page says so)."""
        try:
            return day_asked(self.request)
        except InvalidInput:
            return None

    @cached_property
    def day_query(self) -> str:
        """`?as_of=2021-07-01` where a day was asked for: append it to links that should keep the day."""
        return "?" + urlencode({"as_of": self.day.isoformat()}) if self.day else ""

    @cached_property
    def without_day(self) -> str:
        """This page's address as of today."""
        query = self.request.GET.copy()
        query.pop("as_of", None)
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path

    @cached_property
    def navigation(self) -> list[Link]:
        return links(self.request, self.day_query)

    @cached_property
    def home(self) -> str:
        try:
            return reverse("home") + self.day_query
        except NoReverseMatch:
            return "/"

    @cached_property
    def here(self) -> str:
        """Where the language and theme switches come back to."""
        return self.request.get_full_path() if self.request.method in ("GET", "HEAD") else self.request.path

    @cached_property
    def sign_in(self) -> str:
        """The sign-in page, which comes back here; from itself it leads home."""
        url = reverse("account_login")
        return url if self.request.path.startswith(url) else f"{url}?{urlencode({'next': self.here})}"

    @property
    def now(self) -> datetime:
        return timezone.now()

    @property
    def sends_mail(self) -> bool:
        return settings.SENDS_MAIL

    @property
    def largest_upload(self) -> int:
        """In bytes."""
        return settings.LARGEST_UPLOAD


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` in every template."""
    return {"shell": Shell(request)}
