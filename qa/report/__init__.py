"""Verdicts to one report object, and one module for each format derived from it."""
