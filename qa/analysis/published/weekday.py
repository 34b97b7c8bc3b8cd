"""The day of the week that stands beside a date."""

from __future__ import annotations

import re

from qa.analysis.published.claims import Claim
from qa.analysis.published.words import fold, weekdays

_BEFORE = re.compile(r"(?<![^\W_])([^\W\d_]{3,14}(?:-feira)?)\.?,?\s{1,3}$")
_AFTER = re.compile(r"\s{0,2}[,(]\s{0,2}([^\W\d_]{3,14})")


def stated_weekday(text: str, claim: Claim) -> int:
    """Its number (1 is Monday, ISO 8601), or 0 when none is stated or the word names several."""
    if claim.start is None or claim.end is None:
        return 0
    before = _BEFORE.search(text[max(0, claim.start - 24) : claim.start])
    after = _AFTER.match(text[claim.end : claim.end + 24])
    names = [fold(found[1]) for found in (before, after) if found]
    return next((weekdays()[name] for name in names if weekdays().get(name)), 0)
