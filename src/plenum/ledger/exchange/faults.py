"""Gathering what is wrong with a file: every fault counted, the first hundred kept in the order of the rows."""

from collections.abc import Iterable

from plenum.errors import Fault, FaultyFile

MOST_KEPT = 100


def _place(fault: Fault) -> tuple[int, int, str]:
    column = fault.column or ""
    return fault.row or 0, len(column), column


class Faults:
    """The faults of one file."""

    def __init__(self) -> None:
        self.count = 0
        self._kept: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self.add_many([fault], 1)

    def add_many(self, first: Iterable[Fault], count: int) -> None:
        """Count `count` faults, of which `first` are the ones with the lowest rows (a hundred are enough)."""
        self.count += count
        self._kept.extend(first)
        if len(self._kept) > 20 * MOST_KEPT:
            self._cut()

    def _cut(self) -> None:
        self._kept = sorted(self._kept, key=_place)[:MOST_KEPT]

    def raise_any(self) -> None:
        """Raises `FaultyFile` where there is a fault."""
        if self.count:
            self._cut()
            raise FaultyFile(self._kept, self.count)
