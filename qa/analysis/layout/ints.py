"""Whole-number arrays for layout: numpy's where it is at hand, a plain stand-in elsewhere.

Both give the same numbers: all of layout is whole numbers, and floor division is Python's in both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, repeat
from operator import add, floordiv, mul, sub
from typing import Any, Protocol

Array = Any
"""A numpy array of 64-bit integers, or `Ints`."""


class Arrays(Protocol):
    """The operations on arrays that are not signs of arithmetic."""

    def array(self, values: Iterable[int]) -> Array:
        """An array of the values."""

    def where(self, flags: Array, yes: Any, no: Any) -> Array:
        """`yes` where the flag is not 0, else `no`; either may be a number."""

    def least(self, left: Array, right: Any) -> Array:
        """The smaller of two, element by element."""

    def most(self, left: Array, right: Any) -> Array:
        """The greater of two, element by element."""

    def at_least(self, left: Array, right: Any) -> Array:
        """1 where left >= right, else 0."""

    def equal(self, left: Array, right: Any) -> Array:
        """1 where both are equal, else 0."""

    def sums(self, values: Array) -> Array:
        """Running sums, beginning with 0."""

    def peaks(self, values: Array) -> Array:
        """Running maxima."""

    def means(self, columns: Sequence[Array], begin: Array, end: Array, unit: int) -> Sequence[Array]:
        """The means of each column over ranges of lines, in parts of a unit; of an empty range 0."""

    def picked(self, columns: Sequence[Array], place: Array, inside: Array, absent: int) -> Sequence[Array]:
        """Each column at other places; `absent` where the flag is 0."""


class Ints(list[int]):
    """A list of whole numbers with the arithmetic of a numpy array."""

    def __getitem__(self, index: Any) -> Any:
        """The elements at an array of places, a slice as an array, or one element."""
        if isinstance(index, Ints):
            values = [*self]  # a plain list is asked much faster
            return Ints([values[i] for i in index])
        found = super().__getitem__(index)
        return Ints(found) if isinstance(index, slice) else found

    def __add__(self, other: Any) -> Ints:  # type: ignore[override]
        return _each(add, self, other)

    def __radd__(self, other: int) -> Ints:
        return _each(add, self, other)

    def __sub__(self, other: Any) -> Ints:
        return _each(sub, self, other)

    def __rsub__(self, other: int) -> Ints:
        return Ints([other - value for value in self])

    def __mul__(self, other: Any) -> Ints:
        return _each(mul, self, other)

    def __rmul__(self, other: int) -> Ints:  # type: ignore[override, unused-ignore]
        return _each(mul, self, other)

    def tolist(self) -> list[int]:
        """The list itself."""
        return self

    def __floordiv__(self, other: Any) -> Ints:
        return _each(floordiv, self, other)


def _each(sign: Callable[[int, int], int], left: Sequence[int], right: Any) -> Ints:
    return Ints(map(sign, left, _all(right)))


class Plain:
    """`Arrays` without numpy."""

    def array(self, values: Iterable[int]) -> Ints:
        """As the protocol says."""
        return Ints(values)

    def where(self, flags: Ints, yes: Any, no: Any) -> Ints:
        """As the protocol says."""
        return Ints([a if flag else b for flag, a, b in zip(flags, _all(yes), _all(no), strict=False)])

    def least(self, left: Ints, right: Any) -> Ints:
        """As the protocol says."""
        return Ints(map(min, left, _all(right)))

    def most(self, left: Ints, right: Any) -> Ints:
        """As the protocol says."""
        return Ints(map(max, left, _all(right)))

    def at_least(self, left: Ints, right: Any) -> Ints:
        """As the protocol says."""
        return Ints([1 if a >= b else 0 for a, b in zip(left, _all(right), strict=False)])

    def equal(self, left: Ints, right: Any) -> Ints:
        """As the protocol says."""
        return Ints([1 if a == b else 0 for a, b in zip(left, _all(right), strict=False)])

    def sums(self, values: Ints) -> Ints:
        """As the protocol says."""
        return Ints(accumulate(values, initial=0))

    def peaks(self, values: Ints) -> Ints:
        """As the protocol says."""
        return Ints(accumulate(values, max))

    def means(self, columns: Sequence[Ints], begin: Ints, end: Ints, unit: int) -> Sequence[Ints]:
        """As the protocol says."""
        ranges = [(a, b, max(1, b - a)) for a, b in zip(begin, end, strict=True)]
        out = []
        for column in columns:
            if any(column):
                sums = [*accumulate(column, initial=0)]
                out.append(Ints([(sums[b] - sums[a]) * unit // size for a, b, size in ranges]))
            else:
                out.append(column)
        return out

    def picked(self, columns: Sequence[Ints], place: Ints, inside: Ints, absent: int) -> Sequence[Ints]:
        """As the protocol says."""
        pairs = [*zip(place, inside, strict=True)]
        plain = ([*column] for column in columns)
        return [Ints([column[at] if flag else absent for at, flag in pairs]) for column in plain]


PLAIN = Plain()


def _all(value: Any) -> Iterable[int]:
    """An array as it is; a number again and again."""
    return value if isinstance(value, list) else repeat(value)
