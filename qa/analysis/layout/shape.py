"""What a line looks like: prose, headline, date, list item."""

from __future__ import annotations

import re
from functools import cache

_SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]*_]*$")
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_MONTHS = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|märz|mai|juni|juli|okt|dez|janv|févr|avr|juin|juil|"
    "août|déc|ene|abr|ago|dic|enero|gen|mag|giu|lug|set|ott|fev|mei|mrt|maart"
)
PROSE_LENGTH = 80
_DIGIT = re.compile(r"\d")
_DATE_REACH = 120


@cache
def _date() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{_MONTHS})[a-zé]{{0,7}}\.?,? \d{{1,4}}\b|\b\d{{1,2}}\.? (?:de )?(?:{_MONTHS})|"
        r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|"
        r"\b\d+ (?:hours?|days?|weeks?|months?|minutes?) ago\b",
        re.IGNORECASE,
    )


def ends_sentence(line: str) -> bool:
    """Whether a sentence ends with the line."""
    return bool(_SENTENCE_END.search(line[-12:]))


def prose(line: str) -> bool:
    """Whether the line is running text: long enough, with words, and its last sentence is finished."""
    return (
        len(line) >= PROSE_LENGTH and (ends_sentence(line) or len(line) >= 3 * PROSE_LENGTH) and " " in line
    )


def has_date(line: str) -> bool:
    """Whether a calendar date stands in the first 120 characters."""
    return bool(_DIGIT.search(line, 0, _DATE_REACH) and _date().search(line, 0, _DATE_REACH))


def titlelike(line: str) -> bool:
    """Whether the line could be a headline: a few words, no full stop, begins with a capital or a digit."""
    if not 12 <= len(line) <= 160 or line[-1] in ".,;:":
        return False
    words = line.split()
    first = line.lstrip("#*_ \"'“‘«(¿¡")[:1]
    return 3 <= len(words) <= 24 and (first.isupper() or first.isdigit() or not first.islower())


def letters(line: str) -> int:
    """Characters of words in the line."""
    return sum(map(len, _LETTER_RUN.findall(line)))
