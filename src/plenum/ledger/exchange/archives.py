"""The archive an XLSX file is: looked over before anything in it is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext_noop

from plenum.errors import PlenumError, UnsafeFile
from plenum.ledger.exchange.limits import (
    HIGHEST_RATIO,
    LARGEST_UNPACKED,
    MIB,
    MOST_MEMBERS,
    RATIO_COUNTS_FROM,
)

_DAMAGED = gettext_noop(
    "The file is damaged or cut off: it cannot be unpacked. Save it again as .xlsx, or send it once more."
)
_UNUSUAL = gettext_noop(
    "The file is not put together like a workbook ({what}). Open it in Excel or LibreOffice and save it as .xlsx."
)
_BLOCK = 256 * 1024


class Archive:
    """The members of an XLSX file, within the limits. Raises `UnsafeFile`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            raise UnsafeFile(_DAMAGED) from None
        self._inspect(self._zip.infolist())
        self._members = {info.filename: info for info in self._zip.infolist()}
        self._check_type()

    def _inspect(self, members: list[zipfile.ZipInfo]) -> None:
        if len(members) > MOST_MEMBERS:
            raise UnsafeFile(
                "The file packs {count} files; a workbook has at most {most}.",
                count=len(members),
                most=MOST_MEMBERS,
            )
        if len({info.filename.casefold() for info in members}) != len(members):
            raise UnsafeFile(_UNUSUAL, what=PlenumError("a name in it twice"))
        if sum(info.file_size for info in members) > LARGEST_UNPACKED:
            raise UnsafeFile(
                "Unpacked, the file would be larger than {most} MiB. It was not unpacked.",
                most=LARGEST_UNPACKED // MIB,
            )
        for info in members:
            self._inspect_member(info)

    def _inspect_member(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 0x1:
            raise UnsafeFile("The file has a password. Save it without one.")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnsafeFile(_UNUSUAL, what=PlenumError("the way it is packed"))
        # `filename` has had backslashes and what follows a NUL taken off already; the original has not.
        name = info.orig_filename
        path = PurePosixPath(name)
        if "\\" in name or "\0" in name or ":" in name or path.is_absolute() or ".." in path.parts:
            raise UnsafeFile(_UNUSUAL, what=PlenumError("the names in it"))
        packed = max(info.compress_size, 1)
        if info.file_size > RATIO_COUNTS_FROM and info.file_size > HIGHEST_RATIO * packed:
            raise UnsafeFile(
                "The file would grow to {ratio} times its size when unpacked, as no workbook of figures does. "
                "It was not unpacked.",
                ratio=info.file_size // packed,
            )

    def _check_type(self) -> None:
        names = {name.casefold() for name in self._members}
        if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in names):
            raise UnsafeFile("The workbook holds macros. Save it as .xlsx, which has none.")
        if "xl/workbook.bin" in names:
            raise UnsafeFile("This is a binary workbook (.xlsb). Save it as .xlsx.")
        if "xl/workbook.xml" not in names or "[content_types].xml" not in names:
            if "word/document.xml" in names:
                raise UnsafeFile("This is a Word document. Choose a CSV or XLSX file.")
            raise UnsafeFile(
                "The file is packed (zip) but is not an Excel workbook. Choose a CSV or XLSX file."
            )
        if "macroenabled" in self.whole("[Content_Types].xml", MIB).decode("utf-8", "replace").casefold():
            raise UnsafeFile("The workbook holds macros. Save it as .xlsx, which has none.")

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def blocks(self, name: str) -> Iterator[bytes]:
        """A member's bytes as they are unpacked. Raises `UnsafeFile` where it is missing or damaged."""
        if name not in self._members:
            raise UnsafeFile(_UNUSUAL, what=name)
        try:
            with self._zip.open(self._members[name]) as member:
                while block := member.read(_BLOCK):
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise UnsafeFile(_DAMAGED) from None

    def whole(self, name: str, most: int) -> bytes:
        found = b""
        for block in self.blocks(name):
            found += block
            if len(found) > most:
                raise UnsafeFile(_UNUSUAL, what=name)
        return found

    def parse(self, name: str, parser: "expat.XMLParserType") -> None:
        """Run a member through an XML parser. Raises `UnsafeFile` for XML that is broken or declares entities."""
        try:
            for block in self.blocks(name):
                parser.Parse(block, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise UnsafeFile(_DAMAGED) from None


def safe_parser() -> "expat.XMLParserType":
    """A parser that refuses document types, and with them every entity but the five of XML itself."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024

    def refuse(*_: Any) -> None:
        raise UnsafeFile(
            "The workbook's XML declares a document type or entities; no spreadsheet program does. It was not read."
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def local(name: str) -> str:
    """An XML name without its prefix."""
    return name.rpartition(":")[2]
