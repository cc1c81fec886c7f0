"""Rows that correct other rows of the same file: how an export carries what was corrected and withdrawn.

`id` is a row's label within the file, `corrects` the label of the row it takes the place of. Labels mean nothing
outside the file: a value already in the record is corrected on its own page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

from plenum.errors import InvalidInput
from plenum.ledger.exchange.cells import fault_of, folded, plain, understand
from plenum.ledger.exchange.columns import Column, Role
from plenum.ledger.exchange.faults import Faults
from plenum.ledger.exchange.sheets import Sheet
from plenum.ledger.exchange.sources import column

COLUMNS = (
    Column("id", Role.CODE, ("row_id", "mã dòng"), longest=40),
    Column("corrects", Role.CODE, ("sửa cho", "đính chính cho"), longest=40),
    Column("withdrawn", Role.TEXT, ("rút lại", "thu hồi")),
)

_YES = {"yes", "true", "1", "có", "x"}
_NO = {"", "no", "false", "0", "không"}


@dataclass(frozen=True)
class History:
    """For each row (from 0) that corrects another, that other row; and the rows that withdraw without a value."""

    corrects: dict[int, int]
    withdrawn: frozenset[int]


NO_HISTORY = History({}, frozenset())


def _read_withdrawn(text: str) -> bool:
    said = folded(text)
    if said not in _YES | _NO:
        raise InvalidInput("“{text}” is neither yes nor no.", text=plain(text)[:20])
    return said in _YES


def read_history(sheet: Sheet, faults: Faults) -> History:
    """The columns of `COLUMNS`, understood. Every row named must be there, above the row that corrects it."""
    if not any(one.name in sheet for one in COLUMNS):
        return NO_HISTORY
    labels = [plain(text) for text in column(sheet, "id").listed(0, len(sheet))]
    named = [plain(text) for text in column(sheet, "corrects").listed(0, len(sheet))]
    said = understand(sheet, "withdrawn", column(sheet, "withdrawn"), _read_withdrawn, faults)
    withdrawn = frozenset(row for row, one in enumerate(said.listed(0, len(sheet))) if one)
    rows: dict[str, int] = {}
    corrects: dict[int, int] = {}
    corrected: dict[int, int] = {}
    for row, (label, other) in enumerate(zip(labels, named, strict=True)):
        if label and label in rows:
            first = sheet.rows[rows[label]].as_py()
            faults.add(
                sheet.fault(
                    row, "id", gettext_noop("Row {row} has the id {label} too."), row=first, label=label
                )
            )
        if other:
            old = rows.get(other)
            if old is None:
                message = gettext_noop(
                    "No row above has the id {label}. A row can correct only one that stands above it in this file."
                )
                faults.add(sheet.fault(row, "corrects", message, label=other))
            elif old in corrected:
                first = sheet.rows[corrected[old]].as_py()
                message = gettext_noop("Row {row} corrects {label} already. Correct that row instead.")
                faults.add(sheet.fault(row, "corrects", message, row=first, label=other))
            elif old in withdrawn:
                faults.add(
                    sheet.fault(
                        row,
                        "corrects",
                        gettext_noop(
                            "{label} only withdraws another row; there is nothing in it to correct."
                        ),
                        label=other,
                    )
                )
            else:
                corrects[row], corrected[old] = old, row
        elif row in withdrawn:
            faults.add(
                sheet.fault(row, "withdrawn", gettext_noop("Name in “corrects” the row that is withdrawn."))
            )
        if label:
            rows.setdefault(label, row)
    return History(corrects, withdrawn)


def check_days(sheet: Sheet, history: History, known_on: Sequence[date | None], faults: Faults) -> None:
    """A correction cannot have become known before what it corrects."""
    for row, old in history.corrects.items():
        later, earlier = known_on[row], known_on[old]
        if later is not None and earlier is not None and later < earlier:
            error = InvalidInput(
                "A correction cannot be known on {day}, before the value it corrects ({before}).",
                day=later.isoformat(),
                before=earlier.isoformat(),
            )
            faults.add(fault_of(sheet, row, "known_on", error))


def check_reasons(sheet: Sheet, history: History, notes: Sequence[str], name: str, faults: Faults) -> None:
    """A correction says why."""
    for row in history.corrects:
        if not notes[row].strip():
            faults.add(
                sheet.fault(
                    row, name, gettext_noop("Say why the value is corrected; the reason is kept with it.")
                )
            )
