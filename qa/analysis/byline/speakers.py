"""Interviews: who asks the questions when only speaker labels name people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.analysis.byline.person import person_at
from qa.model.facts import Byline, Layout

REACH = 20000
_LONGEST = 40
_MARKS = " \t*_"


class _Turn(NamedTuple):
    """A line that begins with a possible label: where the label stands, and what follows on the line."""

    label: str
    start: int
    said: str


def _asks(text: str, start: int) -> bool:
    """Does the paragraph after the line at `start` end in a question?"""
    end = text.find("\n", start)
    following = text[end : end + 2000].lstrip("\n\r\t *_").split("\n", 1)[0].rstrip(" *_")
    return end >= 0 and following.endswith("?")


def _turns(text: str, layout: Layout) -> Iterator[_Turn]:
    at = layout.head_end
    for line in text[at : min(layout.tail_start, at + REACH)].split("\n"):
        label, colon, said = line[: _LONGEST + 8].partition(":")
        bare = label.strip(_MARKS) if colon or len(line) <= _LONGEST + 8 else ""
        if bare and bare[0].isupper() and len(bare) <= _LONGEST and (colon or bare[-1] not in ".?!,"):
            yield _Turn(label=bare, start=at + line.index(bare), said=said and line[len(label) + 1 :])
        at += len(line) + 1


def _labels(turns: Sequence[_Turn]) -> frozenset[str]:
    count = Counter(turn.label for turn in turns)
    return frozenset(label for label, times in count.items() if times > 1 and _is_person(label))


def speaker_labels(text: str, layout: Layout) -> frozenset[str]:
    """Names that stand before what they say; none unless two recur."""
    labels = _labels(list(_turns(text, layout)))
    return labels if len(labels) > 1 else frozenset()


def find_speakers(text: str, layout: Layout) -> Byline | None:
    """The interviewer of a conversation with speaker labels, or null.

    Two labels at least must recur. Who puts most questions counts as the interviewer; the other is no author.
    """
    turns = list(_turns(text, layout))
    speakers = _labels(turns)
    if len(speakers) < 2:
        return None
    asked: Counter[str] = Counter(dict.fromkeys(sorted(speakers), 0))
    for turn in turns:
        if turn.label in speakers:
            said = turn.said.rstrip(_MARKS)
            asked[turn.label] += said.endswith("?") if said else _asks(text, turn.start)
    label = max(asked, key=lambda each: (asked[each], each))
    if not asked[label]:
        return None
    start = next(turn.start for turn in turns if turn.label == label)
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
