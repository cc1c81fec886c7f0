"""Reports: received, read, their figures confirmed or rejected, and searched."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop
from ninja import File, Query, Router
from ninja import Form as FormField
from ninja.files import UploadedFile
from ninja.responses import Status as Answer

from plenum.api.days import AsOf, day
from plenum.api.forms.readings import ReadingForm, reading_form
from plenum.api.forms.reports import (
    AgreeingForm,
    ConfirmationDraft,
    DecidedForm,
    DecisionForm,
    HitForm,
    OriginForm,
    ReasonDraft,
    ReceivedReport,
    ReportChange,
    ReportForm,
    ReportList,
    ReportPage,
    decided_form,
    decision_form,
    hit_form,
    listed_report,
    origin_form,
    received_report,
    report_form,
    report_page,
)
from plenum.api.problems import REFUSALS, WRITE_REFUSALS
from plenum.api.sign_in import signed_in
from plenum.collecting import actions, queries
from plenum.collecting.uploads import Upload
from plenum.errors import NotFound, SignInRequired
from plenum.ledger.queries import indicator_by_code, observation_by_id
from plenum.organizations.queries import body_by_code, place_by_code
from plenum.periods import Period

if TYPE_CHECKING:
    from plenum.accounts.models import User

router = Router(tags=["Reports"])

LARGEST_PAGE = 100


@router.post(
    "/readings", auth=signed_in, response={200: list[ReadingForm], **WRITE_REFUSALS}, url_name="readings"
)
def read_file(
    request: HttpRequest,
    file: Annotated[
        UploadedFile, File(..., description="DOCX, XLSX, PDF, HTML, TXT, MD, or a ZIP of these.")
    ],
    body: Annotated[
        str | None,
        FormField(..., description="A body's code: its names for indicators are used, its place too."),
    ] = None,
) -> list[ReadingForm]:
    """Read a file and keep nothing: its figures, documents, tallies, people and deadlines, each with its span."""
    whose = body_by_code(body) if body else None
    return [reading_form(one) for one in queries.preview(_upload(file), by=request.user, body=whose)]


@router.post(
    "/bodies/{code}/reports",
    auth=signed_in,
    response={201: list[ReceivedReport], **WRITE_REFUSALS},
    url_name="receive-reports",
)
def receive(
    request: HttpRequest,
    code: str,
    files: Annotated[
        list[UploadedFile], File(..., description="Each DOCX, XLSX, PDF, HTML, TXT, MD, or a ZIP of these.")
    ],
    title: Annotated[str, FormField(..., max_length=500, description="Of a single report.")] = "",
    dated_on: Annotated[date | None, FormField(..., description="The reports' own date.")] = None,
    place: Annotated[str | None, FormField(..., description="What they are about; a code.")] = None,
) -> Answer[list[ReceivedReport]]:
    """Have a body receive reports, all of them or none, and each file in a ZIP. They are read in the background."""
    received = actions.receive_reports(
        body_by_code(code),
        [_upload(file) for file in files],
        by=_user(request),
        title=title,
        dated_on=dated_on,
        place=place_by_code(place) if place else None,
    )
    return Answer(201, [received_report(one) for one in received])


@router.get("/reports", response={200: ReportList, **REFUSALS}, url_name="reports")
def reports(
    request: HttpRequest,
    as_of: AsOf = None,
    body: str | None = None,
    before: Annotated[int | None, Query(..., ge=1, description="Begin below this id.")] = None,
    limit: Annotated[int, Query(..., ge=1, le=LARGEST_PAGE)] = 25,
) -> ReportList:
    """The reports you may read, the latest received first, with what became of their figures."""
    on = day(as_of)
    whose = body_by_code(body) if body else None
    rows = queries.report_list(on, by=request.user, body=whose, before=before, limit=limit)
    return ReportList(
        as_of=on,
        items=[listed_report(row) for row in rows],
        next=rows[-1].report.pk if len(rows) == limit else None,
    )


@router.get("/reports/search", response={200: list[HitForm], **REFUSALS}, url_name="search-reports")
def search(
    request: HttpRequest,
    q: Annotated[str, Query(..., description="Words, however accented; a number, however printed.")],
    body: str | None = None,
    limit: Annotated[int, Query(..., ge=1, le=50)] = 20,
) -> list[HitForm]:
    """The reports that hold every word of `q`; words in quotation marks stand together."""
    whose = body_by_code(body) if body else None
    return [hit_form(hit) for hit in queries.search(q, by=request.user, body=whose, limit=limit)]


@router.get("/reports/{int:pk}", response={200: ReportPage, **REFUSALS}, url_name="report")
def report(request: HttpRequest, pk: int, as_of: AsOf = None) -> ReportPage:
    """A report with its text, its figures in order with what the record says of them, and what is doubtful."""
    found = queries.report_by_id(pk, by=request.user)
    return report_page(queries.desk(found, day(as_of), by=request.user))


@router.get(
    "/reports/{int:pk}/file",
    response={200: None, **REFUSALS},
    url_name="report-file",
    openapi_extra={
        "responses": {
            200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
        }
    },
)
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The report's file as it came."""
    found = queries.report_by_id(pk, by=request.user)
    # Never by its own type: a web page someone sent in must not run in this origin.
    response = HttpResponse(queries.kept_file(found), content_type="application/octet-stream")
    name = found.file_name.rpartition("/")[2] or "report"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@router.get(
    "/reports/{int:pk}/decisions", response={200: list[DecisionForm], **REFUSALS}, url_name="decisions"
)
def decisions(request: HttpRequest, pk: int) -> list[DecisionForm]:
    """Everything decided of a report's figures, the latest first."""
    found = queries.report_by_id(pk, by=request.user)
    return [decision_form(row) for row in queries.decisions_of_report(found, by=request.user)]


@router.post(
    "/reports/{int:pk}/description",
    auth=signed_in,
    response={200: ReportForm, **WRITE_REFUSALS},
    url_name="describe-report",
)
def describe(request: HttpRequest, pk: int, change: ReportChange) -> ReportForm:
    """Say what a report is called, of which day it is, and what place it is about."""
    found = actions.describe_report(
        queries.report_by_id(pk, by=request.user),
        by=_user(request),
        title=change.title,
        dated_on=change.dated_on,
        place=place_by_code(change.place) if change.place else None,
    )
    return report_form(found)


@router.post(
    "/reports/{int:pk}/reading",
    auth=signed_in,
    response={200: ReportForm, **WRITE_REFUSALS},
    url_name="read-again",
)
def read_again(request: HttpRequest, pk: int) -> ReportForm:
    """Have a report that could not be read tried once more."""
    return report_form(actions.read_again(queries.report_by_id(pk, by=request.user), by=_user(request)))


@router.post(
    "/reports/{int:pk}/confirmation-of-agreeing",
    auth=signed_in,
    response={200: AgreeingForm, **WRITE_REFUSALS},
    url_name="confirm-agreeing",
)
def confirm_agreeing(request: HttpRequest, pk: int) -> AgreeingForm:
    """Confirm every figure whose value is exactly what the record has already, and no other."""
    done = actions.confirm_all_agreeing(queries.report_by_id(pk, by=request.user), by=_user(request))
    return AgreeingForm(confirmed=[decided_form(one) for one in done.decisions], left=done.left)


@router.post(
    "/figures/{int:pk}/confirmation",
    auth=signed_in,
    response={201: DecidedForm, **WRITE_REFUSALS},
    url_name="confirm-figure",
)
def confirm(request: HttpRequest, pk: int, draft: ConfirmationDraft) -> Answer[DecidedForm]:
    """Enter a figure into the record, as proposed or put right. You need a role that records observations."""
    decision = actions.confirm_figure(
        queries.figure_by_id(pk, by=request.user),
        by=_user(request),
        indicator=indicator_by_code(draft.indicator) if draft.indicator else None,
        place=place_by_code(draft.place) if draft.place else None,
        period=Period.parse(draft.period) if draft.period else None,
        value=Decimal(draft.value) if draft.value is not None else None,
        unit=draft.unit,
        status=draft.status,
        note=draft.note,
    )
    return Answer(201, decided_form(decision))


@router.post(
    "/figures/{int:pk}/rejection",
    auth=signed_in,
    response={201: DecidedForm, **WRITE_REFUSALS},
    url_name="reject-figure",
)
def reject(request: HttpRequest, pk: int, draft: ReasonDraft) -> Answer[DecidedForm]:
    """Keep a figure out of the record."""
    figure = queries.figure_by_id(pk, by=request.user)
    return Answer(201, decided_form(actions.reject_figure(figure, by=_user(request), reason=draft.reason)))


@router.post(
    "/figures/{int:pk}/undoing",
    auth=signed_in,
    response={201: DecidedForm, **WRITE_REFUSALS},
    url_name="undo-decision",
)
def undo(request: HttpRequest, pk: int, draft: ReasonDraft) -> Answer[DecidedForm]:
    """Take back what was decided of a figure. For a confirmation you need a role that corrects observations."""
    figure = queries.figure_by_id(pk, by=request.user)
    return Answer(201, decided_form(actions.undo(figure, by=_user(request), reason=draft.reason)))


@router.get(
    "/observations/{int:pk}/report", response={200: OriginForm, **REFUSALS}, url_name="observation-report"
)
def observation_report(request: HttpRequest, pk: int) -> OriginForm:
    """The report an observation was read in, the words it stands on, and who confirmed it."""
    observation = observation_by_id(pk, by=request.user)
    origin = queries.origin_of(observation, by=request.user)
    if origin is None:
        raise NotFound(gettext_noop("Observation {number} was read in no report you may read."), number=pk)
    return origin_form(origin, queries.text_of(origin.report))


def _user(request: HttpRequest) -> "User":
    if not request.user.is_authenticated:
        raise SignInRequired(gettext_noop("Sign in first; this changes the record."))
    return request.user


def _upload(file: UploadedFile) -> Upload:
    return Upload(file.name or "", file.read())
