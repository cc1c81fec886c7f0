"""What a format's columns are called, in English and in Vietnamese, and how a heading is matched to one."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a column's cells are read as."""

    CODE = "code"
    TEXT = "text"
    NUMBER = "number"
    PERIOD = "period"
    DATE = "date"


@dataclass(frozen=True)
class Column:
    """One column of a format. `aliases` are other headings it goes by; `needed`: the file must have it."""

    name: str
    role: Role
    aliases: tuple[str, ...] = ()
    needed: bool = False
    longest: int | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


def plain_heading(text: str) -> str:
    """A heading as it is compared: composed, small letters, single blanks; a star or colon after it is dropped."""
    composed = unicodedata.normalize("NFC", text).casefold().replace("_", " ")
    return re.sub(r"\s+", " ", composed).strip(" *:\ufeff")


def named_by(columns: Sequence[Column]) -> dict[str, Column]:
    """The column each heading, as `plain_heading` writes it, leads to."""
    return {plain_heading(heading): column for column in columns for heading in column.headings}


def letter(index: int) -> str:
    """The spreadsheet's letter for a column counted from 0: A, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
