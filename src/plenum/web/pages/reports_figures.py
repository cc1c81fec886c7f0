"""Deciding of one figure at the desk: confirm it, correct it, reject it, take that back.

With htmx the answer is the figure as it is now and whatever else on the page it changed; without, the desk at the
figure's place.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from rapidfuzz import fuzz, process

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import places_where, require
from plenum.collecting import actions, queries
from plenum.collecting.folding import fold
from plenum.collecting.queries import Desk, DeskFigure
from plenum.errors import Conflict, InvalidInput, NotFound
from plenum.ledger.queries import indicator_by_code, indicator_list
from plenum.ledger.vocabulary import Status
from plenum.organizations.queries import place_by_code
from plenum.periods import Period
from plenum.quantities import format_number
from plenum.web.days import today
from plenum.web.pages.reports_cards import Narrowing, scaled, touched
from plenum.web.pages.reports_desk import DeskPage, desk_page
from plenum.web.pages.reports_forms import CorrectFigureForm
from plenum.web.signed_in import signed_in
from plenum.web.templatetags.plenum_format import language

MOST_INDICATORS = 10
CLOSE = 60
"""Of 100: how alike a name has to be to be offered for words that stand in none."""


@require_safe
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """A figure as it is now: alone for htmx, else at its place in the desk."""
    found = queries.figure_by_id(pk, by=request.user)
    if not getattr(request, "htmx", False):
        return redirect(f"{reverse('report', args=[found.report_id])}?figure={pk}#figure-{pk}")
    page = desk_page(request, queries.report_by_id(found.report_id, by=request.user), pk)
    told = {"page": page, "card": page.narrowing.card(page.desk.figure(pk)), "focus": True}
    return render(request, "web/reports/figure.html", told)


@require_POST
def figure_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a figure as it was shown: with the indicator, place, period and status the form names."""
    told = request.POST

    def confirm(found: Any) -> None:
        actions.confirm_figure(
            found,
            by=signed_in(request),
            indicator=indicator_by_code(told["indicator"]) if told.get("indicator") else None,
            place=place_by_code(told["place"]) if told.get("place") else None,
            period=Period.parse(told["period"]) if told.get("period") else None,
            status=_status(told.get("status", "")),
        )

    return _decided(request, pk, confirm, _("Confirmed:"))


@require_POST
def figure_reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a figure out of the record."""
    return _decided(
        request,
        pk,
        lambda found: actions.reject_figure(
            found, by=signed_in(request), reason=request.POST.get("reason", "")[:2000]
        ),
        _("Rejected:"),
    )


@require_POST
def figure_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was decided last."""
    return _decided(
        request,
        pk,
        lambda found: actions.undo(
            found, by=signed_in(request), reason=request.POST.get("reason", "")[:2000]
        ),
        _("Taken back:"),
    )


def _decided(request: HttpRequest, pk: int, decide: Callable[[Any], Any], said: str) -> HttpResponse:
    found = queries.figure_by_id(pk, by=request.user)
    report = queries.report_by_id(found.report_id, by=request.user)
    before = queries.desk(report, today(), by=request.user)
    problem = ""
    try:
        decide(found)
    except (InvalidInput, Conflict, NotFound) as error:
        problem = error.said_in(_)
    return _answer(request, before, pk, problem=problem, said=f"{said} {found.words}")


def _answer(request: HttpRequest, before: Desk, pk: int, *, said: str, problem: str = "") -> HttpResponse:
    """What a decision led to; `before` is the desk as it was when the reader decided."""
    page = desk_page(request, queries.report_by_id(before.report.pk, by=request.user), pk)
    if not getattr(request, "htmx", False):
        if problem:
            messages.error(request, problem)
        return redirect(_back(page, pk))
    start, end = page.parts.span(page.part)
    others = [one for one in touched(before.figure(pk), page.desk) if start <= one.figure.value_start < end]
    # Only what the reader's page lists can be put in place of itself there.
    listed = Narrowing(before, page.shown)
    told = {
        "page": page,
        "card": page.narrowing.card(page.desk.figure(pk), problem=problem),
        "others": [page.narrowing.card(one) for one in others if listed.fits(before.figure(one.figure.pk))],
        "spots": page.laying.spots_of([page.desk.figure(pk), *others]),
        "said": problem or said,
    }
    return render(request, "web/reports/changed.html", told)


def _back(page: DeskPage, pk: int) -> str:
    query = page.shown.query(figure=pk)
    return f"{page.address}?{'&'.join(f'{name}={value}' for name, value in query.items())}#figure-{pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def figure_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a figure is in place of what was proposed, and confirm it so."""
    found = queries.figure_by_id(pk, by=request.user)
    report = queries.report_by_id(found.report_id, by=request.user)
    by = signed_in(request)
    require(by, Permission.RECORD_OBSERVATIONS, report.body)
    before = queries.desk(report, today(), by=by)
    one = before.figure(pk)
    form = CorrectFigureForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(one, report.place),
        places=_places(by, one, report.place),
        auto_id=f"id_{pk}_%s",
    )
    code = request.POST.get("indicator", "")
    sought = request.POST.get("q", "").strip()[:100]
    problem = ""
    if request.method == "POST" and request.POST.get("step") != "search":
        if not code:
            problem = _("Choose the indicator.")
        if form.is_valid() and code:
            told = form.cleaned_data
            try:
                actions.confirm_figure(
                    found,
                    by=by,
                    indicator=indicator_by_code(code),
                    place=place_by_code(told["place"]),
                    period=told["period"],
                    value=told["number"],
                    unit=told["unit"] or None,
                    status=Status(told["status"]),
                    note=told["note"],
                )
            except (InvalidInput, Conflict, NotFound) as error:
                form.add_error(None, error.said_in(_))
            else:
                return _answer(request, before, pk, said=f"{_('Confirmed:')} {found.words}")
    elif request.method != "POST" and one.candidates:
        code = one.candidates[0].indicator.code
    page = desk_page(request, report, pk)
    told = {
        "report": report,
        "page": page,
        "one": one,
        # Looking for an indicator is no reason to be told what else is missing yet.
        "form": _unchecked(form) if request.POST.get("step") == "search" else form,
        "choices": _choices(request, one, sought, code),
        "code": code,
        "sought": sought,
        "problem": problem,
        "back": _back(page, pk),
    }
    if getattr(request, "htmx", False):
        response = render(request, "web/reports/correct_form.html", told)
        if request.method == "POST":
            response["HX-Retarget"], response["HX-Reswap"] = f"#work-{pk}", "innerHTML"
        return response
    return render(request, "web/reports/correct.html", told)


def _unchecked(form: CorrectFigureForm) -> CorrectFigureForm:
    typed = {name: form.data.get(name, "") for name in form.fields}
    field = form.fields["place"]
    return CorrectFigureForm(initial=typed, places=field.choices, auto_id=form.auto_id)  # type: ignore[attr-defined]


@require_safe
def figure_indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """The indicators that could be meant by what is typed, to choose one for a figure."""
    found = queries.figure_by_id(pk, by=request.user)
    one = queries.desk_figure(found, today(), by=request.user)
    sought, code = request.GET.get("q", "").strip()[:100], request.GET.get("indicator", "")
    told = {"choices": _choices(request, one, sought, code), "code": code, "sought": sought, "one": one}
    return render(request, "web/reports/indicators.html", told)


def _choices(request: HttpRequest, one: DeskFigure, sought: str, code: str) -> list[dict[str, Any]]:
    """The indicators to choose from: those proposed, the one chosen, and those whose names hold what is looked for."""
    chosen: dict[str, dict[str, Any]] = {
        candidate.indicator.code: {"indicator": candidate.indicator, "candidate": candidate}
        for candidate in one.candidates
    }
    if code and code not in chosen:
        with suppress(NotFound):
            chosen[code] = {"indicator": indicator_by_code(code)}
    if not sought:
        return list(chosen.values())
    rows = [row.indicator for row in indicator_list(today(), by=request.user)]
    names = {row.code: fold(f"{row.code} {row.name_vi} {row.name_en}") for row in rows}
    words = fold(sought).split()
    fits = [row for row in rows if all(word in names[row.code] for word in words)]
    if not fits:
        close = process.extract(
            fold(sought), names, scorer=fuzz.WRatio, score_cutoff=CLOSE, limit=MOST_INDICATORS
        )
        by_code = {row.code: row for row in rows}
        fits = [by_code[key] for _name, _score, key in close]
    for row in fits[:MOST_INDICATORS]:
        chosen.setdefault(row.code, {"indicator": row})
    return list(chosen.values())


def _initial(one: DeskFigure, place: Any) -> dict[str, Any]:
    """The form as filled in by what is proposed, and where nothing is, by what was read."""
    if one.proposal is not None and one.proposal.value is not None:
        amount, unit = one.proposal.value, one.proposal.indicator.unit
    else:
        amount, read = scaled(one.figure)
        unit = str(read) if read is not None else ""
    about = one.figure.place or place
    return {
        "value": format_number(amount, language()),
        "unit": unit,
        "notation": language(),
        "period": one.figure.period,
        "place": about.code if about is not None else "",
        "status": one.figure.status,
    }


def _places(by: Any, one: DeskFigure, place: Any) -> list[tuple[str, str]]:
    places = {
        row.code: row.name.said_in(language()) for row in places_where(by, Permission.RECORD_OBSERVATIONS)
    }
    for row in (one.figure.place, place):
        if row is not None:
            places.setdefault(row.code, row.name.said_in(language()))
    return [("", "–"), *sorted(places.items(), key=lambda item: item[1].casefold())]


def _status(text: str) -> Status | None:
    if not text:
        return None
    if text not in Status.values:
        raise InvalidInput("There is no status {text!r}. Reload the page and try again.", text=text[:40])
    return Status(text)
