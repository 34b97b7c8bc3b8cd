"""Where layout goes wrong: `python benchmarks/layout/errors.py SET FACTS [--top 30] [--group naive]`.

SET is a labelled `*.jsonl.gz`, FACTS what `train.py --facts` wrote for it. Printed are the errors by kind and
by the size of the tail, in documents and in characters, and the documents that hold most wrong characters.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Gold, read, tail_lines

_TOKEN = re.compile(r"[^\W_]+")
_FEWEST, _LOST = 3, 20
_SIZES = (1, 3, 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """How a document was cut: the kind, lines of its tail, characters cut wrongly and left wrongly."""

    document: str
    kind: str
    lines: int
    cut: int
    left: int
    loses_body: bool


def judged(gold: Gold, start: int) -> Error:
    """A document of which the tail was said to begin at `start`."""
    text = gold["text"]
    strict, plain, lenient = (gold[f"gold_tail_start{end}"] for end in ("_strict", "", "_lenient"))
    there, told = _tokens(text[lenient:]) >= _FEWEST, _tokens(text[start:]) >= _FEWEST
    near = strict <= start <= lenient or any(
        _lines(text[min(start, x) : max(start, x)]) <= 1 for x in (strict, plain, lenient)
    )
    if there and told:
        kind = "right" if near else "early" if start < strict else "late"
    else:
        grey = _tokens(text[strict:]) >= _FEWEST
        kind = "missed" if there else "invented" if told and not grey else "right"
    return Error(
        document=gold["id"],
        kind=kind,
        lines=len(tail_lines(gold)),
        cut=_inked(text[start:strict]),
        left=_inked(text[plain:start]),
        loses_body=_tokens(text[start:strict]) >= _LOST,
    )


def _tokens(text: str) -> int:
    return len(_TOKEN.findall(text))


def _lines(text: str) -> int:
    return sum(1 for line in text.split("\n") if line.strip())


def _inked(text: str) -> int:
    return len("".join(text.split()))


def _size(lines: int) -> str:
    return next((f"to {most}" for most in _SIZES if lines <= most), "more")


def by_kind(found: Sequence[Error]) -> list[str]:
    """A line for each kind of error and size of tail: documents, those that lose body, wrong characters."""
    documents, losing, cut, left = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for each in found:
        key = f"{each.kind:9} {_size(each.lines) if each.lines else 'none':5}"
        documents[key] += 1
        losing[key] += each.loses_body
        cut[key] += each.cut
        left[key] += each.left
    return [
        f"{key} {documents[key]:5} documents {losing[key]:4} lose body {cut[key]:7} cut {left[key]:7} left"
        for key in sorted(documents)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--top", type=int, default=30)
    parser.add_argument("--group", choices=("extracted+gold", "naive"), default="extracted+gold")
    options = parser.parse_args()
    told = [json.loads(line) for line in options.facts.read_text(encoding="utf-8").splitlines()]
    start = {each["document"]: each["layout"]["tail_start"] for each in told}
    golds = [gold for gold in read(options.set) if gold["id"] in start]
    naive = options.group == "naive"
    found = [judged(gold, start[gold["id"]]) for gold in golds if (gold["variant"] == "naive") == naive]
    print("\n".join(by_kind(found)))
    worst = sorted(found, key=lambda each: (-each.cut - each.left, each.document))
    wrong, sofar = sum(each.cut + each.left for each in found), 0
    for each in worst[: options.top]:
        sofar += each.cut + each.left
        print(f"{each.document} {each.kind}: {each.cut} cut, {each.left} left, {sofar / max(1, wrong):.2f}")


if __name__ == "__main__":
    main()
