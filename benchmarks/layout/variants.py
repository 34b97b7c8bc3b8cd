"""Made-up variants of labelled documents, to train on.

They show the models more openings of tails than the extractors left, tails of a single line or two and whole
ones, readers' comments, other stories announced and printed below a story or in the middle of one, and pages
that have been cleaned already. What is borrowed from another page comes from the same part of the same fold:
no model learns of a site that it is asked about.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus import Gold, cell, site, tail_lines

from qa.analysis.layout.cues import OPENS, cues

_SEED = 5
_FEWEST = 8
_SHORT, _LONG = 60, 80
_THREAD = 30
Page = dict[str, Gold]


@dataclass(slots=True, kw_only=True)
class Donors:
    """What pages of one cell lend: their tails, their bodies, and tails from where comments begin."""

    tails: list[tuple[str, list[str]]] = field(default_factory=list)
    bodies: list[list[str]] = field(default_factory=list)
    threads: list[list[str]] = field(default_factory=list)


def variants(golds: Sequence[Gold]) -> list[Gold]:
    """The made-up documents of a set."""
    chance = random.Random(_SEED)
    pages: dict[str, Page] = defaultdict(dict)
    for gold in golds:
        pages[gold["page"]][gold["variant"]] = gold
    donors: dict[int, Donors] = defaultdict(Donors)
    for gold in golds:
        _lend(gold, donors[cell(site(gold))])
    out: list[Gold] = []
    for name in sorted(pages):
        page = pages[name]
        lent = donors[cell(site(next(iter(page.values()))))]
        out += _shortened(page, chance)
        out += _spliced(page, name, lent, chance)
        out += _announced(page, lent, chance)
    return out


def _lend(gold: Gold, donors: Donors) -> None:
    lines = tail_lines(gold)
    if gold["variant"] in ("naive", "rpmain") and len(lines) >= 2:
        donors.tails.append((gold["page"], lines))
        first = next((place for place, line in enumerate(lines) if _comments(line)), None)
        if first is not None and len(lines) > first + 2:
            donors.threads.append(lines[first : first + _THREAD])
    if gold["variant"] == "gold":
        donors.bodies.append([line for line in gold["text"].split("\n") if len(line) > _SHORT])


def _shortened(page: Page, chance: random.Random) -> Iterator[Gold]:
    """The page with its tail cut short or off."""
    whole = page.get(chance.choice(("naive", "rpmain", "naive")))
    if whole and tail_lines(whole):
        text, head, title = whole["text"], whole["gold_head_end"], whole["gold_title_start"]
        kept = text[title:head] if title is not None and chance.random() < 0.5 else ""
        body = text[head : whole["gold_tail_start"]]
        yield joined(whole, kept, body, tail_lines(whole)[: 1 + int(chance.expovariate(1 / 5))])
    tailed = [gold for gold in page.values() if tail_lines(gold)]
    if tailed:
        yield _without_tail(chance.choice(tailed))


def _spliced(page: Page, name: str, donors: Donors, chance: random.Random) -> Iterator[Gold]:
    """The body of the page with the tail of another, short or whole, or with another's comments."""
    body = page.get("gold")
    if not body or len(donors.tails) < _FEWEST:
        return
    for most in (8, 40):
        donor, lines = chance.choice(donors.tails)
        first = 0 if chance.random() < 0.6 else chance.randrange(max(1, len(lines) // 2))
        keep = 1 + int(chance.expovariate(1 / most))
        if donor != name and chance.random() < 0.8:
            yield joined(body, "", body["text"], lines[first : first + keep])
    if donors.threads and chance.random() < 0.3:
        yield joined(body, "", body["text"], chance.choice(donors.threads))


def _announced(page: Page, donors: Donors, chance: random.Random) -> Iterator[Gold]:
    """A body with another story announced and printed below, and one that goes on after announcements."""
    body = page.get("gold")
    if not body or len(donors.tails) < _FEWEST:
        return
    lines = [line for line in chance.choice(donors.tails)[1][:3] if _announces(line)]
    others = chance.choice(donors.bodies)
    if lines and others:
        first = chance.randrange(len(others))
        yield joined(body, "", body["text"], [lines[0], *others[first : first + 7]])
    own = [line for line in body["text"].split("\n") if line.strip()]
    _, tail = chance.choice(donors.tails)
    places = [place for place, line in enumerate(tail) if _announces(line)]
    if places and len(own) >= _FEWEST and chance.random() < 0.5:
        at = chance.randrange(len(own) // 4, len(own) - 2)
        place = chance.choice(places)
        inside = [line for line in tail[place : place + 1 + chance.randrange(4)] if len(line) < _LONG]
        yield joined(body, "", "\n".join([*own[:at], *inside, *own[at:]]), [])


def _announces(line: str) -> bool:
    return len(line) < _SHORT and cues(line).get("teaser-list", 0) >= OPENS


def _comments(line: str) -> bool:
    return len(line) < _LONG and cues(line).get("comments", 0) >= OPENS


def _without_tail(gold: Gold) -> Gold:
    """The page as it is once its tail is cut off: it must not be cut again."""
    text = gold["text"][: gold["gold_tail_start"]].rstrip() + "\n"
    ends = dict.fromkeys(("gold_tail_start", "gold_tail_start_strict", "gold_tail_start_lenient"), len(text))
    return {**gold, **ends, "variant": f"made-up-cut-{gold['variant']}", "text": text}


def joined(gold: Gold, head: str, body: str, tail: Sequence[str]) -> Gold:
    """A document of a head, a body and lines of a tail."""
    gap = "\n\n" if "\n\n" in body else "\n"
    before = head + body.rstrip()
    start = len(before) + len(gap) if tail else len(before) + 1
    ends = dict.fromkeys(("gold_tail_start", "gold_tail_start_strict", "gold_tail_start_lenient"), start)
    text = before + gap + gap.join(tail) + "\n" if tail else before + "\n"
    return {**gold, **ends, "variant": f"made-up-{gold['variant']}", "text": text, "gold_head_end": len(head)}
