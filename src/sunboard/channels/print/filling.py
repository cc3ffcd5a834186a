"""How high the parts of a sheet are, and how many pages it takes: known before it is drawn, so that it need not be drawn twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sunboard.channels.print.photos import height_of_row
from sunboard.channels.print.wording import LEADING, count_lines, height_of_lines, width
from sunboard.model.plain import Plain, Values, list_of, map_of, maps_of, text_of

MM = 72 / 25.4  # points to a millimetre
UNIT = 10.5  # pt, the type of flow charts
_FOOT_GAP = 5 * MM
_LITTLE, _ENOUGH = (
    0.28,
    0.4,
)  # of a page: what looks forgotten on the last one, what the one before has to keep
_HEAD = 15.0


@dataclass(frozen=True, slots=True)
class Atom:
    """What no page ends in: its height and the space above it, in points. With `sticky` it stays with what follows it."""

    above: float
    high: float
    sticky: bool = False
    crown: float = 0.0  # what stands again above it where a page begins with it


Section = tuple[str, list[Atom]]
"""A part of a sheet that may begin a page: its name and its atoms."""


def count_pages(atoms: Sequence[Atom], foot: float, tall: float, scale: float = 1.0) -> int:
    """Return how many pages of `tall` points take the atoms and the foot below them, each `scale` times as high as it is thought to be."""
    count, used = _fill(atoms, tall, scale)
    return count + (used + _FOOT_GAP + foot * scale > tall)


def turn_of(sections: Sequence[Section], foot: float, tall: float) -> str:
    """Return the section that begins the last page, or nothing: where that page would hold next to nothing, it gets a part that belongs together."""
    atoms = [atom for _, some in sections for atom in some]
    pages, used = _fill(atoms, tall)
    if used + _FOOT_GAP + foot > tall:
        pages, used = pages + 1, 0.0
    if pages == 1 or used >= _LITTLE * tall:
        return ""
    found = ""
    for place in range(len(sections) - 1, 1, -1):
        before, after = (
            [atom for _, some in part for atom in some] for part in (sections[:place], sections[place:])
        )
        high = sum(atom.above + atom.high for atom in after)
        if high * 1.03 + _FOOT_GAP + foot > tall:
            return found
        left = _fill(before, tall)
        if left[0] == pages - 1 and left[1] >= _ENOUGH * tall:
            if high >= _LITTLE * tall:
                return sections[place][0]
            found = found if used else sections[place][0]  # a little is more than a foot alone
    return found


def _fill(atoms: Sequence[Atom], tall: float, scale: float = 1.0) -> tuple[int, float]:
    """Return how many pages the atoms take, and how much of the last."""
    count, used = 1, 0.0
    for group in _together(atoms):
        need = sum(atom.above + atom.high for atom in group) * scale
        if used and used + need > tall:
            count += 1
            used = (need - group[0].above * scale) + group[0].crown
        else:
            used += need
        while used > tall:
            count, used = count + 1, used - tall
    return count, used


def _together(atoms: Iterable[Atom]) -> Iterator[tuple[Atom, ...]]:
    group: tuple[Atom, ...] = ()
    for atom in atoms:
        group += (atom,)
        if not atom.sticky:
            yield group
            group = ()
    if group:
        yield group


def sections_of(data: Values, room: float) -> list[Section]:
    """Return the parts of a sheet from `sheet_data`, `room` points wide, from its band to the last line above its foot, each with its name."""
    size = float(str(data["size"]))
    made: list[Section] = [("head", [*_head(data, room, size)])]
    made += [
        (f"block-{place}", _block(block, room, size)) for place, block in enumerate(maps_of(data, "blocks"))
    ]
    made.append(("body", _prose(list_of(data, "body"), room, size)))
    if rows := list_of(data, "photos"):
        across = int(str(data["across"]))
        made.append(
            ("photos", _titled("-", [Atom(3 * MM, height_of_row(row, room, across)) for row in rows]))
        )
    if terms := maps_of(data, "terms"):
        lines = sum(
            _lines(text_of(term, "label") + text_of(term, "value"), room - 8, 11) + 1.6 * MM for term in terms
        )
        made.append(("terms", [Atom(6 * MM, _HEAD + 2.2 * MM + lines)]))
    made += [
        (name, _titled(name, _items(list_of(data, name), room, size)))
        for name in ("attachments", "related")
        if data[name]
    ]
    if edition := text_of(data, "edition"):
        made.append(("edition", [Atom(4 * MM, _lines(edition, room, 11))]))
    return [(name, atoms) for name, atoms in made if atoms]


def foot_of(data: Values, room: float) -> float:
    """Return how high the foot of a sheet is."""
    code = max(30.0, float(str(data["modules"]))) * MM
    beside = room - code - 60 * MM
    dates = sum(12 + 1.9 * MM for _ in maps_of(data, "dates")) + sum(
        15 + 1.9 * MM for _ in maps_of(data, "phones")
    )
    dates += (
        height_of_lines(_signed(maps_of(data, "signing"), beside / 12), 12) + 1.9 * MM
        if data["signing"]
        else 0.0
    )
    dates += _lines(text_of(data, "address"), beside, 10.5)
    return 3 * MM + max(code + 0.8 * MM + UNIT, dates, 50 * MM)


def _signed(facts: Iterable[Values], room: float) -> int:
    """Return how many lines of `room` ems those who signed take: none of them ends in a line and goes on in the next."""
    count, used = 1, 0.0
    for fact in facts:
        wide = width(text_of(fact, "label")) + 0.5 + width(text_of(fact, "value"))
        if used and used + 1.2 + wide > room:
            count, used = count + 1, 0.0
        used += wide + (1.2 if used else 0.0)
        if wide > room:
            count, used = count + count_lines(text_of(fact, "label") + text_of(fact, "value"), room) - 1, room
    return count


def _lines(text: str, room: float, size: float, leading: float = LEADING) -> float:
    return height_of_lines(count_lines(text, room / size), size, leading) if text else 0.0


def _titled(title: str, atoms: Sequence[Atom], size: float = _HEAD) -> list[Atom]:
    """Put the head of a part before it; what follows a head stands right below it."""
    head = Atom(6 * MM, size + 2.2 * MM, sticky=True) if title else Atom(3 * MM, 0, sticky=True)
    return [head, *(replace(atom, above=0 if not place else atom.above) for place, atom in enumerate(atoms))]


def _head(data: Values, room: float, size: float) -> Iterator[Atom]:
    name = "".join(str(word) for word in list_of(data, "heading"))
    large = 20 if len(name) > 40 else 23 if len(name) > 20 else 26
    yield Atom(0, -4 * MM + 6.4 * MM + 22 + 2.6 * MM + 12 + 6 * MM + _lines(name, room, large, 0.4))
    clocks = maps_of(data, "clocks")
    notices = maps_of(data, "notices")
    told = [notice for notice in notices if clocks and notice["tone"] == "info"]
    for notice in notices:
        if notice not in told:
            yield Atom(4 * MM, 5.2 * MM + _lines(text_of(notice, "text"), room - 5.2 * MM, size))
    if clocks:
        rows = sum(
            _clock(clock, 13 if place else 18, room - 13 * MM - 4 * 13) + 2.6 * MM
            for place, clock in enumerate(clocks)
        )
        yield Atom(
            4 * MM,
            6 * MM
            + rows
            - 2.6 * MM
            + sum(2.6 * MM + _lines(text_of(one, "text"), room - 8 * MM, 12) for one in told),
        )
    if summary := text_of(data, "summary"):
        yield Atom(5 * MM, _lines(summary, room, size + 2))
    if figures := maps_of(data, "figures"):
        cell = (room - 12 * MM) / 4
        beside = [
            sum(
                1.6 * MM + _lines(text_of(one, part), cell, UNIT)
                for part in ("compare", "last_year")
                if one[part]
            )
            for one in figures
        ]
        words = (
            2.4 * MM + 12 if any(one["in_words"] and one["role"] in ("closing", "") for one in figures) else 0
        )
        yield Atom(3 * MM, 11 + 7 * MM + 13 + 1.8 * MM + 20 + 4.6 * MM + max(beside) + words)
    for place, atom in enumerate(_facts(list_of(data, "facts"), room, size)):
        yield atom if place else replace(atom, above=5 * MM)


def _clock(clock: Values, size: float, room: float) -> float:
    days, note = width(text_of(clock, "days")) * size, text_of(clock, "note")
    return size if days + size + width(note) * 11 <= room else size + 1.2 * MM + _lines(note, room, 11)


def _facts(lines: Sequence[Plain], room: float, size: float, name: float = 7.0) -> Iterator[Atom]:
    for line in lines:
        pair = [fact for fact in line if isinstance(fact, dict)] if isinstance(line, list) else []
        value = room - name * size if len(pair) == 1 else (room - 2 * name * size) / 2
        sides = [
            (
                _lines(text_of(fact, "label"), name * size - 2 * MM, size),
                _lines(text_of(fact, "value"), value - 2 * MM, size),
            )
            for fact in pair
        ]
        yield Atom(0, 3.4 * MM + max((high for side in sides for high in side), default=size))


def _items(items: Iterable[Plain], room: float, size: float) -> list[Atom]:
    return [Atom(2.6 * MM, _lines(str(item), room - 1.3 * size, size)) for item in items]


def _block(block: Values, room: float, size: float, narrow: bool = False) -> list[Atom]:
    """Return the atoms of one part; a narrow one stands beside another."""
    kind, title = block["type"], text_of(block, "title")
    small = 12.0 if narrow else size
    if kind == "columns":
        half = (room - 17) / 2
        sides = [
            [atom for one in maps_of(block, side) for atom in _block(one, half, size, narrow=True)]
            for side in ("left", "right")
        ]
        return [Atom(6 * MM, max(sum(atom.above + atom.high for atom in side) - 6 * MM for side in sides))]
    if kind == "table":
        return _table(block, room)
    if kind == "facts":
        atoms = [*_facts(list_of(block, "facts"), room, small, 6.4 if narrow else 7.0)]
    elif kind == "list":
        atoms = _items(list_of(block, "items"), room, small)
    elif kind == "text":
        atoms = [
            Atom(2.6 * MM, _lines(line, room, size))
            for line in text_of(block, "text").split("\n")
            if line.strip()
        ]
    elif kind == "steps":
        atoms = _chart(map_of(block, "chart"), room)
    elif kind == "bars":
        atoms = _bars(block, room, narrow)
    else:
        atoms = [_event(event, room, min(size, 13)) for event in maps_of(block, "events")]
    return [*_titled(title, atoms, 13.0 if narrow else _HEAD), *_note(block, room)]


def _note(block: Values, room: float) -> list[Atom]:
    note = text_of(block, "note") if block.get("note") else ""
    return [Atom(2 * MM, _lines(note, room, 11))] if note else []


def _table(block: Values, room: float) -> list[Atom]:
    atoms: list[Atom] = []
    for piece in maps_of(block, "pieces"):
        heads = _high(map_of(piece, "heads"))
        rows = [
            *map(_high, maps_of(piece, "rows")),
            *([_high(map_of(piece, "total"))] if piece["total"] else []),
        ]
        whole = int(str(block.get("count", len(rows)))) <= 12
        made = (
            [Atom(4 * MM, heads + sum(rows))]
            if whole
            else [Atom(4 * MM, heads, sticky=True), *(Atom(0, high, crown=heads) for high in rows)]
        )
        atoms += made if rows else []
    atoms = atoms or [Atom(0, 12 + 3 * MM)]
    return [
        *_titled(text_of(block, "title") or ("-" if block.get("money") else ""), atoms),
        *_note(block, room),
    ]


def _high(row: Values) -> float:
    return float(str(row["high"]))


def _bars(block: Values, room: float, narrow: bool) -> list[Atom]:
    bars = maps_of(block, "bars")
    if narrow:
        made = [
            Atom(2.4 * MM, _lines(text_of(bar, "label") + text_of(bar, "note"), room - 90, 12) + 4.2 * MM)
            for bar in bars
        ]
    else:
        notes = (_lines(text_of(bar, "note"), 140, 11) for bar in bars)
        made = [
            Atom(0, 3 * MM + max(12.0, note, _lines(text_of(bar, "label"), 100, 12)))
            for bar, note in zip(bars, notes, strict=True)
        ]
    return [*made, *([Atom(2 * MM, 12)] if block["total"] else [])]


def _event(event: Values, room: float, size: float) -> Atom:
    beside = room - 9 * size - 7 * MM
    more = sum(
        1.6 * MM + _lines(text_of(event, name), beside, size) for name in ("result", "note") if event[name]
    )
    return Atom(
        0, 3.4 * MM + _lines(text_of(event, "label") + "  " + text_of(event, "who"), beside, size) + more
    )


def _chart(chart: Values, room: float) -> list[Atom]:
    head = _units(map_of(chart, "head")) if chart["head"] else 0.0
    bands = [Atom(0, _units(band), crown=head) for band in maps_of(chart, "bands")]
    crowned = [replace(bands[0], high=bands[0].high + head, crown=0), *bands[1:]] if bands else []
    risks = maps_of(chart, "risks")
    across = next(
        (
            count
            for count in (3, 2)
            if all(width(text_of(risk, "text")) + 2.6 <= room / UNIT / count for risk in risks)
        ),
        1,
    )
    rows = (
        [UNIT * 1.4] * (-(-len(risks) // across))
        if across > 1
        else [max(UNIT * 1.4, _lines(text_of(risk, "text"), room, UNIT)) for risk in risks]
    )
    return [*crowned, *([Atom(UNIT, sum(rows) + 0.35 * UNIT * (len(rows) - 1))] if risks else [])]


def _units(band: Values) -> float:
    return int(str(band["height"])) * UNIT / 100


def _prose(nodes: Sequence[Plain], room: float, size: float) -> list[Atom]:
    atoms: list[Atom] = []
    for node in nodes:
        if not isinstance(node, dict):
            continue
        kind = node["type"]
        if kind == "heading":
            atoms.append(Atom(5 * MM, _lines(_said(node), room, _HEAD), sticky=True))
        elif kind == "paragraph":
            atoms.append(Atom(2.6 * MM, _lines("　　" + _said(node), room, size)))
        elif kind == "list":
            parts = [part for item in list_of(node, "items") if isinstance(item, list) for part in item]
            atoms += _prose(parts, room - 1.3 * size, size)
        elif kind == "table":
            atoms += _table({**node, "title": "", "note": ""}, room)
        elif kind == "quote":
            atoms += _prose(list_of(node, "blocks"), room - 5 * MM, size)
        else:
            atoms.append(Atom(4 * MM, 4 * MM if kind == "rule" else _lines(text_of(node, "text"), room, 12)))
    return atoms


def _said(node: Values) -> str:
    return "".join(text_of(run, "text") for run in maps_of(node, "runs"))
