"""Temporal expressions: found, typed, anchored and resolved.

Types and values follow TIMEX3 (Pustejovsky et al. 2003; TimeML annotation guidelines 1.2.1). A cheap scan for
trigger words comes first, a grammar over token classes around the triggers second, and last the values are
counted from the story's date, the date last named in the text, or not at all.
"""

from __future__ import annotations

from qa.analysis.temporal.anchoring import Story, timexes
from qa.analysis.temporal.grammar import find
from qa.analysis.temporal.lexicon import languages
from qa.model.facts import Layout, Published, Timex


def find_temporal(
    text: str, *, language: str, published: Published | None, layout: Layout | None = None
) -> tuple[Timex, ...]:
    """Every temporal expression of the text in order, disjoint.

    Texts in a language without a lexicon (or in none that is known) are read as English, whose numeric dates
    are universal. Dates in the tail of `layout` are listed but nothing is counted from them.
    """
    code = language.partition("-")[0].lower()
    code = code if code in languages() else "en"
    lowered = _lower(text)
    story = Story(text=text, lowered=lowered, language=code, published=published, layout=layout)
    return tuple(timexes(story, find(text, lowered, code)))


def _lower(text: str) -> str:
    """The text in lower case with its offsets kept: the few letters that would grow stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
