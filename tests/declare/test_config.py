"""The configuration, from YAML or TOML to absolute paths."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qa.declare import default_config, load_config
from qa.declare.config import shipped_checks
from qa.errors import DeclarationError
from qa.model.config import Config, CorpusSource

YAML = """\
corpus:
  - articles
  - path: data/stories.jsonl
    format: jsonl
    fields: {id: uid, text: body}
    metadata: {published: date}
    include: "*.jsonl"
    exclude: [old/*]
    encoding: latin-1
    max_bytes: 1000
checks: [rules/*.yml, rules/a.yml]
baseline: qa/baseline.json
waivers: qa/waivers.yml
index: .corpus-qa/index.db
cache: .corpus-qa/cache
report: out/report.json
now: 2026-11-22
body_anchor: true
select: dedup
ignore: [a, b]
jobs: 2
"""
TOML = """\
[tool.corpus-qa]
checks = ["rules/*.yml", "rules/a.yml"]
baseline = "qa/baseline.json"
waivers = "qa/waivers.yml"
index = ".corpus-qa/index.db"
cache = ".corpus-qa/cache"
report = "out/report.json"
now = 2026-11-22
body_anchor = true
select = "dedup"
ignore = ["a", "b"]
jobs = 2

[[tool.corpus-qa.corpus]]
path = "articles"

[[tool.corpus-qa.corpus]]
path = "data/stories.jsonl"
format = "jsonl"
fields = {id = "uid", text = "body"}
metadata = {published = "date"}
include = "*.jsonl"
exclude = ["old/*"]
encoding = "latin-1"
max_bytes = 1000
"""


@pytest.fixture
def repository(tmp_path):
    (tmp_path / "rules").mkdir()
    for name in ("b.yml", "a.yml", "notes.txt"):
        (tmp_path / "rules" / name).touch()
    return tmp_path


def written(folder: Path, text: str, name: str = "qa.yaml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


@pytest.mark.parametrize(("name", "text"), [("qa.yaml", YAML), ("pyproject.toml", TOML)])
def test_everything_declared_arrives_with_absolute_paths(repository, name, text):
    path = written(repository, text, name)
    assert load_config(path) == Config(
        root=repository,
        path=path,
        corpus=(
            CorpusSource(path=repository / "articles"),
            CorpusSource(
                path=repository / "data/stories.jsonl",
                format="jsonl",
                fields={"id": "uid", "text": "body"},
                metadata={"published": "date"},
                include=("*.jsonl",),
                exclude=("old/*",),
                encoding="latin-1",
                max_bytes=1000,
            ),
        ),
        checks=(repository / "rules/a.yml", repository / "rules/b.yml"),
        baseline=repository / "qa/baseline.json",
        waivers=repository / "qa/waivers.yml",
        index=repository / ".corpus-qa/index.db",
        cache=repository / ".corpus-qa/cache",
        report=repository / "out/report.json",
        now=date(2026, 11, 22),
        body_anchor=True,
        select=("dedup",),
        ignore=("a", "b"),
        jobs=2,
    )


def test_an_empty_file_is_the_folder_itself_with_the_shipped_checks(tmp_path):
    config = load_config(written(tmp_path, ""))
    assert config.corpus == (CorpusSource(path=tmp_path),)
    assert config.checks == shipped_checks()


def test_checks_beside_the_file_come_before_the_shipped_ones(tmp_path):
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks/a.yaml").touch()
    assert load_config(written(tmp_path, "corpus: texts")).checks == (tmp_path / "checks/a.yaml",)


def test_the_shipped_checks_can_be_had_with_others(repository):
    config = load_config(written(repository, "checks: [shipped, rules]"))
    assert config.checks == (*shipped_checks(), repository / "rules/a.yml", repository / "rules/b.yml")


def test_without_a_file_paths_are_checked_with_the_shipped_checks(tmp_path):
    config = default_config([tmp_path], root=tmp_path)
    assert config == Config(root=tmp_path, corpus=(CorpusSource(path=tmp_path),), checks=shipped_checks())


def test_a_linked_file_counts_where_the_link_lies(repository, tmp_path_factory):
    target = written(tmp_path_factory.mktemp("elsewhere"), "checks: rules")
    (repository / "qa.yaml").symlink_to(target)
    config = load_config(repository / "qa.yaml")
    assert (config.root, config.path) == (repository, repository / "qa.yaml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cheks: a", "1: unknown key 'cheks' (did you mean 'checks'? allowed: baseline, "),
        ("jobs: 1\njobs: 2", "2: key 'jobs' stands twice in one mapping (first on line 1)"),
        ("jobs: 0", "1: jobs must be at least 1, not '0'"),
        ("now: 2026-13-01", "1: now is not a date: '2026-13-01' (write it as YYYY-MM-DD)"),
        ("corpus: []", "1: corpus must not be empty"),
        ("corpus:\n- a\n- path: a\n  pth: b", "4: unknown key 'pth' (did you mean 'path'? "),
        ("corpus:\n- path: b\n  format: pdf", "3: unknown format 'pdf' (allowed: jsonl, markdown, text)"),
        ("corpus:\n- path: b\n  encoding: utf-99", "3: corpus[0].encoding is not a known encoding: 'utf-99'"),
        ("corpus:\n- path: b\n  encoding: hex", "3: corpus[0].encoding is not a known encoding: 'hex'"),
        ('corpus:\n- path: b\n  encoding: "\\0"', "3: corpus[0].encoding is not a known encoding: "),
        ("corpus:\n- path: b\n  fields: {txt: x}", "3: unknown field 'txt' (did you mean 'text'? "),
        ("checks:\n- rules/*.yml\n- no/*.yml", "3: checks: there is no declaration file at 'no/*.yml'"),
        ("checks: shiped", "'shiped' (did you mean 'shipped'? allowed: a file, a folder, a glob, shipped)"),
        ("- a", "1: the file must hold a mapping, not a list"),
        ("a: [", "not YAML: "),
    ],
)
def test_a_mistake_in_yaml_is_named_at_its_line(repository, text, expected):
    assert expected in mistakes(written(repository, text))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tool.corpus-qa]\njobs = 1\ncheks = 'a'", "3: unknown key 'cheks'"),
        ("[tool.corpus-qa]\nchecks = [\n'rules',\n'no']", "2: checks: there is no declaration file at 'no'"),
        (
            "[[tool.corpus-qa.corpus]]\npath = 'a'\n[[tool.corpus-qa.corpus]]\npath = 'a'\npth = 'a'",
            "5: unknown key 'pth'",
        ),
        ("[tool.corpus-qa]\ncorpus = [{path = 'a', pth = 'a'}]", "2: unknown key 'pth'"),
        ("[tool]\ncorpus-qa.jobs = 0", "2: jobs must be at least 1"),
        ("[tool.corpus-qa]\nnow = \n", "2: not TOML: Invalid value"),
        ("[tool]\ncorpus-qa = 3", "2: the file must hold a mapping, not '3'"),
    ],
)
def test_a_mistake_in_toml_is_named_at_its_line(repository, text, expected):
    assert f"pyproject.toml:{expected}" in mistakes(written(repository, text, "pyproject.toml"))[0]


def mistakes(path: Path) -> list[str]:
    with pytest.raises(DeclarationError) as caught:
        load_config(path)
    return [str(mistake) for mistake in caught.value.mistakes]
