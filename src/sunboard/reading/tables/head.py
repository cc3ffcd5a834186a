"""Where the head of a table stands: the row that names most columns, or two rows that make one head.

Title rows may stand above it, groups of merged cells in it, units behind a name or on a row below.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sunboard.engines.sheet import Merge
from sunboard.fields.written import has_bare_amount, parse_money
from sunboard.lazy import regex
from sunboard.reading.tables.columns import AMOUNTS, Cells, Column, Columns, FoundHead, head_text
from sunboard.reading.tables.months import SIDES
from sunboard.reading.tables.settling import settled
from sunboard.reading.tables.sums import is_span
from sunboard.reading.tables.words import is_sum_of_accounts, item_rank

_UNIT_OR_NOTE = regex(
    r"[(\[【〔].*[)\]】〕]|(?:人民币)?[百千万亿]*元(?:[/每](?:亩|年|月|人|亩[/·]?年|年[/·]?亩))?|亩|平方?米|㎡|m2|m²|人|户"
)
_NEAR, _FEW = 6, 2  # rows above a head further down that may be its titles, and cells of such a row
FURTHEST = 40
"""Rows from the top among which a head is looked for."""


def find_head(
    rows: Cells,
    merged: Sequence[Merge],
    columns: Columns,
    start: int = 0,
    stop: int | None = None,
    titled: int | None = None,
) -> FoundHead | None:
    """Find the row that names most columns, or two rows that make one head; nothing below two names.

    A head further down, below another table, begins at `start`; the sheet's titles stand above row `titled`.
    """
    stop = min(len(rows), start + FURTHEST) if stop is None else stop
    likely: Sequence[int] = range(start, stop)
    if columns.roles:  # 收入合计 beside its amount is a sum
        likely = [at for at in likely if not _has_amount(rows[at])] or likely
    singles = [FoundHead(at, tuple(columns.column(cell) for cell in rows[at]), top=at) for at in likely]
    single = max(singles, key=lambda head: _rated(head, columns), default=None)
    if single is None:
        return None
    best, least = single, _rated(single, columns)
    for top in (single.row, single.row - 1):
        pair = _below_groups(rows, merged, columns, top) if start <= top < stop - 1 else None
        if pair and _rated(pair, columns) >= max(least + (top != single.row), 2):
            best = pair
            break
    if columns.roles:
        best = next((head for head in singles if _heads_rows_above(rows, head, best, columns)), best)
    titles = range(best.first - 1, -1, -1) if titled is None else _titles(rows, best.first, titled)
    found = settled(rows, replace(best, titles=tuple(titles)), columns)
    return found if _rated(found, columns) >= 2 else None


def _heads_rows_above(rows: Cells, head: FoundHead, best: FoundHead, columns: Columns) -> bool:
    """Tell whether a head is that of a table of its own, whose rows stand above a head that names more."""
    if head.row >= best.first - 1 or not is_head(rows[head.row], columns):
        return False
    above = settled(rows, replace(head, titles=tuple(range(head.row - 1, -1, -1))), columns)
    money = [x for x, column in enumerate(above.columns) if column.role in AMOUNTS]
    return above.is_whole(columns) and any(
        x < len(row) and parse_money(row[x]) is not None
        for row in rows[head.row + 1 : best.first]
        for x in money
    )


def is_head(row: Sequence[str], columns: Columns) -> bool:
    """Tell whether a row could be a head: names of columns, and no amount."""
    first = next((cell for cell in row if cell), "")
    if not first or first[0].isdigit() or len(first) > 12:
        return False
    found = columns.column(first)
    if not (found.means or found.is_numbering):
        return False
    filled = [columns.column(cell) for cell in row if cell]
    known = sum(column.means or column.is_numbering for column in filled)
    return known >= 2 and known * 3 >= len(filled) * 2 and not _has_amount(row)


def _has_amount(row: Sequence[str]) -> bool:
    return has_bare_amount(row) or any(parse_money(cell) is not None for cell in row if cell)


def _titles(rows: Cells, first: int, titled: int) -> Iterator[int]:
    """Yield the rows between a head and the table above it, then those of the sheet's titles."""
    for at in range(first - 1, max(first - _NEAR, titled) - 1, -1):
        if sum(map(bool, rows[at])) > _FEW:
            break
        yield at
    yield from range(titled - 1, -1, -1)


def _rated(head: FoundHead, columns: Columns) -> int:
    """Return how many columns a head names: fields, and in a table of money what stands in for them."""
    if not columns.roles:
        return len({*head.fields} - {""})
    return len(
        {(column.field or column.role or column.key, column.group) for column in head.columns if column.means}
    )


def is_unit_or_note(written: str) -> bool:
    """Tell whether a cell below a head says only its unit, or stands in brackets."""
    return _UNIT_OR_NOTE.fullmatch(head_text(written)) is not None


def _below_groups(rows: Cells, merged: Sequence[Merge], columns: Columns, top: int) -> FoundHead | None:
    """Read two rows as one head, or three where the third says what stands below merged cells of the second.

    Of three the second gives way to what stands above it where that says the side: 收入 | 经营收入 | 租金.
    """
    above = _groups(merged, top, rows)
    pair = _pair(rows[top], rows[top + 1], above, columns, top)
    within = _groups(merged, top + 1, rows)
    if top + 2 >= len(rows) or not within or not columns.roles:
        return pair
    first, second, third = rows[top], rows[top + 1], rows[top + 2]
    filled = [x for x, cell in enumerate(third) if cell]
    if len(filled) < 2 or not {*filled} <= {*within} or _has_amount(third):
        return pair
    width = max(map(len, (first, second, third)))
    top_row, middle, lower = (_padded(row, width) for row in (first, second, third))
    upper = [*top_row]
    groups = dict[int, int]()
    for x in range(width):
        over = top_row[above.get(x, x)]
        if lower[x] and columns.column(over).role not in SIDES:
            over = middle[within[x]]
        lower[x] = lower[x] or middle[x]
        if x in above or x in within:
            upper[x], groups[x] = over, x
    return _pair(upper, lower, groups, columns, top, deep=1) or pair


def _groups(merged: Sequence[Merge], top: int, rows: Cells) -> dict[int, int]:
    """Return for each column below a merged cell of a row where that cell begins."""
    width = max(len(row) for row in rows[top : top + 2])
    return {
        x: left
        for first, left, last, right in merged
        if first == last == top and right > left
        for x in range(left, min(right, width - 1) + 1)
    }


def _pair(
    upper_row: Sequence[str],
    lower_row: Sequence[str],
    merged: Mapping[int, int],
    columns: Columns,
    top: int,
    *,
    deep: int = 0,
) -> FoundHead | None:
    """Read two rows as one head: groups above, their parts below; nothing where the lower one is none."""
    width = max(len(upper_row), len(lower_row))
    upper, lower = _padded(upper_row, width), _padded(lower_row, width)
    grouped = dict(merged)
    if not any(lower) or not any(upper) or (columns.roles and has_bare_amount(lower)):
        return None
    if columns.roles and sum(map(bool, lower)) == 1 and is_span("".join(lower).strip("[]()【】（）〔〕")):
        return None  # the month of what stands below it
    grouped = _grouped_by_blanks(upper, lower) | grouped
    found: list[Column] = []
    for x in range(width):
        column = _of_two(upper[grouped.get(x, x)], lower[x], columns)
        is_named = bool(lower[x]) and not is_unit_or_note(lower[x])
        means = column.means if columns.roles else bool(column.field)
        if is_named and x not in grouped and (column.by_group or not means) and not column.is_numbering:
            return None  # an entry, and no head
        if (
            is_named
            and upper[x]
            and x not in grouped
            and columns.roles
            and column == columns.column(lower[x])
        ):
            return None  # the title of a section, or another head
        found.append(replace(column, group=head_text(upper[grouped[x]]) if x in grouped and lower[x] else ""))
    firm = {column.field or columns.roles.get(column.role) for column in found if not column.by_group}
    whole = (
        Column("", columns.column(lower[x]).key) if column.by_group and column.field in firm else column
        for x, column in enumerate(found)
    )
    return FoundHead(top + 1 + deep, tuple(whole), top=top)


def _grouped_by_blanks(upper: Sequence[str], lower: Sequence[str]) -> dict[int, int]:
    """Return which cell of the upper row stands above each column, where none can be merged: in text."""
    grouped: dict[int, int] = {}
    last = -1
    for x, above in enumerate(upper):
        last = x if above else last
        if lower[x] and not above and last >= 0 and lower[last]:
            grouped |= {last: last, x: last}
        elif not lower[x]:
            last = -1
    return grouped


def _of_two(above: str, below: str, columns: Columns) -> Column:
    """Understand a head of two rows: together, or the lower one, or only by the group above it."""
    if not below:
        return columns.column(above)
    lower = columns.column(below)
    if not above:
        return lower
    is_unit = is_unit_or_note(below)
    both = columns.column(f"{above}({below})" if is_unit and below[0] not in "(（" else above + below)
    if is_sum_of_accounts(lower.key):
        both = Column()  # of what stands beside it
    if lower.role in ("month", "monthday"):
        return lower  # 收入: 月, 日, 摘要, 金额
    if both.field or (both.role and not lower.field and not is_unit) or (is_unit and both.means):
        return both
    group = columns.column(above)
    if lower.role == "amount" and group.role in ("income", "expense"):
        return replace(lower, field="", role=group.role)  # 收入: 本月数, 本季数
    if lower.role == "amount" and group.role == "balance":
        return replace(group, key=lower.key)  # 余额: 方向, 金额
    if lower.field or lower.role or lower.is_numbering or item_rank(lower.key):
        return lower
    if group.field or group.role:
        return replace(group, by_group=not is_unit, key=group.key if is_unit else lower.key)
    return lower


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]
