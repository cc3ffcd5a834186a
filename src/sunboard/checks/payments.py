"""Single payments: what they were for, with which papers, and whether one was paid twice or cut up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from sunboard.checks.balances import ZERO
from sunboard.checks.columns import paid, payments_saying, payments_where, said
from sunboard.checks.ledgers import (
    called_alike,
    cited,
    decision_numbers,
    decisions_by_number,
    known_payments,
    people,
    periods_said,
    several,
    those,
)
from sunboard.checks.periods import standing_sources
from sunboard.checks.words import has_any, without, words_in
from sunboard.contracts import Around, Finding, Record, check, each, found
from sunboard.fields.decision import JOINT_MEETING
from sunboard.fields.numerals import parse_whole
from sunboard.fields.written import half_width
from sunboard.kinds.finance import Finance, LedgerRow
from sunboard.lazy import regex
from sunboard.model.money import separated

_HAN = "一二两三四五六七八九十百"
_TIMES = "[×xX*＊✕]"
_PRODUCT = regex(
    rf"(?<![\d.,])(?P<factors>(?:\d+(?:\.\d+)?[一-鿿/]{{0,4}}\s*{_TIMES}\s*)+)"
    r"(?P<rate>\d+(?:\.\d+)?)(?P<percent>[%％])?"
)
_COUNT = rf"\d+|[{_HAN}]+"
_RATE = rf"\d+(?:\.\d+)?|[{_HAN}千万]+"
_EACH = "(?:每[人户名位]|[人户]均)(?:发|补|补助|补贴|慰问)?"
_A_HEAD = regex(
    rf"(?<![\d.第{_HAN}])(?P<count>{_COUNT})(?:个)?[人户名位](?P<between>[^\d，,。；;]{{0,6}}[，,]?){_EACH}"
    rf"(?P<rate>{_RATE})元"
    rf"|{_EACH}(?P<first>{_RATE})元[，,]?(?:共|计|合计)?(?P<many>{_COUNT})[人户名位]"
    rf"|(?<![\d.第{_HAN}])(?P<those>{_COUNT})(?:个)?[人户名位][，,]?(?P<apiece>{_RATE})元[/／每][人户名位](?![·/／每])"
)
_A_MONTH = regex(rf"{_EACH}?每?个?月(?:发|补|补助|补贴)?(?P<rate>{_RATE})元")
_HEADS = regex(rf"(?<![\d.第每{_HAN}])(?P<count>{_COUNT})个?[人户名位]")
_MONTHS = regex(rf"(?<![\d.第{_HAN}])(?P<count>{_COUNT})个月")
_RECKONS = (*_TIMES.strip("[]"), "元")
"""Of which whatever reckons has one: 12人×50, 每人50元."""
_PERIOD = regex(r"(?:\d{4}年)?\d{1,2}月份?|\d{4}年|[一二三四第]+季度|[上下]半年|[春夏秋冬]季|节日|春节")
_OVER_TIME = regex("[天日月次年季周期]|台时|工时")
_ASIDE = regex(r"[(（].*?[)）]")
_NUMBER = regex(r"\d+(?:\.\d+)?")
_PEOPLE = regex(r"(\d+)\s*(?:人|户|名|位)")
_YUAN = regex(r"(?<![\d.万千])(\d+(?:\.\d+)?)\s*元")
_INVOICE_PARTS = regex(
    r"(?i)(?:发票)?(?:号码?|No\.?|№)[:：]?\s*|(?<=\d{4})(?<!\d{8}) (?=\d{4,7}(?!\d))|(?<=\d)-(?=\d)"
)
_YUAN_EACH = regex(r"每[^\d，,。；;]{1,8}(\d+(?:\.\d+)?)\s*元")
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
_NO_WORDS = r"\s\d,，.、。:：;；()（）〔〕\[\]【】/\-"
_NOT_A_WORD = regex(f"[{_NO_WORDS}]+")


@check("payment-repeated", of=Finance)
def payment_repeated(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment is like one a few days before in payee or purpose and amount, or its invoice was used.

    Two for different months, by what they say or by the recurring decision that both cite, are not alike.
    """
    if record.source not in around.once(standing_sources):
        return
    days = around.days("payment-repeated", record)
    invoices, alike, twins = around.once(_by_invoice), around.once(_by_likeness), around.once(_twins)

    def look(row: LedgerRow) -> Iterator[Finding]:
        for number in _invoices(row):
            first = invoices.get(number, (row,))[0]
            if first is not row and _said(first) != _said(row):
                yield _again(row, first, "invoice", number)
                return
        candidates = (other for key in _likenesses(row) for other in alike.get(key, ()))
        before = next((other for other in candidates if _is_before(other, row, days)), None)
        if before is not None:
            yield _again(row, before, "alike", separated(row.expense or ZERO))

    likely = those(record.fields.payments, lambda row: id(row) in twins or row.unread)
    yield from each(likely, look)


def _again(row: LedgerRow, before: LedgerRow, what: str, value: str) -> Finding:
    place = row.at("invoice_no" if what == "invoice" else "expense")
    return found(place, value, what=what, voucher=row.called, other=before.called, day=before.date or "")


def _said(row: LedgerRow) -> tuple[date | None, str | None]:
    return row.date, row.voucher_no


def _likenesses(row: LedgerRow) -> Iterator[tuple[str, str, Decimal]]:
    if row.date and row.expense:
        if row.payee:
            yield "payee", _payee(row), row.expense
        yield "summary", called_alike(row.summary), row.expense


def _payee(row: LedgerRow) -> str:
    return called_alike("".join(people(row.payee)))


def _is_before(other: LedgerRow, row: LedgerRow, days: int) -> bool:
    """Tell whether another payment was made a few days before, and not to others or for another month."""
    if other is row or not other.date or not row.date or _said(other) == _said(row):
        return False
    apart = row.date - other.date
    earlier = (other.date, other.voucher_no or "") < (row.date, row.voucher_no or "")
    both = set(decision_numbers(row)) & set(decision_numbers(other))
    recurring = both and (row.date.year, row.date.month) != (other.date.year, other.date.month)
    said, said_before = periods_said(row.summary), periods_said(other.summary)
    differ = bool(said and said_before and said != said_before)
    to, to_before = _payee(row), _payee(other)
    differ = differ or (to not in to_before and to_before not in to)
    return earlier and apart <= timedelta(days) and not recurring and not differ


def _invoices(row: LedgerRow) -> tuple[str, ...]:
    """Return the numbers of the invoices of a payment; `No. 2611 0001` is 26110001."""
    return several(_INVOICE_PARTS.sub("", half_width(row.invoice_no))) if row.invoice_no else ()


def _by_invoice(around: Around) -> Mapping[str, Sequence[LedgerRow]]:
    used: dict[str, list[LedgerRow]] = {}
    for _, rows in around.once(known_payments):
        for row in rows:
            for number in _invoices(row):
                used.setdefault(number, []).append(row)
    return {number: sorted(rows, key=lambda row: row.date or date.min) for number, rows in used.items()}


def _by_likeness(around: Around) -> Mapping[tuple[str, str, Decimal], Sequence[LedgerRow]]:
    by_amount: dict[Decimal | None, list[LedgerRow]] = {}
    for _, payments in around.once(known_payments):
        for row in payments:
            by_amount.setdefault(row.expense, []).append(row)
    alike: dict[tuple[str, str, Decimal], list[LedgerRow]] = {}
    for rows in by_amount.values():
        for row in rows if len(rows) > 1 else ():
            for key in _likenesses(row):
                alike.setdefault(key, []).append(row)
    return {key: rows for key, rows in alike.items() if len(rows) > 1}


def _twins(around: Around) -> frozenset[int]:
    """Return the identities of the payments that share an invoice, or payee or purpose and amount."""
    alike = (*around.once(_by_invoice).values(), *around.once(_by_likeness).values())
    return frozenset(id(row) for rows in alike if len(rows) > 1 for row in rows)


@check("payment-split", of=Finance, by=("small", "major"))
def payment_split(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Payments to one payee, or for one project, together reach an amount from which others have to decide.

    Looked at are those within a month that no body of more than the committees is known to have decided, or
    that were decided part by part for one project; those for different months are no parts of one.
    """
    days = around.days("payment-split", record)
    groups: dict[tuple[str, str], list[LedgerRow]] = {}
    for row in record.fields.payments:
        if not row.date:
            continue
        if row.decision and _decided_by_others(row, around):
            keys = _given_for(None, row.project)
        else:
            keys = _given_for(row.payee, row.project) or (("project", _purpose(row.summary)),)
        for key in keys:
            groups.setdefault(key, []).append(row)
    several_of = {key: rows for key, rows in groups.items() if len(rows) > 1}
    if not several_of:
        return
    told: set[tuple[str, str | None]] = set()
    for limit in ("major", "small"):
        least = around.amount(limit, limit, record)
        for (what, name), rows in several_of.items():
            looked = [row for row in rows if limit == "major" or not decision_numbers(row)]
            for parts in _cut_up(sorted(looked, key=lambda row: row.date or date.min), least, days):
                last = parts[-1]
                if (name, last.voucher_no) not in told and not _decided_as_one(parts, around):
                    told.add((name, last.voucher_no))
                    total = sum((row.expense or ZERO for row in parts), ZERO)
                    yield found(
                        last.at("expense"),
                        separated(total),
                        what=what,
                        name=name,
                        count=len(parts),
                        days=days,
                        limit=separated(least),
                        reached=limit,
                        vouchers=tuple(row.called for row in parts),
                    )


@lru_cache(maxsize=4096)
def _given_for(payee: str | None, project: str | None) -> tuple[tuple[str, str], ...]:
    """Return to whom and for which project a payment was made, as far as that is said."""
    named = ("payee", "、".join(people(payee))), ("project", project or "")
    return tuple((what, name) for what, name in named if name)


def _decided_by_others(row: LedgerRow, around: Around) -> bool:
    """Tell whether a payment names a decision that the village tells of, of more than the committees."""
    return any(one.procedure != JOINT_MEETING for one in cited(row, around))


def _decided_as_one(rows: Sequence[LedgerRow], around: Around) -> bool:
    """Tell whether payments name one decision, and it is not known that the committees made it."""
    first, *others = (set(decision_numbers(row)) for row in rows)
    return bool(first.intersection(*others)) and (
        not cited(rows[0], around) or _decided_by_others(rows[0], around)
    )


def _purpose(summary: str) -> str:
    """Return what a payment is for, without the part of it that it says to be in brackets."""
    return _ASIDE.sub("", summary).strip() or summary


def _cut_up(rows: Sequence[LedgerRow], least: Decimal, days: int) -> Iterator[tuple[LedgerRow, ...]]:
    """Yield runs of payments below an amount that reach it together; each payment is of one run."""
    run: list[LedgerRow] = []
    for row in rows:
        if not row.expense or row.expense >= least or not row.date:
            continue
        run = [one for one in run if one.date and row.date - one.date <= timedelta(days)]
        said = periods_said(row.summary)
        if said and any(periods_said(one.summary) and not said & periods_said(one.summary) for one in run):
            run = [one for one in run if said & periods_said(one.summary)]
        run.append(row)
        if len(run) > 1 and sum((one.expense or ZERO for one in run), ZERO) >= least:
            yield tuple(run)
            run = []


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
            )

    yield from each(payments_saying(record, around, words, "doc_type"), look)


@cache
def _longer(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of more than one sign."""
    return tuple(word for word in words if len(word) > 1)


@check("hospitality-paid", of=Finance, words=("words", "excepted"))
def hospitality_paid(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment is for hospitality, tobacco, alcohol or gifts by what is written of it."""
    words, excepted = around.packaged.law.words("hospitality-paid", around.day_of(record))

    def look(row: LedgerRow) -> Iterator[Finding]:
        if said := words_in(row.summary, words, excepted):
            yield found(row.at("summary"), said[0], voucher=row.called, words=said)
        elif (said := words_in(row.payee or "", words, excepted)) and not has_any(row.summary, excepted):
            yield found(row.at("payee"), said[0], voucher=row.called, words=said)

    yield from each(payments_saying(record, around, words, "summary", "payee"), look)


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
            yield found(row.at("summary"), said[0], what="word", voucher=row.called)
        elif is_claim(row.account_code) and is_owed(row):
            yield found(row.at("summary"), row.summary, what="claim", voucher=row.called)

    claims = payments_where(record, around, is_claim, "account_code")
    yield from each(claims or payments_saying(record, around, words, "summary"), look)


def _pays_back(summary: str, loan: str, back: tuple[str, ...], later: tuple[str, ...]) -> bool:
    """Tell whether a payment pays a loan back, or for it: that is said before it, or in the same breath.

    What is said behind it of a later day, or in a clause of its own, is what others shall pay back.
    """
    before, _, behind = summary.partition(loan)
    return has_any(before, back) or bool(words_in(_CLAUSE.split(behind)[0], back, later))


@check("allowance-differs", of=Finance, words=("excepted",))
def allowance_differs(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A payment is not what its own reckoning makes, or more people or a higher rate than was decided."""
    excepted = around.packaged.law.words("allowance-differs", around.day_of(record))[1]

    def look(row: LedgerRow) -> Iterator[Finding]:
        products = list(_PRODUCT.finditer(row.summary.replace(",", "")))
        counted = [_reckoned(product) for product in products]
        if not counted:
            yield from _a_head(row, excepted, around)
            return
        if row.expense not in (*counted, sum(counted)) and not has_any(row.summary, excepted):
            yield found(
                row.at("expense"),
                separated(row.expense or ZERO),
                what="sum",
                voucher=row.called,
                reckoning=products[0][0],
                counted=separated(counted[0]),
                decision="",
            )
            return
        named = _PEOPLE.match(products[0]["factors"])
        count = int(named[1]) if named else None
        rate = None if products[0]["percent"] else Decimal(products[0]["rate"])
        yield from _over_decided(row, products[0][0], count, rate, around)

    yield from each(payments_saying(record, around, _RECKONS, "summary"), look)


def _a_head(row: LedgerRow, excepted: tuple[str, ...], around: Around) -> Iterator[Finding]:
    """Yield that a payment differs from so much a head, told in words, or from what was decided."""
    said = None if has_any(row.summary, excepted) else _said_a_head(row.summary.replace(" ", ""))
    if said is None:
        return
    reckoning, count, rate, times = said
    if row.expense == count * rate * times:
        yield from _over_decided(row, reckoning, int(count), rate, around)
    else:
        yield found(
            row.at("expense"),
            separated(row.expense or ZERO),
            what="sum",
            voucher=row.called,
            reckoning=reckoning,
            counted=separated(count * rate * times),
            decision="",
        )


def _said_a_head(summary: str) -> tuple[str, Decimal, Decimal, Decimal] | None:
    """Return what a summary reckons with: the words, how many people, how much each, for how many months."""
    if not _OVER_TIME.search(_PERIOD.sub("", summary)):
        if (said := _A_HEAD.search(summary)) is None:
            return None
        people, price = said["count"] or said["many"] or said["those"], said["rate"] or said["first"]
        numbers = [_number(people), _number(price or said["apiece"]), Decimal(1)]
    else:
        parts = [list(pattern.finditer(summary)) for pattern in (_HEADS, _A_MONTH, _MONTHS)]
        if any(len(found) != 1 for found in parts):
            return None
        said = parts[1][0]
        numbers = [
            _number(one[number]) for (one,), number in zip(parts, ("count", "rate", "count"), strict=True)
        ]
    count, rate, times = numbers
    return None if count is None or rate is None or times is None else (said[0], count, rate, times)


def _number(written: str) -> Decimal | None:
    """Return a number that is written in figures or in characters."""
    if written[0].isdigit():
        return Decimal(written)
    whole = parse_whole(written)
    return None if whole is None else Decimal(whole)


def _reckoned(product: re.Match[str]) -> Decimal:
    total = Decimal(product["rate"]) / (100 if product["percent"] else 1)
    for factor in _NUMBER.findall(product["factors"]):
        total *= Decimal(factor)
    return total.quantize(Decimal("0.01"))


def _over_decided(
    row: LedgerRow, reckoning: str, count: int | None, rate: Decimal | None, around: Around
) -> Iterator[Finding]:
    """Yield that a reckoning has more people, or a higher rate, than any that the decision names."""
    texts = [
        f"{record.title}{record.fields.plain_summary or ''}{decision.resolution_text}"
        for number in decision_numbers(row)
        for record, decision in around.once(decisions_by_number).get(number, ())
    ]
    people = {int(number) for text in texts for number in _PEOPLE.findall(text)}
    each_time = [number for text in texts for number in _YUAN_EACH.findall(text)]
    rates = set(map(Decimal, each_time or [number for text in texts for number in _YUAN.findall(text)]))
    more = count is not None and people and count > max(people)
    dearer = rate is not None and rates and rate > max(rates)
    if more or dearer:
        yield found(
            row.at("summary"),
            reckoning,
            what="people" if more else "rate",
            voucher=row.called,
            reckoning=reckoning,
            counted=separated(row.expense or ZERO),
            decision=row.decision or "",
        )


@check("summary-unclear", of=Finance, words=("words",))
def summary_unclear(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A row says too little of what the money was for, or nothing but words that fit anything."""
    shortest = around.number("summary-unclear", record)
    words, _ = around.packaged.law.words("summary-unclear", around.day_of(record))
    says_more = _sign_beside(words)

    def look(row: LedgerRow) -> Iterator[Finding]:
        summary = row.summary.strip()
        if len(summary) > _LONGEST_VAGUE:
            return
        left = _NOT_A_WORD.sub("", summary)
        vague = frozenset("".join(words))
        for word in sorted(words, key=len, reverse=True) if vague.issuperset(left) else ():
            left = left.replace(word, "")
        if not left or len(summary) < shortest:
            what = "short" if left else "vague"
            yield found(row.at("summary"), summary, voucher=row.called, what=what, least=shortest)

    def is_unclear(row: LedgerRow) -> bool:
        return len(summary := row.summary.strip()) < shortest or not says_more(summary)

    finance = record.fields
    for rows in (finance.payments, finance.receipts):
        yield from each(those(rows, is_unclear), look)


@cache
def _sign_beside(words: tuple[str, ...]) -> Callable[[str], object]:
    """Return what finds a sign that is of no word among some, of no number and no punctuation."""
    vague = "".join(map(re.escape, sorted({*"".join(words)})))
    return re.compile(f"[^{_NO_WORDS}{vague}]").search


def _may_be_other(record: Record[Finance], around: Around) -> bool:
    """Tell whether a ledger may book anything as other expenses."""
    codes = () if record.fields.is_summary else paid(record, around, "account_code")
    return (
        record.fields.is_summary
        or any(_is_other_account(code, around) for code in codes)
        or bool(_OTHER.search(said(record, around, "summary")))
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
