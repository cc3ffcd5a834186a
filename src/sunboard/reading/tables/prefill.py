"""What a spreadsheet tells of the record that is made for it, so that nobody types it again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from sunboard.contracts import Kind
from sunboard.engines.sheet import WorkbookBroken
from sunboard.fields.declarations import Key, keys_of, names_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.part import Part
from sunboard.fields.written import parse_day, periods_said
from sunboard.lazy import regex
from sunboard.model.period import Period, parse_period, period_of_days
from sunboard.model.plain import Plain
from sunboard.model.problem import Log
from sunboard.model.tabulation import Tabulation, is_remark, tabulated
from sunboard.reading.tables.cells import sheets_of_cells
from sunboard.reading.tables.columns import columns_of
from sunboard.reading.tables.delimited import QuoteOpen
from sunboard.reading.tables.grid import DATED
from sunboard.reading.tables.sheet_names import sheet_of
from sunboard.reading.tables.sheets import SHEETS_SEVERAL
from sunboard.reading.tables.table import read_table
from sunboard.reading.tables.words import group_titled
from sunboard.settings.catalog import row_called
from sunboard.settings.reference import CatalogRow

_UNIT = regex(r"[(（\[【](?:金额)?单位[:：].*")
_NAMED = regex("(?!附[件表])(?=.*[\u4e00-\u9fff]{4})[^:：]{6,40}")
NO_ROWS: Mapping[str, CatalogRow] = {}
"""No catalogue: nothing is told of it."""
_IN_ANY_YEAR = (Period(2000, "Y"), *(Period(2000, "Q", number) for number in range(1, 5)))
_TITLES = 5  # rows in which a table says what it is


def told_by_file(
    kind: Kind, name: str, data: bytes, language: str, catalog: Mapping[str, CatalogRow] = NO_ROWS
) -> Mapping[str, Plain]:
    """Return fields of a record as a spreadsheet tells them, and the one that names it.

    What is in doubt is not told. The name may say which sheet is meant: `名单.xlsx#特困`.
    """
    only = _only_table(data, name)
    table, top = next(iter(kind.tables), None), _top(only)
    title, period = _title(only, top), _period([name]) or _period([top])
    possible = {code: row for code, row in catalog.items() if not kind.catalog or code in kind.catalog}
    called = row_called(possible, top)
    row = {"catalog": called[1]} if called else {}
    if table is None:
        return {**title, **row, **({"period": period.name(language)} if period else {}), "tables": name}
    row = {"catalog": kind.catalog[0]} if len(kind.catalog) == 1 else row
    told = told_by_table(kind, table, name, data, language)
    if not title and len(kind.catalog) == 1 and kind.catalog[0] in catalog:
        title = _composed(str(told.get("period", "")), catalog[kind.catalog[0]], name)
    return {**title, **row, **told, f"{table}_file": name}


def sheets_in_doubt(kind: Kind, name: str, data: bytes) -> Sequence[str]:
    """Return the sheets of a file of which each could be the list or the register of a record.

    Which sheets hold entries is known once it is known of which period.
    """
    table = next(iter(kind.tables.values()), None)
    if table is None or columns_of(table).roles:
        return ()
    file, sheet = sheet_of(name)
    log = Log()
    read_table(data, file, table, log, wanted=sheet)
    several = (one.details["sheets"] for one in log.problems if one.fault is SHEETS_SEVERAL)
    return next(several, ())


def holds_several(kind: Kind, name: str, data: bytes) -> bool:
    """Tell whether a spreadsheet tells several things of a kind whose records tell one each.

    Its head, or its first column where it lies on its side, then has the name of such a thing, or two fields
    or more that every record of the kind needs.
    """
    if kind.tables:
        return False
    table, columns = _only_table(data, name), columns_of(kind.fields)
    common = {key.name for key in keys_of(Disclosure)}
    needed = {key.name for key in keys_of(kind.fields) if key.required} - common
    names = {"name", *(key.otherwise for key in keys_of(kind.fields) if key.name == "title")} - {""}

    def names_one(heads: Iterable[str]) -> bool:
        met = {columns.column(head).field for head in heads}
        return not met.isdisjoint(names) or len(met & needed) > 1

    first = [cells[0] for cells in (table.heads, *(row.cells for row in table.rows)) if cells]
    is_on_side = len(table.columns) > 2 and names_one(first)
    return len(table.rows) > 1 and (names_one(table.heads) or is_on_side)


def other_table(
    kind: Kind, name: str, data: bytes, catalog: Mapping[str, CatalogRow] = NO_ROWS
) -> tuple[str, Key | None] | None:
    """Return what a spreadsheet is by its name or title and the field for it, where its rows are not read.

    资产负债表, 债权债务 and 收益分配表 are no entries of a ledger, and go with one; a list of aid does not.
    """
    if not kind.tables:
        return None
    called, names = name + _only_table(data, name).title, names_of(kind.fields)
    keys = [key for key in keys_of(kind.fields) if key.form.sort == "table" and key.name not in kind.tables]
    meant: list[tuple[str, Key | None]] = [(key.zh, key) for key in keys if key.zh in called]
    others = {code: row for code, row in catalog.items() if code not in kind.catalog}
    if not meant and not _is_dated(kind, name, data) and (row := row_called(others, called)):
        own = {catalog[code].category for code in kind.catalog if code in catalog}
        meant = [(row[1], names["tables"] if catalog[row[0]].category in own else None)]
    return meant[0] if len(meant) == 1 and not _is_read(kind, name, data) else None


def _is_dated(kind: Kind, name: str, data: bytes) -> bool:
    """Tell whether a head says when something was, or under which number, as those of entries do."""
    heads, tables = _only_table(data, name).heads, [columns_of(part) for part in kind.tables.values()]
    return any(columns.column(head).role in DATED for columns in tables for head in heads)


def _is_read(kind: Kind, name: str, data: bytes) -> bool:
    """Tell whether a spreadsheet is read without a mistake as one of the tables of a kind."""
    file, sheet = sheet_of(name)
    for part in kind.tables.values():
        log = Log()
        if read_table(data, file, part, log, wanted=sheet) and not log.has_error:
            return True
    return False


def _top(table: Tabulation) -> str:
    """Return what stands as a title above a table, also beside its unit, or first of mere lines."""
    is_lines = table.rows and not table.heads and len(table.columns) == 1
    if is_lines and not table.title:
        return table.rows[0].cells[0]
    first = [cell for cell in table.above[0].cells if not is_remark(cell)] if table.above else []
    return first[0] if len(first) == 1 else table.title


def _title(table: Tabulation, top: str) -> Mapping[str, Plain]:
    """Return the title that stands above a table, without its unit; not that of one group among others."""
    bare = "".join(_UNIT.sub("", top).split())
    alone = (line.cells for line in table.rows if sum(map(bool, line.cells)) == 1)
    groups = {group_titled("".join(cells)) for cells in alone}
    is_of_one = bool(group_titled(bare)) and bool(groups - {"", group_titled(bare)})
    return {"title": bare} if _NAMED.fullmatch(bare) and not is_of_one else {}


def _composed(period: str, row: CatalogRow, name: str) -> Mapping[str, Plain]:
    """Return the title of what a table tells only the period of, unless the file has the name of that.

    Of three sheets of months each has its own title, and none that of the whole.
    """
    of_whole = not period or parse_period(period) in {*periods_said(name)}
    return {} if of_whole else {"title": f"{period}{row.title.partition('（')[0]}"}


def _only_table(data: bytes, name: str) -> Tabulation:
    """Return the only table of a file, or of the sheet that is named, by its parts.

    An empty one where there are several, or none.
    """
    try:
        sheets = [sheet for sheet in sheets_of_cells(data, wanted=sheet_of(name)[1]) if sheet]
    except (WorkbookBroken, QuoteOpen):
        return Tabulation()
    return tabulated([row for _, row in sheets[0]]) if len(sheets) == 1 else Tabulation()


def told_by_table(
    kind: Kind, table: str, name: str, data: bytes, language: str = "zh"
) -> Mapping[str, Plain]:
    """Return fields of a record as the rows of one of its tables, and the cells around them, tell them."""
    try:
        sheets = sheets_of_cells(data, lambda head: head in names_of(kind.tables[table]), sheet_of(name)[1])
    except (WorkbookBroken, QuoteOpen):
        return {}
    cells = [row for sheet in sheets for _, row in sheet]
    is_ledger = bool(columns_of(kind.tables[table]).roles)
    tops = [row for sheet in sheets for _, row in sheet[:_TITLES]]
    # in a ledger a day is of its period; in a register what stands beside something else is of that
    titles = [cell for row in tops if is_ledger or sum(map(bool, row)) == 1 for cell in row]
    # sheets of months are read together once it is known of which period
    found = _period([name]) or _period(titles) or period_of_days([*_days(cells)])
    told: dict[str, Plain] = {}
    # days may lack their year: what all comes to is the same in any
    for period in (found,) if found or not is_ledger else (None, *_IN_ANY_YEAR):
        read = _read(kind, table, data, name, period)
        if read is not None or period is found:
            told = {**kind.tells(read, cells)} if kind.tells else {}
        if read is not None:
            break
    if period is not found:
        told.pop("period", None)
    found = _period([name]) or _period(titles) or parse_period(str(told.get("period", "")))
    return {**told, "period": found.name(language)} if found else told


def _read(kind: Kind, table: str, data: bytes, name: str, period: Period | None) -> Iterable[Part] | None:
    """Return the rows of a file as those of a table of a kind; nothing where any mistake is found."""
    file, sheet = sheet_of(name)
    log = Log()
    rows = read_table(data, file, kind.tables[table], log, wanted=sheet, period=period)
    read: Iterable[Part] | None = names_of(kind.fields)[table].read(rows, log) if rows else None
    return None if log.has_error else read


def _days(cells: Iterable[Sequence[str]]) -> Iterator[date]:
    """Yield the days that cells hold."""
    for row in cells:
        for cell in row:
            with suppress(ValueError):
                if re.match("[0-9]{4}", cell) and (day := parse_day(cell)):
                    yield day


def _period(texts: Sequence[str]) -> Period | None:
    """Return the period that texts name: the only one, or that which all the months named make together."""
    found = {period for text in texts for period in periods_said(text)}
    months = {one for one in found if one.unit == "M"}
    if len(found - months) == 1 and months:  # a quarter, and months of it
        (longer,) = found - months
        return longer if all(longer.start <= one.start and one.end <= longer.end for one in months) else None
    if len(found) < 2:
        return found.pop() if found else None
    whole = period_of_days([one.start for one in found]) if {one.unit for one in found} == {"M"} else None
    return whole if whole and whole.months == len(found) else None
