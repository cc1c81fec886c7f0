"""The whole record as a panel: what `plenum assess --panel` takes, laid out for engines of many machines.

A folder with `observations/indicator=CODE/part-0.parquet` and `targets.parquet`, with the columns of
`plenum.assessing.columns`. Every observation known by the day is in it, corrected and withdrawn ones too: which counts
is for the judging to say. Rows are read and written in parts, so a record of any size needs little memory.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from plenum.accounts.queries import Reader, is_unlimited
from plenum.assessing.columns import OBSERVATIONS, TARGETS
from plenum.errors import Conflict, Forbidden
from plenum.ledger.exchange.preparing import Progress
from plenum.ledger.models import Indicator, Observation, Target
from plenum.ledger.queries.judging import promises, target_row
from plenum.ledger.queries.series import series_number

AT_ONCE = 50_000
"""Observations held in memory at a time."""

TARGETS_AT_ONCE = 2_000

_FIELDS = (
    "id", "indicator_id", "place_id", "frequency", "starts", "ends", "value", "status", "known_on", "corrects_id",
    "withdrawn", "source__precedence",
)  # fmt: skip


@dataclass(frozen=True)
class Panel:
    """What was written, and where."""

    observations: Path
    targets: Path
    observation_count: int
    target_count: int


def export_panel(
    folder: Path, *, by: Reader, as_of: date, replace: bool = False, progress: Progress = lambda *_: None
) -> Panel:
    """Write every observation and target known by `as_of` to `folder`, which appears whole or not at all.

    `progress` is called with `observations` or `targets`, how many are written and how many there are. Raises
    `Forbidden` unless `by` may do everything, since a nation's record is no body's; `Conflict` where the folder
    exists and may not be replaced.
    """
    if not is_unlimited(by):
        raise Forbidden("The whole record is exported only by who may do everything.")
    if folder.exists() and not replace:
        raise Conflict("{file} exists; choose another name, or replace it.", file=folder)
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    try:
        draft.mkdir()
        observations = _write_observations(draft / "observations", as_of, progress)
        targets = _write_targets(draft / "targets.parquet", as_of, progress)
        if folder.exists():
            folder.rename(aside)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        shutil.rmtree(aside, ignore_errors=True)
    return Panel(folder / "observations", folder / "targets.parquet", observations, targets)


def _write_observations(folder: Path, as_of: date, progress: Progress) -> int:
    folder.mkdir()
    known = Observation.objects.filter(known_on__lte=as_of)
    total, written = known.count(), 0
    codes = dict(Indicator.objects.values_list("id", "code"))
    schema = OBSERVATIONS.arrow
    rows = known.order_by("indicator_id", "place_id", "starts", "id").values_list(*_FIELDS)
    for indicator, of_indicator in groupby(rows.iterator(chunk_size=AT_ONCE), key=itemgetter(1)):
        partition = folder / f"indicator={quote(codes[indicator], safe='')}"
        partition.mkdir()
        with pq.ParquetWriter(partition / "part-0.parquet", schema, compression="zstd") as writer:
            for part in _parts(of_indicator, AT_ONCE):
                writer.write_table(_observations(part, schema))
                written += len(part)
                progress("observations", written, total)
    if not written:
        # A folder without files has no columns; an empty file has.
        pq.write_table(schema.empty_table(), folder / "part-0.parquet")
    return written


def _observations(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    observation, indicators, places, *rest = zip(*rows, strict=True)
    series = [series_number(pair) for pair in zip(indicators, places, strict=True)]
    columns = (observation, series, *rest)
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema
    )


def _write_targets(path: Path, as_of: date, progress: Progress) -> int:
    known = Target.objects.filter(known_on__lte=as_of)
    total, written = known.count(), 0
    rows = known.select_related("indicator", "document__term").order_by("id")
    with pq.ParquetWriter(path, TARGETS.arrow, compression="zstd") as writer:
        for part in _parts(rows.iterator(chunk_size=TARGETS_AT_ONCE), TARGETS_AT_ONCE):
            stated = promises(part, as_of)
            asked = [target_row(target, stated.get(target.pk), as_of) for target in part]
            writer.write_table(pa.Table.from_pylist(asked, schema=TARGETS.arrow))
            written += len(part)
            progress("targets", written, total)
    return written


def _parts(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    rows = iter(rows)
    while part := list(islice(rows, size)):
        yield part
