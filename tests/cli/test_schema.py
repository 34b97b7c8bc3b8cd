"""`corpus-qa schema`."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from qa.cli.main import main
from qa.cli.schema import names
from qa.detectors import registry
from qa.resources import shipped


@pytest.mark.parametrize("name", names())
def test_every_schema_is_printed_and_valid(name, capsys):
    assert main(["schema", name]) == 0
    schema = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"]


def test_that_of_the_checks_knows_every_detector(capsys):
    main(["schema", "check"])
    schema = json.loads(capsys.readouterr().out)
    assert schema["items"]["properties"]["detector"]["enum"] == sorted(registry())


def test_an_unknown_schema_is_a_usage_error(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["schema", "chek"])
    assert ended.value.code == 2
    assert "'check'" in capsys.readouterr().err


def test_it_can_be_written_to_a_file(tmp_path, capsys):
    assert main(["schema", "config", "--output", str(tmp_path / "config.json")]) == 0
    assert capsys.readouterr().out == ""
    main(["schema", "config"])
    assert (tmp_path / "config.json").read_text(encoding="utf-8") == capsys.readouterr().out


def test_the_shipped_schema_of_the_checks_is_that_of_the_detectors(capsys):
    main(["schema", "check"])
    shipped_text = (shipped("schemas") / "check.schema.json").read_text(encoding="utf-8")
    hint = "options have changed: corpus-qa schema check --output schemas/check.schema.json"
    assert capsys.readouterr().out == shipped_text, hint
