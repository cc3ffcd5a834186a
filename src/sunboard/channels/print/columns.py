"""Which columns of a table stand side by side on paper, and which below the words of others."""

from __future__ import annotations

from collections.abc import Sequence

from sunboard.channels.print.column_widths import narrowest
from sunboard.channels.print.wording import width
from sunboard.lazy import dataclass
from sunboard.model.plain import Values, text_of

BELOW = "\x1f"
"""Stands in a cell between its words and what is written below them in small type."""
DOT = " · "
"""Stands between two of the words below."""

FEW_ROWS = 12
"""A table of so many rows turns no sheet on its side: its words are stacked, or it stands in pieces."""

_MAIN = 3  # the weight from which a column has words of its own, below which others can stand
_BEFORE = 2  # columns before it at most where others stand below it for the sake of lower rows
_BELOW = 3  # columns that stand below another at most where the table would else stand in pieces
_SHORT_CODE = 7.0  # ems of a code that stands before the name it belongs to


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns as they stand on paper."""

    heads: list[str]
    aligns: list[str]
    weights: list[int]
    money: list[bool]
    stacked: bool = False  # the first column holds several lines, the second has a line below its words


LaidOut = tuple[Columns, list[list[str]], list[str]]


def lay_out(
    columns: Sequence[Values], rows: list[list[str]], total: list[str], ledger: bool, room: float, size: float
) -> list[LaidOut]:
    """Return the ways in which paper has room for columns, rows and total row, the usual one last.

    A short table that has none stacks its words rather than to stand in pieces.
    """
    flat = Columns(
        [text_of(column, "label") for column in columns],
        [text_of(column, "align") for column in columns],
        [int(str(column["weight"])) for column in columns],
        [bool(column["money"]) for column in columns],
    )

    def fits(found: LaidOut) -> bool:
        layout, shown, sums = found
        return narrowest(layout.heads, shown, sums, layout.stacked, size) <= room

    main = max(range(len(columns)), key=lambda at: flat.weights[at], default=0)
    if main > 0 and flat.weights[main] >= _MAIN and not flat.money[main]:
        whole = flat, rows, total
        stacked = _stacked(flat, rows, total, main)
        if ledger or not fits(whole):
            return [stacked]
        return [stacked, whole] if main <= _BEFORE else [whole]
    joined = _joined(flat, rows, total)
    if ledger or len(rows) > FEW_ROWS or fits(joined):
        return [joined]
    first = flat.money.index(True) if any(flat.money) else 0
    words = [at for at in _texts(flat) if 0 < at < first]
    if not words or len(_texts(flat)) > _BELOW + 2:  # what names the row, and what others stand below
        return [joined]
    longest = max(words, key=lambda at: max((width(row[at]) for row in rows), default=0.0))
    stacked = _stacked(flat, rows, total, longest)
    return [stacked if fits(stacked) else joined]


def _texts(flat: Columns) -> list[int]:
    return [at for at, money in enumerate(flat.money) if not money and flat.aligns[at] == "left"]


def _stacked(flat: Columns, rows: list[list[str]], total: list[str], main: int) -> LaidOut:
    """Put other columns of words below those of the main one."""
    # a number beside a day reads like another day: it goes below the words
    behind = [*range(1, main), *(at for at in _texts(flat) if at > main)]
    rest = [at for at in range(main + 1, len(flat.heads)) if at not in behind]

    def stack(row: Sequence[str]) -> list[str]:
        filled = [at for at in behind if row[at]]
        # the head names them in their order; where one is missing, each says what it is
        told = filled == behind[: len(filled)]
        below = [row[at] if told else f"{flat.heads[at]} {row[at]}" for at in filled]
        return [row[0], row[main] + (BELOW + DOT.join(below) if below else ""), *(row[at] for at in rest)]

    layout = Columns(
        stack(flat.heads),
        ["left", "left", *(flat.aligns[at] for at in rest)],
        [0, flat.weights[main], *(flat.weights[at] for at in rest)],
        [False, False, *(flat.money[at] for at in rest)],
        stacked=True,
    )
    return layout, [stack(row) for row in rows], stack(total) if total else []


def _joined(flat: Columns, rows: list[list[str]], total: list[str]) -> LaidOut:
    """Put short codes before the names in the column beside them."""
    codes = [row[0] for row in rows]
    names = len(flat.heads) > 2 and not any(flat.money[:2]) and flat.aligns[0] == flat.aligns[1] == "left"
    if not names or not all(
        code.isascii() and code.isalnum() and 0 < width(code) < _SHORT_CODE and not row[1].isascii()
        for code, row in zip(codes, rows, strict=True)
    ):
        return flat, rows, total
    if total and total[0] and total[1]:
        return flat, rows, total

    def join(row: Sequence[str]) -> list[str]:
        return [" ".join(word for word in row[:2] if word), *row[2:]]

    weights = [max(flat.weights[:2]), *flat.weights[2:]]
    return (
        Columns(join(flat.heads), flat.aligns[1:], weights, flat.money[1:]),
        [join(row) for row in rows],
        join(total) if total else [],
    )
