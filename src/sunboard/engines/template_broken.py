"""What is raised for a mistake in a template, apart from the library that finds it: few commands need it."""

from __future__ import annotations


class TemplateBroken(Exception):
    """A template with a mistake in its syntax: its path in the theme, and the line."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__(path, line)
        self.path, self.line = path, line
