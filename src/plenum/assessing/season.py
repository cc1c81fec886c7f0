"""The year so far against the year's plan, by the season's own profile.

A half-year's 51 % of the plan may be ahead or behind: it depends on what share of a year its first half usually is.
That share is taken from past years of the same series: the part of the year divided by the whole year. Ahead is said
only above the greatest past share, behind only below the least; in between the year runs as years do.

Only for indicators that add up over time; a state at midyear is no share of anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
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


def year_under_way(values: Iterable[Seen]) -> Seen | None:
    """The longest part, from January on, of the latest year whose own value is not known; None where there is none."""
    given = list(values)
    whole = {one.starts.year for one in given if _is_year(one)}
    parts = [one for one in given if _is_year_to_date(one) and one.starts.year not in whole]
    return max(parts, key=lambda one: one.ends, default=None)


def year_to_date(values: Iterable[Seen], plan: Decimal | None) -> YearToDate | None:
    """How the year under way runs, `plan` being the plan for it (see `year_under_way`); None where no year is."""
    given = list(values)
    now = year_under_way(given)
    if now is None:
        return None
    whole = {one.starts.year: one.value for one in given if _is_year(one) and one.value > 0}
    shares = {
        one.starts.year: float(one.value) / float(whole[one.starts.year])
        for one in given
        if _is_year_to_date(one)
        and one.starts.year in whole
        and (one.ends.month, one.ends.day) == (now.ends.month, now.ends.day)
        and one.value > 0
    }
    profiled = len(shares) >= FEWEST_YEARS
    usual = sum(shares.values()) / len(shares) if profiled else None
    least, greatest = (min(shares.values()), max(shares.values())) if profiled else (None, None)
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
    )
