"""Who a row of a workbook is: it is known by what it says, never by where it stands.

Its path is `柳湾村.xlsx#事项/<编号>`, or without 编号 its title and publication date. So rows may be sorted,
put in and taken out, and no two records ever change numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field

from sunboard.contracts import Kind
from sunboard.faults import fault
from sunboard.fields.declarations import names_of
from sunboard.fields.scalars import day
from sunboard.lazy import dataclass, regex
from sunboard.model.file_types import WORKBOOKS
from sunboard.model.node import Document, Fields, Place, Scalar
from sunboard.model.problem import Log, Problem
from sunboard.reading.documents import Reading

_ROW = regex(r"([^/]+/[^/]+/[^/]+\.(?:xlsx|xls|ods))#", re.IGNORECASE)

_NAMED = 8
"""How many of the rows that are alike a message names."""
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
    alike: defaultdict[str, list[SheetRow]] = defaultdict(list)
    for row, name in zip(rows, names, strict=True):
        alike[name].append(row)
    for row, name in zip(rows, names, strict=True):
        if not row.read:
            yield Reading(sheet, kind.name, problems=row.problems)
            continue
        problems = row.problems
        if len(alike[name]) > 1:
            problems = (*problems, _alike(kind, row, name, alike[name]))
            name = f"{name} ({_by_row(row)})"
        source = f"{sheet}/{name}"
        document = Document(source, row.fields, row.body, row.place.line, row.body_place)
        yield Reading(source, kind.name, document, problems=problems)


def _alike(kind: Kind, row: SheetRow, name: str, alike: Sequence[SheetRow]) -> Problem:
    """Return the problem of a row that says of itself what others say too; a few of them are named."""
    own = _text(kind, row, "id")
    key, what = ("编号", "id") if own else ("", "title")
    others = ", ".join(str(one.place.line) for one in alike[:_NAMED] if one is not row)
    details = {"what": what, "others": others, "free": f"{own or 'A'}-{row.place.line}"}
    return Problem(ROWS_ALIKE, row.place.at(key), name, details)


def _by_row(row: SheetRow) -> str:
    """Return the name of a row that has none of its own; while it has none, it gets no number."""
    return f"{row.place.cell.rpartition('!')[0]}第{row.place.line}行"


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
    return said.replace("/", "／") or _by_row(row)
