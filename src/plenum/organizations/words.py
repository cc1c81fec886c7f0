"""A name in both languages of the record."""

from typing import NamedTuple


class Words(NamedTuple):
    """The same thing said in Vietnamese and in English; an empty side falls back to the other."""

    vi: str
    en: str

    def said_in(self, language: str) -> str:
        """The words in `language` (`vi` or `en`; anything else reads as English)."""
        return (self.vi or self.en) if language.startswith("vi") else (self.en or self.vi)

    def __str__(self) -> str:
        return self.en or self.vi


NOTHING_SAID = Words("", "")
