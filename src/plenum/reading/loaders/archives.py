"""The archive (ZIP) that office files are and that carries many reports: looked over before anything is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from xml.parsers import expat

from plenum.errors import PlenumError, UnsafeFile
from plenum.reading.loaders.limits import (
    HIGHEST_RATIO,
    LARGEST_UNPACKED,
    MIB,
    MOST_MEMBERS,
    RATIO_COUNTS_FROM,
)

_BLOCK = 256 * 1024


def _damaged() -> UnsafeFile:
    return UnsafeFile(
        "The file is damaged or cut off: it cannot be unpacked. Save it again, or send it once more."
    )


def _unusual(what: object) -> UnsafeFile:
    return UnsafeFile(
        "The file is not put together as files of its kind are ({what}). Open it in the program it was made with "
        "and save it again.",
        what=what,
    )


class Archive:
    """The members of a ZIP file, within the limits. Raises `UnsafeFile`; nothing is written to the disk."""

    def __init__(self, data: bytes, most_members: int = MOST_MEMBERS) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            raise _damaged() from None
        self._inspect(self._zip.infolist(), most_members)
        self._members = {info.filename: info for info in self._zip.infolist()}

    def _inspect(self, members: list[zipfile.ZipInfo], most: int) -> None:
        if len(members) > most:
            raise UnsafeFile(
                "The file packs {count} files; at most {most} are taken.", count=len(members), most=most
            )
        if len({info.filename.casefold() for info in members}) != len(members):
            raise _unusual(PlenumError("a name in it twice"))
        if sum(info.file_size for info in members) > LARGEST_UNPACKED:
            raise UnsafeFile(
                "Unpacked, the file would be larger than {most} MiB. It was not unpacked.",
                most=LARGEST_UNPACKED // MIB,
            )
        for info in members:
            _inspect_member(info)

    @property
    def names(self) -> list[str]:
        """Every member but folders, in the archive's order."""
        return [name for name, info in self._members.items() if not info.is_dir()]

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """Bytes of a member, unpacked."""
        return self._members[name].file_size

    def blocks(self, name: str) -> Iterator[bytes]:
        """A member's bytes as they are unpacked. Raises `UnsafeFile` where it is missing or damaged."""
        if name not in self._members:
            raise _unusual(PlenumError("{name} is missing", name=name))
        try:
            with self._zip.open(self._members[name]) as member:
                while block := member.read(_BLOCK):
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise _damaged() from None

    def whole(self, name: str, most: int = LARGEST_UNPACKED) -> bytes:
        """A member of at most `most` bytes. Raises `UnsafeFile`."""
        found = bytearray()
        for block in self.blocks(name):
            found += block
            if len(found) > most:
                raise _unusual(PlenumError("the size of {name}", name=name))
        return bytes(found)

    def parse(self, name: str, parser: "expat.XMLParserType") -> None:
        """Run a member through an XML parser. Raises `UnsafeFile` for XML that is broken or declares entities."""
        try:
            for block in self.blocks(name):
                parser.Parse(block, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise _damaged() from None
        except LookupError:
            # The XML names an encoding nobody knows.
            raise _unusual(PlenumError("the encoding of {name}", name=name)) from None


def _inspect_member(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise UnsafeFile("The file has a password. Save it without one.")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _unusual(PlenumError("the way it is packed"))
    # `filename` has had backslashes and what follows a NUL taken off already; the original has not.
    name = info.orig_filename
    path = PurePosixPath(name)
    if "\\" in name or "\0" in name or ":" in name or path.is_absolute() or ".." in path.parts:
        raise _unusual(PlenumError("the names in it"))
    packed = max(info.compress_size, 1)
    if info.file_size > RATIO_COUNTS_FROM and info.file_size > HIGHEST_RATIO * packed:
        raise UnsafeFile(
            "The file would grow to {ratio} times its size when unpacked, as no report or workbook does. "
            "It was not unpacked.",
            ratio=info.file_size // packed,
        )


def safe_parser() -> "expat.XMLParserType":
    """A parser that refuses document types, and with them every entity but the five of XML itself."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024

    def refuse(*_: Any) -> None:
        raise UnsafeFile(
            "The file's XML declares a document type or entities; no office program does. It was not read."
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def local(name: str) -> str:
    """An XML name without its prefix."""
    return name.rpartition(":")[2]
