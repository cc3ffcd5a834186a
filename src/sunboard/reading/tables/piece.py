"""One piece of a table of money: where its columns stand, and its rows before anybody knows what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from decimal import Decimal

from sunboard.engines.sheet import FORMULA, column_name
from sunboard.faults import fault
from sunboard.fields.written import parse_money
from sunboard.lazy import dataclass, regex
from sunboard.model.period import Period
from sunboard.reading.tables.amounts import plainly, scaled
from sunboard.reading.tables.carried import GROUP_CARRIED, carried_down
from sunboard.reading.tables.columns import DIVIDED, Column, Span
from sunboard.reading.tables.days import are_days
from sunboard.reading.tables.months import SPAN, adds_up, amiss
from sunboard.reading.tables.rows import Cells, Rows
from sunboard.reading.tables.sheet_names import part_of
from sunboard.reading.tables.sums import (
    DASHES,
    Sums,
    is_sum_row,
    sum_word,
    with_parted_sums,
    with_whole_label,
)
from sunboard.reading.tables.words import (
    PLUS,
    balance_said,
    enumerated,
    is_group,
    is_sum_of_accounts,
    item_rank,
    item_side,
    level_of_number,
    may_be_kind,
    may_be_plan,
    month_named,
    month_titled,
    side_said,
)

AMOUNTS_BESIDE = fault("amounts-beside-side")
COLUMN_MISSING = fault("table-column-missing")
DAYS_UNREAD = fault("days-unread")
HEAD_SIDES = fault("table-head-debit-credit")
HEAD_TWICE = fault("table-head-twice")
MONTHS_BESIDE = fault("months-side-by-side")

_DITTO = frozenset((*"〃″〞", "同上", "同前"))
_MONTH_ONLY = regex(r"(?:\d{4}年)?(?:1[0-2]|0?[1-9])月份?")
_MONTH = regex(r"(?:\d{4}[-/.年])?(\d{1,2})(?:[-/.月]|$)")
SIDES = ("income", "expense")
MONEY = (*SIDES, "amount", "debit", "credit")
KEYS = ("day", "month", "monthday", "voucher")
"""What an entry of a journal has and a total by item has not."""
HELPS = (
    "balance",
    "kind",
    "year",
    "month",
    "monthday",
    "series",
    "account name",
    "debit",
    "credit",
    "part",
    "outer",
    "owner",
    SPAN,
)
"""Columns that help to make fields, and are none."""

_BLANK_BY_DASH = frozenset((*MONEY, *KEYS, *HELPS, *DIVIDED)) - {"kind"}
"""Columns in which a dash says nothing; of an account or a kind, it says that it is neither."""


@dataclass(frozen=True, slots=True)
class Account:
    """The columns of one account, where a ledger has such for cash and for the bank."""

    name: str
    income: int | None
    expense: int | None
    balance: int | None


@dataclass(slots=True)
class Line:
    """One row of a piece, and what it is: entry, sum, balance, title or note."""

    at: int
    row: Cells
    what: str = "entry"
    side: str = ""  # of an entry whose amount stands in one column for both
    turned: bool = False  # a minus says only on which side it stands
    label: str = ""
    label_at: int = 0
    within: str = ""  # what its summary begins with: the item of which it is a part


@dataclass(slots=True)
class Piece:
    """One piece of a table of money while it is read."""

    rows: Rows
    span: Span
    period: Period | None
    side: str = ""  # on which all amounts of one column stand, as the piece or its sheet says
    x: dict[str, int] = field(default_factory=dict)  # role -> column
    accounts: tuple[Account, ...] = ()
    kinds: tuple[tuple[int, str], ...] = ()  # columns of one kind of a side, and the side
    counted: int | None = None  # the column in which rows are only counted
    items: dict[str, int] = field(
        default_factory=dict
    )  # side -> what names its items, where each has its own
    added: dict[str, Sums] = field(default_factory=dict)  # what the sheets before add up to
    months: dict[int, str] = field(default_factory=dict)  # row with nothing but a month -> that month
    group: str = ""  # of the village whose money it is, by a title above it or above its columns
    item: Span = (0, 0)  # the first and the last column of the items, below one merged head
    owners: dict[int, str] = field(default_factory=dict)  # row without a group -> the one above it
    carried: bool = False  # that a group was carried down has been told
    month_at: int = -1  # the column that says only of which month the items of both sides are
    months_of: dict[int, str] = field(default_factory=dict)  # row of such items -> their month as written

    @property
    def keys(self) -> list[int]:
        """Return the columns of days and numbers; none where the table is by item."""
        return [self.x[role] for role in KEYS if role in self.x]

    def __post_init__(self) -> None:
        """Find the column of each role."""
        columns = [(at, self.rows.head.columns[at]) for at in range(*self.span)]
        for is_field in (True, False):
            for at, column in columns:
                if column.role and (column.field if is_field else column.role in HELPS):
                    self.x.setdefault(column.role, at)
        self.months = self._months_above() if "monthday" in self.x and "month" not in self.x else {}
        is_dated = {"month", "monthday"} <= {*self.x} or (
            "monthday" in self.x and bool(self.only_month or self.months)
        )
        if "day" in self.x or not is_dated:
            self.x.pop("month", None)
            self.x.pop("monthday", None)
        if not {"day", "monthday"} & {*self.x}:
            self.x.pop("year", None)
        if owners := [x for x, one in enumerate(self.rows.head.columns) if one.role == "owner"]:
            self.x.setdefault("owner", owners[0])  # a group that stands once, before both sides
        self.accounts = self._accounts()
        self.counted = next((at for at, one in columns if one.is_numbering), None)
        self.kinds = tuple((at, DIVIDED[one.role]) for at, one in columns if one.role in DIVIDED)
        self.item = self._item()
        self.owners = self._owners_above()
        above = {one.group for _, one in columns if one.key}
        self.group = self.rows.grid.group or next(filter(is_group, above if len(above) == 1 else ()), "")
        named = [
            (side_said(one.key) or side_said(one.group), at) for at, one in columns if item_rank(one.key)
        ]
        is_said = any(not side and at == self.x.get("purpose") for side, at in named)  # 收入类别 beside 摘要
        if not is_said and sorted(side for side, _ in named if side) == ["expense", "income"]:
            self.items = {side: at for side, at in named if side}
        if self.side and len(self.rows.head.pieces) > 1 and not {"voucher", "monthday"} & {*self.x}:
            self._tell_months_of_items()

    def _tell_months_of_items(self) -> None:
        """Find the months of items side by side: 月份 | 收入项目 | 金额 | 支出项目 | 金额.

        One column says them in order, within the period; a month stands once or in each of its rows.
        """
        rows, columns = self.rows, self.rows.head.columns
        own = [x for x in range(*self.span) if columns[x].role in ("month", "day")]
        said = own or [x for x in range(self.span[0]) if columns[x].role in ("month", "day")]
        if len(said) != 1 or not self.period:
            return
        x, last = said[0], self.period.end.month
        found, month = dict[int, str](), self.period.start.month
        for at, row in enumerate(rows.grid.sheet.rows[rows.head.row + 1 :], rows.head.row + 1):
            if at in rows.heads or is_sum_row(row) or sum(map(bool, row)) < 2:
                continue
            written = row[x] if x < len(row) else ""
            if written.isdecimal() and columns[x].role == "month":
                written += "月"
            number = int(month_named(written) or 0)
            year = written[:4]
            is_other_year = year.isdecimal() and int(year) != self.period.year
            if written and (is_other_year or not month <= number <= last):
                return
            month = number or month
            if text := written or next(reversed(found.values()), ""):
                found[at] = text
        if len({*found.values()}) > 1:
            self.month_at, self.months_of = x, found
            self.x.pop("day", None)

    def owner(self, line: Line) -> str:
        """Return the group whose entry a line is, by a column of groups or by a title."""
        own = line.row[self.x["owner"]] if "owner" in self.x else ""
        if not own and (carried := self.owners.get(line.at)):
            x = self.x["owner"]
            if not self.carried:
                self.carried = True
                head = self.rows.head.columns[x].key
                self.rows.log.add(
                    GROUP_CARRIED, self.rows.place(line.at, x), carried, head=head, what="group"
                )
            return carried
        return own if own and is_group(own) else self.group

    def _owners_above(self) -> dict[int, str]:
        """Return the rows without a group below one that stands once for all of its own, and that group.

        So it is where groups stand before all else.
        """
        x, rows = self.x.get("owner"), self.rows
        before = {at for role, at in self.x.items() if role != "owner"}
        if x is None or any(self.span[0] <= at < x for at in before):
            return {}
        below = enumerate(rows.grid.sheet.rows[rows.head.row + 1 :], rows.head.row + 1)
        found = carried_down(((at, row) for at, row in below if at not in rows.heads), x)
        return {at: group for at, group in found.items() if is_group(group)}

    @property
    def has_signs(self) -> bool:
        """Tell whether the column of kinds says + and -."""
        rows, x = self.rows.grid.sheet.rows, self.x.get("kind")
        return x is not None and any(x < len(row) and row[x] in PLUS for row in rows)

    def _item(self) -> Span:
        """Return the columns over which the head of the items is merged; their own where it is not."""
        head, x = self.rows.head, self.x.get("purpose", 0)
        ends = (
            right
            for top, left, bottom, right in self.rows.grid.sheet.merged
            if left == x and head.first <= top and bottom <= head.row and right < self.span[1]
        )
        alone = (right for right in ends if not any(one.key for one in head.columns[x + 1 : right + 1]))
        return x, next(alone, x)

    @property
    def only_month(self) -> str:
        """Return the one month of the record or of its sheet, where the period of either is one."""
        own = self.period and (part_of(self.rows.grid.sheet.name, self.period) or self.period)
        is_month = own and (own.start.year, own.start.month) == (own.end.year, own.end.month)
        return str(own.start.month) if own and is_month else ""

    def _month_of_title(self) -> dict[int, str]:
        """Return the nearest title above the head that names one month of a longer period, and its number."""
        all_rows, period = self.rows.grid.sheet.rows, self.period
        for at in self.rows.head.titles if period and not self.only_month else ():
            filled = [cell for cell in all_rows[at] if cell]
            number = month_titled(filled[0]) if len(filled) == 1 else ""
            if number and period and period.start.month <= int(number) <= period.end.month:
                return {at: number}
        return {}

    def _months_above(self) -> dict[int, str]:
        """Return the rows that say of which month the days below are; none where some stand above all."""
        rows, found = self.rows, self._month_of_title()
        below = enumerate(rows.grid.sheet.rows[rows.head.row + 1 :], rows.head.row + 1)
        for at, row in below:
            filled = [cell for cell in row[slice(*self.span)] if cell]
            named = month_titled if at + 1 in rows.heads else month_named
            if len(filled) == 1 and (number := named(filled[0])):
                found[at] = number
            elif not found and len(filled) > 1:
                return {}
        return found

    def month_above(self, at: int) -> str:
        """Return the month of the days in a row, where it is not said in the row itself."""
        return next((self.months[y] for y in sorted(self.months, reverse=True) if y < at), self.only_month)

    def is_sound(self) -> bool:
        """See that the head names each column once and leaves none out."""
        rows, head, labels = self.rows, self.rows.head, self.rows.columns.labels
        sound = True
        keys = [column.key for column in head.columns]
        own = (x for x in range(*self.span) if "借" in keys[x])
        debits = [x for x in own if "借方" in keys[x] or rows.columns.column(keys[x]).role == "debit"]
        times = {head.columns[x].group or keys[x].partition("借")[0] for x in debits}
        if len(times - {""}) > 1:  # 期初余额, 本期发生额, 期末余额
            key = head.columns[debits[0]].key
            rows.log.add(HEAD_SIDES, rows.place(head.row, debits[0]), key, what="balances")
            return False
        sides = {self.rows.columns.roles[role] for role in ("income", "expense", "balance")}
        for name, at in head.twice:
            is_days = self.items and name == rows.columns.roles["day"]  # each side has its own
            if self.span[0] <= at[0] < self.span[1] and not (is_days or (self.accounts and name in sides)):
                cells = tuple(f"{column_name(x)}{head.row + 1}" for x in at)
                sums = [head.columns[x].key for x in at if is_sum_of_accounts(head.columns[x].key)]
                what = "parts" if len(sums) == 1 else "several" if name in rows.columns.money else "other"
                told = {"what": what, "sum": "".join(sums[:1])}
                place = rows.place(head.row, at[-1])
                rows.log.add(HEAD_TWICE, place, labels[name], cells=cells, **told)
                sound = False
        fields = {column.field for column in head.columns[slice(*self.span)]}
        missing = [labels[name] for name in rows.columns.required if name not in fields]
        if wrong := amiss(rows.grid.sheet.rows, head.row, head.columns, self.span, self.period):
            told = {"what": wrong.what, "sum": wrong.sum}
            rows.log.add(MONTHS_BESIDE, rows.place(wrong.row, wrong.column), wrong.text, **told)
            return False
        needed = [self.side] if self.side and not self.items else SIDES
        without = [labels[rows.columns.roles[role]] for role in needed if role not in self.x]
        if not self.accounts and not self.kinds and (self.items or not {*self.x} & {*MONEY}):
            missing += without  # where each side has its items, each has its amounts
        balances = [x for x in range(*self.span) if balance_said(head.columns[x].key)]
        if missing and len(balances) > 1:  # 期初余额, 本期增加, 本期减少, 期末余额
            key = head.columns[balances[0]].key
            rows.log.add(HEAD_SIDES, rows.place(head.row, balances[0]), key, what="balances")
        elif missing:
            place = rows.place(head.row, self.span[0]).at("")
            rows.log.add(COLUMN_MISSING, place, "、".join(missing))
        return sound and not missing and self._has_its_days() and self._has_its_amounts()

    def _has_its_days(self) -> bool:
        """See that no column of days or months is left out: what has a day is no total by item.

        Of entries with numbers too none is left out that says only which day of a month it was.
        """
        rows = self.rows
        if "day" in self.x and not self._has_days():
            return False
        if {"day", "monthday"} & {*self.x}:
            return True
        for x in range(*self.span):
            column = rows.head.columns[x]
            may_date = column.role in ("month", "monthday") or column.is_unknown
            if x == self.month_at or not may_date or (self.keys and column.role != "monthday"):
                continue
            below = enumerate(rows.grid.sheet.rows[rows.head.row + 1 :], rows.head.row + 1)
            cells = [(at, row[x]) for at, row in below if x < len(row) and row[x]]
            if column.role and cells:
                what = "months" if column.role == "month" else "monthdays"
                rows.log.add(DAYS_UNREAD, rows.place(cells[0][0], x), column.key, what=what)
                return False
            if are_days(text for _, text in cells):
                rows.log.add(DAYS_UNREAD, rows.place(rows.head.row, x), column.key, what="days")
                return False
        return True

    def _has_days(self) -> bool:
        """See that a column of days does not say of which month its rows are, and no more."""
        rows, x = self.rows, self.x["day"]
        below = enumerate(rows.grid.sheet.rows[rows.head.row + 1 :], rows.head.row + 1)
        cells = ((at, row[x]) for at, row in below if x < len(row) and row[x] and not is_sum_row(row))
        first = next(cells, None)
        if first is None or not all(_MONTH_ONLY.fullmatch(text) for _, text in (first, *cells)):
            return True
        rows.log.add(DAYS_UNREAD, rows.place(first[0], x), rows.head.columns[x].key, what="months")
        return False

    def _has_its_amounts(self) -> bool:
        """See that no column of amounts is left out whose head says a side: 支出 | 其他支出.

        Columns whose amounts make those of the side in every row only say what they were for.
        """
        rows, columns = self.rows, self.rows.head.columns
        unknown = [x for x in range(*self.span) if columns[x].is_unknown and may_be_kind(columns[x].key)]
        for side in SIDES:
            beside = [x for x in unknown if item_side(columns[x].key) == side]
            if side not in self.x or not beside:
                continue
            below = rows.grid.sheet.rows[rows.head.row + 1 :]
            amounts = [x for x in beside if any(x < len(row) and parse_money(row[x]) for row in below)]
            if amounts and not all(adds_up(row, self.x[side], amounts) for row in below):
                place, label = (
                    rows.place(rows.head.row, amounts[0]),
                    rows.columns.labels[rows.columns.roles[side]],
                )
                rows.log.add(AMOUNTS_BESIDE, place, columns[amounts[0]].key, side=label, what="side")
                return False
        for x in (x for x in range(*self.span) if columns[x].is_unknown):
            of_sum, counted = self._other_sum(x), self._side_by_balance(x) if x in unknown else ""
            if side := of_sum or counted:
                key, label = columns[x].key, rows.columns.labels[rows.columns.roles[side]]
                told = {"side": label, "what": "sum" if of_sum else "side"}
                rows.log.add(AMOUNTS_BESIDE, rows.place(rows.head.row, x), key, **told)
                return False
        if (fee := next(filter(self._may_be_fee, unknown), None)) is not None:
            label = rows.columns.labels[rows.columns.roles["expense"]]
            rows.log.add(
                AMOUNTS_BESIDE, rows.place(rows.head.row, fee), columns[fee].key, side=label, what="side"
            )
            return False
        for what, found in ("alone", self._amounts_alone()), ("span", self._of_unknown_time()):
            if found is not None:
                key = columns[found].key or column_name(found)
                rows.log.add(AMOUNTS_BESIDE, rows.place(rows.head.row, found), key, side="", what=what)
                return False
        return True

    def _may_be_fee(self, x: int) -> bool:
        """Tell whether a column holds a charge for each of some payments: 手续费 beside 支出."""
        rows, expense = self.rows, self.x.get("expense")
        if expense is None or not rows.head.columns[x].key.endswith("费"):
            return False
        below = (row for row in rows.grid.sheet.rows[rows.head.row + 1 :] if not is_sum_row(row))
        return any(
            max(x, expense) < len(row) and row[expense] and parse_money(plainly(row[x])) for row in below
        )

    def _other_sum(self, x: int) -> str:
        """Return the side of which a column is called the sum, where it is not what the side's own says."""
        key = self.rows.head.columns[x].key
        side = self.rows.columns.column(key).role if sum_word(key[2:]) and not may_be_plan(key) else ""
        if side not in SIDES or side not in self.x:
            return ""
        below = self.rows.grid.sheet.rows[self.rows.head.row + 1 :]
        said = (row for row in below if x < len(row) and parse_money(plainly(row[x])))
        return "" if all(adds_up(row, x, [self.x[side]]) for row in said) else side

    def _side_by_balance(self, x: int) -> str:
        """Return the side to which amounts of a column belong, as the balances after them prove.

        Each time that one of them stands there, the balance has it besides what came and went: 手续费.
        """
        if not {*SIDES, "balance"} <= {*self.x}:
            return ""
        income, expense, balance = (self.x[role] for role in (*SIDES, "balance"))
        rows, proved = self.rows, set[str]()
        before: Decimal | None = None
        for cells in rows.grid.sheet.rows[rows.head.row + 1 :]:
            row = (*cells, *[""] * (rows.width - len(cells)))
            after = self.amount(row, balance)
            amount = parse_money(plainly(row[x])) if row[x] and not is_sum_row(row) else None
            if before is not None and after is not None and amount:
                came, went = self.amount(row, income) or 0, self.amount(row, expense) or 0
                moved = after - before - came + went
                proved.add("income" if moved == amount else "expense" if moved == -amount else "")
            before = after if after is not None else before
        return proved.pop() if len(proved) == 1 else ""

    def _amounts_alone(self) -> int | None:
        """Return a column without a known head that has amounts just where no other column has any."""
        rows, money, items = self.rows, self.money(), [*self.items.values()] or [self.x["purpose"]]
        columns = rows.head.columns
        below = rows.grid.sheet.rows[rows.head.row + 1 :]
        for x in (x for x in range(*self.span) if self._may_hold_money(columns[x])):
            found = False
            for cells in (cells for cells in below if x < len(cells) and cells[x]):
                row = (*cells, *[""] * (rows.width - len(cells)))
                label = next((row[at] for at in items if row[at]), "")
                if not label or is_sum_row(row) or balance_said(enumerated(label)[1]):
                    continue
                amount = parse_money(plainly(row[x]))
                beside = (one for one in money if row[one] and row[one] not in DASHES)
                if amount is None or (amount and any(self.amount(row, one) != 0 for one in beside)):
                    found = False
                    break
                found = found or amount != 0
            if found:
                return x
        return None

    def _of_unknown_time(self) -> int | None:
        """Return a column of amounts without a known head beside those that are added up since January."""
        columns, rows = self.rows.head.columns, self.rows.grid.sheet.rows[self.rows.head.row + 1 :]
        if not any(said in columns[x].key for x in self.money() for said in ("累计", "至今")):
            return None
        unknown = (x for x in range(*self.span) if self._may_hold_money(columns[x]))
        for x in (x for x in unknown if not may_be_plan(columns[x].key)):
            cells = [row[x] for row in rows if x < len(row) and row[x] and row[x] not in DASHES]
            if cells and all(parse_money(plainly(cell)) is not None for cell in cells):
                return x
        return None

    def _may_hold_money(self, column: Column) -> bool:
        """Tell whether a column that is not read could hold amounts: nothing is known of it, or no side."""
        has_sides = not {*SIDES}.isdisjoint(self.x)
        is_passed = column.role == "amount" and not column.field and has_sides
        is_price = column.key.startswith("单价")  # beside it an amount is to stand
        return column.is_unknown or not column.key or is_passed or is_price

    def _accounts(self) -> tuple[Account, ...]:
        """Return the accounts that have columns of their own, where income or expense stands twice."""
        roles, head = self.rows.columns.roles, self.rows.head
        twice = {name for name, at in head.twice if self.span[0] <= at[0] < self.span[1]}
        if not twice & {roles["income"], roles["expense"]}:
            return ()
        found: dict[str, dict[str, int]] = {}
        for at in range(*self.span):
            column = head.columns[at]
            if column.role in ("income", "expense", "balance") and column.field:
                name = column.key if column.by_group else column.group
                if is_sum_of_accounts(name) or (column.role == "balance" and not name):
                    continue  # what all accounts make together
                if not name or column.role in found.setdefault(name, {}):
                    return ()
                found[name][column.role] = at
        if any(may_be_plan(name) for name in found):
            return ()
        whole = [name for name, at in found.items() if {"income", "expense"} <= {*at}]
        if len(whole) < 2 or len(whole) < len(found):
            return ()
        return tuple(
            Account(name, at.get("income"), at.get("expense"), at.get("balance"))
            for name, at in found.items()
        )

    def _named(self, row: Cells) -> Cells:
        """Return a row whose item stands whole in one cell, where its head is merged over several."""
        first, last = self.item
        if first == last:
            return row
        inner = [cell for cell in row[first + 1 : last + 1] if cell and cell != row[first]]
        if not inner or any(parse_money(cell) is not None for cell in inner):
            return row
        outer = row[first]
        if level_of_number(outer) is not None:
            whole = f"{outer}、{'：'.join(inner)}"
        else:
            whole = "：".join((*([enumerated(outer)[1] or outer] if outer else []), *inner))
        return (*row[:first], whole, *[""] * (last - first), *row[last + 1 :])

    def _inward(self, row: Cells) -> Cells:
        """Return a row whose amount stands where those of items do, in place of the column of their sums."""
        inner, outer = self.x["amount"], self.x["outer"]
        return tuple(row[outer] if x == inner else "" if x == outer else text for x, text in enumerate(row))

    def lines(self, stop: int) -> Iterator[Line]:
        """Yield the rows that hold anything in this piece, merged cells in each of their rows."""
        rows, start, end = self.rows, *self.span
        all_rows, filled = rows.grid.sheet.rows, rows.unmerged()
        filled_rows = {at for at, _ in filled}
        blank = {x for x in range(start, end) if rows.head.columns[x].role in _BLANK_BY_DASH}
        above: Cells = ()
        purpose, money = self.x["purpose"], self.money()
        for at in range(rows.head.row + 1, stop):
            row = all_rows[at]
            if at in rows.heads or not any(sign.isalnum() for text in row[start:end] for sign in text):
                if any(row[rows.width :]) and end == rows.width:
                    rows.fitted(at, row)
                continue
            if len(row) != rows.width:
                row = rows.fitted(at, row)
            if "计" in row:
                row = with_whole_label(row)
            if not row[purpose]:
                row = with_parted_sums(row, money, purpose)
            if at in filled_rows:
                row = tuple(filled.get((at, x), text) or text for x, text in enumerate(row))
            marks = rows.grid.sheet.marks
            if marks:
                row = self._without_unreckoned(at, row)
            if marks and is_sum_row(row):  # sums are counted here
                row = tuple("" if (at, x) in marks else text for x, text in enumerate(row))
            elif marks and not rows.has_value(at, rows.head.columns, self.span):
                continue
            if not _DITTO.isdisjoint(row):
                row = self._repeated(row, above)
            above = row
            row = self._named(row)
            if "outer" in self.x and row[self.x["outer"]]:
                row = self._inward(row)
            if not DASHES.isdisjoint(row):
                is_sum = is_sum_row(row)
                row = tuple(
                    "" if text in DASHES and (is_sum or x in blank) else text for x, text in enumerate(row)
                )
            yield Line(at, row)

    def _without_unreckoned(self, at: int, row: Cells) -> Cells:
        """Return a row without a balance that was never worked out, where nothing hangs on it; it is told."""
        if not (self.accounts or self.kinds or {*SIDES} & {*self.x}):
            return row  # balances may decide the side
        columns, rows = self.rows.head.columns, self.rows
        own = [x for x in range(*self.span) if columns[x].role == "balance" and row[x] == FORMULA]
        found = [x for x in own if rows.grid.sheet.marks.get((at, x)) == FORMULA]
        for x in found:
            rows.note_unreckoned(at, x)
        return tuple("" if x in found else text for x, text in enumerate(row)) if found else row

    def _repeated(self, row: Cells, above: Cells) -> Cells:
        """Return a row whose marks of repetition are what stands above them; of an amount it is no mark."""
        counted = {*self.money(), self.x.get("balance", -1)}
        if not above or is_sum_row(above):
            return row
        return tuple(
            above[x] if text in _DITTO and x not in counted and self.span[0] <= x < self.span[1] else text
            for x, text in enumerate(row)
        )

    def money(self) -> list[int]:
        """Return the columns of amounts that are added up."""
        if self.accounts:
            return [x for one in self.accounts for x in (one.income, one.expense) if x is not None]
        own = (self.x[role] for role in MONEY if role in self.x)
        return [*dict.fromkeys((*own, *(x for x, _ in self.kinds)))]

    def month(self, row: Cells) -> str:
        """Return what tells the month of a row from others, as far as its cells say."""
        x = self.x.get("month", self.x.get("day", -1))
        found = _MONTH.match(row[x]) if x >= 0 else None
        return found[1] if found else ""

    def number(self, row: Cells) -> str:
        """Return what a row is counted with in a column of its own."""
        return row[self.counted] if self.counted is not None else ""

    def text(self, row: Cells, x: int) -> str:
        """Return an amount as it is read: in yuan, with its sign in front."""
        text, scale = row[x], self.rows.head.columns[x].scale
        return (scaled(text, scale) if scale else plainly(text)) if text else ""

    def amount(self, row: Cells, x: int) -> Decimal | None:
        """Return an amount in yuan; nothing where there is none that can be read."""
        text = self.text(row, x)
        return parse_money(text) if text else None
