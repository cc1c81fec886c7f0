"""The database itself refuses to change or delete what was received, read and decided."""

import pytest
from django.db import DatabaseError, connection, transaction

from plenum.accounts.append_only import append_only_models, missing
from plenum.collecting import actions
from tests.cast import Cast
from tests.collecting.reports import figure, received


@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_sql_cannot_change_or_delete_a_row(cast: Cast, statement: str) -> None:
    actions.confirm_figure(figure(received(cast), "3,5%"), by=cast.bob)
    models = [model for model in append_only_models() if model._meta.app_label == "collecting"]
    assert {model.__name__ for model in models} == {
        "KeptFile",
        "ReportText",
        "ProposedFigure",
        "Decision",
        "Alias",
    }
    for model in models:
        meta = model._meta
        count = model._default_manager.count()
        assert count > 0, model
        with (
            pytest.raises(DatabaseError, match="append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(table=meta.db_table, column=meta.pk.column))
        assert model._default_manager.count() == count
    assert missing(connection) == []
