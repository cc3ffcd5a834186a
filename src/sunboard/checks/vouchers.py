"""Single vouchers of a ledger: their numbers and their days (domain notes, 5.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sunboard.checks.ledgers import voucher_key, yuan
from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.kinds.finance import Booking, Finance, LedgerRow, Transfer
from sunboard.model.problem import Severity, Words

BACKWARDS = timedelta(days=31)
"""How far the days of vouchers may run against their numbers."""

Voucher = LedgerRow | Transfer | Booking


def vouchers(finance: Finance) -> tuple[Voucher, ...]:
    """Return every voucher of the record in the order written: entries, transfers and those that move no money."""
    return (*finance.rows, *finance.transfers, *finance.noncash)


def _amount(voucher: Voucher, *, english: bool = False) -> str:
    """Say how much came in or went out."""
    given, side = voucher.amount, ("", "")
    if isinstance(voucher, LedgerRow):
        given = voucher.income or voucher.expense or voucher.amount
        side = ("收 ", "income ") if voucher.income else ("支 ", "expense ") if voucher.expense else side
    return side[english] + (yuan(given) if given is not None else "-")


@check(
    Severity.ERROR,
    of=Finance,
    rule="FIN-04",
    zh=Words(
        "凭证号 {value} 用了两次：“{first}” {first_amount} 和“{second}” {second_amount}",
        "核对凭证，一张凭证一个号；同一笔写了两遍的删去一遍",
    ),
    en=Words(
        "Voucher {value} is used twice: “{first}” {first_amount_en} and “{second}” {second_amount_en}",
        "Give each voucher its own number; delete a row that stands there twice",
    ),
)
def voucher_number_taken(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Two rows have one voucher number but another summary or amount, or the whole row stands there twice.

    One voucher may be split over rows that agree in summary and amount, such as one allowance paid to several people.

    Why: One number for two payments hides one of them.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        日期,凭证号,摘要,科目,收入,支出,账户
        2026-02-12,02-004,付光伏电站一季度运维费,511.01,,1500.00,B
        2026-02-20,02-005,购路灯维修材料,514.03,,2350.00,B

    中文
    同一个凭证号出现两次，摘要或金额却不同；或者同一行整个写了两遍。

    一张凭证分给几个人、摘要和金额都相同的几行，可以用同一个号。

    为什么：两笔用一个号，查的时候就只看得到一笔。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        日期,凭证号,摘要,科目,收入,支出,账户
        2026-02-12,02-004,付光伏电站一季度运维费,511.01,,1500.00,B
        2026-02-20,02-005,购路灯维修材料,514.03,,2350.00,B
    """
    seen: dict[str, Voucher] = {}
    for voucher in vouchers(record.fields):
        first = seen.setdefault(voucher.voucher_no, voucher)
        if first is voucher:
            continue
        if (first.summary, _amount(first)) != (voucher.summary, _amount(voucher)) or first == voucher:
            details = {
                "first": first.summary,
                "first_amount": _amount(first),
                "first_amount_en": _amount(first, english=True),
                "second": voucher.summary,
                "second_amount": _amount(voucher),
                "second_amount_en": _amount(voucher, english=True),
            }
            yield found(voucher.at("voucher_no"), voucher.voucher_no, **details)


@check(
    Severity.ERROR,
    of=Finance,
    rule="FIN-06",
    zh=Words(
        "凭证 {voucher} 的日期 {value} 不在 {period}（{start} 至 {end}）以内",
        "核对日期，或者把这一笔放到所属的期间",
    ),
    en=Words(
        "Voucher {voucher} is dated {value}, outside {period_en} ({start} to {end})",
        "Correct the day, or move the entry to its own period",
    ),
)
def voucher_outside_period(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """A voucher's day lies outside the period of the record.

    Why: It would be missing in its own period and too much in this one.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        所属期间: 2026年一季度
        明细:
          - {日期: 2026-03-31, 凭证号: 03-014, 摘要: 付三月保洁员劳务费, 科目: 514.01, 支出: 4800.00, 账户: B}

    中文
    凭证日期不在所属期间以内。

    为什么：该算的那一期少一笔，这一期多一笔。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        所属期间: 2026年一季度
        明细:
          - {日期: 2026-03-31, 凭证号: 03-014, 摘要: 付三月保洁员劳务费, 科目: 514.01, 支出: 4800.00, 账户: B}
    """
    period = record.fields.period
    for voucher in vouchers(record.fields):
        if not period.start <= voucher.date <= period.end:
            details = {
                "voucher": voucher.voucher_no,
                "period": period.name("zh"),
                "period_en": period,
                "start": period.start,
                "end": period.end,
            }
            yield found(voucher.at("date"), str(voucher.date), **details)


@dataclass(frozen=True, slots=True)
class _Latest:
    date: date
    voucher: str


@check(
    Severity.WARNING,
    of=Finance,
    rule="FIN-06",
    zh=Words(
        "凭证 {voucher} 的日期 {value}，比号码在它前面的 {before}（{before_date}）还早一个多月",
        "核对两张凭证的日期和号码",
    ),
    en=Words(
        "Voucher {voucher} is dated {value}, over a month before {before} of {before_date}, whose number is lower",
        "Compare the days and the numbers of both vouchers",
    ),
)
def voucher_backdated(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """Voucher numbers go up while their days go back by more than 31 days.

    Why: Vouchers are numbered as they are made, so such a number may have been written afterwards.

    Source: Rules on Financial Disclosure of Rural Collective Economic Organizations, No. 13 of 2011 (entry by entry); checked by sunboard.

        日期,凭证号,摘要,科目,收入,支出,账户
        2026-01-06,01-001,收机动地承包费,501.02,19500.00,,B
        2026-01-08,01-002,付村部电费,513.03,,1236.80,B

    中文
    凭证号往后排，日期却倒退了31天以上，可能是日期写错，也可能是事后补做的凭证。

    为什么：凭证是按先后编号的，日期倒退的可能是事后补的。

    依据：《农村集体经济组织财务公开规定》（农经发〔2011〕13号）逐项逐笔公开的要求，由 sunboard 核对。

        日期,凭证号,摘要,科目,收入,支出,账户
        2026-01-06,01-001,收机动地承包费,501.02,19500.00,,B
        2026-01-08,01-002,付村部电费,513.03,,1236.80,B
    """
    latest: dict[str, _Latest] = {}
    for voucher in sorted(vouchers(record.fields), key=lambda one: voucher_key(one.voucher_no)):
        series = voucher_key(voucher.voucher_no)[0]
        before = latest.get(series)
        if before is None or voucher.date > before.date:
            latest[series] = _Latest(voucher.date, voucher.voucher_no)
        elif before.date - voucher.date > BACKWARDS:
            yield found(
                voucher.at("date"),
                str(voucher.date),
                voucher=voucher.voucher_no,
                before=before.voucher,
                before_date=before.date,
            )
