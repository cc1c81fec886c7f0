"""Constants refitted on given reviews, and whether they may take the place of the present ones.

The refitted constants are scored by cross-validation over families, the present ones as they are, on the same reviews.
Where the present ones were fitted on these very reviews the comparison flatters them: then it refuses too readily,
never too rarely. Needs numpy and scipy, the extra `calibrate`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from plenum.assessing.prediction.calibration import Calibration
from plenum.assessing.prediction.fitting import FOLDS, STEPS, cross_validated, fitted, predicted
from plenum.assessing.prediction.reviews import Cases, Panel, summed_up
from plenum.assessing.prediction.scoring import scores
from plenum.errors import Conflict, InvalidInput


@dataclass(frozen=True)
class Refitted:
    """A calibration, its scores by cross-validation, and those of the present one on the same reviews."""

    calibration: Calibration
    scores: Mapping[str, float]
    present: Mapping[str, float]

    def refuse_if_worse(self) -> None:
        """Raise `Conflict` where the present constants have the better Brier score on the same reviews."""
        if self.scores["brier"] >= self.present["brier"]:
            raise Conflict(
                "The refitted constants are no better (Brier {found} against {present}); nothing was written.",
                found=f"{self.scores['brier']:.4f}",
                present=f"{self.present['brier']:.4f}",
            )


def recalibrated(
    cases: Cases,
    panel: Panel,
    present: Calibration,
    origin: Mapping[str, Any],
    told: Callable[[int, int], None] = lambda *_: None,
) -> Refitted:
    """Constants fitted on all of `cases`, peers from `panel`. `told` hears the steps done and of how many.

    Raises `InvalidInput` where there are fewer families than folds.
    """
    reviews, _ = summed_up(cases, panel)
    families = len(np.unique(reviews.family))
    if families < FOLDS:
        raise InvalidInput(
            "The reviews are of {families} families; at least {folds} are needed to score on those left out.",
            families=families,
            folds=FOLDS,
        )
    steps = (FOLDS + 1) * STEPS
    with_peers, without = cross_validated(reviews, told=lambda done, _: told(done, steps))
    theta = fitted(reviews, told=lambda step: told(FOLDS * STEPS + step, steps))
    told(steps, steps)
    found = scores(reviews.met, with_peers)
    calibration = Calibration(
        version=datetime.now(UTC).date().isoformat(),
        constants=tuple(float(value) for value in theta),
        fitted_on={**origin, "reviews": len(reviews), "families": families, "folds": FOLDS},
        scores={
            "how": "cross-validated over families",
            **found,
            "without_peers": scores(reviews.met, without),
        },
    )
    return Refitted(
        calibration, found, scores(reviews.met, predicted(reviews, np.asarray(present.constants)))
    )
