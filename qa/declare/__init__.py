"""YAML with line marks to frozen checks and configuration: every mistake at once, at file:line."""

from qa.declare.checks import load_checks
from qa.declare.config import default_config, load_config
from qa.declare.discovery import find_config
from qa.declare.schema import check_schema, config_schema
from qa.declare.spec import DetectorSpec

__all__ = [
    "DetectorSpec",
    "check_schema",
    "config_schema",
    "default_config",
    "find_config",
    "load_checks",
    "load_config",
]
