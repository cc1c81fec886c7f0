"""Plenum's own: how likely the figure is met on its due day, calibrated on what became of thousands of real series.

The yearly values up to eight years back give a distribution for the value h years on (see `prediction`); the figure's
place in it is the probability. The cases in which arithmetic knows more than statistics come first, each with its
reason: the due value is known (0 or 1), the figure lies beyond a declared bound (0) or bounds assure it (1).

Judged so are levels, ranges and ceilings by the due day, and milestones (reached once, so a value that reached it
settles it). A period shorter than a year asks for more than yearly values know, save of a state on a day.

Source: our own; docs/explanation/probability.md tells the formula and how it compares.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import ibis

from plenum.assessing import precedence
from plenum.assessing.annual import yearly
from plenum.assessing.columns import NUMBER
from plenum.assessing.facts import DAYS_A_YEAR, position, position_after, years
from plenum.assessing.methods.history import LEVELS
from plenum.assessing.prediction.calibration import Calibration
from plenum.assessing.prediction.distribution import Distribution, foreseen
from plenum.assessing.prediction.outlooks import with_outlook
from plenum.assessing.prediction.summaries import spread_out
from plenum.assessing.verdicts import fulfils, near_bound

LOW, HIGH = 0.1, 0.9
"""Between these quantiles the value is expected to lie on the due day, in four cases of five."""

COLUMNS = (
    *precedence.KEY, "last_year", "last", "probability", "reason", "median", "low", "high", "values_used", "horizon",
    "link",
)  # fmt: skip
"""What is told of each target, whatever the distribution it is told by."""

_KEY = list(precedence.KEY)
_NOTHING = ibis.null("float64")
_NO = ibis.literal(False)


class Reason(StrEnum):
    """Why a probability is what it is, or why there is none."""

    FORECAST = "forecast"
    SETTLED = "settled"
    OUT_OF_REACH = "out_of_reach"
    ASSURED = "assured"
    NOT_APPLICABLE = "not_applicable"
    NO_FIGURE = "no_figure"
    NO_OBSERVATION = "no_observation"
    INSUFFICIENT_DATA = "insufficient_data"
    NO_VARIATION = "no_variation"


def asked(targets: Any) -> Any:
    """What is asked of each target: its figure narrowed, its bounds as float64, the place of its due day, and the
    last year that is over by then.

    A ceiling is told by the bound it has, whatever direction the indicator has elsewhere.
    """
    t = targets
    told = ibis.cases(
        ((t.direction == "down") | t.low.isnull(), "down"), (t.high.isnull(), "up"), else_="range"
    )
    whole_years = position_after(t.ends) - position(t.starts) >= DAYS_A_YEAR
    return t.select(
        *_KEY,
        "series",
        "indicator",
        "kind",
        direction=(t.kind == "ceiling").ifelse(told, t.direction),
        low=t.low.cast(NUMBER),
        high=t.high.cast(NUMBER),
        lower=t.lower.cast("float64"),
        upper=t.upper.cast("float64"),
        due=position_after(t.ends),
        due_year=(position_after(t.ends) / DAYS_A_YEAR).floor().cast("int64") - 1,
        applies=t.kind.isin(LEVELS) & (whole_years | (t.over_time == "last")),
    )


def _beyond_bounds(t: Any) -> tuple[Any, Any]:
    """Whether no value within the declared bounds fulfils the figure, and whether every one does."""
    low, high = t.low.cast("float64"), t.high.cast("float64")
    bar = near_bound(t).cast("float64")
    out = ibis.cases(
        (t.direction == "up", bar > t.upper),
        (t.direction == "down", bar < t.lower),
        else_=ibis.coalesce(low > t.upper, _NO) | ibis.coalesce(high < t.lower, _NO),
    )
    assured = ibis.cases(
        (t.direction == "up", bar <= t.lower),
        (t.direction == "down", bar >= t.upper),
        else_=ibis.coalesce(low <= t.lower, t.low.isnull()) & ibis.coalesce(high >= t.upper, t.high.isnull()),
    )
    return ibis.coalesce(out, _NO), ibis.coalesce(assured, _NO)


def probability(observations: Any, targets: Any, calibration: Calibration | None = None) -> Any:
    """Columns: target, as_of, last_year, last, probability, reason, median, low, high, values_used, horizon, link,
    peers.

    `probability` is null unless the reason is forecast, settled, out_of_reach or assured. `median`, `low` and `high`
    are the quantiles 0.5, 0.1 and 0.9 on the due day, in the unit of the series; `horizon` the years from the last
    value to the due day; `link` log, logit or additive; `peers` how many other series helped, null for none.
    """
    t = answered(observations, targets, lambda spread, rows: with_outlook(spread, rows, calibration))
    return t.select(*COLUMNS, peers=t.peers.cast("int64"))


def answered(observations: Any, targets: Any, outlook: Callable[[Any, Any], Any]) -> Any:
    """One row for each row of targets with `COLUMNS`, as `probability` tells them, and whatever else `outlook` adds.

    `outlook` says where series are heading: of the yearly values spread out in columns (`summaries.spread_out`, one row
    for each target) and of the same values in rows it gives the former, summed up, with the columns of an `Outlook`.
    """
    t = asked(targets)
    rows = yearly(observations, t.select(*_KEY, "series", "kind", "direction", "low", "high", "due_year"))
    # Only a milestone asks whether any value was good enough.
    reached = (rows.kind == "milestone").ifelse(fulfils(rows.value.cast(NUMBER), rows), _NO)
    also = {"last": rows.value.max(where=rows.year == rows.last_year), "ever_good": reached.any()}
    t = t.left_join(spread_out(rows, _KEY, also), _KEY).drop("target_right", "as_of_right")
    t = t.mutate(last=t.last.cast(NUMBER))
    t = t.mutate(last_good=fulfils(t.last, t))
    t = outlook(t, rows)
    out, assured = _beyond_bounds(t)
    last_stop = (t.last_year + 1) * DAYS_A_YEAR
    t = t.mutate(
        horizon=years(t.due - last_stop),
        figure=near_bound(t),
        out=out,
        assured=assured,
        attained=ibis.coalesce((t.kind == "milestone").ifelse(t.ever_good, t.last_good), _NO),
        settled=ibis.coalesce((last_stop == t.due) | ((t.kind == "milestone") & t.ever_good), _NO),
    )
    t = foreseen(t, t.horizon)
    day = Distribution.of(t)
    t = t.mutate(
        forecast=ibis.cases(
            (t.direction == "up", day.at_least(t.figure)),
            (t.direction == "down", day.below(t.figure)),
            else_=day.between(t.low, t.high),
        ),
        median=day.quantile(0.5),
        least=day.quantile(LOW),
        most=day.quantile(HIGH),
    )
    reason = ibis.cases(
        (~t.applies, Reason.NOT_APPLICABLE.value),
        (t.low.isnull() & t.high.isnull(), Reason.NO_FIGURE.value),
        (t.settled, Reason.SETTLED.value),
        (t.out, Reason.OUT_OF_REACH.value),
        (t.assured, Reason.ASSURED.value),
        (t.last_year.isnull(), Reason.NO_OBSERVATION.value),
        (t.past_changes.isnull(), Reason.INSUFFICIENT_DATA.value),
        (t.forecast.isnull(), Reason.NO_VARIATION.value),
        else_=Reason.FORECAST.value,
    )
    t = t.mutate(reason=reason)
    ahead = t.applies & ~t.settled
    return t.mutate(
        probability=ibis.cases(
            (t.reason == Reason.FORECAST.value, t.forecast),
            (t.reason == Reason.SETTLED.value, t.attained.ifelse(1.0, 0.0)),
            (t.reason == Reason.OUT_OF_REACH.value, 0.0),
            (t.reason == Reason.ASSURED.value, 1.0),
            else_=_NOTHING,
        ),
        median=ahead.ifelse(t.median, _NOTHING),
        low=ahead.ifelse(t.least, _NOTHING),
        high=ahead.ifelse(t.most, _NOTHING),
        values_used=ibis.coalesce(t["values"], 0),
        horizon=ahead.ifelse(t.horizon, _NOTHING),
        link=t.past_changes.notnull().ifelse(t.link, ibis.null("string")),
    )
