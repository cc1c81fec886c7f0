"""The year, calendar or fiscal, that "this year" means in a report."""

import re

from plenum.reading.patterns.compared_times import COMPARED_BEFORE, PRICES_AFTER, PRICES_BEFORE
from plenum.reading.patterns.period_codes import Y, short_year

_VISION = re.compile(
    r"(?:vision (?:to|towards)|tầm nhìn(?: đến)?|định hướng(?: đến)?|\bto|\buntil|\bby|"
    r"orientation to|đến năm|towards|toward)\s*(?:năm\s*)?$",
    re.IGNORECASE,
)


_SINCE = re.compile(r"(?:\bsince|kể từ|từ năm|\bfrom)\s*(?:năm\s*|the year\s*)?$", re.IGNORECASE)


_IN_PERIOD = re.compile(
    r"(?:months?|half|quarter|đầu năm|tháng|quý \S+|tháng \d{1,2}[/-])\s*(?:of|năm|in|/)?\s*$", re.IGNORECASE
)


_YEAR_TOKEN = re.compile(rf"(?<![\d.,$])({Y})(?![\d%/s]|[.,]\d)")


_HEAD = 60_000


def year_of(text: str, lang: str) -> int:
    """The year the report speaks of: the one it names most outside comparisons, terms and outlooks.

    Where it names years only to compare with ("more than in 2016"), the year after; 0 where it names none.
    """
    counts: dict[int, int] = {}
    compared: list[int] = []
    head = text[:_HEAD]
    for match in _YEAR_TOKEN.finditer(head):
        before = head[max(0, match.start() - 48) : match.start()]
        after = head[match.end() : match.end() + 14]
        if re.match(r"\s?[-–]\s?(?:19|20)?\d\d", after) or re.search(rf"{Y}\s?[-–/]\s?$", before):
            continue
        if PRICES_AFTER.match(after) or PRICES_BEFORE.search(before) or _SINCE.search(before):
            continue
        year = int(match.group(1))
        if COMPARED_BEFORE[lang].search(before):
            compared.append(year)
        elif not _VISION.search(before):
            counts[year] = counts.get(year, 0) + (3 if _IN_PERIOD.search(before) else 1)
    if counts:
        if compared and max(counts) < max(compared):
            return 0  # every year is told in passing: results are compared with a later one
        most = max(counts.values())
        return next(year for year, count in counts.items() if count == most)
    return max(compared) + 1 if compared else 0


_FISCAL_PAIR = re.compile(rf"(?<![\d/.-])(?P<a>{Y})\s?[/–—-]\s?(?P<b>{Y}|\d\d)(?![\d/-])")


def fiscal_year_of(text: str) -> int:
    """The first calendar year of the fiscal year an English report names most; 0 where it names none."""
    counts: dict[int, int] = {}
    for match in _FISCAL_PAIR.finditer(text[:_HEAD]):
        first = int(match["a"])
        if short_year(first, match["b"]) == first + 1:
            counts[first] = counts.get(first, 0) + 1
    if not counts:
        return 0
    if re.search(r"\b(?:next|coming) year\b", text[:_HEAD]):
        return max(counts)
    return max(counts, key=lambda year: (counts[year], year))


def is_reported(text: str, year: int) -> bool:
    """Whether parts of the year are what the report is about: "in the first six months of 2023", twice and more."""
    parts = [
        match
        for match in re.finditer(rf"\b{year}\b", text[:_HEAD])
        if _IN_PERIOD.search(text, max(0, match.start() - 48), match.start())
        and not COMPARED_BEFORE["en"].search(text, max(0, match.start() - 48), match.start())
    ]
    return len(parts) > 1
