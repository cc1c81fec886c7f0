"""Every error a user of Plenum can meet, in one tree.

An error's text is written for the clerk who reads it: what is wrong, where, and what to do. The doors
(pages, REST, commands) show `str(error)` and nothing else, so no error here may carry secrets or a traceback.

A message is written in English with its facts left open, `Conflict("{code} has values already.", code=code)`, so
that a door can say it in the reader's language: `error.said_in(gettext)`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Translate = Callable[[str], str]


def _filled(message: str, facts: Mapping[str, object], translate: Translate | None = None) -> str:
    said = translate(message) if translate is not None and message else message

    def fact(value: object) -> object:
        # A fact may be a message itself, or words kept in both languages.
        if isinstance(value, PlenumError):
            return value.said_in(translate) if translate is not None else str(value)
        return value

    return said.format(**{name: fact(value) for name, value in facts.items()}) if facts else said


class PlenumError(Exception):
    """The root. `status` is the HTTP status a door answers with.

    `message` is English with a `{name}` for each of `facts`; without facts it is taken as it stands.
    """

    status = 400

    def __init__(self, message: str = "", **facts: object) -> None:
        super().__init__(message)
        self.message = message
        self.facts = facts

    def __str__(self) -> str:
        return _filled(self.message, self.facts)

    def said_in(self, translate: Translate) -> str:
        """The text with the message translated by `translate` (Django's `gettext`, say) and its facts filled in."""
        return _filled(self.message, self.facts, translate)


class NotFound(PlenumError):
    """The thing asked for does not exist, or may not be known to exist by the person asking."""

    status = 404


class Forbidden(PlenumError):
    """The person is known, the thing exists, and the person's roles do not reach it."""

    status = 403


class SignInRequired(PlenumError):
    """Nobody is signed in and the thing is not public."""

    status = 401


class Conflict(PlenumError):
    """The change contradicts what the record already holds (a duplicate, a frozen verdict)."""

    status = 409


class InvalidInput(PlenumError):
    """A value a person gave cannot be taken as it is."""

    status = 422


class PeriodError(InvalidInput):
    """A text is not a period."""


class UnitError(InvalidInput):
    """A text is not a unit."""


class UnitMismatch(InvalidInput):
    """Two quantities of different units were to be added, subtracted or compared."""


class NumberError(InvalidInput):
    """A text is not a number in the language given."""


class AmbiguousNumber(NumberError):
    """A text is one number in Vietnamese and another in English, and no language was given."""


class UnsafeFile(InvalidInput):
    """A file is refused before it is read: its size, its type, or what unpacking it would do."""

    status = 413


@dataclass(frozen=True)
class Fault:
    """One thing wrong with one place of a file.

    `row` counts from 1 as a spreadsheet shows it (the header is row 1); `column` is the spreadsheet's letter
    or None where the whole row is meant; `name` is the column's heading. `message` and `facts` are as in
    `PlenumError`.
    """

    message: str
    row: int | None = None
    column: str | None = None
    name: str | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.said_in(str)

    def said_in(self, translate: Translate) -> str:
        """Where, then what, in the language of `translate`."""
        place = []
        if self.row is not None:
            place.append(translate("row {row}").format(row=self.row))
        if self.column is not None:
            place.append(translate("column {column}").format(column=self.column))
        where = ", ".join(place)
        if self.name:
            where = f"{where} ({self.name})" if where else self.name
        said = _filled(self.message, self.facts, translate)
        return f"{where[:1].upper()}{where[1:]}: {said}" if where else said


class FaultyFile(InvalidInput):
    """A file was read, nothing of it was taken, and these are the reasons.

    `faults` holds at most the first hundred; `count` is how many there are.
    """

    def __init__(self, faults: Sequence[Fault], count: int | None = None) -> None:
        super().__init__("Nothing was imported.")
        self.faults = list(faults)
        self.count = len(self.faults) if count is None else count

    def __str__(self) -> str:
        return self.said_in(str)

    def said_in(self, translate: Translate) -> str:
        """The verdict on a line of its own, then a line for each fault."""
        lines = [translate(self.message), *(fault.said_in(translate) for fault in self.faults)]
        if self.count > len(self.faults):
            more = translate("... and {count} more.")
            lines.append(more.format(count=self.count - len(self.faults)))
        return "\n".join(lines)
