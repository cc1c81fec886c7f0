"""Bringing a file into the record: everything or nothing.

Everything is read, understood and checked before the transaction that writes is opened, so that a file with a fault
leaves no trace in the database, not even an audit row.
"""

from pathlib import Path

from django.db import transaction
from django.utils import timezone

from plenum.accounts.models import User
from plenum.accounts.queries import Reader
from plenum.errors import InvalidInput, SignInRequired
from plenum.ledger.exchange.faults import Faults
from plenum.ledger.exchange.formats import FORMATS
from plenum.ledger.exchange.preparing import Format, Imported, Prepared, Preview, Progress, Request
from plenum.ledger.exchange.sheets import read_sheet
from plenum.quantities import LANGUAGES


def _silent(_stage: str, _done: int, _total: int) -> None:
    return None


def format_called(name: str) -> Format:
    """The format with this name. Raises `InvalidInput`."""
    try:
        return FORMATS[name]
    except KeyError:
        raise InvalidInput(
            "There is no format {name!r}. Choose one of: {names}.", name=name, names=", ".join(FORMATS)
        ) from None


def preview_file(
    path: Path,
    format_name: str,
    *,
    lang: str | None,
    by: Reader,
    file_name: str = "",
    progress: Progress = _silent,
) -> Preview:
    """What `import_file` would import; nothing is written. Raises what it raises."""
    return _prepared(path, format_name, lang, by, file_name, progress).preview()


def import_file(
    path: Path,
    format_name: str,
    *,
    lang: str | None,
    by: Reader,
    file_name: str = "",
    progress: Progress = _silent,
) -> Imported:
    """Import the CSV or XLSX file at `path`.

    `format_name` is a key of FORMATS. `lang` is the language its numbers are written in: `vi` (1.234,5), `en`
    (1,234.5), or None, and then a number that each language reads otherwise is a fault. `file_name` is what the
    file was called where it came from.

    Raises `SignInRequired`; `UnsafeFile` for a file that is not read; `FaultyFile` with every fault by row and
    column; `Conflict` where the record changed while the file was being checked.
    """
    prepared = _prepared(path, format_name, lang, by, file_name, progress)
    with transaction.atomic():
        return prepared.write()


def _prepared(
    path: Path, format_name: str, lang: str | None, by: Reader, file_name: str, progress: Progress
) -> Prepared:
    chosen = format_called(format_name)
    if lang is not None and lang not in LANGUAGES:
        raise InvalidInput("Numbers are not read in the language {lang!r}; choose vi or en.", lang=lang)
    if not isinstance(by, User):
        raise SignInRequired("Sign in to import a file.")
    faults = Faults()
    progress("reading", 0, 1)
    sheet = read_sheet(path, chosen.name, chosen.all_columns, faults)
    faults.raise_any()
    progress("reading", 1, 1)
    request = Request(by, lang, file_name or path.name, timezone.localdate(), progress)
    return chosen.prepare(sheet, request, faults)
