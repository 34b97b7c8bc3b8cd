"""Documents that are evaluated together come out as they do one by one."""

from __future__ import annotations

from pathlib import Path

from qa.corpus import Corpus, CorpusSource
from qa.declare.checks import load_checks
from qa.declare.config import shipped_checks
from qa.detectors import registry
from qa.pipeline.evaluate import Task, evaluate, evaluate_tasks
from qa.pipeline.plan import Plan

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "newsroom"


def test_the_results_of_many_are_those_of_each() -> None:
    plan = Plan(checks=load_checks(shipped_checks(), registry(), EXAMPLES))
    documents = list(Corpus(sources=(CorpusSource(path=EXAMPLES),), root=EXAMPLES).documents()) * 3
    ids = frozenset(check.id for check in plan.checks)
    together = evaluate_tasks([Task(document=each, checks=ids) for each in documents], plan)
    assert len(together) > 32
    assert together == [evaluate(each, plan) for each in documents]
