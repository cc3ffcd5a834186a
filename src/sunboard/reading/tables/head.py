"""The head of a table: where it stands, and what each of its columns holds.

Title rows may stand above it, groups of merged cells in it, units behind a name or on a row below.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from sunboard.engines.sheet import Merge
from sunboard.fields.declarations import keys_of, names_of
from sunboard.fields.forms import Mark
from sunboard.fields.keys import bare_head, normalised_key
from sunboard.fields.part import Part, cached_by_type

FURTHEST = 40
"""Rows from the top among which a head is looked for."""
_UNIT = re.compile(
    r"(?P<base>.+?)[(\[【〔/:]?(?:单位:?)?(?:人民币)?(?:(?P<scale>[百千万亿]*)元|[¥￥])[)\]】〕]?"
)
_NOTE = re.compile(r"(?P<base>.+?)[(\[【〔<《](?P<note>[^()\[\]]*)[)\]】〕>》]")
_SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
_SCALED = re.compile(r"[百千万亿]+元")
_NUMBERING = frozenset(("序号", "行号", "序", "no", "no.", "#"))
_CODES = (Mark.ACCOUNT, Mark.CODE, Mark.SERIAL)
_ABOVE = re.compile(r"单位[:：]?(?:人民币)?(?P<scale>[百千万亿]*)元")

Cells = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Column:
    """What the head of a column says."""

    field: str = ""  # empty where it is not known
    key: str = ""  # as written, in both worlds
    scale: int = 0  # by which power of ten its amounts are short

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
    codes: frozenset[str]  # whose values look like days: 1-5
    sides: frozenset[str]  # the two that part what came in from what went out, where there are such
    totals: tuple[str, ...]  # whose sums mean something: a balance after each row is never added up

    def column(self, written: str) -> Column:
        """Understand the head of a column; units and notes beside its name are taken off."""
        return _column(self, written)

    def knows(self, written: str) -> bool:
        """Tell whether it is the head of a known column."""
        return bool(self.column(written).field)

    @property
    def example(self) -> tuple[str, ...]:
        """Return heads to copy: what cannot be left out, and the amounts."""
        copied = {*self.required, *self.money}
        return tuple(label for name, label in self.labels.items() if name in copied)


@dataclass(frozen=True, slots=True)
class FoundHead:
    """The columns of a table, and the last row of its head."""

    row: int
    columns: tuple[Column, ...]
    twice: tuple[tuple[str, tuple[int, ...]], ...] = ()  # fields that several columns claim
    unit: str = ""  # what says that amounts are not in yuan

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields in the order of the columns, empty for one that is not known."""
        return tuple(column.field for column in self.columns)

    @property
    def known(self) -> int:
        """Return how many fields it names."""
        return len({*self.fields} - {""})


def find_head(rows: Cells, merged: Sequence[Merge], columns: Columns) -> FoundHead | None:
    """Find the row that names most columns, or two rows that make one head; nothing below two names."""
    heads = [
        FoundHead(at, tuple(columns.column(cell) for cell in row)) for at, row in enumerate(rows[:FURTHEST])
    ]
    single = max(heads, key=lambda head: head.known, default=None)
    if single is None:
        return None
    for top in (single.row, single.row - 1):
        pair = _pair(rows, merged, columns, top) if 0 <= top < len(heads) - 1 else None
        least = single.known if top == single.row else single.known + 1
        if pair and pair.known >= max(least, 2):
            return _with_units(rows, pair, columns)
    return _with_units(rows, single, columns) if single.known >= 2 else None


@cached_by_type
def columns_of(part: type[Part]) -> Columns:
    """Return the columns of a table whose rows are of a type."""
    forms = {key.name: key.form for key in keys_of(part)}
    money = [name for name, form in forms.items() if form.sort == "money"]
    whole = [name for name, form in forms.items() if form.sort == "whole"]
    return Columns(
        names={normalised_key(name): key.name for name, key in names_of(part).items()},
        labels={key.name: key.zh for key in keys_of(part)},
        required=tuple(key.name for key in keys_of(part) if key.required),
        money=frozenset(money),
        counted=frozenset((*money, *whole)),
        days=frozenset(name for name, form in forms.items() if form.sort == "day"),
        codes=frozenset(name for name, form in forms.items() if form.mark in _CODES),
        sides=frozenset(name for name, form in forms.items() if form.mark in (Mark.INCOME, Mark.EXPENSE)),
        totals=tuple(name for name in money if forms[name].mark is not Mark.BALANCE),
    )


def scaled(written: str, scale: int) -> str:
    """Write an amount in yuan that was written in a larger unit; what is no bare number stays."""
    plain = written.replace(",", "").replace("，", "")
    if not re.fullmatch(r"[+-]?\d+(?:\.\d+)?", plain):
        return written
    return format(Decimal(plain).scaleb(scale).normalize(), "f")


@lru_cache(maxsize=4096)
def _column(columns: Columns, written: str) -> Column:
    text = _head_text(written)
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


def _head_text(written: str) -> str:
    """Return a head as it is compared: no white space, half-width signs, no star of a needed one."""
    return bare_head(written).strip("*＊:")


def _is_unit_or_note(written: str) -> bool:
    """Tell whether a cell below a head says only its unit, or stands in brackets."""
    return bool(re.fullmatch(r"[(\[【〔].*[)\]】〕]|(?:人民币)?[百千万亿]*元", _head_text(written)))


def _scale_above(written: str) -> int:
    """Return the power of ten of a line like `单位：万元` above the head."""
    found = _ABOVE.search("".join(written.split()))
    return _SCALES.get(found["scale"], 0) if found else 0


def _pair(rows: Cells, merged: Sequence[Merge], columns: Columns, top: int) -> FoundHead | None:
    """Read two rows as one head: groups above, their parts below; nothing where the lower one is none."""
    width = max(len(rows[top]), len(rows[top + 1]))
    upper, lower = _padded(rows[top], width), _padded(rows[top + 1], width)
    grouped: dict[int, int] = {}
    for first, left, last, right in merged:
        if first == top and last == top:
            grouped |= dict.fromkeys(range(left, min(right, width - 1) + 1), left)
    if not any(lower) or not any(upper):
        return None
    found: list[Column] = []
    weak: set[int] = set()  # columns that are known by the group above them only
    for x in range(width):
        column, is_weak = _of_two(upper[grouped.get(x, x)], lower[x], columns)
        is_named = bool(lower[x]) and not _is_unit_or_note(lower[x])
        if is_named and x not in grouped and (is_weak or not column.field):
            return None  # an entry, and no head
        weak |= {x} if is_weak else set()
        found.append(column)
    firm = {column.field for x, column in enumerate(found) if x not in weak}
    whole = (
        Column("", columns.column(lower[x]).key) if x in weak and column.field in firm else column
        for x, column in enumerate(found)
    )
    return FoundHead(top + 1, tuple(whole))


def _of_two(above: str, below: str, columns: Columns) -> tuple[Column, bool]:
    """Understand a head of two rows: together, or the lower one, or only by the group above it."""
    if not below:
        return columns.column(above), False
    lower = columns.column(below)
    if not above or lower.field:
        both = columns.column(above + below)
        return (both if both.field else lower), False
    is_unit = _is_unit_or_note(below)
    both = columns.column(f"{above}({below})" if is_unit and below[0] not in "(（" else above + below)
    if both.field:
        return both, False
    group = columns.column(above)
    return (group, not is_unit) if group.field else (lower, False)


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _with_units(rows: Cells, head: FoundHead, columns: Columns) -> FoundHead:
    """Note the unit of amounts, and the fields that stand more than once."""
    titles = (cell for row in rows[: head.row] for cell in row if "单位" in cell)
    above = next((cell for cell in titles if _scale_above(cell)), "")
    unit, found = above, []
    claims: defaultdict[str, list[int]] = defaultdict(list)
    for x, column in enumerate(head.columns):
        if column.field in columns.money:
            written = [row[x] for row in rows[head.row :: -1] if x < len(row)]
            if column.scale:
                unit = unit or next(filter(None, written), "")
            elif above and "元" not in "".join(
                row[x] for row in rows[max(head.row - 1, 0) : head.row + 1] if x < len(row)
            ):
                column = replace(column, scale=_scale_above(above))
        if column.field:
            claims[column.field].append(x)
        found.append(column)
    twice = tuple((name, tuple(at)) for name, at in claims.items() if len(at) > 1)
    return FoundHead(head.row, tuple(found), twice, unit)
