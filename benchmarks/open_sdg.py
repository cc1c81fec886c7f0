"""How well the method `open_sdg` reproduces what Statistics Canada publishes of its own series.

`python benchmarks/open_sdg.py FILE.csv`: a file with the columns series, base_year, base_value, current_year,
current_value, target_year, target, direction (1 or -1), limit, progress_value, score and status. Tells how many rows
come out with the published progress and score to 1e-9 and the published status, and names every other one and why.
Values are read as exact decimals; where nine places do not hold one, the series is told in a smaller unit, which
changes nothing: the method is free of units.
"""

import csv
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from plenum.assessing.columns import OBSERVATIONS, TARGETS
from plenum.assessing.engine import judge

PLACES = 9
CLOSE = 1e-9
DEFAULT_DUE = 2030
AS_OF = date(2100, 1, 1)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    rows = judge(*tables(cases), method="open_sdg").to_pylist()
    missed = [
        (case, reasons)
        for case, row in zip(cases, rows, strict=True)
        if (reasons := disagreements(case, row))
    ]
    for case, reasons in missed:
        print(f"{case['series']}: {'; '.join(reasons)}")
    print(f"{len(cases) - len(missed)} of {len(cases)} rows reproduced to {CLOSE:g}.")
    return 1 if missed else 0


def tables(cases: list[dict[str, str]]) -> tuple[pa.Table, pa.Table]:
    """Two observations and a target for each row, in the order of the rows."""
    observed: list[dict[str, Any]] = []
    targets: list[dict[str, Any]] = []
    for number, case in enumerate(cases):
        numbers = {name: _decimal(case[name]) for name in ("base_value", "current_value", "target", "limit")}
        finest = min((_exponent(value) for value in numbers.values() if value is not None), default=0)
        scaled = {
            name: None if value is None else value.scaleb(max(0, -finest - PLACES))
            for name, value in numbers.items()
        }
        base = _year(case["base_year"])
        values = {base: scaled["base_value"], _year(case["current_year"]): scaled["current_value"]}
        for place, (year, value) in enumerate(values.items()):
            if year is not None and value is not None:
                observed.append(_observation(number * 2 + place, number, year, value))
        due = _year(case["target_year"]) or DEFAULT_DUE
        up = float(case["direction"]) > 0
        targets.append({
            "target": number, "series": number, "part_of": None, "as_of": AS_OF, "kind": "level",
            "direction": "up" if up else "down", "low": scaled["target"], "high": None,
            "starts": date(due, 1, 1), "ends": date(due, 12, 31), "over_time": "last", "relative": True,
            "lower": None, "upper": scaled["limit"],
            "baseline": None, "baseline_on": None if base is None else date(base, 12, 31),
        })  # fmt: skip
    return (
        pa.Table.from_pylist(observed, schema=OBSERVATIONS.arrow),
        pa.Table.from_pylist(targets, schema=TARGETS.arrow),
    )


def _decimal(text: str) -> Decimal | None:
    return Decimal(text).normalize() if text else None


def _year(text: str) -> int | None:
    return int(float(text)) if text else None


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _observation(number: int, series: int, year: int, value: Decimal) -> dict[str, Any]:
    return {
        "observation": number, "series": series, "frequency": "A", "starts": date(year, 1, 1),
        "ends": date(year, 12, 31), "value": value, "status": "actual", "known_on": date(year, 12, 31),
        "corrects": None, "withdrawn": False, "precedence": 1,
    }  # fmt: skip


def disagreements(case: dict[str, str], row: dict[str, Any]) -> list[str]:
    """What the row says otherwise than the file."""
    found = []
    if row["status"] != case["status"]:
        found.append(f"status {row['status']}, published {case['status']}")
    for name, column in (("progress", "progress_value"), ("score", "score")):
        published = float(case[column]) if case[column] else None
        told = row[name]
        if (told is None) != (published is None) or (
            told is not None
            and published is not None
            and abs(told - published) > CLOSE * max(1.0, abs(published))
        ):
            found.append(f"{name} {told}, published {published}")
    return found


if __name__ == "__main__":
    sys.exit(main())
