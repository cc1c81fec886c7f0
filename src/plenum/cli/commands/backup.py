"""`plenum backup FILE`: the whole database in one file."""

import importlib.metadata
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from plenum.cli.backups import ENGINES
from plenum.cli.backups.archive import FORMAT, Manifest, digest, write
from plenum.cli.database import applied_migrations
from plenum.cli.saying import BAD_INPUT, fail, progress_of, start


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to: plenum-2026-11-25.tar.gz")],
    replace: Annotated[bool, typer.Option("--replace", help="Write over FILE if it exists.")] = False,
) -> None:
    """Write the whole database to one file, while the server goes on; only its owner can read it."""
    start()
    from django.db import connection

    if file.exists() and not replace:
        fail(f"{file} exists; choose another name, or --replace it.", BAD_INPUT)
    file = file.absolute()
    if not file.parent.is_dir():
        fail(f"There is no directory {file.parent}.", BAD_INPUT)
    engine, migrations = ENGINES[connection.vendor], applied_migrations()
    # Beside the target, where there must be room anyway.
    with tempfile.TemporaryDirectory(prefix=".plenum-backup-", dir=file.parent) as workplace:
        payload = Path(workplace) / engine.PAYLOAD
        with progress_of("Copying the database") as progress:
            rows = engine.dump(payload, progress)
        manifest = Manifest(
            format=FORMAT,
            plenum=importlib.metadata.version("plenum"),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            database=connection.vendor,
            payload=engine.PAYLOAD,
            size=payload.stat().st_size,
            sha256=digest(payload),
            migrations=migrations,
            rows=rows,
        )
        with progress_of("Packing (bytes)") as progress:
            write(file, manifest, payload, progress)
    typer.echo(f"{file}: {sum(rows.values())} rows of {len(rows)} tables, {file.stat().st_size} bytes.")
