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

_MAIN = 3  # the weight from which a column has words of its own, below which others can stand
_SHORT_CODE = 7.0  # ems of a code that stands before the name it belongs to


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns as they stand on paper."""

    heads: list[str]
    aligns: list[str]
    weights: list[int]
    money: list[bool]
    stacked: bool = False  # the first column holds several lines, the second has a line below its words


def lay_out(
    columns: Sequence[Values], rows: list[list[str]], total: list[str], ledger: bool, room: float, size: float
) -> tuple[Columns, list[list[str]], list[str]]:
    """Return columns, rows and total row as paper has room for them."""
    flat = Columns(
        [text_of(column, "label") for column in columns],
        [text_of(column, "align") for column in columns],
        [int(str(column["weight"])) for column in columns],
        [bool(column["money"]) for column in columns],
    )
    main = max(range(len(columns)), key=lambda at: flat.weights[at], default=0)
    if not columns or flat.weights[main] < _MAIN or flat.money[main] or main == 0:
        return _joined(flat, rows, total)
    if not ledger and narrowest(flat.heads, rows, total, False, size) <= room:
        return flat, rows, total
    # a number beside a day reads like another day: it goes below the words
    before = [at for at in range(main) if at == 0]
    behind = list(range(1, main))
    behind += [at for at in range(main + 1, len(columns)) if not flat.money[at] and flat.aligns[at] == "left"]
    rest = [at for at in range(main + 1, len(columns)) if at not in behind]

    def stack(row: Sequence[str]) -> list[str]:
        first = "\n".join(row[at] for at in before if row[at])
        filled = [at for at in behind if row[at]]
        # the head names them in their order; where one is missing, each says what it is
        told = filled == behind[: len(filled)]
        below = [row[at] if told else f"{flat.heads[at]} {row[at]}" for at in filled]
        return [first, row[main] + (BELOW + DOT.join(below) if below else ""), *(row[at] for at in rest)]

    layout = Columns(
        stack(flat.heads),
        ["left", "left", *(flat.aligns[at] for at in rest)],
        [0, flat.weights[main], *(flat.weights[at] for at in rest)],
        [False, False, *(flat.money[at] for at in rest)],
        stacked=True,
    )
    return layout, [stack(row) for row in rows], stack(total) if total else []


def _joined(
    flat: Columns, rows: list[list[str]], total: list[str]
) -> tuple[Columns, list[list[str]], list[str]]:
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
