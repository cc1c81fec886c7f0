"""When a target would be reached at the pace so far."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from plenum.assessing.arrival import arrival


@dataclass(frozen=True)
class Judged:
    measured: Decimal | None
    bar: Decimal | None
    pace_so_far: float | None
    pace_basis: str | None = "unit_a_year"
    last_ends: date | None = date(2022, 12, 31)


@pytest.mark.parametrize(
    ("judged", "year"),
    [
        (Judged(Decimal(40), Decimal(20), -5.0), 2026),  # falls 5 a year: four years
        (Judged(Decimal(100), Decimal(121), 10.0, "percent_a_year"), 2024),  # two years of 10 %
        (Judged(Decimal(0), Decimal(30), 10.0), 2025),
        (Judged(Decimal(-10), Decimal(10), 5.0), 2026),
    ],
)
def test_the_pace_is_carried_on(judged: Judged, year: int) -> None:
    when = arrival(judged)
    assert when is not None
    assert abs((when - date(year, 12, 31)).days) <= 2


@pytest.mark.parametrize(
    "judged",
    [
        Judged(Decimal(40), Decimal(20), 5.0),  # away from it
        Judged(Decimal(40), Decimal(20), 0.0),
        Judged(Decimal(20), Decimal(20), 1.0),  # there already
        Judged(Decimal(0), Decimal(1000), 1.0),  # a thousand years
        Judged(Decimal(-5), Decimal(10), 10.0, "percent_a_year"),  # no growth leads from below zero
        Judged(Decimal(5), Decimal(10), 0.0, "percent_a_year"),
        Judged(Decimal(5), Decimal(10), -100.0, "percent_a_year"),
        Judged(None, Decimal(10), 1.0),
        Judged(Decimal(5), None, 1.0),
        Judged(Decimal(5), Decimal(10), None),
        Judged(Decimal(5), Decimal(10), 1.0, last_ends=None),
    ],
)
def test_no_day_where_there_is_none(judged: Judged) -> None:
    assert arrival(judged) is None
