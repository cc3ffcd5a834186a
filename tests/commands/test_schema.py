"""The schemas say what the readers say.

Of the sample county, of the test sites, and of everything that can be got wrong in them.
"""

from __future__ import annotations

import json
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


def files(root: Path) -> Iterator[tuple[str, str, Fields]]:
    """Yield the schema's name, the path and the fields of every file that can be taken apart."""
    for path in sorted(root.rglob("*")):
        if path.suffix == ".md":
            folder = next((part for part in path.relative_to(root).parts if part in FOLDERS), None)
            document = read_document(path.read_bytes(), path.name, Log()) if folder else None
            if document and folder:
                yield FOLDERS[folder].name, str(path.relative_to(root)), document.fields
        elif path.suffix == ".yaml" and path.stem in SETTINGS:
            fields = read_settings(path.read_bytes(), path.name, Log())
            if fields:
                yield path.stem, str(path.relative_to(root)), fields


ALL = [
    pytest.param(name, fields, id=f"{root.parent.name}:{path}")
    for root in ROOTS
    for name, path, fields in files(root)
]


def test_there_are_files_to_try() -> None:
    assert len(ALL) > 120


@pytest.mark.parametrize(("name", "fields"), ALL)
def test_schema_and_reader_agree_on_every_file(name: str, fields: Fields) -> None:
    assert schema_accepts(name, fields) == reader_accepts(name, fields), why(name, fields)


def test_the_sample_county_is_accepted() -> None:
    refused = {
        path: why(name, fields) for name, path, fields in files(SAMPLE) if not schema_accepts(name, fields)
    }
    assert refused == {}


def test_the_sample_is_accepted_as_editors_type_it() -> None:
    """Editors make numbers and truth values of some texts before they ask the schema."""
    for path in sorted(SAMPLE.rglob("*.md")):
        folder = next((part for part in path.relative_to(SAMPLE).parts if part in FOLDERS), None)
        if folder:
            typed = yaml.load(path.read_text("utf-8").split("\n---\n")[0].removeprefix("---\n"), _Typed)
            errors = [error.message[:200] for error in validator(FOLDERS[folder].name).iter_errors(typed)]
            assert errors == [], path


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
        for place, item in enumerate(node.items[:2]):
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
    "township.yaml",
    "qingshi/liuwan/village.yaml",
)


def seeds() -> Iterator[Any]:
    for name, path, fields in files(SAMPLE):
        if path.endswith(SEEDS) and name != "township":
            yield pytest.param(name, fields, id=path)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(("name", "fields"), list(seeds()))
def test_schema_and_reader_agree_on_every_mutation(name: str, fields: Fields, change: str) -> None:
    differ = []
    for path in paths(fields):
        changed = at(fields, path, CHANGES[change])
        if schema_accepts(name, changed) != (read := reader_accepts(name, changed)):
            differ.append((path, "reader accepts" if read else "reader refuses", why(name, changed)[:1]))
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


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "thing",
    [*KINDS.values(), *SETTINGS.values()],
    ids=lambda thing: getattr(thing, "name", None) or thing.__name__,
)
def test_every_key_is_there_in_both_languages_with_a_description(thing: Any, language: str) -> None:
    schema = schema_of(thing, language)
    part = thing.fields if isinstance(thing, Kind) else thing
    for key in keys_of(part):
        for name in (key.zh, key.name.rstrip("_")):
            said = schema["properties"][name]["description"]
            assert said
            if language == "en":
                assert not said.startswith(key.zh)


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
