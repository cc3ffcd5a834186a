"""Where a Chinese title may go on to the next line: between words, for a line of an official paper ends where a meaning ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_WORDS = """
公共收益 公共 专户
三务公开 村务公开 党务公开 财务公开 村民代表会议 村民代表 村民会议 村民委员会 村民小组 村民小组长 居民委员会 监督委员会 党支部 党总支 党委 支部
支委 集体经济组织 集体经济 集体收益 集体资产 集体资源 经济合同 小微权力 四议两公开 一事一议 筹资筹劳 最低生活保障 特困人员 临时救助 医疗救助
残疾人 高龄津贴 优抚对象 退役军人 困难群众 困难户 脱贫户 监测对象 老年人 留守儿童 预备党员 发展党员 积极分子 入党 党员 党费 干部 聘用人员
公益性岗位 公益岗位 保洁员 护林员 网格员 报账员 宅基地 建房 承包地 机动地 鱼塘 山林 林地 土地 耕地 流转 备案 发包 出租 租赁 承包 承包费 租金 拍卖
招标 比选 成交 候选人 候选 中标 投标 投标人 合同 台账 协议 签订 履行 巷道硬化 硬化 道路 水渠 渠道 清淤 路灯 饮水 管网 桥梁 公厕 广场 维修 维护
改造 新建 扩建 重建 建设 工程 工程建设 项目 项目建设 立项 施工 验收 结算 竣工 质保 尾款 预付款 进度 实施 财务 收支 收入 支出 预算 决算 债权 债务
债权债务 举债 担保 欠款 催收 现金 备用金 资金 大额资金 专项资金 补助 补贴 误工补贴 种植补贴 报酬 劳务费 用工 临时用工 物资 服务 采购 捐赠 款物
接收 使用 分配 征地 征地补偿费 补偿费 补偿 收益 固定资产 登记 报废 审批 报销 民主理财 理财 审计 离任 盘点 处置 申请 评议 评议结果 初审 复核 审核
确认 公示 公开 公告 通知 通报 预告 说明 方案 办法 标准 制度 章程 自治章程 村规民约 规定 决议 决定 结果 情况 情况说明 名单 名册 一览表 明细 清单
目录 调整 变更 更正 补充 修订 修订稿 制定 修改 编制 规划 村庄规划 年度 季度 上半年 下半年 月份 第一季度 第二季度 第三季度 第四季度 一季度 二季度
三季度 四季度 第一期 第二期 第三期 春节 走访 慰问 重阳节 防汛 汛期 抗旱 值班 安排 灾后 救灾 受灾 救助 参保 医保 养老保险 代办 出具 证明 印章 档案
保管 查阅 矛盾纠纷 纠纷 调解 人居环境 环境整治 整治 环境卫生 关于 以及 根据 按照 为了 有关 相关 其他 本村 全村 村庄 村里 村口 村部 社区 小区 居民
村民 农户 农村 危房 危房改造 易地搬迁 搬迁 安置点 安置 班子 分工 换届 选举 组织 成员 代表 大会 会议 光伏 电站 电费 水费 办公 用品 劳务 清扫 垃圾
污水 绿化 造林 产业 合作社 公司 有限公司 股份 分红 投资 对外投资 经济 衔接资金 帮扶 申报 纳入 退出 管理 统一 重新 拟 表彰 奖励 处分
"""
_LEXICON = frozenset(_WORDS.split())
_LONGEST = max(map(len, _LEXICON))
_NUMBERED = re.compile(
    r"第?[0-9A-Za-z][0-9A-Za-z.,:/%×~—-]*(?:年度|年|月份|月|日|号|组|期|亩|户|人|元|万元|个|项|条|次|%)?(?:[一二三四]季度|[上下]半年|度)?"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十百]+(?:季度|期|批|次|号|届|[村]?民?小?组)?")
_OPENING, _CLOSING = frozenset("（《〈【〔「『“‘([{"), frozenset("）》〉】〕」』”’，。、；：？！…)]}%·")
_BACK, _ON = (
    frozenset("的了们等后前"),
    frozenset("和及与或对在向为按拟至到"),
)  # lean on the word before, or on the next
MOST = 8  # characters, two of Latin for one; what is joined grows no longer


@lru_cache(maxsize=4096)
def phrases(title: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Cut a title into the pieces between which a line may end; put together again they are the title.

    `names` are further words that stay whole, such as that of the village.
    """
    return tuple(_leant(list(_pieces(title, _LEXICON.union(name for name in names if name)))))


def _length(text: str) -> float:
    return sum(0.5 if character.isascii() else 1 for character in text)


def _pieces(title: str, lexicon: frozenset[str]) -> Iterator[str]:
    place, unknown = 0, ""
    longest = max(map(len, lexicon))
    while place < len(title):
        found = _NUMBERED.match(title, place) or _ORDINAL.match(title, place)
        word = (
            found[0]
            if found
            else next(
                (part for size in range(longest, 1, -1) if (part := title[place : place + size]) in lexicon),
                "",
            )
        )
        if not word and (title[place] in _OPENING | _CLOSING | _BACK | _ON or title[place].isspace()):
            word = title[place]
        if word:
            yield from _pairs(unknown)
            unknown = ""
            yield word
        else:
            unknown += title[place]
        place += len(word) or 1
    yield from _pairs(unknown)


def _pairs(unknown: str) -> Iterator[str]:
    """Cut what is not known into twos, as most Chinese words are; short names stay whole."""
    while len(unknown) > 4:
        yield unknown[:2]
        unknown = unknown[2:]
    if unknown:
        yield unknown


def _leant(pieces: list[str]) -> list[str]:
    """Join signs and single characters with the words that they belong to."""
    words: list[str] = []
    forward = False
    for piece in pieces:
        joins = (
            bool(words)
            and not piece.isspace()
            and not words[-1].isspace()
            and (forward or piece in _CLOSING or piece in _BACK)
        )
        if joins and _length(words[-1] + piece) <= 2 * MOST:
            words[-1] += piece
        else:
            words.append(piece)
        forward = piece in _OPENING or piece in _ON
    made: list[str] = []
    for word in words:  # a single character stands with the word before it
        alone = len(word) == 1 and word not in _ON and not word.isspace()
        if alone and made and not made[-1].isspace() and _length(made[-1]) < MOST:
            made[-1] += word
        else:
            made.append(word)
    while len(made) > 1 and len(made[0]) == 1:
        made[:2] = ["".join(made[:2])]
    while len(made) > 1 and len(made[-1]) == 1:
        made[-2:] = ["".join(made[-2:])]
    return made
