"""New: a ready template of a record, with every field that it may have."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from sunboard.commands.catalog import county_catalog, county_packaged
from sunboard.commands.guide import Guide, find_kind, left_out, needed
from sunboard.commands.villages import find_village
from sunboard.contracts import Kind
from sunboard.fields.declarations import Key, keys_of, names_of
from sunboard.fields.forms import Form
from sunboard.fields.part import Part
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex
from sunboard.model.file_types import TABLES
from sunboard.model.period import parse_period
from sunboard.model.plain import Plain
from sunboard.reading.tables.prefill import holds_several, other_table, sheets_in_doubt, told_by_file
from sunboard.reading.tables.sheet_names import sheet_of
from sunboard.reporting.words import load_words
from sunboard.settings.deadlines import Cadence
from sunboard.settings.due import deadline_for, due_of_period
from sunboard.settings.packaged import Packaged
from sunboard.settings.reference import CatalogRow

_ROW_AND_PERIOD = regex(r"([A-Za-z]{1,4}[0-9]{2,3})(?:\s+(.*))?", re.DOTALL)


def new_record(
    kinds: Mapping[str, Kind],
    content: Path,
    kind_name: str,
    village: str,
    title: str,
    today: date,
    language: str,
    spoken: Callable[[str], str] = str,
) -> tuple[int, str]:
    """Write a template into a village's folder where there is none; return an exit code and what to tell.

    Without a village the template itself is told. `spoken` turns notes into what the person has to type.
    """
    say = load_words(language)
    kind = find_kind(kinds, kind_name)
    if kind is None:
        between = "、" if language == "zh" else ", "
        names = between.join(kind.called(language) for kind in kinds.values())
        return 2, say("new-no-kind" if kind_name else "new-which", kind=kind_name, kinds=names)
    if not village:
        return 0, template(kind, title, today, language)
    found, wrong = find_village(content, village, language)
    if found is None:
        return 2, wrong
    file, sheet = _file_and_sheet(title)
    folder = _folder(content / found.folder, kind, kind_name)
    table = _table(file, folder)
    if table is None and file.lower().endswith(TABLES):
        return 2, say("new-no-table", file=file)
    title, told = _told_by_title(title, content, language)
    title = f"{table.stem}{sheet}" if table else title
    target = folder / f"{today.isoformat()}-{_file_name(title or kind.called('zh'))}.md"
    given = _Given(table, sheet, folder / table.name, table.read_bytes()) if table else None
    if taken := _taken(target, given):
        return 2, say("already-there", target=taken)
    catalog = county_catalog(content) if given else {}
    if given and (wrong := _unfit(given, kind, village, content / found.folder, catalog, language)):
        return 2, wrong
    folder.mkdir(parents=True, exist_ok=True)
    if given:
        given.beside.write_bytes(given.data)
        told = told_by_file(kind, given.name, given.data, language, catalog)
    if kind.punctual and _is_late(told.get("period"), today, county_packaged(content)):
        told = {**told, "reason": ""}
    target.write_text(spoken(template(kind, title, today, language, told)), "utf-8")
    if given:
        return 0, say("new-written-for-table", target=target, table=given.beside)
    return 0, say("new-written", target=target)


@dataclass(frozen=True, slots=True)
class _Given:
    """A spreadsheet that is named in place of a title."""

    table: Path
    sheet: str  # of it that is named too
    beside: Path  # where it will stand with the record
    data: bytes

    @property
    def name(self) -> str:
        """Return how the record will name it."""
        return f"{self.beside.name}#{self.sheet}" if self.sheet else self.beside.name

    @property
    def typed(self) -> str:
        """Return how it is named on the command line."""
        return f"{self.table}#{self.sheet}" if self.sheet else f"{self.table}"


def _folder(home: Path, kind: Kind, kind_name: str) -> Path:
    """Return the folder of a village for a kind: one that is there, else the one that was named so."""
    wished = kind_name if kind_name in kind.folders else kind.folders[0]
    return next((home / name for name in kind.folders if (home / name).is_dir()), home / wished)


def _taken(target: Path, given: _Given | None) -> Path | None:
    """Return the file that is there already, where a new one would be written over it."""
    if target.exists():
        return target
    is_other = given and given.beside.exists() and given.beside.read_bytes() != given.data
    return given.beside if given and is_other else None


def _unfit(
    given: _Given, kind: Kind, village: str, home: Path, catalog: Mapping[str, CatalogRow], language: str
) -> str:
    """Return why a spreadsheet is none for one record of a kind, and what else to do with it."""
    say, called = load_words(language), kind.called(language)
    if sheets := sheets_in_doubt(kind, given.name, given.data):
        tables = [f"{given.table}#{one}" for one in sheets]
        lines = "\n".join(say("new-sheet", kind=called, village=village, table=table) for table in tables)
        return say("new-sheets", kind=called, lines=lines)
    if holds_several(kind, given.name, given.data):
        how = "new-several-in-workbook" if kind.inherited else "new-several"
        return say(how, kind=called, village=village, table=given.typed, home=home)
    if other := other_table(kind, given.name, given.data, catalog):
        what, key = other
        if key is None:
            return say("new-other-list", name=what, village=village, table=given.typed)
        told = {"kind": called, "name": what, "field": key.zh, "file": given.name}
        return say("new-other-table", **told, village=village, table=given.typed)
    return ""


def _told_by_title(title: str, content: Path, language: str) -> tuple[str, Mapping[str, Plain]]:
    """Return the title and fields of a record that is named `CK03 2026年一季度`: a row, and its period."""
    found = _ROW_AND_PERIOD.fullmatch(title.strip())
    row = county_catalog(content).get(found[1].upper()) if found else None
    if found is None or row is None:
        return title, {}
    period = parse_period(half_width(found[2] or ""))
    if period is None:
        return found[2] or row.title, {"catalog": row.code}
    name = period.name(language)
    return f"{row.title}{name}", {"catalog": row.code, "period": name}


def _is_late(period: Plain, today: date, packaged: Packaged) -> bool:
    """Tell whether what a period asks for comes after its general day."""
    found = parse_period(period) if isinstance(period, str) else None
    if found is None or found.unit == Cadence.YEAR:
        return False
    deadline = deadline_for(None, Cadence(found.unit), packaged.law, found.end)
    due = due_of_period(found, deadline, packaged).last if deadline else None
    return due is not None and due < today


def _file_and_sheet(title: str) -> tuple[str, str]:
    """Part a spreadsheet from the name of one of its sheets, 名单.xlsx#特困; any other title has none."""
    file, sheet = sheet_of(title)
    is_named = file.lower().endswith(TABLES) and not title.lower().endswith(TABLES)
    return (file, sheet) if is_named else (title, "")


def _table(title: str, folder: Path) -> Path | None:
    """Return the spreadsheet that is named in place of a title, in the record's folder or anywhere else."""
    if not title.lower().endswith(TABLES):
        return None
    return next((path for path in (folder / title, Path(title)) if path.is_file()), None)


def template(
    kind: Kind, title: str, today: date, language: str = "zh", told: Mapping[str, Plain] | None = None
) -> str:
    """Return a template: what a record needs, empty but for what is known, then all else behind `# `.

    `told` are fields that a spreadsheet tells, with the one that names it.
    """
    guide, say = Guide(language), load_words(language)
    known = {"title": title, "name": title, "publish_date": today.isoformat(), **(told or {})}
    names = names_of(kind.fields)
    last = [names[name] for name in ("power", "plain_summary")] if kind.needs_review else []
    asked = [key for key in needed(kind) if key not in last and f"{key.name}_file" not in known]
    last += [names[name] for name in told or () if names[name] not in asked]
    first = [*asked, *last]
    lines = [
        "---",
        *(f"# {line}" for line in say("new-top", kind=kind.called(language)).split("\n")),
    ]
    lines += [line for key in first for line in _field(kind.fields, key, guide, known.get(key.name, ""))]
    for heading, keys in _optional(kind, guide, {key.name for key in first}):
        lines += ["", f"## {heading}"]
        lines += [f"# {line}" for key in keys for line in _field(kind.fields, key, guide, "")]
    return "\n".join((*lines, "", f"# {say('new-last')}", "---", ""))


def _optional(kind: Kind, guide: Guide, done: set[str]) -> Iterator[tuple[str, Sequence[Key]]]:
    """Yield headings with the fields that may be given besides; what none names stands under the last."""
    sections = [
        (heading, fields)
        for heading, fields in guide.sections()
        if kind.inherited or "overrides" not in fields
    ]
    own, common = left_out(kind, done)
    if own:
        yield load_words(guide.language)("new-own", kind=kind.called(guide.language)), own
    named = {name for _, fields in guide.sections() for name in fields}
    by_name = {key.name: key for key in common}
    for at, (heading, fields) in enumerate(sections, 1):
        others = [key for key in common if key.name not in named] if at == len(sections) else []
        if keys := [*(by_name[name] for name in fields if name in by_name), *others]:
            yield heading, keys


def _field(part: type[Part], key: Key, guide: Guide, value: Plain) -> Iterator[str]:
    """Yield a field's lines: key, value or blank, what it is for; then a group's fields, or a table's row."""
    note, written = guide.note(part, key), value if isinstance(value, str) else ""
    yield f"{guide.key(key)}: {_quoted(written)}".rstrip() + (f"  # {note}" if note else "")
    if not written:
        yield from _inside(key.form, guide, "  ", value)


def _inside(form: Form, guide: Guide, indent: str, known: Plain) -> Iterator[str]:
    if form.sort == "map":
        yield from (f"{indent}{name}:" for name in form.words)
    elif form.sort == "group":
        values = known if isinstance(known, Mapping) else {}
        for inner in guide.shown(form.part):
            value = values.get(inner.name, "")
            yield from (f"{indent}{line}" for line in _field(form.part, inner, guide, value))
    elif form.sort == "table":
        numbered = any(inner.name == "id" and inner.required for inner in keys_of(form.part))
        rows = known if isinstance(known, list) else []
        blank: list[Plain] = [{"id": "1"}, {"id": "2"}] if numbered else [{}]  # a flow has two steps at least
        for row in rows or blank:
            values = row if isinstance(row, Mapping) else {}
            lines = [
                line
                for inner in guide.shown(form.part)
                for line in _field(form.part, inner, guide, values.get(inner.name, ""))
            ]
            yield from (f"{indent}{'  ' if at else '- '}{line}" for at, line in enumerate(lines))


def _quoted(value: str) -> str:
    """Return a value as YAML reads it back."""
    plain = re.fullmatch(r"[^\s#&*!|>'\"%@`,\[\]{}?:-][^:#]*|\d[\d-]*", value)
    return value if not value or plain else json.dumps(value, ensure_ascii=False)


def _file_name(title: str) -> str:
    return re.sub(r'[\\/:*?"<>|\s]+', "-", title).strip("-.")[:40] or "new"
