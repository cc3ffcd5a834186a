"""What a field is: its keys in two languages, how it is read, an example, and whether it names somebody.

Everything else takes it from here: templates, workbooks, schemas, messages, masking and tests. What it is for
is told, in both languages, on the page beside the module that declares it, such as `kinds/matter.yaml`.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, TypeVar, cast

from sunboard.fields.forms import SERIALS, Form, Mark
from sunboard.fields.head_words import field_meant
from sunboard.fields.part import Part, cached_by_type
from sunboard.fields.vocabulary import Vocabulary, Word, vocabulary
from sunboard.lazy import dataclass, regex
from sunboard.model.node import Node
from sunboard.model.problem import Log

UNKNOWN = "…"
"""What stands for a value that only the writer knows; where it is left standing, nothing is written."""
_SHOWN = 3
"""How many fields the example of a group shows of which one alone is needed."""
_FACTS = frozenset(("day", "money", "whole", "number", "period"))
_OWN_CODES = frozenset(("division", "division-short", "slug", "catalog"))  # no other's will do
_OF_WRITER = regex("[一-鿿]+")
_FILE_TYPE = regex(r"\.[A-Za-z][0-9A-Za-z]{1,4}\Z")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reader(Generic[T]):
    """Turns what was written into a value, and says what it accepts.

    Returns nothing after it has told the log why. A reader is called with a node and a log; the function is
    given the form too, whose example is that of the field.
    """

    form: Form
    read: Callable[[Node, Log, Form], T | None]

    def __call__(self, node: Node, log: Log) -> T | None:
        """Read one value."""
        return self.read(node, log, self.form)


def reads(form: Form) -> Callable[[Callable[[Node, Log, Form], T | None]], Reader[T]]:
    """Make a function a reader of a form."""
    return lambda read: Reader(form, read)


@dataclass(frozen=True, slots=True)
class Key:
    """One field: its attribute, the keys that people may write, and how it is read."""

    name: str
    zh: str
    aliases: tuple[str, ...]
    read: Reader[Any]
    required: bool
    otherwise: str = ""  # the field whose value stands in where this one is not given
    heads: str = ""  # a pattern of names that mean it where nothing has one of its own: see `stand_ins`
    means: str = ""  # what such a name speaks of, in the words of `head_words`
    rule: str = ""  # the rule of law by which it is needed

    @property
    def en(self) -> str:
        """Return its English key, as plain data has it too; an attribute that Python reserves ends in `_`."""
        return self.name.rstrip("_")

    @property
    def names(self) -> frozenset[str]:
        """Return every key that people may write; a day is a 时间 to many, and a 时限 a 期限."""
        names = frozenset((self.en, self.zh, *self.aliases))
        if self.form.sort != "day":
            return names
        return names.union(name.replace("日期", "时间").replace("时限", "期限") for name in names)

    @property
    def form(self) -> Form:
        """Return what it accepts."""
        return self.read.form

    def label(self, language: str) -> str:
        """Return what it is called in a language."""
        return self.zh if language == "zh" else self.en.replace("_", " ").capitalize()

    @property
    def line(self) -> str:
        """Return it with a right value, as a line of a file."""
        return f"{self.zh}: {sample_of(self.form)}"


def required(
    zh: str,
    read: Reader[T],
    *aliases: str,
    example: str = "",
    mark: Mark | None = None,
    otherwise: str = "",
    heads: str = "",
    means: str = "",
    rule: str = "",
) -> T:
    """Declare a field without which the part cannot be read.

    Where the field `otherwise` is given instead, it takes the value of that.
    The example is a right value as it stands in a file, on one line; without one, that of the reader is
    shown. A mark stands in for that of the reader. `heads` is a pattern of whole names that mean it
    where no column, and nothing beside it, has one of its own; of several columns those count that match its
    group `rather`. `means` says the same by what such names speak of, in the words of `head_words`. `rule` is
    the number of the rule of law by which it is needed: it is told with what is missing, and no law file
    switches it off here.
    """
    missing = dataclasses.MISSING
    words = {"otherwise": otherwise, "heads": heads, "means": means, "rule": rule}
    declared = _declare(missing, zh, read, aliases, example, mark, words, needed=True)
    return cast(T, declared)


def optional(
    zh: str,
    read: Reader[T],
    *aliases: str,
    example: str = "",
    mark: Mark | None = None,
    otherwise: str = "",
    heads: str = "",
    means: str = "",
    rule: str = "",
) -> T | None:
    """Declare a field that is None when it is not given, nor the field `otherwise`."""
    words = {"otherwise": otherwise, "heads": heads, "means": means, "rule": rule}
    declared = _declare(None, zh, read, aliases, example, mark, words)
    return cast(T | None, declared)


def many(
    zh: str, read: Reader[tuple[T, ...]], *aliases: str, example: str = "", heads: str = ""
) -> tuple[T, ...]:
    """Declare a list that is empty when it is not given."""
    return cast(tuple[T, ...], _declare((), zh, read, aliases, example, None, {"heads": heads}))


def _declare(
    default: object,
    zh: str,
    read: Reader[Any],
    aliases: tuple[str, ...],
    example: str,
    mark: Mark | None,
    words: Mapping[str, str],
    *,
    needed: bool = False,
) -> object:
    form = read.form
    if example or mark:
        form = dataclasses.replace(form, example=example or form.example, mark=mark or form.mark)
        read = dataclasses.replace(read, form=form)
    declared = {"zh": zh, "aliases": aliases, "read": read, "required": needed, **words}
    return dataclasses.field(default=default, metadata=declared)


@cached_by_type
def keys_of(part: type[Part]) -> tuple[Key, ...]:
    """Return the fields of a type of part in the order declared."""
    return tuple(Key(field.name, **field.metadata) for field in dataclasses.fields(part) if field.metadata)


@cached_by_type
def names_of(part: type[Part]) -> Mapping[str, Key]:
    """Return the field of a type of part that each accepted key stands for."""
    return {name: key for key in keys_of(part) for name in key.names}


@cached_by_type
def _patterns_of(part: type[Part]) -> Mapping[str, re.Pattern[str]]:
    return {key.zh: re.compile(key.heads) for key in keys_of(part) if key.heads}


@cached_by_type
def _meanings_of(part: type[Part]) -> Mapping[str, str]:
    return {key.zh: key.means for key in keys_of(part) if key.means}


def stand_ins(part: type[Part], written: Iterable[str]) -> Mapping[str, Key]:
    """Return the fields that names mean which nobody declared, each where nothing else that is written does.

    `租赁物` is the 标的 of a contract that names none; one of 东至, 南至, 西至, 北至 is not all 四至.
    """
    names, words = names_of(part), dict.fromkeys(written)
    given = {names[word].name for word in words if word in names}
    found: dict[str, list[str]] = {}
    for word in words:
        if word and word not in names and word[0] not in "东南西北":
            free = ((zh, heads) for zh, heads in _patterns_of(part).items() if names[zh].name not in given)
            meant = field_meant(word, _meanings_of(part))
            meant = meant or next((zh for zh, heads in free if heads.fullmatch(word)), "")
            if meant and names[meant].name not in given:
                found.setdefault(meant, []).append(word)
    return {only[0]: names[zh] for zh, only in found.items() if zh and len(only) == 1}


def asked_for(part: type[Part], key: Key) -> Key:
    """Return the field that people are offered: the one whose value stands in, where it is written alike.

    What may be left out is offered itself, and so is it beside one that is needed as well.
    """
    other = names_of(part).get(key.otherwise, key) if key.required else key
    return other if other.form.sort == key.form.sort and not other.required else key


def label_of(part: type[Part], name: str, language: str) -> str:
    """Return what a field is called in a language."""
    return names_of(part)[name].label(language)


@cached_by_type
def marked(part: type[Part], *marks: Mark) -> Mapping[str, Key]:
    """Return the fields that carry a mark, those of groups and tables under `decision.supervision.name`."""
    found: dict[str, Key] = {}
    for key in keys_of(part):
        form = key.form
        if form.mark in marks or (form.item is not None and form.item.mark in marks):
            found[key.en] = key
        if form.part is not None:
            found |= {f"{key.en}.{path}": inner for path, inner in marked(form.part, *marks).items()}
    return found


def rows_file_of(part: type[Part], name: str) -> Key | None:
    """Return the field that names a file with the rows of a table: of `rows`, `rows_file`."""
    return names_of(part).get(f"{name}_file")


@cached_by_type
def tables_of(part: type[Part]) -> Mapping[str, type[Part]]:
    """Return the tables whose rows may stand in a file beside the record, and the types of their rows."""
    return {
        key.name: key.form.part
        for key in keys_of(part)
        if key.form.sort == "table" and rows_file_of(part, key.name)
    }


@cached_by_type
def further_phones(part: type[Part]) -> Key | None:
    """Return the field that holds telephones under any names, of a part or of a group in it."""
    for key in keys_of(part):
        item = key.form.item
        if key.form.sort == "map" and not key.form.words and item is not None and item.mark is Mark.PHONE:
            return key
        if (
            key.form.sort == "group"
            and key.form.part is not None
            and (found := further_phones(key.form.part))
        ):
            return found
    return None


def asked_of(form: Form) -> str:
    """Return how messages ask for a value that nobody has written, on one line.

    What only the writer knows is left open, and of a choice all words are there: whoever copies it says
    nothing that is not so.
    """
    return sample_of(form, _left_open)


def is_unsaid(text: str) -> bool:
    """Tell whether a text is what messages leave open for the writer, and nothing else."""
    return not text.strip(UNKNOWN)


def sample_of(form: Form, shown: Callable[[Form], str] = lambda form: form.example) -> str:
    """Return a right value on one line: what is shown of its form, or one made of those of its fields."""
    if said := shown(form):
        return said
    if form.part is not None:
        keys, every = needed_in(form.part), keys_of(form.part)
        if not any(key.required for key in every):  # those of its example then, or two
            keys = tuple(key for key in every if f"{key.zh}: " in form.example) or keys
        offered = keys if len(keys) > 1 else every[:_SHOWN]
        inner = ", ".join(f"{key.zh}: {sample_of(key.form, shown)}" for key in offered)
        return f"[{{{inner}}}]" if form.sort == "table" else f"{{{inner}}}"
    if form.sort == "map":
        item = sample_of(form.item or Form(), shown)
        return f"{{{', '.join(f'{word}: {item}' for word in form.words or (UNKNOWN,))}}}"
    if form.sort == "list" and form.item is not None:
        return sample_of(form.item, shown)
    return UNKNOWN


def _left_open(form: Form) -> str:
    """Return the example of a form that is no day, number or words; a code's shows how it is written.

    So does what parts the words of a list; a group is asked for by its fields. A number of papers is no code.
    """
    if form.part is not None:
        return ""
    if form.sort in ("choice", "yes"):
        return "/".join(form.words)
    if form.sort in _FACTS or form.mark in SERIALS or form.said in _OWN_CODES:
        return UNKNOWN
    of = form.item if form.sort == "list" and form.item is not None else form
    is_single = of.sort == "text" and not (of.pattern or of.said)
    if not is_single or form.example.isascii():
        return form.example
    file = _FILE_TYPE.search(form.example)
    return "、".join([f"{UNKNOWN}{file[0] if file else ''}"] * (form.example.count("、") + 1))


def columns_for(form: Form, name: str) -> tuple[str, ...]:
    """Return the heads of the columns that hold a field in a workbook: one where a text may say all of it."""
    if form.part is not None and not _told_in_text(form):
        number = "1" if form.sort == "table" else ""
        return tuple(f"{name}{number}.{key.zh}" for key in needed_in(form.part))
    return tuple(f"{name}.{word}" for word in form.words) if form.sort == "map" and form.words else (name,)


def asked_in_cell(form: Form) -> str:
    """Return how messages ask for what a cell may say: `…→…→…` for steps that stand behind one another."""
    return _OF_WRITER.sub(UNKNOWN, _told_in_text(form)) or asked_of(form)


def _told_in_text(form: Form) -> str:
    """Return an example of a text that tells all rows of a table in one."""
    texts = (one.example for one in form.others if one.sort == "text") if form.sort == "table" else ()
    return next(filter(None, texts), "")


def needed_in(part: type[Part]) -> tuple[Key, ...]:
    """Return the fields that a group cannot do without, or else its first two."""
    keys = keys_of(part)
    return tuple(key for key in keys if key.required) or keys[:2]


@cached_by_type
def vocabulary_of(part: type[Part]) -> Vocabulary:
    """Return the keys that may be written in a part, and below each of them."""
    return vocabulary({name: _word_of(key.form) for key in keys_of(part) for name in key.names})


def _word_of(form: Form) -> Word:
    if form.sort == "map" and form.item is not None and form.item.part is not None:
        return Word("rows", vocabulary_of(form.item.part))  # free keys, and a group below each
    sort = form.sort if form.sort in ("text", "any", "list", "map", "group", "table") else "value"
    return Word(sort, vocabulary_of(form.part) if form.part is not None else None)
