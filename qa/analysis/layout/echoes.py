"""Passages that stand twice in one document: captions, pull quotes, paragraphs.

Two lines echo each other when most of the word 5-grams of the shorter are in the other. The shorter is the
echo; of equals, the later.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import chain

from qa.analysis.layout.rows import Row
from qa.model.facts import Span

_WORD = re.compile(r"[^\W_]+")
_GRAM = 5
_SHARE = 0.75
_HOLDERS = 4
_CHARS = 4000
_NONE: frozenset[str] = frozenset()


def echoes(body: Sequence[Row], *, shortest: int) -> list[tuple[Span, Row]]:
    """Each echo (its reason: adjacent, elsewhere, pull-quote) with the line that it repeats, in order."""
    grams = [_grams(row.text) if len(row.text) >= shortest else _NONE for row in body]
    counts = Counter(chain.from_iterable(grams))
    repeated = frozenset(gram for gram, count in counts.items() if count > 1)
    shared = [repeated & each for each in grams] if repeated else []
    holders: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(shared):
        for gram in each:
            if len(holders[gram]) < _HOLDERS:
                holders[gram].append(number)
    found = []
    for number, each in enumerate(shared):
        if each and len(each) >= _SHARE * len(grams[number]):
            other = _repeated_by(number, each, grams, holders)
            if other is not None:
                equal = len(grams[number]) == len(grams[other])
                found.append((_span(body, number, other, equal), body[other]))
    return found


def _span(body: Sequence[Row], number: int, other: int, equal: bool) -> Span:
    reason = "pull-quote" if not equal else "adjacent" if number - other == 1 else "elsewhere"
    return Span(start=body[number].start, end=body[number].end, reason=reason)


def _repeated_by(
    number: int, shared: Set[str], grams: Sequence[Set[str]], holders: Mapping[str, Sequence[int]]
) -> int | None:
    """The line that has most of this one's 5-grams, if this one is the shorter or the later of the two."""
    votes = Counter(other for gram in shared for other in holders[gram] if other != number)
    own = len(grams[number])
    for other, both in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        longer = (len(grams[other]), -other) > (own, -number)
        if longer and both >= _SHARE * own:
            return other
    return None


def _grams(line: str) -> Set[str]:
    words = _WORD.findall(line[:_CHARS].lower())
    if len(words) < _GRAM:
        return frozenset([" ".join(words)]) if words else _NONE
    return frozenset(" ".join(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1))
