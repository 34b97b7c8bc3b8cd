"""What one new document costs in a large known corpus, and what a kept result saves.

    python benchmarks/gate/new_document.py FOLDER [--documents 100000] [--cached 10000]

Writes a git repository of made-up documents below FOLDER (reused when it is there), builds the index, adds
one document and times `pytest --qa-since HEAD` in a process of its own, beside an empty pytest session; then
a first and a second run with a results cache over other documents.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

CHECKS = "shipped"
SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
    "yo",
    "zu",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--cached", type=int, default=10_000)
    args = parser.parse_args()
    one_new(args.folder / "known", args.documents)
    cached(args.folder / "cached", args.cached)


def one_new(folder: Path, documents: int) -> None:
    if not (folder / ".git").exists():
        repository(folder, documents)
        run(folder, "corpus-qa", "index", "build")
    new = folder / "corpus" / "000" / "new.txt"
    new.write_text(document(random.Random(-1)), encoding="utf-8")
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    (empty / "test_nothing.py").write_text("def test_nothing():\n    pass\n", encoding="utf-8")
    plain = ("pytest", "-q", "-p", "no:cacheprovider")
    bare = run(folder, *plain, "-p", "no:corpus_qa", "empty/test_nothing.py")
    for what in ("cold", "warm", "warm"):
        spent = run(folder, *plain, "--qa-since", "HEAD")
        print(f"one new of {documents}, {what}: {spent}; pytest alone: {bare}")
    new.unlink()


def cached(folder: Path, documents: int) -> None:
    if not (folder / "qa.yaml").exists():
        repository(folder, documents, git=False)
    kept = folder / ".corpus-qa" / "results.sqlite"
    kept.unlink(missing_ok=True)
    first = run(folder, "corpus-qa", "run", "--cache", str(kept))
    again = run(folder, "corpus-qa", "run", "--cache", str(kept))
    print(f"{documents} documents: first {first}; again {again}")
    print(
        f"{first.cpu_s / again.cpu_s:.1f} times less; {kept.stat().st_size / documents:.0f} bytes a document"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Wall and processor seconds of a command with its children; the largest child so far, in MB."""

    wall_s: float
    cpu_s: float
    peak_mb: float

    def __str__(self) -> str:
        return f"{self.wall_s:.2f} s, {self.cpu_s:.2f} s of processor, {self.peak_mb:.0f} MB"


def run(folder: Path, *command: str) -> Spent:
    """Run a program of this environment; anything but findings ends the benchmark."""
    program = [str(Path(sys.executable).parent / command[0]), *command[1:]]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(wall_s=wall, cpu_s=cpu, peak_mb=after.ru_maxrss / 1024)


def repository(folder: Path, documents: int, *, git: bool = True) -> None:
    source = random.Random(7)
    for number in range(documents):
        path = folder / "corpus" / f"{number % 100:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(document(source), encoding="utf-8")
    config = f"corpus: corpus\nchecks: {CHECKS}\nindex: .corpus-qa/index.sqlite\n"
    (folder / "qa.yaml").write_text(config, encoding="utf-8")
    (folder / ".gitignore").write_text(".corpus-qa/\nquality-report.json\nempty/\n", encoding="utf-8")
    if git:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "all"]):
            subprocess.run(["git", *words], cwd=folder, check=True)


def document(source: random.Random) -> str:
    """A story of some 2 KB with a byline, a date and no meaning."""
    paragraphs = "\n\n".join(" ".join(sentence(source) for _ in range(5)) for _ in range(5))
    first, last = (each.title() for each in source.choices(WORDS, k=2))
    return (
        f"{sentence(source)[:-1]}\n\nBy {first} {last}\nMay {source.randint(1, 28)}, 2024\n\n{paragraphs}\n"
    )


def sentence(source: random.Random) -> str:
    """Fourteen words, every second a small one."""
    pairs = zip(source.choices(SMALL, k=7), source.choices(WORDS, k=7), strict=True)
    return f"{' '.join(word for pair in pairs for word in pair).capitalize()}."


def _words() -> list[str]:
    source = random.Random(1)
    return ["".join(source.choices(SYLLABLES, k=source.randint(2, 5))) for _ in range(20_000)]


SMALL = ["the", "of", "and", "to", "in", "was", "with", "for", "that", "on", "by", "at"]
WORDS = _words()


if __name__ == "__main__":
    main()
