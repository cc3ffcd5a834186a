"""What happens to numbers when people sort, insert, delete, rename and move rows of a workbook."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.kinds import OF_WHOLE_RECORDS
from tests.helpers.one_village import one_village
from tests.helpers.site import SiteTest
from tests.helpers.workbooks import workbook

pytestmark = pytest.mark.once

BOOK = "qingshi/liuwan/柳湾村.xlsx"


def row(title: str, day: int, **more: object) -> dict[str, object]:
    return {
        "标题": title,
        "类别": "村务",
        "目录编码": "CW06",
        "公开日期": datetime.date(2026, 1, day),
        "经办人": "陈守田",
        "监委会审核人": "吴月琴",
        "审核日期": "2026-01-06",
        "批准人": "何广仁",
        "正文": f"{title}的正文。\n第二行。",
        **more,
    }


ROAD, DITCH, LAMP = (
    row("修路协商结果公开", 10),
    row("修渠协商结果公开", 12),
    row("路灯协商结果公开", 14, 编号="XL-3"),
)


def put(site: SiteTest, *rows: dict[str, object], path: str = BOOK, **sheets: Any) -> None:
    target = site.content / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(workbook({"事项": rows, **sheets}))


def build(site: SiteTest) -> list[dict[str, Any]]:
    """Build and return the errors and warnings."""
    ran = site.run_inside("build", "--only", "web", "--json")
    assert "Traceback" not in ran.said, ran.said
    told = (one for one in json.loads(ran.out)["problems"] if one["severity"] != "info")
    return [one for one in told if one["code"] not in OF_WHOLE_RECORDS]


def titles(site: SiteTest) -> dict[str, tuple[str, int, str]]:
    """Return number -> title, edition and state."""
    return {
        record["number"]: (record["title"], record["edition"], record["state"])
        for record in site.manifest("liuwan")["records"]
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> SiteTest:
    """Give a village that was built once, to be copied."""
    site = one_village(tmp_path_factory.mktemp("first"), "2026-02-01")
    (site.content / "powers/A01.md").unlink()
    put(site, ROAD, DITCH, LAMP)
    assert build(site) == []
    assert titles(site) == FIRST
    return site


@pytest.fixture
def site(first: SiteTest, tmp_path: Path) -> SiteTest:
    return first.copied(tmp_path / "copy")


FIRST = {
    "2026-0001": ("修路协商结果公开", 1, "current"),
    "2026-0002": ("修渠协商结果公开", 1, "current"),
    "2026-0003": ("路灯协商结果公开", 1, "current"),
}


def test_a_row_has_a_page_and_a_path_that_is_not_its_place(site: SiteTest) -> None:
    sources = [record["source"] for record in site.manifest("liuwan")["records"]]
    assert sources == [
        f"{BOOK}#事项/修路协商结果公开 2026-01-10",
        f"{BOOK}#事项/修渠协商结果公开 2026-01-12",
        f"{BOOK}#事项/XL-3",
    ]
    assert "修路协商结果公开的正文" in (site.pages / "liuwan/2026-0001/index.html").read_text("utf-8")


def test_rows_put_in_above_and_taken_out_change_no_number(site: SiteTest) -> None:
    put(site, row("水塔协商结果公开", 20), DITCH, LAMP)
    assert build(site) == []
    assert titles(site) == {
        **FIRST,
        "2026-0001": ("修路协商结果公开", 1, "missing"),
        "2026-0004": ("水塔协商结果公开", 1, "current"),
    }
    put(site, DITCH, row("水塔协商结果公开", 20), ROAD, LAMP)
    assert build(site) == []
    assert titles(site)["2026-0001"] == FIRST["2026-0001"]


def test_sorting_and_editing_at_once_makes_editions_of_the_right_numbers(site: SiteTest) -> None:
    put(
        site,
        {**LAMP, "标题": "太阳能路灯协商结果"},
        {**DITCH, "正文": "改了。"},
        {**ROAD, "批准人": "周桂芬"},
    )
    assert build(site) == []
    assert titles(site) == {
        "2026-0001": ("修路协商结果公开", 2, "current"),
        "2026-0002": ("修渠协商结果公开", 2, "current"),
        "2026-0003": ("太阳能路灯协商结果", 2, "current"),
    }


def test_a_row_used_again_for_another_matter_gets_a_number_of_its_own(site: SiteTest) -> None:
    put(site, row("误工补贴公示一月", 10, 正文="另一件事。"), DITCH, LAMP)
    assert build(site) == []
    assert titles(site)["2026-0001"] == ("修路协商结果公开", 1, "missing")
    assert titles(site)["2026-0004"] == ("误工补贴公示一月", 1, "current")


def test_a_renamed_workbook_and_a_renamed_sheet_change_nothing(site: SiteTest) -> None:
    (site.content / BOOK).unlink()
    put(site, DITCH, ROAD, LAMP, path="qingshi/liuwan/柳湾村2026.xlsx")
    assert build(site) == []
    assert titles(site) == FIRST
    (site.content / "qingshi/liuwan/柳湾村2026.xlsx").write_bytes(
        workbook({"matters": [LAMP], "事项2026": [DITCH, {**ROAD, "批准人": "周桂芬"}]})
    )
    assert build(site) == []
    assert titles(site) == {**FIRST, "2026-0001": ("修路协商结果公开", 2, "current")}


def test_a_record_moved_to_a_file_and_back_keeps_number_and_edition(site: SiteTest) -> None:
    put(site, DITCH, LAMP)
    fields = "".join(f"{key}: {value}\n" for key, value in ROAD.items() if key != "正文")
    site.write("qingshi/liuwan/事项/修路.md", f"---\n{fields}---\n\n{ROAD['正文']}\n")
    assert build(site) == []
    assert titles(site) == FIRST
    (site.content / "qingshi/liuwan/事项/修路.md").unlink()
    put(site, DITCH, ROAD, LAMP)
    assert build(site) == []
    assert titles(site) == FIRST


def test_rows_that_cannot_be_told_apart_are_held_and_never_swap(site: SiteTest) -> None:
    put(site, ROAD, {**ROAD, "正文": "又一件。"}, DITCH, LAMP)
    found = build(site)
    assert [(problem["code"], problem["cell"]) for problem in found] == [
        ("rows-alike", "事项!A2"),
        ("rows-alike", "事项!A3"),
    ]
    assert titles(site)["2026-0001"][:2] == ("修路协商结果公开", 1)
    assert len(titles(site)) == 3
    put(site, {**ROAD, "编号": "XL-2", "正文": "又一件。"}, ROAD, DITCH, LAMP)
    assert build(site) == []
    assert titles(site)["2026-0001"] == FIRST["2026-0001"]
    assert titles(site)["2026-0004"] == ("修路协商结果公开", 1, "current")


def test_a_workbook_that_cannot_be_opened_holds_its_records(site: SiteTest) -> None:
    (site.content / BOOK).write_bytes(b"PK\x03\x04 broken")
    assert {problem["code"] for problem in build(site)} == {"table-broken"}
    assert {state for _, _, state in titles(site).values()} == {"held"}
    put(site, DITCH, ROAD, LAMP)
    assert build(site) == []
    assert titles(site) == FIRST


def test_drafts_corrections_and_withdrawals_are_columns(site: SiteTest) -> None:
    put(
        site,
        {**ROAD, "撤回.日期": "2026-01-20", "撤回.原因": "金额有误"},
        DITCH,
        {**LAMP, "状态": "草稿"},
        row("修渠协商结果更正", 22, 更正自="2026-0002", 更正原因="长度写错", 相关事项="XL-3"),
        row("水塔协商结果公开", 23, 状态="草稿"),
    )
    assert build(site) == []
    states = {number: state for number, (_, _, state) in titles(site).items()}
    assert states == {
        "2026-0001": "withdrawn",
        "2026-0002": "corrected",
        "2026-0003": "held",
        "2026-0004": "current",
    }
    assert any(
        held["source"].endswith("水塔协商结果公开 2026-01-23") for held in site.manifest("liuwan")["held"]
    )


def test_a_leak_in_a_cell_is_found_there_and_nothing_is_shown(site: SiteTest) -> None:
    put(site, DITCH, LAMP, {**ROAD, "正文": "联系人身份证 11010519491231002X"}, 备注=[["电话 13812345678"]])
    found = build(site)
    assert ("id-number", BOOK, "事项!I4") in [
        (problem["code"], problem["path"], problem["cell"]) for problem in found
    ]
    assert titles(site)["2026-0001"][2] == "leak"
    assert "身份证" not in (site.pages / "liuwan/2026-0001/index.html").read_text("utf-8")
