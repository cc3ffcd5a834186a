"""The fields of a part: their keys in two languages, and readers that turn what was written into values.

A reader takes a node and a log. It returns the value, or nothing after it has told the log why.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar, cast

from sunboard.fields import examples as example
from sunboard.fields.faults import FIELD_MISSING, KEY_TWICE, KEY_UNKNOWN, SHAPE_WRONG, asked_for, first_at
from sunboard.fields.faults import nearest as nearest
from sunboard.fields.forms import Form
from sunboard.fields.part import Part
from sunboard.fields.rows import are_rows, read_rows
from sunboard.fields.vocabulary import Vocabulary, Word, vocabulary
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar
from sunboard.model.problem import Log, Problem

MOST_ADVISED = 200  # problems of one file; looking for a near key takes its time, and nobody reads on

T = TypeVar("T")
P = TypeVar("P", bound=Part)


Reader = Callable[[Node, Log], T | None]


@dataclasses.dataclass(frozen=True, slots=True)
class Reads(Generic[T]):
    """A reader that says what it accepts."""

    read: Reader[T]
    form: Form

    def __call__(self, node: Node, log: Log) -> T | None:
        """Read one value."""
        return self.read(node, log)


def reads(form: Form) -> Callable[[Reader[T]], Reads[T]]:
    """Make a function a reader that says what it accepts."""
    return lambda read: Reads(read, form)


def form_of(read: Reader[Any]) -> Form:
    """Return what a reader accepts; a mere function says nothing of itself."""
    return getattr(read, "form", Form())


@dataclasses.dataclass(frozen=True, slots=True)
class Key:
    """One field: its attribute, the keys that people may write, and how it is read."""

    name: str
    zh: str
    names: frozenset[str]
    read: Reader[Any]
    required: bool
    otherwise: str = ""  # the field whose value stands in where this one is not given


def required(zh: str, read: Reader[T], *aliases: str, otherwise: str = "") -> T:
    """Declare a field without which the part cannot be read, unless the field `otherwise` is given, whose value it takes then."""
    declared: T = dataclasses.field(
        metadata={"zh": zh, "read": read, "aliases": aliases, "required": True, "otherwise": otherwise}
    )
    return declared


def optional(zh: str, read: Reader[T], *aliases: str) -> T | None:
    """Declare a field that is None when it is not given."""
    return dataclasses.field(
        default=None, metadata={"zh": zh, "read": read, "aliases": aliases, "required": False}
    )


def many(zh: str, read: Reader[tuple[T, ...]], *aliases: str) -> tuple[T, ...]:
    """Declare a list that is empty when it is not given."""
    return dataclasses.field(
        default=(), metadata={"zh": zh, "read": read, "aliases": aliases, "required": False}
    )


def keys_of(part: type[Part]) -> tuple[Key, ...]:
    """Return the fields of a type of part in the order declared."""
    return _keys_of(cast(Hashable, part))


def names_of(part: type[Part]) -> Mapping[str, Key]:
    """Return the field of a type of part that each accepted key stands for."""
    return _names_of(cast(Hashable, part))


@cache
def _keys_of(part: Any) -> tuple[Key, ...]:
    found = []
    for field in dataclasses.fields(part):
        if "zh" in field.metadata:
            zh, aliases = field.metadata["zh"], field.metadata["aliases"]
            name = field.name.rstrip("_")
            names = frozenset((name, zh, *aliases))
            found.append(
                Key(
                    field.name,
                    zh,
                    names,
                    field.metadata["read"],
                    field.metadata["required"],
                    field.metadata.get("otherwise", ""),
                )
            )
    return tuple(found)


@cache
def _names_of(part: Any) -> Mapping[str, Key]:
    return {name: key for key in keys_of(part) for name in key.names}


def vocabulary_of(part: type[Part]) -> Vocabulary:
    """Return the keys that may be written in a part, and below each of them."""
    return _vocabulary_of(cast(Hashable, part))


@cache
def _vocabulary_of(part: Any) -> Vocabulary:
    return vocabulary({name: _word_of(form_of(key.read)) for name, key in names_of(part).items()})


def _word_of(form: Form) -> Word:
    sort = form.sort if form.sort in ("text", "any", "list", "map", "group", "table") else "value"
    return Word(sort, vocabulary_of(form.part) if form.part is not None else None)


def label_of(part: type[Part], name: str, language: str) -> str:
    """Return what a field is called in a language."""
    key = names_of(part)[name]
    return key.zh if language == "zh" else key.name.rstrip("_").replace("_", " ").capitalize()


def key_of(written: str) -> str:
    """Return a key as it is compared: trimmed, with half-width signs."""
    return (
        written.strip()
        .replace("\uff08", "(")
        .replace("\uff09", ")")
        .replace("\uff1a", ":")
        .replace("\uff0c", ",")
    )


def is_blank(node: Node) -> bool:
    """Tell whether a key was written without a value."""
    return isinstance(node, Scalar) and not node.text.strip()


def read_part(
    part: type[P], node: Node, log: Log, *, ignore: frozenset[str] = frozenset(), of: str = "", item: int = 0
) -> P | None:
    """Read a group of fields; return nothing where a required one is missing or any is wrong.

    Keys in `ignore` belong to somebody else and are passed over. `of` and `item` say which item of which list it is.
    """
    if not isinstance(node, Fields):
        shown = (
            example.line(Form("group", part=part), node.place.field)
            if node.place.field
            else example.value(Form("group", part=part), "")
        )
        log.add(
            SHAPE_WRONG,
            node.place,
            _said(node),
            expected="几项内容，各有名称",
            expected_en="a group of fields",
            example=shown,
        )
        return None
    known = names_of(part)
    values: dict[str, Any] = {}
    places: dict[str, Place] = {"": node.place}
    blank: dict[str, Place] = {}
    given: dict[str, Node] = {}
    failed = False
    for entry in node.entries:
        written = key_of(entry.key)
        key = known.get(written)
        if key is None:
            if written not in ignore and not (is_blank(entry.node) and not written):
                log.add(
                    KEY_UNKNOWN,
                    entry.place,
                    entry.key,
                    **nearest(written, known if len(log.problems) < MOST_ADVISED else ()),
                )
            continue
        if is_blank(entry.node):
            blank.setdefault(key.name, entry.place)
            continue
        if key.name in given:
            if _text(given[key.name]) != _text(entry.node):
                log.add(KEY_TWICE, entry.place, entry.key, **first_at(places[key.name]))
                failed = True
            continue
        given[key.name] = entry.node
        places[key.name] = entry.place
        before = len(log.problems)
        value = key.read(entry.node, log)
        if value is None and len(log.problems) > before:
            failed = True
        else:
            values[key.name] = value
    for key in keys_of(part):
        if key.name not in given and key.otherwise in values:
            values[key.name], places[key.name] = values[key.otherwise], places[key.otherwise]
        elif key.required and key.name not in given and key.otherwise not in given:
            within, asked = (
                node.place.at(of) if of and not node.place.cell else node.place,
                known.get(key.otherwise, key),
            )
            place, empty = blank.get(asked.name, node.place.at(asked.zh)), asked.name in blank
            log.add(
                FIELD_MISSING,
                place,
                **asked_for(within, asked.zh, form_of(asked.read), part.__name__, item, empty=empty),
            )
            failed = True
    return None if failed else part(**values, places=blank | places)


def _text(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Items):
        return [_text(item) for item in node.items]
    return {entry.key: _text(entry.node) for entry in node.entries}


def _said(node: Node) -> str:
    """Return a value where a single one was written."""
    return node.text.strip() if isinstance(node, Scalar) else ""


@dataclasses.dataclass(frozen=True, slots=True)
class PartReader(Generic[P]):
    """Reads a group of fields."""

    kind: type[P]

    @property
    def form(self) -> Form:
        """Return what it accepts."""
        return Form("group", part=self.kind)

    def __call__(self, node: Node, log: Log) -> P | None:
        """Read one group."""
        return read_part(self.kind, node, log)


@dataclasses.dataclass(frozen=True, slots=True)
class TableReader(Generic[P]):
    """Reads a list of groups of fields; one that is wrong makes the whole list unread. A single group is a list of one.

    Where an order of fields is given, an item may also be a list of their values; what stands beyond the last belongs to it.
    """

    kind: type[P]
    order: tuple[str, ...] = ()

    @property
    def form(self) -> Form:
        """Return what it accepts."""
        return Form("table", part=self.kind, order=self.order)

    def __call__(self, node: Node, log: Log) -> tuple[P, ...] | None:
        """Read all rows."""
        items = node.items if isinstance(node, Items) else (node,)
        if isinstance(node, Scalar):
            shown = (
                example.line(self.form, node.place.field)
                if node.place.field
                else example.value(self.form, "")
            )
            log.add(
                SHAPE_WRONG,
                node.place,
                _said(node),
                expected="一份清单，一项一项分开",
                expected_en="a list of items",
                example=shown,
            )
            return None
        heard = Log()
        known = names_of(self.kind)
        if are_rows(items, known):
            found = read_rows(self.kind, items, known, heard, nearest)
        else:
            of = node.place.field
            found = [
                read_part(self.kind, _in_order(item, self.order), heard, of=of, item=at)
                for at, item in enumerate(items, 1)
            ]
        log.problems += _heads_once(heard.problems)
        whole = tuple(item for item in found if item is not None)
        return whole if len(whole) == len(found) else None


def part(kind: type[P]) -> Reader[P]:
    """Return a reader of a group of fields."""
    return PartReader(kind)


def table(kind: type[P], *order: str) -> Reader[tuple[P, ...]]:
    """Return a reader of a list of groups of fields, or of lists of their values in an order."""
    return TableReader(kind, order)


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
