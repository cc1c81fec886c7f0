"""HTML: the main text of a page and its tables; scripts, menus and forms are left out. Nothing is fetched.

The parser gets a page written anew, with the few attributes that matter: thousands of attributes in one tag, or tags
nested without end, would cost it hours.
"""

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from plenum.errors import UnsafeFile
from plenum.reading.loaders.drafts import Cell, Draft, Loaded
from plenum.reading.loaders.limits import LARGEST_TEXT_FILE, MIB, MOST_CELLS, MOST_COLUMNS
from plenum.reading.loaders.plain import decoded
from plenum.reading.loaders.word import SUPERSCRIPTS

MEDIA_TYPE = "text/html"

_TOKEN = re.compile(r"<!--.*?(?:--!?>|\Z)|<[!?][^>]*>?|<(/?)([a-zA-Z][^\s/>]*)", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"[\s/]*(?P<name>=?[^\s/>=]+|=)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>]*)))?"
)
_TAG_END = re.compile(r"[\s/]*>?")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

# What is between their tags is no text to read.
_RAW = frozenset("script style textarea iframe xmp noembed noframes title template svg math object".split())  # noqa: SIM905
_RAW_ENDS = {name: re.compile(f"</{name}[^>]*>?", re.IGNORECASE) for name in _RAW}
_DROPPED = frozenset("nav aside form button select dialog menu noscript audio video canvas".split())  # noqa: SIM905
_OUTSIDE = frozenset({"header", "footer"})
_VOID = frozenset("br hr img input link meta area base col embed param source track wbr".split())  # noqa: SIM905
# Their end tags may be left out, so counting them says nothing of how deep a page is.
_IMPLIED = frozenset("p li td th tr dt dd option optgroup tbody thead tfoot colgroup rp rt html body".split())  # noqa: SIM905
_BLOCKS = frozenset(
    "p div section article main header footer h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr "  # noqa: SIM905
    "td th blockquote pre figure figcaption address hr center fieldset details summary body".split()
)
_DEEPEST = 1_500
_DEEPEST_TABLE = 30
_LONG_CELL = 400


def load_web_page(data: bytes, name: str) -> Loaded:
    """The main text of an HTML page. Raises `UnsafeFile` and `InvalidInput`."""
    if len(data) > LARGEST_TEXT_FILE:
        raise UnsafeFile(
            "The page has {size} MiB; web pages are taken up to {limit} MiB.",
            size=-(-len(data) // MIB),
            limit=LARGEST_TEXT_FILE // MIB,
        )
    draft = Draft(name, MEDIA_TYPE, data)
    parser = LexborHTMLParser("".join(_rewritten(_characters(data))))
    body = parser.body
    if body is not None:
        _Writing(draft).walk(_main(body))
    return draft.finish()


def _characters(data: bytes) -> str:
    """The page's characters, in the encoding its bytes or else its head tell."""
    named = _CHARSET.search(data[:4096])
    if named and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = named[1].decode("ascii").lower()
        if encoding.startswith(("windows-", "iso-8859-", "cp12")) and encoding not in (
            "windows-1252",
            "iso-8859-1",
        ):
            try:
                return data.decode(encoding)
            except (UnicodeError, LookupError):
                pass
    return decoded(data)


def _rewritten(page: str) -> Iterator[str]:
    """The same page with nothing in its tags but spans of cells and what is hidden. Raises `UnsafeFile`."""
    at = 0
    open_tags: list[str] = []
    tables = 0
    while (found := _TOKEN.search(page, at)) is not None:
        yield page[at : found.start()]
        at, name = found.end(), (found[2] or "").lower()
        if not name:
            continue
        kept, at = _attributes(page, at)
        if found[1]:
            if name in open_tags[-30:]:
                while open_tags.pop() != name:
                    pass
            tables = max(0, tables - (name == "table"))
            yield f"</{name}>" if name.isalnum() else ""
            continue
        if name in _RAW:
            end = _RAW_ENDS[name].search(page, at)
            at = len(page) if end is None else end.end()
            continue
        if name not in _VOID and name not in _IMPLIED:
            open_tags.append(name)
            tables += name == "table"
            if len(open_tags) > _DEEPEST or tables > _DEEPEST_TABLE:
                raise UnsafeFile("The page's elements are nested too deeply. It was not read.")
        if name.isalnum():
            yield f"<{name}{kept}>"
    yield page[at:].replace("<", "&lt;")


def _attributes(page: str, at: int) -> tuple[str, int]:
    """What is kept of a tag's attributes, and where the tag ends."""
    kept = ""
    while (found := _ATTRIBUTE.match(page, at)) is not None:
        at = found.end()
        name = found["name"].lower()
        value = found["double"] or found["single"] or found["bare"] or ""
        if name in ("colspan", "rowspan") and value.strip().isdecimal() and len(value) < 6:
            kept += f' {name}="{value.strip()}"'
        elif name == "hidden" or (name == "style" and _HIDDEN.search(value)):
            kept += " hidden"
        elif name == "role" and value == "main":
            kept += ' role="main"'
        if len(kept) > 200:
            kept = ""
    end = _TAG_END.match(page, at)
    return kept, end.end() if end else at


def _main(body: LexborNode) -> LexborNode:
    """The element that holds the main text where one says so and holds at least half of it."""
    for selector in ("main", '[role="main"]', "article"):
        found = body.css(selector)
        if len(found) == 1 and 2 * len(found[0].text()) >= len(body.text()):
            return found[0]
    return body


class _Writing:
    """A walk through the tree without recursion: text is gathered until a block begins or ends."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.parts: list[str] = []
        self.raised = 0
        self.cells = 0

    def walk(self, root: LexborNode) -> None:
        outside = _OUTSIDE if root.tag == "body" else frozenset()
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, is_done = stack.pop()
            tag = node.tag or ""
            if tag == "-text":
                self._text(node.text_content or "")
                continue
            if is_done:
                self.raised -= tag == "sup"
                if tag in _BLOCKS:
                    self._flush()
                continue
            if tag.startswith("-") or tag in _DROPPED or tag in outside or "hidden" in node.attributes:
                continue
            if tag == "br":
                self.parts.append("\n")
                continue
            if tag in _BLOCKS:
                self._flush()
            if tag == "table" and self._table(node):
                continue
            self.raised += tag == "sup"
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(list(_children(node))))
        self._flush()

    def _text(self, text: str) -> None:
        text = " ".join(re.split(r"[^\S\u00a0]+", text))
        self.parts.append(text.translate(SUPERSCRIPTS) if self.raised else text)

    def _flush(self) -> None:
        if self.parts:
            self.draft.paragraph("".join(self.parts))
            self.parts = []

    def _table(self, table: LexborNode) -> bool:
        """Add a table of data; False where the table lays out a page, whose cells are then paragraphs."""
        if table.css_first("table table") is not None or table.css_first("tr") is None:
            return False
        rows = [
            [cell for cell in _children(row) if cell.tag in ("td", "th")]
            for row in table.css("tr")
            if "hidden" not in row.attributes
        ]
        cells = [cell for row in rows for cell in row]
        texts = {cell.mem_id: _words(cell) for cell in cells}
        if max(map(len, rows), default=0) < 2 or len(rows) < 2:
            return False
        filled = [text for text in texts.values() if text]
        if sum(map(len, filled)) > _LONG_CELL * max(len(filled), 1):
            return False
        caption = table.css_first("caption")
        if caption is not None:
            self.draft.paragraph(_words(caption))
        self.draft.table(*self._laid(rows, texts))
        return True

    def _laid(self, rows: list[list[LexborNode]], texts: dict[int, str]) -> tuple[list[list[Cell]], int]:
        """Rows with merged cells repeated, and how many at the top hold heads only."""
        hanging: dict[int, tuple[Cell, int]] = {}
        laid: list[list[Cell]] = []
        heads = 0
        for number, row in enumerate(rows):
            line: list[Cell] = []
            waiting = iter(row)
            node = next(waiting, None)
            while (node is not None or len(line) in hanging) and len(line) < MOST_COLUMNS:
                column = len(line)
                if column in hanging:
                    cell, left = hanging.pop(column)
                    if left > 1:
                        hanging[column] = (cell, left - 1)
                    line.append(cell)
                    continue
                assert node is not None
                cell = Cell(texts[node.mem_id])
                down = min(_span(node, "rowspan"), len(rows) - number)
                for _ in range(min(_span(node, "colspan"), MOST_COLUMNS - column)):
                    if down > 1:
                        hanging[len(line)] = (cell, down - 1)
                    line.append(cell)
                node = next(waiting, None)
            self.cells += len(line)
            if self.cells > MOST_CELLS:
                raise UnsafeFile(
                    "The tables of the file have more than {most} cells together. Divide it.", most=MOST_CELLS
                )
            laid.append(line)
            if heads == number and row and all(cell.tag == "th" for cell in row) and len(row) > 1:
                heads += 1
        return laid, heads if heads < len(laid) else 0


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _span(node: LexborNode, name: str) -> int:
    value = node.attributes.get(name) or "1"
    return max(1, int(value)) if value.isdecimal() else 1


def _words(root: LexborNode) -> str:
    """The words of a cell on one line."""
    parts: list[str] = []
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, is_raised = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            parts.append(text.translate(SUPERSCRIPTS) if is_raised else text)
        elif not tag.startswith("-") and tag not in _DROPPED and "hidden" not in node.attributes:
            if tag == "br" or tag in _BLOCKS:
                parts.append(" ")
            children = list(_children(node))
            stack.extend((child, is_raised or tag == "sup") for child in reversed(children))
    return " ".join("".join(parts).split())
