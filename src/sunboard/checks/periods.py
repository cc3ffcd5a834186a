"""What a period's money has to do with the period before (domain notes, 5.5, FIN-02 and 10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from sunboard.checks.ledgers import yuan
from sunboard.checks.names import names_by_source
from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.kinds.finance import Finance
from sunboard.model.problem import Severity, Words


def standing(around: Around) -> tuple[Record[Finance], ...]:
    """Return the village's financial records that count: published, with accounts, neither withdrawn nor replaced by a correction."""
    names = around.once(names_by_source)
    replaced = {
        record.fields.corrects
        for record in around.records
        if record.fields.corrects and record.fields.is_published
    }
    return tuple(
        record
        for record in around.of_kind(Finance)
        if record.fields.accounts
        and record.fields.is_published
        and not record.fields.withdrawn
        and not names[record.source] & replaced
    )


def earlier(record: Record[Finance], around: Around) -> tuple[Record[Finance], ...]:
    """Return the records of the same account set and catalogue row that end before this one begins: the latest first, equal lengths first.

    A record that itself no longer counts has none.
    """
    own = record.fields
    if all(other.source != record.source for other in around.once(standing)):
        return ()
    before = [
        other
        for other in around.once(standing)
        if other.source != record.source
        and (other.fields.account_set, other.fields.catalog) == (own.account_set, own.catalog)
        and other.fields.period.end < own.period.start
    ]
    return tuple(
        sorted(
            before,
            key=lambda other: (other.fields.period.end, other.fields.period.unit == own.period.unit),
            reverse=True,
        )
    )


def _is_next(record: Record[Finance], before: Record[Finance]) -> bool:
    return record.fields.period.start - before.fields.period.end == timedelta(1)


@check(
    Severity.ERROR,
    of=Finance,
    rule="FIN-02",
    zh=Words(
        "{account}期初写的是 {value}，{period}《{title}》期末是 {closing}，接不上",
        "核对两期；上一期有错的，先更正上一期",
    ),
    en=Words(
        "{account} opens with {value}, but closed with {closing} in {period} (“{title}”)",
        "Compare both periods; where the earlier one is wrong, correct that one first",
    ),
)
def opening_differs(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """An account opens with another balance than it closed with in the period before.

    Compared with the record of the same account set and catalogue row whose period ends the day before. An account that was not there then opens
    with nothing; one that is gone had nothing left.

    Why: Money that was there at the end of one period and not at the beginning of the next is what people ask about first.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        资金账户:
          - {代号: B, 名称: 基本户, 期初: 486215.36, 期末: 599926.71}

    中文
    账户的期初余额，与上一期的期末余额不一样。

    和同一账套、同一目录编码、前一天结束的那一期比。上期没有的账户，期初应当是 0；这期没有了的账户，上期期末应当是 0。

    为什么：上期末有、这期初没有的钱，村民第一个就问。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        资金账户:
          - {代号: B, 名称: 基本户, 期初: 486215.36, 期末: 599926.71}
    """
    before = next(iter(earlier(record, around)), None)
    if before is None or not record.fields.accounts or not _is_next(record, before):
        return
    details = {"period": before.fields.period.name("zh"), "title": before.title}
    left = {account.code: account for account in before.fields.accounts}
    for account in record.fields.accounts:
        other = left.pop(account.code, None)
        closing = other.closing if other else Decimal("0.00")
        if account.opening != closing:
            yield found(
                account.at("opening"),
                yuan(account.opening),
                account=account.name,
                closing=yuan(closing),
                **details,
            )
    for other in left.values():
        if other.closing:
            yield found(
                record.at("accounts"),
                yuan(Decimal("0.00")),
                account=other.name,
                closing=yuan(other.closing),
                **details,
            )


@check(
    Severity.INFO,
    of=Finance,
    rule="FIN-02",
    zh=Words(
        "没有更早的一期，{value} 的期初余额没有核对", "第一次公开时不用改；以前的各期有过公开的，也放进来"
    ),
    en=Words(
        "No earlier period is there, so the opening balance of {value} was not compared",
        "Nothing to do for the first period; add the earlier ones where there are any",
    ),
)
def earlier_period_missing(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """No earlier period is in the content, so that the opening balances cannot be compared. For the first period that is normal.

    Why: What was left in one period is what the next begins with; without the earlier one nobody can see that.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        所属期间: 2026年一季度

    中文
    内容里没有更早的一期，期初余额没有可比的。第一期公开时是正常的。

    为什么：上期的期末就是这期的期初，没有上期就没法对。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        所属期间: 2026年一季度
    """
    if (
        record.fields.accounts
        and record.fields.is_published
        and not record.fields.corrects
        and not earlier(record, around)
    ):
        yield found(record.at("period"), record.fields.period.name("zh"))


@check(
    Severity.WARNING,
    of=Finance,
    rule="FIN-02",
    zh=Words(
        "{value}前面缺了一段：最近一期是{before}，{start} 至 {end} 没有公开", "补上 {start} 至 {end} 的那一期"
    ),
    en=Words(
        "A period is missing before {value}: the latest is {before}; nothing covers {start} to {end}",
        "Publish what covers {start} to {end}",
    ),
)
def period_gap(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Between this period and the one before lie days that no record covers.

    Why: What came in and went out in between was shown to nobody.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        所属期间: 2026年二季度

    中文
    上一期和这一期之间断开了，中间有一段没有公开收支。

    为什么：中间这一段的收支，谁也没有看到。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        所属期间: 2026年二季度
    """
    before = next(iter(earlier(record, around)), None)
    if record.fields.accounts and before is not None and not _is_next(record, before):
        start, end = before.fields.period.end + timedelta(1), record.fields.period.start - timedelta(1)
        yield found(
            record.at("period"),
            record.fields.period.name("zh"),
            before=before.fields.period.name("zh"),
            start=start,
            end=end,
        )
