"""What a financial disclosure says of itself.

Four figures, where the money came from and went to, and every voucher.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Literal

from sunboard.contracts import Telling
from sunboard.describing import (
    amount_of,
    common_blocks,
    common_facts,
    fact_of,
    left_over,
    rest_of,
    rows_table,
    section,
)
from sunboard.fields.declarations import label_of
from sunboard.fields.numerals import amount_in_words
from sunboard.kinds.finance.ledger import (
    is_summary,
    leaves_out_entries,
    ledger_blocks,
    voucher_counts,
)
from sunboard.kinds.finance.record import (
    BalanceLine,
    BudgetLine,
    Debt,
    Finance,
    MoneyAccount,
    ResultLine,
    Signed,
)
from sunboard.model.blocks import Bar, BarsBlock, Block, Content, Entry, Fact, Figure
from sunboard.model.money import plain_money
from sunboard.model.plain import Values, map_of, maps_of, text_of

COMMITTEE = "村委会"
"""The account set that stands back, since what all own together is in the collective's books."""


def describe(values: Values, telling: Telling) -> Content:
    """Give the account of a period."""
    figures, largest = _figures(values, telling), _largest(values, telling)
    return Content(
        facts=_facts(values, largest, telling),
        figures=figures,
        largest=largest,
        blocks=_blocks(values, telling),
        caveat=telling.say("kind-summary-only") if leaves_out_entries(values) else "",
        headline=(1 if text_of(values, "account_set") == COMMITTEE else 2) if figures else 0,
    )


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


_ROLES: tuple[Literal["opening", "income", "expense", "closing"], ...] = (
    "opening",
    "income",
    "expense",
    "closing",
)


def _figures(values: Values, telling: Telling) -> tuple[Figure, ...]:
    now, before, last_year = _totals(values), _totals(telling.earlier), _totals(telling.year_before)
    return tuple(
        Figure(
            telling.say(f"kind-{role}"),
            plain_money(amount),
            compare="" if role == "opening" else _compared(amount, before[role], "kind-{}", telling),
            role=role,
            last_year=""
            if role == "opening"
            else _compared(amount, last_year[role], "kind-year-{}", telling),
            in_words=amount_in_words(amount) if telling.say.language == "zh" else "",
        )
        for role in _ROLES
        if (amount := now[role]) is not None
    )


def _compared(now: Decimal, before: Decimal | None, name: str, telling: Telling) -> str:
    """Say how an amount compares with another, in the words of `name`, or nothing where there is no other."""
    if before is None:
        return ""
    if now == before:
        return telling.say(name.format("as-before"))
    amount = telling.say.amount(plain_money(abs(now - before)))
    return telling.say(name.format("more-than" if now > before else "less-than"), amount=amount)


def _largest(values: Values, telling: Telling) -> tuple[Entry, ...]:
    """Return the largest expense and the largest income; nothing where no entries are given."""
    rows = () if is_summary(values) else maps_of(values, "rows")
    sides = {
        side: [(amount, row) for row in rows if (amount := amount_of(row, side))]
        for side in ("expense", "income")
    }
    largest = {side: max(map(itemgetter(0), entries)) for side, entries in sides.items() if entries}
    return tuple(
        Entry(
            telling.say(f"kind-largest-{side}"),
            plain_money(most),
            _what([text_of(row, "summary") for amount, row in sides[side] if amount == most], telling),
        )
        for side, most in largest.items()
        if most > 0
    )


def _what(summaries: Sequence[str], telling: Telling) -> str:
    """Say what the largest entries were for; of several for different things, how many there are."""
    if len(set(summaries)) == 1:
        return summaries[0]
    return telling.say("kind-largest-alike", count=str(len(summaries)))


def _facts(values: Values, largest: Sequence[Entry], telling: Telling) -> tuple[Fact, ...]:
    facts = [*fact_of(Finance, "period", values, telling), *fact_of(Finance, "account_set", values, telling)]
    for entry in largest:
        words = telling.say("kind-largest", summary=entry.what, amount=telling.say.amount(entry.amount))
        facts.append(Fact(entry.label, words))
    counts = {} if is_summary(values) else voucher_counts(values)
    said = [telling.say(f"kind-vouchers-{name}", count=str(count)) for name, count in counts.items() if count]
    facts += [Fact(telling.say("kind-vouchers"), telling.say("kind-comma").join(said))] if said else []
    rules = fact_of(Finance, "account_system", values, telling)
    facts += [
        replace(fact, value=telling.say.strings.get(f"kind-account-system-{fact.value}", fact.value))
        for fact in rules
    ]
    facts += fact_of(Finance, "monthly", values, telling)
    return (*facts, *common_facts(values, telling))


_OWN_TABLES = (
    "accounts",
    "rows",
    "transfers",
    "noncash",
    "balance_sheet",
    "income_statement",
    "budget",
    "debts",
    "signed",
)
_HANDLED = (
    *_OWN_TABLES,
    "period",
    "account_set",
    "account_system",
    "monthly",
    "total_income",
    "total_expense",
    "rows_file",
    "show_payee",
)


def _blocks(values: Values, telling: Telling) -> tuple[Block, ...]:
    say = telling.say
    return (
        *_by_class(values, "income", telling),
        *_by_class(values, "expense", telling),
        *_budget(values, telling),
        *_accounts(values, telling),
        *rows_table(say("kind-income-statement"), ResultLine, maps_of(values, "income_statement"), telling),
        *ledger_blocks(values, telling),
        *_balance_sheet(values, telling),
        *rows_table(say("kind-debts"), Debt, maps_of(values, "debts"), telling),
        *section(say("kind-signed"), rest_of(map_of(values, "signed"), Signed, (), telling)),
        *common_blocks(values, telling),
        *left_over(values, Finance, _HANDLED, telling),
    )


def _by_class(values: Values, side: Literal["income", "expense"], telling: Telling) -> tuple[Block, ...]:
    """Add up one side of the ledger by first-level account, the largest first."""
    sums: dict[str, tuple[int, Decimal]] = {}
    any_account = any(text_of(row, "account_code") for row in maps_of(values, "rows"))
    class_of = cache(lambda account: _class_of(account, telling))
    for row in maps_of(values, "rows"):
        amount = amount_of(row, side)
        if amount is not None and any_account:
            label = class_of(text_of(row, "account_code"))
            count, added = sums.get(label, (0, Decimal(0)))
            sums[label] = (count + 1, added + amount)
    if not sums:
        return ()
    say, total = telling.say, sum((added for _, added in sums.values()), Decimal(0))
    ordered = sorted(sums.items(), key=lambda item: (-item[1][1], item[0]))
    counts = {} if is_summary(values) else {label: str(count) for label, (count, _) in ordered}
    bars = tuple(
        Bar(
            label,
            plain_money(added),
            note=_part_of(
                added, total, say("kind-entries-of", count=counts[label]) if counts else "", telling
            ),
        )
        for label, (_, added) in ordered
    )
    return (BarsBlock(say(f"kind-{side}-by-class"), bars, plain_money(total), tone=side),)


def _class_of(account: str, telling: Telling) -> str:
    code = telling.packaged.account_code(account)
    own, first = telling.packaged.account_name(account), telling.packaged.account_name(code.partition(".")[0])
    name = first if first and own.startswith(first) else own  # another name is that of another chart
    if account and account == code and not name:  # a number says nothing by itself
        return telling.say("kind-account-unnamed", code=code)
    return telling.say.label(name or account) or "—"


def _part_of(part: Decimal, total: Decimal, count: str, telling: Telling) -> str:
    """Say what share of a total an amount is, and of how many entries it is made where that is known."""
    if not 0 <= part <= total or not total:  # what was taken back has no share, nor has the rest beside it
        return count
    share = part * 100 / total
    words = (
        telling.say("kind-share-tiny")
        if 0 < share < Decimal("0.05")
        else telling.say("kind-share", share=f"{share:.1f}")
    )
    return telling.say("kind-comma").join(filter(None, (words, count)))


def _budget(values: Values, telling: Telling) -> tuple[Block, ...]:
    """Show how far each line of the budget has come; lines whose progress is not known stand in a table."""
    lines, say = maps_of(values, "budget"), telling.say
    known = [
        line
        for line in lines
        if amount_of(line, "actual") is not None and (amount_of(line, "planned") or 0) > 0
    ]
    sides: dict[str, list[Values]] = {}
    for line in known:
        sides.setdefault(text_of(line, "side"), []).append(line)
    blocks: list[Block] = []
    for side, found in sides.items():
        title = say("kind-budget-of", side=side) if side else say("kind-budget-progress")
        bars = tuple(
            Bar(
                text_of(line, "item"),
                text_of(line, "actual"),
                text_of(line, "planned"),
                _progress(line, telling),
            )
            for line in found
        )
        blocks.append(BarsBlock(title, bars, note="" if blocks else say("kind-budget-note"), tone="plan"))
    rest = [line for line in lines if line not in known]
    begun = any(amount_of(line, "actual") is not None for line in rest)
    title = "kind-budget" if not known else "kind-budget-others" if begun else "kind-budget-planned"
    return (
        *blocks,
        *rows_table(say(title), BudgetLine, rest, telling),
    )


def _progress(line: Values, telling: Telling) -> str:
    say, planned, actual = (
        telling.say,
        amount_of(line, "planned") or Decimal(1),
        amount_of(line, "actual") or Decimal(0),
    )
    if actual > planned:
        words = say("kind-budget-over", amount=say.amount(plain_money(actual - planned)))
    elif actual == planned:
        words = say("kind-budget-done")
    else:
        side = {"收入": "income", "支出": "expense"}.get(text_of(line, "side"), "done")
        share = int(max(actual, Decimal(0)) * 100 / planned)  # never 100 before all of it is there
        words = say(
            f"kind-budget-at-{side}", share=str(share), left=say.amount(plain_money(planned - actual))
        )
    others = (
        fact.value
        if fact.label == label_of(BudgetLine, "note", say.language)
        else f"{fact.label} {fact.value}"
        for fact in rest_of(line, BudgetLine, ("item", "side", "planned", "actual"), telling)
    )
    return say("kind-semicolon").join((words, *others))


def _accounts(values: Values, telling: Telling) -> tuple[Block, ...]:
    accounts = maps_of(values, "accounts")
    order = ("name", "holder", "opening", "closing", "code")
    arranged = [
        {name: account[name] for name in (*order, *account) if name in account} for account in accounts
    ]
    return rows_table(
        telling.say("kind-money-accounts"), MoneyAccount, arranged, telling, sums=("opening", "closing")
    )


def _balance_sheet(values: Values, telling: Telling) -> tuple[Block, ...]:
    """Show assets and what stands against them as two tables, each with its sum.

    Lines that cannot be told apart stay in one.
    """
    say, lines = telling.say, maps_of(values, "balance_sheet")
    assets = [line for line in lines if text_of(line, "code")[:1] == "1"]
    others = [line for line in lines if text_of(line, "code")[:1] in ("2", "3")]
    if not assets or not others or len(assets) + len(others) < len(lines):
        return rows_table(say("kind-balance-sheet"), BalanceLine, lines, telling)
    return tuple(
        block
        for title, half in ((say("kind-assets"), assets), (say("kind-liabilities"), others))
        for block in rows_table(
            f"{say('kind-balance-sheet')} · {title}", BalanceLine, half, telling, sums=("opening", "closing")
        )
    )
