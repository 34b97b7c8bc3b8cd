"""Passages that two canonical texts share, letter for letter or but for the errors of character recognition.

Seed and extend, as in sequence search (Altschul et al. 1990): places where the texts agree are grown as far
as the letters do, and joined into one passage across a gap whose two sides still have most of their letters
in common (bit-parallel longest common subsequence, Hyyrö 2004). What was replaced by other words or numbers
is not bridged, so two texts cut from one template share little. Seeds that are known (letter runs at the
beginnings of words) spare the search of the whole texts; then only the gaps and edges of what they lead to
are searched for shorter ones (`qa.text.blocks`). Linear in both texts: the places tried for a seed are two,
and gaps are short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.text.blocks import SEED, Run, blocks, grown

GAP = 96
GAP_IDENTITY = 0.6
DIGIT_IDENTITY = 0.8
SHORTEST = 32
_OPEN = 6
_SEARCHED = 600
_EDGE = GAP
_WORTH = 2 * SEED
_SOLID = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Letters `start:end` of a text that stand in another at `other_start:other_end`; `equal` agree."""

    start: int
    end: int
    other_start: int
    other_end: int
    equal: int


@dataclass(slots=True)
class _Chain:
    """A passage while it grows."""

    start: int
    end: int
    other_start: int
    other_end: int
    equal: int


def shared_passages(
    one: str, other: str, *, seeds: Iterable[tuple[int, int]] | None = None, shortest: int = SHORTEST
) -> list[Passage]:
    """The passages of at least `shortest` equal letters in both, by place in `one`.

    `seeds`, sorted, are places in both from which at least six letters agree.
    """
    chains: list[_Chain] = []
    for run in blocks(one, other) if seeds is None else grown(one, other, seeds):
        _append(chains, _chain(run), one, other)
    if seeds is not None:
        chains = _edged(_filled(chains, one, other), one, other)
    least = min(shortest, len(one))
    found = (each for each in chains if each.equal >= least)
    return [
        Passage(start=c.start, end=c.end, other_start=c.other_start, other_end=c.other_end, equal=c.equal)
        for c in sorted(found, key=_place)
    ]


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


def _place(chain: _Chain) -> tuple[int, int, int]:
    return chain.start, chain.end, chain.other_start


def _chain(run: Run, shift: int = 0, other_shift: int = 0) -> _Chain:
    start, other_start, length = run[0] + shift, run[1] + other_shift, run[2]
    return _Chain(start, start + length, other_start, other_start + length, length)


def _append(chains: list[_Chain], piece: _Chain, one: str, other: str) -> None:
    """Join the piece to one of the latest chains, or open a new one. Only a short chain is passed over."""
    for at in range(len(chains) - 1, max(-1, len(chains) - 1 - _OPEN), -1):
        chain = chains[at]
        if _join(chain, piece, one, other):
            chains[at + 1 :] = [each for each in chains[at + 1 :] if not _inside(each, chain)]
            return
        if chain.equal >= _SOLID and chain.end <= piece.start and chain.other_end <= piece.other_start:
            break
    chains.append(piece)


def _inside(chain: _Chain, other: _Chain) -> bool:
    return other.start <= chain.start and chain.end <= other.end and other.other_start <= chain.other_start


def _join(chain: _Chain, piece: _Chain, one: str, other: str) -> bool:
    """Let the chain go on with the piece, if what stands between them allows it.

    Letters that agree by chance make two runs overlap a little; the later one then starts later.
    """
    start, other_start = piece.start, piece.other_start
    gap, other_gap = start - chain.end, other_start - chain.other_end
    if gap > GAP or other_gap > GAP:
        return False
    over = -min(gap, other_gap, 0)
    if over:
        if over >= piece.equal or over > SEED or piece.end - start != piece.equal:
            return False
        start, other_start = start + over, other_start + over
        if max(gap, other_gap) + over > GAP:
            return False
    common = _bridge(one[chain.end : start], other[chain.other_end : other_start])
    if common is None:
        return False
    chain.equal += common + piece.equal - over
    chain.end, chain.other_end = piece.end, piece.other_end
    return True


def _bridge(gap: str, other_gap: str) -> int | None:
    """How many letters agree between two passages, or null when what stands between them differs.

    Numbers are the facts in which stories of one kind differ, so digits must agree better than letters.
    """
    longest, least = max(len(gap), len(other_gap)), min(len(gap), len(other_gap))
    if not least:
        return 0 if longest <= 2 else None
    if longest == 1:
        return int(gap == other_gap)
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
    return "".join(filter(str.isdigit, letters))


def _filled(chains: list[_Chain], one: str, other: str) -> list[_Chain]:
    """The chains, with shorter seeds sought between each and the one that it follows in both texts."""
    found: list[_Chain] = []
    for chain in sorted(chains, key=lambda each: (each.other_start, each.start)):
        before = next((each for each in found[: -_OPEN - 1 : -1] if _follows(each, chain)), None)
        if before is None or before.equal + chain.equal < SHORTEST:
            found.append(chain)
            continue
        pieces = [before]
        gap = (before.end, chain.start), (before.other_end, chain.other_start)
        for piece in _between(one, other, *gap):
            _append(pieces, piece, one, other)
        _append(pieces, chain, one, other)
        found += pieces[1:]
    return found


def _between(one: str, other: str, part: tuple[int, int], other_part: tuple[int, int]) -> Iterator[_Chain]:
    """The equal runs of `SEED` letters and more in parts of the texts."""
    if min(part[1] - part[0], other_part[1] - other_part[0]) >= _WORTH:
        for run in blocks(one[slice(*part)], other[slice(*other_part)]):
            yield _chain(run, part[0], other_part[0])


def _edged(chains: list[_Chain], one: str, other: str) -> list[_Chain]:
    """The longer chains, carried on before their starts and after their ends where nothing was sought yet."""
    long = [chain for chain in chains if chain.equal >= SHORTEST]
    for before, after in zip([None, *long], [*long, None], strict=True):
        if before and after and _follows(before, after):
            continue
        if before:
            _carry_on(before, one, other)
        if after:
            _carry_back(after, one, other)
    return long


def _carry_on(chain: _Chain, one: str, other: str) -> None:
    pieces = [chain]
    part, other_part = (chain.end, chain.end + _EDGE), (chain.other_end, chain.other_end + _EDGE)
    for piece in _between(one, other, part, other_part):
        _append(pieces, piece, one, other)


def _carry_back(chain: _Chain, one: str, other: str) -> None:
    """Let the chain begin with the latest of the pieces before it that it can go on from."""
    pieces: list[_Chain] = []
    part = max(0, chain.start - _EDGE), chain.start
    other_part = max(0, chain.other_start - _EDGE), chain.other_start
    for piece in _between(one, other, part, other_part):
        _append(pieces, piece, one, other)
    for piece in pieces[: -_OPEN - 1 : -1]:
        if _join(piece, chain, one, other):
            chain.start, chain.other_start, chain.equal = piece.start, piece.other_start, piece.equal
            return


def _follows(chain: _Chain, later: _Chain) -> bool:
    """Whether it comes next in both texts; letters that agree by chance may make it overlap a little."""
    gap, other_gap = later.start - chain.end, later.other_start - chain.other_end
    return -SEED <= gap <= _SEARCHED and -SEED <= other_gap <= _SEARCHED
