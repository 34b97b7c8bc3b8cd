"""Broken or hostile files beside the corpus: reports, baselines, caches, waivers, git references."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from qa.cli.main import main

GOOD = "The ferry to the islands leaves at noon, whatever the fog. Nobody minds.\n"

STORY = "\n\n".join(f"In part {n} of the story the ferry came in, late as ever, and left." for n in range(9))
STORY += "\n\nSign up for our newsletter\nFollow us on Twitter\nRelated articles\n"

BROKEN = {
    "empty": b"",
    "binary": bytes(range(256)),
    "not-json": b"{oops",
    "a-list": b"[1, 2]",
    "a-number": b"7",
    "null": b"null",
    "an-object": b"{}",
    "deep": b"[" * 100_000,
    "nan": b'{"format": NaN}',
    "other-format": b'{"format": "something-else", "format_version": "1.0", "findings": []}',
    "future": b'{"format": "corpus-qa-report", "format_version": "99.0", "findings": [], "checks": []}',
    "wrong-types": b'{"format": "corpus-qa-report", "format_version": "1.0", "findings": {}, "checks": 3}',
    "sqlite": b"SQLite format 3\0" + bytes(200),
    "bomb": b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
}


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (tmp_path / "qa.yaml").write_text("corpus: corpus\n")
    return folder


def corpus_qa(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Exit code and all output of a command, which never shows a traceback."""
    try:
        code = main(words)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err + captured.out
    return code, captured.err + captured.out


@pytest.fixture
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "broken"
    path.write_bytes(BROKEN[request.param])
    return path


every_broken_file = pytest.mark.parametrize("broken", BROKEN, indirect=True)


@every_broken_file
def test_a_broken_report_is_refused_by_diff(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["run"])
    assert corpus_qa(capsys, "diff", str(broken), "quality-report.json")[0] == 2
    assert corpus_qa(capsys, "diff", "quality-report.json", str(broken))[0] == 2


@every_broken_file
def test_a_broken_baseline_stops_the_run_and_is_kept(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = broken.read_bytes()

    assert corpus_qa(capsys, "run", "--baseline", str(broken))[0] == 2
    assert corpus_qa(capsys, "run", "--baseline", str(broken), "--baseline-update")[0] == 2
    assert broken.read_bytes() == content


@every_broken_file
def test_a_broken_cache_never_changes_the_outcome(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = corpus_qa(capsys, "run")[0]

    assert corpus_qa(capsys, "run", "--cache", str(broken))[0] in {wanted, 2}


@every_broken_file
def test_a_broken_index_stops_what_needs_it(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = broken.read_bytes()
    for action in (["stats"], ["verify"], ["add"], ["remove", "x"], ["build"]):
        assert corpus_qa(capsys, "index", *action, "--index", str(broken))[0] == 2
    assert broken.read_bytes() == content


@every_broken_file
def test_a_broken_waiver_file_is_a_mistake_or_holds_no_waiver(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("qa.yaml").write_text(f"corpus: corpus\nwaivers: {broken.name}\n")

    code, _ = corpus_qa(capsys, "run")

    assert code == 2 or broken.read_bytes() in {BROKEN["empty"], BROKEN["null"]}


REFERENCES = ["nowhere", "--output=pwned", "-h", "HEAD; touch pwned", "$(touch pwned)", "HEAD\n", "HEAD:"]


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_hostile_git_reference_is_refused(reference: str, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["git", "init", "-q"], check=True)

    code, _ = corpus_qa(capsys, "run", f"--since={reference}")

    assert code == 2
    assert not Path("pwned").exists()


def test_since_outside_of_a_repository_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(Path.cwd().parent))

    code, said = corpus_qa(capsys, "run", "--since", "HEAD")

    assert code == 2
    assert "git" in said


def test_a_report_without_text_holds_no_text(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = "Zanzibarquark"
    head = f"{secret} Headline\n\nBy {secret} {secret}son\n\n"
    body = f"{head}Yesterday {secret} said so, as in \x1b[31m{secret}.\n\n"
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(body * 3 + f"Related stories\nSign up for the {secret} newsletter\n")

    corpus_qa(capsys, "run", "--no-text")

    assert json.loads(Path("quality-report.json").read_text())["findings"]
    assert secret not in Path("quality-report.json").read_text()


@pytest.mark.parametrize("name", ["=1+1.txt", "a\nb.txt", "\x1b[31m.txt", "--force.txt", "a b.txt"])
def test_proposed_edits_of_a_file_of_any_name_are_shown_safely(
    name: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / name).write_text(STORY)

    code, said = corpus_qa(capsys, "fix", "--check", "off-topic-tail")

    assert code in {0, 1}
    assert "newsletter" in said
    assert "\x1b" not in said


def test_fixing_never_writes_through_a_link_out_of_the_corpus(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(STORY)
    (corpus / "link.txt").symlink_to(outside)
    (corpus / "inside.txt").write_text(STORY)

    corpus_qa(capsys, "fix", "--check", "off-topic-tail", "--write")

    assert outside.read_text() == STORY
    assert (corpus / "inside.txt").read_text() != STORY
