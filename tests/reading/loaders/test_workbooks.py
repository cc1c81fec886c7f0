"""XLSX: sheets as tables, numbers as the reader of the workbook's language writes them."""

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from .files import changed, workbook
from .said import figures, one, paragraphs, refusal


def sheet(book: Workbook) -> Worksheet:
    active = book.active
    assert isinstance(active, Worksheet)
    return active


def build(book: Workbook) -> None:
    first = sheet(book)
    first.title = "Kinh tế"
    for row in (
        ["Tình hình kinh tế năm 2021"],
        ["Đơn vị tính: tỷ đồng"],
        ["Chỉ tiêu", 2020, 2021, "Tăng trưởng"],
        ["Thu ngân sách", 1234.5, 1.234, 0.135],
        ["Chi ngân sách", 1000, 2000, 1],
        ["Nguồn: Sở Tài chính"],
    ):
        first.append(row)
    first["D4"].number_format = first["D5"].number_format = "0.0%"


def test_cells_are_read_with_their_heads_and_formats() -> None:
    assert [told[1:] for told in figures(one(workbook(build)))] == [
        ("Thu ngân sách", "1234500000000", "VND", "level", "actual", "2020"),
        ("Thu ngân sách", "1234000000", "VND", "level", "actual", "2021"),
        ("Thu ngân sách", "13.5", "%", "growth", "actual", "2021"),
        ("Chi ngân sách", "1000000000000", "VND", "level", "actual", "2020"),
        ("Chi ngân sách", "2000000000000", "VND", "level", "actual", "2021"),
        ("Chi ngân sách", "100", "%", "growth", "actual", "2021"),
    ]


def test_titles_and_notes_are_paragraphs() -> None:
    told = paragraphs(one(workbook(build)))
    assert told[:3] == ["Kinh tế", "Tình hình kinh tế năm 2021", "Đơn vị tính: tỷ đồng"]
    assert told[4] == "Thu ngân sách\t1234,5\t1,234\t13,5%"
    assert told[-1] == "Nguồn: Sở Tài chính"


def test_each_sheet_is_a_page_and_hidden_ones_are_named() -> None:
    def more(book: Workbook) -> None:
        build(book)
        book.create_sheet("Xã hội").append(["Dân số", "2021"])
        book.create_sheet("Nháp").sheet_state = "hidden"
        book["Nháp"].append(["bí mật"])

    loaded = one(workbook(more))
    assert loaded.source.page_of(loaded.source.text.index("Xã hội")) == 2
    assert "bí mật" not in loaded.source.text
    assert "Nháp" in str(loaded.notes[0])


def test_two_tables_of_a_sheet_are_two() -> None:
    def two(book: Workbook) -> None:
        first = sheet(book)
        for row in (
            ["Chỉ tiêu", "2020"],
            ["Thu (tỷ đồng)", 5],
            [],
            [],
            [],
            [],
            ["Ngành", "2021"],
            ["Công nghiệp (%)", 7],
        ):
            first.append(row)

    loaded = one(workbook(two))
    assert len(loaded.tables) == 2
    assert [told[-1] for told in figures(loaded)] == ["2020", "2021"]


def test_days_are_written_as_days() -> None:
    def day(book: Workbook) -> None:
        first = sheet(book)
        first.append(["Ngày", 44348])
        first["B1"].number_format = "dd/mm/yyyy"

    assert "01/06/2021" in one(workbook(day)).source.text


def _with_sheet(xml: str) -> bytes:
    return changed(workbook(build), {"xl/worksheets/sheet1.xml": xml.encode()})


_START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def test_two_far_corners_cost_nothing() -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c><c r="B1048576"><v>3</v></c></row>'
    )
    loaded = one(_with_sheet(f"{_START}{cells}</sheetData></worksheet>"))
    assert len(loaded.source.text) < 100
    assert "beyond column" in str(loaded.notes[0])


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (
            f'{_START}<row><c t="s"><v>99999</v></c></row></sheetData></worksheet>',
            "names a text it does not hold",
        ),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>", "declares a document type"),
        (f"{_START}<row>", "damaged or cut off"),
        ("<a>" * 5_000, "nested too deeply"),
        (f"{_START}</sheetData></worksheet>", "no text"),
    ],
)
def test_hostile_sheets_are_refused(xml: str, why: str) -> None:
    assert why in refusal(_with_sheet(xml))


def test_merges_without_number_cost_little() -> None:
    merges = '<mergeCell ref="A1:IV1048576"/>' * 20_000
    data = _with_sheet(
        f'{_START}<row><c t="str"><v>x</v></c></row></sheetData><mergeCells>{merges}</mergeCells></worksheet>'
    )
    assert "x" in one(data).source.text
