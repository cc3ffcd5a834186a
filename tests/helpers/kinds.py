"""What the tests of kinds share: reading a record from YAML, and all the words that a description shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import TypeVar

from sunboard.commands.guide import needed
from sunboard.contracts import Kind, Telling
from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.declarations import keys_of, names_of, sample_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.groups import read_part
from sunboard.fields.part import Part, to_plain
from sunboard.model.blocks import Content
from sunboard.model.plain import Plain, Values
from sunboard.model.problem import Log
from sunboard.model.view import as_plain
from sunboard.settings.packaged import Packaged, load_packaged, packaged_files
from sunboard.theming import load_theme
from sunboard.typesetting.saying import Saying
from tests.helpers.site import ROOT

P = TypeVar("P", bound=Part)


_TOLD = {
    "stage",
    "event_date",
    "group",
    "audience",
    "reason",
    "correction_reason",
    "tags",
    "decision",
    "result",
}
_TOLD |= {
    "filing",
    "requested_by_villagers",
    "archive",
    "basis",
    "contact_phone",
    "supervise_phone",
    "applies",
}
OF_WHOLE_RECORDS = frozenset(("content-missing", "issue-overdue", "works-not-pictured"))
"""What is asked of whole records: examples of single fields are each right by themselves."""
FRAME = frozenset(key.en for key in keys_of(Disclosure)) - _TOLD
"""Common fields that a kind leaves alone: the page, sheet or slide around it shows or uses them."""


def read(part: type[P], text: str) -> tuple[P | None, list[str]]:
    """Read a part from YAML; return it with the codes of the problems."""
    log = Log()
    fields = parse_yaml(text, "云溪/柳湾/测试.md", log)
    found = read_part(part, fields, log) if fields is not None else None
    return found, [problem.fault.code for problem in log.problems]


def whole(part: type[P], text: str) -> P:
    """Read a part that has no problem."""
    found, problems = read(part, text)
    assert not problems, problems
    assert found is not None
    return found


def plain(part: Part) -> dict[str, Plain]:
    """Return a part's values as the register keeps them."""
    values = to_plain(part)
    assert isinstance(values, dict)
    return values


@cache
def packaged() -> Packaged:
    """Return the data that comes with sunboard."""
    return load_packaged(packaged_files(), {})[0]


@cache
def saying(language: str) -> Saying:
    """Return the default theme's words."""
    return Saying(language, load_theme("default", language).strings)


def telling(language: str = "zh", earlier: Values | None = None) -> Telling:
    """Return what a kind is told."""
    return Telling(saying(language), packaged(), date(2026, 4, 20), earlier or {})


def words(content: Content) -> list[str]:
    """Return every text of a description."""
    return [text for _, text in _leaves("", as_plain(content)) if isinstance(text, str)]


def defaults_of(kind: Kind) -> str:
    """Return the fields of a right record: those of `tests/cases/defaults`, else examples."""
    own = ROOT / "tests" / "cases" / "defaults" / f"{kind.name}.yaml"
    return own.read_text("utf-8") if own.is_file() else "".join(f"{key.line}\n" for key in needed(kind))


def filled(template: str, kind: Kind) -> str:
    """Fill every field of a template that waits for a value with its own example."""
    names, lines, inside = names_of(kind.fields), list[str](), False
    for line in template.split("\n"):
        found = re.fullmatch(r"([^\s#:-][^\s:]*):(\s+#.*)?", line)
        inside = inside and line.startswith((" ", "-"))
        if found and found[1] in names:
            lines.append(f"{found[1]}: {sample_of(names[found[1]].form)}")
            inside = True
        elif not inside:
            lines.append(line)
    return "\n".join(lines)


def given(values: Values, *, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, str | int]]:
    """Yield every text and number below a map with the path that leads to it."""
    for name, value in values.items():
        if name not in without:
            yield from _leaves(name, value)


def _leaves(path: str, value: Plain) -> Iterator[tuple[str, str | int]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(f"{path}.{key}", item)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(f"{path}[]", item)
    elif isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        yield path, value
