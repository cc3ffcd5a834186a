"""Faults of fields that any kind of record or setting may have."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from sunboard.faults import fault
from sunboard.fields.declarations import Key, columns_for, rows_file_of, sample_of
from sunboard.fields.forms import Form
from sunboard.fields.part import Part
from sunboard.model.node import Node, Place, Scalar
from sunboard.model.problem import Log

KEY_UNKNOWN = fault("key-unknown")
KEY_TWICE = fault("key-given-twice")
FIELD_MISSING = fault("field-missing")
SHAPE_WRONG = fault("shape-wrong")
CELL_EMPTY = fault("cell-empty")
LIST_UNSPLIT = fault("list-not-split")


def nearest(written: str, known: Iterable[str]) -> dict[str, str]:
    """Return what to advise where a word is like one that is known."""
    near = difflib.get_close_matches(
        written, list(known), n=1, cutoff=0.55
    )  # of two signs, one is not enough
    return {"advice": "near", "near": near[0]} if near else {"advice": ""}


def first_at(place: Place) -> dict[str, str]:
    """Return where a field stands for the first time, as `KEY_TWICE` says it in both languages."""
    if place.cell:
        cell = place.cell.rpartition("!")[2]
        return {"first": f"：另一个在 {cell}", "first_en": f"; the other one is in {cell}"}
    return {
        "first": f"：第 {place.line} 行已经有一个“{place.field}”",
        "first_en": f"; line {place.line} has “{place.field}” already",
    }


def shape_wrong(node: Node, log: Log, form: Form, expected: str, expected_en: str) -> None:
    """Note that a value has not the shape of its form, with an example that has."""
    written = node.text.strip() if isinstance(node, Scalar) else ""
    name, sample = node.place.field, sample_of(form)
    example = f"{name}: {sample}" if name else sample
    log.add(SHAPE_WRONG, node.place, written, expected=expected, expected_en=expected_en, example=example)


def asked_for(
    part: type[Part], key: Key, place: Place, item: int = 0, *, empty: bool = False
) -> dict[str, str]:
    """Return what `FIELD_MISSING` says of a field of a part: where it belongs and how it is written.

    `place` is that of the group that lacks it, `item` its number where it is one of a list; `empty` where its name is there and no value.
    """
    within = place.field.rpartition(".")[0] if place.cell else place.field
    inside, inside_en = ("", "") if place.cell or not within else (f"“{within}”里的", f" in “{within}”")
    if item and inside:
        inside, inside_en = f"“{within}”第 {item} 项的", f" in item {item} of “{within}”"
    full = f"{within}.{key.zh}" if place.cell and within else key.zh
    heads = columns_for(key.form, full)
    rows_file = rows_file_of(part, key.name)
    if rows_file is not None:
        column = "把明细放在另一张表里，表名写：收支 2026年一季度（照这一行的所属期间）"
        column_en = "Put the rows on a sheet of their own, named 收支 2026年一季度 (the period of this row)"
    elif heads != (full,):
        column = f"加上这几列，在这一行填写：{'、'.join(heads)}"
        column_en = f"Add these columns, and fill them in on this row: {', '.join(heads)}"
    else:
        sample = sample_of(key.form)
        column = f"在“{full}”这一列填写，例如：{sample}"
        column_en = f"Fill in the column “{full}”, for instance: {sample}"
    at, at_en = (
        (f"在{inside.removesuffix('的')}补上", f"Add it{inside_en}") if inside else ("补上一行", "Add a line")
    )
    if empty:
        at, at_en = "在冒号后面填写", "Write it behind the colon"
    return {
        "lacks": "空着，没有填" if empty else "没有写",
        "lacks_en": "empty" if empty else "missing",
        "name": full,
        "inside": inside,
        "inside_en": inside_en,
        "at": at,
        "at_en": at_en,
        "example": (rows_file or key).line,  # many rows stand beside a record
        "column": column,
        "column_en": column_en,
    }
