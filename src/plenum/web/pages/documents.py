"""The official documents: the list, and one of them with its provisions, relations and what carries it out."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import may
from plenum.ledger import queries
from plenum.ledger.queries.listing import adoption_list
from plenum.web.days import as_of
from plenum.web.wording import DOCUMENT_KINDS

ON_A_PAGE = 50


def documents(request: HttpRequest) -> HttpResponse:
    """The documents issued by the day asked for, of one body or kind where the address names one."""
    everything = list(queries.document_list(as_of(request), by=request.user))
    body, kind = request.GET.get("body", ""), request.GET.get("kind", "")
    # Each filter counts what the other one leaves, so that no choice offered leads to an empty list.
    of_body = [one for one in everything if not body or one.body.code == body]
    of_kind = [one for one in everything if not kind or one.kind == kind]
    kinds = Counter(one.kind for one in of_body)
    bodies = Counter(one.body for one in of_kind)
    page = Paginator([one for one in of_body if not kind or one.kind == kind], ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    chosen = request.GET.copy()
    chosen.pop("page", None)
    told = {
        "page": page,
        "body": body,
        "kind": kind,
        "bodies": sorted(bodies.items(), key=lambda item: item[0].name_en),
        "kinds": [(code, words, kinds[code]) for code, words in DOCUMENT_KINDS.items() if kinds[code]],
        "query": f"{chosen.urlencode()}&" if chosen else "",
        "is_empty": not everything,
    }
    return render(request, "web/documents.html", told)


def document(request: HttpRequest, code: str) -> HttpResponse:
    """One document as known on the day asked for. Raises `NotFound` where it was issued later."""
    day = as_of(request)
    found = queries.document_by_code(code, by=request.user)
    page = queries.document_page(found, day, by=request.user)
    told = {
        "document": found,
        "page": page,
        "has_targets": bool(page.loose_targets) or any(row.targets for row in page.provisions),
        "drafts": queries.open_reviews(found, by=request.user),
        "adoptions": adoption_list(day, by=request.user, document=code),
        "may_prepare": may(request.user, Permission.PREPARE_REVIEW, found.body),
    }
    return render(request, "web/document.html", told)
