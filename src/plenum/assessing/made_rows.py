"""Rows made of others: what several observations come to together, as further rows that obey time as others do.

Whenever something about the parts becomes known there is a new row, known from that day on, which corrects the one
before; where a part is withdrawn and the whole is whole no longer, it only withdraws. So a whole can be told as it was
known on any past day, by the rule of `precedence` alone.

Such rows have numbers far below zero, for they are no rows of anybody's record; `made_of` names the newest row each is
made of. Their source is the weakest there is: what is reported itself goes first where it is as final.
"""

from typing import Any

import ibis

from plenum.assessing import precedence
from plenum.assessing.columns import OBSERVATIONS

WEAKEST = 2**30
"""The precedence of a row that is made of others."""

FIRST = 2**62
"""Their numbers run from the negative of this downwards, where nobody's own are."""


def rows_made(states: Any) -> Any:
    """Columns: those of `columns.OBSERVATIONS`, and `made_of` (int64).

    `states` tells of each whole (`target`, text) what is known of it on every day (`as_of`) on which something about
    its parts became known: `whole`, whether all parts are known, and then `value`, `finality` (that of the least final
    part) and `newest` (the highest observation among them); and what the row is of: `of_series`, `frequency`, `starts`,
    `ends`.
    """
    states = _in_turn(states)
    status = ibis.cases(
        *((states.finality == place, word) for place, word in enumerate(precedence.ACHIEVED)),
        else_=precedence.ACHIEVED[0],
    )
    told = states.select(
        "frequency",
        "starts",
        "ends",
        observation=states.number,
        series=states.of_series,
        value=states.whole.ifelse(states.value, None),
        status=status,
        known_on=states.as_of,
        corrects=states.before,
        withdrawn=~states.whole,
        precedence=ibis.literal(WEAKEST),
        made_of=states.newest,
    )
    typed = {column.name: told[column.name].cast(column.type) for column in OBSERVATIONS}
    return told.select(**typed, made_of=told.made_of.cast("int64"))


def _in_turn(states: Any) -> Any:
    """The states of each whole in the order they became known, numbered, each with the number it corrects.

    What became known may change nothing, as a plan for one of the parts does: that is no new state.
    """
    in_turn = ibis.window(group_by="target", order_by=states.as_of)
    alike = [
        states[name].identical_to(states[name].lag(1).over(in_turn))
        for name in ("whole", "value", "finality", "newest")
    ]
    states = states.mutate(is_new=~ibis.and_(*alike))
    states = states.filter(states.is_new)
    in_all = ibis.window(order_by=[states.target, states.as_of])
    states = states.mutate(number=-(ibis.row_number().over(in_all).cast("int64") + (FIRST + 1)))
    in_turn = ibis.window(group_by="target", order_by=states.as_of)
    before = states.whole.ifelse(states.number, ibis.null("int64")).lag(1).over(in_turn)
    states = states.mutate(before=before)
    return states.filter(states.whole | states.before.notnull())
