"""The only door to YAML: text to nodes, every scalar as text, every key with its line."""

from __future__ import annotations

import re

import yaml

from sunboard.faults import KEY_TWICE
from sunboard.fields import Log
from sunboard.model.node import Entry, Fields, Items, Node, Place, Scalar
from sunboard.model.problem import Fault, Severity, Words

MOST_NODES = 200_000  # aliases may repeat a branch; a document that grows past this is an attack or a mishap
DEEPEST = 20

YAML_BROKEN = Fault(
    "yaml-broken",
    Severity.ERROR,
    zh=Words("这一行的写法读不懂{near}", "{cure}"),
    en=Words("This line cannot be read{near}", "{cure_en}"),
    manual="""The fields at the top of the file are not valid YAML.

Frequent causes: a full-width colon, no space after the colon, a Tab for indentation, a quotation mark that is not closed.

    标题: 修路公示

中文
文件开头的字段写法有误。常见原因：用了全角冒号“：”，冒号后面没有空格，用 Tab 缩进，引号没有成对。

    标题: 修路公示
""",
)


class _Refused(Exception):
    """Something that YAML allows and sunboard does not, with its line."""

    def __init__(self, line: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.line, self.zh, self.en = line, zh, en


def parse_yaml(text: str, path: str, log: Log, *, first_line: int = 1) -> Fields | None:
    """Read a YAML map; return nothing after noting why it cannot be read. Empty text is an empty map."""
    node = parse_node(text, path, log, first_line=first_line)
    if node is not None and not isinstance(node, Fields):
        log.add(
            YAML_BROKEN, Place(path, first_line), near="", cure="每行写成“键: 值”，冒号用半角，后面空一格", cure_en="Write each line as “key: value”"
        )
        return None
    return node


def parse_node(text: str, path: str, log: Log, *, first_line: int = 1) -> Node | None:
    """Read YAML of any shape; return nothing after noting why it cannot be read. Empty text is an empty map."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
        if root is None:
            return Fields((), Place(path, first_line))
        return _Converter(path, first_line, log).convert(root, 0, Place(path, first_line))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _broken(text, path, first_line, (mark.line if mark else 0), log)
    except yaml.YAMLError:
        _broken(text, path, first_line, 0, log)
    except RecursionError:
        log.add(YAML_BROKEN, Place(path, first_line), near="", cure="缩进层数太多", cure_en="Nested too deeply")
    except _Refused as refused:
        log.add(YAML_BROKEN, Place(path, refused.line), near="", cure=refused.zh, cure_en=refused.en)
    return None


def load_texts(text: str) -> dict[str, str]:
    """Read a flat map of texts, such as a theme's strings; raises ValueError where it is none."""
    try:
        found = yaml.load(text, _LOADER) or {}
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError("no flat map")
    return {str(key): value for key, value in found.items()}


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Converter:
    def __init__(self, path: str, first_line: int, log: Log) -> None:
        self.path, self.first_line, self.log, self.count = path, first_line, log, 0

    def place(self, node: yaml.Node) -> Place:
        return Place(self.path, node.start_mark.line + self.first_line)

    def convert(self, node: yaml.Node, depth: int, place: Place) -> Node:
        self.count += 1
        line = node.start_mark.line + self.first_line
        if self.count > MOST_NODES:
            raise _Refused(line, "内容太多", "Too much content")
        if depth > DEEPEST:
            raise _Refused(line, "缩进层数太多", "Nested too deeply")
        if isinstance(node, yaml.ScalarNode):
            text = "" if not node.style and node.value in ("~", "null") else node.value
            return Scalar(text, place)
        if isinstance(node, yaml.SequenceNode):
            return Items(tuple(self.convert(item, depth + 1, self.place(item)) for item in node.value), place)
        assert isinstance(node, yaml.MappingNode)
        return Fields(self.entries(node, depth), place)

    def entries(self, node: yaml.MappingNode, depth: int) -> tuple[Entry, ...]:
        found: dict[str, Entry] = {}
        last: Entry | None = None
        for key, value in node.value:
            place = self.place(key)
            if last is not None and _belongs_before(node, key, value) and isinstance(last.node, Scalar):
                last = Entry(last.key, Scalar(f"{last.node.text},{key.value}", last.node.place), last.place)
                found[last.key] = last
                continue
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(place.line, "键只能是一个词", "A key must be a single word")
            name = key.value.strip()
            entry = Entry(name, self.convert(value, depth + 1, place.at(name)), place.at(name))
            if name in found:
                self.log.add(KEY_TWICE, place, name)
                last = None
            else:
                found[name] = last = entry
        return tuple(found.values())


def _belongs_before(parent: yaml.MappingNode, key: yaml.Node, value: yaml.Node) -> bool:
    """Tell whether a word in `{what: 商议,列明用途, to: 3}` is no key but the rest of the value before it: no colon follows it."""
    bare = isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and not key.style and not value.style and not value.value
    return bool(parent.flow_style and bare and value.end_mark.index == key.end_mark.index)


def _broken(text: str, path: str, first_line: int, line: int, log: Log) -> None:
    """Note a syntax error at the line that a person would mend."""
    lines = text.split("\n")
    for at in range(min(line, len(lines) - 1), max(line - 3, -1), -1):
        if re.match(r"\s*(?:- )?[^\s#'\"][^:]*：", lines[at]):  # YAML reports a full-width colon on the next line
            log.add(
                YAML_BROKEN, Place(path, first_line + at), lines[at].strip(), near="：冒号是全角的“：”",
                cure="改成半角冒号，后面空一格：" + re.sub("：\\s*", ": ", lines[at].strip(), count=1), cure_en="Use a half-width colon and a space",
            )  # fmt: skip
            return
        if lines[at].startswith("\t") or re.match(r" *\t", lines[at]):
            log.add(
                YAML_BROKEN,
                Place(path, first_line + at),
                lines[at].strip(),
                near="：行首用了 Tab",
                cure="把 Tab 改成空格",
                cure_en="Replace the Tab by spaces",
            )
            return
    line = min(line, len(lines) - 1)
    log.add(
        YAML_BROKEN, Place(path, first_line + line), lines[line].strip()[:60], near="：" + lines[line].strip()[:60],
        cure="检查冒号后有没有空格、引号是否成对、缩进是否对齐", cure_en="Check the space after the colon, quotation marks and indentation",
    )  # fmt: skip
