"""Template: an empty workbook to fill in, a sheet a kind, with drop-downs and a note on every column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sunboard.commands.guide import Guide, find_kind, load_guide, needed
from sunboard.contracts import Kind
from sunboard.engines.xlsx_writer import FormColumn, FormSheet, NoteSheet, form_workbook
from sunboard.fields.declarations import Key, keys_of, names_of
from sunboard.model.period import Period
from sunboard.parts import load_parts
from sunboard.reporting.words import load_words
from sunboard.settings.packaged import load_packaged, packaged_files

_VILLAGE = ("村", "村务", "village", "all")
_WIDTHS = {"day": 12, "money": 14, "whole": 8, "yes": 8, "phone": 15, "choice": 12, "period": 14}
_LONG = (
    "title",
    "plain_summary",
    "content",
    "body",
    "resolution_text",
    "basis",
    "conditions",
    "materials",
    "summary",
    "what",
    "measure",
)


def write_template(path: Path, today: date, language: str) -> tuple[int, str]:
    """Write an empty workbook, its contents named by the file's name; return the exit code and what to tell. A file that is there stays."""
    say, kinds, stem = load_words(language), load_parts().kinds, path.stem
    tables = {
        name: (kind, table)
        for kind in kinds.values()
        for table in kind.tables
        for name in (*sorted(names_of(kind.fields)[table].names), *kind.sheets)
    }
    if path.suffix.lower() not in ("", ".xlsx"):
        return 2, say("template-ending", path=path)
    target = path if path.suffix else path.with_name(f"{path.name}.xlsx")
    kind = find_kind(kinds, stem)
    if kind is not None:
        chosen = {kind.name: kind}
    elif stem in _VILLAGE or stem.endswith(("村", "社区")):
        chosen = dict(kinds)
    elif stem in tables:
        chosen = {}
    else:
        known = (
            _VILLAGE[language == "en" and 2],
            *(kind.called(language) for kind in kinds.values()),
            *(_sheet(kind, table, language) for kind in kinds.values() for table in kind.tables),
        )
        return 2, say("template-no-kind", name=stem, names="、".join(f"{name}.xlsx" for name in known))
    if target.exists():
        return 2, say("already-there", target=target)
    data = kinds_workbook(chosen, today, language) if chosen else ledger_workbook(*tables[stem], language)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return 0, say("template-written" if chosen else "template-ledger", target=target, name=target.name)


def kinds_workbook(kinds: Mapping[str, Kind], today: date, language: str) -> bytes:
    """Return the workbook of some kinds: a sheet each, their ledgers, and a sheet of notes."""
    guide, say = load_guide(language), load_words(language)
    sheets, ledger = [], ""
    for kind in kinds.values():
        sheets.append(FormSheet(_in(language, kind.folders), tuple(_columns(kind, guide))))
        for table, part in kind.tables.items():
            ledger = f"{_sheet(kind, table, language)} {_last_quarter(today).name(language)}"
            sheets.append(FormSheet(ledger, tuple(_table_columns(part, guide))))
    notes, codes = _notes(kinds, sheets, ledger, guide)
    return form_workbook(
        [_with_codes(sheet, f"'{notes.name}'!{codes}", say("template-codes")) for sheet in sheets], (notes,)
    )


def _with_codes(sheet: FormSheet, codes: str, head: str) -> FormSheet:
    return replace(
        sheet,
        columns=tuple(
            replace(column, source=codes) if column.head == head else column for column in sheet.columns
        ),
    )


def ledger_workbook(kind: Kind, table: str, language: str) -> bytes:
    """Return the workbook of a table that stands beside a record."""
    guide = load_guide(language)
    return form_workbook(
        (
            FormSheet(
                guide.key(names_of(kind.fields)[table]), tuple(_table_columns(kind.tables[table], guide))
            ),
        )
    )


def _sheet(kind: Kind, table: str, language: str) -> str:
    """Return how a sheet with the rows of a kind's table begins."""
    key = names_of(kind.fields)[table]
    return _in(language, (*kind.sheets, key.zh, key.en))


def _in(language: str, names: Sequence[str]) -> str:
    """Return the first name that is of a language."""
    return next((name for name in names if name.isascii() == (language == "en")), names[0])


def _last_quarter(today: date) -> Period:
    return Period(today.year, "Q", (today.month - 1) // 3 + 1).previous()


def _columns(kind: Kind, guide: Guide) -> Iterator[FormColumn]:
    """Yield the columns of a kind's sheet: those that the guide names, else every field that is a single value."""
    wanted, say = {key.name for key in needed(kind)}, load_words(guide.language)
    names = guide.fields(f"columns.{kind.name}") or [
        key.name for key in keys_of(kind.fields) if key.name not in ("kind", "village")
    ]
    first = {"id", *(name.rstrip("_") for name in wanted)}
    for name in sorted(names, key=lambda name: name.partition(".")[0] not in first):
        if name == "body":
            yield FormColumn(say("template-body-head"), say("template-body"), 40)
            continue
        path = _path(kind.fields, name.split("."))
        is_needed = path[0][1].name in wanted
        yield from _spread(path, "", guide, is_needed)


def _path(part: Any, names: list[str]) -> list[tuple[Any, Key]]:
    key = names_of(part)[names[0]]
    return [(part, key), *(_path(key.form.part, names[1:]) if names[1:] else [])]


def _spread(
    path: list[tuple[Any, Key]], before: str, guide: Guide, is_needed: bool, about: str = ""
) -> Iterator[FormColumn]:
    """Yield a field's columns: one for a value, several for a group, numbered ones for a table. `about` is said of the group they belong to."""
    (part, key), rest = path[0], path[1:]
    head, form, note = before + guide.key(key), key.form, guide.note(part, key) or about
    count = int((guide.texts.get(f"count.{key.name}") or "0").partition(" ")[0])
    if rest:
        yield from _spread(rest, f"{head}.", guide, is_needed, note)
    elif form.sort == "map" and guide.fields(f"names.{key.name}"):
        for name in guide.fields(f"names.{key.name}"):
            yield FormColumn(f"{head}.{name}", note, 15, needed=is_needed)
    elif form.sort == "group":
        for inner in guide.inner(form.part):
            yield from _spread([(form.part, inner)], f"{head}.", guide, is_needed, note)
    elif form.sort == "table" and count:
        for number in range(1, count + 1):
            for inner in guide.inner(form.part):
                if not (inner.name == "id" and inner.required):  # the head's number stands for it
                    yield from _spread(
                        [(form.part, inner)], f"{head}{number}.", guide, is_needed and number == 1, note
                    )
    else:
        yield _column(key, head, note, is_needed)


def _column(key: Key, head: str, note: str, is_needed: bool) -> FormColumn:
    form = key.form
    width = 36 if key.name in _LONG else _WIDTHS.get(form.sort, 14)
    choices = form.words if form.sort in ("choice", "yes") else ()
    return FormColumn(
        head, note, max(width, 2 + 2 * len(head) if len(head) < 8 else 16), form.sort, choices, is_needed
    )


def _table_columns(part: Any, guide: Guide) -> Iterator[FormColumn]:
    for key in keys_of(part):
        yield _column(key, guide.key(key), guide.note(part, key), key.required)


def _notes(
    kinds: Mapping[str, Kind], sheets: list[FormSheet], ledger: str, guide: Guide
) -> tuple[NoteSheet, str]:
    """Return the sheet of notes, and where the codes of the catalogue stand on it."""
    say = load_words(guide.language)
    rows = [
        (line.format(ledger=ledger), "", "", "")
        for line in say.texts["template-top"].split("\n")
        if ledger or "{ledger}" not in line
    ]
    heads = {len(rows)}
    rows.append(tuple(say("template-heads").split("|")))  # type: ignore[arg-type]
    for sheet in sheets:
        rows += [
            (
                sheet.name,
                column.head,
                say("template-needed" if column.needed else "template-optional"),
                column.note.replace("\n", " "),
            )
            for column in sheet.columns
        ]
    for kind in kinds.values():
        shown = {name.partition(".")[0] for name in guide.fields(f"columns.{kind.name}")}
        more = [
            guide.key(key)
            for key in keys_of(kind.fields)
            if key.name.rstrip("_") not in shown and key.name not in ("kind", "village")
        ]
        if shown and more:
            rows.append((kind.folders[-1], "", "", f"{say('template-more')}{'、'.join(more)}"))
    packaged, _ = load_packaged(packaged_files(), {})
    heads.add(len(rows))
    rows.append((say("template-codes"), "", "", ""))
    first = len(rows) + 1
    rows += [("", code, "", row.title) for code, row in packaged.catalog.items()]
    return NoteSheet(
        say("template-notes"), (18, 24, 10, 90), tuple(rows), frozenset(heads)
    ), f"$B${first}:$B${len(rows)}"
