"""Comparing places: an indicator, the places and the years of one's choice, as they are or as an index."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from plenum.errors import InvalidInput
from plenum.ledger import queries
from plenum.reporting.charts.compare import compare_data
from plenum.reporting.charts.look import MOST_LINES
from plenum.web.days import as_of, day_asked
from plenum.web.pages.chart_pictures import picture
from plenum.web.templatetags.plenum_format import language


@dataclass(frozen=True)
class Comparison:
    """What is asked of a comparison: codes of places (all where none), the first year, an index or the values."""

    places: tuple[str, ...] = ()
    since: int | None = None
    indexed: bool = False
    query: dict[str, Any] = field(default_factory=dict)


def comparison_asked(request: HttpRequest) -> Comparison:
    """The comparison in the address. Raises `InvalidInput` for a first year that is no year."""
    places = tuple(request.GET.getlist("place"))
    text = request.GET.get("since", "").strip()
    if text and not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise InvalidInput("“{text}” is not a year. Write it like 2020.", text=text[:20])
    indexed = request.GET.get("indexed") == "1"
    query: dict[str, Any] = {"place": places} if places else {}
    query |= {"since": text} if text else {}
    query |= {"indexed": "1"} if indexed else {}
    return Comparison(places, int(text) if text else None, indexed, query)


def compare(request: HttpRequest) -> HttpResponse:
    """The form, and the chart of what it asks for."""
    asked = comparison_asked(request)
    day = as_of(request)
    rows = [row for row in queries.indicator_list(day, by=request.user) if row.observations]
    rows.sort(key=lambda row: (-row.places, row.indicator.name.said_in(language()).casefold()))
    code = request.GET.get("indicator", "") or (rows[0].indicator.code if rows else "")
    told: dict[str, Any] = {"rows": rows, "asked": asked, "chosen": code, "most": MOST_LINES}
    if code:
        found = queries.indicator_by_code(code)
        page = queries.indicator_page(found, day, by=request.user)
        data = compare_data(page, language(), places=asked.places, since=asked.since, indexed=asked.indexed)
        addresses = {format: reverse("indicator_chart", args=[code, format]) for format in ("svg", "png")}
        told |= {
            "indicator": found,
            "page": page,
            "data": data,
            "places": [one for one in page.series if one.achieved],
            "periods": _periods(data) if data is not None else [],
            "picture": picture(request, "compare", data, addresses, day_asked(request), asked.query),
        }
    return render(request, "web/compare.html", told)


def _periods(data: Any) -> list[tuple[str, list[Any]]]:
    """The chart's figures as a table: each period with its value for every line, the latest first."""
    days = sorted({point.on for line in data.lines for point in line.points}, reverse=True)
    names = {point.on: point.period for line in data.lines for point in line.points}
    known = [{point.on: point.value for point in line.points} for line in data.lines]
    return [(names[day], [values.get(day) for values in known]) for day in days]
