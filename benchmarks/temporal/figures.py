"""All figures of the temporal analysis in one command: `python benchmarks/temporal/figures.py [set …]`.

Reads the labelled sets and `score.py` from `../shared/benchmarks` (or `$CORPUS_QA_SHARED/benchmarks`). The
story's date is given as metadata, as the gold has it. All sets are development data:
rules were written looking at `aquaint` and `wikiwars_dev`, so their figures are tuned figures.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qa.analysis.temporal import find_temporal
from qa.model.facts import Published, Timex

SHARED = Path(os.environ.get("CORPUS_QA_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
SETS = SHARED / "benchmarks" / "temporal"
_LEAD = re.compile(
    r"^(?:(?:on|in|at|for|by|from|since|until|till|between|during|within|before|after|around|the|of|to|and|or"
    r"|over|starting|beginning|as early as|as late as|earlier than|later than|no later than|or equal to)\s+"
    r"|[<>=]+\s*)+",
    re.IGNORECASE,
)


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a labelled set."""
    with gzip.open(SETS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def timexes(text: str, published: str | None, language: str = "en") -> tuple[Timex, ...]:
    """The expressions of a text with its date given."""
    anchor = Published(value=published, source="metadata") if published else None
    return find_temporal(text, language=language, published=anchor)


def annotated(name: str) -> dict[str, Any]:
    """Span, type and value figures of `score.py temporal`."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "benchmarks" / "score.py")
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False, encoding="utf-8") as out:
        for row in rows(name):
            found = [asdict(timex) for timex in timexes(row["text"], row.get("dct"))]
            out.write(json.dumps({"document": row["id"], "temporal": found}) + "\n")
    figures: dict[str, Any] = score.temporal(str(SETS / f"{name}.jsonl.gz"), out.name)
    Path(out.name).unlink()
    return figures


def _trimmed(text: str) -> str:
    return _LEAD.sub("", text.lower()).strip(" .,;:!?()'\"")


def _right(gold: str, text: str, found: tuple[Timex, ...]) -> bool:
    """The gold span but for leading prepositions and articles, as one expression or as neighbours."""
    want = _trimmed(gold)
    spans = [(one.start, one.end) for one in found]
    return any(
        _trimmed(text[spans[i][0] : spans[j][1]]) == want
        for i in range(len(spans))
        for j in range(i, min(i + 3, len(spans)))
    )


def recognizers() -> dict[str, Any]:
    """Specs of Recognizers-Text: cases with their first span right; negatives without any hit.

    Left out: what the specs say the Python version does not support, and time zones alone (no TIMEX3).
    """
    tally: Counter[str] = Counter()
    for row in rows("recognizers_text"):
        if "python" in (row["not_supported"] or "") or row["spec"].startswith("TimeZone"):
            continue
        found = timexes(row["text"], (row["reference"] or "2016-11-07")[:10])
        if not row["results"]:
            tally["negatives"] += 1
            tally["silent"] += not found
            continue
        tally["cases"] += 1
        tally["right"] += all(_right(gold["text"], row["text"], found) for gold in row["results"])
        tally["touched"] += bool(found)
    return _shares(tally, right="cases", touched="cases", silent="negatives")


def duckling() -> dict[str, Any]:
    """Duckling's English examples: each is one expression; here, whether all of it is found."""
    tally: Counter[str] = Counter()
    for row in rows("duckling_en"):
        found = timexes(row["text"], "2013-02-12")
        if row["kind"] == "NEGATIVE":
            tally["negatives"] += 1
            tally["silent"] += not found
            continue
        tally["cases"] += 1
        tally["right"] += _right(row["text"], row["text"], found)
        tally["touched"] += bool(found)
    return _shares(tally, right="cases", touched="cases", silent="negatives")


def chrono() -> dict[str, Any]:
    """chrono's English cases: spans, and the day where the case gives one."""
    tally: Counter[str] = Counter()
    for row in rows("chrono_en"):
        found = timexes(row["text"], None)
        if not row["results"]:
            tally["negatives"] += 1
            tally["silent"] += not found
            continue
        tally["cases"] += 1
        tally["right"] += all(_right(gold["text"], row["text"], found) for gold in row["results"])
        tally["touched"] += bool(found)
    return _shares(tally, right="cases", touched="cases", silent="negatives")


def speed() -> dict[str, Any]:
    """Characters a second on news with its date given, one core, after a first run that compiles."""
    texts = [(row["text"], row["dct"]) for name in ("aquaint", "wikinews_dct") for row in rows(name)]
    timexes(*texts[0])
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        found = sum(len(timexes(text, dct)) for text, dct in texts)
        best = max(best, sum(len(text) for text, _ in texts) / (time.process_time() - start))
    return {"megacharacters_per_second": round(best / 1e6, 2), "expressions": found}


def _shares(tally: Counter[str], **shares: str) -> dict[str, Any]:
    percent = {name: round(100 * tally[name] / max(tally[of], 1), 1) for name, of in shares.items()}
    return {**{name: tally[name] for name in sorted(set(shares.values()))}, **percent}


MEASURES = {
    "aquaint": lambda: annotated("aquaint"),
    "wikiwars_dev": lambda: annotated("wikiwars_dev"),
    "recognizers_text": recognizers,
    "duckling_en": duckling,
    "chrono_en": chrono,
    "speed": speed,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or MEASURES:
        print(name, json.dumps(MEASURES[name]()))
