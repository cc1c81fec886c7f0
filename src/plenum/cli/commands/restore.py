"""`plenum restore FILE`: a backup put back."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from plenum.cli.backups import ENGINES
from plenum.cli.backups.archive import Manifest, read
from plenum.cli.commands.check import run_checks
from plenum.cli.database import migrate, pending_migrations, row_counts
from plenum.cli.saying import BAD_INPUT, COULD_NOT, fail, progress_of, say, start


def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Made by plenum backup.", exists=True, dir_okay=False)
    ],
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Set the database that is there aside, and put the backup in its place."
        ),
    ] = False,
) -> None:
    """Put a backup back, after finding it whole, and check the record. Stop the server first."""
    start()
    from django.conf import settings
    from django.db import connection

    engine = ENGINES[connection.vendor]
    with tempfile.TemporaryDirectory(prefix=".plenum-restore-", dir=settings.DATA_DIR) as workplace:
        with progress_of("Unpacking (bytes)") as progress:
            manifest, payload = read(file, Path(workplace), progress)
        _refuse_unfit(manifest, connection.vendor)
        engine.verify(payload, manifest.rows)
        if not engine.is_empty():
            if not replace:
                fail("The database holds a record already. To set it aside, add --replace.", BAD_INPUT)
            say(f"The database that was there is kept as {engine.set_aside()}")
        else:
            engine.set_aside()
        engine.load(payload)
    if row_counts() != manifest.rows:
        fail("The restored tables have other rows than the manifest names. Do not use this database.")
    say(
        f"Restored {sum(manifest.rows.values())} rows of {len(manifest.rows)} tables, as of {manifest.made_at}."
    )
    if pending_migrations():
        migrate()
    if run_checks():
        raise typer.Exit(COULD_NOT)


def _refuse_unfit(manifest: Manifest, vendor: str) -> None:
    from django.db.migrations.loader import MigrationLoader

    if manifest.database != vendor:
        fail(
            f"The backup is of a {manifest.database} database and DATABASE_URL names a {vendor} one; "
            "a backup goes back into the sort of database it came from.",
            BAD_INPUT,
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        fail(
            f"The backup was made by Plenum {manifest.plenum}, which is newer than this one "
            f"(it knows {newer[0]}). Upgrade first.",
            BAD_INPUT,
        )
