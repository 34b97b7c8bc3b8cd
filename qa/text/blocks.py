"""Runs of letters that are equal in two texts and cannot be made longer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

SEED = 6
_STEP = 32

Run = tuple[int, int, int]
"""Start in the one text, start in the other, length."""


def grown(one: str, other: str, seeds: Iterable[tuple[int, int]]) -> list[Run]:
    """The maximal equal runs that hold a seed: places in both texts from which letters agree.

    Seeds are sorted; the runs are by place in the other text.
    """
    width, own, others = _raw(one, other)
    reached: dict[int, int] = {}
    runs: list[Run] = []
    for place, other_place in seeds:
        shift = other_place - place
        if reached.get(shift, -1) > place:
            continue
        length = _agreeing(own, place * width, others, other_place * width) // width
        before = _agreeing_before(own, place * width, others, other_place * width) // width
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
    width, own, others = _raw(one, other)
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
        length, place = max((_agreeing(own, p * width, others, at * width), -p) for p in {early, late})
        length //= width
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


def _raw(one: str, other: str) -> tuple[int, bytes, bytes]:
    """Both texts in bytes, so many a letter."""
    if one.isascii() and other.isascii():
        return 1, one.encode("ascii"), other.encode("ascii")
    return 4, one.encode("utf-32-le", "surrogatepass"), other.encode("utf-32-le", "surrogatepass")


def _agreeing(one: bytes, start: int, other: bytes, other_start: int) -> int:
    """How many bytes agree from here on: the lowest bit in which they differ as numbers tells."""
    length, step = 0, _STEP
    while True:
        begin, other_begin = start + length, other_start + length
        step = min(2 * step, len(one) - begin, len(other) - other_begin)
        differing = int.from_bytes(one[begin : begin + step], "little")
        differing ^= int.from_bytes(other[other_begin : other_begin + step], "little")
        if differing:
            return length + ((differing & -differing).bit_length() - 1) // 8
        length += step
        if step <= 0:
            return length


def _agreeing_before(one: bytes, end: int, other: bytes, other_end: int) -> int:
    """How many bytes agree before these places."""
    length, step = 0, _STEP // 2
    while True:
        last, other_last = end - length, other_end - length
        step = min(2 * step, last, other_last)
        differing = int.from_bytes(one[last - step : last], "big")
        differing ^= int.from_bytes(other[other_last - step : other_last], "big")
        if differing:
            return length + ((differing & -differing).bit_length() - 1) // 8
        length += step
        if step <= 0:
            return length
