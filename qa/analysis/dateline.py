"""The place line that opens a news story: "BEIJING, March 28, 2018 —", "NAIROBI, Kenya (AP) _".

The parts, as news agencies write them: a place in capitals, or in plain letters when an agency or a date
follows; a region; a day, often without its year; the agency in brackets; a dash.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, islice, pairwise

from qa.analysis.published.reader import make_date, read_dates
from qa.analysis.published.words import fold, months, weekdays, words
from qa.model.facts import Dateline, Layout
from qa.resources import data
from qa.text.lines import Line, lines

_MAX_PROSE_LINES = 3
_MAX_LINES = 400
_MAX_TEXT = 100_000
_OPENING = 160
_STORY = 40

_DASH = (
    r"(?:\s*\.?\s*(?:—|–|―)\s*|\s+--+\s*|--+(?:\s+|$)|\s+\.?[-_](?:\s+|$)"
    r"|(?<=\))\s*\.?-{1,2}\s*|(?<=\))(?:\.[-_]|:)\s+)"
)
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALS = rf"{_UPPER}(?:{_UPPER}|[.'’-])*(?:[ /](?:{_UPPER}|[.'’-])+){{0,4}}"
_PLAIN = rf"{_UPPER}[^\W\d_]+(?:[ /-](?:[^\W\d_]|['’])+){{0,3}}"
_REGION = r"(?:, (?P<region>[^\W\d_](?:[^\W\d_]|\.)*(?:[ -](?:[^\W\d_]|\.)+){0,3}))?"
_DATE = (
    r"(?P<date>(?:[^\W\d_]{2,12}\.?,? )??"
    r"(?:[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?|\d{1,2}\.?(?:st|nd|rd|th)?(?: de)? [^\W\d_]{3,12}\.?)"
    r"(?:,? (?:de |del )?\d{4})?)"
)
_AGENCY = r"(?:\s*[(\[/](?P<agency>[^()\[\]/\n]{2,40})[)\]/])"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """With a place in capitals; with a plain place and a date or agency; with a date or an agency alone."""
    sources = (
        rf"(?P<place>{_CAPITALS}){_REGION}(?:\s*[,.|]?\s+{_DATE})?{_AGENCY}?{_DASH}",
        rf"(?P<place>{_PLAIN}){_REGION}[,.]?\s+{_DATE}{_AGENCY}?{_DASH}",
        rf"(?P<place>{_PLAIN}){_REGION}{_AGENCY}{_DASH}",
        rf"{_DATE}{_AGENCY}{_DASH}",
        rf"{_AGENCY}{_DASH}",
    )
    return tuple(re.compile(r"\s*(?:[#*_>]+\s*)?" + source) for source in sources)


def find_dateline(text: str, *, layout: Layout, language: str) -> Dateline | None:  # noqa: ARG001
    """The dateline that opens the story, or null.

    Looked for at the start of lines, from the top to the first paragraphs of the body, never in the tail. The
    date is ISO 8601; without a year its digits are unspecified (`XXXX-02-26`, ISO 8601-2 level 1).
    """
    seen = 0
    rows = (line for line in lines(text[: min(layout.tail_start, _MAX_TEXT)]) if not line.blank)
    for line, following in pairwise(chain(islice(rows, _MAX_LINES), (None,))):
        if line is None:
            return None
        found = _match(line, following.text if following else "")
        if found is not None:
            return found
        seen += len(line.text) >= 120
        if seen >= _MAX_PROSE_LINES:
            return None
    return None


def _match(line: Line, following: str) -> Dateline | None:
    opening = line.text[:_OPENING]
    for pattern in _patterns():
        found = pattern.match(opening)
        if found is None or not _plausible(found, line.text[found.end() :].strip() or following):
            continue
        groups = found.groupdict()
        day = _day(groups.get("date"))
        start = line.start + len(opening[: found.end()]) - len(opening[: found.end()].lstrip())
        end = line.start + len(opening[: found.end()].rstrip())
        return Dateline(place=_place(groups), date=day, start=start, end=end)
    return None


def _plausible(found: re.Match[str], story: str) -> bool:
    """A known agency, a real date, or a place in capitals that is no common heading; and a story after it."""
    groups = found.groupdict()
    if groups.get("date") and _day(groups["date"]) is None:
        return False
    agency = bool(groups.get("agency")) and is_agency(groups["agency"])
    if groups.get("agency") and not agency and not groups.get("date"):
        return False
    if len(story) < _STORY or story[0].islower():
        return False
    place = groups.get("place")
    if place is None or agency or groups.get("date"):
        return True
    first = re.split(r"[^\w]", place)[0]
    capitals = sum(char.isalpha() for char in place)
    return (
        place.isupper() and 3 <= capitals <= 30 and first not in data("published/agencies.json")["not_places"]
    )


@cache
def _agencies() -> frozenset[str]:
    return frozenset(fold(name) for name in data("published/agencies.json")["agencies"])


def is_agency(name: str) -> bool:
    """Whether a name in brackets is that of a news agency, alone or before a comma or a second name."""
    parts = (name, *re.split(r"\s*[,/–-]\s*", name), name.partition(" ")[0])
    return any(fold(part) in _agencies() for part in parts)


def _place(groups: dict[str, str | None]) -> str | None:
    parts = ", ".join(filter(None, (groups.get("place"), groups.get("region")))).split(", ")
    return ", ".join(part for part in parts if len(part) < 5 or fold(part) not in weekdays()) or None


def _day(shown: str | None) -> str | None:
    """ISO 8601, with the year unspecified where the dateline leaves it out; null when it is no date."""
    if not shown:
        return None
    full = read_dates(shown)
    if full:
        return full[0].value.isoformat() if full[0].value else None
    tokens = [fold(token) for token in re.findall(r"[^\W\d_]+|\d+", shown)]
    day = next((int(token) for token in tokens if token.isdigit()), 0)
    month = next(
        (months()[token] for token in tokens if token in months() and token not in words("filler")), 0
    )
    return f"XXXX-{month:02}-{day:02}" if month and make_date(2000, month, day) else None
