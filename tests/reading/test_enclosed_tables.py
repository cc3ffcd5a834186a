"""Tables that go with a record as they stand in a spreadsheet: named in many ways, read cell by cell."""

from __future__ import annotations

import pytest

from sunboard.model.plain import maps_of
from sunboard.model.problem import Log
from sunboard.parts import load_parts
from sunboard.privacy.leaks import leaks_in
from sunboard.reading.documents import Reading, read_document
from sunboard.reading.records import digest_of, read_record, understood
from sunboard.reading.sources import VillageFiles
from sunboard.reading.tables.enclosed import MOST_ROWS
from tests.helpers.workbooks import workbook

KINDS = load_parts().kinds
CSV = '村组,姓名,月金额\n1组,张某某,"1,560.50"\n2组,李某某,038\n合计,,\n审核人：何某,,\n'
TABLE = {
    "heads": ["村组", "姓名", "月金额"],
    "rows": [["1组", "张某某", "1,560.50"], ["2组", "李某某", "038"]],
    "below": ["合计", "审核人：何某"],
}


def read(fields: str, files: dict[str, bytes], kind: str = "matter") -> tuple[Reading, list[str]]:
    """Read a record of a village; return it with the code and place of every problem."""
    log = Log()
    folder = f"qingshi/liuwan/{KINDS[kind].folders[-1]}"
    text = f"---\n标题: 低保公示\n目录编码: HM01\n{fields}\n---\n"
    document = read_document(text.encode(), f"{folder}/x.md", log)
    assert document is not None
    source = VillageFiles(
        "qingshi/liuwan", {f"{folder}/{name}": data for name, data in files.items()}, {}, {}
    )
    reading = read_record(document, KINDS[kind], source)
    told = [f"{one.fault.code} {one.place.cell or one.place.line}" for one in reading.problems]
    return reading, told


def tables(reading: Reading) -> list[dict[str, object]]:
    assert reading.record is not None
    return [dict(table) for table in maps_of(understood(reading.record), "tables")]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("6.217E+18", ["cell-number-cut B2"]), ("#REF!", ["cell-error B2"]), ("1.2E+5", []), ("#3", [])],
)
def test_what_a_spreadsheet_left_in_place_of_a_value_is_refused(cell: str, code: list[str]) -> None:
    data = {"名单.csv": f"村组,号码\n1组,{cell}\n2组,{cell}\n".encode()}
    assert read("表格: 名单.csv", data)[1] == code
    rows = {"台账.csv": f"资产名称,规格型号\n水泵,{cell}\n".encode()}
    assert read("资产台账文件: 台账.csv", rows, "asset")[1] == code


@pytest.mark.parametrize(
    "written",
    [
        "表格: 名单.csv",
        "tables: [名单.csv]",
        "附表: {文件: 名单.csv}",
        "表格: [{标题: 名单, 文件: 名单.csv}]",
        "tables:\n  - {title: 名单, file: 名单.csv}",
    ],
)
def test_a_table_is_named_in_many_ways_and_its_cells_stay_as_they_are(written: str) -> None:
    reading, told = read(written, {"名单.csv": CSV.encode()})
    assert told == []
    assert tables(reading) == [{"title": "名单", **TABLE}]


@pytest.mark.parametrize(
    ("line", "above"),
    [
        ("单位：万元", ["单位：万元"]),
        ("（未审计）", ["（未审计）"]),
        ("2026年3月31日", ["2026年3月31日"]),
        ("2026年第一季度", ["2026年第一季度"]),
        ("2026年低保名单", None),
    ],
)
def test_a_title_that_is_written_takes_the_place_of_a_title_and_of_nothing_else(
    line: str, above: list[str] | None
) -> None:
    data = {"名单.csv": f"{line},,\n{CSV}".encode()}
    shown = {"title": "低保名单"} | ({"above": above} if above else {})
    assert tables(read("表格: {标题: 低保名单, 文件: 名单.csv}", data)[0]) == [{**shown, **TABLE}]


def test_the_name_of_a_file_is_no_line_of_its_table() -> None:
    data = {"2026年第一季度.csv": CSV.encode()}
    assert tables(read("表格: {标题: 名单, 文件: 2026年第一季度.csv}", data)[0]) == [
        {"title": "名单", **TABLE}
    ]


def test_several_tables_stand_in_their_order() -> None:
    files = {"甲.csv": CSV.encode(), "乙.csv": CSV.encode()}
    reading, told = read("表格: 乙.csv、甲.csv", files)
    assert (told, [table["title"] for table in tables(reading)]) == ([], ["乙", "甲"])


def test_a_table_named_elsewhere_is_shown_all_the_same() -> None:
    reading, told = read("明细文件: 名单.csv", {"名单.csv": CSV.encode()})
    assert told == ["table-meant 4"]
    assert len(tables(reading)) == 1
    reading, told = read("候选人: 名单.csv", {"名单.csv": CSV.encode()})
    assert (told, tables(reading)[0]["title"]) == ([], "候选人")


def test_a_spreadsheet_that_is_not_there_or_cannot_be_read_is_never_passed_over() -> None:
    assert read("明细文件: 名单.xlsx", {})[1] == ["table-meant 4", "table-file-missing 4"]
    assert read("名单文件: 名单.et", {"名单.et": b"x"})[1] == ["table-meant 4", "table-format 0"]
    assert read("说明文件: 说明.txt", {})[1] == ["key-unknown 4"]


def test_a_table_of_heads_alone_is_empty_unless_there_is_nothing_to_tell() -> None:
    named, files = "所属期间: 2026年一季度\n明细文件: 账.csv", {"账.csv": "日期,摘要,收入,支出\n".encode()}
    assert "table-empty 0" in read(named, files, kind="finance")[1]
    assert "table-empty 0" not in read(f"{named}\n本期无此项: 是", files, kind="finance")[1]


@pytest.mark.parametrize(
    ("beside", "is_offered"), [("一季度.xlsx", True), ("四季度.xlsx", False), ("1季度.pdf", False)]
)
def test_a_table_that_is_not_there_is_looked_for_beside(beside: str, is_offered: bool) -> None:
    reading, _ = read("表格: 1季度.xlsx", {beside: b""})
    (missing,) = (one for one in reading.problems if one.fault.code == "table-file-missing")
    assert (f"改成 表格: {beside}；" in missing.hint("zh")) == is_offered


def test_a_balance_sheet_is_read_from_a_file() -> None:
    head = "资产,年初数,期末数,负债,年初数,期末数\n货币资金,1,5.5,应付,12,7\n"
    reading, told = read(
        "所属期间: 2026年一季度\n资产负债表: 表.csv", {"表.csv": head.encode()}, kind="finance"
    )
    assert "shape-wrong" not in " ".join(told)
    assert tables(reading)[0]["rows"] == [["货币资金", "1", "5.5", "应付", "12", "7"]]


def test_one_of_several_sheets_has_to_be_named() -> None:
    book = workbook({"1组": [["姓名", "金额"], ["甲", 1]], "2组": [["姓名", "金额"], ["乙", 2]]})
    assert read("表格: 名单.xlsx", {"名单.xlsx": book})[1] == ["table-sheets-several 4"]
    assert read("表格: 名单.xlsx#3组", {"名单.xlsx": book})[1] == ["table-sheet-missing 4"]
    (problem,) = read("表格: {文件: 名单.xlsx, 表名: 3组}", {"名单.xlsx": book})[0].problems
    assert "“表名”或者“#”后面写" in problem.hint("zh")
    both, told = read("表格: 名单.xlsx#1组、名单.xlsx#2组", {"名单.xlsx": book})  # as the hint has it
    assert ([table["rows"] for table in tables(both)], told) == ([[["甲", "1"]], [["乙", "2"]]], [])
    for written in ("表格: 名单.xlsx#2组", "表格: {文件: 名单.xlsx, 表名: 2组}"):
        reading, told = read(written, {"名单.xlsx": book})
        assert (told, tables(reading)[0]["rows"]) == ([], [["乙", "2"]])


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "table-file-missing 4"),
        ({"名单.xlsx": b""}, "table-empty 0"),
        ({"名单.xlsx": b"PK\x03\x04 torn"}, "table-broken 0"),
        (
            {"名单.xlsx": b"<table><tr><td><table><tr><td>1</td></tr></table></td></tr></table>"},
            "table-is-web-page 0",
        ),
        ({"名单.xlsx": workbook({"a": []})}, "table-empty 0"),
    ],
)
def test_what_cannot_be_read_raises_its_own_fault_alone(files: dict[str, bytes], told: str) -> None:
    assert read("表格: 名单.xlsx", files)[1] == [told]


def test_a_second_table_below_another_is_refused() -> None:
    both = "分红\n组别,人口,金额\n1组,120,36000.00\n\n用电\n表号,电量,电费\nD-01,320.5,176.28\n"
    assert read("表格: 名单.csv", {"名单.csv": both.encode()})[1] == ["table-second A5"]
    groups = "分红\n户主,地块,金额\n甲,水田,360.00\n\n2组\n乙,旱地,120.00\n丙,鱼塘,98.00\n"
    assert read("表格: 名单.csv", {"名单.csv": groups.encode()})[1] == []


def test_too_many_rows_are_refused() -> None:
    rows = "姓名,金额\n" + "甲,1\n" * (MOST_ROWS + 1)
    assert read("表格: 名单.csv", {"名单.csv": rows.encode()})[1] == [f"table-rows-many A{MOST_ROWS + 2}"]
    parts = {"1组.csv": rows[: -len("甲,1\n")].encode(), "2组.csv": "姓名,金额\n甲,1\n".encode()}
    assert read("表格: 1组.csv、2组.csv", parts)[1] == []


def test_the_name_of_its_file_is_no_part_of_what_a_record_says() -> None:
    digests = set()
    for name in ("名单.csv", "新名单.csv"):
        reading, _ = read(f"表格: {{标题: 名单, 文件: {name}}}", {name: CSV.encode()})
        assert reading.record is not None
        digests.add(digest_of(reading.record))
    assert len(digests) == 1
    changed, _ = read("表格: {标题: 名单, 文件: a.csv}", {"a.csv": CSV.replace("038", "38").encode()})
    assert changed.record is not None
    assert digest_of(changed.record) not in digests


LEAKY = [
    ["名单", "", ""],
    ["姓名", "证件", "银行账号"],
    ["张某某", "629901199003078517", ""],
    ["李某某", "", "620000123456"],
    ["王某某", "62990119900307", "8517"],
    ["联系电话：13800138000", "", ""],
]


def test_every_cell_is_looked_through_for_personal_numbers() -> None:
    reading, _ = read("表格: 名单.xlsx", {"名单.xlsx": workbook({"一": LEAKY})})
    assert reading.document is not None
    found = leaks_in(reading.document, "x.md", KINDS["matter"].fields, frozenset())
    assert sorted((leak.fault.code, leak.place.cell) for leak in found) == [
        ("bank-card", "一!C4"),
        ("id-number", "一!A5"),
        ("id-number", "一!B3"),
        ("private-phone", "一!A6"),
    ]


BIDS = "序号,投标单位,投标报价（元）\n1,甲桥建筑队,79200\n2,新城建设公司,80700\n合计,,159900\n"
WORKS = "项目名称: 巷道硬化\n工程阶段: 招标\n报价人: 报价.csv"


def test_checks_see_the_rows_of_a_table_that_is_shown_as_it_stands() -> None:
    reading, _ = read(WORKS, {"报价.csv": BIDS.encode()}, "project")
    assert reading.record is not None
    assert reading.checked is not None
    assert not understood(reading.record).get("bidders")
    assert len(tables(reading)) == 1
    bidders = reading.checked.fields.bidders  # type: ignore[attr-defined]
    assert [(one.name, int(one.price), one.at("price").cell) for one in bidders] == [
        ("甲桥建筑队", 79200, "C2"),
        ("新城建设公司", 80700, "C3"),
    ]


def test_a_table_in_other_columns_is_shown_and_checks_see_no_rows() -> None:
    reading, told = read(WORKS, {"报价.csv": "甲,乙\n好,坏\n".encode()}, "project")
    assert not any("table" in one for one in told)
    assert reading.checked is not None
    assert reading.checked.fields.bidders == ()  # type: ignore[attr-defined]


SPACED = """\
组别      姓名      月金额
1组       张某某    1560
2组       李某某     380
合计                1940
"""


def test_text_parted_by_spaces_is_a_table_or_refused() -> None:
    reading, told = read("表格: 名单.txt", {"名单.txt": SPACED.encode()})
    assert told == []
    assert tables(reading)[0]["heads"] == ["组别", "姓名", "月金额"]
    assert tables(reading)[0]["rows"] == [
        ["1组", "张某某", "1560"],
        ["2组", "李某某", "380"],
        ["合计", "", "1940"],
    ]
    torn = SPACED.replace("1组       张某某    1560", "1组   张某某  共1户   1560  100")
    assert read("表格: 名单.txt", {"名单.txt": torn.encode()})[1] == ["table-head-missing 1"]
    lines = "第一条 不乱倒垃圾\n第二条 不乱停车\n第三条 不乱搭建\n"
    assert read("表格: 名单.txt", {"名单.txt": lines.encode()})[1] == []


def test_a_column_called_like_a_field_of_the_record_is_sent_there() -> None:
    table = "资产名称,原值,公开日期\n水泵,5600,2026-04-10\n"
    reading, _ = read("资产台账文件: 台账.csv", {"台账.csv": table.encode()}, kind="asset")
    (problem,) = (one for one in reading.problems if one.fault.code == "key-unknown")
    assert problem.hint("zh").startswith("“公开日期”是整份记录的一项")
    assert "公告日期" not in problem.hint("zh")


def test_unknown_columns_of_a_table_are_told_of_together() -> None:
    table = (
        "资产名称,原值,成色,公开日期,管护人电话段\n水泵,5600,新,2026-04-10,甲\n水塔,700,旧,2026-04-10,乙\n"
    )
    reading, _ = read("资产台账文件: 台账.csv", {"台账.csv": table.encode()}, kind="asset")
    unknown = [one for one in reading.problems if one.fault.code == "key-unknown"]
    assert [one.message("zh") for one in unknown] == [
        "没有“成色”“管护人电话段”这几项，没有读取",
        "没有“公开日期”这一项，没有读取",
    ]
    assert unknown[0].hint("zh").endswith("写成 #成色、#管护人电话段")
