"""Score the shipped layout model: `python benchmarks/layout/evaluate.py SCORE.py SETS…`.

SCORE.py is the scorer that comes with the labelled sets, and is run on facts written to a temporary folder.
Speed is printed to stderr: megabytes of UTF-8 a second of processor time, many
texts at once. Mind what the shipped weights were
trained on (`checks/off-topic-tail.md`): figures on those sets say how well the model remembers.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import read

from qa.analysis.layout import find_layouts


def facts(path: Path, out: Path) -> float:
    """Write the facts of a set; give the speed."""
    golds = read(path)
    texts = [gold["text"] for gold in golds]
    begin = time.process_time()
    layouts = [*find_layouts(texts)]
    spent = time.process_time() - begin
    with out.open("w", encoding="utf-8") as file:
        for gold, layout in zip(golds, layouts, strict=True):
            part = {"head_end": layout.head_end, "tail_start": layout.tail_start}
            file.write(json.dumps({"document": gold["id"], "layout": part}) + "\n")
    return sum(len(gold["text"].encode()) for gold in golds) / 1e6 / spent


def main() -> None:
    scorer, sets = sys.argv[1], [Path(name) for name in sys.argv[2:]]
    with tempfile.TemporaryDirectory() as folder:
        for path in sets:
            out = Path(folder) / "facts.jsonl"
            print(f"{path.name}: {facts(path, out):.1f} MB/s", file=sys.stderr)
            print(path.name, flush=True)
            subprocess.run([sys.executable, scorer, "layout", str(path), str(out)], check=True)


if __name__ == "__main__":
    main()
