"""Periods: a truth table of every way to write one, and the laws that hold for all of them."""

import copy
import csv
import pickle
from datetime import UTC, date, datetime
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plenum.errors import InvalidInput, PeriodError
from plenum.periods import FIRST_YEAR, LAST_YEAR, Frequency, Period, containing_term

TABLE = Path(__file__).parent / "truth" / "periods.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))

_years = st.integers(FIRST_YEAR, LAST_YEAR)
_months = st.tuples(_years, st.integers(1, 12))
# Mostly near each other, so that containment and ties happen.
_near_months = st.tuples(st.integers(2020, 2023), st.integers(1, 12))


def _runs(months: st.SearchStrategy[tuple[int, int]]) -> st.SearchStrategy[Period]:
    return st.tuples(months, months).map(lambda pair: Period.of_months(min(pair), max(pair)))


periods = st.one_of(
    _years.map(Period.year),
    st.builds(Period.half, _years, st.integers(1, 2)),
    st.builds(Period.quarter, _years, st.integers(1, 4)),
    st.builds(Period.month, _years, st.integers(1, 12)),
    st.builds(Period.first_months, _years, st.integers(1, 12)),
    _runs(_months),
    st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(Period.on),
)
near_periods = st.one_of(
    _runs(_near_months),
    st.builds(Period.month, st.integers(2021, 2022), st.integers(1, 12)),
    st.builds(Period.quarter, st.integers(2021, 2022), st.integers(1, 4)),
    st.integers(2020, 2023).map(Period.year),
    st.dates(date(2021, 1, 1), date(2021, 3, 3)).map(Period.on),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_truth_table(row: dict[str, str]) -> None:
    period = Period.parse(row["text"])
    assert {
        "text": row["text"],
        "code": period.code,
        "frequency": period.frequency.value,
        "starts": period.starts.isoformat(),
        "ends": period.ends.isoformat(),
        "sdmx": period.to_sdmx(),
        "next": str(period.next()),
        "previous": str(period.previous()),
        "last_year": str(period.same_period_last_year()),
        "label_vi": period.label("vi"),
        "label_en": period.label("en"),
    } == row


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("soon", "not a period"),
        ("2025/2021", "start in 2025-01 and end before that, in 2021-12"),
        ("2021-09/2021-01", "start in 2021-09 and end before that, in 2021-01"),
        ("2023-13", "no month 13; a year has 12"),
        ("2023-00", "no month 0"),
        ("2023-5", "not a period"),
        ("2023-Q5", "no quarter 5; a year has 4"),
        ("2023-S3", "no half 3; a year has 2"),
        ("2023-T4", "no third 4; a year has 3"),
        ("2023-A2", "not a period"),
        ("2023-W05", "not a period"),
        ("2021-0M", "no first 0 months"),
        ("2021-13M", "no first 13 months"),
        ("1899", "1899 lies outside 1900 to 2199"),
        ("2200-Q1", "2200 lies outside"),
        ("@1899-12-31", "1899 lies outside"),
        ("2199-01-01/P2Y", "2200 lies outside"),
        ("2023-02-30", "no day 2023-02-30"),
        ("@2023-02-29", "no day 2023-02-29"),
        ("2023-D366", "no day 366"),
        ("2023-D000", "not a period"),
        ("0000-D001", "not a period"),
        ("9999-12-31/P2D", "not a period"),
        ("2023-01-15/P1M", "does not begin with a month"),
        ("2023-01-01/P10D", "does not begin and end with a month"),
        ("2023-01-01/P1M2D", "in years and months, or in days"),
        ("2023-01-01/P0M", "lasts no time"),
        ("2023-01-01/P", "not a period"),
        ("2023-01-01/2023-09-30", "not a period"),
        ("2021/2021-09", "not a period"),
        ("2023-05-31T12:00:00", "not a period"),
        ("٢٠٢٣", "not a period"),
        ("2023 ; DROP", "not a period"),
        ("2" * 500, "not a period"),
    ],
)
def test_refused_with_the_text_and_the_forms(text: str, reason: str) -> None:
    with pytest.raises(PeriodError, match="2023") as caught:
        Period.parse(text)
    message = str(caught.value)
    assert reason in message
    assert "2021-01/2021-09" in message
    assert "1900 to 2199" in message
    if text.strip():
        assert text[:40] in message
    assert len(message) < 500


@pytest.mark.parametrize("value", [None, 2023, 2023.0, ["2023"], b"2023", date(2023, 1, 1)])
def test_only_texts_are_read(value: object) -> None:
    for read in (Period.parse, Period.from_sdmx):
        with pytest.raises(PeriodError, match="not a text"):
            read(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["@2023-05-31", "2021/2025", "2021-2025", "2021-01/2021-09", "2021-9M"])
def test_sdmx_does_not_take_our_own_codes(text: str) -> None:
    Period.parse(text)
    with pytest.raises(PeriodError, match="time range"):
        Period.from_sdmx(text)


@given(periods)
def test_round_trips(period: Period) -> None:
    assert Period.parse(period.code) == period
    assert Period.parse(f" {period.code.lower()} ") == period
    assert Period.from_sdmx(period.to_sdmx()) == period
    assert Period.parse(period.to_sdmx()) == period
    assert str(period) == period.code
    assert Period.parse(period.code).code == period.code
    assert pickle.loads(pickle.dumps(period)) == period == copy.deepcopy(period)
    assert hash(Period.parse(period.code)) == hash(period)


@given(periods, periods)
def test_one_period_one_code_one_label(one: Period, other: Period) -> None:
    assert (one.code == other.code) == (one == other)
    assert (one.to_sdmx() == other.to_sdmx()) == (one == other)
    for lang in ("vi", "en"):
        assert (one.label(lang) == other.label(lang)) == (one == other)


@given(near_periods, near_periods, near_periods)
def test_order_is_total(a: Period, b: Period, c: Period) -> None:
    assert [a < b, a == b, a > b].count(True) == 1
    assert (a <= b) == (a < b or a == b) == (b >= a)
    if a <= b and b <= c:
        assert a <= c


@given(near_periods, near_periods)
def test_order_agrees_with_containment(outer: Period, inner: Period) -> None:
    if outer.contains(inner):
        assert outer <= inner
        assert outer.overlaps(inner)
        assert inner.overlaps(outer)
    if outer.contains(inner) and inner.contains(outer):
        assert outer == inner
    days = max(outer.starts, inner.starts), min(outer.ends, inner.ends)
    assert outer.overlaps(inner) == (days[0] <= days[1])


def test_order_from_the_longest() -> None:
    codes = [
        "2021/2025",
        "2021",
        "2021-01/2021-09",
        "2021-S1",
        "2021-Q1",
        "2021-01",
        "@2021-01-01",
        "2021-02",
    ]
    assert [p.code for p in sorted(map(Period.parse, reversed(codes)))] == codes


@given(periods)
def test_neighbours(period: Period) -> None:
    length = (period.ends - period.starts).days + 1
    first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    if (last - period.ends).days > length + 400:
        after = period.next()
        assert (after.starts - period.ends).days == 1
        assert after.previous() == period
        assert (after.frequency, after.months) == (period.frequency, period.months)
        assert after > period
    if (period.starts - first).days > length + 400:
        before = period.previous()
        assert before.next() == period
        assert not before.overlaps(period)
        earlier = period.same_period_last_year()
        assert earlier.frequency == period.frequency
        assert earlier.months == period.months
        assert (earlier.starts.year + 1, earlier.starts.month) == (period.starts.year, period.starts.month)
        assert (earlier.ends.year + 1, earlier.ends.month) == (period.ends.year, period.ends.month)


def test_no_neighbours_past_the_years_kept() -> None:
    for move in (Period.year(LAST_YEAR).next, Period.on(date(LAST_YEAR, 12, 31)).next):
        with pytest.raises(PeriodError, match="2200"):
            move()
    for move in (Period.quarter(FIRST_YEAR, 1).previous, Period.month(FIRST_YEAR, 2).same_period_last_year):
        with pytest.raises(PeriodError, match="1899"):
            move()


@given(near_periods)
def test_length(period: Period) -> None:
    assert period.length_in_years == Fraction(period.months, 12)
    assert (period.months == 0) == (period.frequency is Frequency.DATE)
    assert period.years == (period.starts.year, period.ends.year)


def test_lengths_add_up_exactly() -> None:
    months = [Period.month(2023, number) for number in range(1, 13)]
    assert sum((month.length_in_years for month in months), Fraction()) == 1
    assert Period.parse("2021/2025").length_in_years == 5
    assert Period.parse("2021-9M").length_in_years == Fraction(3, 4)
    assert all(one.next() == other for one, other in pairwise(months))


@pytest.mark.parametrize(
    ("starts", "ends", "is_state", "reason"),
    [
        (date(2023, 1, 2), date(2023, 1, 31), False, "begin and end with a month"),
        (date(2023, 1, 1), date(2023, 1, 30), False, "begin and end with a month"),
        (date(2023, 2, 1), date(2023, 1, 31), False, "before it starts"),
        (date(2023, 1, 1), date(2023, 1, 31), True, "on one date"),
        (datetime(2023, 1, 1, tzinfo=UTC), datetime(2023, 1, 31, tzinfo=UTC), False, "time of day"),
        (datetime(2023, 1, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC), True, "time of day"),
    ],
)
def test_constructor_refuses(starts: date, ends: date, is_state: bool, reason: str) -> None:
    with pytest.raises(PeriodError, match=reason):
        Period(starts, ends, is_state)


def test_frozen_and_apart_from_other_types() -> None:
    period = Period.year(2023)
    with pytest.raises(AttributeError):
        period.starts = date(2024, 1, 1)  # type: ignore[misc]
    assert period != "2023"
    with pytest.raises(TypeError):
        assert period < "2024"  # type: ignore[operator]
    with pytest.raises(InvalidInput, match="choose vi or en"):
        period.label("fr")


class Term(NamedTuple):
    starts: date
    ends: date | None
    name: str = ""


class Office:
    def __init__(self, starts: date, ends: date | None) -> None:
        self.starts, self.ends = starts, ends


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("2016", 0),
        ("2020", 0),  # in both; the congress sits late in 2020
        ("2021", 1),
        ("2021/2025", 1),
        ("2025", 1),
        ("2020/2021", 1),
        ("2019/2021", None),  # across two terms
        ("2014", None),
        ("@2025-12-31", 1),
        ("2026-S1", 2),
        ("2150", 2),  # the last one still runs
    ],
)
def test_containing_term(code: str, number: int | None) -> None:
    days = [
        (date(2015, 1, 1), date(2020, 12, 31)),
        (date(2020, 1, 1), date(2025, 12, 31)),
        (date(2025, 1, 1), None),
    ]
    offices = [Office(*pair) for pair in days]
    period = Period.parse(code)
    assert containing_term(period, days) == (None if number is None else days[number])
    assert containing_term(period, reversed(days)) == (None if number is None else days[number])
    assert containing_term(period, offices) is (None if number is None else offices[number])


def test_containing_term_of_terms_by_exact_days() -> None:
    terms = [(date(2015, 10, 15), date(2020, 10, 14)), (date(2020, 10, 15), date(2025, 10, 14))]
    assert containing_term(Period.parse("@2020-10-14"), terms) == terms[0]
    assert containing_term(Period.parse("2020-11"), terms) == terms[1]
    assert containing_term(Period.parse("2020-Q4"), terms) is None
    assert containing_term(Period.year(2023), []) is None
