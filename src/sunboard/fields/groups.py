"""Readers of groups of fields, and of lists of such groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar, cast

from sunboard.fields.advice import advise_key, as_written, holds, said_in_full
from sunboard.fields.barred import as_rows
from sunboard.fields.declarations import (
    Key,
    Reader,
    asked_for,
    further_phones,
    is_unsaid,
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
from sunboard.fields.forms import DASHES, NO_WORDS, NULL, TEXT, Form, Mark
from sunboard.fields.keys import normalised_key
from sunboard.fields.meant import as_declared, as_paid, day_named, is_span, span_meant
from sunboard.fields.part import Part, PartlyRead, Unread, cached_by_type, is_whole
from sunboard.fields.rows import are_rows, read_rows
from sunboard.fields.written import is_other_size
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar, is_blank, is_unfilled
from sunboard.model.problem import Log, Problem, key_twice

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
    known = _ways(part)
    values: dict[str, Any] = {}
    places: dict[str, Place] = {"": node.place}
    blank: dict[str, Place] = {}
    meant: dict[str, Entry] = {}
    given: dict[str, Node] = {}
    failed = set(unread)
    kept: dict[str, tuple[str, ...]] = {}
    entries = as_declared(node.entries, part)
    for entry in entries:
        way = known.get(entry.key) or known.get(normalised_key(entry.key))
        if way is not None and way.sort == "money":
            paid = as_paid(normalised_key(entry.key), entry.node, part)
            way = known[paid.zh] if paid else way
        if way is not None and way.may_be_fuller:
            fuller = said_in_full(way.key, entry.node, part, entries)
            is_size = isinstance(entry.node, Scalar) and is_other_size(entry.node.text)
            if fuller is not None and fuller.form.sort == "text" and not is_size:
                form = way.key.form
                how = "fuller-column" if entry.node.place.cell else "fuller"
                value_wrong(entry.node, log, form, how=how, fuller=fuller.zh)
                failed.update((way.key.name, fuller.name))
                continue
            way = known[fuller.zh] if fuller is not None else way
        if way is None:
            written = normalised_key(entry.key)
            if isinstance(entry.node, Scalar) and is_span(written, entry.node.text, known):
                value_wrong(entry.node, log, replace(_FROM_TO, example=span_meant(entry.node.text)))
                failed.update(known[f"{written[:2]}{side}"].key.name for side in ("开始", "截止"))
            elif written not in ignore and not (is_blank(entry.node) and not written):
                advised = len(log.problems) < MOST_ADVISED
                advice = (
                    advise_key(written, entry.node, part, entries, node) if advised else nearest(written, ())
                )
                if "near" in advice and (near := known[f"{advice['near']}"].key).required:
                    advice = {**advice, "near": asked_for(part, near).zh}  # as it is told that it is missing
                is_meant = advice["advice"] == "within" or (
                    "near" in advice and isinstance(entry.node, Fields)
                )
                is_further = further and advised and not is_meant
                said = as_written(entry, part) if is_further else ()
                if said:
                    called = entry.key.strip()
                    kept[called] = (*kept.get(called, ()), *said)
                    places.setdefault(called, entry.place)
                    is_less = written in f"{advice.get('near', '')}"  # 来源: 小组会 is no 资金来源
                    advice = advice if "near" in advice and not is_less else {"advice": ""}
                    lines = "one" if isinstance(entry.node, Scalar) else "several"
                    log.add(KEY_SHOWN, entry.place, entry.key, lines=lines, **advice)
                else:
                    names = [key.zh for key in keys_of(part)]
                    key_unknown(log, entry.place, entry.key, advice, entry.node, known=names)
                if "near" in advice:  # what is missing may stand there
                    meant.setdefault(known[f"{advice['near']}"].key.name, entry)
            continue
        name = way.key.name
        if way.says_nothing(entry.node):
            blank.setdefault(name, entry.place)
            continue
        if name in given:
            is_other = _text(given[name]) != _text(entry.node)
            if is_other and not _is_same(way.key, entry.node, values.get(name)):
                spare = further_phones(part) if way.sort == "phone" else None
                key_twice(log, entry.key, entry.place, places[name], spare.zh if spare else "")
                values.pop(name, None)
                if way.is_vital:
                    failed.add(name)
            continue
        given[name] = entry.node
        places[name] = entry.place
        before = len(log.problems)
        is_told = isinstance(entry.node, Scalar) and entry.node.told  # found faulty before it came here
        other = day_named(entry.node, node, names_of(part)) if way.sort == "day" else None
        if other is not None:  # where that day is wrong, it is told there
            value = way.key.read(other, Log())
        else:
            value = None if is_told else way.key.read(entry.node, log)
        is_wrong = is_told or (value is None and (other is not None or len(log.problems) > before))
        are_all = not is_wrong and is_whole(value)
        if way.is_vital and not are_all:
            failed.add(name)
        if are_all or (way.is_vital and not is_wrong):
            values[name] = value
    for key in _asked(part):
        if key.name not in given and key.otherwise in values:
            given[key.name] = given[key.otherwise]
            values[key.name] = key.read(given[key.name], log)
            places[key.name] = places[key.otherwise]
        elif key.name in failed or not key.required or key.name in given:
            continue
        elif key.otherwise in given:
            failed.add(key.name)
        else:
            asked = asked_for(part, key)
            empty = asked.name in blank
            within = node.place.at(of) if of and not node.place.cell else node.place
            like = None if empty else meant.get(asked.name)
            at = blank.get(asked.name) or (like.place if like else node.place.at(asked.zh))
            field_missing(log, at, part, asked, within, item, empty=empty, meant=like.key if like else "")
            failed.add(key.name)
    if kept:
        values[further] = kept
    where = blank | places
    return part.partly(values, where, failed) if failed else part(**values, places=where)


def is_vital(key: Key, part: type[Part]) -> bool:
    """Tell whether nothing of a part can be used where one of its fields is wrong."""
    return key.required or part.vital is None or key.name in part.vital


@dataclass(frozen=True, slots=True)
class _Way:
    """How a key is read, and what of that follows from its form: worked out once for a type of part."""

    key: Key
    sort: str  # of its form
    is_vital: bool
    is_group: bool
    may_be_fuller: bool  # what was written may belong to the text beside it
    may_be_null: bool  # `~` says that there is none, also of people; in other texts people wrote it
    may_lack: bool  # 无 says that there is none

    def says_nothing(self, node: Node) -> bool:
        """Tell whether the key was written without a value, or with a word that says there is none."""
        if not isinstance(node, Scalar):
            return self.is_group and is_unfilled(node)
        word = node.text.strip()
        if is_unsaid(word):
            return not node.told
        if self.may_be_null and word in NULL:
            return True
        if not self.may_lack:
            return False
        if self.sort == "group" and word in NO_WORDS:
            return True
        return word in _NONE or _DASH.fullmatch(word) is not None


@cached_by_type
def _ways(part: type[Part]) -> Mapping[str, _Way]:
    """Return how each accepted key of a type of part is read."""
    return {
        name: _Way(
            key=key,
            sort=key.form.sort,
            is_vital=is_vital(key, part),
            is_group=key.form.is_group,
            may_be_fuller=key.form.sort == "choice" or key.form.said == "mu",
            may_be_null=not key.form.is_free_text or key.form.mark is Mark.OFFICER,
            may_lack=not key.required and _may_lack(key.form),
        )
        for name, key in names_of(part).items()
    }


@cached_by_type
def _asked(part: type[Part]) -> tuple[Key, ...]:
    """Return the fields of a type of part that are needed, or taken from another one."""
    return tuple(key for key in keys_of(part) if key.required or key.otherwise)


_NONE = frozenset(("无", "没有", "暂无", "还没有", "暂时没有", "未开通", "待定"))
_DASH = regex(DASHES.pattern)
_WITHOUT = frozenset(("day", "phone", "money", "table", "group", "map"))
"""Sorts of values that people may say are not there; of numbers and votes there are none then."""


def _may_lack(form: Form) -> bool:
    is_list = form.sort == "list" and not form.is_free_text
    return form.sort in _WITHOUT or form.said == "address" or form.mark is Mark.OFFICER or is_list


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
                read_partly(kind, _in_order(item, order), heard, of=of, item=at)
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


def _names_none(node: Fields, known: Mapping[str, Key]) -> bool:
    """Tell whether a group has entries and none of its fields, so that it was written in another shape."""
    return bool(node.entries) and not any(normalised_key(entry.key) in known for entry in node.entries)


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
