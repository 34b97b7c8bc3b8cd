"""What commands about declarations share: which configuration and which checks count."""

from __future__ import annotations

import argparse
from pathlib import Path

from qa.declare import load_checks
from qa.detectors import registry
from qa.model.check import Check
from qa.model.config import Config
from qa.pipeline import setup


def add_config_argument(parser: argparse.ArgumentParser) -> None:
    """The option that names the configuration."""
    sentence = "the configuration (default: $CORPUS_QA_CONFIG, else the nearest qa.yaml or pyproject.toml)"
    parser.add_argument("--config", type=Path, metavar="FILE", help=sentence)


def configuration(arguments: argparse.Namespace) -> Config:
    """The configuration that counts here, or the defaults. Raises DeclarationError or InputError."""
    return setup.configure((), arguments.config)


def declared_checks(config: Config) -> tuple[Check, ...]:
    """The checks of a configuration. Raises DeclarationError."""
    return load_checks(config.checks, registry(), config.root)
