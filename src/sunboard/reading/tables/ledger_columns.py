"""What each column of a ledger's piece holds: days, numbers, amounts and their sides, kinds, accounts.

Bookkeepers call columns as they like; what stands in them tells them apart where their heads do not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sunboard.fields.written import parse_money
from sunboard.lazy import regex
from sunboard.reading.tables.amounts import has_amount, plainly
from sunboard.reading.tables.columns import AMOUNTS, DIVIDED, Cells, Column, Columns, FoundHead, Span
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
from sunboard.reading.tables.words import (
    MINUS,
    PLUS,
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

_REMARKS = ("说明", "情况说明", "补充说明")  # heads of a remark, where another column says what money was for
_INNER_OUTER = regex(r"(?:小计|合计|总计|(?:明细|分项|单项|合计|总计|小计)(?:金额|数额|额|数))(?:\(元\))?")
_NET = regex("(?:不含|未|去|除)税(?:金额|价款?|额)|税前金额")
_GROSS = regex("价税(?:合计|总额)(?:金额)?|含税(?:金额|总额|价款?)")
_COUNTED_WORD = regex(r"[^\W\d]{1,4}字?第?-?\d+号?")
_LOOKED_AT = 200  # rows below a head that show what a column holds


def items_below_sides(rows: Cells, head: FoundHead, found: list[Column], columns: Columns) -> None:
    """Let a column whose head is only its side name the items: 收入 | 金额, with words below the first.

    The head of their amounts may be that same one, merged over both, where each side has one.
    """
    below = rows[head.row + 1 : head.row + 1 + _LOOKED_AT]
    over = {
        column.role: x
        for x, column in enumerate(found[:-1])
        if column.role in SIDES and column.field and not found[x + 1].key
        if _are_amounts(below, x + 1) and any(has_amount(row, [x + 1]) for row in below)
    }
    for x, column in enumerate(found[:-1]):
        is_side = column.role in ("income", "expense") or bool(section_side(column.key))
        is_merged = len(over) == len(SIDES) and x in over.values()
        if not is_side or item_rank(column.key) or not (is_merged or found[x + 1].role == "amount"):
            continue
        cells = [row[x] for row in below if x < len(row) and row[x]]
        if cells and all(parse_money(plainly(cell)) is None for cell in cells):
            purpose = columns.roles["purpose"]
            found[x] = replace(column, field=purpose, role="purpose", scale=0, unit=False)
            found[x + 1] = column if is_merged else found[x + 1]


def settle_ledger(rows: Cells, head: FoundHead, found: list[Column], piece: Span, columns: Columns) -> None:
    """Settle what the columns of one piece of a ledger hold, seen together."""
    _clock_beside_day(rows, head, found, piece)
    _only_day_of_month(rows, head, found, piece)
    _months(found, piece)
    _with_tax(rows, head, found, piece)
    _sum_of_parts(rows, head, found, piece)
    _sums_in_outer(rows, head, found, piece, columns)
    _code_before_name(found, piece, columns)
    _accounts_in_heads(found, piece, columns)
    _flows_in_heads(found, piece, columns)
    _kind_before_item(rows, head, found, piece, columns)
    _stand_in_for(found, *piece, columns)
    _number_by_shape(rows, head, found, piece, columns)
    _day_by_shape(rows, head, found, piece, columns)
    _kind_by_shape(rows, head, found, piece)
    _account_by_shape(rows, head, found, piece, columns)
    _groups_beside_items(found, piece)
    _unit_of_quantity(found, piece, columns)
    _kinds_of_sums(rows, head, found, piece, columns)
    _kinds_alone(rows, head, found, piece, columns)
    _kinds_by_name(rows, head, found, piece, columns)


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


def _flows_in_heads(found: list[Column], piece: Span, columns: Columns) -> None:
    """Let 现金流入 | 现金流出 be what came in and went out, where no other column is an amount or a flow."""
    flows = [x for x in range(*piece) if found[x].is_unknown and found[x].key.endswith(("流入", "流出"))]
    named = [(section_side(found[x].key), x) for x in flows if "净" not in found[x].key]
    if sorted(side for side, _ in named) != ["expense", "income"]:
        return
    if any(found[x].role in AMOUNTS for x in range(*piece)):
        return
    for side, x in named:
        found[x] = replace(found[x], field=columns.roles[side], role=side)


def _has_both_sides(accounts: set[str], sides: set[tuple[str, str]]) -> bool:
    return {(account, side) for account in accounts for side in ("income", "expense")} <= sides


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
    entries = [row for row in rows[head.row + 1 :] if not is_sum_row(row) and has_amount(row, amounts)]
    kinds, items = ({row[x] if x < len(row) else "" for row in entries} for x in named)
    if "" not in items and len(kinds - {""}) < len(items):
        found[kind] = replace(found[kind], field=account, role="account")
        found[item] = replace(found[item], field=purpose, role="purpose")


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
        has_signs = not PLUS.isdisjoint(cells)
        said = [side for cell in cells if (side := _side_of_kind(cell, has_signs=has_signs))]
        if not found[x].key and (len(said) < len(cells) or len({*said}) < 2):
            continue  # a column without a head
        if cells and (len(said) == len(cells) or (len({*said}) > 1 and len(said) * 2 > len(cells))):
            found[x] = replace(found[x], role="kind")
            return


def _side_of_kind(cell: str, *, has_signs: bool) -> str:
    """Return the side that a cell says; a minus says one where others have a plus."""
    return kind_said(cell) or ("expense" if has_signs and cell in MINUS else "")


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
        if all(adds_up(row, at, parts) for row in rows[head.row + 1 :] if not is_sum_row(row)):
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
