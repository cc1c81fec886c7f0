"""The kinds of target: each is a reading and a prospect, functions of the table of facts, and one line of KINDS.

The reading says what is measured, how its pace is counted and when its value is settled; the prospect, what it asks of
the years to come. What follows from them (the standing) is decided in `verdicts`. Compound targets have no series;
`standings` judges them by their parts.

A kind that calculates names its intermediate results as columns, step by step (STEPS), and its reading refers to
those: what is named once is compiled once. Column names start with the word of the module that adds them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plenum.assessing.kinds import average_growth, cumulative, level, milestone, yearly
from plenum.assessing.kinds.prospect import Prospect
from plenum.assessing.verdicts import Reading

Step = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    """How one kind of target is read, and what it asks of the years to come."""

    reading: Callable[[Any], Reading]
    prospect: Prospect


KINDS: dict[str, Kind] = {
    "level": Kind(level.level, level.PROSPECT),
    "range": Kind(level.level, level.PROSPECT),
    "cumulative": Kind(cumulative.cumulative, cumulative.PROSPECT),
    "average_growth": Kind(average_growth.average_growth, average_growth.PROSPECT),
    "every_year": Kind(yearly.every_year, yearly.PROSPECT),
    "ceiling": Kind(yearly.ceiling, yearly.PROSPECT),
    "milestone": Kind(milestone.milestone, milestone.PROSPECT),
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
