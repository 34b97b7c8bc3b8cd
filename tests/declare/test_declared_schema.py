"""The schemas of declarations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from qa.declare import check_schema, config_schema

ROOT = Path(__file__).resolve().parents[2]


def entry(**keys):
    return [{"id": "a", "detector": "bad-word", **keys}]


def test_the_schemas_are_schemas(catalogue):
    Draft202012Validator.check_schema(check_schema(catalogue))
    Draft202012Validator.check_schema(config_schema())


def test_options_are_those_of_the_detector_named(catalogue):
    validator = Draft202012Validator(check_schema(catalogue))
    assert validator.is_valid(entry(params={"words": 2}))
    assert not validator.is_valid(entry(params={"wrds": 2}))


def test_the_order_of_the_catalogue_does_not_matter(catalogue):
    assert check_schema(catalogue) == check_schema(dict(reversed(catalogue.items())))


def test_schemas_name_their_version(catalogue):
    assert check_schema(catalogue)["$id"].endswith(":check:1")
    assert config_schema()["$id"].endswith(":config:1")


def test_making_a_schema_twice_gives_separate_values(catalogue):
    check_schema(catalogue)["items"]["properties"].clear()
    assert check_schema(catalogue)["items"]["properties"]


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("**/newsroom/*.jsonl")) + sorted(ROOT.glob("tests/fixtures/*/*.jsonl"))
)
def test_the_documents_of_this_repository_fit_their_schema(path):
    schema = json.loads((ROOT / "schemas/document.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    for line in path.read_text(encoding="utf-8").splitlines():
        validator.validate(json.loads(line))
