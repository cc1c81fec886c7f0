"""SQLite: copied page by page while others go on reading and writing; put back as a file."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from plenum.cli.backups.archive import Progress
from plenum.errors import Conflict, InvalidInput

PAYLOAD = "database.sqlite3"
PAGES_AT_ONCE = 4096


def _database() -> Path:
    from django.db import connection

    return Path(connection.settings_dict["NAME"])


def dump(into: Path, progress: Progress) -> dict[str, int]:
    """Copy the database to the file `into` as of one moment; the rows of each table in the copy."""
    with (
        closing(sqlite3.connect(f"{_database().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(into)) as copy,
    ):
        # A write by someone else makes the copy begin again; a read transaction holds the moment still.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(
            copy, pages=PAGES_AT_ONCE, progress=lambda _, left, total: progress(total - left, total)
        )
        copy.execute("PRAGMA journal_mode=DELETE")
        return _rows(copy)


def _rows(database: sqlite3.Connection) -> dict[str, int]:
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    ).fetchall()
    return {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in tables
    }


def verify(payload: Path, rows: dict[str, int]) -> None:
    """Raises `InvalidInput` where the copy is not a whole database with so many rows."""
    try:
        with closing(sqlite3.connect(f"{payload.as_uri()}?mode=ro", uri=True)) as database:
            said = database.execute("PRAGMA quick_check").fetchone()[0]
            found = _rows(database)
    except sqlite3.DatabaseError as error:
        said, found = str(error), {}
    if said != "ok":
        raise InvalidInput("The database in the backup is damaged: {said}.", said=said)
    if found != rows:
        raise InvalidInput("The tables in the backup have other rows than its manifest names.")


def is_empty() -> bool:
    """Whether there is no database yet, or none with a table."""
    path = _database()
    if not path.exists() or path.stat().st_size == 0:
        return True
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as database:
        return not _rows(database)


def set_aside() -> Path | None:
    """Move the database that is there to a name that tells the time, and say which; None where there is none.

    Raises `Conflict` while anyone has it open: they would go on writing to the file set aside.
    """
    from django.db import connections

    connections.close_all()
    path = _database()
    if not path.exists():
        return None
    with closing(sqlite3.connect(path, timeout=2, isolation_level=None)) as database:
        try:
            # Leaving WAL needs the file to itself, and folds the log into it.
            database.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            raise Conflict(
                "{path} is in use. Stop the server first, restore, and start it again.", path=path
            ) from None
    aside = path.with_name(f"{path.name}.before-{datetime.now():%Y%m%dT%H%M%S}")  # noqa: DTZ005
    path.rename(aside)
    return aside


def load(payload: Path) -> None:
    """Put the copy where the database is expected."""
    path = _database()
    path.parent.mkdir(parents=True, exist_ok=True)
    with payload.open("rb+") as file:
        os.fsync(file.fileno())
    payload.replace(path)
