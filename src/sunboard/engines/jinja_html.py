"""The only door to Jinja2: a template and data become HTML.

Every value is escaped, and a name that nobody gave is an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Templates:
    """Files by path; those of one digest are the same, and are compiled once."""

    digest: str
    files: Mapping[str, bytes] = field(compare=False)


def draw_html(templates: Templates, template: str, data: Mapping[str, Any]) -> str:
    """Fill one of the templates with plain data and functions.

    Raises jinja2's own errors: a template that does not fit its data is a bug of the theme.
    """
    return _environment(templates).get_template(template).render(data)


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
        loader=_Files(templates.files), autoescape=True, undefined=StrictUndefined, auto_reload=False,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
