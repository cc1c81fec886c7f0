"""The two tables every method reads and the table the standing comes in.

Beyond the columns a ledger would expect, two conventions carry the room:

* a target row carries its own `as_of`; the key of everything computed is the pair (`target`, `as_of`), so one query
  rebuilds the same targets on as many days as there are rows;
* `direction` may also be `range`, for a figure that must lie between `low` and `high` and is no better beyond.

Numbers are decimals. The tables carry decimal(38,9); inside, values are narrowed to `NUMBER`, decimal(27,9), so that
products with a number of days and a percentage stay exact on every engine. Values of 10^18 and more are refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from plenum.errors import InvalidInput

AMOUNT = "decimal(38, 9)"
NUMBER = "decimal(27, 9)"
LIMIT = 10**18

FREQUENCIES = ("A", "S", "Q", "M", "R", "D")
STATUSES = ("actual", "provisional", "estimate", "plan", "forecast")
KIND_NAMES = (
    "level", "cumulative", "average_growth", "every_year", "range", "ceiling", "milestone", "compound",
)  # fmt: skip
DIRECTIONS = ("up", "down", "range")
OVER_TIME = ("sum", "last", "mean", "compound")


@dataclass(frozen=True)
class Column:
    """One column: its Ibis type, whether it may be null, and what it holds."""

    name: str
    type: str
    doc: str
    nullable: bool = False
    optional: bool = False
    """It may be left out of the table; then it is empty throughout."""


@dataclass(frozen=True)
class Columns:
    """The columns of one table, in order."""

    name: str
    columns: tuple[Column, ...]

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def schema(self) -> ibis.Schema:
        """The Ibis schema. Every column is nullable there: engines differ in what they promise about nulls."""
        return ibis.schema({column.name: column.type for column in self.columns})

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema to build a table with: `pa.Table.from_pylist(rows, schema=OBSERVATIONS.arrow)`."""
        return self.schema.to_pyarrow()

    def table(self, name: str = "") -> ibis.Table:
        """An unbound table of this or another name, for writing expressions against."""
        return ibis.table(self.schema, name=name or self.name)

    def conform(self, table: pa.Table) -> pa.Table:
        """Return `table` with exactly these columns, in this order and of these types.

        Raises `InvalidInput` naming a column that is missing, cannot be read as its type, or holds a null where
        none is allowed. Further columns are dropped.
        """
        for column in self:
            if column.optional and column.name not in table.column_names:
                nothing = pa.nulls(len(table), self.arrow.field(column.name).type)
                table = table.append_column(column.name, nothing)
        missing = [name for name in self.names if name not in table.column_names]
        if missing:
            raise InvalidInput(f"The table of {self.name} lacks the columns {', '.join(missing)}.")
        for column in self:
            if not column.nullable and table[column.name].null_count:
                raise InvalidInput(f"The table of {self.name} has an empty {column.name} in some rows.")
        try:
            conformed = table.select(list(self.names)).cast(self.arrow)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as reason:
            raise InvalidInput(f"The table of {self.name} cannot be read: {reason}") from reason
        for column in self:
            if column.type == AMOUNT:
                ends = pc.min_max(conformed[column.name]).as_py()
                if any(abs(end) >= LIMIT for end in ends.values() if end is not None):
                    raise InvalidInput(
                        f"The table of {self.name} has a {column.name} of 10^18 or more. Choose a larger unit."
                    )
        return conformed


def rounded(value: Any) -> Any:
    """An Ibis float as an amount, to nine places or as many as it carries.

    Engines differ in how they make a decimal of a float; of a whole number below 2^53 they do not. So it is moved up by
    as many places as leave it below that, rounded, and moved down as a decimal.
    """

    def at(places: int) -> Any:
        whole = (value * 10.0**places).round().cast("decimal(28, 9)")
        # As text: a decimal literal would be written 1E-9, which not every engine reads.
        return (whole * ibis.literal(f"{Decimal(1).scaleb(-places):f}").cast("decimal(10, 9)")).cast(AMOUNT)

    size = value.abs()
    nearest = [(size < 2.0**53 / 10.0**places, at(places)) for places in (9, 6, 3)]
    return ibis.cases(*nearest, (value.notnull(), value.round().cast(AMOUNT)), else_=ibis.null(AMOUNT))


OBSERVATIONS = Columns(
    "observations",
    (
        Column(
            "observation",
            "int64",
            "Identity of the row; carried to the output, so any figure leads to its source.",
        ),
        Column("series", "int64", "The indicator for one place."),
        Column(
            "frequency",
            "string",
            "A year, S half, Q quarter, M month, R range of years or months, D state on a date.",
        ),
        Column("starts", "date", "First day of the period."),
        Column("ends", "date", "Last day of the period, inclusive; for D the same day as `starts`."),
        Column(
            "value",
            AMOUNT,
            "The value, in the unit of its series. Null only in a row that merely withdraws.",
            True,
        ),
        Column(
            "status",
            "string",
            "actual, provisional, estimate, plan or forecast. The last two are never achieved values.",
        ),
        Column("known_on", "date", "The day the value became known."),
        Column("corrects", "int64", "The observation this row corrects or withdraws.", True),
        Column(
            "withdrawn",
            "boolean",
            "True in a row that withdraws what it `corrects` and puts no value in its place.",
        ),
        Column("precedence", "int32", "Rank of the source among conflicting ones; lower is better."),
    ),
)

TARGETS = Columns(
    "targets",
    (
        Column("target", "int64", "Identity of the target."),
        Column(
            "series",
            "int64",
            "The series it is judged on; null for a compound target or where nothing is measured.",
            True,
        ),
        Column(
            "part_of",
            "int64",
            "The compound target this one is a part of. A part is never compound itself.",
            True,
        ),
        Column("as_of", "date", "The day the judgement is made as of. Rows of one target may differ in it."),
        Column(
            "kind",
            "string",
            "level, cumulative, average_growth, every_year, range, ceiling, milestone or compound.",
        ),
        Column(
            "direction", "string", "up: more is better. down: less is better. range: between low and high."
        ),
        Column(
            "low", AMOUNT, "Lower bound of the figure; the figure itself where only one is printed.", True
        ),
        Column("high", AMOUNT, "Upper bound of the figure.", True),
        Column("starts", "date", "First day of the target's period."),
        Column("ends", "date", "Last day of the target's period: the due day."),
        Column(
            "over_time",
            "string",
            "How the indicator adds over time: sum, last, mean or compound (growth rates in %).",
        ),
        Column(
            "relative",
            "boolean",
            "True: pace in % a year (flows, stocks, amounts). False: in the unit a year (shares, rates).",
        ),
        Column("lower", AMOUNT, "The value the indicator cannot fall below, where declared.", True),
        Column("upper", AMOUNT, "The value the indicator cannot rise above, where declared.", True),
        Column("baseline", AMOUNT, "The stated baseline, where the document states one.", True),
        Column(
            "baseline_on", "date", "The day the baseline stands for, or the day before the term begins.", True
        ),
        Column(
            "indicator",
            "int64",
            "What the series measures, where its peers may help: other targets' series of the same number.",
            nullable=True,
            optional=True,
        ),
    ),
)

STANDINGS = Columns(
    "standings",
    (
        Column("target", "int64", "The target."),
        Column("as_of", "date", "The day of the judgement."),
        Column("standing", "string", "A word of verdicts.Standing."),
        Column("reason", "string", "A word of verdicts.Reason: the rule that decided."),
        Column("last", AMOUNT, "The last value that counts.", True),
        Column("last_observation", "int64", "The row it came from.", True),
        Column("last_starts", "date", "First day of its period.", True),
        Column("last_ends", "date", "Last day of its period.", True),
        Column("last_status", "string", "Its status.", True),
        Column(
            "measured",
            AMOUNT,
            "What is compared with the figure: the level, the sum or mean so far, the average growth in %.",
            True,
        ),
        Column("bar", AMOUNT, "The end of the figure that has to be reached for the target to be met.", True),
        Column(
            "progress",
            "float64",
            "Share of the way covered from the baseline (or of the sum, or of the years kept). 1 is the figure.",
            True,
        ),
        Column("pace_so_far", "float64", "Pace from the baseline to the last value, in `pace_basis`.", True),
        Column(
            "pace_needed", "float64", "Pace needed from the last value to the due day, in `pace_basis`.", True
        ),
        Column("pace_basis", "string", "percent_a_year or unit_a_year.", True),
        Column(
            "years_left",
            "float64",
            "Years from the last value (or the years not yet known) to the due day.",
            True,
        ),
        Column("remaining", AMOUNT, "bar - measured, in the unit of `measured`.", True),
        Column("observations_used", "int64", "How many values counted."),
        Column("baseline", AMOUNT, "The baseline used.", True),
        Column("baseline_ends", "date", "The day that baseline stands for.", True),
        Column(
            "baseline_observation", "int64", "The row it came from; null where the document states it.", True
        ),
        Column("pace_standing", "string", "The standing by the pace alone, whatever the probability."),
        Column(
            "probability",
            "float64",
            "Of fulfilling the figure on the due day, from 0 to 1; null where none can be given.",
            True,
        ),
        Column(
            "probability_basis",
            "string",
            "A word of verdicts.Basis: what the probability rests on, or lacks.",
        ),
        Column(
            "expected",
            "float64",
            "Median of what is measured on the due day, in the unit of `measured`.",
            True,
        ),
        Column("expected_low", "float64", "Its 10 % quantile.", True),
        Column("expected_high", "float64", "Its 90 % quantile.", True),
        Column("history_year", "int64", "The last year of the yearly values the probability rests on.", True),
        Column("history_values", "int64", "How many of them were used, of the last eight years.", True),
    ),
)
