"""Whatever lies in a corpus, a command ends with a finding or a sentence, the right code and no traceback."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from qa.cli.main import main

GOOD = "The ferry to the islands leaves at noon, whatever the fog. Nobody minds.\n"

COMMANDS = {
    "run": ("run", "corpus"),
    "facts": ("facts", "corpus", "--output", "facts.jsonl"),
    "index": ("index", "build", "corpus"),
}


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one sound document, so that every run has something to do."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    return folder


def corpus_qa(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command, which never shows a traceback."""
    try:
        code = main(words)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err + captured.out
    assert code in {0, 1, 2}
    return code, captured.out, captured.err


def report() -> dict[str, Any]:
    def no_constant(name: str) -> None:
        raise AssertionError(f"{name} is not JSON")

    text = Path("quality-report.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text, parse_constant=no_constant)
    return found


def findings_of(document: str) -> set[tuple[str, str]]:
    return {(f["check_id"], f["reason"]) for f in report()["findings"] if f["document"] == document}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_missing_path_is_named(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = corpus_qa(capsys, *(word.replace("corpus", "absent") for word in words))

    assert code == 2
    assert "absent" in err


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_an_empty_folder_never_passes(
    words: tuple[str, ...], corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "good.txt").unlink()

    code, out, err = corpus_qa(capsys, *words)

    assert code == 2
    assert "nothing" in out + err


BAD_FILES = {
    "binary.txt": (bytes(range(256)) * 8, "binary"),
    "nul.txt": (b"half a sentence\0and a NUL byte" * 30, "binary"),
    "latin.txt": ("Café, déjà vu, naïve.\n" * 5).encode("latin-1"),
    "truncated.txt": "The end is cut off in the middle of a caractère".encode()[:-4],
    "utf16.txt": GOOD.encode("utf-16"),
    "bom.txt": b"\xef\xbb\xbf" + GOOD.encode(),
    "surrogates.txt": b"\xed\xa0\x80\xed\xb0\x80 lone surrogates in UTF-8\n",
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \t\r\n\n", "empty"),
    "breaks.txt": b"\n" * 100_000,
    "returns.txt": b"one\rtwo\r\nthree\x0bfour\x0cfive\xc2\x85six\xe2\x80\xa8seven",
    "controls.txt": bytes(range(1, 32)) + b" and a word",
    "separators.txt": "a\u2028b\u2029c\u202ed\u200bе\ufeff f\U000e0001".encode(),
    "zalgo.txt": ("e" + "\u0301" * 5000).encode(),
    "emoji.txt": "👩‍👩‍👧‍👦 ".encode() * 500,
    "rtl.txt": "اختبار النص العربي، 12 مارس 2024.\n".encode(),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_file_of_any_bytes_is_survived(
    name: str, words: tuple[str, ...], corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = BAD_FILES[name]
    content, reason = given if isinstance(given, tuple) else (given, None)
    (corpus / name).write_bytes(content)

    code, _, _ = corpus_qa(capsys, *words)

    assert code == 0 or words[0] == "run"
    if words[0] == "run":
        assert report()["corpus"]["documents"] == 2
        assert report()["errors"] == []
        assert reason is None or ("unreadable-document", reason) in findings_of(f"corpus/{name}")


def test_facts_give_a_row_for_every_document_in_order(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, given in BAD_FILES.items():
        (corpus / name).write_bytes(given[0] if isinstance(given, tuple) else given)

    corpus_qa(capsys, *COMMANDS["facts"])

    rows = [json.loads(line) for line in Path("facts.jsonl").read_bytes().split(b"\n") if line]
    assert [row["document"] for row in rows] == sorted(f"corpus/{name}" for name in [*BAD_FILES, "good.txt"])


def test_invalid_utf8_is_a_finding_and_the_rest_is_read(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "odd.txt").write_bytes(b"A stray \xff byte in a line that is sound.\n" + GOOD.encode())

    corpus_qa(capsys, "run", "corpus")

    assert "unreadable-document" in {check for check, _ in findings_of("corpus/odd.txt")}


BAD_RECORDS = {
    "not-json": "{oops",
    "a-list": '["text"]',
    "no-text": '{"id": "x"}',
    "text-is-a-number": '{"id": "x", "text": 7}',
    "text-is-null": '{"id": "x", "text": null}',
    "id-is-an-object": '{"id": {}, "text": "words"}',
    "id-is-empty": '{"id": "", "text": "words"}',
    "deep": "[" * 100_000,
    "deep-metadata": '{"id": "x", "text": "w", "metadata": ' + '{"a":' * 2000 + "1" + "}" * 2001,
    "nan": '{"id": "x", "text": "words", "metadata": {"score": NaN, "other": Infinity}}',
    "huge-number": '{"id": "x", "text": "words", "metadata": {"n": ' + "9" * 5000 + "}}",
    "lone-surrogate": '{"id": "\\ud800", "text": "lone \\udfff surrogate"}',
    "surrogate-metadata": '{"id": "x", "text": "words", "metadata": {"author": "\\ud800"}}',
    "nul": '{"id": "a\\u0000b", "text": "NUL \\u0000 inside"}',
    "newline-in-id": '{"id": "a\\n::error::pwned", "text": "words"}',
    "metadata-is-a-list": '{"id": "x", "text": "words", "metadata": [1]}',
    "duplicate-keys": '{"id": "x", "id": "y", "text": "words", "text": "more"}',
}


@pytest.mark.parametrize("name", BAD_RECORDS)
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_record_of_any_shape_is_survived(
    name: str, words: tuple[str, ...], corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "records.jsonl").write_text(BAD_RECORDS[name] + "\n" + json.dumps({"id": "ok", "text": GOOD}))

    code, _, _ = corpus_qa(capsys, *words)

    assert code == 0 or words[0] == "run"
    if words[0] == "run":
        assert report()["corpus"]["documents"] == 3
        assert report()["errors"] == []


FRONT_MATTER = {
    "bomb": "a: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "deep-flow": "a: " + "[" * 5000 + "]" * 5000,
    "deep-block": "".join("  " * depth + "a:\n" for depth in range(400)),
    "python-tag": "a: !!python/object/apply:os.system ['touch pwned']",
    "not-closed": "a: 'never closed",
    "a-list": "- a\n- b",
    "a-string": "words",
    "non-string-keys": "1: a\n2024-01-01: b\nnull: c\n? [x, y]\n: d",
    "dates": "date: 2024-02-30\npublished: 9999-12-31T25:00:00Z",
    "duplicate": "author: a\nauthor: b",
    "recursive": "a: &a [*a]",
    "merge": "a: &a {x: 1}\nb: {<<: *a, <<: [*a, *a]}",
    "control": 'author: "\\x1b[31mred\\x07"',
    "numbers": "author: .nan\ndate: .inf\nbig: " + "9" * 5000,
    "sexagesimal": "author: 1:2:3:4:5\noctal: 0o7777777777777777777777777777",
    "author-is-a-map": "author: {name: {first: A}}\nlanguage: [en]\ndate: {}",
}


@pytest.mark.parametrize("name", FRONT_MATTER)
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_front_matter_of_any_shape_is_survived(
    name: str, words: tuple[str, ...], corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "page.md").write_text(f"---\n{FRONT_MATTER[name]}\n---\n\n{GOOD}")

    code, _, _ = corpus_qa(capsys, *words)

    assert code == 0 or words[0] == "run"
    assert not Path("pwned").exists()
    if words[0] == "run":
        assert report()["corpus"]["documents"] == 2
        assert report()["errors"] == []


def test_a_link_out_of_the_corpus_is_a_finding_and_not_followed(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.txt").write_text("the combination is 1234")
    (corpus / "link.txt").symlink_to(tmp_path / "secret.txt")
    (corpus / "folder").symlink_to(tmp_path, target_is_directory=True)
    (corpus / "loop").symlink_to(corpus, target_is_directory=True)
    (corpus / "dangling.txt").symlink_to(tmp_path / "gone.txt")

    corpus_qa(capsys, "run", "corpus")

    assert ("unreadable-document", "outside-root") in findings_of("corpus/link.txt")
    assert findings_of("corpus/dangling.txt")
    assert "1234" not in Path("quality-report.json").read_text()
    assert report()["corpus"]["documents"] == 3


def test_a_link_to_itself_and_a_pipe_are_findings(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "self.txt").symlink_to(corpus / "self.txt")
    os.mkfifo(corpus / "pipe.txt")

    corpus_qa(capsys, "run", "corpus")

    assert findings_of("corpus/self.txt")
    assert findings_of("corpus/pipe.txt")


NAMES = {
    "newline": "a\nb.txt",
    "escape": "\x1b[31mred.txt",
    "command": "::error file=x,line=1::pwned.txt",
    "formula": "=HYPERLINK(1).txt",
    "markup": "<img src=x onerror=alert(1)>.txt",
    "dash": "-rf.txt",
    "bidi": "a\u202etxt.exe.txt",
    "bytes": b"caf\xe9.txt",
    "spaces": " .txt",
    "suffix": b"caf.\xe9",
    "long": "x" * 250 + ".txt",
    "glob": "[a]*?{b}.txt",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_a_file_of_any_name_is_read_and_shown_safely(
    name: str, words: tuple[str, ...], corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = NAMES[name]
    (corpus / (os.fsdecode(raw) if isinstance(raw, bytes) else raw)).write_bytes(b"")

    code, out, err = corpus_qa(capsys, *words)

    assert code == 0 or words[0] == "run"
    assert "\x1b" not in out + err
    assert not any(line.startswith("::") for line in (out + err).splitlines())
    if words[0] == "run":
        assert report()["corpus"]["documents"] + len(report()["corpus"]["ignored_files"]) == 2


HOSTILE_TEXT = """\
\x1b]0;title\x07\x1b[31mRed\x1b[0m
::error file=app.py,line=1::the build is broken
::set-output name=x::y
##vso[task.setvariable variable=x]y
=HYPERLINK("http://example.invalid","click")
<script>alert(1)</script><img src=x onerror=alert(1)>
</textarea>]]>&amp;{{7*7}}${7*7}%s%n
\u202eright to left\u202c \u2066isolated\u2069
\r::warning::carriage return
By \x1b[32mAda Byron\x1b[0m
yesterday, last week, on Monday
"""


def test_hostile_text_reaches_neither_the_terminal_nor_the_workflow_log(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("one.txt", "two.txt"):
        (corpus / name).write_text(HOSTILE_TEXT * 3)

    _, out, err = corpus_qa(capsys, "run", "corpus", "--verbose")

    assert not [c for c in out + err if ord(c) < 32 and c != "\n"]
    assert "\u202e" not in out + err
    assert not [line for line in (out + err).splitlines() if line.lstrip().startswith(("::", "##vso"))]
    assert report()["errors"] == []


LONG = {
    "one-line": "word " * 60_000,
    "no-space": "x" * 300_000,
    "digits": "1" * 300_000,
    "dates": "12.03.2024 " * 20_000,
    "years": "2024 " * 20_000,
    "quotes": "“" * 100_000,
    "nested-quotes": "“‘" * 50_000,
    "brackets": "[(" * 100_000,
    "capitals": "By A. B. C. " * 20_000,
    "by": "By " * 80_000,
    "commas": "Smith, " * 40_000,
    "dashes": "— " * 100_000,
    "hyphens": "-" * 300_000,
    "blank-lines": "\n" * 300_000,
    "spaces": " " * 300_000 + "x",
    "short-lines": "a\n" * 100_000,
    "urls": "https://example.invalid/" + "a/" * 100_000,
    "ampersands": "&" * 300_000,
    "dots": "." * 300_000,
    "han": "新" * 100_000,
    "accents": "e\u0301" * 100_000,
    "month-names": "May March June " * 3_000,
    "ago": "two hundred and " * 20_000 + "days ago",
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_document_of_one_pattern_is_survived(
    name: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "long.txt").write_text(LONG[name])

    corpus_qa(capsys, "run", "corpus")

    assert report()["corpus"]["documents"] == 2
    assert report()["errors"] == []


@pytest.mark.parametrize("name", LONG)
def test_two_long_documents_of_one_pattern_are_compared_to_the_end(
    name: str, corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = LONG[name][:24_000]
    (corpus / "one.txt").write_text(text)
    (corpus / "two.txt").write_text(f"{text[:8_000]} something else {text[8_000:]}")
    (corpus / "turned.txt").write_text(text[::-1])

    corpus_qa(capsys, "run", "corpus")

    assert report()["corpus"]["documents"] == 4
    assert report()["errors"] == []


def test_a_file_above_the_limit_is_a_finding(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("qa.yaml").write_text(
        "corpus: {path: corpus, max_bytes: 1000}\n".replace("{", "[{").replace("}", "}]")
    )
    (corpus / "large.txt").write_text(GOOD * 100)

    corpus_qa(capsys, "run")

    assert findings_of("corpus/large.txt") == {("unreadable-document", "too-large")}


def test_a_folder_of_many_files_is_read_to_the_last(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(1500):
        (corpus / f"{number:05}.txt").write_text(
            f"Story {number} says something of its own, {number * 7919}.\n"
        )

    corpus_qa(capsys, "run", "corpus", "--jobs", "1", "--select", "unreadable-document")

    assert report()["corpus"]["documents"] == 1501


BAD_DECLARATIONS = {
    "bomb": FRONT_MATTER["bomb"],
    "deep": "[" * 5000,
    "tag": "- !!python/object/apply:os.system ['touch pwned']",
    "binary": "\x00\x01",
    "tab": "- id: x\n\tdetector: y",
    "empty": "",
    "a-number": "7",
    "recursive": "- &a {id: x, detector: *a}",
}


@pytest.mark.parametrize("name", BAD_DECLARATIONS)
def test_a_broken_declaration_is_a_mistake_at_a_place(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("checks").mkdir()
    Path("checks/bad.yml").write_text(BAD_DECLARATIONS[name])
    Path("qa.yaml").write_text("corpus: corpus\n")

    code, _, err = corpus_qa(capsys, "run")

    assert code == 2
    assert err.startswith("checks/bad.yml") or "corpus-qa: " in err
    assert not Path("pwned").exists()


@pytest.mark.parametrize("name", BAD_DECLARATIONS)
def test_a_broken_configuration_is_a_mistake_at_a_place(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("qa.yaml").write_text(BAD_DECLARATIONS[name])

    code, _, _ = corpus_qa(capsys, "run", "corpus")

    assert code == 2 or name == "empty"
    assert not Path("pwned").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_finding(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (corpus / "locked.txt").write_text(GOOD)
    (corpus / "locked.txt").chmod(0)

    corpus_qa(capsys, "run", "corpus")

    assert ("unreadable-document", "unreadable") in findings_of("corpus/locked.txt")


def test_a_report_that_can_not_be_written_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    Path("file").write_text("")

    code, _, err = corpus_qa(capsys, "run", "corpus", "--report", "file/report.json")

    assert code == 2
    assert "cannot write" in err
