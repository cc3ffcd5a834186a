"""A table of money as rows: what each row of a piece is, on which side its amount stands, when and where.

Rows are known by their shape. A row with an amount and something to name it is an entry, unless it says
that it is a sum; a row without an amount is the title of a section, a note or a signature. On which side the
amount of one column stands is said by the head, a title, a column of kinds or the signs; debit and credit are
told apart by the balance after each row. What has two readings is an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sunboard.engines.sheet import column_name
from sunboard.faults import fault
from sunboard.fields.written import half_width, parse_day, parse_money
from sunboard.model.money import separated
from sunboard.model.period import Period
from sunboard.model.row import Head, Row
from sunboard.reading.tables.amounts import plainly, scaled, without_minus
from sunboard.reading.tables.days import DayInDoubt, Days, keeps_noughts, number_of, year_said
from sunboard.reading.tables.head import Column, Span
from sunboard.reading.tables.outline import Item, outlined
from sunboard.reading.tables.rows import CELL_DAY, Cells, Rows
from sunboard.reading.tables.sums import Sums, joined, may_be_label, sum_word
from sunboard.reading.tables.words import (
    balance_said,
    enumerated,
    is_sum_of_accounts,
    kind_said,
    level_of_number,
    section_side,
    side_said,
)

COLUMN_MISSING = fault("table-column-missing")
DAY_IN_DOUBT = fault("day-in-doubt")
HEAD_SIDES = fault("table-head-debit-credit")
HEAD_TWICE = fault("table-head-twice")
KIND_UNKNOWN = fault("kind-of-money-unknown")
SIDE_UNKNOWN = fault("side-unknown")
TOTAL_DIFFERS = fault("total-row-differs")
UNPROVEN = fault("parts-do-not-add-up")

_MONTH = re.compile(r"(?:\d{4}[-/.年])?(\d{1,2})(?:[-/.月]|$)")
_MONEY = ("income", "expense", "amount", "debit", "credit")
_MONEY_BOOKS = ("现金", "银行", "存款", "日记账")
_KEYS = ("day", "month", "monthday", "voucher")
_HELPS = (
    "balance",
    "kind",
    "month",
    "monthday",
    "series",
    "debit",
    "credit",
)  # make fields of others, and are none


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
    heads: dict[tuple[object, ...], Head] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the column of each role."""
        for at in range(*self.span):
            column = self.rows.head.columns[at]
            if column.role and (column.field or column.role in _HELPS):
                self.x.setdefault(column.role, at)
        if "day" in self.x or not {"month", "monthday"} <= {*self.x}:
            self.x.pop("month", None)
            self.x.pop("monthday", None)
        self.accounts = self._accounts()

    # What the head must have

    def is_sound(self) -> bool:
        """See that the head names each column once and leaves none out."""
        rows, head, labels = self.rows, self.rows.head, self.rows.columns.labels
        sound = True
        sides = {self.rows.columns.roles[role] for role in ("income", "expense", "balance")}
        for name, at in head.twice:
            if self.span[0] <= at[0] < self.span[1] and not (self.accounts and name in sides):
                cells = tuple(f"{column_name(x)}{head.row + 1}" for x in at)
                rows.log.add(HEAD_TWICE, rows.place(head.row, at[-1]), labels[name], cells=cells)
                sound = False
        fields = {column.field for column in head.columns[slice(*self.span)]}
        missing = [labels[name] for name in rows.columns.required if name not in fields]
        if not self.accounts and not {*self.x} & {*_MONEY}:
            missing += [labels[rows.columns.roles[role]] for role in ("income", "expense")]
        if missing:
            place = rows.place(head.row, self.span[0]).at("")
            rows.log.add(COLUMN_MISSING, place, "、".join(missing))
        return sound and not missing

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
                if is_sum_of_accounts(name):
                    continue
                if not name or column.role in found.setdefault(name, {}):
                    return ()
                found[name][column.role] = at
        whole = [name for name, at in found.items() if {"income", "expense"} <= {*at}]
        if len(whole) < 2 or len(whole) < len(found):
            return ()
        return tuple(
            Account(name, at.get("income"), at.get("expense"), at.get("balance"))
            for name, at in found.items()
        )

    # What each row is

    def read(self, stop: int) -> list[tuple[Row, int]]:
        """Return the entries above a row, each with the row in which it stands."""
        rows = self.rows
        lines = [Line(at, row) for at, row in self._lines(stop)]
        if not lines:
            return []
        keyed = [self.x[role] for role in _KEYS if role in self.x]
        self._tell_apart(lines, keyed)
        for line in lines:
            if line.what in ("entry", "sum"):
                rows.refuse_long(line.at)
        if not keyed:
            self._by_item(lines)
        if not self._give_sides(lines):
            return []
        for line in lines:
            if line.what in ("note", "sum", "balance"):
                rows.note(line.at, line.label_at, line.label)
        self._compare(lines)
        entries = [line for line in lines if line.what == "entry" and line.at not in rows.bad]
        return list(self._made(entries))

    def _lines(self, stop: int) -> Iterator[tuple[int, Cells]]:
        """Yield the rows that hold anything in this piece, merged cells in each of their rows."""
        rows, start, end = self.rows, *self.span
        all_rows, filled = rows.grid.sheet.rows, rows.unmerged()
        filled_rows = {at for at, _ in filled}
        for at in range(rows.head.row + 1, stop):
            row = all_rows[at]
            if at in rows.heads or not any(row[start:end]):
                if any(row[rows.width :]) and end == rows.width:
                    rows.fitted(at, row)
                continue
            if len(row) != rows.width:
                row = rows.fitted(at, row)
            if at in filled_rows:
                row = tuple(filled.get((at, x), text) or text for x, text in enumerate(row))
            if not rows.grid.sheet.marks or rows.has_value(at, rows.head.columns):
                yield at, row

    def _tell_apart(self, lines: Sequence[Line], keyed: Sequence[int]) -> None:
        """Say of each row what it is."""
        purpose, money = self.x["purpose"], self._money_columns()
        needed = [
            x for x in (self.x.get("day", self.x.get("monthday")), self.x.get("voucher")) if x is not None
        ]
        last = max(
            (line.at for line in lines if any(self._amount(line.row, x) is not None for x in money)),
            default=-1,
        )
        is_numbered = "voucher" in self.x
        before, ended, closed, open_side, begun = -1, False, False, "", False
        for line in lines:
            row, gap = line.row, 0 <= before < line.at - 1
            before = line.at
            if (
                needed
                and all(row[x] for x in (purpose, *needed))
                and any(row[x] for x in money)
                and (is_numbered or not may_be_label(row[purpose]) or not sum_word(row[purpose]))
            ):
                begun = True
                continue
            filled = [x for x in range(*self.span) if row[x]]
            line.label_at = self._label_at(row, filled, purpose)
            line.label = row[line.label_at]
            level, bare, _ = enumerated(line.label)
            side = section_side(bare) if not keyed else ""
            word = "" if is_numbered and all(row[x] for x in needed) else sum_word(bare)
            is_full = is_numbered and all(row[x] for x in needed)
            if not is_full and (word == "carried" or balance_said(bare)):
                line.what = "balance"
            elif word and not (side and self._stands_above(row, level, side, open_side, begun)):
                line.what, ended = "sum", True
            elif not any(self._amount(row, x) is not None for x in money):
                line.what = self._without_amount(line, filled, money, keyed, last)
            elif not row[purpose] and not any(row[x] for x in keyed) and not self._says_more(filled, money):
                line.what = "sum"
            # Behind its sum and an empty row a table has ended, until another section begins
            is_section = line.what == "title" and bool(section_side(bare) or side_said(bare))
            ended = ended and not is_section
            closed = not is_section and (closed or (ended and gap and not keyed))
            if closed and line.what == "entry" and not self._number(row).isdecimal():
                line.what = "note"
            if line.what == "note":
                counts = len(filled) > 1 and row[filled[0]].isdecimal()
                line.label_at = filled[1] if counts else filled[0]
                line.label = row[line.label_at]
            open_side = side or open_side
            begun = begun or line.what == "entry"

    def _stands_above(self, row: Cells, level: int | None, side: str, open_side: str, begun: bool) -> bool:
        """Tell whether a sum is the title of the items below it: it is counted, or begins another side."""
        if "amount" not in self.x or "income" in self.x or "expense" in self.x:
            return False
        if level is None and (number := self._number(row)):
            level = level_of_number(number)
        return level is not None or (open_side != side if open_side else not begun)

    def _number(self, row: Cells) -> str:
        """Return what a row is counted with in a column of its own."""
        return next((row[x] for x in range(*self.span) if self.rows.head.columns[x].is_numbering), "")

    def _money_columns(self) -> list[int]:
        if self.accounts:
            return [x for one in self.accounts for x in (one.income, one.expense) if x is not None]
        return [*dict.fromkeys(self.x[role] for role in _MONEY if role in self.x)]

    def _label_at(self, row: Cells, filled: Sequence[int], purpose: int) -> int:
        """Return the column that names a row: a sum wherever it is said, else what the money was for."""
        for x in filled:
            if self.rows.head.columns[x].field not in self.rows.columns.counted:
                bare = enumerated(row[x])[1]
                if sum_word(bare) or balance_said(bare):
                    return x
        return purpose if row[purpose] else filled[0]

    def _without_amount(
        self, line: Line, filled: Sequence[int], money: Sequence[int], keyed: Sequence[int], last: int
    ) -> str:
        """Say what a row without an amount is: a title, a note, or an entry whose amount was forgotten."""
        row, purpose = line.row, self.x["purpose"]
        if any(any(sign.isdigit() for sign in row[x]) and ":" not in half_width(row[x]) for x in money):
            return "entry" if row[purpose] else "note"
        named = [x for x in filled if not self.rows.head.columns[x].is_numbering] or filled
        bare = enumerated(row[named[0]])[1]
        if len(named) == 1 and (section_side(bare) or (side_said(bare) and line.at < last)):
            line.label, line.label_at = row[named[0]], named[0]
            return "title"
        if len(filled) == 1 or not row[purpose]:
            return "note"
        if keyed and all(self._fits(row, x) for x in keyed):
            return "entry"
        return "title" if not keyed and line.at < last else "note"

    def _fits(self, row: Cells, x: int) -> bool:
        """Tell whether a cell holds what its column is for."""
        if not row[x]:
            return False
        role = self.rows.head.columns[x].role
        if role in ("month", "monthday"):
            return number_of(row[x]) is not None
        if role != "day":
            return any(sign.isdigit() for sign in row[x]) and len(row[x]) <= 20
        try:
            return parse_day(row[x]) is not None or any(sign.isdigit() for sign in row[x][:2])
        except ValueError:
            return True

    def _says_more(self, filled: Sequence[int], money: Sequence[int]) -> bool:
        """Tell whether a row says anything but amounts and what is left."""
        beside = (*money, self.x.get("balance", -1))
        return any(x not in beside and not self.rows.head.columns[x].is_numbering for x in filled)

    # A table by item

    def _by_item(self, lines: list[Line]) -> None:
        """Tell items from their sections and their parts."""
        money = self._money_columns()
        of = {line.at: line for line in lines if line.what in ("entry", "title", "balance")}
        items = [
            Item(
                at=line.at,
                label=line.row[line.label_at] if line.label else line.row[self.x["purpose"]],
                amounts=tuple(self._amount(line.row, x) for x in money),
                counted=level_of_number(self._number(line.row)),
                is_balance=line.what == "balance",
            )
            for line in of.values()
        ]
        for item in outlined(items):
            line = of[item.at]
            line.side, line.within = item.side, item.within
            if item.is_part and item.verdict == "entry":
                line.label = item.bare
            if line.what == "balance":
                continue
            if item.verdict == "unproven":
                x, written, added = next(
                    (x, one, other)
                    for x, one, other in zip(money, item.amounts, item.added, strict=True)
                    if one != other
                )
                told = {"label": joined(item.bare), "sum": separated(added or Decimal(0))}
                self.rows.refuse(line.at, x, UNPROVEN, separated(written or Decimal(0)), **told)
            elif item.verdict != "entry" and not self._is_garbled(line.row, money):
                line.what = "note" if item.is_filled or item.verdict == "empty" else "title"

    def _is_garbled(self, row: Cells, money: Sequence[int]) -> bool:
        """Tell whether an amount is written that cannot be read, which is told where the fields are read."""
        return any(
            self._amount(row, x) is None and any(sign.isdigit() for sign in row[x]) for x in money if row[x]
        )

    # On which side an amount stands

    def _give_sides(self, lines: Sequence[Line]) -> bool:
        """Say on which side each entry stands, where one column holds the amounts of both."""
        if "income" in self.x or "expense" in self.x or self.accounts:
            return True
        if "debit" in self.x or "credit" in self.x:
            return self._debit_and_credit(lines)
        entries = [line for line in lines if line.what == "entry" and not self._is_move(line.row)]
        if "kind" in self.x:
            return self._by_kind(entries)
        self._by_title(lines)
        without = [line for line in entries if not line.side]
        if not without:
            return True
        amounts = {line.at: self._amount(line.row, self.x["amount"]) or Decimal(0) for line in entries}
        if (
            len(without) == len(entries)
            and any(one < 0 for one in amounts.values())
            and any(one > 0 for one in amounts.values())
        ):
            for line in entries:
                line.turned = amounts[line.at] < 0
                line.side = "expense" if line.turned else "income"
            return True
        rows, x = self.rows, self.x["amount"]
        at = rows.head.row if len(without) == len(entries) else without[0].at
        text = rows.head.columns[x].key if at == rows.head.row else without[0].row[x]
        rows.log.add(SIDE_UNKNOWN, rows.place(at, x), text)
        return False

    def _is_move(self, row: Cells) -> bool:
        """Tell whether a row moves money between own accounts, or none: it stands on no side."""
        where = row[self.x["where"]].strip() if "where" in self.x else ""
        return where in ("-", "—", "/") or any(sign in where for sign in (">", "＞", "→"))

    def _by_title(self, lines: Sequence[Line]) -> None:
        """Give entries the side of the title above them, which may stand above the whole piece."""
        side = self.side
        for line in lines:
            if line.what == "title":
                bare = enumerated(line.label)[1]
                side = section_side(bare) or side_said(bare) or side
            elif line.what == "entry":
                line.side = line.side or side

    def _by_kind(self, entries: Sequence[Line]) -> bool:
        """Give entries the side that a column says; a blank cell is one with those above it."""
        x, side = self.x["kind"], ""
        for line in entries:
            side = kind_said(line.row[x]) if line.row[x] else side
            line.side = side
            if not side:
                self.rows.refuse(line.at, x, KIND_UNKNOWN, line.row[x])
        spent = [self._amount(line.row, self.x["amount"]) for line in entries if line.side == "expense"]
        if spent and all(amount is not None and amount < 0 for amount in spent):
            for line in entries:
                line.turned = line.side == "expense"
        return True

    def _debit_and_credit(self, lines: Sequence[Line]) -> bool:
        """Tell by the balance after each row which of debit and credit is what came in."""
        debit, credit, balance = (self.x.get(role) for role in ("debit", "credit", "balance"))
        votes: set[str] = set()
        last: Decimal | None = None
        for line in lines:
            if line.what not in ("entry", "balance", "sum") or balance is None:
                continue
            left = self._amount(line.row, balance)
            if line.what == "entry" and left is not None and last is not None:
                came, went = (
                    (self._amount(line.row, x) if x is not None else None) or Decimal(0)
                    for x in (debit, credit)
                )
                if came != went:
                    moved = left - last
                    votes |= {
                        "debit" if moved == came - went else "credit" if moved == went - came else "none"
                    }
            last = left if left is not None else None if line.what == "entry" else last
        if self.side != "expense" and len(votes) == 1 and self._is_of_money(votes, lines):
            into, out = (debit, credit) if votes == {"debit"} else (credit, debit)
            self.x |= {name: x for name, x in (("income", into), ("expense", out)) if x is not None}
            return True
        x = debit if debit is not None else credit
        assert x is not None
        head = self.rows.head
        self.rows.log.add(HEAD_SIDES, self.rows.place(head.row, x), head.columns[x].key)
        return False

    def _is_of_money(self, votes: set[str], lines: Sequence[Line]) -> bool:
        """Tell whether a balance is that of money: its book says so, or it falls as well as it rises."""
        if votes != {"debit"}:
            return votes == {"credit"}
        grid, credit = self.rows.grid, self.x.get("credit")
        above = "".join(cell for row in grid.sheet.rows[: self.rows.head.row] for cell in row)
        falls = credit is not None and any(
            line.what == "entry" and self._amount(line.row, credit) for line in lines
        )
        return falls or any(word in above + grid.sheet.name for word in _MONEY_BOOKS)

    # Sums

    def _compare(self, lines: Sequence[Line]) -> None:
        """Compare every sum with the entries above it: of its column, of its side, of the last month."""
        columns = self._money_columns()
        sums = {x: Sums() for x in columns}
        sides = {side: Sums() for side in ("income", "expense")}
        months, month = {x: Sums() for x in columns}, ""
        for line in lines:
            if line.what == "balance":
                for x, column in sums.items():
                    column.carry(self._text(line.row, x))
            elif line.what == "sum":
                self._compare_sum(line, sums, sides, months)
            if line.what != "entry" or line.at in self.rows.bad:
                continue
            if (now := self._month(line.row)) != month:
                month, months = now, {x: Sums() for x in columns}
            for x in columns:
                text = self._text(line.row, x)
                sums[x].add(text)
                months[x].add(text)
                if line.side:
                    sides[line.side].add(without_minus(text) if line.turned else text)

    def _compare_sum(
        self, line: Line, sums: dict[int, Sums], sides: dict[str, Sums], months: dict[int, Sums]
    ) -> None:
        word, label = sum_word(enumerated(line.label)[1]) or "合计", joined(line.label)
        side = side_said(label)
        for x, column in sums.items():
            text = self._text(line.row, x)
            by_side = x == self.x.get("amount")
            real = (sides[side] if by_side and side else column).differs(text, word, label)
            others = [months[x], *(sides.values() if by_side and not side else ())]
            if real is not None and not any(other.agrees(text) for other in others):
                told = {"label": label, "sum": separated(real)}
                self.rows.log.add(TOTAL_DIFFERS, self.rows.place(line.at, x), line.row[x], **told)

    def _month(self, row: Cells) -> str:
        """Return what tells the month of a row from others, as far as its cells say."""
        x = self.x.get("month", self.x.get("day", -1))
        found = _MONTH.match(row[x]) if x >= 0 else None
        return found[1] if found else ""

    def _text(self, row: Cells, x: int) -> str:
        """Return an amount as it is read: in yuan, with its sign in front."""
        text, scale = row[x], self.rows.head.columns[x].scale
        return (scaled(text, scale) if scale else plainly(text)) if text else ""

    def _amount(self, row: Cells, x: int) -> Decimal | None:
        text = self._text(row, x)
        return parse_money(text) if text else None

    # The fields of each entry

    def _made(self, lines: Sequence[Line]) -> Iterator[tuple[Row, int]]:
        """Yield the fields of the entries; what stands once for several rows stands in each of them."""
        days = self._days(lines)
        month, date, voucher = "", "", ""
        for line in lines:
            cells = list(line.row)
            made: dict[str, tuple[str, int]] = {}  # role -> text made of other cells, and its column
            if "monthday" in self.x:
                month = cells[self.x["month"]] or month
                day = cells[self.x["monthday"]]
                if day or cells[self.x["month"]]:
                    date = self._of_two(days, month, day)
                    if not date:
                        self.rows.refuse(
                            line.at,
                            self.x["monthday"],
                            DAY_IN_DOUBT,
                            f"{month}-{day}".strip("-"),
                            sort="none",
                        )
                        continue
                made["day"] = date, self.x["monthday"]
            elif "day" in self.x and not self._dated(days, cells, line.at):
                continue
            if self._has_series() and cells[self.x["series"]] and cells[self.x["voucher"]]:
                made["voucher"] = f"{cells[self.x['series']]}-{cells[self.x['voucher']]}", self.x["voucher"]
            voucher, date = self._carried_on(cells, made, voucher, date)
            for x in range(*self.span):
                column = self.rows.head.columns[x]
                if column.field in self.rows.columns.money or column.role in _MONEY:
                    cells[x] = self._text(line.row, x)
                elif not column.key and cells[x]:
                    self.rows.note_stray(line.at, x, cells[x])
                elif column.field in self.rows.columns.codes and (line.at, x) in self.rows.grid.sheet.dates:
                    self.rows.refuse(line.at, x, CELL_DAY, cells[x])
            if line.within or (line.label and enumerated(line.row[self.x["purpose"]])[2]):
                bare = line.label or line.row[self.x["purpose"]]
                cells[self.x["purpose"]] = f"{line.within}：{bare}" if line.within else bare
            if line.at in self.rows.bad:
                continue
            yield from ((row, line.at) for row in self._sided(line, cells, made))

    def _has_series(self) -> bool:
        """Tell whether a number stands in two columns: 凭证 字 | 号."""
        if not {"series", "voucher"} <= {*self.x}:
            return False
        series, number = (self.rows.head.columns[self.x[role]] for role in ("series", "voucher"))
        return bool(series.group) or number.key not in self.rows.columns.names

    def _days(self, lines: Sequence[Line]) -> Days:
        head, grid = self.rows.head, self.rows.grid
        above = (cell for row in grid.sheet.rows[: head.row + 1] for cell in row)
        year = (year_said(above) if "month" in self.x else None) or (
            self.period.year if self.period else None
        )
        x = self.x.get("day")
        texts = (line.row[x] for line in lines) if x is not None else ()
        return Days(year, grid.sheet.from_1904, keeps_noughts(texts))

    def _of_two(self, days: Days, month: str, day: str) -> str:
        first, second = number_of(month), number_of(day)
        return days.of(first, second) if first and second and days.year else ""

    def _dated(self, days: Days, cells: list[str], at: int) -> bool:
        x = self.x["day"]
        if cells[x]:
            try:
                cells[x] = days.read(cells[x])
            except DayInDoubt:
                month, day = half_width(cells[x]).split(".")
                told = {"first": f"{month}月{day}日", "second": f"{month}月{day}0日", "sort": "two"}
                self.rows.refuse(at, x, DAY_IN_DOUBT, cells[x], **told)
                return False
        return True

    def _carried_on(
        self, cells: list[str], made: dict[str, tuple[str, int]], voucher: str, date: str
    ) -> tuple[str, str]:
        """Give a further line of a voucher the number and the day of the line above."""
        day_x, number_x = self.x.get("day"), self.x.get("voucher")
        own = made["voucher"][0] if "voucher" in made else cells[number_x] if number_x is not None else ""
        if day_x is None:
            if (
                number_x is not None
                and not own
                and made.get("day", ("", 0))[0]
                and not cells[self.x["monthday"]]
            ):
                cells[number_x] = own = voucher
            return own, date
        if number_x is not None and not cells[day_x] and voucher and own in ("", voucher):
            cells[day_x], own = date, voucher
            if "voucher" not in made:
                cells[number_x] = voucher
        return own, cells[day_x]

    def _sided(self, line: Line, cells: list[str], made: dict[str, tuple[str, int]]) -> Iterator[Row]:
        """Yield the row under heads that say on which side and in which account its amount stands."""
        if self.accounts:
            yield from self._of_accounts(line, cells, made)
            return
        income, expense = self.x.get("income"), self.x.get("expense")
        if income is None and expense is None and line.side:
            x = self.x["amount"]
            if line.turned:
                cells[x] = without_minus(cells[x])
            income, expense = (x, None) if line.side == "income" else (None, x)
        yield self._under(line, cells, made, income, expense, self.x.get("balance"))

    def _of_accounts(self, line: Line, cells: list[str], made: dict[str, tuple[str, int]]) -> Iterator[Row]:
        """Yield a row for each account that moved; what left one and came into the other was only moved."""
        moved = [
            one
            for one in self.accounts
            if any(x is not None and self._amount(line.row, x) for x in (one.income, one.expense))
        ]
        if len(moved) == 2:
            sums = [
                [self._amount(line.row, x) if x is not None else None for x in (one.income, one.expense)]
                for one in moved
            ]
            for out, into in ((0, 1), (1, 0)):
                went, came = sums[out][1], sums[into][0]
                if went and went == came and not sums[out][0] and not sums[into][1]:
                    x = moved[out].expense
                    assert x is not None
                    made = {
                        **made,
                        "where": (f"{moved[out].name}>{moved[into].name}", x),
                        "amount": (cells[x], x),
                    }
                    yield self._under(line, cells, made, None, None, None)
                    return
        for one in moved or self.accounts[:1]:
            x = one.income if one.income is not None else one.expense
            assert x is not None
            yield self._under(
                line,
                cells,
                {**made, "where": (one.name, x)},
                one.income,
                one.expense,
                one.balance if moved else None,
            )

    def _under(
        self,
        line: Line,
        cells: Sequence[str],
        made: dict[str, tuple[str, int]],
        income: int | None,
        expense: int | None,
        balance: int | None,
    ) -> Row:
        mark = (income, expense, balance, tuple((role, x) for role, (_, x) in made.items()))
        if mark not in self.heads:
            labels, roles = self.rows.columns.labels, self.rows.columns.roles
            at = {
                x: labels[roles[role]]
                for role, x in (("income", income), ("expense", expense), ("balance", balance))
                if x is not None
            }
            names = tuple(
                self._name(x, column, at, made) if self.span[0] <= x < self.span[1] else ""
                for x, column in enumerate(self.rows.head.columns)
            )
            further = tuple(labels[roles[role]] for role in made)
            self.heads[mark] = self.rows.shown(
                (*names, *further), tuple(column_name(x) for _, x in made.values())
            )
        return self.rows.row(self.heads[mark], line.at, (*cells, *(text for text, _ in made.values())))

    def _name(self, x: int, column: Column, at: dict[int, str], made: dict[str, tuple[str, int]]) -> str:
        """Return the key under which a column is read; nothing for one that is passed over."""
        if x in at:
            return at[x]
        if (
            column.role in ("income", "expense", "balance", *_HELPS)
            or column.role in made
            or column.is_numbering
        ):
            return ""
        if column.role == "amount" and at.keys() & {self.x.get("amount")}:
            return ""
        if column.field:
            known = self.rows.columns.names.get(column.key)
            return column.key if known == column.field else self.rows.columns.labels[column.field]
        return column.key
