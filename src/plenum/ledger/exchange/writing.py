"""Putting very many rows into a table, through Django's own connection and inside its transaction.

Both databases offer a way past the row-by-row work of an object mapper: SQLite a statement run for each tuple,
PostgreSQL COPY. Constraints and triggers hold as ever.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from django.db import connection
from django.db.models import Model

from plenum.ledger.exchange.preparing import Progress

Rows = Callable[[int, int], Iterator[tuple[Any, ...]]]


def insert_rows(
    model: type[Model],
    columns: Sequence[str],
    constants: Mapping[str, Any],
    rows: Rows,
    total: int,
    chunk: int,
    *,
    corrects: Sequence[int | None] | None,
    withdrawn: Collection[int],
    progress: Progress,
) -> None:
    """Insert `total` rows; `rows(start, length)` yields part of them, in the order of `columns`.

    `constants` are the same for each row. `corrects` gives for each row the index of the row it corrects, or is
    None where no row corrects another.
    """
    same = {name: _prepared(model, name, value) for name, value in constants.items()}
    if corrects is None:
        same["withdrawn"] = _prepared(model, "withdrawn", False)
        varying: tuple[str, ...] = tuple(columns)
        parts = rows
    else:
        ids = _new_ids(model, total)
        varying = (*columns, "withdrawn", "id", "corrects_id")
        parts = _with_history(rows, ids, corrects, withdrawn)

    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(map(connection.ops.quote_name, (*varying, *same)))
            tail = tuple(same.values())
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for start in range(0, total, chunk):
                    for row in parts(start, min(chunk, total - start)):
                        copy.write_row(row + tail)
                    progress("writing", min(start + chunk, total), total)
            return
        # What is the same for each row stands in a table of one row, to be bound once and not a million times.
        cursor.execute("DROP TABLE IF EXISTS temp.same_for_all")
        marks = ", ".join(f"%s AS {connection.ops.quote_name(name)}" for name in same)
        cursor.execute(f"CREATE TEMP TABLE same_for_all AS SELECT {marks}", list(same.values()))
        names = ", ".join(map(connection.ops.quote_name, (*varying, *same)))
        marks = ", ".join([*repeat("%s", len(varying)), *map(connection.ops.quote_name, same)])
        statement = f"INSERT INTO {table} ({names}) SELECT {marks} FROM temp.same_for_all"  # noqa: S608
        for start in range(0, total, chunk):
            part: Any = parts(start, min(chunk, total - start))  # an iterator will do
            cursor.executemany(statement, part)
            progress("writing", min(start + chunk, total), total)
        cursor.execute("DROP TABLE temp.same_for_all")


def _with_history(
    rows: Rows, ids: Sequence[int], corrects: Sequence[int | None], withdrawn: Collection[int]
) -> Rows:
    """The rows with three more cells: whether it withdraws another, its id, and the id of the one it corrects."""

    def parts(start: int, length: int) -> Iterator[tuple[Any, ...]]:
        span = range(start, start + length)
        for row, index, old in zip(rows(start, length), span, corrects[start : start + length], strict=True):
            yield (*row, index in withdrawn, ids[index], None if old is None else ids[old])

    return parts


def _prepared(model: type[Model], name: str, value: Any) -> Any:
    """A value as the database's driver takes it."""
    field = model._meta.get_field(name.removesuffix("_id"))
    return field.get_db_prep_save(value, connection)  # type: ignore[union-attr]


def _new_ids(model: type[Model], count: int) -> Sequence[int]:
    """Ids nobody else gets, rising, for rows that name each other."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return sorted(one for (one,) in cursor.fetchall())
        # The transaction holds the only right to write, so the next ids stay free until it ends.
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        first = cursor.fetchone()[0] + 1
        return range(first, first + count)
