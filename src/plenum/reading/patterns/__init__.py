"""The patterns: one module per kind of wording, and the table of the order in which a sentence meets them.

A pattern takes a `Scene` and adds to it. Those that find (documents, people, tallies, times, ranks, amounts) claim
their words, so that a number belongs to one of them only; those that assign fill one field of every amount. To
add a wording, write a module and give it its line.
"""

from collections.abc import Callable

from plenum.reading.patterns import amounts, bounds, counts, measures, names, periods, ranks, roles
from plenum.reading.patterns.scene import Scene

PATTERNS: tuple[tuple[str, Callable[[Scene], None]], ...] = (
    ("ranks", ranks.ranks),
    ("amounts", amounts.find),
    ("words", amounts.tokenise),
    ("counts", counts.settle),
    ("conversions", amounts.conversions),
    ("names", names.assign),
    ("measures", measures.assign),
    ("names again", names.assign),
    ("periods", periods.assign),
    ("roles", roles.assign),
    ("bounds", bounds.assign),
)
"""What happens to every number of a sentence, in this order."""
