"""The forms reports are printed in: FORMS names them. A form gives a head, a piece for each report, and a tail."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields
from decimal import Decimal

from plenum.cli.reports.findings import FigureRow, Read, plain, rows_of
from plenum.cli.reports.page import page_head, page_of, page_tail

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True)
class Form:
    """How reports are written: text before the first, of each, and after the last."""

    head: Callable[[], str]
    piece: Callable[[Read], str]
    tail: Callable[[], str]


def as_json(read: Read) -> str:
    """One line of JSON: what `Report.to_json` gives, with the file it came from and the page of each figure."""
    told = read.report.to_json()
    for entry in told["figures"]:
        entry["page"] = read.page(entry["value_start"])
    file = {
        "file": read.name,
        "media_type": read.loaded.media_type,
        "file_digest": read.loaded.digest,
        "notes": [str(note) for note in read.loaded.notes],
        "page_starts": list(read.loaded.source.page_starts),
    }
    return json.dumps(file | told, ensure_ascii=False).encode("utf-8", "backslashreplace").decode() + "\n"


def as_csv(read: Read) -> str:
    """A line for each figure. A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    for row in rows_of(read):
        lines.writerow([_cell(value) for value in astuple(row)])
    return written.getvalue()


def _cell(value: object) -> str:
    if value is None or isinstance(value, Decimal):
        return plain(value)
    text = str(value).replace("\x00", "")
    # A spreadsheet strips what is blank before it looks for a formula.
    is_run = text.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    return f"'{text}" if (is_run or text[:1] in "\t\r\n") and text and not _NUMBER.fullmatch(text) else text


def _csv_head() -> str:
    return "\ufeff" + ",".join(column.name for column in fields(FigureRow)) + "\r\n"


FORMS: dict[str, Form] = {
    "json": Form(str, as_json, str),
    "csv": Form(_csv_head, as_csv, str),
    "html": Form(page_head, page_of, page_tail),
}
