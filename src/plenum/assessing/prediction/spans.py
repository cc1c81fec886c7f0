"""Several years ahead at once: the mean of their values, and the chance that every one of them keeps to a figure.

The mean. Its centre is the mean of the yearly centres, taken in the series' own unit. Its scale is that of the last
year, narrowed as a random walk's is: with a the first and b the last year ahead and k = b - a + 1, the variance of the
mean over that of the last year is (a + (k - 1)(2k - 1) / (6k)) / b, since the covariance of years i and j is min(i, j).
For the next three years the factor on the scale is 0.720; on past series 0.711 fitted best.

Every year. With p_i the yearly probabilities, prod(p_i)^0.23 min(p_i)^0.77: between independence, which is far too
strict, and the worst year alone. The exponents were fitted on past series (expected calibration error 0.018 there,
0.122 for independence).

Each year ahead is a row of its own for a moment, and is aggregated at once.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import ibis

from plenum.assessing.prediction.chances import FIGURE, with_chance
from plenum.assessing.prediction.distribution import FIELDS, Distribution, foreseen
from plenum.assessing.prediction.summaries import on_link

MOST_YEARS = 15
"""How many years ahead are looked at; a span that goes farther has no probability."""

TOGETHER = 0.23
"""The exponent of the product of the yearly probabilities; that of the least is the rest to 1."""

_LEAST = 1e-300
_NOTHING = ibis.null("float64")


def years_ahead(table: Any, key: Sequence[str]) -> Any:
    """One row for each row of `table` with a span of years ahead: what they will be together.

    `table` has the columns `key`, those `with_chance` reads, and `first_ahead` and `last_ahead` (int64 years, 1 or
    more). Columns: `key`; `span_value`, the mean of the yearly medians in the series' own unit; `every_year`, the
    probability that each is as good as the figure asks (null where one is unknown). A span that is empty, begins in
    the past or goes beyond `MOST_YEARS` has no row.
    """
    t = table
    t = t.filter((t.first_ahead >= 1) & (t.first_ahead <= t.last_ahead) & (t.last_ahead <= MOST_YEARS))
    years = ibis.range(t.first_ahead, t.last_ahead + 1).unnest()
    t = t.select(*key, *FIELDS, *FIGURE, year=years)
    t = with_chance(foreseen(t, t.year, "year"), "year")
    day = Distribution.of(t, "year")
    t = t.select(*key, centre=day.off_link(t.link_last + t.unit * t.year_location), chance=t.year_chance)
    found = t.group_by(*key).agg(
        span_value=t.centre.mean(),
        least=t.chance.min(),
        # A probability of nothing has no logarithm; the least of them then decides alone.
        logs=(t.chance > _LEAST).ifelse(t.chance, _LEAST).ln().sum(),
        unknown=t.chance.isnull().any(),
    )
    together = TOGETHER * found.logs + (1.0 - TOGETHER) * (found.least > 0).ifelse(found.least, _NOTHING).ln()
    every_year = ibis.cases(
        (found.unknown, _NOTHING), (found.least > 0, together.exp()), (found.least == 0, 0.0), else_=_NOTHING
    )
    return found.select(*key, "span_value", every_year=every_year)


def mean_of(table: Any) -> Distribution:
    """The distribution of the mean of the years `first_ahead` to `last_ahead` of a table that has `span_value`.

    The table has the columns of an `Outlook` and the distribution `last` of the last year (see `foreseen`).
    """
    t = table
    begin, end = t.first_ahead.cast("float64"), t.last_ahead.cast("float64")
    length = end - begin + 1.0
    count = (length > 0).ifelse(length, _NOTHING)
    share = (begin + (count - 1.0) * (2.0 * count - 1.0) / (6.0 * count)) / (end > 0).ifelse(end, _NOTHING)
    narrowing = (share > 0).ifelse(share, _NOTHING).sqrt()
    last = Distribution.of(t, "last")
    mean = on_link(t.span_value, t.link, t.lower, t.upper)
    return replace(
        last,
        location=(mean - t.link_last) / t.unit,
        scale_below=last.scale_below * narrowing,
        scale_above=last.scale_above * narrowing,
    )
