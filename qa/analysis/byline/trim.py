"""Cut from the words that could be a name what is none: dates, titles, outlets, degrees, lost spaces."""

from __future__ import annotations

import re

from qa.analysis.byline.known import initial, known_first, known_last
from qa.analysis.byline.lexicon import (
    agencies,
    common_words,
    credentials,
    months,
    not_names,
    particles,
    suffixes,
    surnames,
    titles,
)

Tokens = list[tuple[str, int, int]]
_STAMPED = re.compile(r"\.?,? ?\d")
_CAPITAL = re.compile(r"[A-Z]")
_PREFIXES = (
    "Mc",
    "O’",
    "O'",
    "Mac",
    "Fitz",
    "Von",
    "Van",
    "Del",
    "Den",
    "Der",
    "Dela",
    "Della",
    "San",
    "Ben",
    "Saint",
    "Ter",
    "Abu",
)
_GLUED = re.compile(r"(?:Updated|Published|Posted|Last)(?:[A-Z].*)?$")


def _months(tokens: Tokens, text: str) -> Tokens:
    """Without a month at the end that belongs to a date: "Ada Long June 5"."""
    last, _, end = tokens[-1]
    dated = len(tokens) > 1 and last[:3].casefold() in months() and _STAMPED.match(text, end)
    return tokens[:-1] if dated else tokens


def _unglued(tokens: Tokens) -> Tokens:
    """Cut where extraction lost the space before a title or a date: "Ada LongStaff Writer"."""
    for place, (token, start, _) in enumerate(tokens[1:], 1):
        cut = _seam(token)
        if cut:
            return [*tokens[:place], (token[:cut], start, start + cut)]
    return tokens


def _seam(token: str) -> int:
    """Where two words meet in one without a space, the second of them no name; 0 where there is no seam."""
    if token.casefold() in surnames() or "-" in token:
        return 0
    for found in _CAPITAL.finditer(token, 2):
        cut, following = found.start(), token[found.start() :].casefold()
        if token[:cut] in _PREFIXES or not token[cut - 1].islower():
            continue
        if following in common_words() or following in titles() or following in not_names():
            return cut
        if len(following) > 3 and cut > 2 and token[cut + 1].islower() and following not in surnames():
            return cut
    return 0


def _has_middle(words: list[str]) -> bool:
    """Does the name hold a particle or a second given name: "Ana de la Cruz", "Ana Maria Cruz"?"""
    return any(word[0].islower() for word in words) or (known_first((words[1],)) and known_last((words[2],)))


def _without_outlet(tokens: Tokens) -> Tokens:
    """Without an outlet that follows the name with no sign between: "Ada Long Associated Press"."""
    least = 3 if len(tokens) > 2 and initial(tokens[1][0]) else 2
    words = [token for token, _, _ in tokens]
    for cut in range(least, len(words)):
        if " ".join(words[cut:]).casefold() in agencies():
            return tokens[:cut]
    loud = words[-1].isupper() and not words[0].isupper() and not initial(words[-1])
    if len(words) > least and loud and words[-1].casefold() not in suffixes():
        return tokens[:-1]
    return tokens[:least] if sum(word[0].isupper() for word in words) > 5 else tokens


def _trim(tokens: Tokens) -> Tokens:
    """Without degrees at the end, and cut before the first word that is no name."""
    for place, (token, _, _) in enumerate(tokens):
        folded = token.casefold()
        if folded in credentials() and place >= 2 and token.isupper():
            return tokens[:place]
        if place < 2 or folded in particles():
            continue
        if folded in titles() or _GLUED.match(token):
            return tokens[:place]
        if folded in not_names():  # the words of an outlet: what is left may hold one more of them
            return tokens[: place if initial(tokens[1][0]) or _has_middle([t for t, _, _ in tokens]) else 2]
    return tokens


def _once(tokens: Tokens) -> Tokens:
    """A name that stands twice in a row, taken once."""
    half = len(tokens) // 2
    words = [token for token, _, _ in tokens]
    return tokens[:half] if half > 1 and words[:half] == words[half:] else tokens


def trimmed(tokens: Tokens, text: str) -> Tokens:
    """The words that are left of those read from the text; each with its start and end there."""
    return _once(_without_outlet(_trim(_unglued(_months(tokens, text))))) if tokens else tokens
