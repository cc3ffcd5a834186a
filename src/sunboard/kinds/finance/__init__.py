"""财务: what a village took in, paid and kept over a period."""

from sunboard.contracts import Kind
from sunboard.kinds.finance.describing import describe
from sunboard.kinds.finance.record import (
    BalanceLine,
    BudgetLine,
    Debt,
    Finance,
    MoneyAccount,
    ResultLine,
    Signed,
    unneeded,
)
from sunboard.kinds.finance.telling import told_by_ledger
from sunboard.kinds.finance.vouchers import LEDGER_SIDES, Booking, LedgerRow, Transfer

__all__ = [
    "KIND",
    "LEDGER_SIDES",
    "BalanceLine",
    "Booking",
    "BudgetLine",
    "Debt",
    "Finance",
    "LedgerRow",
    "MoneyAccount",
    "ResultLine",
    "Signed",
    "Transfer",
]

KIND = Kind(
    name="finance",
    label={"zh": "财务", "en": "Finance"},
    folders=("finances", "财务"),
    fields=Finance,
    describe=describe,
    category="财务",
    catalog=("CK02",),
    punctual=True,
    signed_in={
        "owner": "signed.accountant",
        "reviewer": "signed.supervisor",
        "approver": "signed.head",
        "review_date": "signed.date",
    },
    holds=(("balance_sheet", "CK03"), ("debts", "CK05"), ("accounts", "CK06")),
    required=(
        "catalog",
        "period",
        "plain_summary",
        "account_set",
        "accounts",
        "total_income",
        "total_expense",
        "rows",
        "signed",
    ),
    unneeded=unneeded,
    series=("account_set",),
    tells=told_by_ledger,
    sheets=("收支", "流水", "ledger"),
)
