"""Paragraphs and sentences of a text, each with its language. One pass, bounded windows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plenum.reading.source_text import SourceText, language_of

LONGEST = 3_000
"""Characters. A longer "sentence" (a table run together, a hostile text) is read in pieces of this size."""

_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}(?=\s{1,3}[\"'“‘(\[•+–-]?\s?(?P<next>[^\W_]))")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof hon st no nos rs kshs ksh vs assoc gen col lt sen rep gov art sec "  # noqa: SIM905
    "fig approx est vol p pp "
    "u.s u.k u.n e.g i.e jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co dept "
    "tp ts pgs gs ths bs ks cn tx tt q p ubnd hđnd".split()
)
_LAST_WORD = re.compile(r"(?:[^\W\d_]\.)*[^\W_]+$")
_LINE = re.compile(r"\n+")
_HANGING = re.compile(
    r"(?:,|(?<![^\W_])(?:the|an?|of|to|in|on|at|by|for|from|with|and|or|than|about|nearly|over|some|around|is|was|were|"
    r"reached|its|their|that|billion|million|trillion|đạt|là|của|và|hơn|trên|gần|khoảng|với|bằng|từ|đến|tỷ|triệu|"
    r"nghìn|các|những|cho|trong|được|ước|tăng|giảm))[ \t]?$"
)
"""The end of a line whose sentence goes on whatever letter or number begins the next."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is the characters from `start` (an offset in the report); `opens` where a paragraph begins with it."""

    text: str
    start: int
    lang: str
    paragraph: int
    opens: bool


def sentences(source: SourceText) -> Iterator[Sentence]:
    """Every sentence of the text, in order. Together they hold every character but blanks."""
    text = source.text
    for number, (start, end) in enumerate(_paragraphs(text), 1):
        opens = True
        for left, right in _split(text, start, end):
            piece = text[left:right]
            if piece.isspace() or not piece:
                continue
            yield Sentence(piece, left, _language(piece, source), number, opens)
            opens = False


def _language(piece: str, source: SourceText) -> str:
    """The sentence's own language; a short one without Vietnamese letters takes the report's."""
    if not piece.isascii():
        return language_of(piece)
    return source.language if len(piece) < 60 else "en"


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans between line breaks. A single break before a small letter, or after a word that asks for more ("more
    than", "đạt"), is a wrapped line, not an end."""
    start = 0
    for line in _LINE.finditer(text):
        after = text[line.end() : line.end() + 1]
        wrapped = line.end() - line.start() == 1 and text[line.start() - 1] not in ".;:!?"
        if wrapped and not after.islower():
            wrapped = _HANGING.search(text, max(start, line.start() - 16), line.start()) is not None
        if wrapped and line.start() - start < LONGEST:
            continue
        if line.start() > start:
            yield start, line.start()
        start = line.end()
    if start < len(text):
        yield start, len(text)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    left = start
    for stop in _END.finditer(text, start, end):
        if stop.end() - left > LONGEST:
            yield from _pieces(text, left, stop.end())
            left = stop.end()
        elif not stop["next"].islower() and not _is_abbreviation(text, left, stop.start()):
            yield left, stop.end()
            left = stop.end()
    yield from _pieces(text, left, end)


def _pieces(text: str, left: int, right: int) -> Iterator[tuple[int, int]]:
    """At most LONGEST characters each, cut at a blank where there is one in the last fifth."""
    while right - left > LONGEST:
        cut = text.rfind(" ", left + LONGEST * 4 // 5, left + LONGEST)
        cut = left + LONGEST if cut < 0 else cut
        yield left, cut
        left = cut
    yield left, right


def _is_abbreviation(text: str, left: int, dot: int) -> bool:
    if text[dot] != ".":
        return False
    word = _LAST_WORD.search(text, max(left, dot - 12), dot)
    if word is None:
        return False
    bare = word.group()
    if len(bare) == 1 and bare.isalpha() and bare.isupper():
        return True
    return bare.lower() in _ABBREVIATIONS
