"""The arithmetic of a period's money: totals, balances, what came before, what is owed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from operator import attrgetter

from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.fields.written import groups_said
from sunboard.kinds.finance import Finance, LedgerRow, MoneyAccount, Transfer
from sunboard.kinds.finance.ordering import in_order
from sunboard.kinds.finance.vouchers import called
from sunboard.lazy import dataclass, regex
from sunboard.model.money import separated
from sunboard.model.node import Place
from sunboard.model.row import lacks_column

ZERO = Decimal("0.00")
_SIDES = ("income", "expense")
_FEWEST_BALANCES = 3  # of fewer nobody knows which of them is right
_TILL = regex("现金|备用金$")
_UNITS = (1_000, 10_000, 1_000_000, 100_000_000)  # in which amounts are told beside yuan
_GROUP = regex(r"第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:村民)?小?组")


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that came into an account, or went out of it (negative)."""

    account: str  # as written
    amount: Decimal
    row: LedgerRow | Transfer
    column: str  # of the row, where the amount stands

    @property
    def date(self) -> date | None:
        """Return the day on which it moved."""
        return self.row.date

    @property
    def voucher(self) -> str:
        """Return what its row is called."""
        return called(self.row.voucher_no, self.row.summary)

    @property
    def place(self) -> Place:
        """Return where the amount stands."""
        return self.row.at(self.column)

    @property
    def account_place(self) -> Place:
        """Return where the account stands, or else the amount."""
        return self.row.at("money_account") if self.row.money_account else self.place


def movements(finance: Finance) -> tuple[Movement, ...]:
    """Return every movement of money, transfers on both sides, in the order in which the vouchers came."""
    return tuple(in_order([*_movements(finance)], _day, lambda one: one.row.voucher_no or ""))


def _day(one: Movement) -> date:
    return one.date or date.min


def _movements(finance: Finance) -> Iterator[Movement]:
    """Yield the movements as they were written: those of the rows, then those of transfers beside them."""
    groups = _accounts_of_groups(finance)
    for row in finance.rows:
        if row.is_entry:
            amount = (row.income or ZERO) - (row.expense or ZERO)
            yield Movement(_written(row, groups), amount, row, "expense" if row.expense else "income")
        elif row.way:
            yield from _moved_between(row)
    for move in finance.transfers:
        yield from _moved_between(move)


def _moved_between(move: LedgerRow | Transfer) -> Iterator[Movement]:
    (out, into), amount = move.way or ("", ""), move.amount or ZERO
    yield Movement(out, -amount, move, "money_account")
    yield Movement(into, amount, move, "money_account")


def moved(record: Record[Finance], around: Around) -> tuple[Movement, ...]:
    """Return the movements of a record, put in order once though several checks ask."""
    return around.once_for((movements, record.source), lambda: movements(record.fields))


def moved_by_account(record: Record[Finance], around: Around) -> Mapping[str, tuple[Decimal, Decimal]]:
    """Return what came in and what went out (negative) under each spelling of an account."""

    def added_up() -> Mapping[str, tuple[Decimal, Decimal]]:
        if any(map(attrgetter("unread"), record.fields.rows)):
            moved(record, around)  # it tells whether enough could be read
        written = {*map(attrgetter("money_account"), record.fields.entries)}
        amounts = chain(*_sides(record, around))
        is_one = len(written) == 1 and not (None in written and _accounts_of_groups(record.fields))
        if is_one and not record.fields.moves and min(amounts, default=ZERO) >= ZERO:
            income, expense = _sums(record, around)  # of most ledgers that is all
            return {written.pop() or "": (income, ZERO - expense)}
        moves: dict[str, list[Decimal]] = {}
        for account, amount in _amounts(record.fields):
            moves.setdefault(account, []).append(amount)
        return {account: _came_and_went(amounts) for account, amounts in moves.items()}

    return around.once_for((moved_by_account, record.source), added_up)


def _came_and_went(amounts: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    came = sum(filter(ZERO.__lt__, amounts), ZERO)
    return came, sum(amounts, ZERO) - came


def _amounts(finance: Finance) -> Iterator[tuple[str, Decimal]]:
    """Yield the movements of money as `movements` has them, each with the account as written."""
    groups = _accounts_of_groups(finance)
    for row in finance.entries:
        came, went = row.income or ZERO, row.expense
        yield _written(row, groups), came - went if went else came
    for move in finance.moves:
        (out, into), amount = move.way or ("", ""), move.amount or ZERO
        yield out, -amount
        yield into, amount


def _accounts_of_groups(finance: Finance) -> Mapping[str, str]:
    """Return the accounts of groups by these, where the village has no other: 第一村民小组存款 of 1组."""
    codes: dict[str, str] = {}
    for account in finance.accounts:
        said = _GROUP.match(account.name)
        groups = groups_said(said[0]) if said else ()
        if len(groups) != 1 or codes.setdefault(groups[0], account.code) != account.code:
            return {}
    return codes if len(codes) > 1 else {}


def _written(row: LedgerRow, groups: Mapping[str, str]) -> str:
    """Return the account that a row names, or else that of the one group for which it is."""
    if row.money_account or not groups:
        return row.money_account or ""
    codes = {groups.get(group) for said in _GROUP.findall(row.summary) for group in groups_said(said)}
    return (codes.pop() or "") if len(codes) == 1 else ""


def owners(record: Record[Finance], around: Around) -> Mapping[str, MoneyAccount | None]:
    """Return which account each spelling in the movements of a record means: of many rows there are few."""

    def found_once() -> Mapping[str, MoneyAccount | None]:
        accounts = accounts_by_name(record, around)
        return {written: account_of(written, accounts) for written in moved_by_account(record, around)}

    return around.once_for((owners, record.source), found_once)


def account_of(written: str, accounts: Mapping[str, MoneyAccount]) -> MoneyAccount | None:
    """Return the account that a row means: by code or name; where there is only one, blank means it.

    Cash and the bank are what every village calls them, where there is one account of each.
    """
    if not written.strip() and len({account.code for account in accounts.values()}) == 1:
        return next(iter(accounts.values()))
    return accounts.get(_plain(written)) or _cash_or_bank(_plain(written), accounts)


def _cash_or_bank(written: str, accounts: Mapping[str, MoneyAccount]) -> MoneyAccount | None:
    """Return the only account of cash, or the only other one, for a row that says 现金 or 银行存款."""
    if written not in ("现金", "库存现金", "银行", "银行存款", "存款"):
        return None
    each = {account.code: account for account in accounts.values()}.values()
    meant = [account for account in each if is_cash(account) == ("现金" in written)]
    return meant[0] if len(meant) == 1 else None


def accounts_by_name(record: Record[Finance], around: Around) -> Mapping[str, MoneyAccount]:
    """Return the accounts by their codes, names, and both together."""

    def by_name() -> Mapping[str, MoneyAccount]:
        return {
            _plain(name): account
            for account in reversed(record.fields.accounts)
            for name in (account.code + account.name, account.name, account.code)
        }

    return around.once_for((accounts_by_name, record.source), by_name)


def is_cash(account: MoneyAccount) -> bool:
    """Tell whether an account is the till."""
    return bool(_TILL.search(account.name))


@lru_cache(maxsize=1024)
def _plain(written: str) -> str:
    return re.sub(r"\s+", "", written).upper()


@check("money-account-unknown", of=Finance)
def money_account_unknown(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A row names an account that the record does not list, or none although there are several."""
    if record.fields.is_summary and not any(row.money_account for row in record.fields.rows):
        return  # totals by item are those of all accounts together
    owned = owners(record, around) if accounts_by_name(record, around) else {}
    if None not in owned.values():
        return
    known = tuple(f"{account.code}（{account.name}）" for account in record.fields.accounts)
    without_column = set[str]()
    unknown = [one for one in moved(record, around) if owned[one.account] is None]
    counts = Counter(one.account for one in unknown if one.account)
    for one in unknown:
        says = "another" if one.account else "nothing"
        if not one.account and lacks_column(one.row.places, "money_account"):
            says = "column"
            if one.place.path in without_column:
                continue
            without_column.add(one.place.path)
        count = counts.pop(one.account, 0) if one.account else 1
        if count:  # an account is asked for once, with the first of its entries
            told = {"count": f"{count}", "also": "several" if count > 1 else "alone"}
            yield found(one.account_place, one.account, voucher=one.voucher, known=known, says=says, **told)


@check("balance-wrong", of=Finance)
def balance_wrong(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """What was there, plus what came in, less what went out, is not what is left."""
    finance = record.fields
    if not accounts_by_name(record, around) or not _lies_within(record, around):
        return
    owned, sums = owners(record, around), moved_by_account(record, around)
    balanced = True
    if None not in owned.values():
        for account in finance.accounts:
            own = [sums[written] for written, owner in owned.items() if owner is account]
            income, expense = sum((came for came, _ in own), ZERO), -sum((went for _, went in own), ZERO)
            closing, place = account.closing, account.at("closing")
            for finding in _unbalanced(account.name, account.opening, income, expense, closing, place):
                balanced = False
                yield finding
    if balanced:
        income, expense = _sums(record, around)
        opening = sum((account.opening for account in finance.accounts), ZERO)
        closing = sum((account.closing for account in finance.accounts), ZERO)
        yield from _unbalanced("", opening, income, expense, closing, record.at("accounts"))


def _unbalanced(
    account: str, opening: Decimal, income: Decimal, expense: Decimal, closing: Decimal, place: Place
) -> Iterator[Finding]:
    """Compare what an account, or all together, should have left with what is given."""
    counted = opening + income - expense
    if counted != closing:
        figures = {
            "opening": opening,
            "income": income,
            "expense": expense,
            "counted": counted,
            "difference": abs(counted - closing),
        }
        told = {name: separated(amount) for name, amount in figures.items()}
        yield found(place, separated(closing), of="one" if account else "all", name=account, **told)


def _lies_within(record: Record[Finance], around: Around) -> bool:
    """Tell whether all entries lie within the period; of others nobody knows yet where they belong.

    Among entries with days one without may be none: what a month comes to, a title.
    """

    def lie() -> bool:
        period, rows = record.fields.period, record.fields.rows
        given = {*map(attrgetter("date"), rows)}
        days = sorted(filter(None, given))
        return not days or (None not in given and period.start <= days[0] and days[-1] <= period.end)

    return around.once_for((_lies_within, record.source), lie)


def _sides(record: Record[Finance], around: Around) -> tuple[Sequence[Decimal], Sequence[Decimal]]:
    """Return every income and every expense of the entries."""

    def sides() -> tuple[Sequence[Decimal], Sequence[Decimal]]:
        entries = record.fields.entries
        income, expense = (tuple(filter(None, map(attrgetter(side), entries))) for side in _SIDES)
        return income, expense

    return around.once_for((_sides, record.source), sides)


def _sums(record: Record[Finance], around: Around) -> tuple[Decimal, Decimal]:
    """Return all income and all expense of the entries."""

    def sums() -> tuple[Decimal, Decimal]:
        income, expense = _sides(record, around)
        return sum(income, ZERO), sum(expense, ZERO)

    return around.once_for((_sums, record.source), sums)


@check("total-wrong", of=Finance)
def total_wrong(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The declared total of income or expense is not the sum of the rows."""
    if not record.fields.rows or not _lies_within(record, around):
        return
    fields, names = record.fields, ("total_income", "total_expense")
    told = [
        (name, written, counted)
        for name, counted in zip(names, _sums(record, around), strict=True)
        if (written := getattr(fields, name)) is not None
    ]
    sums = [one for one in told if one[1] != one[2]]
    over = {counted - written for _, written, counted in sums}  # what went between accounts is over in both
    is_moved = len(sums) == 2 and len(over) == 1 and min(over) > 0 and len(fields.accounts) > 1
    some = [(written, counted) for _, written, counted in told if written or counted]
    times = next((unit for unit in _UNITS if sums and all(_in_unit(*one, unit) for one in some)), None)
    for name, written, counted in sums:
        yield found(
            record.at(name),
            separated(written),
            counted=separated(counted),
            difference=separated(abs(written - counted)),
            what="unit" if times else "moved" if is_moved else "other",
            times=times or 1,
        )


def _in_unit(written: Decimal, counted: Decimal, unit: int) -> bool:
    """Tell whether one of two sums is the other in a larger unit, as where a table says a wrong one."""
    return bool(written) and (written * unit == counted or counted * unit == written)


@check("running-balance-differs", of=Finance)
def running_balance_differs(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """One balance in a column of them is another than those above and below it and the entries say.

    Of several accounts, or where more does not follow, nobody knows which rows belong together.
    """
    finance = record.fields
    if finance.is_summary or finance.moves:
        return
    if len(finance.accounts) != 1:
        yield from _ends_elsewhere(record, around)
        return
    if {None}.issuperset(map(attrgetter("balance"), finance.rows)):
        return  # most ledgers have no such column
    last, moved, told = finance.accounts[0].opening, ZERO, list[tuple[LedgerRow, Decimal, Decimal]]()
    for row in finance.rows:
        moved += (row.income or ZERO) - (row.expense or ZERO)
        if row.balance is not None:
            told.append((row, row.balance, last + moved))
            last, moved = row.balance, ZERO
    wrong = [at for at, (_, balance, counted) in enumerate(told) if balance != counted]
    if not wrong or len(told) < _FEWEST_BALANCES:
        yield from _ends_elsewhere(record, around) if wrong else ()
        return
    row, balance, counted = told[wrong[0]]
    is_last = wrong == [len(told) - 1]
    if is_last or (len(wrong) == 2 and _makes_up(told[wrong[0]], told[wrong[0] + 1])):
        yield found(row.at("balance"), separated(balance), counted=separated(counted), what="one")
    else:
        yield from _ends_elsewhere(record, around)


def _ends_elsewhere(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Yield the last balance of each account after whose entries what is left never stands.

    Only where each of its entries has one, and opening, entries and closing agree; a column may also say what
    is left in all accounts together.
    """
    accounts, entries = record.fields.accounts, record.fields.entries
    told = {row.balance for row in entries} - {None}
    if not told or sum((one.closing for one in accounts), ZERO) in told:
        return
    owned, sums = owners(record, around), moved_by_account(record, around)
    groups = _accounts_of_groups(record.fields)
    if None in owned.values():
        return
    for account in accounts:
        own = [row for row in entries if owned[_written(row, groups)] is account]
        moved = sum((sum(sums[said], ZERO) for said, owner in owned.items() if owner is account), ZERO)
        balances = [row.balance for row in own]
        is_whole = bool(own) and None not in balances and account.opening + moved == account.closing
        if is_whole and account.closing not in balances and (last := balances[-1]) is not None:
            closing = separated(account.closing)
            yield found(own[-1].at("balance"), separated(last), counted=closing, what="closing")


def _makes_up(one: tuple[LedgerRow, Decimal, Decimal], after: tuple[LedgerRow, Decimal, Decimal]) -> bool:
    """Tell whether the balance after one that differs is right again."""
    (_, balance, counted), (_, left, expected) = one, after
    return left - expected == counted - balance


@check("balance-negative", of=Finance)
def balance_negative(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """An account falls below nothing after one of the vouchers; without days nobody knows what came first."""
    if not accounts_by_name(record, around) or not _lies_within(record, around):
        return
    owned, left = owners(record, around), {one.code: one.opening for one in record.fields.accounts}
    least = dict(left)
    for written, (_, went) in moved_by_account(record, around).items():
        if (owner := owned[written]) is not None:
            least[owner.code] += went
    if all(amount >= 0 for amount in least.values()):
        return  # nothing that comes first brings an account below nothing
    if any(row.date is None for row in record.fields.rows):
        return
    below: set[str] = set()
    for one in moved(record, around):
        account = owned[one.account]
        if account is None:
            continue
        left[account.code] += one.amount
        if left[account.code] < 0 and account.code not in below:
            below.add(account.code)
            yield found(
                one.place,
                separated(left[account.code]),
                day=one.date,
                voucher=one.voucher,
                account=account.name,
            )
