"""Indicators: the list, and one of them across bodies, the nation and time."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import places_where
from plenum.errors import NotFound
from plenum.ledger import queries
from plenum.ledger.queries.indicators import IndicatorPage, PlaceSeries
from plenum.ledger.queries.observations import SeriesValue
from plenum.periods import Period
from plenum.reporting.charts.compare import compare_data
from plenum.reporting.charts.points import main_frequency
from plenum.reporting.charts.small_multiples import small_multiples_data
from plenum.web.days import as_of, day_asked
from plenum.web.pages.chart_pictures import answer, picture
from plenum.web.pages.compare import Comparison, comparison_asked
from plenum.web.pages.observation_csv import values_as_csv
from plenum.web.templatetags.plenum_format import language


@dataclass(frozen=True)
class Line:
    """One period across the places, in the order of the page's series; None where nothing is known."""

    period: Period
    cells: tuple[tuple[PlaceSeries, SeriesValue | None], ...]


def lines(page: IndicatorPage) -> tuple[Line, ...]:
    """The achieved values of a page by period, the latest first."""
    known = {
        (one.place.pk, one.indicator.pk, value.observation.period): value
        for one in page.series
        for value in one.achieved
    }
    return tuple(
        Line(
            Period.parse(code),
            tuple((one, known.get((one.place.pk, one.indicator.pk, code))) for one in page.series),
        )
        for code in reversed(page.periods)
    )


def indicators(request: HttpRequest) -> HttpResponse:
    """The list, narrowed to what was looked for."""
    rows = queries.indicator_list(as_of(request), by=request.user)
    sought = request.GET.get("q", "").strip()
    if sought:
        rows = tuple(
            row
            for row in rows
            if sought.casefold()
            in f"{row.indicator.code} {row.indicator.name_vi} {row.indicator.name_en}".casefold()
        )
    return render(request, "web/indicators.html", {"rows": rows, "sought": sought})


def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator as known on the day asked for."""
    found = queries.indicator_by_code(code)
    day = as_of(request)
    page = queries.indicator_page(found, day, by=request.user)
    asked_day = day_asked(request)
    addresses = {format: reverse("indicator_chart", args=[code, format]) for format in ("svg", "png")}
    found_lines = lines(page)
    main = main_frequency(value for one in page.series for value in one.achieved)
    several = sum(1 for one in page.series if one.achieved) > 1
    told = {
        "page": page,
        "indicator": found,
        "lines": [line for line in found_lines if line.period.frequency is main],
        "other_lengths": [line for line in found_lines if line.period.frequency is not main],
        "plans": [value for one in page.series for value in one.values if not value.is_achievement],
        "disputed": any(value.disagrees for one in page.series for value in one.achieved),
        "compared": picture(request, "compare", compare_data(page, language()), addresses, asked_day),
        "panels": picture(
            request,
            "small_multiples",
            small_multiples_data(page, language()) if several else None,
            addresses,
            asked_day,
            {"kind": "small_multiples"},
        ),
        "several": several,
        "may_record": asked_day is None
        and request.user.is_authenticated
        and places_where(request.user, Permission.RECORD_OBSERVATIONS).exists(),
    }
    return render(request, "web/indicator.html", told)


def indicator_chart(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """The chart of an indicator as SVG or PNG: `kind=compare` (with what the comparison asks) or small_multiples."""
    found = queries.indicator_by_code(code)
    day = as_of(request)
    kind = request.GET.get("kind", "compare")
    comparison = comparison_asked(request) if kind == "compare" else Comparison()

    def lay_out(lang: str) -> object:
        page = queries.indicator_page(found, day, by=request.user)
        if kind == "small_multiples":
            return small_multiples_data(page, lang)
        return compare_data(
            page, lang, places=comparison.places, since=comparison.since, indexed=comparison.indexed
        )

    if kind not in ("compare", "small_multiples"):
        raise NotFound(
            "An indicator has no chart {kind}; choose compare or small_multiples.", kind=repr(kind)
        )
    return answer(request, kind, format, f"{code}-{kind}-{day.isoformat()}", lay_out)


def indicator_values(request: HttpRequest, code: str) -> HttpResponse:
    """Every value of an indicator the reader may see, as CSV."""
    found = queries.indicator_by_code(code)
    day = as_of(request)
    page = queries.indicator_page(found, day, by=request.user)
    values = [value for one in page.series for value in one.values]
    response = HttpResponse(values_as_csv(values), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{day.isoformat()}.csv"'
    return response
