"""Schema: JSON Schema of every kind of record and of the settings, for editors.

Made of the same fields that read: a schema accepts what the reader accepts, and refuses what the reader
refuses for its shape, its type or for what is missing. What the checks find (sums, dates in their order,
references) is no matter of a schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sunboard.commands.guide import Guide, find_kind
from sunboard.contracts import Kind
from sunboard.fields.declarations import Key, keys_of, names_of
from sunboard.fields.forms import YES_WORDS, Form, as_typed
from sunboard.fields.scalars import UNCLOSED
from sunboard.fields.written import GAP
from sunboard.reporting.words import load_words
from sunboard.settings.places import Site, Township, Village

Schema = dict[str, Any]
SETTINGS: Mapping[str, Any] = {"site": Site, "township": Township, "village": Village}
_TABLE_FILE = r"\.(?:[cC][sS][vV]|[tT][sS][vV]|[tT][xX][tT]|[xX][lL][sS][xX]?|[oO][dD][sS])\s*$"
_SCALAR = ["string", "number", "boolean"]
_BLANK: Schema = {"type": ["string", "null"], "pattern": r"^\s*$"}
_GIVEN: Schema = {"not": _BLANK}
_UNFILLED: Schema = {"$ref": "#/$defs/unfilled"}


def schema_text(kinds: Mapping[str, Kind], name: str, language: str) -> tuple[int, str]:
    """Return an exit code and the schema of one kind or settings file as JSON.

    Without a name all of them by name.
    """
    all_names = {**{kind.name: kind for kind in kinds.values()}, **SETTINGS}
    if not name:
        found: Schema = {one: schema_of(thing, language) for one, thing in all_names.items()}
    else:
        thing = find_kind(kinds, name) or SETTINGS.get(name.removesuffix(".yaml"))
        if thing is None:
            return 2, load_words(language)("schema-no-kind", name=name, names="、".join(all_names))
        found = schema_of(thing, language)
    return 0, json.dumps(found, ensure_ascii=False, indent=1)


def schema_of(thing: Kind | Any, language: str) -> Schema:
    """Return the schema of a kind's front matter, or of a settings file's type of part."""
    maker = _Maker(Guide(language))
    if isinstance(thing, Kind):
        name, part, title = thing.name, thing.fields, thing.called(language)
        body = maker.record(thing)
    else:
        name = next(name for name, part in SETTINGS.items() if part is thing)
        part, title = thing, load_words(language)(f"schema-{name}")
        body = maker.part(part)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:sunboard:{name}",
        "title": title,
        **body,
        "$defs": maker.definitions,
    }


class _Maker:
    """Makes schemas; groups and long patterns that stand in several places are defined once."""

    def __init__(self, guide: Guide) -> None:
        self.guide, self.definitions = guide, dict[str, Schema]()

    def record(self, kind: Kind) -> Schema:
        """Return the schema of a kind's front matter."""
        made = self.part(kind.fields, kind)
        own = [self.missing(kind, kind.required)] if kind.required else []
        if own and "nil" in names_of(kind.fields):
            always = tuple(name for name in kind.required if name == "period")
            nil = {
                "anyOf": [
                    {"required": [name], "properties": {name: _SAYS_YES}}
                    for name in _names(kind.fields, "nil")
                ]
            }
            own = [{"if": nil, "then": self.missing(kind, always), "else": own[0]}]
        required = [*made.pop("allOf", []), *own]
        if kind.inherited:  # an override gives only what differs
            required = [
                {"if": {"anyOf": _given(_names(kind.fields, "overrides"))}, "else": {"allOf": required}}
            ]
        return {**made, "allOf": required}

    def missing(self, kind: Kind, wanted: Iterable[str]) -> Schema:
        """Return what holds where none of some fields is missing; a table may be named instead of given."""
        names = names_of(kind.fields)
        groups = [
            _given(
                sorted(
                    {*names[name].names, *(names[f"{name}_file"].names if f"{name}_file" in names else ())}
                ),
                {"not": _any_of([self.unfilled(names[name].form), {"type": "array", "maxItems": 0}])},
            )
            for name in wanted
        ]
        return {"allOf": [{"anyOf": group} for group in groups]} if groups else {}

    def part(self, part: Any, kind: Kind | None = None) -> Schema:
        """Return the schema of a group of fields."""
        properties: Schema = {}
        needed: list[Schema] = []
        for key in keys_of(part):
            value = _any_of([self.value(key, kind), self.unfilled(key.form)])
            note = self.guide.note(part, key)
            label = key.zh if self.guide.language == "zh" else key.name.rstrip("_").replace("_", " ")
            about = f"{label}{'：' if self.guide.language == 'zh' else ': '}{note}" if note else label
            for name in sorted(key.names, key=lambda name: (name != key.zh, name)):
                properties[name] = {"description": about, **value}
            if key.required:
                instead = names_of(part)[key.otherwise].names if key.otherwise else ()
                needed.append(
                    {"anyOf": _given(sorted((*key.names, *instead)), {"not": self.unfilled(key.form)})}
                )
        return {"type": "object", "properties": properties, **({"allOf": needed} if needed else {})}

    def value(self, key: Key, kind: Kind | None) -> Schema:
        """Return the schema of a field's value."""
        if kind is not None and key.name == "kind":
            return _words(kind.names)
        made = self.form(key.form)
        if kind is not None and key.name in kind.tables:
            return _any_of([made, {"type": "string", "pattern": _TABLE_FILE}])
        return made

    def form(self, form: Form) -> Schema:
        """Return the schema of what a reader accepts."""
        return _any_of([self.one(form), *(self.form(other) for other in form.others)])

    def one(self, form: Form) -> Schema:
        match form.sort:
            case "any":
                return {}
            case "list":
                item = form.item or Form("text")
                return _any_of(
                    [
                        {"type": "array", "items": self.form(item)},
                        *(_listed(item) if item.sort != "any" else ()),
                    ]
                )
            case "map":
                return {
                    "type": "object",
                    "additionalProperties": self.blank_or(self.form(form.item or Form())),
                }
            case "group":
                return self.group(form.part)
            case "table":
                group = self.group(form.part)
                return _any_of([{"type": "array", "items": _any_of([group, *self.ordered(form)])}, group])
            case "day" | "money" | "period" | "phone":
                name = form.said or form.sort
                self.definitions[name] = _scalar(form)
                return {"$ref": f"#/$defs/{name}"}
            case _:
                return _scalar(form)

    def group(self, part: Any) -> Schema:
        """Return a reference to a group's definition."""
        name = part.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a group that holds itself finds it made
            self.definitions[name] = self.part(part)
        return {"$ref": f"#/$defs/{name}"}

    def ordered(self, form: Form) -> list[Schema]:
        """Return the schema of a row that is a list of values in an order."""
        if not form.order:
            return []
        keys = [names_of(form.part)[name] for name in form.order]
        last = max((at for at, key in enumerate(keys, 1) if key.required), default=0)
        pieces = [self.form(key.form) if key.required else self.blank_or(self.form(key.form)) for key in keys]
        return [{"type": "array", "prefixItems": pieces, "minItems": last, "items": {"type": _SCALAR}}]

    def unfilled(self, form: Form) -> Schema:
        """Return what is no value of a field: nothing, and of a group one in which nothing is filled in."""
        if not form.is_group:
            return _BLANK
        groups = {"type": "object", "additionalProperties": _UNFILLED}
        self.definitions["unfilled"] = {"anyOf": [_BLANK, groups]}
        return _UNFILLED

    def blank_or(self, schema: Schema) -> Schema:
        """Let a key stand without a value: it is then not given."""
        return _any_of([schema, _BLANK])


def _names(part: Any, name: str) -> Sequence[str]:
    return sorted(names_of(part)[name].names)


def _given(names: Iterable[str], so: Schema = _GIVEN) -> list[Schema]:
    return [{"required": [name], "properties": {name: so}} for name in names]


def _any_of(schemas: Sequence[Schema]) -> Schema:
    if any(schema == {} for schema in schemas):
        return {}
    flat = [
        inner for schema in schemas for inner in (schema["anyOf"] if set(schema) == {"anyOf"} else [schema])
    ]
    return flat[0] if len(flat) == 1 else {"anyOf": flat}


def _words(words: Iterable[str]) -> Schema:
    chosen = tuple(dict.fromkeys(words))
    return {"anyOf": [{"enum": list(chosen)}, _pattern("|".join(map(re.escape, chosen)))]}


_QUOTED = r"[\u200b\ufeff“”\"'＂＇。.．]*"
_BETWEEN = r"[、,，;；\s]"
_AROUND = r"[\s\u200b\ufeff“”\"'＂＇。.．]*"


def _spelled(word: str, around: str = _AROUND) -> str:
    """Return the pattern of a word to choose, in either case and width, white space and quotes anywhere."""
    return around.join(
        as_typed(f"[{sign.upper()}{sign.lower()}]") if sign.isascii() else sign for sign in word
    )


def _one_of(words: Iterable[str], around: str = _AROUND) -> str:
    return f"{around}(?:{'|'.join(_spelled(word, around) for word in words)}){around}"


def _pattern_of(form: Form) -> str:
    """Return what one value of a form may look like."""
    if form.sort in ("choice", "yes"):
        return _one_of(form.pattern.split("|"))
    return as_typed(form.pattern) if form.sort == "text" else form.pattern


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{GAP}(?:{pattern}){GAP}$"}


_SAYS_YES: Schema = {
    "anyOf": [
        {"const": True},
        {"const": 1},
        _pattern(_one_of(YES_WORDS)),
    ]
}


def _scalar(form: Form) -> Schema:
    """Return the schema of one value.

    A number or a truth value is what YAML makes of the text that sunboard reads.
    """
    match form.sort:
        case "money" | "number":
            return _any_of([_pattern(form.pattern), {"type": "number"}])
        case "whole":
            return _any_of([_pattern(form.pattern), {"type": "integer", "minimum": 0}])
        case "yes":
            return _any_of(
                [
                    {"enum": list(form.words)},
                    _pattern(_pattern_of(form)),
                    {"type": "boolean"},
                    {"enum": [0, 1]},
                ]
            )
        case "choice":
            numbers = [int(word) for word in form.words if word.isdecimal()]
            return _any_of([{"enum": [*form.words, *numbers]}, _pattern(_pattern_of(form))])
        case "period" | "phone":
            return _any_of([_pattern(form.pattern), {"type": "integer"}])
        case "text" | "dash" if not form.pattern:
            return {"type": _SCALAR}
        case "text":
            number: list[Schema] = (
                [{"type": "integer"}]
                if any(re.fullmatch(form.pattern, digits) for digits in ("1", "1" * 9, "1" * 12))
                else []
            )
            return _any_of([_pattern(_pattern_of(form)), *number])
        case _:
            return _pattern(form.pattern)


def _listed(item: Form) -> list[Schema]:
    """Return the schemas of several values written into one, `、` between them.

    Between words to choose, commas and white space too.
    """
    if not item.pattern:
        return [{"type": "string", "pattern": f"^(?!{UNCLOSED})"}, {"type": ["number", "boolean"]}]
    if item.sort == "choice":
        one = _one_of(item.pattern.split("|"), _QUOTED)
        return [_pattern(rf"(?:{_BETWEEN})*(?:{one}(?:{_BETWEEN})+)*(?:{one})?"), {"type": "number"}]
    one = _pattern_of(item)
    return [_pattern(rf"(?:{one})?(?:{GAP}、{GAP}(?:{one})?)*"), {"type": "number"}]
