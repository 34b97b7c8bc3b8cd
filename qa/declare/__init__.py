"""YAML with line marks to frozen checks: every mistake at once, at file:line."""
