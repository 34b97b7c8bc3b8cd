"""Turn drafts into facts: count relative expressions from the story's date or from a date in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from qa.analysis.temporal.context import Surroundings, spans_to_now
from qa.analysis.temporal.grammar import Found
from qa.analysis.temporal.gregorian import week_value
from qa.analysis.temporal.lexicon import lexicon
from qa.analysis.temporal.meaning import Draft, Recurring, Shift
from qa.analysis.temporal.quotations import Quotations
from qa.analysis.temporal.resolve import AMBIGUOUS, Resolution, resolve
from qa.model.facts import Layout, Published, Timex

NO_ANCHOR = "no-anchor"
EVENT = "event-relative"
_NARRATION = 1500  # code points over which a history carries its year on
_SAYS_NOW = ("relative", "weekday")  # families of rules that count from the story alone
_NEWS = 4  # how many dates told by the text outweigh one that counts from the story
_CLOSE = 28  # code points between a time and the day after it
_SENTENCE_END = re.compile(r"[.!?;]\s|\n\s*\n")


class Story:
    """The text with all that its expressions may be counted from."""

    def __init__(
        self, *, text: str, lowered: str, language: str, published: Published | None, layout: Layout | None
    ) -> None:
        self.text = text
        self.lowered = lowered
        self.words = lexicon(language)
        self.tail_start = layout.tail_start if layout else len(text)
        self.date = _day(published.value) if published else None
        self.around = Surroundings(text, lowered, self.words)

    @cached_property
    def quotations(self) -> Quotations:
        """The quoted stretches, found when first asked for."""
        return Quotations(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Memory:
    """The date last named in the text (ISO, to its precision), where, and whether by the text alone.

    `histories` counts the dates so far that did not need the story's date, `news` those that speak of it.
    """

    value: str = ""
    end: int = 0
    told: bool = False
    histories: int = 0
    news: int = 0


def timexes(story: Story, found: Iterable[Found]) -> Iterator[Timex]:
    """A fact for each expression found."""
    memory = _Memory()
    every = [_reaching_back(story, one) for one in found]
    for place, one in enumerate(every):
        alone = not memory.value or memory.end + _CLOSE < one.start
        whole = _with_day_after(story, one, every[place + 1 : place + 3]) if alone else one
        timex = _timex(story, whole, memory)
        yield timex
        memory = _remember(memory, timex, story.tail_start)


def _with_day_after(story: Story, one: Found, following: Sequence[Found]) -> Found:
    """A time of day takes the day that follows it closely: "at 10:35 a.m. (0735 GMT) Friday"."""
    if one.draft.base != "day" or one.draft.type != "TIME":
        return one
    after = next((each for each in following if each.draft.base != "day"), None)
    if after is None or after.draft.granularity not in ("day", "part") or after.draft.reason:
        return one
    if after.start - one.end > _CLOSE or _SENTENCE_END.search(story.text, one.end, after.start):
        return one
    day = after.draft
    if day.type == "SET" or (day.formula is None and day.type == "TIME"):
        return one
    if day.formula is None:
        known = replace(
            one.draft, value=f"{day.value}{one.draft.suffix}", formula=None, suffix="", anchored=False
        )
        return one._replace(draft=known)
    return one._replace(draft=replace(one.draft, formula=day.formula, base=day.base))


def _reaching_back(story: Story, one: Found) -> Found:
    """A duration that ends on the story's date needs that date to be placed."""
    draft = one.draft
    if draft.type != "DURATION" or draft.anchored or "X" in (draft.value or "X"):
        return one
    if not spans_to_now(story.lowered, one.start, story.words):
        return one
    return one._replace(rule=f"{one.rule}/reaching-back", draft=replace(draft, base="period", anchored=True))


def _timex(story: Story, one: Found, memory: _Memory) -> Timex:
    draft = one.draft
    resolution, base = _resolution(story, one, memory)
    value = resolution.value
    if value is not None:
        value = _suffixed(value, draft.suffix)
    rule = one.rule if not resolution.cue else f"{one.rule}/{resolution.cue}"
    return Timex(
        start=one.start,
        end=one.end,
        text=story.text[one.start : one.end],
        type=draft.type,
        value=value if value is not None else draft.value,
        anchored=draft.anchored,
        resolved=value is not None and not draft.reason,
        rule=rule if base == "story" else f"{rule}/{base}",
        quoted=one.start in story.quotations,
        granularity=draft.granularity,
        reason=draft.reason or ("" if value is not None else _why(draft, resolution, base)),
        candidates=draft.candidates or tuple(_suffixed(each, draft.suffix) for each in resolution.candidates),
    )


def _why(draft: Draft, resolution: Resolution, base: str) -> str:
    if not draft.anchored:
        return ""
    if resolution.candidates:
        return AMBIGUOUS
    return EVENT if base == "text" else NO_ANCHOR


def _suffixed(value: str, suffix: str) -> str:
    if suffix == "W":
        return week_value(date.fromisoformat(value))
    return value + suffix


def _resolution(story: Story, one: Found, memory: _Memory) -> tuple[Resolution, str]:
    """The calendar value, and what it was counted from."""
    draft = one.draft
    if draft.base == "period":
        return Resolution(value=draft.value if story.date else None), "story"
    if draft.formula is None:
        known = not draft.anchored and draft.granularity != "reference" and not draft.reason
        return Resolution(value=draft.value if known else None), "story"
    if draft.base in ("text", "day"):
        return _from_text(story, one, memory)
    if _narrated(story, one, memory):
        before = _day(memory.value, 7)
        if before is not None:
            return resolve(draft.formula, before, _onward), "text"
    return _from_story(story, one), "story"


def _narrated(story: Story, one: Found, memory: _Memory) -> bool:
    """Whether a month or day without a year goes on from a date of the text in another year than the story's.

    That is how histories tell ("On March 3, 1815 …. In May …"), while news counts from its own day.
    """
    formula = one.draft.formula
    if not isinstance(formula, Recurring) or formula.direction is not None or formula.years is not None:
        return False
    if not memory.told or one.start - memory.end > _NARRATION or memory.histories < _NEWS * (memory.news + 1):
        return False
    return story.date is None or memory.value[:4] != f"{story.date.year:04}"


def _from_story(story: Story, one: Found) -> Resolution:
    formula = one.draft.formula
    if story.date is None or formula is None:
        return Resolution(value=None)
    return resolve(formula, story.date, lambda: story.around.tense(one.start, one.end))


def _from_text(story: Story, one: Found, memory: _Memory) -> tuple[Resolution, str]:
    """From the date last named, when it is known to the precision that counting needs."""
    formula, day_only = one.draft.formula, one.draft.base == "day"
    near = not day_only or memory.end > story.around.sentence(one.start, one.end)[0]
    known = _day(memory.value, _needed(formula)) if near else None
    if known is None:
        return (_from_story(story, one), "story") if day_only else (Resolution(value=None), "text")
    return resolve(formula, known, _past) if formula else Resolution(value=None), "text"


def _onward() -> int:
    """Telling goes on in time."""
    return 1


def _past() -> int:
    """What is told after a date in the text, and named without a year, is mostly what came before."""
    return -1


def _needed(formula: object) -> int:
    """How many characters of an ISO date counting by the formula needs."""
    if isinstance(formula, Shift):
        return {"Y": 4, "DE": 4, "CE": 4, "M": 7}.get(formula.unit, 10)
    return 4 if isinstance(formula, Recurring) else 10


def _day(value: str, needed: int = 10) -> date | None:
    """The day of an ISO value, or the first day of its month or year if that is precise enough."""
    head = value[:10]
    if len(head) < needed or not head[:4].isdigit():
        return None
    try:
        if needed == 4 and not head[4:6].strip("-").isdigit():
            return date(int(head[:4]), 1, 1)
        return date.fromisoformat((head + "-01-01"[len(head) - 4 :])[:10] if len(head) in (4, 7) else head)
    except ValueError:
        return None


def _remember(memory: _Memory, timex: Timex, tail_start: int) -> _Memory:
    if timex.start >= tail_start or timex.type not in ("DATE", "TIME"):
        return memory
    told = not timex.anchored or timex.rule.endswith("/text")
    news = memory.news + (not told and timex.rule.startswith(_SAYS_NOW))
    if not timex.resolved or not timex.value or not timex.value[:4].isdigit():
        return replace(memory, news=news)
    value, histories = timex.value.partition("T")[0], memory.histories + told
    return _Memory(value=value, end=timex.end, told=told, histories=histories, news=news)
