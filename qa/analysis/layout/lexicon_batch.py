"""A vocabulary for numpy: looked up by hashes of tokens, its phrases by pairs of state and word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from qa.analysis.layout.alphabet_batch import SIZE, Array
from qa.analysis.layout.vocabulary import CLASSES, LANE, NO_WEIGHT, Vocabulary, Weight, vocabulary
from qa.model.cues import OwnCues

_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_SLOTS = 18
_SPREAD = (
    0xD6E8FEB86659FD93,
    0xA0761D6478BD642F,
    0xE7037ED1A0B428DB,
    0x8EBC6AF09C88C6E3,
    0x589965CC75374CC3,
    0x1D8E4E27C47D124F,
)
_SHIFT = 20
_NONE = (-1, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Whole numbers by key. A slot of a layer has the number of a key, negative where another key has that
    slot too and lies in the next layer.
    """

    keys: Array
    values: Array
    layers: tuple[Array, ...]

    def __getitem__(self, keys: Array) -> Array:
        """The values of the keys; 0 for those that are not there."""
        first = self.layers[0][_slot(keys, _SPREAD[0])]
        found = self._matched(keys, np.abs(first))
        rest = np.flatnonzero(first < 0)
        for layer, factor in zip(self.layers[1:], _SPREAD[1:], strict=False):
            left = keys[rest]
            entry = layer[_slot(left, factor)]
            found[rest] += self._matched(left, np.abs(entry))
            rest = rest[entry < 0]
        return found

    def _matched(self, keys: Array, entry: Array) -> Array:
        """The values of the entries that are those of the keys, else 0."""
        matched: Array = self.values[entry] * (self.keys[entry] == keys)
        return matched


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The arrays of a vocabulary, by number of the word."""

    number: Table
    classes: tuple[Array, Array]
    first_class: Array
    marks: Array
    digits: Array
    lean: Array
    known: Array
    pairs: Table
    pair_lean: Array
    weight: tuple[Array, Array]
    pair_weight: tuple[Array, Array]
    entry: Array
    steps: Table
    ends: Array
    ending: Array
    """Not 0 where phrases end in a state."""
    listed: int


def table(values: Mapping[int, int]) -> Table:
    """A table of the values by key (non-negative, below 2^64)."""
    keys = np.array([_MASK, *values], np.uint64)
    layers = []
    rest = np.arange(1, len(keys))
    for factor in _SPREAD:
        layer = np.zeros(1 << _SLOTS, np.int32)
        slots = _slot(keys[rest], factor)
        layer[slots[::-1]] = rest[::-1]
        layers.append(layer)
        rest = rest[layer[slots] != rest]
        layer[_slot(keys[rest], factor)] *= -1
        if not len(rest):
            break
    assert not len(rest)
    return Table(keys=keys, values=np.array([0, *values.values()], np.int64), layers=tuple(layers))


def _slot(keys: Array, factor: int) -> Array:
    return (keys * np.uint64(factor)) >> np.uint64(64 - _SLOTS)


def hashed(token: str) -> int:
    """The hash of a token; characters beyond the table count as its last."""
    out, power = 0, 1
    for char in token:
        out = (out + (min(ord(char), SIZE - 1) + 1) * power) & _MASK
        power = power * _BASE & _MASK
    return out


@cache
def powers(bits: int) -> tuple[Array, Array]:
    """The first 2^bits powers of the base, and of its inverse, modulo 2^64."""
    inverse = pow(_BASE, -1, 1 << 64)
    both = []
    for base in (_BASE, inverse):
        steps = np.full(1 << bits, base, np.uint64)
        steps[0] = 1
        both.append(np.cumprod(steps))
    return both[0], both[1]


@lru_cache(maxsize=4)
def lexicon(own: OwnCues | None = None) -> Lexicon:
    """The lexicon of the shipped vocabulary, with a corpus's own cues where it declares some."""
    return build(vocabulary(own))


def build(words: Vocabulary) -> Lexicon:
    """The arrays of a vocabulary."""
    bits = np.array(words.classes, np.int64)
    flags = np.array([bits >> place & 1 for place in range(len(CLASSES))])
    states = len(words.steps)
    pairs = sorted({*words.pair_lean, *words.pair_weight})
    steps = {
        state << _SHIFT | word: following
        for state, after in words.steps.items()
        if state
        for word, following in after.items()
    }
    entry = np.zeros(len(bits), np.int64)
    for word, state in words.steps[0].items():
        entry[word] = state
    ends = np.array([words.ends.get(state, (0, 0, 0)) for state in range(states)], np.int64).T.copy()
    return Lexicon(
        number=table({hashed(token): number for token, number in words.number.items()}),
        classes=(_packed(flags[:7]), _packed(flags[7:])),
        first_class=bits,
        marks=np.array(words.marks, np.int64),
        digits=np.array(words.digits, np.int64),
        lean=np.array([lean or (0, 0) for lean in words.lean], np.int64).T.copy(),
        known=np.array([lean is not None for lean in words.lean], np.int64),
        pairs=table({pair_key(*pair): place for place, pair in enumerate(pairs, 1)}),
        pair_lean=np.array([(0, 0), *(words.pair_lean.get(pair, (0, 0)) for pair in pairs)]).T.copy(),
        weight=_lanes(words.weight),
        pair_weight=_lanes([NO_WEIGHT, *(words.pair_weight.get(pair, NO_WEIGHT) for pair in pairs)]),
        entry=entry,
        steps=table(steps),
        ends=ends,
        ending=ends.max(0),
        listed=words.listed,
    )


def _lanes(weights: Sequence[Weight]) -> tuple[Array, Array]:
    """The first of `WEIGHTS`, and the four others as one number, sixteen bits each."""
    columns = np.array(weights, np.int64).T
    packed = np.zeros(len(weights), np.int64)
    for place, column in enumerate(columns[1:]):
        packed += column << (LANE * place)
    return columns[0].copy(), packed


def unpacked(sums: Array, lanes: int) -> Iterator[Array]:
    """Sums of packed whole numbers, which may be negative, taken apart."""
    half = 1 << (LANE - 1)
    for _ in range(lanes):
        lowest = ((sums + half) & ((1 << LANE) - 1)) - half
        yield lowest
        sums = (sums - lowest) >> LANE


def pair_key(first: int, second: int) -> int:
    """The key of two words side by side."""
    return first << _SHIFT | second


def step_keys(states: Array, words: Array) -> Array:
    """The keys of steps: a state and the word that follows."""
    return (states << _SHIFT | words).astype(np.uint64)


def _packed(flags: Array) -> Array:
    """Up to seven flags as one number, eight bits each, so that their sums stay apart."""
    out = np.zeros(flags.shape[1], np.int64)
    for place, flag in enumerate(flags):
        out |= flag << (8 * place)
    return out
