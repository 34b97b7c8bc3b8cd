"""Passages that stand twice in one document: captions, pull quotes, paragraphs.

Two lines echo each other when most of the word 5-grams of the shorter are in the other. The shorter is the
echo; of equals, the later.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from qa.analysis.layout.rows import Row
from qa.model.facts import Span

_WORD = re.compile(r"[^\W_]+")
_GRAM = 5
_SHARE = 0.75
_HOLDERS = 4
_CHARS = 4000


def echoes(body: Sequence[Row], *, shortest: int) -> list[tuple[Span, Row]]:
    """Each echo (its reason: adjacent, elsewhere, pull-quote) with the line that it repeats, in order."""
    grams = [_grams(row.text) if len(row.text) >= shortest else [] for row in body]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(grams):
        for gram in each:
            if len(holders[gram]) < _HOLDERS:
                holders[gram].append(number)
    found = []
    for number, each in enumerate(grams):
        other = _repeated_by(number, grams, holders) if each else None
        if other is not None:
            found.append((_span(body, number, other, len(each) == len(grams[other])), body[other]))
    return found


def _span(body: Sequence[Row], number: int, other: int, equal: bool) -> Span:
    reason = "pull-quote" if not equal else "adjacent" if number - other == 1 else "elsewhere"
    return Span(start=body[number].start, end=body[number].end, reason=reason)


def _repeated_by(number: int, grams: Sequence[Sequence[str]], holders: dict[str, list[int]]) -> int | None:
    """The line that has most of this one's 5-grams, if this one is the shorter or the later of the two."""
    votes: Counter[int] = Counter()
    for gram in grams[number]:
        votes.update(other for other in holders[gram] if other != number)
    own = len(grams[number])
    for other, shared in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        longer = (len(grams[other]), -other) > (own, -number)
        if longer and shared >= _SHARE * own:
            return other
    return None


def _grams(line: str) -> list[str]:
    words = _WORD.findall(line[:_CHARS].lower())
    if len(words) < _GRAM:
        return [" ".join(words)] if words else []
    return sorted({" ".join(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)})
