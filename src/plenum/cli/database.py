"""What commands ask of the database as a whole, below any model: its migrations and its tables."""

from plenum.cli.saying import doing


def pending_migrations() -> list[str]:
    """The migrations of this version that the database has not had. Django is started."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def applied_migrations() -> list[str]:
    """The migrations the database has had."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def migrate() -> None:
    """Bring the database's tables to this version, and put back what hangs on no migration (triggers, cache)."""
    from django.core.management import call_command

    with doing("Preparing the database"):
        call_command("migrate", interactive=False, verbosity=0)


def row_counts() -> dict[str, int]:
    """How many rows each table holds."""
    from django.db import connection

    with connection.cursor() as cursor:
        counts = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counts[table] = cursor.fetchone()[0]
    return counts
