"""Whatever is declared, the answer is checks or mistakes at lines, never a crash."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.declare import load_checks, load_config
from qa.declare.schema import check_schema, config_schema
from qa.errors import DeclarationError

_SETTINGS = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
_WORDS = st.sampled_from(["bad-word", "error", "off", "a", "", "2026-01-01", "(", "*.txt", "en", "0a1b2c3d"])
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _WORDS | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_WORDS | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


def mappings(keys, values=_VALUES):
    """Mappings in which most keys are known ones, with any value."""
    return st.dictionaries(st.sampled_from(sorted(keys)) | st.text(max_size=5), values, max_size=5)


@_SETTINGS
@given(data=st.data())
def test_any_check_is_built_or_refused(tmp_path, catalogue, data):
    properties = check_schema(catalogue)["items"]["properties"]
    nested = {
        "params": mappings(["words", "share", "patterns", "names", "limit", "strict"]),
        "select": mappings(properties["select"]["properties"]),
        "threshold": mappings(["fail", "warn"], mappings(["count", "ratio"])),
        "waive": st.lists(mappings(properties["waive"]["items"]["properties"]), max_size=2),
        "reasons": mappings(["rude", "loud"], _WORDS),
    }
    entry = {"id": "a", "detector": "bad-word", **data.draw(mappings(properties))}
    entry |= {key: data.draw(nested[key]) for key in sorted(entry.keys() & nested.keys())}
    path = tmp_path / "a.yml"
    path.write_text(json.dumps([entry]), encoding="utf-8")
    try:
        (check,) = load_checks([path], catalogue, tmp_path)
    except DeclarationError as error:
        assert_told(error, "a.yml")
    else:
        assert check.path == "a.yml"


@_SETTINGS
@given(data=st.data())
def test_any_configuration_is_read_or_refused(tmp_path, data):
    schema = config_schema()["properties"]
    entry = data.draw(mappings(schema))
    if "corpus" in entry:
        entry["corpus"] = data.draw(st.lists(mappings(schema["corpus"]["items"]["properties"]), max_size=2))
    path = tmp_path / "qa.yaml"
    path.write_text(json.dumps(entry), encoding="utf-8")
    try:
        assert load_config(path).root == tmp_path
    except DeclarationError as error:
        assert_told(error, "qa.yaml")


def assert_told(error: DeclarationError, path: str) -> None:
    assert error.mistakes
    for mistake in error.mistakes:
        assert mistake.path == path and mistake.line == 1
        assert mistake.message and "\n" not in mistake.message and "\x1b" not in mistake.message
