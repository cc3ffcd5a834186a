"""Amounts as spreadsheets and bookkeepers write them: in brackets where negative, short by a unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sunboard.fields.written import parse_money
from sunboard.lazy import regex

LONGEST = 40
"""Signs of an amount in brackets; what is longer is read as it stands, or refused."""
_BARE = regex(r"[+-]?\d+(?:\.\d+)?")
_IN_BRACKETS = regex(r"[(（](?P<amount>[^()（）]*\d[^()（）]*)[)）]|(?P<before>[^-－−]*[.．]\d{1,2})[-－−]")
_WHOLE_YUAN = regex(r"(?P<amount>[¥￥]?\d[\d,，]*)(?:[.．]\s*[-－−—–]{1,2}|—{1,2})")
"""A dash in the place of 角 and 分, as the rules of bookkeeping have it (会计基础工作规范, 52)."""
_MINUS = regex(r"(?:负|[–—△▲－−﹣])(?P<amount>[¥￥]?[\d.,，\s]+元?)")


def plainly(text: str) -> str:
    """Return an amount with a minus where its brackets, its last sign or a word say that it is negative.

    A hyphen behind whole yuan could be a minus, or stand for no cents: it is left, and not read.
    """
    if len(text) > LONGEST or (text.isascii() and (text[-1:].isdigit() or not text)):
        return text
    if whole := _WHOLE_YUAN.fullmatch(text.strip()):
        return whole["amount"]
    found = _IN_BRACKETS.fullmatch(text.strip()) or _MINUS.fullmatch(text.strip())
    if found is None:
        return text
    inner = next(piece for piece in found.groups() if piece).strip()
    return f"-{inner}" if parse_money(inner) is not None and parse_money(f"-{inner}") is not None else text


def scaled(written: str, scale: int) -> str:
    """Write an amount in yuan that was written in a larger unit; what is no bare number stays."""
    plain = plainly(written).replace(",", "").replace("，", "")
    if not _BARE.fullmatch(plain):
        return written
    return format(Decimal(plain).scaleb(scale).normalize(), "f")


def without_minus(text: str) -> str:
    """Return an amount without the minus in front of it."""
    return text.replace("-", "", 1) if "-" in text else text


def has_amount(row: Sequence[str], columns: Sequence[int]) -> bool:
    """Tell whether any of those columns of a row holds an amount."""
    return any(parse_money(plainly(row[x])) is not None for x in columns if x < len(row) and row[x])
