"""How amounts of money are written."""

from __future__ import annotations

from decimal import Decimal


def plain_money(amount: Decimal) -> str:
    """Write an amount as plain data: `722881.21`."""
    return f"{amount:.2f}"


def separated(amount: Decimal) -> str:
    """Write an amount as people check it: `722,881.21`."""
    return f"{amount:,.2f}"
