"""A clerk with the spreadsheet of the wall and an empty folder: three commands and eight blanks."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from tests.helpers.site import SiteTest

WALL = [
    ["柳湾村2026年一季度财务收支公示表"],
    ["单位：元", None, None, None, "2026年3月31日"],
    ["收入", None, None, "支出"],
    ["序号", "项目", "金额", "序号", "项目", "金额"],
    [1, "上年结转", 18000, 1, "村部水电费", 2400],
    [2, "鱼塘承包费", 20000, 2, "保洁员工资", 9000],
    [3, "上级转移支付", 40000, 3, "道路维修", 11000],
    [None, "收入合计", 78000, None, "支出合计", 22400],
    ["期末余额：55600元"],
    ["村主任：何广仁", None, "监委会：吴月琴", None, "制表：许文静"],
]
SILENT = [
    *WALL[:4],
    [1, "鱼塘承包费", 20000, *WALL[4][3:]],
    [2, "上级转移支付", 40000, *WALL[5][3:]],
    [None, None, None, *WALL[6][3:]],
    [None, "收入合计", 60000, None, "支出合计", 22400],
    WALL[-1],
]
"""The same without what was there before and what is left."""
MOST_BLANKS = 8


def _fill(path: Path, values: Mapping[str, str]) -> int:
    """Write behind keys that have nothing, as a person does; return how many."""
    text = path.read_text("utf-8")
    for key, value in values.items():
        text, count = re.subn(
            rf"^(\s*(?:- )?{key}:) *(?=#|$)", rf"\1 {value}  ", text, count=1, flags=re.MULTILINE
        )
        assert count == 1, key
    path.write_text(text, "utf-8")
    return len(values)


@pytest.mark.parametrize(
    ("wall", "more"),
    [
        (WALL, {}),
        (SILENT, {"期初": "18000", "期末": "55600"}),
        (WALL[:-1], {"负责人": "何广仁", "会计": "许文静", "监委会主任": "吴月琴"}),
    ],
    ids=["balances", "silent", "unsigned"],
)
def test_three_commands_and_eight_blanks_make_a_board_and_a_page(
    wall: Sequence[Sequence[object]],
    more: Mapping[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = SiteTest(Path("content"), Path("output"))
    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    for row in wall:
        book.worksheets[0].append(row)
    book.save("收支表.xlsx")
    given = Path("收支表.xlsx").read_bytes()

    said = site.run_inside("新建", "村", "云溪县/青石镇/柳湾村")
    assert said.code == 0, said.said
    home = Path("content/青石镇/柳湾村")
    blanks = _fill(home / "village.yaml", {"行政区划代码": '"629901101201"'})

    said = site.run_inside("新建", "财务", "柳湾村", "收支表.xlsx", "--日期", "2026-04-10")
    assert said.code == 0, said.said
    assert (home / "财务" / "收支表.xlsx").read_bytes() == given
    (draft,) = (home / "财务").glob("*.md")
    blanks += _fill(draft, {"日期": "2026-04-09", "账套": "集体经济组织"})
    blanks += _fill(draft, {"大白话": "一季度收进六万元，花了两万两千四百元，季末账上还有五万五千六百元。"})
    blanks += _fill(draft, more)
    assert blanks <= MOST_BLANKS

    built = site.run_inside("生成", "--日期", "2026-04-20", "--只做", "web,print")
    assert built.code == 0, built.said
    assert "错误 0 个" in built.said
    board = Path("output/print/柳湾村-v101201/main.pdf")
    assert board.is_file()
    (page,) = Path("output/site/v101201/2026-0001").glob("record.json")
    record = json.loads(page.read_text("utf-8"))
    assert (record["period"], record["catalog"]) == ("2026-Q1", "CK02")
    figures = [(row["summary"], row.get("income", row.get("expense"))) for row in record["rows"]]
    assert figures == [
        ("鱼塘承包费", "20000.00"),
        ("上级转移支付", "40000.00"),
        ("村部水电费", "2400.00"),
        ("保洁员工资", "9000.00"),
        ("道路维修", "11000.00"),
    ]
    told = [record[name] for name in ("total_income", "total_expense")]
    told += [record["accounts"][0][name] for name in ("opening", "closing")]
    assert told == ["60000.00", "22400.00", "18000.00", "55600.00"]
    people = {"head": "何广仁", "supervisor": "吴月琴", "accountant": "许文静"}
    assert record["signed"] == {**people, "date": "2026-04-09"}


def test_a_spreadsheet_of_another_content_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = SiteTest(Path("content"), Path("output"))
    monkeypatch.chdir(tmp_path)
    assert site.run_inside("new", "村", "云溪县/青石镇/柳湾村").code == 0
    there = Path("content/青石镇/柳湾村/财务/收支.csv")
    there.parent.mkdir()
    there.write_text("摘要,收入\n甲,1\n", "utf-8")
    Path("mine").mkdir()
    Path("mine/收支.csv").write_text("摘要,收入\n乙,2\n", "utf-8")
    refused = site.run_inside("new", "财务", "柳湾村", "mine/收支.csv")
    assert refused.code == 2
    assert refused.said.strip() == f"已经有了：{there}"
    assert there.read_text("utf-8") == "摘要,收入\n甲,1\n"
    assert not [*there.parent.glob("*.md")]
    assert site.run_inside("new", "财务", "柳湾村", "收支.csv").code == 0
    (draft,) = there.parent.glob("*.md")
    assert "收入合计: 1.00" in draft.read_text("utf-8")


def test_what_a_beginner_gets_wrong_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = SiteTest(Path("content"), Path("output"))
    monkeypatch.chdir(tmp_path)
    assert site.run_inside("new", "村", "云溪县/青石镇/柳湾村").code == 0
    lost = site.run_inside("new", "财务", "柳湾村", "没有的.xlsx")
    assert lost.code == 2
    assert "没有的.xlsx" in lost.said
    assert not [*Path("content").rglob("*.md")], "no record is made of a spreadsheet that is not there"
    inside = SiteTest(Path("content"), Path("content")).run_inside("build")
    assert inside.code == 2
    assert "-o output" in inside.said
    assert not Path("content/site").exists()
    Path("content/site.yaml").rename("content/site.yaml.txt")
    misnamed = site.run_inside("build")
    assert misnamed.code == 2
    assert "site.yaml.txt" in misnamed.said
