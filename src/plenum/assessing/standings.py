"""The standing of every target as of its day: the expression, and its rows as plain objects."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa

from plenum.assessing.columns import STANDINGS
from plenum.assessing.facts import facts
from plenum.assessing.kinds import KINDS, worked_out
from plenum.assessing.verdicts import (
    Reading,
    choose,
    deciding_reason,
    reason_of_parts,
    severity_of_part,
    standing_of,
)

_LAST = ("last", "last_observation", "last_starts", "last_ends", "last_status")
_SHOWN = ("measured", "bar", "progress", "pace_so_far", "pace_needed", "pace_basis", "years_left")


def standings(observations: Any, targets: Any) -> Any:
    """The table `columns.STANDINGS`: one row for each row of `targets`, in no particular order.

    Both arguments are Ibis tables with the columns of `columns.OBSERVATIONS` and `columns.TARGETS`.
    """
    f = worked_out(facts(observations, targets))
    reading = choose(*((f.kind == name, kind(f)) for name, kind in KINDS.items()), else_=Reading())
    f = f.select(
        *("target", "as_of", "part_of", "kind", "past_due", *_LAST),
        observations_used=f.seen,
        baseline=f.base,
        baseline_ends=f.base_ends,
        baseline_observation=f.base_observation,
        **{field.name: getattr(reading, field.name) for field in fields(Reading)},
    )
    f = f.select(
        *("target", "as_of", "part_of", "kind", *_LAST, *_SHOWN),
        *("observations_used", "baseline", "baseline_ends", "baseline_observation"),
        reason=deciding_reason(f),
    )
    # A compound target and its parts share a window, so the parts are judged once and never joined back.
    family = ibis.window(group_by=[ibis.coalesce(f.part_of, f.target), f.as_of])
    severity = f.part_of.notnull().ifelse(severity_of_part(f.reason), ibis.null("int8"))
    f = f.mutate(worst=severity.min().over(family), remaining=f.bar - f.measured)
    f = f.mutate(reason=(f.kind == "compound").ifelse(reason_of_parts(f.worst), f.reason))
    f = f.mutate(standing=standing_of(f.reason))
    return f.select(**{column.name: f[column.name].cast(column.type) for column in STANDINGS})


@dataclass(frozen=True)
class TargetStanding:
    """One row of `columns.STANDINGS`; see there for what each field holds."""

    target: int
    as_of: date
    standing: str
    reason: str
    last: Decimal | None
    last_observation: int | None
    last_starts: date | None
    last_ends: date | None
    last_status: str | None
    measured: Decimal | None
    bar: Decimal | None
    progress: float | None
    pace_so_far: float | None
    pace_needed: float | None
    pace_basis: str | None
    years_left: float | None
    remaining: Decimal | None
    observations_used: int
    baseline: Decimal | None
    baseline_ends: date | None
    baseline_observation: int | None


def rows(table: pa.Table) -> list[TargetStanding]:
    """The rows of a table of standings as objects, in the table's order."""
    return [TargetStanding(**row) for row in table.to_pylist()]
