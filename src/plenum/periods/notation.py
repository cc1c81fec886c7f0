"""The ways a period is written, read into its days: our codes, and the notation of SDMX.

Each form is a pattern and the function that turns what it caught into days. The patterns say `[0-9]` and not
`\\d`, which would take the digits of every script.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from plenum.errors import PeriodError
from plenum.periods.spans import (
    FIRST_YEAR,
    LAST_YEAR,
    Days,
    days_of_first_months,
    days_of_months,
    days_of_part,
    month_after,
)

CODES_HINT = PeriodError(
    "Write 2023 (a year), 2021-S1 (a half), 2023-Q1 (a quarter), 2023-05 (a month), 2021/2025 (years), "
    "2021-01/2021-09 (months), 2021-9M (the first nine months) or @2023-05-31 (the state on a date); "
    "years run from {first} to {last}.",
    first=FIRST_YEAR,
    last=LAST_YEAR,
)
SDMX_HINT = PeriodError(
    "Write 2023 or 2023-A1 (a year), 2023-S1 (a half), 2023-Q1 (a quarter), 2023-05 or 2023-M05 (a month), "
    "2023-05-31 (a day) or 2023-01-01/P9M (a time range); years run from {first} to {last}.",
    first=FIRST_YEAR,
    last=LAST_YEAR,
)
_LONGEST = 60

Form = tuple[re.Pattern[str], Callable[..., Days]]


def _form(pattern: str, days: Callable[..., Days]) -> Form:
    return re.compile(pattern, re.IGNORECASE), days


def _day(text: str) -> Days:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise PeriodError("There is no day {text}.", text=text) from None
    return day, day


def _reporting_day(year: str, number: str) -> Days:
    day = date(int(year), 1, 1) + timedelta(days=int(number) - 1)
    if day.year != int(year):
        raise PeriodError("The year {year} has no day {number}.", year=year, number=number)
    return day, day


def _time_range(start: str, *numbers: str | None) -> Days:
    years, months, weeks, days = (int(number or 0) for number in numbers)
    first, _ = _day(start)
    if (years or months) and (weeks or days):
        raise PeriodError("Give its length in years and months, or in days.")
    if years or months:
        if first.day != 1:
            raise PeriodError("It does not begin with a month.")
        return days_of_months((first.year, first.month), month_after(first, 12 * years + months - 1))
    length = 7 * weeks + days
    if length == 0:
        raise PeriodError("It lasts no time.")
    return first, first + timedelta(days=length - 1)


SDMX: tuple[Form, ...] = (
    _form(r"([0-9]{4})(?:-A1)?", lambda y: days_of_months((int(y), 1), (int(y), 12))),
    _form(r"([0-9]{4})-M?([0-9]{2})", lambda y, n: days_of_part(int(y), int(n), 1)),
    _form(r"([0-9]{4})-Q([0-9])", lambda y, n: days_of_part(int(y), int(n), 3)),
    _form(r"([0-9]{4})-T([0-9])", lambda y, n: days_of_part(int(y), int(n), 4)),
    _form(r"([0-9]{4})-S([0-9])", lambda y, n: days_of_part(int(y), int(n), 6)),
    _form(r"([0-9]{4}-[0-9]{2}-[0-9]{2})", _day),
    _form(r"([0-9]{4})-D(?!000)([0-9]{3})", _reporting_day),
    _form(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00:00)?/P(?=[0-9])"
        r"(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?",
        _time_range,
    ),
)
"""TIME_PERIOD of SDMX 2.1 and 3.0: Gregorian, reporting on the calendar year, and time ranges; no weeks."""

CODES: tuple[Form, ...] = (
    *SDMX,
    _form(r"@([0-9]{4}-[0-9]{2}-[0-9]{2})", _day),
    _form(r"([0-9]{4})-([0-9]{1,2})M", lambda y, n: days_of_first_months(int(y), int(n))),
    _form(r"([0-9]{4})[/\-–]([0-9]{4})", lambda y, z: days_of_months((int(y), 1), (int(z), 12))),
    _form(
        r"([0-9]{4})-([0-9]{2})/([0-9]{4})-([0-9]{2})",
        lambda y, m, z, n: days_of_months((int(y), int(m)), (int(z), int(n))),
    ),
)
"""Everything `Period.parse` takes."""


def check(text: str, hint: PeriodError) -> str:
    """The text, if it can be a period at all: a cell may hold a number, nothing, or a whole paragraph."""
    if not isinstance(text, str):
        raise PeriodError("{text!r} is not a text, so it is not a period. {hint}", text=text, hint=hint)
    if not text or text.isspace():
        raise PeriodError("The period is empty. {hint}", hint=hint)
    if len(text) > _LONGEST:
        raise PeriodError("{text!r} is not a period. {hint}", text=text[:40] + "…", hint=hint)
    return text


def read(text: str, forms: Iterable[Form]) -> Days | None:
    """The days that the first fitting form gives, or None; PeriodError where there are no such days."""
    for pattern, days in forms:
        if found := pattern.fullmatch(text.strip()):
            try:
                return days(*found.groups())
            except (OverflowError, ValueError):  # the year 0, or a day past the year 9999
                return None
    return None
