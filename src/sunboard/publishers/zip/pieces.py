"""What a record says, cut into pieces that any form can show: facts, texts, tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from sunboard.engines.link_target import SCHEME
from sunboard.engines.markdown import to_nodes
from sunboard.hosting import Label
from sunboard.lazy import dataclass, regex
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of

_APART = frozenset(("body", "title", "register"))  # said elsewhere, or for the register alone
_FOR_PROGRAMS = frozenset(("kind", "id", "state", "digest", "edition", "issued"))
_PICTURES = frozenset(("jpg", "jpeg", "png", "gif"))
_NUMBER = regex(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_HARMFUL = ("=", "+", "-", "@", "\t", "\r")  # spreadsheet programs take what begins so for formulas
_CELL = "border:1px solid #888;padding:4px 6px;text-align:left;vertical-align:top"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads, all of one length."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the web shows: its path below `site`, its address there, and what it shows."""

    path: str
    address: str
    caption: str


@dataclass(frozen=True, slots=True)
class Telling:
    """A record: title, short facts with their labels, tables, text as blocks of Markdown, and pictures."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    text: tuple[Values, ...]
    pictures: tuple[Picture, ...] = ()


def pictures_of(values: Values, folder: str, files: Mapping[str, str], address: str) -> Iterator[Picture]:
    """Yield the pictures of a record in their order.

    `folder` is where it stands below `site`, `files` are the digests of what stands there, by name, and
    `address` is that of its page.
    """
    names = {digest: name for name, digest in files.items()}
    for attachment in maps_of(map_of(values, "register"), "attachments"):
        name = names.get(text_of(attachment, "sha256"), "")
        stem, _, ending = name.rpartition(".")
        if ending.lower() in _PICTURES:
            shown = f"{stem}-960.jpg" if f"{stem}-960.jpg" in files else name
            yield Picture(folder + shown, address + shown, text_of(attachment, "title"))


def told(values: Values, labels: Mapping[str, Label], pictures: Iterable[Picture] = ()) -> Telling:
    """Cut the values of a `record.json` into pieces."""
    kind = text_of(values, "kind")
    facts: list[tuple[str, str]] = []
    tables: list[Table] = []
    for path, value in _flat(values, kind, labels):
        if path.partition(".")[2] in _FOR_PROGRAMS:
            continue
        if rows := _rows_of(value):
            tables.append(_table(path, rows, labels))
        elif text := _text(value):
            facts.append((_label(path, labels), text))
    blocks = maps_of({"": to_nodes(text_of(values, "body"))}, "")
    return Telling(text_of(values, "title"), tuple(facts), tuple(tables), tuple(blocks), tuple(pictures))


def _flat(values: Values, path: str, labels: Mapping[str, Label]) -> Iterator[tuple[str, Plain]]:
    """Yield the fields of a record, those of groups by their paths; maps with free keys stay whole."""
    for key, value in values.items():
        if key in _APART:
            continue
        inner = f"{path}.{key}"
        if isinstance(value, dict) and any(f"{inner}.{one}" in labels for one in value):
            yield from _flat(value, inner, labels)
        else:
            yield inner, value


def _rows_of(value: Plain) -> list[dict[str, Plain]]:
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    return rows if rows and isinstance(value, list) and len(rows) == len(value) else []


def _table(path: str, rows: list[dict[str, Plain]], labels: Mapping[str, Label]) -> Table:
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    return Table(
        _label(path, labels),
        tuple(_label(f"{path}.{key}", labels) for key in keys),
        tuple(tuple(_text(row.get(key)) for key in keys) for row in rows),
    )


def _label(path: str, labels: Mapping[str, Label]) -> str:
    kind, _, key = path.partition(".")
    found = labels.get(path) or labels.get(f".{key}")
    return found.text if found and kind else key


def _text(value: Plain) -> str:
    """Write a value as people read it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(filter(None, map(_text, value)))
    if isinstance(value, dict):
        return "；".join(f"{key}：{_text(one)}" for key, one in value.items())
    return str(value)


def as_fragment(telling: Telling) -> bytes:
    """Write a record as HTML to be pasted into a form: no scripts, no classes, styles in place."""
    facts = "".join(
        f'<tr><th style="{_CELL};white-space:nowrap">{escape(label)}</th>'
        f'<td style="{_CELL}">{escape(value)}</td></tr>\n'
        for label, value in telling.facts
    )
    parts = [f'<h2 style="font-size:20px">{escape(telling.title)}</h2>\n']
    parts += map(_block, telling.text)
    parts += (
        f'<p><img src="{escape(picture.address)}" alt="{escape(picture.caption)}" style="max-width:100%"><br>'
        f"{escape(picture.caption)}</p>\n"
        for picture in telling.pictures
    )
    parts.append(f'<table style="border-collapse:collapse">\n{facts}</table>\n')
    for table in telling.tables:
        heads = "".join(f'<th style="{_CELL}">{escape(head)}</th>' for head in table.heads)
        rows = "".join(
            "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row) + "</tr>\n"
            for row in table.rows
        )
        parts.append(f'<h3 style="font-size:17px">{escape(table.title)}</h3>\n')
        parts.append(f'<table style="border-collapse:collapse">\n<tr>{heads}</tr>\n{rows}</table>\n')
    return "".join(parts).encode()


def _block(block: Values) -> str:
    """Write a block of the text as HTML with its styles in place."""
    inner = "".join(map(_block, maps_of(block, "blocks")))
    match block.get("type"):
        case "heading":
            return f'<h3 style="font-size:17px">{_runs(block.get("runs"))}</h3>\n'
        case "paragraph":
            return f'<p style="line-height:1.7">{_runs(block.get("runs"))}</p>\n'
        case "quote":
            return f'<blockquote style="margin:8px 24px">{inner}</blockquote>\n'
        case "code":
            return f'<pre style="white-space:pre-wrap">{escape(text_of(block, "text"))}</pre>\n'
        case "list":
            tag = "ol" if block.get("ordered") else "ul"
            start = f' start="{block.get("start")}"' if block.get("ordered") else ""
            items = "".join(
                f"<li>{''.join(map(_block, maps_of({'': item}, '')))}</li>\n"
                for item in list_of(block, "items")
            )
            return f'<{tag}{start} style="line-height:1.7">\n{items}</{tag}>\n'
        case "table":
            rows = [("th", list_of(block, "head")), *(("td", row) for row in list_of(block, "rows"))]
            drawn = (
                "".join(f'<{tag} style="{_CELL}">{_runs(cell)}</{tag}>' for cell in list_of({"": row}, ""))
                for tag, row in rows
                if row
            )
            return (
                '<table style="border-collapse:collapse">\n'
                + "".join(f"<tr>{row}</tr>\n" for row in drawn)
                + "</table>\n"
            )
        case _:
            return "<hr>\n"


def _runs(runs: Plain) -> str:
    """Write runs of letters as HTML."""
    parts = []
    for run in maps_of({"": runs}, ""):
        text = escape(text_of(run, "text")).replace("\n", "<br>")
        for key, tag in (("bold", "strong"), ("italic", "em"), ("code", "code")):
            text = f"<{tag}>{text}</{tag}>" if run.get(key) else text
        link = text_of(run, "link")
        parts.append(f'<a href="{escape(link)}">{text}</a>' if SCHEME.match(link) else text)
    return "".join(parts)


def as_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Write rows as CSV that spreadsheet programs open by a double click; nothing in it is a formula."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_HARMFUL) and not _NUMBER.fullmatch(cell) else cell


def records_table(
    records: Iterable[tuple[str, Values]], labels: Mapping[str, Label]
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one table of all records: a column for each field that any of them has.

    `records` are villages' slugs with the values of their `record.json`.
    """
    flat = [(slug, dict(_flat(values, text_of(values, "kind"), labels)), values) for slug, values in records]
    keys = dict.fromkeys(path.partition(".")[2] for _, one, _ in flat for path in one)
    names = {path.partition(".")[2]: path for _, one, _ in flat for path in one}
    yield ("village", "title", *keys, "body")
    for slug, one, values in flat:
        by_key = {path.partition(".")[2]: value for path, value in one.items()}
        cells = (_cell(by_key.get(key), names[key], labels) for key in keys)
        yield (slug, text_of(values, "title"), *cells, text_of(values, "body"))


def _cell(value: Plain, path: str, labels: Mapping[str, Label]) -> str:
    if rows := _rows_of(value):
        table = _table(path, rows, labels)
        return "\n".join(
            "；".join(f"{head}：{cell}" for head, cell in zip(table.heads, row, strict=True) if cell)
            for row in table.rows
        )
    return _text(value)


def dictionary(labels: Mapping[str, Label]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the dictionary: what each column is called and what it is for."""
    yield ("kind", "key", "label", "note")
    for path, label in labels.items():
        kind, _, key = path.partition(".")
        yield (kind, key, label.text, label.note)
