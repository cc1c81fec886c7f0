"""A column as its distinct values and, for each row, the number of its own.

A file of a million rows names a few hundred indicators, places and periods: Python looks at each of those once, and
Arrow does what is done to every row.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import repeat
from typing import Generic, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Coded(Generic[T]):
    """`values[codes[row]]` is the value of a row."""

    values: list[T]
    codes: pa.Int64Array

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> T:
        return self.values[self.codes[row].as_py()]

    def map(self, function: Callable[[T], U]) -> "Coded[U]":
        return Coded([function(value) for value in self.values], self.codes)

    def rows_with(self, codes: Iterable[int]) -> pa.Array:
        """The indexes, rising, of the rows with one of these codes."""
        wanted = pa.array(sorted(codes), pa.int64())
        return pc.indices_nonzero(pc.is_in(self.codes, wanted))

    def paired(self, other: "Coded[U]") -> "Coded[tuple[T, U]]":
        """The pairs of both columns that occur."""
        size = max(len(other.values), 1)
        number = pc.add(pc.multiply(self.codes, pa.scalar(size, pa.int64())), other.codes)
        encoded = number.dictionary_encode()
        pairs = [
            (self.values[one // size], other.values[one % size]) for one in encoded.dictionary.to_pylist()
        ]
        return Coded(pairs, encoded.indices.cast(pa.int64()))

    def listed(self, start: int, length: int) -> Iterable[T]:
        """The values of `length` rows from `start`."""
        if len(self.values) == 1:
            return repeat(self.values[0], length)
        return map(self.values.__getitem__, integers(self.codes, start, length))


def coded(column: pa.Array) -> Coded[str]:
    encoded = column.dictionary_encode()
    return Coded(encoded.dictionary.to_pylist(), encoded.indices.cast(pa.int64()))


def constant(value: T, length: int) -> Coded[T]:
    """The same value for every row."""
    return Coded([value], pa.repeat(pa.scalar(0, pa.int64()), length))


def integers(column: pa.Int64Array, start: int, length: int) -> list[int]:
    """Part of a column of whole numbers, none missing, as a list; several times as fast as Arrow's own way."""
    assert column.null_count == 0
    first = column.offset + start
    return memoryview(column.buffers()[1]).cast("q")[first : first + length].tolist()
