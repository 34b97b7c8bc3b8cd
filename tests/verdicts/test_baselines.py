"""What the baseline knows, what is new against it, and the ratchet."""

from __future__ import annotations

import pytest
from verdicts_kit import a_check, a_finding, infos, run

from qa.errors import InputError
from qa.model.check import Waiver
from qa.model.verdict import Outcome, State
from qa.verdicts.baseline import Baseline, compare, growth, require_updatable, updated

DOCUMENTS = infos(d0="aa" * 32, d1="bb" * 32)


def accepted(findings, documents=DOCUMENTS, baseline=None, **options) -> Baseline:
    """The baseline that a run over these findings writes."""
    verdict = run(a_check(), findings, documents=documents, baseline=baseline)
    found = verdict.checks[0].findings
    standing = compare(baseline or Baseline(), found, documents, checks=["demo"])
    return updated(baseline, found, documents, standing, **options)


def test_an_accepted_finding_does_not_fail_and_a_new_one_does():
    old = a_finding("d0", evidence="old")
    verdict = run(
        a_check(), [old, a_finding("d1", evidence="new")], documents=DOCUMENTS, baseline=accepted([old])
    )
    assert [case.outcome for case in verdict.checks[0].cases] == [Outcome.WAIVED, Outcome.FAILED]
    assert [each.state for each in verdict.checks[0].findings] == [State.UNCHANGED, State.NEW]
    assert verdict.checks[0].findings[0].suppression.kind == "baseline"


def test_an_entry_that_is_no_longer_found_is_fixed():
    verdict = run(a_check(), [], documents=DOCUMENTS, baseline=accepted([a_finding("d0")]))
    assert [(entry["document"], entry["reason"]) for entry in verdict.fixed] == [("d0", "bad")]


def test_a_partial_run_calls_no_entry_fixed():
    verdict = run(a_check(), [], documents=DOCUMENTS, baseline=accepted([a_finding("d0")]), complete=False)
    assert verdict.fixed == []


def test_an_entry_of_a_check_that_did_not_run_is_not_fixed():
    verdict = run(a_check("other"), [], documents=DOCUMENTS, baseline=accepted([a_finding("d0")]))
    assert verdict.fixed == []


@pytest.mark.parametrize("broken", [{"crashed": {"d0": "ValueError"}}, {"error": "ValueError"}])
def test_an_entry_whose_check_broke_is_not_fixed(broken):
    baseline = accepted([a_finding("d0")])
    assert run(a_check(), [], documents=DOCUMENTS, baseline=baseline, **broken).fixed == []


def test_a_finding_is_known_again_in_a_renamed_document_of_the_same_content():
    baseline = accepted([a_finding("d0", evidence="x")])
    documents = infos(e0="aa" * 32, d1="bb" * 32)
    verdict = run(a_check(), [a_finding("e0", evidence="x")], documents=documents, baseline=baseline)
    assert verdict.checks[0].findings[0].state is State.UNCHANGED
    assert verdict.fixed == []


def test_a_finding_is_known_again_when_git_says_that_the_document_was_renamed_and_edited():
    baseline = accepted([a_finding("d0", evidence="x")])
    verdict = run(
        a_check(),
        [a_finding("e0", evidence="x")],
        documents=infos(e0="cc" * 32),
        baseline=baseline,
        renamed={"e0": "d0"},
        complete=False,
    )
    assert verdict.checks[0].findings[0].state is State.UNCHANGED


@pytest.mark.parametrize(
    ("document", "digest"), [("e0", "cc" * 32), ("d1", "bb" * 32)], ids=["other content", "known document"]
)
def test_the_same_defect_in_another_document_is_new(document, digest):
    baseline = accepted([a_finding("d0", evidence="x")])
    documents = infos(d0="aa" * 32) | infos(**{document: digest})
    verdict = run(a_check(), [a_finding(document, evidence="x")], documents=documents, baseline=baseline)
    assert verdict.checks[0].findings[0].state is State.NEW


def test_a_copy_of_a_known_document_is_new_while_the_old_one_is_there():
    baseline = accepted([a_finding("d0", evidence="x")])
    verdict = run(
        a_check(),
        [a_finding("d0", evidence="x"), a_finding("e0", evidence="x")],
        documents=infos(d0="aa" * 32, e0="aa" * 32),
        baseline=baseline,
    )
    assert [each.state for each in verdict.checks[0].findings] == [State.UNCHANGED, State.NEW]


def test_one_entry_stands_for_one_finding_only():
    baseline = accepted([a_finding("d0", evidence="x")])
    documents = infos(e0="aa" * 32, e1="aa" * 32)
    found = [a_finding("e0", evidence="x"), a_finding("e1", evidence="x")]
    verdict = run(a_check(), found, documents=documents, baseline=baseline)
    assert [each.state for each in verdict.checks[0].findings] == [State.UNCHANGED, State.NEW]


def test_an_update_drops_what_is_fixed_and_leaves_out_what_is_new():
    baseline = accepted([a_finding("d0"), a_finding("d1")])
    after = accepted([a_finding("d1"), a_finding("d1", "worse")], baseline=baseline)
    assert [(entry.document, entry.reason) for entry in after.entries] == [("d1", "bad")]
    assert growth(baseline, after) == {}


def test_a_forced_update_takes_in_what_is_new():
    baseline = accepted([a_finding("d0")])
    after = accepted([a_finding("d0"), a_finding("d1")], baseline=baseline, force=True)
    assert growth(baseline, after) == {"demo": 1}


def test_an_update_follows_a_rename():
    baseline = accepted([a_finding("d0")])
    after = accepted([a_finding("e0")], infos(e0="aa" * 32), baseline)
    assert [entry.document for entry in after.entries] == ["e0"]
    assert after.entries[0].fingerprint != baseline.entries[0].fingerprint


def test_an_update_keeps_the_entries_of_checks_that_did_not_run():
    other = accepted([a_finding("d0")]).entries[0]
    baseline = Baseline(
        entries=(type(other)(check_id="other", document="d0", reason="bad", fingerprint="f" * 24),)
    )
    assert accepted([], baseline=baseline) == baseline


def test_a_waived_finding_is_not_taken_into_the_baseline():
    verdict = run(
        a_check(), [a_finding("d0")], documents=DOCUMENTS, waivers=[Waiver(document="d0", reason="fine")]
    )
    found = verdict.checks[0].findings
    standing = compare(Baseline(), found, DOCUMENTS, checks=["demo"])
    assert updated(None, found, DOCUMENTS, standing).entries == ()


@pytest.mark.parametrize(
    "options", [{"complete": False, "worker": False}, {"complete": True, "worker": True}]
)
def test_a_partial_or_distributed_run_may_not_update(options):
    with pytest.raises(InputError, match="the baseline is not updated"):
        require_updatable(**options)
