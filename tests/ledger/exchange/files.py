"""Files for the tests, made cell by cell: good ones, and ones nobody should open."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HEADER = ("indicator", "place", "period", "value", "unit", "status", "source_url", "published_on")
GOOD = ("revenue", "an-binh", "2023", "130", "bn VND", "actual", "https://an-binh.example/2023", "2024-01-15")

_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/>
</Types>"""
_BOOK = """<?xml version="1.0" encoding="UTF-8"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>"""
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def row(**changes: str) -> tuple[str, ...]:
    """A good row with some cells changed."""
    return tuple({**dict(zip(HEADER, GOOD, strict=True)), **changes}.values())


def csv_text(*rows: Sequence[str], header: Sequence[str] = HEADER, separator: str = ",") -> str:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if set(text) & set(f'{separator}"\n') else text

    return "".join(separator.join(map(cell, line)) + "\r\n" for line in (header, *rows))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cell(reference: str, text: str) -> str:
    """A cell of the worksheet with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet_rows(*rows: Sequence[str], header: Sequence[str] = HEADER) -> str:
    """The XML of rows of texts; a cell that begins with `<` is put in as it is."""
    found = []
    for number, line in enumerate((header, *rows), 1):
        cells = [
            text if text.startswith("<") else cell(f"{chr(ord('A') + column)}{number}", text)
            for column, text in enumerate(line)
        ]
        found.append(f'<row r="{number}">{"".join(cells)}</row>')
    return "".join(found)


def workbook(
    rows: str = "",
    *,
    sheet: str | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    kind: str = "spreadsheetml.sheet",
) -> bytes:
    """An XLSX file around the XML of its rows; `parts` are put in beside, or in place of, the usual ones."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES.format(kind=kind),
        "xl/workbook.xml": _BOOK,
        "xl/_rels/workbook.xml.rels": _RELATIONS,
        "xl/worksheets/sheet1.xml": sheet if sheet is not None else _SHEET.format(rows),
        **(parts or {}),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()
