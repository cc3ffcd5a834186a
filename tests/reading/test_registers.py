"""Registers and lists as villages keep them: titles, sums and signatures in them are no things and nobody."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from sunboard.fields.faults import nearest_head
from sunboard.fields.groups import table
from sunboard.fields.part import Part, to_plain
from sunboard.kinds.asset import AssetRow
from sunboard.kinds.contract import ContractRow, Receipt
from sunboard.kinds.finance.record import Debt
from sunboard.kinds.project import Change, Funding, Payment, Quantity
from sunboard.kinds.resource import PlotRow
from sunboard.kinds.subsidy import Recipient
from sunboard.model.node import Items
from sunboard.model.period import Period
from sunboard.model.problem import Log
from sunboard.reading.tables.columns import columns_of
from sunboard.reading.tables.table import read_table
from tests.reading.test_tables import workbook


def read(part: type[Part], data: bytes) -> tuple[list[Part], list[str]]:
    log = Log()
    found = read_table(data, "a.xlsx", part, log)
    rows = table(part)(found, log) if found is not None else ()
    return [*rows] if isinstance(rows, tuple) else [], [
        f"{one.fault.code} {one.place.cell}" for one in log.problems
    ]


def test_titles_of_sections_are_no_assets() -> None:
    head = ("资产编号", "名称", "原值（元）")
    lines = [("一、房屋",), ("F-1", "村部", 480000), ("二、设备",), ("J-1", "水泵", 5600)]
    found, problems = read(AssetRow, workbook(head, *lines))
    assert [row.name for row in found if isinstance(row, AssetRow)] == ["村部", "水泵"]
    assert problems == ["sum-row-skipped 一季度!A2", "sum-row-skipped 一季度!A4"]
    found, problems = read(AssetRow, workbook(("名称", "原值", "数量"), ("一、房屋",), ("村部",)))
    assert [row.name for row in found if isinstance(row, AssetRow)] == ["村部"]
    assert problems == ["sum-row-skipped 一季度!A2"]


@pytest.mark.parametrize("title", ["1组", "第二村民小组"])
def test_groups_above_their_people_are_nobody(title: str) -> None:
    found, problems = read(Recipient, workbook(("姓名", "面积", "金额"), (title,), ("赵甲山", 5.5, 660)))
    assert [row.name for row in found if isinstance(row, Recipient)] == ["赵甲山"]
    assert problems == ["sum-row-skipped 一季度!A2"]


def test_a_sum_is_one_where_only_the_column_of_numbers_says_so() -> None:
    lines = [(1, "赵甲山", 5.5, 660), (2, "钱乙水", 3.2, 384), ("小计", "2户", 8.7, 1044)]
    signed = ("村负责人：何广仁", None, "制表人：许文静")
    found, problems = read(Recipient, workbook(("序号", "姓名", "面积", "应发金额"), *lines, signed))
    assert [row.name for row in found if isinstance(row, Recipient)] == ["赵甲山", "钱乙水"]
    assert problems == ["sum-row-skipped 一季度!A4", "sum-row-skipped 一季度!A5"]


@pytest.mark.parametrize(
    "term", ["2024.1.1-2028.12.31", "2024年1月1日至2028年12月31日", "2024/1/1—2028/12/31"]
)
def test_a_contract_lasts_from_one_day_to_another(term: str) -> None:
    data = workbook(("合同名称", "承包方", "承包期限"), ("鱼塘", "合作社", term))
    found, problems = read(ContractRow, data)
    row = found[0]
    assert isinstance(row, ContractRow)
    assert (row.object, row.party) == ("鱼塘", "合作社")
    assert (row.start, row.end) == (date(2024, 1, 1), date(2028, 12, 31))
    assert problems == []


def test_a_term_may_be_said_beside_its_days_which_stand_there_where_they_are_none() -> None:
    lines = ("鱼塘", "合作社", "5年", "2024.1.1-2028.12.31"), ("果园", "果业社", "3年", "2025.10-2028.9")
    data = workbook(("合同名称", "承包方", "承包期限", "起止时间"), *lines)
    found, problems = read(ContractRow, data)
    assert problems == []
    assert [(row.term, row.start) for row in found if isinstance(row, ContractRow)] == [
        ("5年", date(2024, 1, 1)),
        ("3年（2025.10-2028.9）", None),
    ]


@pytest.mark.parametrize("head", ["合同期限", "租期"])
def test_a_term_without_days_stands_as_it_is_written(head: str) -> None:
    lines = ("鱼塘", "合作社", "5年"), ("果园", "果业社", "2024.1.1-2028.12.31")
    found, problems = read(ContractRow, workbook(("合同名称", "对方", head), *lines))
    assert [(row.term, row.end) for row in found if isinstance(row, ContractRow)] == [
        ("5年", None),
        (None, date(2028, 12, 31)),
    ]
    assert problems == []


def test_what_is_for_a_year_is_no_price_of_the_whole() -> None:
    found, problems = read(
        ContractRow, workbook(("标的", "乙方", "合同金额（元/年）"), ("鱼塘", "合作社", 3600))
    )
    assert to_plain(found[0]) == {"object": "鱼塘", "party": "合作社", "rent": "3600.00"}
    assert problems == []


def test_bounds_in_four_columns_are_one_text() -> None:
    def merge(sheet: Worksheet) -> None:
        for cells in ("A1:A2", "B1:C1"):
            sheet.merge_cells(cells)

    head = ("资源名称", "四至", None), (None, "东", "南")
    data = workbook(*head, ("机动地", "村道", "水渠"), ("林地", "沟", None), edit=merge)
    found, problems = read(PlotRow, data)
    assert [row.bounds for row in found if isinstance(row, PlotRow)] == ["东：村道，南：水渠", "东：沟"]
    assert problems == []


def test_of_what_is_old_the_month_is_enough_and_a_month_that_may_be_cut_is_asked_back() -> None:
    head = ("资产名称", "规格型号", "单位", "数量", "购置时间")
    lines = [("村部", "砖混", "栋", 1, "2019年5月"), ("水泵", None, "台", 2, "2020")]
    lines.append(("车", None, "辆", 1, "2021-03-06"))
    found, problems = read(AssetRow, workbook(head, *lines))
    acquired = [row.acquired for row in found if isinstance(row, AssetRow)]
    assert acquired == [Period(2019, "M", 5), Period(2020, "Y", 1), date(2021, 3, 6)]
    assert to_plain(found[0]).items() >= {"acquired": "2019-05", "model": "砖混", "unit": "栋"}.items()
    assert problems == []
    assert read(AssetRow, workbook(head, ("村部", None, None, 1, 2019.1)))[1] == ["value-wrong 一季度!E2"]


def test_a_contract_may_say_in_which_months_it_begins_and_ends() -> None:
    head = ("发包项目", "承包户", "签约时间", "承包起始年月", "承包到期年月", "年承包费(元)")
    line = ("西滩鱼塘", "苏大勇", "2024年4月", "2024年5月", "2029.4", 7800)
    found, problems = read(ContractRow, workbook(head, line))
    row = found[0]
    assert isinstance(row, ContractRow)
    assert (row.start, row.end) == (Period(2024, "M", 5), Period(2029, "M", 4))
    assert (row.begins, row.ends) == (date(2024, 5, 1), date(2029, 4, 30))
    assert (
        to_plain(row).items()
        >= {"signed": "2024-04", "start": "2024-05", "end": "2029-04", "rent": "7800.00"}.items()
    )
    assert problems == []


def test_a_list_that_goes_on_to_the_right_is_one_list() -> None:
    head = ("序号", "姓名", "金额")
    across = [(1, "赵甲山", 300, 2, "钱乙水", 300), (3, "孙丙木", 400), ("合计", None, 1000)]
    found, problems = read(Recipient, workbook(("慰问金发放名单",), head * 2, *across))
    assert [(row.name, row.amount) for row in found if isinstance(row, Recipient)] == [
        ("赵甲山", 300),
        ("钱乙水", 300),
        ("孙丙木", 400),
    ]
    assert problems == ["sum-row-skipped 一季度!A5"]
    found, problems = read(Recipient, workbook(head[1:] * 3, ("赵", 1, "钱", 2, "孙", 3), ("李", 4)))
    assert [row.name for row in found if isinstance(row, Recipient)] == ["赵", "李", "钱", "孙"]
    down = [(1, "赵甲山", 300, 3, "孙丙木", 400), (2, "钱乙水", 300, 4, "李丁火", 200)]
    found, problems = read(Recipient, workbook(head * 2, *down, (None, "合计", 600, None, "合计", 600)))
    names = [row.name for row in found if isinstance(row, Recipient)]
    assert (names, problems) == (["赵甲山", "钱乙水", "孙丙木", "李丁火"], ["sum-row-skipped 一季度!B4"])
    found, problems = read(Recipient, workbook(head * 2, *down, ("合计", None, None, None, None, 1300)))
    assert problems == ["sum-row-skipped 一季度!A4", "total-row-differs 一季度!F4"]


def test_the_sum_of_net_values_is_compared() -> None:
    head = ("编号", "名称", "地点", "数量", "原值", "净值", "使用状态")
    rows = (("ZC-1", "水泵房", "二组", 1, 400, 300, "在用"), ("ZC-2", "旋耕机", "村部", 1, 90, 60, "在用"))
    for net, differs in ((360, []), (370, ["total-row-differs 一季度!F4"])):
        found = read(AssetRow, workbook(head, *rows, ("合计", None, None, None, 490, net, None)))[1]
        assert found == ["sum-row-skipped 一季度!A4", *differs]


@pytest.mark.parametrize(
    ("total", "persons", "differs"),
    [
        (("合计", None, 5, 8, 400), 2, []),
        (("合计", None, 5, 9, 400), 2, ["total-row-differs 一季度!D4"]),
        (("合计", None, 6, 8, 400), 2, ["total-row-differs 一季度!C4"]),
        (("合计", None, 2, 8, 400), None, []),  # households, where nobody counted the people of one
        (("合计", "2户", None, "8亩", 400), 2, []),
    ],
)
def test_sums_of_people_and_land_are_compared_too(
    total: tuple[object, ...], persons: int | None, differs: list[str]
) -> None:
    head = ("姓名", "组别", "人数", "面积", "金额")
    data = workbook(head, ("赵甲山", "1组", 3, 5, 250), ("钱乙水", "2组", persons, 3, 150), total)
    assert read(Recipient, data)[1] == ["sum-row-skipped 一季度!A4", *differs]


def test_a_name_without_a_number_where_all_else_is_counted_is_a_title() -> None:
    head = ("序号", "名称", "数量", "原值")
    lines = [(None, "房屋类"), (1, "村部", 1, 480000), (None, "设备类"), (1, "水泵", 2, 5600)]
    found, problems = read(AssetRow, workbook(head, *lines))
    assert [row.name for row in found if isinstance(row, AssetRow)] == ["村部", "水泵"]
    assert problems == ["sum-row-skipped 一季度!B2", "sum-row-skipped 一季度!B4"]
    more = (None, "电脑", 3, 12000)  # is not counted either
    found, _ = read(AssetRow, workbook(head, *lines, more))
    assert [row.name for row in found if isinstance(row, AssetRow)][::4] == ["房屋类", "电脑"]


def test_parts_with_titles_of_their_own_are_asked_back() -> None:
    head, line = ("姓名", "金额") * 2, ("赵甲山", 300, "钱乙水", 300)
    data = workbook(("一组", None, "二组"), head, line)
    log = Log()
    read_table(data, "a.xlsx", Recipient, log)
    assert [(one.fault.code, one.details["what"]) for one in log.problems] == [
        ("table-head-twice", "parts-apart")
    ]
    assert read(Recipient, workbook((None, None, None, "单位：元"), head, line))[1] == []


@pytest.mark.parametrize(
    ("part", "heads", "cells", "read_as"),
    [
        (
            ContractRow,
            ("项目名称", "承租单位", "租赁面积（亩）", "租期", "年租金（元）", "总租金"),
            ("东塘", "合作社", 12, "2024.1.1-2028.12.31", 3600, 18000),
            {"object": "东塘", "party": "合作社", "area": "12.00", "rent": "3600.00", "price": "18000.00"},
        ),
        (ContractRow, ("合同标的", "项目名称", "乙方"), ("东塘", "水面", "合作社"), {"object": "东塘"}),
        (AssetRow, ("物品名称", "存放位置", "购置年份"), ("水泵", "2组", "2018年"), {"place": "2组"}),
        (
            AssetRow,
            ("资产名称", "处置.方式", "处置．公告日期", "处置.受让人", "处置.日期"),
            ("水泵", "公开竞价", "2026-03-05", "青石饲料店", "2026-03-20"),
            {"disposal": "公开竞价", "buyer": "青石饲料店"},
        ),
        (AssetRow, ("资产名称", "账面原值", "资产净值"), ("水泵", 5600, 1200), {"net_value": "1200.00"}),
        (
            PlotRow,
            ("地名", "实测面积", "经营者"),
            ("东塘", 12, "合作社"),
            {"area": "12.00", "user": "合作社"},
        ),
        (
            Recipient,
            ("申请人", "家庭人口", "月补助金额"),
            ("赵甲山", 2, 900),
            {"persons": 2, "amount": "900.00"},
        ),
        (Recipient, ("姓名", "村组", "金额"), ("赵甲山", "1组", 900), {"group": "1组"}),
        (
            Recipient,
            ("姓名", "岗位名称", "补贴月数"),
            ("赵甲山", "保洁员", 3),
            {"post": "保洁员", "months": 3},
        ),
        (AssetRow, ("资产名称", "账面数量", "盘点数量"), ("水泵", 3, 2), {"quantity": "3"}),
    ],
)
def test_heads_stand_in_for_the_names_of_a_column(
    part: type[Part], heads: tuple[str, ...], cells: tuple[object, ...], read_as: dict[str, object]
) -> None:
    found, _ = read(part, workbook(heads, cells))
    assert to_plain(found[0]).items() >= read_as.items()


def test_a_head_gives_way_to_the_name_that_it_stands_in_for() -> None:
    data = workbook(("项目名称", "标的", "面积", "合同面积"), ("水产项目", "东塘", 12, 11))
    found, problems = read(ContractRow, data)
    assert to_plain(found[0]) == {"object": "东塘", "area": "12.00"}
    assert problems == ["key-unknown 一季度!A2", "key-unknown 一季度!D2"]


@pytest.mark.parametrize(
    ("part", "heads", "cells"),
    [
        (ContractRow, ("标的", "总面积", "合同面积"), ("东塘", 12, 11)),
        (Recipient, ("姓名", "月补助金额", "本季发放金额"), ("赵甲山", 300, 900)),
    ],
)
def test_of_two_heads_that_stand_in_for_one_number_neither_is_guessed(
    part: type[Part], heads: tuple[str, ...], cells: tuple[object, ...]
) -> None:
    log = Log()
    read_table(workbook(heads, cells), "a.xlsx", part, log)
    (problem,) = log.problems
    assert (problem.fault.code, problem.place.cell) == ("table-head-twice", "一季度!C1")
    (label,) = {problem.value}
    for at in (1, 2):  # the cure, carried out: one has the name, # stands before the other
        named = [label if x == at else f"#{head}" if x else head for x, head in enumerate(heads)]
        found, problems = read(part, workbook(tuple(named), cells))
        assert f"{cells[at]}.00" in to_plain(found[0]).values()
        assert problems == []


def test_of_heads_that_stand_in_those_who_are_paid_for_count() -> None:
    heads = ("姓名", "家庭人口", "享受人口", "承包面积", "核定面积", "金额")
    found, problems = read(Recipient, workbook(heads, ("赵甲山", 4, 2, 9, 8.5, 850)))
    assert to_plain(found[0]) == {"name": "赵甲山", "persons": 2, "area": "8.50", "amount": "850.00"}
    assert problems == ["key-unknown 一季度!B2", "key-unknown 一季度!D2"]


def test_which_months_are_paid_for_is_no_number_of_months() -> None:
    found, problems = read(Recipient, workbook(("姓名", "发放月份", "金额"), ("赵甲山", "1-3月", 300)))
    assert to_plain(found[0]) == {"name": "赵甲山", "amount": "300.00"}
    assert problems == ["key-unknown 一季度!B2"]


def test_of_a_value_at_several_days_that_at_the_end_counts() -> None:
    heads = ("资产名称", "原值", None, None, None, "净值")
    below = (None, "期初数", "本期增加", "本期减少", "期末数", None)
    row = ("电脑", 9600, 4200, 3200, 10600, 5400)
    data = workbook(heads, below, row, edit=lambda sheet: sheet.merge_cells("B1:E1"))
    found, problems = read(AssetRow, data)
    assert to_plain(found[0]) == {"name": "电脑", "original_value": "10600.00", "net_value": "5400.00"}
    assert problems == [f"key-unknown 一季度!{cell}" for cell in ("B3", "C3", "D3")]


@pytest.mark.parametrize(("merged", "last"), [("B1:C1", "合计"), ("B1:D1", "小计")])
def test_of_amounts_below_one_head_their_sum_counts_where_it_is_theirs(merged: str, last: str) -> None:
    above = ("姓名", "月发放金额", None, None if merged == "B1:D1" else last)
    heads = (above, (None, "1月", "2月", last if merged == "B1:D1" else None))
    lines, foot = (("赵甲山", 700, 700, 1400), ("钱乙水", None, 380, 380)), ("合计", 700, 1080, 1780)

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells(merged)

    found, problems = read(Recipient, workbook(*heads, *lines, foot, edit=merge))
    assert [row.amount for row in found if isinstance(row, Recipient)] == [1400, 380]
    assert problems == ["sum-row-skipped 一季度!A5"]
    found, problems = read(Recipient, workbook(*heads, *lines, ("孙丙木", 10, 20, 40), edit=merge))
    assert (found, [one.partition(" ")[0] for one in problems]) == ([], ["table-head-twice"])


@pytest.mark.parametrize("unit", ["平方米", "㎡", "公顷"])
def test_no_area_in_other_units_is_one_in_mu(unit: str) -> None:
    found, problems = read(PlotRow, workbook(("地名", "地类", f"面积（{unit}）"), ("晒场", "建设用地", 120)))
    if unit == "公顷":
        assert (found, problems) == ([], ["table-unit-unclear 一季度!C1"])
    else:  # as of a yard
        assert "area" not in to_plain(found[0])
        assert problems == ["key-unknown 一季度!C2"]


@pytest.mark.parametrize(
    ("head", "cell", "near"),
    [
        ("租金", 18000, "每月租金"),
        ("已付金额", 18000, ""),
        ("见证方", "村委会", ""),
        ("经济合同号", "HT-1", "合同号"),
    ],
)
def test_no_column_is_taken_for_another_that_says_something_else(head: str, cell: object, near: str) -> None:
    log = Log()
    data = workbook(("标的", "年租金", head), ("东塘", 3600, cell))
    found = read_table(data, "a.xlsx", ContractRow, log)
    assert found is not None
    table(ContractRow)(found, log)
    (problem,) = log.problems
    assert problem.details.get("near", "") == near
    if not near:
        names = problem.details["names"]
        assert "年租金" not in names
        assert {"方式", "价款"} & {*names}
        assert "认得、还没有用的列名：" in problem.hint("zh")


@pytest.mark.parametrize(
    ("head", "near"), [("年龄", ""), ("岗位名", ""), ("民组别", "组别"), ("关糸", ""), ("交款单位", "")]
)
def test_a_head_is_like_one_that_ends_alike(head: str, near: str) -> None:
    assert nearest_head(head, ("组别", "年龄段", "岗位", "关系", "领款单位")).get("near", "") == near


def test_bounds_in_columns_of_their_own_are_one_text() -> None:
    data = workbook(("地块名称", "东至", "南至", "面积"), ("机动地", "村道", "水渠", 5))
    found, problems = read(PlotRow, data)
    assert [row.bounds for row in found if isinstance(row, PlotRow)] == ["东至：村道，南至：水渠"]
    assert problems == []
    data = workbook(
        ("地块名称", "坐落", "东", "南", "西", "北"), ("机动地", "1组", "路", "河", "2组地", "渠")
    )
    (row,), problems = read(PlotRow, data)
    assert isinstance(row, PlotRow)
    assert (row.place, row.bounds) == ("1组", "东：路，南：河，西：2组地，北：渠")
    assert problems == []


@pytest.mark.parametrize("said", ["单位：公顷", "计量单位: 平方米", "单位：元、㎡"])
def test_areas_in_another_unit_above_the_table_are_asked_back(said: str) -> None:
    head, line = ("地块名称", "地类", "面积"), ("后山", "林地", 8)
    assert read(PlotRow, workbook((said,), head, line)) == ([], ["table-unit-unclear 一季度!A1"])
    own = ("地块名称", "地类", "面积（亩）")
    assert read(PlotRow, workbook((said,), own, line))[1] == []
    assert read(PlotRow, workbook(("单位：亩",), head, line))[1] == []  # as the hint has it


def test_from_one_year_to_another_is_no_day_of_purchase() -> None:
    data = workbook(("资产名称", "购置时间"), ("水泵", "2024.1.1-2028.12.31"))
    assert read(AssetRow, data)[1] == ["value-wrong 一季度!B2"]


def test_what_a_field_is_called_twice_is_told_whole() -> None:
    lines = ("鱼塘承包合同", "2组鱼塘", 1), ("果园发包", "果园", 2), ("", "机井", 3), ("仓库租赁合同", "", 4)
    found, problems = read(ContractRow, workbook(("合同名称", "标的", "面积"), *lines))
    objects = [row.object for row in found if isinstance(row, ContractRow)]
    assert objects == ["2组鱼塘（鱼塘承包合同）", "果园（果园发包）", "机井", "仓库租赁合同"]
    assert problems == []
    found, problems = read(Recipient, workbook(("姓名", "户主", "金额"), ("赵甲山", "赵乙水", 5)))
    assert problems == ["table-head-twice 一季度!B1"]


@pytest.mark.parametrize("head", ["租金", "承包费", "年租金", "租金（元/年）"])
def test_what_is_paid_in_a_year_says_so_in_its_cells(head: str) -> None:
    lines = [("鱼塘", "每年12000元"), ("门面", "8600元/年"), ("合计", None)]
    found, problems = read(ContractRow, workbook(("标的", head), *lines))
    assert [str(row.rent) for row in found if isinstance(row, ContractRow)] == ["12000.00", "8600.00"]
    assert problems == ["sum-row-skipped 一季度!A4"]


@pytest.mark.parametrize(
    ("head", "cells", "name"),
    [
        ("底价", ("350元/亩", "每亩320元"), "bottom_unit_price"),
        ("招租底价", ("350元/亩/年", "320元/亩"), "bottom_unit_price"),
        ("竞价底价", ("每年5000元", "0.48万元/年"), "bottom_rent"),
    ],
)
def test_what_a_lowest_price_is_of_is_said_by_its_cells(head: str, cells: tuple[str, ...], name: str) -> None:
    found, problems = read(ContractRow, workbook(("标的", head), *zip(("旱地", "水田"), cells, strict=True)))
    assert problems == []
    assert [
        (row.bottom_price, getattr(row, name) is not None) for row in found if isinstance(row, ContractRow)
    ] == [(None, True)] * 2


HEAD = ("标的", "面积", "租金")


def test_rent_of_an_unknown_time_is_none_of_a_year() -> None:
    found, problems = read(ContractRow, workbook(HEAD, ("鱼塘", 1, "每年12000元"), ("门面", 2, "12000")))
    assert [(row.rent, row.rent_terms) for row in found if isinstance(row, ContractRow)] == [(None, None)] * 2
    assert problems == ["key-unknown 一季度!C2"]


@pytest.mark.parametrize("rent", ["1000元/月", "每亩每年500元"])
@pytest.mark.parametrize("part", [ContractRow, PlotRow])
def test_rent_in_words_stands_as_it_is_written(part: type[Part], rent: str) -> None:
    head = ("地块名称", *HEAD[1:])
    found, problems = read(part, workbook(head, ("鱼塘", 1, "每年12000元"), ("门面", 2, rent)))
    told = [(row.rent, row.rent_terms) for row in found if isinstance(row, ContractRow | PlotRow)]
    assert (told, problems) == ([(None, "每年12000元"), (None, rent)], [])


def test_a_shop_of_a_number_is_let_by_the_month() -> None:
    heads = ("门面号", "承租人", "月租金（元）", "押金", "交租情况"), ("1号", "赵甲山", 800, 1000, "已交清")
    found, problems = read(ContractRow, workbook(*heads))
    told = {
        "object": "1号",
        "party": "赵甲山",
        "monthly": "800.00",
        "deposit": "1000.00",
        "progress": "已交清",
    }
    assert ([to_plain(row) for row in found], problems) == ([told], [])


@pytest.mark.parametrize(
    "sides", [("承包起始时间", "承包到期时间"), ("起始时间", "终止时间"), ("租期起", "租期止")]
)
def test_a_plot_is_let_from_one_day_to_another(sides: tuple[str, str]) -> None:
    heads, line = (
        ("山名", "林种", "亩数", "缴费情况"),
        ("后山", "用材林", 60, "已交清", "2021.10.1", "2031.9.30"),
    )
    found, problems = read(PlotRow, workbook((*heads, *sides), line))
    told = {"name": "后山", "land_type": "用材林", "area": "60.00", "progress": "已交清"}
    days = {"start": "2021-10-01", "end": "2031-09-30"}
    assert ([to_plain(row) for row in found], problems) == ([told | days], [])


def test_a_cell_of_words_has_room_for_what_stands_beside_them() -> None:
    head = ("地块及面积", "承包人及联系电话", "面积")
    found, problems = read(ContractRow, workbook(head, ("2组鱼塘15亩", "合作社 0900-8880120", "15亩3分")))
    assert [to_plain(row) for row in found] == [
        {"object": "2组鱼塘15亩", "party": "合作社 0900-8880120", "area": "15.30"}
    ]
    assert problems == []
    head = ("标的", "面积", "年租金及押金")
    assert read(ContractRow, workbook(head, ("鱼塘", 1, "100")))[1] == ["key-unknown 一季度!C2"]


def test_a_head_of_two_rows_needs_no_merged_cells() -> None:
    upper = ("资源名称", "面积（亩）", "四至", None, None, None, "承包方")
    lower = (None, None, "东", "南", "西", "北", None)
    found, problems = read(PlotRow, workbook(upper, lower, ("鱼塘", 15.3, "渠", "路", "沟", "堤", "合作社")))
    assert [(row.bounds, row.user) for row in found if isinstance(row, PlotRow)] == [
        ("东：渠，南：路，西：沟，北：堤", "合作社")
    ]
    assert problems == []


def test_what_a_thing_cost_may_be_its_amount_and_never_the_price_of_one() -> None:
    head = ("名称", "数量", "单价", "金额")
    found, problems = read(AssetRow, workbook(head, ("电脑", "2台", 3800, 7600)))
    (row,) = found
    assert isinstance(row, AssetRow)
    assert (str(row.original_value), str(row.unit_price), problems) == ("7600.00", "3800.00", [])


def test_of_a_plot_that_is_let_it_is_told_where_it_lies_until_when_and_for_how_much() -> None:
    head = ("地块名称", "所在位置", "承包期限", "年承包费（元）", "面积")
    found, problems = read(
        PlotRow, workbook(head, ("河滩地", "2组", "2020.1.1—2029.12.31", "6000元/年", "3亩2分"))
    )
    assert [to_plain(row) for row in found] == [
        {"name": "河滩地", "place": "2组", "lease": "2020.1.1—2029.12.31", "rent": "6000.00", "area": "3.20"}
    ]
    assert problems == []


def test_rent_by_the_mu_is_told_apart_from_that_of_the_year() -> None:
    head = ("承租方", "租赁地块", "租金标准", "年租金合计（元）")
    found, problems = read(ContractRow, workbook(head, ("合作社", "河滩地", "800元/亩/年", 12240)))
    told = {"party": "合作社", "object": "河滩地", "rent": "12240.00", "rent_terms": "800元/亩/年"}
    assert ([to_plain(row) for row in found], problems) == ([told], [])


def test_a_lowest_price_by_the_mu_is_one_in_every_row_or_refused() -> None:
    head = ("标的", "底价")
    found, problems = read(ContractRow, workbook(head, ("河滩地", "580元/亩"), ("坡地", "300元/亩")))
    prices = [str(row.bottom_unit_price) for row in found if isinstance(row, ContractRow)]
    assert (prices, problems) == (["580.00", "300.00"], [])
    found, problems = read(ContractRow, workbook(head, ("河滩地", "580元/亩"), ("坡地", 3000)))
    assert problems == ["value-wrong 一季度!B2"]


@pytest.mark.parametrize(("sum_of_both", "areas"), [(5, ["5.00"]), (4, [])])
def test_of_an_area_in_parts_what_they_make_is_the_area(sum_of_both: int, areas: list[str]) -> None:
    upper, lower = ("姓名", "面积（亩）", None, None, "金额"), (None, "小麦", "玉米", "小计", None)
    found, problems = read(Recipient, workbook(upper, lower, ("赵甲山", 2, 3, sum_of_both, 480)))
    assert [str(row.area) for row in found if isinstance(row, Recipient)] == areas
    assert problems == ([] if areas else ["table-head-twice 一季度!D2"])


@pytest.mark.parametrize("total", ["合计（元）", "合计金额", "补贴金额"])
@pytest.mark.parametrize("is_below", [True, False])
def test_what_months_make_is_what_somebody_was_paid(total: str, is_below: bool) -> None:
    heads: list[tuple[str | None, ...]] = [("姓名", "岗位", "1月", "2月", total)]
    if is_below:
        heads = [("姓名", "岗位", "发放月份", None, total), (None, None, "1月", "2月", None)]
    lines = ("赵甲山", "保洁", 600, 500, 1100), ("钱乙水", "护林", None, 300, 300)
    found, problems = read(Recipient, workbook(*heads, *lines))
    assert [str(row.amount) for row in found if isinstance(row, Recipient)] == ["1100.00", "300.00"]
    assert problems == []
    _, problems = read(Recipient, workbook(*heads, ("赵甲山", "保洁", 600, 500, 900)))
    assert any(one.startswith("key-unknown") for one in problems)


@pytest.mark.parametrize(
    "signed",
    [
        ("理事长：何广仁", None, "会计：许文静"),
        ("村委会主任：", "何广仁", "2026年3月2日"),
        ("经办：罗会兰", None, "2026-03-02"),
    ],
)
def test_whoever_signs_below_a_register_is_nothing_in_it(signed: tuple[str | None, ...]) -> None:
    data = workbook(("资产编号", "名称", "原值（元）"), ("F-1", "村部", 480000), signed)
    found, problems = read(AssetRow, data)
    assert [row.name for row in found if isinstance(row, AssetRow)] == ["村部"]
    assert problems == ["sum-row-skipped 一季度!A3"]


def test_a_thing_whose_name_has_a_colon_is_one() -> None:
    found, _ = read(AssetRow, workbook(("名称", "原值"), ("门面：1号", 30000), ("门面：2号", "20000")))
    assert len(found) == 2


@pytest.mark.parametrize("head", ["承包（租赁）方", "承租（或承包）单位", "承包/租赁人", "租赁或承包方"])
def test_a_head_may_say_two_words_for_one_thing(head: str) -> None:
    found, problems = read(ContractRow, workbook(("标的", head), ("鱼塘", "合作社")))
    assert [to_plain(row) for row in found] == [{"object": "鱼塘", "party": "合作社"}]
    assert problems == []


def test_whoever_stands_below_the_title_of_a_group_is_of_it() -> None:
    lines = [("1组",), ("赵甲山", 5, 660), ("（二）第二村民小组",), ("钱乙水", 3, 384)]
    found, _ = read(Recipient, workbook(("姓名", "面积", "金额"), *lines))
    assert [(row.name, row.group) for row in found if isinstance(row, Recipient)] == [
        ("赵甲山", "1组"),
        ("钱乙水", "第二村民小组"),
    ]


def test_a_sheet_for_each_group_makes_one_list() -> None:
    head, first, second = ("姓名", "金额"), ("赵甲山", 660), ("钱乙水", 384)

    def named(edit: str) -> bytes:
        return workbook(
            head, first, edit=lambda sheet: setattr(sheet, "title", edit), **{"河东组": [head, second]}
        )

    found, problems = read(Recipient, named("河西组"))
    assert [(row.name, row.group) for row in found if isinstance(row, Recipient)] == [
        ("赵甲山", "河西组"),
        ("钱乙水", "河东组"),
    ]
    assert problems == []
    assert read(Recipient, named("2025年"))[1] == ["table-sheets-several "]


def test_an_amount_whose_cell_shows_it_in_ten_thousands_is_that_many() -> None:
    def shown(sheet: Worksheet) -> None:
        sheet["C2"].number_format = '0.00"万元"'

    data = workbook(("名称", "数量", "原值"), ("村部", 1, 86.5), ("水泵", 2, 8600), edit=shown)
    found, problems = read(AssetRow, data)
    values = [str(row.original_value) for row in found if isinstance(row, AssetRow)]
    assert (values, problems) == (["865000.00", "8600.00"], [])


def test_a_column_that_no_register_knows_may_be_shown_with_the_whole_sheet() -> None:
    log = Log()
    data = workbook(("标的", "承租人", "巡查记录"), ("鱼塘", "合作社", "正常"))
    table(ContractRow)(read_table(data, "a.xlsx", ContractRow, log) or Items(()), log)
    assert [one.fault.code for one in log.problems] == ["key-unknown"]
    assert "“表格”" in log.problems[0].hint("zh")


def test_who_looks_after_a_plot_is_not_told_to_use_it() -> None:
    data = workbook(("地块名", "面积", "管护责任人", "使用人"), ("鱼塘", 12, "张国民", "河西合作社"))
    found = table(PlotRow)(read_table(data, "a.xlsx", PlotRow, Log()) or Items(()), Log())
    assert [(row.keeper, row.user) for row in found or ()] == [("张国民", "河西合作社")]


def test_a_column_in_another_unit_is_not_sent_to_the_field_in_mu() -> None:
    log = Log()
    data = workbook(("地块名", "面积（㎡）", "使用人"), ("村部", 1260, "村委会"))
    table(PlotRow)(read_table(data, "a.xlsx", PlotRow, log) or Items(()), log)
    assert [one.fault.code for one in log.problems] == ["key-unknown"]
    assert "面积、" not in log.problems[0].hint("zh")


@pytest.mark.parametrize(("other", "is_read"), [("设备", True), ("2025年", False), ("备份", False)])
def test_sheets_of_sorts_of_things_make_one_register(other: str, is_read: bool) -> None:
    head = ("名称", "原值")

    def named(sheet: Worksheet) -> None:
        sheet.title = "房屋"

    data = workbook(head, ("村部", 480000), edit=named, **{other: [head, ("水泵", 8600)]})
    found, problems = read(AssetRow, data)
    assert [row.name for row in found if isinstance(row, AssetRow)] == (["村部", "水泵"] if is_read else [])
    assert problems == ([] if is_read else ["table-sheets-several "])


@pytest.mark.parametrize(
    ("head", "name"),
    [("帮扶责任人", "helper"), ("帮扶干部", "helper"), ("产业项目", "project"), ("审核意见", "result")],
)
def test_lists_say_in_other_words_who_helps_and_with_what(head: str, name: str) -> None:
    found, problems = read(Recipient, workbook(("姓名", "金额", head), ("赵甲山", 660, "陈守田")))
    assert [getattr(row, name) for row in found] == ["陈守田"]
    assert problems == []


def test_a_card_of_one_thing_is_no_register() -> None:
    lines = ("资产名称", "村部", "资产编号", "ZC-001"), ("购建日期", "2012年9月", "原值", "865000")
    found, problems = read(
        AssetRow, workbook(("固定资产卡片",), *lines, ("存放地点", "村部", "使用人", "村委会"))
    )
    assert (found, problems) == ([], ["table-head-missing 一季度!A2"])


def test_the_wages_of_a_post_are_its_amount() -> None:
    found, problems = read(Recipient, workbook(("姓名", "岗位", "应发工资"), ("赵甲山", "保洁员", 600)))
    assert [str(row.amount) for row in found if isinstance(row, Recipient)] == ["600.00"]
    assert problems == []


def test_a_sheet_that_adds_up_those_of_the_groups_lists_nobody() -> None:
    head = ("户主", "人数", "金额")

    def beside(sheet: Worksheet) -> None:
        sheet.title = "一组"
        for name, *rows in (
            ("二组", ("姓名", "金额"), ("钱乙水", 1200), ("孙丙木", 3000)),
            ("汇总", ("组别", "人数", "金额"), ("一组", 3, 1800), ("二组", 7, 4200), ("合计", 10, 6000)),
        ):
            other = sheet.parent.create_sheet(name, 0)
            for row in rows:
                other.append(row)

    found, problems = read(Recipient, workbook(head, ("赵甲山", 3, 1800), edit=beside))
    people = [(row.name, row.group) for row in found if isinstance(row, Recipient)]
    assert sorted(people) == [("孙丙木", "二组"), ("赵甲山", "一组"), ("钱乙水", "二组")]
    assert problems == ["table-adds-up 汇总!A1"]


@pytest.mark.parametrize("names", [("低保户", "五保户"), ("1月", "2月")])
def test_sheets_of_a_list_are_one_where_another_adds_them_up(names: tuple[str, str]) -> None:
    first, second = names

    def named(sheet: Worksheet) -> None:
        sheet.title = first

    head, added = ("姓名", "金额"), [("类别", "人数", "金额"), (first, 1, 600), (second, 1, 500)]
    sheets = {second: [head, ("钱乙水", 500)]}
    data = workbook(head, ("赵甲山", 600), edit=named, **sheets, 汇总=added)
    found, problems = read(Recipient, data)
    assert [row.name for row in found if isinstance(row, Recipient)] == ["赵甲山", "钱乙水"]
    assert problems == ["table-adds-up 汇总!A1"]
    found, problems = read(Recipient, workbook(head, ("赵甲山", 600), edit=named, **sheets))
    assert problems == ["table-sheets-several "]


@pytest.mark.parametrize(
    ("head", "cell", "size"),
    [
        ("面积（㎡）", 320, "320㎡"),
        ("建筑面积(平方米)", "480.5", "480.5平方米"),
        ("面积", "约320平方米", "约320平方米"),
    ],
)
def test_how_large_a_thing_is_keeps_its_unit(head: str, cell: object, size: str) -> None:
    found, problems = read(AssetRow, workbook(("资产名称", head, "原值"), ("村部", cell, 865000)))
    assert [row.size for row in found if isinstance(row, AssetRow)] == [size]
    assert problems == []


def test_the_land_of_a_thing_stands_beside_its_area() -> None:
    head = ("资产名称", "占地面积（亩）", "建筑面积（㎡）", "目前状态")
    found, problems = read(AssetRow, workbook(head, ("老粮站", 1.5, 260, "闲置")))
    said = [(row.land, row.size, row.use) for row in found if isinstance(row, AssetRow)]
    assert (said, problems) == ([("1.5亩", "260㎡", "闲置")], [])


def test_sheets_of_other_columns_are_one_register_where_another_adds_them_up() -> None:
    def named(sheet: Worksheet) -> None:
        sheet.title = "房屋类"

    sheets = {"设备类": [("资产名称", "型号", "原值"), ("水泵", "QS40", 8600)]}
    added = [("类别", "件数"), ("房屋类", 1), ("设备类", 1)]
    head = ("资产名称", "层高(米)", "原值")
    data = workbook(head, ("村部", 3.2, 865000), edit=named, **sheets, 汇总=added)
    found, problems = read(AssetRow, data)
    assert [row.name for row in found if isinstance(row, AssetRow)] == ["村部", "水泵"]
    assert problems == ["table-adds-up 汇总!A1", "key-unknown 房屋类!B2"]
    log = Log()
    table(AssetRow)(read_table(data, "a.xlsx", AssetRow, log) or Items(()), log)
    assert "这张表在记录里改写到“表格”一项" in log.problems[-1].hint("zh")


def test_lists_below_titles_of_groups_are_one_list() -> None:
    head = ("序号", "姓名", "金额")
    first = ("南湖村1组临时救助名单",), head, (1, "赵甲山", 600), (2, "钱乙水", 500), ()
    found, problems = read(Recipient, workbook(*first, ("南湖村2组临时救助名单",), head, (1, "孙丙木", 400)))
    people = [(row.name, row.group) for row in found if isinstance(row, Recipient)]
    assert people == [("赵甲山", "1组"), ("钱乙水", "1组"), ("孙丙木", "2组")]
    assert sorted(problems) == ["sum-row-skipped 一季度!A6", "sum-row-skipped 一季度!A7"]


def test_what_is_left_open_in_a_cell_is_not_said() -> None:
    head = ("名称", "原值", "备注")
    found, problems = read(AssetRow, workbook(head, ("水泵", "…", "……")))
    assert ([to_plain(row) for row in found], problems) == ([{"name": "水泵"}], [])
    assert read(AssetRow, workbook(head, ("…", 10, "")))[1] == ["cell-empty 一季度!A2"]


@pytest.mark.parametrize(
    ("cells", "area", "extent"),
    [
        (("3间", "120㎡", "12.5亩"), [None] * 3, ["3间", "120㎡", "12.5亩"]),
        (("36.5", "12.5亩"), [Decimal("36.50"), Decimal("12.50")], [None] * 2),
    ],
)
def test_areas_of_rooms_stand_as_they_are_written(
    cells: tuple[str, ...], area: list[Decimal | None], extent: list[str | None]
) -> None:
    found, problems = read(
        ContractRow, workbook(("标的", "承租方", "面积"), *(("甲", "乙", one) for one in cells))
    )
    rows = [row for row in found if isinstance(row, ContractRow)]
    assert ([row.area for row in rows], [row.extent for row in rows], problems) == (area, extent, [])
    mixed = workbook(("标的", "承租方", "面积"), ("甲", "乙", "120㎡"), ("丙", "丁", 36.5))
    assert read(ContractRow, mixed)[1] == ["value-wrong 一季度!C2"]


def test_titles_counted_in_the_column_of_numbers_are_no_assets() -> None:
    lines = [("一", "房屋"), (1, "村部", 480000), ("二", "设备"), (2, "水泵", 5600)]
    found, problems = read(AssetRow, workbook(("序号", "资产名称", "原值"), *lines))
    assert [row.name for row in found if isinstance(row, AssetRow)] == ["村部", "水泵"]
    assert problems == ["sum-row-skipped 一季度!B2", "sum-row-skipped 一季度!B4"]
    found, problems = read(
        AssetRow, workbook(("序号", "资产名称", "原值"), ("一", "村部"), ("二", "水泵", 5600))
    )
    assert ([row.name for row in found if isinstance(row, AssetRow)], problems) == (["村部", "水泵"], [])


def test_square_metres_of_a_head_stand_behind_its_figures() -> None:
    data = workbook(("门面号", "面积（㎡）", "承租人", "交租方式"), ("1号", 45, "和兴超市", "季度交"))
    found, problems = read(ContractRow, data)
    row = found[0]
    assert isinstance(row, ContractRow)
    assert (row.extent, row.area, row.pay_terms, problems) == ("45㎡", None, "季度交", [])


@pytest.mark.parametrize("head", ["合同标的", "租赁标的", "租赁物"])
def test_what_a_contract_is_called_stands_beside_what_it_is_of(head: str) -> None:
    data = workbook(("合同名称", head, "乙方"), ("鱼塘承包合同", "村东鱼塘18亩", "合作社"))
    found, problems = read(ContractRow, data)
    assert ([to_plain(row)["object"] for row in found], problems) == (["村东鱼塘18亩（鱼塘承包合同）"], [])


@pytest.mark.parametrize(
    ("part", "head", "cell", "name", "said"),
    [
        (AssetRow, "资产类别", "房屋", "sort", "房屋"),
        (AssetRow, "单价", 2800, "unit_price", "2800.00"),
        (ContractRow, "甲方", "股份经济合作社", "first_party", "股份经济合作社"),
        (ContractRow, "欠缴金额", 15000, "arrears", "15000.00"),
        (ContractRow, "未收租金", 15000, "arrears", "15000.00"),
    ],
)
def test_what_most_registers_say_is_shown(
    part: type[Part], head: str, cell: object, name: str, said: str
) -> None:
    found, problems = read(part, workbook(("标的" if part is ContractRow else "名称", head), ("水泵", cell)))
    assert to_plain(found[0])[name] == said
    assert problems == []


def test_tables_of_other_columns_below_one_another_are_one_register() -> None:
    land = (
        ("一、土地承包合同",),
        ("标的", "承包人", "面积(亩)", "年承包费"),
        ("东洼地", "合作社", 35.5, 17750),
    )
    rooms = ("二、房屋租赁合同",), ("标的", "承租人", "面积(㎡)", "年租金"), ("旧校舍", "服装厂", 420, 30000)
    found, problems = read(ContractRow, workbook(*land, (), *rooms))
    told = [(row.object, row.area, row.extent, row.rent) for row in found if isinstance(row, ContractRow)]
    assert told == [("东洼地", Decimal("35.50"), None, 17750), ("旧校舍", None, "420㎡", 30000)]
    assert problems == []


def test_lists_of_other_columns_below_one_another_are_of_their_groups() -> None:
    first = ("1组名单",), ("姓名", "金额"), ("赵甲山", 600), ()
    found, problems = read(
        Recipient, workbook(*first, ("2组名单",), ("姓名", "金额", "备注"), ("孙丙木", 400, ""))
    )
    people = [(row.name, row.group) for row in found if isinstance(row, Recipient)]
    assert (people, problems) == ([("赵甲山", "1组"), ("孙丙木", "2组")], [])


def test_what_all_months_come_to_is_the_amount_rather_than_that_of_one() -> None:
    data = workbook(("姓名", "月保障金（元）", "合计金额（元）"), ("赵甲山", 900, 2700))
    found, problems = read(Recipient, data)
    assert [str(row.amount) for row in found if isinstance(row, Recipient)] == ["2700.00"]
    assert [one.split()[0] for one in problems] == ["key-unknown"]


def test_a_plot_is_let_until_it_falls_due() -> None:
    found, problems = read(PlotRow, workbook(("地块名", "到期时间"), ("河东", "2028-12-31")))
    assert ([row.end for row in found if isinstance(row, PlotRow)], problems) == ([date(2028, 12, 31)], [])


@pytest.mark.parametrize(
    ("part", "head", "field"),
    [
        *((ContractRow, head, "owed") for head in ("本年应收租金", "累计应收", "应缴金额")),
        *((ContractRow, head, "received") for head in ("本期已收租金", "本年实收", "实缴租金")),
        (ContractRow, "租金标准(元/年)", "rent"),
        *((ContractRow, head, "bottom_price") for head in ("最低限价", "标底", "起拍底价(元)")),
        *((ContractRow, head, "received") for head in ("已上交承包款", "到账租金")),
        (ContractRow, "应上交承包款", "owed"),
        (ContractRow, "成交方式", "method"),
        (ContractRow, "会议决议", "resolution"),
        (ContractRow, "承包地点", "place"),
        *((Debt, head, "party") for head in ("欠款单位", "欠款人", "单位", "单位或个人", "单位（个人）")),
        *((Debt, head, "closing") for head in ("期末欠款", "年末余额")),
        (Debt, "欠款时间", "since"),
        (ContractRow, "会议纪要号", "resolution"),
        *((Receipt, head, "received") for head in ("已收金额", "实收款", "实缴金额")),
        *((Receipt, head, "due") for head in ("应缴时间", "应收款日期")),
        *((Debt, head, "party") for head in ("债权（债务）单位", "债务人", "往来单位(个人)")),
        *((Debt, head, "dec") for head in ("本年减少", "本期减少额", "本期收回")),
        *((Debt, head, "opening") for head in ("年初余额", "期初金额")),
        *((Payment, head, "amount") for head in ("支付金额(元)", "拨付金额")),
        (Payment, "支付时间", "date"),
        (Payment, "累计比例", "ratio"),
        (Recipient, "救助物资", "goods"),
        (Recipient, "慰问品名称", "goods"),
        (Recipient, "老人姓名", "name"),
        (Recipient, "核定补贴面积", "area"),
        (Recipient, "津贴(元)", "amount"),
        (Recipient, "补贴标准", "rate"),
        (Recipient, "补贴", "amount"),
        (Recipient, "补贴户", "name"),
        (Recipient, "护理补贴对象", ""),
        (Debt, "备注", ""),
    ],
)
def test_a_head_may_be_called_otherwise(part: type[Part], head: str, field: str) -> None:
    assert columns_of(part).column(head).field == field


def test_what_is_let_is_known_by_where_it_lies_where_nothing_else_says_it() -> None:
    head = ("房屋坐落", "承租人姓名", "年租金标准", "招租起拍价")
    found, problems = read(ContractRow, workbook(head, ("村口两间门面", "房连喜", 15600, 15000)))
    told = {"object": "村口两间门面", "party": "房连喜", "rent": "15600.00", "bottom_price": "15000.00"}
    assert (to_plain(found[0]), problems) == (told, [])
    found, problems = read(ContractRow, workbook(("坐落", "标的", "对方"), ("村口", "门面", "房连喜")))
    assert to_plain(found[0]) == {"object": "门面", "place": "村口", "party": "房连喜"}
    assert read(ContractRow, workbook(("坐落", "标的", "对方"), ("村口", None, "房连喜")))[1] == []


def test_a_register_that_lies_on_its_side_is_read_or_told_so() -> None:
    lines = [("资产名称", "村部", "水泵"), ("数量", "1栋", "2台"), ("原值", 480000, 5600)]
    found, problems = read(AssetRow, workbook(("固定资产台账",), *lines))
    assert [(row.name, row.original_value) for row in found if isinstance(row, AssetRow)] == [
        ("村部", Decimal(480000)),
        ("水泵", Decimal(5600)),
    ]
    assert not problems
    log = Log()
    read_table(workbook(*lines, ("成色", "新", "旧")), "a.xlsx", AssetRow, log)
    (told,) = log.problems
    assert (told.fault.code, told.details["what"]) == ("table-head-missing", "turned")


def test_units_and_bounds_may_stand_on_a_second_row_of_the_head() -> None:
    head = [("资源名称", "坐落", "四至", None, "面积", "年租金"), (None, None, "东", "西", "亩", "元")]
    data = workbook(
        *head, ("机动地", "2组", "沟", "路", 36.5, 18250), edit=lambda one: one.merge_cells("C1:D1")
    )
    found, problems = read(PlotRow, data)
    (plot,) = (row for row in found if isinstance(row, PlotRow))
    assert (plot.area, plot.bounds) == (Decimal("36.5"), "东：沟，西：路")
    assert not problems


def test_of_an_amount_a_month_and_their_sum_the_first_is_the_rate() -> None:
    data = workbook(("姓名", "月补贴", "月数", "补贴合计"), ("赵甲山", 500, 3, 1500))
    found, problems = read(Recipient, data)
    told = {"name": "赵甲山", "rate": "500.00", "months": 3, "amount": "1500.00"}
    assert (to_plain(found[0]), problems) == (told, [])
    found, _ = read(Recipient, workbook(("姓名", "月补贴"), ("赵甲山", 500)))
    assert to_plain(found[0]) == {"name": "赵甲山", "amount": "500.00"}


def test_what_is_owed_in_one_year_is_what_is_owed() -> None:
    heads = ("标的", "2026年应收", "2026年度已收", "应收日")
    found, problems = read(ContractRow, workbook(heads, ("村口门面", 12000, 3000, "2026年3月")))
    told = {"object": "村口门面", "owed": "12000.00", "received": "3000.00", "due": "2026-03"}
    assert (to_plain(found[0]), problems) == (told, [])
    heads = ("标的", "承租人", "2025年应收", "2026年应收")
    found, problems = read(ContractRow, workbook(heads, ("门面", "云溪县绿野公司", 1, 2)))
    assert to_plain(found[0]) == {"object": "门面", "party": "云溪县绿野公司"}
    assert [one.split()[0] for one in problems] == ["key-unknown", "key-unknown"]


def test_what_ends_as_a_sum_is_nobody() -> None:
    lines = [("赵甲山", 660), ("钱乙水", 384), ("两户合计", 1044)]
    found, problems = read(Recipient, workbook(("户主", "金额"), *lines))
    assert [row.name for row in found if isinstance(row, Recipient)] == ["赵甲山", "钱乙水"]
    assert problems == ["sum-row-skipped 一季度!A4"]


def test_what_all_others_make_is_no_asset_whatever_it_is_called() -> None:
    lines = [("村部", "1栋", 480000), ("水泵", "2台", 5600)]
    head = ("名称", "数量", "原值")
    found, problems = read(AssetRow, workbook(head, *lines, ("总价", None, "485600元")))
    assert [row.name for row in found if isinstance(row, AssetRow)] == ["村部", "水泵"]
    assert problems == ["sum-row-skipped 一季度!A4"]
    found, _ = read(AssetRow, workbook(head, *lines, ("水塔", "1座", 485600)))
    assert len(found) == 3


def test_a_group_that_stands_once_is_that_of_the_people_below_it_and_this_is_told_once() -> None:
    lines = [("1组", "赵甲山", 560), (None, "钱乙水", 480), ("3组", "孙丙田", 720), (None, "李丁木", 300)]
    found, problems = read(Recipient, workbook(("组别", "姓名", "金额"), *lines, ("合计", None, 2060)))
    assert [row.group for row in found if isinstance(row, Recipient)] == ["1组", "1组", "3组", "3组"]
    assert [one for one in problems if "sum" not in one] == ["group-carried-down 一季度!A3"]


def test_a_sort_that_stands_once_is_that_of_the_assets_below_it() -> None:
    lines = [("房屋", "村部", 480000), (None, "老仓库", 60000), ("小计", None, 540000)]
    further = [("机器", "旋耕机", 32000), (None, "打印机", 3600)]
    found, problems = read(AssetRow, workbook(("资产类别", "名称", "原值"), *lines, *further))
    assert [row.sort for row in found if isinstance(row, AssetRow)] == ["房屋", "房屋", "机器", "机器"]
    assert "group-carried-down 一季度!A3" in problems


@pytest.mark.parametrize(
    "lines",
    [
        [("1组", "赵甲山"), (None, "钱乙水"), ("3组", "孙丙田"), ("1组", "李丁木")],
        [(None, "赵甲山"), ("1组", "钱乙水"), (None, "孙丙田"), ("3组", "李丁木")],
        [("1组", "赵甲山"), (None, "钱乙水"), (None, "孙丙田"), (None, "李丁木")],
    ],
)
def test_groups_that_do_not_stand_above_their_people_are_carried_to_nobody(
    lines: list[tuple[object, ...]],
) -> None:
    found, problems = read(Recipient, workbook(("组别", "姓名"), *lines))
    own = [row.group for row in found if isinstance(row, Recipient)]
    assert (own, problems) == ([line[0] for line in lines], [])
    found, problems = read(Recipient, workbook(("姓名", "组别"), ("甲", "1组"), ("乙", None), ("丙", "2组")))
    assert [row.group for row in found if isinstance(row, Recipient)] == ["1组", None, "2组"]


def test_a_blank_number_is_not_the_one_above() -> None:
    lines = [("HT-1", "东塘", "赵甲山"), (None, "果园", "钱乙水"), ("HT-3", "门面", "孙丙田")]
    found, _ = read(ContractRow, workbook(("合同号", "标的", "承包人"), *lines))
    assert [row.no for row in found if isinstance(row, ContractRow)] == ["HT-1", None, "HT-3"]


@pytest.mark.parametrize("unit", ["公顷", "平方米"])
def test_areas_in_another_unit_stand_beside_those_in_mu_and_in_contracts_as_written(unit: str) -> None:
    found, _ = read(PlotRow, workbook(("地块名", f"面积（{unit}）", "面积（亩）"), ("后山", 14, 210)))
    assert [row.area for row in found if isinstance(row, PlotRow)] == [Decimal(210)]
    found, _ = read(ContractRow, workbook(("标的", f"面积（{unit}）", "承包人"), ("后山", 14, "赵甲山")))
    assert [row.extent for row in found if isinstance(row, ContractRow)] == [f"14{unit}"]


def test_a_last_row_of_nobody_with_what_all_others_come_to_is_their_sum() -> None:
    lines = [("赵甲山", 5.5, 660), ("钱乙水", 3.2, 384), (None, 8.7, 1044)]
    found, problems = read(Recipient, workbook(("姓名", "面积", "金额"), *lines))
    assert ([row.name for row in found if isinstance(row, Recipient)], problems) == (
        ["赵甲山", "钱乙水"],
        ["sum-row-skipped 一季度!B4"],
    )
    found, _ = read(Recipient, workbook(("姓名", "面积", "金额"), *lines[:2], (None, 8.7, 1000)))
    assert len(found) == 3


@pytest.mark.parametrize("foot", [[("小计", None, 540000)], []])
def test_a_title_right_above_a_head_of_other_columns_is_no_thing(foot: list[tuple[object, ...]]) -> None:
    rooms = [("名称", "面积", "原值"), ("村部", "1260㎡", 480000), ("仓库", "80㎡", 60000), *foot]
    lines = [("房屋类",), *rooms, ("设备类",), ("名称", "数量", "原值"), ("水泵", "2台", 5600)]
    found, _ = read(AssetRow, workbook(*lines))
    assert [row.name for row in found if isinstance(row, AssetRow)] == ["村部", "仓库", "水泵"]


def test_a_thing_of_which_only_its_name_is_known_stands_beside_others_above_a_further_head() -> None:
    rooms = [("名称", "面积", "原值"), ("村部", "1260㎡", 480000), ("老井",), ("晒场",)]
    found, _ = read(AssetRow, workbook(*rooms, ("名称", "数量", "原值"), ("水泵", "2台", 5600)))
    assert [row.name for row in found if isinstance(row, AssetRow)] == ["村部", "老井", "晒场", "水泵"]


def test_a_sum_of_sources_is_no_source() -> None:
    lines = [("财政奖补", 60000), ("村集体", 40000), ("合计", 100000)]
    found, problems = read(Funding, workbook(("资金来源", "金额（元）"), *lines))
    assert [row.source for row in found if isinstance(row, Funding)] == ["财政奖补", "村集体"]
    assert problems == ["sum-row-skipped 一季度!A4"]


def test_what_was_ordered_and_changed_is_known_by_the_heads_of_its_papers() -> None:
    heads = ("序号", "项目名称", "工程量", "综合单价", "合价")
    found, _ = read(
        Quantity, workbook(heads, (1, "路基整平", 420, 12, 5040), ("合计", None, None, None, 5040))
    )
    assert [(row.item, row.amount) for row in found if isinstance(row, Quantity)] == [("路基整平", 5040)]
    found, problems = read(
        Change, workbook(("变更日期", "变更事项", "变更金额（元）"), ("2026.3.5", "加管", 1800))
    )
    assert [(row.what, row.amount) for row in found if isinstance(row, Change)] == [("加管", 1800)]
    assert problems == []


@pytest.mark.parametrize(("head", "said"), [("承包内容", "东塘"), ("合同事项", "东塘"), ("地名", "河东")])
def test_what_is_let_is_known_by_what_a_contract_is_about_or_where_it_lies(head: str, said: str) -> None:
    found, problems = read(ContractRow, workbook(("承包人", head, "年租金"), ("赵甲山", said, 6250)))
    assert ([row.object for row in found if isinstance(row, ContractRow)], problems) == ([said], [])


def test_what_a_thing_was_bought_for_is_its_value_but_a_price_of_each_is_not() -> None:
    found, _ = read(AssetRow, workbook(("资产名称", "数量", "购入价"), ("电脑", 2, 8000)))
    assert [row.original_value for row in found if isinstance(row, AssetRow)] == [8000]
    found, _ = read(AssetRow, workbook(("资产名称", "数量", "购入单价"), ("电脑", 2, 4000)))
    assert [row.original_value for row in found if isinstance(row, AssetRow)] == [None]


def test_a_list_without_a_head_is_offered_the_heads_of_people_too() -> None:
    log = Log()
    read_table(workbook(["赵明远", "3组", "150"]), "t.xlsx", Recipient, log)
    (problem,) = log.problems
    assert {"姓名", "组别", "人数", "金额"} <= {*problem.details["heads"]}


def test_a_card_whose_cells_say_each_what_they_hold_is_called_one() -> None:
    lines = [
        ("固定资产卡片",),
        ("资产名称：村部", None, "类别：房屋"),
        ("原值：480000元", None, "购置日期：2016年8月"),
    ]
    log = Log()
    assert read_table(workbook(*lines), "a.xlsx", AssetRow, log) is None
    assert "是一张卡片，第 2 行起列名和内容写在同一格里：资产名称、类别" in log.problems[0].message("zh")
