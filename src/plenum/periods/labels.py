"""Periods in words, in Vietnamese and in English."""

from datetime import date

from plenum.errors import InvalidInput
from plenum.periods.spans import Frequency, months_between

_ROMAN = ("", "I", "II", "III", "IV")
_MONTHS_EN = (
    "", "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_COUNTS_EN = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


def label(frequency: Frequency, starts: date, ends: date, lang: str) -> str:
    """The period in words: "6 tháng đầu năm 2021" for `vi`, "first half of 2021" for `en`."""
    if lang == "vi":
        return _vi(frequency, starts, ends)
    if lang == "en":
        return _en(frequency, starts, ends)
    raise InvalidInput(f"There are no period names in the language {lang!r}; choose vi or en.")


def _vi(frequency: Frequency, starts: date, ends: date) -> str:
    year, months = starts.year, months_between(starts, ends)
    match frequency:
        case Frequency.DATE:
            return f"đến {starts:%d/%m/%Y}"
        case Frequency.YEAR:
            return f"năm {year}"
        case Frequency.QUARTER:
            return f"quý {_ROMAN[ends.month // 3]} năm {year}"
        case Frequency.MONTH:
            return f"tháng {starts.month}/{year}"
    if year == ends.year and starts.month == 1:
        return f"{months} tháng đầu năm {year}"
    if year == ends.year and ends.month == 12:
        return f"{months} tháng cuối năm {year}"
    if starts.month == 1 and ends.month == 12:
        return f"giai đoạn {year}-{ends.year}"
    return f"từ tháng {starts.month}/{year} đến tháng {ends.month}/{ends.year}"


def _en(frequency: Frequency, starts: date, ends: date) -> str:
    year = starts.year
    match frequency:
        case Frequency.DATE:
            return f"as of {starts.isoformat()}"
        case Frequency.YEAR:
            return f"{year}"
        case Frequency.HALF:
            return f"{'first' if starts.month == 1 else 'second'} half of {year}"
        case Frequency.QUARTER:
            return f"Q{ends.month // 3} {year}"
        case Frequency.MONTH:
            return f"{_MONTHS_EN[starts.month]} {year}"
    if starts.month == 1 and ends.month == 12:
        return f"{year}-{ends.year}"
    if year == ends.year and starts.month == 1:
        return f"first {_COUNTS_EN[months_between(starts, ends)]} months of {year}"
    if year == ends.year and ends.month == 12:
        return f"last {_COUNTS_EN[months_between(starts, ends)]} months of {year}"
    return f"{_MONTHS_EN[starts.month]} {year} to {_MONTHS_EN[ends.month]} {ends.year}"
