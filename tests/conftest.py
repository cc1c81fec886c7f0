"""What every test may ask for: the cast, and databases that keep their append-only triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

from plenum.accounts.append_only import append_only_models, install, trigger_names

from .cast import Cast, assemble

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "cast", "django_db_setup"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that touches the database, so that the run on PostgreSQL can pick just those."""
    for item in items:
        uses = set(getattr(item, "fixturenames", ()))
        if uses & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.database)


@contextmanager
def _triggers_lifted() -> Iterator[None]:
    """Between tests of live servers the tables are emptied, which the triggers would rightly refuse."""
    with connection.cursor() as cursor:
        for model in append_only_models():
            for name in trigger_names(model, connection.vendor):
                on = f' ON "{model._meta.db_table}"' if connection.vendor == "postgresql" else ""
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')
    try:
        yield
    finally:
        install(connection)


@pytest.fixture(scope="session", autouse=True)
def _flush_lifts_the_triggers() -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    flush = BaseDatabaseOperations.execute_sql_flush

    def lifted(self: BaseDatabaseOperations, sql_list: Any) -> None:
        with _triggers_lifted():
            flush(self, sql_list)

    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lifted)
    yield
    patch.undo()


@pytest.fixture
def cast(db: None) -> Cast:
    """A province with its committee, a user for every role, and a resolution with targets and observations."""
    return assemble()


@pytest.fixture
def live_cast(transactional_db: None) -> Cast:
    """The cast, committed, for tests in which another thread or process reads the database."""
    return assemble()


@pytest.fixture
def today() -> date:
    from django.utils import timezone

    return timezone.localdate()
