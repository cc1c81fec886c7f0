"""The process a PDF is read in: it has a limit of memory and is stopped after a time, whatever the file does.

Run as `python -m plenum.reading.loaders.pdf_process`; takes the file on standard input, answers JSON on standard
output: `{"pages": [[block, …], …], "blank": [page numbers], "unmapped": letters, "letters": letters}`, where a block
is a text or `{"texts": [...], "rows": [[number of a text, …], …]}`; or `{"refused": reason}`.
"""

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from plenum.reading.loaders.limits import MOST_PAGES, MOST_TEXT, PDF_MEMORY, PDF_SECONDS
from plenum.reading.loaders.page_layout import page_blocks, without_running_heads
from plenum.reading.loaders.page_parts import Block, Box, Word
from plenum.reading.loaders.page_rules import MOST_BOXES
from plenum.reading.loaders.word import SUPERSCRIPTS

_WORD_GAP = 0.28
"""Of the letters' height: a wider gap parts words where no blank is written."""
_MOST_ON_PAGE = 200_000


def main() -> None:
    """Read a PDF from standard input."""
    _limit()
    answer = extracted(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the time limit alone holds
        return
    for kind, most in ((resource.RLIMIT_AS, PDF_MEMORY), (resource.RLIMIT_CPU, PDF_SECONDS)):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def extracted(data: bytes) -> dict[str, Any]:
    """What the process answers."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        code = pdfium.FPDF_GetLastError()
        return {
            "refused": "password"
            if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            else "damaged"
        }
    try:
        return _pages(document)
    except (MemoryError, pypdfium2.PdfiumError, RecursionError):
        return {"refused": "damaged"}
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument) -> dict[str, Any]:
    count = len(document)
    if count > MOST_PAGES:
        return {"refused": "pages", "count": count}
    pages: list[list[Word]] = []
    drawn: list[list[Box]] = []
    blank: list[int] = []
    letters = unmapped = 0
    for number in range(count):
        words: list[Word] = []
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            blank.append(number + 1)
            pages.append(words)
            drawn.append([])
            continue
        text_page = page.get_textpage()
        signs = min(text_page.count_chars(), _MOST_ON_PAGE)
        letters += signs
        if letters > MOST_TEXT:
            return {"refused": "text"}
        found = list(_letters(page, text_page, signs))
        unmapped += sum(_is_unmapped(sign) for sign, *_ in found)
        words = list(_words(found))
        if not words and _has_picture(page):
            blank.append(number + 1)
        drawn.append(list(_boxes(page)) if words else [])
        text_page.close()
        page.close()
        pages.append(words)
    blocks = [
        [_plain(block) for block in page_blocks(words, boxes)]
        for words, boxes in zip(without_running_heads(pages), drawn, strict=True)
    ]
    return {"pages": blocks, "blank": blank, "unmapped": unmapped, "letters": letters}


def _plain(block: Block) -> str | dict[str, Any]:
    return block if isinstance(block, str) else {"texts": block.texts, "rows": block.rows}


def _boxes(page: pypdfium2.PdfPage) -> Iterator[Box]:
    """The bounds of what is drawn on a page that is not turned; the rules of tables are among them."""
    turned, (width, height) = page.get_rotation(), page.get_size()
    for number, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if number > MOST_BOXES:
            return
        try:
            left, bottom, right, top = drawn.get_bounds()
        except pypdfium2.PdfiumError:
            continue
        left, right, top, bottom = _seen(left, right, bottom, top, turned, width, height)
        if right - left < 0.98 * width or bottom - top < 0.9 * height:
            yield Box(left, right, top, bottom)


def _seen(
    left: float, right: float, bottom: float, top: float, turned: int, width: float, height: float
) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a box as the page is seen, measured from its top left corner."""
    if turned == 90:
        left, right, bottom, top = bottom, top, height - right, height - left
    elif turned == 180:
        left, right, bottom, top = width - right, width - left, height - top, height - bottom
    elif turned == 270:
        left, right, bottom, top = width - top, width - bottom, left, right
    return left, right, height - top, height - bottom


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    objects = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)
    return next(iter(objects), None) is not None


def _is_unmapped(sign: str) -> bool:
    return sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff" or sign < "\x02"


Letter = tuple[str, float, float, float, float]


def _letters(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, count: int) -> Iterator[Letter]:
    """Every character as (sign, left, right, top, bottom) as the page is seen; blanks have no extent that counts."""
    width, height = page.get_size()
    turned = page.get_rotation()
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if not pdfium.FPDFText_GetLooseCharBox(text_page, index, reference):
            continue
        sign = chr(code if code < 0x110000 else 0xFFFD)
        yield sign, *_seen(box.left, box.right, box.bottom, box.top, turned, width, height)


def _words(letters: list[Letter]) -> Iterator[Word]:
    """Letters joined where they touch. A smaller raised digit is written as one, ⁿ."""
    text = ""
    left = right = top = bottom = 0.0
    for sign, l, r, t, b in letters:  # noqa: E741
        if sign.isspace() or r <= l or b <= t:
            if text:
                yield Word(text, left, right, top, bottom)
            text = ""
            continue
        size = bottom - top
        if text:
            gap = l - right
            same_line = min(b, bottom) - max(t, top) > 0.4 * min(b - t, size)
            if sign.isdigit() and b - t < 0.9 * size and b < bottom - 0.1 * size and abs(gap) < 0.4 * size:
                text += sign.translate(SUPERSCRIPTS)
                right = max(right, r)
                continue
            if same_line and -size < gap < _WORD_GAP * size:
                text += sign
                right, top, bottom = max(right, r), min(top, t), max(bottom, b)
                continue
            yield Word(text, left, right, top, bottom)
        text, left, right, top, bottom = sign, l, r, t, b
    if text:
        yield Word(text, left, right, top, bottom)


if __name__ == "__main__":
    main()
