"""Labelled documents for the layout model: reading, grouping by site, and made-up variants of them."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.analysis.layout.cues import OPENS, cues
from qa.analysis.layout.features import amid_prose, local
from qa.analysis.layout.rows import Row, rows
from qa.analysis.layout.wording import tokens

FOLDS = 3
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A document, its lines with their own features, and the part (0 head, 1 body, 2 tail) of each line."""

    gold: Gold
    rows: list[Row]
    skip: list[bool]
    base: list[list[float]]
    words: list[list[str]]
    parts: list[int]

    @property
    def site(self) -> str:
        """The registered name of the host: documents of one site never stand on both sides of a split."""
        url = self.gold["url"] or self.gold["page"]
        host = url.split("/")[2] if "//" in url else url
        return ".".join(host.removeprefix("www.").split(".")[-2:])

    @property
    def fold(self) -> int:
        """The fold that the site belongs to."""
        return int(hashlib.sha256(self.site.encode()).hexdigest(), 16) % FOLDS

    @property
    def made_up(self) -> bool:
        """Whether the document was put together for training."""
        return str(self.gold["variant"]).startswith("made-up")


def read(path: Path) -> list[Gold]:
    """The labelled documents of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def labelled(gold: Gold) -> Labelled | None:
    """The document with what training needs of it; null when it has no line."""
    found = rows(gold["text"])
    if not found:
        return None
    skip = amid_prose(found)
    head, tail = gold["gold_head_end"], gold["gold_tail_start"]
    return Labelled(
        gold=gold,
        rows=found,
        skip=skip,
        base=local(found, gold["text"], skip),
        words=[[] if skipped else tokens(row.text) for row, skipped in zip(found, skip, strict=True)],
        parts=[0 if row.start < head else 2 if row.start >= tail else 1 for row in found],
    )


def variants(golds: Sequence[Gold]) -> list[Gold]:
    """Made-up documents: a page with its tail cut short or off, a body with the tail or the prose of another.

    They show the model more openings of tails than the extractors left, tails of a single line or two, other
    stories announced and printed below a story, and pages that have been cleaned already.
    """
    chance = random.Random(5)
    pages: dict[str, dict[str, Gold]] = {}
    for gold in golds:
        pages.setdefault(gold["page"], {})[gold["variant"]] = gold
    donors = [g for g in golds if g["variant"] in ("naive", "rpmain") and len(_tail_lines(g)) >= 2]
    bodies = [gold for gold in golds if gold["variant"] == "gold"]
    announcements = [line for gold in donors for line in _tail_lines(gold)[:3] if _announces(line)]
    out = []
    for page in sorted(pages):
        whole = pages[page].get(chance.choice(("naive", "rpmain", "naive")))
        if whole and _tail_lines(whole):
            out.append(_shortened(whole, chance))
        body, donor = pages[page].get("gold"), chance.choice(donors)
        if body and donor["page"] != page and chance.random() < 0.8:
            lines = _tail_lines(donor)
            first = 0 if chance.random() < 0.6 else chance.randrange(max(1, len(lines) // 2))
            keep = 1 + int(chance.expovariate(1 / 8))
            out.append(_joined(body, "", body["text"], lines[first : first + keep]))
        tailed = [gold for gold in pages[page].values() if _tail_lines(gold)]
        if tailed:
            out.append(_without_tail(chance.choice(tailed)))
        if body and donor["page"] != page and chance.random() < 0.3:
            announcement = chance.choice(announcements)
            others = [line for line in chance.choice(bodies)["text"].split("\n") if len(line) > 60]
            if others:
                first = chance.randrange(len(others))
                out.append(_joined(body, "", body["text"], [announcement, *others[first : first + 7]]))
    return out


def _announces(line: str) -> bool:
    return len(line) < 60 and cues(line).get("teaser-list", 0) >= OPENS


def _without_tail(gold: Gold) -> Gold:
    """The page as it is once its tail is cut off: it must not be cut again."""
    text = gold["text"][: gold["gold_tail_start"]].rstrip() + "\n"
    ends = dict.fromkeys(("gold_tail_start", "gold_tail_start_strict", "gold_tail_start_lenient"), len(text))
    return {**gold, **ends, "variant": f"made-up-cut-{gold['variant']}", "text": text}


def _tail_lines(gold: Gold) -> list[str]:
    return [line for line in gold["text"][gold["gold_tail_start"] :].split("\n") if line.strip()]


def _shortened(gold: Gold, chance: random.Random) -> Gold:
    text, head = gold["text"], gold["gold_head_end"]
    title = gold["gold_title_start"]
    kept = text[title:head] if title is not None and chance.random() < 0.5 else ""
    body = text[head : gold["gold_tail_start"]]
    return _joined(gold, kept, body, _tail_lines(gold)[: 1 + int(chance.expovariate(1 / 5))])


def _joined(gold: Gold, head: str, body: str, tail: Sequence[str]) -> Gold:
    gap = "\n\n" if "\n\n" in body else "\n"
    before = head + body.rstrip()
    start = len(before) + len(gap)
    return {
        **gold,
        "variant": f"made-up-{gold['variant']}",
        "text": before + gap + gap.join(tail) + "\n",
        "gold_head_end": len(head),
        "gold_tail_start": start,
        "gold_tail_start_strict": start,
        "gold_tail_start_lenient": start,
    }
