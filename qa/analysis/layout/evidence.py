"""Evidence about where the tail starts, from what the model of lines says of every line.

Candidates are lines from which on much speaks for tail, or at which the probability of tail rises; the end
of the text, that is no tail, always is one. Probabilities are in thousandths; all is whole numbers.
"""

from __future__ import annotations

from functools import cache
from math import log
from typing import Any

from qa.analysis.layout.columns import Columns
from qa.analysis.layout.derived import prefix_peak, suffix_peak
from qa.analysis.layout.forest import FINE, REACH, SCALE, WHOLE, powers
from qa.analysis.layout.ints import Array

EACH = 9
"""Candidates that each of the scores names at most."""
_CLIP = 400
_TOKEN, _LONGEST = 6, 3000
_AHEAD, _HEAVY = 12, 40
_GAIN = 10**7


def probabilities(columns: Columns, tail: Array, head: Array) -> None:
    """Add `q`, `b` and `hd`: how likely each line is tail, body, head, from odds against body."""
    lib = columns.lib
    table = lib.array(powers())
    edge = REACH * FINE
    weights = [table[lib.least(lib.most(odds * FINE // SCALE, -edge), edge) + edge] for odds in (tail, head)]
    body = powers()[edge]
    total = weights[0] + weights[1] + body
    real = lib.at_least(columns.end - 2, columns.at)
    columns.add(
        {
            "q": weights[0] * WHOLE // total * real,
            "b": (total * 0 + body) * WHOLE // total * real,
            "hd": weights[1] * WHOLE // total * real,
        }
    )


@cache
def _logarithms() -> tuple[int, ...]:
    """Hundredths of the natural logarithm of a probability in thousandths, which is never quite 0."""
    return tuple(round(100 * log((value + 0.5) / WHOLE)) for value in range(WHOLE + 1))


def gather(columns: Columns) -> None:
    """Add what the model of cuts looks at, made of the probabilities."""
    lib = columns.lib
    table = lib.array(_logarithms())
    odds = lib.least(lib.most(table[columns["q"]] - table[columns["b"]], -_CLIP), _CLIP)
    real = lib.at_least(columns.end - 2, columns.at)
    tokens = lib.most(lib.least(columns["len"], _LONGEST) // _TOKEN, 1)
    columns.add({"odds": odds * real, "tok": tokens * real})
    columns.add({"btok": columns["b"] * columns["tok"], "qtok": columns["q"] * columns["tok"]})
    _gains(columns)
    _amounts(columns)
    _greatest(columns)


def _gains(columns: Columns) -> None:
    """`gain` is what speaks for tail from a line on, and how that is beaten before and after."""
    lib, last = columns.lib, columns.size - 1
    gain = columns.total("odds", columns.at, columns.end)
    lift = gain + _GAIN
    later = suffix_peak(lift, 2 * _GAIN, columns) - _GAIN
    sooner = prefix_peak(lift, 2 * _GAIN, columns) - _GAIN
    top = later[columns.first]
    final = lib.equal(columns.at, columns.end - 1)
    following = lib.where(final, 0, later[lib.least(columns.at + 1, last)])
    initial = lib.equal(columns.at, columns.first)
    columns.add(
        {
            "gain": gain,
            "gainmax": top,
            "gap_top": top - gain,
            "after": gain - following,
            "before": lib.where(initial, 0, gain - sooner[lib.most(columns.at - 1, 0)]),
            "gain0": gain[columns.first],
        }
    )


def _amounts(columns: Columns) -> None:
    lib = columns.lib
    body = columns.total("btok", columns.at, columns.end)
    tokens = columns.total("tok", columns.at, columns.end)
    whole = columns.total("btok", columns.first, columns.end)
    columns.add({"likely": lib.at_least(columns["q"], WHOLE // 2 + 1)})
    columns.add(
        {
            "btoka": body // 100,
            "ttoka": columns.total("qtok", columns.at, columns.end) // 100,
            "toka": tokens,
            "btokshare": body // lib.most(tokens, 1),
            "btokb": body * WHOLE // lib.most(whole, 1),
            "tcountb": columns.total("likely", columns.first, columns.at),
            "tcounta": columns.total("likely", columns.at, columns.end),
            "qe_<3": columns["q>3"] - columns["q<3"],
        }
    )


def _greatest(columns: Columns) -> None:
    lib, last = columns.lib, columns.size - 1
    peak = prefix_peak(columns["q"], WHOLE, columns)
    initial = lib.equal(columns.at, columns.first)
    heavy = columns["b"] * lib.least(columns["tok"], _HEAVY)
    ahead = heavy
    for step in range(1, _AHEAD):
        place = columns.at + step
        inside = lib.at_least(columns.end - 1, place)
        ahead = lib.most(ahead, lib.where(inside, heavy[lib.least(place, last)], 0))
    columns.add(
        {
            "bmaxafter": suffix_peak(columns["b"], WHOLE, columns),
            "qmax": peak[columns.end - 1],
            "qmaxb": lib.where(initial, 0, peak[lib.most(columns.at - 1, 0)]),
            "bmax12": ahead,
        }
    )


def rankings(columns: Columns) -> list[Array]:
    """The scores that name candidates: gain, rise of the probability, step of its mean, fall of that of body,
    words that open tails.
    """
    previous = columns.lib.most(columns["q-1"], 0)
    return [
        columns["gain"],
        columns["q"] - previous,
        columns["qe_<3"],
        columns["b<8"] - columns["b>8"],
        columns["op"],
    ]


def candidates(columns: Any) -> list[int]:
    """The candidates of one text, in order; the last is its end."""
    lines = range(columns.size - 1)
    found: set[int] = set()
    for scores in rankings(columns):
        found.update(sorted(lines, key=lambda line, by=scores: (-by[line], line))[:EACH])  # type: ignore[misc]
    return [*sorted(found), columns.size - 1]
