"""What looks like a temporal expression and is none: names, counts, sums, numbers of sections."""

from __future__ import annotations

from functools import lru_cache

from qa.analysis.temporal.lexicon import Guard, lexicon

_BEFORE, _AFTER = 40, 40  # code points around an expression that guards look at


def refused(text: str, start: int, end: int, family: str, language: str) -> bool:
    """Whether a guard of the rule's family shows that `text[start:end]` is no date."""
    guards = _concerned(text[start:end], family, language)
    if not guards:
        return False
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    return any(
        (left is None or left.search(before) is not None)
        and (right is None or right.match(after) is not None)
        for _, left, right in guards
    )


@lru_cache(maxsize=4096)
def _concerned(piece: str, family: str, language: str) -> tuple[Guard, ...]:
    """The guards of a family that the words of an expression are subject to."""
    guards = lexicon(language).guards.get(family, ())
    return tuple(guard for guard in guards if guard.inside is None or guard.inside.search(piece))
