"""Matters: what they may say, and that all of it is shown."""

from __future__ import annotations

import pytest

from sunboard.describing import tabled
from sunboard.kinds.matter import KIND, Matter
from sunboard.model.blocks import Event, FactsBlock, TableBlock, TextBlock, TimelineBlock
from tests.helpers.kinds import FRAME, given, plain, read, telling, whole, words

TEXT = """
标题: 赵家湾巷道硬化项目实施情况公开
类别: 工程
目录编码: GC03
对应权力事项: A07
公开环节: 事中
事项日期: 2026-03-06
公开日期: 2026-03-10
公示开始: 2026-03-10
大白话: 巷道开始修了。
经办人: 陈守田
监委会审核人: 吴月琴
审核日期: 2026-03-09
村民小组: 三组、四组
依据: [村民委员会组织法第二十八条]
合同价: 98600
金额: 2.958万
收款方: 云溪某建筑公司
工程项目: 赵家湾巷道硬化
申请人: 周某
面积: 120平方米
分配方案: 土地补偿费留三成用于村内公益，七成按成员平均分配，青苗和附着物补偿全部归各户所有，
  结余存入专户，年底报告，有疑问的可以到村部查账。
参与方: [三组村民, 村委会]
候选人:
  - {姓名: 李甲, 性别: 男, 出生年月: 1990年5月, 学历: 大专, 申请时间: 2024-03-01, 介绍人: 赵乙、钱丙}
  - {姓名: 李丁, 性别: 女, 出生年月: 1993年8月}
票数:
  - {对象: 保洁员岗位, 优秀: 31, 称职: 5, 等次: 优秀}
议事决策:
  决议号: JY-2026-03
  涉及金额: 98600
  程序: 四议两公开
  提议: {日期: 2026-01-02, 会议: 村党支部}
  决议: {日期: 2026-01-20, 地点: 村部, 会议: 村民代表会议, 应到: 48, 实到: 44, 同意: 41, 反对: 2,
    弃权: 1, 主持: 何广仁, 计票单位: 人}
  决议内容: 同意硬化巷道
  决议公开: {开始: 2026-01-21, 截止: 2026-01-27}
  监委会意见: {姓名: 吴月琴, 日期: 2026-01-27, 意见: 程序到位}
  实施结果公开: {日期: 2026-06-01, 内容: 已经验收}
备案: {备案号: BA-07, 日期: 2026-01-28, 备案单位: 镇农经站}
公示结果: {异议数: 0, 结论: 公示期满，无异议}
点题公开: {日期: 2026-02-01, 人数: 23}
归档: {档号: D-2026-11, 保管期限: 永久}
标签: 三重一大
个人信息: 无
咨询电话: 0900-8880003
"""


def test_everything_is_understood() -> None:
    matter = whole(Matter, TEXT)
    assert str(matter.amount) == "29580.00"
    assert matter.candidates[0].introducers == ("赵乙", "钱丙")
    assert read(Matter, "标题: 修路\n批文好: 1\n")[1] == ["key-unknown"]


def test_facts_read_as_people_say_them() -> None:
    facts = {fact.label: fact.value for fact in KIND.describe(plain(whole(Matter, TEXT)), telling()).facts}
    assert facts["合同价"] == "98,600.00 元"
    assert facts["事项日期"] == "2026年3月6日"
    assert "公开范围" not in facts
    english = {
        fact.label: fact.value for fact in KIND.describe(plain(whole(Matter, TEXT)), telling("en")).facts
    }
    assert english["Event date"] == "2026-03-06"


def test_decision_shows_dates_bodies_and_votes() -> None:
    blocks = KIND.describe(plain(whole(Matter, TEXT)), telling()).blocks
    (way,) = (block for block in blocks if isinstance(block, TimelineBlock))
    assert [event.label for event in way.events] == ["提议", "决议", "决议公开", "监委会意见", "实施结果公开"]
    assert way.events[1] == Event(
        "决议",
        "2026年1月20日",
        "村民代表会议",
        "应到48人，实到44人；同意41人，反对2人，弃权1人",
        "村部，主持 何广仁",
    )
    assert way.events[2].date == "2026年1月21日至1月27日"
    assert (way.events[3].who, way.events[3].result) == ("吴月琴", "程序到位")
    facts = {
        fact.label: fact.value for block in blocks if isinstance(block, FactsBlock) for fact in block.facts
    }
    assert facts["决议内容"] == "同意硬化巷道"


def test_a_way_without_days_keeps_its_order() -> None:
    decision = {
        "proposed": {"body": "支部"},
        "discussed": {"date": "2026-01-03"},
        "resolved": {"body": "代表会"},
        "outcome": {"date": "2026-01-01"},
    }
    (way,) = KIND.describe({"decision": decision}, telling()).blocks
    assert isinstance(way, TimelineBlock)
    assert [event.label for event in way.events] == ["提议", "实施结果公开", "商议", "决议"]


def test_channels_that_draw_tables_alone_lose_nothing() -> None:
    (way,) = (
        block
        for block in KIND.describe(plain(whole(Matter, TEXT)), telling()).blocks
        if isinstance(block, TimelineBlock)
    )
    table = tabled(way, telling().say)
    assert isinstance(table, TableBlock)
    told = {
        text
        for event in way.events
        for text in (event.label, event.date, event.who, event.result, event.note)
    }
    assert told == {cell for row in table.rows for cell in row}


def test_long_texts_stand_alone() -> None:
    blocks = KIND.describe(plain(whole(Matter, TEXT)), telling()).blocks
    assert any(isinstance(block, TextBlock) and block.title == "分配方案" for block in blocks)


def test_nothing_given_is_dropped() -> None:
    values = plain(whole(Matter, TEXT))
    english = telling("en")
    shown = "\n".join(words(KIND.describe(values, english))).replace(",", "")

    def is_told(value: str) -> bool:
        return value in shown or english.say.label(value).replace(",", "") in shown

    assert not [(path, value) for path, value in given(values, without=FRAME) if not is_told(str(value))]
    assert "壹" in "".join(words(KIND.describe({**values, "an_older_field": "壹"}, telling())))


def test_one_group_where_a_list_is_wanted_is_a_list_of_one() -> None:
    start = TEXT.split("候选人:")[0]
    one = whole(Matter, f"{start}候选人: {{姓名: 李甲, 性别: 男}}\n")
    assert plain(one) == plain(whole(Matter, f"{start}候选人:\n  - {{姓名: 李甲, 性别: 男}}\n"))
    none, codes = read(Matter, f"{start}附件: {{标题: 合同}}\n")
    assert none is None
    assert "field-missing" in codes


@pytest.mark.parametrize(
    ("title", "called"), [("卫生示范户名单公示", "名单"), ("村民小组长人选公示", "候选人")]
)
def test_names_are_candidates_where_the_title_says_so(title: str, called: str) -> None:
    record = whole(Matter, f"标题: {title}\n名单: [{{姓名: 张保国, 组别: 1组}}]")
    assert [block.title for block in KIND.describe(plain(record), telling()).blocks] == [called]
