"""The chart of an indicator with one panel for each place, all on the same axes, the nation dashed behind."""

import textwrap
from dataclasses import replace
from typing import Any

import altair as alt
from django.utils import translation
from django.utils.translation import gettext as _

from plenum.ledger.queries.indicators import IndicatorPage
from plenum.quantities import format_number
from plenum.reporting.charts.compare import CompareChart, Line, compare_data
from plenum.reporting.charts.look import Look, dressed
from plenum.reporting.charts.scales import value_axis, year_marks, year_position

MOST_PANELS = 24
COLUMNS = {"wide": 3, "narrow": 1}


def small_multiples_data(page: IndicatorPage, language: str) -> CompareChart | None:
    """Lay an indicator out for panels; None where no place but the nation has a value.

    An amount that adds up over places is far larger for the nation than for any place, and would press the panels
    flat: there the nation is left out.
    """
    data = compare_data(page, language, most=MOST_PANELS + 1)
    if data is None:
        return None
    lines = data.lines
    if page.indicator.over_places == "sum":
        lines = tuple(line for line in lines if not line.is_national)
    return replace(data, lines=lines) if any(not line.is_national for line in lines) else None


def draw(data: CompareChart, look: Look) -> dict[str, Any]:
    """The Vega-Lite specification."""
    with translation.override(look.language):
        nation = next((line for line in data.lines if line.is_national), None)
        places = [line for line in data.lines if not line.is_national]
        columns = min(COLUMNS[look.size], len(places))
        width = (look.width - 40 - 62 * columns) // columns
        panels = [_panel(line, nation, data, look, width) for line in places]
        subtitle = [data.subheading]
        if nation is not None:
            subtitle.append(_("dashed: %(nation)s") % {"nation": nation.name})
        chart = alt.concat(*panels, columns=columns, spacing=22).properties(
            title=alt.TitleParams(
                text=textwrap.wrap(data.heading, 44 if look.is_narrow else 104),
                subtitle=textwrap.wrap(
                    " · ".join([data.axis_title, *subtitle]), 52 if look.is_narrow else 125
                ),
            ),
            description=data.told,
        )
        return dressed(chart.to_dict(), look)


def _panel(line: Line, nation: Line | None, data: CompareChart, look: Look, width: int) -> Any:
    colours = look.colours
    values = value_axis([float(point.value) for one in data.lines for point in one.points], 4)
    days = [year_position(point.on) for one in data.lines for point in one.points]
    first, last = min(days), max(days)
    x = alt.X(
        "x:Q",
        scale=alt.Scale(domain=[first - 0.3, last + 0.7], nice=False, zero=False),
        axis=alt.Axis(values=list(year_marks(first, last, 4)), format="d", title=None, grid=False),
    )
    y = alt.Y(
        "y:Q",
        scale=alt.Scale(domain=[values.low, values.high], nice=False, zero=False),
        axis=alt.Axis(
            values=list(values.marks), format=f",.{values.decimals}f", title=None, domain=False, ticks=False
        ),
    )

    def spots(one: Line) -> list[dict[str, Any]]:
        return [{"x": round(year_position(point.on), 4), "y": float(point.value)} for point in one.points]

    layers: list[alt.Chart] = []
    if nation is not None:
        behind = alt.Chart(alt.InlineData(values=spots(nation)))
        layers.append(
            behind.mark_line(color=colours.soft, strokeDash=[5, 3], strokeWidth=1.5).encode(x=x, y=y)
        )
    own = alt.Chart(alt.InlineData(values=spots(line)))
    end = line.points[-1]
    written = format_number(end.value, look.language, min(values.decimals + 1, _decimals(end.value)))
    last_spot = alt.Chart(alt.InlineData(values=[spots(line)[-1] | {"label": written}]))
    layers += [
        own.mark_line(color=colours.series, strokeWidth=2.25).encode(x=x, y=y),
        own.mark_point(color=colours.series, filled=True, size=35, opacity=1).encode(x=x, y=y),
        last_spot.mark_text(
            stroke=colours.ground, strokeWidth=3, strokeJoin="round", dy=-11, fontSize=12, fontWeight="bold"
        ).encode(x=x, y=y, text="label:N"),
        last_spot.mark_text(color=colours.ink, dy=-11, fontSize=12, fontWeight="bold").encode(
            x=x, y=y, text="label:N"
        ),
    ]
    return alt.layer(*layers).properties(
        width=width,
        height=130,
        title=alt.TitleParams(text=line.name, fontSize=13, frame="group", offset=6),
    )


def _decimals(value: Any) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
