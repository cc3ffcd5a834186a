"""Items of the power list: reading them in all the shapes that people write, and saying all of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.groups import read_part
from sunboard.kinds.power import KIND, Power
from sunboard.model.blocks import FactsBlock, ListBlock, StepsBlock, TableBlock
from sunboard.model.plain import Values
from sunboard.model.problem import Log
from tests.helpers.kinds import given, plain, read, telling, whole, words

FULL = """
id: A03
name: 大额资金使用
class: 重大决策
power_type: 决策权
subject: 村党组织、村委会、集体经济组织理事会
basis: [村民委员会组织法第二十八条, 农村集体经济组织法第二十六条]
conditions: [单笔或同一事项累计20000元及以上, 已列入年度预算或经追加]
materials: [使用申请(事由、金额、资金来源), 比价或合同文本]
steps:
  - {id: 1, who: 村党组织, what: 提出使用意见并填申请, limit: 当日, to: 2}
  - {id: 2, who: 村两委, what: 联席会商议,列明用途和比价, limit: 5日内, to: 3, doc: 会议记录, risk: 走过场}
  - {id: 3, who: 村民代表会议, what: 表决, limit: —, branch: {通过: 4, 未通过: 1}}
  - {id: 4, who: 村委会, what: 公开决议, limit: 3日内公开, branch: {无异议: 归档, 有异议: 5a}, 公开点: 是}
  - {id: 5a, who: 村务监督委员会, what: 核查异议并书面答复, limit: 5日内, branch: {不成立: 归档, 成立: 2}}
disclosure: {catalog: CK07, form: 公开栏、网站, content: 事由、金额、收款方}
risks:
  - [1, 把一件事拆成几笔躲过标准, 高, 系统按收款方和事项30日累计]
  - [3, 代签名或会后补记录, B, 签到照片与记录当日归档,逐页编号]
  - {环节: 4, 风险点: 提前付款, 等级: 三级, 可能性: 2, 危害: 3, 防控措施: 无备案号不得付款, 责任人: 报账员}
accountability: 未经决策支付的,由经手和审批人退赔损失
visits: 0
fee: 不收费
phone: {办理: 0900-8880001, 监督: 0900-8880110}
总时限: 30日
网上入口: 县政务服务网
表格: [使用申请表]
岗位: [村文书]
常见问题: [{问: 多少钱算大额, 答: 两万元及以上}]
标签: 三重一大
"""
LEAST = """
名称: 备用金与现金管理
编号: B02
责任主体: 报账员
依据: 青石镇村级财务管理办法
流程:
  - {序号: 1, 责任人: 报账员, 做什么: 提取备用金}
  - {序号: 2, 责任人: 监委会, 做什么: 每月盘点}
电话: 0900-8880005
"""


def block(title: str, values: Values) -> object:
    return next(item for item in KIND.describe(values, telling()).blocks if item.title == title)


@pytest.mark.parametrize(
    "flow",
    [
        "{第一步: 小组申请, 责任人: 组长, 第二步: 审核, 责任人: 主任}",
        "\n  第一步: 小组申请\n  责任人: 组长\n  第二步: 审核\n  责任人: 主任",
        "\n- 第一步: 小组申请\n  责任人: 组长\n- 第二步: 审核\n  责任人: 主任",
        "\n  步骤1: {责任人: 组长, 内容: 小组申请}\n  步骤2: {责任人: 主任, 内容: 审核}",
        "\n  第一步: 小组申请\n  第二步: 审核",
        "\n- 一: 小组申请\n- 二: 审核",
        "|\n  | 步骤 | 责任人 | 内容 |\n  |---|---|---|\n  | 1 | 组长 | 小组申请 |\n  | 2 | 主任 | 审核 |",
        "|\n  | 步骤 | 责任人 |\n  | 小组申请 | 组长 |\n  | 审核 | 主任 |",
        "\n  - {责任人: 组长, 做什么: 小组申请}\n  - {责任人: 主任, 做什么: 审核}",
        "1.小组申请（组长）2.审核（主任）",
    ],
)
def test_steps_may_be_told_below_their_number(flow: str) -> None:
    steps = whole(Power, re.sub("(?s)流程:.*电话", f"流程: {flow}\n电话", LEAST)).steps
    assert [(one.id, one.what) for one in steps] == [("1", "小组申请"), ("2", "审核")] or "（" in flow
    assert [one.who for one in steps] == (["组长", "主任"] if re.search("组长[^）]", flow) else ["", ""])


@pytest.mark.parametrize(
    ("written", "phone"),
    [
        ("办理0900-8880122，监督0900-8880125", {"办理": "0900-8880122", "监督": "0900-8880125"}),
        ("咨询电话：0900-8880122 监督电话：12345", {"咨询": "0900-8880122", "监督": "12345"}),
    ],
)
def test_a_text_may_say_what_each_number_is_for(written: str, phone: dict[str, str]) -> None:
    assert whole(Power, LEAST.replace("电话: 0900-8880005", f"电话: {written}")).phone == phone


@pytest.mark.parametrize(
    ("said", "fee"), [("是否收费: 否", "不收费"), ("收费: 否", "否"), ("是否收费: 工本费5元", "工本费5元")]
)
def test_whether_it_costs_anything_is_answered_by_no(said: str, fee: str) -> None:
    assert whole(Power, f"{LEAST.strip()}\n{said}").fee == fee


@pytest.mark.parametrize("head", ["编码", "权力编号", "事项编码"])
def test_the_code_of_an_item_has_many_names(head: str) -> None:
    assert whole(Power, LEAST.replace("编号", head)).id == "B02"


def test_who_answers_for_an_item_is_no_second_holder_of_it() -> None:
    assert whole(Power, LEAST.replace("责任主体", "责任人", 1)).subject == "报账员"
    both, told = read(Power, f"{LEAST.strip()}\n责任人: 罗会兰")
    assert (both and both.subject, told) == ("报账员", ["key-unknown"])


def test_steps_in_a_sentence_are_not_taken_for_numbers_and_names() -> None:
    log, text = Log(), re.sub("(?s)流程:.*电话", "流程: 先提出申请，再由罗会兰核实\n电话", LEAST)
    fields = parse_yaml(text, "测试.md", log)
    assert fields is not None
    read_part(Power, fields, log)
    assert [one.hint("zh") for one in log.problems] == ["例如：流程: [{序号: …, 责任人: …, 做什么: …}]"]


def test_name_is_the_title() -> None:
    power = whole(Power, FULL)
    assert (power.title, power.name) == ("大额资金使用", "大额资金使用")
    both = whole(Power, "标题: 大额资金怎么用\n" + FULL.strip())
    assert (both.title, both.name) == ("大额资金怎么用", "大额资金使用")
    assert "大额资金使用" in words(KIND.describe(plain(both), telling()))


@pytest.mark.parametrize("head", ["监督方式", "监督渠道", "监督"])
def test_how_a_power_is_watched_is_said_as_written(head: str) -> None:
    power = whole(Power, f"{LEAST.strip()}\n{head}: 监委会全程监督")
    assert (power.supervision, power.phone) == ("监委会全程监督", {"办理": "0900-8880005"})
    assert "监委会全程监督" in words(KIND.describe(plain(power), telling()))


@pytest.mark.parametrize(
    ("written", "done"),
    [
        ("申请—审批—登记用章", ["申请", "审批", "登记用章"]),
        ("申请 – 审批", ["申请", "审批"]),
        ("1.申请-2.审批(3-5日)-登记", ["申请", "审批(3-5日)", "登记"]),
        ("申请➜审批>登记", ["申请", "审批", "登记"]),
        ("申请，核实，盖章。", ["申请", "核实", "盖章"]),
        ("申请↓核实↓盖章", ["申请", "核实", "盖章"]),
        ("|\n  申请\n  ↓\n  核实\n  ↓\n  盖章", ["申请", "核实", "盖章"]),
        ("申请→审批（同意→盖章；不同意→退回）", ["申请", "审批（同意→盖章；不同意→退回）"]),
        ("申请（书面）→审批（3日）→盖章", ["申请（书面）", "审批（3日）", "盖章"]),
        ("申请——审批→登记", ["申请——审批", "登记"]),
        ("1.提出需求 2.三方询价 3.公示", ["提出需求", "三方询价", "公示"]),
        ("①申请；②踏勘；③公示。", ["申请", "踏勘", "公示"]),
        ("一、提议；二、决议；三、公示", ["提议", "决议", "公示"]),
        ("①报账②审核③公开", ["报账", "审核", "公开"]),
        ("第一步：报账；第二步：审核", ["报账", "审核"]),
        ("（1）申请（2）核实3户以上（3）公开", ["申请", "核实3户以上", "公开"]),
    ],
)
def test_steps_stand_between_arrows_or_else_dashes(written: str, done: list[str]) -> None:
    power = whole(Power, LEAST.partition("流程:")[0] + f"流程: {written}\n电话: 0900-8880005\n")
    assert [step.what for step in power.steps] == done


@pytest.mark.parametrize("written", ["由村委会受理——当场办。过时不候", "3-5", "1-申请", "受理"])
def test_a_dash_in_a_sentence_or_a_number_makes_no_steps(written: str) -> None:
    told = read(Power, LEAST.partition("流程:")[0] + f"流程: {written}\n电话: 0900-8880005\n")[1]
    assert told == ["shape-wrong"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("类别: 日常管理", ("日常管理", None)),
        ("类别: 小微权力", (None, "小微权力")),
        ("类别: 便民服务\n大类: 重大决策", ("重大决策", None)),
        ("类别: 工程项目类", ("工程项目类", None)),
        ("类型: 便民服务类", ("便民服务", None)),
        ("类型: 小微权力", (None, None)),
        ("类型: 便民服务\n类别: 小微权力\n大类: 日常管理", ("日常管理", "小微权力")),
    ],
)
def test_a_column_of_classes_may_be_headed_as_the_category(
    written: str, read_as: tuple[str | None, str | None]
) -> None:
    power = whole(Power, f"{LEAST.strip()}\n{written}\n")
    assert (power.class_, power.category) == read_as


@pytest.mark.parametrize("written", ["申请、审核、盖章", "申请，审核，盖章", "申请；审核；盖章"])
def test_steps_of_a_word_or_two_may_stand_between_commas(written: str) -> None:
    power = whole(
        Power,
        "小微权力事项名称: 用章\n具体承办单位: 村委会\n法律法规依据: 村规民约\n规范办事流程: " + written,
    )
    assert [step.what for step in power.steps] == ["申请", "审核", "盖章"]
    assert power.basis == ("村规民约",)
    assert read(Power, f"{LEAST.strip()}\n流程: 先由村民申请，村里开会研究决定后再公示七天")[1] != []


def test_the_cure_of_an_unknown_class_names_classes() -> None:
    _, told = read(Power, f"{LEAST.strip()}\n类别: 日常\n")
    assert told == ["value-wrong"]
    assert read(Power, f"{LEAST.strip()}\n大类: 重大决测\n")[1] == ["value-wrong"]


@pytest.mark.parametrize("said", ["集体资产类", "村务管理类", "财务管理权", "党务"])
def test_a_class_of_the_lists_own_stands_as_it_is_written(said: str) -> None:
    power = whole(Power, f"{LEAST.strip()}\n权力类别: {said}\n")
    assert (power.class_, power.category) == (said, None)


@pytest.mark.parametrize("head", ["收费依据及标准", "是否收费", "收费标准"])
def test_a_fee_is_known_by_what_lists_call_it(head: str) -> None:
    assert whole(Power, f"{LEAST.strip()}\n{head}: 不收费\n").fee == "不收费"


def test_neither_name_nor_title_is_missing() -> None:
    assert read(Power, FULL.replace("name:", "标签:").replace("标签: 三重一大", ""))[1] == ["field-missing"]


def test_commas_inside_braces_cut_nothing_off() -> None:
    power = whole(Power, FULL)
    assert power.steps[1].what == "联席会商议,列明用途和比价"
    assert power.risks[1].measure == "签到照片与记录当日归档,逐页编号"


def test_risks_as_lists_and_maps_with_one_scale() -> None:
    assert [(risk.step, risk.level) for risk in whole(Power, FULL).risks] == [
        ("1", "高"),
        ("3", "中"),
        ("4", "低"),
    ]


@pytest.mark.parametrize("missing", ["责任主体", "依据", "流程"])
def test_what_a_publishable_item_needs(missing: str) -> None:
    assert whole(Power, LEAST).phone == {"办理": "0900-8880005"}
    assert "field-missing" in read(Power, LEAST.replace(f"\n{missing}:", "\n标签:"))[1]


def test_least_item_is_marked_and_its_steps_follow_one_another() -> None:
    content = KIND.describe(plain(whole(Power, LEAST)), telling())
    assert any("待细化" in fact.value for fact in content.facts)
    steps = next(item for item in content.blocks if isinstance(item, StepsBlock)).steps
    assert [[(arrow.to, arrow.end) for arrow in step.arrows] for step in steps] == [
        [("2", False)],
        [("结束", True)],
    ]
    assert not any("待细化" in text for text in words(KIND.describe(plain(whole(Power, FULL)), telling())))


@pytest.mark.parametrize(
    ("what", "drawn"),
    [
        ("1.提出申请", "提出申请"),
        ("（1）提出申请", "提出申请"),
        ("第一步：提出申请", "提出申请"),
        ("2.提出申请", "2.提出申请"),  # another number is somebody's own
        ("1.5万元以下由主任批", "1.5万元以下由主任批"),
        ("1.", "1."),
    ],
)
def test_a_step_is_drawn_without_its_number_twice(what: str, drawn: str) -> None:
    step = {"id": "1", "who": "村民", "what": what}
    flow: Any = block("办理流程", {**plain(whole(Power, LEAST)), "steps": [step]})
    assert [one.what for one in flow.steps] == [drawn]


def test_flow_has_arrows_ends_risks_and_publication() -> None:
    flow: Any = block("办理流程", plain(whole(Power, FULL)))
    steps = {step.id: step for step in flow.steps}
    assert [(arrow.label, arrow.to, arrow.end) for arrow in steps["4"].arrows] == [
        ("无异议", "归档", True),
        ("有异议", "5a", False),
    ]
    assert (steps["2"].risks, steps["2"].document) == (("走过场",), "会议记录")
    assert (steps["3"].risks, steps["3"].limit) == (("中风险：代签名或会后补记录",), "")
    assert [step.public for step in steps.values()] == [False, False, False, True, False]


def test_what_to_bring_fee_and_visits() -> None:
    content = KIND.describe(plain(whole(Power, FULL)), telling())
    facts = {fact.label: fact.value for fact in content.facts}
    assert [fact.label for fact in content.facts][:6] == [
        "谁来办",
        "凭什么办",
        "要带",
        "跑几趟",
        "几天办完",
        "花多少钱",
    ]
    assert (facts["花多少钱"], facts["跑几趟"], facts["办理电话"]) == ("不收费", "不用跑", "0900-8880001")
    assert facts["要带"] == "使用申请(事由、金额、资金来源)、比价或合同文本"
    assert isinstance(block("常见问题", plain(whole(Power, FULL))), FactsBlock)
    assert isinstance(block("风险点和防控", plain(whole(Power, FULL))), TableBlock)


def test_what_nobody_said_of_an_item_is_not_told() -> None:
    text = FULL.replace("fee: 不收费\n", "").replace("visits: 0\n", "")
    facts = KIND.describe(plain(whole(Power, text)), telling()).facts
    assert {"花多少钱", "跑几趟"}.isdisjoint(fact.label for fact in facts)
    unanswered = re.sub("accountability: .*\n", "", text)
    few = KIND.describe(plain(whole(Power, unanswered)), telling()).facts
    assert [fact.value for fact in few if fact.label == "完备程度"] == ["待细化：还没有写责任追究"]


def test_a_long_list_is_told_in_short_and_stands_whole_below() -> None:
    papers = tuple(f"第{at}样材料，写得长一些好占地方" for at in range(1, 9))
    content = KIND.describe({**plain(whole(Power, FULL)), "materials": [*papers]}, telling())
    (brief,) = (fact.value for fact in content.facts if fact.label == "要带")
    assert brief.startswith(papers[0])
    assert brief.endswith("共8样，见下面")
    assert ListBlock("要带什么材料", papers) in content.blocks
    (one,) = (
        fact.value
        for fact in KIND.describe({"materials": ["长" * 90]}, telling()).facts
        if fact.label == "要带"
    )
    assert one == "长" * 90


def test_levels_of_risk_are_told_by_word_and_shape() -> None:
    table = block("风险点和防控", plain(whole(Power, FULL)))
    assert isinstance(table, TableBlock)
    assert [cell for row in table.rows for cell in row if cell[:1] in tuple("▲◆●")] == [
        "▲ 高",
        "◆ 中",
        "● 低",
    ]


def test_not_applicable_and_cancelled_say_so_with_reasons() -> None:
    values = plain(
        whole(Power, LEAST + "适用: 否\n原因: 本村没有备用金\n取消: {日期: 2026-03-01, 原因: 县里收回}\n")
    )
    facts = [fact.value for fact in KIND.describe(values, telling()).facts]
    assert facts[0] == "本村不适用；本村没有备用金"
    assert facts[1] == "2026年3月1日，县里收回"


@pytest.mark.parametrize(("day", "applies"), [("2026-04-20", False), ("2026-04-21", True)])
def test_an_item_applies_until_the_day_on_which_it_is_cancelled(day: str, applies: bool) -> None:
    values = plain(whole(Power, LEAST + f"取消: {{日期: {day}, 原因: 县里收回}}\n"))
    assert telling().today == date(2026, 4, 20)
    assert KIND.describe(values, telling()).applies is applies


def test_nothing_given_is_dropped() -> None:
    for language in ("zh", "en"):
        values = plain(whole(Power, FULL))
        shown = "\n".join(words(KIND.describe(values, telling(language))))
        quiet = frozenset({"id", "title", "name", "visits"})
        lost = [
            (path, value)
            for path, value in given(values, without=quiet)
            if str(value) not in shown and value != "—"
        ]
        assert not lost


def test_measures_may_be_a_list() -> None:
    read_ = whole(Power, LEAST + "风险点: [人情章, 空白章]\n防控措施: [登记台账。, 两人在场]\n")
    assert read_.measures == "登记台账；两人在场"
