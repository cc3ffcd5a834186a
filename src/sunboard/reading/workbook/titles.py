"""Titles between the records of a sheet, which tell the class of those below them: 一、重大决策类."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sunboard.contracts import Kind
from sunboard.fields.declarations import Key, keys_of, names_of
from sunboard.lazy import regex
from sunboard.model.node import Entry, Place, Scalar
from sunboard.model.problem import Log
from sunboard.reading.tables.words import enumerated, level_of_number
from sunboard.reading.workbook.heads import FieldColumn, is_of_table
from sunboard.reading.workbook.identity import SheetRow

_CLASS = "大类"
_RUNNING = "序号"
_COUNTED = regex(r"\s*[（(](?:共|计|合计)?\s*\d+\s*[项条个]?[)）]\s*$|[:：]$")


def title_said(row: Sequence[str], columns: Sequence[FieldColumn], kind: Kind) -> tuple[int, str]:
    """Return the level and the text of a title of the rows below: 一、重大决策类（3项）, 一 | 重大决策类.

    A class by its own name needs no number: 重大决策.
    """
    said = [cell for cell in map(str.strip, row) if cell]
    is_counted = len(said) == 2 and level_of_number(said[0]) == 0
    is_step = any(cell and is_of_table(column) for cell, column in zip(row, columns, strict=False))
    if is_step or (len(said) != 1 and not is_counted):
        return 0, ""
    level, title, _ = enumerated(said[-1])
    title = _COUNTED.sub("", title)
    key = names_of(kind.fields).get(_CLASS)
    is_class = key is not None and title in key.form.words
    is_title = is_counted or level in (0, 1) or title.endswith("类") or is_class
    return int(level == 1), title if is_title else ""


def with_numbers_apart(
    columns: Sequence[FieldColumn], rows: Sequence[Sequence[str]], kind: Kind
) -> tuple[FieldColumn, ...]:
    """Return columns without one for the class in which no record has any: the titles tell it then.

    It is empty, or counts the rows below them: 类别 | 序号 above `一、重大决策`, `1 | 1`, `2 | 2`.
    """
    names = names_of(kind.fields)
    if (key := names.get(_CLASS)) is None:
        return tuple(columns)
    classes = {*_told_by(key, kind)}
    return tuple(
        replace(column, head=_RUNNING, form=None, steps=())
        if column.steps
        and (own := names.get(column.steps[0].name))
        and own.name in classes
        and _says_no_class(rows, at)
        else column
        for at, column in enumerate(columns)
    )


def _says_no_class(rows: Sequence[Sequence[str]], at: int) -> bool:
    alone = {bool("".join([*row[:at], *row[at + 1 :]]).strip()) for row in rows if _is_words(row, at)}
    is_counting = any(at < len(row) and row[at].strip().isdecimal() for row in rows)
    return True not in alone and (not is_counting or bool(alone))


def _is_words(row: Sequence[str], at: int) -> bool:
    return at < len(row) and bool(row[at].strip()) and not row[at].strip().isdecimal()


def class_titled(title: str, place: Place, columns: Sequence[FieldColumn], kind: Kind) -> Entry | None:
    """Return the class that a title gives those below it, where they have one and no column tells it."""
    names, heard = names_of(kind.fields), Log()
    key = names.get(_CLASS)
    if not key or not title:
        return None
    told = {names[name].name for one in columns if one.steps and (name := one.steps[0].name) in names}
    said = Scalar(title, place.at(_CLASS))
    is_class = told.isdisjoint(_told_by(key, kind)) and key.read(said, heard) is not None
    return Entry(_CLASS, said, said.place) if is_class and not heard.problems else None


def _told_by(key: Key, kind: Kind) -> Iterator[str]:
    """Yield a field, and those that stand in for it one after another."""
    names = {one.name: one.otherwise for one in keys_of(kind.fields)}
    name = key.name
    while name:
        yield name
        name = names[name]


def with_class(row: SheetRow, said: Entry | None) -> SheetRow:
    """Return a record with the class that stands above it."""
    return replace(row, fields=replace(row.fields, entries=(*row.fields.entries, said))) if said else row
