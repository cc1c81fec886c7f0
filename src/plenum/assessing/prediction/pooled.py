"""The pooled regression: a series' own summaries, weighed by constants learnt from thousands of other series.

The mean growth and the last growth are mixed and drawn towards none; the spread around a walk and around a trend are
drawn towards what series usually show. The fewer values, the stronger the draw. With m changes, nu = ln((m + 1) / 5):

    s2 = (a^2 f + around_walk) / (a^2 + m - 1),   v2 = (b^2 f + around_trend) / (b^2 + m - 1)
    turns = ln(v2 / s2),   trend = ln(1 + mean_growth^2 m / s2)
    drift = sigmoid(keep + ...) ((1 - w) mean_growth + w last_growth),   w = sigmoid(latest + ...)
    ln scale = scale + ln(s2) / 2 + ...

where ... are lines in nu, turns and trend. This is the regression known as f6 in the comparison of methods in
docs/explanation/probability.md.
"""

import math
from typing import Any

from plenum.assessing.prediction.calibration import Calibration
from plenum.assessing.prediction.distribution import sigmoid
from plenum.assessing.prediction.summaries import ADDITIVE


def outlook(table: Any, c: Calibration) -> Any:
    """The summaries with the columns of an `Outlook` added, null where there are too few values."""
    t = table
    additive = t.link == ADDITIVE
    usual = additive.ifelse(math.exp(c["prior_additive"]), math.exp(c["prior_log"]))
    a, b = c["prior_walk"] ** 2, c["prior_trend"] ** 2
    t = t.mutate(
        walk_variance=(a * usual + t.around_walk) / (a + t.changes - 1.0),
        trend_variance=(b * usual + t.around_trend) / (b + t.changes - 1.0),
        known=((t.changes + 1.0) / 5.0).ln(),
    )
    t = t.mutate(
        turns=(t.trend_variance / t.walk_variance).ln(),
        trend=(1.0 + t.mean_growth * t.mean_growth * t.changes / t.walk_variance).ln(),
    )
    keep = sigmoid(
        c["keep"] + c["keep_values"] * t.known + c["keep_trend"] * t.trend + c["keep_turns"] * t.turns
    )
    latest = sigmoid(c["latest"] + c["latest_values"] * t.known + c["latest_turns"] * t.turns)
    ln_scale = (
        c["scale"]
        + 0.5 * t.walk_variance.ln()
        + c["scale_turns"] * t.turns
        + c["scale_values"] * t.known
        + c["scale_trend"] * t.trend
        + additive.ifelse(c["scale_additive"], 0.0)
    )
    t = t.mutate(keep=keep, latest=latest, ln_scale_below=ln_scale)
    known = t.changes * 0.0
    return t.mutate(
        drift=known + t.keep * ((1.0 - t.latest) * t.mean_growth + t.latest * t.last_growth),
        reach=known + 1.0 / (1.0 + math.exp(-c["reach"])),
        ln_scale_above=t.ln_scale_below,
        widening=c["scale_horizon"] + c["scale_turns_horizon"] * t.turns,
        tail=known + math.exp(c["tail"]),
        shift=known,
    ).drop("walk_variance", "trend_variance", "known", "turns", "trend", "keep", "latest")
