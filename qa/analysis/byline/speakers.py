"""Interviews: who asks the questions when only speaker labels name people."""

from __future__ import annotations

import re
from collections import Counter

from qa.analysis.byline.person import person_at
from qa.model.facts import Byline, Layout

REACH = 40000
_LONGEST = 40
_TURN = re.compile(r"^[ \t*_]*([^\W\d_][^\n:?!]{1,40}?)[ \t*_]*(?::[ \t]*([^\n]*)|)$", re.MULTILINE)


def _asks(text: str, end: int) -> bool:
    """Does the paragraph that follows end in a question?"""
    following = text[end : end + 2000].lstrip("\n\r\t *_").split("\n", 1)[0].rstrip(" *_")
    return following.endswith("?")


def _turns(text: str, layout: Layout) -> list[re.Match[str]]:
    body = text[layout.head_end : min(layout.tail_start, layout.head_end + REACH)]
    return [found for found in _TURN.finditer(body) if found.group(1)[0].isupper()]


def _labels(turns: list[re.Match[str]]) -> frozenset[str]:
    count = Counter(found.group(1) for found in turns)
    return frozenset(label for label, times in count.items() if times > 1 and _is_person(label))


def speaker_labels(text: str, layout: Layout) -> frozenset[str]:
    """Names that stand before what they say; none unless two recur."""
    labels = _labels(_turns(text, layout))
    return labels if len(labels) > 1 else frozenset()


def find_speakers(text: str, layout: Layout) -> Byline | None:
    """The interviewer of a conversation with speaker labels, or null.

    Two labels at least must recur. Who puts most questions counts as the interviewer; the other is no author.
    """
    turns = _turns(text, layout)
    speakers = _labels(turns)
    if len(speakers) < 2:
        return None
    asked: Counter[str] = Counter(dict.fromkeys(sorted(speakers), 0))
    for found in turns:
        label, said = found.group(1), found.group(2)
        if label in speakers:
            asked[label] += said.rstrip().endswith("?") if said else _asks(found.string, found.end())
    label = max(asked, key=lambda each: (asked[each], each))
    if not asked[label]:
        return None
    first = next(found for found in turns if found.group(1) == label)
    start = layout.head_end + first.start(1)
    person = person_at(label, 0)
    return Byline(
        kind="speaker-only",
        names=(person.name if person else label,),
        start=start,
        end=start + len(label),
        score=0.6,
        region="body-end",
        evidence=("speaker-label",),
    )


def _is_person(label: str) -> bool:
    person = person_at(label, 0)
    return person is not None and person.end == len(label)
