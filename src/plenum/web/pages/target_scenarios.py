"""One target's indicator under every scenario: its fan chart, the path it needs, and the values year by year."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import may, require
from plenum.ledger import queries
from plenum.ledger.queries.scenarios import TargetFutures, target_futures
from plenum.reporting.charts.fan_data import FanChart, fan_data
from plenum.web.days import as_of, day_asked
from plenum.web.pages.chart_pictures import answer, picture
from plenum.web.pages.scoreboard_csv import BYTE_ORDER_MARK, cell
from plenum.web.scenario_words import movement
from plenum.web.templatetags.plenum_format import language
from plenum.web.templatetags.plenum_scenarios import column_name

MIDDLE_HALF = (0.25, 0.75)
"""The bounds of the inner band; those of the outer one and the median are the low, the high and the expected course."""


@dataclass(frozen=True)
class Year:
    """One year's values: of each scenario, of the needed path, and the bounds of the fan, in the order of `heads`."""

    year: int
    cells: tuple[Decimal | None, ...]


def is_more_needed(futures: TargetFutures) -> bool:
    """Whether the target needs more than is expected, and more can be told."""
    return futures.need is not None and futures.need.extra > 0


def heads(futures: TargetFutures) -> list[str]:
    """The names of the columns of the yearly values."""
    names = [column_name(column) for column in futures.columns]
    if is_more_needed(futures):
        names.append(_("Needed"))
    if futures.expected:
        names += [_("%(percent)s of 100 below") % {"percent": round(100 * level)} for level in MIDDLE_HALF]
    return names


def years(futures: TargetFutures) -> list[Year]:
    """The values of the years to come, as far as the target's due day."""
    if futures.measured is None:
        return []
    number = futures.measured.series.number
    known = [column.future.paths.get(number) for column in futures.columns]
    if futures.need is not None and is_more_needed(futures):
        known.append(futures.need.path)
    paths = [path.ahead if path is not None else {} for path in known]
    found = []
    due = futures.row.target.ends.year
    for year in sorted({year for path in paths for year in path if year <= due}):
        cells = [path.get(year) for path in paths]
        if futures.expected:
            cells += [futures.expected.get(year, {}).get(level) for level in MIDDLE_HALF]
        found.append(Year(year, tuple(cells)))
    return found


def _chart(request: HttpRequest, futures: TargetFutures, day: date, lang: str) -> FanChart | None:
    page = queries.target_page(futures.row.target, day, by=request.user)

    def needed_words() -> str:
        need, measured = futures.need, futures.measured
        assert need is not None
        assert measured is not None
        words = movement(need.measure, need.amount, measured.unit, lang, 2)
        return _("needed: %(movement)s") % {"movement": words}

    return fan_data(futures, page, lang, needed_words)


def target_scenarios(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The scenarios of the target of the document `code` with this number."""
    found = queries.target_by_number(code, number, by=request.user)
    day = as_of(request)
    futures = target_futures(found, day, by=request.user)
    addresses = {
        format: reverse("target_scenarios_chart", args=[code, number, format]) for format in ("svg", "png")
    }
    drawn = picture(request, "fan", _chart(request, futures, day, language()), addresses, day_asked(request))
    told = {
        "target": found,
        "document": found.document,
        "page": futures,
        "row": futures.row,
        "outcomes": list(zip(futures.columns, futures.outcomes, strict=True)),
        "heads": heads(futures),
        "years": years(futures),
        "picture": drawn,
        "may_export": may(request.user, Permission.EXPORT, found.document.body),
    }
    return render(request, "web/scenarios/target.html", told)


def target_scenarios_chart(request: HttpRequest, code: str, number: str, format: str) -> HttpResponse:
    """The fan chart as SVG or PNG."""
    found = queries.target_by_number(code, number, by=request.user)
    day = as_of(request)
    return answer(
        request,
        "fan",
        format,
        f"{code}-{number}-scenarios-{day.isoformat()}",
        lambda lang: _chart(request, target_futures(found, day, by=request.user), day, lang),
    )


def target_scenarios_csv(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The yearly values of every scenario as CSV."""
    found = queries.target_by_number(code, number, by=request.user)
    require(request.user, Permission.EXPORT, found.document.body)
    day = as_of(request)
    futures = target_futures(found, day, by=request.user)
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow([cell(name) for name in ("year", *heads(futures))])
    for one in years(futures):
        lines.writerow([str(one.year), *(cell(value) for value in one.cells)])
    response = HttpResponse(BYTE_ORDER_MARK + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="{code}-{number}-scenarios-{day.isoformat()}.csv"'
    )
    return response
