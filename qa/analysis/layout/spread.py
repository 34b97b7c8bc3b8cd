"""How the words of a line are spread over the text: cohesion with its running text, and repeated lines.

A word of a tail is seldom in the running text before it (lexical cohesion; Hearst 1997). Content words, names
and words of no list are told apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from qa.analysis.layout.tokens import Token

SPREAD = ("c_seen", "c_pb", "c_po", "n", "n_po", "rare", "r_po", "rep")
"""Content words of the line that stood before in the text, in running text before, in other running text;
names, and those in other running text; content words of no list, and those in other running text; earlier
equals.
"""
MOST_REPEATS = 3
_NOWHERE = 1 << 60


def spread(tokens: Sequence[Sequence[Token]], prose: Sequence[int], listed: int) -> dict[str, list[int]]:
    """The columns of `SPREAD`, given which lines are running text; words above `listed` are in no list."""
    telling = [[token for token in line if token.content or token.name] for line in tokens]
    first: dict[str, int] = {}
    first_prose: dict[str, int] = {}
    last_prose: dict[str, int] = {}
    for row, line in enumerate(telling):
        forms = {token.form for token in line}
        for form in forms - first.keys():
            first[form] = row
        if prose[row]:
            for form in forms - first_prose.keys():
                first_prose[form] = row
            last_prose |= dict.fromkeys(forms, row)
    equals: dict[tuple[str, ...], int] = {}
    table = []
    for row, line in enumerate(telling):
        counts = dict.fromkeys(SPREAD, 0)
        initial = tokens[row][0] if tokens[row] else None
        for token in line:
            before = first_prose.get(token.form, _NOWHERE) < row
            elsewhere = before or last_prose.get(token.form, -1) > row
            if token.content:
                rare = not 0 < token.word <= listed
                _count(counts, first[token.form] < row, before, elsewhere, rare=rare)
            if token.name and token is not initial:
                counts["n"] += 1
                counts["n_po"] += elsewhere
        key = tuple([token.form for token in tokens[row]])
        counts["rep"] = min(MOST_REPEATS, equals.get(key, 0))
        equals[key] = equals.get(key, 0) + 1
        table.append(counts)
    return {name: [counts[name] for counts in table] for name in SPREAD}


def _count(counts: dict[str, int], known: bool, before: bool, elsewhere: bool, *, rare: bool) -> None:
    counts["c_seen"] += known
    counts["c_pb"] += before
    counts["c_po"] += elsewhere
    if rare:
        counts["rare"] += 1
        counts["r_po"] += elsewhere
