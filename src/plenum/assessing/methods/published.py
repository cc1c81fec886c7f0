"""The published methods, alone and side by side.

Each is a function from the table of histories (`history.histories`) to the same table with its columns added. What
they ask of the observations is found once, whatever their number: that is nearly all the work.
"""

from collections.abc import Callable
from typing import Any

from plenum.assessing.methods import aarr, anticipated, escap, eurostat, history, linear, open_sdg, sdsn
from plenum.assessing.precedence import KEY

SHARED = ("base_year", "base", "last_year", "last")
"""Columns that say the same in every method that shows them."""

PUBLISHED: dict[str, tuple[Callable[[Any], Any], tuple[str, ...]]] = {
    "open_sdg": (open_sdg.open_sdg, open_sdg.COLUMNS),
    "eurostat": (eurostat.eurostat, eurostat.COLUMNS),
    "escap": (escap.escap, escap.COLUMNS),
    "anticipated": (anticipated.anticipated, anticipated.COLUMNS),
    "sdsn": (sdsn.sdsn, sdsn.COLUMNS),
    "aarr": (aarr.aarr, aarr.COLUMNS),
    "linear": (linear.linear, linear.COLUMNS),
}
"""The function of each method and the columns it shows."""


def alone(name: str) -> Callable[[Any, Any], Any]:
    """One published method as a method of METHODS. Columns: target, as_of and those it shows."""
    added, shown = PUBLISHED[name]

    def method(observations: Any, targets: Any) -> Any:
        return added(history.histories(observations, targets)).select(*KEY, *shown)

    return method


def side_by_side(observations: Any, targets: Any) -> Any:
    """All published methods: target, as_of, `SHARED`, then each one's columns behind its name: `sdsn_status`."""
    t = history.histories(observations, targets)
    found = list(t.columns)
    beside: list[str] = []
    for name, (added, shown) in PUBLISHED.items():
        t = added(t.select(*found, *beside))
        own = {f"{name}_{column}": t[column] for column in shown if column not in SHARED}
        t = t.select(*found, *beside, **own)
        beside += own
    return t.select(*KEY, *SHARED, *beside)
