"""What a ledger on the wall tells of its record beside its rows: totals, balances, who signed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sunboard.fields.part import Part
from sunboard.fields.written import parse_money
from sunboard.kinds.finance.vouchers import LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import plain_money
from sunboard.model.period import period_of_days
from sunboard.model.plain import Plain

_OPENING = regex(r"(?:上[期月季年]度?|期初|年初|月初|季初)(?:结转|结余|余额|结存)(?:资金|金额|数)?")
_CLOSING = regex(r"(?:期末|年末|月末|季末|本[期月季年]度?(?:期末)?)(?:结转|结余|余额|结存)(?:资金|金额|数)?")
_AFTER_NUMBER = regex(r"^[一二三四五六七八九十\d]+[、.．]\s*")
_SIGNED = {
    "head": regex(r"(?:村|单位|主要|财务|村委会)?(?:主任|负责人|书记)|审批人?|批准人?"),
    "supervisor": regex(
        r"村?(?:监委会|村务监督委员会|(?:民主)?理财小组|监督小组)(?:主任|组长|负责人|审核人?)?"
    ),
    "accountant": regex(r"(?:村|主管|记账)?(?:会计|报账员)"),
    "owner": regex(r"(?:制表|填表|编制|经办|填报)人?"),
}
_NAME = regex("[\u4e00-\u9fff·]{2,8}")

_ZERO = Decimal(0)
_ONE_ACCOUNT = regex("现金|银行|存款|基本户")
_TITLES = 5  # rows in which a ledger says what it is
_INCOME = regex(r"^收$|收入|收支|收款(?!人|单位|方)|收[方项]|进[账项]|来款|存入|[借贷]方")
_EXPENSE = regex(r"^[支付]$|支出|收支|开支|付款(?!人|单位|方)|[支付][方项]|支付|用款|[借贷]方")
_LONGEST_HEAD = 10
_FEWEST_RUNNING = 3  # entries along which a column runs by no chance
"""What says that a ledger has room for a side, and how long heads are that may say it."""
_OF_WHOM = regex(r"(?:编制单位|单位名称|账套|核算单位|单位)[:：](.+)")
ACCOUNT_SETS = {
    "集体经济组织": regex("合作社|集体经济组织|经联社"),
    "村民委员会": regex("村民委员会|村委会"),
}
"""Whose accounts a village keeps, by the name of the body that a ledger names."""
ALL_MONEY = "全部资金"
"""The one account of a ledger that tells none apart."""
CATALOG = "CK02"
"""The row of the catalogue that asks for what came in and went out."""
Cells = Sequence[str]


def told_by_ledger(rows: Iterable[Part] | None, cells: Iterable[Cells]) -> dict[str, Plain]:
    """Return fields of the record as a ledger tells them; balances only where they agree with its rows.

    One without entries tells something where what was there before is what is left.
    """
    lines = [[cell.strip() for cell in line] for line in cells]
    ledger = [row for row in rows or () if isinstance(row, LedgerRow)]
    if rows is None or not (ledger or _has_nothing_moved(lines)):
        return {}
    entries = [row for row in ledger if row.is_entry]
    income = sum((row.income or _ZERO for row in entries), _ZERO)
    expense = sum((row.expense or _ZERO for row in entries), _ZERO)
    return {
        "catalog": CATALOG,
        **_spanned({row.date for row in entries}),
        **_account_set(lines),
        **_total("total_income", income, lines, _INCOME),
        **_total("total_expense", expense, lines, _EXPENSE),
        "accounts": _accounts(ledger, lines, income - expense),
        **_people(dict(_signed(lines))),
    }


def _has_nothing_moved(lines: Sequence[Cells]) -> bool:
    """Tell whether a ledger says, in two cells, that the balance before is the balance behind."""
    told = _by_labels(lines, _ZERO)
    return told is not None and [parse_money(cell) for line in lines for cell in line].count(told[0]) > 1


def _total(name: str, amount: Decimal, lines: Sequence[Cells], head: re.Pattern[str]) -> dict[str, Plain]:
    """Return what one side comes to; of a ledger that has no column or section for it nothing is known."""
    known = amount or any(len(cell) <= _LONGEST_HEAD and head.search(cell) for line in lines for cell in line)
    return {name: plain_money(amount)} if known else {}


def _spanned(days: Collection[date | None]) -> dict[str, Plain]:
    """Return the period that the days of all rows fill."""
    dated = [day for day in days if day]
    period = period_of_days(dated) if len(dated) == len(days) else None
    return {"period": str(period)} if period else {}


def _accounts(ledger: Sequence[LedgerRow], lines: Sequence[Cells], change: Decimal) -> list[Plain]:
    """Return the accounts of money that rows name; where they name none, the one that there is."""
    entries = [row for row in ledger if row.is_entry]
    if named := list(dict.fromkeys(row.money_account for row in entries if row.money_account)):
        return [{"code": name, "name": name, **_balances(_by_day(ledger, name))} for name in named]
    account = {"code": "A", **({} if _is_of_one_account(lines) else {"name": ALL_MONEY})}
    told = _by_labels(lines, change) or _by_rows(entries) or _by_shape(entries, lines)
    return [{**account, **_balances(told if told and told[0] + change == told[1] else None)}]


def _balances(told: tuple[Decimal, Decimal] | None) -> dict[str, Plain]:
    return {"opening": plain_money(told[0]), "closing": plain_money(told[1])} if told else {}


def _is_of_one_account(lines: Sequence[Cells]) -> bool:
    """Tell whether a ledger says that it is of the cash or the bank alone."""
    return any(_ONE_ACCOUNT.search(cell) for line in lines[:_TITLES] for cell in line)


def _account_set(lines: Sequence[Cells]) -> dict[str, Plain]:
    """Return whose accounts a ledger says that it holds."""
    said = {
        name
        for line in lines
        for cell in line
        if (found := _OF_WHOM.fullmatch(cell))
        for name, known in ACCOUNT_SETS.items()
        if known.search(found[1])
    }
    return {"account_set": said.pop()} if len(said) == 1 else {}


def _by_labels(lines: Sequence[Cells], change: Decimal) -> tuple[Decimal, Decimal] | None:
    """Return opening and closing balance as labels tell them, each once.

    Where only what was there before has a label, what is left has to stand in any cell.
    """
    openings, closings = ({*_amounts(lines, label)} for label in (_OPENING, _CLOSING))
    if len(openings) != 1 or len(closings) > 1:
        return None
    opening = openings.pop()
    if closings:
        return opening, closings.pop()
    is_written = any(parse_money(cell) == opening + change for line in lines for cell in line)
    return (opening, opening + change) if is_written else None


def _by_rows(rows: Sequence[LedgerRow], account: str = "") -> tuple[Decimal, Decimal] | None:
    """Return the balances before the first and behind the last row, where every entry agrees with its own.

    What moves to or from another account bears none.
    """
    openings, change = set[Decimal](), _ZERO
    for row in rows:
        if row.is_entry and (row.money_account or "") == account:
            if row.balance is None:
                return None
            change += (row.income or _ZERO) - (row.expense or _ZERO)
            openings.add(row.balance - change)
        elif row.way and account in row.way:
            change += (row.amount or _ZERO) * (1 if row.way[1] == account else -1)
    if len(openings) != 1:
        return None
    opening = openings.pop()
    return opening, opening + change


def _by_day(rows: Sequence[LedgerRow], account: str) -> tuple[Decimal, Decimal] | None:
    """Return the balances of an account whose book may stand before or behind those of others.

    Of what came from another on a day nobody says whether it was before the entries of that day: either has
    to lead to the same.
    """
    dated = [(row.date, row) for row in rows if row.date]
    if len(dated) < len(rows) or all(above[0] <= below[0] for above, below in pairwise(dated)):
        return _by_rows(rows, account)

    def in_order(came: int) -> list[LedgerRow]:
        """Return rows by day, what came from another account before (-1) or behind (1) those of its day."""

        def rank(one: tuple[date, LedgerRow]) -> tuple[date, int]:
            way = one[1].way
            return one[0], came if way and way[1] == account else 0

        return [row for _, row in sorted(dated, key=rank)]

    found = {_by_rows(in_order(came), account) for came in (-1, 1)} - {None}
    return found.pop() if len(found) == 1 else None


def _by_shape(entries: Sequence[LedgerRow], lines: Sequence[Cells]) -> tuple[Decimal, Decimal] | None:
    """Return the balances before the first and behind the last entry, where a column runs along with them.

    Whatever its head; the latest entry may stand first.
    """
    found: list[Cells] = []
    for line in lines:
        if len(found) < len(entries) and entries[len(found)].summary in line:
            found.append(line)
    if len(found) < len(entries) or len(entries) < _FEWEST_RUNNING:
        return None
    changes = [(row.income or _ZERO) - (row.expense or _ZERO) for row in entries]
    for x in range(min(map(len, found))):
        left = [parse_money(line[x]) if line[x] else None for line in found]
        for balances, own in ((left, changes), (left[::-1], changes[::-1])):
            known = [balance for balance in balances if balance is not None]
            if len(known) == len(own) and all(
                behind - before == change
                for (before, behind), change in zip(pairwise(known), own[1:], strict=True)
            ):
                return known[0] - own[0], known[-1]
    return None


def _people(signed: Mapping[str, str]) -> dict[str, Plain]:
    """Return who signed the ledger; who drew it up and no other accountant signed keeps the accounts."""
    group: dict[str, Plain] = {name: who for name, who in signed.items() if name != "owner"}
    if not (owner := signed.get("owner")):
        return {"signed": group} if group else {}
    return {"owner": owner, "signed": {"accountant": owner, **group}}


def _amounts(lines: Iterable[Cells], label: re.Pattern[str]) -> Iterator[Decimal]:
    """Yield the amounts behind a label, in its cell or in the next that is filled."""
    for line in lines:
        for at, cell in enumerate(line):
            found = label.match(_AFTER_NUMBER.sub("", cell))
            if not found:
                continue
            rest = _AFTER_NUMBER.sub("", cell)[found.end() :].strip(" :：")
            written = rest or next((other for other in line[at + 1 :] if other), "")
            if (amount := parse_money(written)) is not None:
                yield amount


def _signed(lines: Iterable[Cells]) -> Iterator[tuple[str, str]]:
    """Yield who signed, by the first label of each that a name follows."""
    seen: set[str] = set()
    for line in lines:
        for at, cell in enumerate(line):
            label, colon, rest = cell.replace("：", ":").partition(":")
            if not colon:
                continue
            name = "".join(rest.split()) or next(("".join(one.split()) for one in line[at + 1 : at + 2]), "")
            plain = re.sub(r"[\s（）()签字章]", "", label)
            for field, known in _SIGNED.items():
                if field not in seen and known.fullmatch(plain) and _NAME.fullmatch(name):
                    seen.add(field)
                    yield field, name
