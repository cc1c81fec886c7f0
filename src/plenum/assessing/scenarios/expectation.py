"""What is expected of each series, year by year: the quantiles of the `fan` for every year ahead, in one run."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from plenum.assessing import engine
from plenum.assessing.columns import LIMIT, TARGETS
from plenum.assessing.scenarios.knowledge import Knowledge
from plenum.assessing.scenarios.outlook import QUANTILES, Expected, years_ahead
from plenum.assessing.scenarios.terms import PLACES, Series


def expectation(knowledge: Knowledge, series: Iterable[Series], until: int) -> dict[int, Expected]:
    """By series number, what is expected of it in the years after its last known value, through `until`.

    A series of which too little is known is left out.
    """
    asked: list[tuple[Series, int]] = []
    for one in series:
        points = knowledge.of(one.number)
        if points:
            asked += [(one, year) for year in years_ahead(points, until)]
    if not asked:
        return {}
    rows = [_row(index, one, year, knowledge.as_of) for index, (one, year) in enumerate(asked)]
    table = pa.Table.from_pylist(rows, schema=TARGETS.arrow)
    found: dict[int, dict[int, Mapping[float, Decimal]]] = {}
    for row in engine.judge(knowledge.observations, table, "fan").to_pylist():
        one, year = asked[row["target"]]
        values = [row[f"q{round(level * 100)}"] for level in QUANTILES]
        if any(value is None or abs(value) >= LIMIT for value in values):
            continue
        found.setdefault(one.number, {})[year] = {
            level: one.within_bounds(Decimal(repr(value))).quantize(PLACES)
            for level, value in zip(QUANTILES, values, strict=True)
        }
    return dict(found)


def _row(number: int, series: Series, year: int, as_of: date) -> dict[str, Any]:
    """A target that only asks for a day: the fan looks at its series, bounds and last day."""
    return {
        "target": number,
        "series": series.number,
        "part_of": None,
        "as_of": as_of,
        "kind": "level",
        "direction": "up",
        "low": None,
        "high": None,
        "starts": date(year, 1, 1),
        "ends": date(year, 12, 31),
        "over_time": series.over_time,
        "relative": series.relative,
        "lower": series.lower,
        "upper": series.upper,
        "baseline": None,
        "baseline_on": None,
    }
