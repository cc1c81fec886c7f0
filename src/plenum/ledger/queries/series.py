"""The observations of series as the engine wants them, and what a merged place's series were before it existed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from plenum.assessing import columns, engine
from plenum.assessing.predecessors import HEIRS
from plenum.ledger.models import Indicator, Observation
from plenum.ledger.vocabulary import OverPlaces
from plenum.organizations.queries import links_into

Series = tuple[int, int]
"""An indicator's id and a place's id."""


def series_number(series: Series) -> int:
    """One number for an indicator and a place, as the engine's `series` column wants it."""
    return (series[0] << 32) | series[1]


def observations_table(series: Iterable[Series], as_of: date | None = None) -> pa.Table:
    """Every observation of these series known by `as_of`, as the engine's first table.

    Read through Django's own connection, so that what a transaction has just written is seen by it.
    """
    wanted = set(series)
    indicators = sorted({indicator for indicator, _ in wanted})
    places = sorted({place for _, place in wanted})
    rows = Observation.objects.filter(indicator_id__in=indicators, place_id__in=places)
    if as_of is not None:
        rows = rows.filter(known_on__lte=as_of)
    picked = [
        row
        for row in rows.values_list(
            "id",
            "indicator_id",
            "place_id",
            "frequency",
            "starts",
            "ends",
            "value",
            "status",
            "known_on",
            "corrects_id",
            "withdrawn",
            "source__precedence",
        )
        if (row[1], row[2]) in wanted
    ]
    by_column: list[Sequence[Any]] = list(zip(*picked, strict=True)) if picked else [()] * 12
    values: dict[str, Sequence[Any]] = {
        "observation": by_column[0],
        "series": [series_number((row[1], row[2])) for row in picked],
        "frequency": by_column[3],
        "starts": by_column[4],
        "ends": by_column[5],
        "value": by_column[6],
        "status": by_column[7],
        "known_on": by_column[8],
        "corrects": by_column[9],
        "withdrawn": by_column[10],
        "precedence": by_column[11],
    }
    schema = columns.OBSERVATIONS.arrow
    return pa.table({name: pa.array(values[name], schema.field(name).type) for name in schema.names})


def comparable_table(series: Iterable[Series], as_of: date) -> pa.Table:
    """`observations_table`, and for a place that others went into by `as_of` what they come to before it began.

    The rows added have numbers below zero; `observation_behind` leads from such a number to the newest of the
    observations it is made of.
    """
    wanted = set(series)
    heirs = _heirs(wanted, as_of)
    if not heirs:
        return observations_table(wanted, as_of)
    before = {(number >> 32, number & _PLACE) for number in (row["predecessor"] for row in heirs)}
    table = observations_table(wanted | before, as_of)
    made = engine.of_predecessors(table, pa.Table.from_pylist(heirs, schema=HEIRS.to_pyarrow()))
    named = dict(zip(made["observation"].to_pylist(), made["made_of"].to_pylist(), strict=True))
    for name in ("observation", "corrects"):
        numbers = [number and _made_of(named[number] or 0, -number) for number in made[name].to_pylist()]
        place = made.schema.get_field_index(name)
        made = made.set_column(place, made.schema.field(name), pa.array(numbers, pa.int64()))
    return pa.concat_tables([table, columns.OBSERVATIONS.conform(made)])


_PLACE = (1 << 32) - 1
_MADE = 1 << 56
_BITS = 20


def _made_of(newest: int, number: int) -> int:
    """A number below zero for a row made of others, of which `newest` is one; unique by its own number from 1 on."""
    return -(_MADE + (newest << _BITS) + number % (1 << _BITS))


def observation_behind(number: int | None) -> int | None:
    """The observation a number stands for: itself, or of a row made of others the newest of them."""
    return number if number is None or number > -_MADE else (-number - _MADE) >> _BITS


def _heirs(series: set[Series], as_of: date) -> list[dict[str, Any]]:
    """The links (`predecessors.HEIRS`) between these series and those of the places before, for what adds up."""
    links = links_into({place for _, place in series}, as_of)
    if not links:
        return []
    indicators = {indicator for indicator, _ in series}
    added_up = set(
        Indicator.objects.filter(pk__in=indicators, over_places=OverPlaces.SUM).values_list("pk", flat=True)
    )
    return [
        {
            "series": series_number((indicator, link.successor.pk)),
            "predecessor": series_number((indicator, link.predecessor.pk)),
            "share": link.share,
            "begins": link.on,
        }
        for link in links
        for indicator in sorted(added_up)
        if (indicator, link.successor.pk) in series
    ]
