"""How well probabilities came true. Needs numpy, the extra `calibrate`.

Brier score: the mean squared difference to the outcome. Log loss: with probabilities held within 0.005 and 0.995. AUC:
the chance that a figure that was met had the greater probability than one that was not. ECE: over ten bins of equal
width the mean difference between what was said and what came true, weighed by the reviews in them.
"""

import numpy as np
import numpy.typing as npt

BINS = 10
HELD = 0.005

Array = npt.NDArray[np.float64]


def calibration_error(met: Array, p: Array) -> float:
    """ECE."""
    place = np.minimum((p * BINS).astype(np.int64), BINS - 1)
    said, came = np.bincount(place, p, BINS), np.bincount(place, met, BINS)
    return float(np.abs(said - came).sum() / len(p))


def ranking(met: Array, p: Array) -> float:
    """AUC, ties counting half; not a number where all or none were met."""
    _, place, count = np.unique(p, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    good = float(met.sum())
    bad = len(met) - good
    if not good or not bad:
        return float("nan")
    return float((rank[met == 1].sum() - good * (good + 1) / 2) / (good * bad))


def scores(met: Array, p: Array) -> dict[str, float]:
    """reviews, brier, log_loss, auc, ece."""
    held = np.clip(p, HELD, 1 - HELD)
    return {
        "reviews": len(met),
        "brier": float(np.mean((p - met) ** 2)),
        "log_loss": float(-np.mean(met * np.log(held) + (1 - met) * np.log(1 - held))),
        "auc": ranking(met, p),
        "ece": calibration_error(met, p),
    }
