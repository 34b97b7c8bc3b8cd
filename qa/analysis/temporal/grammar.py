"""Find temporal expressions: scan for triggers, cut tokens around them, match rules over token classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from qa.analysis.temporal.guards import refused
from qa.analysis.temporal.lexicon import Lexicon, lexicon
from qa.analysis.temporal.meaning import Draft
from qa.analysis.temporal.rules import RULES
from qa.analysis.temporal.rules.rule import Rule
from qa.analysis.temporal.tokens import Token, run_around


class Found(NamedTuple):
    """An expression in the text and what the grammar makes of it."""

    start: int
    end: int
    rule: str
    draft: Draft


def find(text: str, lowered: str, language: str) -> Iterator[Found]:
    """Every expression, in order and disjoint. `lowered` is the text in lower case with the same offsets."""
    words = lexicon(language)
    floor = position = 0
    while trigger := words.core.search(lowered, position):
        tokens = run_around(text, lowered, trigger.start(), floor, words)
        yield from _parse(text, tokens, words)
        floor = tokens[-1].end if tokens else floor
        position = max(trigger.end(), floor)


def _parse(text: str, tokens: Sequence[Token], words: Lexicon) -> Iterator[Found]:
    classes = "".join(token.kind for token in tokens)
    pattern, rules = _compiled()
    at = 0
    while found := pattern.search(classes, at):
        rule = rules[int((found.lastgroup or "_0")[1:])]
        matched = tokens[found.start() : found.end()]
        built = rule.build(matched)
        drafts = [built] if isinstance(built, Draft) else list(built or ())
        at = found.end() if drafts else found.start() + 1
        for draft in drafts:
            piece = _place(matched, rule, draft)
            if not refused(text, piece.start, piece.end, words.guards.get(rule.id.partition(":")[0], ())):
                yield piece


def _place(matched: Sequence[Token], rule: Rule, draft: Draft) -> Found:
    last = draft.last if draft.last is not None else len(matched)
    return Found(matched[draft.first].start, matched[last - 1].end, rule.id, draft)


@cache
def _compiled() -> tuple[re.Pattern[str], tuple[Rule, ...]]:
    """All rules in one automaton; the name of the group that matched gives the rule."""
    parts = (f"(?P<_{number}>{rule.pattern})" for number, rule in enumerate(RULES))
    return re.compile(r"(?=[^|.c'&_+-])(?:" + "|".join(parts) + ")"), RULES
