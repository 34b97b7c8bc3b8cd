"""Runs of letters that are equal in two texts and cannot be made longer."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

SEED = 6
_STEP = 32

Run = tuple[int, int, int]
"""Start in the one text, start in the other, length."""


def grown(one: str, other: str, seeds: Sequence[tuple[int, int]]) -> list[Run]:
    """The maximal equal runs that hold a seed: places in both texts from which letters agree.

    Seeds are sorted; the runs are by place in the other text.
    """
    reached: dict[int, int] = {}
    runs: list[Run] = []
    for place, other_place in seeds:
        shift = other_place - place
        if reached.get(shift, -1) > place:
            continue
        length = _extent(one, place, other, other_place)
        before = _extent_back(one, place, other, other_place)
        reached[shift] = place + length
        runs.append((place - before, other_place - before, before + length))
    return sorted(runs, key=lambda run: (run[1], run[0]))


def blocks(one: str, other: str) -> list[Run]:
    """Equal runs of `SEED` letters and more, in the order of `other`: each begins where the last one ended.

    Of two places those on the diagonal of the last run are preferred. A text shorter than a seed is one run
    where it stands whole in the other.
    """
    if len(one) < SEED:
        return [(0, at, len(one))] if one and (at := other.find(one)) >= 0 else []
    found: list[Run] = []
    first, last = _seeds(one)
    at, end, shift = 0, len(other) - SEED, 0
    while at <= end:
        gram = other[at : at + SEED]
        early = first.get(gram)
        if early is None:
            at += 1
            continue
        same, late = at - shift, last[gram]
        if same >= 0 and one.startswith(gram, same):
            early = late = same
        length, place = max((_extent(one, p, other, at), -p) for p in {early, late})
        found.append((-place, at, length))
        at += length
        shift = at + place - length
    return found


@lru_cache(maxsize=8)
def _seeds(text: str) -> tuple[dict[str, int], dict[str, int]]:
    """Where each run of `SEED` letters stands first and last. Kept, as one text meets many in a row."""
    places = range(len(text) - SEED + 1)
    grams = [text[place : place + SEED] for place in places]
    return dict(zip(reversed(grams), reversed(places), strict=True)), dict(zip(grams, places, strict=True))


def _extent(one: str, start: int, other: str, other_start: int) -> int:
    """How many letters agree from here on; doubles its steps, then halves them."""
    length, step = 0, _STEP
    while step:
        piece = one[start + length : start + length + step]
        if len(piece) == step and other.startswith(piece, other_start + length):
            length += step
            step *= 2
        else:
            step //= 2
    return length


def _extent_back(one: str, end: int, other: str, other_end: int) -> int:
    """How many letters agree before these places."""
    length, step = 0, 4
    while step:
        start = end - length - step
        if start >= 0 and other.endswith(one[start : end - length], 0, other_end - length):
            length += step
            step *= 2
        else:
            step //= 2
    return length
