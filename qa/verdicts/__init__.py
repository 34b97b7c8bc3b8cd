"""Findings to verdicts: waivers, baseline, thresholds. Pure."""
