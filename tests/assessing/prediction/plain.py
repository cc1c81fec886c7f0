"""The pooled regression once more, in plain Python, after its printed formulas: an oracle for the expression."""

import itertools
import math

from plenum.assessing.prediction.calibration import Calibration


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def log_odds_below(
    series: dict[int, float],
    figure: float,
    horizon: float,
    c: Calibration,
    bounds: tuple[float, float] | None,
) -> float:
    """The log odds that the value `horizon` years after the last is below the figure."""
    last_year = max(series)
    points = sorted((year, value) for year, value in series.items() if year > last_year - 8)
    values = [value for _, value in points]
    if bounds and all(bounds[0] < value < bounds[1] for value in values):
        low, high = bounds
        additive = False

        def link(y: float) -> float:
            return math.log((y - low) / (high - y) * (high - low))

    elif min(values) > 0:
        additive, link = False, math.log
    else:
        additive = True
        moves = sum(abs(b - a) for a, b in itertools.pairwise(values))
        unit = moves / (points[-1][0] - points[0][0])

        def link(y: float) -> float:
            return y / unit

    x = [link(value) for value in values]
    years = [year for year, _ in points]
    steps = [b - a for a, b in itertools.pairwise(years)]
    changes = [b - a for a, b in itertools.pairwise(x)]
    growth = [change / step for change, step in zip(changes, steps, strict=True)]
    m, span = len(changes), years[-1] - years[0]
    mu = (x[-1] - x[0]) / span
    walk = max(0.0, sum(ch * ch / st for ch, st in zip(changes, steps, strict=True)) - mu * mu * span)
    trend = sum((b - a) ** 2 for a, b in itertools.pairwise(growth)) / 2
    th = c.constants
    f = math.exp(th[1] if additive else th[0])
    s2 = (th[2] ** 2 * f + walk) / (th[2] ** 2 + m - 1)
    v2 = (th[3] ** 2 * f + trend) / (th[3] ** 2 + m - 1)
    rho, tau, nu = math.log(v2 / s2), math.log(1 + mu * mu * m / s2), math.log((m + 1) / 5)
    w = _sigmoid(th[8] + th[9] * nu + th[10] * rho)
    drift = _sigmoid(th[4] + th[5] * nu + th[6] * tau + th[7] * rho) * ((1 - w) * mu + w * growth[-1])
    location = horizon ** _sigmoid(th[11]) * drift
    ln_h = math.log(horizon)
    ln_scale = (
        th[12] + math.log(s2) / 2 + th[13] * rho + th[14] * ln_h + th[15] * nu + th[16] * tau
        + th[17] * rho * ln_h + th[18] * additive
    )  # fmt: skip
    return math.exp(th[19]) * math.asinh((link(figure) - x[-1] - location) / math.exp(ln_scale))
