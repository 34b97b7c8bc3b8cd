"""Made-up variants of labelled documents, to train on.

They show the models more openings of tails than the extractors left, tails of a single line or two, other
stories announced and printed below a story, and pages that have been cleaned already.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from corpus import Gold, tail_lines

from qa.analysis.layout.cues import OPENS, cues

_SEED = 5
Pages = dict[str, dict[str, Gold]]


def variants(golds: Sequence[Gold]) -> list[Gold]:
    """The made-up documents of a set."""
    chance = random.Random(_SEED)
    pages: Pages = {}
    for gold in golds:
        pages.setdefault(gold["page"], {})[gold["variant"]] = gold
    donors = [gold for gold in golds if gold["variant"] in ("naive", "rpmain") and len(tail_lines(gold)) >= 2]
    bodies = [gold for gold in golds if gold["variant"] == "gold"]
    out: list[Gold] = []
    for page in sorted(pages):
        out += _of_page(pages[page], page, donors, chance)
        out += _announced(pages[page], donors, bodies, chance)
    return out


def _of_page(
    page: dict[str, Gold], name: str, donors: Sequence[Gold], chance: random.Random
) -> Iterator[Gold]:
    """The page with its tail cut short or off, its body with the tail of another."""
    whole = page.get(chance.choice(("naive", "rpmain", "naive")))
    if whole and tail_lines(whole):
        text, head, title = whole["text"], whole["gold_head_end"], whole["gold_title_start"]
        kept = text[title:head] if title is not None and chance.random() < 0.5 else ""
        body = text[head : whole["gold_tail_start"]]
        yield joined(whole, kept, body, tail_lines(whole)[: 1 + int(chance.expovariate(1 / 5))])
    body, donor = page.get("gold"), chance.choice(donors)
    if body and donor["page"] != name and chance.random() < 0.8:
        lines = tail_lines(donor)
        first = 0 if chance.random() < 0.6 else chance.randrange(max(1, len(lines) // 2))
        keep = 1 + int(chance.expovariate(1 / 8))
        yield joined(body, "", body["text"], lines[first : first + keep])
    tailed = [gold for gold in page.values() if tail_lines(gold)]
    if tailed:
        yield _without_tail(chance.choice(tailed))


def _announced(
    page: dict[str, Gold], donors: Sequence[Gold], bodies: Sequence[Gold], chance: random.Random
) -> Iterator[Gold]:
    """A body with another story announced and printed below."""
    body = page.get("gold")
    lines = [line for line in tail_lines(chance.choice(donors))[:3] if _announces(line)]
    others = [line for line in chance.choice(bodies)["text"].split("\n") if len(line) > 60]
    if body and lines and others:
        first = chance.randrange(len(others))
        yield joined(body, "", body["text"], [lines[0], *others[first : first + 7]])


def _announces(line: str) -> bool:
    return len(line) < 60 and cues(line).get("teaser-list", 0) >= OPENS


def _without_tail(gold: Gold) -> Gold:
    """The page as it is once its tail is cut off: it must not be cut again."""
    text = gold["text"][: gold["gold_tail_start"]].rstrip() + "\n"
    ends = dict.fromkeys(("gold_tail_start", "gold_tail_start_strict", "gold_tail_start_lenient"), len(text))
    return {**gold, **ends, "variant": f"made-up-cut-{gold['variant']}", "text": text}


def joined(gold: Gold, head: str, body: str, tail: Sequence[str]) -> Gold:
    """A document of a head, a body and lines of a tail."""
    gap = "\n\n" if "\n\n" in body else "\n"
    before = head + body.rstrip()
    start = len(before) + len(gap)
    ends = dict.fromkeys(("gold_tail_start", "gold_tail_start_strict", "gold_tail_start_lenient"), start)
    text = before + gap + gap.join(tail) + "\n"
    return {**gold, **ends, "variant": f"made-up-{gold['variant']}", "text": text, "gold_head_end": len(head)}
