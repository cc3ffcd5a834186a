"""Every example that a message shows can be copied as it stands and is read without a problem."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil

import pytest

import sunboard
from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.declarations import Key, form_of, keys_of
from sunboard.fields.examples import columns, line, value
from sunboard.fields.forms import DAY, Form
from sunboard.fields.part import Part
from sunboard.model.problem import Log


def _parts() -> list[type[Part]]:
    found = set()
    for module in pkgutil.walk_packages(sunboard.__path__, "sunboard."):
        if not module.name.endswith("__main__"):
            found |= {
                one
                for one in vars(importlib.import_module(module.name)).values()
                if isinstance(one, type) and issubclass(one, Part)
            }
    return sorted((one for one in found if dataclasses.is_dataclass(one)), key=lambda one: one.__name__)


FIELDS = [(part, key) for part in _parts() for key in keys_of(part)]


def _example(part: type[Part], key: Key) -> str:
    return line(form_of(key.read), key.zh, part.__name__)


def _cases(fields: list[tuple[type[Part], Key]]) -> list[object]:
    return [pytest.param(part, key, id=f"{part.__name__}-{key.zh}") for part, key in fields]


@pytest.mark.parametrize(
    ("part", "key"), _cases([(part, key) for part, key in FIELDS if "…" not in _example(part, key)])
)
def test_an_example_reads_back(part: type[Part], key: Key) -> None:
    log = Log()
    written = _example(part, key)
    fields = parse_yaml(written, "example.md", log)
    assert fields is not None
    assert key.read(fields.entries[0].node, log) is not None
    assert not log.problems, written


def test_a_required_field_has_a_whole_example() -> None:
    """But for the number of a law, which only a county's settings hold."""
    without = {
        key.zh
        for part, key in FIELDS
        if key.required and "…" in value(form_of(key.read), key.zh, part.__name__)
    }
    assert without == {"数值"}


def test_groups_are_columns_of_a_workbook() -> None:
    assert columns(DAY, "公开日期") == ("公开日期",)
    assert columns(Form("map"), "电话") == ("电话.办理", "电话.监督")
    names = {part.__name__: part for part in _parts()}
    assert columns(Form("table", part=names["MoneyAccount"]), "资金账户")[:2] == (
        "资金账户1.代号",
        "资金账户1.名称",
    )
    assert columns(Form("group", part=names["Publicity"]), "决议公开") == ("决议公开.开始", "决议公开.截止")
