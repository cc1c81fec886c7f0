"""Tables whose rows the database itself refuses to change or delete.

The triggers are put back after every migration, since SQLite drops a table's triggers when a migration rebuilds it.
A model joins by setting `append_only = True` on the class.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION plenum_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: add a correcting row instead', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def append_only_models() -> list[type[Model]]:
    """Every model that declares itself append-only."""
    return [model for model in apps.get_models() if getattr(model, "append_only", False)]


def trigger_names(model: type[Model], vendor: str) -> list[str]:
    table = model._meta.db_table
    kinds = ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")
    return [f"{table}_no_{kind}" for kind in kinds]


def _statements(model: type[Model], vendor: str) -> Iterator[str]:
    table = model._meta.db_table
    for name in trigger_names(model, vendor):
        kind = name.rsplit("_", 1)[1].upper()
        if vendor == "sqlite":
            yield (
                f'CREATE TRIGGER IF NOT EXISTS "{name}" BEFORE {kind} ON "{table}" BEGIN '
                f"SELECT RAISE(ABORT, '{table} is append-only: add a correcting row instead'); END"
            )
        else:
            each = "STATEMENT" if kind == "TRUNCATE" else "ROW"
            yield (
                f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {kind} ON "{table}" '
                f"FOR EACH {each} EXECUTE FUNCTION plenum_append_only()"
            )


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every append-only table that exists; harmless when they are there already."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for model in append_only_models():
            if model._meta.db_table in existing:
                for statement in _statements(model, connection.vendor):
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of the triggers that should be there and are not."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    wanted = [name for model in append_only_models() for name in trigger_names(model, connection.vendor)]
    return [name for name in wanted if name not in present]


def install_after_migrate(*, using: str, **_: Any) -> None:
    """Signal receiver for `post_migrate`."""
    install(connections[using])
