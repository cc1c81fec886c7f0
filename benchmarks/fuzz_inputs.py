"""Hostile inputs for the reader, each made from a seed and its number alone: texts, and files of every kind.

Texts mix fragments of reports with what breaks parsers: characters that are digits but no numbers, marks without
letters, lone surrogates, control characters, brackets without end. Files are small good ones, damaged: an element
moved, an attribute replaced, a member renamed, bytes turned over or cut off.
"""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from html import escape

from openpyxl import Workbook

_ENGLISH = (
    "In the first six months of 2021|state budget revenue|reached 45,600 billion VND|up 13.52%|compared with the "
    "same period last year|of which|target|plan|by the end of the term|per capita income|VND65.4 million|from 40% "
    "to 20%|14/20 targets|exceeded|not met|Resolution No. 45-NQ/TW|dated 24/01/2019|Secretary of the Committee|"
    "Mr. Nguyen Van A|Chairman|Rs 2,500 crore|3 lakh|$1.2bn|two thirds|one and a half|double|ranked 3rd of 63|"
    "between 5 and 7 per cent|percentage points|(i)|a)|Table 1:|Q3 2022|FY2023/24|May 2023|km2|kWh|10,000 people|"
    "no later than 30 June 2025|shall complete|half-year report, 30 June 2021"
)
_VIETNAMESE = (
    "6 tháng đầu năm 2021|thu ngân sách nhà nước|đạt 45.600 tỷ đồng|tăng 13,52%|so với cùng kỳ năm trước|trong đó|"
    "chỉ tiêu|kế hoạch|đến hết nhiệm kỳ|thu nhập bình quân đầu người|65,4 triệu đồng|từ 40% xuống 20%|"
    "14/20 chỉ tiêu|vượt|không đạt|Nghị quyết số 45-NQ/TW|ngày 24/01/2019|Bí thư Tỉnh ủy|đồng chí Nguyễn Văn A|"
    "Chủ tịch UBND tỉnh|nghìn tỷ đồng|1.234,5|triệu USD|gấp 2,5 lần|điểm %|điểm phần trăm|mét vuông|km²|m²/người|"
    "giường bệnh/10.000 dân|xếp thứ 3/63|quý III năm 2022|tháng 9/2023|trước ngày 30/6/2025|hoàn thành|hộ nghèo|"
    "Biểu số 1|Đơn vị tính: tỷ đồng|hai phần ba|một nửa|ba mươi lăm|mười lăm|ước|ít nhất|trên|dưới|khoảng"
)
_NUMBERS = (
    "0 1 7 12 100 999 1.234,5 1,234.5 1.5 2,5 00 000 1e9 2021 2020-2025 1/2 3/4 14/20 24/01/2019 31/02/2021"
)
_SIGNS = (
    "- – — -- + ± ~ % ‰ %% .. ... , ,, ; : / // ( ) (( )) [ ] { } < > ' \" “ ” ‘ ’ « » • * || = _ # @ & "
    "٣ ۴ ５ ² ³ ¼ ½ ① Ⅻ 〇 四 ⁵ ₅ 𝟝 ७ ၅ ㊿ ൰ ፼ 𐄇 ﷼ ₫ đ € £ ¥ ₹ $ Rs US$ HK$"
)
_LETTERS = (
    "à ả ã á ạ ằ Ặ ữ Ự ỡ ợ Đ ơ ư Ơ Ư a\u0300 a\u0302\u0301 o\u031b\u0301 \u0301 \u0323 e\u0302\u0323 "
    "\ufffd \uffff \U0001f600 \U0010ffff \u0bf5 ﬁ ß İ ı ǅ"
)
_OLD = "Céng hßa x· héi|Coäng hoøa xaõ hoäi|tû ®ång|tyû ñoàng|ngµn|¡¢£¤¥¦§|äåøûï"
_CONTROL = "\x00|\x01|\x07|\x08|\x0b|\x0c|\x1b[31m|\x1f|\x7f|\x85|\xa0|\xad|\u200b|\u200d|\u202e|\u2028|\u2029|\ufeff"
_BLANKS = ("\n", "\n\n", "\r\n", "\t", " ", "  ", "\t\t", "|", ". ", "! ", "? ", ": ", "\ud800", "\udfff")
FRAGMENTS = [
    *(part for row in (_ENGLISH, _VIETNAMESE, _OLD, _CONTROL) for part in row.split("|")),
    *(part for row in (_NUMBERS, _SIGNS, _LETTERS) for part in row.split(" ")),
    *_BLANKS,
]
JOINTS = [" ", " ", " ", "", ", ", ". ", "\n", "\t", "; "]
VALUES = [
    "",
    "-1",
    "0",
    "1",
    "2",
    "255",
    "65536",
    "99999999999999999999",
    "1e309",
    "NaN",
    "²",
    "x",
    "true",
    "../x",
]
XML_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'


def text(rng: random.Random, most: int = 12) -> str:
    """A few fragments, joined; now and then one of them many times, or with its characters mixed."""
    parts: list[str] = []
    for _ in range(rng.randint(1, most)):
        part = rng.choice(FRAGMENTS)
        chance = rng.random()
        if chance < 0.02:
            part *= rng.randint(2, 40)
        elif chance < 0.08 and len(part) > 1:
            cut = rng.randrange(len(part))
            part = part[cut:] if rng.random() < 0.5 else part[:cut]
        elif chance < 0.1:
            part = "".join(rng.sample(part, len(part)))
        elif chance < 0.13:
            part = chr(rng.randrange(0x110000))
        elif chance < 0.2:
            part = part.upper() if rng.random() < 0.5 else part.capitalize()
        elif chance < 0.3:
            part = str(rng.randrange(10 ** rng.randint(1, 12)))
        parts += [part, rng.choice(JOINTS)]
    return "".join(parts)


Members = dict[str, bytes]


def pack(members: list[tuple[str, bytes]]) -> bytes:
    """A ZIP of the members; a name may stand twice."""
    import warnings

    written = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, content in members:
            archive.writestr(name.encode("utf-8", "replace").decode().partition("\0")[0] or "none", content)
    return written.getvalue()


@cache
def word_members() -> Members:
    """A small DOCX: a title, a paragraph with a note, a table with merged cells."""
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='1'/>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    merged, goes_on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    rows = (("Chỉ tiêu", merged), ("Năm 2020", "")), (("", goes_on), ("120,5", "")), (("Thu", ""), ("7", ""))
    table = "".join(
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + "".join(cell.format(how, words) for words, how in row)
        + "</w:tr>"
        for row in rows
    )
    body = (
        "<w:p><w:r><w:t>Báo cáo năm 2021</w:t></w:r></w:p><w:p><w:r><w:t>Thu đạt 45.600 tỷ đồng</w:t><w:tab/></w:r>"
        "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t><w:footnoteReference w:id='1'/></w:r>"
        "<w:r><w:br w:type='page'/><w:lastRenderedPageBreak/></w:r></w:p>"
        f"<w:tbl>{table}</w:tbl><w:p><w:ins><w:r><w:t>tăng 5%.</w:t></w:r></w:ins></w:p>"
    )
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return {
        "[Content_Types].xml": XML_HEAD + b"<Types/>",
        "word/document.xml": XML_HEAD + f"<w:document {space}><w:body>{body}</w:body></w:document>".encode(),
        "word/footnotes.xml": XML_HEAD
        + f"<w:footnotes {space}><w:footnote w:id='1'><w:p><w:r><w:t>Ước 3%.</w:t></w:r></w:p></w:footnote>"
        f"</w:footnotes>".encode(),
    }


@cache
def workbook_members() -> Members:
    """A small XLSX of two sheets: texts, numbers, a percentage, a day, a formula, merged cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Chỉ tiêu", "ĐVT", "2020", "2021"])
    sheet.append(["GRDP", "tỷ đồng", 1234.5, "=C2*2"])
    sheet.append(["Tăng", "%", 0.135, 44197])
    sheet["C3"].number_format, sheet["D3"].number_format = "0.0%", "dd/mm/yyyy"
    sheet.merge_cells("A5:B6")
    book.create_sheet("Hai").append(["Output", 5])
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def good_pdf() -> bytes:
    """A page with a line of words and ruled lines around numbers."""
    drawn = zlib.compress(
        b"BT /F1 12 Tf 50 780 Td (In 2021 revenue was 45,600 billion VND.) Tj ET\n"
        b"BT /F1 12 Tf 50 700 Td (Revenue) Tj 150 0 Td (1,200) Tj 100 0 Td (1,300) Tj ET\n"
        b"BT /F1 12 Tf 50 680 Td (Exports) Tj 150 0 Td (11.8) Tj 100 0 Td (12.9) Tj ET\n"
        b"40 720 m 400 720 l S 40 695 m 400 695 l S 40 675 m 400 675 l S\n"
        b"40 720 m 40 675 l S 180 720 m 180 675 l S 400 720 m 400 675 l S"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(drawn) + drawn + b"\nendstream",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>",
    ]
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(written) + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table


PAGE = (
    "<!doctype html><html><head><meta charset=utf-8><title>x</title></head><body><nav>menu</nav><main><h1>Báo cáo</h1>"
    "<p>Thu đạt <b>45.600</b> tỷ đồng<sup>1</sup>, tăng 5%.</p><table><caption>Biểu 1</caption><tr><th>Chỉ tiêu</th>"
    "<th colspan=2>Năm 2020</th></tr><tr><td rowspan=2>Thu</td><td>1,5</td><td>2</td></tr><tr><td>3</td><td>4</td></tr>"
    "</table><ul><li>a<li>b</ul><script>x</script></main></body></html>"
)
_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_ATTRIBUTE = re.compile(r"=(\"[^\"]*\"|'[^']*')")


def _damaged_markup(rng: random.Random, markup: str, is_xml: bool) -> str:
    """The markup with some of its elements, attributes and words changed."""
    tokens = _TOKEN.findall(markup)
    for _ in range(rng.randint(1, 4)):
        at, other = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        token = tokens[at]
        match rng.randrange(6):
            case 0:
                tokens[at] = ""
            case 1:
                tokens[at] = token * rng.randint(2, 30)
            case 2:
                tokens[at], tokens[other] = tokens[other], token
            case 3:
                tokens[at] = _ATTRIBUTE.sub(lambda _: f'="{rng.choice(VALUES)}"', token)
            case 4:
                words = text(rng, 8)
                tokens[at] = token + (
                    escape(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", words)) if is_xml else words
                )
            case _:
                tokens[at] = rng.choice(
                    ["<w:tbl>", "<w:tc>", "<w:p>", "</w:tr>", "<table>", "<td", "<!--", "<![CDATA["]
                )
    return "".join(tokens)


def _damaged_bytes(rng: random.Random, data: bytes) -> bytes:
    """The bytes cut off, turned over here and there, or with a piece of themselves put in."""
    changed = bytearray(data)
    match rng.randrange(4):
        case 0:
            return data[: rng.randrange(len(data) + 1)]
        case 1:
            for _ in range(rng.randint(1, 8)):
                changed[rng.randrange(len(changed))] = rng.randrange(256)
        case 2:
            at, piece = rng.randrange(len(data)), rng.randrange(len(data))
            changed[at:at] = data[piece : piece + rng.randrange(200)]
        case _:
            at = rng.randrange(len(data))
            del changed[at : at + rng.randrange(100)]
    return bytes(changed)


def _archive(rng: random.Random, members: Members) -> bytes:
    parts = list(members.items())
    match rng.randrange(5):
        case 0:
            return _damaged_bytes(rng, pack(parts))
        case 1:
            name, content = rng.choice(parts)
            parts.append(
                (
                    rng.choice([name, "../x", "/etc/x", "a\\b", "xl/vbaProject.bin", "word/footnotes.xml"]),
                    content,
                )
            )
        case _:
            which = rng.randrange(len(parts))
            name, content = parts[which]
            markup = _damaged_markup(rng, content.decode("utf-8", "replace"), is_xml=True)
            parts[which] = (name, markup.encode("utf-8", "replace"))
    return pack(parts)


def word(rng: random.Random) -> bytes:
    """A damaged DOCX."""
    return _archive(rng, word_members())


def workbook(rng: random.Random) -> bytes:
    """A damaged XLSX."""
    return _archive(rng, workbook_members())


def page(rng: random.Random) -> bytes:
    """A damaged web page."""
    return _damaged_markup(rng, PAGE, is_xml=False).encode("utf-8", "replace")


def pdf(rng: random.Random) -> bytes:
    """A damaged PDF."""
    data = good_pdf()
    for _ in range(rng.randint(1, 3)):
        data = _damaged_bytes(rng, data) or data
    return data


def plain(rng: random.Random) -> bytes:
    """A text in one of the encodings, or in none."""
    encoding = rng.choice(["utf-8", "utf-8", "utf-16", "latin-1", "cp1258", "utf-32"])
    data = text(rng).encode(encoding, "replace")
    return _damaged_bytes(rng, data) if data and rng.random() < 0.3 else data


def bundle(rng: random.Random) -> bytes:
    """A ZIP of two damaged files."""
    kinds = [rng.choice([word, workbook, page, plain]) for _ in range(2)]
    return pack(
        [(rng.choice(["a.docx", "b.txt", "c.xlsx", "d/e.html", text(rng, 2)]), kind(rng)) for kind in kinds]
    )


FILES: dict[str, tuple[int, Callable[[random.Random], bytes]]] = {
    "plain": (30, plain),
    "page": (25, page),
    "word": (20, word),
    "workbook": (12, workbook),
    "pdf": (10, pdf),
    "bundle": (3, bundle),
}
"""Each kind of file with its share of a hundred."""


def made(seed: int, number: int, files: float) -> tuple[str, str | bytes]:
    """The kind of input `number` and the input; `files` is the share of files among them."""
    rng = random.Random(f"{seed}/{number}")  # noqa: S311 - nothing here is secret
    if rng.random() >= files:
        return "text", text(rng, 60 if rng.random() < 0.05 else 12)
    names = list(FILES)
    name = rng.choices(names, [FILES[one][0] for one in names])[0]
    return name, FILES[name][1](rng)
