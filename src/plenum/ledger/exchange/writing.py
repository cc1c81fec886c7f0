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
    ids = None if corrects is None else _new_ids(model, total)
    every = [*columns, *constants, "withdrawn"]
    same = (*(_prepared(model, name, value) for name, value in constants.items()),)
    if ids is not None:
        every += ["id", "corrects_id"]

    def complete(start: int, length: int) -> Iterator[tuple[Any, ...]]:
        if ids is None or corrects is None:
            tail = (*same, False)
            return (row + tail for row in rows(start, length))
        span = range(start, start + length)
        return (
            (*row, *same, index in withdrawn, ids[index], None if old is None else ids[old])
            for row, index, old in zip(
                rows(start, length), span, corrects[start : start + length], strict=True
            )
        )

    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(name) for name in every)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for start in range(0, total, chunk):
                    for row in complete(start, min(chunk, total - start)):
                        copy.write_row(row)
                    progress("writing", min(start + chunk, total), total)
        else:
            marks = ", ".join(repeat("%s", len(every)))
            for start in range(0, total, chunk):
                part = complete(start, min(chunk, total - start))
                cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", part)  # noqa: S608
                progress("writing", min(start + chunk, total), total)


def _prepared(model: type[Model], name: str, value: Any) -> Any:
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
