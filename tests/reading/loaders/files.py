"""Reports of every kind, made for the tests."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence

import docx
from docx.document import Document
from docx.oxml import parse_xml
from openpyxl import Workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

HEADS = ["TT", "Chỉ tiêu", "ĐVT", "Thực hiện 2020", "Kế hoạch 2021", "So với cùng kỳ (%)"]
BODY = [
    ["1", "Tổng sản phẩm (GRDP)", "tỷ đồng", "120.345,6", "130.000", "112,5"],
    ["2", "Tỷ lệ hộ nghèo", "%", "2,5", "1,5", ""],
]
FIGURES = [
    ("120.345,6", "Tổng sản phẩm (GRDP)", "120345600000000", "VND", "level", "actual", "2020"),
    ("130.000", "Tổng sản phẩm (GRDP)", "130000000000000", "VND", "level", "target", "2021"),
    ("112,5", "Tổng sản phẩm (GRDP)", "112.5", "%", "ratio", "actual", "2020"),
    ("2,5", "Tỷ lệ hộ nghèo", "2.5", "%", "level", "actual", "2020"),
    ("1,5", "Tỷ lệ hộ nghèo", "1.5", "%", "level", "target", "2021"),
]
"""What the table of HEADS and BODY states: words, name, value, unit, measure, role, period."""


def word(build: Callable[[Document], None]) -> bytes:
    """A DOCX file."""
    document = docx.Document()
    build(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def word_table(document: Document, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text


def word_xml(document: Document, xml: str) -> None:
    """Add raw WordprocessingML to the end of the body."""
    document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))


def changed(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same archive with parts replaced, added, or (None) left out."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            if content is not None:
                new.writestr(name, content)
    return written.getvalue()


def packed(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return written.getvalue()


def workbook(build: Callable[[Workbook], None]) -> bytes:
    """An XLSX file."""
    book = Workbook()
    build(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


Placed = tuple[float, float, str]
"""Left, distance from the bottom, words: one string of a page, at twelve points."""

_HEX = "<{}> Tj"


def pdf(pages: Sequence[Sequence[Placed | str]], catalogue: str = "", trailer: str = "") -> bytes:
    """A PDF of A4 pages: strings at their places, and raw drawing. Each letter is 6 points wide.

    The font is not embedded; its letters are their own code points.
    """
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    def stream(content: bytes, extra: str = "") -> bytes:
        return f"<< /Length {len(content)} {extra}>>\nstream\n".encode() + content + b"\nendstream"

    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + b"".join(
            b"%d beginbfrange\n" % 64
            + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (high, high, high) for high in range(at, at + 64))
            + b"endbfrange\n"
            for at in range(0, 256, 64)
        )
        + b"endcmap end end"
    )
    catalogue_at, tree_at = 1, 2
    objects += [b"", b""]
    unicode_at = add(stream(to_unicode))
    descriptor = add(
        b"<< /Type /FontDescriptor /FontName /Letters /Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 "
        b"/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    cid = add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Letters /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /DW 500 /FontDescriptor %d 0 R >>" % descriptor
    )
    font = add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Letters /Encoding /Identity-H /DescendantFonts [%d 0 R] "
        b"/ToUnicode %d 0 R >>" % (cid, unicode_at)
    )
    kids = []
    for page in pages:
        drawn = []
        for one in page:
            if isinstance(one, str):
                drawn.append(one)
            else:
                left, bottom, words = one
                code = words.encode("utf-16-be").hex()
                drawn.append(f"BT /F1 12 Tf 1 0 0 1 {left} {bottom} Tm {_HEX.format(code)} ET")
        content = add(stream(zlib.compress("\n".join(drawn).encode()), "/Filter /FlateDecode "))
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (content, font)
            )
        )
    objects[catalogue_at - 1] = f"<< /Type /Catalog /Pages 2 0 R {catalogue}>>".encode()
    objects[tree_at - 1] = (
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    )
    return bound(objects, trailer)


def bound(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """PDF objects as a file, with the table of where each is."""
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n".encode()
    )
    return bytes(written)


def lines(left: float, top: float, texts: Sequence[str], step: float = 15) -> list[Placed]:
    """Lines below one another."""
    return [(left, top - step * number, text) for number, text in enumerate(texts)]


def scan(pages: int = 1) -> bytes:
    """A PDF whose pages are a grey picture each."""
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Length 1 >>\nstream\n\x80\nendstream"
    )
    content = b"<< /Length 30 >>\nstream\nq 500 0 0 700 40 40 cm /I Do Q   \nendstream"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", picture, content]
    kids = []
    for _ in range(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /XObject << /I 3 0 R >> >> >>"
        )
        kids.append(len(objects))
    objects[1] = (
        f"<< /Type /Pages /Count {pages} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    )
    return bound(objects)


def photographed(texts: Sequence[str], pages_of_text: Sequence[str] = ()) -> bytes:
    """A PDF with a page that is a picture of lines of words, as a scanner makes it, after pages of text."""
    import vl_convert

    words = "".join(
        f'<text x="150" y="{200 + 60 * number}" font-size="40" font-family="Liberation Sans">{text}</text>'
        for number, text in enumerate(texts)
    )
    paper = '<rect width="1654" height="2339" fill="white"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="1654" height="2339">{paper}{words}</svg>'
    picture = vl_convert.svg_to_jpeg(svg, quality=95)
    texts_drawn = [
        f"BT /F1 12 Tf 1 0 0 1 50 {780 - 15 * number} Tm ({line}) Tj ET".encode()
        for number, line in enumerate(pages_of_text)
    ]
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /XObject /Subtype /Image /Width 1654 /Height 2339 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
        b"/Filter /DCTDecode /Length %d >>\nstream\n" % len(picture) + picture + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for drawn in [*texts_drawn, b"q 595 0 0 842 0 0 cm /I Do Q"]:
        objects.append(b"<< /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources "
            b"<< /XObject << /I 3 0 R >> /Font << /F1 4 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    objects[1] = (
        f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    )
    return bound(objects)
