"""Readers of groups of fields, and of lists of such groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from typing import Any, TypeVar, cast

from sunboard.faults import Detail
from sunboard.fields.advice import advise_key, as_written, holds, said_in_full
from sunboard.fields.barred import as_rows
from sunboard.fields.declarations import (
    Key,
    Reader,
    asked_for,
    further_phones,
    keys_of,
    names_of,
)
from sunboard.fields.faults import (
    KEY_SHOWN,
    KEY_UNKNOWN,
    field_missing,
    key_unknown,
    nearest,
    shape_wrong,
    value_wrong,
)
from sunboard.fields.forms import TEXT, Form
from sunboard.fields.keys import normalised_key
from sunboard.fields.meant import as_declared, as_paid, day_named, is_span, span_meant
from sunboard.fields.part import Part, PartlyRead, Unread, is_whole
from sunboard.fields.rows import are_rows, read_rows
from sunboard.fields.sentences import as_told
from sunboard.fields.ways import Way, asked_of, ways_of
from sunboard.fields.written import is_other_size
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar, is_blank
from sunboard.model.problem import Log, Problem, key_twice
from sunboard.model.row import Row

_FROM_TO = Form("text", said="days")
MOST_ADVISED = 200  # problems of one file; looking for a near key takes its time, and nobody reads on

P = TypeVar("P", bound=Part)


def read_part(
    part: type[P], node: Node, log: Log, *, ignore: frozenset[str] = frozenset(), of: str = "", item: int = 0
) -> P | None:
    """Read a group of fields; return nothing where a required one is missing, or one that is vital is wrong.

    Keys in `ignore` belong to somebody else and are passed over. `of` and `item` say which item of which list
    it is.
    """
    found = read_partly(part, node, log, ignore=ignore, of=of, item=item)
    return found if is_whole(found) else None


def read_partly(
    part: type[P],
    node: Node,
    log: Log,
    *,
    ignore: frozenset[str] = frozenset(),
    of: str = "",
    item: int = 0,
    unread: frozenset[str] = frozenset(),
    further: str = "",
) -> P | None:
    """Read a group of fields as `read_part` does, and as far as it goes.

    What is wrong or missing is `unread` of it, as are the fields that the caller says it could not get.
    `further` names the attribute that takes, as written, what stands under names that nobody knows; without
    it that is only told.
    """
    if not isinstance(node, Fields):
        shape_wrong(node, log, Form("group", part=part), of=of)
        return None
    reading = _Reading(
        part=part,
        node=node,
        log=log,
        known=ways_of(part),
        entries=as_declared(node.entries, part),
        ignore=ignore,
        keeps_further=bool(further),
        failed=set(unread),
    )
    for entry in reading.entries:
        reading.take(entry)
    reading.complete(of, item)
    values, places = reading.values, reading.blank | reading.places
    if reading.kept:
        values[further] = reading.kept
    return part.partly(values, places, reading.failed) if reading.failed else part(**values, places=places)


@dataclass(slots=True, kw_only=True)
class _Reading:
    """A group of fields as far as it has been read; what was found is known by the names of fields."""

    part: type[Part]
    node: Fields
    log: Log
    known: Mapping[str, Way]  # by every key that is accepted
    entries: Sequence[Entry]
    ignore: frozenset[str]
    keeps_further: bool
    failed: set[str]  # what is not read, or not wholly
    given: dict[str, Node] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    blank: dict[str, Place] = field(default_factory=dict)  # written without a value
    meant: dict[str, Entry] = field(default_factory=dict)  # under unknown keys that are near to the field's
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by unknown key: what stands there

    def __post_init__(self) -> None:
        self.places[""] = self.node.place

    def take(self, entry: Entry) -> None:
        """Read what stands under a key; where it belongs to no field, say so, or keep it as written."""
        way = self.known.get(entry.key) or self.known.get(normalised_key(entry.key))
        if way is not None and way.sort == "money":
            paid = as_paid(normalised_key(entry.key), entry.node, self.part)
            way = self.known[paid.zh] if paid else way
        if way is None:
            self._take_unknown(entry)
            return
        if way.may_be_fuller:
            fuller = said_in_full(way.key, entry.node, self.part, self.entries)
            if fuller is not None and self._refuses(way.key, entry.node, fuller):
                return
            way = self.known[fuller.zh] if fuller is not None else way
        if way.says_nothing(entry.node):
            self.blank.setdefault(way.key.name, entry.place)
        elif way.key.name in self.given:
            self._take_again(way, entry)
        else:
            self._take_value(way, entry)

    def _refuses(self, key: Key, node: Node, fuller: Key) -> bool:
        """Refuse a sentence where one word is asked for, if it belongs to the text of another field."""
        is_size = isinstance(node, Scalar) and is_other_size(node.text)
        if fuller.form.sort != "text" or is_size:
            return False
        how = "fuller-column" if node.place.cell else "fuller"
        value_wrong(node, self.log, key.form, how=how, fuller=fuller.zh)
        self.failed.update((key.name, fuller.name))
        return True

    def _take_value(self, way: Way, entry: Entry) -> None:
        name = way.key.name
        self.given[name] = entry.node
        self.places[name] = entry.place
        before = len(self.log.problems)
        is_told = isinstance(entry.node, Scalar) and entry.node.told  # found faulty before it came here
        other = day_named(entry.node, self.node, names_of(self.part)) if way.sort == "day" else None
        if other is not None:  # where that day is wrong, it is told there
            value = way.key.read(other, Log())
        else:
            value = None if is_told else way.key.read(entry.node, self.log)
        is_wrong = is_told or (value is None and (other is not None or len(self.log.problems) > before))
        are_all = not is_wrong and is_whole(value)
        if way.is_vital and not are_all:
            self.failed.add(name)
        if are_all or (way.is_vital and not is_wrong):
            self.values[name] = value

    def _take_again(self, way: Way, entry: Entry) -> None:
        """Let neither of two values count that are given for one field, unless they say the same."""
        name = way.key.name
        is_other = _text(self.given[name]) != _text(entry.node)
        if is_other and not _is_same(way.key, entry.node, self.values.get(name)):
            spare = further_phones(self.part) if way.sort == "phone" else None
            key_twice(self.log, entry.key, entry.place, self.places[name], spare.zh if spare else "")
            self.values.pop(name, None)
            if way.is_vital:
                self.failed.add(name)

    def _take_unknown(self, entry: Entry) -> None:
        """Say what the key of no field could be about, and keep what stands there where that is wished."""
        written = normalised_key(entry.key)
        if isinstance(entry.node, Scalar) and is_span(written, entry.node.text, self.known):
            value_wrong(entry.node, self.log, replace(_FROM_TO, example=span_meant(entry.node.text)))
            self.failed.update(self.known[f"{written[:2]}{side}"].key.name for side in ("开始", "截止"))
            return
        if written in self.ignore or (is_blank(entry.node) and not written):
            return
        is_advised = len(self.log.problems) < MOST_ADVISED
        advice = self._advice(written, entry.node) if is_advised else nearest(written, ())
        is_meant = advice["advice"] == "within" or ("near" in advice and isinstance(entry.node, Fields))
        is_kept = self.keeps_further and is_advised and not is_meant
        if is_kept and (said := as_written(entry, self.part)):
            advice = self._keep(entry, said, advice)
        else:
            names = [key.zh for key in keys_of(self.part)]
            key_unknown(self.log, entry.place, entry.key, advice, entry.node, known=names)
        if "near" in advice:  # what is missing may stand there
            self.meant.setdefault(self.known[f"{advice['near']}"].key.name, entry)

    def _advice(self, written: str, node: Node) -> Mapping[str, Detail]:
        """Return what to do about an unknown key; a field that is needed is called as where it is missing."""
        advice = advise_key(written, node, self.part, self.entries, self.node)
        if "near" in advice and (near := self.known[f"{advice['near']}"].key).required:
            return {**advice, "near": asked_for(self.part, near).zh}
        return advice

    def _keep(
        self, entry: Entry, said: tuple[str, ...], advice: Mapping[str, Detail]
    ) -> Mapping[str, Detail]:
        """Keep what stands under an unknown key, and say so; return what of the advice still holds."""
        called = entry.key.strip()
        self.kept[called] = (*self.kept.get(called, ()), *said)
        self.places.setdefault(called, entry.place)
        is_less = normalised_key(entry.key) in f"{advice.get('near', '')}"  # 来源: 小组会 is no 资金来源
        advice = advice if "near" in advice and not is_less else {"advice": ""}
        lines = "one" if isinstance(entry.node, Scalar) else "several"
        self.log.add(KEY_SHOWN, entry.place, entry.key, lines=lines, **advice)
        return advice

    def complete(self, of: str, item: int) -> None:
        """Take fields from those that stand in for them, and say what is missing of an item of a list."""
        for key in asked_of(self.part):
            if key.name not in self.given and key.otherwise in self.values:
                self.given[key.name] = self.given[key.otherwise]
                self.values[key.name] = key.read(self.given[key.name], self.log)
                self.places[key.name] = self.places[key.otherwise]
            elif key.required and key.name not in self.failed and key.name not in self.given:
                self.failed.add(key.name)
                if key.otherwise not in self.given:
                    self._note_missing(asked_for(self.part, key), of, item)

    def _note_missing(self, asked: Key, of: str, item: int) -> None:
        own = self.node.place
        within = own.at(of) if of and not own.cell else own
        empty = asked.name in self.blank
        like = None if empty else self.meant.get(asked.name)
        at = self.blank.get(asked.name) or (like.place if like else own.at(asked.zh))
        meant = like.key if like else ""
        field_missing(self.log, at, self.part, asked, within, item, empty=empty, meant=meant)


def _is_same(key: Key, node: Node, value: object) -> bool:
    """Tell whether something else that is written has a value that is known: 七天, 7天."""
    return value is not None and key.read(node, Log()) == value


def _text(node: Node) -> object:
    """Return what is written, wherever it stands."""
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Items):
        return [_text(item) for item in node.items]
    return {entry.key: _text(entry.node) for entry in node.entries}


def part(kind: type[P], *alone: str) -> Reader[P]:
    """Return a reader of a group of fields; a text alone is the first of its fields `alone` that fits."""

    def read(node: Node, log: Log, form: Form) -> P | None:
        if alone and isinstance(node, Scalar):
            fitting = (name for name in alone if holds(names_of(kind)[name], node))
            node = Fields((Entry(next(fitting, alone[-1]), node, node.place),), node.place)
        return read_partly(kind, node, log)

    return Reader(Form("group", part=kind, others=(TEXT,) if alone else ()), read)


def table(
    kind: type[P],
    *order: str,
    accept: Callable[[P, Log], P | None] | None = None,
    apart: bool = False,
) -> Reader[tuple[P, ...]]:
    """Return a reader of a list of groups of fields; where one is wrong, the list is PartlyRead.

    Where they stand `apart`, only that one. A single group is a list of one.
    Where an order of fields is given, an item may also be a list of their values; what stands beyond the last
    belongs to it. `accept` looks at each item as far as it could be read, and may change it, or refuse it and
    tell the log why.
    """

    def read(node: Node, log: Log, form: Form) -> tuple[P, ...] | None:
        known, node = names_of(kind), as_rows(node)
        node = _merged(node, known, form)
        if isinstance(node, Scalar) or (isinstance(node, Fields) and _names_none(node, known)):
            shape_wrong(node, log, form)
            return None
        items = node.items if isinstance(node, Items) else (node,)
        heard = Log()
        if are_rows(items, known):
            found = read_rows(kind, items, known, heard)
        else:
            of = node.place.field
            found = [
                read_partly(kind, _in_order(_of_one_line(item, known), order), heard, of=of, item=at)
                for at, item in enumerate(items, 1)
            ]
        log.problems += _heads_once(heard.problems)
        if accept:
            found = [_accepted(item, accept, log) for item in found]
        read = tuple([item for item in found if item is not None])
        whole = tuple(filter(is_whole, read))
        are_all = len(whole) == len(found) and not (isinstance(node, Items) and node.told)
        return whole if apart or are_all else cast(tuple[P, ...], PartlyRead(read))

    return Reader(Form("table", part=kind, order=order), read)


_NEXT = regex(r"\s*[;；,，]\s*([^;；,，、:：\s]+)\s*[:：]\s*")


def _of_one_line(item: Node, known: Mapping[str, Key]) -> Node:
    """Return a row of one line as its fields, also behind its first: 名称: main；地点: 村口.

    Where its first may be any text, only a row that lacks a field: a whole one says what stands there.
    """
    entry = item.entries[0] if isinstance(item, Fields) and item.entries else None
    if entry is None or not isinstance(item, Fields) or not isinstance(entry.node, Scalar):
        return item
    text = entry.node.text
    if ":" not in text and "：" not in text:  # as mostly
        return item
    first = known.get(normalised_key(entry.key))
    others = {key.name for one in item.entries if (key := known.get(normalised_key(one.key)))}
    keys = [(one, known.get(normalised_key(one[1]))) for one in _NEXT.finditer(text)]
    found = [one for one, key in keys if key is not None and key.name not in others]
    if not found or first is None:
        return item
    is_any_text = first.form.is_free_text and first.form.mark is None
    if is_any_text and not any(key.required and key.name not in others for key in known.values()):
        return item
    ends = [*(one.start() for one in found[1:]), len(text)]
    entries = [replace(entry, node=replace(entry.node, text=text[: found[0].start()]))]
    for one, end in zip(found, ends, strict=True):
        place = entry.place.at(one[1])
        entries.append(Entry(one[1], Scalar(text[one.end() : end].strip(), place), place))
    return replace(item, entries=(*entries, *item.entries[1:]))


def _names_none(node: Fields, known: Mapping[str, Key]) -> bool:
    """Tell whether a group has entries and none of its fields, so that it was written in another shape."""
    return bool(node.entries) and not any(normalised_key(entry.key) in known for entry in node.entries)


def _merged(node: Node, known: Mapping[str, Key], form: Form) -> Node:
    """Return a list of names with values as one group, where it can be proposed as rows: [CK09: 本村没有]."""
    items = node.items if isinstance(node, Items) else ()
    if not items or isinstance(items[0], Row):  # of a spreadsheet, whose entries nobody needs
        return node
    alone = [item.entries[0] for item in items if isinstance(item, Fields) and len(item.entries) == 1]
    if not alone or len(alone) < len(items) or any(normalised_key(one.key) in known for one in alone):
        return node
    merged = Fields(tuple(alone), node.place)
    return merged if as_told(merged, form) else node


def _accepted(item: P | None, accept: Callable[[P, Log], P | None], log: Log) -> P | None:
    """Return an item as accepted; one of which too little was read stays as it is."""
    try:
        return accept(item, log) if item is not None else None
    except Unread:
        return item


def _heads_once(problems: list[Problem]) -> list[Problem]:
    """Tell of an unknown column once, not in every row."""
    told: set[str] = set()
    kept = []
    for problem in problems:
        if problem.fault is not KEY_UNKNOWN or problem.value not in told:
            kept.append(problem)
        if problem.fault is KEY_UNKNOWN:
            told.add(problem.value)
    return kept


def _in_order(node: Node, order: tuple[str, ...]) -> Node:
    """Name the values of a list by their order; a comma inside the last one had split it."""
    if not order or not isinstance(node, Items) or not all(isinstance(item, Scalar) for item in node.items):
        return node
    values = [item for item in node.items if isinstance(item, Scalar)]
    if len(values) > len(order):
        last = values[len(order) - 1 :]
        values[len(order) - 1 :] = [Scalar(",".join(item.text.strip() for item in last), last[0].place)]
    entries = (Entry(name, value, value.place.at(name)) for name, value in zip(order, values, strict=False))
    return Fields(tuple(entries), node.place)
