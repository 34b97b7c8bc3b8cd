"""Where maps and joins run: one process or a pool."""
