"""The columns of `spread` for many texts at once, by numpy."""

from __future__ import annotations

import numpy as np

from qa.analysis.layout.alphabet_batch import Array
from qa.analysis.layout.spread import MOST_REPEATS
from qa.analysis.layout.tokens import NAME
from qa.analysis.layout.tokens_batch import Tokens, line_hashes

_NOWHERE = 1 << 60
_WORD, _TEXT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93)
_LANE, _LANES = 16, (1 << 16) - 1


def spread(tokens: Tokens, text: Array, prose: Array, listed: int) -> dict[str, Array]:
    """The columns of `SPREAD`; `text` is the number of each line's text; words above `listed` are in no
    list.
    """
    proper = tokens.capital & (tokens.length >= NAME)
    which = np.flatnonzero(tokens.content | proper)
    line = tokens.line[which]
    known, before, elsewhere = _where(tokens.hash[which], line, text, prose)
    content = tokens.content[which]
    word = tokens.word[which]
    rare = content & ((word == 0) | (word > listed))
    name = proper[which] & (which != tokens.begin[line])
    first = (content & known, content & before, content & elsewhere, name)
    second = (name & elsewhere, rare, rare & elsewhere)
    out: dict[str, Array] = {}
    for flags, names in ((first, ("c_seen", "c_pb", "c_po", "n")), (second, ("n_po", "rare", "r_po"))):
        packed = np.zeros(len(tokens.word), np.int64)
        for place, flag in enumerate(flags):
            packed[which] |= flag.astype(np.int64) << (_LANE * place)
        sums = tokens.total(packed)
        out |= {each: sums >> (_LANE * place) & _LANES for place, each in enumerate(names)}
    return out | {"rep": _repeats(line_hashes(tokens), text)}


def _where(hashes: Array, line: Array, text: Array, prose: Array) -> tuple[Array, Array, Array]:
    """Whether a token's form stood in an earlier line, in an earlier line of running text, in another one."""
    if not len(line):
        nothing = np.zeros(0, bool)
        return nothing, nothing, nothing
    order, first, group = _groups(hashes * _WORD + text[line].astype(np.uint64) * _TEXT)
    rows = line[order]
    running = prose[rows] > 0
    least = rows[first]
    least_prose = np.minimum.reduceat(np.where(running, rows, _NOWHERE), first)
    most_prose = np.maximum.reduceat(np.where(running, rows, -1), first)
    before = least_prose[group] < line
    return least[group] < line, before, before | (most_prose[group] > line)


def _groups(keys: Array) -> tuple[Array, Array, Array]:
    """Equal keys brought together: their order, where each group begins in it, the group of each key."""
    order = np.argsort(keys, kind="stable")
    new = np.ones(len(keys), bool)
    new[1:] = keys[order[1:]] != keys[order[:-1]]
    group = np.empty(len(keys), np.int64)
    group[order] = np.cumsum(new) - 1
    return order, np.flatnonzero(new), group


def _repeats(hashes: Array, text: Array) -> Array:
    """How often a line stood before in its text."""
    if not len(hashes):
        return np.zeros(0, np.int64)
    order, first, group = _groups(hashes * _WORD + text.astype(np.uint64) * _TEXT)
    rank = np.empty(len(hashes), np.int64)
    rank[order] = np.arange(len(hashes)) - first[group[order]]
    return np.minimum(MOST_REPEATS, rank)
