"""Fixing what findings point at: as a patch, or in place, and nothing else."""

from __future__ import annotations

import codecs
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from gate_kit import corpus_qa
from hypothesis import given
from hypothesis import strategies as st

from qa.corpus.file import CorpusFile
from qa.corpus.jsonl import read_jsonl
from qa.corpus.rewrite import UnfixableError, patches, write_patched
from qa.corpus.textfile import read_text_file
from qa.model.config import CorpusSource
from qa.text.edits import Edit
from qa.text.unified import Patch, patched

STORY = (
    "Harbour board delays quay\n\n"
    "The harbour board met for three hours and put off its decision on the new quay, because the price was "
    "too high and the plans left out the second crane – the “heavy” one.\n\n"
    "Members asked the engineers for another drawing that keeps the old slipway and the fish market where "
    "they are, and want to see it before the summer.\n"
)
TAIL = (
    "\nRelated articles\n\nFive walks along the winter coast\n\nWhat the ferry captain saw\n\n"
    "Subscribe to our newsletter\n\nSign up to get the best stories in your inbox every morning.\n"
)
FIX = ("fix", ".", "--check", "off-topic-tail")


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, text: str, encoding: str = "utf-8", mark: bytes = b"") -> bytes:
    raw = mark + text.encode(encoding)
    Path(name).write_bytes(raw)
    return raw


def kept(raw: bytes, text: str, encoding: str = "utf-8") -> bytes:
    """What must be left of a file whose story is the text: a line break may or may not follow it."""
    now = Path("story.txt").read_bytes()
    assert raw.startswith(now)
    assert text.rstrip().encode(encoding) in now
    assert "Related".encode(encoding) not in now
    return now


def test_the_patch_goes_to_stdout_and_the_file_stays(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    raw = put("story.txt", STORY + TAIL)
    assert corpus_qa(*FIX) == 1
    out = capsysbinary.readouterr().out
    assert out.startswith(b"--- a/story.txt\n+++ b/story.txt\n@@")
    assert b"-Related articles\n" in out
    assert Path("story.txt").read_bytes() == raw


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_patch_does_what_writing_does(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    raw = put("story.txt", STORY + TAIL)
    corpus_qa(*FIX)
    patch = capsysbinary.readouterr().out
    assert corpus_qa(*FIX, "--write") == 0
    written = Path("story.txt").read_bytes()
    Path("story.txt").write_bytes(raw)
    subprocess.run(["git", "apply", "-"], input=patch, check=True, capture_output=True)
    assert Path("story.txt").read_bytes() == written


def test_fixing_twice_changes_nothing_more() -> None:
    put("story.txt", STORY + TAIL)
    assert corpus_qa(*FIX, "--write") == 0
    once = Path("story.txt").read_bytes()
    assert corpus_qa(*FIX) == 0
    assert corpus_qa("run", ".", "--select", "off-topic-tail") == 0
    assert Path("story.txt").read_bytes() == once


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_mark_encoding_and_line_breaks_are_kept(encoding: str, mark: bytes, breaks: str) -> None:
    raw = put("story.txt", (STORY + TAIL).replace("\n", breaks), encoding, mark)
    assert corpus_qa(*FIX, "--write") == 0
    assert kept(raw, STORY.replace("\n", breaks), encoding).startswith(mark)


def test_front_matter_is_kept() -> None:
    head = "---\n# when it came out\npublished:   2024-03-04\n---\n"
    put("story.md", head + STORY + TAIL)
    assert corpus_qa(*FIX, "--write") == 0
    now = Path("story.md").read_text(encoding="utf-8")
    assert now.startswith(head + STORY.rstrip())
    assert "Related" not in now


def test_of_a_record_nothing_but_the_text_changes() -> None:
    plain = json.dumps({"z": 1.50, "text": STORY + TAIL, "id": "a", "url": "https:\\/\\/x"})
    spaced = '{ "text" :' + json.dumps(STORY + TAIL, ensure_ascii=False) + ' , "n": 1e2,  "id":"b"}'
    Path("news.jsonl").write_text(f"{plain}\n\n{spaced}\r\n", encoding="utf-8", newline="")
    assert corpus_qa(*FIX, "--write") == 0
    first, blank, second = Path("news.jsonl").read_bytes().decode("utf-8").split("\n")[:3]
    text = json.loads(first)["text"]
    assert text.rstrip() == STORY.rstrip()
    assert first == plain.replace(json.dumps(STORY + TAIL), json.dumps(text))
    shown = json.dumps(json.loads(second)["text"], ensure_ascii=False)
    assert (blank, second) == ("", '{ "text" :' + shown + ' , "n": 1e2,  "id":"b"}\r')


def test_a_waived_finding_is_left_alone() -> None:
    put("story.txt", STORY + TAIL)
    corpus_qa("run", ".", "--select", "off-topic-tail")
    found = json.loads(Path("quality-report.json").read_text(encoding="utf-8"))["findings"][0]
    assert corpus_qa("waive", found["id"], "--reason", "an authorised list") == 0
    Path("qa.yaml").write_text("corpus: story.txt\nwaivers: qa-waivers.yml\n", encoding="utf-8")
    raw = Path("story.txt").read_bytes()
    assert corpus_qa("fix", "--check", "off-topic-tail", "--write") == 0
    assert Path("story.txt").read_bytes() == raw


def test_a_file_that_is_not_decoded_in_full_is_left_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    raw = put("story.txt", STORY + TAIL) + b"caf\xe9\n"
    Path("story.txt").write_bytes(raw)
    assert corpus_qa(*FIX, "--write") == 1
    assert "left as it is" in capsys.readouterr().err
    assert Path("story.txt").read_bytes() == raw


def test_a_file_that_changed_meanwhile_is_not_written() -> None:
    raw = put("story.txt", STORY)
    Path("story.txt").write_bytes(raw + b"More.\n")
    with pytest.raises(UnfixableError):
        write_patched(Path("story.txt"), raw, [Patch(start=0, end=1, content=b"")])
    assert Path("story.txt").read_bytes() == raw + b"More.\n"
    assert sorted(each.name for each in Path().iterdir()) == ["story.txt"]


def test_links_and_modes_are_kept(corpus: Path) -> None:
    put("story.txt", STORY + TAIL)
    Path("story.txt").chmod(0o640)
    Path("link.md").symlink_to("story.txt")
    assert corpus_qa("fix", "link.md", "--check", "off-topic-tail", "--write") == 0
    assert Path("link.md").is_symlink()
    assert "Related" not in Path("story.txt").read_text(encoding="utf-8")
    assert Path("story.txt").stat().st_mode & 0o777 == 0o640


def test_a_check_must_be_named_and_known(capsys: pytest.CaptureFixture[str]) -> None:
    put("story.txt", STORY)
    assert corpus_qa("fix", ".") == 2
    assert corpus_qa("fix", ".", "--check", "off-topic-tale") == 2
    assert "did you mean 'off-topic-tail'" in capsys.readouterr().err


def test_findings_without_a_fix_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    put("story.txt", STORY)
    assert corpus_qa("fix", ".", "--check", "missing-date") == 0
    assert "nothing to fix; 1 finding(s) have no fix" in capsys.readouterr().err


def test_a_file_that_changed_between_reading_and_fixing_is_refused() -> None:
    raw = put("story.txt", STORY)
    file = CorpusFile(
        file=Path("story.txt"),
        name="story.txt",
        boundary=Path(),
        format="text",
        source=CorpusSource(path=Path()),
    )
    document = read_text_file(file)
    edit = Edit(start=0, end=7, replacement="")
    assert patches(file, document.source, raw, [edit]) == [Patch(start=0, end=7, content=b"")]
    with pytest.raises(UnfixableError):
        patches(file, document.source, raw + b"More.\n", [edit])


@given(
    text=st.text(alphabet='a\\"/\u00e9\u2013\U0001f600\n\t\x01', min_size=1, max_size=30),
    ascii_only=st.booleans(),
    data=st.data(),
)
def test_any_edit_of_a_record_is_the_edit_of_its_text(
    text: str, ascii_only: bool, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(st.text(alphabet='b"\n\u00fc', max_size=4))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        record = {"text": "first", "n": {"text": 1}, "id": "a"} | {"text": "x" + text}
        path.write_text(json.dumps(record, ensure_ascii=ascii_only), encoding="utf-8", newline="")
        file = CorpusFile(
            file=path, name="n", boundary=path.parent, format="jsonl", source=CorpusSource(path=path)
        )
        (document,) = read_jsonl(file)
        edit = Edit(start=start + 1, end=end + 1, replacement=new)
        found = patches(file, document.source, path.read_bytes(), [edit])
        now = json.loads(patched(path.read_bytes(), found))
    assert now == record | {"text": "x" + text[:start] + new + text[end:]}
