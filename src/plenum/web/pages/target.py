"""A target: what it promises, how it stands and why, its values, its history, and where all of it comes from."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import may, may_for_place, require
from plenum.assessing.arrival import arrival
from plenum.ledger import queries
from plenum.ledger.queries.observations import SeriesValue
from plenum.ledger.queries.scoreboard import ScoreRow
from plenum.ledger.queries.targets import TargetPage
from plenum.ledger.vocabulary import OverTime, TargetKind
from plenum.reporting.charts.points import main_frequency
from plenum.reporting.charts.target_data import target_data
from plenum.web.days import as_of, day_asked
from plenum.web.pages.chart_pictures import answer, picture
from plenum.web.pages.observation_csv import values_as_csv
from plenum.web.templatetags.plenum_format import language

ON_A_WAY = (
    TargetKind.LEVEL,
    TargetKind.RANGE,
    TargetKind.CEILING,
    TargetKind.MILESTONE,
    TargetKind.CUMULATIVE,
)
"""The kinds whose pace leads towards the figure, so that a day of arrival can be told."""


def expected(row: ScoreRow) -> date | None:
    """When the figure would be reached at the pace so far; None where that says nothing."""
    judged = row.judgement
    reached = judged.progress is not None and judged.progress >= 1
    if (
        row.target.kind not in ON_A_WAY
        or reached
        or judged.last_ends is None
        or judged.last_ends >= row.target.ends
    ):
        return None
    return arrival(judged)


def by_length(page: TargetPage) -> tuple[list[SeriesValue], list[SeriesValue]]:
    """The values of the main length of period, and the others; the latest first."""
    indicator = page.row.target.indicator
    latest = list(reversed(page.series))
    if indicator is None or indicator.over_time == OverTime.LAST:
        return latest, []
    main = main_frequency(page.series)
    return (
        [value for value in latest if value.period.frequency is main],
        [value for value in latest if value.period.frequency is not main],
    )


def target(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The target of the document `code` with this number, as known on the day asked for."""
    found = queries.target_by_number(code, number, by=request.user)
    day = as_of(request)
    page = queries.target_page(found, day, by=request.user)
    addresses = {format: reverse("target_chart", args=[code, number, format]) for format in ("svg", "png")}
    drawn = picture(request, "target", target_data(page, language()), addresses, day_asked(request))
    values, other_lengths = by_length(page)
    told = {
        "values": values,
        "other_lengths": other_lengths,
        "plans": list(reversed(page.plans)),
        "page": page,
        "row": page.row,
        "target": found,
        "document": found.document,
        "picture": drawn,
        "expected": expected(page.row),
        "disputed": any(value.disagrees for value in page.series),
        "may_export": may(request.user, Permission.EXPORT, found.document.body),
        "may_record": found.indicator is not None
        and day_asked(request) is None
        and request.user.is_authenticated
        and may_for_place(request.user, Permission.RECORD_OBSERVATIONS, found.place),
    }
    return render(request, "web/target.html", told)


def target_chart(request: HttpRequest, code: str, number: str, format: str) -> HttpResponse:
    """The chart of a target as SVG or PNG."""
    found = queries.target_by_number(code, number, by=request.user)
    day = as_of(request)
    return answer(
        request,
        "target",
        format,
        f"{code}-{number}-{day.isoformat()}",
        lambda lang: target_data(queries.target_page(found, day, by=request.user), lang),
    )


def target_values(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The values a target is judged on, plans among them, as CSV."""
    found = queries.target_by_number(code, number, by=request.user)
    require(request.user, Permission.EXPORT, found.document.body)
    day = as_of(request)
    page = queries.target_page(found, day, by=request.user)
    response = HttpResponse(
        values_as_csv((*page.series, *page.plans)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}-{day.isoformat()}.csv"'
    return response
