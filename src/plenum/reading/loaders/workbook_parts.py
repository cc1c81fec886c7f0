"""What an XLSX file says beside its cells: its worksheets, the styles cells name, the texts cells share.

The XML is read here and not by a spreadsheet library, because a library hands out numbers without the format that
makes 0.135 a percentage, and lays a sheet with two far corners out as a whole.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from plenum.errors import UnsafeFile
from plenum.reading.loaders.archives import Archive, local, safe_parser

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DATE_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_PERCENT_FORMATS = frozenset({9, 10})
_NOT_PATTERN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_SHEET_TYPE = "/worksheet"


@dataclass(frozen=True)
class Sheet:
    """A worksheet: its name, the member of the archive that holds it, and whether it is shown."""

    name: str
    member: str
    is_visible: bool


@dataclass(frozen=True)
class Styles:
    """The numbers of the cell styles that show a day, and of those that show a percentage."""

    dates: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()


def walk(archive: Archive, name: str, start: Callable[[str, dict[str, str]], None]) -> None:
    """Hand every element of a member to `start`. Raises `UnsafeFile`."""
    parser = safe_parser()
    parser.StartElementHandler = start
    archive.parse(name, parser)


def sheets_of(archive: Archive) -> tuple[list[Sheet], date]:
    """The worksheets in the order of their tabs, and the day that day numbers are counted from."""
    found: list[tuple[str, str, bool]] = []
    targets: dict[str, str] = {}
    first_day = [date(1899, 12, 30)]

    def in_workbook(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            key = next((value for at, value in attributes.items() if at.endswith(":id")), "")
            found.append((attributes.get("name", ""), key, attributes.get("state", "visible") == "visible"))
        elif local(name) == "workbookPr" and attributes.get("date1904", "0") in ("1", "true"):
            first_day[0] = date(1904, 1, 1)

    def in_relations(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("Type", "").endswith(_SHEET_TYPE):
            target = attributes.get("Target", "")
            member = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = member

    walk(archive, "xl/workbook.xml", in_workbook)
    walk(archive, "xl/_rels/workbook.xml.rels", in_relations)
    sheets = [Sheet(name, targets[key], is_visible) for name, key, is_visible in found if key in targets]
    return sheets, first_day[0]


def styles_of(archive: Archive) -> Styles:
    """Which cell styles show a day or a percentage. Raises `UnsafeFile`."""
    if "xl/styles.xml" not in archive:
        return Styles()
    dates, percents = set(_DATE_FORMATS), set(_PERCENT_FORMATS)
    styles: list[int] = []
    within = [False]

    def start(name: str, attributes: dict[str, str]) -> None:
        match local(name):
            case "numFmt":
                pattern = _NOT_PATTERN.sub("", attributes.get("formatCode", "")).lower()
                number = int(attributes.get("numFmtId", "-1"))
                if "%" in pattern:
                    percents.add(number)
                elif "y" in pattern or "d" in pattern:
                    dates.add(number)
            case "cellXfs":
                within[0] = True
            case "cellStyles" | "dxfs":
                within[0] = False
            case "xf" if within[0]:
                styles.append(int(attributes.get("numFmtId", "0")))

    try:
        walk(archive, "xl/styles.xml", start)
    except ValueError:
        raise UnsafeFile("The workbook's styles cannot be read. Save it again as .xlsx.") from None
    return Styles(
        frozenset(number for number, style in enumerate(styles) if style in dates),
        frozenset(number for number, style in enumerate(styles) if style in percents),
    )


def shared_texts(archive: Archive, longest: int) -> list[str]:
    """The texts that cells name by their number; one of more than `longest` characters is cut just past that."""
    if "xl/sharedStrings.xml" not in archive:
        return []
    texts: list[str] = []
    parts: list[str] = []
    inside = {"text": False, "phonetic": 0}

    def start(name: str, _: dict[str, str]) -> None:
        match local(name):
            case "si":
                parts.clear()
            case "rPh":
                inside["phonetic"] += 1
            case "t":
                inside["text"] = not inside["phonetic"]

    def end(name: str) -> None:
        match local(name):
            case "si":
                texts.append(unescaped("".join(parts))[: longest + 1])
            case "rPh":
                inside["phonetic"] -= 1
            case "t":
                inside["text"] = False

    def characters(text: str) -> None:
        if inside["text"]:
            parts.append(text)

    parser = safe_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    archive.parse("xl/sharedStrings.xml", parser)
    return texts


def unescaped(text: str) -> str:
    """A cell's text with the characters XML cannot write: `_x000D_` is a line end."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def column_index(letters: str) -> int:
    """A column's number counted from 0."""
    index = 0
    for sign in letters:
        index = index * 26 + ord(sign) - ord("A") + 1
    return index - 1
