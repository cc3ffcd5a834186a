"""The row of the catalogue that a record names in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sunboard.parts import load_parts
from sunboard.reading.catalog import no_fields, with_catalog_codes
from sunboard.reading.records import read_record
from sunboard.reading.sources import VillageFiles
from sunboard.settings.catalog import catalog_names
from sunboard.settings.packaged import load_packaged, packaged_files
from tests.checks.village_scene import VILLAGE, document_of
from tests.helpers.one_village import matter, one_village

CATALOG = load_packaged(packaged_files(), {})[0].catalog


def test_every_row_goes_by_each_of_its_names() -> None:
    names = catalog_names(CATALOG)
    for row in CATALOG.values():
        assert row.aliases, row.code
        for name in (row.code, row.code.lower(), row.title, *row.aliases, f"{row.code} {row.title}"):
            assert [found.code for found in names.called(name)] == [row.code], name


def test_the_names_of_rows_are_gathered_for_who_gives_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    document = document_of("目录编码: CW05", "matter", f"{VILLAGE}/matters/1.md")
    read = read_record(document, load_parts().kinds["matter"], VillageFiles(VILLAGE, {}, {}, {}))
    gathered = list[object]()
    monkeypatch.setattr("sunboard.reading.catalog.catalog_names", gathered.append)
    assert list(with_catalog_codes([read], CATALOG, load_parts().kinds)) == [read]
    assert not gathered


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("财务收支", "CK02"),
        ("收支明细", "CK02"),
        ("收支明细(逐项逐笔)", "CK02"),
        ("ｃｗ０５", "CW05"),
        ("低保", "HM01"),
        ("村民自治章程村规民约", "CW01"),
        ("补贴", "补贴"),
        ("GC99", "GC99"),
    ],
)
def test_a_name_of_one_row_becomes_its_code_and_any_other_stays(written: str, code: str) -> None:
    document = document_of(f"目录编码: {written}", "matter", f"{VILLAGE}/matters/1.md")
    read = read_record(document, load_parts().kinds["matter"], VillageFiles(VILLAGE, {}, {}, {}))
    (found,) = with_catalog_codes([read], CATALOG, load_parts().kinds)
    assert found.record is not None
    assert found.record.fields.catalog == code


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("补贴", ["CW08", "HM04", "HM05", "HM06"]),
        ("发包招标", ["GC02", "SZ04"]),
        ("GC99", ["GC01", "GC02", "GC03", "GC04", "GC05"]),
        ("收支明晰", ["CK02"]),
        ("工程实施", ["GC01", "GC02", "GC03", "GC04"]),
        ("路灯", []),
        ("，", []),
    ],
)
def test_a_name_that_is_no_rows_finds_those_that_it_may_mean(written: str, codes: list[str]) -> None:
    assert sorted(row.code for row in catalog_names(CATALOG).like(written)) == codes


def test_a_name_may_say_that_it_is_shown() -> None:
    names = catalog_names(CATALOG)
    for written in ("大额支出公示", "大额支出的公告", "大额支出"):
        assert [row.code for row in names.called(written)] == ["CK07"]


def test_a_name_that_two_rows_of_a_county_share_is_neithers() -> None:
    own = {"catalog.yaml": "CW90: {类别: 村务, 事项: 村图书室, 别名: 低保}\n".encode()}
    names = catalog_names(load_packaged(packaged_files(), own)[0].catalog)
    assert [row.code for row in names.called("低保")] == ["HM01", "CW90"]


def test_the_code_is_what_is_published(tmp_path: Path) -> None:
    site = one_village(tmp_path, "2026-01-12")
    for name, catalog in (("甲", "CW06"), ("乙", "协商事项")):
        text = matter(f"{name}组路灯维修").replace("目录编码: CW06", f"目录编码: {catalog}")
        site.write(f"qingshi/liuwan/matters/{name}.md", text)
    assert site.run_inside("build", "--only", "web").code == 0
    published = [json.loads(path.read_text("utf-8")) for path in sorted(site.pages.rglob("record.json"))]
    assert [record["catalog"] for record in published if record["kind"] == "matter"] == ["CW06", "CW06"]


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        ("二季度低保名单公示", "目录编码: HM01 最低生活保障"),
        ("三组机井维修公示", "目录编码: …"),
        ("低保和五保名单", "目录编码: …"),
        ("", "目录编码: …"),  # the title that is missing is told too
    ],
)
def test_a_record_without_a_row_is_offered_that_of_its_title_or_none(title: str, proposed: str) -> None:
    document = document_of(f"标题: {title}\n目录编码:", "matter", f"{VILLAGE}/matters/1.md")
    read = read_record(document, load_parts().kinds["matter"], VillageFiles(VILLAGE, {}, {}, {}))
    (found,) = with_catalog_codes([read], CATALOG, load_parts().kinds)
    hints = [problem.hint("zh") for problem in found.problems]
    assert [proposed in hint for hint in hints].count(True) == 1


def test_what_a_row_asks_for_is_a_field_of_some_kind() -> None:
    kinds = load_parts().kinds
    assert not [*no_fields(CATALOG, kinds)]
    own = "CW90: {类别: 村务, 事项: 图书室, 频次: 季度, 应填: 侯选人、位置或面积数、天气}\n"
    catalog = load_packaged(packaged_files(), {"catalog.yaml": own.encode()})[0].catalog
    assert [(one.place.path, one.value, one.details["near"]) for one in no_fields(catalog, kinds)] == [
        ("catalog.yaml", "侯选人", "候选人"),
        ("catalog.yaml", "面积数", "面积"),
        ("catalog.yaml", "天气", ""),
    ]
