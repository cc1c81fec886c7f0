"""What a file is, by its content and not by its name; too large a one is refused before any of it is read."""

import hashlib
import io
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from django.utils.translation import gettext_noop

from plenum.errors import UnsafeFile
from plenum.ledger.exchange.limits import LARGEST_TEXT, LARGEST_WORKBOOK, MIB


class Kind(StrEnum):
    TEXT = "csv"
    WORKBOOK = "xlsx"


@dataclass(frozen=True)
class OpenedFile:
    """A file within its limits: its bytes and the SHA-256 of them, in hex."""

    kind: Kind
    data: bytes
    digest: str

    def stream(self) -> io.BytesIO:
        return io.BytesIO(self.data)


def open_file(path: Path) -> OpenedFile:
    """Read a file into memory. Raises `UnsafeFile` for its size or for what its first bytes say it is."""
    size = path.stat().st_size
    if size > LARGEST_TEXT:
        _too_large(size, LARGEST_TEXT, "CSV")
    with path.open("rb") as file:
        start = file.read(8)
        kind = _kind(start)
        if kind is Kind.WORKBOOK and size > LARGEST_WORKBOOK:
            _too_large(size, LARGEST_WORKBOOK, "XLSX")
        # One byte more than may be: the file could have grown since its size was asked.
        data = start + file.read(LARGEST_TEXT - len(start) + 1)
    if len(data) > LARGEST_TEXT:
        _too_large(len(data), LARGEST_TEXT, "CSV")
    if not data:
        raise UnsafeFile("The file is empty. Choose the file that holds the rows.")
    return OpenedFile(kind, data, hashlib.sha256(data).hexdigest())


def _too_large(size: int, limit: int, kind: str) -> NoReturn:
    raise UnsafeFile(
        "The file has {size} MiB; {kind} files are taken up to {limit} MiB. Nothing of it was read. "
        "Divide it into smaller files.",
        size=-(-size // MIB),
        kind=kind,
        limit=limit // MIB,
    )


_REFUSED = {
    b"\xd0\xcf\x11\xe0": gettext_noop(
        "This is an old Excel file (.xls) or one with a password. Open it in Excel or LibreOffice and save it "
        "as .xlsx without a password, or as CSV UTF-8."
    ),
    b"%PDF": gettext_noop("This is a PDF file. Choose a CSV or XLSX file."),
    b"\x1f\x8b": gettext_noop("This is a packed file (gzip). Unpack it first."),
    b"Rar!": gettext_noop("This is a packed file (rar). Unpack it first."),
    b"7z\xbc\xaf": gettext_noop("This is a packed file (7z). Unpack it first."),
    b"\x89PNG": gettext_noop("This is a picture. Choose a CSV or XLSX file."),
    b"\xff\xd8\xff": gettext_noop("This is a picture. Choose a CSV or XLSX file."),
    b"PAR1": gettext_noop("This is a Parquet file. Choose a CSV or XLSX file."),
    b"SQLi": gettext_noop("This is a database file. Choose a CSV or XLSX file."),
}


def _kind(start: bytes) -> Kind:
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Kind.WORKBOOK
    for mark, message in _REFUSED.items():
        if start.startswith(mark):
            raise UnsafeFile(message)
    return Kind.TEXT
