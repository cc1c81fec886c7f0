"""The methods a target can be judged by: one module each, one line of METHODS each.

A method takes the two Ibis tables of `columns` (observations, targets) and returns an Ibis table with at least the
columns target and as_of and one row for each row of targets. It may use no engine-specific or user-defined function.
"""

from collections.abc import Callable
from typing import Any

from plenum.assessing.standings import standings

Method = Callable[[Any, Any], Any]

METHODS: dict[str, Method] = {
    "pace": standings,
}
