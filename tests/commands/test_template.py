"""Workbooks to fill in: what they offer, that they are empty to sunboard, and that nothing is wrong once they are filled."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import time
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from sunboard.commands.template import kinds_workbook, write_template
from sunboard.parts import load_parts
from tests.helpers.site import SiteTest

KINDS = load_parts().kinds
TODAY = date(2026, 4, 20)
OFFICE = shutil.which("soffice") or ""
ROWS: dict[str, list[dict[str, Any]]] = {
    "事项": [
        {
            "标题": "3组村道路灯维修公示",
            "目录编码": "CW05",
            "公开日期": date(2026, 3, 10),
            "经办人": "陈守田",
            "监委会审核人": "吴月琴",
            "审核日期": date(2026, 3, 9),
            "批准人": "何广仁",
            "对应权力事项": "A07",
            "金额": 3800,
            "状态": "公开",
            "正文": "坏了6盏。",
        },
        {
            "编号": "JY-2026-04",
            "标题": "柳树塘清淤的决定",
            "目录编码": "CW05",
            "公开日期": date(2026, 3, 10),
            "经办人": "陈守田",
            "监委会审核人": "吴月琴",
            "审核日期": date(2026, 3, 9),
            "批准人": "何广仁",
            "对应权力事项": "A07",
            "公示开始": date(2026, 3, 10),
            "公示天数": 5,
            "议事决策.决议号": "JY-2026-04",
            "议事决策.程序": "四议两公开",
            "议事决策.涉及金额": 8600,
            "议事决策.提议.日期": date(2026, 2, 2),
            "议事决策.商议.日期": date(2026, 2, 5),
            "议事决策.审议.日期": date(2026, 2, 10),
            "议事决策.决议.日期": date(2026, 2, 14),
            "议事决策.决议.应到": 36,
            "议事决策.决议.实到": 33,
            "议事决策.决议.同意": 31,
            "议事决策.决议.反对": 1,
            "议事决策.决议.弃权": 1,
            "议事决策.决议内容": "同意清淤",
            "议事决策.决议公开.开始": date(2026, 2, 15),
            "议事决策.决议公开.截止": date(2026, 2, 21),
            "议事决策.监委会意见.姓名": "吴月琴",
            "议事决策.监委会意见.日期": date(2026, 2, 15),
            "议事决策.监委会意见.意见": "程序到位",
        },
    ],
    "财务": [
        {
            "标题": "2026年一季度财务收支公开",
            "目录编码": "CK02",
            "所属期间": "2026年一季度",
            "公开日期": date(2026, 4, 12),
            "经办人": "罗会兰",
            "监委会审核人": "吴月琴",
            "审核日期": date(2026, 4, 9),
            "批准人": "何广仁",
            "账套": "集体经济组织",
            "收入合计": 500,
            "支出合计": 0,
            "大白话": "一季度收进五百元承包费，没有支出，季末账上还有六百元，都存在银行里。",
            "资金账户1.代号": "B",
            "资金账户1.名称": "基本户",
            "资金账户1.期初": 100,
            "资金账户1.期末": 600,
            "签署.负责人": "何广仁",
            "签署.监委会主任": "吴月琴",
            "签署.会计": "许文静",
            "签署.日期": date(2026, 4, 9),
            "对应权力事项": "A07",
        }
    ],
    "收支 2026年一季度": [
        {
            "日期": date(2026, 1, 8),
            "凭证号": "01-001",
            "摘要": "收机动地承包费",
            "科目": "501",
            "收入": 500,
            "账户": "B",
            "单据": "收据",
            "附件张数": 1,
            "经手人": "罗会兰",
            "证明人": "陈守田",
            "监委会审核": "是",
        }
    ],
    "权力清单": [
        {
            "编号": "A07",
            "名称": "工程立项",
            "责任主体": "村民委员会",
            "依据": "村民委员会组织法",
            "电话.办理": "0900-8880120",
            "电话.监督": "0900-8880125",
            "流程1.责任人": "村两委",
            "流程1.做什么": "提出方案",
            "流程1.下一步": "2",
            "流程2.责任人": "村民代表会议",
            "流程2.做什么": "讨论决定",
            "流程2.公开点": "是",
            "流程2.下一步": "归档",
        }
    ],
}


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    site = SiteTest(tmp_path / "content", tmp_path / "output")
    site.write(
        "site.yaml", "标题: 云溪县村务公开\n网址: https://yunxi.example.com\n样例: 是\n今天: 2026-04-20\n"
    )
    site.write("qingshi/township.yaml", "名称: 青石镇\n")
    site.write("qingshi/liuwan/village.yaml", "名称: 柳湾村\n行政区划代码: 629901001001\n")
    return site


def check(site: SiteTest) -> tuple[list[tuple[str, str | None]], int]:
    found = json.loads(site.run_inside("check", "--json").out)
    return [
        (problem["code"], problem["cell"]) for problem in found["problems"] if problem["severity"] != "info"
    ], found["counts"]["records"]


@pytest.mark.parametrize("name", ["村.xlsx", "财务.xlsx", "事项.xlsx", "权力清单.xlsx", "power.xlsx"])
def test_an_empty_template_has_no_records_and_no_problems(site: SiteTest, name: str) -> None:
    code, said = write_template(site.content / "qingshi/liuwan" / name, TODAY, "zh")
    assert code == 0, said
    assert check(site) == ([], 0)


def filled(path: Path, language: str) -> None:
    """Write the village's workbook with a record of each kind."""
    book = openpyxl.load_workbook(io.BytesIO(kinds_workbook(KINDS, TODAY, language)))
    chinese = openpyxl.load_workbook(io.BytesIO(kinds_workbook(KINDS, TODAY, "zh")))
    for sheet, twin in zip(book.worksheets[:-1], chinese.worksheets[:-1], strict=True):
        for at, row in enumerate(ROWS[twin.title], 2):
            heads = {str(cell.value): cell.column or 1 for cell in twin[1]}
            for head, value in row.items():
                sheet.cell(at, heads[head], value)
    book.save(path)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_template_has_no_problem(site: SiteTest, language: str) -> None:
    filled(site.content / "qingshi/liuwan/柳湾村.xlsx", language)
    assert check(site) == ([], sum(len(ROWS[name]) for name in ("事项", "财务", "权力清单")))


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not there")
@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_a_filled_template_that_libreoffice_saved_has_no_problem(
    site: SiteTest, tmp_path: Path, ending: str
) -> None:
    filled(tmp_path / "柳湾村.xlsx", "zh")
    saved_by_office(tmp_path / "柳湾村.xlsx", site.content / "qingshi/liuwan", ending)
    assert check(site) == ([], sum(len(ROWS[name]) for name in ("事项", "财务", "权力清单")))


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is not there")
def test_an_empty_template_that_libreoffice_saved_has_no_records(site: SiteTest, tmp_path: Path) -> None:
    write_template(tmp_path / "村.xlsx", TODAY, "zh")
    saved_by_office(tmp_path / "村.xlsx", site.content / "qingshi/liuwan", "ods")
    assert check(site) == ([], 0)


def saved_by_office(path: Path, folder: Path, ending: str) -> None:
    """Let LibreOffice open a workbook and save it into a folder."""
    home = f"-env:UserInstallation=file://{path.parent}/office"
    subprocess.run(
        [OFFICE, home, "--headless", "--convert-to", ending, "--outdir", folder, path],
        check=True,
        capture_output=True,
        timeout=300,
    )
    assert (folder / f"{path.stem}.{ending}").is_file()


def test_heads_have_notes_lists_and_formats() -> None:
    book = openpyxl.load_workbook(io.BytesIO(kinds_workbook(KINDS, TODAY, "zh")))
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes in ("A2", "C2")
        assert [cell.value for cell in sheet[1] if not (cell.comment and cell.comment.text)] == []
    finance = book["财务"]
    by_head = {str(cell.value): cell for cell in finance[1]}
    heads = ("收入合计", "公开日期", "所属期间")
    formats = {
        head: finance.column_dimensions[get_column_letter(by_head[head].column or 1)].number_format
        for head in heads
    }
    assert formats == {"收入合计": "#,##0.00", "公开日期": "yyyy-mm-dd", "所属期间": "@"}
    rules = book["事项"].data_validations.dataValidation
    lists = {str(rule.sqref).split("2:")[0]: rule.formula1 for rule in rules}
    letters = {str(cell.value): get_column_letter(cell.column or 1) for cell in book["事项"][1]}
    assert lists[letters["状态"]] == '"草稿,待审,公开"'
    assert lists[letters["本期无此项"]] == '"是,否"'
    source = str(lists[letters["目录编码"]])
    assert source.startswith("'说明'!$B$")
    first = book["说明"][source.split("!")[1].replace("$", "").split(":")[0]].value
    assert first == "DW01" or str(first).isalnum()


def test_notes_speak_of_a_ledger_only_where_there_is_one() -> None:
    for name, speaks in (("matter", False), ("finance", True)):
        notes = openpyxl.load_workbook(
            io.BytesIO(kinds_workbook({name: KINDS[name]}, TODAY, "zh"))
        ).worksheets[-1]
        said = "".join(str(row[0].value or "") for row in notes.iter_rows(max_row=4))
        assert ("收支明细" in said) is speaks
        assert "“”" not in said


def test_the_same_template_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = kinds_workbook(KINDS, TODAY, "zh")
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert kinds_workbook(KINDS, TODAY, "zh") == first


def test_a_file_that_is_there_stays_and_other_names_are_refused(tmp_path: Path) -> None:
    (tmp_path / "村.xlsx").write_bytes(b"mine")
    assert write_template(tmp_path / "村.xlsx", TODAY, "zh")[0] == 2
    assert (tmp_path / "村.xlsx").read_bytes() == b"mine"
    for name in ("foo.xlsx", "财务.xls", "事项.md"):
        code, said = write_template(tmp_path / name, TODAY, "zh")
        assert (code, (tmp_path / name).exists()) == (2, False), said


def test_a_ledger_template_stands_beside_a_record(site: SiteTest) -> None:
    path = site.content / "qingshi/liuwan/财务/收支.xlsx"
    assert write_template(path, TODAY, "zh")[0] == 0
    book = openpyxl.load_workbook(path)
    heads = {str(cell.value): cell.column or 1 for cell in book.worksheets[0][1]}
    for head, value in ROWS["收支 2026年一季度"][0].items():
        book.worksheets[0].cell(2, heads[head], value)
    book.save(path)
    row = ROWS["财务"][0]
    plain = {key: value for key, value in row.items() if "." not in key and key != "对应权力事项"}
    site.write(
        "qingshi/liuwan/财务/一季度.md",
        "---\n" + "".join(f"{key}: {value}\n" for key, value in plain.items()) + "明细文件: 收支.xlsx\n"
        "资金账户:\n  - {代号: B, 名称: 基本户, 期初: 100, 期末: 600}\n"
        "签署: {负责人: 何广仁, 监委会主任: 吴月琴, 会计: 许文静, 日期: 2026-04-09}\n---\n",
    )
    assert check(site) == ([], 1)
