"""The year so far: the same share of a plan is ahead in one season and behind in another."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.assessing.season import Season, Seen, year_to_date, year_under_way


def year(number: int, value: int) -> Seen:
    return Seen(date(number, 1, 1), date(number, 12, 31), Decimal(value))


def half(number: int, value: int) -> Seen:
    return Seen(date(number, 1, 1), date(number, 6, 30), Decimal(value))


LATE = [half(2019, 40), year(2019, 100), half(2020, 44), year(2020, 110), half(2021, 56)]
"""Two fifths of the year come by June."""
EARLY = [half(2019, 60), year(2019, 100), half(2020, 63), year(2020, 105), half(2021, 56)]


@pytest.mark.parametrize(
    ("values", "plan", "season"),
    [
        (LATE, 110, Season.AHEAD),
        (EARLY, 110, Season.BEHIND),
        (LATE, 140, Season.AS_USUAL),
        (LATE, None, Season.NO_PLAN),
        ([half(2020, 44), year(2020, 110), half(2021, 56)], 110, Season.NO_PROFILE),
    ],
)
def test_half_of_the_plan_is_read_by_the_season(values: list[Seen], plan: int | None, season: Season) -> None:
    found = year_to_date(values, None if plan is None else Decimal(plan))
    assert found is not None
    assert found.season is season
    assert (found.year, found.through, found.value) == (2021, date(2021, 6, 30), 56)


def test_what_the_whole_year_comes_to() -> None:
    found = year_to_date(LATE, Decimal(110))
    assert found is not None
    assert found.years == (2019, 2020)
    assert found.usual == pytest.approx(0.4)
    assert found.whole_year == pytest.approx((140, 140, 140))


def test_the_longest_part_is_taken_and_other_parts_are_no_profile() -> None:
    nine = Seen(date(2021, 1, 1), date(2021, 9, 30), Decimal(80))
    found = year_to_date([*LATE, nine], Decimal(110))
    assert found is not None
    assert found.through == date(2021, 9, 30)
    assert found.season is Season.NO_PROFILE


def quarter(number: int, which: int, value: int) -> Seen:
    ends = {1: date(number, 3, 31), 2: date(number, 6, 30), 3: date(number, 9, 30), 4: date(number, 12, 31)}
    return Seen(date(number, 3 * which - 2, 1), ends[which], Decimal(value))


def test_quarters_add_up_to_the_year_so_far_and_to_past_years() -> None:
    given = [quarter(year, which, 10 * which) for year in (2019, 2020) for which in range(1, 5)]
    given += [quarter(2021, 1, 15), quarter(2021, 2, 30)]
    found = year_to_date(given, Decimal(120))
    assert found is not None
    assert (found.year, found.through, found.value) == (2021, date(2021, 6, 30), 45)
    assert (found.usual, found.years) == (pytest.approx(0.3), (2019, 2020))
    assert found.season is Season.AHEAD
    assert found.growth == 50


def test_what_is_reported_goes_before_what_adds_up_and_a_gap_ends_it() -> None:
    found = year_to_date(
        [half(2021, 44), quarter(2021, 1, 10), quarter(2021, 2, 20), quarter(2021, 3, 6)], None
    )
    assert found is not None
    assert (found.through, found.value, found.growth) == (date(2021, 9, 30), 50, None)
    found = year_to_date([quarter(2021, 1, 10), quarter(2021, 3, 6)], None)
    assert found is not None
    assert (found.through, found.value) == (date(2021, 3, 31), 10)


def test_the_end_of_february_is_one_in_leap_years_too() -> None:
    def months(number: int, end: int) -> Seen:
        return Seen(date(number, 1, 1), date(number, 2, end), Decimal(10))

    found = year_to_date(
        [months(2019, 28), year(2019, 100), months(2020, 29), year(2020, 100), months(2021, 28)], None
    )
    assert found is not None
    assert (found.years, found.growth) == ((2019, 2020), 0)


def test_a_year_that_is_known_is_not_under_way() -> None:
    assert year_under_way([half(2020, 44), year(2020, 110)]) is None
    second_half = Seen(date(2021, 7, 1), date(2021, 12, 31), Decimal(60))
    assert year_to_date([second_half], Decimal(100)) is None


def test_a_plan_of_nothing_gives_no_share() -> None:
    found = year_to_date(LATE, Decimal(0))
    assert found is not None
    assert (found.share, found.season) == (None, Season.NO_PLAN)


@given(
    value=st.integers(1, 200),
    more=st.integers(0, 100),
    plan=st.integers(1, 300),
    scale=st.sampled_from([1, 1000]),
)
def test_more_is_never_further_behind(value: int, more: int, plan: int, scale: int) -> None:
    order = [Season.BEHIND, Season.AS_USUAL, Season.AHEAD]

    def season(this_year: int) -> int:
        past = [Seen(one.starts, one.ends, one.value * scale) for one in LATE[:-1]]
        found = year_to_date([*past, half(2021, this_year * scale)], Decimal(plan * scale))
        assert found is not None
        return order.index(found.season)

    assert season(value + more) >= season(value)
