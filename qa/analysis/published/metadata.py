"""The publication date that the metadata states: a key, or the path of an address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime

from qa.analysis.published.claims import Claim
from qa.analysis.published.reader import Reading, make_date, read_dates
from qa.analysis.published.words import fold, months
from qa.model.jsonvalue import Json

PUBLISHED_KEYS = (
    "published", "datepublished", "publisheddate", "publishedat", "publishedon", "publishedtime",
    "articlepublishedtime", "publicationdate", "publishdate", "publishedutc", "firstpublished", "pubdate",
    "date", "dct", "dcdate", "dctermsissued", "issued", "datetime", "created", "createdat",
    "datecreated", "timestamp",
)  # fmt: skip
_LOOSE_KEYS = PUBLISHED_KEYS[PUBLISHED_KEYS.index("date") :]
UPDATED_KEYS = (
    "updated", "updatedat", "dateupdated", "modified", "modifiedat", "datemodified", "lastmodified",
    "articlemodifiedtime", "dctermsmodified",
)  # fmt: skip
URL_KEYS = ("url", "canonicalurl", "canonical", "permalink", "sourceurl", "link", "uri", "ogurl")

_PATH = re.compile(
    r"(?<![\d])(?P<y>(?:19|20)\d\d)(?:(?P<s>[/\-_.])(?P<m>\d{1,2}|[a-z]{3,9})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<m2>[01]\d)(?P<d2>[0-3]\d))(?=[/\-_.?#]|$)",
    re.IGNORECASE,
)
_MONTHLY = re.compile(r"/(?P<y>(?:19|20)\d\d)/?(?P<m>[01]\d)/")
_REDUCED = re.compile(r"\d{4}(-\d\d)?")


def metadata_claims(metadata: Mapping[str, Json]) -> Iterator[Claim]:
    """Every date that the metadata state, publication before revision, in the order of the keys above."""
    plain = _plain_keys(metadata)
    for kind, keys in (("published", PUBLISHED_KEYS), ("updated", UPDATED_KEYS)):
        for key in keys:
            value = plain.get(key)
            if value not in (None, "", [], {}):
                yield _claim(value, kind, key)


def address(metadata: Mapping[str, Json]) -> str:
    """The address the document came from, or an empty string."""
    plain = _plain_keys(metadata)
    found = (plain.get(key) for key in URL_KEYS)
    return next((url for url in found if isinstance(url, str) and url), "")


def url_claim(url: str) -> Claim | None:
    """A full date in the path of an address; only forms with the year in front, which have one reading."""
    path = url.partition("://")[2] or url
    for found in _PATH.finditer(path[:2000]):
        name = found["m"] or found["m2"]
        month = int(name) if name.isdigit() else months().get(fold(name))
        value = make_date(int(found["y"]), month, int(found["d"] or found["d2"])) if month else None
        if value is not None:
            return Claim(source="url", value=value.isoformat(), text=found.group(), kind="published")
    return None


def year_with_month(url: str, month: str) -> str:
    """The year of a path that names year and month (`/2018/02/`), when it is this month; else nothing."""
    found = _MONTHLY.search(url[:2000])
    return found["y"] if found and found["m"] == month else ""


def _plain_keys(metadata: Mapping[str, Json]) -> dict[str, Json]:
    plain: dict[str, Json] = {}
    for key, value in metadata.items():
        plain.setdefault("".join(char for char in key.casefold() if char.isalnum()), value)
    return plain


def _claim(value: Json, kind: str, key: str) -> Claim:
    if isinstance(value, list | tuple) and value:
        value = value[0]
    text = value.isoformat() if isinstance(value, date) else str(value).strip()
    iso = _timestamp(value) or _iso(text)
    if iso is not None:
        return Claim(
            source="metadata", value=iso, text=text, kind=kind, evidence=key, strict=key not in _LOOSE_KEYS
        )
    readings = read_dates(text) if len(text) <= 200 else []
    return reading_claim(readings[0], text, kind, key) if len(readings) == 1 else _bad(text, kind, key)


def reading_claim(reading: Reading, text: str, kind: str, key: str) -> Claim:
    """A claim from a metadata value that is written as people write dates."""
    value = reading.value.isoformat() if reading.value else None
    problem = "" if value else "ambiguous-order" if reading.candidates else "impossible"
    candidates = tuple(day.isoformat() for day in reading.candidates) if problem else ()
    return Claim(
        source="metadata",
        value=value,
        text=text,
        kind=kind,
        evidence=key,
        problem=problem,
        candidates=candidates,
    )


def _bad(text: str, kind: str, key: str) -> Claim:
    problem = "incomplete" if _REDUCED.fullmatch(text) else "malformed"
    return Claim(source="metadata", value=None, text=text[:200], kind=kind, evidence=key, problem=problem)


def _timestamp(value: Json) -> str | None:
    """Unix time in seconds or milliseconds, of 2001 and later (ten or thirteen digits), in UTC."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    seconds = value / 1000 if value >= 1e12 else value
    if not 1e9 <= seconds < 1e11:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _iso(text: str) -> str | None:
    """ISO 8601, kept as precise as it is; a time of midnight without a zone is no time."""
    if _REDUCED.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= 10 or (moment.tzinfo is None and not (moment.hour or moment.minute or moment.second)):
        return moment.date().isoformat()
    timespec = "minutes" if not (moment.second or moment.microsecond) else "seconds"
    return moment.isoformat(timespec=timespec).replace("+00:00", "Z")
