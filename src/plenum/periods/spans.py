"""The calendar beneath periods: frequencies, runs of whole months, and the one code of each run."""

from calendar import monthrange
from datetime import date
from enum import StrEnum

from plenum.errors import PeriodError

FIRST_YEAR = 1900
LAST_YEAR = 2199

Days = tuple[date, date]
"""A first and a last day, both counted."""


class Frequency(StrEnum):
    """What kind of period; the letters A, S, Q, M, D are those of SDMX's CL_FREQ."""

    YEAR = "A"
    HALF = "S"
    QUARTER = "Q"
    MONTH = "M"
    RANGE = "R"
    """A run of whole months or years that is none of the above."""
    DATE = "D"
    """The state on a date: a stock, or what had been reached by then."""


_OF_LENGTH = {1: Frequency.MONTH, 3: Frequency.QUARTER, 6: Frequency.HALF, 12: Frequency.YEAR}


def check_year(year: int) -> None:
    """Raise PeriodError for a year Plenum does not keep."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError(
            "The year {year} lies outside {first} to {last}.", year=year, first=FIRST_YEAR, last=LAST_YEAR
        )


def last_day(year: int, month: int) -> int:
    """How many days the month has."""
    return monthrange(year, month)[1]


def months_between(starts: date, ends: date) -> int:
    """How many months the two days touch."""
    return (ends.year - starts.year) * 12 + ends.month - starts.month + 1


def month_after(day: date, months: int) -> tuple[int, int]:
    """(year, month) so many months after the month of `day`, or before it where negative."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    check_year(year)
    return year, month + 1


def days_of_months(first: tuple[int, int], last: tuple[int, int]) -> Days:
    """The days of the months from `first` to `last`, each (year, month), both counted."""
    for year, month in (first, last):
        check_year(year)
        if not 1 <= month <= 12:
            raise PeriodError("There is no month {month}.", month=month)
    if last < first:
        raise PeriodError(
            "It would start in {first} and end before that, in {last}.",
            first=f"{first[0]}-{first[1]:02}",
            last=f"{last[0]}-{last[1]:02}",
        )
    return date(*first, 1), date(*last, last_day(*last))


def days_of_part(year: int, number: int, months: int) -> Days:
    """The days of the first, second … part of a year, where every part has so many months."""
    if not 1 <= number <= 12 // months:
        message = {
            1: PeriodError("There is no month {number}; a year has {parts}."),
            3: PeriodError("There is no quarter {number}; a year has {parts}."),
            4: PeriodError("There is no third {number}; a year has {parts}."),
            6: PeriodError("There is no half {number}; a year has {parts}."),
        }[months].message
        raise PeriodError(message, number=number, parts=12 // months)
    last = number * months
    return days_of_months((year, last - months + 1), (year, last))


def days_of_first_months(year: int, count: int) -> Days:
    """The days of the first `count` months of a year."""
    if not 1 <= count <= 12:
        raise PeriodError("There are no first {count} months of a year; count from 1 to 12.", count=count)
    return days_of_months((year, 1), (year, count))


def classify(starts: date, ends: date) -> tuple[Frequency, str]:
    """The frequency and the code of whole months."""
    year, month = starts.year, starts.month
    months = months_between(starts, ends)
    frequency = _OF_LENGTH.get(months)
    if frequency is not None and (month - 1) % months == 0:
        if frequency is Frequency.YEAR:
            return frequency, f"{year}"
        if frequency is Frequency.MONTH:
            return frequency, f"{year}-{month:02}"
        return frequency, f"{year}-{frequency.value}{(month - 1) // months + 1}"
    if month == 1 and ends.month == 12:
        return Frequency.RANGE, f"{year}/{ends.year}"
    return Frequency.RANGE, f"{year}-{month:02}/{ends.year}-{ends.month:02}"
