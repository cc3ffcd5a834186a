"""In which order vouchers came, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")
D = TypeVar("D", date, str)


@lru_cache(maxsize=4096)
def voucher_key(number: str) -> tuple[str, tuple[int, ...]]:
    """Return what voucher numbers are ordered by: their letters, then their numbers as numbers.

    Each group of a village counts its own: 1组-003.
    """
    group = re.match(r"第?\d+(?:村民)?小?[组队社]", number.strip())
    own, rest = (group[0], number.strip()[group.end() :]) if group else ("", number.strip())
    return own + re.sub(r"\d+", "#", rest), tuple(int(piece) for piece in re.findall(r"\d{1,18}", rest))


def in_order(vouchers: Sequence[T], day: Callable[[T], D], number: Callable[[T], str]) -> Sequence[T]:
    """Return vouchers by day, and those of one day by number.

    Numbers of several series (现收-1, 现付-1) do not tell what came first on one day; whoever kept a book
    day by day knew, so that it stays as it was written.
    """
    keys = [(day(one), voucher_key(number(one))) for one in vouchers]
    has_series = len({letters for _, (letters, _) in keys}) > 1
    if has_series and all(before <= after for (before, _), (after, _) in pairwise(keys)):
        return vouchers
    return [vouchers[at] for at in sorted(range(len(vouchers)), key=keys.__getitem__)]
