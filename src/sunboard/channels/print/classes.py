"""The classes of income and expense on a board.

Labelled bars to one scale, below the money where its panel has room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sunboard.channels.print.entries import Line, Sizes
from sunboard.channels.print.wording import loosen, width
from sunboard.model.plain import Plain, Values, maps_of, text_of
from sunboard.typesetting.saying import say_amount, to_amount

_NARROW = 15.0  # ems of the text that a column of bars is never narrower than
_BAR, _NEAR = 0.45, 0.25  # ems: how high a bar is, and how far below its words
_APART, _ABOVE = 0.75, 1.2  # gaps between classes, and above all of them


@dataclass(frozen=True, slots=True)
class Side:
    """Money that came in, or went out.

    Each class with its amount and its share of the longest bar in thousandths.
    """

    title: str
    went: bool
    classes: tuple[tuple[str, str, int], ...]

    def high(self, wide: float, sizes: Sizes) -> float:
        """Return how high it is at most in a column so wide."""
        rows = (
            Line(label, sizes.body, sizes.gap * _APART).high(self._room(amount, wide, sizes))
            for label, amount, _ in self.classes
        )
        return (
            Line(self.title, sizes.body, bold=True).high(wide)
            + sum(rows)
            + len(self.classes) * (_BAR + _NEAR) * sizes.body
        )

    def plain(self, wide: float, sizes: Sizes) -> dict[str, Plain]:
        """Return it as templates read it."""
        rows: list[Plain] = [
            {
                "label": loosen(label, self._room(amount, wide, sizes) / sizes.body),
                "amount": amount,
                "share": share,
            }
            for label, amount, share in self.classes
        ]
        return {"title": loosen(self.title, wide / sizes.body), "went": self.went, "classes": rows}

    @staticmethod
    def _room(amount: str, wide: float, sizes: Sizes) -> float:
        return max(sizes.body * 2, wide - width(amount) * sizes.body - sizes.gap * 0.6)


def sides_of(blocks: Sequence[Values]) -> tuple[Side, ...]:
    """Return the bars of income and expense, all to one scale."""
    found = [
        (block, [(bar, to_amount(text_of(bar, "amount"))) for bar in maps_of(block, "bars")])
        for block in blocks
    ]
    most = max(
        (abs(amount) for _, bars in found for _, amount in bars if amount is not None), default=Decimal()
    ) or Decimal(1)
    sides = []
    for block, bars in found:
        shares = [0 if amount is None else int(1000 * abs(amount) / most) for _, amount in bars]
        classes = (
            (text_of(bar, "label"), say_amount(text_of(bar, "amount")), share)
            for (bar, _), share in zip(bars, shares, strict=True)
        )
        sides += [Side(text_of(block, "title"), block["tone"] == "expense", tuple(classes))] if bars else []
    return tuple(sides)


def columns_of(sides: Sequence[Side], wide: float, sizes: Sizes) -> list[tuple[Side, float]]:
    """Return each side with the width of its column.

    Beside one another where there is room, else both the whole width.
    """
    half = (wide - 2 * sizes.gap) / 2
    return [(side, half if len(sides) == 2 and half >= sizes.body * _NARROW else wide) for side in sides]


def height_of(sides: Sequence[Side], wide: float, sizes: Sizes) -> float:
    """Return how high they are at most, the space above included."""
    heights = [
        side.high(column, sizes) + sizes.gap * _ABOVE for side, column in columns_of(sides, wide, sizes)
    ]
    return max(heights) if heights and columns_of(sides, wide, sizes)[0][1] < wide else sum(heights)
