"""What every detector owes: a check, a page, fixtures, and the laws that the framework relies on."""

from __future__ import annotations

import json
import os
import pickle
import random
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from qa.analysis import Analysis
from qa.corpus import Corpus, CorpusSource
from qa.declare import load_checks
from qa.declare.config import shipped_checks
from qa.declare.params import build_params, params_schema
from qa.detectors import registry
from qa.detectors.kinds import CorpusDetector, Detector, DocumentDetector, Features
from qa.model.check import Check, Severity
from qa.model.document import Document, Source
from qa.model.finding import Finding

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
HEADINGS = ("What it flags", "Why", "Reasons", "Options", "Example", "Known limits", "Measured")

every_detector = pytest.mark.parametrize("name", sorted(registry()))
every_check = pytest.mark.parametrize("path", shipped_checks(), ids=lambda path: path.stem)


@cache
def declared() -> dict[str, Check]:
    """The shipped check of each detector; the one of the same name when there are several."""
    checks = load_checks(shipped_checks(), registry(), ROOT)
    return {check.detector: check for check in sorted(checks, key=lambda each: each.id == each.detector)}


def read(path: Path) -> list[Document]:
    return list(Corpus(sources=[CorpusSource(path=path)], root=path.parent).documents())


def detect(detector: Detector, params: Any, documents: Iterable[Document]) -> list[Finding]:
    """All findings of a detector, without a pipeline around it."""
    readable = isinstance(detector, DocumentDetector) and detector.unreadable
    seen = {each.id: Analysis(each) for each in documents if each.readable or readable}
    judged = {key: each for key, each in seen.items() if detector.skip(each, params) is None}
    if isinstance(detector, DocumentDetector):
        return [finding for analysis in judged.values() for finding in detector.detect(analysis, params)]
    features = [Features(document=key, data=detector.features(each, params)) for key, each in judged.items()]
    return list(detector.join(features, params, seen.__getitem__).findings)


def told(finding: Finding, documents: dict[str, Document]) -> dict[str, Any]:
    """A finding as `expected.json` has it."""
    text = documents[finding.document].text
    span = None if finding.start is None else text[finding.start : finding.end]
    return {"reason": finding.reason, "text": span}


def page_of(path: Path) -> str:
    page = path.with_suffix(".md")
    assert page.is_file(), f"the check has no page: write checks/{page.name}"
    return page.read_text(encoding="utf-8")


def table_under(heading: str, page: str) -> list[list[str]]:
    """The rows of the first table below a heading, cells stripped of blanks and code marks."""
    section = re.split(r"^## ", page, flags=re.MULTILINE)
    body = next((part for part in section if part.startswith(heading)), "")
    rows = [line.strip().strip("|") for line in body.splitlines() if line.lstrip().startswith("|")]
    return [[cell.strip().strip("`") for cell in re.split(r"(?<!\\)\|", row)] for row in rows[2:]]


@every_detector
def test_a_detector_has_a_shipped_check(name: str) -> None:
    assert name in declared(), f"nothing in checks/*.yml declares the detector: write checks/{name}.yml"


@every_check
def test_a_check_file_is_named_for_its_check(path: Path) -> None:
    names = [check.id for check in load_checks([path], registry(), ROOT)]
    assert path.stem in names


@every_check
def test_a_check_file_names_its_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../schemas/check.schema.json"


@every_check
def test_a_check_says_what_is_wrong_and_what_to_do(path: Path) -> None:
    for check in load_checks([path], registry(), ROOT):
        assert check.title, f"{check.id}: title is missing"
        assert check.help, f"{check.id}: help is missing"


@every_check
def test_a_page_has_the_agreed_headings(path: Path) -> None:
    page = page_of(path)
    prose = re.sub(r"(?ms)^```.*?^```", "", page)
    found = re.findall(r"(?m)^#{1,2} .*$", prose)
    assert found == [f"# {path.stem}", *(f"## {heading}" for heading in HEADINGS)]


@every_check
def test_no_section_of_a_page_is_empty(path: Path) -> None:
    sections = re.split(r"(?m)^## ", page_of(path))[1:]
    assert [each.splitlines()[0] for each in sections if not "".join(each.splitlines()[1:]).strip()] == []


@every_check
def test_the_reasons_of_a_page_are_those_of_the_detector(path: Path) -> None:
    detector = registry()[load_checks([path], registry(), ROOT)[0].detector]
    assert {row[0] for row in table_under("Reasons", page_of(path))} == set(detector.reasons)


@every_check
def test_the_options_of_a_page_are_those_of_the_detector(path: Path) -> None:
    detector = registry()[load_checks([path], registry(), ROOT)[0].detector]
    options = params_schema(detector.params)["properties"]
    rows = {row[0]: row[1] for row in table_under("Options", page_of(path))}
    assert set(rows) == set(options)
    for option, shown in rows.items():
        assert is_shown(options[option].get("default"), shown), f"{option}: {shown!r} is not the default"


def is_shown(default: Any, shown: str) -> bool:
    """Whether a cell of the options table states a default; lists may be described in words."""
    if isinstance(default, list | dict) and default:
        return bool(shown)
    if default is None or default in ("", [], {}):
        return shown.strip('"').lower() in {"", "null", "none", "—", "-", "[]", "{}", "empty", str(default)}
    if isinstance(default, int | float) and not isinstance(default, bool):
        return float(shown.replace(",", "").replace(" ", "")) == float(default)
    return shown.strip('"').lower() == str(default).lower()


@every_detector
def test_every_option_has_a_sentence_and_a_valid_default(name: str) -> None:
    params = registry()[name].params
    schema = params_schema(params)
    defaults = {key: each["default"] for key, each in schema["properties"].items()}
    assert all(each.get("description") for each in schema["properties"].values())
    assert all(each.init for each in fields(params))
    Draft202012Validator(schema).validate(defaults)
    assert build_params(params, defaults) == params()


@every_detector
def test_options_are_frozen(name: str) -> None:
    params = registry()[name].params()
    assert hash(params) == hash(registry()[name].params())


@every_detector
@pytest.mark.parametrize("file", ["flagged.jsonl", "clean.jsonl", "expected.json"])
def test_a_detector_has_fixtures(name: str, file: str) -> None:
    path = FIXTURES / name / file
    assert path.is_file() and path.stat().st_size, f"write tests/fixtures/{name}/{file}"


@every_detector
def test_flagged_documents_are_flagged_as_expected(name: str) -> None:
    documents = {each.id: each for each in read(FIXTURES / name / "flagged.jsonl")}
    expected = json.loads((FIXTURES / name / "expected.json").read_text(encoding="utf-8"))
    check = declared()[name]
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in documents}
    for finding in detect(registry()[name], check.params, documents.values()):
        found[finding.document].append(told(finding, documents))
    assert _kept(found, check) == _kept({key: expected.get(key, []) for key in documents}, check)
    assert set(expected) <= set(documents), "expected.json names documents that flagged.jsonl lacks"


def _kept(by_document: dict[str, list[dict[str, Any]]], check: Check) -> dict[str, list[dict[str, Any]]]:
    """Without the reasons that the check turns off, in a stable order."""
    off = {code for code, severity in check.reasons.items() if severity is Severity.OFF}
    return {
        key: sorted((each for each in found if each["reason"] not in off), key=str)
        for key, found in sorted(by_document.items())
    }


@every_detector
def test_clean_documents_are_not_flagged(name: str) -> None:
    documents = {each.id: each for each in read(FIXTURES / name / "clean.jsonl")}
    check = declared()[name]
    found: dict[str, list[dict[str, Any]]] = {key: [] for key in documents}
    for finding in detect(registry()[name], check.params, documents.values()):
        found[finding.document].append(told(finding, documents))
    assert {key: each for key, each in _kept(found, check).items() if each} == {}


@cache
def samples(name: str) -> Sequence[Document]:
    """All fixture documents of a detector, ids kept apart."""
    return tuple(
        document(f"{file}-{each.id}", each.text, each.metadata)
        for file in ("flagged", "clean")
        for each in read(FIXTURES / name / f"{file}.jsonl")
    )


def document(name: str, text: str, metadata: Any = None) -> Document:
    return Document(id=name, text=text, source=Source(path=f"{name}.txt"), metadata=metadata or {})


def assert_lawful(detector: Detector, finding: Finding, documents: dict[str, Document]) -> None:
    """A finding can be placed, explained, serialised and followed to the other document."""
    assert finding.reason in detector.reasons
    assert finding.message.strip()
    assert_inside(finding.start, finding.end, documents[finding.document])
    assert finding.score is None or 0 <= finding.score <= 1
    json.dumps(finding.data, allow_nan=False)
    for other in finding.related:
        assert other.document in documents
        assert_inside(other.start, other.end, documents[finding.document])
        assert_inside(other.other_start, other.other_end, documents[other.document])
    if finding.fix:
        assert_inside(finding.fix.start, finding.fix.end, documents[finding.document])


def assert_inside(start: int | None, end: int | None, where: Document) -> None:
    if start is None or end is None:
        assert start is end
    else:
        assert 0 <= start <= end <= len(where.text)


@every_detector
def test_findings_on_fixtures_are_lawful(name: str) -> None:
    documents = {each.id: each for each in samples(name)}
    for finding in detect(registry()[name], registry()[name].params(), documents.values()):
        assert_lawful(registry()[name], finding, documents)


@every_detector
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(data=st.data())
def test_findings_on_any_text_are_lawful(name: str, data: st.DataObject) -> None:
    lines = sorted({line for each in samples(name) for line in each.text.splitlines()})
    piece = st.sampled_from(lines) | st.text(max_size=60) if lines else st.text(max_size=60)
    texts = data.draw(st.lists(st.lists(piece, max_size=12).map("\n".join), min_size=1, max_size=3))
    documents = {str(at): document(str(at), text) for at, text in enumerate(texts)}
    for finding in detect(registry()[name], registry()[name].params(), documents.values()):
        assert_lawful(registry()[name], finding, documents)


@every_detector
def test_the_order_of_documents_does_not_matter(name: str) -> None:
    shuffled = list(samples(name))
    random.Random(7).shuffle(shuffled)
    params = registry()[name].params()
    straight = detect(registry()[name], params, samples(name))
    assert sorted(map(repr, detect(registry()[name], params, shuffled))) == sorted(map(repr, straight))


@every_detector
def test_features_cross_processes(name: str) -> None:
    detector = registry()[name]
    if not isinstance(detector, CorpusDetector):
        pytest.skip("a document detector has no features")
    for each in samples(name):
        features = detector.features(Analysis(each), detector.params())
        assert pickle.loads(pickle.dumps(features)) == features


@every_detector
def test_features_of_many_are_those_of_each(name: str) -> None:
    detector = registry()[name]
    if not isinstance(detector, CorpusDetector) or detector.features_batch is None:
        pytest.skip("the detector takes one document at a time")
    params = detector.params()
    together = detector.features_batch([Analysis(each) for each in samples(name)], params)
    assert list(together) == [detector.features(Analysis(each), params) for each in samples(name)]


@every_detector
def test_findings_on_many_are_those_on_each(name: str) -> None:
    detector = registry()[name]
    if isinstance(detector, CorpusDetector) or detector.detect_batch is None:
        pytest.skip("the detector takes one document at a time")
    params = detector.params()
    together = detector.detect_batch([Analysis(each) for each in samples(name)], params)
    assert together == [list(detector.detect(Analysis(each), params)) for each in samples(name)]
    assert detector.detect_batch([], params) == []


def test_the_hash_seed_does_not_matter() -> None:
    """Sets iterate differently in each of these processes; findings must not."""
    program = (
        "import test_conformance as t\n"
        "for name in sorted(t.registry()):\n"
        "    detector = t.registry()[name]\n"
        "    print(*t.detect(detector, detector.params(), t.samples(name)), sep='\\n')\n"
    )
    outputs = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parent)}
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment, cwd=ROOT, capture_output=True, check=True
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
