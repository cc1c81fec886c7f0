"""Text without accents and capitals, so that it is found however it was typed.

Folding keeps the length: the character at an offset of the folded text is the one at that offset of the text.
"""

import re
import unicodedata


class _Table(dict[int, str]):
    """What each character becomes, worked out as it is met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if unicodedata.category(sign) == "Zs":
            folded = " "
        else:
            base = unicodedata.normalize("NFD", sign)[0]
            folded = {"đ": "d", "Đ": "d"}.get(base, base.lower())
        self[code] = folded if len(folded) == 1 else sign
        return self[code]


_TABLE = _Table()
_WORD = re.compile(r"[^\W_]+")
_FILLERS = frozenset(
    {"the", "a", "an", "of", "and", "in", "for", "its", "their", "this", "cua", "va", "cac", "nhung"}
)


def fold(text: str) -> str:
    """The text in small letters without accents: "Hải Phòng" is "hai phong"."""
    return text.translate(_TABLE)


def words_in(text: str) -> tuple[str, ...]:
    """The folded words of a text that say something, in order."""
    return tuple(word for word in _WORD.findall(fold(text)) if word not in _FILLERS)


def phrase_of(name: str) -> str:
    """A name as aliases know it: its folded words, at most 300 characters of them."""
    return " ".join(words_in(name))[:300]
