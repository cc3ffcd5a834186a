"""Dated legal parameters: posting days, deadlines, quorums. Data, never code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sunboard.fields.declarations import optional, reads, required
from sunboard.fields.faults import value_wrong
from sunboard.fields.forms import Form
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, day, text, yes
from sunboard.fields.written import half_width
from sunboard.model.node import Node
from sunboard.model.problem import Log

_VALUE = re.compile(r"(\d{1,9})(?:\s*/\s*(\d{1,9})|\s*(?:个?工作日|日|天|人|号))?")


@reads(Form(example="15"))
def share(node: Node, log: Log, form: Form) -> Fraction | None:
    """Read a whole number such as `15` or `15日`, or a share such as `2/3`."""
    written = text.read(node, log, form)
    if written is None:
        return None
    found = _VALUE.fullmatch(half_width(written))
    if not found or (found[2] and not int(found[2])):
        value_wrong(node, log, form, "share")
        return None
    return Fraction(int(found[1]), int(found[2] or 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class LawEntry(Part):
    """What one parameter is from a day on."""

    name: str = required("名称", text, example="张贴天数")
    value: Fraction = required("数值", share)
    more_than: bool | None = optional("须超过", yes)
    day_type: str | None = optional("天数类型", choice("日历日", "工作日"))
    effective_from: date | None = optional("施行日期", day, "起")
    source: str | None = optional("来源", text, "依据", example="村民委员会组织法第三十条")
    title: str | None = optional("标题", text, example="张贴天数")

    def in_force(self, on: date) -> bool:
        """Tell whether it had begun on a day."""
        return self.effective_from is None or self.effective_from <= on

    @property
    def is_law(self) -> bool:
        """Tell whether somebody made it a rule; what comes with sunboard and names no rule is a default."""
        return not (self.source or "").startswith("sunboard")

    def reached(self, count: int, whole: int = 1) -> bool:
        """Tell whether `count` out of `whole` is enough."""
        return count > self.value * whole if self.more_than else count >= self.value * whole


@dataclass(frozen=True, slots=True)
class Law:
    """The parameters by name; of each name the entries in the order in which they are asked."""

    entries: Mapping[str, tuple[LawEntry, ...]]

    def entry(self, name: str, on: date) -> LawEntry | None:
        """Return the entry in force on a day, if there is one. Raises KeyError for an unknown name."""
        return next((entry for entry in self.entries[name] if entry.in_force(on)), None)

    def number(self, name: str, on: date) -> int:
        """Return the whole number in force on a day; before the first entry the first one holds.

        Raises KeyError, or ValueError for a share.
        """
        value = (self.entry(name, on) or self.entries[name][-1]).value
        if value.denominator != 1:
            raise ValueError(f"{name} is a share")
        return value.numerator

    def ruled(self, name: str, on: date) -> int | None:
        """Return the whole number that a rule in force on a day gives; nothing where there is but a default.

        Checks may go by a default, what people are told may not.
        """
        entry = self.entry(name, on)
        return self.number(name, on) if entry and entry.is_law else None


def law_of(files: tuple[tuple[LawEntry, ...], ...]) -> Law:
    """Put the entries of several files in order.

    A later file stands before an earlier one, within a file the latest day first.
    """
    found: dict[str, tuple[LawEntry, ...]] = {}
    for entries in files:
        newest = sorted(entries, key=lambda entry: entry.effective_from or date.min, reverse=True)
        for name in dict.fromkeys(entry.name for entry in newest):
            found[name] = tuple(entry for entry in newest if entry.name == name) + found.get(name, ())
    return Law(found)
