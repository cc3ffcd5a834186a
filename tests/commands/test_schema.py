"""The schemas say what the readers say: of the sample, the test sites, and of all that can be got wrong."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sunboard.commands.schema import SETTINGS, schema_of, schema_text
from sunboard.contracts import Kind
from sunboard.fields.declarations import keys_of, names_of
from sunboard.fields.groups import read_part
from sunboard.model.node import Document, Entry, Fields, Items, Node, Place, Scalar
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.reading.documents import read_document, read_settings
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from tests.helpers.site import SAMPLE, SITES

KINDS = load_parts().kinds
FOLDERS = {folder: kind for kind in KINDS.values() for folder in kind.folders}
SHAPE = {"value-wrong", "shape-wrong", "field-missing", "kind-mismatch"}
ROOTS = (SAMPLE, *sorted(site / "content" for site in SITES.iterdir() if (site / "content").is_dir()))


@cache
def validator(name: str) -> Any:
    schema = schema_of(KINDS.get(name) or SETTINGS[name], "zh")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def plain(node: Node) -> Any:
    """Return what was written as an editor sees it, every value as text."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {entry.key: plain(entry.node) for entry in node.entries}


def schema_accepts(name: str, fields: Fields) -> bool:
    return bool(validator(name).is_valid(plain(fields)))


def why(name: str, fields: Fields) -> list[str]:
    return [
        f"{list(error.absolute_path)} {error.message[:200]}"
        for error in validator(name).iter_errors(plain(fields))
    ]


def reader_accepts(name: str, fields: Fields) -> bool:
    """Tell whether reading finds no fault of shape, of type, or of something that is missing."""
    if name in KINDS:
        kind = KINDS[name]
        document = Document(f"a/b/{kind.folders[0]}/x.md", fields)
        if kind.inherited and fields.get(*names_of(kind.fields)["overrides"].names):
            return True  # it is checked when it is merged
        problems = read_record(document, kind, VillageFiles("a/b", {}, {}, {})).problems
    else:
        log = Log()
        read_part(SETTINGS[name], fields, log)
        problems = tuple(log.problems)
    return not {problem.fault.code for problem in problems} & SHAPE


@cache
def files(root: Path) -> list[tuple[str, str, Fields]]:
    """Return the schema's name, the path and the fields of every file that can be taken apart."""
    found = []
    for path in sorted(root.rglob("*")):
        place = path.relative_to(root)
        folder = next((part for part in place.parts if part in FOLDERS), None)
        if path.suffix == ".md" and folder:
            document = read_document(path.read_bytes(), path.name, Log())
            found += [(FOLDERS[folder].name, str(place), document.fields)] if document else []
        elif path.suffix == ".yaml" and path.stem in SETTINGS:
            fields = read_settings(path.read_bytes(), path.name, Log())
            found += [(path.stem, str(place), fields)] if fields else []
    return found


def test_schema_and_reader_agree_on_every_file_and_take_the_sample() -> None:
    assert sum(len(files(root)) for root in ROOTS) > 120
    for root in ROOTS:
        for name, path, fields in files(root):
            accepted = schema_accepts(name, fields)
            assert accepted == reader_accepts(name, fields), (root, path, why(name, fields))
            assert accepted or root != SAMPLE, (path, why(name, fields))


def test_a_village_of_the_sample_is_accepted_as_editors_type_it() -> None:
    """Editors make numbers and truth values of some texts before they ask the schema."""
    seen = 0
    for name, path, _ in files(SAMPLE):
        if name in KINDS and "/liuwan/" in path:
            text = (SAMPLE / path).read_text("utf-8")
            typed = yaml.load(text.split("\n---\n")[0].removeprefix("---\n"), _Typed)
            assert [error.message[:200] for error in validator(name).iter_errors(typed)] == [], path
            seen += 1
    assert seen > 10


class _Typed(yaml.SafeLoader):
    """YAML as editors type it: numbers and truth values, but no dates."""

    yaml_implicit_resolvers: dict[Any, Any] = {  # noqa: RUF012 - as its base declares it
        sign: [(tag, form) for tag, form in pairs if not tag.endswith("timestamp")]
        for sign, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


# ---- everything that can be got wrong


def at(fields: Fields, path: tuple[str | int, ...], change: Any) -> Fields:
    """Return the fields with the node at a path changed; a change that returns nothing takes it out."""
    node = _at(fields, path, change)
    assert isinstance(node, Fields)
    return node


def _at(node: Node, path: tuple[str | int, ...], change: Any) -> Node | None:
    if not path:
        found: Node | None = change(node)
        return found
    if isinstance(node, Fields):
        made = [
            (entry.key, _at(entry.node, path[1:], change) if entry.key == path[0] else entry.node)
            for entry in node.entries
        ]
        return Fields(tuple(Entry(key, inner, Place()) for key, inner in made if inner is not None))
    assert isinstance(node, Items)
    items = (
        _at(item, path[1:], change) if place == path[0] else item for place, item in enumerate(node.items)
    )
    return Items(tuple(item for item in items if item is not None))


def paths(node: Node, before: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if before:
        yield before
    if isinstance(node, Fields):
        for entry in node.entries:
            yield from paths(entry.node, (*before, entry.key))
    elif isinstance(node, Items):
        for place, item in enumerate(node.items):
            yield from paths(item, (*before, place))


CHANGES: dict[str, Any] = {
    "taken out": lambda node: None,
    "blank": lambda node: Scalar(""),
    "a word": lambda node: Scalar("也许"),
    "no such day": lambda node: Scalar("2026-02-30"),
    "a number": lambda node: Scalar("12"),
    "a negative number": lambda node: Scalar("-3.001"),
    "a list": lambda node: Items((Scalar("甲"), Scalar("乙"))),
    "an empty list": lambda node: Items(()),
    "a list in a list": lambda node: Items((Items((Scalar("甲"),)),)),
    "a group": lambda node: Fields((Entry("甲", Scalar("乙")),)),
    "an empty group": lambda node: Fields(()),
    "a list of groups": lambda node: Items((Fields((Entry("甲", Scalar("乙")),)),)),
}
SEEDS = (
    "JY-2026-03巷道硬化立项.md",
    "qingshi/liuwan/财务/2026年一季度.md",
    "qingshi/zhaojiawan/财务/2026年一季度.md",
    "一季度误工补贴更正.md",
    "A07.md",
    "site.yaml",
    "qingshi/liuwan/village.yaml",
)
STEP = 1 if os.environ.get("SUNBOARD_ALL") else 3
"""Each place gets every third change, the next place others; with SUNBOARD_ALL=1 each gets all."""


def cut(node: Node) -> Node:
    """Return a node with at most two items in each list: the others are like them."""
    if isinstance(node, Fields):
        return Fields(tuple(Entry(entry.key, cut(entry.node), entry.place) for entry in node.entries))
    return Items(tuple(map(cut, node.items[:2]))) if isinstance(node, Items) else node


@pytest.mark.parametrize("seed", SEEDS)
def test_schema_and_reader_agree_on_every_mutation(seed: str) -> None:
    ((name, whole),) = ((name, cut(fields)) for name, path, fields in files(SAMPLE) if path.endswith(seed))
    assert isinstance(whole, Fields)
    differ = []
    for place, path in enumerate(paths(whole)):
        for change in [*CHANGES][place % STEP :: STEP]:
            changed = at(whole, path, CHANGES[change])
            if schema_accepts(name, changed) != (read := reader_accepts(name, changed)):
                told = "reader accepts" if read else "reader refuses"
                differ.append((path, change, told, why(name, changed)[:1]))
    assert differ == []


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("matter", "公开日期", "2026-13-01"),
        ("matter", "公开日期", "三月六日"),
        ("matter", "状态", "公开了"),
        ("matter", "公开渠道", "栏、墙"),
        ("matter", "编号", "编号一"),
        ("matter", "金额", "三千八"),
        ("finance", "所属期间", "一季度"),
        ("finance", "会计制度", "2013"),
        ("site", "网址", "gk.example.com"),
        ("village", "行政区划代码", "6299"),
        ("village", "短名", "LiuWan村"),
    ],
)
def test_what_is_wrong_is_refused(name: str, path: str, value: str) -> None:
    fields = next(
        fields for one, file, fields in files(SAMPLE) if one == name and schema_accepts(one, fields)
    )
    rest = tuple(entry for entry in fields.entries if entry.key != path)
    changed = Fields((*rest, Entry(path, Scalar(value))))
    assert not schema_accepts(name, changed)
    assert not reader_accepts(name, changed)


@pytest.mark.parametrize(
    ("size", "is_right"), [("1920x1080", True), ("高96、宽192", True), ("000000X00", False)]
)
def test_the_schema_knows_how_many_digits_a_side_of_a_screen_has(size: str, is_right: bool) -> None:
    village = next(fields for one, _, fields in files(SAMPLE) if one == "village")
    rest = tuple(entry for entry in village.entries if entry.key != "屏幕")
    screen = Fields((Entry("名称", Scalar("hall")), Entry("尺寸", Scalar(size))))
    changed = Fields((*rest, Entry("屏幕", Items((screen,)))))
    assert schema_accepts("village", changed) is reader_accepts("village", changed) is is_right


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_key_is_there_in_both_languages_with_a_description(language: str) -> None:
    for thing in (*KINDS.values(), *SETTINGS.values()):
        properties = schema_of(thing, language)["properties"]
        for key in keys_of(thing.fields if isinstance(thing, Kind) else thing):
            for name in (key.zh, key.name.rstrip("_")):
                said = properties[name]["description"]
                assert said
                assert language == "zh" or not said.startswith(key.zh)


def test_choices_are_offered() -> None:
    text = json.dumps(schema_of(KINDS["matter"], "zh")["properties"]["状态"], ensure_ascii=False)
    assert '"enum": ["草稿", "待审", "公开"]' in text
    assert names_of(KINDS["matter"].fields)["状态"].form.words == ("草稿", "待审", "公开")


def test_the_command_prints_one_or_all() -> None:
    assert json.loads(schema_text(KINDS, "事项", "zh")[1])["$id"] == "urn:sunboard:matter"
    assert set(json.loads(schema_text(KINDS, "", "zh")[1])) == {*KINDS, *SETTINGS}
    assert json.loads(schema_text(KINDS, "village.yaml", "en")[1])["title"] == "A village's village.yaml"
    code, said = schema_text(KINDS, "foo", "zh")
    assert code == 2
    assert "matter" in said
