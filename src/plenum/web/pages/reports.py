"""The reports received: the list with what became of their figures, sending new ones in, and what one is called."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, bodies_where, places_where, require
from plenum.collecting import actions, queries
from plenum.collecting.uploads import Upload
from plenum.collecting.vocabulary import ReportState
from plenum.errors import Conflict, FaultyFile, InvalidInput
from plenum.organizations.queries import body_by_code, place_by_code
from plenum.web.days import as_of, day_asked
from plenum.web.pages.reports_forms import DescribeForm, UploadForm
from plenum.web.signed_in import signed_in
from plenum.web.templatetags.plenum_format import day, language, number

if TYPE_CHECKING:  # only to name what the queries give
    from plenum.collecting.actions import Receipt

ON_A_PAGE = 25


@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest) -> HttpResponse:
    """The list, of one body where the address names it; on POST the files sent are received."""
    receivers = _bodies(request.user, Permission.RECEIVE_REPORTS) if day_asked(request) is None else []
    if request.method != "POST":
        return _list(request, UploadForm(bodies=receivers), receivers)
    by = signed_in(request)
    form = UploadForm(request.POST, request.FILES, bodies=_bodies(by, Permission.RECEIVE_REPORTS))
    if not receivers:
        # Says whose roles would reach; the form offers nothing to choose from.
        require(by, Permission.RECEIVE_REPORTS, body_by_code(request.POST.get("body", "")))
    if not form.is_valid():
        return _list(request, form, receivers)
    told = form.cleaned_data
    try:
        receipts = actions.receive_reports(
            body_by_code(told["body"]),
            [Upload(_name_of(file), file.read()) for file in told["sent"]],
            by=by,
            dated_on=told["dated_on"],
        )
    except FaultyFile as error:
        return _list(request, form, receivers, faulty=error)
    except InvalidInput as error:
        form.add_error("sent", error.said_in(_))
        return _list(request, form, receivers)
    _tell(request, receipts)
    if len(receipts) == 1:
        return redirect("report", receipts[0].report.pk)
    return redirect("reports")


def _tell(request: HttpRequest, receipts: "tuple[Receipt, ...]") -> None:
    """Say what was received, and of each file that was here before, since when and by whom."""
    new = sum(one.is_new for one in receipts)
    if new:
        said = ngettext("%(count)s report is received.", "%(count)s reports are received.", new)
        messages.success(request, said % {"count": number(new)})
    for one in receipts:
        if not one.is_new:
            words = _("This body has the same file already: received on %(day)s by %(name)s as") % {
                "day": day(one.report.received_at),
                "name": one.report.received_by,
            }
            link = reverse("report", args=[one.report.pk])
            messages.info(request, format_html('{} <a href="{}">{}</a>', words, link, one.report.title))


def _bodies(by: Reader, permission: Permission) -> list[tuple[str, str]]:
    bodies = [(body.code, body.name.said_in(language())) for body in bodies_where(by, permission)]
    return sorted(bodies, key=lambda body: body[1].casefold())


def _list(
    request: HttpRequest,
    form: UploadForm,
    receivers: list[tuple[str, str]],
    faulty: FaultyFile | None = None,
) -> HttpResponse:
    code, before = request.GET.get("body", ""), request.GET.get("before", "")
    body = body_by_code(code) if code else None
    rows = queries.report_list(
        as_of(request),
        by=request.user,
        body=body,
        before=int(before) if before.isascii() and before.isdecimal() and len(before) < 16 else None,
        limit=ON_A_PAGE + 1,
    )
    shown = rows[:ON_A_PAGE]
    told = {
        "rows": shown,
        "older": shown[-1].report.pk if len(rows) > ON_A_PAGE else None,
        "is_later_page": bool(before),
        "body": code,
        "bodies": _bodies(request.user, Permission.VIEW),
        "form": form if receivers else None,
        "faults": [fault.said_in(_) for fault in faulty.faults] if faulty else [],
        "more_faults": faulty.count - len(faulty.faults) if faulty else 0,
        "is_waiting": any(one.report.state in (ReportState.RECEIVED, ReportState.READING) for one in shown),
    }
    return render(request, "web/reports/list.html", told)


@require_safe
def report_row(request: HttpRequest, pk: int) -> HttpResponse:
    """A report's row in the list, asked for again while it is being read."""
    found = queries.report_by_id(pk, by=request.user)
    rows = queries.report_list(as_of(request), by=request.user, body=found.body, before=pk + 1, limit=1)
    return render(request, "web/reports/row.html", {"row": rows[0]})


@require_http_methods(["GET", "HEAD", "POST"])
def report_describe(request: HttpRequest, pk: int) -> HttpResponse:
    """What a report is called, its day and its place."""
    found = queries.report_by_id(pk, by=request.user)
    by = signed_in(request)
    require(by, Permission.RECEIVE_REPORTS, found.body)
    places = {
        place.code: place.name.said_in(language()) for place in places_where(by, Permission.RECEIVE_REPORTS)
    }
    if found.place is not None:
        places[found.place.code] = found.place.name.said_in(language())
    form = DescribeForm(
        request.POST or None,
        initial={
            "title": found.title,
            "dated_on": found.dated_on,
            "place": found.place.code if found.place else "",
        },
        places=sorted(places.items(), key=lambda place: place[1].casefold()),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            actions.describe_report(
                found,
                by=by,
                title=told["title"],
                dated_on=told["dated_on"],
                place=place_by_code(told["place"]) if told["place"] else None,
            )
        except (InvalidInput, Conflict) as error:
            form.add_error(None, error.said_in(_))
        else:
            messages.success(request, _("The report is described."))
            return redirect("report", found.pk)
    return render(request, "web/reports/describe.html", {"form": form, "report": found})


def _name_of(file: UploadedFile) -> str:
    return (file.name or "")[:500]
