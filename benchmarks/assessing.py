"""How long the methods take on very many series, beside one scan of the same file and a plain pandas calculation.

Every measurement runs in a process of its own, several times in turn with the others; medians are told, as seconds and
as scans: one scan reads every column of the observations once, in DuckDB. Peak memory is that of the whole process.

`python benchmarks/assessing.py [--series N] [--runs N] [--growth] [--ten-million] [--shuffled] [--spill] [--nation]
[--json FILE]`. Without options: the methods on a million series of ten yearly values. `--growth` compares 100,000 with
a million series, `--ten-million` also with ten; `--spill` runs in too little memory and compares the results;
`--nation` tallies a country of 63 provinces, 700 districts and 11,000 communes by 60 indicators and 10 years. Pandas
comes with the Spark client of the development setup; Plenum itself does not use it.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parent.parent))

from benchmarks import panels  # noqa: E402 - the line before tells where

MOST_SCANS = {"published": 25, "probability": 40}
MOST_MEMORY = 10**9
STEEPEST = 1.1
MEMORY = 900 * 10**6
"""Allowed to a method; peak memory is measured beside it."""
NATION = {"province": 63, "district": 700, "commune": 11_000}
INDICATORS = 60


# --- measured within a process of its own ---------------------------------------------------------------------------


def scan(observations: Path, _: Path) -> None:
    """Every column read once."""
    import duckdb

    with duckdb.connect() as database:
        columns = [name for name, *_ in database.execute(f"DESCRIBE FROM '{observations}'").fetchall()]
        asked = ", ".join(f"count({name}), max({name})" for name in columns)
        database.execute(f"SELECT {asked}, sum(value) FROM '{observations}'").fetchall()  # noqa: S608


def pandas_rule(observations: Path, targets: Path) -> None:
    """The rule of compound growth in plain pandas: growth so far over growth needed, cut at 0.95 and 0.60."""
    import numpy as np
    import pandas as pd
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    table = pq.read_table(observations, columns=["series", "starts", "value"])
    values = pd.DataFrame(
        {
            "series": table["series"].to_numpy(),
            "year": pc.year(table["starts"]).to_numpy(),
            "value": table["value"].cast("float64").to_numpy(),
        }
    ).sort_values(["series", "year"], kind="stable")
    values = (
        values[values["year"] >= 2015]
        .groupby("series")
        .agg(
            base_year=("year", "first"),
            base=("value", "first"),
            last_year=("year", "last"),
            last=("value", "last"),
        )
    )
    table = pq.read_table(targets, columns=["series", "direction", "low", "ends"])
    asked = pd.DataFrame(
        {
            "series": table["series"].to_numpy(),
            "up": pc.equal(table["direction"], "up").to_numpy(),
            "figure": table["low"].cast("float64").to_numpy(),
            "due": pc.year(table["ends"]).to_numpy(),
        }
    ).merge(values, on="series", how="left")
    observed = (asked["last"] / asked["base"]) ** (1 / (asked["last_year"] - asked["base_year"])) - 1
    required = (asked["figure"] / asked["base"]) ** (1 / (asked["due"] - asked["base_year"])) - 1
    ratio = np.where(asked["up"], observed, -observed) / required.abs()
    words = np.select(
        [ratio >= 0.95, ratio >= 0.6, ratio >= 0], ["substantial", "moderate", "limited"], "worse"
    )
    with tempfile.TemporaryDirectory() as folder:
        asked.assign(ratio=ratio, status=words).to_parquet(Path(folder) / "out.parquet")


def method(name: str, memory: int | None = MEMORY, keep: Path | None = None) -> Callable[[Path, Path], None]:
    """A method of METHODS from file to file."""

    def run(observations: Path, targets: Path) -> None:
        from plenum.assessing.panel import assess_panel

        with tempfile.TemporaryDirectory(dir=observations.parent) as folder:
            out = keep or Path(folder) / "out.parquet"
            assess_panel(str(observations), str(targets), out, method=name, memory=memory, replace=True)

    return run


def measured(
    what: str, observations: Path, targets: Path, memory: int | None, keep: Path | None
) -> dict[str, Any]:
    """Seconds, and the peak of memory in bytes, of one measurement here."""
    run = {"scan": scan, "pandas": pandas_rule}.get(what) or method(what, memory, keep)
    started = time.perf_counter()
    run(observations, targets)
    took = time.perf_counter() - started
    return {"seconds": took, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}


# --- measured from outside --------------------------------------------------------------------------------------------


def apart(
    what: str, panel: tuple[Path, Path], memory: int | None = MEMORY, keep: Path | None = None
) -> dict[str, Any]:
    """One measurement in a process of its own."""
    command = [
        sys.executable,
        str(HERE),
        "--inside",
        what,
        *map(str, panel),
        str(memory or 0),
        str(keep or ""),
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603 - our own program
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def in_turn(names: list[str], panel: tuple[Path, Path], runs: int) -> dict[str, dict[str, Any]]:
    """Medians of several runs, each of which takes the measurements in turn."""
    seen: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for _ in range(runs):
        for name in names:
            seen[name].append(apart(name, panel))
    return {
        name: {
            "seconds": median(one["seconds"] for one in found),
            "memory": max(one["memory"] for one in found),
        }
        for name, found in seen.items()
    }


def told(found: dict[str, dict[str, Any]], series: int) -> list[str]:
    """Print a table of measurements; the bars that are not reached."""
    short = []
    one_scan = found["scan"]["seconds"]
    print(f"\n{series:,} series of {panels.PLAIN_YEARS} yearly values")
    print(f"  {'':12}{'seconds':>9}{'scans':>8}{'peak MB':>9}")
    for name, figures in found.items():
        scans = figures["seconds"] / one_scan
        bar = MOST_SCANS.get(name)
        verdict = "" if bar is None else f"  at most {bar}: {'enough' if scans <= bar else 'TOO SLOW'}"
        print(f"  {name:12}{figures['seconds']:9.2f}{scans:8.1f}{figures['memory'] / 1e6:9.0f}{verdict}")
        if bar is not None and scans > bar:
            short.append(f"{name}: {scans:.1f} scans")
        if bar is not None and series == 1_000_000 and figures["memory"] > MOST_MEMORY:
            short.append(f"{name}: {figures['memory'] / 1e6:.0f} MB")
    return short


def growth(folder: Path, sizes: list[int], runs: int) -> list[str]:
    """How the cost grows from the smallest size on, against growth in proportion; the last step is told beside it."""
    short: list[str] = []
    first: dict[str, float] = {}
    before: dict[str, tuple[int, float]] = {}
    names = ["published", "probability"]
    for size in sizes:
        panel = panels.plain(folder, size)
        found = in_turn(["scan", *names], panel, runs if size <= 1_000_000 else 1)
        for name in names:
            seconds = found[name]["seconds"]
            line = f"  {name:12}{size:>11,} series {seconds:8.2f} s {found[name]['memory'] / 1e6:6.0f} MB"
            if name in before:
                steepness = seconds / first[name] / (size / sizes[0])
                step = seconds / before[name][1] / (size / before[name][0])
                line += f"  {steepness:.2f} x linear, {step:.2f} since the size before"
                if steepness > STEEPEST:
                    short.append(f"{name}: {steepness:.2f} x linear at {size:,}")
            first.setdefault(name, seconds)
            before[name] = (size, seconds)
            print(line, flush=True)
        if size > 1_000_000:
            for path in panel:
                path.unlink()
    return short


def spilled(panel: tuple[Path, Path], folder: Path) -> list[str]:
    """A run in a third of the memory says what a run in plenty says."""
    import duckdb

    files = {}
    for name, memory in (("plenty", 4 * 10**9), ("little", 500 * 10**6)):
        files[name] = folder / f"{name}.parquet"
        figures = apart("published", panel, memory, files[name])
        print(
            f"  {memory / 1e6:6.0f} MB allowed: {figures['seconds']:6.2f} s, {figures['memory'] / 1e6:.0f} MB at most"
        )
    query = "SELECT count(*) FROM (FROM '{}' EXCEPT FROM '{}')"
    with duckdb.connect() as database:
        ((differ,),) = database.execute(query.format(files["plenty"], files["little"])).fetchall()
    print(f"  rows that differ: {differ}")
    return [f"{differ} rows differ in little memory"] if differ else []


def nation(folder: Path, memory: int | None) -> list[str]:
    """The tally of a whole country, by the rule of pace and by the probability."""
    import duckdb

    places = sum(NATION.values())
    series = places * INDICATORS
    panel = panels.plain(folder, series)
    print(f"\nA nation: {places:,} places x {INDICATORS} indicators x {panels.PLAIN_YEARS} years")
    for name in ("pace", "standing"):
        out = folder / f"nation-{name}.parquet"
        figures = apart(name, panel, memory, out)
        started = time.perf_counter()
        with duckdb.connect() as database:
            counts = database.execute(
                f"SELECT standing, count(*) FROM '{out}' GROUP BY 1 ORDER BY 2 DESC"  # noqa: S608
            ).fetchall()
        took = figures["seconds"] + time.perf_counter() - started
        print(f"  {name:12}{took:7.2f} s {figures['memory'] / 1e6:7.0f} MB  of {series:,}: "
              + ", ".join(f"{count:,} {word}" for word, count in counts))  # fmt: skip
    return []


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("--series", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--growth", action="store_true")
    options.add_argument("--ten-million", action="store_true")
    options.add_argument("--shuffled", action="store_true")
    options.add_argument("--spill", action="store_true")
    options.add_argument("--nation", action="store_true")
    options.add_argument(
        "--folder", type=Path, help="where the files go, many gigabytes; a temporary one if not given"
    )
    options.add_argument("--json", type=Path, help="write the figures to this file")
    options.add_argument("--inside", nargs=5, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.inside:
        what, observations, targets, memory, keep = chosen.inside
        here = measured(
            what, Path(observations), Path(targets), int(memory) or None, Path(keep) if keep else None
        )
        print(json.dumps(here))
        return 0
    short: list[str] = []
    with tempfile.TemporaryDirectory(prefix="plenum-bench-", dir=chosen.folder) as made:
        folder = Path(made)
        names = ["scan", "pandas", "published", "probability", "pace", "standing"]
        panel = panels.plain(folder, chosen.series, shuffled=chosen.shuffled)
        found = in_turn(names, panel, chosen.runs)
        short += told(found, chosen.series)
        if chosen.spill:
            print("\nMore data than memory")
            short += spilled(panel, folder)
        if chosen.growth or chosen.ten_million:
            print("\nGrowth")
            sizes = [100_000, 1_000_000, *([10_000_000] if chosen.ten_million else [])]
            short += growth(folder, sizes, chosen.runs)
        if chosen.nation:
            short += nation(folder, None)
        if chosen.json:
            chosen.json.write_text(json.dumps(found, indent=1) + "\n")
    for line in short:
        print(f"NOT REACHED: {line}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
