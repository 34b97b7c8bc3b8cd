"""What commands share: which configuration and which checks count."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from qa.declare import default_config, find_config, load_checks, load_config
from qa.detectors import registry
from qa.model.check import Check
from qa.model.config import Config


def add_config_argument(parser: argparse.ArgumentParser) -> None:
    """The option that names the configuration."""
    sentence = "the configuration (default: $CORPUS_QA_CONFIG, else the nearest qa.yaml or pyproject.toml)"
    parser.add_argument("--config", type=Path, metavar="FILE", help=sentence)


def configuration(arguments: argparse.Namespace) -> Config:
    """The configuration that counts here, or the defaults. Raises DeclarationError or InputError."""
    found = find_config(Path.cwd(), arguments.config, os.environ)
    return load_config(found) if found else default_config(())


def declared_checks(config: Config) -> tuple[Check, ...]:
    """The checks of a configuration. Raises DeclarationError."""
    return load_checks(config.checks, registry(), config.root)
