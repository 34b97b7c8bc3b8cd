"""Promo links, advertisement marks and repeated lines inside the body. Only what is as good as certain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qa.analysis.layout.columns import Columns
from qa.analysis.layout.cues import OPENS, WHOLE, cues
from qa.analysis.layout.rows import Row
from qa.analysis.layout.shape import ends_sentence
from qa.model.cues import OwnCues
from qa.model.facts import Span

_LONGEST = 160
_NEAR, _NEAR_LENGTH = 3, 40
_FAR_LENGTH = 120
_FORM_LENGTH = 100


def suspects(columns: Columns) -> list[tuple[int, bool]]:
    """The lines that may be furniture, in order, and whether for a cue: others only repeat a line."""
    least = columns.lib.at_least
    cued = least(columns["newsletter"], OPENS) + least(columns["advertisement"], OPENS)
    marks = zip(cued.tolist(), columns["rep"].tolist(), strict=True)
    return [(line, cue > 0) for line, (cue, repeats) in enumerate(marks) if cue or repeats]


def furniture(
    body: Sequence[Row | None],
    suspects: Mapping[int, bool] | None = None,
    own: OwnCues | None = None,
) -> tuple[Span, ...]:
    """The lines of the body that are furniture, each as a span with its reason.

    The first and the last line of the body never are: there the boundary decides. `suspects` are the
    numbers of the lines to look at, if not all, and whether they have a cue; a line that no suspect is as
    long as may be null.
    """
    found = []
    last: dict[str, int] = {}
    for number, row in enumerate(body):
        if row is None:
            continue
        if 0 < number < len(body) - 1 and (suspects is None or number in suspects):
            reason = _repeats(row.text, number, last)
            if not reason and (suspects is None or suspects[number]):
                reason = _announces(row.text, own)
            if reason:
                found.append(Span(start=row.start, end=row.end, reason=reason))
        last[row.text] = number
    return tuple(found)


def _repeats(line: str, number: int, last: dict[str, int]) -> str | None:
    """A caption shown twice, one after the other; a long sentence that stood before."""
    if line not in last or not any(char.isalpha() for char in line):
        return None
    near = number - last[line] <= _NEAR and len(line) >= _NEAR_LENGTH
    return "repeated" if near or (len(line) >= _FAR_LENGTH and ends_sentence(line)) else None


def _announces(line: str, own: OwnCues | None) -> str | None:
    """An advertisement mark, a link to another story, or a form to subscribe."""
    if len(line) > _LONGEST:
        return None
    kinds = cues(line, own)
    if kinds.get("advertisement", 0) == WHOLE:
        return "advertisement"
    if kinds.get("advertisement", 0) == OPENS and _promo(line):
        return "promo-link"
    if kinds.get("newsletter", 0) >= OPENS and len(line) < _FORM_LENGTH and line[-1] not in ".:":
        return "newsletter"
    return None


def _promo(line: str) -> bool:
    """A link to another story: an opening such as "Also read:" and no finished sentence after it."""
    return line[-1] not in ".:" and (":" in line[:30] or "|" in line[:30] or not ends_sentence(line))
