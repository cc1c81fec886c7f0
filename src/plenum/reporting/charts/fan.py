"""The fan chart of a target: what is known, how far what is expected spreads, the scenarios, and the needed path."""

import textwrap
from datetime import date
from decimal import Decimal
from typing import Any

import altair as alt
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenum.quantities import format_number
from plenum.reporting.charts.fan_data import FanChart, FanLine
from plenum.reporting.charts.look import DASHES, SHAPES, STATUS_SHAPES, Look, dressed
from plenum.reporting.charts.points import day_words
from plenum.reporting.charts.scales import Axis, value_axis, year_marks, year_position
from plenum.reporting.charts.target_data import DAY, Spot


def draw(data: FanChart, look: Look) -> dict[str, Any]:
    """The Vega-Lite specification."""
    with translation.override(look.language):
        return _Drawing(data, look).specification()


class _Drawing:
    """One drawing under way."""

    def __init__(self, data: FanChart, look: Look) -> None:
        self.data, self.look, self.colours = data, look, look.colours
        spots = self._spots()
        self.values: Axis = value_axis([float(value) for _, value in spots], 5 if look.is_narrow else 6)
        days = [year_position(on) for on, _ in spots]
        first, last = min(days), max(days)
        room = max(last - first, 1.0)
        self.first, self.last = first - 0.05 * room, last + (0.16 if look.is_narrow else 0.1) * room
        marks = year_marks(first, last, 6 if look.is_narrow else 14)
        self.x = alt.X(
            "x:Q",
            scale=alt.Scale(domain=[self.first, self.last], nice=False, zero=False),
            axis=alt.Axis(
                values=list(marks), format="d", title=_("end of the year"), grid=False, labelFlush=False
            ),
        )
        self.y = alt.Y(
            "y:Q",
            scale=alt.Scale(domain=[self.values.low, self.values.high], nice=False, zero=False),
            axis=alt.Axis(
                values=list(self.values.marks), format=f",.{self.values.decimals}f", title=data.axis_title,
                titleAngle=0, titleAlign="left", titleAnchor="start", titleX=-40, titleY=-12, domain=False, ticks=False,
            ),
        )  # fmt: skip

    def _futures(self) -> list[FanLine]:
        """The lines in the order of the legend; the needed path, which is no future, comes last."""
        return [line for line in (self.data.expected, *self.data.lines, self.data.needed) if line is not None]

    def _spots(self) -> list[Spot]:
        data = self.data
        spots: list[Spot] = [(point.on, point.value) for point in data.series.points]
        spots += [spot for line in self._futures() for spot in line.spots]
        spots += [(band.on, value) for band in data.bands for value in (band.low, band.high)]
        if data.goal is not None:
            spots += [(data.goal.due, value) for value in data.goal.values]
        return spots

    def specification(self) -> dict[str, Any]:
        data, look = self.data, self.look
        wide = 44 if look.is_narrow else 104
        subheading = data.subheading
        if data.left_out:
            more = ngettext(
                "%(count)s more scenario is in the table",
                "%(count)s more scenarios are in the table",
                data.left_out,
            )
            subheading += " · " + more % {"count": data.left_out}
        layers = [*self._goal(), *self._bands(), *self._lines(), *self._known()]
        chart = alt.layer(*layers).properties(
            width=look.width - 76,
            height=look.height,
            title=alt.TitleParams(
                text=textwrap.wrap(data.heading, wide),
                subtitle=textwrap.wrap(subheading, round(wide * 1.2)),
            ),
            description=data.told,
        )
        return dressed(chart.to_dict(), look)

    def _at(self, spots: list[dict[str, Any]]) -> alt.Chart:
        return alt.Chart(alt.InlineData(values=spots))

    def _spot(self, on: date, value: Decimal, **more: Any) -> dict[str, Any]:
        return {"x": round(year_position(on), 4), "y": float(value)} | more

    def _number(self, value: Decimal) -> str:
        places = min(max(0, -int(value.normalize().as_tuple().exponent)), self.values.decimals + 1)
        return format_number(value, self.look.language, places)

    def _label(self, spots: list[dict[str, Any]], colour: str, **style: Any) -> list[alt.Chart]:
        encoding = {"x": self.x, "y": self.y, "text": alt.Text("label:N")}
        style = {"fontSize": 12} | style
        halo = self._at(spots).mark_text(
            stroke=self.colours.ground, strokeWidth=4, strokeJoin="round", **style
        )
        words = self._at(spots).mark_text(color=colour, **style)
        return [halo.encode(**encoding), words.encode(**encoding)]

    def _goal(self) -> list[alt.Chart]:
        """The figure: its good side from the day the period begins, and the due day."""
        goal, colours = self.data.goal, self.colours
        if goal is None:
            return []
        low = float(goal.low) if goal.low is not None else self.values.low
        high = float(goal.high) if goal.high is not None else self.values.high
        starts, due = max(year_position(goal.starts - DAY), self.first), year_position(goal.due)
        band = self._at([{"x": starts, "x2": due, "y": low, "y2": high}]).mark_rect(color=colours.good)
        edges = [{"x": starts, "x2": due, "y": float(value)} for value in goal.values]
        edge = self._at(edges).mark_rule(color=colours.goal, strokeWidth=1.5)
        due_line = self._at([{"x": due}]).mark_rule(color=colours.soft, strokeDash=[2, 3])
        mark = self._at([self._spot(goal.due, value) for value in goal.values]).mark_point(
            shape="diamond", size=120, filled=True, color=colours.goal, stroke=colours.ground, opacity=1
        )
        middle = sum(goal.values, Decimal(0)) / len(goal.values)
        words = "–".join(self._number(value) for value in goal.values)
        due_words = _("due %(day)s") % {"day": day_words(goal.due, self.look.language)}
        due_label = self._at([{"x": due, "label": due_words}])
        return [
            band.encode(x=self.x, x2="x2:Q", y=self.y, y2="y2:Q"),
            edge.encode(x=self.x, x2="x2:Q", y=self.y),
            due_line.encode(x=self.x),
            due_label.mark_text(
                color=colours.soft, fontSize=11, align="right", baseline="bottom", dx=2, dy=-4
            ).encode(x=self.x, y=alt.value(0), text="label:N"),
            mark.encode(x=self.x, y=self.y),
            *self._label(
                [self._spot(goal.due, middle, label=words)],
                colours.goal,
                align="left",
                dx=9,
                fontWeight="bold",
            ),
        ]

    def _bands(self) -> list[alt.Chart]:
        """The pale band of 80 %, the darker one of 50 % within it; each with an edge, not told by shade alone."""
        bands, colours = self.data.bands, self.colours
        layers = []
        for low, high, opacity in (("low", "high", 0.16), ("lower", "upper", 0.26)):
            spots = [self._spot(band.on, getattr(band, low), y2=float(getattr(band, high))) for band in bands]
            area = self._at(spots).mark_area(color=colours.series, opacity=opacity)
            layers.append(area.encode(x=self.x, y=self.y, y2="y2:Q"))
            for name in (low, high):
                edge = [self._spot(band.on, getattr(band, name)) for band in bands]
                rule = self._at(edge).mark_line(color=colours.series, strokeWidth=0.75, strokeDash=[2, 2])
                layers.append(rule.encode(x=self.x, y=self.y))
        return layers if bands else []

    def _styles(self) -> list[tuple[str, list[int], str]]:
        """Colour, dash and shape of each line, in the order of `_futures`."""
        styles: list[tuple[str, list[int], str]] = []
        own = 0
        for line in self._futures():
            if line is self.data.expected:
                styles.append((self.colours.series, [1, 0], "circle"))
            elif line is self.data.needed:
                styles.append((self.colours.needed, [7, 4], "cross"))
            else:
                own += 1
                shape = [one for one in SHAPES if one not in ("circle", "cross")][own - 1]
                styles.append((self.colours.lines[own], DASHES[own], shape))
        return styles

    def _lines(self) -> list[alt.Chart]:
        futures, styles = self._futures(), self._styles()
        if not futures:
            return []
        names = [line.name for line in futures]
        # The marks tell the lines apart in the legend too; a sample of each dash would be too short to be told.
        legend = alt.Legend(
            title=None, orient="bottom", direction="vertical" if self.look.is_narrow else "horizontal",
            columns=1 if self.look.is_narrow else 3, symbolSize=90,
        )  # fmt: skip
        spots = [
            self._spot(on, value, line=line.name, order=order)
            for line in futures
            for order, (on, value) in enumerate(line.spots)
        ]
        colour = alt.Color(
            "line:N", sort=names, legend=legend,
            scale=alt.Scale(domain=names, range=[style[0] for style in styles]),
        )  # fmt: skip
        dash = alt.StrokeDash(
            "line:N", sort=names, legend=None,
            scale=alt.Scale(domain=names, range=[style[1] for style in styles]),
        )  # fmt: skip
        shape = alt.Shape(
            "line:N", sort=names, legend=legend,
            scale=alt.Scale(domain=names, range=[style[2] for style in styles]),
        )  # fmt: skip
        marks = [spot for spot in spots if spot["order"]]
        return [
            self._at(spots)
            .mark_line(strokeWidth=2)
            .encode(x=self.x, y=self.y, order="order:Q", color=colour, strokeDash=dash),
            self._at(marks)
            .mark_point(filled=True, size=60, opacity=1)
            .encode(x=self.x, y=self.y, color=colour, shape=shape),
        ]

    def _known(self) -> list[alt.Chart]:
        colours = self.colours
        joined = [self._spot(point.on, point.value) for point in self.data.series.joined]
        points = [
            self._spot(
                point.on, point.value, shape=STATUS_SHAPES[point.status], label=self._number(point.value)
            )
            for point in self.data.series.joined
        ]
        line = self._at(joined).mark_line(color=colours.series, strokeWidth=2.5)
        marks = self._at(points).mark_point(
            filled=True, color=colours.series, stroke=colours.ground, strokeWidth=1.5, opacity=1, size=100
        )
        most = 5 if self.look.is_narrow else 11
        named = points if len(points) <= most else points[-1:]
        return [
            line.encode(x=self.x, y=self.y),
            marks.encode(x=self.x, y=self.y, shape=alt.Shape("shape:N", scale=None)),
            *self._label(named, colours.ink, dy=-13, align="center"),
        ]
