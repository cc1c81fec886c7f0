"""The chart of a target: where it started, what is known, the straight way to the figure, and the pace still needed."""

import textwrap
from datetime import date
from decimal import Decimal
from typing import Any

import altair as alt
from django.utils import translation
from django.utils.translation import gettext as _

from plenum.quantities import format_number
from plenum.reporting.charts.look import APART_SHAPE, STATUS_SHAPES, Look, dressed
from plenum.reporting.charts.points import STATUS_WORDS, Point, day_words
from plenum.reporting.charts.scales import Axis, value_axis, year_marks, year_position
from plenum.reporting.charts.target_data import DAY, Spot, TargetChart


def draw(data: TargetChart, look: Look) -> dict[str, Any]:
    """The Vega-Lite specification."""
    with translation.override(look.language):
        return _Drawing(data, look).specification()


class _Drawing:
    """One drawing under way: the axes all layers share, and the layers one by one."""

    def __init__(self, data: TargetChart, look: Look) -> None:
        self.data, self.look, self.colours = data, look, look.colours
        self.values: Axis = value_axis(
            [float(value) for _, value in self._spots()], 5 if look.is_narrow else 6
        )
        days = [year_position(on) for on, _ in self._spots()]
        first, last = min(days), max(days)
        room = max(last - first, 1.0)
        self.first, self.last = first - 0.05 * room, last + (0.16 if look.is_narrow else 0.1) * room
        marks = year_marks(first, last, 6 if look.is_narrow else 12)
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
                values=list(self.values.marks),
                format=f",.{self.values.decimals}f",
                title=data.axis_title,
                titleAngle=0,
                titleAlign="left",
                titleAnchor="start",
                titleX=-40,
                titleY=-12,
                domain=False,
                ticks=False,
            ),
        )

    def _spots(self) -> list[Spot]:
        data = self.data
        spots = [(point.on, point.value) for point in (*data.series.points, *data.plans)]
        spots += [*data.path, *data.needed, *data.so_far]
        if data.baseline is not None:
            spots.append(data.baseline)
        if data.goal is not None:
            spots += [(data.goal.due, value) for value in data.goal.values]
            spots.append((data.goal.starts, data.goal.values[0]))
        return spots

    def specification(self) -> dict[str, Any]:
        data, look = self.data, self.look
        layers = [
            *self._goal(),
            *self._lines(),
            *self._series(),
            *self._baseline(),
        ]
        wide = 44 if look.is_narrow else 104
        chart = alt.layer(*layers).properties(
            width=look.width - 76,
            height=look.height,
            title=alt.TitleParams(
                text=textwrap.wrap(data.heading, wide),
                subtitle=textwrap.wrap(data.subheading, round(wide * 1.2)),
            ),
            description=data.told,
        )
        return dressed(chart.to_dict(), look)

    def _at(self, spots: list[dict[str, Any]]) -> alt.Chart:
        return alt.Chart(alt.InlineData(values=spots))

    def _spot(self, on: date, value: Decimal, **more: Any) -> dict[str, Any]:
        return {"x": round(year_position(on), 4), "y": float(value)} | more

    def _label(self, spots: list[dict[str, Any]], colour: str, **style: Any) -> list[alt.Chart]:
        """Words beside spots, on a halo of the ground so that lines behind them do not cross them out."""
        encoding = {"x": self.x, "y": self.y, "text": alt.Text("label:N")}
        style = {"fontSize": 12} | style
        halo = self._at(spots).mark_text(
            stroke=self.colours.ground, strokeWidth=4, strokeJoin="round", **style
        )
        words = self._at(spots).mark_text(color=colour, **style)
        return [halo.encode(**encoding), words.encode(**encoding)]

    def _number(self, value: Decimal) -> str:
        shown = value.normalize()
        places = min(max(0, -int(shown.as_tuple().exponent)), self.values.decimals + 1)
        return format_number(value, self.look.language, places)

    def _goal(self) -> list[alt.Chart]:
        goal, colours = self.data.goal, self.colours
        if goal is None:
            return []
        low = float(goal.low) if goal.low is not None else self.values.low
        high = float(goal.high) if goal.high is not None else self.values.high
        starts, due = year_position(goal.starts - DAY), year_position(goal.due)
        starts = max(starts, self.first)
        band = self._at([{"x": starts, "x2": due, "y": low, "y2": high}]).mark_rect(color=colours.good)
        edges = [{"x": starts, "x2": due, "y": float(value)} for value in goal.values]
        edge = self._at(edges).mark_rule(color=colours.goal, strokeWidth=1.5)
        due_line = self._at([{"x": due}]).mark_rule(color=colours.soft, strokeDash=[2, 3])
        ends = [self._spot(goal.due, value) for value in goal.values]
        # One label for both ends of a range: two would lie on each other where it is narrow.
        middle = sum(goal.values, Decimal(0)) / len(goal.values)
        name = [self._spot(goal.due, middle, label="–".join(self._number(value) for value in goal.values))]
        mark = self._at(ends).mark_point(
            shape="diamond", size=120, filled=True, color=colours.goal, stroke=colours.ground, opacity=1
        )
        due_label = self._at(
            [{"x": due, "label": _("due %(day)s") % {"day": day_words(goal.due, self.look.language)}}]
        )
        return [
            band.encode(x=self.x, x2="x2:Q", y=self.y, y2="y2:Q"),
            edge.encode(x=self.x, x2="x2:Q", y=self.y),
            due_line.encode(x=self.x),
            due_label.mark_text(
                color=colours.soft, fontSize=11, align="right", baseline="bottom", dx=2, dy=-4
            ).encode(x=self.x, y=alt.value(0), text="label:N"),
            mark.encode(x=self.x, y=self.y),
            *self._label(name, colours.goal, align="left", dx=9, fontWeight="bold"),
        ]

    def _lines(self) -> list[alt.Chart]:
        """The lines that are no observations, told apart by dashes and named in a legend."""
        data, colours = self.data, self.colours
        kinds = [
            (data.path, _("straight way to the target"), [2, 3], colours.goal),
            (data.needed, data.needed_words, [7, 4], colours.needed),
            (data.so_far, data.so_far_words, [12, 3, 2, 3], colours.series),
        ]
        drawn = [(words, dash, colour) for spots, words, dash, colour in kinds if spots]
        corners = [
            self._spot(on, value, line=words, order=order)
            for spots, words, _dash, _colour in kinds
            for order, (on, value) in enumerate(spots)
        ]
        if not drawn:
            return []
        names = [words for words, _, _ in drawn]
        legend = alt.Legend(
            title=None, orient="bottom", direction="vertical" if self.look.is_narrow else "horizontal",
            symbolType="stroke", symbolSize=500, symbolStrokeWidth=2,
        )  # fmt: skip
        return [
            self._at(corners)
            .mark_line(strokeWidth=2)
            .encode(
                x=self.x,
                y=self.y,
                order="order:Q",
                color=alt.Color(
                    "line:N", sort=names, legend=legend,
                    scale=alt.Scale(domain=names, range=[colour for _, _, colour in drawn]),
                ),
                strokeDash=alt.StrokeDash(
                    "line:N", sort=names, legend=legend,
                    scale=alt.Scale(domain=names, range=[dash for _, dash, _ in drawn]),
                ),
            )
        ]  # fmt: skip

    def _series(self) -> list[alt.Chart]:
        data, colours, look = self.data, self.colours, self.look
        line = [self._spot(point.on, point.value) for point in data.series.joined]
        layers = [self._at(line).mark_line(color=colours.series, strokeWidth=2.5).encode(x=self.x, y=self.y)]
        spots = [
            self._spot(
                point.on,
                point.value,
                status=self._status(point),
                label=self._number(point.value) + ("*" if point.disputed else ""),
                joined=point.joined,
                planned=point in data.plans,
            )
            for point in (*data.series.points, *data.plans)
        ]
        if not spots:
            return []
        kinds = {self._status(point): point for point in (*data.series.points, *data.plans)}
        order = sorted(
            kinds, key=lambda words: (not kinds[words].joined, list(STATUS_SHAPES).index(kinds[words].status))
        )
        legend = alt.Legend(
            title=_("* sources disagree") if any(point.disputed for point in data.series.points) else None,
            orient="bottom", direction="vertical" if look.is_narrow else "horizontal",
            symbolFillColor=colours.series, symbolSize=110,
        )  # fmt: skip
        shapes = alt.Scale(domain=order, range=[self._shape(kinds[words]) for words in order])
        for joined, size in ((True, 110), (False, 90)):
            some = [spot for spot in spots if spot["joined"] is joined]
            shape = alt.Shape("status:N", sort=order, scale=shapes, legend=legend if joined else None)
            marks = self._at(some).mark_point(
                filled=True,
                color=colours.series,
                stroke=colours.ground,
                strokeWidth=1.5,
                opacity=1,
                size=size,
            )
            layers.append(marks.encode(x=self.x, y=self.y, shape=shape))
        reached = [spot for spot in spots if spot["joined"] and not spot["planned"]]
        known = {spot["x"] for spot in reached}
        planned = [spot for spot in spots if spot["planned"] and spot["x"] not in known]
        most = 5 if look.is_narrow else 11
        return [
            *layers,
            *self._label(
                reached if len(reached) <= most else reached[-1:], colours.ink, dy=-13, align="center"
            ),
            *self._label(
                planned if len(planned) <= most else [], colours.soft, dx=9, align="left", fontSize=11
            ),
        ]

    def _status(self, point: Point) -> str:
        return str(STATUS_WORDS[point.status]) if point.joined else _("of another length of period")

    def _shape(self, point: Point) -> str:
        return STATUS_SHAPES[point.status] if point.joined else APART_SHAPE

    def _baseline(self) -> list[alt.Chart]:
        if self.data.baseline is None:
            return []
        on, value = self.data.baseline
        spot = [self._spot(on, value, label=_("baseline"))]
        ring = self._at(spot).mark_point(
            shape="circle", size=260, filled=False, color=self.colours.ink, strokeWidth=1.5, opacity=1
        )
        return [
            ring.encode(x=self.x, y=self.y),
            *self._label(spot, self.colours.soft, dy=20, align="center", fontSize=11),
        ]
