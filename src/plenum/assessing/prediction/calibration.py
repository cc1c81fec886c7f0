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

FORMAT = 2
"""Of the file. A reader refuses any other."""

SHIPPED = Path(__file__).with_name("calibration.json")

MODEL = "pooled"

LINES = (
    "prior_log", "prior_additive", "prior_peers", "prior_walk", "prior_trend", "prior_growth",
    "keep", "keep_values", "keep_trend", "keep_turns", "reach",
    "scale", "scale_turns", "scale_values", "scale_trend", "scale_additive",
    "widening", "widening_turns", "tail",
)  # fmt: skip
"""The constants of the regression's lines."""

FEATURES = (
    "known", "turns", "trend", "spread", "spread_additive", "additive", "still", "bounded", "level", "latest",
    "growth", "bend", "greatest", "peered", "peer_size", "peer_spread", "peer_ratio", "peer_growth",
    "peer_growth_beside", "peer_latest", "beside_peers", "peer_persistence", "peer_level", "peer_pace",
)  # fmt: skip
"""What the network sees."""

HIDDEN = 8
"""Its hidden units."""

OUTPUTS = (
    "drift", "rise", "fall", "offset", "back", "back_outlier", "scale", "widening", "skew", "wide_above",
    "narrow_above", "wide_below", "narrow_below", "tail", "shift", "shift_surprise",
)  # fmt: skip
"""What it corrects."""

LAYERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "hidden": (FEATURES, tuple(f"hidden_{unit}" for unit in range(HIDDEN))),
    "output": (
        tuple(f"hidden_{unit}" for unit in range(HIDDEN)),
        tuple(f"output_{name}" for name in OUTPUTS),
    ),
}
"""Of each layer its inputs and its outputs."""

NAMES: tuple[str, ...] = (
    *LINES,
    *(
        name
        for inputs, outputs in LAYERS.values()
        for output in outputs
        for name in (output, *(f"{output}_of_{one}" for one in inputs))
    ),
)
"""The names of all constants, in order: the lines, then of each output of a layer its bias and its weights."""


_PLACE = {name: place for place, name in enumerate(NAMES)}


@dataclass(frozen=True)
class Calibration:
    """One set of constants, in the order of `NAMES`.

    `fitted_on` and `scores` say what the constants rest on; two calibrations of the same constants are equal.
    """

    version: str
    constants: tuple[float, ...]
    fitted_on: Mapping[str, Any] = field(compare=False)
    scores: Mapping[str, Any] = field(compare=False)

    def __getitem__(self, name: str) -> float:
        return self.constants[_PLACE[name]]

    def layer(self, name: str) -> tuple[list[list[float]], list[float]]:
        """The weights of a layer (a row for each output) and its biases."""
        inputs, outputs = LAYERS[name]
        weights = [[self[f"{output}_of_{one}"] for one in inputs] for output in outputs]
        return weights, [self[output] for output in outputs]


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
    if not isinstance(told, dict) or told.get("format") != FORMAT or told.get("model") != MODEL:
        raise InvalidInput(
            "{path} is no calibration file of this version of Plenum. Make one with: plenum calibrate",
            path=path,
        )
    constants = told.get("constants")
    given: dict[str, Any] = constants if isinstance(constants, dict) else {}
    for name in NAMES:
        value = given.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise InvalidInput(
                "The calibration file {path} has no number for the constant {name}.", path=path, name=name
            )
    return Calibration(
        version=str(told.get("version", "")),
        constants=tuple(float(given[name]) for name in NAMES),
        fitted_on=dict(told.get("fitted_on") or {}),
        scores=dict(told.get("scores") or {}),
    )


def write(calibration: Calibration, path: Path) -> None:
    """Write a calibration to a file `read` takes."""
    told = {
        "format": FORMAT,
        "model": MODEL,
        "version": calibration.version,
        "fitted_on": dict(calibration.fitted_on),
        "scores": dict(calibration.scores),
        "constants": dict(zip(NAMES, calibration.constants, strict=True)),
    }
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


@cache
def shipped() -> Calibration:
    """The constants Plenum comes with."""
    return read(SHIPPED)


_chosen: list[Calibration] = []


def use(calibration: Calibration | None) -> None:
    """Let every prediction of this process rest on `calibration`; None: on the one shipped.

    To be called before the first judgement: a query once compiled keeps the constants it was compiled with.
    """
    _chosen[:] = [] if calibration is None else [calibration]


def in_use() -> Calibration:
    """The constants predictions rest on."""
    return _chosen[0] if _chosen else shipped()
