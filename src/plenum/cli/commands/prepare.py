"""`plenum prepare`: bring the database and the static files to this version."""

import typer

from plenum.cli.database import migrate, pending_migrations
from plenum.cli.saying import start
from plenum.cli.static_files import collect_if_needed


def prepare() -> None:
    """Bring the database and the static files to this version: after installing, and after every upgrade."""
    start()
    pending = pending_migrations()
    migrate()
    collected = collect_if_needed()
    typer.echo(f"Database: {f'{len(pending)} migrations made' if pending else 'up to date'}.")
    typer.echo(f"Static files: {'collected' if collected else 'up to date'}.")
