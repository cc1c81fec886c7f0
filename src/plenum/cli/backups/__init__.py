"""Backups: one file that holds the whole database, with a manifest that says what it should be.

`archive` is the file, the same for both databases; `sqlite` and `postgresql` are how a database gets into it and out
again. Static files, the secret key and the accounts file of the demonstration are not part of the record and are left
out: a new key only signs everyone out.
"""

from types import ModuleType

from plenum.cli.backups import postgresql, sqlite

ENGINES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgresql}
"""By Django's name of the database. Each has PAYLOAD, `dump(into) -> row counts` and `load(payload)`; see there."""
