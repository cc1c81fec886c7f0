"""The year so far against the year's plan, by the season's own profile.

A half-year's 51 % of the plan may be ahead or behind: it depends on what share of a year its first half usually is.
That share is taken from past years of the same series: the part of the year divided by the whole year. Ahead is said
only above the greatest past share, behind only below the least; in between the year runs as years do.

Parts that follow one another add up: two quarters are a half, a half and a quarter are nine months, twelve months are
the year. Where the sum is reported itself, it counts as reported.

Only for indicators that add up over time; a state at midyear is no share of anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

FEWEST_YEARS = 2
"""Past years needed before anything is called usual."""


class Season(StrEnum):
    """How the year runs."""

    AHEAD = "ahead"
    AS_USUAL = "as_usual"
    BEHIND = "behind"
    NO_PLAN = "no_plan"
    """No plan for the year is known."""
    NO_PROFILE = "no_profile"
    """Too few past years with the same part known."""


@dataclass(frozen=True)
class Seen:
    """An achieved value for a span of days, both ends counted."""

    starts: date
    ends: date
    value: Decimal


@dataclass(frozen=True)
class YearToDate:
    """The year so far. Shares are of 1; years are those the profile rests on."""

    year: int
    through: date
    value: Decimal
    plan: Decimal | None
    share: float | None
    """Of the plan."""
    years: tuple[int, ...]
    usual: float | None
    """The mean past share of the whole year by that day."""
    least: float | None
    greatest: float | None
    season: Season
    before: Decimal | None = None
    """The same part of the year before."""

    @property
    def growth(self) -> Decimal | None:
        """On the same part of the year before, in per cent; None where that is not known or not above zero."""
        return None if self.before is None or self.before <= 0 else 100 * (self.value / self.before - 1)

    @property
    def whole_year(self) -> tuple[float, float, float] | None:
        """What the whole year comes to by the greatest, the mean and the least past share; None without a profile."""
        if self.usual is None or self.least is None or self.greatest is None:
            return None
        value = float(self.value)
        return value / self.greatest, value / self.usual, value / self.least


def _is_year(one: Seen) -> bool:
    return (one.starts.month, one.starts.day, one.ends.month, one.ends.day) == (1, 1, 12, 31) and (
        one.starts.year == one.ends.year
    )


def _is_year_to_date(one: Seen) -> bool:
    return (
        (one.starts.month, one.starts.day) == (1, 1)
        and one.starts.year == one.ends.year
        and not _is_year(one)
    )


def _stops(one: Seen) -> tuple[int, int]:
    """Month and day from which on nothing is known; February's end is one, whatever the year."""
    after = one.ends + timedelta(days=1)
    return after.month, after.day


def _added_up(values: Iterable[Seen]) -> list[Seen]:
    """What is known from January on of each year: as reported, and as parts that follow one another add up."""
    reported = [one for one in values if one.starts.year == one.ends.year]
    known = {
        (one.starts.year, one.ends): one for one in reported if (one.starts.month, one.starts.day) == (1, 1)
    }
    for part in sorted(reported, key=lambda one: (one.starts, one.ends)):
        before = known.get((part.starts.year, part.starts - timedelta(days=1)))
        if before is not None and (part.starts.year, part.ends) not in known:
            whole = Seen(before.starts, part.ends, before.value + part.value)
            known[part.starts.year, part.ends] = whole
    return list(known.values())


def year_under_way(values: Iterable[Seen]) -> Seen | None:
    """The longest part, from January on, of the latest year whose own value is not known; None where there is none."""
    given = _added_up(values)
    whole = {one.starts.year for one in given if _is_year(one)}
    parts = [one for one in given if _is_year_to_date(one) and one.starts.year not in whole]
    return max(parts, key=lambda one: one.ends, default=None)


def year_to_date(values: Iterable[Seen], plan: Decimal | None) -> YearToDate | None:
    """How the year under way runs, `plan` being the plan for it (see `year_under_way`); None where no year is."""
    given = _added_up(values)
    now = year_under_way(given)
    if now is None:
        return None
    whole = {one.starts.year: one.value for one in given if _is_year(one) and one.value > 0}
    shares = {
        one.starts.year: float(one.value) / float(whole[one.starts.year])
        for one in given
        if _is_year_to_date(one) and one.starts.year in whole and _stops(one) == _stops(now) and one.value > 0
    }
    profiled = len(shares) >= FEWEST_YEARS
    usual = sum(shares.values()) / len(shares) if profiled else None
    least, greatest = (min(shares.values()), max(shares.values())) if profiled else (None, None)
    before = [
        one.value for one in given if one.starts.year == now.starts.year - 1 and _stops(one) == _stops(now)
    ]
    share = float(now.value) / float(plan) if plan is not None and plan > 0 else None
    if share is None:
        season = Season.NO_PLAN
    elif least is None or greatest is None:
        season = Season.NO_PROFILE
    elif share > greatest:
        season = Season.AHEAD
    elif share < least:
        season = Season.BEHIND
    else:
        season = Season.AS_USUAL
    return YearToDate(
        year=now.starts.year,
        through=now.ends,
        value=now.value,
        plan=plan,
        share=share,
        years=tuple(sorted(shares)) if profiled else (),
        usual=usual,
        least=least,
        greatest=greatest,
        season=season,
        before=before[0] if before else None,
    )
