"""The non-blank lines of many texts at once, by numpy, and the characters in their reach as one array."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa.analysis.layout import alphabet as abc
from qa.analysis.layout import alphabet_batch as sign
from qa.analysis.layout.alphabet_batch import Array, tables
from qa.analysis.layout.rows import EDGE

LAST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Lines of many texts, in order.

    `text` is the number of a line's text, `start` and `end` where it stands there, `gap` the line feeds
    before it. `codes[at:at + reach]` are the characters in its reach; a line feed follows each. `last[k]`
    is its last character but `k`, -1 before its beginning.
    """

    text: Array
    start: Array
    end: Array
    gap: Array
    codes: Array
    at: Array
    reach: Array
    last: Array


def lines_of(texts: Sequence[str]) -> Lines:
    """The lines of the texts; of a text of very many lines those near its ends."""
    whole = "\n".join(texts) + "\n"
    codes = np.minimum(np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32), sign.SIZE - 1)
    codes = codes.astype(np.uint16)
    base = np.cumsum([0, *(len(text) + 1 for text in texts)])
    start, end = _spans(tables().bits[codes])
    text = np.searchsorted(base, start, "right") - 1
    start, end, text = _near_ends(start, end, text, len(texts))
    size = len(start)
    head = np.ones(size, bool)
    head[1:] = text[1:] != text[:-1]
    before = np.where(head, base[text], np.concatenate([base[:1], end[:-1]])[:size])
    feeds = np.flatnonzero(codes == ord("\n"))
    gap = np.searchsorted(feeds, start) - np.searchsorted(feeds, before)
    reach = np.minimum(end - start, abc.REACH)
    at = np.concatenate([[0], np.cumsum(reach + 1)])
    places = np.arange(at[-1]) + np.repeat(start - at[:-1], reach + 1)
    kept = codes[places]
    kept[at[1:] - 1] = ord("\n")
    back = end - 1 - np.arange(LAST)[:, None]
    last = np.where(back >= start, codes[np.maximum(back, 0)].astype(np.int64), -1)
    return Lines(
        text=text,
        start=start - base[text],
        end=end - base[text],
        gap=gap,
        codes=kept,
        at=at[:-1],
        reach=reach,
        last=last,
    )


def _spans(bits: Array) -> tuple[Array, Array]:
    """Where the stripped lines begin and end: from the first run of signs that are no space to the last."""
    ink = (bits & sign.SPACE) == 0
    edges = np.flatnonzero(ink[1:] != ink[:-1]) + 1
    if ink[0]:
        edges = np.concatenate([[0], edges])
    begins, ends = edges[::2], edges[1::2]
    line = np.cumsum((bits & sign.BREAK) != 0, dtype=np.int32)[begins]
    change = np.flatnonzero(line[1:] != line[:-1]) + 1
    first = np.concatenate([[0], change]) if len(begins) else change
    final = np.concatenate([change, [len(begins)]])[: len(first)] - 1
    return begins[first], ends[final]


def _near_ends(start: Array, end: Array, text: Array, texts: int) -> tuple[Array, Array, Array]:
    """Without the middle of texts that have more than twice `EDGE` lines."""
    begin = np.searchsorted(text, np.arange(texts + 1))
    count = np.diff(begin)
    if not (count > 2 * EDGE).any():
        return start, end, text
    rank = np.arange(len(text)) - begin[text]
    keep = (rank < EDGE) | (rank >= count[text] - EDGE)
    return start[keep], end[keep], text[keep]
