"""Truth tables of the reader: one row a sentence, the words of one figure in it and what must be read of them."""

import csv
from pathlib import Path
from typing import Any

import pytest

from plenum.reading import Figure, Report, read

TABLES = Path(__file__).parent / "truth"


def truths(table: str) -> list[Any]:
    """The rows of truth/`table`.tsv as pytest parameters, a `\\n` in a text meaning a line break."""
    with (TABLES / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        row["text"] = row["text"].replace("\\n", "\n")
    return [pytest.param(row, id=f"{row['words']} in {row['text'][:40]}".replace("\n", " ")) for row in rows]


def figure(report: Report, words: str) -> Figure:
    """The one figure that stands on these words."""
    found = [each for each in report.figures if report.words(each.value_start, each.value_end) == words]
    assert len(found) == 1, f"{words!r} is not among {printed(report)}"
    return found[0]


def printed(report: Report) -> list[str]:
    """The words of every figure."""
    return [report.words(each.value_start, each.value_end) for each in report.figures]


def name_of(text: str, words: str) -> str:
    """What the figure on these words is said of."""
    report = read(text)
    found = figure(report, words)
    return report.words(found.name_start, found.name_end)
