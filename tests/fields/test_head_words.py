"""Heads that are put together: understood to the last word, and where they mean one field alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from sunboard.fields.declarations import keys_of, names_of, stand_ins
from sunboard.fields.head_words import field_meant, meanings, said_in
from sunboard.fields.part import Part
from sunboard.kinds.asset import Asset, AssetRow
from sunboard.kinds.contract import Contract, ContractRow, Receipt
from sunboard.kinds.finance.record import Debt
from sunboard.kinds.project import Bidder, Payment, Project
from sunboard.kinds.resource import PlotRow
from sunboard.kinds.subsidy import Recipient
from sunboard.reading.tables.columns import columns_of

_PARTS = (Contract, ContractRow, Receipt, Asset, AssetRow, PlotRow, Project, Bidder, Payment, Debt, Recipient)


@pytest.mark.parametrize(
    ("part", "field", "heads"),
    [
        (ContractRow, "start", "承包起始年月 起租日 租赁(流转)开始时间 起承年月"),
        (ContractRow, "end", "承包到期年月 租期截止 合同期满时间"),
        (ContractRow, "owed", "应上交承包款 本年应收租金 应缴租金额"),
        (ContractRow, "received", "已上缴租金(元) 到账租金 实际收到承包费 本期实交金额"),
        (ContractRow, "arrears", "应收未收租金 尚欠租金 未到账承包费"),
        (ContractRow, "rent", "年承包费 租金(元/年) 租金年额 每年流转费标准"),
        (ContractRow, "price", "承包费总额 合同总金额(万元) 总承包款"),
        (ContractRow, "unit_price", "租金(元/亩) 每亩租金 租金单价"),
        (ContractRow, "bottom_price", "标底价 招标底价(元) 起拍底价"),
        (ContractRow, "party", "承包者名称 经营主体 租赁户"),
        (AssetRow, "acquired", "购置年月 投入使用年份"),
        (AssetRow, "place", "所在地点 存放位置"),
        (Payment, "amount", "拨款金额 支付款"),
        (Payment, "amount", "本次拨款金额(元)"),
        (Debt, "closing", "年末欠款 期末结余 本期结存"),
        (Recipient, "amount", "补贴金额合计(元) 救灾款 护理补贴(元) 本季发放金额"),
        (Recipient, "rate", "月津贴标准(元) 标准(元/亩) 补贴单价(元/亩) 补贴(元/亩)"),
        (Recipient, "area", "补贴作物面积(亩) 种植作物面积"),
        (Debt, "kind", "债权债务类型"),
        (Recipient, "name", "高龄老人姓名 受灾户"),
        (Project, "finished", "实际竣工时间"),
    ],
)
def test_a_head_means_what_its_words_do(part: type[Part], field: str, heads: str) -> None:
    columns = columns_of(part)
    assert {head: columns.column(head).field for head in heads.split()} == dict.fromkeys(heads.split(), field)
    for head in heads.split():
        meant = stand_ins(part, (head,))
        assert not meant or meant[head].name == field


@pytest.mark.parametrize(
    ("part", "heads"),
    [
        (
            ContractRow,
            "应付租金 已付租金 往年欠租 期初欠款 年应收租金 承包费 承包金额 预算 决算 成交价 物业费",
        ),
        (ContractRow, "应收已收租金 起止人 收款日期 合同签订人 已交保证金 本年租金 月租金(元/亩)"),
        (AssetRow, "本期折旧 年折旧额 期初净值 残值 评估机构 购置单位 使用年限 处置原因"),
        (Payment, "应付金额 累计付款金额 未付金额"),
        (Project, "计划开工日期 结算金额 决算金额"),
        (Recipient, "补贴名称 发放数 上年补贴 已发补贴金额"),
        (Debt, "余额 到期日 归还日期 借款金额"),
    ],
)
def test_a_head_that_says_more_or_less_means_nothing(part: type[Part], heads: str) -> None:
    columns = columns_of(part)
    assert {head: columns.column(head).field for head in heads.split()} == dict.fromkeys(heads.split(), "")


@pytest.mark.parametrize("part", _PARTS)
def test_no_two_fields_mean_the_same(part: type[Part]) -> None:
    means = {key.name: key.means for key in keys_of(part) if key.means}
    all_words = {word for said in means.values() for one in meanings(said) for word in one.needed | one.free}
    for size in (1, 2, 3):
        for words in map(frozenset, combinations(sorted(all_words), size)):
            fitting = [name for name, said in means.items() if any(one.fits(words) for one in meanings(said))]
            assert len(fitting) < 2, (sorted(words), fitting)
    for name, key in names_of(part).items():
        assert key.form.part or field_meant(name, means) in ("", key.name), name


def test_what_two_fields_could_mean_is_not_guessed() -> None:
    assert field_meant("应收租金", {"a": "owed rent", "b": "owed ?rent"}) == ""
    assert field_meant("应收租金", {"a": "owed rent", "b": "owed"}) == "a"
    assert said_in("应收某租金") is None
