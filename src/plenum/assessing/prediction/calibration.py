"""The constants of the prediction, in a file that says what they were fitted on and how they scored.

`calibration.json` beside this module is what Plenum ships. A body that has refitted them on its own past (`plenum
calibrate`) names its own file; both have the same form and are checked the same way.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from plenum.errors import InvalidInput

FORMAT = 1
"""Of the file. A reader refuses any other."""

SHIPPED = Path(__file__).with_name("calibration.json")

POOLED = "pooled"
NAMES: Mapping[str, tuple[str, ...]] = {
    POOLED: (
        "prior_log", "prior_additive", "prior_walk", "prior_trend",
        "keep", "keep_values", "keep_trend", "keep_turns",
        "latest", "latest_values", "latest_turns", "reach",
        "scale", "scale_turns", "scale_horizon", "scale_values", "scale_trend", "scale_turns_horizon",
        "scale_additive", "tail",
    ),
}  # fmt: skip
"""The models, and the names of their constants in order."""


@dataclass(frozen=True)
class Calibration:
    """One set of constants. `constants` follow the order of `NAMES[model]`.

    `fitted_on` and `scores` say what the constants rest on; two calibrations of the same constants are equal.
    """

    model: str
    version: str
    constants: tuple[float, ...]
    fitted_on: Mapping[str, Any] = field(compare=False)
    scores: Mapping[str, Any] = field(compare=False)

    def __getitem__(self, name: str) -> float:
        return self.constants[NAMES[self.model].index(name)]


def read(path: Path) -> Calibration:
    """The calibration in a file.

    Raises `InvalidInput` where the file is missing, is no JSON of this format, or lacks a constant or has one that is
    no finite number.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as reason:
        raise InvalidInput(
            "The calibration file {path} cannot be read: {reason}", path=path, reason=reason
        ) from reason
    if not isinstance(told, dict) or told.get("format") != FORMAT or told.get("model") not in NAMES:
        raise InvalidInput(
            "{path} is no calibration file of this version of Plenum. Make one with: plenum calibrate",
            path=path,
        )
    names, constants = NAMES[told["model"]], told.get("constants")
    given: dict[str, Any] = constants if isinstance(constants, dict) else {}
    for name in names:
        value = given.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise InvalidInput(
                "The calibration file {path} has no number for the constant {name}.", path=path, name=name
            )
    return Calibration(
        model=told["model"],
        version=str(told.get("version", "")),
        constants=tuple(float(given[name]) for name in names),
        fitted_on=dict(told.get("fitted_on") or {}),
        scores=dict(told.get("scores") or {}),
    )


@cache
def shipped() -> Calibration:
    """The constants Plenum comes with."""
    return read(SHIPPED)
