"""Months side by side: 项目 | 1月 | 2月 | 3月 | 合计, where the sum of each row is its amount.

Each side may have months of its own: 1月收入 | 1月支出 | … | 收入合计 | 支出合计, in one row or in two.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal

from sunboard.engines.sheet import FORMULA
from sunboard.fields.written import half_width, parse_money, period_text
from sunboard.lazy import dataclass, regex
from sunboard.model.money import separated
from sunboard.model.period import Period, parse_period
from sunboard.reading.tables.amounts import plainly
from sunboard.reading.tables.columns import Cells, Column, Span
from sunboard.reading.tables.sums import DASHES, is_signature, is_sum_row, sum_word
from sunboard.reading.tables.words import balance_said, enumerated, role_of

SPAN = "span"
"""The role of a column that holds one month, or another span, of what another column holds for the period."""
SIDES = ("income", "expense")

_MONTH = regex(r"(?P<month>(?:\d{4}年)?(?:1[0-2]|[1-9]|十?[一二三四五六七八九]|十)月份?)(?P<side>.*)")


@dataclass(frozen=True, slots=True)
class Amiss:
    """What speaks against months side by side, and the cell that shows it."""

    row: int
    column: int
    what: str  # none, sides: no column of sums; differs: one is another figure; outside: of another time
    text: str
    sum: str = ""


def months_beside(found: Sequence[Column], piece: Span) -> dict[str, list[int]]:
    """Return the columns of months by the role of their amounts, where there are several of a role."""
    beside: dict[str, list[int]] = {}
    for x in range(*piece):
        _, role = _month_and_role(found[x])
        if role:
            beside.setdefault(role, []).append(x)
    return {role: months for role, months in beside.items() if len(months) > 1}


def month_alone(found: Sequence[Column], piece: Span) -> int:
    """Return the column of the one month beside amounts of other spans; 0, where items stand, for none."""
    months = [x for x in range(*piece) if _month_and_role(found[x])[1] == "amount" and found[x].key]
    return months[0] if len(months) == 1 and not found[months[0]].field else 0


def sum_beside(found: Sequence[Column], piece: Span) -> int | None:
    """Return the one column that says what others make together."""
    sums = [x for x in range(*piece) if not found[x].field and sum_word(found[x].key)]
    return sums[0] if len(sums) == 1 else None


def _month_and_role(column: Column) -> tuple[str, str]:
    """Return the month of a column and what its amounts are: income, expense, or those of both."""
    if column.field and column.role not in SIDES:
        return "", ""
    if own := _MONTH.fullmatch(column.key):
        role = role_of(own["side"]) if own["side"] else "amount"
        return (own["month"], role) if role in ("amount", *SIDES) else ("", "")
    above = _MONTH.fullmatch(column.group)
    role = role_of(column.key)
    return (above["month"], role) if above and not above["side"] and role in SIDES else ("", "")


def is_words_beside_amounts(row: Sequence[str], x: int, beside: Sequence[int]) -> bool:
    """Tell whether a cell without any figure stands in a row with amounts."""
    text = row[x] if x < len(row) else ""
    is_words = text not in DASHES and _is_words(text)
    return bool(text) and is_words and any(amount is not None for amount in _amounts(row, beside))


def _is_words(text: str) -> bool:
    """Tell whether a text is no figure, readable or not: it has none, or signs the table."""
    return is_signature(text) or not any(sign.isdigit() for sign in text)


def adds_up(row: Sequence[str], at: int, parts: Sequence[int]) -> bool:
    """Tell whether the cells of a row are what another of its cells says together; words say nothing."""
    filled = [x for x in (at, *parts) if x < len(row) and row[x] and row[x] not in DASHES]
    amounts = {x: parse_money(plainly(row[x])) for x in filled}
    if any(amount is None for amount in amounts.values()):
        return all(map(_is_words, (row[x] for x in filled)))
    return (amounts.pop(at, None) or Decimal(0)) == sum(filter(None, amounts.values()), Decimal(0))


def amiss(rows: Cells, row: int, found: Sequence[Column], piece: Span, period: Period | None) -> Amiss | None:
    """Return what speaks against reading the months below a head in a row; nothing where they are sound."""
    spans = [column if column.role == SPAN else Column() for column in found]
    beside = months_beside(spans, piece)
    for role, months in beside.items():
        own = [x for x in range(*piece) if found[x].role == role]
        if not own and role == "amount":
            own = [x for x in range(*piece) if found[x].role in SIDES]
        if not own:
            names = "、".join(found[x].key for x in months)
            return Amiss(row, months[0], "none" if role == "amount" else "sides", names)
        if wrong := _amiss(rows, row, found, months, own, period):
            return wrong
    return None


def _amiss(
    rows: Cells,
    row: int,
    found: Sequence[Column],
    months: Sequence[int],
    own: Sequence[int],
    period: Period | None,
) -> Amiss | None:
    for y in range(row + 1, len(rows)):
        if any(balance_said(enumerated(cell)[1]) for cell in rows[y][: months[0]] if cell):
            continue  # what is left is not added up
        if len(own) > 1 and is_sum_row(rows[y]):
            continue  # its months are of both sides
        if FORMULA in [rows[y][x] for x in own if x < len(rows[y])]:
            continue  # told where its row is read
        is_right = any(adds_up(rows[y], x, months) for x in own)
        if not is_right and any(_amounts(rows[y], (*own, *months))):
            at = next((x for x in own if x < len(rows[y]) and rows[y][x]), own[0])
            real = sum(filter(None, _amounts(rows[y], months)), Decimal(0))
            return Amiss(y, at, "differs", rows[y][at] if at < len(rows[y]) else "", separated(real))
    others = [x for x in months if period and not _within(_month_and_role(found[x])[0], period)]
    others = [x for x in others if any(any(_amounts(cells, [x])) for cells in rows[row + 1 :])]
    if not others:
        return None
    names = "、".join(_month_and_role(found[x])[0] for x in others)
    return Amiss(row, others[0], "outside", names)


def _amounts(row: Sequence[str], parts: Sequence[int]) -> list[Decimal | None]:
    return [parse_money(plainly(row[x])) if x < len(row) and row[x] else None for x in parts]


def _within(key: str, period: Period) -> bool:
    text = half_width(key).removesuffix("份")
    with suppress(ValueError):
        month = parse_period(period_text(text if "年" in text else f"{period.year}年{text}"))
        return month is not None and period.start <= month.start and month.end <= period.end
    return False
