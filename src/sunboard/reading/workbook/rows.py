"""Who a row of a workbook is: it is known by what it says, never by where it stands.

Its path is `柳湾村.xlsx#事项/<编号>`, or without 编号 its title and publication date. So rows may be sorted, put in and taken out, and no two
records ever change numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sunboard.contracts import Kind
from sunboard.faults import fault
from sunboard.fields.declarations import names_of
from sunboard.fields.scalars import day
from sunboard.model.node import Document, Fields, Items, Node, Place, Scalar
from sunboard.model.plain import sha256
from sunboard.model.problem import Log, Problem

WORKBOOKS = (".xlsx", ".xls", ".ods")
_ROW = re.compile(r"([^/]+/[^/]+/[^/]+\.(?:xlsx|xls|ods))#", re.IGNORECASE)

ROWS_ALIKE = fault("rows-alike")


@dataclass(frozen=True, slots=True)
class Row:
    """A row taken apart; `read` is false for one that stands for a sheet without a head."""

    place: Place
    fields: Fields
    body: str
    body_place: Place | None
    problems: tuple[Problem, ...]
    read: bool = True


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row as a document; without one it stands for all rows of a workbook or a sheet that could not be read."""

    kind: str
    source: str
    document: Document | None
    problems: tuple[Problem, ...] = ()


def home_of(path: str) -> str:
    """Return the file in which a record stands: its own, or the workbook that has it as a row."""
    found = _ROW.match(path)
    return found[1] if found else path


def is_unread(source: str) -> bool:
    """Tell whether a path is that of a whole workbook, or of one of its sheets, in place of the rows that could not be read."""
    return source.lower().endswith(WORKBOOKS) or (
        home_of(source) != source and "/" not in source[len(home_of(source)) :]
    )


def identified(kind: Kind, rows: Sequence[Row], path: str) -> Iterator[RowRead]:
    """Give each row its path; rows that cannot be told apart get an error, and a path by what they say."""
    sheet = f"{path}#{next((folder for folder in kind.folders if not folder.isascii()), kind.name)}"
    names = [_name(kind, row) for row in rows]
    often, seen = Counter(names), Counter[str]()
    for at, (row, name) in enumerate(zip(rows, names, strict=True)):
        if not row.read:
            yield RowRead(kind.name, sheet, None, row.problems)
            continue
        problems = row.problems
        if often[name] > 1:
            heard = Log()
            has_id = bool(_text(kind, row, "id"))
            others = ", ".join(
                str(one.place.line)
                for one, same in zip(rows, names, strict=True)
                if same == names[at] and one is not row
            )
            heard.add(
                ROWS_ALIKE,
                row.place.at("编号" if has_id else ""),
                name,
                what="id" if has_id else "title",
                others=others,
            )
            problems += tuple(heard.problems)
            name = f"{name} ({sha256(repr((_said(row.fields), row.body)).encode())[:8]})"
            seen[name] += 1
            name += f" {seen[name]}" if seen[name] > 1 else ""
        source = f"{sheet}/{name}"
        yield RowRead(
            kind.name,
            source,
            Document(source, row.fields, row.body, row.place.line, row.body_place),
            problems,
        )


def _said(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    return (
        [_said(item) for item in node.items]
        if isinstance(node, Items)
        else {entry.key: _said(entry.node) for entry in node.entries}
    )


def _text(kind: Kind, row: Row, *wanted: str) -> str:
    names = names_of(kind.fields)
    for name in wanted:
        node = row.fields.get(*names[name].names) if name in names else None
        if isinstance(node, Scalar) and node.text.strip():
            return " ".join(node.text.split())
    return ""


def _name(kind: Kind, row: Row) -> str:
    written = _text(kind, row, "publish_date")
    published = day(Scalar(written), Log()) if written else None
    titled = f"{_text(kind, row, 'title', 'name')} {published.isoformat() if published else written}".strip()
    said = _text(kind, row, "id", "overrides") or titled
    return said.replace("/", "／") or sha256(repr(_said(row.fields)).encode())[:8]
