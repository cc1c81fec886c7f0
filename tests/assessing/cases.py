"""Reading the truth tables: a case in one line of CSV becomes rows of the two tables.

`observations` is a list of `PERIOD:VALUE` separated by spaces, PERIOD in Plenum's notation. A value may be followed by
one letter for its status (p provisional, e estimate, l plan, f forecast; none: actual) and by `!DATE`, the day it
became known (none: the day its period ended).
"""

import csv
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from plenum.assessing.columns import OBSERVATIONS, TARGETS
from plenum.periods import Period

STATUS = {"": "actual", "p": "provisional", "e": "estimate", "l": "plan", "f": "forecast"}
_VALUE = re.compile(r"(?P<period>[^:\s]+):(?P<value>-?[\d.]+)(?P<status>[plef]?)(?:!(?P<known>\S+))?")


def read(name: str) -> list[dict[str, str]]:
    """The lines of a truth table that lies beside this module."""
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def observation(number: int, series: int, period: str, value: str | None, **more: Any) -> dict[str, Any]:
    """One row of observations."""
    read_period = Period.parse(period)
    return {
        "observation": number,
        "series": series,
        "frequency": read_period.frequency.value,
        "starts": read_period.starts,
        "ends": read_period.ends,
        "value": None if value is None else Decimal(value),
        "status": "actual",
        "known_on": read_period.ends,
        "corrects": None,
        "withdrawn": False,
        "precedence": 1,
        **more,
    }


def observations(series: int, text: str) -> Iterator[dict[str, Any]]:
    """The rows of a list in the notation above, numbered series * 1000 + 1, 2, …"""
    for place, part in enumerate(text.split(), start=1):
        match = _VALUE.fullmatch(part)
        assert match, part
        row = observation(series * 1000 + place, series, match["period"], match["value"])
        row["status"] = STATUS[match["status"]]
        if match["known"]:
            row["known_on"] = date.fromisoformat(match["known"])
        yield row


def target(number: int, **more: Any) -> dict[str, Any]:
    """One row of targets: by default a level of 100 or more in 2025, set at the end of 2020, seen in mid-2023."""
    row: dict[str, Any] = {
        "target": number,
        "series": number,
        "part_of": None,
        "as_of": date(2023, 6, 30),
        "kind": "level",
        "direction": "up",
        "low": Decimal(100),
        "high": None,
        "starts": date(2025, 1, 1),
        "ends": date(2025, 12, 31),
        "over_time": "sum",
        "relative": True,
        "lower": None,
        "upper": None,
        "baseline": None,
        "baseline_on": date(2020, 12, 31),
    }
    assert set(more) <= set(row), more
    return row | more


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def target_of(number: int, case: dict[str, str]) -> dict[str, Any]:
    """The row of targets a line describes."""
    period = Period.parse(case["period"])
    return target(
        number,
        as_of=date.fromisoformat(case["as_of"]),
        kind=case["kind"],
        direction=case["direction"],
        low=_number(case["low"]),
        high=_number(case["high"]),
        starts=period.starts,
        ends=period.ends,
        over_time=case["over_time"],
        relative=case["relative"] == "yes",
        baseline=_number(case["baseline"]),
        baseline_on=_day(case["baseline_on"]),
    )


def tables(observed: list[dict[str, Any]], targets: list[dict[str, Any]]) -> tuple[pa.Table, pa.Table]:
    """The two Arrow tables of rows."""
    return (
        pa.Table.from_pylist(observed, schema=OBSERVATIONS.arrow),
        pa.Table.from_pylist(targets, schema=TARGETS.arrow),
    )
