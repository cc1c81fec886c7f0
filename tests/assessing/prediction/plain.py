"""The pooled regression once more, in plain Python, after its printed formulas: an oracle for the expression.

`log_odds_below` is for a series without peers.
"""

import itertools
import math

from plenum.assessing.prediction.calibration import FEATURES, HIDDEN, OUTPUTS, Calibration


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _softplus(x: float) -> float:
    return math.log1p(math.exp(x))


def _features(past: dict[str, float], s: float, additive: bool, bounded: bool) -> dict[str, float]:
    rest = dict.fromkeys(FEATURES, 0.0)
    ln_s = math.log(s)
    return rest | {
        "known": 2 * past["known"],
        "turns": past["turns"],
        "trend": past["trend"] - 1,
        "spread": 0.0 if additive else (ln_s + 2.5) / 1.5,
        "spread_additive": ln_s if additive else 0.0,
        "additive": float(additive),
        "still": 3 * past["still"],
        "bounded": float(bounded),
        "level": past["level"] / 2,
        "latest": math.asinh(past["latest"] / s),
        "growth": math.asinh(past["growth"] * math.sqrt(past["m"]) / s),
        "bend": math.asinh((past["latest"] - past["growth"]) / s),
        "greatest": math.log(past["greatest"] / s + 0.1),
    }


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
    additive, bounded = False, bounds is not None and all(bounds[0] < value < bounds[1] for value in values)
    unit = 1.0
    if bounds is not None and bounded:
        low, high = bounds

        def link(y: float) -> float:
            return math.log((y - low) / (high - y) * (high - low))

    elif min(values) > 0:
        link = math.log
    else:
        additive = True

        def link(y: float) -> float:
            return y

    x = [link(value) for value in values]
    years = [year for year, _ in points]
    # The past, year by year: between two known values it moves in equal steps.
    steps: list[float] = []
    sizes: list[float] = [abs(x[0])]
    for (year, here), (next_year, there) in itertools.pairwise(zip(years[:-1], x[:-1], strict=True)):
        step = (there - here) / (next_year - year)
        steps += [step] * (next_year - year)
        sizes += [abs(here + step * k) for k in range(1, next_year - year + 1)]
    last_growth = (x[-1] - x[-2]) / (years[-1] - years[-2])
    if additive:
        unit = max(sum(map(abs, steps)) / len(steps), sum(sizes) / len(sizes) / 20) or abs(last_growth)
        steps, last_growth = [step / unit for step in steps], last_growth / unit
    m = len(values) - 2
    growth = sum(steps) / len(steps)
    squares = max(0.0, sum(step * step for step in steps) - growth * growth * len(steps))
    turning = sum((b - a) ** 2 for a, b in itertools.pairwise(steps)) / 2
    usual = math.exp(c["prior_additive"] if additive else c["prior_log"])
    a, b, w = (math.exp(c[f"prior_{name}"]) for name in ("walk", "trend", "growth"))
    s2 = (a * usual + squares + w * growth * growth) / (a + m - 1 + w) + 1e-8
    v2 = (b * usual + turning) / (b + m - 1)
    s = math.sqrt(s2)
    level = min(8.0, max(-8.0, x[-2] - math.log(bounds[1] - bounds[0]))) if bounds and bounded else 0.0
    past = {
        "m": m, "known": math.log((m + 2) / 5), "turns": math.log(v2 / s2), "growth": growth, "latest": steps[-1],
        "trend": math.log(1 + growth * growth * m / s2), "greatest": max(map(abs, steps)), "level": level,
        "still": sum(step == 0 for step in steps) / len(steps),
    }  # fmt: skip
    features = _features(past, s, additive, bounded)
    weights, bias = c.layer("hidden")
    hidden = [
        math.tanh(start + sum(one * features[name] for one, name in zip(row, FEATURES, strict=True)))
        for row, start in zip(weights, bias, strict=True)
    ]
    assert len(hidden) == HIDDEN
    weights, bias = c.layer("output")
    u = {
        name: start + sum(one * unit_ for one, unit_ in zip(row, hidden, strict=True))
        for name, row, start in zip(OUTPUTS, weights, bias, strict=True)
    }
    surprise = (last_growth - growth) / s
    felt, plain = math.asinh(surprise), min(1.5, max(-1.5, surprise))
    up, down = max(felt, 0.0), min(felt, 0.0)
    lines = past | {"values": past["known"], "additive": float(additive)}
    keep = _sigmoid(c["keep"] + sum(c[f"keep_{name}"] * lines[name] for name in ("values", "trend", "turns")))
    drift = keep * growth + s * (u["drift"] + _softplus(u["rise"] - 2) * up + _softplus(u["fall"] - 2) * down)
    back = _sigmoid(u["back"] - 2) * plain + _sigmoid(u["back_outlier"] - 2) * (surprise - plain)
    location = s * (u["offset"] - back) + horizon ** _sigmoid(c["reach"]) * drift
    ln_scale = c["scale"] + math.log(s) + u["scale"]
    ln_scale += sum(c[f"scale_{name}"] * lines[name] for name in ("values", "trend", "turns", "additive"))
    above = 0.5 * u["skew"] + _softplus(u["wide_above"] - 1) * up + _softplus(u["narrow_above"] - 2) * down
    below = -0.5 * u["skew"] - _softplus(u["wide_below"] - 1) * down - _softplus(u["narrow_below"] - 2) * up
    widening = c["widening"] + c["widening_turns"] * past["turns"] + 0.3 * u["widening"]
    q = (link(figure) - x[-1]) / unit - location
    z = q / math.exp(ln_scale + (above if q > 0 else below) + widening * math.log(horizon))
    shift = 0.3 * u["shift"] - _softplus(u["shift_surprise"] - 3) * felt
    return shift + math.exp(c["tail"] + 0.5 * u["tail"]) * math.asinh(z)
