"""What a ledger on the wall tells of its record beside its rows: totals, balances, who signed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from sunboard.fields.part import Part
from sunboard.fields.written import parse_money
from sunboard.kinds.finance.vouchers import LedgerRow
from sunboard.model.money import plain_money
from sunboard.model.plain import Plain

_OPENING = re.compile(r"(?:上[期月季年]度?|期初|年初|月初|季初)(?:结转|结余|余额|结存)(?:资金|金额|数)?")
_CLOSING = re.compile(
    r"(?:期末|年末|月末|季末|本[期月季年]度?(?:期末)?)(?:结转|结余|余额|结存)(?:资金|金额|数)?"
)
_AFTER_NUMBER = re.compile(r"^[一二三四五六七八九十\d]+[、.．]\s*")
_SIGNED = {
    "head": re.compile(r"(?:村|单位|主要|财务)?(?:主任|负责人|书记)"),
    "supervisor": re.compile(
        r"(?:村)?(?:监委会|村务监督委员会|理财小组|民主理财小组|监督小组)(?:主任|组长|负责人|签字)?"
    ),
    "accountant": re.compile(r"(?:村|主管|记账)?(?:会计|报账员)|制表(?:人)?|编制(?:人)?"),
}
_NAME = re.compile("[\u4e00-\u9fff·]{2,8}")

CATALOG = "CK02"
"""The row of the catalogue that asks for what came in and went out."""
Cells = Sequence[str]


def told_by_ledger(rows: Iterable[Part], cells: Iterable[Cells]) -> dict[str, Plain]:
    """Return fields of the record as a ledger tells them; balances only where they agree with its rows."""
    entries = [row for row in rows if isinstance(row, LedgerRow) and row.is_entry]
    income = sum((row.income or Decimal(0) for row in entries), Decimal(0))
    expense = sum((row.expense or Decimal(0) for row in entries), Decimal(0))
    values: dict[str, Plain] = {
        "catalog": CATALOG,
        "total_income": plain_money(income),
        "total_expense": plain_money(expense),
    }
    lines = [[cell.strip() for cell in line] for line in cells]
    openings, closings = ({*_amounts(lines, label)} for label in (_OPENING, _CLOSING))
    if len(openings) == len(closings) == 1:
        (opening,), (closing,) = openings, closings
        if opening + income - expense == closing:
            balance = {"opening": plain_money(opening), "closing": plain_money(closing)}
            values["accounts"] = [{"code": "A", **balance}]
    if signed := dict(_signed(lines)):
        values["signed"] = {**signed}
    return values


def _amounts(lines: Iterable[Cells], label: re.Pattern[str]) -> Iterator[Decimal]:
    """Yield the amounts behind a label, in its cell or in the next that is filled."""
    for line in lines:
        for at, cell in enumerate(line):
            found = label.match(_AFTER_NUMBER.sub("", cell))
            if not found:
                continue
            rest = _AFTER_NUMBER.sub("", cell)[found.end() :].strip(" :：")
            written = rest or next((other for other in line[at + 1 :] if other), "")
            if (amount := parse_money(written)) is not None:
                yield amount


def _signed(lines: Iterable[Cells]) -> Iterator[tuple[str, str]]:
    """Yield who signed, by the first label of each that a name follows."""
    seen: set[str] = set()
    for line in lines:
        for at, cell in enumerate(line):
            label, colon, rest = cell.replace("：", ":").partition(":")
            if not colon:
                continue
            name = "".join(rest.split()) or next(("".join(one.split()) for one in line[at + 1 : at + 2]), "")
            plain = re.sub(r"[\s（）()签字章]", "", label)
            for field, known in _SIGNED.items():
                if field not in seen and known.fullmatch(plain) and _NAME.fullmatch(name):
                    seen.add(field)
                    yield field, name
