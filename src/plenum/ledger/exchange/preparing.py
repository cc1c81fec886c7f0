"""What a format has to offer: its columns, how a file of it is prepared for the record, and how the record fills it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from plenum.accounts.models import User
from plenum.accounts.queries import Reader
from plenum.ledger.exchange.columns import Column
from plenum.ledger.exchange.faults import Faults
from plenum.ledger.exchange.sheets import Sheet
from plenum.organizations.models import Body

Progress = Callable[[str, int, int], None]
"""Called now and then with what is being done (`reading`, `checking`, `writing`), how many rows of how many."""


@dataclass(frozen=True)
class Request:
    """Who brings a file, what it is called, and the language its numbers are written in."""

    by: User
    lang: str | None
    file_name: str
    today: date
    progress: Progress


@dataclass(frozen=True)
class Preview:
    """What would be imported. `sample` holds the first rows as they were understood, under `headings`."""

    format: str
    rows: int
    counts: dict[str, int]
    headings: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    digest: str


@dataclass(frozen=True)
class Imported:
    """What was imported, and the audit entry that tells of it."""

    format: str
    rows: int
    counts: dict[str, int]
    digest: str
    audit: int


class Prepared(Protocol):
    """A file without a fault, ready to be written."""

    def preview(self) -> Preview: ...

    def write(self) -> Imported:
        """Write everything. Call it inside a transaction. Raises `Conflict` where the record moved meanwhile."""
        ...


@dataclass(frozen=True)
class ExportScope:
    """What is exported: for these bodies and the places they cover (all of them where None), as known on a day."""

    by: Reader
    bodies: set[int]
    places: set[int] | None
    top: Body | None
    as_of: date
    history: bool


@dataclass(frozen=True)
class Format:
    """One kind of file. `rows` gives cells in the order of `columns`; with history, `HISTORY` come first."""

    name: str
    columns: Sequence[Column]
    prepare: Callable[[Sheet, Request, Faults], Prepared]
    rows: Callable[[ExportScope], Iterator[Sequence[str]]]
    history: Sequence[Column] = field(default=())

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return (*self.history, *self.columns)
