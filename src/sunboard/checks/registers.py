"""Registers: a number by which others cite a thing stands for one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from sunboard.checks.ledgers import loosely
from sunboard.contracts import AnyRecord, Around, Finding, check, found
from sunboard.fields.part import Unread
from sunboard.kinds.asset import Asset, AssetRow
from sunboard.kinds.contract import Contract, ContractRow
from sunboard.kinds.resource import PlotRow, Resource
from sunboard.lazy import regex

_Row: TypeAlias = AssetRow | ContractRow | PlotRow
_COUNTED = regex(r"\W*\d{1,3}\W*")  # such numbers begin again with each section
_ASIDE = regex(r"[(（].*?[)）]|\s")


def _is_register(record: AnyRecord, around: Around) -> bool:
    return isinstance(record.fields, Asset | Contract | Resource) and len(record.fields.rows) > 1


@check("register-number-taken", where=_is_register)
def register_number_taken(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Two rows of a register have one number, and nothing that would be alike were they of one thing.

    A contract is renewed for the same thing, or lets several to the same; the parts of a thing lie where it
    lies, and were bought with it. A number of many rows is that of a sort of things.
    """
    by_number: dict[str, list[_Row]] = {}
    if isinstance(record.fields, Asset | Contract | Resource):
        for row in record.fields.rows:
            try:
                number = (row.no if isinstance(row, ContractRow) else row.code) or ""
            except Unread:
                number = ""
            if number and not _COUNTED.fullmatch(number):
                by_number.setdefault(loosely(number), []).append(row)
    repeated = [rows for rows in by_number.values() if len(rows) > 1]
    if len(repeated) <= len(by_number) / 2:
        for rows in repeated:
            yield from _two_things(*rows) if len(rows) == 2 else ()


def _two_things(first: _Row, second: _Row) -> Iterator[Finding]:
    """Yield that two rows of one number are of two things, as far as both could be read."""
    name, called, *others = (
        ("no", "object", "party")
        if isinstance(first, ContractRow)
        else ("code", "name", "area")
        if isinstance(first, PlotRow)
        else ("code", "name", "place", "acquired")
    )
    try:
        apart = _are_apart(f"{getattr(first, called)}", f"{getattr(second, called)}")
        values = [(getattr(first, other), getattr(second, other)) for other in others]
    except Unread:
        return
    if apart and all(a and b and _are_apart(f"{a}", f"{b}") for a, b in values):
        told = {"first": getattr(first, called), "second": getattr(second, called)}
        yield found(second.at(name), getattr(second, name), **told)


def _are_apart(a: str, b: str) -> bool:
    """Tell whether neither text holds the other, but for what stands in brackets."""
    first, second = _ASIDE.sub("", a), _ASIDE.sub("", b)
    return first not in second and second not in first
