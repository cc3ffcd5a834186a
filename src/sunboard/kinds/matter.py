"""事项: what was decided, done or asked for, whatever it is about."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sunboard.contracts import Kind, Telling
from sunboard.describing import described_by
from sunboard.fields.declarations import label_of, many, optional
from sunboard.fields.disclosure import Disclosure
from sunboard.fields.forms import Mark
from sunboard.fields.groups import table
from sunboard.fields.part import Part
from sunboard.fields.scalars import ballots, money, officer, officers, person, text, whereabouts, whole
from sunboard.lazy import dataclass, regex
from sunboard.model.blocks import Content, TableBlock
from sunboard.model.plain import Values, text_of

_HELD = "(?:会议|开会|竞价|竞标|开标|评标|招租|拍卖|选举|投票)"
_LET = "(?:出租|招租|发包|承包|租赁|拍卖|转让|处置)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Part):
    """Somebody put forward, such as for membership of the Party."""

    name: str | None = optional("姓名", person, example="赵明远")
    gender: str | None = optional("性别", text, example="男")
    birth: str | None = optional("出生年月", text, example="1990年5月")
    education: str | None = optional("学历", text, example="高中")
    post: str | None = optional("职务", text, "岗位", example="村民小组长")
    group: str | None = optional("组别", text, "村民小组", example="3组")
    applied: str | None = optional("申请时间", text, example="2026年1月")
    introducers: tuple[str, ...] = many("介绍人", officers, example="何广仁、陈守田")
    note: str | None = optional("备注", text, example="回乡创业")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Part):
    """What people voted on somebody or something."""

    name: str | None = optional("对象", person, "姓名", "事项", example="赵明远")
    post: str | None = optional("职务", text, "岗位", example="村民小组长")
    expected: int | None = optional("应到", whole)
    present: int | None = optional("实到", whole, "到会")
    votes: int | None = optional("票数", ballots)
    agree: int | None = optional("同意", ballots, "赞成")
    oppose: int | None = optional("反对", ballots)
    abstain: int | None = optional("弃权", ballots)
    excellent: int | None = optional("优秀", ballots)
    competent: int | None = optional("称职", ballots)
    fair: int | None = optional("基本称职", ballots)
    poor: int | None = optional("不称职", ballots)
    grade: str | None = optional("等次", text, "结果", example="当选")
    note: str | None = optional("备注", text, example="一次通过")


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Disclosure):
    """A matter. Which of its own fields it has depends on its row of the catalogue; all are optional."""

    amount: Decimal | None = optional("金额", money, example="3800")
    purpose: str | None = optional("用途", text, "事由", example="换6盏路灯")
    payee: str | None = optional("收款方", officer, "收款人", example="云溪县明光电器店")
    fund_source: str | None = optional("资金来源", text, example="集体收入")
    standard: str | None = optional("标准", text, example="每盏650元")
    topic: str | None = optional("议题", text, example="要不要修村口的路")
    time: str | None = optional("时间", text, example="2026年3月6日上午9点", heads=f"{_HELD}(?:时间|日期)")
    place: str | None = optional("地点", text, example="村部会议室", heads=f"{_HELD}(?:地点|地址|位置)")
    object: str | None = optional(
        "标的", text, example="村东鱼塘12.5亩", heads=f"{_LET}(?:标的|物|项目|内容)"
    )
    bottom_price: str | None = optional("底价", text, "起拍价", "起租价", example="每年20000元")
    sign_up: str | None = optional(
        "报名时间", text, "报名期限", "报名截止时间", example="2026年4月10日至4月20日"
    )
    content: str | None = optional(
        "内容", text, example="换下坏了的6盏路灯", heads="(?:公开|公示|具体|主要|详细)内容"
    )
    applicant: str | None = optional("申请人", person, example="赵明远")
    location: str | None = optional(
        "位置", whereabouts, "坐落", example="3组晒场东侧", heads="(?:建房|宅基地|选址)(?:地点|位置|地址)"
    )
    bounds: str | None = optional("四至", whereabouts, example="东至村道，南至水塘，西至赵家，北至晒场")
    area: str | None = optional(
        "面积", text, example="120平方米", heads="(?:申请|建房|占地|宅基地|用地)(?:占地)?面积"
    )
    floors: str | None = optional("层数", text, example="2层")
    height: str | None = optional("高度", text, example="7.5米")
    existing: str | None = optional("现有宅基地", whereabouts, example="1处，90平方米")
    reason: str | None = optional("理由", text, "原因", "成交理由", example="老屋漏雨，要翻建")
    outcome: str | None = optional("结果", text, example="同意")
    approval_no: str | None = optional("批文号", text, example="青政宅〔2026〕5号", mark=Mark.SERIAL)
    total: Decimal | None = optional("补偿总额", money, example="412000.00")
    scheme: str | None = optional("分配方案", text, example="按人口平均分")
    paid: Decimal | None = optional("已发", money, example="300000.00")
    left: Decimal | None = optional("结余", money, example="112000.00")
    parties: tuple[str, ...] = many(
        "参与方", officers, "参会人员", "参加人员", "与会人员", "出席人员", example="村委会、3组村民代表"
    )
    conclusion: str | None = optional("结论", text, example="先修3组，再修4组")
    follow_up: str | None = optional("落实", text, example="3组已经开工")
    responsible: str | None = optional("责任人", officer, example="陈守田")
    progress: str | None = optional("进度", text, example="路面铺好，等验收")
    deadline: str | None = optional("完成时限", text, "期限", example="2026年3月20日")
    project: str | None = optional("工程项目", text, example="赵家湾巷道硬化", mark=Mark.CITED)
    contractor: str | None = optional("施工单位", officer, "承包方", example="云溪县通达路桥公司")
    contract: str | None = optional("合同号", text, example="HT-2026-02", mark=Mark.CITED)
    contract_amount: Decimal | None = optional("合同价", money, example="86000.00")
    candidates: tuple[Candidate, ...] = many("候选人", table(Candidate), "名单")
    votes: tuple[Vote, ...] = many("票数", table(Vote), "表决")


_ELECTED = regex("候选|人选|选举|换届|选聘|竞聘")
"""What the title of a record says whose 名单 is of candidates; of others nobody said so."""
_described = described_by(Matter)


def describe(values: Values, telling: Telling) -> Content:
    """Say what a matter holds; a list of names is called one of candidates where its title speaks of them."""
    told = _described(values, telling)
    if not values.get("candidates") or _ELECTED.search(text_of(values, "title")):
        return told
    called = label_of(Matter, "candidates", telling.say.language)
    names = telling.say("kind-names")
    blocks = (
        replace(block, title=names) if isinstance(block, TableBlock) and block.title == called else block
        for block in told.blocks
    )
    return replace(told, blocks=tuple(blocks))


KIND = Kind(
    name="matter",
    label={"zh": "事项", "en": "Matter"},
    folders=("matters", "事项"),
    aliases=("村务", "党务"),
    fields=Matter,
    describe=describe,
    any_row=True,
    required=("catalog",),
)
