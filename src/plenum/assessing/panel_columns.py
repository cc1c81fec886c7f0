"""What the columns of a panel's files may hold, and how they become the columns of `columns`.

Files come from many hands, so more is taken than the exact types:

* whole numbers (ids, ranks): any integer; a decimal or float without a fraction; text of digits;
* amounts: any integer, decimal or float; a float is rounded to nine places, or to as many as it carries;
* days: a date, a timestamp (its day), text such as 2021-12-31;
* words: text; truths: booleans.

A column that may be empty may be missing altogether, and so may `withdrawn` (then nothing is withdrawn) and
`precedence` (then all sources are equal). Further columns are passed over. What cannot be taken is told with its file
and column before anything is judged; all of it is asked of the engine in one query.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from plenum.assessing.columns import (
    AMOUNT,
    DIRECTIONS,
    FREQUENCIES,
    KIND_NAMES,
    LIMIT,
    OVER_TIME,
    STATUSES,
    Column,
    Columns,
    rounded,
)  # fmt: skip
from plenum.assessing.precedence import KEY
from plenum.errors import InvalidInput

DEFAULTS: dict[str, Any] = {"withdrawn": False, "precedence": 1}
"""What stands for a column that is missing, beside those that may be empty."""

WORDS: dict[str, tuple[str, ...]] = {
    "frequency": FREQUENCIES,
    "status": STATUSES,
    "kind": KIND_NAMES,
    "direction": DIRECTIONS,
    "over_time": OVER_TIME,
}
"""The words a column of text may hold."""

_WANTED = {
    "int64": "whole numbers",
    "int32": "whole numbers",
    AMOUNT: "numbers",
    "date": "days",
    "string": "text",
    "boolean": "true or false",
}


@dataclass(frozen=True)
class Fault:
    """One thing that may be wrong with a column: how to find the rows, and what to say of them."""

    column: str
    holds: Any
    message: str
    example: Any = None


def refuse_columns(given: ibis.Table, columns: Columns, source: str) -> None:
    """Raise `InvalidInput` where a column is missing or of a type that cannot be taken."""
    missing = [
        column.name
        for column in columns
        if column.name not in given.columns and not column.nullable and column.name not in DEFAULTS
    ]
    if missing:
        raise InvalidInput("{file} lacks the columns {columns}.", file=source, columns=", ".join(missing))
    for column in columns:
        if column.name in given.columns and _taken(given[column.name], column.type) is None:
            raise InvalidInput(
                "{file}: the column {column} is of type {found}; {wanted} are wanted.",
                file=source, column=column.name, found=given[column.name].type(), wanted=_WANTED[column.type],
            )  # fmt: skip


def conformed(given: ibis.Table, columns: Columns) -> ibis.Table:
    """The columns of `columns`, in order and of their types, from a table that has passed `refuse_columns`."""

    def taken(column: Column) -> Any:
        if column.name not in given.columns:
            return ibis.literal(DEFAULTS.get(column.name), type=column.type)
        return _taken(given[column.name], column.type)

    return given.select(**{column.name: taken(column) for column in columns})


def _taken(value: Any, wanted: str) -> Any:
    """A column as the type wanted; None where its own type cannot be taken for it."""
    found = value.type()
    if isinstance(found, dt.Null):
        return ibis.null(wanted)
    number = isinstance(found, dt.Integer | dt.Decimal | dt.Floating)
    if wanted in ("int64", "int32"):
        if isinstance(found, dt.String):
            return value.try_cast(wanted)
        return value.cast(wanted) if number else None
    if wanted == AMOUNT:
        if isinstance(found, dt.Floating):
            return rounded(value.cast("float64"))
        return value.cast(AMOUNT) if number else None
    if wanted == "date":
        if isinstance(found, dt.String):
            return value.try_cast("date")
        return value.cast("date") if isinstance(found, dt.Date | dt.Timestamp) else None
    if wanted == "string":
        return value if isinstance(found, dt.String) else None
    return value if isinstance(found, dt.Boolean) else None


def _faults(given: ibis.Table, columns: Columns) -> list[Fault]:
    found: list[Fault] = []
    for column in columns:
        if column.name not in given.columns:
            continue
        value = given[column.name]
        kind = value.type()
        if not column.nullable:
            found.append(Fault(column.name, value.isnull(), "{file}: {column} is empty in {count} rows."))
        if column.name in WORDS:
            message = "{file}: {column} holds {example}, which is none of {words}, in {count} rows."
            found.append(Fault(column.name, ~value.isin(WORDS[column.name]), message, value))
        if column.type == AMOUNT:
            too_large = value.cast("float64").abs() >= float(LIMIT)
            if isinstance(kind, dt.Floating):
                too_large = too_large | value.isnan()
            message = "{file}: {column} is no number below 10^18 in {count} rows. Choose a larger unit."
            found.append(Fault(column.name, too_large, message))
        elif isinstance(kind, dt.String) and column.type != "string":
            unread = value.notnull() & _taken(value, column.type).isnull()
            message = "{file}: {column} holds {example} in {count} rows; {wanted} are wanted."
            found.append(Fault(column.name, unread, message, value))
        elif isinstance(kind, dt.Floating | dt.Decimal):
            number = value.cast("float64")
            broken = number != number.round()
            if isinstance(kind, dt.Floating):
                broken = broken | value.isnan()
            message = "{file}: {column} holds {example} in {count} rows; {wanted} are wanted."
            found.append(Fault(column.name, broken, message, value.cast("string")))
    return found


def count_faults(given: ibis.Table, columns: Columns) -> ibis.Table:
    """One row: how many rows have each fault, and an example where one helps. Null and 0 are the same."""
    asked: dict[str, Any] = {"rows": given.count()}
    for place, fault in enumerate(_faults(given, columns)):
        asked[f"count_{place}"] = given.count(where=fault.holds)
        if fault.example is not None:
            asked[f"example_{place}"] = fault.example.min(where=fault.holds)
    return given.aggregate(**asked)


def refuse_faults(given: ibis.Table, columns: Columns, counted: Mapping[str, Any], source: str) -> None:
    """Raise `InvalidInput` with the first fault that `count_faults` has found."""
    types = {column.name: column.type for column in columns}
    for place, fault in enumerate(_faults(given, columns)):
        if counted[f"count_{place}"]:
            raise InvalidInput(
                fault.message,
                file=source, column=fault.column, count=counted[f"count_{place}"],
                example=counted.get(f"example_{place}"), wanted=_WANTED[types[fault.column]],
                words=", ".join(WORDS.get(fault.column, ())),
            )  # fmt: skip


def repeated(targets: ibis.Table) -> ibis.Table:
    """One row: how many pairs (target, as_of) stand in several rows of conformed targets, and one such target."""
    pairs = targets.group_by(*KEY).agg(rows=targets.count())
    several = pairs.filter(pairs["rows"] > 1)
    return several.aggregate(count=several.count(), example=several.target.min())


def refuse_repeated(counted: Mapping[str, Any], source: str) -> None:
    """Raise `InvalidInput` where `repeated` has found some."""
    if counted["count"]:
        raise InvalidInput(
            "{file}: target {example} stands in several rows of one as_of, and so do {count} pairs in all.",
            file=source, example=counted["example"], count=counted["count"],
        )  # fmt: skip
