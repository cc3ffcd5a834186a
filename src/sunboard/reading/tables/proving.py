"""Another reading of items that carry no number, where a sum that is written proves it.

    经营收入    6400       a title, though nothing says so
    鱼塘承包费  6400
    补助收入    5000
    合计       11400

So what stands below 其中 may end before the last item that would still fit in. Of two readings that agree
with the sum none is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from sunboard.faults import fault
from sunboard.lazy import dataclass
from sunboard.model.money import separated
from sunboard.reading.tables.outline import Amounts, Item, Verdict, added_up, agree, all_below
from sunboard.reading.tables.piece import Line, Piece
from sunboard.reading.tables.sides import has_its_sides
from sunboard.reading.tables.sums import joined
from sunboard.reading.tables.totals import differing
from sunboard.reading.tables.words import item_side

_MOST = 400  # items among which another reading is looked for
_MOST_TRIED = 40
TITLE_PROVED = fault("title-proved")


@dataclass(frozen=True, slots=True)
class _Read:
    """What an item is, if it is read so, and of which other it is a part."""

    item: Item
    verdict: Verdict
    within: str = ""


Reading = tuple[_Read, ...]


def prove_titles(items: Sequence[Item]) -> None:
    """Read again what stands below a title that is another figure, where one reading comes to it."""
    for title in (item for item in items if item.verdict == "unproven"):
        below = [*all_below(title)]

        def comes_to_it(title: Item = title, below: Sequence[Item] = below) -> bool:
            return agree(title.amounts, added_up([one for one in below if one.verdict == "entry"]))

        if _proved(below, {}, comes_to_it):
            title.verdict = "title"


def prove_sums(piece: Piece, lines: Sequence[Line], items: Sequence[Item]) -> None:
    """Read items again where one reading comes to a sum below them that is another figure."""
    if not items:
        return
    of, money = {line.at: line for line in lines}, piece.money()
    wrong = {(line.at, x) for line, x, _ in differing(piece, lines)}
    while wrong:
        row, x = first = min(wrong)
        above = [item for item in items if item.at < row and item.amounts[money.index(x)] is not None]

        def agrees(first: tuple[int, int] = first, wrong: set[tuple[int, int]] = wrong) -> bool:
            now = {(line.at, x) for line, x, _ in differing(piece, lines)}
            return now <= wrong - {first} and has_its_sides(piece, lines)

        if not (reading := _proved(above, of, agrees)):
            return
        for at, item in enumerate(above):
            if any(one.item is item and one.verdict == "title" for one in reading):
                _tell_title(piece, of[item.at], item, above[at + 1 :], money)
        wrong = {(line.at, x) for line, x, _ in differing(piece, lines)}


def _tell_title(
    piece: Piece, line: Line, title: Item, following: Sequence[Item], money: Sequence[int]
) -> None:
    """Tell of an item that it is read as the title of those below it, and name them."""
    parts: list[Item] = []
    for one in following:
        parts += [one] if one.verdict == "entry" else []
        if parts and agree(title.amounts, added_up(parts)):
            x, amount = next((x, one) for x, one in zip(money, title.amounts, strict=True) if one is not None)
            named, place = tuple(joined(one.bare) for one in parts), piece.rows.place(line.at, x)
            label = joined(title.bare)
            piece.rows.log.add(TITLE_PROVED, place, separated(amount), label=label, parts=named)
            piece.rows.noted.add((line.at, line.label_at))
            return


def _proved(items: Sequence[Item], of: Mapping[int, Line], is_proved: Callable[[], bool]) -> Reading:
    """Read items in the one other way that is proved; return it, nothing where there is none or several."""
    tried = [*_readings(items)] if len(items) <= _MOST else []
    proved: list[Reading] = []
    for reading in tried if len(tried) <= _MOST_TRIED else ():
        before = _read(reading, of)
        if is_proved():
            proved.append(reading)
        _read(before, of)
    if len(proved) != 1:
        return ()
    _read(proved[0], of)
    return proved[0]


def _read(reading: Reading, of: Mapping[int, Line]) -> Reading:
    """Read items in a way, and the lines on which they stand; return how they were read."""
    before = tuple(_as_it_is(one.item) for one in reading)
    for one in reading:
        one.item.verdict, one.item.within = one.verdict, one.within
        if line := of.get(one.item.at):
            line.what, line.within = "entry" if one.verdict == "entry" else "note", one.within
    return before


def _as_it_is(item: Item) -> _Read:
    return _Read(item, item.verdict, item.within)


def _readings(items: Sequence[Item]) -> Iterator[Reading]:
    """Yield other ways to read items: one of them as a title, all that may be one, other ends of parts."""
    titles = [_Read(item, "title") for item in _titles(items)]
    yield from ((one,) for one in titles)
    if len(titles) > 1:
        yield tuple(titles)
    for at, owner in enumerate(items):
        if owner.below and owner.below[0].is_part:
            yield from _ends_of_parts(owner, items[at + 1 :])


def _titles(items: Sequence[Item]) -> list[Item]:
    """Return the items without a number that are what those right below them come to.

    Above one alone only what is called by a side is a title, 经营收入: else a sum may have left out a row.
    What stands below a title is counted once.
    """
    found: list[Item] = []
    ends: dict[int, int] = {}
    for at in range(len(items) - 1, -1, -1):
        item, added, y = items[at], Amounts(), at + 1
        while y < len(items) and _is_beside(item) and items[y].verdict == "entry":
            one = items[y]
            added = added_up([Item(0, "", added), one]) if added else one.amounts
            y = ends.get(y, y + 1)
            if agree(item.amounts, added) and (y > at + 2 or _is_kind_above(item, one)):
                found.append(item)
                ends[at] = y
            if at in ends or not _fits(added, item):
                break
    return found


def _is_kind_above(item: Item, one: Item) -> bool:
    return bool(item_side(item.bare)) and one.bare != item.bare


def _ends_of_parts(owner: Item, following: Sequence[Item]) -> Iterator[Reading]:
    """Yield the ways to read an item and those below it by how many of them are its parts."""
    told = sum(one.is_part for one in owner.below)
    count = len(owner.below)
    while count < len(following) and _is_beside(following[count]):
        count += 1
    for end in range(told, count + 1):
        parts, beside = following[:end], following[end:count]
        if any(one.below for one in parts) or not _fits(added_up(parts), owner):
            return
        is_whole = agree(owner.amounts, added_up(parts))
        of_parts: Verdict = "entry" if is_whole else "part"
        within = owner.bare if is_whole else ""
        reading: Reading = (
            _Read(owner, "title" if is_whole else "entry"),
            *(_Read(one, of_parts, within) for one in parts),
            *(_Read(one, "entry") for one in beside),
        )
        if any(one.is_counted or one.is_part for one in beside) or reading == tuple(
            _as_it_is(one.item) for one in reading
        ):
            continue
        yield reading


def _is_beside(item: Item) -> bool:
    """Tell whether nothing but its place says to what an item belongs."""
    return item.verdict == "entry" and item.is_plain and not (item.below or item.is_part or item.is_balance)


def _fits(added: Amounts, item: Item) -> bool:
    """Tell whether what was added up is no more than the amounts of an item."""
    pairs = zip(added, item.amounts, strict=True)
    return all(one is None or (whole is not None and one <= whole) for one, whole in pairs)
