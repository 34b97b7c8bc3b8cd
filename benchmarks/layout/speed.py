"""Measure the speed of layout: `python benchmarks/layout/speed.py SETS… [--every 10]`.

Megabytes of UTF-8 a second of processor time, the best of several passes over every tenth text of the sets
that is no whole page: many at once, text by text, and without numpy; then over whole pages, one line of ten
megabytes, and a million short lines.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus import read

from qa.analysis.layout import find_layout, find_layouts, layouts_by
from qa.analysis.layout.work import PlainEngine


def speed(run: Callable[[], object], texts: Sequence[str], passes: int = 3) -> str:
    """Megabytes a second of the best pass."""
    spent = []
    for _ in range(passes):
        begin = time.process_time()
        run()
        spent.append(time.process_time() - begin)
    return f"{sum(len(text.encode()) for text in texts) / 1e6 / min(spent):6.2f} MB/s"


def each(texts: Sequence[str]) -> None:
    for text in texts:
        find_layout(text)


def plain(texts: Sequence[str]) -> None:
    for text in texts:
        next(layouts_by(PlainEngine(), [text]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=10)
    given = parser.parse_args()
    golds = [gold for path in given.sets for gold in read(path)]
    articles = [gold["text"] for gold in golds if gold["variant"] != "naive"][:: given.every]
    pages = [gold["text"] for gold in golds if gold["variant"] == "naive"][:: given.every]
    long, short = "All in one line. " * 600_000, "A line\n" * 1_000_000
    list(find_layouts(articles[:20]))
    print("articles, many at once", speed(lambda: list(find_layouts(articles)), articles))
    print("articles, text by text", speed(lambda: each(articles), articles))
    print("articles, without numpy", speed(lambda: plain(articles), articles, passes=2))
    print("whole pages, many at once", speed(lambda: list(find_layouts(pages)), pages))
    print("one line of 10 MB", speed(lambda: each([long]), [long], passes=2))
    print("a million short lines", speed(lambda: each([short]), [short], passes=2))


if __name__ == "__main__":
    main()
