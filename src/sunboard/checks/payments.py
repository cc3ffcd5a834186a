"""Single payments: what they were for, and with which papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from operator import attrgetter

from sunboard.checks.balances import ZERO
from sunboard.checks.columns import paid, payments_from, payments_saying, payments_where
from sunboard.checks.ledgers import several, those, unless
from sunboard.checks.words import Rare, has_any, without, words_in
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.fields.part import Unread
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import separated

_BODIES = "公司|合作社|联社|集团|中心|委员会|村委会?|局|所|院|站|厂|学校|银行|信用社|基金会|协会|政府"
_ORGANISATION = regex(_BODIES)
_FOR_OTHERS = regex("担保|作保|[抵质]押|贷|偿|[垫代替]")
"""What is lent, or stands surety, whoever is paid."""
_CLAIMS = ("112", "113")
_CLAUSE = regex("[，,。；;！（(\\s]")
_SOMEBODY = "成员|委员|干部|主任|书记|会计|出纳|理事|监事|经理|老板|负责人|职工|员工|工人|老师|家属|[长员]"
_OFFICER = regex(f"(?:{_BODIES})(?:的|村)?(?:{_SOMEBODY})")
_LONGEST_VAGUE = 12
"""Signs; nobody writes more than these and says nothing."""
_OTHER = regex("付?其[他它](支出|费用|开支|杂支)|杂支")
_OTHER_SAID = Rare(_OTHER)
_NO_WORDS = r"\s\d,，.、。:：;；()（）〔〕\[\]【】/\-"
_NOT_A_WORD = regex(f"[{_NO_WORDS}]+")


@check("receipt-insufficient", of=Finance, own="invoice_min", words=("words", "excepted"))
def receipt_insufficient(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment rests on a note of the payee, or on no paper at all, where an invoice is asked for."""
    words, excepted = around.packaged.law.words("receipt-insufficient", around.day_of(record))
    least = around.amount("receipt-insufficient", "invoice_min", record)

    def look(row: LedgerRow) -> Iterator[Finding]:
        papers = several(row.doc_type)
        longer = _longer(words)
        bad = [paper for paper in papers if paper in words or words_in(paper, longer)]
        if (
            bad
            and (row.expense or ZERO) >= least
            and not any(words_in(paper, excepted, longer) for paper in papers)
        ):
            yield found(
                row.at("doc_type"),
                row.doc_type or "",
                voucher=row.called,
                amount=separated(row.expense or ZERO),
                limit=separated(least),
                what="note",
            )

    yield from each(payments_saying(record, around, words, "doc_type"), look)
    yield from each(_without_papers(record, around, least), lambda row: _nothing_beside(row, excepted, least))


def _without_papers(record: Record[Finance], around: Around, least: Decimal) -> Sequence[LedgerRow]:
    """Return the payments from an amount on that name no paper, where most of their like name theirs."""
    with suppress(Unread):
        if all(paid(record, around, "doc_type")):
            return ()
    large = those(payments_from(record, around, least), lambda row: (row.expense or ZERO) >= least)
    with suppress(Unread):
        blank = [row for row in large if not (row.doc_type or row.attachment or row.invoice_no)]
        return blank if len(blank) * 2 < len(large) else ()
    return ()


def _nothing_beside(row: LedgerRow, excepted: tuple[str, ...], least: Decimal) -> Iterator[Finding]:
    """Yield that a payment names no paper, unless it is for what needs none."""
    amount, limit = separated(row.expense or ZERO), separated(least)
    if not has_any(f"{row.summary}{row.note or ''}", excepted):
        yield found(row.at("doc_type"), "", voucher=row.called, amount=amount, limit=limit, what="none")


@cache
def _longer(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of more than one sign."""
    return tuple(word for word in words if len(word) > 1)


@check("hospitality-paid", of=Finance, words=("words", "excepted"))
def hospitality_paid(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment, or a total by item, is for hospitality, tobacco, alcohol or gifts by what it says."""
    words, excepted = around.packaged.law.words("hospitality-paid", around.day_of(record))
    finance = record.fields
    what = "item" if finance.is_summary else "entry"

    def look(row: LedgerRow) -> Iterator[Finding]:
        if not row.expense or row.expense < 0:
            return
        if said := words_in(row.summary, words, excepted):
            yield found(row.at("summary"), said[0], what=what, voucher=row.called, words=said)
        elif (said := words_in(row.payee or "", words, excepted)) and not has_any(row.summary, excepted):
            yield found(row.at("payee"), said[0], what=what, voucher=row.called, words=said)

    looked = (
        finance.rows if finance.is_summary else payments_saying(record, around, words, "summary", "payee")
    )
    yield from each(looked, look)


@check("money-lent", of=Finance, words=("words", "excepted"))
def money_lent(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Money of all is lent to a person, or stands surety for others.

    What is booked as a claim on a person is lent, unless its summary says what else it is.
    """
    law, day = around.packaged.law, around.day_of(record)
    words, excepted = law.words("money-lent", day)
    back, later = law.words("loan_paid_back", day)
    debtors, no_loan = law.words("claims_on_people", day)

    def is_claim(account: str | None) -> bool:
        return around.packaged.account_class(account) in _CLAIMS

    def is_owed(row: LedgerRow) -> bool:
        owes = has_any(f"{row.summary}{row.payee or ''}", debtors)
        return owes and not has_any(without(row.summary, later), (*excepted, *no_loan))

    def look(row: LedgerRow) -> Iterator[Finding]:
        said = words_in(row.summary, words, excepted)
        if said and _pays_back(row.summary, said[0], back, later):
            return
        is_other = has_any(without(without(row.summary, later), words), excepted)
        to_body = _ORGANISATION.search(_OFFICER.sub("", row.payee or row.summary))
        if said and not is_other and (not to_body or any(map(_FOR_OTHERS.search, said))):
            what = "item" if record.fields.is_summary else "word"
            yield found(row.at("summary"), said[0], what=what, voucher=row.called)
        elif is_claim(row.account_code) and is_owed(row):
            yield found(row.at("summary"), row.summary, what="claim", voucher=row.called)

    def look_at_item(row: LedgerRow) -> Iterator[Finding]:
        if row.expense and row.expense > 0 and row.summary not in words:  # 借款 alone may be paid back
            yield from look(row)

    if record.fields.is_summary:
        yield from each(record.fields.rows, look_at_item)
        return
    claims = payments_where(record, around, is_claim, "account_code")
    yield from each(claims or payments_saying(record, around, words, "summary"), look)


def _pays_back(summary: str, loan: str, back: tuple[str, ...], later: tuple[str, ...]) -> bool:
    """Tell whether a payment pays a loan back, or for it: that is said before it, or in the same breath.

    What is said behind it of a later day, or in a clause of its own, is what others shall pay back.
    """
    before, _, behind = summary.partition(loan)
    return has_any(before, back) or bool(words_in(_CLAUSE.split(behind)[0], back, later))


@check("summary-unclear", of=Finance, words=("words",))
def summary_unclear(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A row says too little of what the money was for, or nothing but words that fit anything."""
    shortest = around.number("summary-unclear", record)
    words, _ = around.packaged.law.words("summary-unclear", around.day_of(record))
    saying_nothing = _line_of(words)

    def look(row: LedgerRow) -> Iterator[Finding]:
        summary = row.summary
        if len(summary) > _LONGEST_VAGUE:
            return
        left = _NOT_A_WORD.sub("", summary)
        vague = frozenset("".join(words))
        for word in sorted(words, key=len, reverse=True) if vague.issuperset(left) else ():
            left = left.replace(word, "")
        if not left or len(summary) < shortest:
            what = "short" if left else "vague"
            yield found(row.at("summary"), summary, voucher=row.called, what=what, least=shortest)

    def are_clear(rows: Sequence[LedgerRow]) -> bool:
        summaries = {*map(attrgetter("summary"), rows)}
        is_short = min(map(len, summaries), default=0) < max(shortest, 1)
        return not (is_short or saying_nothing.in_any(summaries))

    finance = record.fields
    if unless(finance.rows, are_clear):
        for rows in (finance.payments, finance.receipts):
            yield from each(rows, look)


@cache
def _line_of(words: tuple[str, ...]) -> Rare:
    """Return what finds a line that has no sign but those of some words, of numbers and of punctuation."""
    vague = "".join(map(re.escape, sorted({*"".join(words)})))
    return Rare(re.compile(rf"\n[{_NO_WORDS}{vague}]*\n"))


def _may_be_other(record: Record[Finance], around: Around) -> bool:
    """Tell whether a ledger may book anything as other expenses."""
    codes = () if record.fields.is_summary else paid(record, around, "account_code")
    return (
        record.fields.is_summary
        or any(_is_other_account(code, around) for code in codes)
        or _OTHER_SAID.in_any(paid(record, around, "summary"))
    )


@check("other-expenses-large", of=Finance, where=_may_be_other)
def other_expenses_large(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """What is booked as other expenses is more than a small part of all that was paid."""
    finance, share = record.fields, around.share("other-expenses-large", record)
    paid = [row for row in finance.rows if row.expense and row.expense > 0]
    other = [row for row in paid if _is_other(row, around)]
    if not other:
        return
    total = sum((row.expense or ZERO for row in paid), ZERO)
    amount = sum((row.expense or ZERO for row in other), ZERO)
    if total and amount > total * share.numerator / share.denominator:
        largest = max(other, key=lambda row: row.expense or ZERO)
        yield found(
            largest.at("expense"),
            separated(amount),
            total=separated(total),
            share=f"{amount * 100 / total:.1f}",
            most=f"{float(share * 100):g}",
            voucher=largest.called,
        )


def _is_other(row: LedgerRow, around: Around) -> bool:
    return _is_other_account(row.account_code, around) or bool(_OTHER.match(row.summary))


def _is_other_account(written: str | None, around: Around) -> bool:
    account = around.packaged.account_class(written)
    named = not account and (written or "").strip().startswith(("其他支出", "其它支出"))
    return account == "515" or named
