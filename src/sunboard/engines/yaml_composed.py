"""What YAML's own parser makes of a document, and what it is told where that refuses it."""

from __future__ import annotations

import re

import yaml

from sunboard.engines.yaml_nodes import YAML_BROKEN, Refused
from sunboard.lazy import regex
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar, is_blank
from sunboard.model.problem import Log, key_twice

MOST_NODES = 200_000  # aliases may repeat a branch; a document that grows past this is an attack or a mishap
MOST_REPEATED = 20_000  # where branches may be repeated
DEEPEST = 20


def composed_or_noted(text: str, written: str, path: str, first_line: int, log: Log) -> Node | None:
    """Read YAML by its own parser; return nothing after noting what that refuses.

    Raises Refused where it goes further than a document should, and RecursionError.
    """
    try:
        return composed(text, path, first_line, log)
    except yaml.MarkedYAMLError as error:
        _broken(text, written, path, first_line, error, log)
    except yaml.YAMLError:
        strange = _UNPRINTABLE.search(text)
        at = text.count("\n", 0, strange.start() if strange else 0)
        shown = text.split("\n")[at].strip()[:60]
        log.add(YAML_BROKEN, Place(path, first_line + at), shown, near="control", cure="control")
    return None


def composed(text: str, path: str, first_line: int, log: Log) -> Node:
    """Read YAML by its own parser; raises what that refuses."""
    root = yaml.compose(_with_signs(text.translate(_NO_BREAKS)), Loader=_Loader)
    if root is None:
        return Fields((), Place(path, first_line))
    most = max(MOST_REPEATED, len(text)) if "&" in text else MOST_NODES
    return _Converter(path, first_line, log, most).convert(root, 0, Place(path, first_line))


_UNPRINTABLE = regex("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
"""Line ends to YAML alone: every line below would be told wrongly."""


_KEPT = "\U000f0000"
"""Stands before a sign of YAML's own that is a part of the text."""
_SIGN = regex(r"(^[ \t]*|[:\-?][ \t]+|[\[{,][ \t]*)(?=(?P<sign>[*&])(?P<name>[^\s,\[\]{}:]*))", re.MULTILINE)


def _with_signs(text: str) -> str:
    """Keep the stars and ampersands that begin a text, unless one names what a later one repeats."""
    if ("*" not in text and "&" not in text) or _KEPT in text:
        return text
    found = [(match["sign"], match["name"], match.start()) for match in _SIGN.finditer(text)]
    named = {name: at for sign, name, at in reversed(found) if sign == "&" and name}
    repeated = {name for sign, name, at in found if sign == "*" and named.get(name, at) < at}
    return _SIGN.sub(lambda match: match[1] if match["name"] in repeated else match[1] + _KEPT, text)


class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """YAML's parser, in C where there is one. All values stay text: there is no type to find."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """Return one tag for all."""
        return "!"

    def descend_resolver(self, node: yaml.Node | None, index: object) -> None:
        """Look for no type on the way down."""

    def ascend_resolver(self) -> None:
        """Nor on the way up."""


class _Converter:
    def __init__(self, path: str, first_line: int, log: Log, most: int) -> None:
        self.path, self.first_line, self.log = path, first_line, log
        self.count, self.most = 0, min(most, MOST_NODES)

    def place(self, node: yaml.Node) -> Place:
        return Place(self.path, node.start_mark.line + self.first_line)

    def convert(self, node: yaml.Node, depth: int, place: Place) -> Node:
        self.count += 1
        if self.count > self.most:
            raise Refused(self.place(node).line, "much")
        if depth > DEEPEST:
            raise Refused(self.place(node).line, "deep")
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value.replace(_KEPT, ""), place)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.convert(item, depth + 1, self.place(item)) for item in node.value), place)
        assert isinstance(node, yaml.MappingNode)
        if len(counted := _counted(node)) > 1:
            return Items(tuple(Fields(self.entries(one, depth), self.place(one)) for one in counted), place)
        return Fields(self.entries(node, depth), place)

    def entries(self, node: yaml.MappingNode, depth: int) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        merged: dict[str, Entry] = {}
        last: Entry | None = None
        for key, value in node.value:
            if last and isinstance(last.node, Scalar) and node.flow_style and _belongs_before(key, value):
                whole = Scalar(f"{last.node.text},{key.value.replace(_KEPT, '')}", last.node.place)
                found[last.key] = last = Entry(last.key, whole, last.place)
                continue
            if not isinstance(key, yaml.ScalarNode):
                raise Refused(self.place(key).line, "name")
            name = key.value.replace(_KEPT, "").strip()
            if name == "<<" and not key.style and isinstance(value, yaml.MappingNode):
                merged |= {entry.key: entry for entry in self.entries(value, depth + 1)}
                continue
            place = Place(self.path, key.start_mark.line + self.first_line, field=name)
            entry = Entry(name, self.convert(value, depth + 1, place), place)
            first = found.get(name)
            if first is None or (is_blank(first.node) and not is_blank(entry.node)):
                found[name] = last = entry
                continue
            if not _says_nothing_new(first.node, entry.node):
                key_twice(self.log, name, self.place(key), first.place)
            last = None
        return tuple({**merged, **found}.values())


def _counted(node: yaml.MappingNode) -> list[yaml.MappingNode]:
    """Return the parts of a group that begin with names that count, where the others stand in several.

    `第一步: 申请`, `责任人: 组长`, `第二步: 审核`, `责任人: 主任` are two steps, and no name stands twice.
    """
    names = [f"{key.value}".strip() for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    if len(names) < len(node.value) or len(often := {one for one in names if names.count(one) > 1}) == 0:
        return []
    alone = [one for one in names if one not in often]
    if names[0] in often or len({_NUMERAL.sub("", one) for one in alone}) != 1 or len(alone) < 2:
        return []
    starts = [at for at, one in enumerate(names) if one not in often]
    parts = [node.value[start:end] for start, end in zip(starts, [*starts[1:], len(names)], strict=True)]
    if any(len({key.value.strip() for key, _ in part}) < len(part) for part in parts):
        return []
    return [yaml.MappingNode(node.tag, part, part[0][0].start_mark, part[-1][1].end_mark) for part in parts]


def _says_nothing_new(first: Node, second: Node) -> bool:
    """Tell whether a key that stands twice says the same again, or nothing."""
    if isinstance(first, Scalar) and isinstance(second, Scalar) and first.text.strip() == second.text.strip():
        return True
    return is_blank(second)


def _belongs_before(key: yaml.Node, value: yaml.Node) -> bool:
    """Tell whether a word in braces is no key, but goes on with the value before it: no colon follows it.

    `{what: 商议,列明用途, to: 3}`
    """
    if not isinstance(key, yaml.ScalarNode) or not isinstance(value, yaml.ScalarNode):
        return False
    is_bare = not key.style and not value.style and not value.value
    return is_bare and bool(value.end_mark.index == key.end_mark.index)


_NUMERAL = regex("[0-9]{1,2}|[一二三四五六七八九十]{1,3}")
_FULL_WIDTH_COLON = regex(r"\s*(?:- )?[^\s#'\"][^:]*：")
_BEFORE_NAME = regex(r"\s*(?:- )?[@`%&*!|>][^:：]*[:：](?:\s|$)")
"""A line of which the name begins with a sign."""
_SECOND = regex(r"[^:：]+[:：][^:：]*\S[\s\u3000]+(?P<name>[^\s:：，。；]{2,8})[:：]")
"""A line that may hold a second field behind white space."""
_BEGUN = ("quoted scalar", "simple key", "flow ", "alias", "anchor")
"""What is told where it begins, not where the parser gave up."""
_CURES = {
    "quoted scalar": "quote",
    "simple key": "key",
    "flow ": "bracket",
    "mapping values": "value",
    "cannot start any token": "special",
    "alias": "special",
    "anchor": "special",
    "expected key": "aligned",
}
"""What the parser says in its own words (a part of it), and the cure."""


def _broken(
    text: str, written: str, path: str, first_line: int, error: yaml.MarkedYAMLError, log: Log
) -> None:
    """Note a syntax error at the line that a person would mend."""
    lines, read, said = written.split("\n"), text.split("\n"), f"{error.context or ''} {error.problem or ''}"
    begun = any(word in said for word in _BEGUN)
    mark = (error.context_mark if begun else error.problem_mark) or error.problem_mark or error.context_mark
    line = min(mark.line if mark else 0, len(lines) - 1)
    if "quoted scalar" not in said and (quote := _unclosed(text, line)) is not None:
        line, said = quote, "quoted scalar"
    elif "quoted scalar" not in said:  # YAML stumbles over a full-width colon on a later line
        near_by = range(line, max(line - 3, -1), -1)
        line = next((at for at in near_by if _FULL_WIDTH_COLON.match(read[at])), line)
    if "mapping values" in said and (bare := _without_colon(read, line)) is not None:
        line, said = bare, "simple key"
    while line and not lines[line].strip():
        line -= 1
    shown = lines[line].strip()[:60]
    near, cure, right = "line", next((cure for word, cure in _CURES.items() if word in said), "look"), ""
    if re.match(r"[ \-]*\t", read[line]):
        near = cure = "tab"
    elif _FULL_WIDTH_COLON.match(read[line]):
        near = cure = "colon"
        right = re.sub("：\\s*", ": ", shown, count=1)
    if cure in ("colon", "value") and (second := _SECOND.match(read[line])):
        cure, right = "two", second["name"]
    if cure == "special" and _BEFORE_NAME.match(read[line]):
        cure = "name"
    place = Place(path, first_line + line)
    log.add(YAML_BROKEN, place, shown, near=near, line=shown, cure=cure, right=right)


def _without_colon(lines: list[str], line: int) -> int | None:
    """Return the first of the lines without a colon above a key, which YAML takes for the key's beginning."""
    margin, found = re.match(r"\s*", lines[line]), None
    for at in range(line - 1, -1, -1):
        same = re.match(r"(\s*)[^\s#\-](?!.*:(?:\s|$))", lines[at])
        if not same or not margin or same[1] != margin[0]:
            break
        found = at
    return found


def _unclosed(text: str, before: int) -> int | None:
    """Return the line, up to that of an error, of a quotation mark that only the next one closes."""
    for at, line in enumerate(text.split("\n")[: before + 1]):
        found = re.match(r"[^\"':]*:\s+([\"'])(?P<rest>.*)$", line)
        if found and found[1] not in found["rest"]:
            return at
    return None
