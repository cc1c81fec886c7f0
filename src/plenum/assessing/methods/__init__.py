"""The methods a target can be judged by: one module each, one line of METHODS each.

A method takes the two Ibis tables of `columns` (observations, targets) and returns an Ibis table with at least the
columns target and as_of and one row for each row of targets. It may use no engine-specific or user-defined function.
Each has its section in docs/reference/assessing.md and its worked example in tests/assessing/methods/.

`standing` gives the standing Plenum reports, decided by the probability where there is one; `pace` the standing by the
pace alone; `probability` how likely a level is met on its due day, and what it rests on; `walk` the same by the
plainest means; `fan` how far its value spreads by then. The others are published methods, as published, for comparison:
each alone, and `published` all of them side by side (see that module).
"""

from collections.abc import Callable
from typing import Any

from plenum.assessing.methods.fan import fan
from plenum.assessing.methods.probability import probability
from plenum.assessing.methods.published import PUBLISHED, alone, side_by_side
from plenum.assessing.methods.walk import walk
from plenum.assessing.standings import by_pace, standings

Method = Callable[[Any, Any], Any]

METHODS: dict[str, Method] = {
    "standing": standings,
    "pace": by_pace,
    "probability": probability,
    "walk": walk,
    "fan": fan,
    "published": side_by_side,
    **{name: alone(name) for name in PUBLISHED},
}
