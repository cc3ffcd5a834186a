"""What each column of a found head holds, seen together: pieces side by side, stand-ins, units, sides.

A table of money may stand in several pieces side by side, its columns called as bookkeepers call them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sunboard.fields.meant import told_at_length
from sunboard.fields.written import (
    is_bare_amount,
    is_other_size,
    parse_money,
    parse_mu,
    said_of_a_year,
    said_of_each,
)
from sunboard.lazy import regex
from sunboard.reading.tables.amounts import plainly
from sunboard.reading.tables.columns import (
    AMOUNTS,
    DIVIDED,
    Cells,
    Column,
    Columns,
    FoundHead,
    Span,
    is_own_name,
)
from sunboard.reading.tables.days import are_days, are_days_of_month, is_clock
from sunboard.reading.tables.months import (
    SIDES,
    SPAN,
    adds_up,
    is_words_beside_amounts,
    month_alone,
    months_beside,
    sum_beside,
)
from sunboard.reading.tables.sums import DASHES, is_made_by, is_sum_row, sum_word
from sunboard.reading.tables.units import with_units
from sunboard.reading.tables.words import (
    account_and_side,
    account_named,
    balance_said,
    is_group,
    is_sum_of_accounts,
    item_rank,
    item_side,
    kind_said,
    may_be_kind,
    may_head_groups,
    may_name_account,
    may_name_day,
    section_side,
    side_said,
)

_TITLE = 6  # signs of a title that holds for columns beside it too
_SAYING_SIDE = (*AMOUNTS, "purpose", "day")  # 支出金额, 收入项目; but 收款单位 is whoever was paid
_REMARKS = ("说明", "情况说明", "补充说明")  # heads of a remark, where another column says what money was for
_INNER_OUTER = regex(r"(?:小计|合计|总计|(?:明细|分项|单项|合计|总计|小计)(?:金额|数额|额|数))(?:\(元\))?")
_NET = regex("(?:不含|未|去|除)税(?:金额|价款?|额)|税前金额")
_GROSS = regex("价税(?:合计|总额)(?:金额)?|含税(?:金额|总额|价款?)")
_LAST = regex("(?:本?[期年季月]末|现[有存])")
_COUNTED_WORD = regex(r"[^\W\d]{1,4}字?第?-?\d+号?")
_LOOKED_AT = 200  # rows below a head that show what a column holds


def settled(rows: Cells, head: FoundHead, columns: Columns) -> FoundHead:
    """Part a head into the pieces that stand side by side, and settle what each of their columns holds."""
    found = list(head.columns)
    if columns.roles:
        _items_below_sides(rows, head, found, columns)
    pieces = _of_one_day(rows, head, found, _pieces(found, columns))
    for start, stop in pieces if columns.roles else ():
        _clock_beside_day(rows, head, found, (start, stop))
        _only_day_of_month(rows, head, found, (start, stop))
        _months(found, (start, stop))
        _with_tax(rows, head, found, (start, stop))
        _sum_of_parts(rows, head, found, (start, stop))
        _sums_in_outer(rows, head, found, (start, stop), columns)
        _code_before_name(found, (start, stop), columns)
        _accounts_in_heads(found, (start, stop), columns)
        _kind_before_item(rows, head, found, (start, stop), columns)
        _stand_in_for(found, start, stop, columns)
        _number_by_shape(rows, head, found, (start, stop), columns)
        _day_by_shape(rows, head, found, (start, stop), columns)
        _kind_by_shape(rows, head, found, (start, stop))
        _account_by_shape(rows, head, found, (start, stop), columns)
        _groups_beside_items(found, (start, stop))
        _unit_of_quantity(found, (start, stop), columns)
        _kinds_of_sums(rows, head, found, (start, stop), columns)
        _kinds_alone(rows, head, found, (start, stop), columns)
        _kinds_by_name(rows, head, found, (start, stop), columns)
    if not columns.roles:
        _as_paid(rows, head, found, columns)
        _as_measured(rows, head, found, columns)
        _sums_of_a_head(rows, head, found, columns)
        _at_the_end(found, columns)
        _give_way(found, columns)
        _otherwise(found, columns)
    found, unit, unclear = with_units(rows, head, found, columns)
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


_AREA_IN = regex(r"(?P<of>.*面积)\((?P<unit>㎡|平方?米|m2|m²)\)")


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
    is_filled = any(_has_one(row, [at]) and _has_one(row, parts) for row in below)
    if len(parts) > 1 and is_filled and all(adds_up(row, at, parts) for row in below):
        found[at] = replace(found[at], field=name, stands_in=True, by_group=False)
        for x in parts:
            found[x] = Column("", f"#{found[x].key}")


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


def _code_before_name(found: list[Column], span: Span, columns: Columns) -> None:
    """Take the code of an account where its name has a column too, which goes with it: 科目编码 | 科目名称.

    Where nothing else says what the money was for, its name does.
    """
    claims = [x for x in range(*span) if found[x].field and found[x].field == columns.roles.get("account")]
    codes = [x for x in claims if re.search("编码|代码", found[x].key)]
    named = [x for x in claims if x not in codes and "名称" in found[x].key] if len(codes) == 1 else ()
    purpose = columns.roles.get("purpose", "")
    is_item = not any(
        found[x].field == purpose or item_rank(found[x].key) for x in range(*span) if x not in claims
    )
    for x in named:
        key = found[x].key
        found[x] = Column(purpose, key, role="purpose") if is_item else Column("", key, role="account name")


def _kind_before_item(
    rows: Cells, head: FoundHead, found: list[Column], piece: Span, columns: Columns
) -> None:
    """Let kinds that stand before what each entry was for be its account: 支出项目 | 支出内容.

    They are kinds where they stand for more entries than one, and the other column tells those apart.
    """
    purpose, account = columns.roles["purpose"], columns.roles.get("account", "")
    held = {found[x].field for x in range(*piece)}
    named = [x for x in range(*piece) if found[x].is_unknown and item_rank(found[x].key)]
    if len(named) != 2 or not account or held & {purpose, account} or not side_said(found[named[0]].key):
        return
    kind, item = named
    amounts = [x for x in range(*piece) if found[x].role in AMOUNTS]
    entries = [row for row in rows[head.row + 1 :] if not is_sum_row(row) and _has_one(row, amounts)]
    kinds, items = ({row[x] if x < len(row) else "" for row in entries} for x in named)
    if "" not in items and len(kinds - {""}) < len(items):
        found[kind] = replace(found[kind], field=account, role="account")
        found[item] = replace(found[item], field=purpose, role="purpose")


def _has_one(row: Sequence[str], amounts: Sequence[int]) -> bool:
    """Tell whether any of those columns holds an amount."""
    return any(parse_money(plainly(row[x])) is not None for x in amounts if x < len(row) and row[x])


def _items_below_sides(rows: Cells, head: FoundHead, found: list[Column], columns: Columns) -> None:
    """Let a column whose head is only its side name the items: 收入 | 金额, with words below the first."""
    for x, column in enumerate(found[:-1]):
        is_side = column.role in ("income", "expense") or bool(section_side(column.key))
        if not is_side or found[x + 1].role != "amount" or item_rank(column.key):
            continue
        cells = [row[x] for row in rows[head.row + 1 : head.row + 1 + _LOOKED_AT] if x < len(row) and row[x]]
        if cells and all(parse_money(plainly(cell)) is None for cell in cells):
            found[x] = replace(column, field=columns.roles["purpose"], role="purpose")


def _pieces(found: Sequence[Column], columns: Columns) -> list[Span]:
    """Cut a head where a second table begins: at a further purpose or number between amounts.

    A ledger whose sides stand twice, for cash and for the bank, is one piece: no purpose stands between.
    Where amounts stand before what they are for, a further amount begins the second table.
    """
    whole = [(0, len(found))]
    if not columns.roles:
        return whole
    purpose = columns.roles["purpose"]
    firm = any(column.field == purpose for column in found)

    def names_item(column: Column) -> bool:
        return column.field == purpose if firm else bool(item_rank(column.key)) and not column.by_group

    cuts, seen, has_amount, has_item = [0], set[str](), False, False
    last_amount = max((x for x, column in enumerate(found) if column.role in AMOUNTS), default=-1)
    items = [x for x, column in enumerate(found) if names_item(column)]
    last_item = max(items, default=-1)
    is_turned = any(column.role in AMOUNTS for column in found[: min(items, default=0)])
    for x, column in enumerate(found):
        name = column.field or column.role or column.key
        again = name in seen and column.role not in (*AMOUNTS, "balance")
        begins = again or names_item(column) or (is_turned and column.role in AMOUNTS)
        if has_amount and has_item and x <= last_item and begins and (is_turned or x < last_amount):
            cuts.append(_begin(found, x))
            seen = {one.field or one.role or one.key for one in found[cuts[-1] : x]}
            has_amount, has_item = False, False
        seen |= {name} - {""}
        has_amount |= column.role in AMOUNTS
        has_item |= names_item(column)
    return list(zip(cuts, [*cuts[1:], len(found)], strict=True)) if has_item and has_amount else whole


def _of_one_day(rows: Cells, head: FoundHead, found: Sequence[Column], pieces: list[Span]) -> list[Span]:
    """Join the two sides of entries whose day stands once, before both: no row has amounts on both sides."""
    if len(pieces) != 2:
        return pieces
    dated = [any(found[x].role in ("day", "monthday", "voucher") for x in range(*piece)) for piece in pieces]
    items = [[x for x in range(*piece) if item_rank(found[x].key)] for piece in pieces]
    sides = [{side_said(found[x].key) or side_said(found[x].group) for x in own} for own in items]
    if dated != [True, False] or sides not in ([{"income"}, {"expense"}], [{"expense"}, {"income"}]):
        return pieces
    amounts = [[x for x in range(*piece) if found[x].role in AMOUNTS] for piece in pieces]
    for row in rows[head.row + 1 :]:
        if not is_sum_row(row) and all(any(x < len(row) and row[x] for x in own) for own in amounts):
            return pieces
    return [(pieces[0][0], pieces[1][1])]


def _begin(found: Sequence[Column], x: int) -> int:
    """Return where a piece begins whose first item is a column: its days and numbers stand before that."""
    while found[x - 1].role in ("day", "voucher", "series", "month", "monthday") or found[x - 1].is_numbering:
        x -= 1
    return x


def _months(found: list[Column], piece: Span) -> None:
    """Let the sum of months side by side be the amount, where no other column is one; so on each side."""
    beside, at = months_beside(found, piece), sum_beside(found, piece)
    if alone := month_alone(found, piece):
        found[alone] = replace(found[alone], role="amount")
    amounts = {found[x].role for x in range(*piece) if not sum_word(found[x].key)} & {*AMOUNTS}
    if amounts and "amount" in beside and not amounts <= {*SIDES}:
        return
    for x in (x for months in beside.values() for x in months):
        found[x] = replace(found[x], field="", role=SPAN)
    if amounts and "amount" in beside:  # each row's sum stands on its side; without a side it says no more
        if at is not None:
            found[at] = replace(found[at], role=SPAN)
        return
    if "amount" in beside and at is not None:
        found[at] = replace(found[at], role="amount")


def _with_tax(rows: Cells, head: FoundHead, found: list[Column], piece: Span) -> None:
    """Let 价税合计 be the amount where 金额 and 税额 come to it in every row: it is what was paid."""
    own = [x for x in range(*piece) if found[x].role in AMOUNTS or _NET.fullmatch(found[x].key)]
    tax = [x for x in range(*piece) if found[x].key in ("税额", "税款", "税金")]
    whole = [x for x in range(*piece) if _GROSS.fullmatch(found[x].key)]
    if whole and not own:
        found[whole[0]] = replace(found[whole[0]], role="amount")
    if len(own) == len(tax) == len(whole) == 1:
        (net,), (at,) = own, whole
        if all(adds_up(row, at, [net, *tax]) for row in rows[head.row + 1 :]):
            found[at] = replace(found[net], key=found[at].key, role=found[net].role or "amount")
            for x in (net, *tax):
                found[x] = Column("", f"#{found[x].key}")


def _sum_of_parts(rows: Cells, head: FoundHead, found: list[Column], piece: Span) -> None:
    """Let a sum of kinds be the amount of entries where no column is one, and it is theirs in every row.

    So too a sum of groups, 1组 | 2组 | 合计: how much each of them has is no kind, and is told of.
    """
    at, roles = sum_beside(found, piece), {found[x].role for x in range(*piece)}
    if at is None or roles & {*AMOUNTS, SPAN}:
        return
    below = rows[head.row + 1 :]
    parts = [x for x in range(*piece) if found[x].is_unknown and x != at and _are_amounts(below, x)]
    of_groups = all(is_group(found[x].key) for x in parts)
    of_kinds = bool(roles & {"day", "monthday", "voucher"}) and all(may_be_kind(found[x].key) for x in parts)
    if len(parts) < 2 or not (of_groups or of_kinds):
        return
    if all(adds_up(row, at, parts) for row in below):
        found[at] = replace(found[at], role="amount")
        for x in parts if of_kinds else ():
            found[x] = replace(found[x], role="part")


def _sums_in_outer(rows: Cells, head: FoundHead, found: list[Column], piece: Span, columns: Columns) -> None:
    """Let items stand in an inner column and what they come to in an outer one: 项目 | 小计 | 合计.

    No row has an amount in both, and each of the outer is what those of the inner below it make.
    """
    likely = [x for x in range(*piece) if found[x].role == "amount" or _INNER_OUTER.fullmatch(found[x].key)]
    others = {found[x].role for x in range(*piece) if x not in likely} & {*AMOUNTS, SPAN}
    if len(likely) != 2 or others:
        return
    inner, outer = likely
    whole, added, proved = None, Decimal(0), False
    for row in (*rows[head.row + 1 :], ()):
        item, total = (
            parse_money(plainly(row[x])) if x < len(row) and row[x] else None for x in (inner, outer)
        )
        if item is not None and total is not None:
            return
        if (total is not None or not row) and added:
            if whole not in (None, added):
                return
            proved, added = proved or whole == added, Decimal(0)
        whole = whole if total is None else total
        added += item or 0
    if proved:
        amount = columns.roles["amount"]
        found[inner] = replace(found[inner], field=amount, role="amount", unit=True)
        found[outer] = replace(found[outer], field="", role="outer", unit=True)


def _are_amounts(rows: Cells, x: int) -> bool:
    """Tell whether a column has nothing but amounts, blank cells and dashes beside names of who signed."""
    words = {row[x] for row in rows if x < len(row) and row[x]} - DASHES
    words = {cell for cell in words if parse_money(plainly(cell)) is None}
    return all(any(map(is_made_by, row)) for row in rows if words and x < len(row) and row[x] in words)


def _accounts_in_heads(found: list[Column], piece: Span, columns: Columns) -> None:
    """Let heads that name an account and a side be those of accounts: 现金收入 | 银行收入 | 现金支出 …."""
    named = {x: account_and_side(found[x].key) for x in range(*piece) if found[x].is_unknown}
    named = {x: said for x, said in named.items() if said[0]}
    accounts = {account for account, _ in named.values()}
    sides = {*named.values()}
    if len(accounts) < 2 or len(sides) < len(named) or not _has_both_sides(accounts, sides):
        return
    if any(found[x].role in AMOUNTS for x in range(*piece)):
        return
    for x, (account, role) in named.items():
        found[x] = replace(found[x], field=columns.roles[role], role=role, group=account)


def _has_both_sides(accounts: set[str], sides: set[tuple[str, str]]) -> bool:
    return {(account, side) for account in accounts for side in ("income", "expense")} <= sides


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
        elif field and role in ("income", "expense"):
            found[x] = replace(found[x], role="")  # another column is what came in: this one is told of
    purpose = columns.roles["purpose"]
    if purpose not in held:
        roles = [found[x].role for x in range(start, stop)]
        ranked = [(rank, x) for x in range(start, stop) if (rank := item_rank(found[x].key))]
        if not ranked and not {"day", "monthday", "voucher"} & {*roles}:
            ranked = [(1, x) for x in range(start, stop) if may_head_groups(found[x].key)]
        if not ranked and "month" in roles and not {"day", "monthday", "voucher"} & {*roles}:
            ranked = [(1, start + roles.index("month"))]  # what came in and went out month by month
        if not ranked and SPAN in roles and not found[start].key:
            ranked = [(1, start)]  # what stands before months needs no head
            found[start] = replace(found[start], key=columns.labels[purpose])
        if ranked:
            x = min(ranked)[1]
            found[x] = replace(found[x], field=purpose, role="purpose")
    remarks = [x for x in range(start, stop) if found[x].is_unknown and found[x].key in _REMARKS]
    if len(remarks) == 1 and columns.remark not in held:
        found[remarks[0]] = replace(found[remarks[0]], field=columns.remark)


def _clock_beside_day(rows: Cells, head: FoundHead, found: list[Column], piece: Span) -> None:
    """Pass over a column of times of the day that stands beside the day: 交易日期 | 交易时间."""
    days = [x for x in range(*piece) if found[x].role == "day"]
    for x in days if len(days) > 1 else ():
        below = [row for row in rows[head.row + 1 : head.row + 1 + _LOOKED_AT] if days[-1] < len(row)]
        cells = [row[x] for row in below if row[x] and are_days(row[one] for one in days if one != x)]
        if cells and all(map(is_clock, cells)):
            found[x] = Column("", f"#{found[x].key}")


def _only_day_of_month(rows: Cells, head: FoundHead, found: list[Column], piece: Span) -> None:
    """Let a column of days be one of the days of a month where no cell says more: 日期 above 3号, 11号."""
    days = [x for x in range(*piece) if found[x].role == "day"]
    if len(days) == 1 and "monthday" not in {found[x].role for x in range(*piece)}:
        below = [row for row in rows[head.row + 1 :][:_LOOKED_AT] if sum(map(bool, row)) > 1]
        said = [row[days[0]] for row in below if days[0] < len(row) and row[days[0]]]
        if are_days_of_month(text for text in said if text != rows[head.row][days[0]]):  # heads come again
            found[days[0]] = Column("", found[days[0]].key, role="monthday")


def _number_by_shape(
    rows: Cells, head: FoundHead, found: list[Column], piece: Span, columns: Columns
) -> None:
    """Let 编号 be that of vouchers where it has words before its figures: 收1, 付1; bare ones count rows."""
    if any(found[x].role == "voucher" for x in range(*piece)):
        return
    for x in (x for x in range(*piece) if found[x].is_numbering and found[x].key == "编号"):
        below = rows[head.row + 1 : head.row + 1 + _LOOKED_AT]
        cells = [row[x] for row in below if x < len(row) and row[x] and not is_sum_row(row)]
        if cells and all(map(_COUNTED_WORD.fullmatch, cells)):
            found[x] = replace(found[x], field=columns.roles["voucher"], role="voucher")


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


def _kind_by_shape(rows: Cells, head: FoundHead, found: list[Column], piece: Span) -> None:
    """Let a column that says 收入 or 支出 in every row be that of kinds, whatever it is called.

    One that says both and now and then another word is that of kinds too: its rows are asked back.
    """
    roles = {column.role for column in found[slice(*piece)]}
    if "amount" not in roles or not roles.isdisjoint(("income", "expense", "kind")):
        return
    looked_at = rows[head.row + 1 : head.row + 1 + _LOOKED_AT]
    for x in range(*piece):
        if found[x].role not in ("", "series", "account", "direction"):
            continue
        cells = [row[x] for row in looked_at if x < len(row) and row[x] and not sum_word(row[x])]
        cells = [cell for cell in cells if not balance_said(cell)]
        said = [*filter(None, map(kind_said, cells))]
        if not found[x].key and (len(said) < len(cells) or len({*said}) < 2):
            continue  # a column without a head
        if cells and (len(said) == len(cells) or (len({*said}) > 1 and len(said) * 2 > len(cells))):
            found[x] = replace(found[x], role="kind")
            return


def _account_by_shape(
    rows: Cells, head: FoundHead, found: list[Column], piece: Span, columns: Columns
) -> None:
    """Let a column that names an account in every row be that of accounts: 结算账户."""
    where = columns.roles.get("where", "")
    if not where or any(found[x].field == where for x in range(*piece)):
        return
    looked_at = rows[head.row + 1 : head.row + 1 + _LOOKED_AT]
    for x in range(*piece):
        if found[x].is_unknown and may_name_account(found[x].key):
            cells = {row[x] for row in looked_at if x < len(row) and row[x]}
            if cells and all(map(account_named, cells)):
                found[x] = replace(found[x], field=where, role="where")
                return


def _groups_beside_items(found: list[Column], piece: Span) -> None:
    """Let a column of groups beside what money was for say whose it is: 组别 | 摘要."""
    has_items = any(found[x].role == "purpose" for x in range(*piece))
    for x in range(*piece):
        if has_items and found[x].is_unknown and may_head_groups(found[x].key):
            found[x] = replace(found[x], role="owner")


def _unit_of_quantity(found: list[Column], piece: Span, columns: Columns) -> None:
    """Let 单位 beside 数量 say what is counted; alone it may be whoever was paid."""
    if any(found[x].key == "数量" for x in range(*piece)):
        for x in (x for x in range(*piece) if found[x].is_unknown and found[x].key == "单位"):
            found[x] = replace(columns.column("计量单位"), key=found[x].key)


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
        if all(adds_up(row, at, parts) for row in rows[head.row + 1 :]):
            for x in parts:
                found[x] = replace(found[x], field="", role="part", by_group=False)


def _kinds_alone(rows: Cells, head: FoundHead, found: list[Column], piece: Span, columns: Columns) -> None:
    """Let a side that is divided into kinds without a sum be all of them: an amount of one is an entry.

    Not where a column could say once more what the others do, or could hold something else.
    """
    names = [found[x].key for x in range(*piece)]
    below = rows[head.row + 1 :]
    for role, side in DIVIDED.items():
        own = [x for x in range(*piece) if found[x].field == columns.roles[side]]
        if len(own) < 2 or not all(found[x].by_group and may_be_kind(found[x].key) for x in own):
            continue
        is_doubtful = any(
            names.count(found[x].key) > 1
            or any(is_words_beside_amounts(row, x, own) for row in below)
            or all(adds_up(row, x, [one for one in own if one != x]) for row in below)
            for x in own
        )
        if not is_doubtful:
            for x in own:
                found[x] = replace(found[x], field="", role=role)


def _kinds_by_name(rows: Cells, head: FoundHead, found: list[Column], piece: Span, columns: Columns) -> None:
    """Let columns of amounts whose heads end with a side be its kinds, where no column is all of it.

    收入 | 经营支出 | 管理支出.
    """
    if any(found[x].role in ("amount", "debit", "credit", SPAN) for x in range(*piece)):
        return
    below = rows[head.row + 1 :]
    for role, side in DIVIDED.items():
        if any(found[x].role in (side, role) for x in range(*piece)):
            continue
        named = [x for x in range(*piece) if found[x].is_unknown and item_side(found[x].key) == side]
        if all(may_be_kind(found[x].key) and _are_amounts(below, x) for x in named):
            for x in named:
                found[x] = replace(found[x], role=role)


def side_of_piece(rows: Cells, head: FoundHead, piece: Span) -> str:
    """Return the side on which all amounts of a piece stand, as its heads or the nearest title says."""
    start, stop = piece
    for column in head.columns[start:stop]:
        says_side = column.role in _SAYING_SIDE or bool(item_rank(column.key))
        if side := side_said(column.group) or (side_said(column.key) if says_side else ""):
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
