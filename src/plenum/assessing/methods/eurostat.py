"""Eurostat: growth over the last fifteen and the last five years against the growth the figure asks for.

Each window runs from t0, that many years before the last value, to the last value. With a figure the ratio of observed
to required growth, both compound from t0, is cut at 0.95, 0.60 and 0: significant progress, moderate progress,
insufficient progress, movement away. Without one the growth in the desired direction is cut at 1 %, 0 % and -1 %.

Source: Eurostat, "Sustainable development in the European Union: monitoring report on progress towards the SDGs in an
EU context", annex on methods. The cuts without a figure are reported second-hand and were not checked against the
current edition. A window counts only if there is a value for exactly its first year.
"""

from typing import Any

import ibis

from plenum.assessing.methods import history

COLUMNS = ("last_year", "last", "long_progress", "long_status", "short_progress", "short_status")
WINDOWS = {"long": history.LONG, "short": history.SHORT}
TARGET_CUTS = (0.95, 0.6, 0.0)
GROWTH_CUTS = (0.01, 0.0, -0.01)
STATUSES = ("significant_progress", "moderate_progress", "insufficient_progress", "movement_away")

_NOTHING = ibis.null("float64")


def _status(progress: Any, cuts: tuple[float, float, float]) -> Any:
    return ibis.cases(
        *((progress >= cut, word) for cut, word in zip(cuts, STATUSES[:3], strict=True)),
        (progress.notnull(), STATUSES[3]),
        else_=history.NOT_AVAILABLE,
    )


def eurostat(t: Any) -> Any:
    """The histories with COLUMNS added."""
    last, figure = t.last.cast("float64"), t.figure.cast("float64")
    growths: dict[str, Any] = {}
    for name, span in WINDOWS.items():
        base = t[f"{name}_base"].cast("float64")
        growths[f"{name}_observed"] = history.growth(last, base, ibis.literal(float(span)))
        asked_over = history.years_between(t.last_year - span, t.due_year)
        growths[f"{name}_required"] = history.growth(figure, base, asked_over).abs()
    t = t.mutate(**growths)
    progress: dict[str, Any] = {}
    for name in WINDOWS:
        observed = t.up.ifelse(t[f"{name}_observed"], -t[f"{name}_observed"])
        required = t[f"{name}_required"]
        ratio = observed / (required > 0).ifelse(required, _NOTHING)
        progress[f"{name}_progress"] = t.applies.ifelse(t.figure.isnull().ifelse(observed, ratio), _NOTHING)
    t = t.mutate(**progress)
    shown: dict[str, Any] = {}
    for name in WINDOWS:
        reached = t[f"{name}_progress"]
        status = t.figure.isnull().ifelse(_status(reached, GROWTH_CUTS), _status(reached, TARGET_CUTS))
        shown[f"{name}_progress"] = reached
        shown[f"{name}_status"] = t.applies.ifelse(status, history.NOT_APPLICABLE)
    return t.mutate(**shown)
