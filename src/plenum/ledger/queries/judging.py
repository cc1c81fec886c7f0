"""The ledger's rows laid out for the assessing engine, and what the engine says of them.

The only place where targets are judged from the record: pages, REST, commands and reviews all come here, so they
cannot disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from plenum.assessing import columns, engine
from plenum.assessing.standings import TargetStanding
from plenum.ledger.fields import canonical
from plenum.ledger.models import Document, Indicator, Observation, Target, TargetValue
from plenum.ledger.queries.series import Series, comparable_table, observation_behind, series_number
from plenum.ledger.vocabulary import OverTime
from plenum.units import Unit


@dataclass(frozen=True)
class Promise:
    """What a target promises as known on a day, and the other values sources state for it."""

    value: TargetValue
    others: tuple[TargetValue, ...] = ()

    @property
    def low(self) -> Decimal | None:
        low: Decimal | None = self.value.low
        return low

    @property
    def high(self) -> Decimal | None:
        high: Decimal | None = self.value.high
        return high


Judgement = TargetStanding
"""What the engine says of one target as of one day; see `plenum.assessing.columns` for each field."""


def evidence(judgement: Judgement) -> dict[str, Any]:
    """A judgement as JSON values, to be frozen beside a verdict."""

    def plain(value: Any) -> Any:
        if isinstance(value, Decimal):
            return format(canonical(value), "f")
        return value.isoformat() if isinstance(value, date) else value

    return {name: plain(value) for name, value in asdict(judgement).items()}


def targets_judged(document: Document, as_of: date) -> list[Target]:
    """A document's targets and parts known by `as_of`, in order, with what a page shows of them."""
    return list(
        document.targets.filter(known_on__lte=as_of)
        .select_related("indicator", "place", "provision", "source", "body", "document__term")
        .order_by("position", "number")
    )


def promises(targets: Iterable[Target], as_of: date) -> dict[int, Promise]:
    """What each target promises as known on `as_of`; a target nobody gave a value is left out.

    Of values that disagree the one taken is from the source with the lowest precedence number, then the latest
    known, then the latest entered. A value corrected or withdrawn by `as_of` no longer counts.
    """
    return _promises(_values_stated(targets, as_of), as_of)


def _values_stated(targets: Iterable[Target], as_of: date) -> list[TargetValue]:
    rows = TargetValue.objects.filter(target__in=[target.pk for target in targets], known_on__lte=as_of)
    return list(rows.select_related("source"))


def _promises(rows: Iterable[TargetValue], as_of: date) -> dict[int, Promise]:
    stated: dict[int, list[TargetValue]] = defaultdict(list)
    known = [row for row in rows if row.known_on <= as_of]
    overtaken = {row.corrects_id for row in known}
    for row in known:
        if row.pk not in overtaken and not row.withdrawn:
            stated[row.target_id].append(row)
    found = {}
    for target, values in stated.items():
        values.sort(key=lambda value: (value.source.precedence, -value.known_on.toordinal(), -value.pk))
        found[target] = Promise(values[0], tuple(values[1:]))
    return found


def is_relative(indicator: Indicator) -> bool:
    """Whether pace is told in per cent a year; a rate or share in % moves in percentage points instead."""
    return Unit.parse(indicator.unit).measure not in {"%", "pp"}


def target_row(target: Target, promise: Promise | None, as_of: date) -> dict[str, Any]:
    """A target as a row of the engine's second table, to be judged as of a day."""
    indicator = target.indicator
    return {
        "target": target.pk,
        "series": series_number((indicator.pk, target.place_id)) if indicator else None,
        "part_of": target.part_of_id,
        "as_of": as_of,
        "kind": target.kind,
        "direction": target.direction,
        "low": promise.low if promise else None,
        "high": promise.high if promise else None,
        "starts": target.starts,
        "ends": target.ends,
        "over_time": indicator.over_time if indicator else OverTime.LAST,
        "relative": is_relative(indicator) if indicator else False,
        "lower": indicator.lower_bound if indicator else None,
        "upper": indicator.upper_bound if indicator else None,
        "baseline": None,
        "baseline_on": _baseline_day(target),
    }


def _baseline_day(target: Target) -> date | None:
    """The day a term's progress is measured from: the end of its first year, the year of the congress.

    A target over several years is measured from the day before they begin, which the engine knows itself.
    """
    term = target.document.term
    if term is None or target.starts.year != target.ends.year or target.starts.year <= term.first_year:
        return None
    return date(term.first_year, 12, 31)


def judge_on_days(targets: Sequence[Target], days: Iterable[date]) -> dict[tuple[int, date], Judgement]:
    """How each target stands as of each day, by target id and day: one run of the engine for all.

    Parts of compound targets must be among `targets` for their whole to be judged.
    """
    days = sorted(set(days))
    if not targets or not days:
        return {}
    stated = _values_stated(targets, days[-1])
    rows = [
        target_row(target, known.get(target.pk), day)
        for day in days
        for known in [_promises(stated, day)]
        for target in targets
        if target.known_on <= day
    ]
    judged = _judged(comparable_table(series_of(targets), days[-1]), rows)
    return {key: _led_back(one) for key, one in judged.items()}


@dataclass(frozen=True)
class World:
    """What might be known on a day: observations and promises that need not be those the record has."""

    observations: pa.Table
    promised: Mapping[int, Promise]
    day: date


def judge_in_worlds(targets: Sequence[Target], worlds: Sequence[World]) -> list[dict[int, Judgement]]:
    """How each target would stand in each world, by target id, in the order of `worlds`: one run of the engine for all.

    Raises `ValueError` for more worlds than numbers can keep apart (31).
    """
    if len(worlds) > _MOST_WORLDS:
        raise ValueError(f"{len(worlds)} worlds are more than {_MOST_WORLDS}")
    observed, rows = [], []
    for number, world in enumerate(worlds):
        observed.append(_set_apart(world.observations, number))
        for target in targets:
            row = target_row(target, world.promised.get(target.pk), world.day)
            for name in ("target", "series", "part_of"):
                row[name] = None if row[name] is None else row[name] + number * _APART
            rows.append(row)
    judged: list[dict[int, Judgement]] = [{} for _ in worlds]
    for one in _judged(pa.concat_tables(observed), rows).values():
        number, pk = divmod(one.target, _APART)
        judged[number][pk] = _led_back(
            replace(
                one,
                target=pk,
                last_observation=_put_back(one.last_observation, number),
                baseline_observation=_put_back(one.baseline_observation, number),
            )
        )
    return judged


_APART = 1 << 58
"""Added once more to the numbers of each further world, so that worlds do not see each other."""
_MOST_WORLDS = 31


def _set_apart(observations: pa.Table, number: int) -> pa.Table:
    for name in ("observation", "series", "corrects"):
        place = observations.schema.get_field_index(name)
        moved = pc.add(observations[name], pa.scalar(number * _APART, pa.int64()))
        observations = observations.set_column(place, observations.schema.field(name), moved)
    return observations


def _put_back(observation: int | None, number: int) -> int | None:
    return None if observation is None else observation - number * _APART


def series_of(targets: Iterable[Target]) -> set[Series]:
    """The series these targets are measured by."""
    return {(one.indicator_id, one.place_id) for one in targets if one.indicator_id is not None}


def _judged(observations: pa.Table, rows: list[dict[str, Any]]) -> dict[tuple[int, date], Judgement]:
    table = pa.Table.from_pylist(rows, schema=columns.TARGETS.arrow)
    judged = engine.judge_rows(observations, table)
    return {(one.target, one.as_of): _without_trailing_zeros(one) for one in judged}


def _led_back(judged: Judgement) -> Judgement:
    """A judgement that names observations of the record only."""
    return replace(
        judged,
        last_observation=observation_behind(judged.last_observation),
        baseline_observation=observation_behind(judged.baseline_observation),
    )


def _without_trailing_zeros(judged: Judgement) -> Judgement:
    """The engine's decimals all have nine places; a page shows those that say something."""
    shortened: dict[str, Any] = {
        one.name: canonical(value)
        for one in fields(judged)
        if isinstance(value := getattr(judged, one.name), Decimal)
    }
    return replace(judged, **shortened)


def judge_targets(targets: Sequence[Target], as_of: date) -> Mapping[int, Judgement]:
    """How each target stands as of a day, by target id."""
    return {target: judged for (target, _), judged in judge_on_days(targets, [as_of]).items()}


def observations_by_id(ids: Iterable[int | None]) -> dict[int, Observation]:
    """The observations with these ids, with their sources."""
    found = Observation.objects.filter(pk__in=[one for one in ids if one is not None])
    return {one.pk: one for one in found.select_related("source", "indicator", "place")}
