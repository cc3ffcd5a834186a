"""Readers of groups of fields, and of lists of such groups."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from operator import ne
from typing import Any, TypeGuard, TypeVar, cast

from sunboard.faults import Detail
from sunboard.fields.declarations import UNKNOWN, Key, Reader, asked_for, asked_of, keys_of, names_of
from sunboard.fields.faults import (
    CELL_EMPTY,
    KEY_SHOWN,
    KEY_UNKNOWN,
    field_missing,
    key_unknown,
    nearest,
    nearest_head,
    shape_wrong,
    value_wrong,
)
from sunboard.fields.forms import DASHES, NO_WORDS, TEXT, Form, Mark
from sunboard.fields.keys import normalised_key
from sunboard.fields.meant import as_declared, as_paid, day_named, groups_with, is_span, span_meant
from sunboard.fields.part import Part, PartlyRead, Unread, cached_by_type, is_whole
from sunboard.fields.sentences import holds_office
from sunboard.fields.written import is_other_size
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar, is_blank, is_unfilled
from sunboard.model.problem import Log, Problem, key_twice
from sunboard.model.row import Row, RowPlaces

_FROM_TO = Form("text", said="days")
MOST_ADVISED = 200  # problems of one file; looking for a near key takes its time, and nobody reads on

_MOST_GROUPS = 4  # that have a field of one name; of more, its name says little
_POST = frozenset(("姓名", "职务"))
_NOWHERE = Place()
_SHOWN = regex(r"(?=.*[\u3400-\u9fff])(?!.*(?:不(?:对外)?公[开示]|内部|保密|密码|口令)).{1,20}")
_SLIPS = 2  # signs that are others, of which a word is another word
_FILE = regex(r".*\.[A-Za-z][0-9A-Za-z]{1,4}")

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
        if way is not None and (paid := as_paid(normalised_key(entry.key), entry.node, part)):
            way = known[paid.zh]
        if way is not None and (way.key.form.sort == "choice" or way.key.form.said == "mu"):
            fuller = _said_in_full(way.key, entry.node, part, entries)
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
                    _advice(written, entry.node, part, entries, node) if advised else nearest(written, ())
                )
                is_further = further and advised and advice["advice"] != "within"
                said = _as_written(entry, part) if is_further else ()
                if said:
                    called = entry.key.strip()
                    kept[called] = (*kept.get(called, ()), *said)
                    places.setdefault(called, entry.place)
                    advice = advice if "near" in advice else {"advice": ""}
                if said:
                    log.add(KEY_SHOWN, entry.place, entry.key, **advice)
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
            if _text(given[name]) != _text(entry.node):
                key_twice(log, entry.key, entry.place, places[name])
                values.pop(name, None)
                if way.is_vital:
                    failed.add(name)
            continue
        given[name] = entry.node
        places[name] = entry.place
        before = len(log.problems)
        is_told = _is_told(entry.node)
        other = day_named(entry.node, node, names_of(part)) if way.key.form.sort == "day" else None
        if other is not None:  # where that day is wrong, it is told there
            value = way.key.read(other, Log())
        else:
            value = None if is_told else way.key.read(entry.node, log)
        is_wrong = is_told or (value is None and (other is not None or len(log.problems) > before))
        if way.is_vital and (is_wrong or not is_whole(value)):
            failed.add(name)
        if not is_wrong and (way.is_vital or is_whole(value)):
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


def _said_in_full(key: Key, node: Node, part: type[Part], entries: Sequence[Entry]) -> Key | None:
    """Return the field that a word is of which is none of a field's own, where that is not given.

    `状态: 整改中` is of 整改状态, `状态: 闲置` of 使用状态: of the one whose name ends like this one. What is
    needed itself stands for no other.
    """
    key.read(node, heard := Log())
    if key.required or not heard.problems:
        return None
    given = {normalised_key(entry.key) for entry in entries}
    longer = [
        one
        for one in keys_of(part)
        if one.form.sort in ("choice", "text")
        and any(name.endswith(key.zh) for name in one.names - key.names)
        and given.isdisjoint(one.names)
    ]
    return longer[0] if len(longer) == 1 else None


def _as_written(entry: Entry, part: type[Part]) -> tuple[str, ...]:
    """Return the text under a name that nobody knows, or those of a list, where that is to be shown.

    A name that is like a field's, even one that is given, is meant for it where that takes more than words,
    or where one sign is another: 受灾面积 is no 面积. Names without a Chinese sign are other programs', and
    neither the name of a file nor what is said to be nobody's business is text to show. A column of a
    workbook is a note to oneself as often as not.
    """
    items = entry.node.items if isinstance(entry.node, Items) else (entry.node,)
    plain = [item.text.strip() for item in items if isinstance(item, Scalar) and not item.told]
    is_plain = len(plain) == len(items) and not any(map(_FILE.fullmatch, plain))
    if entry.place.cell or not is_plain or not _SHOWN.fullmatch(entry.key.strip()):
        return ()
    needed = [key.zh for key in keys_of(part) if key.required]
    written, known, fits = normalised_key(entry.key), names_of(part), _fitting(entry.node, part)

    def is_meant(name: str) -> bool:
        is_slip = len(name) == len(written) and sum(map(ne, name, written)) < _SLIPS
        return (is_slip or not _is_free_text(known[name].form)) and fits(name)

    if "near" in nearest(written, known, needed, is_meant):
        return ()
    return tuple(text for text in plain if text and text not in _NULL)


def _advice(
    written: str, value: Node, part: type[Part], entries: Sequence[Entry], of: Fields
) -> Mapping[str, Detail]:
    """Return what to advise for a key that nobody knows: one like it, not given, that can hold its value.

    Of a row of a table it is the head of a column.
    """
    known = names_of(part)
    given = {known[name] for entry in entries if (name := normalised_key(entry.key)) in known}
    if isinstance(of, Row) and isinstance(value, Scalar):
        return _advised(written, value.text, keys_of(part), {key.name for key in given})
    lacking = [name for name, key in known.items() if key not in given]
    needed = [key.zh for key in keys_of(part) if key.required and key not in given]
    advice = nearest(written, lacking, needed, _fitting(value, part))
    if advice["advice"]:
        return advice
    tables = (key for key in keys_of(part) if key.form.part is not None)
    posts = next((key for key in tables if {*names_of(key.form.part)} >= _POST), None)
    if posts and holds_office(written, value):
        return {"advice": "post", "within": posts.zh, "whom": f"{_text(value)}", "duty": written}
    strange = {name for entry in entries if (name := normalised_key(entry.key)) not in known}
    told = groups_with(part, strange)
    most = max(map(len, told.values()), default=0)
    alone = {known[name].zh for entry in entries if (name := _plain_name(entry)) in known}
    within = [
        group
        for group, names in told.items()
        if written in names and len(names) == most and group.partition(".")[0] not in alone
    ]
    says_enough = most > 1 or [known[group].form.sort for group in within if group in known] == ["group"]
    if not says_enough or not 0 < len(within) <= _MOST_GROUPS:
        return advice
    return {"advice": "within", "within": "、".join(f"“{path}”" for path in within)}


def _plain_name(entry: Entry) -> str:
    """Return the name of what is written without fields below it, which can take none."""
    return normalised_key(entry.key) if isinstance(entry.node, Scalar) and not is_blank(entry.node) else ""


def _fitting(value: Node, part: type[Part]) -> Callable[[str], bool]:
    """Return what tells whether the field of a name can hold a value."""
    known = names_of(part)

    def fits(name: str) -> bool:
        heard = Log()
        known[name].read(value, heard)
        return not heard.problems

    return fits


def _is_told(node: Node) -> bool:
    """Tell whether a value was found faulty before it came here."""
    return isinstance(node, Scalar) and node.told


def is_vital(key: Key, part: type[Part]) -> bool:
    """Tell whether nothing of a part can be used where one of its fields is wrong."""
    return key.required or part.vital is None or key.name in part.vital


@dataclass(frozen=True, slots=True)
class _Way:
    """How a key is read, and what of that follows from its form: worked out once for a type of part."""

    key: Key
    is_vital: bool
    is_group: bool
    may_be_null: bool  # `~` says that there is none; in a text people wrote it
    may_lack: bool  # 无 says that there is none

    def says_nothing(self, node: Node) -> bool:
        """Tell whether the key was written without a value, or with a word that says there is none."""
        if not isinstance(node, Scalar):
            return self.is_group and is_unfilled(node)
        word = node.text.strip()
        if is_unsaid(word):
            return not node.told
        if self.may_be_null and word in _NULL:
            return True
        if self.may_lack and self.key.form.sort == "group" and word in NO_WORDS:
            return True
        return self.may_lack and (word in _NONE or _DASH.fullmatch(word) is not None)


@cached_by_type
def _ways(part: type[Part]) -> Mapping[str, _Way]:
    """Return how each accepted key of a type of part is read."""
    return {
        name: _Way(
            key=key,
            is_vital=is_vital(key, part),
            is_group=key.form.is_group,
            may_be_null=not _is_free_text(key.form),
            may_lack=not key.required and _may_lack(key.form),
        )
        for name, key in names_of(part).items()
    }


@cached_by_type
def _asked(part: type[Part]) -> tuple[Key, ...]:
    """Return the fields of a type of part that are needed, or taken from another one."""
    return tuple(key for key in keys_of(part) if key.required or key.otherwise)


_NULL = frozenset(("~", "null"))
"""YAML's words for none, which programs write."""
_NONE = frozenset(("无", "没有", "暂无", "还没有", "暂时没有", "未开通", "待定"))
_DASH = regex(DASHES.pattern)
_WITHOUT = frozenset(("day", "phone", "money", "table", "group", "map"))
"""Sorts of values that people may say are not there; of numbers and votes there are none then."""


def _may_lack(form: Form) -> bool:
    is_list = form.sort == "list" and not _is_free_text(form)
    return form.sort in _WITHOUT or form.said == "address" or form.mark is Mark.OFFICER or is_list


def _is_free_text(form: Form) -> bool:
    if form.sort == "list" and form.item is not None:
        return _is_free_text(form.item)
    return form.sort == "text" and not form.pattern


def _text(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Items):
        return [_text(item) for item in node.items]
    return {entry.key: _text(entry.node) for entry in node.entries}


def part(kind: type[P], *alone: str) -> Reader[P]:
    """Return a reader of a group of fields; a text alone is the first of its fields `alone` that fits."""

    def read(node: Node, log: Log, form: Form) -> P | None:
        if alone and isinstance(node, Scalar):
            fitting = (name for name in alone if _holds(names_of(kind)[name], node))
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
        known = names_of(kind)
        if isinstance(node, Scalar) or (isinstance(node, Fields) and _names_none(node, known)):
            shape_wrong(node, log, form)
            return None
        items = node.items if isinstance(node, Items) else (node,)
        heard = Log()
        if _are_rows(items, known):
            found = _read_rows(kind, items, known, heard)
        else:
            of = node.place.field
            found = [
                read_partly(kind, _in_order(item, order), heard, of=of, item=at)
                for at, item in enumerate(items, 1)
            ]
        log.problems += _heads_once(heard.problems)
        if accept:
            found = [_accepted(item, accept, log) for item in found]
        read = tuple(item for item in found if item is not None)
        whole = tuple(item for item in read if is_whole(item))
        are_all = len(whole) == len(found) and not (isinstance(node, Items) and node.told)
        return whole if apart or are_all else cast(tuple[P, ...], PartlyRead(read))

    return Reader(Form("table", part=kind, order=order), read)


def _names_none(node: Fields, known: Mapping[str, Key]) -> bool:
    """Tell whether a group has entries and none of its fields, so that it was written in another shape."""
    return bool(node.entries) and not any(normalised_key(entry.key) in known for entry in node.entries)


def _accepted(item: P | None, accept: Callable[[P, Log], P | None], log: Log) -> P | None:
    """Return an item as accepted; one of which too little was read stays as it is."""
    with suppress(Unread):
        return accept(item, log) if item is not None else None
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


# Many rows under one head are read at once: each key is understood once, and each text of a column. A ledger
# has thousands of rows whose dates, accounts and names repeat.


def _are_rows(items: Sequence[Node], known: Mapping[str, Key]) -> TypeGuard[Sequence[Row]]:
    """Tell whether all items are rows under one head that names each field once, each standing for itself."""
    if not items or not isinstance(items[0], Row):
        return False
    head = items[0].head
    names = [known[name].name for name in head.names if name in known]
    alone = len(set(names)) == len(names) and not any(key.otherwise for key in known.values())
    return alone and all(isinstance(item, Row) and item.head is head for item in items)


def _read_rows(
    part: type[P],
    rows: Sequence[Row],
    known: Mapping[str, Key],
    log: Log,
) -> list[P | None]:
    """Read rows as `read_part` does, with equal results.

    A row where anything is wrong or missing is read as far as it goes.
    """
    head = rows[0].head
    columns = {known[name].name: index for index, name in enumerate(head.names) if name in known}
    for index, name in enumerate(head.names):
        first = next((row for row in rows if row.cells[index]), None) if name and name not in known else None
        if first is not None:
            advice = _advised(name, first.cells[index], keys_of(part), columns)
            key_unknown(log, first.place_of(index), name, advice)
    memories: list[dict[str, Any]] = [{} for _ in head.names]
    plan = [
        (index, known[name].name, known[name].read, memories[index])
        for index, name in enumerate(head.names)
        if name in known
    ]
    needed = [(columns.get(key.name, -1), key) for key in keys_of(part) if key.required]
    return [_read_row(part, row, plan, needed, columns, log) for row in rows]


def is_unsaid(text: str) -> bool:
    """Tell whether a text is what messages leave open for the writer, and nothing else."""
    return not text.strip(UNKNOWN)


def _holds(key: Key, node: Node) -> bool:
    """Tell whether a field can be read from what is written."""
    heard = Log()
    key.read(node, heard)
    return not heard.problems


def _advised(head: str, text: str, known: Sequence[Key], given: Collection[str]) -> Mapping[str, Detail]:
    """Return what to advise for the head of a column: one that is like it, or all that can hold its cells.

    What is none of these the sheet of a register may still show, as it stands.
    """

    def holds(key: Key) -> bool:
        heard = Log()
        key.read(Scalar(text, _NOWHERE), heard)
        is_other = any(head.startswith(f"{name}(") for name in key.names)  # 面积(㎡) is none in mu
        return not heard.problems and not is_other

    fitting = [key for key in known if key.name not in given and holds(key)]
    advice = nearest_head(head, (name for key in fitting for name in key.names))
    if advice["advice"] or not fitting:
        return advice
    is_register = any(key.form.mark is Mark.OWN for key in known)
    return {
        "advice": "register" if is_register else "names",
        "names": tuple(key.zh for key in fitting),
    }


def _read_row(
    part: type[P],
    row: Row,
    plan: Sequence[tuple[int, str, Reader[Any], dict[str, Any]]],
    needed: Sequence[tuple[int, Key]],
    columns: Mapping[str, int],
    log: Log,
) -> P | None:
    cells = row.cells
    values: dict[str, Any] = {}
    failed: set[str] = set()
    for index, name, read, memory in plan:
        text = cells[index]
        if is_unsaid(text):
            continue
        if text in memory:
            values[name] = memory[text]
            continue
        before = len(log.problems)
        value = read(Scalar(text, _NOWHERE), log)
        if len(log.problems) == before:
            values[name] = memory[text] = value
            continue
        del log.problems[before:]  # once more, now that somebody asks for the place
        value = read(Scalar(text, row.place_of(index)), log)
        if value is None:
            failed.add(name)
        else:
            values[name] = value
    for index, key in needed:
        if index < 0 or is_unsaid(cells[index]):
            place = row.place_of(index) if index >= 0 else row.place.at(key.zh)
            example = asked_of(key.form)
            log.add(CELL_EMPTY, place, key.zh, example=example, like="" if example == UNKNOWN else "some")
            failed.add(key.name)
    where = RowPlaces(row, columns)
    return part.partly(values, where, failed) if failed else part(**values, places=where)
