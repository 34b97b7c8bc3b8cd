"""The saved index finds, in a new process and without the corpus, what a comparison of all would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from index_kit import SPEC, hashed, made, numbered

from qa.index.blocks import CorruptError
from qa.index.build import build
from qa.index.entry import MASK, Entry, packed_text, unpacked_text
from qa.index.matching import STAR
from qa.index.saved import Index
from qa.index.sketching import entries_of
from qa.model.document import Document, Source


def built(path: Path, entries: list[Entry], *, texts: bool = False) -> Index:
    build(path, SPEC, entries, texts=texts)
    return Index.open(path, SPEC, write=True)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "corpus.index"


def test_a_copy_is_matched_wholly(place: Path) -> None:
    with built(place, [made("old", numbered(0, 20)), made("other", numbered(50, 70))]) as index:
        (match,) = index.matches(made("new", numbered(0, 20)).hashes).candidates

    assert (match.document, match.shared, match.containment, match.resemblance) == ("old", 20, 1.0, 1.0)


def test_a_document_contained_in_an_old_one_is_matched_by_containment(place: Path) -> None:
    with built(place, [made("long", numbered(0, 100))]) as index:
        (match,) = index.matches(made("short", numbered(10, 20)).hashes).candidates

    assert match.containment == 1.0
    assert match.resemblance == 0.1


def test_candidates_come_best_first_and_then_by_name(place: Path) -> None:
    old = [made("half", numbered(0, 10)), made("b", numbered(0, 20)), made("a", numbered(0, 20))]
    with built(place, old) as index:
        found = index.matches(made("new", numbered(5, 20)).hashes).candidates

    assert [match.document for match in found] == ["a", "b", "half"]


def test_one_shared_hash_of_many_is_no_match(place: Path) -> None:
    with built(place, [made("old", numbered(0, 20))]) as index:
        assert index.matches(made("new", numbered(19, 40)).hashes).candidates == ()


def test_two_rare_hashes_are_a_match_and_two_frequent_ones_are_not(place: Path) -> None:
    phrase = ["it", "is"]
    old = [made(f"d{n:03}", [*phrase, *(f"{n} {k}" for k in range(9))]) for n in range(200)]
    with built(place, [*old, made("rare", numbered(0, 20))]) as index:
        found = index.matches(made("new", [*phrase, *numbered(18, 40)]).hashes)

    assert [match.document for match in found.candidates] == ["rare"]
    assert found.frequent == 2


def test_a_text_of_one_hash_is_matched_by_it(place: Path) -> None:
    with built(place, [made("old", ["word"])]) as index:
        assert [m.document for m in index.matches([hashed("word")]).candidates] == ["old"]


def test_sketches_are_compared_up_to_the_smaller_bound(place: Path) -> None:
    low = sorted(h for h in map(hashed, numbered(0, 400)) if h <= MASK // 16)
    everything = sorted(map(hashed, numbered(0, 400)))
    sampled = Entry(id="sampled", path="p", sha256="00", size=1, hashes=low, bound=MASK // 16)
    with built(place, [sampled]) as index:
        (match,) = index.matches(everything).candidates

    assert (match.shared, match.containment, match.resemblance) == (len(low), 1.0, 1.0)


def test_a_short_text_is_found_in_a_long_one_by_the_one_hash_below_its_bound(place: Path) -> None:
    everything = sorted(map(hashed, numbered(0, 4000)))
    low = [each for each in everything if each <= MASK // 16]
    long = Entry(id="long", path="p", sha256="00", size=1, hashes=low, bound=MASK // 16)
    short = sorted([low[0], *(each for each in everything if each > MASK // 16)][:12])
    with built(place, [long]) as index:
        (match,) = index.matches(short).candidates

    assert (match.shared, match.containment) == (1, 1.0)


def test_a_text_of_one_frequent_hash_is_matched_with_the_oldest_that_have_it(place: Path) -> None:
    with built(place, [made(f"d{number:04}", ["gone"]) for number in range(200)]) as index:
        found = index.matches([hashed("gone")])

    assert (len(found.candidates), found.frequent) == (STAR, 1)


def test_hashes_of_a_template_link_to_the_oldest_documents_and_are_counted(place: Path) -> None:
    template = [made(f"t{number:04}", [*numbered(0, 20), f"own {number}"]) for number in range(300)]
    with built(place, template) as index:
        found = index.matches(made("new", numbered(0, 20)).hashes)

    assert found.frequent == 20
    assert [match.document for match in found.candidates] == [f"t{number:04}" for number in range(STAR)]


def test_a_true_copy_is_found_among_documents_of_one_template(place: Path) -> None:
    template = [made(f"t{n:04}", [*numbered(0, 20), *(f"{n} {k}" for k in range(9))]) for n in range(300)]
    with built(place, template) as index:
        found = index.matches(template[-1].hashes).candidates

    assert found[0].document == "t0299"


def test_what_was_added_is_found_after_the_index_is_opened_anew(place: Path) -> None:
    with built(place, [made("old", numbered(0, 20))]) as index:
        index.add([made("later", numbered(100, 120))])
    with Index.open(place, SPEC) as index:
        assert list(index.ids()) == ["old", "later"]
        assert [m.document for m in index.matches(made("new", numbered(100, 120)).hashes).candidates] == [
            "later"
        ]


def test_what_was_removed_is_no_longer_found(place: Path) -> None:
    with built(place, [made("old", numbered(0, 20), text="x")], texts=True) as index:
        assert index.remove(["old", "never there"]) == 1
        assert index.matches(made("new", numbered(0, 20)).hashes).candidates == ()
        assert "old" not in index
        assert index.text("old") is None
        assert index.verify() == []


def test_a_document_that_changed_replaces_its_old_state(place: Path) -> None:
    with built(place, [made("a", numbered(0, 20)), made("b", numbered(20, 40))]) as index:
        done = index.add([made("a", numbered(60, 80)), made("b", numbered(20, 40))])

        assert (done.added, done.replaced, done.unchanged) == (0, 1, 1)
        assert index.matches(made("new", numbered(0, 20)).hashes).candidates == ()
        assert len(index) == 2
        assert index.verify() == []


def test_an_id_given_twice_counts_once_and_the_last_state_stays(place: Path) -> None:
    with built(place, [made("a", numbered(0, 20)), made("a", numbered(60, 80))]) as index:
        assert len(index) == 1
        assert index.matches(made("new", numbered(60, 80)).hashes).candidates[0].document == "a"
        assert index.verify() == []


def test_entries_come_back_as_they_were_but_for_the_low_bits(place: Path) -> None:
    entry = Entry(
        id="caf\u00e9/\udcff",
        path="elsewhere.txt",
        sha256="ab" * 32,
        size=3,
        hashes=[1 << 20, 5 << 40],
        bound=5 << 40,
        extra=b"\x00x",
    )
    with built(place, [entry]) as index:
        (back,) = index.entries([entry.id, "absent"])

    assert (back.id, back.path, back.sha256, back.size) == (entry.id, entry.path, "ab" * 16, 3)
    assert (list(back.hashes), back.extra) == ([1 << 20, 5 << 40], b"\x00x")
    assert back.bound >> 16 == entry.bound >> 16


def test_texts_are_kept_only_when_asked_for(place: Path) -> None:
    entry = made("a", numbered(0, 5), text="Zürich \udcff\n" * 3)
    with built(place, [entry], texts=True) as index:
        assert index.text("a") == entry.text
        assert index.stats().texts == 1
    with built(place, [entry]) as index:
        assert index.text("a") is None


def test_a_stored_text_that_was_cut_short_is_noticed() -> None:
    packed = packed_text("words " * 1000)

    assert unpacked_text(packed) == "words " * 1000
    for damaged in (packed[:-3], packed[:5], b"", b"x" * 30):
        with pytest.raises(CorruptError):
            unpacked_text(damaged)


def test_an_index_without_documents_is_an_index(place: Path) -> None:
    with built(place, []) as index:
        assert (len(index), index.matches([1, 2, 3]).candidates, index.verify()) == (0, (), [])


WORDS = st.lists(st.integers(0, 30).map(str), min_size=1, max_size=12, unique=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=25), WORDS, st.integers(1, 8))
def test_matches_are_those_of_comparing_with_every_document(
    tmp_path_factory: pytest.TempPathFactory, old: list[list[str]], new: list[str], pending: int
) -> None:
    place = tmp_path_factory.mktemp("index") / "i"
    entries = [made(f"d{number}", words) for number, words in enumerate(old)]
    with built(place, entries[:3]) as index:
        index.add(entries[3:], pending=pending)
        found = {m.document: m.shared for m in index.matches(made("new", new).hashes).candidates}
        assert index.verify() == []

    shared = {f"d{number}": len({*words} & {*new}) for number, words in enumerate(old)}
    sizes = {f"d{number}": min(len(words), len(new)) for number, words in enumerate(old)}
    assert found == {name: n for name, n in shared.items() if n and (n >= 2 or 2 * n >= sizes[name])}


def test_readers_share_an_index_while_another_process_has_it_open(place: Path) -> None:
    built(place, [made("old", numbered(0, 20))]).close()
    code = "import sys; from pathlib import Path; from qa.index.saved import Index; "
    code += "print(len(Index.open(Path(sys.argv[1]))))"
    with Index.open(place, SPEC), Index.open(place, SPEC, write=True) as writer:
        writer.add([made("more", numbered(0, 3))])
        other = subprocess.run(
            [sys.executable, "-c", code, place], capture_output=True, text=True, check=True
        )

    assert other.stdout == "2\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_index_in_a_folder_that_nobody_may_write_to_is_read(place: Path) -> None:
    built(place, [made("old", numbered(0, 20))]).close()
    place.parent.chmod(0o555)
    try:
        with Index.open(place, SPEC) as index:
            assert len(index) == 1
    finally:
        place.parent.chmod(0o755)


def test_two_builds_of_the_same_documents_hold_the_same_bytes(tmp_path: Path) -> None:
    entries = [made(f"d{number}", numbered(number, number + 9)) for number in range(50)]
    for name in ("one", "two"):
        build(tmp_path / name, SPEC, entries)

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_many_documents_are_sketched_as_each_alone() -> None:
    documents = [
        Document(
            id=f"d{number}",
            text=" ".join(f"word{number * place % 97}" for place in range(number * 3)),
            source=Source(path=f"d{number}", sha256="00" * 32, bytes=1, record=True, line=number),
        )
        for number in range(200)
    ]

    together = entries_of(documents, texts=True)

    assert together == [entry for document in documents for entry in entries_of([document], texts=True)]
