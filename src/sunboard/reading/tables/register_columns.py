"""What each column of a table without sides holds: registers of what is let, owned, built, given out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sunboard.fields.head_words import said_in
from sunboard.fields.meant import told_at_length
from sunboard.fields.written import is_bare_amount, is_other_size, parse_mu, said_of_a_year, said_of_each
from sunboard.lazy import regex
from sunboard.reading.tables.amounts import has_amount
from sunboard.reading.tables.columns import Cells, Column, Columns, FoundHead, is_own_name
from sunboard.reading.tables.months import adds_up, sum_beside
from sunboard.reading.tables.sums import is_sum_row, sum_word

_LAST = regex("(?:本?[期年季月]末|现[有存])")
_YEAR_BEFORE = regex(r"\d{4}年度?(?P<rest>.+)")
_AREA_IN = regex(r"(?P<of>.*面积)\((?P<unit>㎡|平方?米|m2|m²|公顷)\)")


def settle_register(rows: Cells, head: FoundHead, found: list[Column], columns: Columns) -> None:
    """Settle what the columns of a register hold, seen together."""
    _as_paid(rows, head, found, columns)
    _as_measured(rows, head, found, columns)
    _sums_of_a_head(rows, head, found, columns)
    _of_a_year(found, columns)
    _rate_beside_sum(found, columns)
    _at_the_end(found, columns)
    _give_way(found, columns)
    _otherwise(found, columns)


def _as_paid(rows: Cells, head: FoundHead, found: list[Column], columns: Columns) -> None:
    """Let 租金 be what its cells say: so much a year, or words such as 每亩800元; bare amounts say neither.

    底价 may be that of a year or of each mu. A head that says a unit is one of amounts.
    """
    below = rows[head.row + 1 :]
    taken = {column.field for column in found}
    for x, column in enumerate(found):
        if column.role or not (column.is_unknown or column.field in columns.money):
            continue
        cells = [row[x] for row in below if x < len(row) and row[x] and not is_sum_row(row)]
        if not cells:
            continue
        if None not in map(said_of_a_year, cells):
            meant = columns.column(f"{column.key}(每年)")
        elif column.field and None not in map(said_of_each, cells):
            meant = columns.column(f"{column.key}(每个)")
        elif column.is_unknown and not any(map(is_bare_amount, cells)):
            meant = columns.column(told_at_length(column.key))
        else:
            continue
        if meant.stands_in and (column.is_unknown or meant.field not in taken):
            found[x] = replace(meant, key=column.key)


def _as_measured(rows: Cells, head: FoundHead, found: list[Column], columns: Columns) -> None:
    """Let 面积 be words where its head says another unit than mu, or every cell its own: 3间, 约18亩."""
    below = rows[head.row + 1 :]
    for x, column in enumerate(found):
        said = _AREA_IN.fullmatch(column.key) if column.is_unknown else None
        if said and (meant := columns.column(told_at_length(said["of"]))).stands_in:
            found[x] = replace(meant, key=column.key, suffix=said["unit"])
        cells = [row[x] for row in below if x < len(row) and row[x] and not is_sum_row(row)]
        if column.field not in columns.areas or None not in map(parse_mu, cells):
            continue
        meant = columns.column(told_at_length(column.key))
        if meant.stands_in and all(is_other_size(cell) or "亩" in cell for cell in cells):
            found[x] = replace(meant, key=column.key)


def _sums_of_a_head(rows: Cells, head: FoundHead, found: list[Column], columns: Columns) -> None:
    """Let what several columns make together be a value, where it is theirs in every row.

    发放金额 above 1月 | 2月, with 合计 among them or beside them; or any figures before 合计, 合计金额.
    What it is made of is passed over, as in ledgers.
    """
    below = rows[head.row + 1 :]
    for name in sorted(columns.counted):
        own = [x for x, column in enumerate(found) if column.field == name and column.by_group]
        sums = [x for x in own if sum_word(found[x].key)]
        beside = sum_beside(found, (0, len(found)))
        at = sums[0] if len(sums) == 1 else beside if not sums else None
        if at is not None:
            _pass_over_parts(below, found, at, [x for x in own if x != at], name)
    held = {column.field for column in found}
    for at, column in enumerate(found):
        total = columns.column("合计金额").field if sum_word(column.key) else ""
        name = column.field or (total if total not in held else "")
        if name in columns.money and not column.by_group:
            first = at
            while first and found[first - 1].is_unknown and found[first - 1].group == found[at - 1].group:
                first -= 1
            _pass_over_parts(below, found, at, range(first, at), name)


def _pass_over_parts(below: Cells, found: list[Column], at: int, parts: Sequence[int], name: str) -> None:
    """Let a column be a value where it is what two others or more make together in every row."""
    is_filled = any(has_amount(row, [at]) and has_amount(row, parts) for row in below)
    if len(parts) > 1 and is_filled and all(adds_up(row, at, parts) for row in below):
        found[at] = replace(found[at], field=name, stands_in=True, by_group=False)
        for x in parts:
            found[x] = Column("", f"#{found[x].key}")


def _of_a_year(found: list[Column], columns: Columns) -> None:
    """Let 2026年应收 be 应收, where no other column is, be it of the same year or another."""
    held = {column.field for column in found}
    told: defaultdict[str, list[tuple[int, Column]]] = defaultdict(list)
    for x, column in enumerate(found):
        said = _YEAR_BEFORE.fullmatch(column.key) if column.is_unknown else None
        meant = columns.column(said["rest"]) if said else None
        if meant and meant.field in columns.money and meant.field not in held:
            told[meant.field].append((x, replace(meant, key=column.key, stands_in=True)))
    for only in told.values():
        if len(only) == 1:
            found[only[0][0]] = only[0][1]


def _rate_beside_sum(found: list[Column], columns: Columns) -> None:
    """Let of two amounts that of a month be the rate where the other is the sum: 月补贴 | 月数 | 补贴合计."""
    held = {column.field for column in found}
    said = [said_in(column.key) or frozenset() if column.stands_in else frozenset() for column in found]
    for x, column in enumerate(found):
        sums = (y for y, other in enumerate(found) if other.field == column.field and "total" in said[y])
        rate = columns.column(f"{column.key}标准") if "month" in said[x] and any(True for _ in sums) else None
        if rate and rate.stands_in and rate.field not in held:
            found[x] = replace(rate, key=column.key)


def _at_the_end(found: list[Column], columns: Columns) -> None:
    """Let of several numbers below one head that of the end be its value: 原值 above 期初数 | 期末数."""
    below: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for x, column in enumerate(found):
        if column.by_group and column.field in columns.counted:
            below[column.field, column.group].append(x)
    for own in below.values():
        last = [x for x in own if _LAST.match(found[x].key)]
        for x in own if len(last) == 1 else ():
            found[x] = replace(found[x], stands_in=True) if x in last else Column("", found[x].key)


def _give_way(found: list[Column], columns: Columns) -> None:
    """Let what only stands in for a field's name give way to one of its names, or to what rather means it.

    Of words without either the first stands in. Of numbers and days none does: they are asked back.
    """
    named = {column.field for column in found if not column.stands_in}
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for column in found:
        if not column.stands_in or (column.rather and column.field not in named):
            keys[column.field].add(column.key)
    for x, column in enumerate(found):
        if not column.stands_in or column.by_group or _is_own_name(column, columns):
            continue
        if column.field not in keys and column.field not in (*columns.counted, *columns.days):
            keys[column.field].add(column.key)
        if column.field in keys and column.key not in keys[column.field]:
            found[x] = Column("", column.key)


def _otherwise(found: list[Column], columns: Columns) -> None:
    """Let what stands in for a field without which no row is one be that field: 坐落 of what is let."""
    held = {column.field for column in found}
    for name, other in columns.otherwise.items():
        for x, column in enumerate(found if name not in held else ()):
            if column.field == other:
                found[x] = replace(column, field=name, stands_in=True)


def _is_own_name(column: Column, columns: Columns) -> bool:
    """Tell whether a head says what a row is of, and ends in the name of that: 租赁标的, beside 合同名称."""
    is_needed = column.field in columns.required and column.field in columns.texts
    return is_needed and is_own_name(column.key, columns.labels[column.field])
