"""`plenum check`: whether the installation and the record are as they should be."""

import os
import stat
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import typer

from plenum.cli.database import pending_migrations
from plenum.cli.saying import COULD_NOT, start

Question = tuple[str, Callable[[], Iterator[str]]]
"""What should be so, and what is found to the contrary."""


def check() -> None:
    """Check the database, its safeguards and every row that can be checked; exit code 1 where something is wrong."""
    start()
    if run_checks():
        raise typer.Exit(COULD_NOT)


def run_checks() -> int:
    """Print a line for each question, and under it what is wrong; how many questions had a wrong answer."""
    from plenum.ledger.queries.soundness import MOST_NAMED

    failed = 0
    for question, ask in _questions():
        found = ask()
        faults = list(islice(found, MOST_NAMED))
        more = sum(1 for _ in found)
        failed += bool(faults)
        typer.echo(f"{'WRONG' if faults else 'ok   '}  {question}")
        for fault in faults:
            typer.echo(f"         {fault}")
        if more:
            typer.echo(f"         … and {more} more.")
        if faults and question == MIGRATED:
            typer.echo("The rest is not asked of tables of another version.")
            break
    typer.echo("All is well." if not failed else f"{failed} of these are wrong.")
    return failed


MIGRATED = "the database has every migration of this version"


def _questions() -> Iterator[Question]:
    from django.db import connection

    from plenum.collecting.queries import soundness as desk
    from plenum.ledger.queries import soundness as ledger

    yield "the secret key is its owner's alone", _key_faults
    yield MIGRATED, lambda: (f"{name} is missing; run: plenum prepare" for name in pending_migrations())
    if connection.vendor == "sqlite":
        yield "the database file is whole", _file_faults
        yield "readers go on while one writes (WAL)", _wal_faults
    yield "append-only tables are guarded by their triggers", _trigger_faults
    for what, ask in (*ledger.QUESTIONS, *desk.QUESTIONS):
        yield what, lambda ask=ask: (f"{one.where}: {one.what}" for one in ask())  # type: ignore[misc]


def _key_faults() -> Iterator[str]:
    from django.conf import settings

    if os.environ.get("PLENUM_SECRET_KEY", "").strip():
        return
    kept = Path(settings.DATA_DIR) / "secret-key"
    mode = stat.S_IMODE(kept.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        yield f"{kept} can be read by others (mode {mode:03o}); run: chmod 600 {kept}"
    if len(kept.read_text(encoding="ascii").strip()) < 50:
        yield f"{kept} is too short to be a key; remove it, and a new one is made (everyone is signed out)."


def _file_faults() -> Iterator[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check")
        for (said,) in cursor.fetchall():
            if said != "ok":
                yield f"{said}. Restore the last backup."
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _ in cursor.fetchall():
            yield f"row {row} of {table} names a row of {parent} that does not exist."


def _wal_faults() -> Iterator[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        (mode,) = cursor.fetchone()
    if mode != "wal":
        yield f"the journal mode is {mode}; the file may lie on a network share, which SQLite cannot use safely."


def _trigger_faults() -> Iterator[str]:
    from django.db import connection

    from plenum.accounts.append_only import missing

    for name in missing(connection):
        yield f"the trigger {name} is missing; run: plenum prepare"
