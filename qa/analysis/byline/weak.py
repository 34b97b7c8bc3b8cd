"""Attributions that name no person: an agency, an office, initials, a handle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from qa.analysis.byline.lexicon import agencies, lone_offices, role_bylines
from qa.analysis.byline.phrases import by_payload
from qa.analysis.byline.zones import Row
from qa.model.facts import Byline

_INITIALS = re.compile(r"(?:[^\W\d_]\.? ?){2,4}(?=\s*(?:$|[|,/·•–—(-]))")
_HANDLE = re.compile(
    r"@[\w.]{2,40}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[a-z][\w-]*[\d_][\w-]*(?=\s|$)|u/\w+|(?:admin|administrator|webmaster|root|user|guest)\b"
)
_SIGNED = re.compile(r"[(\[]?(?P<parts>[^\W\d_]{2,5}(?: ?[/,] ?[^\W\d_]{2,5}){0,4})[)\]]?\.?")
_DATELINE = re.compile(
    r"[^()\n]{0,80}\(([^()\n]{2,40})\)\s?[-–—:]|[^\n]{0,60}/(PRNewswire|Xinhua|ANTARA|TASS)/"
)
_CUT = re.compile(r"\s*(?:[|,;·•–—(]|\s-\s|/| \d| on | in )")
_SCORE = {"agency": 0.8, "role": 0.8, "initials": 0.7, "handle": 0.6}
_NEAR = 4


@cache
def _offices() -> re.Pattern[str]:
    words = r"(?:staff|team|desk|newsroom|bureau|editors|redaktion|redacción|redazione|rédaction|redactie)"
    return re.compile(
        rf"(?:the |our )?(?:[\w&’'.-]+ ){{0,4}}{words}(?: reports?| writers?| reporters?)?$", re.IGNORECASE
    )


@cache
def _long_offices() -> tuple[str, ...]:
    """Offices of several words, the longest first: more may follow them, such as a department."""
    return tuple(
        sorted((each for each in role_bylines() if " " in each), key=lambda each: (-len(each), each))
    )


def _kind_of(payload: str) -> tuple[str, str] | None:
    """Kind and text of what stands where a name would."""
    handle = _HANDLE.match(payload)
    if handle:
        return "handle", handle.group()
    cut = _CUT.split(payload, maxsplit=1)[0].strip(" .:*_")
    folded = cut.casefold()
    if folded in role_bylines() or _offices().fullmatch(folded):
        return "role", cut
    office = next((phrase for phrase in _long_offices() if folded.startswith(f"{phrase} ")), None)
    if office:
        return "role", cut[: len(office)]
    if folded in agencies():
        return "agency", cut
    initials = _INITIALS.match(payload)
    if initials and initials.group().strip().isupper():
        return "initials", initials.group().strip()
    return None


def _made(row: Row, kind: str, name: str, at: int, evidence: str) -> Byline:
    start = row.start + row.text.find(name, at)
    region = {"head": "head", "lead": "head", "tail": "outside-the-body"}.get(row.region, "body-end")
    return Byline(
        kind=kind,
        names=(name,),
        start=start,
        end=start + len(name),
        score=_SCORE[kind],
        region=region,
        evidence=(evidence,),
    )


def _agency_in(payload: str) -> tuple[str, str] | None:
    """An agency that is named together with an outlet: "The Herald with AFP"."""
    words = re.findall(r"[^\W\d_]{2,}", payload[:60])
    known = next((word for word in words if word.casefold() in agencies() and len(words) < 8), None)
    return ("agency", known) if known else None


def _introduced(row: Row) -> Byline | None:
    at = by_payload(row.text)
    payload = row.text[at : at + 120] if at is not None else ""
    named = (_kind_of(payload) or _agency_in(payload)) if payload else None
    return _made(row, *named, at or 0, "by-line") if named else None


def _alone(row: Row) -> Byline | None:
    """A line that is nothing but an agency or an office."""
    if len(row.text) > 60 or row.region not in ("head", "lead") or abs(row.rank) > _NEAR:
        return None
    named = _kind_of(row.text)
    if named is None or named[0] in ("initials", "handle") or len(named[1]) < 2:
        return None
    several = " " in named[1] or named[1].casefold() in lone_offices()
    if named[0] == "role" and not (several and named[1] == row.text.strip(" .")):
        return None
    return _made(row, *named, 0, "line")


def _dateline(row: Row) -> Byline | None:
    """The agency in a dateline: "LONDON, May 3 (Reuters) -"."""
    found = _DATELINE.match(row.text) if row.region in ("head", "lead") else None
    name = (found.group(1) or found.group(2)).strip() if found else ""
    known = name.casefold() in agencies() or name == "PRNewswire"
    return _made(row, "agency", name, 0, "dateline") if known else None


def _signed(row: Row) -> Byline | None:
    """Signs at the end of a story: "(dpa/kb)"."""
    found = _SIGNED.fullmatch(row.text) if row.region in ("lead", "end") else None
    if not found:
        return None
    parts = re.split(r" ?[/,] ?", found.group("parts"))
    wired = [part for part in parts if part.casefold() in agencies()]
    if wired:
        return _made(row, "agency", wired[0], 0, "sign")
    signed = row.text[0] in "([" or row.text.isupper()
    return _made(row, "initials", found.group("parts"), 0, "sign") if signed and len(parts[0]) < 4 else None


def weak_bylines(found: Sequence[Row]) -> Iterator[Byline]:
    """Every attribution that names no person, in order of the text."""
    for row in found:
        if row.region == "tail" and row.rank > _NEAR:
            continue
        for reader in (_introduced, _alone, _dateline, _signed):
            byline = reader(row)
            if byline:
                yield byline
                break
