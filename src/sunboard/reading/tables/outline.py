"""A table by item: sections with a title, items, and parts of items, each amount counted once.

    一、上期结余          18000
    二、本期收入          60000
    其中：鱼塘承包费       20000
          上级转移支付     40000
    三、本期支出 …

What stands above others is a title, or the sum of them; what is only a part (其中) is not counted beside it.
Codes of accounts may say it too: 501 holds 50101 and 50102.
A reading is proved by the sums that are written: one that does not add up is no reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from decimal import Decimal
from typing import Literal

from sunboard.lazy import dataclass, regex
from sunboard.reading.tables.words import ITEM_LEVEL, enumerated, item_side, section_side, side_said

Amounts = tuple[Decimal | None, ...]
Verdict = Literal["entry", "title", "part", "unproven", "empty"]

_STEP = 10  # between the levels of numbers; what is not numbered stands half a step below
_SECTION = -5  # a section that is not numbered
_OF_TITLES = (0, 1)  # 一、 and （一）
_FIRST = regex(r"\s*[（(]?[1１一①][）)、.．](?!\d)|\s*①")
_CODE = regex(r"\d{3,}(?:[.\-]?\d+)*")


@dataclass(slots=True)
class Item:
    """One row: what its label says, its amounts, and what it turned out to be."""

    at: int
    label: str
    amounts: Amounts
    counted: int | None = None  # its level by a column of numbers
    beside: Sequence[str] = ()  # what else stands in its row: one cell may be the code of an account
    is_balance: bool = False  # says what was there before or is left: no section, no entry
    is_after_sum: bool = False  # what stands above the sum is complete
    is_above_sum: bool = False  # a sum below proves how it is read
    verdict: Verdict = "entry"
    side: str = ""
    within: str = ""  # the item of which it is a part, where that is no section
    added: Amounts = ()  # what the items below it add up to
    depth: int = 0
    bare: str = ""
    is_part: bool = False
    in_part: bool = False  # one of the parts of the item above, whether or not it says so
    is_counted: bool = False  # it has a number
    level: int | None = None  # of its number
    running: Amounts = ()  # of the items that hang under it so far
    below: list[Item] = field(default_factory=list)

    @property
    def is_filled(self) -> bool:
        """Tell whether it has an amount."""
        return any(amount is not None for amount in self.amounts)

    @property
    def is_plain(self) -> bool:
        """Tell whether nothing but its amount says what it is: no section stands below it."""
        return self.is_filled and not (self.is_counted or self.is_section)

    @property
    def is_above(self) -> bool:
        """Tell whether it can only be a title, which no item without a number has below it."""
        return self.is_section or self.level in _OF_TITLES or not (self.is_filled or self.is_part)

    @property
    def is_section(self) -> bool:
        """Tell whether its label is the title of a side."""
        return bool(section_side(self.bare))


def outlined(items: Sequence[Item]) -> Sequence[Item]:
    """Find out what each item of a table is, and on which side it stands as far as titles tell."""
    _count_by_codes(items)
    top = _tree(items)
    titled = _all_are_titles(items)
    for item in top:
        _settle(item, "", titled=titled)
    if any(item.verdict == "entry" and any(item.amounts) for item in items):
        for item in items:
            if item.is_section and item.is_filled and not any(item.amounts):
                item.verdict = "empty"  # nothing came or went on its side
    return items


def _count_by_codes(items: Sequence[Item]) -> None:
    """Give items levels by their codes, where what several of them come to stands above them."""
    path: list[tuple[str, Item]] = []
    below: dict[int, list[Item]] = {}
    levels: dict[int, int] = {}
    for item in items:
        before = _CODE.match(item.label)
        code = next(filter(_CODE.fullmatch, item.beside), before[0] if before else "")
        while path and not (code.startswith(path[-1][0]) and code != path[-1][0]):
            path.pop()
        if not code:
            continue
        if path:
            below.setdefault(path[-1][1].at, []).append(item)
        levels[item.at] = ITEM_LEVEL + len(path)
        path.append((code, item))
    if any(
        len(own) > 1 and agree(item.amounts, added_up(own)) for item in items if (own := below.get(item.at))
    ):
        for item in items:
            item.counted = levels.get(item.at, item.counted)


def _all_are_titles(items: Sequence[Item]) -> bool:
    """Tell whether several numbered items have others below them, and each says what those come to."""
    above = [
        (item, own)
        for item in items
        if item.is_counted and item.is_filled and (own := [one for one in item.below if not one.is_balance])
    ]
    return len(above) > 1 and all(agree(item.amounts, added_up(own)) for item, own in above)


def _tree(items: Sequence[Item]) -> list[Item]:
    """Hang every item under the one that it belongs to; return those at the top."""
    top: list[Item] = []
    path: list[Item] = []
    numbered: int | None = None  # the depth of the last number
    for at, item in enumerate(items):
        level, item.bare, item.is_part = enumerated(item.label)
        if item.is_part and level is None:
            level = enumerated(item.bare)[0]  # 其中：1.发包收入
        item.level = level = item.counted if level is None else level
        item.is_counted = level is not None
        while item.is_after_sum and path and path[-1].is_filled and not path[-1].is_section:
            path.pop()
        owner = path[-2] if len(path) > 1 and path[-1].in_part else path[-1] if path else None
        if owner is not None and (item.is_part or _goes_on(item, level, path, items[at:])):
            item.depth, item.in_part = owner.depth + 1, True
        elif level is not None:
            item.depth = numbered = level * _STEP
        elif item.is_section:
            item.depth, numbered = _SECTION, None
        elif numbered is not None and (holder := _above_anew(path, items[at + 1 :])):
            item.depth = holder.depth
        elif owner is not None and path[-1].in_part:
            item.depth = owner.depth
        else:
            item.depth = _SECTION + 2 if numbered is None else numbered + _STEP // 2
        while path and (path[-1].depth >= item.depth or (item.is_above and path[-1].is_plain)):
            path.pop()
        if path:
            path[-1].below.append(item)
            path[-1].running = _plus(path[-1].running, item.amounts)
        else:
            top.append(item)
        if item.is_balance and not (path and path[-1].is_section and path[-1].below == [item]):
            path.clear()
            numbered = None
        elif not item.is_balance:
            path.append(item)
    return top


def _above_anew(path: Sequence[Item], following: Sequence[Item]) -> Item | None:
    """Return the item without a number above the last numbers, where the next item is counted anew."""
    anew = following[0] if following else None
    if anew is None or not (_FIRST.match(anew.label) or (anew.counted is not None and "1" in anew.beside)):
        return None
    held = (one for one in reversed(path) if not (one.is_counted or one.is_section or one.in_part))
    return next(held, None)


def _goes_on(item: Item, level: int | None, path: Sequence[Item], following: Sequence[Item]) -> bool:
    """Tell whether an item is one more part: counted as the last, or without a number until all are there.

    Where they never come to what is written above, what a sum proves is read as items beside it.
    """
    if len(path) < 2 or not path[-1].in_part or level != path[-1].level or item.is_balance:
        return False
    owner, last = path[-2:]
    if level is not None:
        return True
    if item.is_section or (not item.is_part and last.is_part and owner.below[:-1]):
        return False  # each part says that it is one
    if len(following) > 1 and enumerated(following[1].label)[2]:
        return False  # it has parts of its own
    if owner.is_counted:
        return True
    is_proved = item.is_above_sum or any(map(_says_sum, path[:-2]))
    return _fits_in(item, owner) and (not is_proved or _are_completed(owner, following))


def _says_sum(item: Item) -> bool:
    """Tell whether a title says what the items below it come to."""
    return item.is_filled and (item.is_section or item.level in _OF_TITLES)


def _are_completed(owner: Item, following: Sequence[Item]) -> bool:
    """Tell whether parts come to what is written above them with those that follow without a number."""
    added = owner.running
    for item in following:
        level, bare, is_part = enumerated(item.label)
        if is_part or item.is_balance or not item.is_filled or section_side(bare):
            return False
        if level is not None or item.counted is not None:
            return False
        added = _plus(added, item.amounts)
        if agree(owner.amounts, added):
            return True
    return False


def _plus(amounts: Amounts, more: Amounts) -> Amounts:
    if not amounts:
        return more
    pairs = zip(amounts, more, strict=True)
    return tuple(one if other is None else other if one is None else one + other for one, other in pairs)


def _fits_in(item: Item, owner: Item) -> bool:
    """Tell whether an item with all parts before it comes to no more than what is written above them."""
    pairs = zip(_plus(owner.running, item.amounts), owner.amounts, strict=True)
    return all(one is None or other is None or one <= other for one, other in pairs)


def added_up(items: Sequence[Item]) -> Amounts:
    """Add up the amounts of items, column by column; nothing where no item has one."""
    width = len(items[0].amounts) if items else 0
    columns = ([item.amounts[x] for item in items if item.amounts[x] is not None] for x in range(width))
    return tuple(
        sum((one for one in column if one is not None), Decimal(0)) if column else None for column in columns
    )


def agree(written: Amounts, added: Amounts) -> bool:
    """Tell whether what is written is what was added up, wherever both are there."""
    pairs = [(one, other) for one, other in zip(written, added, strict=True) if one is not None or other]
    return (
        bool(pairs)
        and all(one == (other or Decimal(0)) for one, other in pairs if one is not None)
        and all(one is not None for one, _ in pairs)
    )


def _settle(item: Item, side: str, *, titled: bool) -> None:
    """Decide what an item and all below it are."""
    own = section_side(item.bare) or (side_said(item.bare) if item.below or item.depth == 0 else "")
    item.side = own or side or item_side(item.bare)
    for one in item.below:
        _settle(one, item.side if own or side else "", titled=titled)
    if item.is_balance or not item.below:
        item.verdict = "entry" if item.is_filled and not item.is_balance else "empty"
        return
    counted = [one for one in item.below if one.verdict != "empty"]
    item.added = added_up([_as_counted(one) for one in counted])
    if not counted:
        item.verdict = "entry" if item.is_filled else "title"
    elif not item.is_filled:
        item.verdict = "title"
    elif _comes_to(item) and (titled or not _stands_alone(item)):
        item.verdict = "title"
        if not item.is_section:
            for one in item.below:
                one.within = item.bare if one.in_part else ""
    elif _has_told_parts(item) and _is_more(item.amounts, item.added):
        item.verdict = "entry"
        for one in all_below(item):
            one.verdict = "part"
    elif not item.is_section and all(one.depth % _STEP == _STEP // 2 for one in item.below):
        item.verdict = "entry"  # what follows without a number stands beside it
    else:
        item.verdict = "unproven"


def _comes_to(item: Item) -> bool:
    """Tell whether an item is what those below it come to, or that with what was there before, told first."""
    opening = item.below[0]
    with_it = added_up([Item(0, "", item.added), opening]) if opening.is_balance else item.added
    return agree(item.amounts, item.added) or agree(item.amounts, with_it)


def _has_told_parts(item: Item) -> bool:
    """Tell whether all items below are parts by what they say, or by having no number beside one that has."""
    return any(one.in_part for one in item.below) and (
        item.is_counted or all(one.is_part for one in item.below)
    )


def _stands_alone(item: Item) -> bool:
    """Tell whether the one item below, without a number, only happens to have the same amount."""
    only = item.below[0]
    is_title = item.is_section or item.level == 1
    return len(item.below) == 1 and not (is_title or only.in_part or only.is_counted)


def _as_counted(item: Item) -> Item:
    """Return an item with the amounts that count for it: its own, or what stands below a title."""
    if item.is_filled:
        beside = [one for one in item.below if item.verdict == "entry" and one.verdict == "entry"]
        amounts = added_up([Item(item.at, "", item.amounts), *(_as_counted(one) for one in beside)])
        return Item(item.at, item.label, amounts)
    return Item(item.at, item.label, item.added or item.amounts)


def _is_more(written: Amounts, added: Amounts) -> bool:
    return all(one is not None or other is None for one, other in zip(written, added, strict=True)) and all(
        one >= (other or Decimal(0)) for one, other in zip(written, added, strict=True) if one is not None
    )


def all_below(item: Item) -> Iterator[Item]:
    """Yield the items below one, and those below them."""
    for one in item.below:
        yield one
        yield from all_below(one)
