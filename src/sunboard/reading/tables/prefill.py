"""What a spreadsheet tells of the record that is made for it, so that nobody types it again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from sunboard.contracts import Kind
from sunboard.engines.sheet import WorkbookBroken
from sunboard.fields.declarations import Key, keys_of, names_of
from sunboard.fields.written import Contradiction, half_width, parse_day, period_text
from sunboard.lazy import regex
from sunboard.model.period import Period, parse_period, period_of_days
from sunboard.model.plain import Plain
from sunboard.model.problem import Log
from sunboard.model.tabulation import Tabulation, tabulated
from sunboard.reading.tables.cells import sheets_of_cells
from sunboard.reading.tables.delimited import QuoteOpen
from sunboard.reading.tables.table import read_table

_YEAR = r"[0-9]{4}\s*年?度?\s*"
_PERIOD = regex(
    rf"(?<![0-9]){_YEAR}(?:第?[一二三四1-4]季度?|上半年|下半年|[Qq][1-4]|年度|全年"
    r"|[0-9]{1,2}\s*[-—~～至到]\s*[0-9]{1,2}月份?|[0-9]{1,2}月份?(?!\s*[0-9]))"
)
"""No bare year, since a table of one quarter may say no more, and no day."""
_UNIT = regex(r"[(（\[【](?:金额)?单位[:：].*")
_NAMED = regex("(?!附[件表])(?=.*[\u4e00-\u9fff]{4})[^:：]{6,40}")
_TITLES = 5  # rows in which a table says what it is


def told_by_file(kind: Kind, name: str, data: bytes, language: str) -> Mapping[str, Plain]:
    """Return fields of a record as a spreadsheet tells them, and the one that names it.

    What is in doubt is not told.
    """
    table, title = next(iter(kind.tables), None), _title(data)
    if table is None:
        return {**title, "tables": name}
    row = {"catalog": kind.catalog[0]} if len(kind.catalog) == 1 else {}
    return {**title, **row, **told_by_table(kind, table, name, data, language), f"{table}_file": name}


def holds_several(kind: Kind, data: bytes) -> bool:
    """Tell whether each row of a spreadsheet is one thing of a kind whose records tell one each."""
    key = names_of(kind.fields).get("name")
    if key is None or kind.tables:
        return False
    table = _only_table(data)
    return len(table.rows) > 1 and not {*table.heads}.isdisjoint(key.names)


def other_table(kind: Kind, name: str, data: bytes) -> Key | None:
    """Return the table of a record that a spreadsheet is by its name or title, where its rows are not read.

    资产负债表 and 债权债务 are no entries of a ledger.
    """
    called = name + _only_table(data).title
    keys = [key for key in keys_of(kind.fields) if key.form.sort == "table" and key.name not in kind.tables]
    meant = [key for key in keys if key.zh in called]
    is_read = any(read_table(data, name, part, Log()) for part in kind.tables.values())
    return meant[0] if len(meant) == 1 and kind.tables and not is_read else None


def _title(data: bytes) -> Mapping[str, Plain]:
    """Return what stands as a title above the only table of a file, without its unit."""
    bare = "".join(_UNIT.sub("", _only_table(data).title).split())
    return {"title": bare} if _NAMED.fullmatch(bare) else {}


def _only_table(data: bytes) -> Tabulation:
    """Return the only table of a file by its parts; an empty one where there are several, or none."""
    try:
        sheets = [sheet for sheet in sheets_of_cells(data, lambda _: False) if sheet]
    except (WorkbookBroken, QuoteOpen):
        return Tabulation()
    return tabulated([row for _, row in sheets[0]]) if len(sheets) == 1 else Tabulation()


def told_by_table(
    kind: Kind, table: str, name: str, data: bytes, language: str = "zh"
) -> Mapping[str, Plain]:
    """Return fields of a record as the rows of one of its tables, and the cells around them, tell them."""
    try:
        sheets = sheets_of_cells(data, lambda head: head in names_of(kind.tables[table]))
    except (WorkbookBroken, QuoteOpen):
        return {}
    cells = [row for sheet in sheets for _, row in sheet]
    titles = [cell for sheet in sheets for _, row in sheet[:_TITLES] for cell in row]
    # sheets of months are read together once it is known of which period
    found = _period([name]) or _period(titles) or period_of_days([*_days(cells)])
    told: dict[str, Plain] = {}
    log = Log()
    rows = read_table(data, name, kind.tables[table], log, period=found)
    read = names_of(kind.fields)[table].read(rows, log) if rows else None
    if kind.tells and read and not log.has_error:
        told |= kind.tells(read, cells)
    found = _period([name]) or _period(titles) or parse_period(str(told.get("period", "")))
    return {**told, "period": found.name(language)} if found else told


def _days(cells: Iterable[Sequence[str]]) -> Iterator[date]:
    """Yield the days that cells hold."""
    for row in cells:
        for cell in row:
            with suppress(ValueError):
                if re.match("[0-9]{4}", cell) and (day := parse_day(cell)):
                    yield day


def _period(texts: Sequence[str]) -> Period | None:
    """Return the period that texts name, where they name but one."""
    found = {period for text in texts for period in _periods(text)}
    return found.pop() if len(found) == 1 else None


def _periods(text: str) -> Iterable[Period]:
    for match in _PERIOD.finditer(half_width(text)):
        try:
            period = parse_period(period_text(match[0]))
        except Contradiction:
            continue
        if period is not None:
            yield period
