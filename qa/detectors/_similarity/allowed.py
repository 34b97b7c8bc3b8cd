"""Duplicates that are meant to be: pairs named one by one, or told apart by their metadata."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.detectors.kinds import Reader

SEPARATOR = "|"
Allows = Callable[[str, str], bool]


def permitted(pairs: Sequence[str], differing: Sequence[str], reader: Reader) -> Allows | None:
    """Tells whether two documents may be alike; null when nothing is allowed.

    They may when `pairs` has them as `one | other`, in either order, or when both carry one of the metadata
    keys in `differing` with different values (two editions, an original and its translation).
    """
    if not pairs and not differing:
        return None
    named = {frozenset(part.strip() for part in pair.split(SEPARATOR)) for pair in pairs}

    def allows(one: str, other: str) -> bool:
        if frozenset((one, other)) in named:
            return True
        if not differing:
            return False
        own, others = reader(one).document.metadata, reader(other).document.metadata
        return any(key in own and key in others and own[key] != others[key] for key in differing)

    return allows
