"""`plenum demo`: three real bodies in the browser, without a question."""

import os
import secrets
from pathlib import Path
from typing import Annotated

import typer

from plenum.cli.database import migrate, pending_migrations
from plenum.cli.saying import fail, progress_of, say, start
from plenum.cli.serving import next_free_port, serve_until_stopped
from plenum.cli.static_files import collect_if_needed

HOST = "127.0.0.1"
ACCOUNTS_FILE = "demo-accounts.txt"
LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Those that are not taken for one another when read off a screen."""


def demo(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The next free one where it is taken.")] = 8000,
    serve: Annotated[bool, typer.Option(help="Serve when all is ready.")] = True,
) -> None:
    """Load real resolutions of three bodies, once, and serve them on this computer."""
    start()
    from django.conf import settings

    from plenum.accounts.actions import operator
    from plenum.accounts.permissions import Permission
    from plenum.accounts.queries import bodies_where
    from plenum.cli.demo import is_loaded, load

    if pending_migrations():
        migrate()
    if not is_loaded():
        if bodies_where(operator(), Permission.VIEW).exists():
            fail(
                f"The database of {settings.DATA_DIR} holds a record of its own, and what is recorded stays. "
                "Choose an empty directory for the demonstration: PLENUM_DATA_DIR=/tmp/plenum-demo plenum demo"
            )
        with progress_of("Loading the demonstration") as progress:
            load(progress)
    accounts = _accounts(Path(settings.DATA_DIR))
    collect_if_needed()
    typer.echo(accounts)
    if not serve:
        return
    free = next_free_port(HOST, port)
    if free != port:
        say(f"Port {port} is taken; serving on {free} instead.")
    typer.echo(f"\nPlenum is at http://{HOST}:{free}/ (stop with Ctrl+C)")
    serve_until_stopped(HOST, free, workers=1)


def _accounts(data_dir: Path) -> str:
    """One account for each role on the demonstration's bodies; the text that tells their passwords.

    Passwords are drawn once and kept in a file that only its owner reads.
    """
    kept = data_dir / ACCOUNTS_FILE
    if not kept.exists():
        passwords = _make_accounts()
        lines = [f"{name:<15} {password}" for name, password in passwords.items()]
        text = "\n".join(["Sign in as (name, password):", *lines, f"Kept in {kept}", ""])
        # Appears complete or not at all, and never readable by others.
        draft = data_dir / f".{ACCOUNTS_FILE}.{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        draft.replace(kept)
    return kept.read_text(encoding="utf-8").rstrip()


def _make_accounts() -> dict[str, str]:
    from django.db import transaction
    from django.utils import timezone

    from plenum.accounts.actions import create_user, grant_role, operator
    from plenum.accounts.permissions import Role
    from plenum.accounts.queries import user_by_name
    from plenum.errors import NotFound
    from plenum.ledger.queries import home

    by, passwords = operator(), {}
    bodies = [summary.body for summary in home(timezone.localdate(), by=by)]
    with transaction.atomic():
        for role in Role:
            try:
                user_by_name(role.value)
            except NotFound:
                password = "".join(secrets.choice(LETTERS) for _ in range(16))
                user = create_user(role.value, password, by=by, name=f"Demo {role.value}", language="en")
                for body in bodies:
                    grant_role(user, role, body, by=by)
                passwords[role.value] = password
            else:
                passwords[role.value] = f"(made earlier; set a new one: plenum user password {role.value})"
    return passwords
