"""From a configuration to something that can run: checks, corpus, plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from qa.corpus import Corpus
from qa.corpus.narrow import narrowed
from qa.declare import load_checks
from qa.detectors import registry
from qa.errors import InputError
from qa.model.check import Check
from qa.model.config import Config
from qa.pipeline.accept import Accepted, load_accepted
from qa.pipeline.plan import Plan, context_of
from qa.pipeline.reach import reach_of
from qa.pipeline.scope import Scope, scope_since
from qa.verdicts.baseline import require_updatable


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Everything that a run needs, validated; no document has been read yet."""

    config: Config
    corpus: Corpus
    plan: Plan
    declared: int
    accepted: Accepted = field(default_factory=Accepted)
    scope: Scope = field(default_factory=Scope)

    @property
    def checks(self) -> tuple[Check, ...]:
        """The checks that will run."""
        return self.plan.checks

    @property
    def indexed(self) -> bool:
        """Whether the saved index stands for the documents that are not read."""
        place = self.config.index
        return place is not None and (self.config.narrowed or (bool(self.scope.ref) and place.exists()))


def prepare(
    config: Config,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    update: bool = False,
    force: bool = False,
    since: str | None = None,
) -> Prepared:
    """Read the declarations, the waivers and the baseline, and choose the checks.

    A check that is disabled runs only when selected by name. `update` and `force` say what may become of the
    baseline. With `since` only what changed since that git commit is evaluated. Raises DeclarationError with
    every mistake, and InputError for an id that no check has, for a broken baseline, where git can't tell, or
    when nothing is left to run.
    """
    if update:
        require_updatable(complete=not (since or config.narrowed), worker=False)
    declared = load_checks(config.checks, registry(), config.root)
    selected = _known((*config.select, *select), declared)
    ignored = _known((*config.ignore, *ignore), declared)
    checks = tuple(
        check
        for check in declared
        if check.id not in ignored and (check.id in selected if selected else check.enabled)
    )
    if not checks:
        raise InputError("no check is left to run: a run that checks nothing never passes")
    prepared = Prepared(
        config=config,
        corpus=Corpus(sources=config.corpus, root=config.root),
        plan=Plan(
            checks=checks,
            context=context_of(config),
            facts=config.facts,
        ),
        declared=len(declared),
        accepted=load_accepted(config, update=update, force=force),
    )
    return _since(prepared, since) if since else prepared


def _since(prepared: Prepared, ref: str) -> Prepared:
    """The same for what changed since a commit; only that is read where nothing else is needed."""
    config = prepared.config
    prepared = replace(prepared, scope=scope_since(config, prepared.checks, ref))
    if reach_of(prepared.plan, prepared.scope, indexed=prepared.indexed).all_documents:
        return prepared
    sources = narrowed(config.corpus, config.root, prepared.scope.touched)
    return replace(prepared, corpus=Corpus(sources=sources, root=config.root))


def _known(ids: Sequence[str], checks: Sequence[Check]) -> frozenset[str]:
    names = [check.id for check in checks]
    for unknown in (each for each in ids if each not in names):
        close = get_close_matches(unknown, names, n=1)
        hint = f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(sorted(names))}"
        raise InputError(f"there is no check {unknown!r}{hint}")
    return frozenset(ids)
