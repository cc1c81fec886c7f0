"""The only place with thresholds, and the rules by which facts become a standing.

The cuts. Where a probability can be given it decides: from two thirds on a target is on track, from one third on at
risk, below that off track. They are the cuts of "likely" and "unlikely" in the guidance note of the IPCC (Mastrandrea
and others, 2010), and on past series they kept their word: see docs/explanation/probability.md.

Where none can be given the pace decides. Pace so far is set against the pace needed for the rest of the way: from 0.95
on it is on track, from 0.60 on at risk, below that off track. These are the published cuts of Eurostat ("Sustainable
development in the European Union", method of the monitoring report) and of Open SDG (`docs/progress-methodology.md`),
which call the bands significant or substantial, moderate, and insufficient or limited. They are kept for comparability,
not because they predict well; see docs/explanation/standings.md.

The rules. `RULES` is read from top to bottom and the first whose condition holds decides; every rule has its own
reason code, so a page can say why. Conditions are fields of a `Reading`, which each kind of target fills in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import ibis

from plenum.assessing.columns import NUMBER

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

ON_TRACK = Decimal("0.95")
AT_RISK = Decimal("0.60")
LIKELY = 2 / 3
UNLIKELY = 1 / 3


class Standing(StrEnum):
    """How a target stands as of a day, or why no standing can be given."""

    EXCEEDED = "exceeded"
    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    MISSED = "missed"
    NO_TARGET_VALUE = "no_target_value"
    NO_OBSERVATION = "no_observation"
    NOT_YET_DUE = "not_yet_due"


class Reason(StrEnum):
    """The rule that gave the standing. Every reason belongs to one standing."""

    NO_FIGURE = "no_figure"
    NOT_BEGUN = "not_begun"
    BEYOND_MENDING = "beyond_mending"
    DUE_VALUE_BEYOND = "due_value_beyond"
    DUE_VALUE_REACHED = "due_value_reached"
    SECURED_BEYOND = "secured_beyond"
    SECURED = "secured"
    DUE_VALUE_SHORT = "due_value_short"
    DUE_VALUE_MISSING = "due_value_missing"
    EARLY_VALUE_SHORT = "early_value_short"
    STEPS_PENDING = "steps_pending"
    FIRST_YEAR_RUNNING = "first_year_running"
    NO_OBSERVATION = "no_observation"
    FAILING_NOT_FINAL = "failing_not_final"
    ALREADY_BEYOND = "already_beyond"
    ALREADY_ATTAINED = "already_attained"
    OUT_OF_REACH = "out_of_reach"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"
    UNLIKELY = "unlikely"
    KEPT_BUT_SLIPPING = "kept_but_slipping"
    KEPT_SO_FAR = "kept_so_far"
    ONE_OBSERVATION = "one_observation"
    NOTHING_SINCE_BASELINE = "nothing_since_baseline"
    PACE_ENOUGH = "pace_enough"
    PACE_SHORT = "pace_short"
    PACE_FAR_SHORT = "pace_far_short"
    PART_MISSED = "part_missed"
    PART_OFF_TRACK = "part_off_track"
    PART_AT_RISK = "part_at_risk"
    PART_WITHOUT_FIGURE = "part_without_figure"
    PART_NOT_OBSERVED = "part_not_observed"
    PART_PENDING = "part_pending"
    PARTS_ON_TRACK = "parts_on_track"
    PARTS_MET = "parts_met"
    PARTS_EXCEEDED = "parts_exceeded"
    NO_PARTS = "no_parts"


class Basis(StrEnum):
    """What a probability rests on, or why there is none."""

    FORECAST = "forecast"
    SETTLED = "settled"
    SECURED = "secured"
    BROKEN = "broken"
    OUT_OF_REACH = "out_of_reach"
    PARTS = "parts"
    PARTS_UNKNOWN = "parts_unknown"
    NO_FIGURE = "no_figure"
    DUE_VALUE_MISSING = "due_value_missing"
    TOO_FEW_VALUES = "too_few_values"
    NOT_CALCULATED = "not_calculated"


_YES = ibis.literal(True)
_NO = ibis.literal(False)
_NO_NUMBER = ibis.null(NUMBER)
_NO_SHARE = ibis.null("float64")


@dataclass(frozen=True)
class Reading:
    """What a kind of target reads from the facts about one target. Every field is an Ibis expression over them.

    A kind leaves a field that does not concern it at its default. A null boolean counts as false.
    """

    has_figure: Any = _YES
    """There is a figure to judge against."""
    begun: Any = _YES
    """The target's period has begun by `as_of`."""
    seen: Any = _YES
    """At least one value counts."""
    settled: Any = _NO
    """The value that decides is known: the due value, every year of the period, the direct result."""
    attained: Any = _NO
    """What is measured fulfils the figure."""
    beyond: Any = _NO
    """What is measured goes beyond the figure."""
    secured: Any = _NO
    """The figure is attained and later values cannot undo it."""
    broken: Any = _NO
    """The figure is failed for good by a final value."""
    failing: Any = _NO
    """It would be failed for good if a value that is not final yet is confirmed."""
    early: Any = _NO
    """Attaining the figure before the due day counts as met (it may still be lost)."""
    kept: Any = _NO
    """Every value so far keeps to the figure."""
    slipping: Any = _NO
    """One more change like the last would break the figure."""
    first_year: Any = _NO
    """The first year of the period is still running, so nothing can be known yet."""
    pending: Any = _NO
    """No step towards a milestone is to be seen yet."""
    alone: Any = _NO
    """One value, and no baseline to measure its way from."""
    out_of_reach: Any = _NO
    """No value the indicator can have would fulfil the figure any more."""
    gained: Any = _NO_NUMBER
    """Pace so far in the target's direction, or any exact multiple of it; null where no pace can be given."""
    asked: Any = _NO_NUMBER
    """Pace needed in the target's direction, multiplied by the same."""
    measured: Any = _NO_NUMBER
    bar: Any = _NO_NUMBER
    progress: Any = _NO_SHARE
    pace_so_far: Any = _NO_SHARE
    pace_needed: Any = _NO_SHARE
    pace_basis: Any = ibis.null("string")  # noqa: RUF009
    years_left: Any = _NO_SHARE


Fields = TypeVar("Fields", bound="DataclassInstance")


def choose(*readings: tuple[Any, Fields], else_: Fields) -> Fields:
    """One reading out of several: field by field, that of the condition that holds. Conditions exclude each other."""
    chosen = {}
    for field in fields(else_):
        rest = getattr(else_, field.name)
        # Conditions that lead to the same expression are joined: the engine has less to read.
        branches: dict[Any, tuple[Any, Any]] = {}
        for when, reading in readings:
            value = getattr(reading, field.name)
            if not value.equals(rest):
                before = branches.get(value.op())
                branches[value.op()] = (when if before is None else before[0] | when, value)
        chosen[field.name] = ibis.cases(*branches.values(), else_=rest) if branches else rest
    return type(else_)(**chosen)


def keeps_pace(reading: Any, cut: Decimal) -> Any:
    """Whether the pace so far is at least `cut` of the pace needed, compared as decimals.

    A pace that is itself enough always keeps up: that matters where the pace needed is negative (a growth target
    already carried by past growth), since there `cut` of it would ask for more than all of it.
    """
    percent = ibis.literal(int(cut * 100), "decimal(3, 0)")
    hundred = ibis.literal(100, "decimal(3, 0)")
    return (reading.gained >= reading.asked) | (hundred * reading.gained >= percent * reading.asked)


def fulfils(value: Any, target: Any) -> Any:
    """Whether `value` is as good as the figure asks: from the near bound on. `target` has direction, low and high."""
    return ibis.cases(
        (target.direction == "up", value >= near_bound(target)),
        (target.direction == "down", value <= near_bound(target)),
        else_=(target.low.isnull() | (value >= target.low)) & (target.high.isnull() | (value <= target.high)),
    )


def goes_beyond(value: Any, target: Any) -> Any:
    """Whether `value` is better than the whole figure. Never so for a figure that is a range to stay in."""
    return ibis.cases(
        (target.direction == "up", value > ibis.coalesce(target.high, target.low)),
        (target.direction == "down", value < ibis.coalesce(target.low, target.high)),
        else_=_NO,
    )


def near_bound(target: Any) -> Any:
    """The end of the figure reached first: low where more is better, high where less is. Null without a figure."""
    return (target.direction == "down").ifelse(
        ibis.coalesce(target.high, target.low), ibis.coalesce(target.low, target.high)
    )


@dataclass(frozen=True)
class Rule:
    """One line of the table of rules."""

    standing: Standing
    reason: Reason
    holds: Callable[[Any], Any]


RULES: tuple[Rule, ...] = (
    Rule(Standing.NO_TARGET_VALUE, Reason.NO_FIGURE, lambda r: ~r.has_figure),
    Rule(Standing.NOT_YET_DUE, Reason.NOT_BEGUN, lambda r: ~r.begun),
    Rule(Standing.MISSED, Reason.BEYOND_MENDING, lambda r: r.broken),
    Rule(Standing.EXCEEDED, Reason.DUE_VALUE_BEYOND, lambda r: r.settled & r.beyond),
    Rule(Standing.MET, Reason.DUE_VALUE_REACHED, lambda r: r.settled & r.attained),
    Rule(Standing.EXCEEDED, Reason.SECURED_BEYOND, lambda r: r.secured & r.beyond),
    Rule(Standing.MET, Reason.SECURED, lambda r: r.secured & r.attained),
    Rule(Standing.MISSED, Reason.DUE_VALUE_SHORT, lambda r: r.settled & r.past_due),
    Rule(Standing.NO_OBSERVATION, Reason.DUE_VALUE_MISSING, lambda r: r.past_due),
    Rule(Standing.OFF_TRACK, Reason.EARLY_VALUE_SHORT, lambda r: r.settled),
    Rule(Standing.NOT_YET_DUE, Reason.STEPS_PENDING, lambda r: r.pending),
    Rule(Standing.NOT_YET_DUE, Reason.FIRST_YEAR_RUNNING, lambda r: r.first_year & ~r.seen),
    Rule(Standing.NO_OBSERVATION, Reason.NO_OBSERVATION, lambda r: ~r.seen),
    Rule(Standing.OFF_TRACK, Reason.FAILING_NOT_FINAL, lambda r: r.failing),
    Rule(Standing.EXCEEDED, Reason.ALREADY_BEYOND, lambda r: r.early & r.beyond),
    Rule(Standing.MET, Reason.ALREADY_ATTAINED, lambda r: r.early & r.attained),
    Rule(Standing.OFF_TRACK, Reason.OUT_OF_REACH, lambda r: r.out_of_reach),
    Rule(Standing.ON_TRACK, Reason.LIKELY, lambda r: r.probability >= LIKELY),
    Rule(Standing.AT_RISK, Reason.UNCERTAIN, lambda r: r.probability >= UNLIKELY),
    Rule(Standing.OFF_TRACK, Reason.UNLIKELY, lambda r: r.probability.notnull()),
    Rule(Standing.AT_RISK, Reason.KEPT_BUT_SLIPPING, lambda r: r.kept & r.slipping),
    Rule(Standing.ON_TRACK, Reason.KEPT_SO_FAR, lambda r: r.kept),
    Rule(Standing.NO_OBSERVATION, Reason.ONE_OBSERVATION, lambda r: r.alone),
    Rule(
        Standing.NO_OBSERVATION, Reason.NOTHING_SINCE_BASELINE, lambda r: r.gained.isnull() | r.asked.isnull()
    ),
    Rule(Standing.ON_TRACK, Reason.PACE_ENOUGH, lambda r: keeps_pace(r, ON_TRACK)),
    Rule(Standing.AT_RISK, Reason.PACE_SHORT, lambda r: keeps_pace(r, AT_RISK)),
    Rule(Standing.OFF_TRACK, Reason.PACE_FAR_SHORT, lambda r: _YES),
)
"""For targets with a series of their own. `r` is the table of readings; it also has `past_due` and `probability`."""

BY_PROBABILITY = frozenset({Reason.LIKELY, Reason.UNCERTAIN, Reason.UNLIKELY})
PACE_RULES = tuple(rule for rule in RULES if rule.reason not in BY_PROBABILITY)
"""The rules without the probability."""

PART_RULES: tuple[tuple[Standing, Reason], ...] = (
    (Standing.MISSED, Reason.PART_MISSED),
    (Standing.OFF_TRACK, Reason.PART_OFF_TRACK),
    (Standing.AT_RISK, Reason.PART_AT_RISK),
    (Standing.NO_TARGET_VALUE, Reason.PART_WITHOUT_FIGURE),
    (Standing.NO_OBSERVATION, Reason.PART_NOT_OBSERVED),
    (Standing.NOT_YET_DUE, Reason.PART_PENDING),
    (Standing.ON_TRACK, Reason.PARTS_ON_TRACK),
    (Standing.MET, Reason.PARTS_MET),
    (Standing.EXCEEDED, Reason.PARTS_EXCEEDED),
)
"""For compound targets: the whole has the first of these standings that any of its parts has.

A known failure outweighs an unknown part, since no value of the unknown part could mend it; an unknown part outweighs
success, since the whole is only as well known as its parts.
"""

STANDING_OF: dict[Reason, Standing] = {
    **{rule.reason: rule.standing for rule in RULES},
    **{reason: standing for standing, reason in PART_RULES},
    Reason.NO_PARTS: Standing.NO_TARGET_VALUE,
}


def _reasons_for(standing: Standing) -> list[str]:
    return [reason.value for reason, each in STANDING_OF.items() if each is standing]


def deciding_reason(readings: Any, rules: tuple[Rule, ...] = RULES) -> Any:
    """The reason of the first rule that holds, for each row of `readings`."""
    return ibis.cases(*((ibis.coalesce(rule.holds(readings), _NO), rule.reason.value) for rule in rules))


def certainty(r: Any) -> Any:
    """What arithmetic knows of a target's outcome, as a word of `Basis`; null where only statistics can tell."""
    words = (
        (~r.has_figure, Basis.NO_FIGURE),
        (r.broken, Basis.BROKEN),
        (r.settled, Basis.SETTLED),
        (r.secured & r.attained, Basis.SECURED),
        (r.past_due, Basis.DUE_VALUE_MISSING),
        (r.out_of_reach, Basis.OUT_OF_REACH),
    )
    return ibis.cases(
        *((ibis.coalesce(holds, _NO), word.value) for holds, word in words), else_=ibis.null("string")
    )


def severity_of_part(reason: Any) -> Any:
    """How grave a part's outcome is for the whole; the least decides."""
    return ibis.cases(
        *((reason.isin(_reasons_for(standing)), place) for place, (standing, _) in enumerate(PART_RULES))
    )


def reason_of_parts(severity: Any) -> Any:
    """The reason of a compound target whose gravest part has `severity`; null: it has no parts."""
    return ibis.cases(
        *((severity == place, reason.value) for place, (_, reason) in enumerate(PART_RULES)),
        else_=Reason.NO_PARTS.value,
    )


def standing_of(reason: Any) -> Any:
    """The standing a column of reasons stands for."""
    return ibis.cases(*((reason.isin(_reasons_for(standing)), standing.value) for standing in Standing))


@dataclass(frozen=True)
class Tally:
    """How many targets have each standing. `met` are those met and no more; `fulfilled` counts exceeded ones too."""

    exceeded: int = 0
    met: int = 0
    on_track: int = 0
    at_risk: int = 0
    off_track: int = 0
    missed: int = 0
    no_target_value: int = 0
    no_observation: int = 0
    not_yet_due: int = 0

    @property
    def fulfilled(self) -> int:
        """Met or exceeded: the number a committee means by "14 of 20 met"."""
        return self.exceeded + self.met

    @property
    def total(self) -> int:
        return sum(getattr(self, standing.value) for standing in Standing)

    @property
    def judged(self) -> int:
        """Those with a standing, not with a reason why none can be given."""
        return self.total - self.no_target_value - self.no_observation - self.not_yet_due


def tally(standings: Iterable[str]) -> Tally:
    """Count standings, one word for each target counted. Leave out the parts of compound targets.

    Raises `ValueError` at a word that is no standing.
    """
    counts = dict.fromkeys(Standing, 0)
    for standing in standings:
        counts[Standing(standing)] += 1
    return Tally(**{standing.value: count for standing, count in counts.items()})
