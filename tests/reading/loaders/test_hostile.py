"""Cut off and damaged in any way, a file gives its report or a message, and nothing else."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plenum.errors import PlenumError
from plenum.reading.loaders import Loaded, load_each, pdf_process
from plenum.reading.loaders.drafts import Draft
from plenum.reading.loaders.pdf import _written

from .files import BODY, HEADS, W, changed, lines, packed, pdf, word, word_table, word_xml, workbook


def _word() -> bytes:
    def build(document: object) -> None:
        word_table(document, [HEADS, *BODY])  # type: ignore[arg-type]
        word_xml(
            document, f'<w:p {W}><w:r><w:t>Đạt 5 tỷ đồng</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
        )  # type: ignore[arg-type]

    note = '<w:footnote w:id="2"><w:p><w:r><w:t>Ghi chú.</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {W}>{note}</w:footnotes>"
    return changed(word(build), {"word/footnotes.xml": notes.encode()})


WORD = _word()
BOOK = workbook(lambda book: [book["Sheet"].append(row) for row in [HEADS, *BODY]])
PAGE = (
    "<html><body><table><tr><th>Chỉ tiêu<th>2020<tr><td>Thu (tỷ đồng)<td>1.000</table><p>Tăng 5%.</body></html>"
).encode()
TEXT = "Chỉ tiêu | 2020 | 2021\nThu (tỷ đồng) | 1.000 | 2.000\n".encode()
PDF = pdf(
    [["40 800 m 400 800 l S", *lines(40, 780, ["Thu ngân sách", "đạt 5 tỷ đồng."]), (300, 780, "cột hai")]]
    * 2
)
# The members lie open, so that damage reaches what is in them and not only the packing.
SHEET = ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"]
OPEN = [
    (name, zipfile.ZipFile(io.BytesIO(data)).read(name))
    for data, names in ((WORD, ["word/document.xml", "word/footnotes.xml"]), (BOOK, SHEET))
    for name in names
]
WHOLE = [WORD, BOOK, PAGE, TEXT, packed([("a.docx", WORD), ("b.txt", TEXT)])]

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """The file cut off, with bytes changed, taken out, doubled or put in."""
    found = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(found) - 1, 0)))
        length = draw(st.integers(0, 40))
        match draw(st.sampled_from(["cut", "change", "remove", "repeat", "insert"])):
            case "cut":
                del found[at:]
            case "change":
                found[at : at + 4] = draw(st.binary(min_size=1, max_size=4))
            case "remove":
                del found[at : at + length]
            case "repeat":
                found[at:at] = found[at : at + length] * draw(st.integers(1, 50))
            case _:
                found[at:at] = draw(st.binary(max_size=40))
    return bytes(found)


def survives(data: bytes) -> None:
    for one in load_each(data, "x"):
        if isinstance(one, Loaded):
            report = one.report()
            for figure in report.figures:
                assert 0 <= figure.value_start < figure.value_end <= len(report.text)
                assert one.source.page_of(figure.value_start) >= 1
        else:
            assert isinstance(one.error, PlenumError)
            assert str(one.error)


@quick
@given(st.sampled_from(WHOLE).flatmap(damaged))
def test_damaged_files(data: bytes) -> None:
    if b"%PDF-" not in data[:1024]:
        survives(data)


@quick
@given(st.sampled_from(OPEN).flatmap(lambda part: st.tuples(st.just(part[0]), damaged(part[1]))))
def test_damaged_parts_of_office_files(part: tuple[str, bytes]) -> None:
    name, content = part
    survives(changed(WORD if name.startswith("word") else BOOK, {name: content}))


@quick
@given(damaged(PDF))
def test_damaged_pdfs(data: bytes) -> None:
    answer = pdf_process.extracted(data)
    if "refused" not in answer:
        with suppress(PlenumError):
            _written(answer, Draft("x", "application/pdf", data), []).report()


@quick
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    if b"%PDF-" not in data:
        survives(data)


@pytest.mark.parametrize("data", [WORD, BOOK, PAGE, TEXT], ids=["word", "workbook", "page", "text"])
def test_every_way_to_cut_a_file_off(data: bytes) -> None:
    for end in range(0, len(data), max(1, len(data) // 60)):
        survives(data[:end])


def test_an_archive_that_lies_about_its_sizes() -> None:
    data = bytearray(WORD)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 7)
        at += 4
    survives(bytes(data))
