"""A file's rows under the headings of a format."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop

from plenum.errors import Fault
from plenum.ledger.exchange.columns import Column, letter, named_by, plain_heading
from plenum.ledger.exchange.faults import MOST_KEPT, Faults
from plenum.ledger.exchange.limits import LONGEST_CELL
from plenum.ledger.exchange.opening import Kind, open_file
from plenum.ledger.exchange.tables import RawTable
from plenum.ledger.exchange.text_files import read_text
from plenum.ledger.exchange.workbooks import read_workbook


@dataclass(frozen=True)
class Sheet:
    """The rows of a file. `texts` and `kinds` go by the names of the format's columns, for those the file has."""

    rows: pa.Int64Array
    texts: dict[str, pa.StringArray]
    kinds: dict[str, pa.StringArray]
    letters: dict[str, str]
    headings: dict[str, str]
    digest: str
    kind: Kind

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, name: str) -> bool:
        return name in self.texts

    def fault(self, index: int, name: str | None, message: str, /, **facts: object) -> Fault:
        """A fault of the row at `index` (from 0), in the column called `name` or in the row as a whole."""
        return Fault(
            message,
            self.rows[index].as_py(),
            self.letters.get(name) if name else None,
            self.headings.get(name) if name else None,
            facts,
        )

    def add_faults(
        self, faults: Faults, wrong: pa.Array, name: str | None, message: str, /, **facts: object
    ) -> None:
        """The same fault for every row whose index (from 0, rising) is in `wrong`."""
        first = [self.fault(index, name, message, **facts) for index in wrong[:MOST_KEPT].to_pylist()]
        faults.add_many(first, len(wrong))


def read_sheet(path: Path, name: str, columns: Sequence[Column], faults: Faults) -> Sheet:
    """The rows of the file at `path` for the format called `name`; rows without anything in them are left out.

    Raises `UnsafeFile`, and `FaultyFile` where the header is not the format's.
    """
    opened = open_file(path)
    known = named_by(columns)
    if opened.kind is Kind.WORKBOOK:
        raw = read_workbook(opened.data, name, faults)
    else:
        raw = read_text(opened.data, known.keys(), faults)
    places = _matched(raw, columns, known, faults)
    faults.raise_any()
    chosen = {column.name: raw.columns[index] for column, index in places}
    kinds = {column.name: raw.kinds[index] for column, index in places} if raw.kinds else {}
    kept = _filled_rows(chosen)
    if kept is not None:
        chosen = {name: texts.take(kept) for name, texts in chosen.items()}
        kinds = {name: texts.take(kept) for name, texts in kinds.items()}
    sheet = Sheet(
        raw.rows if kept is None else raw.rows.take(kept),
        chosen,
        kinds,
        {column.name: letter(index) for column, index in places},
        {column.name: raw.header[index].strip() for column, index in places},
        opened.digest,
        opened.kind,
    )
    if not len(sheet):
        faults.add(Fault("There is a header and no row below it. Nothing is there to import."))
    _check_lengths(sheet, columns, faults)
    return sheet


def _matched(
    raw: RawTable, columns: Sequence[Column], known: dict[str, Column], faults: Faults
) -> list[tuple[Column, int]]:
    found: dict[str, int] = {}
    for index, heading in enumerate(raw.header):
        plain = plain_heading(heading)
        column = known.get(plain)
        if not plain:
            if len(pc.indices_nonzero(pc.greater(pc.utf8_length(raw.columns[index]), 0))):
                faults.add(
                    Fault(
                        "The column has cells and no heading. Write one, or delete the column.",
                        1,
                        letter(index),
                    )
                )
        elif column is None:
            near = difflib.get_close_matches(plain, known, n=1, cutoff=0.6)
            message = gettext_noop("There is no column “{heading}” in this format. The columns are: {names}.")
            if near:
                message = gettext_noop(
                    "There is no column “{heading}” in this format. Is it “{near}”? The columns are: {names}."
                )
            facts = {
                "heading": heading.strip()[:40],
                "near": known[near[0]].name if near else "",
                "names": _listed(columns),
            }
            faults.add(Fault(message, 1, letter(index), facts=facts))
        elif column.name in found:
            faults.add(
                Fault(
                    "The column {name} is there twice (also in column {other}). Delete one.",
                    1,
                    letter(index),
                    facts={"name": column.name, "other": letter(found[column.name])},
                )
            )
        else:
            found[column.name] = index
    missing = [column for column in columns if column.needed and column.name not in found]
    if missing:
        faults.add(
            Fault(
                "These columns are missing: {missing}. The first row must name the columns: {names}.",
                1,
                facts={"missing": _listed(missing), "names": _listed(columns)},
            )
        )
    return [(column, found[column.name]) for column in columns if column.name in found]


def _listed(columns: Iterable[Column]) -> str:
    return ", ".join(column.name for column in columns)


def _filled_rows(texts: dict[str, pa.StringArray]) -> pa.Array | None:
    """The indexes of the rows with anything in them; None where that is all of them."""
    empty: pa.Array | None = None
    for column in texts.values():
        blank = pc.equal(pc.utf8_length(pc.utf8_trim_whitespace(column)), 0)
        empty = blank if empty is None else pc.and_(empty, blank)
        if not pc.any(empty).as_py():
            return None
    assert empty is not None
    return pc.indices_nonzero(pc.invert(empty))


def _check_lengths(sheet: Sheet, columns: Sequence[Column], faults: Faults) -> None:
    for column in columns:
        if column.name not in sheet:
            continue
        most = column.longest or LONGEST_CELL
        long = pc.indices_nonzero(pc.greater(pc.utf8_length(sheet.texts[column.name]), most))
        if len(long):
            sheet.add_faults(
                faults,
                long,
                column.name,
                gettext_noop("The cell is longer than {most} characters."),
                most=most,
            )
