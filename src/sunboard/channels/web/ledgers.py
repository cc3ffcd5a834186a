"""A ledger as pages show it: what its rows share said once, each row in two lines, its rows by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from html import escape
from itertools import groupby, islice, repeat
from operator import add
from typing import Any, cast

from sunboard.engines.table_room import ems, room, whole_lines
from sunboard.lazy import dataclass, regex
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
    table = _Ledger.of(block, say)
    months = _months(table.rows, text_of(table.columns[0], "year"))
    is_dated = len(months) > 1
    lines = table.first_lines(is_dated)
    of_months = [
        table.month(name, listed, count <= UNFOLDED, islice(lines, len(listed)))
        for count, (name, listed) in zip(_counts(months), months, strict=True)
    ]
    return {
        "heads": table.heads(),
        "all": table.told(table.rows[0], table.shared) if table.rows else "",
        "months": list[Plain](of_months),
        "total": table.total_cells(),
        **table.widths(is_dated),
        "place": str(table.own.index(table.entry) + 1),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ledger:
    """A table of money, and where what its columns say is shown. Columns count from 0."""

    say: Saying
    columns: Sequence[Values]
    rows: Sequence[Row]
    cells: Sequence[Sequence[str]]  # by column
    total: Row
    labels: Sequence[str]
    money: frozenset[int]
    entry: int  # the text
    own: Sequence[int]  # columns on the page too
    shared: Sequence[int]  # say the same in all rows
    beside: Sequence[int]  # in the second line of a row
    rest: Sequence[int]  # behind them
    named: Callable[[int, str], str]  # a cell by its column, with the label; nothing where it is empty

    @classmethod
    def of(cls, block: Values, say: Saying) -> _Ledger:
        """Find where each column is shown."""
        columns, rows = maps_of(block, "columns"), _rows(block["rows"])
        labels = [text_of(column, "label") for column in columns]
        weights = [int(str(column["weight"])) for column in columns]
        money = frozenset(at for at, column in enumerate(columns) if column["money"])
        last = max(money, default=len(columns) - 1)
        words = [at for at in range(last) if at not in money]
        # What stands first is often a number; words behind the money go below those of the entry
        entry = max(words, key=lambda at: (weights[at], at > 0, -at), default=0)
        own = [at for at in range(last + 1) if at in {0, entry, *money} or weights[at] < 2]
        others = [at for at in range(len(columns)) if at not in own]
        shared = _alike(others, rows)
        beside = [at for at in others if columns[at]["beside"] and at not in shared]
        return cls(
            say=say,
            columns=columns,
            rows=rows,
            cells=[*zip(*rows, strict=True)] or [()] * len(columns),
            total=_rows([block["total"]])[0],
            labels=labels,
            money=money,
            entry=entry,
            own=own,
            shared=shared,
            beside=beside,
            rest=[at for at in others if at not in (*shared, *beside)],
            named=cache(lambda at, cell: cell and say("web-labelled", label=labels[at], value=cell)),
        )

    @property
    def signs(self) -> Mapping[str, str]:
        """Return the signs of amounts by the label of their column."""
        return {self.say("kind-money-in"): "+", self.say("kind-money-out"): "−"}

    def told(self, row: Row, places: Iterable[int]) -> str:
        """Return what stands in some columns of a row, each with its label."""
        return self.say("kind-semicolon").join(filter(None, [self.named(at, row[at]) for at in places]))

    def first_lines(self, is_dated: bool) -> Iterator[tuple[Row, str]]:
        """Return of each row the cells of its own columns, and what stands behind its second line."""
        say, cells = self.say, self.cells
        shown: list[Iterable[str]] = [
            map(say.amount, cells[at]) if at in self.money else cells[at] for at in self.own
        ]
        if is_dated:  # the month stands above
            shown[0] = map(cache(lambda cell: say("web-day", day=str(int(cell[3:])))), cells[0])
        between, named = say("kind-semicolon"), map(self._named_in, self.rest)
        rest = [between.join(filter(None, names)) for names in zip(*named, strict=True)]
        return zip(zip(*shown, strict=True), rest or repeat(""), strict=False)

    def _named_in(self, at: int) -> Iterable[str]:
        """Return the cells of a column with its label; most cells repeat."""
        known = {cell: self.named(at, cell) for cell in {*self.cells[at]}}
        return map(known.__getitem__, self.cells[at])

    def month(
        self, month: str, rows: Sequence[Row], is_open: bool, lines: Iterable[tuple[Row, str]]
    ) -> dict[str, Plain]:
        """Return the rows of a month ("2026-03", or of none), with their first `lines`."""
        say, period = self.say, parse_period(month)
        alike = [at for at in _alike(self.beside, rows) if rows[0][at].strip("-")] if period else []
        second = [at for at in self.beside if at not in alike]
        usual = dict(_usual(second, rows))
        return {
            "name": period.name(say.language) if period else "",
            "open": is_open,
            "alike": self.told(rows[0], alike) if alike else "",
            "usual": [say("web-most-rows", label=self.labels[at], value=cell) for at, cell in usual.items()],
            "rows": [
                {
                    "cells": [*said],
                    "beside": [row[at] for at in second if row[at].strip("-") and row[at] != usual.get(at)],
                    "rest": following,
                }
                for row, (said, following) in zip(rows, lines, strict=True)
            ],
        }

    def heads(self) -> list[Plain]:
        """Return the heads of the columns, those of money with what stands for them on a phone."""
        signs = self.signs
        return [
            {
                **self.columns[at],
                "entry": at == self.entry,
                "sign": signs.get(self.labels[at], self.labels[at]),
                "rest": at not in (0, self.entry) and self.labels[at] not in signs,
            }
            for at in self.own
        ]

    def total_cells(self) -> list[Plain]:
        """Return the last row; nothing where there is none."""
        total = self.total
        return [self.say.amount(total[at]) if at in self.money else total[at] for at in self.own if total]

    def widths(self, is_dated: bool) -> dict[str, Plain]:
        """Return how wide the columns are, and on phones the first and the amounts, as CSS says it."""
        wide = {
            at: _width({self.labels[at], *self.cells[at], *self.total[at : at + 1]}, at in self.money)
            for at in self.own
            if at != self.entry
        }
        day = self.say("web-day", day="30")
        first = ems(day) if is_dated else max(map(ems, {*self.cells[0]}), default=0.0)
        signed = [at for at in self.money if self.labels[at] in self.signs]
        amounts = [_width({"", *self.cells[at]}, True) for at in signed]
        return {
            "widths": " ".join(f"{wide[at]:.1f}em" if at in wide else "1fr" for at in self.own),
            "first": f"{first:.1f}em",
            "money": f"{max(amounts, default=0) + _SIGN:.1f}em",
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
