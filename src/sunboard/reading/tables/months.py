"""Months side by side: 项目 | 1月 | 2月 | 3月 | 合计, where the sum of each row is its amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal

from sunboard.fields.written import half_width, parse_money, period_text
from sunboard.model.money import separated
from sunboard.model.period import Period, parse_period
from sunboard.reading.tables.amounts import plainly
from sunboard.reading.tables.columns import Cells, Column, Span
from sunboard.reading.tables.sums import DASHES, sum_word

SPAN = "span"
"""The role of a column that holds one month of what another holds altogether."""

_MONTH = re.compile(r"(?:\d{4}年)?(?:1[0-2]|[1-9]|十?[一二三四五六七八九]|十)月份?")


@dataclass(frozen=True, slots=True)
class Amiss:
    """What speaks against months side by side, and the cell that shows it."""

    row: int
    column: int
    what: str  # none: no column of sums; differs: one is another figure; outside: months of another time
    text: str
    sum: str = ""


def months_beside(found: Sequence[Column], piece: Span) -> list[int]:
    """Return the columns that are called as months; none where there is only one."""
    months = [x for x in range(*piece) if not found[x].field and _MONTH.fullmatch(found[x].key)]
    return months if len(months) > 1 else []


def sum_beside(found: Sequence[Column], piece: Span) -> int | None:
    """Return the one column that says what others make together."""
    sums = [x for x in range(*piece) if not found[x].field and sum_word(found[x].key)]
    return sums[0] if len(sums) == 1 else None


def adds_up(row: Sequence[str], at: int, parts: Sequence[int]) -> bool:
    """Tell whether the cells of a row are what another of its cells says together."""
    filled = [x for x in (at, *parts) if x < len(row) and row[x] and row[x] not in DASHES]
    amounts = {x: parse_money(plainly(row[x])) for x in filled}
    if any(amount is None for amount in amounts.values()):
        return False
    return (amounts.pop(at, None) or Decimal(0)) == sum(filter(None, amounts.values()), Decimal(0))


def amiss(rows: Cells, row: int, found: Sequence[Column], piece: Span, period: Period | None) -> Amiss | None:
    """Return what speaks against reading the months below a head in a row; nothing where they are sound."""
    months = [x for x in range(*piece) if found[x].role == SPAN]
    if not months:
        return None
    at = next((x for x in range(*piece) if sum_word(found[x].key)), None)
    if at is None:
        return Amiss(row, months[0], "none", "、".join(found[x].key for x in months))
    for y in range(row + 1, len(rows)):
        if any(_amounts(rows[y], (at, *months))) and not adds_up(rows[y], at, months):
            real = sum(filter(None, _amounts(rows[y], months)), Decimal(0))
            return Amiss(y, at, "differs", rows[y][at] if at < len(rows[y]) else "", separated(real))
    others = [x for x in months if period and not _within(found[x].key, period)]
    others = [x for x in others if any(any(_amounts(cells, [x])) for cells in rows[row + 1 :])]
    return Amiss(row, others[0], "outside", "、".join(found[x].key for x in others)) if others else None


def _amounts(row: Sequence[str], parts: Sequence[int]) -> list[Decimal | None]:
    return [parse_money(plainly(row[x])) if x < len(row) and row[x] else None for x in parts]


def _within(key: str, period: Period) -> bool:
    text = half_width(key).removesuffix("份")
    with suppress(ValueError):
        month = parse_period(period_text(text if "年" in text else f"{period.year}年{text}"))
        return month is not None and period.start <= month.start and month.end <= period.end
    return False
