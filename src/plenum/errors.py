"""Every error a user of Plenum can meet, in one tree.

An error's text is written for the clerk who reads it: what is wrong, where, and what to do. The doors
(pages, REST, commands) show `str(error)` and nothing else, so no error here may carry secrets or a traceback.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class PlenumError(Exception):
    """The root. `status` is the HTTP status a door answers with."""

    status = 400


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
    or None where the whole row is meant; `name` is the column's heading.
    """

    message: str
    row: int | None = None
    column: str | None = None
    name: str | None = None

    def __str__(self) -> str:
        place = []
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        where = ", ".join(place)
        if self.name:
            where = f"{where} ({self.name})" if where else self.name
        return f"{where[:1].upper()}{where[1:]}: {self.message}" if where else self.message


class FaultyFile(InvalidInput):
    """A file was read, nothing of it was taken, and these are the reasons.

    `faults` holds at most the first hundred; `count` is how many there are.
    """

    def __init__(self, faults: Sequence[Fault], count: int | None = None) -> None:
        self.faults = list(faults)
        self.count = len(self.faults) if count is None else count
        lines = [str(fault) for fault in self.faults]
        if self.count > len(self.faults):
            lines.append(f"... and {self.count - len(self.faults)} more.")
        super().__init__("Nothing was imported.\n" + "\n".join(lines))
