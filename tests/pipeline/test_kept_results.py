"""Kept results are the results; only what changed is evaluated again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.analysis.layout.blocks import Blocks, ends, line_key
from qa.corpus import Corpus, CorpusSource
from qa.declare.checks import load_checks
from qa.declare.config import shipped_checks
from qa.detectors import registry
from qa.index.cache import ResultCache
from qa.model.check import Check, Selection, Severity
from qa.model.finding import Finding, Fix, Related
from qa.pipeline.documents import evaluated_documents
from qa.pipeline.kept import document_key, keys_of, look_up
from qa.pipeline.packed import Kept, Part, pack, unpack
from qa.pipeline.plan import Plan

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "newsroom"
VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
    | st.binary(),
    lambda inner: (
        st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner)
    ),
    max_leaves=10,
)


@pytest.fixture
def plan() -> Plan:
    return Plan(checks=load_checks(shipped_checks(), registry(), EXAMPLES))


def corpus(folder: Path = EXAMPLES) -> Corpus:
    return Corpus(sources=(CorpusSource(path=folder),), root=folder)


def evaluated(plan: Plan, cache: Path | None, *, whole: bool = True):
    every = frozenset(check.id for check in plan.checks)
    return list(evaluated_documents(
        corpus(), plan, lambda _: every, jobs=1, cache=cache, whole=whole, warnings=[]
    ))  # fmt: skip


def left_to_do(plan: Plan, path: Path) -> dict[str, int]:
    """On how many readable documents each check would have to be run again."""
    keys = keys_of(plan)
    left: dict[str, int] = {}
    with ResultCache(path) as cache:
        for document in corpus().documents():
            if document.readable:
                _, rest = look_up(cache, document_key(document, keys), document, plan, keys)
                for check in rest.checks:
                    left[check.id] = left.get(check.id, 0) + 1
    return left


@given(VALUE)
def test_features_come_back_as_they_were(value):
    features = unpack(pack(Kept(facts={}, parts={"k": Part(features=value)}))).parts["k"].features
    assert features == value
    assert repr(features) == repr(value)


def test_findings_come_back_as_they_were():
    finding = Finding(
        document="",
        reason="bad",
        message="mäßig \ud800",
        start=1,
        end=5,
        score=0.25,
        related=(Related(document="b", start=1, end=2),),
        data={"value": [1, None]},
        fix=Fix(start=1, end=5, replacement="", title="Cut it"),
        evidence="e",
    )
    parts = {"f": Part(findings=(finding,)), "s": Part(skipped="too short"), "n": Part(findings=())}
    assert unpack(pack(Kept(facts={"language": "de"}, parts=parts))) == Kept(
        facts={"language": "de"}, parts=parts
    )


@given(st.binary(max_size=80))
def test_other_bytes_are_nothing_kept(stored):
    assert unpack(stored) is None


def test_features_that_cannot_be_kept_are_left_out():
    assert unpack(pack(Kept(facts={}, parts={"k": Part(features=object())}))).parts == {}


def test_a_second_run_gives_the_same_without_evaluating(plan, tmp_path):
    plain = evaluated(plan, None)
    assert evaluated(plan, tmp_path / "c") == plain
    assert left_to_do(plan, tmp_path / "c") == {}
    assert evaluated(plan, tmp_path / "c") == plain


def test_severity_and_wording_are_not_looked_at(plan, tmp_path):
    evaluated(plan, tmp_path / "c")
    milder = [replace(check, severity=Severity.INFO, title="other", help="") for check in plan.checks]
    assert left_to_do(replace(plan, checks=tuple(milder)), tmp_path / "c") == {}


def test_a_changed_declaration_costs_only_its_own_check(plan, tmp_path):
    evaluated(plan, tmp_path / "c")
    changed = [_narrowed(c) if c.id == "off-topic-tail" else c for c in plan.checks]
    assert list(left_to_do(replace(plan, checks=tuple(changed)), tmp_path / "c")) == ["off-topic-tail"]


def _narrowed(check: Check) -> Check:
    return replace(check, select=Selection(language=("en",)))


def test_a_changed_document_costs_only_itself(plan, tmp_path):
    evaluated(plan, tmp_path / "c")
    keys = keys_of(plan)
    with ResultCache(tmp_path / "c") as cache:
        for document in corpus().documents():
            edited = replace(document, text=document.text + " And more.")
            tagged = replace(document, metadata={**document.metadata, "desk": "x"})
            for other in (edited, tagged):
                assert look_up(cache, document_key(other, keys), other, plan, keys)[0] is None


def test_a_run_of_some_checks_keeps_what_is_known_of_the_others(plan, tmp_path):
    evaluated(plan, tmp_path / "c")
    some = [_narrowed(check) for check in plan.checks if check.id == "off-topic-tail"]
    evaluated(replace(plan, checks=tuple(some)), tmp_path / "c", whole=False)
    assert left_to_do(plan, tmp_path / "c") == {}


def test_what_other_documents_end_with_costs_only_those_that_end_so(plan, tmp_path):
    evaluated(plan, tmp_path / "c")
    texts = [document.text for document in corpus().documents() if document.readable]
    key = line_key("More from the Ellery Courier")
    having = sum(key in ends(text).tail for text in texts)
    shared = replace(plan, context=replace(plan.context, blocks=Blocks(tails={key: 10})))
    assert 0 < having < len(texts)
    assert set(left_to_do(shared, tmp_path / "c").values()) == {having}
