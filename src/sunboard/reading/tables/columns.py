"""What the columns of a table may be called, and what they hold."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast

from sunboard.fields.declarations import key_of, keys_of, names_of
from sunboard.fields.part import Part

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_UNIT = re.compile(
    r"(?P<base>.+?)[(\[【〔/:]?(?:单位:?)?(?:人民币)?(?:(?P<scale>[百千万亿]*)元|[¥￥])[)\]】〕]?"
)
_NOTE = re.compile(r"(?P<base>.+?)[(\[【〔<《](?P<note>[^()\[\]]*)[)\]】〕>》]")
_SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
_SCALED = re.compile(r"[百千万亿]+元")
_NUMBERING = frozenset(("序号", "行号", "序", "no", "no.", "#"))
_IN_AND_OUT = frozenset(("income", "expense"))
_ABOVE = re.compile(r"单位[:：]?(?:人民币)?(?P<scale>[百千万亿]*)元")


@dataclass(frozen=True, slots=True)
class Column:
    """What the head of a column says: the field, its key as written in both worlds, and by which power of ten its amounts are short."""

    field: str = ""  # empty where it is not known
    key: str = ""
    scale: int = 0

    @property
    def is_numbering(self) -> bool:
        """Tell whether it only counts the rows."""
        return not self.field and self.key.lower() in _NUMBERING


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The columns that a table of one type of part may have; there is one for each type."""

    names: Mapping[str, str]  # accepted head -> field
    labels: Mapping[str, str]  # field -> what the clerk calls it
    required: tuple[str, ...]
    money: frozenset[str]
    counted: frozenset[str]  # money and numbers: what cannot stand for several rows at once
    days: frozenset[str]

    def column(self, written: str) -> Column:
        """Understand the head of a column; units and notes beside its name are taken off."""
        return _column(self, written)

    def knows(self, written: str) -> bool:
        """Tell whether it is the head of a known column."""
        return bool(self.column(written).field)

    @property
    def sides(self) -> frozenset[str]:
        """Return the two fields that part what came in from what went out; none where the table has no such fields."""
        return _IN_AND_OUT if self.money >= _IN_AND_OUT else frozenset()

    @property
    def example(self) -> tuple[str, ...]:
        """Return a head to copy: what cannot be left out, and the amounts."""
        return tuple(self.labels[name] for name in self.labels if name in self.required or name in self.money)


@lru_cache(maxsize=4096)
def _column(columns: Columns, written: str) -> Column:
    text = head_text(written)
    if not text:
        return Column()
    for name in (text, text.lower()):
        if name in columns.names:
            return Column(columns.names[name], name)
    if text[0].isdigit():  # a day, an amount, a number: no head begins so
        return Column("", text)
    unit = _UNIT.fullmatch(text)
    if unit and unit["base"] in columns.names and (scale := _SCALES.get(unit["scale"] or "")) is not None:
        return Column(columns.names[unit["base"]], unit["base"], scale)
    note = _NOTE.fullmatch(text)
    if note and not _SCALED.search(note["note"]) and note["base"] in columns.names:
        return Column(columns.names[note["base"]], note["base"])
    return Column("", text)


def head_text(written: str) -> str:
    """Return a head as it is compared: no white space, half-width signs, no star for what must be filled in."""
    return key_of("".join(written.translate(_INVISIBLE).split())).strip("*＊:")


def is_unit_or_note(written: str) -> bool:
    """Tell whether a cell below a head says only its unit, or stands in brackets."""
    text = head_text(written)
    return bool(re.fullmatch(r"[(\[【〔].*[)\]】〕]|(?:人民币)?[百千万亿]*元", text))


def scale_above(written: str) -> int:
    """Return the power of ten of a line like `单位：万元` above the head."""
    found = _ABOVE.search("".join(written.split()))
    return _SCALES.get(found["scale"], 0) if found else 0


def scaled(written: str, scale: int) -> str:
    """Write an amount in yuan that was written in a larger unit; what is no bare number stays."""
    plain = written.replace(",", "").replace("，", "")
    if not re.fullmatch(r"[+-]?\d+(?:\.\d+)?", plain):
        return written
    return format(Decimal(plain).scaleb(scale).normalize(), "f")


def columns_of(part: type[Part]) -> Columns:
    """Return the columns of a table whose rows are of a type."""
    return _columns_of(cast(Hashable, part))


@cache
def _columns_of(part: Any) -> Columns:
    types = {field.name: str(field.type) for field in fields(part)}
    named: dict[str, set[str]] = {"Decimal": set(), "int": set(), "date": set()}
    for name, written in types.items():
        kind = written.removesuffix(" | None")
        if kind in named:
            named[kind].add(name)
    return Columns(
        {key_of(name): key.name for name, key in names_of(part).items()},
        {key.name: key.zh for key in keys_of(part)},
        tuple(key.name for key in keys_of(part) if key.required),
        frozenset(named["Decimal"]),
        frozenset(named["Decimal"] | named["int"]),
        frozenset(named["date"]),
    )
