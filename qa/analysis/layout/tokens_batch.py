"""The tokens of many lines at once, by numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from qa.analysis.layout.alphabet import LONGEST_NUMBER
from qa.analysis.layout.alphabet_batch import DIGIT, KIND, LETTER, UPPER, Array, tables
from qa.analysis.layout.lexicon_batch import Lexicon, powers
from qa.analysis.layout.rows_batch import Lines
from qa.analysis.layout.tokens import CONTENT
from qa.analysis.layout.vocabulary import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Tokens in order; those of line `i` are `begin[i]` to `begin[i + 1]`. `start` counts within the line."""

    line: Array
    begin: Array
    start: Array
    length: Array
    word: Array
    hash: Array
    tight: Array
    """Whether one sign stands between the token and the next of its line."""
    letters: Array
    capital: Array
    content: Array

    def total(self, values: Array) -> Array:
        """The sum of whole numbers over the tokens of each line."""
        sums = running(values)
        return sums[self.begin[1:]] - sums[self.begin[:-1]]


def running(values: Array) -> Array:
    """Running sums that begin with 0."""
    out = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=out[1:])
    return out


def tokens_of(lines: Lines, bits: Array, lexicon: Lexicon) -> Tokens:
    """The tokens of the lines; `bits` are those of the lines' characters."""
    kind = (bits & KIND).astype(np.uint8)
    change = np.flatnonzero(kind[1:] != kind[:-1]) + 1
    edges = np.concatenate([[0], change, [len(kind)]]) if len(kind) else np.zeros(1, np.int64)
    inside = np.flatnonzero(kind[edges[:-1]] != 0)
    start, end = edges[inside], edges[inside + 1]
    kinds = kind[start]
    begin = np.searchsorted(start, np.append(lines.at, len(kind)))
    line = np.repeat(np.arange(len(lines.at)), np.diff(begin))
    hashes = _hashes(
        lines.codes, kind, start, np.where(kinds == DIGIT, np.minimum(end, start + LONGEST_NUMBER), end)
    )
    word = lexicon.number[hashes]
    letters = kinds == LETTER
    content = letters & (end - start >= CONTENT) & (lexicon.marks[word] & mark("function") == 0)
    tight = np.zeros(len(start), np.int64)
    tight[:-1] = (start[1:] - end[:-1] == 1) & (line[1:] == line[:-1])
    return Tokens(
        line=line,
        begin=begin,
        start=start - lines.at[line],
        length=end - start,
        word=word,
        hash=hashes,
        tight=tight,
        letters=letters,
        capital=letters & ((bits[start] & UPPER) != 0),
        content=content,
    )


def _hashes(codes: Array, kind: Array, start: Array, end: Array) -> Array:
    """The hashes of the lowered tokens; every digit counts as 0."""
    low = tables().low[codes]
    low[kind == DIGIT] = ord("0") + 1
    power, inverse = powers(max(20, len(codes).bit_length()))
    low *= power[: len(codes)]
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(low, out=sums[1:])
    return (sums[end] - sums[start]) * inverse[start]


def line_hashes(tokens: Tokens) -> Array:
    """A hash of each line's tokens."""
    mixed = tokens.hash ^ (tokens.hash >> np.uint64(29))
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    power, inverse = powers(max(20, len(mixed).bit_length()))
    sums = np.zeros(len(mixed) + 1, np.uint64)
    np.cumsum(mixed * power[: len(mixed)], out=sums[1:])
    first, last = tokens.begin[:-1], tokens.begin[1:]
    return (sums[last] - sums[first]) * inverse[first]
