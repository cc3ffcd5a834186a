"""How dates, stretches of days and amounts are written for readers, on every surface alike."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from sunboard.lazy import dataclass, regex
from sunboard.model.money import separated
from sunboard.plurals import in_number

_DATE, _DATE_LENGTH = regex(r"\d{4}-\d{2}-\d{2}"), 10
_SPAN, _SPAN_LENGTH = regex(r"(\d{4}-\d{2}-\d{2})[至到~～—–](\d{4}-\d{2}-\d{2})"), 21
_WRITTEN = regex(r"(?:0|[1-9]\d{0,2}(?:,\d{3})*)\.\d\d", re.ASCII)
_AMOUNT = regex(r"[-−]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Saying:
    """Words in the site's language for what is shown."""

    language: str
    strings: Mapping[str, str]

    def __call__(self, name: str, /, **details: str) -> str:
        """Return the theme's string of that name, filled in; an unknown name is a bug."""
        return in_number(self.strings[name], details).format(**details)

    def label(self, text: str) -> str:
        """Return a field's label, a category or another word of the house as this place calls it.

        A community has 居务 where a village has 村务, and readers of English have words of their own.
        """
        return self.strings.get(text, text)

    def day(self, iso: str) -> str:
        """Write an ISO date, or two with 至 between them, as people read it; what is none stays as it is."""
        if len(iso) == _SPAN_LENGTH and (found := _SPAN.fullmatch(iso)):
            return self.span(found[1], found[2])
        if len(iso) != _DATE_LENGTH or self.language == "en" or not _DATE.fullmatch(iso):
            return iso
        year, month, day = map(int, iso.split("-"))
        return f"{year}年{month}月{day}日"

    def month_day(self, iso: str) -> str:
        """Write an ISO date without its year."""
        return iso[5:] if self.language == "en" else self.day(iso).partition("年")[2]

    def span(self, start: str, end: str) -> str:
        """Write a stretch of days from ISO date to ISO date; the year stands once where it is the same."""
        again = self.language != "en" and start[:4] == end[:4]
        return self(
            "kind-from-to", start=self.day(start), end=self.month_day(end) if again else self.day(end)
        )

    def amount(self, written: str) -> str:
        """Write an amount with two decimals, its thousands separated; what is none stays as it is."""
        return say_amount(written)


def say_amount(written: str) -> str:
    """Write an amount with two decimals, its thousands separated; what is none stays as it is."""
    if not written or _WRITTEN.fullmatch(written):
        return written  # as tables have it already
    amount = to_amount(written)
    return written if amount is None else separated(amount)


def to_amount(written: str) -> Decimal | None:
    """Read an amount as records and tables write it; return nothing where it is none."""
    plain = written.strip()
    return Decimal(plain.replace(",", "").replace("−", "-")) if _AMOUNT.fullmatch(plain) else None
