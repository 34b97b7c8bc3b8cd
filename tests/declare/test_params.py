"""The schema of options is made from the dataclass that declares them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from jsonschema import Draft202012Validator

from qa.declare.params import build_params, params_schema
from qa.model.option import option


def test_every_type_bound_and_sentence_reaches_the_schema(params):
    assert params_schema(params)["properties"] == {
        "share": {"type": "number", "minimum": 0, "maximum": 1, "description": "a share", "default": 0.5},
        "words": {"type": "integer", "minimum": 1, "description": "a number of words", "default": 3},
        "strict": {"type": "boolean", "description": "a switch", "default": False},
        "mode": {"type": "string", "enum": ["lax", "hard"], "description": "a choice", "default": "lax"},
        "patterns": {
            "type": "array",
            "items": {"type": "string", "format": "regex"},
            "description": "regular expressions",
            "default": [],
        },
        "until": {"type": ["string", "null"], "format": "date", "description": "a date", "default": None},
        "limit": {"type": ["number", "null"], "description": "a limit or none", "default": None},
        "names": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "a mapping",
            "default": {},
        },
    }


def test_no_option_is_unknown_to_the_schema(params):
    schema = params_schema(params)
    Draft202012Validator.check_schema(schema)
    assert not Draft202012Validator(schema).is_valid({"no-such": 1})


def test_lists_become_tuples(params):
    assert build_params(params, {"patterns": ["a", "b"]}).patterns == ("a", "b")


def test_choices_of_an_optional_option_include_null():
    @dataclass(frozen=True, kw_only=True)
    class Choosy:
        mode: str | None = option(None, help="a mode", choices=("a", "b"))

    assert params_schema(Choosy)["properties"]["mode"]["enum"] == ["a", "b", None]


@pytest.mark.parametrize("annotation", [bytes, int | str, list[int]])
def test_a_type_without_a_counterpart_in_json_is_a_bug_of_the_detector(annotation):
    wrong = dataclass(type("Wrong", (), {"__annotations__": {"x": annotation}}))
    with pytest.raises(TypeError, match="an option cannot have the type"):
        params_schema(wrong)
