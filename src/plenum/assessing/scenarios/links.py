"""Links between indicators: one follows from others, so that a scenario needs to be told of those only.

A quotient (GRDP per capita = GRDP / population), a sum (the total = its parts), or a growth (the growth rate of a
level). The record rarely keeps an identity to the last digit: sources round, exchange rates differ, a total has a part
nobody lists. The proportion between a derived value and what it is derived from is therefore kept as it was in the last
year in which all are known; where the record keeps the identity that proportion is one, and parts add up exactly.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from plenum.assessing.scenarios.terms import PLACES
from plenum.errors import InvalidInput

Node = TypeVar("Node", bound=Hashable)


class LinkKind(StrEnum):
    QUOTIENT = "quotient"
    SUM = "sum"
    GROWTH = "growth"


@dataclass(frozen=True)
class Link:
    """`derived` follows from `inputs`: of a quotient what is divided and by what; of a sum the parts; of a growth the
    level. `factor` is what the units make of it, None where they cannot be compared (dong by person in dollars).
    """

    kind: LinkKind
    derived: int
    inputs: tuple[int, ...]
    factor: Decimal | None = Decimal(1)


def circle(follows: Mapping[Node, Iterable[Node]]) -> list[Node] | None:
    """A circle among what follows from what, each before what it follows from; None where there is none."""
    done: set[Node] = set()
    for start in follows:
        if start in done:
            continue
        way: list[Node] = [start]
        ahead = [iter(follows[start])]
        while way:
            node = next(ahead[-1], None)
            if node is None:
                done.add(way.pop())
                ahead.pop()
            elif node in way:
                return [*way[way.index(node) :], node]
            elif node in follows and node not in done:
                way.append(node)
                ahead.append(iter(follows[node]))
    return None


def in_order(links: Iterable[Link]) -> list[Link]:
    """The links so that each comes after those it builds on. Raises `InvalidInput` where they run in a circle."""
    waiting = {link.derived: link for link in links}
    found = circle({number: link.inputs for number, link in waiting.items()})
    if found is not None:
        raise InvalidInput(
            "These indicators follow from each other in a circle: {circle}. End one of the links.",
            circle=" → ".join(str(one) for one in found),
        )
    ordered: list[Link] = []
    while waiting:
        ready = [link for link in waiting.values() if not any(one in waiting for one in link.inputs)]
        ordered += ready
        for link in ready:
            del waiting[link.derived]
    return ordered


def worked_out(link: Link, inputs: Sequence[Mapping[int, Decimal]], year: int) -> Decimal | None:
    """What the link gives for a year, in the unit of the derived series where `factor` is known; None where an input
    is unknown or a division has no meaning."""
    here = [values.get(year) for values in inputs]
    if link.kind is LinkKind.GROWTH:
        now, before = here[0], inputs[0].get(year - 1)
        return None if now is None or before is None or before <= 0 else (now / before - 1) * 100
    if any(value is None for value in here):
        return None
    known = [value for value in here if value is not None]
    factor = link.factor if link.factor is not None else Decimal(1)
    if link.kind is LinkKind.SUM:
        return sum(known, Decimal(0)) * factor
    return None if known[1] == 0 else known[0] / known[1] * factor


def proportion(
    link: Link, derived: Mapping[int, Decimal], inputs: Sequence[Mapping[int, Decimal]]
) -> Decimal | None:
    """Derived over worked out, in the last year known of all. Without such a year 1, or None where units differ."""
    if link.kind is LinkKind.GROWTH:
        return Decimal(1)
    for year in sorted(derived, reverse=True):
        result = worked_out(link, inputs, year)
        if result:
            return derived[year] / result
    return None if link.factor is None else Decimal(1)


def followed(
    link: Link,
    kept: Decimal | None,
    inputs: Sequence[Mapping[int, Decimal]],
    years: Iterable[int],
) -> dict[int, Decimal] | None:
    """The derived values of `years`; None where one of them cannot be worked out."""
    if kept is None:
        return None
    found: dict[int, Decimal] = {}
    for year in years:
        result = worked_out(link, inputs, year)
        if result is None:
            return None
        found[year] = (result * kept).quantize(PLACES)
    return found
