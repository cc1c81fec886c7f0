"""Which of several values for one series and period counts, as of a day.

The rule, in order:

1. only rows known by `as_of` (`known_on <= as_of`);
2. a row that another row, known by then, corrects or withdraws is out, also where that other row was itself corrected
   later; a row that merely withdraws has no value and is out too;
3. plans and forecasts are never achieved values;
4. among the rest: actual before provisional before estimate; then the better source (`precedence`, lower is better);
   then the one known latest; then the highest observation number, so that the order of rows never matters.

A period is the pair of its first and last day: a year given as A and as twelve months are the same period.
"""

from typing import Any

import ibis

ACHIEVED = ("actual", "provisional", "estimate")
KEY = ("target", "as_of")
PERIOD = ("starts", "ends")

WINS = "wins"
SUPERSEDED = "corrected_or_withdrawn"
NOT_ACHIEVED = "plan_or_forecast"
LESS_FINAL = "less_final"
LESSER_SOURCE = "lesser_source"
KNOWN_EARLIER = "known_earlier"
LOWER_NUMBER = "lower_number"


def known(observations: Any, targets: Any) -> Any:
    """Every row of a target's series known by its `as_of`, one line for each target, day and row.

    Columns: target, as_of, those of `observations` except series and corrects, and `superseded` (boolean),
    `finality` (0 actual, 1 provisional, 2 estimate, 3 plan or forecast).
    """
    superseding = (
        observations.filter(observations.corrects.notnull())
        .group_by(observation=observations.corrects)
        .agg(superseded_on=observations.known_on.min())
    )
    rows = observations.left_join(superseding, "observation").drop("observation_right", "corrects")
    asked = targets.select(*KEY, "series").distinct()
    rows = asked.inner_join(rows, [asked.series == rows.series, rows.known_on <= asked.as_of]).drop("series")
    return rows.mutate(
        superseded=rows.withdrawn | ibis.coalesce(rows.superseded_on <= rows.as_of, ibis.literal(False)),
        finality=ibis.cases(
            *((rows.status == word, place) for place, word in enumerate(ACHIEVED)), else_=3
        ).cast("int32"),
    ).drop("superseded_on")


def _order(rows: Any) -> list[Any]:
    return [rows.finality, rows.precedence, rows.known_on.desc(), rows.observation.desc()]


def current(observations: Any, targets: Any) -> Any:
    """The value that counts for each period of each target's series, as of the target's day.

    Columns: target, as_of, observation, frequency, starts, ends, value, status.
    """
    rows = known(observations, targets)
    rows = rows.filter(~rows.superseded, rows.finality < len(ACHIEVED), rows.value.notnull())
    place = ibis.row_number().over(ibis.window(group_by=[*KEY, *PERIOD], order_by=_order(rows)))
    rows = rows.mutate(place=place)
    return rows.filter(rows.place == 0).select(*KEY, "observation", "frequency", *PERIOD, "value", "status")


def ranking(observations: Any, targets: Any) -> Any:
    """All rows known about each period, the one that counts first, and why each other one lost.

    Columns: those of `known`, `place` (0 counts, if `verdict` is "wins"), and `verdict`: wins,
    corrected_or_withdrawn, plan_or_forecast, less_final, lesser_source, known_earlier, lower_number.
    """
    rows = known(observations, targets)
    rows = rows.mutate(out=rows.superseded | (rows.finality >= len(ACHIEVED)) | rows.value.isnull())
    window = ibis.window(group_by=[*KEY, *PERIOD], order_by=[rows.out, *_order(rows)])
    rows = rows.mutate(
        place=ibis.row_number().over(window),
        best_finality=rows.finality.first().over(window),
        best_precedence=rows.precedence.first().over(window),
        best_known_on=rows.known_on.first().over(window),
    )
    verdict = ibis.cases(
        (rows.superseded | rows.value.isnull(), SUPERSEDED),
        (rows.out, NOT_ACHIEVED),
        (rows.place == 0, WINS),
        (rows.finality != rows.best_finality, LESS_FINAL),
        (rows.precedence != rows.best_precedence, LESSER_SOURCE),
        (rows.known_on != rows.best_known_on, KNOWN_EARLIER),
        else_=LOWER_NUMBER,
    )
    return rows.mutate(verdict=verdict).drop("out", "best_finality", "best_precedence", "best_known_on")
