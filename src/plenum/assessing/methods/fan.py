"""How far the value of a series spreads: quantiles of where it will be on the last day of each row's period.

Not a judgement but what a fan chart and the expected courses of scenarios are made of: ask with one row for each year
ahead. The figure and the kind of the row do not matter; its last day has to be the end of a year. The distribution is
that of `probability`.
"""

from typing import Any

from plenum.assessing import precedence
from plenum.assessing.prediction.calibration import Calibration
from plenum.assessing.prediction.distribution import Distribution, foreseen
from plenum.assessing.prediction.outlooks import outlooks

LEVELS = (10, 25, 50, 75, 90)
"""The quantiles told, in per cent: the median, the middle half, the middle four fifths."""

_KEY = list(precedence.KEY)


def fan(observations: Any, targets: Any, calibration: Calibration | None = None) -> Any:
    """Columns: target, as_of, history_year, history_values, and q10, q25, q50, q75, q90 in the unit of the series.

    The quantiles are null where too little is known, and where the day is not after the last known year.
    """
    ahead = outlooks(observations, targets, calibration)
    days = targets.select(*_KEY, asked_year=targets.ends.year().cast("int64"))
    ahead = ahead.left_join(days, _KEY).drop("target_right", "as_of_right")
    horizon = (ahead.asked_year - ahead.history_year).cast("float64")
    ahead = ahead.mutate(horizon=horizon)
    ahead = foreseen(ahead, ahead.horizon)
    day = Distribution.of(ahead)
    return ahead.select(
        *_KEY,
        "history_year",
        "history_values",
        **{f"q{level}": day.quantile(level / 100) for level in LEVELS},
    )
