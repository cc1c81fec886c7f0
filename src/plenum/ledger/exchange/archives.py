"""The archive an XLSX file is: looked over before anything in it is unpacked."""

from plenum.errors import UnsafeFile
from plenum.reading.loaders.archives import Archive
from plenum.reading.loaders.limits import MIB

MOST_MEMBERS = 512
"""Files within a workbook of figures."""


class WorkbookArchive(Archive):
    """The members of an XLSX file, within the limits. Raises `UnsafeFile`, for anything but a workbook too."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, MOST_MEMBERS)
        names = {name.casefold() for name in self.names}
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
