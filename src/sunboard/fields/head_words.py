"""What a head says that is put together of the words that heads are made of: 应上交承包款, 租赁起始年月.

A head is understood where words fill it to the last sign and what they say is the meaning of one field alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from sunboard.lazy import dataclass

_PAID = "收 收取 收到 收缴 交 交纳 缴 缴纳 缴交 上交 上缴 上交纳 上缴纳 到 到账"

_OWING = "欠 拖欠 尾欠 尚欠 下欠 结欠 仍欠"


def _each(before: str, words: str) -> str:
    return " ".join(f"{first}{word}" for first in before.split() for word in words.split())


_WORDS: Mapping[str, str] = {
    "first": "起租 起承 起始 开始 开始执行 生效 起 始",
    "last": "终止 截止 到期 结束 届满 期满 止",
    "day": "日期 时间 年月 年月日 年份 日",
    "signing": "签订 签约 签署 订立",
    "contract": "合同 协议 租约 约定",
    "deal": "租赁 流转 租期 期 期限",
    "take": "承包 承租 租用 受让 经营 流入",
    "give": "发包 出租 招租 流出",
    "who": "人 方 户 单位 者 主体 企业 公司",
    "name": "名称 姓名",
    "number": "编号 号码 号 文号 编码 代码 序号",
    "rent": "租金 租赁费 租赁费用 租赁金 承包费 承包费用 承包款 承包金 流转费 流转金 发包费 地租 租费 租",
    "money": "金额 款额 款项 款 额 价款 价格 价 费用 费 数额 价值",
    "figure": "数",
    "year": "每年 每年度 年度 全年 一年 年 元/年",
    "month": "每月 月 元/月",
    "each": "每个 每亩 元/亩 每平方米 元/平方米 每间 元/间 单价",
    "rate": "标准",
    "total": "总 合计 总计",
    "bottom": "底价 标底 起拍价 起租价 起始价 起拍底价 最低限价 标底价 保底价 竞拍底价 竞标底价 投标底价",
    "sale": "竞价 竞拍 竞租 招标 交易 挂牌 起拍 公开招标 公开竞价 公开招租 公开发包 公开交易",
    "done": "成交 中标 中选",
    "manner": "方式 形式 办法",
    "owed": _each("应", _PAID),
    "received": f"{_each('已 实 实际 已经', _PAID)} 到账 收到",
    "lacking": f"{_each('未 欠 尾欠 尚未 应收未 应交未 应缴未', _PAID)} 未付 欠付 欠款 {_OWING}",
    "period": "本期 本年 本年度 本季 本季度 本月 本次 本批 当年 当期 当季 当月 今年",
    "so_far": "累计 至今 截至目前",
    "deposit": "保证金 押金 履约保证金 履约押金 履约金",
    "decision": "决议 决策 议定 表决",
    "meeting": "会议 会议记录 会议纪要 民主 村民代表会议 村民会议 成员大会 成员代表会议 四议两公开",
    "area": "面积 亩数",
    "crop": "作物 种植 播种 种植作物",
    "thing": "标的 标的物 物 项目 资产 资源 土地 地块 房屋 房产 门面 门面房 商铺 铺面 店铺 场地 厂房",
    "acquiring": "购置 购建 取得 建成 入账 启用 购入 购买 建造 采购 投入使用 开始使用",
    "original": "原值 原价 原始价值 购置价 购买价 入账价值",
    "depreciation": _each("累计 已 累计已", "计提折旧 提折旧 折旧"),
    "net": "净值 净额 净价 账面价值",
    "book": "账面 固定资产",
    "selling": "处置 处理 变卖 出售 拍卖 转让 变价",
    "gain": "收入 所得",
    "notice": "公告 公示 告示 公告发布 公示发布 发布公告",
    "appraised": "评估 评估价 评估价格 评估价值 评估值",
    "buying": "买受 竞得 竞买 买",
    "keeping": "保管 使用 管理 管护",
    "lying": "存放 坐落 所在 放置",
    "place": "地点 地址 位置",
    "grant": "补贴 补助 津贴 生活补助 生活补贴",
    "aid": "救助 保障 慰问 发放 资助 救灾 扶持 奖励 优待 高龄 护理 供养 实发 核发 应补 实补",
    "aided": "老人 高龄老人 残疾人 困难群众 困难户 受灾户 受助人 受助户 领取人 受益人 受益户 保障对象 "
    "救助对象 补贴对象 种植户 申请人 户主 农户 低保户 五保户 特困人员 优抚对象",
    "fund": "金 资金",
    "paying": "付款 支付 拨付 已付 给付 拨款",
    "share": "比例 占比",
    "voucher": "凭证 记账凭证 付款凭证",
    "bidding": "报价 投标 竞标 参选 比选 响应 竞谈 询价",
    "starting": "期初 年初 季初 月初 上期末 上年末 上季末 上期 上年 上季",
    "ending": "期末 年末 季末 月末",
    "rest": "余额 结余 结存 结转",
    "more": "增加 新增",
    "less": "减少 收回 归还 偿还 核销 清收 清偿 还款",
    "arising": "形成 发生 挂账 产生",
    "aging": "账龄起始 账龄起算 欠款起始",
    "debt": "债权 债务 往来 借款",
    "sort": "类型 类别 性质 种类",
    "cause": "原因 事由 缘由",
    "beginning": "开工 动工",
    "finishing": "完工 竣工 交工",
    "planned": "计划 预计",
    "control": "控制价 最高限价 拦标价",
    "actual": "实际",
}
"""What heads speak of, and the words for it; in a head the longest that fits is meant."""
_BETWEEN = "()/、·"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a head has to speak of, all of it, and what it may speak of besides."""

    needed: frozenset[str]
    free: frozenset[str]

    def fits(self, said: frozenset[str]) -> bool:
        """Tell whether a head says just that."""
        return self.needed <= said and said <= self.needed | self.free


@cache
def meanings(written: str) -> tuple[Meaning, ...]:
    """Return the meanings of a field as its declaration has them: `owed ?rent ?money|owed year`."""
    found = []
    for words in (one.split() for one in written.split("|") if one.strip()):
        free = frozenset(word[1:] for word in words if word.startswith("?"))
        found.append(Meaning(frozenset(word for word in words if not word.startswith("?")), free))
    return tuple(found)


@cache
def _known() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return a pattern of all words, the longest first, and what each speaks of."""
    spoken_of = {word: what for what, words in _WORDS.items() for word in words.split()}
    return re.compile("|".join(sorted(spoken_of, key=len, reverse=True))), spoken_of


@lru_cache(maxsize=4096)
def said_in(head: str) -> frozenset[str] | None:
    """Return what the words of a head speak of; nothing where it has any other sign."""
    said, at, (word, spoken_of) = set[str](), 0, _known()
    while at < len(head):
        if head[at] in _BETWEEN:
            at += 1
        elif found := word.match(head, at):
            said.add(spoken_of[found[0]])
            at = found.end()
        else:
            return None
    return frozenset(said) or None


def field_meant(head: str, fields: Mapping[str, str]) -> str:
    """Return the only field whose meaning a head has, of those with their meanings; of two none."""
    said = said_in(head) if fields else None
    fitting = [
        name for name, means in fields.items() if said and any(one.fits(said) for one in meanings(means))
    ]
    return fitting[0] if len(fitting) == 1 else ""
