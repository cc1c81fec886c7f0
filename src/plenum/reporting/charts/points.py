"""A series as charts draw it: which values a line may join, and what each is called."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from plenum.ledger.queries.observations import SeriesValue
from plenum.ledger.vocabulary import OverTime
from plenum.periods import Frequency

STATUS_WORDS: dict[str, Promise] = {
    "actual": gettext_lazy("actual"),
    "provisional": gettext_lazy("provisional"),
    "estimate": gettext_lazy("estimate"),
    "plan": gettext_lazy("plan"),
    "forecast": gettext_lazy("forecast"),
}


@dataclass(frozen=True)
class Point:
    """One value on a chart, at the last day of its period. `joined` values are of one kind and make the line."""

    on: date
    value: Decimal
    status: str
    period: str
    joined: bool = True
    disputed: bool = False


@dataclass(frozen=True)
class Drawable:
    """The points of a series, and how many of its values cannot stand on one axis with them."""

    points: tuple[Point, ...]
    left_out: int = 0

    @property
    def joined(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.joined)


def main_frequency(values: Iterable[SeriesValue]) -> Frequency | None:
    """The frequency a line is drawn through: years where there are any, else the one with the most values."""
    counts = Counter(
        value.period.frequency for value in values if value.period.frequency is not Frequency.RANGE
    )
    if not counts or counts[Frequency.YEAR]:
        return Frequency.YEAR if counts else None
    return max(sorted(counts), key=lambda frequency: counts[frequency])


def drawable(values: Sequence[SeriesValue], over_time: str, language: str) -> Drawable:
    """The values as points.

    A value that stands for its period by its last day (`over_time` last: a share, a stock) is joined whatever its
    period. Elsewhere only periods of one length are joined, since half a year's revenue does not lie on the line of
    whole years. A shorter period stands apart where it is later than that line, as the newest that is known; others,
    and those of several years, are left out.
    """
    by_last_day = over_time == OverTime.LAST
    main = main_frequency(values)
    known = [value for value in values if value.observation.value is not None]
    joined = [value for value in known if by_last_day or value.period.frequency is main]
    latest = max((value.period.ends for value in joined), default=None)
    points = []
    for value in known:
        period, amount = value.period, value.observation.value
        is_joined = by_last_day or period.frequency is main
        is_newest = period.starts.year == period.ends.year and (latest is None or period.ends > latest)
        if amount is None or not (is_joined or is_newest):
            continue
        points.append(
            Point(
                on=period.ends,
                value=amount,
                status=str(value.observation.status),
                period=period.label(language),
                joined=is_joined,
                disputed=value.disagrees,
            )
        )
    return Drawable(tuple(points), len(known) - len(points))


def day_words(day: date, language: str) -> str:
    """A day as the reader's language writes it."""
    return f"{day:%d/%m/%Y}" if language == "vi" else day.isoformat()
