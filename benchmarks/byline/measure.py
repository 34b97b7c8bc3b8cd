"""Measure the shipped byline finder: by variant, by form, on Reuters-21578, and its speed.

    python benchmarks/byline/measure.py

Names are compared as score.py compares them. The form is that of the line on which the author really stands:
a *by-line* follows a phrase such as "By" (on its line or the line before), a *bare* name is a line of its own
or begins a short one, *other* is anything else: a note on the author, a sentence of the story.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from pages import Page, aeb, fold, reuters, wcxb

from qa.analysis.byline import find_byline
from qa.analysis.byline.phrases import by_payload, is_label
from qa.analysis.layout import find_layout
from qa.analysis.title import find_title

Judged = tuple[Page, frozenset[str]]
LEAST_SPEED_BYTES = 10_000
RUNS = 7


def read(page: Page) -> frozenset[str]:
    """The folded names of the persons found."""
    layout = find_layout(page.text)
    found = find_byline(page.text, layout=layout, title=find_title(page.text, layout))
    return frozenset(map(fold, found.names)) if found and found.kind == "person" else frozenset()


def figures(judged: Iterable[Judged]) -> str:
    """One line of figures, in percent."""
    rows = list(judged)
    named = [(page, names) for page, names in rows if page.named]
    hit = sum(bool(names) for _, names in named)
    false = sum(bool(names) for page, names in rows if not page.named)
    of = max(len(named), 1)
    exact = sum(names == page.gold for page, names in named)
    some = sum(bool(names & page.gold) for page, names in named)
    whoever = sum(bool(names & (page.gold | page.authors)) for page, names in named)
    return (
        f"{len(rows):5} texts  {len(named):4} named  precision {100 * hit / max(hit + false, 1):5.1f}"
        f"  recall {100 * hit / of:5.1f}  exact {100 * exact / of:5.1f}  any {100 * some / of:5.1f}"
        f"  author {100 * whoever / of:5.1f}"
    )


def _rows(text: str) -> Iterator[tuple[str, str]]:
    above = ""
    for line in text.split("\n"):
        if line.strip():
            yield line.strip(), above
            above = line.strip()


def form(page: Page) -> str:
    """The plainest form in which an author stands in the text."""
    found = set()
    for line, above in _rows(page.text):
        folded = fold(line[:300])
        for name in page.authors:
            if name not in folded:
                continue
            if (by_payload(line) is not None and len(line) < 200) or is_label(above):
                found.add("by-line")
            elif len(folded) < 60 and re.match(rf"{re.escape(name)}\b", folded):
                found.add("bare")
    return "by-line" if "by-line" in found else "bare" if "bare" in found else "other"


def by_group(title: str, judged: Iterable[Judged]) -> None:
    """Print the figures of every variant and of every form."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for page, names in judged:
        groups["all"].append((page, names))
        groups[f"variant {page.variant}"].append((page, names))
        if page.variant != "naive":
            groups["extracted and gold"].append((page, names))
        if page.named:
            groups[f"form {form(page)}"].append((page, names))
    for name, members in sorted(groups.items()):
        print(f"{title:8} {name:22} {figures(members)}")


def _best(work: Callable[[], object]) -> float:
    """The least time of several runs, in seconds: the others were disturbed."""
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def speed(pages: Iterable[Page]) -> str:
    """Bytes a second on texts of 10 KB and more, layout and title given; and this machine's pace."""
    took, size, texts = 0.0, 0, 0
    for text in (page.text for page in pages):
        if len(text.encode()) < LEAST_SPEED_BYTES:
            continue
        layout = find_layout(text)
        title = find_title(text, layout)
        took += _best(partial(find_byline, text, layout=layout, title=title))
        size += len(text.encode())
        texts += 1
    pace = _best(lambda: sum(range(1_000_000)))
    return f"{texts} texts  {size / took / 1e6:.1f} MB/s  (sum(range(1_000_000)) takes {1000 * pace:.1f} ms)"


def main() -> None:
    """Print everything."""
    for title, pages in (("wcxb", wcxb()), ("aeb", aeb()), ("reuters", reuters())):
        by_group(title, [(page, read(page)) for page in pages])
    print("speed   ", speed(wcxb()[::3]))


if __name__ == "__main__":
    main()
