"""What has moved the judgement of a target between two days: the causes, one after the other, so that they add up.

The judgement of the earlier day is made anew four times, each time with one thing more as it was on the later day: the
figures promised, the time, what was said anew of periods already known (revisions), and the periods not known before
(new values). What each step changes is that cause's share; the shares add up to the whole change by construction.
Their order is fixed, and told on the page: in another order the shares could differ, never their sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pyarrow as pa
import pyarrow.compute as pc

from plenum.accounts.permissions import Permission
from plenum.accounts.queries import Reader, may_for_place
from plenum.ledger.models import Observation, Target
from plenum.ledger.queries.judging import (
    Judgement,
    World,
    judge_in_worlds,
    observations_by_id,
    promises,
    series_of,
)
from plenum.ledger.queries.observations import PROMISES
from plenum.ledger.queries.series import comparable_table, observation_behind, series_number
from plenum.organizations.models import Place


class Cause(StrEnum):
    """Why a judgement differs from an earlier one, in the order in which the causes are let in."""

    PROMISE = "promise"
    TIME = "time"
    REVISION = "revision"
    NEW_VALUE = "new_value"


@dataclass(frozen=True)
class Step:
    """One cause, and how the target stood before and after it was let in."""

    cause: Cause
    before: Judgement
    after: Judgement
    observations: tuple[Observation, ...] = ()
    """What became known as achieved, for a revision or a new value."""

    @property
    def change(self) -> float | None:
        """By how much it moved the probability; None where one side has none."""
        if self.before.probability is None or self.after.probability is None:
            return None
        return self.after.probability - self.before.probability

    @property
    def moved(self) -> bool:
        """Whether anything a reader is shown became another."""
        return (
            self.before.standing != self.after.standing
            or self.before.probability != self.after.probability
            or self.before.measured != self.after.measured
        )


@dataclass(frozen=True)
class Movement:
    """A target on two days, and the steps from the one to the other. `steps` holds those that moved something."""

    since: date
    as_of: date
    before: Judgement
    after: Judgement
    steps: tuple[Step, ...]

    @property
    def change(self) -> float | None:
        """By how much the probability moved altogether: the sum of the steps where each has one."""
        if self.before.probability is None or self.after.probability is None:
            return None
        return self.after.probability - self.before.probability


def movements(targets: Sequence[Target], since: date, as_of: date, *, by: Reader) -> dict[int, Movement]:
    """How each target known on `since` has moved by `as_of`, by target id; one run of the engine for all.

    Takes targets the reader was let see, parts of compound targets among them. What moved a merged place may be an
    observation of a place it was made of; it is told only where `by` may see that place's record. Raises `ValueError`
    where `since` is after `as_of`.
    """
    if since > as_of:
        raise ValueError(f"{since} is after {as_of}")
    family = [target for target in targets if target.known_on <= since]
    if not family:
        return {}
    everything = comparable_table(series_of(family), as_of)
    fresh = pc.greater(everything["known_on"], pa.scalar(since, pa.date32()))
    known_before = everything.filter(pc.invert(fresh))
    revised = _about_known_periods(everything, known_before)
    promised_then, promised_now = promises(family, since), promises(family, as_of)
    judged = judge_in_worlds(
        family,
        [
            World(known_before, promised_then, since),
            World(known_before, promised_now, since),
            World(known_before, promised_now, as_of),
            World(revised, promised_now, as_of),
            World(everything, promised_now, as_of),
        ],
    )
    arrivals = {
        Cause.REVISION: _by_series(revised, known_before),
        Cause.NEW_VALUE: _by_series(everything, revised),
    }
    known = observations_by_id(pk for found in arrivals.values() for pks in found.values() for pk in pks)
    hidden = _hidden({one.place for one in known.values()}, {target.place_id for target in family}, by)
    known = {pk: one for pk, one in known.items() if one.place_id not in hidden}

    def steps(target: Target) -> tuple[Step, ...]:
        found = []
        for place, cause in enumerate(Cause):
            arrived = (
                arrivals.get(cause, {}).get(series_number((target.indicator_id, target.place_id)), ())
                if target.indicator_id is not None
                else ()
            )
            before, after = judged[place][target.pk], judged[place + 1][target.pk]
            achieved = [known[pk] for pk in arrived if pk in known and known[pk].status not in PROMISES]
            step = Step(cause, before, after, tuple(achieved))
            if step.moved or achieved:
                found.append(step)
        return tuple(found)

    return {
        target.pk: Movement(since, as_of, judged[0][target.pk], judged[-1][target.pk], steps(target))
        for target in family
    }


def _about_known_periods(everything: pa.Table, known_before: pa.Table) -> pa.Table:
    """The rows about a period of a series that had a row before, whenever they became known."""
    period = ("series", "frequency", "starts", "ends")
    before = set(zip(*(known_before[name].to_pylist() for name in period), strict=True))
    rows = zip(*(everything[name].to_pylist() for name in period), strict=True)
    return everything.filter(pa.array([row in before for row in rows], pa.bool_()))


def _hidden(places: set[Place], own: set[int], by: Reader) -> set[int]:
    """Those of these places, beside the targets' own, whose record is closed to a reader."""
    return {
        place.pk for place in places if place.pk not in own and not may_for_place(by, Permission.VIEW, place)
    }


def _by_series(later: pa.Table, earlier: pa.Table) -> dict[int, list[int]]:
    """The observations in `later` and not in `earlier`, by the number of their series."""
    seen = set(earlier["observation"].to_pylist())
    found: dict[int, list[int]] = {}
    for series, observation in zip(
        later["series"].to_pylist(), later["observation"].to_pylist(), strict=True
    ):
        if observation not in seen:
            behind, known = observation_behind(observation), found.setdefault(series, [])
            if behind and behind not in known:
                known.append(behind)
    return found
