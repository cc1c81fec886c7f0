"""The kinds of target: each is one function from the table of facts to a Reading, and one line of KINDS.

A kind says what is measured, how its pace is counted and when its value is settled. What follows from that (the
standing) is decided in `verdicts`. Compound targets have no series; `standings` judges them by their parts.

A kind that calculates names its intermediate results as columns, step by step (STEPS), and its reading refers to
those: what is named once is compiled once. Column names start with the word of the module that adds them.
"""

from collections.abc import Callable
from typing import Any

from plenum.assessing.kinds import average_growth, cumulative, level, milestone, yearly
from plenum.assessing.verdicts import Reading

Kind = Callable[[Any], Reading]
Step = Callable[[Any], dict[str, Any]]

KINDS: dict[str, Kind] = {
    "level": level.level,
    "range": level.level,
    "cumulative": cumulative.cumulative,
    "average_growth": average_growth.average_growth,
    "every_year": yearly.every_year,
    "ceiling": yearly.ceiling,
    "milestone": milestone.milestone,
}

STEPS: tuple[tuple[Step, ...], ...] = (level.STEPS, cumulative.STEPS, average_growth.STEPS, yearly.STEPS)


def worked_out(facts: Any) -> Any:
    """The facts with the columns of every step added; steps of the same rank are added together."""
    for rank in range(max(len(steps) for steps in STEPS)):
        added: dict[str, Any] = {}
        for steps in STEPS:
            if rank < len(steps):
                added |= steps[rank](facts)
        facts = facts.mutate(**added)
    return facts
