"""The words of the room: series, assumptions, paths, futures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

PLACES = Decimal("0.000000001")
"""The ledger's nine decimals: what is projected is rounded to them."""


class Measure(StrEnum):
    """What the amount of an assumption says."""

    GROWTH = "growth"
    """Growth in % a year."""
    CHANGE = "change"
    """A change a year, in the unit of the series (percentage points of a share)."""
    VALUE = "value"
    """The value itself: each year's growth rate, for a series of growth rates."""
    SHOCK = "shock"
    """Added, in one year, to what happens otherwise: points of growth, or of the unit."""


class Basis(StrEnum):
    """Why a path runs as it does."""

    ASSUMED = "assumed"
    DERIVED = "derived"
    EXPECTED = "expected"
    PACE = "pace"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Series:
    """One indicator for one place, as far as it matters how it may move."""

    number: int
    over_time: str
    relative: bool
    direction: str = "up"
    lower: Decimal | None = None
    upper: Decimal | None = None

    @property
    def natural(self) -> Measure:
        """How its movement is told: growth rates by themselves, shares by their change, amounts by their growth."""
        if self.over_time == "compound":
            return Measure.VALUE
        return Measure.GROWTH if self.relative else Measure.CHANGE

    @property
    def good(self) -> int:
        """1 where more is better, -1 where less is."""
        return -1 if self.direction == "down" else 1

    def within_bounds(self, value: Decimal) -> Decimal:
        """The value, or the bound it would pass."""
        if self.lower is not None:
            value = max(value, self.lower)
        if self.upper is not None:
            value = min(value, self.upper)
        return value


@dataclass(frozen=True)
class Assumption:
    """A person's word on how a series moves: each year, or in `year` only. A shock names its year.

    With `catches_up` the year after a shock makes good what it took: the path comes back to where it would have been.
    """

    series: int
    measure: Measure
    amount: Decimal
    year: int | None = None
    catches_up: bool = False


@dataclass(frozen=True)
class Point:
    """A known value that counts: that of a year, or the state on a day. `ends` is the last day it is about."""

    ends: date
    value: Decimal
    annual: bool = True

    @property
    def at(self) -> float:
        """Its place in years: the end of 2023 is 2023.0, the end of May 2024 is 2023.42."""
        start = date(self.ends.year, 1, 1)
        days = (date(self.ends.year + 1, 1, 1) - start).days
        return self.ends.year - 1 + ((self.ends - start).days + 1) / days


@dataclass(frozen=True)
class Path:
    """A series carried on: the value of each year that is not known, and why.

    `filled` are years between known ones: no projection, but the straight way from one known value to the next.
    """

    series: int
    values: Mapping[int, Decimal]
    basis: Basis
    filled: frozenset[int] = frozenset()

    @property
    def ahead(self) -> dict[int, Decimal]:
        """The values of the years to come, without those filled in between known ones."""
        return {year: value for year, value in self.values.items() if year not in self.filled}


@dataclass(frozen=True)
class Future:
    """Every series carried on, by series number. A series of which nothing is known has no path."""

    paths: Mapping[int, Path] = field(default_factory=dict)
