"""Decide whether the day or the month comes first in dates made of numbers. Never a guess.

What may decide, strongest first: another date of the same document, written with numbers, that can be read in
one order only; a time zone of the United States beside the date; the language, where all its countries write
the day first; the country of the address the document came from; and at last that one of the two days, and
not the other, is named in full elsewhere in the document. English alone decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from qa.analysis.published.claims import Claim
from qa.analysis.published.reader import Reading
from qa.analysis.published.words import fold, lexicon

AMBIGUOUS = "ambiguous-order"
MONTH_FIRST, DAY_FIRST = "month-first", "day-first"
_ZONE = re.compile(r"(?<![A-Za-z])([A-Z]{3,4})(?![A-Za-z])|(?<=m)\.?\s([ECMP]T)(?![A-Za-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`order` is month-first, day-first or null; `evidence` says what decided."""

    order: str | None = None
    evidence: str = ""


def decide_order(readings: Iterable[Reading], *, context: str, language: str, url: str = "") -> Order:
    """The order of day and month; `context` is the text around the dates."""
    seen = {_shown_order(reading) for reading in readings} - {None}
    if len(seen) == 1:
        return Order(order=seen.pop(), evidence="another date of the document")
    if seen:
        return Order(evidence="dates of the document that contradict each other")
    return _by_convention(context, language, url)


def settled(claims: Sequence[Claim], order: Order, elsewhere: Iterable[Reading]) -> list[Claim]:
    """The claims with day and month told apart where that can be; `elsewhere` are the dates of the body."""
    named = {claim.value[:10] for claim in claims if claim.value}
    named |= {reading.value.isoformat() for reading in elsewhere if reading.value and not reading.numeric}
    return [_settled(claim, order, named) if claim.problem == AMBIGUOUS else claim for claim in claims]


def _settled(claim: Claim, order: Order, named: Set[str]) -> Claim:
    known = [day for day in claim.candidates if day in named]
    if order.order is not None:
        value, evidence = claim.candidates[order.order == DAY_FIRST], order.evidence
    elif len(known) == 1:
        value, evidence = known[0], "the same day named in full"
    else:
        return claim
    return replace(claim, value=value, problem="", candidates=(), evidence=evidence)


def _shown_order(reading: Reading) -> str | None:
    """The order that a numeric date gives away because only one reading is a day of the calendar."""
    if not reading.numeric or reading.value is None or len(reading.candidates) != 1:
        return None
    return MONTH_FIRST if reading.month_first else DAY_FIRST


def _by_convention(context: str, language: str, url: str) -> Order:
    known = lexicon()
    zones = (fold(long or short) for long, short in _ZONE.findall(context))
    if any(zone in known["month_first_zones"] for zone in zones):
        return Order(order=MONTH_FIRST, evidence="a time zone of the United States")
    base, _, region = language.replace("_", "-").partition("-")
    if base.lower() in known["day_first"]:
        return Order(order=DAY_FIRST, evidence=f"the language ({base.lower()})")
    if region:
        order = MONTH_FIRST if region.upper() == "US" else DAY_FIRST
        return Order(order=order, evidence=f"the language ({language})")
    return _by_domain(url)


def _by_domain(url: str) -> Order:
    domain = (_host(url) or "").rpartition(".")[2].lower()
    if domain in lexicon()["day_first_domains"]:
        return Order(order=DAY_FIRST, evidence=f"the country of the address (.{domain})")
    if domain in lexicon()["month_first_domains"]:
        return Order(order=MONTH_FIRST, evidence=f"the country of the address (.{domain})")
    return Order()


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
