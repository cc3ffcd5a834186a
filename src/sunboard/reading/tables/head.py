"""The head of a table: where it stands, and what each of its columns holds.

Title rows may stand above it, groups of merged cells in it, units behind a name or on a row below. A table of
money may also stand in several pieces side by side, with columns that are called as bookkeepers call them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from sunboard.engines.sheet import Merge
from sunboard.fields.declarations import keys_of, names_of
from sunboard.fields.forms import Mark
from sunboard.fields.keys import bare_head, normalised_key
from sunboard.fields.part import Part, cached_by_type
from sunboard.fields.written import parse_money
from sunboard.reading.tables.amounts import plainly
from sunboard.reading.tables.days import are_days
from sunboard.reading.tables.sums import DASHES
from sunboard.reading.tables.words import (
    is_sum_of_accounts,
    item_rank,
    may_name_day,
    role_of,
    side_said,
)

_TITLE = 6  # signs of a title that holds for columns beside it too
_NEAR, _FEW = 6, 2  # rows above a head further down that may be its titles, and cells of such a row
_LOOKED_AT = 200  # rows below a head that show what a column holds
FURTHEST = 40
"""Rows from the top among which a head is looked for."""
_UNIT = re.compile(
    r"(?P<base>.+?)[(\[【〔/:]?(?:单位:?)?(?:人民币)?(?:(?P<scale>[百千万亿]*)元|[¥￥])[)\]】〕]?"
)
_NOTE = re.compile(r"(?P<base>.+?)[(\[【〔<《](?P<note>[^()\[\]]*)[)\]】〕>》]")
_SCALES = {"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8}
_SCALED = re.compile(r"[百千万亿]+元")
_NUMBERING = frozenset(("序号", "行号", "序", "编号", "no", "no.", "#"))
_CODES = (Mark.ACCOUNT, Mark.CODE, Mark.SERIAL)
_ABOVE = re.compile(
    r"(?:单位[:：]?(?:人民币)?|[(（\[【](?:人民币)?)(?P<scale>[百千万亿]*)元(?![(（]?[a-zA-Z0-9])"
)
_ROLE_MARKS = {
    Mark.PURPOSE: "purpose",
    Mark.INCOME: "income",
    Mark.EXPENSE: "expense",
    Mark.AMOUNT: "amount",
    Mark.BALANCE: "balance",
    Mark.WHERE: "where",
    Mark.ACCOUNT: "account",
}
_AMOUNTS = ("income", "expense", "amount", "debit", "credit")

Cells = Sequence[Sequence[str]]
Span = tuple[int, int]
"""The first column of a piece of a table, and the one behind its last."""


@dataclass(frozen=True, slots=True)
class Column:
    """What the head of a column says."""

    field: str = ""  # empty where it is not known
    key: str = ""  # as written, in both worlds
    scale: int = 0  # by which power of ten its amounts are short
    unit: bool = False  # the head itself says in which unit its amounts are
    role: str = ""  # what it holds in a table of money, whether it is a field or helps to make one
    group: str = ""  # what stands above it and its neighbours
    by_group: bool = False  # only the group above says what it holds

    @property
    def is_numbering(self) -> bool:
        """Tell whether it only counts the rows, or is the clerk's own."""
        is_none = not self.field and not self.role
        return is_none and (self.key.lower() in _NUMBERING or self.key.startswith("#"))

    @property
    def is_unknown(self) -> bool:
        """Tell whether it has a head that says nothing of what it holds."""
        return bool(self.key) and not self.field and not self.role and not self.is_numbering

    @property
    def means(self) -> bool:
        """Tell whether it could be the head of a column that is read."""
        return bool(self.field or self.role or item_rank(self.key))


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
    roles: Mapping[str, str]  # of a table of money: income, expense, purpose … -> field; empty for others
    totals: tuple[str, ...]  # whose sums mean something: a balance after each row is never added up
    people: tuple[str, ...] = ()  # that name somebody in a list

    def column(self, written: str) -> Column:
        """Understand the head of a column; units and notes beside its name are taken off."""
        return _column(self, written)

    def knows(self, written: str) -> bool:
        """Tell whether it is the head of a column that is read."""
        column = self.column(written)
        return bool(column.field) or (bool(self.roles) and column.means)

    @property
    def example(self) -> tuple[str, ...]:
        """Return heads to copy: what people look for, and the amounts."""
        wanted = {*self.required, *(self.roles[role] for role in ("income", "expense") if role in self.roles)}
        copied = wanted if self.roles else {*self.required, *self.money}
        return tuple(label for name, label in self.labels.items() if name in copied)


@dataclass(frozen=True, slots=True)
class FoundHead:
    """The columns of a table, the last row of its head, and the pieces that stand side by side."""

    row: int
    columns: tuple[Column, ...]
    twice: tuple[tuple[str, tuple[int, ...]], ...] = ()  # fields that several columns of one piece claim
    unit: str = ""  # what says that amounts are not in yuan
    unclear: int | None = None  # the column whose unit is another than that of the others, or not said
    pieces: tuple[Span, ...] = ()
    top: int = -1  # the first row of the head
    titles: tuple[int, ...] = ()  # rows above it that may say what holds for all of it, the nearest first

    @property
    def first(self) -> int:
        """Return the first row of the head."""
        return self.top if self.top >= 0 else self.row

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields in the order of the columns, empty for one that is not known."""
        return tuple(column.field for column in self.columns)

    @property
    def known(self) -> int:
        """Return how many columns are known."""
        return sum(column.means for column in self.columns)

    def is_whole(self, columns: Columns) -> bool:
        """Tell whether it has all that a row needs."""
        fields, roles = {*self.fields}, {column.role for column in self.columns}
        return {*columns.required} <= fields and (not columns.roles or not roles.isdisjoint(_AMOUNTS))


def find_head(
    rows: Cells,
    merged: Sequence[Merge],
    columns: Columns,
    start: int = 0,
    stop: int | None = None,
    titled: int | None = None,
) -> FoundHead | None:
    """Find the row that names most columns, or two rows that make one head; nothing below two names.

    A head further down, below another table, begins at `start`; the sheet's titles stand above row `titled`.
    """
    stop = min(len(rows), start + FURTHEST) if stop is None else stop
    singles = [
        FoundHead(at, tuple(columns.column(cell) for cell in rows[at]), top=at) for at in range(start, stop)
    ]
    single = max(singles, key=lambda head: _rated(head, columns), default=None)
    if single is None:
        return None
    best, least = single, _rated(single, columns)
    for top in (single.row, single.row - 1):
        pair = _pair(rows, merged, columns, top) if start <= top < stop - 1 else None
        if pair and _rated(pair, columns) >= max(least + (top != single.row), 2):
            best = pair
            break
    titles = range(best.first - 1, -1, -1) if titled is None else _titles(rows, best.first, titled)
    found = settled(rows, replace(best, titles=tuple(titles)), columns)
    return found if _rated(found, columns) >= 2 else None


@cached_by_type
def columns_of(part: type[Part]) -> Columns:
    """Return the columns of a table whose rows are of a type."""
    forms = {key.name: key.form for key in keys_of(part)}
    money = [name for name, form in forms.items() if form.sort == "money"]
    whole = [name for name, form in forms.items() if form.sort in ("whole", "number")]
    days = [name for name, form in forms.items() if form.sort == "day"]
    serials = [name for name, form in forms.items() if form.mark is Mark.SERIAL]
    roles = {_ROLE_MARKS[form.mark]: name for name, form in forms.items() if form.mark in _ROLE_MARKS}
    is_ledger = {"income", "expense", "purpose"} <= {*roles}
    if is_ledger:
        roles |= {"day": days[0]} if days else {}
        roles |= {"voucher": serials[0]} if serials else {}
    return Columns(
        names={normalised_key(name): key.name for name, key in names_of(part).items()},
        labels={key.name: key.zh for key in keys_of(part)},
        required=tuple(key.name for key in keys_of(part) if key.required),
        money=frozenset(money),
        counted=frozenset((*money, *whole)),
        days=frozenset(days),
        codes=frozenset(name for name, form in forms.items() if form.mark in _CODES),
        roles=roles if is_ledger else {},
        totals=tuple(name for name in money if forms[name].mark is not Mark.BALANCE),
        people=tuple(name for name, form in forms.items() if form.mark is Mark.BENEFICIARY),
    )


def _titles(rows: Cells, first: int, titled: int) -> Iterator[int]:
    """Yield the rows between a head and the table above it, then those of the sheet's titles."""
    for at in range(first - 1, max(first - _NEAR, titled) - 1, -1):
        if sum(map(bool, rows[at])) > _FEW:
            break
        yield at
    yield from range(titled - 1, -1, -1)


def _rated(head: FoundHead, columns: Columns) -> int:
    """Return how many columns a head names: fields, and in a table of money what stands in for them."""
    if not columns.roles:
        return len({*head.fields} - {""})
    return len(
        {(column.field or column.role or column.key, column.group) for column in head.columns if column.means}
    )


@lru_cache(maxsize=4096)
def _column(columns: Columns, written: str) -> Column:
    text = _head_text(written)
    if not text:
        return Column()
    named = _named(columns, text)
    if named or text[0].isdigit():  # a day, an amount, a number: no head begins so
        return replace(named or Column("", text), unit=bool(named) and "元" in text)
    unit = _UNIT.fullmatch(text)
    if unit and (scale := _SCALES.get(unit["scale"] or "")) is not None:
        named = _named(columns, unit["base"]) or _stand_in(columns, unit["base"])
        if named:
            return replace(named, scale=scale, unit=True)
    note = _NOTE.fullmatch(text)
    if note and not _SCALED.search(note["note"]) and (named := _named(columns, note["base"])):
        return named
    bare = note["base"] if note and not _SCALED.search(note["note"]) else text
    return _stand_in(columns, text) or _stand_in(columns, bare) or Column("", text)


def _named(columns: Columns, text: str) -> Column | None:
    """Return the column that a declared name means."""
    for name in (text, text.lower()):
        if name in columns.names:
            field = columns.names[name]
            role = next((role for role, one in columns.roles.items() if one == field), "")
            return Column(field, name, role=role)
    return None


def _stand_in(columns: Columns, text: str) -> Column | None:
    """Return the column of a table of money that a name without a declared field could mean."""
    if not columns.roles or not (role := role_of(text)):
        return Column("", text) if columns.roles and item_rank(text) else None
    return Column("", text, role=role)


def _head_text(written: str) -> str:
    """Return a head as it is compared: no white space, half-width signs, no star of a needed one."""
    return bare_head(written).strip("*＊:")


def _is_unit_or_note(written: str) -> bool:
    """Tell whether a cell below a head says only its unit, or stands in brackets."""
    return bool(re.fullmatch(r"[(\[【〔].*[)\]】〕]|(?:人民币)?[百千万亿]*元", _head_text(written)))


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
    if columns.roles:
        grouped = _grouped_by_blanks(upper, lower) | grouped
    found: list[Column] = []
    for x in range(width):
        column = _of_two(upper[grouped.get(x, x)], lower[x], columns)
        is_named = bool(lower[x]) and not _is_unit_or_note(lower[x])
        means = column.means if columns.roles else bool(column.field)
        if is_named and x not in grouped and (column.by_group or not means) and not column.is_numbering:
            return None  # an entry, and no head
        if (
            is_named
            and upper[x]
            and x not in grouped
            and columns.roles
            and column == columns.column(lower[x])
        ):
            return None  # the title of a section, or another head
        found.append(
            replace(column, group=_head_text(upper[grouped[x]]) if x in grouped and lower[x] else "")
        )
    firm = {column.field for column in found if not column.by_group}
    whole = (
        Column("", columns.column(lower[x]).key) if column.by_group and column.field in firm else column
        for x, column in enumerate(found)
    )
    return FoundHead(top + 1, tuple(whole), top=top)


def _grouped_by_blanks(upper: Sequence[str], lower: Sequence[str]) -> dict[int, int]:
    """Return which cell of the upper row stands above each column, where none can be merged: in text."""
    grouped: dict[int, int] = {}
    last = -1
    for x, above in enumerate(upper):
        last = x if above else last
        if lower[x] and not above and last >= 0 and lower[last]:
            grouped |= {last: last, x: last}
        elif not lower[x]:
            last = -1
    return grouped


def _of_two(above: str, below: str, columns: Columns) -> Column:
    """Understand a head of two rows: together, or the lower one, or only by the group above it."""
    if not below:
        return columns.column(above)
    lower = columns.column(below)
    if not above:
        return lower
    is_unit = _is_unit_or_note(below)
    both = columns.column(f"{above}({below})" if is_unit and below[0] not in "(（" else above + below)
    if both.field or (both.role and not lower.field and not is_unit) or (is_unit and both.means):
        return both
    if lower.field or lower.role or lower.is_numbering or item_rank(lower.key):
        return lower
    group = columns.column(above)
    if group.field or group.role:
        return replace(group, by_group=not is_unit, key=group.key if is_unit else lower.key)
    return lower


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def settled(rows: Cells, head: FoundHead, columns: Columns) -> FoundHead:
    """Part a head into the pieces that stand side by side, and settle what each of their columns holds."""
    found = list(head.columns)
    pieces = _pieces(found, columns)
    for start, stop in pieces if columns.roles else ():
        _stand_in_for(found, start, stop, columns)
        _day_by_shape(rows, head, found, (start, stop), columns)
        _kinds_of_sums(rows, head, found, (start, stop), columns)
    found, unit, unclear = _with_units(rows, head, found, columns)
    twice = []
    for start, stop in pieces:
        claims: defaultdict[str, list[int]] = defaultdict(list)
        for x in range(start, stop):
            if found[x].field:
                claims[found[x].field].append(x)
        twice += [(name, tuple(at)) for name, at in claims.items() if len(at) > 1]
    return replace(
        head, columns=tuple(found), twice=tuple(twice), unit=unit, unclear=unclear, pieces=tuple(pieces)
    )


def _pieces(found: Sequence[Column], columns: Columns) -> list[Span]:
    """Cut a head where a second table begins: at a further purpose or number between amounts.

    A ledger whose sides stand twice, for cash and for the bank, is one piece: no purpose stands between.
    """
    whole = [(0, len(found))]
    if not columns.roles:
        return whole
    purpose = columns.roles["purpose"]
    firm = any(column.field == purpose for column in found)

    def names_item(column: Column) -> bool:
        return column.field == purpose if firm else bool(item_rank(column.key)) and not column.by_group

    cuts, seen, has_amount, has_item = [0], set[str](), False, False
    last_amount = max((x for x, column in enumerate(found) if column.role in _AMOUNTS), default=-1)
    last_item = max((x for x, column in enumerate(found) if names_item(column)), default=-1)
    for x, column in enumerate(found):
        name = column.field or column.role or column.key
        again = name in seen and column.role not in (*_AMOUNTS, "balance")
        if has_amount and has_item and x < last_amount and x <= last_item and (again or names_item(column)):
            cuts.append(x)
            seen, has_amount, has_item = set(), False, False
        seen |= {name} - {""}
        has_amount |= column.role in _AMOUNTS
        has_item |= names_item(column)
    return list(zip(cuts, [*cuts[1:], len(found)], strict=True)) if has_item and has_amount else whole


def _stand_in_for(found: list[Column], start: int, stop: int, columns: Columns) -> None:
    """Let columns without a declared name stand in for the fields that no other column of the piece holds."""
    held = {column.field for column in found[start:stop]}
    has_sides = any(column.role in ("income", "expense") for column in found[start:stop])
    passed = ("balance", *(("amount",) if has_sides else ()))
    for x in range(start, stop):
        role = found[x].role
        field = columns.roles.get(role, "") if not found[x].field and role not in passed else ""
        if field and field not in held:
            found[x] = replace(found[x], field=field)
    purpose = columns.roles["purpose"]
    if purpose not in held:
        ranked = [(rank, x) for x in range(start, stop) if (rank := item_rank(found[x].key))]
        if ranked:
            x = min(ranked)[1]
            found[x] = replace(found[x], field=purpose, role="purpose")


def _day_by_shape(rows: Cells, head: FoundHead, found: list[Column], piece: Span, columns: Columns) -> None:
    """Let the only column of days be the day, whatever it is called, where no other says it is."""
    roles = {column.role for column in found[slice(*piece)]}
    if "day" in roles or {"month", "monthday"} <= roles:
        return
    looked_at = rows[head.row + 1 : head.row + 1 + _LOOKED_AT]
    days = [
        x
        for x in range(*piece)
        if found[x].is_unknown and are_days(row[x] for row in looked_at if x < len(row) and row[x])
    ]
    if len(days) == 1 and may_name_day(found[days[0]].key):
        found[days[0]] = replace(found[days[0]], field=columns.roles["day"], role="day")


def _kinds_of_sums(rows: Cells, head: FoundHead, found: list[Column], piece: Span, columns: Columns) -> None:
    """Let a side that is divided into kinds be what its sums say, where they do so in every row.

    Columns of accounts are no kinds: they have the same names on both sides.
    """
    sides: list[tuple[int, list[int]]] = []
    for side in ("income", "expense"):
        own = [x for x in range(*piece) if found[x].field == columns.roles[side]]
        sums = [x for x in own if is_sum_of_accounts(found[x].key)]
        if len(own) > 1 and len(sums) == 1 and all(found[x].by_group for x in own):
            sides.append((sums[0], [x for x in own if x != sums[0]]))
    kinds = [found[x].key for _, parts in sides for x in parts]
    if len({*kinds}) < len(kinds):
        return
    for at, parts in sides:
        if all(_adds_up(row, at, parts) for row in rows[head.row + 1 :]):
            for x in parts:
                found[x] = replace(found[x], field="", role="part", by_group=False)


def _adds_up(row: Sequence[str], at: int, parts: Sequence[int]) -> bool:
    """Tell whether the cells of a row are what another of its cells says together."""
    filled = [x for x in (at, *parts) if x < len(row) and row[x] and row[x] not in DASHES]
    amounts = {x: parse_money(plainly(row[x])) for x in filled}
    if any(amount is None for amount in amounts.values()):
        return False
    return (amounts.pop(at, None) or Decimal(0)) == sum(filter(None, amounts.values()), Decimal(0))


def _with_units(
    rows: Cells, head: FoundHead, found: list[Column], columns: Columns
) -> tuple[list[Column], str, int | None]:
    """Give every amount its unit: that of its own head, or the one said above; all have one, or none has.

    Return also what says the unit, and a column of which the unit is not clear.
    """
    money = [x for x, column in enumerate(found) if column.field in columns.money or column.role in _AMOUNTS]
    if not money:
        return found, "", None
    own = {x for x in money if found[x].unit}
    said = [*_units_above(rows, head, own)]
    scales = {scale for scale, _ in said}
    if len(scales) > 1:
        return found, said[0][1], money[0]
    added = [x for x in money if found[x].role != "balance"]
    if not scales and any(found[x].scale for x in own) and not own >= {*added}:
        return found, "", next(x for x in added if x not in own)
    if (
        scales
        and (other := next((x for x in money if x in own and found[x].scale not in scales), None)) is not None
    ):
        return found, said[0][1], other
    scale = next(iter(scales), 0)
    settled = [
        replace(column, scale=scale) if x in money and x not in own else column
        for x, column in enumerate(found)
    ]
    written = said[0][1] if scale else ""
    for x in money:
        if found[x].scale and not written:
            written = next(row[x] for row in rows[head.row :: -1] if x < len(row) and "元" in row[x])
    return settled, written, None


def _units_above(rows: Cells, head: FoundHead, own: set[int]) -> Iterator[tuple[int, str]]:
    """Yield the units said in titles above the head and in the head beside the amounts, and the cells."""
    for at in (*range(head.row, head.first - 1, -1), *head.titles):
        for x, cell in enumerate(rows[at]):
            if at >= head.first and (x in own or head.columns[x].means if x < len(head.columns) else False):
                continue
            found = _ABOVE.search("".join(cell.split())) if "元" in cell else None
            if found and (scale := _SCALES.get(found["scale"])) is not None:
                yield scale, cell


def side_of_piece(rows: Cells, head: FoundHead, piece: Span) -> str:
    """Return the side on which all amounts of a piece stand, as its heads or the nearest title says."""
    start, stop = piece
    for column in head.columns[start:stop]:
        if side := side_said(column.group) or side_said(column.key):
            return side
    for at in head.titles:
        own = [cell for cell in rows[at][start:stop] if cell]
        filled = [cell for cell in rows[at] if cell]
        if len(filled) == 1 and len(filled[0]) >= _TITLE:
            own = filled  # a title of all that stands below
        sides = {side_said("".join(cell.split())) for cell in own} - {""}
        if len(sides) == 1:
            return sides.pop()
    return ""
