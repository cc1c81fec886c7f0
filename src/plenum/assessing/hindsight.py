"""How good probabilities were, once it is known what came of them.

Brier score: the mean squared difference between probability and outcome (Brier, 1950); 0 is perfect, and always saying
1/2 scores 0.25. Ranking: how many pairs of one that came true and one that did not are in the right order, a tie
counting half; divided by the pairs it is the area under the ROC curve (Hanley and McNeil, 1982).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Forecast:
    """A probability that was given, and whether it came true."""

    probability: float
    came_true: bool


@dataclass(frozen=True)
class Ranking:
    """Of the pairs of one that came true and one that did not, how many were ranked right; a tie is half."""

    right: float
    pairs: int

    @property
    def area(self) -> float | None:
        """The share ranked right, 0 to 1; None without a pair."""
        return self.right / self.pairs if self.pairs else None


@dataclass(frozen=True)
class Bin:
    """The forecasts within a span of probabilities: how many, what they said on average, how many came true."""

    low: float
    high: float
    count: int
    said: float
    came_true: int


def brier(forecasts: Sequence[Forecast]) -> float | None:
    """The Brier score; None without a forecast."""
    if not forecasts:
        return None
    return sum((one.probability - one.came_true) ** 2 for one in forecasts) / len(forecasts)


def ranking(forecasts: Iterable[Forecast]) -> Ranking:
    """The pairs ranked right."""
    given = list(forecasts)
    true = [one.probability for one in given if one.came_true]
    false = [one.probability for one in given if not one.came_true]
    right = sum(1.0 if yes > no else 0.5 if yes == no else 0.0 for yes in true for no in false)
    return Ranking(right, len(true) * len(false))


def bins(forecasts: Sequence[Forecast], cuts: Sequence[float]) -> tuple[Bin, ...]:
    """The forecasts by spans between `cuts` (ascending, from 0 to 1); a span without any is left out."""
    found = []
    for low, high in pairwise(cuts):
        last = high == cuts[-1]
        inside = [
            one for one in forecasts if low <= one.probability < high or (last and one.probability == high)
        ]
        if inside:
            said = sum(one.probability for one in inside) / len(inside)
            found.append(Bin(low, high, len(inside), said, sum(one.came_true for one in inside)))
    return tuple(found)
