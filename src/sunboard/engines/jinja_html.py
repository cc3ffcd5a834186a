"""The only door to Jinja2: a template and data become HTML.

Every value is escaped, and a name that nobody gave is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Templates:
    """Files by path; those of one digest are the same, and are compiled once."""

    digest: str
    files: Mapping[str, bytes] = field(compare=False)


class TemplateBroken(Exception):
    """A template with a mistake in its syntax: its path in the theme, and the line."""

    def __init__(self, path: str, line: int) -> None:
        super().__init__(path, line)
        self.path, self.line = path, line


def draw_html(templates: Templates, template: str, data: Mapping[str, Any]) -> str:
    """Fill one of the templates with plain data and functions.

    Raises TemplateBroken for a mistake of syntax, and jinja2's own errors where a template does not fit its
    data: a bug of the theme.
    """
    try:
        return _environment(templates).get_template(template).render(data)
    except TemplateSyntaxError as error:
        raise TemplateBroken(error.name or template, error.lineno) from None


def safe(html: str) -> str:
    """Mark HTML of our own making, so that no template escapes it again."""
    return Markup(html)


class _Files(BaseLoader):
    """Templates out of files by path."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, its name, and that it never changes."""
        if template not in self.files:
            raise TemplateNotFound(template)
        return self.files[template].decode(), template, lambda: True


@lru_cache(maxsize=8)
def _environment(templates: Templates) -> Environment:
    return Environment(
        loader=_Files(templates.files),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
