"""Charts: one module each, one line of CHARTS each.

A chart is drawn in two steps. `<chart>_data(page, …)` takes what a query of the ledger returned and lays it out as a
small frozen dataclass, in the reader's language; `draw(data, look)` makes a Vega-Lite specification of it. One
specification serves the page and the downloads: `render(specification, "svg" | "png")`.

Rules every chart keeps: never colour alone (shapes, dashes and direct labels say the same); numbers as the reader's
language writes them; the day as known on is printed in it; what is not drawn is said.
"""

from collections.abc import Callable
from typing import Any

from plenum.reporting.charts import compare, fan, small_multiples, target
from plenum.reporting.charts.look import Look

Specification = dict[str, Any]

CHARTS: dict[str, Callable[[Any, Look], Specification]] = {
    "target": target.draw,
    "fan": fan.draw,
    "compare": compare.draw,
    "small_multiples": small_multiples.draw,
}
"""The charts by name. Each is told, with an example, in docs/reference/charts.md."""
