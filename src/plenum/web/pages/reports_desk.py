"""The reading desk: a report's text with what was read in it on one side, its figures to decide on the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import may, require
from plenum.collecting import actions, queries
from plenum.collecting.queries import Desk, DeskFigure
from plenum.collecting.vocabulary import FigureState, ReportState
from plenum.web.days import as_of, day_asked, today
from plenum.web.pages.reports_cards import FILTERS, Card, Narrowing, Shown
from plenum.web.pages.reports_found import Findings, found_in
from plenum.web.pages.reports_laying import Block, Laying, Parts, parts_of
from plenum.web.signed_in import signed_in
from plenum.web.templatetags.plenum_format import number

if TYPE_CHECKING:  # only to name what the queries give
    from plenum.collecting.models import ProposedFigure, Report


AROUND = 90
"""Characters of the sentence shown on each side of a value that is about to be confirmed."""


@dataclass
class DeskPage:
    """One page of the desk of a report, as a template asks for its parts."""

    desk: Desk
    shown: Shown
    decides: bool
    sought: tuple[int, int] | None = None
    address: str = field(init=False)
    narrowing: Narrowing = field(init=False)
    parts: Parts = field(init=False)
    part: int = field(init=False)

    def __post_init__(self) -> None:
        self.address = reverse("report", args=[self.desk.report.pk])
        self.narrowing = Narrowing(self.desk, self.shown)
        self.parts = parts_of(self.desk)
        part = self.shown.part
        if self.sought is not None:
            part = self.parts.of(self.sought[0])
        elif self.shown.keep is not None:
            kept = (one for one in self.desk.figures if one.figure.pk == self.shown.keep)
            part = next((self.parts.of(one.figure.value_start) for one in kept), part)
        self.part = min(max(part, 1), len(self.parts))

    @property
    def may_confirm(self) -> bool:
        return self.decides and self.desk.may_confirm

    @property
    def may_undo(self) -> bool:
        return self.decides and self.desk.may_undo

    @cached_property
    def cards(self) -> list[Card]:
        return self.narrowing.cards(*self.parts.span(self.part))

    @cached_property
    def laying(self) -> Laying:
        return Laying(self.desk, (card.one.figure.pk for card in self.cards), self.address, self.sought)

    @property
    def blocks(self) -> Iterable[Block]:
        return self.laying.blocks(*self.parts.span(self.part))

    @cached_property
    def filters(self) -> list[dict[str, object]]:
        return [
            {
                "show": show,
                "words": words,
                "count": count,
                "here": show == self.shown.show,
                "query": _encoded(self.shown.query(show=show, part=1, find="")),
            }
            for show, words, count in self.narrowing.counts()
        ]

    @cached_property
    def elsewhere(self) -> list[tuple[int, int, str]]:
        """The other parts that hold figures of this filter: number, how many, and the query that leads there."""
        if len(self.parts) == 1:
            return []
        held = dict.fromkeys(range(1, len(self.parts) + 1), 0)
        for one in self.desk.figures:
            held[self.parts.of(one.figure.value_start)] += self.narrowing.fits(one)
        return [
            (part, count, _encoded(self.shown.query(part=part)))
            for part, count in held.items()
            if part != self.part
        ]

    def place(self, offset: int) -> str:
        """Where an offset of the text is found."""
        part = self.parts.of(offset)
        return f"#at-{offset}" if part == self.part else f"{self.address}?part={part}#at-{offset}"

    @cached_property
    def findings(self) -> list[dict[str, object]]:
        """The findings about this part of the text, with the addresses of their words on this side and, against the
        record, on the other."""
        start, end = self.parts.span(self.part)
        return [
            {
                "number": number,
                "finding": one,
                "spans": [
                    (words, self.place(start))
                    for words, (start, _end) in zip(one.words, one.spans, strict=True)
                ],
                "origin": at_figure(one.origin.figure) if one.origin else "",
            }
            for number, one in enumerate(self.desk.findings, 1)
            if any(start <= at < end for at, _end in one.spans)
        ]

    @property
    def findings_elsewhere(self) -> int:
        """How many findings are about other parts of the text only."""
        return len(self.desk.findings) - len(self.findings)

    @property
    def query(self) -> str:
        """What is shown, as a query string."""
        return _encoded(self.shown.query(part=self.part))

    @property
    def has_pages(self) -> bool:
        """Whether the text has more than one page."""
        return self.desk.text is not None and bool(self.desk.text.page_starts)


def _encoded(query: dict[str, object]) -> str:
    return "".join(
        f"{'&' if number else '?'}{name}={quote(str(value))}"
        for number, (name, value) in enumerate(query.items())
    )


def at_figure(figure: "ProposedFigure") -> str:
    """The address of a figure's words in its report."""
    return f"{reverse('report', args=[figure.report_id])}?figure={figure.pk}#at-{figure.value_start}"


def at_span(report: int, start: int, end: int) -> str:
    """The address of any words of a report, which are marked there."""
    return f"{reverse('report', args=[report])}?at={start}-{end}#at-{start}"


def shown_asked(request: HttpRequest, keep: int | None = None) -> Shown:
    """What a request asks to be shown; what it does not understand, as usual."""
    asked = request.POST if request.method == "POST" else request.GET
    show = asked.get("show", "all")
    return Shown(
        show=show if show in FILTERS else "all",
        find=asked.get("find", "").strip()[:100],
        part=_whole(asked.get("part", "")) or 1,
        keep=keep if keep is not None else _whole(asked.get("figure", "")),
    )


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else None


def _span_asked(request: HttpRequest) -> tuple[int, int] | None:
    start, dash, end = request.GET.get("at", "").partition("-")
    first, last = _whole(start), _whole(end)
    return (first, last) if dash and first is not None and last is not None and first < last else None


def desk_page(request: HttpRequest, report: "Report", keep: int | None = None) -> DeskPage:
    """The page of the desk a request asks for. Raises `Forbidden`, `SignInRequired`, `InvalidInput`."""
    return DeskPage(
        queries.desk(report, as_of(request), by=request.user),
        shown_asked(request, keep),
        decides=day_asked(request) is None and report.state == ReportState.READ,
        sought=_span_asked(request),
    )


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report at the desk; until it is read, how far that is, and where it cannot be read, why."""
    found = queries.report_by_id(pk, by=request.user)
    may_receive = may(request.user, Permission.RECEIVE_REPORTS, found.body)
    if found.state != ReportState.READ:
        waiting = {"report": found, "failure": queries.failure_of(found), "may_receive": may_receive}
        return render(request, "web/reports/reading.html", waiting)
    page = desk_page(request, found)
    found_here: Findings = found_in(page.desk, *page.parts.span(page.part), by=request.user)
    told: dict[str, object] = {
        "report": found,
        "page": page,
        "desk": page.desk,
        "found": found_here,
        "may_receive": may_receive,
    }
    return render(request, "web/reports/desk.html", told)


@require_safe
def report_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far reading a report is, for the page that waits; once it is over the page is loaded anew."""
    found = queries.report_by_id(pk, by=request.user)
    is_over = found.state in (ReportState.READ, ReportState.FAILED)
    response = render(request, "web/reports/progress.html", {"report": found, "is_over": is_over})
    # Asked for by the answer before this one, which polls no more: a page that takes long to load would otherwise be
    # loaded anew by every further poll, and never arrive.
    if is_over and "over" in request.GET:
        response["HX-Refresh"] = "true"
    return response


@require_safe
def report_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came, always as a download: it is others' content and is not shown under this address."""
    found = queries.report_by_id(pk, by=request.user)
    require(request.user, Permission.EXPORT, found.body)
    response = HttpResponse(queries.kept_file(found), content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file_name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def report_decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """Who decided what of a report's figures, and when."""
    found = queries.report_by_id(pk, by=request.user)
    rows = [
        {"row": row, "address": at_figure(row.figure)}
        for row in queries.decisions_of_report(found, by=request.user)
    ]
    return render(request, "web/reports/decisions.html", {"report": found, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_agreeing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every figure that says exactly what the record has; on POST confirm them, unless they have changed."""
    found = queries.report_by_id(pk, by=request.user)
    by = signed_in(request)
    require(by, Permission.RECORD_OBSERVATIONS, found.body)
    desk = queries.desk(found, today(), by=by)
    rows = desk.agreeing
    seen = sha256(" ".join(f"{one.figure.pk}:{one.known[0].pk}" for one in rows).encode()).hexdigest()
    has_changed = request.method == "POST" and request.POST.get("seen") != seen
    if request.method == "POST" and not has_changed:
        done = actions.confirm_all_agreeing(found, by=by)
        count = len(done.decisions)
        said = ngettext("%(count)s figure is confirmed.", "%(count)s figures are confirmed.", count)
        messages.success(request, said % {"count": number(count)})
        return redirect("report", found.pk)
    narrowing = Narrowing(desk, Shown())
    left = sum(one.state is FigureState.WAITING for one in desk.figures) - len(rows)
    told = {
        "report": found,
        "rows": [_in_its_words(desk, narrowing, one) for one in rows],
        "left": left,
        "seen": seen,
        "has_changed": has_changed,
    }
    return render(request, "web/reports/agreeing.html", told)


def _in_its_words(desk: Desk, narrowing: Narrowing, one: DeskFigure) -> dict[str, object]:
    """A figure with the words around its value, within its sentence, cut between words."""
    figure = one.figure
    start = max(figure.sentence_start, figure.value_start - AROUND)
    end = min(figure.sentence_end, figure.value_end + AROUND)
    before, after = desk.words(start, figure.value_start), desk.words(figure.value_end, end)
    if start > figure.sentence_start:
        before = f"…{before.partition(' ')[2]}"
    if end < figure.sentence_end:
        after = f"{after.rpartition(' ')[0]}…"
    return {"card": narrowing.card(one), "before": before, "after": after}


@require_POST
def look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Look anew for the indicators of the figures that wait: after indicators were defined or renamed."""
    found = queries.report_by_id(pk, by=request.user)
    count = actions.link_again(found.body, by=signed_in(request))
    said = ngettext(
        "%(count)s waiting figure was looked at anew.",
        "%(count)s waiting figures were looked at anew.",
        count,
    )
    messages.success(request, said % {"count": number(count)})
    return redirect("report", found.pk)


@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a report that could not be read tried once more."""
    found = queries.report_by_id(pk, by=request.user)
    actions.read_again(found, by=signed_in(request))
    messages.success(request, _("The report will be read once more."))
    return redirect("report", found.pk)
