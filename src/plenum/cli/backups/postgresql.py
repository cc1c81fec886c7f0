"""PostgreSQL: by its own pg_dump and pg_restore, which must be installed and no older than the server."""

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from plenum.cli.backups.archive import Progress
from plenum.errors import Conflict, InvalidInput, NotFound

PAYLOAD = "database.pgdump"
APPLICATION = "plenum backup"


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NotFound(
            "{name} is not installed, and PostgreSQL is backed up and restored by it. Install the PostgreSQL client "
            "of the server's version (Debian: apt install postgresql-client).",
            name=name,
        )
    return found


def _surroundings() -> dict[str, str]:
    """The environment libpq reads the connection from; the password never stands on a command line."""
    from django.db import connection

    settings = connection.settings_dict
    told = {
        "PGDATABASE": settings["NAME"],
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGHOST": settings["HOST"],
        "PGPORT": settings["PORT"],
        "PGAPPNAME": APPLICATION,
    }
    options = {f"PG{name.upper()}": str(value) for name, value in settings["OPTIONS"].items()}
    return os.environ | options | {name: str(value) for name, value in told.items() if value}


def _run(*command: str) -> None:
    done = subprocess.run(  # noqa: S603
        command, env=_surroundings(), capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        said = done.stderr.strip() or f"it ended with {done.returncode}"
        raise Conflict("{name} failed: {said}", name=Path(command[0]).name, said=said)


def dump(into: Path, progress: Progress) -> dict[str, int]:
    """Dump the database to the file `into` as of one moment; the rows of each table at that moment."""
    from django.db import connection, transaction

    from plenum.cli.database import row_counts

    program = _program("pg_dump")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        rows = row_counts()
        progress(0, 1)
        _run(
            program,
            "--format=custom",
            # Packed once, by the archive.
            "--compress=0",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={into}",
        )
    progress(1, 1)
    return rows


def verify(payload: Path, rows: dict[str, int]) -> None:
    """Raises `InvalidInput` where pg_restore cannot read the dump; its rows are counted after the restore."""
    try:
        _run(_program("pg_restore"), "--list", str(payload))
    except Conflict as error:
        raise InvalidInput("The database in the backup cannot be read: {error}", error=error) from None


def is_empty() -> bool:
    """Whether the database has no table."""
    from django.db import connection

    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def set_aside() -> Path | None:
    """Dump the database that is there to the data directory, empty it, and say where the dump is."""
    from django.conf import settings
    from django.db import connection

    if is_empty():
        return None
    _refuse_while_in_use()
    aside = Path(settings.DATA_DIR) / f"before-{datetime.now():%Y%m%dT%H%M%S}.pgdump"  # noqa: DTZ005
    aside.touch(mode=0o600)
    _run(_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--file={aside}")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
        name = connection.ops.quote_name(schema)
        cursor.execute(f"DROP SCHEMA {name} CASCADE")
        cursor.execute(f"CREATE SCHEMA {name}")
    return aside


def _refuse_while_in_use() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            "AND backend_type = 'client backend'"
        )
        (others,) = cursor.fetchone()
    if others:
        raise Conflict(
            "The database is in use by {others} other connections. Stop the server first, restore, and start it again.",
            others=others,
        )


def load(payload: Path) -> None:
    """Put the dump into the empty database, all of it or nothing."""
    from django.db import connections

    settings: dict[str, Any] = connections["default"].settings_dict
    connections.close_all()
    _run(
        _program("pg_restore"),
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        "--schema=public",
        f"--dbname={settings['NAME']}",
        str(payload),
    )
