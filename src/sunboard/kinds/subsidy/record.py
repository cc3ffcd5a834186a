"""The fields of a list of people who are given aid.

Which columns it may have, and where its names may stand, is for its programme to say: `data/programmes.yaml`.
"""

from __future__ import annotations

from decimal import Decimal

from sunboard.fields.declarations import many, optional, reads, required
from sunboard.fields.disclosure import CATALOG_NAMES, Disclosure
from sunboard.fields.faults import KEY_UNKNOWN
from sunboard.fields.forms import Form, Mark
from sunboard.fields.groups import part, table
from sunboard.fields.part import Part
from sunboard.fields.scalars import apiece, choice, code, money, mu, officer, text, whole, yes
from sunboard.lazy import dataclass
from sunboard.model.node import Node
from sunboard.model.problem import Log
from sunboard.model.surface import NAMINGS

PROGRAMMES = (
    "低保",
    "特困",
    "临时救助",
    "残疾人两项补贴",
    "高龄津贴",
    "地力补贴",
    "危房改造",
    "救灾",
    "衔接资金",
    "公益岗",
    "干部亲属",
    "其他",
)
PHASES = ("拟定公示", "审定公布", "发放公布", "变更", "退出")
_PHASES_CALLED = {
    **dict.fromkeys(("拟定", "拟保公示", "初审公示", "公示"), PHASES[0]),
    **dict.fromkeys(("审定", "审定公示", "批准公布", "审批公布"), PHASES[1]),
    **dict.fromkeys(("发放", "已发", "已发放", "发放公示", "发放结果", "发放结果公布"), PHASES[2]),
    **dict.fromkeys(("退保", "停发", "终止"), PHASES[4]),
}
_ALSO = {
    "最低生活保障": "低保",
    "特困人员": "特困",
    "五保": "特困",
    "耕地地力保护补贴": "地力补贴",
    "种粮补贴": "地力补贴",
    "农村危房改造": "危房改造",
    "救灾款物": "救灾",
    "公益性岗位": "公益岗",
    "干部及近亲属": "干部亲属",
}
PROGRAMMES_CALLED = {**{name: name for name in PROGRAMMES if name != "其他"}, **_ALSO}
"""What a title calls each programme."""
_SUPPORT = {"集中": "集中供养", "分散": "分散供养"}


_FOR = "?total ?month ?year ?period"
_PERSON = (
    r"(?:户主|申请|受助|受益|领取|补[贴助]|保障|救助|享受|发放|优抚|慰问|种植|申领|老|残疾)"
    r"(?:(?:人员?|对象|户)(?:姓名|名称|名)?|姓名)|户主名称?"
    r"|农户(?:姓名|名称)?|姓名\(户主\)"
)
_GROUP = r"(?:所在|所属)?(?:村民?)?小?组(?:名称?|别)?|[小生]?[产]?队(?:别|名)?"
_PERSONS = r"(?:(?P<rather>享受|救助|保障|补[助贴]|低保|在保)|家庭|户内|共同生活|移民)(?:人口|人数|人员数)数?"
_AREA = (
    r"(?:(?P<rather>核[实定](?:补贴)?|计补|享受补贴)|确权|承包|计税|耕地|实际|申报|播种)(?:种植)?面积|亩数"
)
_PROGRAMME = "(?:补[助贴]|救助|保障|资金|惠[民农]|政策)(?:项目|类型|类别|种类|名称)"
_RATE = r"(?:月|每[人户亩]|人均|户月)?(?:保障|补[助贴]|发放|救助|津贴|月)?标准"
_AMOUNT = (
    r"(?:[月季年]|本[月季年期次]|[实应拟]|核[定准]|审[批定核]|批准|救助|补[助贴]|保障|津贴|慰问|发放?|资助|奖励|享受|低保|优待|生活)+"
    r"(?:资金|金额?|额度?|款|工资|报酬)|(?P<rather>合计金额)|(?:高龄)?津贴|补[助贴]|(?:救助|慰问|补助)[金款]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient(Part):
    """One household or person of the list."""

    name: str | None = optional(
        "姓名",
        text,
        "户主",
        "户主姓名",
        example="赵明远",
        mark=Mark.BENEFICIARY,
        heads=_PERSON,
        means="aided ?name",
    )
    group: str | None = optional("组别", text, "村民小组", "小组", "组", example="3组", heads=_GROUP)
    persons: int | None = optional("人数", whole, "保障人数", "人口", example="3", heads=_PERSONS)
    area: Decimal | None = optional(
        "面积",
        mu,
        "补贴面积",
        "种植面积",
        example="5.30",
        heads=_AREA,
        means="area crop ?grant ?aid|area grant|area aid",
    )
    age_band: str | None = optional("年龄段", text, example="80至89岁")
    support: str | None = optional(
        "供养方式",
        choice("集中供养", "分散供养", also=_SUPPORT),
        heads="供养(?:类型|类别|形式)",
    )
    aid: str | None = optional("救助类别", text, "类别", example="火灾", heads="救助(?:类型|种类|项目)")
    grade: str | None = optional(
        "房屋等级", text, "等级", example="D级", heads="(?:危房|房屋危险|房屋鉴定|鉴定|危险)等级"
    )
    way: str | None = optional(
        "改造方式",
        text,
        example="原址翻建",
        heads="(?:改造|建设|修缮|危改)(?:类型|类别|形式|方式)",
    )
    goods: str | None = optional(
        "物资",
        text,
        example="棉被",
        heads="(?:物资|物品|款物)(?:名称|种类|品名)|品名|(?:救[灾助]|慰问|发放|领取)(?:物资|物品|品)(?:名称)?",
    )
    quantity: str | None = optional("数量", text, example="2床", heads="(?:发放|领取|物资|救助)数量")
    project: str | None = optional(
        "帮扶项目",
        text,
        example="养鸡",
        heads="(?:帮扶|产业|扶持|补[助贴]|发展)(?:项目|产业|措施)(?:名称|内容)?",
    )
    helper: str | None = optional(
        "帮扶人", officer, example="陈守田", heads="(?:结对)?帮扶(?:干部|(?:责任|联系)人)(?:姓名)?"
    )
    post: str | None = optional("岗位", text, example="保洁员", heads="(?:公益性?)?岗位(?:名称|类别|类型)")
    months: int | None = optional("月数", whole, example="12", heads="(?:发放|补[贴助]|在岗|享受)月份?数")
    cadre: str | None = optional("干部", officer, "干部姓名", example="何广仁")
    relation: str | None = optional("关系", text, example="兄弟")
    policy: str | None = optional("享受政策", text, "政策", example="耕地地力保护补贴")
    rate: Decimal | None = optional(
        "补贴标准",
        apiece,
        "标准",
        "每亩标准",
        example="120.00",
        mark=Mark.BALANCE,
        heads=_RATE,
        means="aid rate ?month ?each ?grant|grant rate ?month ?each|grant each ?aid",
    )
    amount: Decimal | None = optional(
        "金额",
        money,
        "补贴金额",
        "拟保障金额",
        "保障金额",
        "应发金额",
        "发放金额",
        example="636.00",
        heads=_AMOUNT,
        means=f"grant ?aid ?money ?fund {_FOR}|aid money {_FOR}|aid fund {_FOR}",
    )
    result: str | None = optional(
        "评议结果",
        text,
        "验收结果",
        "结果",
        example="同意",
        heads="(?:民主)?(?:评议|评审|审核|核查|验收)(?:结果|意见|结论|情况)",
    )
    cadre_related: bool | None = optional("是否干部亲属", yes)
    note: str | None = optional("备注", text, example="新增")


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals(Part):
    """What the list adds up to."""

    households: int | None = optional("户数", whole, example="1")
    persons: int | None = optional("人数", whole, example="3")
    area: Decimal | None = optional("面积", mu, example="5.30")
    amount: Decimal | None = optional("金额", money, example="636.00")


_recipients = table(Recipient)


@reads(_recipients.form)
def recipients(node: Node, log: Log, form: Form) -> tuple[Recipient, ...] | None:
    """Read a list; of a column that no list has, `list-column-closed` tells, which knows the programme."""
    heard = Log()
    found = _recipients.read(node, heard, form)
    log.problems += [one for one in heard.problems if one.fault is not KEY_UNKNOWN]
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy(Disclosure):
    """A list of people who are given aid under one programme."""

    title: str = required("标题", text, example="2026年耕地地力保护补贴名单")
    catalog: str | None = optional("目录编码", code, *CATALOG_NAMES, example="HM06")
    plain_summary: str | None = optional(
        "大白话", text, example="今年126户领种粮补贴，每亩120元，一共80208元，有不对的7天内打监督电话。"
    )
    program: str = required("项目", choice(*PROGRAMMES, also=_ALSO), heads=_PROGRAMME)
    phase: str = required("环节", choice(*PHASES, also=_PHASES_CALLED))
    standard: str | None = optional("标准", text, example="每亩120元")
    fund_source: str | None = optional("资金来源", text, example="中央财政")
    doc_no: str | None = optional("文号", text, example="云农发〔2026〕8号", mark=Mark.SERIAL)
    totals: Totals | None = optional("合计", part(Totals))
    rows: tuple[Recipient, ...] = many("名单", recipients)
    rows_file: str | None = optional("名单文件", text, example="地力补贴.xlsx")
    name_mask: str | None = optional("姓名处理", choice(*NAMINGS), mark=Mark.NAMING)
    match_file: str | None = optional("比对底稿", text, example="民政名册.csv", mark=Mark.INTERNAL)
