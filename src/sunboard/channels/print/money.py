"""The money on a board: figures, the sum that they make in the largest type, and its classes to scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from sunboard.channels.print.entries import Line, Sizes, imprint, pt, stacked
from sunboard.channels.print.panels import Placed
from sunboard.channels.print.wording import loosen, width
from sunboard.describing.scale import to_scale
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of
from sunboard.typesetting.saying import say_amount, to_amount
from sunboard.typesetting.widths import BOLD

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
    found = [(block, bars) for block in blocks if (bars := maps_of(block, "bars"))]
    parts = iter(to_scale(to_amount(text_of(bar, "amount")) for _, bars in found for bar in bars))
    sides = []
    for block, bars in found:
        classes = (
            (text_of(bar, "label"), say_amount(text_of(bar, "amount")), ceil(1000 * next(parts)))
            for bar in bars
        )
        sides.append(Side(text_of(block, "title"), block["tone"] == "expense", tuple(classes)))
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


_LABEL = 0.28  # of the width is for the labels of figures
_SIDE_BY_SIDE = 76  # ems of the text from which the sum stands beside the figures
_HANG = 0.1  # of its size is what a comma hangs below its line
_HERO = 6.0  # ems of the text that the sum is at most as high as


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """The money of a village, or that there is nothing to tell of it."""

    name: str
    empty: str
    doubt: str  # whom to call, or ""
    unit: str
    item: Values | None
    sides: tuple[Side, ...] = ()  # by class, where there is room for them
    away: bool = False  # the board is too low for it: its record stands among the others

    def high(self, wide: float, sizes: Sizes) -> float:
        """Return how high the panel is at most, its head included."""
        if self.away:
            return 0.0
        doubt = self._doubt(sizes).high(wide) if self.doubt else 0.0
        if self.item is None:
            return sizes.crown + Line(self.empty, sizes.body).high(wide) + doubt
        head, tail = self._lines(sizes)
        beside = wide - sizes.code - sizes.gap if self._beside(wide, sizes) else wide
        told = (
            max(stacked(tail, beside), sizes.scanned)
            if beside < wide
            else stacked(tail, wide) + (sizes.scanned + sizes.gap if self._address else 0)
        )
        shares = height_of(self.sides, wide, sizes)
        return (
            sizes.crown
            + stacked(head, wide)
            + sizes.gap * 0.6
            + self._figures_high(wide, sizes)
            + sizes.gap * 0.8
            + told
            + shares
            + doubt
        )

    def place(self, x: float, y: float, wide: float, sizes: Sizes) -> list[Placed]:
        """Put it on a page."""
        if self.away:
            return []
        crown: Placed = {
            "kind": "crown",
            "x": pt(x),
            "y": pt(y),
            "w": pt(wide),
            "name": self.name,
            "tint": "money",
            "more": False,
        }
        doubt: Plain = self._doubt(sizes).plain(wide) if self.doubt else None
        inner: Placed = {
            "kind": "money-panel",
            "x": pt(x),
            "y": pt(y + sizes.crown),
            "w": pt(wide),
            "doubt": doubt,
            "rows": [],
            "sum": None,
            "sides": [],
        }
        if self.item is None:
            return [
                crown,
                {
                    **inner,
                    "head": [Line(self.empty, sizes.body, look="quiet").plain(wide)],
                    "tail": [],
                    "address": "",
                    "scan": "",
                    "beside": False,
                },
            ]
        head, tail = self._lines(sizes)
        beside = self._beside(wide, sizes)
        said = wide - sizes.code - sizes.gap if beside else wide
        rows, total = self._rows, self._sum
        left, right = self._halves(wide, sizes)
        return [
            crown,
            {
                **inner,
                "head": [line.plain(wide) for line in head],
                "tail": [line.plain(said) for line in tail],
                "rows": [self._shown(figure, self._size(left, sizes)) for figure in rows],
                "sum": self._shown(total, self._hero_size(right, sizes)) if total else None,
                "left": pt(left),
                "right": pt(right),
                "amounts": pt(self._amounts(left, sizes)),
                "address": self._address,
                "scan": text_of(self.item, "scan"),
                "beside": beside,
                "sides": [
                    {**side.plain(column, sizes), "w": pt(column)}
                    for side, column in columns_of(self.sides, wide, sizes)
                ],
            },
        ]

    @property
    def _address(self) -> str:
        return text_of(self.item, "address") if self.item else ""

    @property
    def _figures(self) -> list[Values]:
        return [*maps_of(self.item, "figures")] if self.item else []

    @property
    def _sum(self) -> Values | None:
        figures = self._figures
        return next(
            (figure for figure in figures if figure["role"] == "closing"), figures[-1] if figures else None
        )

    @property
    def _rows(self) -> list[Values]:
        total = self._sum
        return [figure for figure in self._figures if figure is not total and figure != total]

    def _beside(self, wide: float, sizes: Sizes) -> bool:
        return bool(self._address) and wide >= sizes.column

    def _halves(self, wide: float, sizes: Sizes) -> tuple[float, float]:
        """Return the width of the figures and that of their sum.

        Side by side where there is room, else both the whole width.
        """
        if wide >= sizes.body * _SIDE_BY_SIDE and self._rows:
            return (wide - 2 * sizes.gap) * 0.54, (wide - 2 * sizes.gap) * 0.46
        return wide, wide

    def _lines(self, sizes: Sizes) -> tuple[list[Line], list[Line]]:
        item = self.item or {}
        head = [Line(text_of(item, "title"), sizes.lead, bold=True, title=3)]
        head += [Line(self.unit, sizes.small, sizes.gap * 0.5, look="quiet")] if self._figures else []
        story = "".join(str(chunk) for chunk in list_of(item, "chunks"))
        tail = [Line(story, sizes.body)] if story else []
        if (total := self._sum) and total["in_words"]:
            tail.append(
                Line(f"{text_of(total, 'label')} {text_of(total, 'in_words')}", sizes.body, sizes.gap * 0.6)
            )
        if tables := map_of(item, "tables"):
            words = f"{text_of(tables, 'label')} {text_of(tables, 'value')}"
            tail.append(Line(words, sizes.body, sizes.gap * 0.6))
        return head, [*tail, *imprint(item, sizes)]

    def _doubt(self, sizes: Sizes) -> Line:
        return Line(self.doubt, sizes.title, sizes.gap * 0.8, bold=True, right=True)

    @staticmethod
    def _shown(figure: Values, size: float) -> dict[str, Plain]:
        return {
            "label": text_of(figure, "label"),
            "sign": text_of(figure, "sign"),
            "amount": text_of(figure, "amount"),
            "share": figure["share"],
            "compare": text_of(figure, "compare"),
            "role": text_of(figure, "role"),
            "size": pt(size),
        }

    def _widest(self) -> float:
        return max((width(text_of(figure, "amount"), BOLD) for figure in self._rows), default=1.0)

    def _size(self, wide: float, sizes: Sizes) -> float:
        """Return the type of amounts that share a line with a bar."""
        return max(18.0, min(sizes.lead * 1.15, wide * 0.42 / self._widest()))

    def _amounts(self, wide: float, sizes: Sizes) -> float:
        """Return the width of the column of amounts: the same in all rows, so that bars are to one scale."""
        return self._widest() * self._size(wide, sizes)

    def _hero_size(self, wide: float, sizes: Sizes) -> float:
        total = self._sum
        widest = width(text_of(total, "amount"), BOLD) if total else 1.0
        return max(18.0, min(sizes.body * _HERO, wide * 0.94 / widest))

    def _figures_high(self, wide: float, sizes: Sizes) -> float:
        left, right = self._halves(wide, sizes)
        rows = sum(self._row_high(figure, left, sizes) for figure in self._rows)
        total = self._sum
        if total is None:
            return rows
        told = (
            Line(text_of(total, "compare"), sizes.body).high(right) + sizes.gap * 0.4
            if total["compare"]
            else 0.0
        )
        label = Line(f"= {text_of(total, 'label')}", sizes.title, bold=True).high(right)
        high = label + told + self._hero_size(right, sizes) * (1 + _HANG) + sizes.body * 0.6 + sizes.gap * 2.4
        return max(rows, high) if left < wide else rows + high

    def _row_high(self, figure: Values, wide: float, sizes: Sizes) -> float:
        told = (
            Line(text_of(figure, "compare"), sizes.body).high(wide) + sizes.gap * 0.3
            if figure["compare"]
            else 0.0
        )
        label = Line(f"+ {text_of(figure, 'label')}", sizes.title).high(wide * _LABEL)
        return max(label, self._size(wide, sizes)) + sizes.gap * 0.7 + told
