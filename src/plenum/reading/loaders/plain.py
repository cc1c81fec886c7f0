"""TXT and Markdown: the encoding is told or refused, the text stays as it is, its tables are found.

UTF-8, and UTF-16 with a mark or without, are taken as they are. Bytes that are neither are tried as what Vietnam and
its partners wrote before: TCVN3, VNI, windows-1258, and windows-1252 where only its dashes and quotation marks occur.
"""

import codecs
import re
from collections.abc import Iterator

from plenum.errors import InvalidInput, UnsafeFile
from plenum.reading.loaders.drafts import Draft, Loaded
from plenum.reading.loaders.limits import LARGEST_TEXT_FILE, MIB, MOST_CELLS, MOST_COLUMNS
from plenum.reading.old_encodings import old_encoding, reads_as_vietnamese
from plenum.reading.source_text import SourceText
from plenum.reading.tables import Span, Table

MEDIA_TYPE = "text/plain"

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
# What English writes beyond ASCII in windows-1252: quotation marks, dashes, bullets, signs of money and measure.
_TYPOGRAPHIC = re.compile(
    "[\u2018-\u201e\u2013\u2014\u2026\u2022\u20ac\u2122\xa0\xa3\xa5\xa7\xa9\xae\xb0-\xb3\xb7\xbc-\xbe\xd7]"
)
_RULE = frozenset("|-: 	")


def load_plain(data: bytes, name: str) -> Loaded:
    """The text of a TXT or Markdown file. Raises `UnsafeFile` and `InvalidInput`."""
    if len(data) > LARGEST_TEXT_FILE:
        raise UnsafeFile(
            "The text has {size} MiB; texts are taken up to {limit} MiB. Divide it into smaller files.",
            size=-(-len(data) // MIB),
            limit=LARGEST_TEXT_FILE // MIB,
        )
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        raise InvalidInput(
            "Line {line} holds a control character (code {code}), which no text has: the file is damaged or is not a "
            "text. Save it again as UTF-8.",
            line=text.count("\n", 0, found.start()) + 1,
            code=ord(found[0]),
        )
    draft = Draft(name, MEDIA_TYPE, data)
    draft.verbatim(text, list(_tables(text)))
    return draft.finish()


def decoded(data: bytes) -> str:
    """The characters of a text file without a mark. Raises `InvalidInput` where no encoding gives words."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(encoding).removeprefix("\ufeff")
            except UnicodeError:
                raise InvalidInput(
                    "The file says it is {encoding} but cannot be read so; it may be cut off. Save it again as UTF-8.",
                    encoding=encoding.upper(),
                ) from None
    if encoding := _unmarked_utf16(data):
        try:
            return data.decode(encoding)
        except UnicodeError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and len(data) - error.start < 4:
            raise InvalidInput("The file is cut off in the middle of a letter. Send it once more.") from None
        line = data.count(b"\n", 0, error.start) + 1
    return _of_old_encoding(data, line)


def _unmarked_utf16(data: bytes) -> str:
    """Half of the bytes of Latin text in UTF-16 are zero, all of them on one side; "" where they are not."""
    head = data[:4096]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if max(odd, even) * 5 > len(head) and min(odd, even) * 20 < max(odd, even):
        return "utf-16-le" if odd > even else "utf-16-be"
    return ""


def _of_old_encoding(data: bytes, line: int) -> str:
    """The text in one of the encodings before Unicode, TCVN3 and VNI still to be converted by `SourceText`."""
    latin = data.decode("latin-1")
    western = data.decode("cp1252", "replace")
    for text in (latin, western):
        if old_encoding(text) and not SourceText.of(text).refusal:
            return text
    vietnamese = data.decode("cp1258", "replace")
    if "\ufffd" not in vietnamese and reads_as_vietnamese(SourceText.of(vietnamese).text):
        return vietnamese
    foreign = [sign for sign in western if not sign.isascii()]
    if len(foreign) * 20 < len(western) and all(_TYPOGRAPHIC.match(sign) for sign in foreign):
        return western
    raise InvalidInput(
        "Line {line} is not in UTF-8, and the text is none in TCVN3, VNI or windows-1258 that gives Vietnamese words. "
        "Save the file as Unicode (UTF-8) and read it again.",
        line=line,
    )


def _tables(text: str) -> Iterator[Table]:
    """Runs of lines divided by bars as Markdown has them, or by tabs."""
    cells = 0
    for separator in ("|", "\t"):
        if separator not in text:
            continue
        for lines in _runs(text, separator):
            rows = [row for start, end in lines if (row := _row(text, start, end, separator))]
            width = max(map(len, rows), default=0)
            if len(rows) < 2 or width < 2:
                continue
            cells += width * len(rows)
            if cells > MOST_CELLS:
                return
            full = tuple((*row, *((row[-1][1], row[-1][1]),) * (width - len(row))) for row in rows)
            start = lines[0][0]
            yield Table(full, 0, (_caption_start(text, start), start))


def _runs(text: str, separator: str) -> Iterator[list[Span]]:
    """Consecutive lines that hold the separator."""
    run: list[Span] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text.find(separator, start, end) >= 0:
            run.append((start, end))
        elif run:
            yield run
            run = []
        start = end + 1
    if run:
        yield run


def _row(text: str, start: int, end: int, separator: str) -> tuple[Span, ...]:
    """The cells of a line; none where the line only rules off the heads."""
    if separator == "|":
        line = text[start:end]
        if "-" in line and _RULE.issuperset(line):
            return ()
        inner = line.strip()
        start += line.index(inner) if inner else 0
        start += inner.startswith("|")
        end = start + len(inner.removeprefix("|").removesuffix("|"))
    spans: list[Span] = []
    while len(spans) < MOST_COLUMNS:
        cut = text.find(separator, start, end)
        right = end if cut < 0 else cut
        word = text[start:right]
        left = start + len(word) - len(word.lstrip())
        spans.append((left, max(left, left + len(word.strip()))))
        if cut < 0:
            break
        start = cut + 1
    return tuple(spans)


def _caption_start(text: str, table: int) -> int:
    """Where the short lines directly before a table begin."""
    start = table
    for _ in range(4):
        before = text.rfind("\n", 0, max(start - 1, 0)) + 1
        if start == 0 or start - before > 200:
            break
        start = before
    return start
