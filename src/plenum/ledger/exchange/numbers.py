"""Reading a column of numbers exactly, and moving each into its indicator's unit.

Plain notation is read by DuckDB for all rows at once, everything else by `plenum.quantities.parse_number`, once for
each distinct text. No value passes through a binary float.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop

from plenum.errors import PlenumError
from plenum.ledger.exchange.cells import fault_of, refuse_formula
from plenum.ledger.exchange.coded import Coded
from plenum.ledger.exchange.faults import MOST_KEPT, Faults
from plenum.ledger.exchange.sheets import Sheet
from plenum.ledger.exchange.tables import DATE, NUMBER, TRUTH
from plenum.ledger.fields import DIGITS, PLACES, WHOLE_DIGITS, canonical
from plenum.quantities import parse_number

T = TypeVar("T")

# Notations of a number that the language reads in one way only, without groups: see `parse_number`. Where no
# language is known, 1.234 is left out (three digits after the point and at most three before, the first not zero).
_PLAIN = {
    "en": r"-?[0-9]{1,29}(\.[0-9]{1,9})?",
    "vi": r"-?[0-9]{1,29}(,[0-9]{1,9})?",
    None: r"-?([0-9]{1,29}|[0-9]{1,29}\.([0-9]{1,2}|[0-9]{4,9})|(0[0-9]{0,28}|[0-9]{4,29})\.[0-9]{3})",
}


@dataclass(frozen=True)
class Scale:
    """How the numbers of some rows become values: the power of ten to move by, and what the values may be."""

    shift: int = 0
    lowest: Decimal | None = None
    highest: Decimal | None = None
    code: str = ""
    unit: str = ""


def scales_of(
    sheet: Sheet, name: str, cells: Coded[T], function: Callable[[T], Scale | None], faults: Faults
) -> Coded[Scale | None]:
    """The scale `function` gives for each row's cells; where it raises, that is a fault of the column `name`."""
    wrong: dict[int, PlenumError] = {}
    scales: list[Scale | None] = []
    for code, cell in enumerate(cells.values):
        try:
            scales.append(function(cell))
        except PlenumError as error:
            wrong[code] = error
            scales.append(None)
    if wrong:
        rows = cells.rows_with(wrong)
        first = rows[:MOST_KEPT].to_pylist()
        faults.add_many(
            (fault_of(sheet, row, name, wrong[cells.codes[row].as_py()]) for row in first), len(rows)
        )
    return Coded(scales, cells.codes)


def read_numbers(
    sheet: Sheet, name: str, lang: str | None, scales: Coded[Scale | None], faults: Faults, *, needed: bool
) -> pa.StringArray:
    """The values of a column in canonical notation, ready for `ExactDecimalField`; null where a cell is wrong.

    Rows whose scale is None are faulty already and are not looked at twice. An empty cell is a fault where
    `needed`, else a null.
    """
    texts = pc.utf8_trim_whitespace(sheet.texts[name])
    kinds = sheet.kinds.get(name, pa.nulls(len(texts), pa.string()))
    filled = pc.greater(pc.utf8_length(texts), 0)
    if needed:
        empty = pc.indices_nonzero(pc.invert(filled))
        sheet.add_faults(
            faults,
            empty,
            name,
            gettext_noop("There is no number here. Leave the row out where nothing is known."),
        )
    with duckdb.connect() as engine:
        engine.execute("SET threads = 2; SET enable_progress_bar = false")
        engine.register("cells", pa.table({"text": texts, "kind": kinds, "scale": scales.codes}))
        engine.register("scales", _scale_table(scales.values))
        engine.execute(
            """
            CREATE TEMP TABLE read AS
            SELECT row_number() OVER () - 1 AS row, scale,
                   CASE WHEN kind = $number OR regexp_full_match(text, $plain)
                        THEN replace(text, ',', '.') END AS plain,
                   CASE WHEN plain IS NULL AND text <> '' THEN text END AS other
            FROM cells
            """,
            {"number": NUMBER, "plain": _PLAIN[lang]},
        )
        engine.register("others", _parsed_others(engine, sheet, name, lang, faults))
        engine.execute(_MOVED)
        _check(engine, sheet, name, scales, faults)
        table: Any = engine.sql("SELECT value FROM moved ORDER BY row").to_arrow_table()
    values = table.column("value").combine_chunks()
    return values.cast(pa.string())


def _scale_table(scales: list[Scale | None]) -> pa.Table:
    bound = pa.decimal128(DIGITS, PLACES)
    return pa.table(
        {
            "scale": pa.array(range(len(scales)), pa.int64()),
            "shift": pa.array([one.shift if one else 0 for one in scales], pa.int32()),
            "lowest": pa.array([one.lowest if one else None for one in scales], bound),
            "highest": pa.array([one.highest if one else None for one in scales], bound),
        }
    )


def _parsed_others(
    engine: duckdb.DuckDBPyConnection, sheet: Sheet, name: str, lang: str | None, faults: Faults
) -> pa.Table:
    """The texts that are not in plain notation and what each is as a number; those that are none are faults."""
    texts = [
        text
        for (text,) in engine.execute("SELECT DISTINCT other FROM read WHERE other IS NOT NULL").fetchall()
    ]
    numbers: list[str | None] = []
    wrong: dict[str, PlenumError] = {}
    for text in texts:
        try:
            refuse_formula(text)
            numbers.append(format(parse_number(text, lang), "f"))
        except PlenumError as error:
            wrong[text] = error
            numbers.append(None)
    if wrong:
        engine.register("wrong", pa.table({"other": pa.array(list(wrong), pa.string())}))
        found = engine.execute(
            "SELECT row, other FROM read SEMI JOIN wrong USING (other) ORDER BY row"
        ).fetchall()
        kinds = sheet.kinds.get(name)
        first = []
        for row, text in found[:MOST_KEPT]:
            if kinds is not None and kinds[row].as_py() in (DATE, TRUTH):
                message = gettext_noop(
                    "The cell holds a date or a yes/no, not a number. Format it as a number and write it again."
                )
                first.append(sheet.fault(row, name, message))
            else:
                first.append(fault_of(sheet, row, name, wrong[text]))
        faults.add_many(first, len(found))
    return pa.table({"other": pa.array(texts, pa.string()), "number": pa.array(numbers, pa.string())})


# A number is its sign, the digits before the point and those after it. Moving the point by a power of ten moves
# digits from one side to the other; then zeros that say nothing are dropped.
_MOVED = f"""
CREATE TEMP TABLE moved AS
WITH numbers AS (
    SELECT row, scale, coalesce(plain, number) AS text FROM read LEFT JOIN others USING (other)
), parts AS (
    SELECT row, scale, starts_with(text, '-') AS negative, split_part(ltrim(text, '+-'), '.', 1) AS whole,
           split_part(text, '.', 2) AS rest, shift, lowest, highest
    FROM numbers JOIN scales USING (scale)
), shifted AS (
    SELECT row, scale, negative, lowest, highest,
        CASE WHEN shift = 0 THEN whole
             WHEN shift > 0 THEN whole || left(rpad(rest, greatest(length(rest), shift)::INTEGER, '0'), shift)
             ELSE left(lpad(whole, greatest(length(whole), 1 - shift)::INTEGER, '0'),
                       (greatest(length(whole), 1 - shift) + shift)::INTEGER) END AS whole,
        CASE WHEN shift = 0 THEN rest
             WHEN shift > 0 THEN substr(rest, shift + 1)
             ELSE right(lpad(whole, greatest(length(whole), 1 - shift)::INTEGER, '0'), -shift) || rest END AS rest
    FROM parts
), trimmed AS (
    SELECT row, scale, negative, lowest, highest, ltrim(whole, '0') AS whole, rtrim(rest, '0') AS rest FROM shifted
)
SELECT row, scale, lowest, highest,
       length(whole) > {WHOLE_DIGITS} OR length(rest) > {PLACES} AS too_long,
       CASE WHEN whole IS NULL THEN NULL ELSE
            (CASE WHEN negative AND (whole <> '' OR rest <> '') THEN '-' ELSE '' END)
            || (CASE WHEN whole = '' THEN '0' ELSE whole END)
            || (CASE WHEN rest = '' THEN '' ELSE '.' || rest END) END AS value
FROM trimmed
"""  # noqa: S608


def _check(
    engine: duckdb.DuckDBPyConnection, sheet: Sheet, name: str, scales: Coded[Scale | None], faults: Faults
) -> None:
    long = engine.execute("SELECT row, value FROM moved WHERE too_long ORDER BY row").fetchall()
    if long:
        message = gettext_noop(
            "{value} has more than {places} decimals or {digits} digits before them; the ledger keeps numbers "
            "exactly and cannot keep this one. Round it."
        )
        rule: dict[str, object] = {"places": PLACES, "digits": WHOLE_DIGITS}
        faults.add_many(
            (sheet.fault(row, name, message, value=_short(value), **rule) for row, value in long[:MOST_KEPT]),
            len(long),
        )
    outside = engine.execute(
        f"""
        WITH bounded AS (
            SELECT row, scale, value, CASE WHEN NOT too_long THEN value::DECIMAL({DIGITS}, {PLACES}) END AS exact,
                   lowest, highest
            FROM moved WHERE value IS NOT NULL AND (lowest IS NOT NULL OR highest IS NOT NULL)
        )
        SELECT row, scale, value FROM bounded WHERE exact < lowest OR exact > highest ORDER BY row
        """  # noqa: S608
    ).fetchall()
    first = []
    for row, scale, value in outside[:MOST_KEPT]:
        known = scales.values[scale]
        assert known is not None
        message = gettext_noop("{value} is outside what {code} can be ({low} to {high} {unit}).")
        low, high = (
            "…" if end is None else format(canonical(end), "f") for end in (known.lowest, known.highest)
        )
        facts: dict[str, object] = {"code": known.code, "low": low, "high": high, "unit": known.unit}
        first.append(sheet.fault(row, name, message, value=value, **facts))
    faults.add_many(first, len(outside))


def _short(value: str) -> str:
    return value if len(value) <= 50 else f"{value[:50]}…"
