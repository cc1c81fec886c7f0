"""Arrays that remember how they were made, so that a sum of losses can be followed back to the constants.

Reverse-mode differentiation over whole arrays, with just the operations the steps of `pooled` use. It lets the fitting
run the very steps the engine runs, instead of a second writing of them. Needs numpy, the extra `calibrate`.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_Back = Callable[[Array], Array]


def _summed_to(gradient: Array, shape: tuple[int, ...]) -> Array:
    """A gradient of the broadcast shape, summed back to the shape of what was broadcast."""
    if gradient.shape == shape:
        return gradient
    return np.asarray(gradient.sum()) if shape == () else np.broadcast_to(gradient, shape)


class _Place:
    """Of a part of an array: the gradient is added to that place of the whole's, which many parts share."""

    def __init__(self, place: Any) -> None:
        self.place = place


class Traced:
    """An array, and how a change of the result comes back to what it was made of."""

    __slots__ = ("gradient", "made_of", "value")
    __array_priority__ = 1000
    __array_ufunc__ = None

    def __init__(self, value: Any, made_of: Sequence[tuple["Traced", "_Back | _Place"]] = ()) -> None:
        self.value: Array = np.asarray(value, np.float64)
        self.made_of = made_of
        self.gradient: Array | None = None

    def _one(self, value: Array, slope: Callable[[], Array]) -> "Traced":
        return Traced(value, [(self, lambda g: g * slope())])

    def __add__(self, other: Any) -> "Traced":
        if isinstance(other, Traced):
            return Traced(self.value + other.value, [(self, lambda g: g), (other, lambda g: g)])
        return Traced(self.value + other, [(self, lambda g: g)])

    def __mul__(self, other: Any) -> "Traced":
        if isinstance(other, Traced):
            a, b = self.value, other.value
            return Traced(a * b, [(self, lambda g: g * b), (other, lambda g: g * a)])
        return Traced(self.value * other, [(self, lambda g: g * other)])

    def __truediv__(self, other: Any) -> "Traced":
        if isinstance(other, Traced):
            a, b = self.value, other.value
            return Traced(a / b, [(self, lambda g: g / b), (other, lambda g: -g * a / (b * b))])
        return Traced(self.value / other, [(self, lambda g: g / other)])

    def __rtruediv__(self, other: Any) -> "Traced":
        value = other / self.value
        return self._one(value, lambda: -value / self.value)

    def __neg__(self) -> "Traced":
        return Traced(-self.value, [(self, lambda g: -g)])

    def __sub__(self, other: Any) -> "Traced":
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> "Traced":
        return self.__neg__().__add__(other)

    __radd__ = __add__
    __rmul__ = __mul__

    def __gt__(self, other: float) -> "Condition":
        return Condition(self.value > other)

    def exp(self) -> "Traced":
        value = np.exp(self.value)
        return self._one(value, lambda: value)

    def ln(self) -> "Traced":
        return self._one(np.log(self.value), lambda: 1.0 / self.value)

    def sqrt(self) -> "Traced":
        value = np.sqrt(self.value)
        return self._one(value, lambda: 0.5 / value)

    def abs(self) -> "Traced":
        return self._one(np.abs(self.value), lambda: np.sign(self.value))

    def clip(self, low: float, high: float) -> "Traced":
        value = np.clip(self.value, low, high)
        return self._one(value, lambda: (value == self.value).astype(np.float64))

    def __getitem__(self, place: Any) -> "Traced":
        return Traced(self.value[place], [(self, _Place(place))])

    def follow_back(self, slope: Array) -> None:
        """Fill in `gradient` of all this was made of and nothing made: of the sum of this array times `slope`."""
        order: list[Traced] = []
        seen: set[int] = set()
        stack: list[tuple[Traced, bool]] = [(self, False)]
        while stack:
            node, is_done = stack.pop()
            if is_done:
                order.append(node)
            elif id(node) not in seen:
                seen.add(id(node))
                stack.append((node, True))
                stack.extend((parent, False) for parent, _ in node.made_of)
        self.gradient = slope
        for node in reversed(order):
            assert node.gradient is not None
            for parent, back in node.made_of:
                if isinstance(back, _Place):
                    if parent.gradient is None:
                        parent.gradient = np.zeros(parent.value.shape)
                    parent.gradient[back.place] += node.gradient
                    continue
                share = _summed_to(back(node.gradient), parent.value.shape)
                parent.gradient = share if parent.gradient is None else parent.gradient + share
            if node.made_of:
                node.gradient = None


class Condition:
    """A comparison of arrays, to choose by."""

    def __init__(self, holds: npt.NDArray[np.bool_]) -> None:
        self.holds = holds

    def ifelse(self, then: Any, otherwise: Any) -> Traced:
        """`then` where it holds, else `otherwise`."""
        holds = self.holds
        a = then if isinstance(then, Traced) else Traced(then)
        b = otherwise if isinstance(otherwise, Traced) else Traced(otherwise)
        return Traced(
            np.where(holds, a.value, b.value),
            [(a, lambda g: np.where(holds, g, 0.0)), (b, lambda g: np.where(holds, 0.0, g))],
        )


def weighed(inputs: Sequence[Traced], weights: Traced, bias: Traced) -> list[Traced]:
    """The outputs of a layer: `weights` has a row for each output."""
    stacked = np.stack([one.value for one in inputs])
    found = Traced(
        weights.value @ stacked + bias.value[:, None],
        [
            (weights, lambda g: g @ stacked.T),
            (bias, lambda g: g.sum(axis=1)),
            *((one, _column_back(weights.value, place)) for place, one in enumerate(inputs)),
        ],
    )
    return [found[place] for place in range(len(bias.value))]


def _column_back(weights: Array, place: int) -> _Back:
    return lambda gradient: weights[:, place] @ gradient
