"""From scored candidates to authors: the best line, and the lines beside it that name co-authors."""

from __future__ import annotations

from collections.abc import Sequence

from qa.analysis.byline.candidate import Candidate

Scored = tuple[float, Candidate]
NEAR = 2
SURE = 0.5
AS_GOOD = 0.8


def ranked(scored: Sequence[Scored], least: float) -> list[Scored]:
    """The candidates that are probable enough, the best first; of equals the one that stands first."""
    likely = (pair for pair in scored if pair[0] >= least)
    return sorted(likely, key=lambda pair: (-pair[0], pair[1].start))


def authors(scored: Sequence[Scored], best: Scored) -> tuple[str, ...]:
    """The names of the best candidate, and of others that stand in its form on lines next to it and are
    nearly as good: many pages give every author a line.
    """
    chance, chosen = best
    least = max(SURE, AS_GOOD * chance)
    fellows = [each for other, each in scored if other >= least and each.form == chosen.form]
    block = [chosen]
    for step in (-1, 1):
        place = chosen.place
        for each in sorted(fellows, key=lambda each: step * each.place):
            if 0 < step * (each.place - place) <= NEAR:
                block.append(each)
                place = each.place
    block.sort(key=lambda each: each.place)
    return tuple(dict.fromkeys(person.name for each in block for person in each.names.persons))
