"""What the chart of a target is drawn of."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plenum.ledger.queries.scoreboard import ScoreRow
from plenum.ledger.queries.targets import TargetPage
from plenum.ledger.vocabulary import OverTime, TargetKind
from plenum.quantities import Quantity, format_number
from plenum.reporting.charts.points import Drawable, Point, day_words, drawable
from plenum.units import Unit

Spot = tuple[date, Decimal]
"""A day and a value: a corner of a line."""

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Goal:
    """What is to be reached between two days: at least `low`, at most `high`, or both. Values in the series' unit."""

    low: Decimal | None
    high: Decimal | None
    starts: date
    due: date

    @property
    def values(self) -> tuple[Decimal, ...]:
        return tuple(dict.fromkeys(value for value in (self.low, self.high) if value is not None))


@dataclass(frozen=True)
class TargetChart:
    """What the chart shows, in the reader's language. `heading` and `told` are its title and its description."""

    heading: str
    subheading: str
    told: str
    axis_title: str
    series: Drawable
    plans: tuple[Point, ...] = ()
    baseline: Spot | None = None
    goal: Goal | None = None
    path: tuple[Spot, ...] = ()
    needed: tuple[Spot, ...] = ()
    needed_words: str = ""
    so_far: tuple[Spot, ...] = ()
    so_far_words: str = ""


def target_data(page: TargetPage, language: str) -> TargetChart | None:
    """Lay a target out for its chart; None where there is neither a value nor a figure to draw."""
    row = page.row
    indicator = row.target.indicator
    if indicator is None or row.unit is None:
        return None
    series = drawable(page.series, indicator.over_time, language)
    plans = drawable(page.plans, indicator.over_time, language).points
    with translation.override(language):
        unit_words = row.unit.label(language)
        if _runs_up(row):
            series, axis_title = (
                _running_total(series, row),
                _("total so far, %(unit)s") % {"unit": unit_words},
            )
            plans = ()
        else:
            axis_title = unit_words
        goal = goal_of(row)
        if goal is None and not series.points:
            return None
        judged = row.judgement
        has_baseline = (
            judged.baseline is not None and judged.baseline_ends is not None and not _is_average(row)
        )
        needed, so_far = _needed(row, goal), _so_far(row)
        return TargetChart(
            heading=f"{row.target.number}. {row.target.name.said_in(language)}",
            subheading=_subheading(page, series.left_out, language),
            told=_told(series, row, goal, language),
            axis_title=axis_title,
            series=series,
            plans=plans,
            baseline=(judged.baseline_ends, judged.baseline) if has_baseline else None,  # type: ignore[arg-type]
            goal=goal,
            path=_path(page, goal),
            needed=needed,
            needed_words=_pace_words(row, language) if needed else "",
            so_far=so_far,
            so_far_words=_average_words(so_far, row.unit, language),
        )


def _is_average(row: ScoreRow) -> bool:
    """Whether the figure is an average of growth rates: the line shows each year's rate, the figure lies across it."""
    indicator = row.target.indicator
    rates = indicator is not None and indicator.over_time in (OverTime.COMPOUND, OverTime.MEAN)
    return row.target.kind == TargetKind.AVERAGE_GROWTH and rates


def _runs_up(row: ScoreRow) -> bool:
    """Whether what is compared with the figure is the sum of the values since the period began."""
    indicator = row.target.indicator
    return (
        row.target.kind == TargetKind.CUMULATIVE
        and indicator is not None
        and indicator.over_time == OverTime.SUM
    )


def _running_total(series: Drawable, row: ScoreRow) -> Drawable:
    """The sums from the first year of the period on, as far as they agree with the total the judgement gives.

    Where years are missing or the total came from elsewhere (a source that states it), only that total is drawn.
    """
    target, judged = row.target, row.judgement
    inside = [point for point in series.joined if target.starts < point.on <= target.ends]
    points, total = [], Decimal(0)
    for point in inside:
        total += point.value
        points.append(Point(point.on, total, point.status, point.period, disputed=point.disputed))
    if judged.measured is None or judged.last_ends is None:
        return Drawable((), len(series.points))
    if not points or points[-1].value != judged.measured:
        stated = Point(judged.last_ends, judged.measured, judged.last_status or "actual", "")
        return Drawable((stated,), len(series.points))
    return Drawable(tuple(points), len(series.points) - len(inside) + series.left_out)


def goal_of(row: ScoreRow) -> Goal | None:
    """The figure in the unit of the series; None where there is none, or it is a growth of levels (see `_path`)."""
    target, promise = row.target, row.promise
    if promise is None or (target.kind == TargetKind.AVERAGE_GROWTH and not _is_average(row)):
        return None
    low, high = promise.low, promise.high
    if low is None or high is None:
        value = low if low is not None else high
        at_most = target.direction == "down" or target.kind == TargetKind.CEILING or low is None
        low, high = (None, value) if at_most else (value, None)
    return Goal(low, high, target.starts, target.ends)


def _path(page: TargetPage, goal: Goal | None) -> tuple[Spot, ...]:
    row = page.row
    target, judged = row.target, row.judgement
    if page.path:
        return tuple((point.on, point.value) for point in page.path)
    if _runs_up(row) and goal is not None:
        return ((target.starts - DAY, Decimal(0)), (target.ends, goal.values[0]))
    growth = row.promise.low if row.promise is not None else None
    if (
        target.kind == TargetKind.AVERAGE_GROWTH
        and not _is_average(row)
        and growth is not None
        and judged.baseline is not None
        and judged.baseline_ends is not None
    ):
        first = judged.baseline_ends.year
        factor = 1 + growth / 100
        return tuple(
            (date(first + years, 12, 31), judged.baseline * factor**years)
            for years in range(target.ends.year - first + 1)
        )
    return ()


def _needed(row: ScoreRow, goal: Goal | None) -> tuple[Spot, ...]:
    """The way still to go, from the last value to the figure on the due day; nothing where the figure is reached."""
    target, judged = row.target, row.judgement
    start = judged.last_ends
    if goal is None or start is None or judged.pace_needed is None or start >= goal.due:
        return ()
    if judged.progress is not None and judged.progress >= 1:
        return ()
    if _is_average(row):
        level = Decimal(str(round(judged.pace_needed, 6)))
        return ((start, level), (target.ends, level))
    here = judged.measured if judged.measured is not None else judged.last
    bar = judged.bar if judged.bar is not None else goal.values[0]
    return () if here is None else ((start, here), (goal.due, bar))


def _so_far(row: ScoreRow) -> tuple[Spot, ...]:
    """The average so far, across the years it is the average of."""
    judged = row.judgement
    if not _is_average(row) or judged.measured is None or judged.last_ends is None:
        return ()
    return ((row.target.starts - DAY, judged.measured), (judged.last_ends, judged.measured))


def _pace_words(row: ScoreRow, language: str) -> str:
    judged = row.judgement
    pace = Decimal(str(round(judged.pace_needed or 0.0, 6)))
    places = 1 if abs(pace) >= 1 else 2
    if judged.pace_basis == "percent_a_year" or row.unit is None:
        amount = f"{format_number(pace, language, places)}%"
    else:
        unit = Unit("pp") if row.unit.measure == "%" else row.unit
        amount = Quantity(pace, unit).format(language, places)
    return _("still needed: %(amount)s a year") % {"amount": amount}


def _average_words(so_far: tuple[Spot, ...], unit: Unit, language: str) -> str:
    if not so_far:
        return ""
    value = so_far[0][1]
    places = min(2, max(0, -int(value.normalize().as_tuple().exponent)))
    return _("average so far: %(value)s") % {"value": Quantity(value, unit).format(language, places)}


def _subheading(page: TargetPage, left_out: int, language: str) -> str:
    parts = [
        page.row.target.place.name.said_in(language),
        _("as known on %(day)s") % {"day": day_words(page.as_of, language)},
    ]
    if left_out:
        parts.append(
            ngettext(
                "%(count)s value of another length of period is only in the table",
                "%(count)s values of another length of period are only in the table",
                left_out,
            )
            % {"count": left_out}
        )
    return " · ".join(parts)


def _told(series: Drawable, row: ScoreRow, goal: Goal | None, language: str) -> str:
    """The chart in a sentence or two, for those who do not see it."""
    assert row.unit is not None
    values = "; ".join(
        f"{point.period or day_words(point.on, language)}: {Quantity(point.value, row.unit).format(language)}"
        for point in series.points
    )
    parts = [values or _("No value is known.")]
    if goal is not None:
        written = "–".join(Quantity(value, row.unit).format(language) for value in goal.values)
        parts.append(
            _("To be reached by %(day)s: %(value)s")
            % {"day": day_words(goal.due, language), "value": written}
        )
    return ". ".join(part.rstrip(".") for part in parts) + "."
