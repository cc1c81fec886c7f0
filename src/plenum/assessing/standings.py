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
from plenum.assessing.kinds.prospect import DUE, EACH, MEAN, QUANTILES, Question, as_it_is, to_come
from plenum.assessing.precedence import KEY
from plenum.assessing.prediction.chances import with_chance, with_places, with_quantiles
from plenum.assessing.prediction.distribution import FIELDS, Distribution, foreseen
from plenum.assessing.prediction.outlooks import outlooks
from plenum.assessing.prediction.spans import mean_of, years_ahead
from plenum.assessing.verdicts import (
    PACE_RULES,
    Basis,
    Reading,
    certainty,
    choose,
    deciding_reason,
    reason_of_parts,
    severity_of_part,
    standing_of,
)

_LAST = ("last", "last_observation", "last_starts", "last_ends", "last_status")
_SHOWN = ("measured", "bar", "progress", "pace_so_far", "pace_needed", "pace_basis", "years_left")
_HISTORY = ("history_year", "history_values")
_NO_NUMBER = ibis.null("float64")


def standings(observations: Any, targets: Any) -> Any:
    """The table `columns.STANDINGS`: one row for each row of `targets`, in no particular order.

    Both arguments are Ibis tables with the columns of `columns.OBSERVATIONS` and `columns.TARGETS`. Where a probability
    can be given it decides the standing; where not, the pace does.
    """
    return _standings(facts(observations, targets), outlooks(observations, targets))


def by_pace(observations: Any, targets: Any) -> Any:
    """The same table without probabilities: every standing is decided by the pace."""
    return _standings(facts(observations, targets), None)


def _standings(f: Any, ahead: Any | None) -> Any:
    if ahead is None:
        nothing = {"probability": _NO_NUMBER} | dict.fromkeys(QUANTILES, _NO_NUMBER)
        f = worked_out(f).mutate(**nothing, **dict.fromkeys(_HISTORY, ibis.null("int64")))
    else:
        f = f.left_join(ahead, list(KEY)).drop("target_right", "as_of_right")
        f = _expected(worked_out(f.mutate(**to_come(f))))
    reading = choose(*((f.kind == name, kind.reading(f)) for name, kind in KINDS.items()), else_=Reading())
    f = f.select(
        *("target", "as_of", "part_of", "kind", "past_due", *_LAST, *_HISTORY, *QUANTILES, "probability"),
        observations_used=f.seen,
        baseline=f.base,
        baseline_ends=f.base_ends,
        baseline_observation=f.base_observation,
        **{field.name: getattr(reading, field.name) for field in fields(Reading)},
    )
    f = f.mutate(certainty=certainty(f))
    f = f.mutate(
        # What arithmetic knows goes before what statistics make likely.
        probability=ibis.cases(
            (f.certainty.isnull(), f.probability),
            (f.certainty == Basis.SETTLED.value, f.attained.ifelse(1.0, 0.0)),
            (f.certainty == Basis.SECURED.value, 1.0),
            (f.certainty.isin([Basis.BROKEN.value, Basis.OUT_OF_REACH.value]), 0.0),
            else_=_NO_NUMBER,
        ),
        **{name: f.certainty.isnull().ifelse(f[name], _NO_NUMBER) for name in QUANTILES},
    )
    f = f.select(
        *("target", "as_of", "part_of", "kind", *_LAST, *_SHOWN, *QUANTILES, *_HISTORY),
        *("certainty", "probability", "observations_used"),
        *("baseline", "baseline_ends", "baseline_observation"),
        reason=deciding_reason(f),
        pace_reason=deciding_reason(f, PACE_RULES),
    )
    return _with_parts(f, calculated=ahead is not None)


def _expected(f: Any) -> Any:
    """The facts with `probability` and the quantiles of what is measured, as each kind asks for them."""
    question = choose(
        *((f.kind == name, kind.prospect.question(f)) for name, kind in KINDS.items()), else_=Question()
    )
    # Only what the answers need is carried through the steps.
    asked = f.select(
        *(*KEY, *FIELDS, "direction", "ahead", "first_ahead", "last_ahead"),
        asked_of=question.of,
        asked_low=question.low,
        asked_high=question.high,
    )
    f = f.drop(*FIELDS).left_join(_answered(asked), list(KEY)).drop("target_right", "as_of_right")
    turned = [
        (f.kind == name, kind.prospect.measured)
        for name, kind in KINDS.items()
        if kind.prospect.measured is not as_it_is
    ]
    return f.mutate(
        **{
            name: ibis.cases(*((when, measured(f, f[name])) for when, measured in turned), else_=f[name])
            for name in QUANTILES
        }
    )


def _answered(asked: Any) -> Any:
    """Columns: target, as_of, `probability`, and the quantiles of what was asked of."""
    t = with_places(asked)
    several = years_ahead(t.filter(t.asked_of != DUE), KEY)
    t = t.left_join(several, list(KEY)).drop("target_right", "as_of_right")
    t = foreseen(foreseen(t, t.ahead, "due"), t.last_ahead, "last")
    mean, due = mean_of(t), Distribution.of(t, "due")
    t = t.mutate(
        **{
            # Without a question there is no answer.
            f"day_{part}": ibis.cases(
                (t.asked_of == MEAN, getattr(mean, part)),
                (t.asked_of.notnull(), getattr(due, part)),
                else_=_NO_NUMBER,
            )
            for part in ("location", "scale_below", "scale_above")
        }
    )
    t = with_quantiles(with_chance(t, "day"), "day", QUANTILES)
    return t.select(*KEY, *QUANTILES, probability=(t.asked_of == EACH).ifelse(t.every_year, t.day_chance))


def _with_parts(f: Any, calculated: bool) -> Any:
    """The finished table, compound targets judged by their parts."""
    # A compound target and its parts share a window, so the parts are judged once and never joined back.
    family = ibis.window(group_by=[ibis.coalesce(f.part_of, f.target), f.as_of])
    part = f.part_of.notnull()
    compound = f.kind == "compound"

    def gravest(reason: Any) -> Any:
        return part.ifelse(severity_of_part(reason), ibis.null("int8")).min().over(family)

    chance = part.ifelse(f.probability, _NO_NUMBER)
    f = f.mutate(
        worst=gravest(f.reason),
        worst_by_pace=gravest(f.pace_reason),
        least=chance.min().over(family),
        log_of_all=(chance > 0).ifelse(chance, _NO_NUMBER).ln().sum().over(family),
        unknown=(part & f.probability.isnull()).cast("int64").sum().over(family),
        remaining=f.bar - f.measured,
    )
    # Parts are neither independent nor one: halfway, on the scale of logarithms, between their product and the least.
    of_parts = ibis.cases(
        (f.unknown > 0, _NO_NUMBER),
        (f.least == 0, 0.0),
        else_=((f.log_of_all + (f.least > 0).ifelse(f.least, _NO_NUMBER).ln()) / 2.0).exp(),
    )
    f = f.mutate(
        reason=compound.ifelse(reason_of_parts(f.worst), f.reason),
        pace_reason=compound.ifelse(reason_of_parts(f.worst_by_pace), f.pace_reason),
        probability=compound.ifelse(of_parts, f.probability),
    )
    basis = ibis.cases(
        (compound, f.probability.isnull().ifelse(Basis.PARTS_UNKNOWN.value, Basis.PARTS.value)),
        (f.certainty.notnull(), f.certainty),
        (f.probability.notnull(), Basis.FORECAST.value),
        else_=Basis.TOO_FEW_VALUES.value,
    )
    f = f.mutate(
        standing=standing_of(f.reason),
        pace_standing=standing_of(f.pace_reason),
        probability_basis=basis if calculated else ibis.literal(Basis.NOT_CALCULATED.value),
    )
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
    pace_standing: str
    probability: float | None
    probability_basis: str
    expected: float | None
    expected_low: float | None
    expected_high: float | None
    history_year: int | None
    history_values: int | None


def rows(table: pa.Table) -> list[TargetStanding]:
    """The rows of a table of standings as objects, in the table's order."""
    return [TargetStanding(**row) for row in table.to_pylist()]
