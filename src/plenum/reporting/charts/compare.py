"""The chart of an indicator across places, and the nation, over time: one line each, named at its end."""

import textwrap
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import altair as alt
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenum.ledger.queries.indicators import IndicatorPage, PlaceSeries
from plenum.quantities import Quantity, format_number
from plenum.reporting.charts.look import DASHES, MOST_LINES, SHAPES, Look, dressed
from plenum.reporting.charts.points import Point, day_words, drawable
from plenum.reporting.charts.scales import spread, value_axis, year_marks, year_position
from plenum.units import Unit


@dataclass(frozen=True)
class Line:
    """One place's values, of one length of period, oldest first."""

    code: str
    name: str
    is_national: bool
    points: tuple[Point, ...]


@dataclass(frozen=True)
class CompareChart:
    """What the chart shows, in the reader's language. `left_out` names the places there was no line left for."""

    heading: str
    subheading: str
    told: str
    axis_title: str
    lines: tuple[Line, ...]
    left_out: tuple[str, ...] = ()


def compare_data(
    page: IndicatorPage,
    language: str,
    *,
    places: Collection[str] = (),
    since: int | None = None,
    indexed: bool = False,
    most: int = MOST_LINES,
) -> CompareChart | None:
    """Lay an indicator out for comparison; None where no place has a value to draw.

    `places` are codes to keep (all, where none are given), `since` the first year; `indexed` makes every line 100 at
    the first period all of them have, so that places of very different size can be told apart by their change. At
    most `most` lines are drawn, those with the most values first, the nation always.
    """
    with translation.override(language):
        lines = [line for one in page.series if (line := _line(one, page.unit, language)) is not None]
        if places:
            lines = [line for line in lines if line.code in places]
        if since is not None:
            lines = [
                replace(line, points=tuple(p for p in line.points if p.on.year >= since)) for line in lines
            ]
            lines = [line for line in lines if line.points]
        kept = sorted(lines, key=lambda line: (not line.is_national, -len(line.points)))[:most]
        left_out = tuple(line.name for line in lines if line not in kept)
        lines = [line for line in lines if line in kept]
        base = _common_day(lines) if indexed else None
        if indexed and base is not None:
            lines = [_indexed(line, base) for line in lines]
        lines = [line for line in lines if line.points]
        if not lines:
            return None
        axis_title = page.unit.label(language)
        if base is not None:
            axis_title = _("%(year)s = 100") % {"year": base.year}
        return CompareChart(
            heading=page.indicator.name.said_in(language),
            subheading=_subheading(page.as_of, left_out, language),
            told=_told(lines, None if base is not None else page.unit, language),
            axis_title=axis_title,
            lines=tuple(lines),
            left_out=left_out,
        )


def _line(series: PlaceSeries, unit: Unit, language: str) -> Line | None:
    """The line of one place in the unit of the page; None where it has no value, or another thing's unit."""
    joined = drawable(series.achieved, series.indicator.over_time, language).joined
    own = Unit.parse(series.indicator.unit)
    if not joined or not own.converts_to(unit):
        return None
    points = tuple(replace(point, value=Quantity(point.value, own).to(unit).value) for point in joined)
    return Line(series.place.code, series.place.name.said_in(language), series.is_national, points)


def _common_day(lines: Sequence[Line]) -> date | None:
    """The first day every line has a value other than zero on."""
    days = [{point.on for point in line.points if point.value} for line in lines]
    common = set.intersection(*days) if days else set()
    return min(common, default=None)


def _indexed(line: Line, base: date) -> Line:
    level = next(point.value for point in line.points if point.on == base)
    points = tuple(
        replace(point, value=(point.value * 100 / level).quantize(Decimal("0.1")))
        for point in line.points
        if point.on >= base
    )
    return replace(line, points=points)


def _subheading(as_of: date, left_out: Sequence[str], language: str) -> str:
    parts = [_("as known on %(day)s") % {"day": day_words(as_of, language)}]
    if left_out:
        count = len(left_out)
        said = ngettext(
            "%(count)s more place is in the table", "%(count)s more places are in the table", count
        )
        parts.append(said % {"count": count})
    return " · ".join(parts)


def _told(lines: Sequence[Line], unit: Unit | None, language: str) -> str:
    def written(value: Decimal) -> str:
        return Quantity(value, unit).format(language) if unit else format_number(value, language)

    said = []
    for line in lines:
        ends = dict.fromkeys((line.points[0], line.points[-1]))
        values = ", ".join(f"{point.period}: {written(point.value)}" for point in ends)
        said.append(f"{line.name}: {values}")
    return "; ".join(said) + "."


# --- drawing ------------------------------------------------------------------------------------------------


def draw(data: CompareChart, look: Look) -> dict[str, Any]:
    """The Vega-Lite specification."""
    with translation.override(look.language):
        narrow = look.is_narrow
        values = value_axis(
            [float(point.value) for line in data.lines for point in line.points], 5 if narrow else 6
        )
        days = [year_position(point.on) for line in data.lines for point in line.points]
        first, last = min(days), max(days)
        name_room = 92 if narrow else 150
        width = look.width - 70 - name_room
        x = alt.X(
            "x:Q",
            scale=alt.Scale(domain=[first - 0.2, last + 0.15], nice=False, zero=False),
            axis=alt.Axis(
                values=list(year_marks(first, last, 5 if narrow else 12)), format="d", grid=False,
                title=_("end of the year"),
            ),
        )  # fmt: skip
        y = alt.Y(
            "y:Q",
            scale=alt.Scale(domain=[values.low, values.high], nice=False, zero=False),
            axis=alt.Axis(
                values=list(values.marks), format=f",.{values.decimals}f", title=data.axis_title, titleAngle=0,
                titleAlign="left", titleAnchor="start", titleX=-40, titleY=-12, domain=False, ticks=False,
            ),
        )  # fmt: skip
        names = [line.name for line in data.lines]
        styles = line_styles(data.lines, look)
        spots = [
            {"x": round(year_position(point.on), 4), "y": float(point.value), "place": line.name}
            for line in data.lines
            for point in line.points
        ]
        base = alt.Chart(alt.InlineData(values=spots))
        colour = alt.Color(
            "place:N", legend=None, scale=alt.Scale(domain=names, range=[s[0] for s in styles])
        )
        dash = alt.StrokeDash(
            "place:N", legend=None, scale=alt.Scale(domain=names, range=[s[1] for s in styles])
        )
        shape = alt.Shape("place:N", legend=None, scale=alt.Scale(domain=names, range=[s[2] for s in styles]))
        lines = base.mark_line(strokeWidth=2.25).encode(x=x, y=y, color=colour, strokeDash=dash)
        marks = base.mark_point(size=60, filled=True, opacity=1).encode(x=x, y=y, color=colour, shape=shape)
        ends = [float(line.points[-1].value) for line in data.lines]
        gap = 16
        places = spread([values.pixels(end, look.height) for end in ends], gap, look.height)
        labels = [
            {
                "y": values.value(place, look.height),
                "place": line.name,
                "label": _short(line.name, 13 if narrow else 22),
            }
            for place, line in zip(places, data.lines, strict=True)
        ]
        leaders = [
            {
                "x": round(year_position(line.points[-1].on), 4),
                "x2": last + 0.15,
                "y": end,
                "y2": label["y"],
                "place": line.name,
            }
            for line, end, label in zip(data.lines, ends, labels, strict=True)
        ]
        leader = alt.Chart(alt.InlineData(values=leaders)).mark_rule(strokeWidth=1, strokeDash=[1, 3])
        name = alt.Chart(alt.InlineData(values=labels)).mark_text(
            align="left", dx=5, fontSize=12, fontWeight="bold"
        )
        chart = alt.layer(
            leader.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=colour),
            lines,
            marks,
            name.encode(x=alt.value(width), y=y, text="label:N", color=colour),
        ).properties(
            width=width,
            height=look.height,
            title=alt.TitleParams(
                text=textwrap.wrap(data.heading, 44 if narrow else 104),
                subtitle=textwrap.wrap(data.subheading, 52 if narrow else 125),
            ),
            description=data.told,
        )
        return dressed(chart.to_dict(), look)


def line_styles(lines: Sequence[Line], look: Look) -> list[tuple[str, list[int], str]]:
    """Colour, dash and shape of each line. The nation's is always the ink itself, dashed long."""
    styles, own = [], 0
    for line in lines:
        if line.is_national:
            styles.append((look.colours.ink, [10, 4], "cross"))
            continue
        index = own % MOST_LINES
        shape = [shape for shape in SHAPES if shape != "cross"][index % (len(SHAPES) - 1)]
        styles.append((look.colours.lines[index], DASHES[index], shape))
        own += 1
    return styles


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1]}…"
