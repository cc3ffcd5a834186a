"""A village's workbook: what a row says is what a file says, at the cell where it stands."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sunboard.fields.decision import Decision
from sunboard.fields.declarations import names_of
from sunboard.kinds.matter import Matter
from sunboard.kinds.power import Power
from sunboard.model.node import Items, Place, Scalar
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.reading.documents import Reading, read_document
from sunboard.reading.records import digest_of, read_record, understood
from sunboard.reading.sources import VillageFiles
from sunboard.reading.village import of_unread_rows, read_records
from tests.helpers.workbooks import workbook

KINDS = load_parts().kinds
BOOK = "qingshi/liuwan/柳湾村.xlsx"


def read(
    sheets: Mapping[str, Any], files: Mapping[str, bytes] | None = None, path: str = BOOK
) -> tuple[list[Reading], list[tuple[str, str]]]:
    """Read a village that has a workbook; return its readings, and code and cell of every problem."""
    log = Log()
    found = read_records(
        VillageFiles("qingshi/liuwan", {path: workbook(sheets), **(files or {})}, {}, {}), KINDS, (), log
    )
    problems = [*log.problems, *(problem for reading in found for problem in reading.problems)]
    return list(found), [(problem.fault.code, problem.place.cell) for problem in problems]


def from_file(kind: str, text: str, files: Mapping[str, bytes] | None = None) -> Reading:
    log = Log()
    folder = KINDS[kind].folders[-1]
    document = read_document(text.encode(), f"qingshi/liuwan/{folder}/x.md", log)
    assert document is not None, log.problems
    return read_record(document, KINDS[kind], VillageFiles("qingshi/liuwan", files or {}, {}, {}))


MATTER = """---
编号: JY-2026-03
标题: 3组巷道硬化
目录编码: CW05
对应权力事项: A07、B01
金额: 29580.00
公开日期: 2026-03-06
公示天数: 7
村民小组: [3组, 4组]
附件:
  - {文件: 附件/合同.pdf}
  - {文件: 附件/图.png}
议事决策:
  决议号: JY-2026-03
  程序: 四议两公开
  决议: {日期: 2026-03-01, 应到: 30, 实到: 28, 同意: 27, 反对: 0, 弃权: 1}
  决议内容: 同意硬化
  决议公开: {开始: 2026-03-02, 截止: 2026-03-09}
撤回: {日期: 2026-03-08, 原因: 写错了}
候选人:
  - {姓名: 张三, 组别: 3组}
  - {姓名: 李四}
---
第一行。

第二行。
"""
ROW: dict[str, object] = {
    "编号": "JY-2026-03",
    "标题": " 3组巷道硬化",
    "目录编码": "CW05",
    "对应权力事项": "A07、B01",
    "金额": 29580,
    "公开日期": datetime.date(2026, 3, 6),
    "公示天数": 7,
    "村民小组1": "3组",
    "村民小组2": "4组",
    "附件": "附件/合同.pdf、附件/图.png",
    "议事决策.决议号": "JY-2026-03",
    "议事决策.程序": "四议两公开",
    "议事决策.决议.日期": "2026-03-01",
    "议事决策.决议.应到": 30,
    "议事决策.决议.实到": 28,
    "议事决策.决议.同意": 27,
    "议事决策.决议.反对": 0,
    "议事决策.决议.弃权": 1,
    "议事决策.决议内容": "同意硬化",
    "议事决策.决议公开.开始": "2026/3/2",
    "议事决策.决议公开.截止": "2026年3月9日",
    "撤回.日期": "2026-03-08",
    "撤回.原因": "写错了",
    "候选人1.姓名": "张三",
    "候选人1.组别": "3组",
    "候选人2.姓名": "李四",
    "正文": "第一行。\r\n\r\n第二行。",
}
FILES = {"qingshi/liuwan/事项/附件/合同.pdf": b"%PDF", "qingshi/liuwan/事项/附件/图.png": b"png"}


def test_a_row_says_what_a_file_says() -> None:
    found, problems = read({"事项": [ROW]}, FILES)
    file = from_file("matter", MATTER, FILES)
    assert problems == []
    assert found[0].record is not None
    assert file.record is not None
    assert understood(found[0].record) == understood(file.record)
    assert digest_of(found[0].record) == digest_of(file.record)
    assert found[0].source == f"{BOOK}#事项/JY-2026-03"


def test_english_heads_and_names_say_the_same() -> None:
    english = {
        "id": "X-1",
        "title": "3组巷道硬化",
        "catalog": "CW05",
        "publish_date": "2026-03-06",
        "decision.no": "JY-1",
        "decision.procedure": "五议",
        "decision.resolution_text": "同意",
        "decision.publicised.from": "2026-03-02",
        "decision.publicised.until": "2026-03-09",
        "body": "正文",
    }
    chinese = dict(
        zip(
            (
                "编号",
                "标题",
                "目录编码",
                "公开日期",
                "议事决策.决议号",
                "议事决策.程序",
                "议事决策.决议内容",
                "议事决策.决议公开.开始",
                "议事决策.决议公开.截止",
                "正文",
            ),
            english.values(),
            strict=True,
        )
    )
    (one,), _ = read({"matters": [english]})
    (two,), _ = read({"事项": [chinese]})
    assert one.record is not None
    assert two.record is not None
    assert digest_of(one.record) == digest_of(two.record)


LEDGER = """日期,凭证号,摘要,科目,收入,支出,账户
2026-01-08,01-001,收电费,501,8000.00,,B
2026-01-15,01-002,购打印纸,513,,400.00,C
"""
FINANCE = """---
标题: 2026年1月财务收支
目录编码: CK02
所属期间: 2026年1月
公开日期: 2026-02-10
账套: 集体经济组织
资金账户:
  - {代号: C, 名称: 库存现金, 期初: 2000.00, 期末: 1600.00}
  - {代号: B, 名称: 基本户, 期初: 50000.00, 期末: 58000.00}
收入合计: 8000
支出合计: 400
明细文件: 2026年一月.csv
签署: {负责人: 何广仁, 会计: 罗会兰, 日期: 2026-02-09}
大白话: 收了八千
---
"""
FINANCE_ROW: dict[str, object] = {
    "标题": "2026年1月财务收支",
    "目录编码": "CK02",
    "所属期间": datetime.date(2026, 1, 1),
    "公开日期": "2026-02-10",
    "账套": "集体经济组织",
    "资金账户1.代号": "C",
    "资金账户1.名称": "库存现金",
    "资金账户1.期初": 2000,
    "资金账户1.期末": 1600,
    "资金账户2.代号": "B",
    "资金账户2.名称": "基本户",
    "资金账户2.期初": 50000,
    "资金账户2.期末": 58000.0,
    "资金账户3.代号": None,
    "收入合计": 8000,
    "支出合计": 400,
    "签署.负责人": "何广仁",
    "签署.会计": "罗会兰",
    "签署.日期": "2026-02-09",
    "大白话": "收了八千",
}
LINES: list[list[object]] = [
    ["柳湾村收支明细"],
    [],
    ["日期", "凭证号", "摘要", "科目", "收入", "支出", "账户"],
    [datetime.date(2026, 1, 8), "01-001", "收电费", "501", 8000, None, "B"],
    ["2026-01-15", "01-002", "购打印纸", "513", None, 400, "C"],
    ["合计", None, None, None, 8000, 400],
]


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        ("收支 2026年1月", None),
        ("收支2026年一月", "收支2026年一月"),
        ("流水账", "流水账"),
        ("明细 2026-01", None),
        ("1月", None),
    ],
)
def test_ledgers_are_sheets_found_by_name_or_by_period(sheet: str, cell: str | None) -> None:
    found, problems = read({"财务": [{**FINANCE_ROW, "明细": cell}], sheet: LINES})
    file = from_file("finance", FINANCE, {"qingshi/liuwan/财务/2026年一月.csv": LEDGER.encode()})
    assert found[0].record is not None, problems
    assert file.record is not None, file.problems
    assert [code for code, _ in problems] == ["sum-row-skipped"]
    assert digest_of(found[0].record) == digest_of(file.record)


def test_sheets_of_months_are_the_ledger_of_a_quarter_where_all_have_its_heads() -> None:
    row = {**FINANCE_ROW, "所属期间": "2026年一季度"}
    months: dict[str, list[list[object]]] = {
        f"{month}月": [LINES[2], [f"2026-0{month}-08", f"0{month}-001", "收电费", "501", 8000, None, "B"]]
        for month in (1, 2, 3)
    }
    found, problems = read({"财务": [row], **months})
    assert problems == []
    assert found[0].record is not None
    assert [row.income for row in found[0].record.fields.vouchers] == [8000, 8000, 8000]
    for other in (
        {"1月": months["1月"]},
        {**months, "2月": [["姓名", "电话"], ["何广仁", "内线"]]},
        {**months, "1月表": LINES},
    ):
        _, problems = read({"财务": [row], **other})
        assert ("field-missing", "财务!A2") in problems


def test_a_ledger_may_also_stand_in_a_file() -> None:
    found, _ = read(
        {"财务": [{**FINANCE_ROW, "明细": "2026年一月.csv"}]},
        {"qingshi/liuwan/财务/2026年一月.csv": LEDGER.encode()},
    )
    assert found[0].record is not None


def test_steps_of_a_power_are_columns() -> None:
    row: dict[str, object] = {
        "编号": "A07",
        "名称": "工程立项",
        "责任主体": "村委会",
        "依据": "甲、乙",
        "流程1.责任人": "村两委",
        "流程1.做什么": "提出",
        "流程2.责任人": "村民代表会议",
        "流程2.做什么": "决定",
        "流程2.公开点": "是",
        "流程2.分支.通过": "归档",
        "流程2.分支.未通过": "终止",
        "电话.办理": "0900-8880120",
        "电话.监督": "0900-8880125",
        "风险点1.风险点": "没开会就定",
        "风险点1.等级": "高",
        "风险点1.防控措施": "无决议不签",
    }
    text = """---
编号: A07
名称: 工程立项
责任主体: 村委会
依据: [甲, 乙]
流程:
  - {序号: 1, 责任人: 村两委, 做什么: 提出}
  - {序号: 2, 责任人: 村民代表会议, 做什么: 决定, 公开点: 是, 分支: {通过: 归档, 未通过: 终止}}
风险点:
  - {风险点: 没开会就定, 等级: 高, 防控措施: 无决议不签}
电话: {办理: 0900-8880120, 监督: 0900-8880125}
---
"""
    (found,), problems = read({"权力清单": [row]})
    file = from_file("power", text)
    assert problems == []
    assert found.record is not None
    assert file.record is not None
    assert digest_of(found.record) == digest_of(file.record)


def test_problems_name_the_cell() -> None:
    _, problems = read(
        {
            "事项": [
                ["柳湾村事项"],
                ["序号", "标题*", "目录编码", "公开日期", "金 额", "附近", "议事决策"],
                [1, "修路", "CW05", "三月六号", "很多", "x", "开了会"],
            ]
        }
    )
    assert sorted(problems) == sorted(
        [
            ("value-wrong", "事项!D3"),
            ("value-wrong", "事项!E3"),
            ("key-unknown", "事项!F3"),
            ("cell-group", "事项!G3"),
        ]
    )


def test_an_unknown_column_is_told_of_once() -> None:
    _, problems = read({"事项": [{"标题": f"修路{at}", "目录编码": "CW05", "附近": "x"} for at in range(3)]})
    assert problems == [("key-unknown", "事项!C2")]


def test_blank_rows_and_running_numbers_are_no_records() -> None:
    found, problems = read(
        {"事项": [["序号", "标题", "目录编码"], [1, "修路公示", "CW05"], [], [2, None, None], ["", " ", ""]]}
    )
    assert [reading.source for reading in found] == [f"{BOOK}#事项/修路公示"]
    assert problems == []


def test_sheets_that_nobody_reads_are_named() -> None:
    _, problems = read(
        {
            "事项": [{"标题": "修路", "目录编码": "CW05"}],
            "通讯录": [["姓名", "电话"], ["甲", "1"]],
            "说明": [["怎么填"]],
            "空": [],
        }
    )
    assert problems == [("sheet-not-read", "通讯录!A1")]


def test_a_sheet_of_a_kind_without_a_head_is_an_error_for_all_its_records() -> None:
    found, problems = read({"事项": [["修路", "三月"], ["修渠", "四月"]]})
    assert problems == [("table-head-missing", "事项!A1")]
    issued = {
        f"{BOOK}#事项/修路": "matter",
        f"{BOOK}#财务/一季度": "finance",
        "qingshi/liuwan/事项/x.md": "matter",
    }
    assert [reading.source for reading in of_unread_rows(found, issued)] == [f"{BOOK}#事项/修路"]


def test_a_workbook_beside_records_is_not_a_village_workbook() -> None:
    found, problems = read({"事项": [ROW]}, path="qingshi/liuwan/事项/附件.xlsx")
    assert (found, problems) == ([], [("file-not-read", "")])  # no record names it


@pytest.mark.parametrize(
    "rows", [[("修路", "2026-01-05"), ("修路", "2026-01-06")], [("修路/修渠", "2026-01-05"), ("修路", None)]]
)
def test_every_row_has_a_path_of_its_own(rows: Sequence[tuple[str, str | None]]) -> None:
    found, _ = read({"事项": [{"标题": title, "公开日期": day, "目录编码": "CW05"} for title, day in rows]})
    sources = [reading.source for reading in found]
    assert len(set(sources)) == len(rows)
    assert all(source.count("/") == 3 for source in sources)


def test_equal_rows_lose_nothing() -> None:
    found, problems = read({"事项": [{"标题": "修路", "目录编码": "CW05"}] * 3})
    assert len({reading.source for reading in found}) == 3
    assert [code for code, _ in problems] == ["rows-alike"] * 3


def test_other_office_formats_are_read(tmp_path: Path) -> None:
    found, _ = read({"事项": [ROW]}, FILES, path="qingshi/liuwan/柳湾村.XLSX")
    assert found[0].record is not None


def test_hidden_rows_error_cells_and_merged_names_are_seen() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "事项"
    for line in (
        ["标题", "目录编码", "经办人", "金额"],
        ["修路公示", "CW05", "陈守田", 1],
        ["修渠公示", "CW05", None, "#REF!"],
    ):
        page.append(line)
    page.cell(3, 4).data_type = "e"
    page.merge_cells("C2:C3")
    page.row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    log = Log()
    found = read_records(VillageFiles("qingshi/liuwan", {BOOK: out.getvalue()}, {}, {}), KINDS, (), log)
    assert [reading.checked.fields.owner if reading.checked else None for reading in found] == [
        "陈守田",
        "陈守田",
    ]
    problems = [*log.problems, *(problem for reading in found for problem in reading.problems)]
    assert {(problem.fault.code, problem.place.cell) for problem in problems} == {
        ("table-part-hidden", "事项!A3"),
        ("cell-error", "事项!D3"),
    }


def test_a_row_may_name_sheets_of_its_workbook_and_files_as_tables() -> None:
    names = [["低保名单", ""], ["姓名", "金额"], ["张某某", 560]]
    row = {**ROW, "表格": "低保名单、另表.csv"}
    found, told = read(
        {"事项": [row], "低保名单": names},
        {"qingshi/liuwan/事项/另表.csv": "姓名,金额\n李某某,380\n".encode()},
    )
    assert not [code for code, _ in told if code in ("sheet-not-read", "file-not-read", "cell-group")]
    assert found[0].record is not None
    tables = understood(found[0].record)["tables"]
    assert tables == [
        {"title": "低保名单", "heads": ["姓名", "金额"], "rows": [["张某某", "560"]]},
        {"title": "另表", "heads": ["姓名", "金额"], "rows": [["李某某", "380"]]},
    ]


def test_a_sheet_that_cannot_be_shown_raises_its_own_fault_alone() -> None:
    _, told = read({"事项": [{**ROW, "表格": "低保名单"}], "低保名单": [["", ""]]})
    assert [one for one in told if one[0].startswith(("table", "sheet", "field"))] == [
        ("table-empty", "低保名单!A1")
    ]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (["制表：罗会计", None, None, "2026年4月10日"], "row-no-record"),
        (["填表人", "制表日期：2026年4月10日"], "row-no-record"),
        ([None, "写清楚是什么事", "见公开目录", "例如 2026-03-10"], "row-no-record"),
        ([None, "填表人：罗会计", None, "2026年4月10日"], "row-no-record"),
        ([None, None, None, "2026-04-10"], "row-no-record"),
        (["制表人", "罗会计", None, "2026-04-10"], "row-no-record"),
        (["审核人：吴月琴", None, None, "2026年4月"], "row-no-record"),
        ([3, "公示：路灯维修", None, "2026-04-10"], "field-missing"),
        ([3, "路灯维修", "CW05", "例如 2026-04-10", "3800"], "value-wrong"),
        ([3, None, "CW05", "2026-04-10"], "field-missing"),
    ],
)
def test_who_made_a_table_and_when_is_no_record(last: list[object], told: str) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "村务公开"
    page.append(["序号", "标题", "目录编码", "公开日期", "金额"])
    page.append([1, "修路公示", "CW05", "2026-03-10"])
    page.append(last)
    out = io.BytesIO()
    book.save(out)
    log = Log()
    found = read_records(VillageFiles("qingshi/liuwan", {BOOK: out.getvalue()}, {}, {}), KINDS, (), log)
    assert told in {one.fault.code for one in (*log.problems, *(p for one in found for p in one.problems))}
    assert len(found) == (1 if told == "row-no-record" else 2)


def test_what_is_missing_in_a_row_is_asked_for_under_the_head_that_its_column_has() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "小微权力清单"
    page.append(["序号", "权力事项", "权力类别", "责任主体", "政策依据", "运行流程"])
    page.append([1, "村级印章使用", "日常事务管理类", "村委会", "印章管理办法", "申请→审批→公开"])
    page.append([2, "计划生育证明", "便民服务类", "村委会", None, "申请→审批→公开"])
    matters = book.create_sheet("村务公开")
    matters.append(["公开事项", "公开时间", "经办人"])
    matters.append(["路灯维修公示", "2026-04-10", "罗会兰"])
    out = io.BytesIO()
    book.save(out)
    found = read_records(VillageFiles("qingshi/liuwan", {BOOK: out.getvalue()}, {}, {}), KINDS, (), Log())
    told = {p.place.cell: (p.message("zh"), p.hint("zh")) for one in found for p in one.problems}
    assert told["小微权力清单!E3"][0] == "必填项“政策依据”空着，没有填"
    assert told["小微权力清单!E3"][1].startswith("在“政策依据”这一列照实填写")
    assert told["村务公开!A2"][1] == "加一列“目录编码”，在这一行照实填写；全部编码和名称，运行 sunboard 目录"


def test_a_cell_that_is_a_sentence_says_what_was_done() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "问题台账"
    page.append(["问题描述", "发现时间", "整改情况"])
    page.append(["栏杆松动", "2026-03-05", "3月20日已加固，现场看过。"])
    page.append(["台账不全", "2026-03-08", "正在整改"])
    out = io.BytesIO()
    book.save(out)
    found = read_records(VillageFiles("qingshi/liuwan", {BOOK: out.getvalue()}, {}, {}), KINDS, (), Log())
    names = [{entry.key for entry in one.document.fields.entries} for one in found if one.document]
    assert [("整改反馈" in one, "整改状态" in one) for one in names] == [(True, False), (False, True)]


def test_the_cure_of_steps_in_a_cell_is_written_for_a_cell() -> None:
    log = Log()
    names_of(Power)["steps"].read(Scalar("受理", Place("a.xlsx", 3, "权力清单!F3", "办理流程")), log)
    (problem,) = log.problems
    assert problem.hint("zh") == "例如：申请→受理→公示"


def test_the_cure_of_days_in_a_cell_is_written_for_a_cell() -> None:
    log = Log()
    place = Place("a.xlsx", 3, "事项!F3", "议事决策.决议公开")
    names_of(Decision)["决议公开"].read(Scalar("三月上旬", place), log)
    (problem,) = log.problems
    assert problem.hint("zh") == "例如：2026-04-06至2026-04-13"


def test_a_row_of_the_catalogue_under_the_head_of_categories_is_mended_at_the_head() -> None:
    log = Log()
    names_of(Matter)["类别"].read(Scalar("误工补贴", Place("a.xlsx", 3, "村务公开!C3", "类别")), log)
    (problem,) = log.problems
    assert problem.hint("zh").startswith("没有“目录编码”一列的，把这一列的列名改成 目录编码；")


def test_lists_are_read_as_they_hang_on_walls() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "南湖村小微权力清单"
    book.create_sheet("小微权力清单")
    for line in (
        ["小微权力清单"],
        ["序号", "权力类别", "权力名称", "责任主体", "实施依据", "运行流程", "公开形式", "监督电话", "#经手"],
        [
            1,
            "重大决策类",
            "集体资产处置",
            "村委会",
            "村规民约",
            "1.提议→2.商议→公示",
            "公开栏",
            "0900-8880125",
            "甲",
        ],
        [2, None, "工程立项", "村委会", "同上", "提议-->公示", "公开栏", "12345", None],
        [None, None, "填表人：罗会兰"],
        ["合计", None, 2],
    ):
        book["小微权力清单"].append(line)
    book["小微权力清单"].merge_cells("B3:B4")
    other = book.create_sheet("村务公开")
    other.append(["标题", "目录编码", "公开日期"])
    other.append(["修路公示", "CW05", "2026-03-10"])
    out = io.BytesIO()
    book.save(out)
    log = Log()
    found = read_records(VillageFiles("qingshi/liuwan", {BOOK: out.getvalue()}, {}, {}), KINDS, (), log)
    assert {reading.source.partition("#")[2] for reading in found} == {
        "事项/修路公示 2026-03-10",
        "权力清单/集体资产处置",
        "权力清单/工程立项",
    }
    powers = [reading.record.fields for reading in found if reading.kind == "power" and reading.record]
    assert {tuple(step.what for step in power.steps) for power in powers} == {  # type: ignore[attr-defined]
        ("提议", "公示"),
        ("提议", "商议", "公示"),
    }
    assert {(one.class_, one.basis, one.disclosure.form) for one in powers} == {  # type: ignore[attr-defined]
        ("重大决策", ("村规民约",), "公开栏")
    }
    told = [
        one.fault.code for one in (*log.problems, *(one for reading in found for one in reading.problems))
    ]
    assert told == ["row-no-record"]


def power_sheet(lines: Sequence[Sequence[Any]], *merged: str) -> tuple[list[Power], list[tuple[str, str]]]:
    """Read a list of powers; return those that may be published, and code and cell of every problem."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "小微权力清单"
    for line in lines:
        page.append(line)
    for cells in merged:
        page.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    log = Log()
    found = read_records(VillageFiles("qingshi/liuwan", {BOOK: out.getvalue()}, {}, {}), KINDS, (), log)
    powers = [one.record.fields for one in found if one.record and isinstance(one.record.fields, Power)]
    problems = [*log.problems, *(problem for one in found for problem in one.problems)]
    return powers, [(problem.fault.code, problem.place.cell) for problem in problems]


def test_a_step_a_row_below_a_head_of_two_rows_is_a_step_of_the_power_above() -> None:
    powers, told = power_sheet(
        (
            ["类别", "序号", "权力事项", "实施主体", "依据", "流程环节", None, "办理时限"],
            [None, None, None, None, None, "步骤", "责任人", None],
            ["便民服务", 1, "低保申请", "村委会", "救助办法", "受理申请", "村文书", "3日"],
            [None, None, None, None, None, "入户核查", "村干部", None],
            [None, None, None, None, None, "民主评议并公示", "评议小组", None],
            [None, 2, "开具证明", "村委会", "村规民约", "核实盖章", "村文书", "当场"],
            ["合计", None, 2],
        ),
        *("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2", "F1:G1", "H1:H2"),
        *("A3:A6", "B3:B5", "C3:C5", "D3:D5", "E3:E5", "H3:H5"),
    )
    assert [(one.name, one.total_limit, [(step.what, step.who) for step in one.steps]) for one in powers] == [
        (
            "低保申请",
            "3日",
            [("受理申请", "村文书"), ("入户核查", "村干部"), ("民主评议并公示", "评议小组")],
        ),
        ("开具证明", "当场", [("核实盖章", "村文书")]),
    ]
    assert told == [("row-no-record", "小微权力清单!A7")]


def test_columns_of_steps_need_no_head_above_them_where_rows_hold_nothing_else() -> None:
    head = ["权力名称", "责任主体", "依据", "办理时限", "步骤", "责任人", "工作内容", "时限", "备注"]
    first = ["低保申请", "村委会", "救助办法", "30个工作日", 1, "村文书", "受理申请", "当日", None]
    further = [None, None, None, None, 2, "评议小组", "民主评议", "10日", None]
    powers, told = power_sheet((head, first, further), "A2:A3", "B2:B3", "C2:C3", "D2:D3")
    steps = [(step.id, step.who, step.what, step.limit) for power in powers for step in power.steps]
    assert steps == [("1", "村文书", "受理申请", "当日"), ("2", "评议小组", "民主评议", "10日")]
    assert ([power.total_limit for power in powers], told) == (["30个工作日"], [])
    assert power_sheet((head, first))[0] == []  # one row alone shows of no column that it is a step's


@pytest.mark.parametrize("again", [(None, None, None), ("低保申请", "许文静", "救助办法")])
def test_who_answers_for_a_power_may_stand_beside_who_takes_each_step(again: tuple[str | None, ...]) -> None:
    head = ["权力名称", "责任人", "依据", "步骤", "步骤内容", "责任人", "办理时限"]
    first = ["低保申请", "许文静", "救助办法", "第一步", "受理申请", "许文静", "当日"]
    powers, told = power_sheet((head, first, [*again, "第二步", "评议公示", "评议小组", "7日"]))
    steps = [(step.id, step.who, step.what, step.limit) for power in powers for step in power.steps]
    assert steps == [("1", "许文静", "受理申请", "当日"), ("2", "评议小组", "评议公示", "7日")]
    assert ([power.subject for power in powers], told) == (["许文静"], [])


@pytest.mark.parametrize("heads", [("第一步", "第二步"), ("步骤1", "步骤2"), ("环节一", "环节二")])
def test_each_step_and_risk_may_have_a_column(heads: tuple[str, ...]) -> None:
    head = ["权力名称", "责任主体", "依据", *heads, "风险点1", "风险点2"]
    powers, told = power_sheet((head, ["低保申请", "村委会", "救助办法", "受理", "公示", "优亲厚友", "漏报"]))
    (power,) = powers
    assert [(step.id, step.what) for step in power.steps] == [("1", "受理"), ("2", "公示")]
    assert ([risk.point for risk in power.risks], told) == (["优亲厚友", "漏报"], [])


@pytest.mark.parametrize(
    "heads", [("第一步", "责任人", "第二步", "责任人"), ("第一步", "第一步责任人", "第二步", "第二步责任人")]
)
def test_who_takes_each_step_may_stand_behind_it(heads: tuple[str, ...]) -> None:
    head = ["权力名称", "责任主体", "依据", *heads, "办理时限"]
    rows = (
        ["低保申请", "村委会", "救助办法", "受理", "许文静", "公示", "监委会", "7日"],
        ["用章", "村委会", "章程", "登记", "许文静"],
    )
    powers, told = power_sheet((head, *rows))
    steps = [[(step.id, step.what, step.who) for step in power.steps] for power in powers]
    assert steps == [[("1", "受理", "许文静"), ("2", "公示", "监委会")], [("1", "登记", "许文静")]]
    assert ([power.subject for power in powers], powers[0].total_limit, told) == (["村委会"] * 2, "7日", [])


def test_what_is_said_of_a_step_may_stand_below_it() -> None:
    powers, told = power_sheet(
        (
            ["权力名称", "责任主体", "依据", "第一步", None, "第二步", None],
            [None, None, None, "内容", "责任人", "内容", "责任人"],
            ["低保申请", "村委会", "救助办法", "受理", "许文静", "公示", "监委会"],
        ),
        *("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"),
    )
    (power,) = powers
    steps = [(step.id, step.what, step.who) for step in power.steps]
    assert (steps, told) == ([("1", "受理", "许文静"), ("2", "公示", "监委会")], [])


def test_a_risk_a_row_stands_below_a_head_of_two_rows_beside_the_steps() -> None:
    powers, told = power_sheet(
        (
            ["权力名称", "责任主体", "办事依据", "流程", None, "廉政风险防控", None, None],
            [None, None, None, "环节", "责任人", "风险点", "等级", "防控措施"],
            ["工程发包", "村两委", "章程", "提议", "村党支部", "夸大预算", "中", "两人估价"],
            [None, None, None, "招标", "村委会", "围标串标", "高", "网上招标"],
            [None, None, None, "公示", "监委会", None, None, None],
        ),
        *("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:H1", "A3:A5", "B3:B5", "C3:C5"),
    )
    (power,) = powers
    assert [step.what for step in power.steps] == ["提议", "招标", "公示"]
    risks = [(risk.point, risk.level, risk.measure) for risk in power.risks]
    assert risks == [("夸大预算", "中", "两人估价"), ("围标串标", "高", "网上招标")]
    assert told == []


def test_a_list_of_powers_may_name_duties_and_say_how_grave_risks_are() -> None:
    head = ["职权名称", "职权依据", "运行程序", "责任主体", "廉政风险点", "风险等级", "追责情形"]
    (power,), told = power_sheet(
        (head, ["用章", "章程", "①申请②登记", "村委会", "盖空白纸", "高", "按制度追责"])
    )
    assert (power.name, power.basis, power.risk_level) == ("用章", ("章程",), "高")
    assert (power.accountability, told) == ("按制度追责", [])


def test_a_list_of_records_on_its_side_is_to_be_turned() -> None:
    lines = ["小微权力清单"], ["权力名称", "低保申请"], ["责任主体", "村委会"], ["依据", "救助办法"]
    assert power_sheet(lines) == ([], [("table-head-missing", "小微权力清单!A1")])


def test_what_is_done_may_stand_in_one_column_row_by_row() -> None:
    powers, told = power_sheet(
        (
            ["权力名称", "责任主体", "依据", "办理环节"],
            ["低保申请", "村委会", "救助办法", "受理"],
            [None, None, None, "公示"],
            ["工程立项", "村委会", "村规民约", "提议→公示"],
        )
    )
    assert [[step.what for step in one.steps] for one in powers] == [["受理", "公示"], ["提议", "公示"]]
    assert told == []


def test_a_title_between_powers_is_the_class_of_those_below_it() -> None:
    head, said = ["序号", "权力名称", "责任主体", "依据", "办理流程"], ["村委会", "村规民约", "提议→公示"]
    rows = (
        [
            head,
            ["一、重大决策类（共1项）"],
            [1, "修订村规民约", *said],
            ["二、集体资产类"],
            [1, "资产出租", *said],
        ],
        [
            head,
            ["一", "重大决策类"],
            [1, "修订村规民约", *said],
            ["二", "集体资产类"],
            [1, "资产出租", *said],
        ],
    )
    for lines in rows:
        powers, told = power_sheet(lines)
        assert {one.name: one.class_ for one in powers} == {
            "修订村规民约": "重大决策",
            "资产出租": "集体资产类",
        }
        assert told == [("row-no-record", "小微权力清单!A2")]


def test_a_column_of_numbers_below_titles_tells_no_class() -> None:
    head, said = (
        ["类别", "序号", "权力名称", "责任主体", "依据", "办理流程"],
        ["村委会", "村规民约", "提议→公示"],
    )
    lines = [["一、重大决策"], [1, 1, "修订村规民约", *said], ["二、集体资产类"], [1, 2, "资产出租", *said]]
    powers, told = power_sheet([head, *lines])
    assert {one.name: one.class_ for one in powers} == {
        "修订村规民约": "重大决策",
        "资产出租": "集体资产类",
    }
    assert told == [("row-no-record", "小微权力清单!A2")]


def test_a_class_by_its_own_name_is_a_title() -> None:
    head, said = (
        ["序号", "权力名称", "责任主体", "依据", "办理流程", "时限"],
        ["村委会", "村规民约", "提议→公示", "3日"],
    )
    lines = [["重大决策"], [1, "修订村规民约", *said], ["便民服务（1项）"], [2, "开证明", *said], ["经办"]]
    powers, _ = power_sheet([head, *lines])
    assert [(one.name, one.class_, one.total_limit) for one in powers] == [
        ("修订村规民约", "重大决策", "3日"),
        ("开证明", "便民服务", "3日"),
    ]


def test_steps_may_be_numbered_in_the_heads_below_a_flow() -> None:
    powers, told = power_sheet(
        (
            ["权力名称", "责任主体", "依据", "流程", None, None],
            [None, None, None, "第一步", "第二步", "第三步"],
            ["低保申请", "村委会", "救助办法", "受理", "评议", "公示"],
        ),
        "D1:F1",
    )
    assert [[step.what for step in one.steps] for one in powers] == [["受理", "评议", "公示"]]
    assert told == []


def test_titles_tell_the_class_where_its_column_is_empty() -> None:
    head, said = (
        ["序号", "权力名称", "类别", "责任主体", "依据", "办理流程"],
        ["村委会", "村规民约", "提议→公示"],
    )
    lines = [["一、重大决策"], [1, "修订村规民约", "", *said], ["二、集体资产类"], [2, "资产出租", "", *said]]
    powers, _ = power_sheet([head, *lines])
    assert {one.name: one.class_ for one in powers} == {
        "修订村规民约": "重大决策",
        "资产出租": "集体资产类",
    }
    powers, _ = power_sheet([head, *lines, [3, "开证明", "便民服务", *said]])
    assert [one.class_ for one in powers] == [None, None, "便民服务"]


@pytest.mark.parametrize("sealed", ["村委会（盖章）", "2026年4月20日"])
def test_a_seal_or_a_day_below_a_list_is_no_step_of_the_last_power(sealed: str) -> None:
    head = ["权力名称", "责任主体", "依据", "办理流程"]
    lines = [head, ["低保申请", "村委会", "救助办法", "受理→公示"], [None, None, None, sealed]]
    powers, told = power_sheet(lines)
    assert [[step.what for step in one.steps] for one in powers] == [["受理", "公示"]]
    assert told == [("row-no-record", "小微权力清单!A3")]


def test_a_row_with_one_cell_that_names_nothing_is_no_record() -> None:
    head = ["权力名称", "责任主体", "依据", "办理流程", "监督电话"]
    lines = [head, ["低保申请", "村委会", "救助办法", "受理→公示", "0900-8880125"]]
    powers, told = power_sheet([*lines, [None, None, None, None, "柳湾村村委会"]])
    assert ([one.name for one in powers], told) == (["低保申请"], [("row-no-record", "小微权力清单!A3")])
    assert power_sheet([*lines, ["高龄津贴"]])[1][0][0] == "field-missing"


def test_a_title_over_two_columns_is_no_group_and_may_be_half_of_a_head() -> None:
    powers, told = power_sheet(
        (
            ["权力事项", None, "责任", None, "依据", "流程"],
            ["类别", "名称", "主体", "电话", None, None],
            ["便民服务", "低保申请", "村委会", "0900-8880120", "救助办法", "受理→公示"],
        ),
        "A1:B1",
        "C1:D1",
    )
    assert [(one.name, one.class_, one.subject) for one in powers] == [("低保申请", "便民服务", "村委会")]
    assert told == []


def test_a_chart_of_a_flow_is_its_steps() -> None:
    for head in ("流程图", "权力运行流程图"):
        powers, told = power_sheet(
            [["权力名称", "责任主体", "依据", head], ["低保申请", "村委会", "救助办法", "受理→公示"]]
        )
        assert [[step.what for step in one.steps] for one in powers] == [["受理", "公示"]]
        assert told == []


def test_heads_below_a_group_may_repeat_its_name() -> None:
    powers, told = power_sheet(
        (
            ["权力名称", "责任主体", "依据", "流程", "公开", None, None, "权力内容"],
            [None, None, None, None, "公开内容", "公开方式", "公开时限", None],
            ["低保申请", "村委会", "救助办法", "受理→公示", "名单", "公开栏", "评议后3日", "初审上报"],
        ),
        "E1:G1",
    )
    shown = [one.disclosure for one in powers if one.disclosure]
    assert [(one.content, one.form, one.when) for one in shown] == [("名单", "公开栏", "评议后3日")]
    assert ([one.scope for one in powers], told) == (["初审上报"], [])


def test_the_class_is_the_uppermost_title() -> None:
    head, said = ["序号", "权力名称", "责任主体", "依据", "办理流程"], ["村委会", "村规民约", "提议→公示"]
    lines = [
        ["一、重大决策类"],
        ["（一）资金类"],
        [1, "大额用钱", *said],
        ["（二）资产类"],
        [2, "出租", *said],
    ]
    powers, told = power_sheet([head, *lines, ["二、便民服务类"], [3, "开证明", *said]])
    assert {one.name: one.class_ for one in powers} == {
        "大额用钱": "重大决策",
        "出租": "重大决策",
        "开证明": "便民服务",
    }
    assert told == [("row-no-record", "小微权力清单!A2")]
    powers, _ = power_sheet([head, *lines[1:]])
    assert {one.name: one.class_ for one in powers} == {"大额用钱": "资金类", "出租": "资产类"}


def test_a_title_is_no_class_where_a_column_says_it_or_where_it_is_a_step() -> None:
    head, said = ["类别", "权力名称", "责任主体", "依据", "办理流程"], ["修订村规民约", "村委会", "村规民约"]
    powers, told = power_sheet([head, ["一、集体资产类"], ["日常管理", *said, "提议→公示"]])
    assert [one.class_ for one in powers] == ["日常管理"]
    steps = [head[1:], [*said, "一、提议"], [None, None, None, "二、公示结果"]]
    powers, told = power_sheet(steps)
    assert [[step.what for step in one.steps] for one in powers] == [["一、提议", "二、公示结果"]]
    assert told == []


@pytest.mark.parametrize("heads", [("办理", "监督"), ("办理电话", "监督电话")])
def test_telephones_below_one_head_are_told_apart_by_the_heads_below_it(heads: tuple[str, str]) -> None:
    powers, told = power_sheet(
        (
            ["权力名称", "责任主体", "依据", "流程", "电话", None],
            [None, None, None, None, *heads],
            ["低保申请", "村委会", "救助办法", "受理→公示", "0900-8880003", "0900-8880110"],
        ),
        "E1:F1",
    )
    assert [one.phone for one in powers] == [{"办理": "0900-8880003", "监督": "0900-8880110"}]
    assert told == []


@pytest.mark.parametrize(
    ("kind", "heads", "field"),
    [
        ("补贴名单", ["姓名", "组别", "人数", "金额"], "名单"),
        ("财务", ["日期", "摘要", "收入", "支出", "余额"], "明细"),
        ("资产", ["序号", "资产名称", "数量", "原值"], "资产台账"),
        ("合同", ["合同编号", "项目名称", "承包方", "合同金额"], "合同台账"),
    ],
)
def test_rows_of_one_record_in_the_place_of_records_are_told_as_such(
    kind: str, heads: list[str], field: str
) -> None:
    found, _ = read({kind: [heads, ["赵明远", "1组", "2", "420"]]})
    (problem,) = found[0].problems
    assert f"“{field}”" in problem.message("zh")
    assert f"改名为 {kind}明细" in problem.hint("zh")
    assert f"审核日期、{field}，" in problem.hint("zh")
    assert f"{field}1" not in problem.hint("zh")


def test_a_day_may_be_called_a_time_and_a_limit_a_term() -> None:
    heads = ["标题", "发现问题", "发现时间", "问题来源", "责任人", "整改期限", "整改情况", "是否公开"]
    row = ["二月误工补贴晚贴", "没有按时贴", "2026.3.18", "检查", "陈守田", "2026.4.10", "整改中", "是"]
    (reading,), _ = read({"问题台账": [heads, row]})
    assert reading.record is not None
    assert str(reading.record.fields.found_on) == "2026-03-18"  # type: ignore[attr-defined]
    assert str(reading.record.fields.due) == "2026-04-10"  # type: ignore[attr-defined]


def test_what_is_disclosed_is_the_title_where_no_column_is_called_so() -> None:
    heads, row = ["公开内容", "目录编码", "公开时间"], ["3组路灯维修费用", "CW05", "2026.4.3"]
    (reading,), _ = read({"村务公开": [heads, row]})
    assert reading.record is not None
    assert reading.record.fields.title == "3组路灯维修费用"
    (reading,), problems = read({"村务公开": [["标题", *heads], ["路灯维修", *row]]})
    assert reading.record is not None
    assert (reading.record.fields.title, reading.record.fields.content) == ("路灯维修", "3组路灯维修费用")
    assert not problems


def test_rows_of_a_register_are_read_once_the_cure_is_carried_out() -> None:
    rows = [["序号", "资产名称", "坐落地点", "原值"], [1, "村部", "村口", 480000], [2, "水泵", "2组", 5600]]
    found, problems = read({"资产": rows})
    assert problems == [("table-head-missing", "资产!A1")]
    hint = found[0].problems[0].hint("zh")
    assert "改名为 资产明细" in hint
    heads = hint.partition("列名写 ")[2].partition("，")[0].split("、")
    values = {"标题": "台账", "目录编码": "SZ01", "资产台账": "资产明细"}
    cured = [heads, [values.get(head, "2026-04-10") for head in heads]]
    found, problems = read({"资产": cured, "资产明细": rows})
    assert (len(found), problems) == (1, [])
    record = found[0].record
    assert record is not None
    assert [row.name for row in record.fields.rows] == ["村部", "水泵"]  # type: ignore[attr-defined]


def test_a_sheet_of_records_without_their_heads_asks_for_those() -> None:
    found, problems = read({"告知卡": [["事项名称", "所需材料"], ["低保申请", "户口本"]]})
    assert problems == [("table-head-missing", "告知卡!A1")]
    assert "标题、卡型" in found[0].problems[0].message("zh")
    assert "“表格”一格里写 告知卡明细" in found[0].problems[0].hint("zh")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["资产名称", "数量", "原值"], ["村部", "1栋", 480000]], "像一份资产的“资产台账”"),
        ([["姓名", "组别", "补助金额"], ["赵甲山", "1组", 300]], "像一份补贴名单的“名单”"),
        ([["项目", "期初", "期末"], ["货币资金", 1, 2]], "表名改成其中一个"),
    ],
)
def test_a_sheet_that_nobody_reads_is_told_where_it_may_belong(rows: list[list[object]], said: str) -> None:
    log = Log()
    files = {BOOK: workbook({"丙表": rows})}
    list(read_records(VillageFiles("qingshi/liuwan", files, {}, {}), KINDS, (), log))
    assert [one.fault.code for one in log.problems] == ["sheet-not-read"]
    assert said in log.problems[0].hint("zh")
    assert "“表格”一格里写 丙表" in log.problems[0].hint("zh")


def test_of_a_web_page_no_sheet_can_be_renamed() -> None:
    log, page = Log(), b"<table><tr><td>a</td><td>b</td></tr></table>"
    list(
        read_records(
            VillageFiles("qingshi/liuwan", {"qingshi/liuwan/liuwan.xls": page}, {}, {}), KINDS, (), log
        )
    )
    assert [one.fault.code for one in log.problems] == ["sheet-not-read"]
    assert "另存为“Excel 工作簿 (*.xlsx)”" in log.problems[0].hint("zh")
    assert "Sheet1" not in log.problems[0].hint("zh")


@pytest.mark.parametrize(
    ("kind", "catalog", "field"), [("事项", "CW05", "表格"), ("补贴名单", "HM01", "名单")]
)
def test_a_sheet_that_is_not_there_is_told_with_those_that_are(kind: str, catalog: str, field: str) -> None:
    sheets = {
        kind: [{"标题": "4月低保名单", "目录编码": catalog, field: "低保名单表"}],
        "低保名单": [["姓名", "人数"], ["赵甲山", 2]],
    }
    found, problems = read(sheets)
    assert [(code, cell) for code, cell in problems if code.startswith("table")] == [
        ("table-sheet-missing", f"{kind}!C2")
    ]
    (problem,) = (one for one in found[0].problems if one.fault.code == "table-sheet-missing")
    assert "这一格写" in problem.hint("zh")
    assert "低保名单" in problem.hint("zh")
    sheets[kind][0][field] = "低保名单"
    assert not [code for code, _ in read(sheets)[1] if code.startswith(("table", "cell", "sheet"))]


def test_a_sheet_called_a_register_holds_records_where_its_head_says_so() -> None:
    rows = [["合同号", "标的", "承包人"], ["HT-1", "东塘", "赵甲山"]]
    record = [["标题", "目录编码", "合同台账"], ["2026年一季度合同台账", "SZ03", "明细"]]
    found, problems = read({"合同台账": record, "明细": rows})
    assert ([one.kind for one in found], problems) == (["contract"], [])
    by_its_name = [record[0], [*record[1][:2], "合同台账"]]
    found, problems = read({"合同": by_its_name, "合同台账": rows})  # the rows that the record names
    assert ([one.kind for one in found], problems) == (["contract"], [])
    assert read({"合同台账": rows})[1] == [("sheet-not-read", "合同台账!A1")]


def test_a_sheet_called_like_a_kind_holds_the_rows_of_the_record_that_names_it() -> None:
    record = [["标题", "目录编码", "资产台账"], ["2026年上半年固定资产台账", "SZ01", "固定资产"]]
    rows = [["资产名称", "数量", "原值"], ["村部", "1栋", 480000], ["水泵", "2台", 5600]]
    found, problems = read({"资产": record, "固定资产": rows})
    assert (len(found), problems) == (1, [])
    table = next(entry.node for entry in found[0].document.fields.entries if entry.key == "资产台账")
    assert isinstance(table, Items)
    assert len(table.items) == 2
    assert [one for one, _ in read({"固定资产": rows})[1]] == ["table-head-missing"]  # nobody names it
