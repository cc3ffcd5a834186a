"""Who a row of a workbook is: it is known by what it says, never by where it stands.

Its path is `柳湾村.xlsx#事项/<编号>`, or without 编号 its title and publication date. So rows may be sorted,
put in and taken out, and no two records ever change numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sunboard.contracts import Kind
from sunboard.faults import fault
from sunboard.fields.declarations import names_of
from sunboard.fields.scalars import day
from sunboard.model.file_types import WORKBOOKS
from sunboard.model.node import Document, Fields, Items, Node, Place, Scalar
from sunboard.model.plain import sha256
from sunboard.model.problem import Log, Problem
from sunboard.reading.documents import Reading

_ROW = re.compile(r"([^/]+/[^/]+/[^/]+\.(?:xlsx|xls|ods))#", re.IGNORECASE)

ROWS_ALIKE = fault("rows-alike")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row taken apart; `read` is false for one that stands for a sheet without a head."""

    place: Place
    fields: Fields = field(default_factory=Fields)
    body: str = ""
    body_place: Place | None = None
    problems: tuple[Problem, ...] = ()
    read: bool = True


def home_of(path: str) -> str:
    """Return the file in which a record stands: its own, or the workbook that has it as a row."""
    found = _ROW.match(path)
    return found[1] if found else path


def is_unread(source: str) -> bool:
    """Tell whether a path is that of a whole workbook or sheet, in place of rows that could not be read."""
    home = home_of(source)
    return source.lower().endswith(WORKBOOKS) or (home != source and "/" not in source[len(home) :])


def identified(kind: Kind, rows: Sequence[SheetRow], path: str) -> Iterator[Reading]:
    """Give each row its path; rows that cannot be told apart get an error, and a path by what they say."""
    sheet = f"{path}#{next((folder for folder in kind.folders if not folder.isascii()), kind.name)}"
    names = [_name(kind, row) for row in rows]
    often, seen = Counter(names), Counter[str]()
    for row, name in zip(rows, names, strict=True):
        if not row.read:
            yield Reading(sheet, kind.name, problems=row.problems)
            continue
        problems = row.problems
        if often[name] > 1:
            alike = [one for one, other in zip(rows, names, strict=True) if other == name and one is not row]
            problems = (*problems, _alike(kind, row, name, alike))
            name = f"{name} ({sha256(repr((_said(row.fields), row.body)).encode())[:8]})"
            seen[name] += 1
            name += f" {seen[name]}" if seen[name] > 1 else ""
        source = f"{sheet}/{name}"
        document = Document(source, row.fields, row.body, row.place.line, row.body_place)
        yield Reading(source, kind.name, document, problems=problems)


def _alike(kind: Kind, row: SheetRow, name: str, others: Sequence[SheetRow]) -> Problem:
    """Return the problem of a row that says of itself what others say too."""
    key, what = ("编号", "id") if _text(kind, row, "id") else ("", "title")
    lines = ", ".join(str(one.place.line) for one in others)
    return Problem(ROWS_ALIKE, row.place.at(key), name, {"what": what, "others": lines})


def _said(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_said(item) for item in node.items]
    return {entry.key: _said(entry.node) for entry in node.entries}


def _text(kind: Kind, row: SheetRow, *wanted: str) -> str:
    names = names_of(kind.fields)
    for name in wanted:
        node = row.fields.get(*names[name].names) if name in names else None
        if isinstance(node, Scalar) and node.text.strip():
            return " ".join(node.text.split())
    return ""


def _name(kind: Kind, row: SheetRow) -> str:
    written = _text(kind, row, "publish_date")
    published = day(Scalar(written), Log()) if written else None
    titled = f"{_text(kind, row, 'title', 'name')} {published.isoformat() if published else written}".strip()
    said = _text(kind, row, "id", "overrides") or titled
    return said.replace("/", "／") or sha256(repr(_said(row.fields)).encode())[:8]
