"""The fields of each entry of a table of money: its day and number, its side and its account.

Each entry hangs under a head that names its cells: so the side on which an amount of one column stands, and
the account whose column it is, are said by the head of its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from sunboard.engines.sheet import column_name
from sunboard.faults import fault
from sunboard.fields.written import half_width
from sunboard.lazy import dataclass, regex
from sunboard.model.row import Head, Row
from sunboard.reading.tables.amounts import without_minus
from sunboard.reading.tables.columns import DIVIDED, Column
from sunboard.reading.tables.days import (
    DayInDoubt,
    Days,
    keeps_noughts,
    month_by_all,
    number_of,
    sure_by_order,
    year_said,
)
from sunboard.reading.tables.piece import HELPS, MONEY, SIDES, Account, Line, Piece
from sunboard.reading.tables.words import enumerated

DAY_IN_DOUBT = fault("day-in-doubt")

_FIRST = regex(r"(?:.*\D)?0*1号?")
_BALANCED = frozenset("借贷平")

Made = dict[str, tuple[str, int]]
"""What was made of several cells, by role: the text, and the column whose place it has."""


@dataclass(slots=True)
class Entries:
    """The entries of a piece while their fields are made: what stands once for several rows is carried on."""

    piece: Piece
    month: str = ""
    day: str = ""
    voucher: str = ""
    heads: dict[object, Head] = field(default_factory=dict)

    def of(self, lines: Sequence[Line]) -> Iterator[Row]:
        """Yield the fields of each entry among the lines, in one row or one for each account."""
        piece, entries = self.piece, [line for line in lines if line.what == "entry"]
        days, has_series, second_looks = self._days(entries), self._has_series(entries), self._second_looks()
        heads = piece.rows.head.columns
        parts = [at for at in range(*piece.span) if heads[at].role == "part" and "account" not in piece.x]
        x = piece.x.get("voucher", -1)
        by_group = x >= 0 and self._count_anew(entries, x)
        account = piece.rows.grid.account if "where" not in piece.x and not piece.accounts else ""
        for line in lines:
            if line.what != "entry":
                self._pass(line)
                continue
            cells = list(line.row)
            made: Made = {}
            if not self._dated(line, cells, made, days):
                continue
            group = piece.owner(line) if by_group else piece.group
            series = (group, cells[piece.x["series"]] if has_series else "")
            if any(series) and x >= 0 and cells[x]:
                made["voucher"] = "-".join(filter(None, (*series, cells[x]))), x
            if (name := piece.x.get("account name", -1)) >= 0 and cells[name]:
                code = piece.x["account"]
                made["account"] = f"{cells[code]} {cells[name]}".strip(), code if cells[code] else name
            if kinds := [at for at in parts if piece.amount(line.row, at)]:
                names = (heads[at].key for at in kinds)
                made["account"] = "、".join(names), kinds[0]
            if account:
                made["where"] = account, piece.x["purpose"]
            self._carry_on(cells, made)
            self._read_cells(line, cells, second_looks)
            if line.at not in piece.rows.bad:
                yield from self._sided(line, cells, made)

    def _count_anew(self, lines: Sequence[Line], x: int) -> bool:
        """Tell whether the groups of a column count vouchers anew: two have the number 1 in one month."""
        first: dict[tuple[str, str], str] = {}
        for line in lines if "owner" in self.piece.x else ():
            written, own = line.row[x], self.piece.owner(line)
            is_first = _FIRST.fullmatch(written) is not None
            if is_first and first.setdefault((self.piece.month(line.row), written), own) != own:
                return True
        return False

    def _pass(self, line: Line) -> None:
        """Take the month of a balance brought forward: the days below it are days of that month."""
        if line.what == "balance" and "month" in self.piece.x:
            self.month = line.row[self.piece.x["month"]] or self.month

    def _days(self, lines: Sequence[Line]) -> Days:
        """Return how days are read: their year is that of the head, or of the period."""
        piece, year, near = self.piece, None, None
        sheet, x = piece.rows.grid.sheet, piece.x.get("day")
        if "month" in piece.x:
            year = year_said(cell for row in sheet.rows[: piece.rows.head.row + 1] for cell in row)
        if year is None and piece.period:
            year, near = piece.period.year, (piece.period.start.month, piece.period.end.month)
        texts = [line.row[x] for line in lines] if x is not None else []
        days = [at for at, column in enumerate(piece.rows.head.columns) if column.role == "day"]
        written = (row[at] for row in sheet.rows[piece.rows.head.row + 1 :] for at in days if at < len(row))
        keeps = keeps_noughts(texts) or (len(days) > 1 and keeps_noughts(written))  # on the other side
        return Days(year, sheet.from_1904, keeps, sure_by_order(texts), near, month_by_all(texts))

    def _has_series(self, lines: Sequence[Line]) -> bool:
        """Tell whether a number stands in two columns: 凭证 字 | 号.

        A number that is whole by its name is whole, unless it stands for two series in one month.
        """
        piece = self.piece
        if not {"series", "voucher"} <= {*piece.x}:
            return False
        series, number = (piece.rows.head.columns[piece.x[role]] for role in ("series", "voucher"))
        if series.group or number.key not in piece.rows.columns.names:
            return True
        given: dict[tuple[str, str], str] = {}
        for line in lines:
            own, written = line.row[piece.x["series"]], line.row[piece.x["voucher"]]
            if own and written and given.setdefault((piece.month(line.row), written), own) != own:
                return True
        return False

    def _dated(self, line: Line, cells: list[str], made: Made, days: Days) -> bool:
        """Read the day of an entry; refuse one that is in doubt."""
        rows, x = self.piece.rows, self.piece.x
        if "year" in x and cells[x["year"]] and not days.turn_to(cells[x["year"]]):
            rows.refuse(line.at, x["year"], DAY_IN_DOUBT, cells[x["year"]], sort="none")
            return False
        if "monthday" in x:
            day = cells[x["monthday"]]
            month = cells[x["month"]] if "month" in x else day and self.piece.month_above(line.at)
            self.month = month or self.month
            if month or day:
                first, second = number_of(self.month), number_of(day)
                self.day = days.of(first, second) if first and second and days.year else ""
                if not self.day:
                    text = f"{self.month}-{day}".strip("-")
                    rows.refuse(line.at, x["monthday"], DAY_IN_DOUBT, text, sort="none")
                    return False
            made["day"] = self.day, x["monthday"]
        elif "day" in x and cells[x["day"]]:
            try:
                cells[x["day"]] = days.read(cells[x["day"]])
            except DayInDoubt:
                month, day = half_width(cells[x["day"]]).split(".")
                told = {"month": month, "day": day, "sort": "two"}
                rows.refuse(line.at, x["day"], DAY_IN_DOUBT, cells[x["day"]], **told)
                return False
        return True

    def _carry_on(self, cells: list[str], made: Made) -> None:
        """Give a further line of a voucher the number and the day of the line above."""
        x = self.piece.x
        number, day = x.get("voucher"), x.get("day")
        own = made["voucher"][0] if "voucher" in made else cells[number] if number is not None else ""
        if number is not None and day is not None and not cells[day] and own in ("", self.voucher):
            cells[day] = self.day if self.voucher else ""
            cells[number] = own = self.voucher
        elif number is not None and "monthday" in x and not own and not cells[x["monthday"]]:
            cells[number] = own = self.voucher
        self.voucher = own
        self.day = cells[day] if day is not None else self.day

    def _second_looks(self) -> tuple[tuple[int, str], ...]:
        """Return the columns whose cells need a second look, and what for."""
        columns, sheet = self.piece.rows.columns, self.piece.rows.grid.sheet
        found: dict[int, str] = {}
        for x in range(*self.piece.span):
            column = self.piece.rows.head.columns[x]
            if column.field in columns.money or column.role in (*MONEY, *DIVIDED):
                found[x] = "money"
            elif not (column.key or column.role):
                found[x] = "blank"
            elif column.field in columns.codes and sheet.dates:
                found[x] = "code"
        return tuple(found.items())

    def _read_cells(self, line: Line, cells: list[str], second_looks: tuple[tuple[int, str], ...]) -> None:
        """Put amounts as they are read, and the item as it is called; tell of cells that are no values."""
        piece = self.piece
        for x, what_for in second_looks:
            if not cells[x]:
                continue
            if what_for == "money":
                cells[x] = piece.text(line.row, x)
            elif what_for == "blank":
                piece.rows.note_stray(line.at, x, cells[x])
            elif (line.at, x) in piece.rows.grid.sheet.dates:
                piece.rows.refuse_day(line.at, x, cells[x])
        purpose = piece.x["purpose"]
        owner = piece.owner(line)
        owner = "" if owner in cells[purpose] else owner
        month = piece.months_of.get(line.at, "") if piece.months_of else ""
        month = "" if month in cells[purpose] else month
        if within := [*filter(None, (owner, month, line.within))]:
            cells[purpose] = "：".join((*within, line.label or cells[purpose]))
        elif line.label and enumerated(cells[purpose])[2]:
            cells[purpose] = line.label

    def _sided(self, line: Line, cells: list[str], made: Made) -> Iterator[Row]:
        """Yield the rows of an entry, each under the head that says its side."""
        piece = self.piece
        if piece.accounts:
            yield from self._of_accounts(line, cells, made)
            return
        income, expense = piece.x.get("income"), piece.x.get("expense")
        if income is None and expense is None and line.side:
            x = piece.x["amount"]
            if line.turned:
                cells[x] = without_minus(cells[x])
            income, expense = (x, None) if line.side == "income" else (None, x)
        elif line.turned and expense is not None:
            cells[expense] = without_minus(cells[expense])
        balance = piece.x.get("balance")
        if kinds := self._kinds(line):
            for x, side in kinds:
                kind = piece.rows.head.columns[x].key
                own = made if "account" in piece.x else {**made, "account": (kind, x)}
                came, went = (x if side == one else None for one in SIDES)
                yield self._under(line, cells, own, came, went, None)
            if not any(x is not None and piece.amount(line.row, x) for x in (income, expense)):
                return
        if (piece.items or not piece.keys) and all(
            x is not None and piece.amount(line.row, x) for x in (income, expense)
        ):
            yield self._under(line, cells, made, income, None, None)  # an item of both sides
            income = None
        yield self._under(line, cells, made, income, expense, balance)

    def _kinds(self, line: Line) -> list[tuple[int, str]]:
        """Return the columns of kinds in which an entry has anything, and their sides; of noughts one."""
        if not self.piece.kinds:
            return []
        filled = [(x, side) for x, side in self.piece.kinds if line.row[x]]
        return [one for one in filled if self.piece.amount(line.row, one[0]) != 0] or filled[:1]

    def _of_accounts(self, line: Line, cells: list[str], made: Made) -> Iterator[Row]:
        """Yield a row for each account that moved; what left one and came into the other was only moved."""
        piece = self.piece
        moved = [
            one
            for one in piece.accounts
            if any(x is not None and piece.amount(line.row, x) for x in (one.income, one.expense))
        ]
        for out, into in (moved, moved[::-1]) if len(moved) == 2 else ():
            if out.expense is not None and self._is_moved(line, out, into):
                way = f"{out.name}>{into.name}", out.expense
                made = {**made, "where": way, "amount": (cells[out.expense], out.expense)}
                yield self._under(line, cells, made, None, None, None)
                return
        for one in moved or piece.accounts[:1]:
            at = next(x for x in (one.income, one.expense) if x is not None)
            balance = one.balance if moved else None
            own = {**made, "where": (one.name, at)}
            yield self._under(line, cells, own, one.income, one.expense, balance)

    def _is_moved(self, line: Line, out: Account, into: Account) -> bool:
        """Tell whether what left one account is what came into the other, and nothing else happened."""
        (back, went), (came, gone) = (
            [self.piece.amount(line.row, x) if x is not None else None for x in (one.income, one.expense)]
            for one in (out, into)
        )
        return bool(went) and went == came and not back and not gone

    def _under(
        self,
        line: Line,
        cells: Sequence[str],
        made: Made,
        income: int | None,
        expense: int | None,
        balance: int | None,
    ) -> Row:
        """Return a row under the head that names its cells, which rows of one sort share."""
        rows = self.piece.rows
        sort = income, expense, balance, tuple((role, x) for role, (_, x) in made.items()) if made else ()
        if sort not in self.heads:
            fields = {
                x: rows.columns.roles[role]
                for role, x in (("income", income), ("expense", expense), ("balance", balance))
                if x is not None and (role != "balance" or rows.head.columns[x].field)
            }
            names = tuple(
                self._name(x, column, fields, made) if self.piece.span[0] <= x < self.piece.span[1] else ""
                for x, column in enumerate(rows.head.columns)
            )
            further = tuple(rows.columns.labels[rows.columns.roles[role]] for role in made)
            letters = tuple(column_name(x) for _, x in made.values())
            self.heads[sort] = rows.shown((*names, *further), letters)
        further_cells = [text for text, _ in made.values()] if made else []
        return rows.row(self.heads[sort], line.at, (*cells, *further_cells))

    def _says_direction(self, x: int) -> bool:
        """Tell whether a column says of every balance on which side it stands, and nothing else."""
        rows = self.piece.rows
        below = enumerate(rows.grid.sheet.rows[rows.head.row + 1 :], rows.head.row + 1)
        said = (row[x] for at, row in below if at not in rows.heads and x < len(row) and row[x])
        return all(text in _BALANCED for text in said)

    def _name(self, x: int, column: Column, fields: dict[int, str], made: Made) -> str:
        """Return the key under which a column is read; nothing for one that is passed over."""
        columns, items = self.piece.rows.columns, self.piece.items
        if x in fields:
            return columns.labels[fields[x]]
        if x in items.values():
            sides = {columns.roles[side] for side, at in items.items() if at == x}
            return columns.labels[columns.roles["purpose"]] if sides & {*fields.values()} else ""
        if x == self.piece.month_at:
            return ""
        if column.role in ("year", "month") and not {"day", "monthday"} & {*self.piece.x}:
            return column.key  # a month without a day makes none: it is told of
        if column.role == "direction" and {*MONEY} & {*self.piece.x}:
            return "" if self._says_direction(x) else column.key
        helps = column.role in (*SIDES, *HELPS, *DIVIDED) or column.role in made or column.is_numbering
        if helps or (column.role == "amount" and self.piece.x.get("amount") in fields):
            return ""
        if column.field and columns.names.get(column.key) != column.field:
            return columns.labels[column.field]
        return column.key
