"""Find temporal expressions: scan for triggers, cut tokens around them, match rules over token classes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from qa.analysis.temporal.guards import refused
from qa.analysis.temporal.lexicon import Value, lexicon
from qa.analysis.temporal.meaning import Draft
from qa.analysis.temporal.numeric import NumericDate
from qa.analysis.temporal.rules import RULES
from qa.analysis.temporal.rules.rule import Rule
from qa.analysis.temporal.tokens import Token, run_around


class Found(NamedTuple):
    """An expression in the text and what the grammar makes of it."""

    start: int
    end: int
    rule: str
    draft: Draft


class _Reading(NamedTuple):
    """An expression in a run of tokens: which tokens (`first:last`), by which rule, and what it means."""

    first: int
    last: int
    rule: str
    draft: Draft


def find(text: str, lowered: str, language: str) -> Iterator[Found]:
    """Every expression, in order and disjoint. `lowered` is the text in lower case with the same offsets."""
    words = lexicon(language)
    floor = position = 0
    while trigger := words.core.search(lowered, position):
        tokens = run_around(text, lowered, trigger.start(), floor, words)
        for reading in _readings(
            tuple((token.kind, token.value, token.end - token.start) for token in tokens)
        ):
            start, end = tokens[reading.first].start, tokens[reading.last - 1].end
            if not refused(text, start, end, reading.rule.partition(":")[0], language):
                yield Found(start, end, reading.rule, reading.draft)
        floor = tokens[-1].end if tokens else floor
        position = max(trigger.end(), floor)


@lru_cache(maxsize=4096)
def _readings(shapes: tuple[tuple[str, Value | NumericDate, int], ...]) -> tuple[_Reading, ...]:
    """The expressions in a run, told by class, value and length of its tokens; most runs come again."""
    tokens = [Token(kind, value, 0, length) for kind, value, length in shapes]
    classes = "".join(token.kind for token in tokens)
    pattern, rules = _compiled()
    readings: list[_Reading] = []
    at = 0
    while found := pattern.search(classes, at):
        rule = rules[int((found.lastgroup or "_0")[1:])]
        built = rule.build(tokens[found.start() : found.end()])
        drafts = [built] if isinstance(built, Draft) else list(built or ())
        at = found.end() if drafts else found.start() + 1
        for draft in drafts:
            last = found.end() if draft.last is None else found.start() + draft.last
            readings.append(_Reading(found.start() + draft.first, last, rule.id, draft))
    return tuple(readings)


@cache
def _compiled() -> tuple[re.Pattern[str], tuple[Rule, ...]]:
    """All rules in one automaton; the name of the group that matched gives the rule."""
    parts = (f"(?P<_{number}>{rule.pattern})" for number, rule in enumerate(RULES))
    return re.compile(r"(?=[^|.c'&_+-])(?:" + "|".join(parts) + ")"), RULES
