"""`Period`, its order and its neighbours, and the term a period lies in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Protocol, Self, TypeVar

from plenum.errors import PeriodError
from plenum.periods import labels, notation
from plenum.periods.spans import (
    Frequency,
    check_year,
    classify,
    days_of_first_months,
    days_of_months,
    days_of_part,
    last_day,
    month_after,
    months_between,
)


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
        if isinstance(starts, datetime) or isinstance(ends, datetime):
            raise PeriodError(f"{starts} to {ends} has a time of day; a period is made of whole days.")
        check_year(starts.year)
        check_year(ends.year)
        if ends < starts:
            raise PeriodError(
                "A period cannot end ({ends}) before it starts ({starts}).", ends=ends, starts=starts
            )
        if self.is_state:
            if starts != ends:
                raise PeriodError(f"A state is on one date, not from {starts} to {ends}.")
            frequency, code = Frequency.DATE, f"@{starts.isoformat()}"
        else:
            if starts.day != 1 or ends.day != last_day(ends.year, ends.month):
                raise PeriodError(
                    "{starts} to {ends} does not begin and end with a month.", starts=starts, ends=ends
                )
            frequency, code = classify(starts, ends)
        object.__setattr__(self, "frequency", frequency)
        object.__setattr__(self, "code", code)

    # Building

    @classmethod
    def year(cls, year: int) -> Self:
        """The calendar year."""
        return cls.of_years(year, year)

    @classmethod
    def half(cls, year: int, number: int) -> Self:
        """The first (1) or second (2) half of a year."""
        return cls(*days_of_part(year, number, 6))

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        """Quarter 1 to 4 of a year."""
        return cls(*days_of_part(year, number, 3))

    @classmethod
    def month(cls, year: int, number: int) -> Self:
        """Month 1 to 12 of a year."""
        return cls(*days_of_part(year, number, 1))

    @classmethod
    def of_years(cls, first: int, last: int) -> Self:
        """The years from `first` to `last`, both counted; one year where they are the same."""
        return cls(*days_of_months((first, 1), (last, 12)))

    @classmethod
    def of_months(cls, first: tuple[int, int], last: tuple[int, int]) -> Self:
        """The months from `first` to `last`, each (year, month), both counted.

        Where they make up a year, a half, a quarter or one month, that is what comes back.
        """
        return cls(*days_of_months(first, last))

    @classmethod
    def first_months(cls, year: int, count: int) -> Self:
        """The first `count` months of a year, counted from January."""
        return cls(*days_of_first_months(year, count))

    @classmethod
    def on(cls, day: date) -> Self:
        """The state on a date."""
        return cls(day, day, is_state=True)

    # Reading and writing

    @staticmethod
    def parse(text: str) -> "Period":
        """The period a code names.

        Reads every canonical code, the shorthand `2021-9M` for the first nine months, `2021-2025` for years,
        and every form `from_sdmx` reads (a bare day is the state on it). Letters may be small; spaces around
        the text do not matter. Anything else raises PeriodError, which names the text and the forms.
        """
        return _parse(notation.check(text, notation.CODES_HINT))

    @staticmethod
    def from_sdmx(text: str) -> "Period":
        """The period an SDMX 2.1 or 3.0 TIME_PERIOD names.

        Gregorian forms (`2023`, `2023-05`, `2023-05-31`), reporting periods on the calendar year (`2023-A1`,
        `2023-S1`, `2023-T1`, `2023-Q1`, `2023-M05`, `2023-D151`) and time ranges (`2023-01-01/P9M`, P5Y,
        P273D) are read. Weeks, times of day and ranges that cut a month raise PeriodError.
        """
        return _from_sdmx(notation.check(text, notation.SDMX_HINT))

    def to_sdmx(self) -> str:
        """The SDMX TIME_PERIOD: `2023`, `2021-S1`, `2023-Q1`, `2023-05`, `2023-05-31`, or a time range.

        Whole years are written `2021-01-01/P5Y`, other runs `2021-01-01/P9M`. Every period comes back from
        `from_sdmx` as it was.
        """
        if self.is_state:
            return self.starts.isoformat()
        if self.frequency is not Frequency.RANGE:
            return self.code
        years, months = divmod(self.months, 12)
        length = f"{self.months}M" if months else f"{years}Y"
        return f"{self.starts.isoformat()}/P{length}"

    def label(self, lang: str) -> str:
        """The period in words: "6 tháng đầu năm 2021" for `vi`, "first half of 2021" for `en`."""
        return labels.label(self.frequency, self.starts, self.ends, lang)

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"Period({self.code!r})"

    # Measuring

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year it touches."""
        return self.starts.year, self.ends.year

    @property
    def months(self) -> int:
        """How many whole months it lasts; 0 for the state on a date."""
        return 0 if self.is_state else months_between(self.starts, self.ends)

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
        first = month_after(self.starts, -12)
        if not self.is_state:
            return Period.of_months(first, month_after(self.ends, -12))
        length = last_day(*first)
        at_the_end = self.starts.day == last_day(self.starts.year, self.starts.month)
        return Period.on(date(*first, length if at_the_end else min(self.starts.day, length)))

    def _beside(self, direction: int) -> "Period":
        if self.is_state:
            return Period.on(self.starts + timedelta(days=direction))
        months = direction * self.months
        return Period.of_months(month_after(self.starts, months), month_after(self.ends, months))

    # Comparing. Two periods are equal exactly when their codes are; the class docstring tells the order.

    def __eq__(self, other: object) -> bool:
        return self.code == other.code if isinstance(other, Period) else NotImplemented

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


class Span(Protocol):
    """Anything with a first and a last day, as a term of a body has; `ends` is None while it still runs."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date | None: ...


SpanT = TypeVar("SpanT", bound=Span | tuple[date, date | None])


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


def _read(text: str, forms: tuple[notation.Form, ...], hint: PeriodError) -> Period:
    reason: PeriodError | None = None
    try:
        days = notation.read(text, forms)
        if days is not None:
            return Period(*days, is_state=days[0] == days[1])
    except PeriodError as error:
        reason = error
    if reason is not None:
        raise PeriodError(
            "{text!r} is not a period. {reason} {hint}", text=text.strip(), reason=reason, hint=hint
        )
    raise PeriodError("{text!r} is not a period. {hint}", text=text.strip(), hint=hint)


# An import names a few hundred periods a million times over.
@lru_cache(maxsize=8192)
def _parse(text: str) -> Period:
    return _read(text, notation.CODES, notation.CODES_HINT)


@lru_cache(maxsize=8192)
def _from_sdmx(text: str) -> Period:
    return _read(text, notation.SDMX, notation.SDMX_HINT)
