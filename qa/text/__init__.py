"""Pure functions on text: no files, no clock, no state."""
