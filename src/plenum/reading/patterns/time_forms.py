"""What a wording of time is: a pattern, and the period its groups mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from plenum.reading.patterns.period_codes import of_months, on, short_year, years

_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"


_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(_MONTH_NAMES.split("|"), 1)}
_MONTH_NUMBER |= {name[:3]: number for name, number in _MONTH_NUMBER.items()}


MONTH = rf"(?:{_MONTH_NAMES}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"


_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
    "mười": 10, "mười một": 11, "mười hai": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4, "đầu": 1, "cuối": 2,
}  # fmt: skip


def number_of(word: str) -> int:
    """1 for "one", "first", "I", "January"; 0 where the word is no number."""
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word, _MONTH_NUMBER.get(word.strip("."), 0))


Groups = dict[str, str | None]


@dataclass(frozen=True)
class Form:
    """One wording of time: a pattern, what it means, and whether it is a day, or needs the report's year."""

    pattern: re.Pattern[str]
    meaning: Callable[[Groups, int], str]
    is_day: bool = False
    needs: tuple[str, ...] = ()
    """Small letters one of which every match holds: a sentence without any is not searched. () for no such letters."""


def _year_of(groups: Groups, base: int) -> int:
    """The year printed, or the report's; "last year" and "next year" beside it."""
    if text := groups.get("y"):
        return int(text)
    word = (groups.get("r") or "").lower()
    if not base:
        return 0
    if word.startswith(("last", "previous", "ngoái", "trước")):
        return base - 1
    if word.startswith(("next", "coming", "sau", "tới")):
        return base + 1
    return base


def meant(build: Callable[[Groups, int], str]) -> Callable[[Groups, int], str]:
    """`build` with the year in place of the report's; "" where no year is known."""

    def meaning(groups: Groups, base: int) -> str:
        year = _year_of(groups, base)
        return build(groups, year) if year else ""

    return meaning


def first_months(groups: Groups, year: int) -> str:
    """The first `n` months of the year."""
    count = number_of(groups["n"] or "")
    if not 1 <= count <= 12:
        return ""
    return of_months(year, 1, year, count)


def last_months(groups: Groups, year: int) -> str:
    """The last `n` months of the year."""
    count = number_of(groups["n"] or "")
    return of_months(year, 13 - count, year, 12) if 1 <= count <= 12 else ""


def quarter(groups: Groups, year: int) -> str:
    """Quarter `n` of the year."""
    number = number_of(groups["n"] or "")
    return f"{year}-Q{number}" if 1 <= number <= 4 else ""


def half(groups: Groups, year: int) -> str:
    """The half of the year that `n` says."""
    word = (groups["n"] or "").lower()
    return f"{year}-S{1 if word in ('first', 'opening', 'đầu', '1', 'half', 'i', '1st') else 2}"


def month(groups: Groups, year: int) -> str:
    """Month `n` of the year."""
    number = number_of(groups["n"] or "")
    return f"{year}-{number:02}" if 1 <= number <= 12 else ""


def months(groups: Groups, year: int) -> str:
    """Months `a` to `b`, from year `x` where printed."""
    first, last = number_of(groups["a"] or ""), number_of(groups["b"] or "")
    first_year = int(groups["x"] or 0) if groups.get("x") else year
    return (
        of_months(first_year, first, year, last)
        if (first_year, first) <= (year, last) and first and last
        else ""
    )


def day(groups: Groups, year: int) -> str:
    """The state on day `d` of month `n`."""
    return on(year, number_of(groups["n"] or ""), int(groups["d"] or 0))


def fiscal(groups: Groups, base: int) -> str:
    """Years `a` to `b`, which may be printed in two digits."""
    first = int(groups["a"] or 0)
    last = short_year(first, groups["b"] or "")
    return years(first, last) if last >= first else ""


def form(
    pattern: str, build: Callable[[Groups, int], str], is_day: bool = False, needs: tuple[str, ...] = ()
) -> Form:
    """A wording whose year may be printed or be the report's."""
    return Form(re.compile(pattern, re.IGNORECASE), meant(build), is_day, needs)


def plain_form(pattern: str, build: Callable[[Groups, int], str], needs: tuple[str, ...] = ()) -> Form:
    """A wording that prints its years."""
    return Form(re.compile(pattern, re.IGNORECASE), build, needs=needs)


CENTURIES = ("19", "20")
NAMES = tuple(name.lower()[:3] for name in _MONTH_NAMES.split("|"))
