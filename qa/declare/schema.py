"""The JSON Schemas of declarations: that of the checks is made from the detectors' own options.

In both a `title` is the noun by which mistakes call a wrong word ("unknown option 'x'").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from qa.declare.params import params_schema
from qa.declare.spec import DetectorSpec
from qa.resources import data, shipped

DIALECT = "https://json-schema.org/draft/2020-12/schema"
CHECK_SCHEMA_ID = "urn:corpus-qa:schema:check:1"


def check_schema(catalogue: Mapping[str, DetectorSpec]) -> dict[str, Any]:
    """The schema of a `checks/*.yml` file when these detectors are at hand."""
    check = deepcopy(data("declare/check.json"))
    check["properties"]["detector"]["enum"] = sorted(catalogue)
    check["allOf"] = [_branch(catalogue[name]) for name in sorted(catalogue)]
    return {
        "$schema": DIALECT,
        "$id": CHECK_SCHEMA_ID,
        "title": "corpus-qa checks",
        "description": "a list of checks, each beginning with '- id:'",
        "type": "array",
        "minItems": 1,
        "items": check,
    }


def _branch(detector: DetectorSpec) -> dict[str, Any]:
    """What holds for the checks of one detector: its options and its reason codes."""
    severity = {"enum": ["error", "warning", "info", "off"], "title": "severity"}
    reasons = {code: {"description": text} | severity for code, text in sorted(detector.reasons.items())}
    return {
        "if": {"required": ["detector"], "properties": {"detector": {"const": detector.id}}},
        "then": {
            "properties": {
                "params": params_schema(detector.params) | {"title": "option"},
                "reasons": {"properties": reasons, "additionalProperties": False, "title": "reason code"},
            }
        },
    }


def config_schema() -> dict[str, Any]:
    """The schema of `qa.yaml` and of `[tool.corpus-qa]`."""
    text = (shipped("schemas") / "config.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
