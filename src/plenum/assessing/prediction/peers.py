"""What the other series of the same indicator did in the years a series is looked at.

Districts of a province, provinces of a country: where one rises the others mostly rise too, and how much they vary
tells how much this one may. A series itself is never among its peers. Only changes from one year to the next count, on
the link's scale and held within plus and minus `MOST`, so that a slip of the pen does not carry away the mean. Series
whose scale is additive have no peers: their units need not agree.
"""

from collections.abc import Sequence
from typing import Any

import ibis

from plenum.assessing.prediction.summaries import LOG, LOGIT, on_link

FEWEST_PEERS = 5
"""Peers that must have a change into the last year; with fewer, none are used."""

MOST = 1.0
"""The largest yearly change a peer counts with, on the link's scale: a factor of e."""

YEARS_BACK = 7
"""Changes looked at, one a year up to the last."""

COLUMNS = (
    "peers", "peer_latest", "peer_growth", "peer_growth_beside", "peer_size", "peer_spread_beside",
    "peer_persistence", "peer_level", "peer_level_spread",
)  # fmt: skip
"""What `peers` adds, float64: the number of peers with a change into the last year (null below `FEWEST_PEERS`, and
then all are); the mean change into it; the mean of the yearly mean changes over `YEARS_BACK` years, and over the years
of the series' own values; the mean squared change; the mean yearly variance between peers over the own years; the mean
product of successive changes less the squared mean; the mean level in the last year on the link's scale, and its
spread."""

_LINKS = (LOG, LOGIT)
_NOTHING = ibis.null("float64")


def without_peers(table: Any) -> Any:
    """`table` with the columns of `COLUMNS`, all null."""
    return table.mutate(**dict.fromkeys(COLUMNS, _NOTHING))


def _changes(rows: Any, group: Sequence[str]) -> Any:
    """Each series' yearly places, changes and previous changes on the scale of each link of the group."""
    linked = [
        rows.mutate(
            link=ibis.literal(link), x=on_link(rows.value, ibis.literal(link), rows.lower, rows.upper)
        )
        for link in _LINKS
    ]
    rows = linked[0].union(linked[1]) if len(linked) == 2 else linked[0]
    rows = rows.filter(rows.x.notnull())
    own = ibis.window(group_by=[*group, "link", "series"], order_by=rows.year)
    rows = rows.mutate(x1=rows.x.lag(1).over(own), year1=rows.year.lag(1).over(own))
    change = (rows.year1 == rows.year - 1).ifelse((rows.x - rows.x1).clip(-MOST, MOST), _NOTHING)
    rows = rows.select(*group, "link", "series", "year", "x", "year1", change=change)
    own = ibis.window(group_by=[*group, "link", "series"], order_by=rows.year)
    before = (rows.year1 == rows.year - 1).ifelse(rows.change.lag(1).over(own), _NOTHING)
    return rows.mutate(product=rows.change * before)


def peers(table: Any, rows: Any, key: Sequence[str], group: Sequence[str]) -> Any:
    """`table`, summed up by `summaries`, with `COLUMNS` added.

    `table` has the columns `key`, `group` (what peers have in common: an indicator, its bounds, the day), `series`,
    `last_year`, `link`, `reach_back`. `rows` are the yearly values of all series of the groups: `group`, `series`,
    `year`, `value`, `lower`, `upper` (float64), one row at most for each year of a series.
    """
    changes = _changes(rows, group)
    by_year = changes.group_by(*group, "link", "year").agg(
        changes=changes.change.count().cast("float64"),
        sum=changes.change.sum(),
        squares=(changes.change * changes.change).sum(),
        pairs=changes.product.count().cast("float64"),
        products=changes["product"].sum(),
        levels=changes.x.count().cast("float64"),
        level_sum=changes.x.sum(),
        level_squares=(changes.x * changes.x).sum(),
    )
    t = table.select(*dict.fromkeys((*key, *group, "series", "link", "last_year", "reach_back")))
    t = t.inner_join(by_year, [*group, "link"])
    t = t.filter(t.year <= t.last_year, t.year > t.last_year - YEARS_BACK)
    t = t.select(*(name for name in t.columns if not name.endswith("_right")))
    own = changes.select(*group, "link", "series", "year", "x", "change", "product")
    t = t.left_join(own, [*group, "link", "series", "year"])
    mine = {name: ibis.coalesce(t[name], 0.0) for name in ("x", "change", "product")}
    t = t.mutate(
        count=t.changes - t.change.notnull().cast("float64"),
        sum=t["sum"] - mine["change"],
        squares=t.squares - mine["change"] * mine["change"],
        pairs=t.pairs - t["product"].notnull().cast("float64"),
        products=t.products - mine["product"],
        levels=t.levels - t.x.notnull().cast("float64"),
        level_sum=t.level_sum - mine["x"],
        level_squares=t.level_squares - mine["x"] * mine["x"],
        beside=t.year > t.last_year - t.reach_back,
        newest=t.year == t.last_year,
    )
    some = (t["count"] > 0).ifelse(t["count"], _NOTHING)
    t = t.mutate(mean=ibis.coalesce(t["sum"], 0.0) / some, mean_square=ibis.coalesce(t.squares, 0.0) / some)
    several = (t["count"] > 1).ifelse(t.mean_square - t.mean * t.mean, _NOTHING)
    t = t.mutate(variance=(several < 0).ifelse(0.0, several))
    found = t.group_by(*key).agg(
        peers=t["count"].max(where=t.newest),
        peer_latest=t.mean.max(where=t.newest),
        peer_growth=t.mean.mean(),
        peer_growth_beside=t.mean.mean(where=t.beside),
        all_squares=t.squares.sum(),
        all_changes=t["count"].sum(),
        peer_spread_beside=t.variance.mean(where=t.beside),
        all_products=t.products.sum(),
        all_pairs=t.pairs.sum(),
        levels=t.levels.max(where=t.newest),
        level_sum=t.level_sum.max(where=t.newest),
        level_squares=t.level_squares.max(where=t.newest),
    )
    enough = found.filter(found.peers >= FEWEST_PEERS)
    level = enough.level_sum / enough.levels
    spread = enough.level_squares / enough.levels - level * level
    pairs = (enough.all_pairs > 0).ifelse(enough.all_pairs, _NOTHING)
    enough = enough.mutate(
        peer_size=enough.all_squares / enough.all_changes,
        peer_spread_beside=ibis.coalesce(enough.peer_spread_beside, 0.0),
        peer_persistence=ibis.coalesce(enough.all_products / pairs, 0.0)
        - enough.peer_growth * enough.peer_growth,
        peer_level=level,
        peer_level_spread=(spread > 0).ifelse(spread, 0.0).sqrt(),
    ).select(*key, *COLUMNS)
    joined = table.left_join(enough, list(key))
    return joined.drop(*(f"{name}_right" for name in key))
