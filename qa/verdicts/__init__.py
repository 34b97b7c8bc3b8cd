"""Findings to verdicts: waivers, baseline, thresholds. Pure."""

from qa.verdicts.exit import FailOn, exit_code, fails
from qa.verdicts.fingerprint import with_evidence
from qa.verdicts.judge import judge

__all__ = ["FailOn", "exit_code", "fails", "judge", "with_evidence"]
