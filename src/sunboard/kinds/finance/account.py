"""What a financial disclosure says of itself: four figures, where the money came from and went to, and every voucher."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sunboard.contracts import Telling
from sunboard.describing import (
    amount_of,
    common_blocks,
    common_facts,
    fact_of,
    left_over,
    plain_money,
    rest_of,
    rows_table,
    section,
)
from sunboard.kinds.finance.ledger import ledger_blocks, voucher_counts
from sunboard.kinds.finance.record import BalanceLine, BudgetLine, Debt, Finance, MoneyAccount, ResultLine, Signed
from sunboard.model.blocks import Block, Column, Content, Fact, Figure, TableBlock
from sunboard.model.plain import Values, map_of, maps_of, text_of


def describe(values: Values, telling: Telling) -> Content:
    """Give the account of a period."""
    return Content(facts=_facts(values, telling), figures=_figures(values, telling), blocks=_blocks(values, telling))


def _sum(values: Iterable[Values], name: str) -> Decimal | None:
    amounts = [amount for row in values if (amount := amount_of(row, name)) is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def _totals(values: Values) -> dict[str, Decimal | None]:
    """Return opening, income, expense and closing as far as they can be told."""
    accounts, rows = maps_of(values, "accounts"), maps_of(values, "rows")
    income, expense = amount_of(values, "total_income"), amount_of(values, "total_expense")
    return {
        "opening": _sum(accounts, "opening"),
        "income": _sum(rows, "income") if income is None else income,
        "expense": _sum(rows, "expense") if expense is None else expense,
        "closing": _sum(accounts, "closing"),
    }


def _figures(values: Values, telling: Telling) -> tuple[Figure, ...]:
    now, before = _totals(values), _totals(telling.earlier)
    return tuple(
        Figure(telling.say(f"kind-{name}"), plain_money(amount), "" if name == "opening" else _compared(amount, before[name], telling))
        for name, amount in now.items()
        if amount is not None
    )


def _compared(now: Decimal, before: Decimal | None, telling: Telling) -> str:
    if before is None:
        return ""
    if now == before:
        return telling.say("kind-as-before")
    amount = telling.say.amount(plain_money(abs(now - before)))
    return telling.say("kind-more-than" if now > before else "kind-less-than", amount=amount)


def _facts(values: Values, telling: Telling) -> tuple[Fact, ...]:
    rows = maps_of(values, "rows")
    facts = [*fact_of(Finance, "period", values, telling), *fact_of(Finance, "account_set", values, telling)]
    for side in ("expense", "income"):
        largest = max(rows, key=lambda row: amount_of(row, side) or Decimal(0), default={})
        amount = amount_of(largest, side)
        if amount and amount > 0:
            words = telling.say("kind-largest", summary=text_of(largest, "summary"), amount=telling.say.amount(plain_money(amount)))
            facts.append(Fact(telling.say(f"kind-largest-{side}"), words))
    counts = voucher_counts(values)
    said = [telling.say(f"kind-vouchers-{name}", count=str(count)) for name, count in counts.items() if count]
    facts += [Fact(telling.say("kind-vouchers"), telling.say("kind-comma").join(said))] if said else []
    for name in ("account_system", "monthly"):
        facts += fact_of(Finance, name, values, telling)
    return (*facts, *common_facts(values, telling))


_OWN_TABLES = ("accounts", "rows", "transfers", "noncash", "balance_sheet", "income_statement", "budget", "debts", "signed")
_HANDLED = (*_OWN_TABLES, "period", "account_set", "account_system", "monthly", "total_income", "total_expense", "rows_file", "show_payee")


def _blocks(values: Values, telling: Telling) -> tuple[Block, ...]:
    say = telling.say
    return (
        *_by_class(values, "income", telling),
        *_by_class(values, "expense", telling),
        *_accounts(values, telling),
        *ledger_blocks(values, telling),
        *_balance_sheet(values, telling),
        *rows_table(say("kind-income-statement"), ResultLine, maps_of(values, "income_statement"), telling),
        *rows_table(say("kind-debts"), Debt, maps_of(values, "debts"), telling),
        *rows_table(say("kind-budget"), BudgetLine, maps_of(values, "budget"), telling),
        *section(say("kind-signed"), rest_of(map_of(values, "signed"), Signed, (), telling)),
        *common_blocks(values, telling),
        *left_over(values, Finance, _HANDLED, telling),
    )


def _by_class(values: Values, side: str, telling: Telling) -> tuple[Block, ...]:
    """Add up one side of the ledger by first-level account, the largest first."""
    sums: dict[str, tuple[int, Decimal]] = {}
    for row in maps_of(values, "rows"):
        amount = amount_of(row, side)
        if amount is not None:
            label = _class_of(text_of(row, "account_code"), telling)
            count, added = sums.get(label, (0, Decimal(0)))
            sums[label] = (count + 1, added + amount)
    if not sums:
        return ()
    say = telling.say
    total = sum((added for _, added in sums.values()), Decimal(0))
    ordered = sorted(sums.items(), key=lambda item: (-item[1][1], item[0]))
    columns = (
        Column(say("kind-account"), weight=3),
        Column(say("kind-entries"), align="right"),
        Column(say("kind-amount"), align="right", money=True),
        Column(say("kind-share"), align="right"),
    )
    rows = tuple((label, str(count), say.amount(plain_money(added)), _share(added, total)) for label, (count, added) in ordered)
    counted = str(sum(count for count, _ in sums.values()))
    return (TableBlock(say(f"kind-{side}-by-class"), columns, rows, (say("kind-total"), counted, say.amount(plain_money(total)), "")),)


def _class_of(account: str, telling: Telling) -> str:
    code = telling.packaged.account_code(account)
    return telling.packaged.account_name(code.partition(".")[0]) or telling.packaged.account_name(account) or account or "—"


def _share(part: Decimal, total: Decimal) -> str:
    return f"{part * 100 / total:.1f}%" if total else ""


def _accounts(values: Values, telling: Telling) -> tuple[Block, ...]:
    accounts = maps_of(values, "accounts")
    order = ("name", "holder", "opening", "closing", "code")
    arranged = [{name: account[name] for name in (*order, *account) if name in account} for account in accounts]
    return rows_table(telling.say("kind-money-accounts"), MoneyAccount, arranged, telling, sums=("opening", "closing"))


def _balance_sheet(values: Values, telling: Telling) -> tuple[Block, ...]:
    """Show assets and what stands against them as two tables, each with its sum; lines that cannot be told apart stay in one."""
    say, lines = telling.say, maps_of(values, "balance_sheet")
    assets = [line for line in lines if text_of(line, "code")[:1] == "1"]
    others = [line for line in lines if text_of(line, "code")[:1] in ("2", "3")]
    if not assets or not others or len(assets) + len(others) < len(lines):
        return rows_table(say("kind-balance-sheet"), BalanceLine, lines, telling)
    return tuple(
        block
        for title, half in ((say("kind-assets"), assets), (say("kind-liabilities"), others))
        for block in rows_table(f"{say('kind-balance-sheet')} · {title}", BalanceLine, half, telling, sums=("opening", "closing"))
    )
