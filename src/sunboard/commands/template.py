"""Template: an empty workbook to fill in, a sheet a kind, with drop-downs and a note on every column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sunboard.commands.guide import Guide, find_kind, left_out, listed, needed
from sunboard.contracts import Kind
from sunboard.engines.xlsx_writer import FormColumn, FormSheet, NoteSheet, form_workbook
from sunboard.fields.declarations import Key, keys_of, names_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.part import Part
from sunboard.model.period import Period
from sunboard.reporting.words import load_words
from sunboard.settings.packaged import load_packaged, packaged_files

PUBLISH = "publish.yaml"
_VILLAGE = {"zh": ("村", "村务"), "en": ("village", "all")}  # what names a workbook of every kind
_WIDTHS = {"day": 12, "money": 14, "whole": 8, "yes": 8, "phone": 15, "choice": 12, "period": 14}
_LONG = 8  # signs of an example; the column of a field whose values are as long is wide
_REPEATED = 3  # rows of a small table that have columns of their own, where a page says nothing


def write_template(
    kinds: Mapping[str, Kind], path: Path, today: date, language: str, spoken: Callable[[str], str] = str
) -> tuple[int, str]:
    """Write an empty workbook, its contents named by the file's name, or a file of places to publish to.

    Return the exit code and what to tell. A file that is there stays. `spoken` turns what is written into
    what the person has to type.
    """
    say, stem = load_words(language), path.stem
    if path.name == PUBLISH:
        return _publish_template(path, language, spoken)
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
    elif any(stem in names for names in _VILLAGE.values()) or stem.endswith(("村", "社区")):
        chosen = dict(kinds)
    elif stem in tables:
        chosen = {}
    else:
        known = (
            _VILLAGE[language][0],
            *(kind.called(language) for kind in kinds.values()),
            *(_sheet(kind, table, language) for kind in kinds.values() for table in kind.tables),
        )
        return 2, say("template-no-kind", name=stem, names="、".join(f"{name}.xlsx" for name in known))
    if target.exists():
        return 2, say("already-there", target=target)
    data = kinds_workbook(chosen, today, language) if chosen else ledger_workbook(*tables[stem], language)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    if chosen:
        return 0, say("template-written", target=target)
    kind, table = tables[stem]
    file = Guide(language).key(names_of(kind.fields)[f"{table}_file"])
    return 0, say("template-ledger", target=target, kind=kind.called(language), file=file, name=target.name)


def _publish_template(path: Path, language: str, spoken: Callable[[str], str]) -> tuple[int, str]:
    """Write the file of the places to publish to, with every method, of which one is to be chosen."""
    say = load_words(language)
    if path.exists():
        return 2, say("already-there", target=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(spoken(say("template-publish")), "utf-8")
    return 0, say("template-publish-written", target=path)


def kinds_workbook(kinds: Mapping[str, Kind], today: date, language: str) -> bytes:
    """Return the workbook of some kinds: a sheet each, their ledgers, and a sheet of notes."""
    guide, say = Guide(language), load_words(language)
    sheets, ledgers = [], []
    for kind in kinds.values():
        sheets.append(FormSheet(_in(language, kind.folders), tuple(_columns(kind, guide))))
        for table, part in kind.tables.items():
            by_period = "period" in kind.required
            name = _sheet(kind, table, language)
            name = f"{name} {_last_quarter(today).name(language)}" if by_period else name
            sheets.append(FormSheet(name, tuple(_table_columns(part, guide))))
            rows = guide.key(names_of(kind.fields)[table])
            told = "template-sheet" if by_period else "template-sheet-named"
            ledgers.append(say(told, kind=kind.called(language), rows=rows, sheet=name))
    notes, codes = _notes(kinds, sheets, ledgers, guide)
    catalog = guide.key(names_of(Disclosure)["catalog"])
    return form_workbook(
        [_with_codes(sheet, f"'{notes.name}'!{codes}", catalog) for sheet in sheets], (notes,)
    )


def _with_codes(sheet: FormSheet, codes: str, head: str) -> FormSheet:
    columns = (replace(one, source=codes) if one.head == head else one for one in sheet.columns)
    return replace(sheet, columns=tuple(columns))


def ledger_workbook(kind: Kind, table: str, language: str) -> bytes:
    """Return the workbook of a table that stands beside a record."""
    guide = Guide(language)
    columns = tuple(_table_columns(kind.tables[table], guide))
    return form_workbook((FormSheet(guide.key(names_of(kind.fields)[table]), columns),))


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
    """Yield the columns of a kind's sheet, those that are needed first."""
    wanted, say = {key.name for key in needed(kind)}, load_words(guide.language)
    first = {"id", *(names_of(kind.fields)[name].en for name in wanted)}
    for name in sorted(_layout(kind), key=lambda name: re.split("[.*]", name)[0] not in first):
        if name == "body":
            yield FormColumn(say("template-body-head"), say("template-body"), 40)
            continue
        name, _, count = name.partition("*")
        path = _path(kind.fields, name.split("."))
        yield from _spread(path, "", guide, path[0][1].name in wanted, int(count or 0))


def _layout(kind: Kind) -> Sequence[str]:
    """Return the names of a kind's columns: of its page, else the usual ones and its own among them."""
    own = [
        f"{key.en}*{_REPEATED}" if key.form.sort == "table" and key.name not in kind.tables else key.en
        for key in left_out(kind, ())[0]
    ]
    usual = (name for name in listed(Disclosure, "columns") if name == "own" or name in names_of(kind.fields))
    return listed(kind.fields, "columns") or [
        one for name in usual for one in (own if name == "own" else [name])
    ]


def _path(part: type[Part], names: list[str]) -> list[tuple[type[Part], Key]]:
    key = names_of(part)[names[0]]
    return [(part, key), *(_path(key.form.part, names[1:]) if names[1:] else [])]


def _spread(
    path: list[tuple[type[Part], Key]],
    before: str,
    guide: Guide,
    is_needed: bool,
    count: int = 0,
    about: str = "",
) -> Iterator[FormColumn]:
    """Yield a field's columns: one for a value, several for a group, and for a table those of `count` rows.

    `about` is said of the group that they belong to.
    """
    (part, key), rest = path[0], path[1:]
    head, form, note = before + guide.key(key), key.form, guide.note(part, key) or about
    if rest:
        yield from _spread(rest, f"{head}.", guide, is_needed, about=note)
    elif form.sort == "map" and form.words:
        for name in form.words:
            yield FormColumn(f"{head}.{name}", note, 15, needed=is_needed)
    elif form.sort == "group":
        for inner in guide.shown(form.part):
            yield from _spread([(form.part, inner)], f"{head}.", guide, is_needed, about=note)
    elif form.sort == "table" and count:
        for number in range(1, count + 1):
            for inner in guide.shown(form.part):
                if not (inner.name == "id" and inner.required):  # the head's number stands for it
                    one = [(form.part, inner)]
                    yield from _spread(one, f"{head}{number}.", guide, is_needed and number == 1, about=note)
    else:
        yield _column(key, head, note, is_needed)


def _column(key: Key, head: str, note: str, is_needed: bool) -> FormColumn:
    form = key.form
    is_long = form.sort in ("text", "list") and len(form.example) >= _LONG
    width = 36 if is_long else _WIDTHS.get(form.sort, 14)
    choices = form.words if form.sort in ("choice", "yes") else ()
    return FormColumn(
        head, note, max(width, 2 + 2 * len(head) if len(head) < 8 else 16), form.sort, choices, is_needed
    )


def _table_columns(part: type[Part], guide: Guide) -> Iterator[FormColumn]:
    for key in keys_of(part):
        yield _column(key, guide.key(key), guide.note(part, key), key.required)


def _notes(
    kinds: Mapping[str, Kind], sheets: list[FormSheet], ledgers: list[str], guide: Guide
) -> tuple[NoteSheet, str]:
    """Return the sheet of notes, and where the rows of the catalogue stand on it."""
    say = load_words(guide.language)
    rows = [(line, "", "", "") for line in (*say("template-top").split("\n"), *ledgers)]
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
        shown = {re.split("[.*]", name)[0] for name in _layout(kind)}
        more = [guide.key(key) for key in keys_of(kind.fields) if key.en not in (*shown, "kind", "village")]
        rows.append((kind.folders[-1], "", "", f"{say('template-more')}{'、'.join(more)}"))
    packaged, _ = load_packaged(packaged_files(), {})
    heads.add(len(rows))
    rows.append((guide.key(names_of(Disclosure)["catalog"]), "", "", ""))
    first = len(rows) + 1
    rows += [("", f"{code} {row.title}", "", row.content or "") for code, row in packaged.catalog.items()]
    return NoteSheet(
        say("template-notes"), (18, 24, 10, 90), tuple(rows), frozenset(heads)
    ), f"$B${first}:$B${len(rows)}"
