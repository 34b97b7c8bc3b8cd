"""Phrases that a configuration adds to the cues of layout, or takes away: what no schema can say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from qa.analysis.layout.alphabet import phrase, within_plane
from qa.analysis.layout.phrases import shipped_phrases
from qa.declare.marked import Marked, Step
from qa.errors import Mistake
from qa.model.cues import Cue, OwnCues

_WITHOUT = "without"
_FEWEST = 2
_MOST = 200  # as the schema has it: to look for what was meant takes a while


def own_cues(marked: Marked, shown: str, mistakes: list[Mistake]) -> OwnCues | None:
    """The `cues` of a configuration; null where it has none. What its schema refuses is passed over here.

    Refused, each at its line, are phrases that would match next to everything, and ones to take away that
    are not there.
    """
    given = marked.value.get("cues") if isinstance(marked.value, Mapping) else None
    if not isinstance(given, Mapping):
        return None
    added = []
    for kind, place, number, said in _declared(given):
        if sum(char.isalpha() for char in within_plane(said)) >= _FEWEST:
            added.append(Cue(kind=kind, place=place, phrase=said))
        else:
            line = marked.line(("cues", kind, place, *number))
            message = f"cues.{kind}.{place}: {said[:60]!r} is no phrase: it has fewer than {_FEWEST} letters"
            hint = "numbers and signs alone would match too much"
            mistakes.append(Mistake(path=shown, line=line, message=message, hint=hint))
    without = tuple(_texts(given.get(_WITHOUT, ())))
    mistakes += _never_shipped(without, marked, shown)
    return OwnCues(added=tuple(added), without=tuple(said for _, said in without))


def _declared(given: Mapping[str, Any]) -> Iterator[tuple[str, str, tuple[Step, ...], str]]:
    """Kind, place, number and text of every phrase; the number is left out of a phrase that is no list's."""
    for kind, places in given.items():
        if kind != _WITHOUT and isinstance(places, Mapping):
            for place, said in places.items():
                yield from ((kind, place, number, each) for number, each in _texts(said))


def _texts(said: Any) -> Iterator[tuple[tuple[Step, ...], str]]:
    """The texts of a list, or the only one, with their numbers in the list."""
    if isinstance(said, str):
        yield from [((), said)] if said else []
        return
    for number, each in enumerate(said if isinstance(said, Sequence) else ()):
        if isinstance(each, str) and each:
            yield (number,), each


def _never_shipped(
    without: Sequence[tuple[tuple[Step, ...], str]], marked: Marked, shown: str
) -> Iterator[Mistake]:
    """The phrases to take away that no shipped list has: mistyped, or no cue at all."""
    if not without:
        return
    shipped = {" ".join(phrase(each)): each for _, _, each in shipped_phrases()}
    for number, said in without[:_MOST]:
        form = " ".join(phrase(said))
        if form not in shipped:
            near = get_close_matches(form[:80], shipped, n=1)
            hint = (
                f"did you mean '{shipped[near[0]]}'?" if near else "only phrases of the shipped lists can be"
            )
            line = marked.line(("cues", _WITHOUT, *number))
            message = f"cues.{_WITHOUT}: no shipped phrase is {said[:60]!r}"
            yield Mistake(path=shown, line=line, message=message, hint=hint)
