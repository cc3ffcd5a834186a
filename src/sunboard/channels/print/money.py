"""The money on a board: a sum to be read down, its bars on one axis, and its classes to scale."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from sunboard.channels.print.entries import Card, Line, Sizes, facts_line, pt
from sunboard.channels.print.wording import loosen, width
from sunboard.describing.scale import to_scale
from sunboard.lazy import dataclass
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of, texts_of
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
    """Return the bars of income and expense, all to one scale; none where each side has but one class."""
    found = [(block, bars) for block in blocks if (bars := maps_of(block, "bars"))]
    parts = iter(to_scale(to_amount(text_of(bar, "amount")) for _, bars in found for bar in bars))
    sides = []
    for block, bars in found:
        classes = (
            (text_of(bar, "label"), say_amount(text_of(bar, "amount")), ceil(1000 * next(parts)))
            for bar in bars
        )
        sides.append(Side(text_of(block, "title"), block["tone"] == "expense", tuple(classes)))
    return tuple(sides) if any(len(side.classes) > 1 for side in sides) else ()


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


_LEAST_BAR = 5.5  # ems of the text that a bar is long at least
_MOST, _MODEST = 4.4, 2.4  # ems of the text that the sum is at most as high as
_CALM = 1.6  # ems of the text that figures are moved apart at most
_BARE = 0.15  # of the height of a panel: more of it is not left white at its end
_SMALLER = 1.7  # how much smaller than the sum its addends are
FIGURES = 28.0  # ems of the text that figures with their bars are wide at least
_TOLD = 20.0  # ems that what is told of them is wide at least, where it stands beside them
_NARROWER = 0.8  # how much narrower both may be where the money is modest
_SHARE = 0.58  # of the width: what the figures take then


@dataclass(frozen=True, slots=True)
class _Way:
    """How wide the figures are, and what stands beside or below them: what is told of them, and classes."""

    figures: float
    told: float
    sides: float

    @property
    def beside(self) -> bool:
        """Tell whether what is told stands beside the figures."""
        return self.told < self.figures


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """The money of a village, or that there is nothing to tell of it."""

    name: str
    empty: str
    item: Values | None
    sides: tuple[Side, ...] = ()  # by class, where there is room for them
    modest: bool = False  # small and without its sentence, for a low board: what it says stands in figures
    away: bool = False  # the board is too low for it: its record stands among the others
    said: float = 1.0  # how much larger than the text what is told of it is
    tint: str = "money"

    def high(self, wide: float, sizes: Sizes) -> float:
        """Return how high the panel is at most, below its head."""
        if self.item is None:
            return Line(self.empty, sizes.body).high(wide)
        return self._head(sizes).high(wide) + self._inner_high(self._way(wide, sizes), sizes)

    def _way(self, wide: float, sizes: Sizes) -> _Way:
        """Return how it is laid out in a column so wide: the lower way, where there is room for several."""
        room = wide - 2 * sizes.gap
        figures, told = room * _SHARE, room * (1 - _SHARE)
        least = sizes.body * (_NARROWER if self.modest else 1.0)
        if figures < least * FIGURES or told < least * _TOLD:
            return _Way(wide, wide, wide)
        ways = (_Way(figures, told, told), _Way(figures, told, wide))
        return min(ways, key=lambda way: self._inner_high(way, sizes))

    def _inner_high(self, way: _Way, sizes: Sizes) -> float:
        """Return how high it is at most below its title."""
        summed = self._figures_high(way.figures, sizes)
        told = sizes.gap + self._card(sizes).high(way.told, sizes)
        sides = height_of(self.sides, way.sides, sizes)
        if not way.beside:
            return summed + told + sides
        return max(summed, told + sides) if way.sides == way.told else max(summed, told) + sides

    def plain(self, wide: float, sizes: Sizes, room: float) -> dict[str, Plain]:
        """Return it as templates read it.

        Where much of the `room` below its head would stay free, its rows are moved apart.
        """
        if self.item is None:
            line = Line(self.empty, sizes.body, look="quiet")
            return {"kind": "line", "w": pt(wide), "line": line.plain(wide)}
        way = self._way(wide, sizes)
        amounts, label, bar = self._columns(way.figures, sizes)
        return {
            "kind": "money-panel",
            "w": pt(wide),
            "head": self._head(sizes).plain(wide),
            "rows": [self._shown(figure, way.figures, sizes) for figure in self._figures],
            "apart": pt(self._apart(wide, sizes, room)),
            "columns": [pt(length) for length in (label, bar, amounts)],
            "summed": pt(way.figures),
            "told": pt(way.told),
            "way": "below" if not way.beside else "beside" if way.sides == way.told else "between",
            "card": self._card(sizes).plain(way.told, sizes),
            "sides": [
                {**side.plain(column, sizes), "w": pt(column)}
                for side, column in columns_of(self.sides, way.sides, sizes)
            ],
        }

    def _apart(self, wide: float, sizes: Sizes, room: float) -> float:
        """Return how much more space there is above each figure, and above what is told below them."""
        free = room - self.high(wide, sizes)
        return min(free / (len(self._figures) + 1), sizes.body * _CALM) if free > room * _BARE else 0.0

    @property
    def holds(self) -> bool:
        """Tell whether it has anything to show."""
        return self.item is not None

    @property
    def number(self) -> str:
        """Return the number of its record, where it has one."""
        return text_of(self.item, "id") if self.item else ""

    @property
    def _figures(self) -> list[Values]:
        """Return what is added up, then the sum."""
        given = [*maps_of(self.item, "figures")] if self.item else []
        return sorted(given, key=lambda figure: figure["role"] == "closing")

    def _head(self, sizes: Sizes) -> Line:
        title = text_of(self.item, "title") if self.item else ""
        return Line(title, sizes.lead, bold=True, title=3)

    def _card(self, sizes: Sizes) -> Card:
        """Return what is told of it below the figures."""
        item = self.item or {}
        story = "".join(str(chunk) for chunk in list_of(item, "caveat" if self.modest else "chunks"))
        lines = [Line(story, sizes.body)] if story else []
        for figure in self._figures:
            if figure["role"] == "closing" and figure["in_words"]:
                words = (text_of(figure, "label"), text_of(figure, "in_words"))
                lines.append(facts_line((words,), sizes.body, sizes.gap * 0.6))
        if tables := map_of(item, "tables"):
            named = (text_of(tables, "label"), text_of(tables, "value"))
            lines.append(facts_line((named,), sizes.body, sizes.gap * 0.6))
        card = Card(tuple(lines), text_of(item, "address"), tuple(texts_of(item, "imprint")))
        return card.larger(self.said)

    def _shown(self, figure: Values, wide: float, sizes: Sizes) -> dict[str, Plain]:
        sign = text_of(figure, "sign")
        return {
            "label": f"{sign} {text_of(figure, 'label')}".strip(),
            "amount": text_of(figure, "amount"),
            "share": figure["share"],
            "compare": self._compared(figure, wide, sizes).plain(wide) if figure["compare"] else None,
            "role": text_of(figure, "role"),
            "size": pt(self._size(figure, wide, sizes)),
        }

    @staticmethod
    def _compared(figure: Values, wide: float, sizes: Sizes) -> Line:
        return Line(text_of(figure, "compare"), sizes.small, sizes.gap * 0.25, look="quiet")

    def _label_wide(self, sizes: Sizes) -> float:
        labels = (width(f"− {text_of(one, 'label')}", BOLD) for one in self._figures)
        return max(labels, default=1.0) * sizes.title

    def _sum_size(self, wide: float, sizes: Sizes) -> float:
        """Return the type of the sum: with its label and a bar beside it there is room for all amounts."""
        room = wide - self._label_wide(sizes) - 2 * sizes.gap - _LEAST_BAR * sizes.body
        widest = max(
            (
                width(text_of(one, "amount"), BOLD) / (1 if one["role"] == "closing" else _SMALLER)
                for one in self._figures
            ),
            default=1.0,
        )
        return max(sizes.title, min(sizes.body * (_MODEST if self.modest else _MOST), room / widest))

    def _size(self, figure: Values, wide: float, sizes: Sizes) -> float:
        size = self._sum_size(wide, sizes)
        return size if figure["role"] == "closing" else max(sizes.body, size / _SMALLER)

    def _columns(self, wide: float, sizes: Sizes) -> tuple[float, float, float]:
        """Return the widths of amounts, labels and bars: one right edge and one axis for all figures."""
        amounts = max(
            (
                width(text_of(one, "amount"), BOLD) * 1.01 * self._size(one, wide, sizes)
                for one in self._figures
            ),
            default=0.0,
        )
        label = min(self._label_wide(sizes), max(sizes.title, wide - amounts - 2 * sizes.gap))
        return amounts, label, max(0.0, wide - amounts - label - 2 * sizes.gap)

    def _figures_high(self, wide: float, sizes: Sizes) -> float:
        _, label, _ = self._columns(wide, sizes)
        high = 0.0
        for figure in self._figures:
            words = Line(f"− {text_of(figure, 'label')}", sizes.title, bold=True).high(label)
            high += max(words, self._size(figure, wide, sizes) * 1.1) + sizes.gap * 0.8
            if figure["compare"]:
                high += self._compared(figure, wide, sizes).high(wide)
        return high + sizes.gap * 0.5
