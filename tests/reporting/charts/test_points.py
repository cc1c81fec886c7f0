"""Which values a line may join."""

from datetime import date
from decimal import Decimal

import pytest

from plenum.ledger.actions import record_observation
from plenum.ledger.queries.observations import SeriesValue, series_values
from plenum.ledger.vocabulary import Status
from plenum.periods import Frequency, Period
from plenum.reporting.charts.points import drawable, main_frequency
from tests.cast import Cast

DAY = date(2024, 6, 1)


def put(cast: Cast, period: str, value: str, status: Status = Status.ACTUAL) -> None:
    record_observation(
        cast.revenue,
        cast.province,
        Period.parse(period),
        Decimal(value),
        status=status,
        source=cast.source,
        known_on=date(2024, 3, 1),
        by=cast.bob,
    )


def values(cast: Cast) -> tuple[SeriesValue, ...]:
    return series_values(cast.revenue, cast.province, DAY)


def test_whole_years_make_the_line(cast: Cast) -> None:
    drawn = drawable(values(cast), "sum", "en")
    assert [(point.period, point.value, point.joined) for point in drawn.points] == [
        ("2020", Decimal(100), True),
        ("2021", Decimal(110), True),
        ("2022", Decimal(121), True),
    ]


def test_a_newer_part_of_a_year_stands_apart_an_older_one_is_left_to_the_table(cast: Cast) -> None:
    put(cast, "2021-S1", "50")
    put(cast, "2023-S1", "66")
    drawn = drawable(values(cast), "sum", "en")
    assert [point.period for point in drawn.points if not point.joined] == ["first half of 2023"]
    assert drawn.left_out == 1


def test_several_years_together_are_left_to_the_table(cast: Cast) -> None:
    put(cast, "2016/2025", "900")
    drawn = drawable(values(cast), "sum", "en")
    assert drawn.left_out == 1
    assert all(point.value < 200 for point in drawn.points)


def test_a_share_is_joined_whatever_its_period(cast: Cast) -> None:
    put(cast, "@2023-05-31", "7")
    drawn = drawable(values(cast), "last", "en")
    assert len(drawn.joined) == len(drawn.points) == 4


def test_values_in_dispute_are_marked(cast: Cast) -> None:
    put(cast, "2022", "125", Status.ESTIMATE)
    assert [point.period for point in drawable(values(cast), "sum", "en").points if point.disputed] == [
        "2022"
    ]


@pytest.mark.parametrize(("periods", "main"), [(["2023-Q1", "2023-Q2", "2023-S1"], "Q"), ([], None)])
def test_without_years_the_commonest_length_makes_the_line(
    cast: Cast, periods: list[str], main: str | None
) -> None:
    for period in periods:
        put(cast, period, "1")
    short = [value for value in values(cast) if value.period.frequency is not Frequency.YEAR]
    assert main_frequency(short) == main
