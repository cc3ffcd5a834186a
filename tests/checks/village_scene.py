"""Case files: Markdown with scenes, small villages whose records say on which line what must be found.

`tests/cases/checks/README.md` tells the format: every `##` begins a scene, its fences make one village.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from sunboard.building.gates import found_by
from sunboard.contracts import AnyRecord, Around
from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.declarations import names_of
from sunboard.fields.groups import read_part
from sunboard.model.node import Document, Fields, Place, Scalar
from sunboard.model.problem import Log, Problem
from sunboard.parts import load_parts
from sunboard.reading.documents import Reading
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from sunboard.settings.comparison import comparison_lists
from sunboard.settings.law import Law, as_entries
from sunboard.settings.packaged import Packaged, load_packaged, packaged_files
from sunboard.settings.places import Site, Township, Village
from sunboard.settings.rules import read_law
from tests.helpers.kinds import defaults_of

CASES = Path(__file__).parents[1] / "cases"
VILLAGE = "qingshi/liuwan"
TODAY = date(2026, 4, 20)

_FENCE = re.compile(r"^```ya?ml *(?P<info>[^\n]*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"\s*# (?P<found>(?:(?:error|warning|info): [a-z0-9-]+(?:, )?)+)\s*$")
PICTURE = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


@dataclass(frozen=True)
class Snippet:
    """One fence: what it is, and its text without the marks."""

    info: Mapping[str, str]
    text: str
    marks: frozenset[tuple[int, str]]  # line within the snippet, "error: code"


@dataclass(frozen=True)
class Scene:
    """One heading of a case file with its fences."""

    name: str
    snippets: tuple[Snippet, ...]

    def told(self, sort: str) -> str:
        """Return the text of the fences that are no record, such as `village`."""
        return "\n".join(snippet.text for snippet in self.snippets if sort in snippet.info)


@dataclass(frozen=True)
class Staged:
    """A scene made into a village."""

    around: Around
    readings: tuple[Reading, ...]
    expected: frozenset[tuple[str, int, str]]
    defaults: frozenset[str] = field(default_factory=frozenset)

    def found(self) -> frozenset[tuple[str, int, str]]:
        """Run every check on every record; what is found in a default counts for the first line."""
        problems = [
            (reading.source, problem)
            for reading in self.readings
            for problem in problems_of(reading, self.around)
        ]
        return frozenset(
            (source.rpartition("/")[2], _line(one, source), f"{one.severity}: {one.fault.code}")
            for source, one in problems
        )


def _line(problem: Problem, source: str) -> int:
    return problem.place.line or 1 if problem.place.path == source else 1


def problems_of(reading: Reading, around: Around) -> tuple[Problem, ...]:
    """Return what reading and checks say of a record."""
    if reading.checked is None:
        return reading.problems
    return (*reading.problems, *found_by(load_parts().checks, reading.checked, around))


def scenes(path: Path) -> tuple[Scene, ...]:
    """Read a case file."""
    found = []
    for part in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        snippets = tuple(snippet_of(_told(fence["info"]), fence["text"]) for fence in _FENCE.finditer(part))
        if snippets:
            found.append(Scene(part.partition("\n")[0].strip(), snippets))
    return tuple(found)


def _told(info: str) -> Mapping[str, str]:
    return {name: value for name, _, value in (word.partition("=") for word in info.split())}


def snippet_of(info: Mapping[str, str], text: str) -> Snippet:
    """Return a fence without the marks in it."""
    lines, marks = [], set()
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        mark = _MARK.search(line)
        marks |= {(number, one) for one in mark["found"].split(", ")} if mark else set()
        lines.append(line[: mark.start()] if mark else line)
    return Snippet(info, "\n".join(lines), frozenset(marks))


def stage(scene: Scene) -> Staged:
    """Make a village of a scene."""
    held = {
        name: PICTURE if size == "picture" else b"x" * int(size)
        for name, size in _map(scene.told("files")).items()
    }
    files = {
        f"{VILLAGE}/{kind.folders[0]}/{name}": data
        for kind in load_parts().kinds.values()
        for name, data in held.items()
    }
    readings, expected = [], set()
    records = [one for one in scene.snippets if "kind" in one.info]
    if all(one.info["kind"] != "power" for one in records) and not any(
        "no-powers" in one.info for one in scene.snippets
    ):
        records.append(Snippet({"kind": "power", "file": "A07.md"}, "", frozenset()))
    for count, snippet in enumerate(records, 1):
        kind = load_parts().kinds[snippet.info["kind"]]
        source = f"{VILLAGE}/{kind.folders[0]}/{snippet.info.get('file', f'{count}.md')}"
        expected |= {(source.rpartition("/")[2], line, mark) for line, mark in snippet.marks}
        readings.append(
            read_record(
                document_of(snippet.text, kind.name, source), kind, VillageFiles(VILLAGE, files, {}, {})
            )
        )
    return Staged(
        around_of(tuple(reading.checked for reading in readings if reading.checked), scene),
        tuple(readings),
        frozenset(expected),
    )


def document_of(text: str, kind: str, source: str) -> Document:
    """Return a record as written, filled up with the defaults of its kind."""
    top, fence, body = text.partition("\n---\n")
    fields = _fields(top, source, 1)
    names = names_of(load_parts().kinds[kind].fields)
    given = {names[entry.key].name for entry in fields.entries if entry.key in names}
    rest = tuple(entry for entry in _defaults(kind).entries if names[entry.key].name not in given)
    return Document(
        source, Fields((*fields.entries, *rest), Place(source, 1)), body, top.count("\n") + 3 if fence else 1
    )


@cache
def _defaults(kind: str) -> Fields:
    return _fields(defaults_of(load_parts().kinds[kind]), "defaults", 1)


def _fields(text: str, path: str, line: int) -> Fields:
    log = Log()
    fields = parse_yaml(text, path, log, first_line=line)
    assert fields is not None, [problem.message("en") for problem in log.problems]
    return fields


def _map(text: str) -> Mapping[str, str]:
    return {
        entry.key: entry.node.text for entry in _fields(text, "", 1).entries if isinstance(entry.node, Scalar)
    }


@cache
def packaged() -> Packaged:
    """Return the data that comes with sunboard."""
    return load_packaged(packaged_files(), {})[0]


def law_of(village: Village, text: str, *noted: str) -> Law:
    """Return the law that comes with sunboard, what a scene's law file changes, and the village's amounts.

    `noted` are the codes of what may be wrong in that file.
    """
    log = Log()
    files = {"law/county.yaml": text.encode()} if text else {}
    law = packaged().law.with_files(read_law(files, packaged().law, load_parts().rules, log))
    wrong = [problem.message("en") for problem in log.problems if problem.fault.code not in noted]
    assert not wrong, wrong
    return law.with_files((as_entries(village.thresholds),))


def around_of(records: tuple[AnyRecord, ...], scene: Scene | None = None) -> Around:
    """Return what checks may look at; in tests no font has the characters from U+1F000 on."""
    log = Log()
    told = "名称: 柳湾村\n行政区划代码: 629901001001\n" + (scene.told("village") if scene else "")
    village = read_part(Village, _fields(told, "village.yaml", 1), log)
    assert village is not None
    numbers = (
        {number: f"{VILLAGE}/{path}" for number, path in _map(scene.told("numbers")).items()} if scene else {}
    )
    return Around(
        today=TODAY,
        site=Site(title="云溪县村务公开", base_url="https://gk.example.com"),
        township=Township(name="青石镇"),
        village=village,
        records=records,
        packaged=replace(packaged(), law=law_of(village, scene.told("law") if scene else "")),
        public_phones=frozenset(_map(scene.told("directory")) if scene else ()),
        numbers=numbers,
        compared=comparison_lists(
            {
                f"private/{sort}.csv": text.encode()
                for sort in ("relatives", "deaths")
                if scene and (text := scene.told(sort))
            }
            | {
                f"private/{snippet.info['private']}": snippet.text.encode()
                for snippet in (scene.snippets if scene else ())
                if "private" in snippet.info
            }
        ),
        glyphs=lambda text: tuple(sign for sign in text if ord(sign) >= 0x1F000),
        kinds=load_parts().kinds,
    )
