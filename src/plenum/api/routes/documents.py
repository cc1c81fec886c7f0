"""Documents, their scoreboards and their targets."""

from django.http import HttpRequest
from ninja import Router

from plenum.api.days import AsOf, day
from plenum.api.forms.documents import (
    DocumentPageForm,
    ListedDocument,
    document_form,
    document_page_form,
)
from plenum.api.forms.indicators import TargetHistory, TargetPageForm, history_form, target_page_form
from plenum.api.problems import REFUSALS
from plenum.ledger.queries import (
    document_by_code,
    document_list,
    document_page,
    scoreboard,
    target_by_number,
    target_page,
)
from plenum.reporting.open_data import ScoreboardForm, scoreboard_form

router = Router(tags=["Documents and targets"])


@router.get("/documents", response={200: list[ListedDocument], **REFUSALS}, url_name="documents")
def documents(request: HttpRequest, as_of: AsOf = None, body: str | None = None) -> list[ListedDocument]:
    """The documents you may read that were issued by the day, of one body where `body` gives its code."""
    return [
        ListedDocument(
            **dict(document_form(one)),
            provisions=one.number_of_provisions,  # type: ignore[attr-defined]
            targets=one.number_of_targets,  # type: ignore[attr-defined]
        )
        for one in document_list(day(as_of), by=request.user, body=body)
    ]


@router.get("/documents/{code}", response={200: DocumentPageForm, **REFUSALS}, url_name="document")
def document(request: HttpRequest, code: str, as_of: AsOf = None) -> DocumentPageForm:
    """A document with its provisions, relations, and the provisions nothing implements yet (`uncovered`)."""
    on = day(as_of)
    return document_page_form(document_page(document_by_code(code, by=request.user), on, by=request.user), on)


@router.get("/documents/{code}/scoreboard", response={200: ScoreboardForm, **REFUSALS}, url_name="scoreboard")
def document_scoreboard(request: HttpRequest, code: str, as_of: AsOf = None) -> ScoreboardForm:
    """Every target of a resolution with its standing."""
    on = day(as_of)
    return scoreboard_form(scoreboard(document_by_code(code, by=request.user), on, by=request.user))


@router.get(
    "/documents/{code}/targets/{number}", response={200: TargetPageForm, **REFUSALS}, url_name="target"
)
def target(request: HttpRequest, code: str, number: str, as_of: AsOf = None) -> TargetPageForm:
    """A target with its series, its way to the promised value, its verdicts and its sources."""
    found = target_by_number(code, number, by=request.user)
    return target_page_form(target_page(found, day(as_of), by=request.user))


@router.get(
    "/documents/{code}/targets/{number}/history",
    response={200: TargetHistory, **REFUSALS},
    url_name="target-history",
)
def target_history(request: HttpRequest, code: str, number: str, as_of: AsOf = None) -> TargetHistory:
    """How a target stood over time, as computed and as adopted."""
    found = target_by_number(code, number, by=request.user)
    return history_form(target_page(found, day(as_of), by=request.user))
