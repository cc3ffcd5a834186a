"""Cash and accounts: what was paid in cash, how much lay in the till, and in whose name money is kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from sunboard.checks.balances import ZERO, Movement, account_of, accounts_by_name, is_cash, moved
from sunboard.checks.columns import payments_where
from sunboard.checks.ledgers import people, tills
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.kinds.finance import Finance, LedgerRow, MoneyAccount
from sunboard.lazy import regex
from sunboard.model.money import separated

_BODY = regex(".*(村|社|会|组|公司|中心|局|所|镇|乡|厂|行|校|站|办|部|户|联|队|场|账|集体|街道)")
_ASIDE = regex(r"[(（].*?[)）]|\s")
_BRACKETS = regex(r"[()（）]|\s")
_OWN = regex(
    "个人(?:的|名下|银行|微信|支付宝)*(?:卡|账户|帐户|户|存折|名下|$)|私人|私户|本人名下"
    "|(?:书记|支书|主任|会计|出纳|文书|报账员)(?:(?!公务|单位|对公|结算|办公).){0,12}?"
    "(?:卡|存折|名下|微信|支付宝|收款码)"
)
_WALLET = regex("零钱(?:$|通)|余额宝|支付宝余额")
_PURSE = regex("微信|支付宝|收款码|零钱|银行卡|储蓄卡|存折|代存|名下|户名|开户人|持卡人")
_KEPT = regex("(?:保管|经管)$")
_IN_CASH = regex("现金(?:支付|付款|付讫|结算)?")
_PERSON = regex(r"[一-鿿㐀-䶿]{2,4}|[一-鿿㐀-䶿]{1,8}[·•・][一-鿿㐀-䶿·•・]{1,10}")


@check("cash-payment-large", of=Finance, own="cash_pay")
def cash_payment_large(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment in cash is above what may be paid in cash."""
    cash, most = tills(record, around), around.amount("cash-payment-large", "cash_pay", record)

    def look(row: LedgerRow) -> Iterator[Finding]:
        amount = row.expense or ZERO
        if amount > most and ((row.money_account or "") in cash or _IN_CASH.fullmatch(row.settlement or "")):
            yield found(row.at("expense"), separated(amount), voucher=row.called, most=separated(most))

    paid = payments_where(
        record, around, lambda account: (account or "") in cash, "money_account"
    ) or payments_where(record, around, lambda way: _IN_CASH.fullmatch(way or ""), "settlement")
    yield from each(paid, look)


@check("cash-held-long", of=Finance, own="cash_hold", by=("deposit_days",))
def cash_held_long(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """More cash than allowed lies in the till at the end of a day, and not less within a few days."""
    finance, days = record.fields, around.days("deposit_days", record)
    most = around.amount("cash-held-long", "cash_hold", record)
    if not any(map(is_cash, finance.accounts)) or any(not row.date for row in finance.rows):
        return
    closing = _tills_by_day(record, around)
    since = _first_over({day: amount for day, (amount, _) in closing.items()}, most, days, finance.period.end)
    if since is not None:
        amount, move = closing[since]
        place = move.place if move else _largest_till(finance).at("opening")
        voucher = move.voucher if move else ""
        yield found(place, separated(amount), day=since, voucher=voucher, most=separated(most), days=days)


def _tills_by_day(record: Record[Finance], around: Around) -> Mapping[date, tuple[Decimal, Movement | None]]:
    """Return the cash left at the end of each day on which some moved, and the last movement of the day."""
    finance = record.fields
    accounts = accounts_by_name(record, around)
    left = sum((account.opening for account in finance.accounts if is_cash(account)), ZERO)
    closing: dict[date, tuple[Decimal, Movement | None]] = {finance.period.start: (left, None)}
    for move in moved(record, around):
        account = account_of(move.account, accounts)
        if account is not None and is_cash(account) and move.date:
            left += move.amount
            closing[move.date] = (left, move)
    return closing


def _largest_till(finance: Finance) -> MoneyAccount:
    """Return the account of cash that held most when the period began."""
    return max(filter(is_cash, finance.accounts), key=lambda account: account.opening)


def _first_over(closing: Mapping[date, Decimal], most: Decimal, days: int, end: date) -> date | None:
    """Return the day from which more than allowed was kept for more than some days."""
    since: date | None = None
    for day in (*sorted(closing), end):
        if since is not None and (day - since).days > days:
            return since
        if day in closing:
            since = (since or day) if closing[day] > most else None
    return None


@check("cash-not-deposited", of=Finance, own="deposit_days")
def cash_not_deposited(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Cash that came in was not brought to the bank within a few days, or was spent before."""
    finance, days = (
        record.fields,
        timedelta(around.days("cash-not-deposited", record, parameter="deposit_days")),
    )
    cash = tills(record, around)
    if not cash or all(is_cash(account) for account in finance.accounts):
        return
    brought_on = _brought(record.fields, cash)
    spent = [row for row in finance.payments if (row.money_account or "") in cash and row.date]

    def look(row: LedgerRow) -> Iterator[Finding]:
        if (row.money_account or "") not in cash or row.date is None:
            return
        brought = brought_on.get(id(row))
        amount = separated(row.income or ZERO)
        if brought is None or brought - row.date > days:
            if finance.period.end - row.date > days:
                yield found(row.at("income"), amount, what="kept", voucher=row.called, days=days.days, day="")
            return
        for other in spent:
            if other.date and row.date < other.date < brought:
                yield found(
                    other.at("expense"),
                    separated(other.expense or ZERO),
                    what="spent",
                    voucher=row.called,
                    days=days.days,
                    day=brought,
                )
                return

    yield from each(finance.receipts, look)


def _brought(finance: Finance, cash: Collection[str]) -> Mapping[int, date]:
    """Return for each receipt of cash, by identity, the day on which all of it had been brought to the bank.

    What was brought is taken for what came in first.
    """
    moves = [move for move in finance.moves if move.date and move.way and move.way[0] in cash]
    deposits = deque(sorted((move.date, move.amount or ZERO) for move in moves if move.date))
    came = [row for row in finance.receipts if row.date and (row.money_account or "") in cash]
    days: dict[int, date] = {}
    for row in sorted(came, key=lambda row: row.date or date.min):
        left = row.income or ZERO
        while left > 0 and deposits:
            day, amount = deposits.popleft()
            if row.date and day < row.date:
                continue
            left -= amount
            if left <= 0:
                days[id(row)] = day
            if left < 0:
                deposits.appendleft((day, -left))
    return days


@check("account-holder-personal", of=Finance)
def account_holder_personal(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """An account in which money of all is kept seems to be in a person's own name."""
    known = _known_people(record, around)
    for account in record.fields.accounts:
        what = _in_own_name(account.name, account.holder, is_cash(account), known)
        if what == "holder":
            yield found(account.at("holder"), account.holder or "", what=what, account=account.name)
        elif what:
            yield found(account.at("name"), account.name, what=what, account="")


@lru_cache(maxsize=1024)
def _in_own_name(name: str, holder: str | None, is_till: bool, known: frozenset[str]) -> str:
    """Return what tells that an account is a person's own, if anything; most ledgers have the same."""
    bare = _ASIDE.sub("", holder or "")
    if is_till and _KEPT.search(bare):
        return ""
    written = holder if is_till else _BRACKETS.sub("", holder or "")
    if bare and (any(map(_is_person, people(bare))) or _OWN.search(bare) or _names(written, known)):
        return "holder"
    is_own = _OWN.search(name) or _names(name, known) or (not bare and _WALLET.search(name))
    return "name" if is_own else ""


def _known_people(record: Record[Finance], around: Around) -> frozenset[str]:
    """Return who holds an office in the village or signed for the accounts."""
    fields, signed = record.fields, record.fields.signed
    written = [fields.owner, fields.reviewer, fields.approver]
    written += [signed.head, signed.accountant, signed.supervisor] if signed else []
    return _persons_in((*filter(None, written), *(post.name for post in around.village.posts)))


@lru_cache(maxsize=256)
def _persons_in(written: Sequence[str]) -> frozenset[str]:
    """Return the people whom texts name; the same sign one ledger of a village after another."""
    return frozenset(name for text in written for name in people(text) if _is_person(name))


@lru_cache(maxsize=4096)
def _is_person(name: str) -> bool:
    """Tell whether a name is a person's and no body's."""
    return bool(_PERSON.fullmatch(name)) and not _BODY.fullmatch(name)


def _names(written: str | None, known: frozenset[str]) -> bool:
    """Tell whether a name stands in it; one in brackets, of who keeps cash, only beside a private purse."""
    plain = written if written and _PURSE.search(written) else _ASIDE.sub("", written or "")
    return any((len(name) > 2 and name in plain) or name == plain for name in known)
