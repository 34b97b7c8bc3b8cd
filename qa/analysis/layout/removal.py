"""Take lines out of a text, as often as needed, and tell which in the terms of the first text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from qa.analysis.layout.rows import line_start, rows
from qa.model.facts import Span

_ROUNDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Spans to take out, found in any round; `clean` says whether nothing is found once they are out."""

    spans: tuple[Span, ...]
    clean: bool


@dataclass(slots=True, kw_only=True)
class _UnderWay:
    """A text of which some is taken out: what is kept of it, what was found, what is found in the rest."""

    text: str
    kept: list[tuple[int, int]]
    now: Sequence[Span]
    found: list[Span] = field(default_factory=list)

    @property
    def left(self) -> str:
        return "".join(self.text[start:end] for start, end in self.kept)

    def take_out(self) -> None:
        """Take out what is found now, with the blank lines after it."""
        current, kept = self.left, self.kept
        self.found += [
            Span(start=_back(kept, span.start), end=_back(kept, span.end - 1) + 1, reason=span.reason)
            for span in self.now
        ]
        self.kept = _without(kept, [cut_of(current, span) for span in self.now])


def removals(
    texts: Sequence[str],
    found: Iterable[Sequence[Span]],
    find: Callable[[Sequence[str]], Iterable[Sequence[Span]]],
) -> list[Removal]:
    """For each text what was found in it, and what `find` finds once that is out, until it finds nothing
    (four rounds at most).

    So a correction needs no second run. Each span covers whole lines; taking it out takes the blank lines
    after it along. `find` gets the texts of a round together, which is faster than one by one.
    """
    all_texts = [
        _UnderWay(text=text, kept=[(0, len(text))], now=spans)
        for text, spans in zip(texts, found, strict=True)
    ]
    for _ in range(_ROUNDS):
        busy = [each for each in all_texts if each.now]
        for each in busy:
            each.take_out()
        for each, spans in zip(busy, find([each.left for each in busy]) if busy else (), strict=True):
            each.now = spans
    return [Removal(spans=_ordered(each.found), clean=not each.now) for each in all_texts]


def cut_of(text: str, span: Span) -> tuple[int, int]:
    """The stretch that leaves with a span: its lines and the blank lines after them."""
    return line_start(text, span.start), _next_line(text, span.end)


def _ordered(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def _next_line(text: str, end: int) -> int:
    """Where the next line with text begins, after the line that `end` is in."""
    breaks = [at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0]
    if not breaks:
        return len(text)
    after = rows(text[min(breaks) : min(breaks) + 10_000])
    return line_start(text, min(breaks) + after[0].start) if after else len(text)


def _back(kept: Sequence[tuple[int, int]], offset: int) -> int:
    """The offset in the first text of an offset in the text that is left."""
    for start, end in kept:
        if offset < end - start:
            return start + offset
        offset -= end - start
    return kept[-1][1] if kept else 0


def _without(kept: Sequence[tuple[int, int]], cuts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is kept, less cuts given in the terms of what is left; the cuts are in order."""
    out = []
    base = 0
    for start, end in kept:
        at = base
        for cut_start, cut_end in sorted(cuts):
            a, b = max(cut_start, at), min(cut_end, base + end - start)
            if a < b:
                if a > at:
                    out.append((start + at - base, start + a - base))
                at = b
        if at < base + end - start:
            out.append((start + at - base, end))
        base += end - start
    return out
