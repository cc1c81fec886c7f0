"""A table as it was read from a file, before any heading is understood."""

from dataclasses import dataclass

import pyarrow as pa

TEXT, NUMBER, DATE, TRUTH = "t", "n", "d", "b"
"""What a cell of a workbook is, beside its text."""


@dataclass(frozen=True)
class RawTable:
    """Headings, and below them for each row its number in the spreadsheet and its cells as texts.

    `kinds`, for each column, tells what each cell was in a workbook; a CSV file knows texts only and has None.
    Numbers stand in plain notation (45600.5), dates as 2024-01-31.
    """

    header: list[str]
    rows: pa.Int64Array
    columns: list[pa.StringArray]
    kinds: list[pa.StringArray] | None
