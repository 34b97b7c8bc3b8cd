"""What looks like a temporal expression and is none: names, counts, sums, numbers of sections."""

from __future__ import annotations

from collections.abc import Sequence

from qa.analysis.temporal.lexicon import Guard

_BEFORE, _AFTER = 40, 40  # code points around an expression that guards look at


def refused(text: str, start: int, end: int, guards: Sequence[Guard]) -> bool:
    """Whether a guard shows that `text[start:end]` is no date."""
    if not guards:
        return False
    before, piece, after = text[max(0, start - _BEFORE) : start], text[start:end], text[end : end + _AFTER]
    return any(
        (inside is None or inside.search(piece) is not None)
        and (left is None or left.search(before) is not None)
        and (right is None or right.match(after) is not None)
        for inside, left, right in guards
    )
