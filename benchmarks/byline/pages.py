"""Labelled pages for bylines: WCXB (authors as given there), AEB (authors read by eye), Reuters-21578.

The data lie below `$CORPUS_QA_SHARED/benchmarks` (default: `../shared/benchmarks` beside the checkout).
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("CORPUS_QA_SHARED", ROOT.parent / "shared")) / "benchmarks"
PARTS = 5
_LIST = re.compile(r"\s*(?:;|,|&| and | with )\s*")


@dataclass(frozen=True, kw_only=True)
class Page:
    """A text, its authors as score.py compares them (`gold`, folded), and each author by name (`authors`).

    `named`: an author stands in the text. `part` is 0 to 4 by host, so that no site
    is in two.
    """

    id: str
    source: str
    variant: str
    part: int
    text: str
    gold: frozenset[str]
    authors: frozenset[str]
    named: bool
    kind: str = "person"


def fold(name: str) -> str:
    """A name as score.py compares it."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        re.findall(r"[^\W_]+", "".join(each for each in plain if not unicodedata.combining(each)))
    )


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def _part(url: str) -> int:
    host = (urlparse(url).hostname or url).removeprefix("www.")
    return int(hashlib.md5(host.encode()).hexdigest(), 16) % PARTS


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _each(author: str) -> frozenset[str]:
    parts = (
        re.sub(r"^(?:dr|prof|mr|ms|mrs) ", "", fold(part))
        for part in _LIST.split(re.sub(r"\(.*?\)", "", author))
    )
    return frozenset(part for part in parts if " " in part)


@cache
def wcxb() -> tuple[Page, ...]:
    """All pages whose author is given as a person, in every variant."""
    return tuple(
        Page(
            id=row["id"],
            source="wcxb",
            variant=row["variant"],
            part=_part(row["url"]),
            text=row["text"],
            gold=frozenset(fold(part) for part in re.split(r"\s*;\s*", row["gold_author"])),
            authors=_each(row["gold_author"]),
            named=bool(row["author_in_text"]),
        )
        for row in _rows("layout/wcxb_dev.jsonl.gz")
        if row["author_kind"] == "person" and row["gold_author"]
    )


def _grams(text: str) -> Iterator[str]:
    """The folded runs of two to five words on each line, where a name could stand."""
    for line in text.split("\n"):
        words = fold(line[:600]).split()
        for size in range(1, 6):
            yield from (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))


@cache
def aeb() -> tuple[Page, ...]:
    """News pages in every variant; the labels are hashes, turned into names where the text holds them."""
    labels = json.loads((Path(__file__).parent / "aeb_authors.json").read_text(encoding="utf-8"))["pages"]
    rows = [row for row in _rows("layout/aeb.jsonl.gz") if row["id"].split("#")[0] in labels]
    wanted = {digest for digests in labels.values() for digest in digests}
    pages = []
    for row in rows:
        digests = set(labels[row["id"].split("#")[0]])
        names = frozenset(
            gram for gram in set(_grams(row["text"])) if digests & wanted and _digest(gram) in digests
        )
        gold = names or frozenset(digests)
        pages.append(
            Page(
                id=row["id"],
                source="aeb",
                variant=row["variant"],
                part=_part(row.get("url") or row["id"].split("#")[0]),
                text=row["text"],
                gold=gold,
                authors=gold,
                named=bool(names),
            )
        )
    return tuple(pages)


@cache
def reuters() -> tuple[Page, ...]:
    """The stories with an author field, laid out as they were sent: title, author line, dateline and text."""
    pages = []
    for row in _rows("duplicates/reuters21578.jsonl.gz"):
        if not row.get("author"):
            continue
        name = re.sub(r"^\s*by\s+|,?\s*(?:of )?reuters?\b.*$", "", row["author"].strip(), flags=re.IGNORECASE)
        story = f"{row.get('dateline') or ''} {row['text']}".strip()
        pages.append(
            Page(
                id=row["id"],
                source="reuters",
                variant="wire",
                part=0,
                text=f"{row.get('title') or ''}\n    {row['author'].strip()}\n    {story}",
                gold=frozenset({fold(name)}),
                authors=_each(name),
                named=True,
            )
        )
    return tuple(pages)
