"""Passages that two canonical texts share, letter for letter or but for the errors of character recognition.

Seed and extend, as in sequence search (Altschul et al. 1990): equal runs of `SEED` letters are found by a
table, grown as far as the letters agree, and joined into one passage across a gap whose two sides still have
most of their letters in common (bit-parallel longest common subsequence, Hyyrö 2004). What was replaced by
other words or numbers is not bridged, so two texts cut from one template share little. Linear in both texts:
the places tried for a seed are two, and gaps are short.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

SEED = 6
GAP = 96
GAP_IDENTITY = 0.6
DIGIT_IDENTITY = 0.8
SHORTEST = 32
_OPEN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Letters `start:end` of a text that stand in another at `other_start:other_end`; `equal` agree."""

    start: int
    end: int
    other_start: int
    other_end: int
    equal: int


def shared_passages(one: str, other: str, *, shortest: int = SHORTEST) -> list[Passage]:
    """The passages of at least `shortest` equal letters in both, by place in `one`."""
    chains: list[Passage] = []
    for block in _blocks(one, other):
        _append(chains, block, one, other)
    return sorted((chain for chain in chains if chain.equal >= min(shortest, len(one))), key=_place)


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """How many letters spans cover together."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))  # a span that ends before it starts is empty
        reached = max(reached, end)
    return total


def common_letters(one: str, other: str) -> int:
    """The length of the longest common subsequence."""
    masks: dict[str, int] = {}
    for place, letter in enumerate(one):
        masks[letter] = masks.get(letter, 0) | 1 << place
    full = (1 << len(one)) - 1
    state = full
    for letter in other:
        hit = state & masks.get(letter, 0)
        state = (state + hit | state - hit) & full
    return len(one) - state.bit_count()


def _place(passage: Passage) -> tuple[int, int, int]:
    return passage.start, passage.end, passage.other_start


@lru_cache(maxsize=8)
def _seeds(text: str) -> tuple[dict[str, int], dict[str, int]]:
    """Where each run of `SEED` letters stands first and last. Kept, as one text meets many in a row."""
    places = range(len(text) - SEED + 1)
    grams = [text[place : place + SEED] for place in places]
    return dict(zip(reversed(grams), reversed(places), strict=True)), dict(zip(grams, places, strict=True))


def _blocks(one: str, other: str) -> Iterable[Passage]:
    """Maximal equal runs in the order of `other`, preferring to go on along the diagonal of the last one."""
    if len(one) < SEED:
        return [_run(0, found, len(one))] if one and (found := other.find(one)) >= 0 else []
    blocks = []
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
        blocks.append(_run(-place, at, length))
        at += length
        shift = at + place - length
    return blocks


def _run(start: int, other_start: int, length: int) -> Passage:
    return Passage(
        start=start,
        end=start + length,
        other_start=other_start,
        other_end=other_start + length,
        equal=length,
    )


def _extent(one: str, start: int, other: str, other_start: int) -> int:
    """How many letters agree from here on; doubles its steps, then halves them."""
    length, step = SEED, 32
    while step:
        piece = one[start + length : start + length + step]
        if len(piece) == step and other.startswith(piece, other_start + length):
            length += step
            step *= 2
        else:
            step //= 2
    return length


def _append(chains: list[Passage], block: Passage, one: str, other: str) -> None:
    """Join the block to one of the latest passages, or open a new one."""
    for back in range(len(chains) - 1, max(-1, len(chains) - 1 - _OPEN), -1):
        joined = _joined(chains[back], block, one, other)
        if joined is not None:
            chains[back] = joined
            return
    chains.append(block)


def _joined(chain: Passage, block: Passage, one: str, other: str) -> Passage | None:
    gap, other_gap = block.start - chain.end, block.other_start - chain.other_end
    if gap < 0 or other_gap < 0 or max(gap, other_gap) > GAP:
        return None
    common = _bridge(one[chain.end : block.start], other[chain.other_end : block.other_start])
    if common is None:
        return None
    return Passage(
        start=chain.start,
        end=block.end,
        other_start=chain.other_start,
        other_end=block.other_end,
        equal=chain.equal + common + block.equal,
    )


def _bridge(gap: str, other_gap: str) -> int | None:
    """How many letters agree between two passages, or null when what stands between them differs.

    Numbers are the facts in which stories of one kind differ, so digits must agree better than letters.
    """
    longest, least = max(len(gap), len(other_gap)), min(len(gap), len(other_gap))
    if longest > 2 and least < GAP_IDENTITY * longest:
        return None
    common = common_letters(gap, other_gap)
    if longest > 2 and common < GAP_IDENTITY * longest:
        return None
    digits, other_digits = _digits(gap), _digits(other_gap)
    if digits and other_digits:
        agreeing = common_letters(digits, other_digits)
        return common if agreeing >= DIGIT_IDENTITY * max(len(digits), len(other_digits)) else None
    return common


def _digits(letters: str) -> str:
    return "".join(letter for letter in letters if letter.isdigit())
