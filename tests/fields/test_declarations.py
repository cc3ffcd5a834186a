"""What a declaration says: examples that can be copied as they stand, keys, and whom a field names."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import re

import pytest

import sunboard
from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.declarations import (
    UNKNOWN,
    asked_in_cell,
    asked_of,
    columns_for,
    keys_of,
    many,
    marked,
    names_of,
    required,
)
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.forms import Mark
from sunboard.fields.groups import read_part
from sunboard.fields.part import Part
from sunboard.fields.scalars import choice, day, text, texts
from sunboard.kinds.finance import Finance
from sunboard.kinds.matter import Matter
from sunboard.kinds.power import Power
from sunboard.lazy import dataclass
from sunboard.model.node import Fields, Items, Place, Scalar
from sunboard.model.problem import Log
from sunboard.settings.places import Village


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


PARTS = _parts()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_an_example_reads_back_and_is_shown_for_a_value_of_the_wrong_shape(part: type[Part]) -> None:
    for key in keys_of(part):
        log = Log()
        fields = parse_yaml(key.line, "example.md", log)
        assert fields is not None
        if UNKNOWN not in key.line:
            assert key.read(fields.entries[0].node, log) is not None
            assert not log.problems, key.line
        if key.form.pattern and not key.form.others:
            log = Log()
            assert key.read(Items((Scalar("甲"),), Place("a.md", field=key.zh)), log) is None
            assert log.problems[0].hint("zh") == f"例如：{key.zh}: {asked_of(key.form)}"


def test_a_required_field_has_a_whole_example() -> None:
    without = {
        f"{part.__name__}.{key.name}"
        for part in PARTS
        for key in keys_of(part)
        if key.required and UNKNOWN in key.line
    }
    assert without == set()


def test_an_example_of_its_own_takes_the_place_of_the_readers() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Visit(Part):
        on: object = required("日期", day, example="2026-03-09")
        by: str = required("访客", text, "客人")

    assert [key.line for key in keys_of(Visit)] == ["日期: 2026-03-09", "访客: …"]
    assert names_of(Visit)["on"].form.example == "2026-03-09"
    assert names_of(Visit)["客人"].label("en") == "By"


def test_groups_are_columns_of_a_workbook() -> None:
    def columns(part: type[Part], name: str) -> tuple[str, ...]:
        key = names_of(part)[name]
        return columns_for(key.form, key.zh)

    assert columns(Disclosure, "公开日期") == ("公开日期",)
    assert columns(Power, "电话") == ("电话.办理", "电话.监督")
    assert columns(Finance, "资金账户")[:2] == ("资金账户1.代号", "资金账户1.名称")
    assert columns(Disclosure, "decision")[0] == "议事决策.程序"
    assert columns(Power, "流程") == ("流程",)
    assert asked_in_cell(names_of(Power)["流程"].form) == "…→…→…"


@pytest.mark.parametrize(
    ("part", "mark", "some"),
    [
        (Disclosure, Mark.OFFICER, {"owner", "reviewer", "approver", "decision.supervision.name"}),
        (Matter, Mark.PERSON, {"applicant", "candidates.name", "votes.name"}),
        (Matter, Mark.OFFICER, {"owner", "contractor", "candidates.introducers"}),
        (Finance, Mark.OFFICER, {"rows.handler", "transfers.approver", "signed.head"}),
        (Finance, Mark.PAYEE, {"rows.payee"}),
        (Power, Mark.PHONE, {"phone", "contact_phone"}),
        (Matter, Mark.PLACE, {"location", "bounds", "photos.where"}),
        (Village, Mark.PHONE, {"phones.contact_phone", "posts.phone"}),
    ],
)
def test_marked_fields_are_found_below_groups_and_tables(
    part: type[Part], mark: Mark, some: set[str]
) -> None:
    assert some <= {*marked(part, mark)}
    assert not {"title", "plain_summary"} & {*marked(part, *Mark)}


def test_a_field_whose_name_speaks_of_somebody_is_marked() -> None:
    """A new field such as 收款人 is not forgotten; what is no person's name is said here.

    What only checks look at is shown nowhere.
    """
    persons = re.compile("(人|会计|主任|姓名|对象|收款方|介绍人)$")
    unmarked = {
        f"{part.__name__}.{key.zh}"
        for part in PARTS
        for key in keys_of(part)
        if persons.search(key.zh)
        and key.form.part is None
        and key.form.sort in ("text", "list")
        and not {key.en}
        & {*marked(part, Mark.PERSON, Mark.OFFICER, Mark.PAYEE, Mark.BENEFICIARY, Mark.PARTY, Mark.INTERNAL)}
    }
    assert unmarked == set()


def test_what_only_the_writer_knows_is_left_open() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Visit(Part):
        on: object = required("日期", day)
        about: str = required("事由", text, example="修路")
        paper: str = required("文件", text, example="记录.pdf")
        no: str = required("编号", text, example="LF-01")
        how: str = required("方式", choice("上门", "电话"))
        groups: tuple[str, ...] = many("组别", texts, example="1组、2组")

    signed = names_of(Finance)["signed"]
    assert asked_of(signed.form) == "{负责人: …, 会计: …, 监委会主任: …, 日期: …}"  # all that its example has
    asked = [asked_of(key.form) for key in keys_of(Visit)]
    assert asked == ["…", "…", "….pdf", "LF-01", "上门/电话", "…、…"]
    log = Log()
    read_part(Visit, parse_yaml("日期: …\n事由: ……", "a.md", log) or Fields(), log)
    assert [one.details["lacks"] for one in log.problems[:2]] == ["empty", "empty"]
    assert log.problems[4].hint("zh") == "补上一行，照实写，例如：方式: 上门/电话"
