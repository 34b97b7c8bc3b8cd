"""A finding keeps its fingerprint while the defect stays the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from verdicts_kit import a_finding

from qa.model.finding import Finding
from qa.verdicts.fingerprint import identify, with_evidence


def fingerprint(finding: Finding, text: str) -> str:
    ((_, identity),) = identify("demo", [with_evidence(finding, text)])
    return identity.fingerprint


def marked(text: str, what: str) -> Finding:
    start = text.index(what)
    return a_finding("d0", start=start, end=start + len(what))


def test_it_is_hexadecimal_and_frozen():
    """Baselines and waivers hold these: a change here needs a new version and a migration."""
    assert (
        fingerprint(marked("Come yesterday.", "yesterday"), "Come yesterday.") == "79c916bd8b94ddfff40b6fc6"
    )


def test_it_survives_edits_elsewhere():
    before, after = "He came yesterday.", "A new paragraph.\n\nShe said: he came yesterday."
    assert fingerprint(marked(before, "yesterday"), before) == fingerprint(marked(after, "yesterday"), after)


def test_it_survives_another_wrapping_of_the_lines():
    before, after = "Sign up for our\nletter", "Sign up  for\r\nour letter"
    assert fingerprint(marked(before, before), before) == fingerprint(marked(after, after), after)


def test_it_differs_by_check_document_reason_and_evidence():
    base = a_finding("d0", evidence="x")
    others = [replace(base, document="d1"), replace(base, reason="worse"), replace(base, evidence="y")]
    prints = {identity.fingerprint for each in [base, *others] for _, identity in identify("demo", [each])}
    prints |= {identity.fingerprint for _, identity in identify("other", [base])}
    assert len(prints) == 5


def test_equal_findings_of_a_document_are_told_apart_by_their_order():
    found = [a_finding("d0", start=n, end=n + 1, evidence="x") for n in range(3)]
    assert len({identity.fingerprint for _, identity in identify("demo", found)}) == 3


def test_the_kin_is_the_same_in_another_document():
    one, other = a_finding("d0", evidence="x"), a_finding("d1", evidence="x")
    kins = {identity.kin for _, identity in identify("demo", [one, other])}
    assert len(kins) == 1


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 5), st.text(max_size=3)), max_size=8))
def test_the_order_of_findings_does_not_matter(drawn):
    found = [a_finding(f"d{name}", start=at, end=at, evidence=text) for name, at, text in drawn]

    def told(each):
        return sorted((f.document, f.start, f.evidence, i.fingerprint) for f, i in identify("demo", each))

    assert told(found) == told(found[::-1])


@given(st.text(max_size=200))
def test_taking_evidence_twice_changes_nothing(text):
    once = with_evidence(a_finding("d0", start=0, end=len(text)), text)
    assert with_evidence(once, "") == once
    assert len(once.evidence) <= 64
