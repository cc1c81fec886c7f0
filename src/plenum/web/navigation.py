"""The entries of the menu, in their order."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where


def anyone(_: Reader) -> bool:
    return True


def may_import(reader: Reader) -> bool:
    """Whether there is a body for which the reader may record observations."""
    return reader.is_authenticated and bodies_where(reader, Permission.RECORD_OBSERVATIONS).exists()


def may_administer(reader: Reader) -> bool:
    return bool(reader.is_active and reader.is_staff)


@dataclass(frozen=True)
class Entry:
    """One entry: the name of its address, its words, its icon, and who sees it."""

    address: str
    words: Promise
    icon: str
    shown_to: Callable[[Reader], bool] = anyone


NAVIGATION = (
    Entry("home", _("Home"), "home"),
    Entry("documents", _("Documents"), "file-text"),
    Entry("reports", _("Reports"), "quote"),
    Entry("indicators", _("Indicators"), "chart-line"),
    Entry("compare", _("Compare"), "arrows-diff"),
    Entry("api:openapi-view", _("API"), "api"),
    Entry("import", _("Import"), "upload", may_import),
    Entry("admin:index", _("Administration"), "settings", may_administer),
)


@dataclass(frozen=True)
class Link:
    """An entry as a page draws it. `here` is true on the page it leads to and below."""

    url: str
    words: Promise
    icon: str
    here: bool


def reader_of(request: HttpRequest) -> Reader:
    """Who reads; nobody where the request failed before its session was looked at."""
    return getattr(request, "user", None) or AnonymousUser()


def links(request: HttpRequest, query: str = "") -> list[Link]:
    """The menu for this reader on this page, each address followed by `query`.

    An entry whose page is not hung in (`urls`) is left out.
    """
    reader = reader_of(request)
    drawn = []
    for entry in NAVIGATION:
        try:
            url = reverse(entry.address)
        except NoReverseMatch:
            continue
        if entry.shown_to(reader):
            here = request.path == url or (entry.address != "home" and request.path.startswith(url))
            drawn.append(Link(url + query, entry.words, entry.icon, here))
    return drawn
