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
_BITS = 50

WINS = "wins"
SUPERSEDED = "corrected_or_withdrawn"
NOT_ACHIEVED = "plan_or_forecast"
LESS_FINAL = "less_final"
LESSER_SOURCE = "lesser_source"
KNOWN_EARLIER = "known_earlier"
LOWER_NUMBER = "lower_number"


def known(observations: Any, asked: Any) -> Any:
    """Every row of a target's series known by its `as_of`, one line for each target, day and row.

    `asked` has the columns target, as_of and series; what else it has is carried along and may not be named like a
    column of `observations`. No pair (target, as_of) may stand in two rows.

    Columns: those of `asked`, those of `observations` except corrects, and `superseded` (boolean), `finality`
    (0 actual, 1 provisional, 2 estimate, 3 plan or forecast).
    """
    superseding = (
        observations.filter(observations.corrects.notnull())
        .group_by(observation=observations.corrects)
        .agg(superseded_on=observations.known_on.min())
    )
    rows = asked.inner_join(observations, [asked.series == observations.series])
    rows = rows.filter(rows.known_on <= rows.as_of).drop("corrects")
    rows = rows.left_join(superseding, "observation").drop("observation_right")
    return rows.mutate(
        superseded=rows.withdrawn | ibis.coalesce(rows.superseded_on <= rows.as_of, ibis.literal(False)),
        finality=finality(rows.status),
    ).drop("superseded_on")


def finality(status: Any) -> Any:
    """0 for actual, 1 for provisional, 2 for estimate, 3 for plan or forecast, as int32."""
    return ibis.cases(
        *((status == word, place) for place, word in enumerate(ACHIEVED)), else_=len(ACHIEVED)
    ).cast("int32")


def candidates(observations: Any, asked: Any) -> Any:
    """The rows of `known` that could count: achieved values, neither corrected nor withdrawn."""
    rows = known(observations, asked)
    return rows.filter(~rows.superseded, rows.finality < len(ACHIEVED), rows.value.notnull())


def periods_marked(rows: Any) -> dict[str, Any]:
    """Two aggregates over candidates, for `contested`: how many rows, and the sum of one power of two for each.

    Each period has one of 50 powers. As float64 their sum is exact below 2^53, and above it still above 2^50.
    """
    place = rows.starts.year() + 13 * rows.starts.month() + 29 * (rows.ends.month() - rows.starts.month())
    place = place + 17 * (rows.ends.year() - rows.starts.year()) + rows.starts.day() - 1
    return {"rows": rows.count(), "marks": (2.0 ** (place % _BITS).cast("float64")).sum()}


def contested(found: Any) -> Any:
    """Whether a period may have two candidates, given `periods_marked` of a group: true also where it merely might.

    A sum of powers of two has as many bits set as there are powers just where all of them differ; each that comes
    twice carries over and leaves one less.
    """
    marks = (found.marks < 2**_BITS).ifelse(found.marks, 0.0).cast("int64")
    # Bits are counted three by three, then six by six (Beeler, Gosper, Schroeppel: HAKMEM, item 169).
    threes = marks - ((marks >> 1) & 0o33333333333333333) - ((marks >> 2) & 0o11111111111111111)
    bits = ((threes + (threes >> 3)) & 0o70707070707070707) % 63
    return bits != found.rows


def settled(observations: Any, asked: Any) -> Any:
    """The candidates that count for each pair asked, given `asked.contested`: whether a period may have rivals.

    Ranking needs a sort. Almost all series of a large table have one value for each period, so only those that are
    contested are sorted; the others pass as they are. Columns: those of `candidates`, without contested.
    """
    clear = candidates(observations, asked.filter(~asked.contested))
    rivals = candidates(observations, asked.filter(asked.contested))
    place = ibis.row_number().over(ibis.window(group_by=[*KEY, *PERIOD], order_by=_order(rivals)))
    rivals = rivals.mutate(place=place)
    winners = rivals.filter(rivals.place == 0).drop("place")
    return clear.union(winners).drop("contested")


def _order(rows: Any) -> list[Any]:
    return [rows.finality, rows.precedence, rows.known_on.desc(), rows.observation.desc()]


def current(observations: Any, targets: Any) -> Any:
    """The value that counts for each period of each target's series, as of the target's day.

    Columns: target, as_of, observation, frequency, starts, ends, value, status.
    """
    asked = targets.select(*KEY, "series")
    rows = candidates(observations, asked)
    found = rows.group_by(*KEY).agg(**periods_marked(rows))
    found = found.select(*KEY, contested=contested(found))
    rows = settled(observations, asked.inner_join(found, KEY))
    return rows.select(*KEY, "observation", "frequency", *PERIOD, "value", "status")


def ranking(observations: Any, targets: Any) -> Any:
    """All rows known about each period, the one that counts first, and why each other one lost.

    Columns: those of `known` but the series, `place` (0 counts, if `verdict` is "wins"), and `verdict`: wins,
    corrected_or_withdrawn, plan_or_forecast, less_final, lesser_source, known_earlier, lower_number.
    """
    rows = known(observations, targets.select(*KEY, "series")).drop("series")
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
