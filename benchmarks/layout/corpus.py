"""Labelled documents for the layout model: reading, and grouping by site."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

FOLDS, CELLS = 3, 4
Gold = dict[str, Any]
"""A labelled document: its text, where the head ends and the tail starts (strict, plain, lenient), its
page.
"""


def read(path: Path) -> list[Gold]:
    """The labelled documents of a set; those without a label are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        golds = [json.loads(line) for line in lines]
    return [gold for gold in golds if gold["gold_tail_start"] is not None and gold["text"].strip()]


def site(gold: Gold) -> str:
    """The registered name of the host: documents of one site never stand on both sides of a split."""
    url = gold["url"] or gold["page"]
    host = url.split("/")[2] if "//" in url else url
    return ".".join(host.removeprefix("www.").split(".")[-2:])


def fold(name: str) -> int:
    """The fold that a site belongs to."""
    return cell(name) % FOLDS


def cell(name: str) -> int:
    """The part of its fold that a site belongs to: 0 to 11, four in each fold."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % (FOLDS * CELLS)


def made_up(gold: Gold) -> bool:
    """Whether the document was put together for training."""
    return str(gold["variant"]).startswith("made-up")


def tail_lines(gold: Gold) -> list[str]:
    """The lines of the tail."""
    return [line for line in gold["text"][gold["gold_tail_start"] :].split("\n") if line.strip()]
