"""What the line of a statement is: its name, its account and its amount, as people write them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sunboard.contracts import AnyRecord, Around
from sunboard.fields.enclosed_tables import EnclosedTable
from sunboard.fields.written import parse_money
from sunboard.kinds.finance import BalanceLine, Finance
from sunboard.lazy import regex
from sunboard.model.node import Place
from sunboard.privacy.tables import apart_in_text

SPACES = regex(r"[\s\u3000]+")
TOTAL = regex("[合总]计|总额")
NUMBERING = "行次|行号|序号|编号|代码|编码"
"""Heads of columns that only count the lines, or name them once more."""
_OPENING = regex(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|\d+[、.．])?(?:[加减][:：])?"
)
_CODE = regex(r"[(（]?\d{3}[)）]?$")
_NOTE = regex(r"[(（]含[^()（）]*[)）]$")
_BY_OTHER_NAME = {
    "货币资金": "101",
    "应收款项": "112",
    "存货": "121",
    "生产性生物资产原值": "132",
    "生产性生物资产净值": "132",
    "固定资产原值": "151",
    "固定资产净值": "151",
    "无形资产原值": "161",
    "无形资产净值": "161",
    "应付款项": "211",
    "未分配收益": "322",
}


def may_reckon(record: AnyRecord, around: Around) -> bool:
    """Tell quickly whether a record has lines of a statement, debts or a table, of its own or in its text."""
    fields, body = record.fields, record.body
    if fields.tables or "|" in body or "\t" in body:
        return True
    return isinstance(fields, Finance) and bool(
        fields.balance_sheet or fields.income_statement or fields.debts
    )


def tables_of(record: AnyRecord) -> Iterator[tuple[EnclosedTable, Place]]:
    """Yield the tables that may be statements, enclosed or in the text, and where they stand."""
    for table in record.fields.tables:
        yield table, record.at("tables")
    if "权益" in record.body or "收益" in record.body:
        for one in apart_in_text(record.document):
            heads, *rows = map(tuple, one.rows)
            yield EnclosedTable(file=None, heads=heads, rows=tuple(rows)), one.place(0, 0)


def item_of(written: str) -> str:
    """Return what a line is, without its numeral, its account code and a sign in words."""
    return _CODE.sub("", _OPENING.sub("", SPACES.sub("", written)))


def name_of(written: str) -> str:
    """Return the name of a line of a balance sheet, without its numeral and what it is said to hold."""
    return _NOTE.sub("", _OPENING.sub("", SPACES.sub("", written)))


def amount_of(cell: str) -> Decimal | None:
    """Return the amount in a cell, or nothing where it has no digit."""
    return parse_money(cell) if any(sign.isdigit() for sign in cell) else None


def code_of(line: BalanceLine, around: Around) -> str:
    """Return the account of a line by its code, else by its name; nothing where neither tells it."""
    name, packaged = name_of(line.name), around.packaged
    own = packaged.account_code(line.code or "")
    return own or packaged.first_level_accounts.get(name) or _BY_OTHER_NAME.get(name, "")
