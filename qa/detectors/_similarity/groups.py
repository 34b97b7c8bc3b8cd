"""Groups of things that belong together (disjoint sets with path halving, Tarjan and van Leeuwen 1984)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Union(Generic[Thing]):
    """Disjoint sets; a thing that was never joined is a set of its own."""

    def __init__(self) -> None:
        self._parent: dict[Thing, Thing] = {}
        self._size: dict[Thing, int] = {}

    def root(self, thing: Thing) -> Thing:
        """The thing that stands for the set."""
        parent = self._parent
        parent.setdefault(thing, thing)
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    def join(self, one: Thing, other: Thing) -> None:
        """Make one set of two."""
        large, small = self.root(one), self.root(other)
        if large == small:
            return
        if self._size.get(large, 1) < self._size.get(small, 1):
            large, small = small, large
        self._parent[small] = large
        self._size[large] = self._size.get(large, 1) + self._size.get(small, 1)

    def sets(self) -> list[list[Thing]]:
        """The sets of two and more."""
        members: dict[Thing, list[Thing]] = defaultdict(list)
        for thing in self._parent:
            members[self.root(thing)].append(thing)
        return [found for found in members.values() if len(found) > 1]
