"""How well each method's probabilities come true, on reviews whose outcome is known.

`python benchmarks/calibration.py CASES [--panel PANEL] [--json FILE]`. CASES and PANEL are Parquet files as
`plenum.assessing.prediction.reviews` describes them; without a panel, peers are looked for among the cases themselves.
The shipped method is refitted five times, each time scored on the families left out, and so is every constant of the
others that is fitted; the constants of f6 are those it was published with. Beside the cross-validated scores stands the
score of the constants as shipped, which is a fair one on cases they were not fitted on. The constants of the method
`walk`, fitted on all cases, are told at the end. Takes a quarter of an hour.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import stats
from scipy.optimize import minimize

from plenum.assessing.methods.walk import CONSTANTS, drifting
from plenum.assessing.prediction import fitting, reviews
from plenum.assessing.prediction.calibration import shipped
from plenum.assessing.prediction.pooled import Named
from plenum.assessing.prediction.scoring import scores
from plenum.assessing.prediction.tracing import Traced

Array = npt.NDArray[np.float64]

F6 = (
    -3.093907, -0.730894, 0.002412, 4.850801, -2.713660, 1.590784, 0.496609, 0.481848, -2.017807, -0.770381,
    0.424745, 1.874855, -0.525237, 0.026909, 0.485090, -0.609956, 0.230384, 0.073227, 0.095685, 0.339811,
)  # fmt: skip


def sigmoid(x: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(x, -700, 700))))


class Histories:
    """The histories as one matrix, the last value last, and on the scale of logarithms (or of log odds)."""

    def __init__(self, cases: reviews.Cases) -> None:
        asked = {name: cases.asked[name].to_numpy() for name in cases.asked.column_names}
        case, year = cases.values["case"].to_numpy(), cases.values["year"].to_numpy()
        self.y = np.full((len(cases), 8), np.nan)
        self.y[case, 7 - (asked["year"][case] - year)] = cases.values["value"].to_numpy()
        self.n = np.isfinite(self.y).sum(axis=1)
        self.target, self.h, self.wants = asked["target"], asked["horizon"], asked["wants"]
        self.last, self.first = self.y[:, -1], self.y[np.arange(len(self.y)), 8 - self.n]
        upper = asked["upper"].astype(float)
        shares = (upper == 100) & (np.nanmin(self.y, 1) > 0) & (np.nanmax(self.y, 1) < 100)
        self.positive = np.nanmin(self.y, 1) > 0
        self.unit = np.maximum(np.nanmean(np.abs(np.diff(self.y, axis=1)), axis=1), 1e-300)

        def placed(y: Array, like: Array, positive: Array, unit: Array) -> Array:
            with np.errstate(all="ignore"):
                log = np.log(np.maximum(y, 1e-22))
                odds = log - np.log(np.maximum(100 - y, 1e-22))
            return np.where(like, odds, np.where(positive, log, y / unit))

        self.x = placed(self.y, shares[:, None], self.positive[:, None], self.unit[:, None])
        self.q = placed(self.target, shares, self.positive, self.unit) - self.x[:, -1]
        self.g = np.diff(self.x, axis=1)
        self.m = self.n - 1.0
        self.mu = np.nansum(self.g, axis=1) / self.m
        self.ss = np.maximum(np.nansum(self.g**2, axis=1) - self.mu**2 * self.m, 0)


def official_class(t: Histories) -> npt.NDArray[np.int64]:
    """The rule of compound growth: 0 falling back, 1 limited, 2 moderate, 3 substantial, 4 achieved."""
    with np.errstate(all="ignore"):
        observed = (t.last / t.first) ** (1 / t.m) - 1
        required = np.abs((t.target / t.first) ** (1 / (t.m + t.h)) - 1)
        ratio = t.wants * observed / required
    found = np.digitize(np.nan_to_num(ratio, nan=0.0, posinf=9, neginf=-9), [0.0, 0.6, 0.95])
    return np.where(t.wants * (t.last - t.target) >= 0, 4, found)


def linear_trend(t: Histories) -> Array:
    years = np.where(np.isfinite(t.y), np.arange(8.0) - 7, np.nan)
    centre = np.nanmean(years, axis=1)
    away = years - centre[:, None]
    spread = np.nansum(away**2, axis=1)
    slope = np.nansum(away * t.y, axis=1) / spread
    middle = np.nanmean(t.y, axis=1)
    rest = np.nansum((t.y - middle[:, None] - slope[:, None] * away) ** 2, axis=1) / np.maximum(t.n - 2, 1)
    ahead = t.h - centre
    error = np.sqrt(rest * (1 + 1 / t.n + ahead**2 / spread)) + 1e-9 * np.abs(t.last) + 1e-12
    return np.asarray(stats.norm.cdf(t.wants * (middle + slope * ahead - t.target) / error))


def drifting_walk(t: Histories) -> Array:
    variance = t.ss / np.maximum(t.m - 1, 1) + 1e-8
    scale = np.sqrt(variance * t.h * (1 + t.h / t.m))
    return np.asarray(stats.t.cdf(t.wants * (t.mu * t.h - t.q) / scale, np.maximum(t.m - 1, 1)))


# The simple walk is fitted in logarithms of its constants, drawn a little towards these, since reviews tell a weight
# and what it weighs apart badly.
WALK_START = {
    "weight": 1.0, "rising": 1.0, "usual": 0.05, "usual_additive": 1.0, "noise": 500.0, "noise_additive": 500.0,
    "width": 0.5, "width_additive": 0.5, "reach": 1.0, "widening": 0.5, "tail": 1.0,
}  # fmt: skip
WALK_DRAWN = 1e-5


def walk_log_odds(of: fitting.Reviews, theta: Traced) -> Traced:
    """By the very formulas of the method, for constants whose logarithms are `theta`, in the order of WALK_START."""
    given = Named({name: Traced(values) for name, values in of.inputs.items()})
    constants = {name: theta[place].exp() for place, name in enumerate(WALK_START)}
    return fitting.log_odds(of, Named(drifting(given, constants)))


def fitted_walk(of: fitting.Reviews) -> Array:
    """The logarithms of the constants that suit these reviews best."""
    start = np.log(list(WALK_START.values()))

    def loss(theta: Array) -> tuple[float, Array]:
        traced = Traced(theta)
        odds = walk_log_odds(of, traced)
        value = np.logaddexp(0.0, odds.value) - of.met * odds.value
        odds.follow_back((sigmoid(odds.value) - of.met) / len(of))
        assert traced.gradient is not None
        away = theta - start
        return float(value.mean() + WALK_DRAWN * (away @ away)), traced.gradient + 2 * WALK_DRAWN * away

    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500}).x)


def walk_cross_validated(of: fitting.Reviews, fold: npt.NDArray[np.int64]) -> Array:
    p = np.zeros(len(of))
    for one in np.unique(fold):
        theta, here = fitted_walk(of.only(np.flatnonzero(fold != one))), np.flatnonzero(fold == one)
        p[here] = sigmoid(walk_log_odds(of.only(here), Traced(theta)).value)
    return p


def f6(t: Histories) -> Array:
    th = F6
    turns = np.nansum(np.diff(t.g, axis=1) ** 2, axis=1) / 2
    f = np.exp(np.where(t.positive, th[0], th[1]))
    s2 = (th[2] ** 2 * f + t.ss) / (th[2] ** 2 + t.m - 1)
    v2 = (th[3] ** 2 * f + turns) / (th[3] ** 2 + t.m - 1)
    rho, tau, nu, ln_h = np.log(v2 / s2), np.log(1 + t.mu**2 * t.m / s2), np.log(t.n / 5), np.log(t.h)
    w = sigmoid(th[8] + th[9] * nu + th[10] * rho)
    drift = sigmoid(th[4] + th[5] * nu + th[6] * tau + th[7] * rho) * ((1 - w) * t.mu + w * t.g[:, -1])
    location = t.h ** (1 / (1 + np.exp(-th[11]))) * drift
    ln_scale = (
        th[12] + np.log(s2) / 2 + th[13] * rho + th[14] * ln_h + th[15] * nu + th[16] * tau + th[17] * rho * ln_h
        + th[18] * ~t.positive
    )  # fmt: skip
    return sigmoid(-t.wants * np.exp(th[19]) * np.arcsinh((t.q - location) / np.exp(ln_scale)))


def by_class(found: npt.NDArray[np.int64], met: Array, fold: npt.NDArray[np.int64]) -> Array:
    """Each class told by how often it came true in the other folds."""
    p = np.zeros(len(met))
    for one in np.unique(fold):
        for each in np.unique(found):
            seen, here = (found == each) & (fold != one), (found == each) & (fold == one)
            p[here] = met[seen].mean() if seen.any() else met[fold != one].mean()
    return p


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=Path)
    parser.add_argument("--panel", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    panel = reviews.read_panel(given.panel) if given.panel else None
    cases = reviews.read_cases(given.cases, panel)
    summed, places = reviews.summed_up(cases, panel or reviews.as_panel(cases))
    met, fold = summed.met, fitting.dealt(summed.family)
    t = Histories(cases)
    official = official_class(t)[places]
    theta = np.asarray(shipped().constants)

    def told(done: int, of: int) -> None:
        if done % 20 == 0:
            print(f"  fitting: {done} of {of}", file=sys.stderr)

    validated, bare = fitting.cross_validated(summed, told=told)
    methods: dict[str, Array] = {
        "climatology": by_class(np.zeros(len(met), np.int64), met, fold),
        "growth rule read as 0, 0.5, 1": np.array([0.0, 0.0, 0.5, 1.0, 1.0])[official],
        "growth rule at its frequencies": by_class(official, met, fold),
        "linear trend, normal error": linear_trend(t)[places],
        "random walk with drift, Student t": drifting_walk(t)[places],
        "the simple walk, cross-validated": walk_cross_validated(summed, fold),
        "the simple walk, constants as shipped": sigmoid(
            walk_log_odds(summed, Traced(np.log([CONSTANTS[name] for name in WALK_START]))).value
        ),
        "f6, constants as published": f6(t)[places],
        "Plenum, cross-validated, no peers": bare,
        "Plenum, cross-validated": validated,
        "Plenum, constants as shipped": fitting.predicted(summed, theta),
    }
    table = {name: scores(met, p) for name, p in methods.items()}
    split: dict[str, dict[str, Any]] = {}
    for name, values in {"n": t.n, **reviews.words(given.cases, ("h", "source", "kind"))}.items():
        here = np.asarray(values)[places]
        for one in np.unique(here):
            split[f"{name} = {one}"] = scores(met[here == one], validated[here == one])
    print(
        f"{len(met)} reviews, {len(np.unique(summed.family))} families, {int(summed.inputs['peered'].sum())} with peers"
    )
    for rows in (table, split):
        print("\n| | reviews | Brier | log loss | AUC | ECE |\n| --- | --- | --- | --- | --- | --- |")
        for name, one in rows.items():
            numbers = " | ".join(f"{one[each]:.4f}" for each in ("brier", "log_loss", "auc", "ece"))
            print(f"| {name} | {one['reviews']} | {numbers} |")
    refitted = zip(WALK_START, np.exp(fitted_walk(summed)), strict=True)
    print("\nThe simple walk: " + ", ".join(f"{name} {value:.4g}" for name, value in refitted))
    if given.json:
        given.json.write_text(json.dumps({"methods": table, "split": split}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
