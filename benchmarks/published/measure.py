"""Print how well the publication date is found, from text alone, for each variant and each half of the pages.

    python benchmarks/published/measure.py ../shared/benchmarks/layout/wcxb_dev.jsonl.gz [more gold files]

Rows need `id`, `text`, and `gold_date` or `dct`; `date_in_text` false says that the date is not there to
find. Pages are split in two by a hash of their name: weights are set with the first half in view (`seen`),
the other (`unseen`) is for reporting.
"""

from __future__ import annotations

import collections
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from typing import Any

from qa.analysis import Analysis
from qa.model.document import Document, Source


def rows(path: str) -> Iterator[dict[str, Any]]:
    """Gold rows that have a date."""
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            if row.get("gold_date") or row.get("dct"):
                yield row


def half(row: dict[str, Any]) -> str:
    """The half of the pages that a row belongs to."""
    name = str(row.get("page") or row["id"])
    return "unseen" if int(hashlib.md5(name.encode()).hexdigest(), 16) % 2 else "seen"


def answer(row: dict[str, Any]) -> str | None:
    """The day that the text alone gives, or null."""
    document = Document(id=row["id"], text=row["text"], source=Source(path=row["id"]))
    published = Analysis(document).published
    return published.value[:10] if published else None


def count(path: str) -> dict[tuple[str, str], collections.Counter[str]]:
    """Counts by variant and half."""
    tables: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for row in rows(path):
        got, gold = answer(row), (row.get("gold_date") or row["dct"])[:10]
        present = row.get("date_in_text", True)
        for group in {row.get("variant", "all"), "all"}:
            table = tables[group, half(row)]
            table["documents"] += 1
            table["present"] += present
            table["answered"] += got is not None
            table["right"] += got == gold
            table["right_when_present"] += present and got == gold
    return tables


def main(paths: list[str]) -> None:
    """One line a group: documents, precision of answers, recall where the date is in the text."""
    for path in paths:
        for (group, part), table in sorted(count(path).items()):
            precision = 100 * table["right"] / max(table["answered"], 1)
            recall = 100 * table["right_when_present"] / max(table["present"], 1)
            print(
                f"{path.rsplit('/', 1)[-1]:28} {group:12} {part:7} documents {table['documents']:5} "
                f"in text {table['present']:4} answered {table['answered']:4} "
                f"precision {precision:5.1f} recall when present {recall:5.1f}"
            )


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit(__doc__))
