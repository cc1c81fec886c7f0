"""Periods: the stretch of time, or the day, that a figure is about.

A period is a year, a half, a quarter, a month, a run of whole months or years, or the state on a date. It is
written one way only (its `code`), so that two periods are the same exactly when their codes are:

| code              | period                                     | frequency |
| ----------------- | ------------------------------------------ | --------- |
| `2023`            | a year                                     | A         |
| `2021-S1`         | a half                                     | S         |
| `2023-Q1`         | a quarter                                  | Q         |
| `2023-05`         | a month                                    | M         |
| `2021/2025`       | years, both ends counted                   | R         |
| `2021-01/2021-09` | months, both ends counted                  | R         |
| `@2023-05-31`     | the state on a date                        | D         |

Weeks, and stretches that begin or end inside a month, are refused: no figure Plenum keeps is about one.
The notation of SDMX (ISO 17369, versions 2.1 and 3.0) is read and written; nothing here knows of a clock.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Protocol, Self, TypeVar

from plenum.errors import InvalidInput, PeriodError

FIRST_YEAR = 1900
LAST_YEAR = 2199

_FORMS = (
    "Write 2023 (a year), 2021-S1 (a half), 2023-Q1 (a quarter), 2023-05 (a month), 2021/2025 (years), "
    "2021-01/2021-09 (months), 2021-9M (the first nine months) or @2023-05-31 (the state on a date); "
    f"years run from {FIRST_YEAR} to {LAST_YEAR}."
)
_SDMX_FORMS = (
    "Write 2023 or 2023-A1 (a year), 2023-S1 (a half), 2023-Q1 (a quarter), 2023-05 or 2023-M05 (a month), "
    "2023-05-31 (a day) or 2023-01-01/P9M (a time range); "
    f"years run from {FIRST_YEAR} to {LAST_YEAR}."
)
_ROMAN = ("", "I", "II", "III", "IV")
_MONTHS_EN = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_COUNTS_EN = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


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


_MONTHS_OF = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF: 6, Frequency.YEAR: 12}
_FREQUENCY_OF_MONTHS = {months: frequency for frequency, months in _MONTHS_OF.items()}


class Span(Protocol):
    """Anything with a first and a last day, such as a term of a body; `ends` is None while it still runs."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date | None: ...


SpanT = TypeVar("SpanT", bound=Span | tuple[date, date | None])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Period:
    """A year, half, quarter, month, run of months or years, or the state on a date.

    `starts` and `ends` are both inclusive. Build one with `Period.parse` or with `year`, `half`, `quarter`,
    `month`, `of_years`, `of_months`, `first_months`, `on`; the plain constructor takes the two days and
    whether the period is a state, and refuses days that are not the first and the last of a month.

    The order is total: by `starts`, and of two periods that start together the longer comes first. So a
    period always sorts before every other period it contains, and a year before its first half before its
    first quarter before January before the state on 1 January.
    """

    starts: date
    ends: date
    is_state: bool = False
    frequency: Frequency = field(init=False)
    code: str = field(init=False)
    """The one canonical spelling; `str(period)` is the same."""

    def __post_init__(self) -> None:
        starts, ends = self.starts, self.ends
        if starts.year < FIRST_YEAR or ends.year > LAST_YEAR:
            raise PeriodError(f"{starts} to {ends} lies outside the years {FIRST_YEAR} to {LAST_YEAR}.")
        if ends < starts:
            raise PeriodError(f"A period cannot end ({ends}) before it starts ({starts}).")
        if self.is_state:
            if starts != ends:
                raise PeriodError(f"A state is on one date, not from {starts} to {ends}.")
            frequency, code = Frequency.DATE, f"@{starts.isoformat()}"
        else:
            if starts.day != 1 or ends.day != monthrange(ends.year, ends.month)[1]:
                raise PeriodError(f"{starts} to {ends} does not begin and end with a month.")
            frequency, code = _classify(starts, ends)
        object.__setattr__(self, "frequency", frequency)
        object.__setattr__(self, "code", code)

    # Building

    @classmethod
    def year(cls, year: int) -> Self:
        """The calendar year."""
        return cls.of_months((year, 1), (year, 12))

    @classmethod
    def half(cls, year: int, half: int) -> Self:
        """The first (1) or second (2) half of a year."""
        return cls._part(year, half, 6, "half")

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Self:
        """Quarter 1 to 4 of a year."""
        return cls._part(year, quarter, 3, "quarter")

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Month 1 to 12 of a year."""
        return cls._part(year, month, 1, "month")

    @classmethod
    def of_years(cls, first: int, last: int) -> Self:
        """The years from `first` to `last`, both counted; one year where they are the same."""
        return cls.of_months((first, 1), (last, 12))

    @classmethod
    def of_months(cls, first: tuple[int, int], last: tuple[int, int]) -> Self:
        """The months from `first` to `last`, each (year, month), both counted.

        Where they make up a year, a half, a quarter or one month, that is what comes back.
        """
        for year, month in (first, last):
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise PeriodError(f"The year {year} lies outside {FIRST_YEAR} to {LAST_YEAR}.")
            if not 1 <= month <= 12:
                raise PeriodError(f"There is no month {month}.")
        if last < first:
            raise PeriodError(
                f"It would end ({last[0]}-{last[1]:02}) before it starts ({first[0]}-{first[1]:02})."
            )
        return cls(date(*first, 1), date(*last, monthrange(*last)[1]))

    @classmethod
    def first_months(cls, year: int, count: int) -> Self:
        """The first `count` months of a year, counted from January."""
        if not 1 <= count <= 12:
            raise PeriodError(f"A year has no first {count} months; count from 1 to 12.")
        return cls.of_months((year, 1), (year, count))

    @classmethod
    def on(cls, day: date) -> Self:
        """The state on a date."""
        return cls(day, day, is_state=True)

    @classmethod
    def _part(cls, year: int, number: int, months: int, name: str) -> Self:
        if not 1 <= number <= 12 // months:
            raise PeriodError(f"There is no {name} {number}; a year has {12 // months}.")
        last = number * months
        return cls.of_months((year, last - months + 1), (year, last))

    # Reading and writing

    @staticmethod
    def parse(text: str) -> "Period":
        """The period a code names.

        Reads every canonical code, the shorthand `2021-9M` for the first nine months, `2021-2025` for years,
        and every form `from_sdmx` reads (a bare day is the state on it). Letters may be small; spaces around
        the text do not matter. Anything else raises PeriodError, which names the text and the forms.
        """
        return _parse(_checked(text, _FORMS))

    @staticmethod
    def from_sdmx(text: str) -> "Period":
        """The period an SDMX 2.1 or 3.0 TIME_PERIOD names.

        Gregorian forms (`2023`, `2023-05`, `2023-05-31`), reporting periods on the calendar year (`2023-A1`,
        `2023-S1`, `2023-T1`, `2023-Q1`, `2023-M05`, `2023-D151`) and time ranges (`2023-01-01/P9M`, P5Y,
        P273D) are read. Weeks, times of day and ranges that cut a month raise PeriodError.
        """
        return _from_sdmx(_checked(text, _SDMX_FORMS))

    def to_sdmx(self) -> str:
        """The SDMX TIME_PERIOD: `2023`, `2021-S1`, `2023-Q1`, `2023-05`, `2023-05-31`, or a time range.

        A run of years is written `2021-01-01/P5Y`, a run of months `2021-01-01/P9M`. Every period comes back
        from `from_sdmx` as it was.
        """
        if self.frequency is Frequency.DATE:
            return self.starts.isoformat()
        if self.frequency is not Frequency.RANGE:
            return self.code
        years, months = divmod(self.months, 12)
        length = f"{years}Y" if not months else f"{self.months}M"
        return f"{self.starts.isoformat()}/P{length}"

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"Period({self.code!r})"

    def label(self, lang: str) -> str:
        """The period in words: "6 tháng đầu năm 2021" for `vi`, "first half of 2021" for `en`."""
        if lang == "vi":
            return _label_vi(self)
        if lang == "en":
            return _label_en(self)
        raise InvalidInput(f"There are no period names in the language {lang!r}; choose vi or en.")

    # Measuring

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year it touches."""
        return self.starts.year, self.ends.year

    @property
    def months(self) -> int:
        """How many whole months it lasts; 0 for the state on a date."""
        if self.is_state:
            return 0
        return (self.ends.year - self.starts.year) * 12 + self.ends.month - self.starts.month + 1

    @property
    def length_in_years(self) -> Fraction:
        """Its length in years, exactly; a month is a twelfth, and the state on a date is 0."""
        return Fraction(self.months, 12)

    def contains(self, other: "Period") -> bool:
        """Whether every day of `other` is a day of this one; a period contains itself."""
        return self.starts <= other.starts and other.ends <= self.ends

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day."""
        return self.starts <= other.ends and other.starts <= self.ends

    # Moving

    def next(self) -> "Period":
        """The period of the same length that follows: the half after, the five years after, the next day.

        Raises PeriodError past the last year Plenum keeps.
        """
        return self._beside(1)

    def previous(self) -> "Period":
        """The period of the same length that ends just before this one starts."""
        return self._beside(-1)

    def same_period_last_year(self) -> "Period":
        """The period twelve months earlier.

        A state on the last day of a month goes to the last day of that month a year before, so that the end
        of February is compared with the end of February in leap years too.
        """
        return self._shifted(-12)

    def _beside(self, direction: int) -> "Period":
        if not self.is_state:
            return self._shifted(direction * self.months)
        return Period.on(self.starts + timedelta(days=direction))

    def _shifted(self, months: int) -> "Period":
        first = _month_after(self.starts, months)
        last = _month_after(self.ends, months)
        if not self.is_state:
            return Period.of_months(first, last)
        length = monthrange(*first)[1]
        ends_month = self.starts.day == monthrange(self.starts.year, self.starts.month)[1]
        return Period.on(date(*first, length if ends_month else min(self.starts.day, length)))

    # Comparing. Two periods are equal exactly when their codes are; the order is told in the class docstring.

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self.code == other.code

    def __hash__(self) -> int:
        return hash(self.code)

    def _place(self) -> tuple[int, int]:
        # No other period is as short as a state, so no two different ones share both ends: this is total.
        return self.starts.toordinal(), -self.ends.toordinal()

    def __lt__(self, other: "Period") -> bool:
        return self._place() < other._place() if isinstance(other, Period) else NotImplemented

    def __le__(self, other: "Period") -> bool:
        return self._place() <= other._place() if isinstance(other, Period) else NotImplemented

    def __gt__(self, other: "Period") -> bool:
        return self._place() > other._place() if isinstance(other, Period) else NotImplemented

    def __ge__(self, other: "Period") -> bool:
        return self._place() >= other._place() if isinstance(other, Period) else NotImplemented


def containing_term(period: Period, terms: Iterable[SpanT]) -> SpanT | None:
    """The term that the whole period lies in, or None.

    A term is anything with `starts` and `ends`, or a pair of days; both ends are counted and an end of None
    has not come yet. Terms named by years overlap in one (2020-2025, 2025-2030): a period that lies in two
    goes to the one that started first, because a congress sits late in the year and that year still counts
    towards the term before it.
    """
    found: tuple[date, SpanT] | None = None
    for term in terms:
        starts, ends = term if isinstance(term, tuple) else (term.starts, term.ends)
        inside = starts <= period.starts and (ends is None or period.ends <= ends)
        if inside and (found is None or starts < found[0]):
            found = starts, term
    return found[1] if found else None


def _classify(starts: date, ends: date) -> tuple[Frequency, str]:
    """The frequency and code of whole months."""
    year, month = starts.year, starts.month
    months = (ends.year - year) * 12 + ends.month - month + 1
    frequency = _FREQUENCY_OF_MONTHS.get(months)
    if frequency is not None and (month - 1) % months == 0:
        if frequency is Frequency.YEAR:
            return frequency, f"{year}"
        if frequency is Frequency.MONTH:
            return frequency, f"{year}-{month:02}"
        return frequency, f"{year}-{frequency.value}{(month - 1) // months + 1}"
    if month == 1 and ends.month == 12:
        return Frequency.RANGE, f"{year}/{ends.year}"
    return Frequency.RANGE, f"{year}-{month:02}/{ends.year}-{ends.month:02}"


def _month_after(day: date, months: int) -> tuple[int, int]:
    """(year, month) so many months after the month of `day`; refuses years Plenum does not keep."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError(f"The year {year} lies outside {FIRST_YEAR} to {LAST_YEAR}.")
    return year, month + 1


def _label_vi(period: Period) -> str:
    starts, ends, months = period.starts, period.ends, period.months
    match period.frequency:
        case Frequency.DATE:
            return f"đến {starts:%d/%m}/{starts.year}"
        case Frequency.YEAR:
            return f"năm {starts.year}"
        case Frequency.QUARTER:
            return f"quý {_ROMAN[ends.month // 3]} năm {starts.year}"
        case Frequency.MONTH:
            return f"tháng {starts.month}/{starts.year}"
    if starts.year == ends.year and starts.month == 1:
        return f"{months} tháng đầu năm {starts.year}"
    if starts.year == ends.year and ends.month == 12:
        return f"{months} tháng cuối năm {starts.year}"
    if starts.month == 1 and ends.month == 12:
        return f"giai đoạn {starts.year}-{ends.year}"
    return f"từ tháng {starts.month}/{starts.year} đến tháng {ends.month}/{ends.year}"


def _label_en(period: Period) -> str:
    starts, ends = period.starts, period.ends
    match period.frequency:
        case Frequency.DATE:
            return f"as of {starts.isoformat()}"
        case Frequency.YEAR:
            return f"{starts.year}"
        case Frequency.HALF:
            return f"{'first' if starts.month == 1 else 'second'} half of {starts.year}"
        case Frequency.QUARTER:
            return f"Q{ends.month // 3} {starts.year}"
        case Frequency.MONTH:
            return f"{_MONTHS_EN[starts.month]} {starts.year}"
    if starts.month == 1 and ends.month == 12:
        return f"{starts.year}-{ends.year}"
    if starts.year == ends.year and starts.month == 1:
        return f"first {_COUNTS_EN[period.months]} months of {starts.year}"
    if starts.year == ends.year and ends.month == 12:
        return f"last {_COUNTS_EN[period.months]} months of {starts.year}"
    return f"{_MONTHS_EN[starts.month]} {starts.year} to {_MONTHS_EN[ends.month]} {ends.year}"


# Reading. Each form is a pattern and the function that builds a period from what it caught; `[0-9]` and not
# `\d`, which would take the digits of every script.

_Build = Callable[..., Period]
_Form = tuple[re.Pattern[str], _Build]


def _form(pattern: str, build: _Build) -> _Form:
    return re.compile(pattern, re.IGNORECASE), build


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PeriodError(f"There is no day {text}.") from None


def _reporting_day(year: str, number: str) -> Period:
    day = date(int(year), 1, 1) + timedelta(days=int(number) - 1)
    if day.year != int(year):
        raise PeriodError(f"The year {year} has no day {number}.")
    return Period.on(day)


def _time_range(start: str, *numbers: str | None) -> Period:
    years, months, weeks, days = (int(number or 0) for number in numbers)
    first = _day(start)
    if (years or months) and not (weeks or days):
        if first.day != 1:
            raise PeriodError("It does not begin with a month.")
        return Period.of_months((first.year, first.month), _month_after(first, 12 * years + months - 1))
    if years or months:
        raise PeriodError("Give its length in years and months, or in days.")
    length = 7 * weeks + days
    if length == 0:
        raise PeriodError("It lasts no time.")
    if length == 1:
        return Period.on(first)
    return Period(first, first + timedelta(days=length - 1))


_SDMX = (
    _form(r"([0-9]{4})(?:-A1)?", lambda y: Period.year(int(y))),
    _form(r"([0-9]{4})-M?([0-9]{2})", lambda y, m: Period.month(int(y), int(m))),
    _form(r"([0-9]{4})-Q([0-9])", lambda y, q: Period.quarter(int(y), int(q))),
    _form(r"([0-9]{4})-S([0-9])", lambda y, s: Period.half(int(y), int(s))),
    _form(
        r"([0-9]{4})-T([1-3])", lambda y, t: Period.of_months((int(y), 4 * int(t) - 3), (int(y), 4 * int(t)))
    ),
    _form(r"([0-9]{4}-[0-9]{2}-[0-9]{2})", lambda d: Period.on(_day(d))),
    _form(r"([0-9]{4})-D(?!000)([0-9]{3})", _reporting_day),
    _form(
        r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00:00)?/P(?=[0-9])"
        r"(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,6})D)?",
        _time_range,
    ),
)
_ALL = (
    *_SDMX,
    _form(r"@([0-9]{4}-[0-9]{2}-[0-9]{2})", lambda d: Period.on(_day(d))),
    _form(r"([0-9]{4})-([0-9]{1,2})M", lambda y, n: Period.first_months(int(y), int(n))),
    _form(r"([0-9]{4})[/\-–]([0-9]{4})", lambda y, z: Period.of_years(int(y), int(z))),
    _form(
        r"([0-9]{4})-([0-9]{2})/([0-9]{4})-([0-9]{2})",
        lambda y, m, z, n: Period.of_months((int(y), int(m)), (int(z), int(n))),
    ),
)


def _checked(text: str, hint: str) -> str:
    """The text, if it can be a period at all: a cell may hold a number, nothing, or a whole paragraph."""
    if not isinstance(text, str):
        raise PeriodError(f"{text!r} is not a text, so it is not a period. {hint}")
    if not text or text.isspace():
        raise PeriodError(f"The period is empty. {hint}")
    if len(text) > 60:
        raise PeriodError(f"{text[:40] + '…'!r} is not a period. {hint}")
    return text


def _read(text: str, forms: Iterable[_Form], hint: str) -> Period:
    stripped = text.strip()
    for pattern, build in forms:
        if found := pattern.fullmatch(stripped):
            try:
                return build(*found.groups())
            except PeriodError as error:
                raise PeriodError(f"{stripped!r} is not a period. {error} {hint}") from None
            except (OverflowError, ValueError):  # a year 0, or a day past the year 9999
                raise PeriodError(f"{stripped!r} is not a period. {hint}") from None
    raise PeriodError(f"{stripped!r} is not a period. {hint}")


# An import names a few hundred periods a million times over.
@lru_cache(maxsize=8192)
def _parse(text: str) -> Period:
    return _read(text, _ALL, _FORMS)


@lru_cache(maxsize=8192)
def _from_sdmx(text: str) -> Period:
    return _read(text, _SDMX, _SDMX_FORMS)
