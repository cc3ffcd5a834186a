"""The same records for Hugo and Eleventy: the same facts, tables and texts, without codes and checks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Entry, Size, entries, folders

_HERE = Path(__file__).parent / "peers"
_SHOWN = ("日期", "凭证号", "摘要", "收入", "支出")  # of a ledger


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator: where its records lie, how one is written, and how it builds into a folder."""

    name: str
    program: str  # as it is found on the path
    records: str
    place: str  # the file that makes a page of a village, where one must be asked for
    text: Callable[[Entry], str]
    words: tuple[str, ...]  # after the program; `{output}` is the folder

    def command(self, output: Path) -> list[str] | None:
        """Return the command that builds, nothing where it is not installed."""
        program = shutil.which(self.program)
        return [program, *(word.format(output=output) for word in self.words)] if program else None

    def write(self, entry: Entry, site: Path) -> None:
        """Write one record."""
        path = site / self.records / f"{entry.path}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text(entry), "utf-8")

    def write_site(self, size: Size, site: Path) -> None:
        """Write all records, templates around them."""
        shutil.copytree(_HERE / self.name, site)
        for folder in folders(size) if self.place else ():
            path = site / self.records / folder / self.place
            path.parent.mkdir(parents=True)
            path.write_text(f"---\ntitle: {folder}\n---\n", "utf-8")
        for entry in entries(size):
            self.write(entry, site)


def _record(entry: Entry) -> dict[str, object]:
    """Return a record as every peer gets it: a title, a day, facts and tables."""
    facts: list[list[str]] = []
    tables: list[dict[str, object]] = []
    for name, value in entry.fields.items():
        rows = [row for row in _items(value) if isinstance(row, dict)]
        texts = [text for text in _items(value) if isinstance(text, str)]
        if rows:
            tables.append(_table(name, rows))
        if texts:
            facts.append([name, "、".join(texts)])
    if entry.rows:
        tables.append(_table("明细", [{name: row[name] for name in _SHOWN} for row in entry.rows]))
    title = entry.fields.get("标题") or entry.fields["名称"]
    return {"title": title, "date": entry.fields["公开日期"], "facts": facts, "tables": tables}


def _items(value: object) -> list[object]:
    """Return what a field is made of: the items of a list, the members of a group, or itself."""
    return value if isinstance(value, list) else [*value.values()] if isinstance(value, dict) else [value]


def _table(title: str, rows: Sequence[Mapping[str, object]]) -> dict[str, object]:
    head = [*max(rows, key=len)]
    return {"title": title, "head": head, "rows": [[str(row.get(name, "")) for name in head] for row in rows]}


def _yaml(data: Mapping[str, object], body: str) -> str:
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in data.items())
    return f"---\n{''.join(lines)}---\n\n{body}\n"


def _for_hugo(entry: Entry) -> str:
    return _yaml(_record(entry), entry.body)


def _for_eleventy(entry: Entry) -> str:
    place = {"village": entry.folder, "layout": "record.njk", "permalink": f"/{entry.path}/index.html"}
    return _yaml({**_record(entry), **place}, entry.body)


PEERS = (
    Peer(
        "hugo", "hugo", "content", "_index.md", _for_hugo, ("build", "--quiet", "--destination", "{output}")
    ),
    Peer("eleventy", "eleventy", "records", "", _for_eleventy, ("--quiet", "--output={output}")),
)
