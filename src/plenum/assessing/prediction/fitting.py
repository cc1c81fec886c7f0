"""Fitting the constants of `pooled` on reviews whose outcome is known, and scoring them on families not seen.

A review is a history up to some year, a figure for a later year, and whether it was met. The constants minimise the
mean logarithmic loss, with weights of the network drawn towards zero. Every other review is used a second time as if
it had no peers, so that one set of constants serves both.

Families (series that measure the same thing) are dealt into folds as whole: the largest first, each to the fold that
has least so far, so that no fit is ever scored on a family it has seen. The same reviews always give the same folds.

Needs numpy and scipy, the extra `calibrate`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from plenum.assessing.prediction.calibration import FEATURES, HIDDEN, LAYERS, LINES, NAMES, OUTPUTS
from plenum.assessing.prediction.pooled import INPUTS, asinh, walked
from plenum.assessing.prediction.tracing import Array, Traced, weighed

FOLDS = 5
SHRINKAGE = 3e-4
"""How strongly a weight of the network is drawn towards zero: this times its square is added to the mean loss."""

WITHOUT_PEERS = 2
"""Each so-manieth review is used a second time without its peers."""

STEPS = 200
"""Of the minimisation at most; where it stops is part of the shrinkage."""

FAR = 50.0
"""The distance of a figure the link has no place for, in units on its scale."""

_START = dict(zip(LINES, (
    -3.1, -0.7, -3.5, -2.0, 3.0, -2.0, -2.0, 1.0, 0.5, 0.5, 1.9, -0.4, -0.5, 0.03, 0.2, 0.1, 0.5, 0.07, 0.34,
), strict=True))  # fmt: skip
"""Where the lines start from: near the regression without a network."""


@dataclass(frozen=True)
class Reviews:
    """Reviews as arrays of one length. `inputs` are those of `pooled.INPUTS`.

    `distance` is the figure's distance from the last value in units on the link's scale, `wants` 1 where more is
    better, -1 where less is, `met` 1 or 0.
    """

    inputs: Mapping[str, Array]
    distance: Array
    horizon: Array
    wants: Array
    met: Array
    family: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.met)

    def only(self, chosen: npt.NDArray[Any]) -> "Reviews":
        """Those at the places `chosen`."""
        return Reviews(
            {name: values[chosen] for name, values in self.inputs.items()},
            *(getattr(self, name)[chosen] for name in ("distance", "horizon", "wants", "met", "family")),
        )

    def without_peers(self) -> "Reviews":
        """The same, as if nobody else measured these indicators."""
        bare = {
            name: values * 0.0 if name.startswith("peer") else values for name, values in self.inputs.items()
        }
        return Reviews(bare, self.distance, self.horizon, self.wants, self.met, self.family)


class _Constants:
    """The constants as the steps ask for them, out of one traced array in the order of `NAMES`."""

    def __init__(self, theta: Traced) -> None:
        self.theta = theta

    def __getitem__(self, name: str) -> Traced:
        one: Traced = self.theta[NAMES.index(name)]
        return one

    def layer(self, name: str, inputs: Sequence[Any]) -> list[Traced]:
        given, outputs = LAYERS[name]
        start = NAMES.index(outputs[0])
        whole = _reshaped(self.theta, start, (len(outputs), len(given) + 1))
        return weighed(list(inputs), whole[:, 1:], whole[:, 0])


def _reshaped(theta: Traced, start: int, shape: tuple[int, int]) -> Traced:
    size = theta.value.size

    def back(gradient: Array) -> Array:
        whole = np.zeros(size)
        whole[start : start + gradient.size] = gradient.ravel()
        return whole

    return Traced(theta.value[start : start + shape[0] * shape[1]].reshape(shape), [(theta, back)])


def log_odds(reviews: Reviews, t: Any) -> Traced:
    """The log odds that each figure is met, where `t` has the traced arrays of `pooled.PARAMETERS`."""
    ln_h = np.log(reviews.horizon)
    location = t.offset + (t.reach * ln_h).exp() * t.drift
    distance = reviews.distance - location
    ln_scale = (distance > 0).ifelse(t.ln_scale_above, t.ln_scale_below) + t.widening * ln_h
    odds: Traced = (t.shift + t.tail * asinh(distance * (-ln_scale).exp())) * -reviews.wants
    return odds


def _log_odds(reviews: Reviews, theta: Traced) -> Traced:
    arrays = {name: Traced(reviews.inputs[name]) for name in INPUTS}
    return log_odds(reviews, walked(arrays, _Constants(theta)))


def _penalties() -> Array:
    weights = np.full(len(NAMES), SHRINKAGE)
    for place, name in enumerate(NAMES):
        if name in LINES:
            weights[place] = 0.0
        elif "_of_" not in name:
            weights[place] = SHRINKAGE / (3.0 if name.startswith("hidden") else 10.0)
    return weights


def _start(seed: int) -> Array:
    rng = np.random.default_rng(seed)
    theta = np.zeros(len(NAMES))
    for place, name in enumerate(NAMES):
        if name in LINES:
            theta[place] = _START[name]
        elif "_of_" in name:
            theta[place] = rng.normal(0.0, 0.3 if name.startswith("hidden") else 0.01)
    return theta


def fitted(reviews: Reviews, seed: int = 0, told: Callable[[int], None] | None = None) -> Array:
    """The constants, in the order of `NAMES`, that suit these reviews best. `told` hears of every step."""
    used = [reviews, reviews.only(np.arange(0, len(reviews), WITHOUT_PEERS)).without_peers()]
    share = 1.0 / sum(map(len, used))
    penalties = _penalties()

    def loss(theta: Array) -> tuple[float, Array]:
        value = float((penalties * theta * theta).sum())
        gradient = 2.0 * penalties * theta
        for part in used:
            traced = Traced(theta)
            odds = _log_odds(part, traced)
            value += share * float((np.logaddexp(0.0, odds.value) - part.met * odds.value).sum())
            slope = share * (1.0 / (1.0 + np.exp(-np.clip(odds.value, -700, 700))) - part.met)
            odds.follow_back(slope)
            assert traced.gradient is not None
            gradient = gradient + traced.gradient
        return value, gradient

    steps = iter(range(1, 10 * STEPS))
    found = minimize(
        loss,
        _start(seed),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": STEPS, "maxfun": 2 * STEPS},
        callback=None if told is None else lambda _: told(next(steps)),
    )
    return np.asarray(found.x, np.float64)


def predicted(reviews: Reviews, theta: Array) -> Array:
    """The probability that each figure is met."""
    odds = np.clip(_log_odds(reviews, Traced(theta)).value, -700.0, 700.0)
    return np.asarray(1.0 / (1.0 + np.exp(-odds)))


def dealt(family: npt.NDArray[np.int64], folds: int = FOLDS) -> npt.NDArray[np.int64]:
    """The fold of each review: families as whole, the largest first, each to the fold that has least so far.

    Of equally large families the one with the lower number goes first.
    """
    sizes = np.bincount(family)
    fold_of, load = np.zeros(len(sizes), np.int64), np.zeros(folds, np.int64)
    for one in np.lexsort((np.arange(len(sizes)), -sizes)):
        fold_of[one] = load.argmin()
        load[fold_of[one]] += sizes[one]
    return fold_of[family]


def cross_validated(
    reviews: Reviews, folds: int = FOLDS, told: Callable[[int, int], None] | None = None
) -> tuple[Array, Array]:
    """Probabilities of all reviews by fits that never saw their family: with peers where there are any, and without.

    `told` hears the number of steps done and of all.
    """
    fold = dealt(reviews.family, folds)
    found, bare = np.full(len(reviews), np.nan), np.full(len(reviews), np.nan)
    for one in range(folds):
        theta = fitted(
            reviews.only(np.flatnonzero(fold != one)),
            told=None if told is None else lambda step, one=one: told(one * STEPS + step, folds * STEPS),  # type: ignore[misc]
        )
        rows = np.flatnonzero(fold == one)
        left_out = reviews.only(rows)
        found[rows], bare[rows] = predicted(left_out, theta), predicted(left_out.without_peers(), theta)
    return found, bare


assert len(NAMES) == len(LINES) + HIDDEN * (len(FEATURES) + 1) + len(OUTPUTS) * (HIDDEN + 1)
