"""What a case costs pytest, beside an empty parametrised test.

    python benchmarks/plugin/case_cost.py [DOCUMENTS]

Prints seconds a case for both, each the best of three whole pytest runs in a process of its own, with the
evaluation of the documents (measured by a run of one case a check) taken off.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECK = "- id: check-{0}\n  detector: unreadable-document\n"
CHECKS = 5


def main() -> None:
    """Write a corpus and a test file of as many cases; time both."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        corpus(root / "quality", documents)
        cases = (documents + 1) * CHECKS
        empty(root / "plain", cases)
        evaluation = best(root / "quality", "--qa-cases=check")
        quality = best(root / "quality", "--qa-cases=document") - evaluation
        plain = best(root / "plain") - best(root / "none", "-q")
    print(f"cases                     {cases}")
    print(f"evaluation                {evaluation:.2f} s")
    print(f"a quality case            {1000 * quality / cases:.3f} ms")
    print(f"an empty parametrised one {1000 * plain / cases:.3f} ms")
    print(f"difference                {1000 * (quality - plain) / cases:.3f} ms")


def corpus(root: Path, documents: int) -> None:
    """A repository with a configuration, five checks and short documents."""
    (root / "corpus").mkdir(parents=True)
    (root / "checks").mkdir()
    (root / "qa.yaml").write_text("corpus: corpus\n")
    (root / "checks" / "all.yml").write_text("".join(CHECK.format(n) for n in range(CHECKS)))
    for number in range(documents):
        (root / "corpus" / f"{number:06}.txt").write_text(f"Story number {number}.\n")


def empty(root: Path, cases: int) -> None:
    """A test that does nothing, parametrised."""
    root.mkdir(parents=True)
    (root.parent / "none").mkdir(exist_ok=True)
    (root / "pytest.ini").write_text("[pytest]\n")
    (root / "test_empty.py").write_text(
        "import pytest\n\n"
        f"@pytest.mark.parametrize('number', range({cases}))\n"
        "def test_nothing(number):\n    pass\n"
    )


def best(folder: Path, *arguments: str) -> float:
    """Seconds of the fastest of three runs."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
        times.append(time.perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    main()
