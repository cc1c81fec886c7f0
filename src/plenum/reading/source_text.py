"""`SourceText`: the characters of a report, and the way back from each to the file it came from."""

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plenum.reading.old_encodings import Change, converted, old_encoding

_VIETNAMESE_LETTER = re.compile("[\u1ea0-\u1ef9ăâđêôơưĂÂĐÊÔƠƯàáãèéìíĩòóõùúũýÀÁÃÈÉÌÍĨÒÓÕÙÚŨÝ]")
_BLANK = re.compile(r"\n+")
_MARKS = re.compile("[^\0-\u02ff\u1e00-\u1fff]{31,}")
_MOST_MARKS = 30
"""On one letter. No script has more than a few, and putting a million in order would take a computer days."""
_Map = tuple[Sequence[int], Sequence[int]]
"""The offsets in a changed text at which its distance to the text before changes, and the offsets there."""


@dataclass(frozen=True)
class SourceText:
    """The text of one report in Unicode NFC, with its digest and the way back to the original.

    Build it with `SourceText.of`. `text` is what every span counts in (code points, end exclusive);
    `original_span` gives the same characters in the text as it came, before normalising and converting.
    `page_starts` holds the offset at which each page after the first begins; a form feed begins one too.
    `refusal` is "" or the reason why the text must not be read (rubbish would come out).
    """

    text: str
    original: str
    encoding: str = "unicode"
    refusal: str = ""
    page_starts: tuple[int, ...] = ()
    _maps: tuple[_Map, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, text: str, page_starts: Sequence[int] = ()) -> "SourceText":
        """Normalise `text`; `page_starts` counts in the text as given. Never raises for any string."""
        encoding = None if text.isascii() else old_encoding(text)
        changes, is_rubbish = converted(text, encoding) if encoding else ([], False)
        if not changes and not is_rubbish:
            encoding = None
        new_text, maps = text, list[_Map]()
        if changes:
            new_text, there = _apply(new_text, changes)
            maps.append(there)
        # A converted text is composed too, for lines in Unicode may stand beside those that were not.
        if _has_heaps(new_text) or not unicodedata.is_normalized("NFC", new_text):
            new_text, there = _apply(new_text, _composed(new_text))
            maps.append(there)
        refusal = ""
        if is_rubbish:
            refusal = (
                f"The letters look like the old Vietnamese encoding {str(encoding).upper()}, but "
                "converting them does "
                "not give Vietnamese words. Save the file as Unicode (UTF-8) and read it again."
            )
        starts = {_forward(maps, start) for start in page_starts}
        starts.update(m.end() for m in re.finditer("\f", new_text))
        return cls(new_text, text, encoding or "unicode", refusal, tuple(sorted(starts)), tuple(maps))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the normalised text in UTF-8, in hexadecimal; lone surrogates are written as \\udXXX."""
        return hashlib.sha256(self.text.encode("utf-8", "backslashreplace")).hexdigest()

    @cached_property
    def language(self) -> str:
        """ "vi" or "en": the language of most of the text."""
        return language_of(self.text[:20_000])

    @cached_property
    def _paragraph_starts(self) -> Sequence[int]:
        return array("q", [0, *(m.end() for m in _BLANK.finditer(self.text))])

    def paragraph_of(self, offset: int) -> int:
        """The paragraph a character stands in, counted from 1. A paragraph ends with a line break."""
        return bisect_right(self._paragraph_starts, offset)

    def page_of(self, offset: int) -> int:
        """The page a character stands on, counted from 1."""
        return bisect_right(self.page_starts, offset) + 1

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `original` that `text[start:end]` was made from."""
        return _back(self._maps, start), _back(self._maps, end)


def language_of(text: str) -> str:
    """ "vi" where at least a fifth of the words carry Vietnamese letters, else "en".

    Vietnamese prose has them in two words of three; English about Vietnam has them in names only.
    """
    if text.isascii():
        return "en"
    words = text.split()
    marked = sum(1 for word in words if not word.isascii() and _VIETNAMESE_LETTER.search(word))
    return "vi" if marked * 5 >= len(words) and marked else "en"


def _has_heaps(text: str) -> bool:
    """Whether a letter carries more marks than any script puts on one."""
    for run in _MARKS.finditer(text):
        marks = 0
        for sign in run.group():
            marks = marks + 1 if unicodedata.combining(sign) else 0
            if marks > _MOST_MARKS:
                return True
    return False


def _composed(text: str) -> Iterator[Change]:
    """What NFC changes, letter by letter. Heaps of marks stay as they are."""
    for run in re.finditer(r"\S+", text):
        word = run.group()
        if word.isascii():
            continue
        heaps = _has_heaps(word)
        composed = word if heaps else unicodedata.normalize("NFC", word)
        if heaps or composed != word:
            letters = list(_letters(word))
            if not heaps and _apply(word, letters)[0] != composed:
                # Scripts that are written in syllables compose beyond the letter: there the word is one change.
                letters = [(0, len(word), composed)]
            yield from ((run.start() + start, run.start() + end, new) for start, end, new in letters)


def _letters(word: str) -> Iterator[Change]:
    """The changed letters of one word: a letter is a character with the marks that follow it."""
    start = 0
    for end in range(1, len(word) + 1):
        if end == len(word) or unicodedata.combining(word[end]) == 0:
            piece = word[start:end]
            if not piece.isascii() and len(piece) <= _MOST_MARKS + 1:
                composed = unicodedata.normalize("NFC", piece)
                if composed != piece:
                    yield start, end, composed
            start = end


def _apply(text: str, changes: Iterable[Change]) -> tuple[str, _Map]:
    """The changed text, and the way back from it; the changes are in order and apart."""
    pieces: list[str] = []
    new, old = array("q"), array("q")
    done = length = 0
    for start, end, replacement in changes:
        pieces.append(text[done:start])
        pieces.append(replacement)
        length += start - done + len(replacement)
        done = end
        if len(replacement) != end - start:
            new.append(length)
            old.append(end)
    if not pieces:
        return text, ((), ())
    pieces.append(text[done:])
    return "".join(pieces), (new, old)


def _back(maps: Sequence[_Map], offset: int) -> int:
    for new, old in reversed(maps):
        index = bisect_right(new, offset) - 1
        offset = offset if index < 0 else old[index] + offset - new[index]
    return offset


def _forward(maps: Sequence[_Map], offset: int) -> int:
    for new, old in maps:
        index = bisect_right(old, offset) - 1
        offset = offset if index < 0 else new[index] + offset - old[index]
    return offset
