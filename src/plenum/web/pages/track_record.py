"""What was said at the conferences on a resolution, and what came true."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from plenum.ledger import queries
from plenum.web.days import as_of


def track_record(request: HttpRequest, code: str) -> HttpResponse:
    """Every conference that adopted verdicts on the document `code`, beside the outcomes known on the day asked for."""
    document = queries.document_by_code(code, by=request.user)
    record = queries.track_record(document, as_of(request), by=request.user)
    return render(request, "web/track_record.html", {"document": document, "record": record})
