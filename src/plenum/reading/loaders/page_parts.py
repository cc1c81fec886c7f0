"""What a printed page is made of, for those that put it in order: words, lines, rules, and the blocks that come out."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box, in points from the page's top left corner; `size` is the height of its letters' box."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one line, from left to right."""

    words: tuple[Word, ...]
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @classmethod
    def of(cls, words: Sequence[Word]) -> "Line":
        """The line of at least one word."""
        return cls(
            tuple(sorted(words, key=lambda word: word.left)),
            min(word.left for word in words),
            max(word.right for word in words),
            min(word.top for word in words),
            max(word.bottom for word in words),
            max(word.size for word in words),
        )

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Box:
    """The bounds of something drawn: a rule is a thin one."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: the words of its cells, and rows of the cells' numbers; a merged cell's number repeats."""

    texts: list[str]
    rows: list[list[int]]


Block = str | TableBlock
"""A paragraph or a table."""


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Words put on lines, from top to bottom."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if lines and middle <= lines[-1][0].bottom - 0.25 * min(word.size, lines[-1][0].size):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [Line.of(line) for line in lines]


def joined(lines: Sequence[Line]) -> str:
    """Lines as running text. A hyphen at a line's end that the PDF marks as one (U+0002) is taken out again."""
    text = ""
    for line in lines:
        text = text[:-1] + line.text if text.endswith("\x02") else f"{text} {line.text}"
    return text.strip().replace("\x02", "-")
