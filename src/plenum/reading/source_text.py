"""`SourceText`: the characters of a report, and the way back from each to the file it came from."""

import hashlib
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plenum.reading.old_encodings import old_encoding, reads_as_vietnamese, units

_VIETNAMESE_LETTER = re.compile("[\u1ea0-\u1ef9ăâđêôơưĂÂĐÊÔƠƯàáãèéìíĩòóõùúũýÀÁÃÈÉÌÍĨÒÓÕÙÚŨÝ]")
_BLANK = re.compile(r"\n+")


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
    _new: Sequence[int] = field(default=(), repr=False)
    _old: Sequence[int] = field(default=(), repr=False)

    @classmethod
    def of(cls, text: str, page_starts: Sequence[int] = ()) -> "SourceText":
        """Normalise `text`; `page_starts` counts in the text as given. Never raises for any string."""
        encoding = old_encoding(text)
        changes = units(text, encoding) if encoding else list(_composed(text))
        new_text, new, old = _apply(text, changes)
        refusal = ""
        if encoding and not reads_as_vietnamese(new_text):
            refusal = (
                f"The letters look like the old Vietnamese encoding {encoding.upper()}, but "
                "converting them does "
                "not give Vietnamese words. Save the file as Unicode (UTF-8) and read it again."
            )
        starts = {_forward(new, old, start) for start in page_starts}
        starts.update(m.end() for m in re.finditer("\f", new_text))
        return cls(new_text, text, encoding or "unicode", refusal, tuple(sorted(starts)), new, old)

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
        return _back(self._new, self._old, start), _back(self._new, self._old, end)


def language_of(text: str) -> str:
    """ "vi" where at least a fifth of the words carry Vietnamese letters, else "en".

    Vietnamese prose has them in two words of three; English about Vietnam has them in names only.
    """
    if text.isascii():
        return "en"
    words = text.split()
    marked = sum(1 for word in words if not word.isascii() and _VIETNAMESE_LETTER.search(word))
    return "vi" if marked * 5 >= len(words) and marked else "en"


def _composed(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, NFC) of each run without blanks that NFC changes; nothing where the text is NFC already."""
    if unicodedata.is_normalized("NFC", text):
        return
    for run in re.finditer(r"\S+", text):
        word = run.group()
        if not word.isascii():
            composed = unicodedata.normalize("NFC", word)
            if composed != word:
                yield from _letters(word, run.start())


def _letters(word: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """The changed letters of one word: a letter is a character with the marks that follow it."""
    start = 0
    for end in range(1, len(word) + 1):
        if end == len(word) or unicodedata.combining(word[end]) == 0:
            piece = word[start:end]
            composed = unicodedata.normalize("NFC", piece)
            if composed != piece:
                yield offset + start, offset + end, composed
            start = end


def _apply(text: str, changes: list[tuple[int, int, str]]) -> tuple[str, Sequence[int], Sequence[int]]:
    """The changed text, and the offsets (new, old) at which the distance between the two texts changes."""
    if not changes:
        return text, (), ()
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
    pieces.append(text[done:])
    return "".join(pieces), new, old


def _back(new: Sequence[int], old: Sequence[int], offset: int) -> int:
    index = bisect_right(new, offset) - 1
    return offset if index < 0 else old[index] + offset - new[index]


def _forward(new: Sequence[int], old: Sequence[int], offset: int) -> int:
    index = bisect_right(old, offset) - 1
    return offset if index < 0 else new[index] + offset - old[index]
