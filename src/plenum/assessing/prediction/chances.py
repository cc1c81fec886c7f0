"""How likely a figure is met, and the quantiles, worked out step by step with each result named as a column.

What `Distribution` says in one expression is said here in several projections, so that a query over many horizons stays
short enough to plan: the places of the two ends of the figure on the link's scale are found once, their log odds once
for each day. Columns read: those of an `Outlook`, `direction` (up, down or range) and the ends of the figure,
`asked_low` and `asked_high` (float64; null for an end that is open).
"""

from collections.abc import Mapping
from typing import Any

import ibis

from plenum.assessing.prediction.distribution import Distribution, sigmoid
from plenum.assessing.prediction.summaries import LOG, LOGIT, on_link

_NOTHING = ibis.null("float64")
_FAR = 1e100
"""The place of a value the link has none for: far enough out to make it certain, and its square still a number."""

_ENDS = ("low", "high")
FIGURE = ("direction", "asked_low", "place_low", "place_high")
"""What `with_chance` reads beside a distribution."""


def with_places(table: Any) -> Any:
    """`table` with `place_low` and `place_high`: where the ends of the figure lie on the link's scale."""
    t = table
    floor = ibis.cases((t.link == LOG, 0.0), (t.link == LOGIT, t.lower), else_=_NOTHING)
    t = t.mutate(link_floor=floor, link_roof=(t.link == LOGIT).ifelse(t.upper, _NOTHING))

    def place(value: Any) -> Any:
        return ibis.cases(
            (value <= t.link_floor, -_FAR),
            (value >= t.link_roof, _FAR),
            else_=on_link(value, t.link, t.lower, t.upper),
        )

    return t.mutate(**{f"place_{end}": place(t[f"asked_{end}"]) for end in _ENDS}).drop(
        "link_floor", "link_roof"
    )


def with_chance(table: Any, name: str) -> Any:
    """`table`, which has places and the distribution `name` (see `foreseen`), with `<name>_chance` added, float64.

    The probability that a value of that day is as good as the figure asks; null where there is no distribution or no
    figure. As `Distribution.at_least`, `below` and `between`, but for certainties, which come out as 1e-100 or so.
    """
    t = table
    distances = {
        f"{name}_{end}": (t[f"place_{end}"] - t.link_last) / t.unit - t[f"{name}_location"] for end in _ENDS
    }
    t = t.mutate(**distances)
    day = Distribution.of(t, name)
    t = t.mutate(**{f"{name}_{end}": day.log_odds_at(t[f"{name}_{end}"]) for end in _ENDS})
    low, high = t[f"{name}_low"], t[f"{name}_high"]
    t = t.mutate(
        **{
            # Up to the near end, and up to the far end of a range to stay in.
            f"{name}_low": (t.direction == "down").ifelse(ibis.coalesce(high, low), ibis.coalesce(low, high)),
            f"{name}_high": high,
            f"{name}_open": t.asked_low.isnull(),
        }
    )
    near, far = t[f"{name}_low"], t[f"{name}_high"]
    within = far.isnull().ifelse(1.0, sigmoid(far)) - t[f"{name}_open"].ifelse(0.0, sigmoid(near))
    chance = ibis.cases(
        (near.isnull(), _NOTHING),
        (t.direction == "up", sigmoid(-near)),
        (t.direction == "down", sigmoid(near)),
        (within > 0, within),
        else_=0.0,
    )
    return t.mutate(**{f"{name}_chance": chance}).drop(f"{name}_low", f"{name}_high", f"{name}_open")


def with_quantiles(table: Any, name: str, shares: Mapping[str, float]) -> Any:
    """`table` with a column for each of `shares`: the value the day `name` stays below with that probability."""
    t = table
    day = Distribution.of(t, name)
    t = t.mutate(**{column: day.place_of(share) for column, share in shares.items()})
    day = Distribution.of(t, name)
    return t.mutate(**{column: day.off_link(t[column]) for column in shares})
