"""Canonical period codes built from years and months, and moved by a year."""

from calendar import monthrange

from plenum.periods import Period

Y = r"(?:19|20)\d\d"


def of_months(first_year: int, first: int, last_year: int, last: int) -> str:
    """The code of a run of months, both ends counted: a year, half, quarter or month where it is one."""
    if first_year == last_year:
        if last == first:
            return f"{first_year}-{first:02}"
        if (first, last) == (1, 12):
            return str(first_year)
        if last - first == 5 and first in (1, 7):
            return f"{first_year}-S{1 if first == 1 else 2}"
        if last - first == 2 and first % 3 == 1:
            return f"{first_year}-Q{(first + 2) // 3}"
    if (first, last) == (1, 12):
        return f"{first_year}/{last_year}"
    return f"{first_year}-{first:02}/{last_year}-{last:02}"


def on(year: int, month: int, day: int) -> str:
    """The state on a date; on the month's last day where the day is more than it has."""
    if not 1 <= month <= 12 or day < 1:
        return ""
    return f"@{year}-{month:02}-{min(day, monthrange(year, month)[1]):02}"


def last_day(period: str) -> str:
    """The state at the end of a period."""
    if not period or period[0] == "@":
        return period
    end = period.split("/")[-1]
    year, part = int(end[:4]), end[5:]
    month = {"": 12, "S1": 6, "S2": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12}.get(part)
    if month is None:
        month = int(part)
    return on(year, month, 31)


def years(first: int, last: int) -> str:
    return f"{first}/{last}" if first < last else str(last)


def short_year(first: int, text: str) -> int:
    """2021-30 -> 2030."""
    return int(text) if len(text) == 4 else first // 100 * 100 + int(text)


def year_before(period: str) -> str:
    """The same period a year earlier; a fiscal year's is the fiscal year before."""
    if not period:
        return ""
    if len(period) == 9 and period[4] == "/":
        return f"{int(period[:4]) - 1}/{int(period[5:]) - 1}"
    return Period.parse(period).same_period_last_year().code
