"""Open SDG and Statistics Canada: growth so far against the growth needed from the base year on.

With a figure: R = growth observed / growth required, both compound, the required one from the *base* to the figure;
R >= 0.95 substantial, >= 0.60 moderate, >= 0 limited progress, below deterioration; a value at the figure or better is
"target achieved". Without a figure the growth itself, in the desired direction, is cut at 1.5 %, 0.5 % and 0 % a year.
Near a natural limit those cuts shrink by C = 1 - (y0 / limit)^4.44, or 1 - ((2 limit - y0) / limit)^4.44 for a base
between one and two limits. A score from -5 to 5 is read off by straight lines through the cuts.

Source: open-sdg/sdg-build, `sdg/ProgressMeasure.py`, and open-sdg, `docs/progress-methodology.md`; the score and the
limit as Statistics Canada publishes them. The base year is 2015 where the target names none, else the next with data.

Kept as published: a base or a figure of zero becomes 0.001; base and last value of opposite sign have no growth; a
negative base flips the sign; two values suffice; one year at the figure counts as achieved whatever the trend.
Not kept: a figure of opposite sign (a complex root there) and a figure equal to the base give no ratio here; a due
year that is the base year gives none either.
"""

from typing import Any

import ibis

from plenum.assessing.methods import history

COLUMNS = ("base_year", "base", "last_year", "last", "progress", "score", "status")
TARGET_CUTS = (0.95, 0.6, 0.0)
GROWTH_CUTS = (0.015, 0.005, 0.0)
LIMIT_POWER = 4.44

ACHIEVED = "target_achieved"
STATUSES = ("substantial_progress", "moderate_progress", "limited_progress", "deterioration")

_NOTHING = ibis.null("float64")


def _near_limit(base: Any, limit: Any) -> Any:
    """The factor C by which cuts shrink near a natural limit."""
    share = (limit > 0).ifelse(base / limit, _NOTHING)
    mirrored = ibis.cases(
        (share <= 0, _NOTHING), (share <= 1, share), (share < 2, 2.0 - share), else_=_NOTHING
    )
    return ibis.coalesce(1.0 - (mirrored.ln() * LIMIT_POWER).exp(), 1.0)


def _held(score: Any) -> Any:
    return ibis.cases((score > 5.0, 5.0), (score < -5.0, -5.0), else_=score)


def _score_of_ratio(ratio: Any) -> Any:
    """Two lines that meet at the middle cut, with the rounded constants of the published scores."""
    return _held((ratio < TARGET_CUTS[1]).ifelse(4.1667 * ratio - 2.5, 7.1429 * ratio - 4.2857))


def _score_of_growth(value: Any, shrink: Any) -> Any:
    """-5 at -2 % a year, -2.5 at none, 0 at the middle cut, 2.5 at the high one, 5 a middle cut beyond it.

    The cuts shrink near a limit; the line for a fall does not.
    """
    measured = value / (shrink != 0).ifelse(shrink, _NOTHING)
    rising = ibis.cases(
        (measured >= GROWTH_CUTS[0], 500.0 * measured - 5.0),
        (measured >= GROWTH_CUTS[1], 250.0 * measured - 1.25),
        else_=500.0 * measured - 2.5,
    )
    return _held((value < 0).ifelse(125.0 * value - 2.5, rising))


def _never_zero(value: Any) -> Any:
    return (value == 0).ifelse(0.001, value.cast("float64"))


def open_sdg(t: Any) -> Any:
    """The histories with COLUMNS added; `progress` is the ratio, or the growth where there is no figure."""
    base, figure = _never_zero(t.base), _never_zero(t.figure)
    last = t.last.cast("float64")
    toward = t.up.ifelse(1.0, -1.0) * (base < 0).ifelse(-1.0, 1.0)
    t = t.mutate(
        observed=history.growth(last, base, history.years_between(t.base_year, t.last_year)),
        required=history.growth(figure, base, history.years_between(t.base_year, t.due_year)),
        toward=toward,
        shrink=_near_limit(base, t.natural_limit),
        achieved=history.attained(t.last, t.figure, t.up),
    )
    needed = t.required.abs()
    ratio = t.toward * t.observed / (needed > 0).ifelse(needed, _NOTHING)
    t = t.mutate(progress=t.figure.isnull().ifelse(t.toward * t.observed, ratio))
    two = (t.last_year > t.base_year) & t.applies
    t = t.mutate(
        progress=two.ifelse(t.progress, _NOTHING),
        reached=t.applies & ibis.coalesce(t.achieved, ibis.literal(False)),
        high=t.figure.isnull().ifelse(GROWTH_CUTS[0] * t.shrink, TARGET_CUTS[0]),
        middle=t.figure.isnull().ifelse(GROWTH_CUTS[1] * t.shrink, TARGET_CUTS[1]),
    )
    score = t.figure.isnull().ifelse(_score_of_growth(t.progress, t.shrink), _score_of_ratio(t.progress))
    status = ibis.cases(
        (~t.applies, history.NOT_APPLICABLE),
        (t.reached, ACHIEVED),
        (t.progress >= t.high, STATUSES[0]),
        (t.progress >= t.middle, STATUSES[1]),
        (t.progress >= 0, STATUSES[2]),
        (t.progress < 0, STATUSES[3]),
        else_=history.NOT_AVAILABLE,
    )
    return t.mutate(score=t.reached.ifelse(5.0, score), status=status)
