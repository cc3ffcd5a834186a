"""A ledger as pages show it: what its rows share said once, each row in two lines, its rows by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby, islice, repeat
from operator import add
from typing import Any, cast

from sunboard.engines.table_room import ems, room, whole_lines
from sunboard.lazy import regex
from sunboard.model.period import parse_period
from sunboard.model.plain import Plain, Values, maps_of, text_of
from sunboard.typesetting.saying import Saying

UNFOLDED = 28  # rows that stand open; months that end below them are folded
_MANY = 7  # columns
_FEW = 3  # rows, of which it is not said that they are alike
_LONG = 12.0  # ems of words that are not said again in each row when most rows say them
_SIGN = 1.2  # ems of what stands before an amount: + or −, and the space behind it
_WIDEST = 8.5  # ems of a column of words; longer ones break
_SERIAL = regex(
    r"\d{4}年\d\d?月\d\d?日"
    r"|(?<![A-Za-z0-9-])(?=[A-Za-z0-9-]{3,20}(?![A-Za-z0-9-]))[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+"
)
_DAY = regex(r"\d\d-\d\d")
_EMPTY = '<td class="right"><td'  # a cell that says nothing looks like nothing

Row = tuple[str, ...]


def is_ledger(block: Values, say: Saying) -> bool:
    """Tell whether a table is of what came in and went out, with more columns than a page has room for."""
    labels = {text_of(column, "label") for column in maps_of(block, "columns")}
    moves = {say("kind-money-in"), say("kind-money-out")}
    return block.get("ledger") is True or (len(labels) >= _MANY and bool(labels & moves))


def room_of(block: Values, say: Saying) -> str:
    """Return where a table has room: "slim" on a phone, "" in a text, "broad" on a sheet, "vast" on none."""
    heads = [slim_head(column, say) for column in maps_of(block, "columns")]
    cells = _told(block, say, [*_rows(block["rows"]), *filter(None, _rows([block["total"]]))])
    return room(heads, cells or [()] * len(heads))


def long_columns(block: Values, say: Saying) -> list[int]:
    """Return those columns, from 1, that are too wide for half of a card on a phone."""
    heads = [text_of(column, "label") for column in maps_of(block, "columns")]
    return whole_lines(heads, _told(block, say, _rows(block["rows"])))


def _told(block: Values, say: Saying, rows: Iterable[Row]) -> list[set[str]]:
    """Return what the cells of each column say."""
    return [
        {*map(say.amount, texts)} if column["money"] else {*texts}
        for column, texts in zip(maps_of(block, "columns"), zip(*rows, strict=False), strict=False)
    ]


def slim_head(column: Values, say: Saying) -> str:
    """Return the head of a column, of money with its unit."""
    label = text_of(column, "label")
    return say("web-in-yuan", label=label) if column["money"] and label else label


def ledger_parts(block: Values, say: Saying) -> dict[str, Plain]:
    """Return a table of money as its `heads`, what `all` its rows say, its `months` and its `total`.

    Columns are day and number, the text (`entry`) and the amounts; `widths` are theirs. On phones `first` is
    the room of what stands first, and `money` that of an amount with its sign. Of the other columns those
    that stand `beside` are the second line of a row, with the `rest` behind. A month has a `name` where there
    are several, says once what of its second lines is `alike` or `usual`, and is `open` while rows are few.
    """
    columns, rows = maps_of(block, "columns"), _rows(block["rows"])
    labels = [text_of(column, "label") for column in columns]
    weights = [int(str(column["weight"])) for column in columns]
    money = {at for at, column in enumerate(columns) if column["money"]}
    last = max(money, default=len(columns) - 1)
    words = [at for at in range(last) if at not in money]
    # What stands first is often a number; words behind the money go below those of the entry
    entry = max(words, key=lambda at: (weights[at], at > 0, -at), default=0)
    own = [at for at in range(last + 1) if at in {0, entry, *money} or weights[at] < 2]
    others = [at for at in range(len(columns)) if at not in own]
    cells = [*zip(*rows, strict=True)] or [()] * len(columns)  # by column
    shared = _alike(others, rows)
    beside = [at for at in others if columns[at]["beside"] and at not in shared]
    rest = [at for at in others if at not in (*shared, *beside)]
    months = _months(rows, text_of(columns[0], "year"))
    dated = len(months) > 1
    signs = {say("kind-money-in"): "+", say("kind-money-out"): "−"}

    total = _rows([block["total"]])[0]
    between = say("kind-semicolon")
    named = cache(lambda at, cell: cell and say("web-labelled", label=labels[at], value=cell))  # cells repeat
    day = cache(lambda cell: say("web-day", day=str(int(cell[3:]))))

    def told(row: Row, places: Iterable[int]) -> str:
        return between.join(filter(None, [named(at, row[at]) for at in places]))

    def named_in(at: int) -> Iterable[str]:
        known = {cell: named(at, cell) for cell in {*cells[at]}}
        return map(known.__getitem__, cells[at])

    shown = [map(say.amount, cells[at]) if at in money else cells[at] for at in own]
    if dated:
        shown[0] = map(day, cells[0])
    behind = [between.join(filter(None, names)) for names in zip(*map(named_in, rest), strict=True)]
    lines = zip(zip(*shown, strict=True), behind or repeat(""), strict=False)
    parts = list[Plain]()
    for count, (month, listed) in zip(_counts(months), months, strict=True):
        period = parse_period(month)
        alike = [at for at in _alike(beside, listed) if listed[0][at].strip("-")] if period else []
        second = [at for at in beside if at not in alike]
        usual = dict(_usual(second, listed))
        parts.append(
            {
                "name": period.name(say.language) if period else "",
                "open": count <= UNFOLDED,
                "alike": told(listed[0], alike) if alike else "",
                "usual": [say("web-most-rows", label=labels[at], value=value) for at, value in usual.items()],
                "rows": [
                    {
                        "cells": [*said],
                        "beside": [
                            row[at] for at in second if row[at].strip("-") and row[at] != usual.get(at)
                        ],
                        "rest": following,
                    }
                    for row, (said, following) in zip(listed, lines, strict=False)
                ],
            }
        )
    heads: list[dict[str, Plain]] = [
        {
            **columns[at],
            "entry": at == entry,
            "sign": signs.get(labels[at], labels[at]),
            "rest": at not in (0, entry) and labels[at] not in signs,
        }
        for at in own
    ]
    wide = {
        at: _width({labels[at], *cells[at], *total[at : at + 1]}, at in money) for at in own if at != entry
    }
    first = ems(say("web-day", day="30")) if dated else max(map(ems, {*cells[0]}), default=0.0)
    amounts = [_width({"", *cells[at]}, True) for at in money if labels[at] in signs]
    return {
        "heads": list[Plain](heads),
        "all": told(rows[0], shared) if rows else "",
        "months": parts,
        "total": [say.amount(total[at]) if at in money else total[at] for at in own if total],
        "widths": " ".join(f"{wide[at]:.1f}em" if at in wide else "1fr" for at in own),
        "first": f"{first:.1f}em",
        "money": f"{max(amounts, default=0) + _SIGN:.1f}em",
        "place": str(own.index(entry) + 1),
    }


def ledger_rows(template: str, rows: Sequence[Mapping[str, Any]], heads: Sequence[Values]) -> str:
    """Write rows as HTML by the template of one, `%s` for a cell: below its entry stands its second line."""
    columns = [
        map(add, map(unbroken, texts), _second_lines(rows)) if head["entry"] else _escaped(texts)
        for head, texts in zip(heads, zip(*(row["cells"] for row in rows), strict=True), strict=False)
    ]
    return "".join([template % cells for cells in zip(*columns, strict=True)]).replace(_EMPTY, "<td><td")


def _second_lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Write what stands `beside`, with dots between, and the `rest`, which only whole ledgers show."""
    besides = iter(_escaped([text for row in rows for text in row["beside"]]))
    for row, rest in zip(rows, _escaped([row["rest"] for row in rows]), strict=True):
        beside = " ·</b> <b>".join(islice(besides, len(row["beside"])))
        if beside and rest:
            yield f'<p><b>{beside}</b><span class="rest"> · {rest}</span></p>'
        elif beside:
            yield f"<p><b>{beside}</b></p>"
        else:
            yield f'<p class="rest">{rest}</p>' if rest else ""


def _escaped(texts: Sequence[str]) -> Iterable[str]:
    """Write texts as HTML; mostly none of them has a sign of it."""
    joined = "".join(texts)
    return texts if escape(joined) == joined else map(escape, texts)


def unbroken(text: str) -> str:
    """Write a text as HTML in which no line ends inside a day or the number of a paper (HT-2024-03)."""
    if "-" not in text and "日" not in text:
        return escape(text)
    inside = _SERIAL.sub(r"<b>\g<0></b>", escape(text))
    return f"<span>{inside}</span>"


def _alike(places: Iterable[int], rows: Sequence[Row]) -> list[int]:
    """Return those columns that say the same in each of several rows."""
    return [at for at in places if len(rows) > _FEW and len({row[at] for row in rows}) == 1]


def _usual(places: Iterable[int], rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """Yield what most of several rows say at length in a column that none of them leaves empty."""
    for at in places if len(rows) > _FEW else ():
        cells = Counter(row[at] for row in rows)
        value, count = cells.most_common(1)[0]
        if ems(value) > _LONG and 3 * count >= 2 * len(rows) and all(cell.strip("-") for cell in cells):
            yield at, value


def _months(rows: Sequence[Row], year: str) -> list[tuple[str, list[Row]]]:
    """Return rows by month ("2026-03"), or all under no name where they are of one month or undated."""
    if year and all(_DAY.fullmatch(row[0]) for row in rows):
        found = [(f"{year}-{month}", [*of]) for month, of in groupby(rows, key=lambda row: row[0][:2])]
        if len(found) > 1:
            return found
    return [("", [*rows])]


def _counts(months: Iterable[tuple[str, list[Row]]]) -> Iterable[int]:
    """Yield how many rows have been shown at the end of each month."""
    shown = 0
    for _, rows in months:
        shown += len(rows)
        yield shown


def _width(texts: Iterable[str], money: bool) -> float:
    """Return how wide a column is, the same in every row and month, since each is laid out by itself."""
    found = max(map(ems, texts))
    return found if money else min(found, _WIDEST)


def _rows(rows: Plain) -> list[Row]:
    return [*map(tuple, cast("list[list[str]]", rows))]
