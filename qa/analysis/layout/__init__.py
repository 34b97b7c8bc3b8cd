"""Head, body, tail and furniture of a plain-text or Markdown document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qa.analysis.layout.cues import OPENS, WHOLE, cues
from qa.analysis.layout.reasons import reasons
from qa.analysis.layout.rows import Row, rows
from qa.analysis.layout.shape import ends_sentence, prose, titlelike
from qa.model.facts import Layout

_TAIL_KINDS = ("newsletter", "teaser-list", "comments", "share-bar", "author-bio", "legal", "call-to-action")
_OPENERS = ("teaser-list", "newsletter", "comments")
_HEAD_LINES = 60


def find_layout(text: str, *, language: str, block_frequency: Callable[[str], int] | None = None) -> Layout:  # noqa: ARG001
    """Where the head ends, where the tail starts, and what inside the body is not body."""
    found = rows(text)
    if len(found) < 3:
        return Layout(head_end=0, tail_start=len(text), evaluated=bool(found))
    head, head_score = _head(found)
    tail, tail_score = _tail(found, head)
    return Layout(
        head_end=found[head].start if head else 0,
        tail_start=found[tail].start if tail < len(found) else len(text),
        head_reasons=reasons(found[:head], fallback="navigation") if head else (),
        tail_reasons=reasons(found[tail:], fallback="other-topic") if tail < len(found) else (),
        head_score=head_score,
        tail_score=tail_score,
    )


def _head(found: Sequence[Row]) -> tuple[int, float]:
    """Number of rows before the first running text, when they are few and short."""
    for number, row in enumerate(found[:_HEAD_LINES]):
        if prose(row.text):
            return (number, 0.6) if number else (0, 0.0)
    return 0, 0.0


def _tail(found: Sequence[Row], head: int) -> tuple[int, float]:
    """First row of the tail: the cut with the greatest sum of what speaks against body after it."""
    opener = _opener(found, head)
    best, best_sum, total = len(found), 1.5, 0.0
    for number in range(len(found) - 1, head, -1):
        total += _weight(found[number].text, number >= opener)
        bonus = 1.5 if _opens_tail(found[number].text) else 0.0
        if total + bonus > best_sum:
            best, best_sum = number, total + bonus
        if total < -12:
            break
    return best, round(min(0.99, best_sum / (best_sum + 2)), 3) if best < len(found) else 0.0


def _opener(found: Sequence[Row], head: int) -> int:
    """The first row in the later part of the text that announces other stories or a form."""
    quarter = found[-1].end // 4
    for number in range(head + 1, len(found)):
        if found[number].start < quarter:
            continue
        line = found[number].text
        kinds = cues(line)
        if (
            max(kinds.get(kind, 0) for kind in _OPENERS) >= OPENS
            and len(line) < 80
            and not ends_sentence(line)
        ):
            return number
    return len(found)


def _opens_tail(line: str) -> bool:
    return any(how >= OPENS for kind, how in cues(line).items() if kind in _TAIL_KINDS)


def _weight(line: str, announced: bool) -> float:
    """How much a line speaks for tail (positive) or body (negative)."""
    kinds = cues(line)
    strength = max((how for kind, how in kinds.items() if kind in _TAIL_KINDS), default=0)
    if strength >= OPENS:
        return 0.3 if len(line) >= 200 else 2.0 if strength == WHOLE else 1.5
    if announced:
        return 0.3
    if prose(line):
        return -2.0
    if strength or "navigation" in kinds:
        return 0.8
    return 0.6 if titlelike(line) and line[-1] not in ".!:" else -0.6
