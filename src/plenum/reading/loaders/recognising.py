"""What a file is, by its content and not by its name; what cannot be read is refused with what to do instead."""

import re
from collections.abc import Sequence

from plenum.errors import UnsafeFile
from plenum.reading.loaders.archives import Archive
from plenum.reading.loaders.limits import MIB

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0"
_PACKED = {b"\x1f\x8b": "gzip", b"Rar!": "rar", b"7z\xbc\xaf": "7z", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_PROGRAMS = (b"MZ", b"\x7fELF", b"SQLite format 3", b"PAR1", b"\xca\xfe\xba\xbe")
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(rb"\s*<(?:p|div|table|main|article|section|h[1-6]|ul|ol)[\s>]", re.IGNORECASE)


def kind_of(data: bytes) -> str:
    """ "word", "workbook", "pdf", "page", "text" or "bundle" (a ZIP of reports). Raises `UnsafeFile`."""
    if not data.strip():
        raise UnsafeFile("The file is empty.")
    if data.startswith(_ZIP):
        return _kind_of_archive(Archive(data))
    if b"%PDF-" in data[:1024]:
        return "pdf"
    _refuse(data)
    head = data[:4096].replace(b"\x00", b"")
    if _HTML.search(head) or _FRAGMENT.match(head):
        return "page"
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip().startswith(b"<?xml"):
        raise UnsafeFile("This is an XML file, not a report. Save the report as .docx, PDF, HTML or text.")
    return "text"


def _refuse(data: bytes) -> None:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnsafeFile("The file has a password. Save it without one.")
        raise UnsafeFile(
            "This is a file of an old Office (.doc, .xls, .ppt). Open it in Word, Excel or LibreOffice and save it as "
            ".docx, .xlsx or PDF."
        )
    if data.startswith(b"{\\rtf"):
        raise UnsafeFile("This is an RTF file. Open it in Word or LibreOffice and save it as .docx.")
    for mark, name in _PACKED.items():
        if data.startswith(mark):
            raise UnsafeFile("This is a packed file ({kind}). Unpack it, or pack it as ZIP.", kind=name)
    if data.startswith(_PICTURES) and b"\x00" in data[:512]:
        raise UnsafeFile("This is a picture. Send the report as .docx or as a PDF.")
    if data.startswith(_PROGRAMS) and b"\x00" in data[:512]:
        raise UnsafeFile("This is a program or a database, not a report.")
    if data[:200].lower().startswith((b"mime-version:", b"from: <saved by")):
        raise UnsafeFile("This is a saved web archive (.mht). Save the page as HTML or print it to a PDF.")


def _kind_of_archive(archive: Archive) -> str:
    names = {name.casefold() for name in archive.names}
    if "[content_types].xml" in names:
        return _kind_of_office(archive, names)
    if "mimetype" in names and "content.xml" in names:
        raise UnsafeFile("This is an OpenDocument file. Save it as .docx or .xlsx.")
    if "meta-inf/container.xml" in names:
        raise UnsafeFile("This is an electronic book. Save the report as .docx or PDF.")
    return "bundle"


def _kind_of_office(archive: Archive, names: set[str]) -> str:
    if _holds_macros(archive, names):
        raise UnsafeFile("The file holds macros. Save it as .docx or .xlsx, which have none.")
    if "word/document.xml" in names:
        return "word"
    if "xl/workbook.xml" in names:
        return "workbook"
    if "xl/workbook.bin" in names:
        raise UnsafeFile("This is a binary workbook (.xlsb). Save it as .xlsx.")
    if "ppt/presentation.xml" in names:
        raise UnsafeFile("This is a presentation. Save it as PDF.")
    raise UnsafeFile(
        "The file is packed like an office file but is neither a Word document nor an Excel workbook."
    )


def _holds_macros(archive: Archive, names: Sequence[str] | set[str]) -> bool:
    if any("vbaproject" in name or name.startswith("xl/macrosheets/") for name in names):
        return True
    types = next(name for name in archive.names if name.casefold() == "[content_types].xml")
    return "macroenabled" in archive.whole(types, MIB).decode("utf-8", "replace").casefold()
