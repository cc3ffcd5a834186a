"""The same records for Hugo and Eleventy: the same facts, tables and texts, without codes and checks."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Entry, Size, entries

_HERE = Path(__file__).parent / "peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator: where its records lie, how one is written, and how it builds into a folder."""

    name: str
    program: str  # as it is found on the path
    records: str
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
        for entry in entries(size):
            self.write(entry, site)


def _matter(entry: Entry) -> dict[str, object]:
    """Return a record as every peer gets it: a title, a day, facts and tables."""
    facts = [[name, value] for name, value in entry.fields.items() if isinstance(value, str)]
    facts += [[name, "、".join(_texts(value))] for name, value in entry.fields.items() if _texts(value)]
    tables = [_table(name, value) for name, value in entry.fields.items() if _is_rows(value)]
    if entry.rows:
        tables.append(_table("明细", entry.rows))
    title = entry.fields.get("标题") or entry.fields["名称"]
    return {
        "title": title,
        "date": entry.fields.get("公开日期", "2025-01-01"),
        "facts": facts,
        "tables": tables,
    }


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _table(title: str, rows: object) -> dict[str, object]:
    listed: list[Mapping[str, object]] = [*_rows(rows)]
    return {
        "title": title,
        "head": [*listed[0]],
        "rows": [[str(cell) for cell in row.values()] for row in listed],
    }


def _rows(rows: object) -> Iterable[Mapping[str, object]]:
    assert isinstance(rows, list | tuple)
    return rows


def _yaml(data: Mapping[str, object], body: str) -> str:
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in data.items())
    return f"---\n{''.join(lines)}---\n\n{body}\n"


def _for_hugo(entry: Entry) -> str:
    return _yaml(_matter(entry), entry.body)


def _for_eleventy(entry: Entry) -> str:
    place = {"village": entry.folder, "layout": "record.njk", "permalink": f"/{entry.path}/index.html"}
    return _yaml({**_matter(entry), **place}, entry.body)


PEERS = (
    Peer("hugo", "hugo", "content", _for_hugo, ("build", "--quiet", "--destination", "{output}")),
    Peer("eleventy", "eleventy", "records", _for_eleventy, ("--quiet", "--output={output}")),
)
