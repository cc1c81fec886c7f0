"""What a fan chart is drawn of: a target's indicator as known, as expected, and as scenarios have it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from plenum.ledger.queries.scenarios import Column, TargetFutures
from plenum.ledger.queries.targets import TargetPage
from plenum.ledger.vocabulary import OverTime, TargetKind
from plenum.quantities import Quantity
from plenum.reporting.charts.points import Drawable, day_words, drawable
from plenum.reporting.charts.target_data import Goal, Spot, goal_of
from plenum.units import Unit

MOST_SCENARIOS = 5
"""So many lines, the course expected and the needed path can be told apart; further ones are in the table."""

ON_ITS_OWN_SCALE = (
    TargetKind.LEVEL,
    TargetKind.RANGE,
    TargetKind.CEILING,
    TargetKind.EVERY_YEAR,
    TargetKind.MILESTONE,
)
"""The kinds whose figure is a value of the indicator itself, so that it can be drawn among the yearly values."""


@dataclass(frozen=True)
class Band:
    """One year's fan: the values that are passed downwards with a chance of 10, 25, 50, 75 and 90 %."""

    on: date
    low: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal
    high: Decimal


@dataclass(frozen=True)
class FanLine:
    """One future: its name, and its values from the last known one on."""

    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class FanChart:
    """What the chart shows, in the reader's language. `left_out` counts scenarios there was no line left for."""

    heading: str
    subheading: str
    told: str
    axis_title: str
    series: Drawable
    goal: Goal | None = None
    bands: tuple[Band, ...] = ()
    expected: FanLine | None = None
    lines: tuple[FanLine, ...] = ()
    needed: FanLine | None = None
    left_out: int = 0


def fan_data(
    futures: TargetFutures, page: TargetPage, language: str, needed_words: Callable[[], str]
) -> FanChart | None:
    """Lay a target's futures out; None where nothing is known to carry on from.

    `needed_words` names the needed path in the language in force.
    """
    measured = futures.measured
    if measured is None:
        return None
    known = drawable(page.series, measured.indicator.over_time, language)
    start = known.joined[-1] if known.joined else None
    if start is None:
        return None
    here: Spot = (start.on, start.value)
    number = measured.series.number
    with translation.override(language):
        due = futures.row.target.ends.year
        base = next(column for column in futures.columns if column.key == "base")
        expected = _line(_("as expected"), here, number, base, due)
        written = [
            line
            for column in futures.columns
            if column.scenario is not None
            and (line := _line(column.scenario.name.said_in(language), here, number, column, due)) is not None
            # A scenario that says nothing of this indicator would lie on the course expected.
            and (expected is None or line.spots != expected.spots)
        ]
        lines = written[:MOST_SCENARIOS]
        needed = None
        if futures.need is not None and futures.need.extra > 0:
            spots = _spots(here, futures.need.path.values, due)
            needed = FanLine(needed_words(), spots) if len(spots) > 1 else None
        bands = _bands(here, futures.expected, due)
        row = futures.row
        own_scale = row.target.kind in ON_ITS_OWN_SCALE or (
            row.target.kind == TargetKind.AVERAGE_GROWTH
            and measured.indicator.over_time in (OverTime.COMPOUND, OverTime.MEAN)
        )
        left_out = max(0, len(written) - MOST_SCENARIOS)
        return FanChart(
            heading=f"{row.target.number}. {row.target.name.said_in(language)}",
            subheading=_subheading(futures, own_scale, bool(bands), language),
            told=_told(here, expected, lines, needed, bands, measured.unit, language),
            axis_title=measured.unit.label(language),
            series=known,
            goal=goal_of(row) if own_scale else None,
            bands=bands,
            expected=expected,
            lines=tuple(lines),
            needed=needed,
            left_out=left_out,
        )


def _spots(here: Spot, values: Mapping[int, Decimal], due: int) -> tuple[Spot, ...]:
    later = [(date(year, 12, 31), value) for year, value in sorted(values.items()) if year <= due]
    return (here, *(spot for spot in later if spot[0] > here[0]))


def _line(name: str, here: Spot, number: int, column: Column, due: int) -> FanLine | None:
    path = column.future.paths.get(number)
    if path is None:
        return None
    spots = _spots(here, path.values, due)
    return FanLine(name, spots) if len(spots) > 1 else None


def _bands(here: Spot, expected: Mapping[int, Mapping[float, Decimal]], due: int) -> tuple[Band, ...]:
    """The fan, from the last known value on, where it has no width yet."""
    later = [year for year in sorted(expected) if date(year, 12, 31) > here[0] and year <= due]
    if not later:
        return ()
    found = [Band(here[0], *[here[1]] * 5)]
    for year in later:
        at = expected[year]
        found.append(Band(date(year, 12, 31), at[0.1], at[0.25], at[0.5], at[0.75], at[0.9]))
    return tuple(found)


def _subheading(futures: TargetFutures, own_scale: bool, has_bands: bool, language: str) -> str:
    parts = [
        futures.row.target.place.name.said_in(language),
        _("as known on %(day)s") % {"day": day_words(futures.stage.as_of, language)},
    ]
    if has_bands:
        parts.append(_("dark: 50 of 100 outcomes, pale: 80 of 100"))
    if not own_scale:
        parts.append(_("yearly values; the target is about what they come to together"))
    return " · ".join(parts)


def _told(
    here: Spot,
    expected: FanLine | None,
    lines: list[FanLine],
    needed: FanLine | None,
    bands: tuple[Band, ...],
    unit: Unit,
    language: str,
) -> str:
    """The chart in a few sentences, for those who do not see it."""

    def written(value: Decimal) -> str:
        return Quantity(value, unit).format(language, _places(value))

    parts = [
        _("Last known on %(day)s: %(value)s")
        % {"day": day_words(here[0], language), "value": written(here[1])}
    ]
    for line in [expected, *lines, needed]:
        if line is not None:
            on, value = line.spots[-1]
            parts.append(f"{line.name}, {on.year}: {written(value)}")
    if bands:
        last = bands[-1]
        parts.append(
            _("80 of 100 outcomes in %(year)s lie between %(low)s and %(high)s")
            % {"year": last.on.year, "low": written(last.low), "high": written(last.high)}
        )
    return ". ".join(part.rstrip(".") for part in parts) + "."


def _places(value: Decimal) -> int:
    size = abs(value)
    return 0 if size >= 1000 else 1 if size >= 100 else 2
