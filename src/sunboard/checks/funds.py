"""Money that is tied to a purpose: grants, and what villagers raise for a work of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from operator import attrgetter

from sunboard.checks.balances import ZERO
from sunboard.checks.columns import payments_where
from sunboard.checks.ledgers import cited, decision_numbers
from sunboard.checks.periods import standing
from sunboard.checks.words import Rare, pairs_shared, words_in
from sunboard.contracts import AnyRecord, Around, Finding, Record, check, each, found
from sunboard.fields.numerals import parse_whole
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import separated
from sunboard.model.node import Place

_GRANTS, _LEVIES, _MANAGEMENT = "241", "231", "513"
_SPECIAL = regex("(?:补偿|补助|奖补|专项|衔接|扶贫|项目).*户|专项|一事一议")
"""An account of the bank that holds money of one purpose; one for wages or fees is none."""
_NARROW = regex("补偿|衔接|扶贫|一事一议")
"""Of which no costs of the office may be paid, but what the bank takes for itself."""
_FEE = regex("手续费|管理费|短信费|服务费|工本费|汇费")
_LEVY = regex("一事一议.*筹资|筹资筹劳|以资代劳|筹资款|筹资\\d")
_LEVY_SAID = Rare(_LEVY)
_LEVY_BACK = regex("奖补|补助|退|缴存")
_PER_HEAD = regex(
    r"\d+\s*(?:人口|口人|人|口|个劳力|劳力|户)?\s*[×xX*＊✕]\s*(?P<rate>\d+(?:\.\d+)?)"
    r"|(?:每人|人均|每口|每丁)(?:每年)?\s*(?:筹资|筹集|筹款|集资|缴纳|出资|[筹收交缴出拿])?\s*(?P<each>\d+(?:\.\d+)?|[一二三四五六七八九十百]+)\s*元"
)


@check("fund-misused", of=Finance, words=("words", "excepted"))
def fund_misused(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Money tied to a purpose was spent on something else, or more of it than came in."""
    words, excepted = around.packaged.law.words("fund-misused", around.day_of(record))
    packaged = around.packaged

    apart = {
        called: account.name
        for account in record.fields.accounts
        if account.name and _SPECIAL.search(account.name)
        for called in (account.code, account.name)
    }

    def is_granted(written: str | None) -> bool:
        return packaged.account_class(written) in (_GRANTS, _LEVIES)

    def look(row: LedgerRow) -> Iterator[Finding]:
        if not (row.fund or row.money_account in apart or is_granted(row.account_code)):
            return
        written, account = row.account_code or "", packaged.account_class(row.account_code)
        special = apart.get(row.money_account or "")
        fund = row.fund or special or packaged.account_name(written) or written
        own = (word for word in words_in(row.summary, words, excepted) if word not in fund)
        said = next(own, "")
        is_narrow = bool(special and _NARROW.search(special) and not _FEE.search(row.summary))
        if account == _MANAGEMENT and (row.fund or is_narrow):
            yield found(
                row.at("account_code"), written, what="account", voucher=row.called, fund=fund, word=""
            )
        elif said:
            yield found(
                row.at("summary"), row.summary, what="purpose", voucher=row.called, fund=fund, word=said
            )

    tied = (
        payments_where(record, around, bool, "fund")
        or payments_where(record, around, apart.__contains__, "money_account")
        or payments_where(record, around, is_granted, "account_code")
    )
    yield from each(tied, look)
    yield from _overspent(record, around)


def _overspent(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Yield the payments with which more of a fund was spent than has come in, as far as that is known."""
    came: dict[str, Decimal] = dict(around.once(_received).get(record.source, {}))
    if not came:
        return
    told: set[str] = set()
    rows = sorted(
        (row for row in record.fields.rows if row.date and not row.unread),
        key=lambda row: (str(row.date), not row.income, row.voucher_no or ""),
    )
    for row in rows:
        fund = _fund(row, around)
        if fund not in came:
            continue
        came[fund] += (row.income or ZERO) - (row.expense or ZERO)
        if came[fund] < 0 and fund not in told and row.expense:
            told.add(fund)
            yield found(
                row.at("expense"),
                separated(row.expense),
                what="over",
                voucher=row.called,
                fund=fund,
                word=separated(-came[fund]),
            )


def _received(around: Around) -> Mapping[str, Mapping[str, Decimal]]:
    """Return for each ledger what was left of each fund before it, for funds whose first receipt is known.

    Where there was no money before the first, and all that came since is of funds, none came for others.
    """
    if not around.once(_funds):
        return {}
    ledgers = sorted(around.once(standing), key=lambda record: record.fields.period.start)
    is_all_tied = _begins_with_nothing(ledgers)
    left: dict[str, Decimal] = {}
    found_before: dict[str, Mapping[str, Decimal]] = {}
    seen, received = set[str](), set[str]()
    for record in ledgers:
        rows = [(row, row.fund) for row in record.fields.payments if row.fund]
        came = [(row, _fund(row, around)) for row in record.fields.receipts]
        received |= {fund for _, fund in came}
        is_all_tied = is_all_tied and not record.fields.moves and "" not in received
        rows += [(row, fund) for row, fund in came if fund]
        rows.sort(key=lambda told: (str(told[0].date), not told[0].income, told[0].voucher_no or ""))
        for row, fund in rows:
            never_came = is_all_tied and not any(pairs_shared(fund, one) for one in received)
            if fund not in seen and (row.income or never_came):
                left[fund] = ZERO  # what was spent before came from elsewhere
            seen.add(fund)
        found_before[record.source] = dict(left)
        for row, fund in rows:
            if fund in left:
                left[fund] += (row.income or ZERO) - (row.expense or ZERO)
    return found_before


def _begins_with_nothing(ledgers: Sequence[Record[Finance]]) -> bool:
    """Tell whether ledgers are of one set of accounts, and none of these held money before the first."""
    accounts = ledgers[0].fields.accounts if ledgers else ()
    is_one_set = len({one.fields.account_set for one in ledgers}) == 1
    return is_one_set and bool(accounts) and not any(account.opening for account in accounts)


def _fund(row: LedgerRow, around: Around) -> str:
    """Return of which fund money is: as its row says, or for a receipt that says none, as it is called."""
    if row.fund or not row.income:
        return row.fund or ""
    if around.packaged.account_class(row.account_code) not in (_GRANTS, _LEVIES):
        return ""
    called = f"{around.packaged.account_name(row.account_code or '')}{row.summary}"
    return next((fund for fund in around.once(_funds) if fund in called), "")


def _funds(around: Around) -> tuple[str, ...]:
    """Return the funds that rows name, the longest name first."""
    named = {fund for one in around.once(standing) for fund in map(attrgetter("fund"), one.fields.rows)}
    return tuple(sorted(filter(None, named), key=lambda name: (-len(name), name)))


def _may_levy(record: AnyRecord, around: Around) -> bool:
    """Tell whether a ledger may have a receipt of a levy, or a decision is on what villagers give."""
    fields = record.fields
    if isinstance(fields, Finance):
        codes = {*map(attrgetter("account_code"), fields.receipts)}
        said = {*map(attrgetter("summary"), fields.receipts)}
        return _LEVY_SAID.in_any(said) or _LEVIES in map(around.packaged.account_class, codes)
    return bool(fields.decision and "筹" in f"{fields.title}{fields.decision.resolution_text}")


@check("levy-too-high", where=_may_levy, own="levy_per_head")
def levy_too_high(record: AnyRecord, around: Around) -> Iterator[Finding]:
    """Villagers were asked, or are to be asked, for more a head than the province allows."""
    most, fields = around.amount("levy-too-high", "levy_per_head", record), record.fields

    def look(row: LedgerRow) -> Iterator[Finding]:
        if _is_levy(row, around):
            yield from above(row.summary, row.at("summary"), what="voucher", number=row.called)

    def above(text: str, place: Place, **said: str) -> Iterator[Finding]:
        found_rate = _PER_HEAD.search(text)
        rate = _rate(found_rate["rate"] or found_rate["each"]) if found_rate else ZERO
        if rate > most:
            yield found(place, f"{rate}", most=f"{most.normalize():f}", **said)

    if isinstance(fields, Finance):
        yield from each(fields.receipts, look)
    elif fields.decision:
        decided, number = fields.decision, fields.decision.no or ""
        yield from above(
            decided.resolution_text, decided.at("resolution_text"), what="decision", number=number
        )


def _rate(written: str) -> Decimal:
    return Decimal(written) if written[0].isdigit() else Decimal(parse_whole(written) or 0)


@check("levy-undecided", of=Finance, where=_may_levy)
def levy_undecided(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Money was raised from villagers without a decision, or before it was taken."""

    def look(row: LedgerRow) -> Iterator[Finding]:
        if not _is_levy(row, around):
            return
        days = [(one.resolved or one.discussed) for one in cited(row, around)]
        early = [meeting.date for meeting in days if meeting and row.date and row.date < meeting.date]
        if not decision_numbers(row):
            yield found(
                row.at("income"), separated(row.income or ZERO), what="none", voucher=row.called, day=""
            )
        elif early and len(early) == len(days):
            yield found(row.at("date"), str(row.date), what="early", voucher=row.called, day=early[0])

    yield from each(record.fields.receipts, look)


def _is_levy(row: LedgerRow, around: Around) -> bool:
    account = around.packaged.account_class(row.account_code)
    return (account == _LEVIES or bool(_LEVY.search(row.summary))) and not _LEVY_BACK.search(row.summary)
