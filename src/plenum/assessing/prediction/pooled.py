"""The pooled regression: a series' own summaries, weighed by constants learnt from thousands of other series.

Written once, for two readers: the engine, for which `outlook` names every step as columns, and the fitting, which hands
the same steps arrays that remember how they were made. So the steps use nothing but arithmetic and the methods exp, ln,
sqrt, abs, clip and ifelse.

The steps. The spread of the past around its mean growth (a walk) and around its own changes (a trend) are drawn towards
what series usually show, or what the peers show: with m changes in the past,

    s2 = (a f + past_squares + w past_growth^2) / (a + m - 1 + w),    v2 = (b f + past_turns) / (b + m - 1).

Some twenty features free of units follow, and a small network of `HIDDEN` units u = W tanh(V features), whose outputs
correct the lines of the regression. With r = (last_growth - past_growth) / s, the surprise of the last value:

    drift = keep past_growth + s (u + what the surprise adds, more of it the greater the surprise)
    offset = s (u - the part of the surprise that is taken back at once)
    ln scale = ln s + lines + u, above and below the location apart

Better data never worsens a prediction. With everything else equal a greater last value moves the whole distribution
up: drift grows with r, at most the last change itself is taken back, the scale above can only widen and that below
only narrow, and the log odds are shifted down. Everything else is calculated from the past and the peers alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ibis

from plenum.assessing.prediction.calibration import FEATURES, HIDDEN, OUTPUTS, Calibration
from plenum.assessing.prediction.peers import COLUMNS as PEER_COLUMNS
from plenum.assessing.prediction.peers import without_peers

KNEE = 1.5
"""The size of a surprise from which on it counts as an outlier."""

PEER_CHANGE_USUAL = 0.03
"""The mean squared yearly change of series in general, on the log scale."""

Step = Callable[[Any, Any], dict[str, Any]]


def sigmoid(x: Any) -> Any:
    return 1.0 / (1.0 + (-x.clip(-30.0, 30.0)).exp())


def softplus(x: Any) -> Any:
    return (1.0 + x.clip(-30.0, 30.0).exp()).ln()


def asinh(x: Any) -> Any:
    size = (x.abs() + (x * x + 1.0).sqrt()).ln()
    return (x > 0).ifelse(size, -size)


def _spread(t: Any, c: Any) -> dict[str, Any]:
    own = t.additive * c["prior_additive"] + (1.0 - t.additive) * c["prior_log"]
    peers = c["prior_peers"] + ((t.peer_size + 1e-5) / PEER_CHANGE_USUAL).ln()
    usual = (t.peered * peers + (1.0 - t.peered) * own).exp()
    a, b, w = c["prior_walk"].exp(), c["prior_trend"].exp(), c["prior_growth"].exp()
    walk = (a * usual + t.past_squares + w * t.past_growth * t.past_growth) / (a + t.past_changes - 1.0 + w)
    return {
        "walk_variance": walk + 1e-8,
        "trend_variance": (b * usual + t.past_turns) / (b + t.past_changes - 1.0),
        "known": ((t.past_changes + 2.0) / 5.0).ln(),
    }


def _ratios(t: Any, c: Any) -> dict[str, Any]:
    return {
        "s": t.walk_variance.sqrt(),
        "turns": (t.trend_variance / t.walk_variance).ln(),
        "trend": (1.0 + t.past_growth * t.past_growth * t.past_changes / t.walk_variance).ln(),
        "ln_s": 0.5 * t.walk_variance.ln(),
        "peer_s": (t.peer_size + 1e-6).sqrt(),
        "peer_s_beside": (t.peer_spread_beside + 1e-6).sqrt(),
    }


def _features(t: Any, c: Any) -> dict[str, Any]:
    peered = t.peered
    found = {
        "known": t.known * 2.0,
        "turns": t.turns,
        "trend": t.trend - 1.0,
        "spread": (1.0 - t.additive) * (t.ln_s + 2.5) / 1.5,
        "spread_additive": t.additive * t.ln_s,
        "additive": t.additive,
        "still": t.past_still * 3.0,
        "bounded": t.bounded,
        "level": t.bounded_level / 2.0,
        "latest": asinh(t.past_latest / t.s),
        "growth": asinh(t.past_growth * t.past_changes.sqrt() / t.s),
        "bend": asinh((t.past_latest - t.past_growth) / t.s),
        "greatest": (t.past_greatest / t.s + 0.1).ln(),
        "peered": peered,
        "peer_size": peered * (t.peer_s.ln() + 2.5),
        "peer_spread": peered * (t.peer_s_beside.ln() + 2.5),
        "peer_ratio": peered * (t.peer_s / t.s).ln(),
        "peer_growth": asinh(t.peer_growth / t.s),
        "peer_growth_beside": asinh(t.peer_growth_beside / t.s),
        "peer_latest": asinh(t.peer_latest / t.s),
        "beside_peers": peered * asinh((t.past_growth - t.peer_growth_beside) / t.s),
        "peer_persistence": t.peer_persistence / (t.peer_size + 1e-4),
        "peer_level": peered * asinh(t.peer_distance / (t.peer_level_spread + 0.05)),
        "peer_pace": asinh(t.peer_growth * 20.0),
    }
    surprise = (t.last_growth - t.past_growth) / t.s
    return {"surprise": surprise, **{f"f_{name}": found[name] for name in FEATURES}}


def _surprise(t: Any, c: Any) -> dict[str, Any]:
    return {"felt": asinh(t.surprise), "plain": t.surprise.clip(-KNEE, KNEE)}


def layer(inputs: Sequence[Any], weights: Sequence[Sequence[float]], bias: Sequence[float]) -> list[Any]:
    """Each output is its bias and the weighted sum of the inputs."""
    outputs = []
    for row, start in zip(weights, bias, strict=True):
        found: Any = start
        for weight, one in zip(row, inputs, strict=True):
            found = found + weight * one
        outputs.append(found)
    return outputs


def _hidden(t: Any, c: Any) -> dict[str, Any]:
    sums = c.layer("hidden", [t[f"f_{name}"] for name in FEATURES])
    # tanh
    return {f"h{unit}": 2.0 * sigmoid(2.0 * one) - 1.0 for unit, one in enumerate(sums)}


def _outputs(t: Any, c: Any) -> dict[str, Any]:
    found = c.layer("output", [t[f"h{unit}"] for unit in range(HIDDEN)])
    return {f"u_{name}": one for name, one in zip(OUTPUTS, found, strict=True)}


def _parameters(t: Any, c: Any) -> dict[str, Any]:
    up = (t.felt > 0).ifelse(t.felt, t.felt * 0.0)
    down = t.felt - up
    keep = sigmoid(
        c["keep"] + c["keep_values"] * t.known + c["keep_trend"] * t.trend + c["keep_turns"] * t.turns
    )
    felt = softplus(t.u_rise - 2.0) * up + softplus(t.u_fall - 2.0) * down
    back = sigmoid(t.u_back - 2.0) * t.plain + sigmoid(t.u_back_outlier - 2.0) * (t.surprise - t.plain)
    ln_scale = (
        c["scale"] + t.ln_s + c["scale_turns"] * t.turns + c["scale_values"] * t.known
        + c["scale_trend"] * t.trend + c["scale_additive"] * t.additive + t.u_scale
    )  # fmt: skip
    return {
        "drift": keep * t.past_growth + t.s * (t.u_drift + felt),
        "reach": sigmoid(c["reach"]) + 0.0 * t.s,
        "offset": t.s * (t.u_offset - back),
        "ln_scale_above": ln_scale + 0.5 * t.u_skew + softplus(t.u_wide_above - 1.0) * up
        + softplus(t.u_narrow_above - 2.0) * down,
        "ln_scale_below": ln_scale - 0.5 * t.u_skew - softplus(t.u_wide_below - 1.0) * down
        - softplus(t.u_narrow_below - 2.0) * up,
        "widening": c["widening"] + c["widening_turns"] * t.turns + 0.3 * t.u_widening,
        "tail": (c["tail"] + 0.5 * t.u_tail).exp(),
        "shift": 0.3 * t.u_shift - softplus(t.u_shift_surprise - 3.0) * t.felt,
    }  # fmt: skip


STEPS: tuple[Step, ...] = (
    _spread, _ratios, _features, _surprise, _hidden, _outputs, _parameters,
)  # fmt: skip


class _Constants:
    """The constants as the steps ask for them, for the engine."""

    def __init__(self, calibration: Calibration) -> None:
        self._calibration = calibration

    def __getitem__(self, name: str) -> Any:
        return ibis.literal(self._calibration[name])

    def layer(self, name: str, inputs: Sequence[Any]) -> list[Any]:
        return layer(inputs, *self._calibration.layer(name))


def prepared(table: Any) -> Any:
    """`table`, with summaries and maybe peers, with the last columns the steps read: `peered` (1 or 0), no nulls.

    Where there are too few values `past_changes` stays null, and with it all that is calculated.
    """
    t = table if "peers" in table.columns else without_peers(table)
    peered = t.peers.notnull() & (t.additive == 0)
    numbers = {
        name: peered.ifelse(t[name], 0.0) for name in PEER_COLUMNS if name not in ("peers", "peer_level")
    }
    enough = t.past_changes * 0.0
    return t.mutate(
        peered=enough + peered.ifelse(1.0, 0.0),
        peer_distance=peered.ifelse(t.link_before - t.peer_level, 0.0),
        bounded_level=(t.bounded > 0).ifelse((t.link_before - (t.upper - t.lower).ln()).clip(-8.0, 8.0), 0.0),
        **{name: enough + one for name, one in numbers.items()},
    )


INPUTS = (
    "additive", "bounded", "bounded_level", "past_changes", "last_growth", "past_growth", "past_latest",
    "past_greatest", "past_squares", "past_turns", "past_still", "peered", "peer_distance", "peer_latest",
    "peer_growth", "peer_growth_beside", "peer_size", "peer_spread_beside", "peer_persistence", "peer_level_spread",
)  # fmt: skip
"""What the steps read of a prepared table."""

PARAMETERS = (
    "drift", "reach", "offset", "ln_scale_above", "ln_scale_below", "widening", "tail", "shift",
)  # fmt: skip


def outlook(table: Any, calibration: Calibration) -> Any:
    """The summaries, with those of `peers.peers` where peers were looked for, with the columns of an `Outlook` added.

    They are null where there are too few values.
    """
    t, constants = prepared(table), _Constants(calibration)
    kept = t.columns
    for step in STEPS:
        found = step(t, constants)
        t = t.select(*(name for name in t.columns if name not in found), **found)
    return t.select(*kept, *PARAMETERS)


def walked(inputs: Mapping[str, Any], constants: Any) -> Any:
    """The same steps over named arrays: a namespace with every step's results. For the fitting."""
    named = Named(inputs)
    for step in STEPS:
        named.update(step(named, constants))
    return named


class Named(dict[str, Any]):
    """A mapping whose keys can be read as attributes, as the columns of a table can."""

    def __getattr__(self, name: str) -> Any:
        return self[name]
