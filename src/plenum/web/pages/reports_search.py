"""Search across all reports read: words however they were typed, figures however they were printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import bodies_where
from plenum.collecting import queries
from plenum.errors import InvalidInput
from plenum.organizations.queries import body_by_code
from plenum.web.pages.reports_desk import at_span
from plenum.web.templatetags.plenum_format import language

MOST = 50


@require_safe
def report_search(request: HttpRequest) -> HttpResponse:
    """The reports that hold what was looked for, each place of it leading to its words."""
    sought, code = request.GET.get("q", "").strip(), request.GET.get("body", "")
    problem, hits = "", None
    if sought:
        try:
            hits = queries.search(
                sought, by=request.user, body=body_by_code(code) if code else None, limit=MOST
            )
        except InvalidInput as error:
            problem = error.said_in(_)
    told = {
        "sought": sought,
        "problem": problem,
        "body": code,
        "bodies": sorted(
            ((one.code, one.name.said_in(language())) for one in bodies_where(request.user, Permission.VIEW)),
            key=lambda one: one[1].casefold(),
        ),
        "hits": [
            {
                "report": hit.report,
                "snippets": [
                    {"snippet": one, "address": at_span(hit.report.pk, one.start, one.end)}
                    for one in hit.snippets
                ],
            }
            for hit in hits or ()
        ],
        "is_asked": hits is not None,
        "is_cut": hits is not None and len(hits) == MOST,
    }
    return render(request, "web/reports/search.html", told)
