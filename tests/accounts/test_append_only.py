"""The database itself refuses to change or delete what was entered."""

import pytest
from django.db import DatabaseError, connection, transaction

from plenum.accounts.append_only import append_only_models, install, missing
from plenum.ledger.actions import TallyAnnounced, adopt_review, prepare_review, record_adoption
from plenum.ledger.vocabulary import Standing
from plenum.organizations.words import Words
from tests.cast import Cast


def _fill(cast: Cast) -> None:
    """A row in every append-only table."""
    day = cast.observations["revenue 2022"].known_on
    review = prepare_review(
        cast.resolution, conference=Words("Hội nghị", "Conference"), held_on=day, data_day=day, by=cast.em
    )
    adopt_review(review, by=cast.giang)
    record_adoption(
        cast.resolution,
        conference=Words("Trước", "Earlier"),
        held_on=day,
        data_day=day,
        standings={},
        tallies=[TallyAnnounced(Standing.MET, 2, 5)],
        by=cast.giang,
    )


@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_sql_cannot_change_or_delete_a_row_of_an_append_only_table(cast: Cast, statement: str) -> None:
    _fill(cast)
    # Each room above tests its own.
    models = [model for model in append_only_models() if model._meta.app_label in ("accounts", "ledger")]
    names = {model.__name__ for model in models}
    assert names == {"AuditEntry", "Observation", "TargetValue", "Adoption", "Verdict", "AnnouncedTally"}
    for model in models:
        count = model._default_manager.count()
        assert count > 0, model
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table=model._meta.db_table))
        assert model._default_manager.count() == count


def test_django_cannot_change_or_delete_an_observation_either(cast: Cast) -> None:
    observation = cast.observations["revenue 2020"]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        type(observation).objects.filter(pk=observation.pk).update(note="changed")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        type(observation).objects.filter(pk=observation.pk).delete()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_truncating_is_refused(cast: Cast) -> None:
    with connection.cursor() as cursor:
        # Foreign keys still to be checked at the end would stop the statement before the trigger does.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute("TRUNCATE ledger_observation CASCADE")


def test_a_lost_trigger_is_named_and_put_back(cast: Cast) -> None:
    assert missing(connection) == []
    on = " ON ledger_verdict" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_verdict_no_delete{on}")
    assert missing(connection) == ["ledger_verdict_no_delete"]
    install(connection)
    assert missing(connection) == []
