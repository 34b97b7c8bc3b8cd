"""A corpus is a stream of documents in a stable order; what can't be read is in it too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.corpus import Corpus, CorpusSource
from qa.corpus.decode import decode
from qa.errors import InputError
from qa.model.document import Document


def read(path: Path, **options: object) -> list[Document]:
    root = path if path.is_dir() else path.parent
    return list(Corpus(sources=[CorpusSource(path=path, **options)], root=root).documents())  # type: ignore[arg-type]


def reasons(document: Document) -> list[str]:
    return [problem.reason for problem in document.problems]


def test_documents_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    assert [d.id for d in read(tmp_path)] == ["a.txt", "a/z.txt", "b.txt"]


def test_a_path_that_does_not_exist_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file or folder at"):
        read(tmp_path / "nowhere")


def test_files_of_other_kinds_are_counted_not_dropped_in_silence(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    corpus = Corpus(sources=[CorpusSource(path=tmp_path)], root=tmp_path)
    assert list(corpus.documents()) == []
    assert dict(corpus.ignored) == {".jpg": 1}


def test_front_matter_becomes_metadata_and_its_lines_still_count(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nauthor: Mara Lind\npublished: 2024-05-02\n---\nText.\n")
    (document,) = read(tmp_path)
    assert document.text == "Text.\n"
    assert document.metadata == {"author": "Mara Lind", "published": "2024-05-02"}
    assert (document.source.line, document.source.offset) == (5, 48)


def test_an_impossible_date_in_the_front_matter_is_kept_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\nauthor: Mara Lind\ndate: 2024-06-31\n---\nText.\n")
    (document,) = read(tmp_path)
    assert (document.metadata["date"], document.problems) == ("2024-06-31", ())


@pytest.mark.parametrize("front", ["a: [1", "- a list", "a: &x [1]\nb: *x", "a: " + "[" * 50 + "]" * 50])
def test_broken_front_matter_is_a_problem_and_stays_text(tmp_path: Path, front: str) -> None:
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nText.\n")
    (document,) = read(tmp_path)
    assert reasons(document) == ["bad-front-matter"]
    assert front in document.text


def test_a_byte_that_is_not_utf8_is_replaced_and_pointed_at(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"caf\xe9 au lait")
    (document,) = read(tmp_path)
    assert document.text == "caf\ufffd au lait"
    assert (document.problems[0].reason, document.problems[0].start) == ("badly-encoded", 3)
    assert document.readable


def test_a_declared_encoding_is_used(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    (document,) = read(tmp_path, encoding="latin-1")
    assert (document.text, document.problems) == ("café", ())


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffHallo".encode("utf-16"))
    (tmp_path / "b.txt").write_bytes("Hallo".encode("utf-8-sig"))
    assert [d.text for d in read(tmp_path)][1] == "Hallo"


@pytest.mark.parametrize(
    ("content", "reason"), [(b"\x00\x01\x02", "binary"), (b"", "empty"), (b" \n\t\n", "empty")]
)
def test_a_file_without_text_is_an_unreadable_document(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    (document,) = read(tmp_path)
    assert (reasons(document), document.readable) == ([reason], False)


def test_a_link_out_of_the_corpus_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    inside = tmp_path / "corpus"
    inside.mkdir()
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (document,) = read(inside)
    assert (reasons(document), document.text) == (["outside-root"], "")


def test_a_broken_link_is_an_unreadable_document(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (document,) = read(tmp_path)
    assert reasons(document) == ["unreadable"]


def test_a_document_above_the_limit_is_reported_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 100)
    (document,) = read(tmp_path, max_bytes=99)
    assert (reasons(document), document.text) == (["too-large"], "")


def test_records_keep_their_id_text_and_metadata(tmp_path: Path) -> None:
    file = tmp_path / "docs.jsonl"
    file.write_text('{"id": "x", "text": "One.", "metadata": {"a": 1}}\n\n{"id": 7, "text": "Two."}\n')
    first, second = read(file)
    assert (first.id, first.text, first.metadata) == ("x", "One.", {"a": 1})
    assert (second.id, second.source.line) == ("7", 3)


def test_records_may_name_their_fields_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "docs.jsonl"
    file.write_text('{"key": "x", "body": "One.", "date": "2024-01-02"}\n')
    fields = {"id": "key", "text": "body", "metadata": "."}
    (document,) = read(file, fields=fields, metadata={"published": "date"})
    assert (document.id, document.text, document.metadata["published"]) == ("x", "One.", "2024-01-02")
    assert "body" not in document.metadata


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "x"}', '{"id": [], "text": "a"}', "[" * 100_000], ids=range(5)
)
def test_a_line_that_is_no_record_is_named_and_the_rest_is_read(tmp_path: Path, line: str) -> None:
    file = tmp_path / "docs.jsonl"
    file.write_text(line + '\n{"id": "good", "text": "Fine."}\n')
    bad, good = read(file)
    assert (bad.id, reasons(bad)) == ("docs.jsonl#1", ["malformed-record"])
    assert good.id == "good"


def test_an_id_seen_before_gets_another_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "docs.jsonl"
    file.write_text(2 * (json.dumps({"id": "x", "text": "One."}) + "\n"))
    first, second = read(file)
    assert (first.id, second.id, reasons(second)) == ("x", "x~2", ["duplicate-id"])


def test_any_document_can_be_read_again_by_its_id(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A.")
    (tmp_path / "b.jsonl").write_text('{"id": "x", "text": "One."}\n{"id": "ü", "text": "Zwei."}\n')
    corpus = Corpus(sources=[CorpusSource(path=tmp_path)], root=tmp_path)
    for document in list(corpus.documents()):
        assert corpus.read(document.id) == document


@given(st.binary(max_size=200))
def test_decoding_never_fails_and_reports_every_loss(raw: bytes) -> None:
    text, problems = decode(raw)
    lossless = text.encode("utf-8", "surrogatepass") in raw or raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    assert problems or lossless
