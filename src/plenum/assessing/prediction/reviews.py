"""Reviews whose outcome is known: read from a table of cases, or simulated on a panel of yearly series.

A panel is a Parquet file with a row for each series and year: `series_id`, `year`, `value`, `indicator` (what it
measures), `family` (indicators that measure much the same; the indicator where there is none), and for bounds either
`lower` and `upper` or `unit_hint`, where a word that begins with "percent" declares 0 and 100.

A table of cases has a row for each review: `case_id`, `series_id`, `indicator`, `family`, `origin` (the year of the
last value), `history` (a list, the last value last), `h` (years to the figure), `target`, `direction` (1 or -1), `met`,
and bounds as above.

The simulated reviews (`simulated`). Of each series up to `ORIGINS` years are drawn in which it has three, five or eight
consecutive values and a value one, two and three years on. For each horizon a figure is drawn: the last value changed
as another series of the panel, drawn at random, changed over as many years, by a factor of growth where both are
positive and in units of their usual change elsewhere. So figures are as hard as what others have reached. Whether more
or less is better is a coin's toss. All draws follow from a seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from plenum.assessing.prediction.fitting import FAR, Reviews
from plenum.assessing.prediction.peers import peers, without_peers
from plenum.assessing.prediction.pooled import INPUTS, prepared
from plenum.assessing.prediction.summaries import on_link, spread_out, summaries
from plenum.errors import InvalidInput

ORIGINS = 3
LENGTHS = (3, 5, 8)
HORIZONS = (1, 2, 3)

CASE_COLUMNS = ("case_id", "series_id", "indicator", "origin", "history", "h", "target", "direction", "met")
PANEL_COLUMNS = ("series_id", "indicator", "year", "value")


@dataclass(frozen=True)
class Cases:
    """Reviews as Arrow tables: `asked`, a row each, and `values`, the yearly values they rest on.

    asked: case, series, indicator, family (numbers), year (of the last value), horizon, target, wants (1 or -1), met,
    lower, upper. values: case, year, value.
    """

    asked: pa.Table
    values: pa.Table

    def __len__(self) -> int:
        return int(self.asked.num_rows)


def _parquet(path: Path, needed: Sequence[str], what: str) -> pa.Table:
    """Raises `InvalidInput` where the file cannot be read or lacks a column."""
    try:
        table = pq.read_table(path)
    except (OSError, pa.ArrowInvalid) as reason:
        raise InvalidInput("{path} cannot be read: {reason}", path=path, reason=reason) from reason
    missing = [name for name in needed if name not in table.column_names]
    if missing:
        raise InvalidInput(
            "{path} is no {what}: it lacks the columns {columns}.",
            path=path,
            what=what,
            columns=", ".join(missing),
        )
    return table


def _numbered(column: Any, known: pa.Array | None = None) -> tuple[pa.Array, pa.Array]:
    """Words as numbers by the order of the words, and the words. `known` words come first, in their order."""
    words = pc.cast(column, pa.string())
    if isinstance(words, pa.ChunkedArray):
        words = words.combine_chunks()
    order = pc.array_sort_indices(pc.unique(words))
    told = pc.unique(words).take(order)
    if known is not None:
        told = pa.concat_arrays([known, told.filter(pc.invert(pc.is_in(told, known)))])
    return pc.cast(pc.index_in(words, told), pa.int64()), told


def _bounds(table: pa.Table) -> dict[str, pa.Array]:
    """The declared bounds, float64 or null."""
    if {"lower", "upper"} <= set(table.column_names):
        return {name: pc.cast(table[name], pa.float64()).combine_chunks() for name in ("lower", "upper")}
    nothing = pa.nulls(len(table), pa.float64())
    if "unit_hint" not in table.column_names:
        return {"lower": nothing, "upper": nothing}
    is_share = pc.starts_with(pc.cast(table["unit_hint"], pa.string()).combine_chunks(), "percent")
    return {
        name: pc.if_else(is_share, pa.scalar(bound), nothing)
        for name, bound in (("lower", 0.0), ("upper", 100.0))
    }


@dataclass(frozen=True)
class Panel:
    """Yearly values of many series, as an Arrow table: series, indicator (numbers), year, value, lower, upper."""

    rows: pa.Table
    series: pa.Array
    indicators: pa.Array
    families: pa.Array
    """The words of the numbers; `families` is that of each series, by its number."""


def read_panel(path: Path) -> Panel:
    """The panel in a Parquet file. A second value for a series and year is left out.

    Raises `InvalidInput` where the file cannot be read, lacks a column or is empty.
    """
    table = _parquet(path, PANEL_COLUMNS, "panel")
    table = table.filter(pc.and_(pc.is_valid(table["value"]), pc.is_valid(table["year"])))
    if not len(table):
        raise InvalidInput("{path} holds no values.", path=path)
    series, series_words = _numbered(table["series_id"])
    indicator, indicator_words = _numbered(table["indicator"])
    family = table["family" if "family" in table.column_names else "indicator"]
    rows = pa.table(
        {
            "series": series,
            "year": pc.cast(table["year"], pa.int64()),
            "value": pc.cast(table["value"], pa.float64()),
            "indicator": indicator,
            **_bounds(table),
            "family": pc.cast(family, pa.string()),
        }
    ).sort_by([("series", "ascending"), ("year", "ascending"), ("value", "ascending")])
    place = np.stack([rows["series"].to_numpy(), rows["year"].to_numpy()])
    first = np.append(True, (np.diff(place) != 0).any(axis=0))
    rows = rows.filter(pa.array(first))
    starts = np.flatnonzero(np.append(True, np.diff(rows["series"].to_numpy()) != 0))
    families = rows["family"].combine_chunks().take(pa.array(starts))
    return Panel(rows.drop_columns("family"), series_words, indicator_words, families)


def read_cases(path: Path, panel: Panel | None = None) -> Cases:
    """The reviews in a Parquet file of cases; their series and indicators numbered as those of `panel`.

    Raises `InvalidInput` where the file cannot be read, lacks a column or is empty.
    """
    table = _parquet(path, CASE_COLUMNS, "table of cases")
    if not len(table):
        raise InvalidInput("{path} holds no cases.", path=path)
    history = table["history"].combine_chunks()
    lengths = pc.list_value_length(history).to_numpy(zero_copy_only=False)
    case = pc.list_parent_indices(history).to_numpy()
    first = np.cumsum(lengths) - lengths
    origin = table["origin"].to_numpy().astype(np.int64)
    year = origin[case] - lengths[case] + 1 + (np.arange(len(case)) - first[case])
    family = table["family" if "family" in table.column_names else "indicator"]
    asked = pa.table(
        {
            "case": np.arange(len(table)),
            "series": _numbered(table["series_id"], panel.series if panel else None)[0],
            "indicator": _numbered(table["indicator"], panel.indicators if panel else None)[0],
            "family": _numbered(family)[0],
            "year": origin,
            "horizon": pc.cast(table["h"], pa.float64()),
            "target": pc.cast(table["target"], pa.float64()),
            "wants": pc.cast(table["direction"], pa.float64()),
            "met": pc.cast(table["met"], pa.float64()),
            **_bounds(table),
        }
    )
    values = pa.table({"case": case, "year": year, "value": pc.cast(pc.list_flatten(history), pa.float64())})
    return Cases(asked, values)


def as_panel(cases: Cases) -> Panel:
    """The values the cases themselves hold, as a panel: what can be known of peers without one."""
    asked = cases.asked.select(["case", "series", "indicator", "lower", "upper"])
    rows = cases.values.join(asked, "case").drop_columns("case")
    rows = rows.group_by(["series", "year"]).aggregate(
        [(name, "min") for name in ("value", "indicator", "lower", "upper")]
    )
    rows = rows.rename_columns([name.removesuffix("_min") for name in rows.column_names])
    nothing = pa.array([], pa.string())
    return Panel(
        rows.select(["series", "year", "value", "indicator", "lower", "upper"]), nothing, nothing, nothing
    )


def simulated(panel: Panel, seed: int = 0) -> Cases:
    """Reviews drawn from a panel; see above for the scheme. Raises `InvalidInput` where no series is long enough."""
    rng = np.random.default_rng(seed)
    series, year, value = (panel.rows[name].to_numpy() for name in ("series", "year", "value"))
    starts = np.flatnonzero(np.append(True, np.diff(series) != 0))
    # How many values without a gap end at each row.
    breaks = np.append(True, (np.diff(series) != 0) | (np.diff(year) != 1))
    since = np.arange(len(series)) - np.maximum.accumulate(np.where(breaks, np.arange(len(series)), 0)) + 1
    longest = max(HORIZONS)
    here = np.arange(len(series) - longest)
    here = here[(since[here] >= min(LENGTHS)) & (since[here + longest] == since[here] + longest)]
    # The first ORIGINS of each series in an order drawn at random.
    here = here[rng.permutation(len(here))]
    here = here[np.argsort(series[here], kind="stable")]
    first = np.searchsorted(series[here], series[here])
    here = here[np.arange(len(here)) - first < ORIGINS]
    if not len(here):
        raise InvalidInput(
            "No series of the panel has {fewest} consecutive yearly values and {more} more after them.",
            fewest=min(LENGTHS), more=longest,
        )  # fmt: skip
    length = np.array([rng.choice([one for one in LENGTHS if one <= held]) for held in since[here]])
    origin, length, h = np.repeat(here, 3), np.repeat(length, 3), np.tile(HORIZONS, len(here))
    other = here[rng.integers(len(here), size=len(origin))]
    last, end, was, became = value[origin], value[origin + h], value[other], value[other + h]
    moves = np.append(0.0, np.abs(np.diff(value)))
    steps = np.cumsum(moves)
    # The mean size of the two changes before: every series has those.
    usual, of_other = (steps[at] - steps[at - 2] for at in (origin, other))
    grows = (last > 0) & (was > 0) & (became > 0)
    factor = np.divide(became, was, out=np.ones(len(was)), where=grows)
    ratio = np.divide(usual, of_other, out=np.ones(len(was)), where=of_other > 0)
    target = np.where(grows, last * factor, last + (became - was) * ratio)
    for name, keep in (("lower", np.fmax), ("upper", np.fmin)):
        target = keep(target, panel.rows[name].to_numpy().astype(np.float64)[origin])
    wants = rng.choice([-1.0, 1.0], size=len(origin))
    family = np.asarray(_numbered(panel.families)[0])
    asked = pa.table(
        {
            "case": np.arange(len(origin)),
            **{name: panel.rows[name].take(pa.array(origin)) for name in ("series", "indicator")},
            "family": family[np.searchsorted(series[starts], series[origin])],
            "year": year[origin],
            "horizon": h.astype(np.float64),
            "target": target,
            "wants": wants,
            "met": (wants * (end - target) >= 0).astype(np.float64),
            **{name: panel.rows[name].take(pa.array(origin)) for name in ("lower", "upper")},
        }
    )
    case = np.repeat(np.arange(len(origin)), length)
    back = np.arange(len(case)) - np.repeat(np.cumsum(length) - length, length)
    rows = origin[case] - back
    return Cases(asked, pa.table({"case": case, "year": year[rows], "value": value[rows]}))


def _summed_up(with_peers: bool) -> Any:
    """The expression from the tables asked, values and panel to what the fitting reads."""
    numbers = dict.fromkeys(("horizon", "target", "wants", "met", "lower", "upper"), "float64")
    asked = ibis.table(
        {**dict.fromkeys(("case", "series", "indicator", "family", "year"), "int64"), **numbers}, name="asked"
    )
    values = ibis.table({"case": "int64", "year": "int64", "value": "float64"}, name="given")
    panel = ibis.table(
        {"series": "int64", "year": "int64", "value": "float64", "indicator": "int64", "lower": "float64",
         "upper": "float64"},
        name="panel",
    )  # fmt: skip
    t = summaries(asked.left_join(spread_out(values, ["case"]), "case").drop("case_right"))
    t = peers(t, panel, ["case"], ["indicator"]) if with_peers else without_peers(t)
    t = prepared(t)
    placed = on_link(t.target, t.link, t.lower, t.upper)
    low_side = (t.additive == 0) & (t.target <= ibis.coalesce(t.lower, 0.0))
    distance = ibis.coalesce((placed - t.link_last) / t.unit, low_side.ifelse(-FAR, FAR))
    return t.select("case", *INPUTS, "horizon", "wants", "met", "family", distance=distance).order_by("case")


def summed_up(cases: Cases, panel: Panel | None) -> tuple[Reviews, npt.NDArray[np.int64]]:
    """The cases as the fitting reads them, and their places: those with too few values, or zeros only, are left out.

    Peers are looked for among the series of `panel`, in years up to that of the last value; without one there are none.
    """
    expression = _summed_up(panel is not None)
    fuse, ibis.options.sql.fuse_selects = ibis.options.sql.fuse_selects, False
    try:
        text = str(ibis.to_sql(expression, dialect="duckdb"))
    finally:
        ibis.options.sql.fuse_selects = fuse
    with duckdb.connect(":memory:") as connection:
        connection.register("asked", cases.asked)
        connection.register("given", cases.values)
        if panel is not None:
            connection.register("panel", panel.rows)
        found: pa.Table = connection.sql(text).to_arrow_table()
    columns = {name: found[name].to_numpy() for name in found.column_names}
    usable = np.all([np.isfinite(columns[name]) for name in (*INPUTS, "distance")], axis=0)
    columns = {name: values[usable] for name, values in columns.items()}
    reviews = Reviews(
        {name: columns[name] for name in INPUTS},
        *(columns[name] for name in ("distance", "horizon", "wants", "met", "family")),
    )
    return reviews, np.asarray(columns["case"], np.int64)


def words(path: Path, names: Sequence[str]) -> dict[str, npt.NDArray[Any]]:
    """The columns `names` of a file of cases as words, those it has."""
    table = _parquet(path, (), "table of cases")
    return {
        name: np.asarray(pc.cast(table[name], pa.string()).to_pylist(), dtype=str)
        for name in names
        if name in table.column_names
    }
