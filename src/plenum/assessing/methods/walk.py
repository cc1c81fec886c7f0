"""The simple walk: how likely the figure is met if the series goes on drifting as it did. The plain second opinion.

Every step can be followed with a pocket calculator, and no other series is asked. Yearly values of up to eight years
are compared on the scale of `summaries`: logarithms, log odds between declared bounds, else units of their usual
change. Of the m changes before the last let g be the mean and SS the sum of squares around it; d is the mean of all
m + 1 changes. Few changes are drawn towards what series usually show, by the constants in capitals:

    s^2  = (WEIGHT USUAL + SS + RISING g^2) / (WEIGHT + m - 1 + RISING)    the variance of a year's change
    keep = (m + 1) / (m + 1 + NOISE s^2)                                   how far the drift d is trusted

The first is a variance under a prior worth WEIGHT changes; some of the mean change counts as spread, since few changes
tell drift and spread apart badly. The second is the weight of a mean under a prior around 0 of variance 1 / NOISE: the
more changes and the steadier they are, the more of the drift is kept. For h years on let

    z = (q - keep d h^REACH) / (WIDTH s h^WIDENING).

The log odds of ending below a distance q from the last value are TAIL asinh(z): a bell whose tails fall as a power, as
those of Student's t do, but whose probabilities and quantiles are closed.

A better last value moves d up and touches nothing else, so it never lowers the probability of a floor. That is why the
spread leaves the last change out.

By hand: 100, 104, 108, 113, 117 from 2018 to 2022, 130 promised for 2025. The logarithm changed by 0.03922, 0.03774,
0.04526 and 0.03479: m = 3, g = 0.04074, SS = 0.0000317, d = 0.03925. s^2 = (0.000171 + 0.0000317 + 0.000251) / 2.238
= 0.000203, s = 0.01424; keep = 4 / (4 + 1310 x 0.000203) = 0.938. Over three years the drift comes to 0.938 x 0.03925
x 2.709 = 0.0997, a median of 117 e^0.0997 = 129.3, and the scale is 0.404 x 0.01424 x 1.920 = 0.01105. The figure is at
q = ln(130 / 117) = 0.1054, z = 0.513, log odds below 0.87 x 0.493 = 0.428: the probability is 0.394.

Source: shrinking by empirical Bayes as in textbooks, after Efron and Morris, "Data analysis using Stein's estimator and
its generalizations", JASA 70 (1975). The constants are fitted to simulated mid-term reviews of real series;
docs/explanation/probability.md tells how well they did, and `make bench-calibration` fits them again.
"""

from collections.abc import Mapping
from typing import Any

from plenum.assessing.methods.probability import COLUMNS, answered
from plenum.assessing.prediction.summaries import summaries

CONSTANTS: Mapping[str, float] = {
    "weight": 0.087,
    "rising": 0.151,
    "usual": 0.00197,
    "usual_additive": 10.3,
    "noise": 1310.0,
    "noise_additive": 300.0,
    "width": 0.404,
    "width_additive": 0.236,
    "reach": 0.907,
    "widening": 0.594,
    "tail": 0.87,
}
"""All greater than 0. `additive` are those of series whose changes are told in units of their usual size."""


def drifting(t: Any, constants: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an `Outlook` that follow from the summaries `t`: columns from columns, arrays from arrays.

    Nothing but arithmetic and the method ln is used, so that fitting runs the very formulas the engine runs.
    """

    def of_link(name: str) -> Any:
        return t.additive * constants[f"{name}_additive"] + (1.0 - t.additive) * constants[name]

    weight, rising, changes = constants["weight"], constants["rising"], t.past_changes
    spread = weight * of_link("usual") + t.past_squares + rising * t.past_growth * t.past_growth
    variance = spread / (changes - 1.0 + weight + rising)
    drift = (changes * t.past_growth + t.last_growth) / (changes + 1.0)
    keep = (changes + 1.0) / (changes + 1.0 + of_link("noise") * variance)
    ln_scale = of_link("width").ln() + variance.ln() * 0.5
    nothing = variance * 0.0
    return {
        "drift": keep * drift,
        "reach": nothing + constants["reach"],
        "offset": nothing,
        "ln_scale_above": ln_scale,
        "ln_scale_below": ln_scale,
        "widening": nothing + constants["widening"],
        "tail": nothing + constants["tail"],
        "shift": nothing,
    }


def _outlook(spread: Any, _: Any) -> Any:
    t = summaries(spread)
    return t.mutate(**drifting(t, CONSTANTS))


def walk(observations: Any, targets: Any) -> Any:
    """Columns: those of `probability` but `peers`, with the same reasons, guards and units."""
    return answered(observations, targets, _outlook).select(*COLUMNS)
