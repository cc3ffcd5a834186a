"""Amounts in words beside amounts in figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sunboard.checks.ledgers import yuan
from sunboard.contracts import Around, Finding, Record, check, found
from sunboard.fields.numerals import parse_amount
from sunboard.fields.written import parse_money
from sunboard.kinds.finance import Finance

_DIGITS, _UNITS, _SECTIONS = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), ("", "万", "亿", "万亿")


@check("amount-words-differ", of=Finance)
def amount_words_differ(record: Record[Finance], around: Around) -> Iterator[Finding]:
    """The amount in words is not the amount in figures, or cannot be read."""
    for row in record.fields.rows:
        amount = row.income or row.expense or row.amount
        if not row.amount_cn or amount is None:
            continue
        words = parse_amount(row.amount_cn)
        if words is None:
            words = parse_money(row.amount_cn)
        if words is None or abs(words) != abs(amount):
            yield found(
                row.at("amount_cn"),
                row.amount_cn,
                voucher=row.voucher_no,
                amount=yuan(amount),
                right=in_words(abs(amount)),
                what="unreadable" if words is None else "other",
                words="" if words is None else yuan(words),
            )


def in_words(amount: Decimal) -> str:
    """Write an amount that is not negative in the words of a voucher: 1236.80 is 壹仟贰佰叁拾陆元捌角整."""
    whole, cents = divmod(int(amount * 100), 100)
    jiao, fen = divmod(cents, 10)
    words = f"{_numeral(whole)}元" if whole else ""
    words += f"{_DIGITS[jiao]}角" if jiao else "零" if whole and fen else ""
    return words + (f"{_DIGITS[fen]}分" if fen else "整" if words else "零元整")


def _numeral(number: int) -> str:
    """Write a whole number: groups of four digits, one 零 for any noughts between others."""
    words, pending = "", False
    for power in range(len(str(number)) - 1, -1, -1):
        digit, unit = number // 10**power % 10, _SECTIONS[power // 4] if power % 4 == 0 else ""
        if digit:
            words += ("零" if pending else "") + _DIGITS[digit] + _UNITS[power % 4]
        pending = digit == 0 and (bool(words) if not unit else pending or bool(words))
        if unit and number // 10**power % 10000:
            words += unit
    return words
