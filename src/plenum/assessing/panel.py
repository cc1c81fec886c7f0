"""A method on files: observations and targets as Parquet in, one row for each row of targets as Parquet out.

The expressions are those of a page; only where they run differs (`engines`). The result appears whole or not at all:
it is written under another name and renamed.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ibis

from plenum.assessing import panel_columns
from plenum.assessing.columns import OBSERVATIONS, TARGETS, Columns
from plenum.assessing.engines import Engine, Progress, engine_at
from plenum.assessing.methods import METHODS
from plenum.assessing.whole_years import PARTS, whole_years
from plenum.errors import Conflict, InvalidInput

Stage = Callable[[str, int, int], None]
"""Called with the name of the stage (`checking`, `judging`), how many hundredths are done, and 100."""


def assess_panel(
    observations: str,
    targets: str,
    out: Path,
    *,
    method: str = "standing",
    engine: str = "duckdb",
    memory: int | None = None,
    replace: bool = False,
    progress: Stage = lambda *_: None,
) -> int:
    """Judge every row of `targets` by `observations` with a method of METHODS; the number of rows written.

    Both are Parquet: a file, a glob, or a folder of partitions, with the columns of `columns` (see `panel_columns`
    for the types taken). `memory` in bytes bounds the process where the engine runs in it; what does not fit is
    spilled beside `out`. Rows come in no particular order.

    Raises `InvalidInput` for an unknown method or engine and for columns and values that cannot be taken, naming
    the file and the column; `NotFound` where there is no file; `Conflict` where `out` exists and may not be replaced,
    or the memory or disk does not suffice.
    """
    if method not in METHODS:
        raise InvalidInput(
            "{method} is no method. Known are: {methods}.", method=method, methods=", ".join(METHODS)
        )
    opened = engine_at(engine)
    if out.exists() and not replace:
        raise Conflict("{file} exists; choose another name, or replace it.", file=out)
    if not out.parent.is_dir():
        raise InvalidInput("There is no folder {folder} to write to.", folder=out.parent)
    draft = out.with_name(f".{out.name}.{os.getpid()}.part")
    spill = out.with_name(f".{out.name}.{os.getpid()}.spill")
    try:
        with opened(engine, memory, spill) as running:
            _take(running, OBSERVATIONS, observations, lambda done: progress("checking", done, 100))
            _take(running, TARGETS, targets, lambda done: progress("checking", 50 + done, 100))
            _complete(running)
            told: Progress = lambda done, of: progress("judging", done, of)  # noqa: E731
            rows = running.write(method, draft, told)
        _put(draft, out)
    finally:
        for left in (draft, spill):
            _remove(left)
    return rows


_GIVEN, _MADE = "observations_given", "observations_made_of_parts"
"""The observations before years made of their parts are added, and those years."""


def _complete(running: Engine) -> None:
    """Define the table of observations: those given, with the years made of parts where there are parts of years."""
    given = OBSERVATIONS.table(_GIVEN)
    (parts,) = running.row(
        given.aggregate(parts=given.count(where=given.frequency.isin(list(PARTS))))
    ).values()
    if parts:
        running.keep(_MADE, whole_years(given, TARGETS.table()).select(*OBSERVATIONS.names))
        given = given.union(OBSERVATIONS.table(_MADE))
    running.define(OBSERVATIONS.name, given)


def _take(running: Engine, columns: Columns, source: str, progress: Callable[[int], None]) -> None:
    """Make the files at `source` the table of this name, or raise what is wrong with them."""
    raw = f"given_{columns.name}"
    given = ibis.table(running.read(raw, source), name=raw)
    panel_columns.refuse_columns(given, columns, source)
    counted: dict[str, Any] = running.row(panel_columns.count_faults(given, columns))
    progress(40)
    panel_columns.refuse_faults(given, columns, counted, source)
    conformed = panel_columns.conformed(given, columns)
    running.define(_GIVEN if columns is OBSERVATIONS else columns.name, conformed)
    if columns is TARGETS:
        panel_columns.refuse_repeated(running.row(panel_columns.repeated(TARGETS.table())), source)
    progress(50)


def _put(draft: Path, out: Path) -> None:
    """Give the finished draft its name. A folder is not renamed over what is there, so that steps aside first."""
    aside = out.with_name(f".{out.name}.{os.getpid()}.old")
    if out.exists() and (out.is_dir() or draft.is_dir()):
        out.rename(aside)
    draft.replace(out)
    _remove(aside)


def _remove(left: Path) -> None:
    if left.is_dir():
        shutil.rmtree(left, ignore_errors=True)
    else:
        left.unlink(missing_ok=True)
