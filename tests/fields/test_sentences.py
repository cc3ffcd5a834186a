"""What is proposed for a line that tells a whole list or group: its own values, or nothing."""

from __future__ import annotations

import pytest

from sunboard.fields.decision import Decision
from sunboard.fields.declarations import names_of
from sunboard.fields.part import Part
from sunboard.fields.sentences import as_told, outlined
from sunboard.kinds.card import Card
from sunboard.kinds.contract import Contract
from sunboard.kinds.issue import Issue
from sunboard.kinds.matter import Matter
from sunboard.kinds.project import Project
from sunboard.kinds.subsidy.record import Subsidy
from sunboard.model.node import Items, Place, Scalar
from sunboard.settings.places import Village


def told(part: type[Part], name: str, *lines: str) -> str:
    at = Place(field=name)
    node = Scalar(lines[0], at) if len(lines) == 1 else Items(tuple(Scalar(line, at) for line in lines), at)
    return as_told(node, names_of(part)[name].form)


@pytest.mark.parametrize(
    ("part", "name", "line", "meant"),
    [
        (Matter, "名单", "张保国、李三妹", "[{姓名: 张保国}, {姓名: 李三妹}]"),
        (Matter, "名单", "张保国（1组） 李三妹", "[{姓名: 张保国, 组别: 1组}, {姓名: 李三妹}]"),
        (Matter, "名单", "张保国1组、李三妹2组", "[{姓名: 张保国, 组别: 1组}, {姓名: 李三妹, 组别: 2组}]"),
        (Matter, "名单", "见附件", ""),
        (Matter, "名单", "张保国、3人", ""),
        (
            Project,
            "资金来源",
            "村集体4万元、财政奖补2万元",
            "[{来源: 村集体, 金额: 4万元}, {来源: 财政奖补, 金额: 2万元}]",
        ),
        (
            Project,
            "资金来源",
            "村集体：40000元；奖补：2万元",
            "[{来源: 村集体, 金额: 40000元}, {来源: 奖补, 金额: 2万元}]",
        ),
        (
            Project,
            "资金来源",
            "县级补助12万元，村自筹35,000元",
            "[{来源: 县级补助, 金额: 12万元}, {来源: 村自筹, 金额: 35,000元}]",
        ),
        (
            Decision,
            "决议",
            "2026年3月28日在村部会议室召开，应到36人，实到33人，同意31票",
            "{日期: 2026年3月28日, 应到: 36人, 实到: 33人, 同意: 31票, 地点: 村部会议室}",
        ),
        (
            Decision,
            "决议",
            "2026年4月1日，应到32人实到20人同意17票",
            "{日期: 2026年4月1日, 应到: 32人, 实到: 20人, 同意: 17票}",
        ),
        (Matter, "票数", "赞成20 反对2", "[{同意: 20, 反对: 2}]"),
        (Project, "付款", "2026年4月1日付20000元", "[{日期: 2026年4月1日, 金额: 20000元}]"),
        (Card, "条目", "1. 开证明——甲 0900-8880122", "[{事项: 开证明, 找谁: 甲, 电话: 0900-8880122}]"),
        (Matter, "票数", "甲 812票、乙 140票", "[{对象: 甲, 票数: 812票}, {对象: 乙, 票数: 140票}]"),
        (Decision, "决议", "3月8日会议，应到35人，同意30票", "{日期: …年3月8日, 应到: 35人, 同意: 30票}"),
        (Decision, "审议", "3月5日，到会18人，赞成18人", "{日期: …年3月5日, 实到: 18人, 同意: 18人}"),
        (
            Contract,
            "收款记录",
            "2026-02-01应收18000元、已收18000元",
            "[{应收日: 2026-02-01, 应收: 18000元, 已收: 18000元}]",
        ),
        (
            Matter,
            "票数",
            "应到36人，实到33人，32票同意，反对1票，无弃权",
            "[{应到: 36人, 实到: 33人, 同意: 32票, 反对: 1票, 弃权: 无}]",
        ),
        (
            Decision,
            "决议",
            "2026年8月30日，到会7人，一致同意",
            "{日期: 2026年8月30日, 实到: 7人, 同意: 一致同意}",
        ),
        (Decision, "决议", "3月8日商量，3月9日会议，应到35人，同意30票", ""),
        (
            Decision,
            "决议公开",
            "2026年3月11日至3月18日",
            "{开始: 2026-03-11, 截止: 2026-03-18}",
        ),
        (
            Decision,
            "监委会意见",
            "吴月琴，2026年3月12日，程序到位",
            "{姓名: 吴月琴, 日期: 2026年3月12日, 意见: 程序到位}",
        ),
        (
            Village,
            "岗位",
            "村文书 甲 0900-8880122",
            "[{职务: 村文书, 姓名: 甲, 电话: 0900-8880122}]",
        ),
        (
            Village,
            "岗位",
            "姓名：甲，职务：文书，电话：0900-8880122",
            "[{姓名: 甲, 职务: 文书, 电话: 0900-8880122}]",
        ),
    ],
)
def test_a_line_becomes_the_fields_that_alone_can_be_meant(
    part: type[Part], name: str, line: str, meant: str
) -> None:
    assert told(part, name, line) == meant


def test_each_line_of_a_list_is_a_row() -> None:
    lines = ("张大山，1组，2人，860元", "李秀兰，3组，1人，430元")
    first, second = told(Subsidy, "名单", *lines)[1:-1].split("}, ")
    assert first == "{姓名: 张大山, 组别: 1组, 人数: 2人, 金额: 860元"
    assert second == "{姓名: 李秀兰, 组别: 3组, 人数: 1人, 金额: 430元}"


def test_a_colon_parts_what_a_line_is_about_from_whom_to_see() -> None:
    lines = ("低保、临时救助：找周某 0900-8880122", "医保：找许某，电话0900-8880123")
    assert told(Card, "条目", *lines) == (
        "[{事项: 低保、临时救助, 找谁: 周某, 电话: 0900-8880122}, "
        "{事项: 医保, 找谁: 许某, 电话: 0900-8880123}]"
    )


@pytest.mark.parametrize(
    ("part", "name", "line"),
    [
        (Project, "资金来源", "村集体"),  # no amount
        (Project, "付款", "2026-05-01付余款38000元"),  # no field for what it was
        (Project, "工程量清单", "C25混凝土 360平方米 105元"),
        (Matter, "候选人", "甲 812票、乙 140票"),  # no votes there
        (Project, "验收", "2026年3月20日验收合格"),  # 合格 is nobody who accepted
        (Matter, "票数", "甲同意31票，反对5票"),  # of whom
        (Decision, "决议", "2026年9月1日，实到25人，24人同意1人弃权"),
        (Project, "资金来源", "村集体4万元、其余自筹"),
        (Decision, "监委会意见", "程序合规，吴月琴，2026年3月12日"),  # which is the name
    ],
)
def test_a_line_with_more_than_its_fields_hold_is_not_half_taken(
    part: type[Part], name: str, line: str
) -> None:
    assert told(part, name, line) == ""


@pytest.mark.parametrize(
    ("part", "name", "line", "shown"),
    [
        (Issue, "销号", "2026-04-09", "{日期: 2026-04-09, 销号人: …, 依据: …}"),
        (
            Project,
            "报价人",
            "顺达公司98600、永固队100900",
            "[{报价人: 顺达公司, 报价: 98600}, {报价人: 永固队, 报价: 100900}]",
        ),
        (Matter, "票数", "大家都同意了，没有人反对", "[{对象: …, 职务: …, 应到: …}]"),
    ],
)
def test_what_a_line_lacks_is_left_open(part: type[Part], name: str, line: str, shown: str) -> None:
    assert outlined(Scalar(line, Place(field=name)), names_of(part)[name].form) == shown


def test_what_is_left_open_has_the_piece_that_only_one_field_holds() -> None:
    node = Scalar("2.4米*1.2米，村部门口", Place(field="公开栏"))
    assert (
        outlined(node, names_of(Village)["公开栏"].form)
        == "[{名称: main, 尺寸: 2.4米*1.2米, 地点: 村部门口}]"
    )
