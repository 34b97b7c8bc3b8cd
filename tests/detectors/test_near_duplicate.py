"""Near duplicates: versions, abridgements, scans and quotations, and what is not one."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from qa.analysis import Analysis
from qa.detectors._similarity.candidates import plain_candidates
from qa.detectors._similarity.samples import packed
from qa.detectors.exact_duplicate import DETECTOR as EXACT
from qa.detectors.kinds import CorpusDetector, Features, Joined, in_turn
from qa.detectors.near_duplicate import DETECTOR as NEAR
from qa.model.document import Document, Source
from qa.model.finding import Finding
from qa.text.hashing import mix
from qa.text.sketch import Sketch, pack

WORDS = [
    "harbour",
    "board",
    "vote",
    "ferry",
    "island",
    "crossing",
    "battery",
    "county",
    "summer",
    "season",
    "mainland",
    "boat",
    "cost",
    "yard",
    "offer",
    "decision",
    "resident",
    "evening",
    "passenger",
    "engine",
    "captain",
    "timber",
    "quay",
    "winter",
    "repair",
    "bridge",
    "keeper",
    "light",
]


def story(seed: int, words: int = 220) -> str:
    """Sentences of one theme; no two seeds share more than chance."""
    chance = random.Random(seed)
    lines = [[chance.choice(WORDS) for _ in range(11)] for _ in range(words // 11)]
    return "\n\n".join(" ".join(line).capitalize() + f" {chance.randrange(10**6)}." for line in lines)


def scanned(text: str, share: float, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(
        chance.choice("eocnuilt") if letter.isalpha() and chance.random() < share else letter
        for letter in text
    )


def joined(
    texts: Mapping[str, str],
    detector: CorpusDetector[Any] = NEAR,
    old: frozenset[str] = frozenset(),
    **options: Any,
) -> Joined:
    metadata = options.pop("metadata", {})
    analyses = {
        name: Analysis(
            Document(id=name, text=text, source=Source(path=name), metadata=metadata.get(name, {}))
        )
        for name, text in texts.items()
    }
    params = detector.params(**options)
    features = [
        Features(document=name, data=detector.features(each, params), focus=name not in old)
        for name, each in analyses.items()
    ]
    return detector.join(features, params, analyses.__getitem__)


def told(found: Joined) -> set[tuple[str, str, str]]:
    return {(each.document, each.reason, other.document) for each in found.findings for other in each.related}


def only(found: Joined, document: str) -> Finding:
    (finding,) = [each for each in found.findings if each.document == document]
    return finding


def test_two_stories_of_one_theme_are_not_alike() -> None:
    assert joined({str(seed): story(seed) for seed in range(12)}).findings == []


def test_a_version_with_changes_is_near() -> None:
    found = joined({"a": story(1), "b": story(1).replace("harbour", "port").replace("summer", "spring")})
    assert told(found) == {("a", "near", "b"), ("b", "near", "a")}


def test_a_scan_with_wrong_letters_is_near() -> None:
    found = joined({"print": story(1), "scan": scanned(story(1), 0.08, seed=2)})
    assert told(found) == {("print", "near", "scan"), ("scan", "near", "print")}


def test_two_scans_of_one_page_are_linked() -> None:
    scans = {f"scan{seed}": scanned(story(1), 0.07, seed) for seed in range(4)}
    assert [cluster.documents for cluster in joined(scans).clusters] == [tuple(sorted(scans))]


def test_an_abridgement_is_contained() -> None:
    whole = story(1, words=440)
    found = joined({"long": whole, "short": whole[: len(whole) // 3]})
    assert only(found, "short").data["relation"] == "contained in the other"
    assert only(found, "long").data["relation"] == "contains the other"
    assert only(found, "short").score == pytest.approx(1, abs=0.02)


def test_every_shared_passage_is_given_with_its_place_in_both() -> None:
    one, other = story(1), story(2) + "\n\n" + story(1)
    finding = only(joined({"a": one, "b": other}), "a")
    (passage,) = finding.related
    assert one[passage.start : passage.end] == other[passage.other_start : passage.other_end]
    assert (finding.start, finding.end) == (passage.start, passage.end)


def test_a_long_quotation_is_found_when_asked_for() -> None:
    quotation = story(9, words=33)
    texts = {"a": story(1, 660) + quotation, "b": story(2, 660) + quotation + story(3, 220)}
    assert joined(texts).findings == []
    assert told(joined(texts, quote=25)) == {("a", "quoted", "b"), ("b", "quoted", "a")}
    assert joined(texts, quote=60).findings == []


def test_exact_copies_are_left_to_the_other_check_but_belong_to_the_cluster() -> None:
    texts = {"a": story(1), "copy": story(1).upper(), "near": story(1) + "\n\n" + story(2, 44)}
    found = joined(texts)
    assert ("a", "near", "copy") not in told(found)
    assert [cluster.documents for cluster in found.clusters] == [("a", "copy", "near")]
    assert told(joined(texts, EXACT)) == {("a", "exact", "copy"), ("copy", "exact", "a")}


def test_three_hundred_documents_of_a_template_are_one_cluster() -> None:
    template = story(1, words=110)
    texts = {f"{at:03}": template.replace("captain", f"captain {story(at + 50, 11)}") for at in range(300)}
    others = {f"x{seed}": story(seed) for seed in range(400, 430)}
    (cluster,) = joined(texts | others).clusters
    assert cluster.documents == tuple(texts)


def test_a_chain_whose_ends_are_not_alike_raises_an_alarm() -> None:
    parts = [story(seed, 110) for seed in range(14)]
    texts = {f"{at:02}": parts[at] + parts[at + 1] for at in range(13)}
    found = joined(texts, containment=0.4, jaccard=0.3)
    (cluster,) = found.clusters
    assert cluster.data["chained"] and cluster.data["diameter"] == 12
    assert [each.reason for each in found.findings if each.document == cluster.representative][-1:] == [
        "near"
    ]
    assert "chained" in {each.reason for each in found.findings}


def test_a_pair_can_be_allowed_by_name() -> None:
    texts = {"a": story(1), "b": story(1) + story(2, 44)}
    assert joined(texts, allow_pairs=("b | a",)).findings == []
    assert joined({"a": story(1), "b": story(1)}, EXACT, allow_pairs=("a|b",)).findings == []


def test_editions_can_be_allowed_by_metadata() -> None:
    texts = {"a": story(1), "b": story(1) + story(2, 44)}
    editions = {"a": {"edition": "morning"}, "b": {"edition": "evening"}}
    assert joined(texts, allow_differing=("edition",), metadata=editions).findings == []
    same = {"a": {"edition": "morning"}, "b": {"edition": "morning"}}
    assert joined(texts, allow_differing=("edition",), metadata=same).findings


def test_old_documents_are_compared_with_new_ones_only() -> None:
    texts = {"new": story(1), "old": story(1) + story(2, 44), "x": story(5), "y": story(5) + story(6, 44)}
    found = joined(texts, old=frozenset({"old", "x", "y"}))
    assert told(found) == {("new", "near", "old"), ("old", "near", "new")}


@pytest.mark.parametrize(("rule", "kept"), [("longest", "b"), ("first", "a"), ("oldest", "c")])
def test_the_copy_to_keep_follows_a_rule(rule: str, kept: str) -> None:
    texts = {"a": story(1), "b": story(1) + "\n\n" + story(2, 44), "c": story(1)[20:]}
    dated = {"c": {"published": "2020-01-02"}, "b": {"published": "2021-01-02"}}
    (cluster,) = joined(texts, keep=(rule,), metadata=dated).clusters
    assert cluster.representative == kept


def sample(keys: Sequence[int], bound: int = 2**64 - 1) -> bytes:
    return packed(Sketch(digest="00" * 16, bound=bound, packed=pack(keys)))


def test_a_frequent_hash_ties_documents_to_the_first_and_to_a_neighbour() -> None:
    assert set(plain_candidates([sample([1, 2, 3])] * 100)) == {
        *((0, at) for at in range(1, 100)),
        *((at, at + 1) for at in range(1, 99)),
    }


@pytest.mark.parametrize("seed", range(12))
def test_numpy_finds_the_same_candidates(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    vectorised = pytest.importorskip("qa.detectors._similarity.vectorised")
    postings = pytest.importorskip("qa.detectors._similarity.postings")
    monkeypatch.setattr(postings, "PORTION", 1000)
    monkeypatch.setattr(postings, "DOCUMENTS", 70)
    monkeypatch.setattr(pytest.importorskip("qa.detectors._similarity.ties"), "PORTION", 500)
    sharing = pytest.importorskip("qa.detectors._similarity.sharing")
    monkeypatch.setattr(sharing, "PAIRS", 50)
    monkeypatch.setattr(sharing, "WIDTHS", (50, 100))
    chance = random.Random(seed)
    hashes = [mix(at) for at in range(4000)]
    samples = []
    for _ in range(chance.randrange(300)):
        keys = {hashes[int(chance.paretovariate(0.25)) % 4000] for _ in range(chance.randrange(200))}
        samples.append(sample(sorted(keys), bound=2**64 - 1 >> chance.randrange(3)))
    expected = plain_candidates(samples)
    assert vectorised.candidates_of(samples, in_turn) == expected
