"""Entries that nobody declared, as the ones that they stand for."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import cast

import pytest

from sunboard.commands.schema import _pattern_of
from sunboard.engines.yaml_nodes import parse_yaml
from sunboard.fields.declarations import names_of
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.faults import nearest
from sunboard.fields.groups import read_part, read_partly
from sunboard.fields.part import Part, to_plain
from sunboard.fields.scalars import apiece, day, money, phone
from sunboard.kinds.asset import Asset
from sunboard.kinds.card import Card
from sunboard.kinds.contract import Contract
from sunboard.kinds.issue import Issue
from sunboard.kinds.matter import Matter
from sunboard.kinds.power.record import Power
from sunboard.kinds.project import Project
from sunboard.kinds.regulation import Regulation
from sunboard.kinds.reply import Reply
from sunboard.kinds.resource import Resource
from sunboard.kinds.subsidy import Subsidy
from sunboard.model.node import Items, Place, Scalar
from sunboard.model.problem import Log
from sunboard.settings.measures import pixels, size
from sunboard.settings.places import Site, Township, Village

GIVEN = "标题: 修路公示"
NOTICE = {"notice_start": "2026-04-10", "notice_end": "2026-04-16"}


def read(text: str, kind: type[Disclosure] = Matter) -> tuple[dict[str, object], list[str]]:
    """Return what is understood of a record beside its title, and what is told."""
    log = Log()
    fields = parse_yaml(f"{GIVEN}\n{text}", "修路.md", log)
    assert fields is not None
    said = to_plain(read_part(kind, fields, log)) if fields else {}
    told = [one.fault.code for one in log.problems]
    return {key: value for key, value in said.items() if key != "title"} if isinstance(
        said, dict
    ) else {}, told


def hint(text: str) -> str:
    """Return the one hint that is given for a record of a matter."""
    log = Log()
    fields = parse_yaml(f"{GIVEN}\n{text}", "修路.md", log)
    assert fields is not None
    read_partly(Matter, fields, log, further="further")
    return "".join(one.hint("zh") for one in log.problems)


@pytest.mark.parametrize(
    "text",
    [
        "撤回日期: 2026-04-12\n撤回原因: 写错了村组",
        "撤回.日期: 2026-04-12\n撤回.原因: 写错了村组",
        "撤回: 是\n撤回日期: 2026-04-12\n撤回原因: 写错了村组",
        "撤回: {日期: 2026-04-12}\n撤回原因: 写错了村组",
    ],
)
def test_what_is_said_of_a_group_beside_it_stands_below_it(text: str) -> None:
    assert read(text) == ({"withdrawn": {"date": "2026-04-12", "reason": "写错了村组"}}, [])


def test_a_group_that_lacks_a_part_is_told_as_one() -> None:
    assert read("撤回日期: 2026-04-12")[1] == ["field-missing"]


def test_a_name_stands_in_for_none_that_is_given() -> None:
    given = "名称: 印章使用\n责任主体: 村委会\n依据: 印章管理办法\n流程: 申请、登记、审签"
    powers, told = read(f"{given}\n流程图: 流程图.png", Power)
    assert told == ["key-unknown"]
    assert "流程图.png" not in str(powers)


def test_what_stands_twice_in_a_group_is_told() -> None:
    assert "key-given-twice" in read("撤回: {日期: 2026-04-12, 原因: 写错}\n撤回日期: 2026-04-13")[1]


@pytest.mark.parametrize("key", ["公示期", "公示时间", "公示起止日期", "notice"])
def test_days_from_one_to_another_are_the_first_and_the_last(key: str) -> None:
    assert read(f"{key}: 2026年4月10日至4月16日") == (NOTICE, [])


def test_of_several_words_one_alone_is_to_be_changed() -> None:
    told = hint("公开方式: 公开栏、村里广播站")
    assert told == "只改这一个，从这几个里选意思对的：栏、网、屏、微、会、播、户、室"
    assert hint("公开方式: 只上网站") == "从这几个里选意思对的写，例如：公开方式: 网"


def test_the_last_day_may_lack_its_month() -> None:
    assert read("公示期: 2026年4月10日至16日") == (NOTICE, [])


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("4月10日至4月16日", "…年4月10日至4月16日"),
        ("自4月10日起公示7天", "…年4月10日起公示7天"),
        ("4月10日至下周", "…年…月…日至…年…月…日"),
        ("7天，2026年4月10日至2026年4月17日", "2026年4月10日至2026年4月17日"),
    ],
)
def test_days_from_one_to_another_without_a_year_are_told_with_themselves(said: str, shown: str) -> None:
    assert read(f"公示时间: {said}") == ({}, ["value-wrong"])
    assert hint(f"公示时间: {said}") == f"例如：公示时间: {shown}"


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("自2026年4月10日起公示7天", {"notice_days": 7}),
        ("2026.4.10起，公示期为五个工作日", {"notice_days": 5, "day_type": "工作日"}),
        ("2026年4月10日（公示7天）", {"notice_days": 7}),
        ("2026.4.10-4.16", {"notice_end": "2026-04-16"}),
    ],
)
def test_a_notice_may_be_its_first_day_and_how_many_there_are(said: str, days: dict[str, object]) -> None:
    assert read(f"公示时间: {said}") == ({"notice_start": "2026-04-10"} | days, [])


@pytest.mark.parametrize(("said", "days"), [("7天", 7), ("公示五个工作日", 5)])
def test_a_notice_may_be_how_many_days_it_is(said: str, days: int) -> None:
    found, problems = read(f"公示期: {said}")
    assert (found["notice_days"], problems) == (days, [])


@pytest.mark.parametrize(
    "said", ["12日", "2026年4月12日", "自2026年4月10日起公示不少于7天", "2026年4月10日起长期"]
)
def test_no_end_of_a_notice_is_made_up(said: str) -> None:
    assert not {"notice_start", "notice_days"} & {*read(f"公示时间: {said}")[0]}


def test_days_of_publication_are_the_first_and_those_of_a_notice() -> None:
    told = hint("公开时间: 2026.4.2—4.9")
    assert told.endswith("公示期: 2026-04-02至2026-04-09；这一项写开始公开的那天，例如：公开时间: 2026-04-02")
    assert read("公示期: 2026-04-02至2026-04-09\n公开时间: 2026-04-02")[1] == []


@pytest.mark.parametrize(
    ("said", "votes"),
    [
        ("表决: 应到35人，实到31人，同意29票，反对1票，弃权1票", [35, 31, 29, 1, 1]),
        ("实到: 31人\n    表决结果: 一致通过", [None, 31, 31, None, None]),
        ("投票情况: 实到31人、赞成31票、弃权无", [None, 31, 31, None, 0]),
        ("参会人数: 应到35人，实到31人\n    表决结果: 一致通过", [35, 31, 31, None, None]),
    ],
)
def test_a_vote_told_in_a_sentence_is_read(said: str, votes: list[int | None]) -> None:
    rest = "程序: 五议\n  决议内容: 同意修路\n  决议公开: {开始: 2026-04-06, 截止: 2026-04-13}"
    decision = read(f"议事决策:\n  {rest}\n  决议:\n    日期: 2026-04-05\n    {said}")[0]["decision"]
    assert isinstance(decision, dict)
    names = ("expected", "present", "agree", "oppose", "abstain")
    assert [decision["resolved"].get(name) for name in names] == votes


def test_a_vote_that_says_more_is_not_half_read() -> None:
    told = read("议事决策:\n  决议:\n    日期: 2026-04-05\n    表决: 同意29票，另有2票作废")[1]
    assert "key-unknown" in told


def test_a_list_written_as_a_map_is_told_with_its_form() -> None:
    assert read("附件:\n  施工合同: 合同.pdf")[1] == ["shape-wrong"]


def test_how_many_days_there_are_is_kept_for_whoever_compares() -> None:
    said, _ = read("公示期: 2026年4月10日至4月16日（5个工作日）")
    assert said == {**NOTICE, "notice_days": 5, "day_type": "工作日"}


@pytest.mark.parametrize(
    "said",
    ["5年（2024.3.1-2029.2.28）", "2024年3月1日至2029年2月28日（共5年）", "2024.3.1起至2029.2.28止，共5年"],
)
def test_how_many_years_something_lasts_may_stand_beside_its_days(said: str) -> None:
    given, told = read(f"租期: {said}", Contract)
    assert (given, told) == ({"start": "2024-03-01", "end": "2029-02-28"}, [])


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("租期: 2024年1月1日起五年", {"lease": "2024年1月1日起五年"}),
        ("租金: 每年1.2万元", {"rent": "12000.00"}),
        ("承包费: 12000元/年", {"rent": "12000.00"}),
        ("租金: 每亩800元，共50亩", {"rent_terms": "每亩800元，共50亩"}),
        ("年租金: 12000\n租金标准: 每年1.2万元", {"rent": "12000.00", "rent_terms": "每年1.2万元"}),
        ("甲方: 柳湾村股份经济合作社", {"first_party": "柳湾村股份经济合作社"}),
    ],
)
def test_what_a_contract_says_of_its_term_and_rent_is_kept(text: str, meant: dict[str, str]) -> None:
    assert read(text, Contract) == (meant, [])


def test_what_is_paid_for_a_plot_in_a_year_is_its_rent() -> None:
    assert read("承包费: 每年9600元", Resource) == ({"rent": "9600.00"}, [])


@pytest.mark.parametrize("said", ["自通过之日起施行", "自村民代表会议通过之日起施行。", "通过之日"])
def test_a_day_may_be_that_of_another_field(said: str) -> None:
    given, told = read(f"制定单位: 村民代表会议\n通过日期: 2026-03-08\n施行日期: {said}", Regulation)
    assert (given["effective_from"], told) == ("2026-03-08", [])


def test_a_rule_may_hold_from_the_day_on_which_it_is_made_public() -> None:
    given, told = read("制定单位: 村民代表会议\n公开日期: 2026-04-01\n生效日期: 自公布之日起施行", Regulation)
    assert (given["effective_from"], told) == ("2026-04-01", [])


@pytest.mark.parametrize(
    "text",
    [
        "施行日期: 自通过之日起施行",
        "通过日期: 3月8日\n施行日期: 自通过之日起施行",
        "通过日期: 2026-03-08\n施行日期: 自通过之日起30日后施行",
    ],
)
def test_a_day_that_nobody_says_is_told_once(text: str) -> None:
    assert read(f"制定单位: 村民代表会议\n{text}", Regulation)[1] == ["value-wrong"]


def test_names_of_files_are_enough() -> None:
    assert read("附件:\n  1. 合同.pdf\n  2. 方案.pdf") == read("附件: 合同.pdf、方案.pdf")
    assert read("附件: 1. 合同.pdf")[0] == {"attachments": [{"file": "1. 合同.pdf"}]}
    said, told = read("附件: 合同.pdf、方案.pdf\n照片: 现场.jpg，完工.jpg")
    assert not told
    assert said["attachments"] == [{"file": "合同.pdf"}, {"file": "方案.pdf"}]
    assert said["photos"] == [{"file": "现场.jpg"}, {"file": "完工.jpg"}]
    assert read("附件: 附件1：合同.pdf")[1] == ["shape-wrong"]


@pytest.mark.parametrize(
    "phones",
    [
        "咨询电话: 0900-8880120\n监督电话: 0900-8880125",
        "电话:\n  - 咨询电话：0900-8880120\n  - 监督电话: 0900-8880125",
    ],
)
def test_telephones_may_stand_by_themselves_or_as_a_list(phones: str) -> None:
    log = Log()
    fields = parse_yaml(f'名称: 南湖村\n行政区划代码: "629903103201"\n{phones}', "village.yaml", log)
    village = read_part(Village, fields, log) if fields else None
    assert not log.problems
    assert village
    assert village.phones
    assert (village.phones.contact_phone, village.phones.supervise_phone) == ("0900-8880120", "0900-8880125")


def test_each_file_of_a_list_may_be_its_name_alone() -> None:
    said, told = read("附件:\n  - 施工 合同.pdf\n  - {文件: 方案.pdf}")
    assert not told
    assert said["attachments"] == [{"file": "施工 合同.pdf"}, {"file": "方案.pdf"}]


def test_a_name_that_nobody_declared_stands_in_for_a_field_that_nothing_else_names() -> None:
    text = "租赁物: 村部门面2间\n承租单位: 云溪县便民超市\n合同总金额: 60000元\n履约保证金: 2000元"
    assert read(text, Contract) == (
        {"object": "村部门面2间", "party": "云溪县便民超市", "price": "60000.00", "deposit": "2000.00"},
        [],
    )


def test_works_are_read_in_the_words_of_those_who_build_them() -> None:
    said, told = read(
        "工程名称: 文化广场\n工程阶段: 施工中\n总投资: 18.6万元\n建设规模: 广场一处\n项目负责人: 何广仁",
        Project,
    )
    assert (said["budget"], said["content"], said["leader"]) == ("186000.00", "广场一处", "何广仁")
    assert (said["project_stage"], told) == ("施工", [])


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Contract, "标的: 村部门面\n租赁物: 鱼塘"),  # the field is named
        (Contract, "租赁物: 村部门面\n承包项目: 鱼塘"),  # two names mean it
        (Contract, "开户银行名称: 鱼塘"),  # who is called so is no object
        (Contract, "村组名称: 鱼塘"),
        (Resource, "东至: 村道"),  # one side is not all four
    ],
)
def test_a_name_in_doubt_stands_for_nothing(kind: type[Disclosure], text: str) -> None:
    said, told = read(text, kind)
    assert not {*said.values()} & {"鱼塘", "村道"}
    assert told.count("key-unknown") == len(told)


ISSUE = (
    "发现日期: 2026-03-02\n来源: 村民反映\n问题: 晚贴\n"
    "责任人: 罗会兰\n整改时限: 2026-03-31\n是否公开: 可以公开"
)


@pytest.mark.parametrize(
    ("text", "state", "done"),
    [
        ("整改情况: 已补贴\n整改状态: 已反馈", "已反馈", {"text": "已补贴"}),
        (
            "整改情况: 3月20日补贴，每月核对\n状态: 整改中",
            "整改中",
            {"text": "3月20日补贴，每月核对"},
        ),
        ("整改情况: 正在整改", "整改中", None),
        ("状态: 已反馈\n整改反馈: 补贴出来了", "已反馈", {"text": "补贴出来了"}),
        ("整改状态: 整改销号", "已销号", None),
    ],
)
def test_what_was_done_is_not_how_far_it_has_come(text: str, state: str, done: object) -> None:
    said, told = read(f"{ISSUE}\n{text}", Issue)
    assert (said["issue_state"], said.get("done"), said.get("status"), told) == (state, done, None, [])
    assert (said["source"], said["public"]) == ("群众反映", True)


def test_a_state_that_another_field_tells_is_sent_there() -> None:
    log = Log()
    fields = parse_yaml(f"{GIVEN}\n资产名称: 水泵房\n状态: 闲置", "a.md", log)
    assert fields is not None
    read_part(Asset, fields, log)
    told = [one for one in log.problems if one.fault.code == "value-wrong"]
    assert [one.hint("zh").startswith("是“使用状态”的，这一行改成 使用状态: 闲置；") for one in told] == [
        True
    ]
    assert not [one for one in log.problems if "使用状态" in one.message("zh")]


def test_an_answer_is_read_in_the_words_of_those_who_dealt_with_it() -> None:
    text = "诉求内容: 老停电\n办理情况: 4月15日改好线路\n办理人: 罗会兰\n办理时间: 2026-03-15"
    said, told = read(f"{text}\n反映时间: 2026-03-12\n反映渠道: 村微信群", Reply)
    assert (said["question"], said["answer"], said["answered_by"]) == ("老停电", "4月15日改好线路", "罗会兰")
    assert (said["via"], said["answered_on"], told) == ("微信", "2026-03-15", [])


def test_who_did_something_is_no_misspelt_name_of_what_was_done() -> None:
    assert nearest("办理人", ("办理结果", "答复")) == {"advice": ""}
    assert nearest("经力人", ("经办人",))["near"] == "经办人"
    assert nearest("参会人数", ("参会人员",)) == {"advice": ""}


def test_letters_are_alike_in_more_than_a_few_of_them() -> None:
    assert nearest("plain", ("location", "plan_date")) == {"advice": ""}
    assert nearest("publish", ("publish_date",))["near"] == "publish_date"


def test_a_sentence_is_not_replaced_by_an_example() -> None:
    assert hint("备案: 已报镇农经站") == "例如：备案: {备案号: …, 日期: …, 备案单位: …, 接收人: …}"


def test_a_meeting_is_read_in_the_words_of_its_minutes() -> None:
    rest = "程序: 五议\n  决议内容: 修路\n  决议公开: {开始: 2026-04-06, 截止: 2026-04-13}"
    met = "{会议时间: 2026-04-05, 会议地点: 村部, 到会人数: 29人, 表决结果: 全票通过}"
    said, told = read(f"议事决策:\n  {rest}\n  决议: {met}")
    decision = said["decision"]
    assert isinstance(decision, dict)
    assert decision["resolved"] == {"date": "2026-04-05", "place": "村部", "present": 29, "agree": 29}
    assert not told


def test_steps_may_be_the_items_of_a_list() -> None:
    items = tuple(map(Scalar, ("1. 村民申请", "村委会审查并公示")))
    steps = names_of(Power)["steps"].read(Items(items), Log())
    assert [step.what for step in steps or ()] == ["村民申请", "村委会审查并公示"]


def test_a_state_that_is_none_is_asked_for_by_its_own_words() -> None:
    log = Log()
    fields = parse_yaml(f"{GIVEN}\n{ISSUE}\n状态: 差不多了", "a.md", log)
    assert fields is not None
    read_part(Issue, fields, log)
    assert ["列单、建账" in one.message("zh") for one in log.problems] == [True]
    assert read("状态: 差不多了")[1] == ["value-wrong"]


def test_what_is_needed_stands_for_no_other_field() -> None:
    said, told = read("项目: 低保\n环节: 长期公示", Subsidy)
    assert told == ["value-wrong"]
    assert "stage" not in said


def test_a_row_of_the_catalogue_under_the_category_is_told_once() -> None:
    assert read("类别: 收支明细", Contract)[1] == ["value-wrong"]
    assert "目录编码: 收支明细" in hint("类别: 收支明细")


@pytest.mark.parametrize(
    ("line", "votes"),
    [
        ("2026年4月5日", {}),
        (
            "2026年4月5日，应到30人实到28人，28票赞成0票反对",
            {"expected": 30, "present": 28, "agree": 28, "oppose": 0},
        ),
        ("2026-04-05 应参加7人 7人参加 7票同意", {"expected": 7, "present": 7, "agree": 7}),
    ],
)
def test_a_line_may_tell_the_day_of_a_meeting_and_its_votes(line: str, votes: dict[str, int]) -> None:
    rest = "程序: 五议\n  决议内容: 修路\n  决议公开: 2026年4月6日至4月13日"
    said, told = read(f"议事决策:\n  {rest}\n  决议: {line}")
    decision = said["decision"]
    assert isinstance(decision, dict)
    assert decision["resolved"] == {"date": "2026-04-05", **votes}
    assert decision["publicised"] == {"from": "2026-04-06", "until": "2026-04-13"}
    assert not told


OPEN = "{日期: 2026年3月28日, 地点: …, 会议: …}"
SAID = "2026年3月28日在村部开会，应到32人，实到27人，同意27票，反对0票"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (SAID, "{日期: 2026年3月28日, 应到: 32人, 实到: 27人, 同意: 27票, 反对: 0票, 地点: 村部}"),
        (f"{SAID}，不同意3票", OPEN),
        (f"{SAID}，列席5人", OPEN),
        ("应到32人，实到27人", "{日期: …, 地点: …, 会议: …}"),
    ],
)
def test_a_group_written_as_a_sentence_is_shown_with_its_own_numbers_or_with_none(
    said: str, shown: str
) -> None:
    log = Log()
    fields = parse_yaml(f"{GIVEN}\n议事决策:\n  决议: {said}", "修路.md", log)
    assert fields is not None
    read_part(Matter, fields, log)
    assert f"例如：决议: {shown}" in [one.hint("zh") for one in log.problems]


def test_numbers_to_call_may_be_a_list_of_names_with_numbers() -> None:
    log = Log()
    text = "名称: 青石镇\n热线:\n  - 镇纪委：0900-8880110\n  - 镇民政办 0900-8880113"
    fields = parse_yaml(text, "township.yaml", log)
    assert fields is not None
    found = read_part(Township, fields, log)
    assert found is not None
    assert found.hotlines == {"镇纪委": "0900-8880110", "镇民政办": "0900-8880113"}
    assert not log.problems


@pytest.mark.parametrize(
    ("kind", "text", "field", "value"),
    [
        (Matter, "更正: 《一季度误工补贴》", "corrects", "一季度误工补贴"),
        (Matter, "更正说明: 少写一人", "correction_reason", "少写一人"),
        (Matter, "公开内容: 换灯\n联系电话: 0900-8880120", "content", "换灯"),
        (Contract, "出租房屋: 村口商店1间", "object", "村口商店1间"),
        (Contract, "价款: 每年8000元", "rent", Decimal("8000.00")),
        (Contract, "底价: 580元/亩", "bottom_unit_price", Decimal("580.00")),
        (Contract, "起租价: 每年2万元", "bottom_rent", Decimal("20000.00")),
        (Contract, "底价: 2万元", "bottom_price", Decimal("20000.00")),
        (Contract, "缴费方式: 每年5月1日前交清", "pay_terms", "每年5月1日前交清"),
        (Power, "权力编号: B01", "id", "B01"),
        (Power, "廉政风险点: 优亲厚友", "risks", [{"point": "优亲厚友"}]),
        (Power, "防范措施: 集体讨论", "measures", "集体讨论"),
        (Power, "办理电话: 0900-8880122", "phone", {"办理": "0900-8880122"}),
        (Issue, "公开: 是", "public", True),
        (Reply, "回复内容: 已修好", "answer", "已修好"),
        (Matter, "公开目录: 低保", "catalog", "低保"),
        (Matter, "发包标的: 鱼塘\n起拍价: 每年2万元\n报名期限: 4月20日前", "bottom_price", "每年2万元"),
        (Matter, "竞价时间: 4月22日上午9时\n竞价地点: 村部", "time", "4月22日上午9时"),
        (Matter, "参会人员: 全体村民代表", "parties", ["全体村民代表"]),
        (Matter, "申请面积: 120平方米", "area", "120平方米"),
        (Project, "招标控制价: 9.5万元", "control_price", Decimal("95000.00")),
        (Project, "审定金额: 48600元\n工期: 30天", "audited", Decimal("48600.00")),
        (Resource, "坐落: 1组\n使用期限: 5年", "lease", "5年"),
        (Card, "卡型: 便民服务卡", "card_type", "便民告知卡"),
    ],
)
def test_what_people_call_a_field_is_that_field(
    kind: type[Disclosure], text: str, field: str, value: object
) -> None:
    log = Log()
    fields = parse_yaml(f"{GIVEN}\n{text}", "a.md", log)
    assert fields is not None
    understood = read_partly(kind, fields, log)
    said = getattr(understood, field)
    plain = (
        [to_plain(one) if isinstance(one, Part) else one for one in said] if isinstance(said, tuple) else said
    )
    assert plain == value
    assert "key-unknown" not in [one.fault.code for one in log.problems]


VOTE = "应到人数: 40人\n实到人数: 36人\n同意: 34票\n职务: 组长"
DECIDED = "议事决策: {程序: 村民代表会议, 决议内容: 装路灯, 决议公开: 2026-03-02至2026-03-08}"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (DECIDED, [True, True, True, False]),  # one name alone says little
        ("联系人: 陈守田", [False] * 4),  # a vote alone makes no 议事决策
    ],
)
def test_a_field_of_a_group_that_stands_outside_is_sent_there(given: str, expected: list[bool]) -> None:
    log = Log()
    fields = parse_yaml(f"{GIVEN}\n{given}\n{VOTE}", "a.md", log)
    assert fields is not None
    read_partly(Matter, fields, log)
    told = [problem for problem in log.problems if problem.value in VOTE]
    assert [problem.fault.code for problem in told] == ["key-unknown"] * 4
    assert ["“议事决策”里的一项" in problem.hint("zh") for problem in told] == expected


@pytest.mark.parametrize(
    ("kind", "said", "via"),
    [
        (Reply, "来信", "来信"),
        (Reply, "群众来信", "来信"),
        (Reply, "入户走访", "走访"),
        (Reply, "问卷调查", "问卷"),
        (Issue, "群众来信", "群众反映"),
        (Issue, "信访", "群众反映"),
        (Issue, "巡察", "检查"),
    ],
)
def test_how_something_came_in_is_read_as_villages_say_it(
    kind: type[Disclosure], said: str, via: str
) -> None:
    way = names_of(kind)["来源"]
    assert (way.read(Scalar(said, Place(field="来源")), log := Log()), log.problems) == (via, [])


def test_a_notice_that_was_taken_back_is_to_say_when_and_why() -> None:
    names_of(Matter)["状态"].read(Scalar("作废", Place(field="状态")), log := Log())
    assert "这一行改成 撤回: {日期: …, 原因: …}；不是的，从这几个里选" in log.problems[0].hint("zh")


def test_what_a_photograph_shows_may_stand_behind_its_name() -> None:
    photos = [{"file": "清淤前.jpg", "caption": "清淤前"}, {"file": "清淤后.jpg"}]
    assert read("照片: 清淤前.jpg（清淤前）、清淤后.jpg")[0]["photos"] == photos
    assert read("附件: 合同（终稿）.pdf")[0]["attachments"] == [{"file": "合同（终稿）.pdf"}]


@pytest.mark.parametrize("said", ["12000元/年", "每年12000元", "1.2万元"])
def test_a_rent_may_say_that_it_is_by_the_year(said: str) -> None:
    assert read(f"年租金: {said}", Contract) == ({"rent": "12000.00"}, [])


def test_of_two_telephones_the_first_is_proposed() -> None:
    log = Log()
    assert phone(Scalar("0900-8880120/0900-8880129", Place(field="电话")), log) is None
    assert log.problems[0].hint("zh") == "别的号码写进正文；这一项，例如：电话: 0900-8880120"


@pytest.mark.parametrize("said", ["吴月琴 0900-8880125", "0900-8880125（办公室）", "村部：0900 8880125"])
def test_a_telephone_beside_words_is_proposed_by_itself(said: str) -> None:
    log = Log()
    assert phone(Scalar(said, Place(field="电话")), log) is None
    assert log.problems[0].hint("zh") == "例如：电话: 0900-8880125"


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("每户200元，42户共8400元", "8400元"),
        ("每亩800元，合计36.5亩，共29200元", "29200元"),
        ("10万元（上级补助8万元，村自筹2万元）", "10万元"),
        ("29200元（每亩800元）", "29200元"),
        ("800元（每亩）", "…"),
        ("每亩800元", "…"),
        ("不超过3.8万元", "…"),
        ("3000-5000元", "…"),
    ],
)
def test_of_several_amounts_the_whole_is_proposed(said: str, amount: str) -> None:
    log = Log()
    assert money(Scalar(said, Place(field="金额")), log) is None
    assert log.problems[0].hint("zh").endswith(f"例如：金额: {amount}")


def test_names_that_share_signs_in_other_places_are_not_misspelt() -> None:
    log = Log()
    fields = parse_yaml("公开日期: 2026-09-01\n办公时间: 周一至周五", "a.md", log)
    assert fields is not None
    read_partly(Card, fields, log, further="further")
    assert "key-shown" in {problem.fault.code for problem in log.problems}


def test_what_a_contract_says_itself_sends_nothing_to_the_table_of_contracts() -> None:
    log = Log()
    fields = parse_yaml("承包期限: 10年\n签订时间: 2026-09-25\n已交租金: 2026年9月25日交7500元", "a.md", log)
    assert fields is not None
    read_partly(Contract, fields, log)
    assert not any("里的一项" in problem.hint("zh") for problem in log.problems)


def test_the_name_of_a_contract_is_its_title_where_it_has_none() -> None:
    def contract(text: str) -> tuple[str, str | None, list[str]]:
        log = Log()
        fields = parse_yaml(text, "a.md", log)
        found = read_partly(Contract, fields, log) if fields else None
        assert found is not None
        return found.title, found.object, [one.fault.code for one in log.problems]

    name = "合同名称: 南湖水面承包合同"
    assert contract(f"{name}\n标的: 水面42亩") == ("南湖水面承包合同", "水面42亩", [])
    assert contract(f"标题: 合同公开\n{name}") == ("合同公开", "南湖水面承包合同", [])


def test_works_go_by_their_name_where_they_have_no_title() -> None:
    log = Log()
    fields = parse_yaml("项目名称: 三组巷道硬化\n工程阶段: 施工", "a.md", log)
    assert fields is not None
    found = read_part(Project, fields, log)
    assert found is not None
    assert (found.title, found.name) == ("三组巷道硬化", "三组巷道硬化")


def test_a_name_that_one_group_alone_has_is_sent_there() -> None:
    def told(text: str) -> list[str]:
        log = Log()
        fields = parse_yaml(text, "a.md", log)
        assert fields is not None
        read_partly(Issue, fields, log)
        return [one.hint("zh") for one in log.problems if one.value == "完成日期"]

    (there,) = told("完成日期: 2026-03-20\n整改时限: 2026-03-25")
    assert there.startswith("它是“整改反馈”里的一项")
    (told_as_text,) = told("完成日期: 2026-03-20\n整改反馈: 换了4盏灯")
    assert "里的一项" not in told_as_text, "nothing can stand below a text"


def test_a_group_that_is_said_not_to_be_is_not_there() -> None:
    assert read("销号: 否", Issue)[1].count("shape-wrong") == 0
    assert read("销号: 是", Issue)[1].count("shape-wrong") == 1


def test_what_is_said_above_all_meetings_is_of_the_one_that_resolved() -> None:
    said = "会议: 2026年9月12日村民代表会议\n  表决结果: 应到代表28人，实到25人，24人同意，1人弃权"
    needed = "程序: 村民代表会议\n  决议内容: 修路\n  决议公开: {开始: 2026-09-13, 截止: 2026-09-20}"
    resolved = {
        "date": "2026-09-12",
        "body": "村民代表会议",
        "expected": 28,
        "present": 25,
        "agree": 24,
        "abstain": 1,
    }
    found, told = read(f"议事决策:\n  {said}\n  {needed}")
    assert (cast(dict[str, object], found["decision"])["resolved"], told) == (resolved, [])
    apart = said.replace("2026年9月12日村民代表会议", "村民代表会议\n  会议时间: 2026-09-12")
    found, told = read(f"议事决策:\n  {apart}\n  {needed}")
    assert (cast(dict[str, object], found["decision"])["resolved"], told) == (resolved, [])
    among, _ = read(f"议事决策:\n  {said}\n  {needed}\n  审议: {{日期: 2026-09-10}}")
    assert cast(dict[str, object], among["decision"])["resolved"] == resolved


def test_a_decision_in_one_sentence_is_asked_for_with_what_it_says() -> None:
    resolved = "{日期: 2026年8月30日, 实到: 7人, 同意: 一致同意}"
    shown = f"议事决策: {{程序: 两委联席, 决议内容: …, 决议公开: …, 决议: {resolved}}}"
    assert hint('议事决策: 2026年8月30日村"两委"联席会议研究，到会7人，一致同意').endswith(shown)


def test_telephones_stand_beside_whom_to_call_in_a_township() -> None:
    log = Log()
    text = "乡镇名称: 和平镇\n联系电话: 0900-8880101\n监督电话: 0900-8880110"
    fields = parse_yaml(text, "township.yaml", log)
    township = read_part(Township, fields, log) if fields else None
    assert township
    assert township.contacts
    assert not log.problems
    assert (township.name, township.contacts.contact_phone) == ("和平镇", "0900-8880101")


@pytest.mark.parametrize(
    "text",
    [
        "联系方式: {热线: 0900-8880101}",
        "电话: 0900-8880101\n监督电话: 0900-8880110",
        "电话: {办公电话: 0900-8880101}",
    ],
)
def test_a_hotline_is_whom_people_call(text: str) -> None:
    log = Log()
    fields = parse_yaml(f"名称: 和平镇\n{text}", "township.yaml", log)
    township = read_part(Township, fields, log) if fields else None
    assert township
    assert township.contacts
    assert not log.problems
    assert township.contacts.contact_phone == "0900-8880101"


@pytest.mark.parametrize(
    ("contacts", "within"),
    [("监督电话: 0900-8880110", "“联系方式”"), ("咨询电话: 0900-8880101", "“联系方式.其他电话”")],
)
def test_a_key_is_sent_into_a_group_where_there_is_room_for_it(contacts: str, within: str) -> None:
    log = Log()
    text = f"标题: 云溪县村务公开\n热线: 0900-8880122\n联系方式: {{{contacts}}}"
    fields = parse_yaml(text, "site.yaml", log)
    assert fields
    read_part(Site, fields, log)
    (problem,) = log.problems
    assert (problem.fault.code, problem.details["within"]) == ("key-unknown", within)


def test_posts_and_boards_under_the_words_of_villages() -> None:
    log = Log()
    text = "村干部:\n  - {姓名: 何广仁, 职务: 村支书}\n公示栏:\n  - {名称: main, 大小: 2.4米×1.2米}"
    fields = parse_yaml(f'名称: 南湖村\n行政区划代码: "629903103201"\n{text}', "village.yaml", log)
    village = read_part(Village, fields, log) if fields else None
    assert village
    assert not log.problems
    assert ([post.name for post in village.posts], village.boards[0].size) == (["何广仁"], (2400, 1200))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2400x1200mm", (2400, 1200)),
        ("2.4米×1.2米", (2400, 1200)),
        ("2.4*1.2m", (2400, 1200)),
        ("长2.4米、高1.2米", (2400, 1200)),
        ("宽240厘米，高120厘米", (2400, 1200)),
        ("1920×1080像素", (1920, 1080)),
        ("2.4×1.2", None),
        ("2.4米×120厘米", None),
        ("2.4米、1.2米", None),
    ],
)
def test_sizes_as_people_measure_them(written: str, meant: tuple[int, int] | None) -> None:
    log = Log()
    assert size(Scalar(written), log) == meant
    accepted = re.fullmatch(rf"\s*(?:{_pattern_of(size.form)})\s*", written)
    assert bool(accepted) == (meant is not None) == (not log.problems)


def test_a_screen_has_points_and_no_length() -> None:
    assert pixels(Scalar("１９２０×1080像素"), Log()) == (1920, 1080)
    assert pixels(Scalar("宽192、高96"), Log()) == (192, 96)
    for written in ("3米×2米", "P10 3x2", "P4 128x64cm", "300厘米×200厘米"):
        log = Log()
        assert pixels(Scalar(written, Place(field="尺寸")), log) is None
        assert log.problems[0].hint("zh").endswith("例如：尺寸: …x…")


def test_a_day_among_words_is_proposed_by_itself() -> None:
    for written, shown in (
        ("2026年3月28日村民会议通过", "2026-03-28"),
        ("2026.4.10-4.16", "…"),
        ("2026-04-10至2026-04-18", "…"),
        ("4月10日 到 4月18日", "…"),
        ("2026年2月底前", "2026-02-28"),
        ("2026年底", "2026-12-31"),
        ("2026年13月底", "…"),
        ("国庆节前", "…"),
        ("8月底前", "…年8月31日"),
    ):
        log = Log()
        assert day(Scalar(written, Place(field="日期")), log) is None
        assert log.problems[0].hint("zh").endswith(f"例如：日期: {shown}")


@pytest.mark.parametrize(
    ("written", "alone"), [("800元/月", "800元"), ("800元/人·月", "800元"), ("每月1,200元", "1,200元")]
)
def test_what_each_gets_in_a_time_is_asked_for_without_the_time(written: str, alone: str) -> None:
    log = Log()
    assert apiece(Scalar(written), log) is None
    (told,) = log.problems
    assert told.hint("zh").endswith(f"例如：{alone}"), told.hint("zh")
    assert "一共" not in told.hint("zh")
    assert apiece(Scalar(alone), Log()) == int(alone.rstrip("元").replace(",", ""))


@pytest.mark.parametrize("written", ["是否公开: 否", "公开: 不公开", "对外公开: 否", "是否同意公开: 不"])
def test_what_is_said_not_to_be_public_is_a_draft(written: str) -> None:
    found, told = read(written)
    assert (found["status"], told) == ("草稿", [])


@pytest.mark.parametrize("written", ["公开: 公开栏和网站", "公示: 否", "是否公开: 否\n状态: 公开"])
def test_what_is_said_otherwise_is_no_draft(written: str) -> None:
    assert read(written)[0].get("status") in (None, "公开")


@pytest.mark.parametrize(
    "written", ["公示: 否", "是否公示: 不公示", "是否需要公示: 否", "状态: 不公示", "状态: 暂不公示"]
)
def test_what_is_said_not_to_be_announced_is_asked_back(written: str) -> None:
    found, told = read(written)
    assert (found.get("status"), len(told)) == (None, 1)
    assert "状态: 草稿" in hint(written)


def test_what_is_said_to_be_announced_is_public() -> None:
    assert read("是否公示: 是") == ({"status": "公开"}, [])


def test_whether_a_problem_is_public_is_its_own_field() -> None:
    assert "status" not in read("是否公开: 否", Issue)[0]


@pytest.mark.parametrize(
    ("written", "shown"), [("3月份", "…年3月份"), ("一季度", "…年一季度"), ("去年", "2026年一季度")]
)
def test_a_period_without_a_year_is_asked_for_it(written: str, shown: str) -> None:
    assert hint(f"所属期间: {written}").startswith(f"例如：所属期间: {shown}")


@pytest.mark.parametrize("name", ["本期无", "本月没有", "无此项"])
def test_that_there_is_nothing_is_said_in_other_words(name: str) -> None:
    said, told = read(f"{name}: 是")
    assert (said["nil"], told) == (True, [])


@pytest.mark.parametrize(
    "told", ["自公布之日起7天", "自公示之日起7日", "从公开之日起，公示7天", "本公告发布之日起7天"]
)
def test_a_notice_may_run_from_its_own_day(told: str) -> None:
    said, problems = read(f"公示期: {told}")
    assert (said.get("notice_days"), said.get("notice_start"), problems) == (7, None, [])
    assert read("公示期: 自立项之日起7天")[0].get("notice_days") is None
