"""Titles go on to the next line between words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunboard.typesetting.phrases import phrases

TITLES = [
    ("柳湾村2026年一季度财务收支公开", "柳湾村|2026年一季度|财务|收支|公开"),
    ("3组4组巷道硬化项目立项公开", "3组|4组|巷道硬化|项目|立项|公开"),
    ("2026年一季度误工补贴公开（更正）", "2026年一季度|误工补贴|公开|（更正）"),
    ("公益林管护员选聘", "公益林|管护员|选聘"),
    ("最低生活保障申请协助与评议", "最低生活保障|申请|协助|与评议"),
    ("关于3月28日至4月2日停水的通知", "关于|3月28日|至4月2日|停水的|通知"),
    ("经济合同台账（截至2026年3月31日）", "经济合同|台账|（截至|2026年|3月31日）"),
    ("二〇二五年度总结", "二〇二五年度|总结"),
    ("定居点人畜分离养殖小区水电路配套基础设施", "定居点|人畜分离|养殖小区|水电路|配套|基础设施"),
    ("拉巴塘片区高标准农田建设", "拉巴塘|片区|高标准农田|建设"),
    ("红旗渠下游牧民定居第二新村", "红旗渠|下游|牧民|定居|第二新村"),
    ("䶮㛃𫖮村路", "䶮㛃|𫖮村路"),
    ("云岭新村组水池维修", "云岭|新村组|水池|维修"),
    ("路由雪山江县通达公路工程队来修", "路由|雪山江县|通达公路|工程|队来修"),
    ("东至柳堤，南至机耕路，西至晒场", "东至柳堤，|南至机耕路，|西至晒场"),
    ("村级后备力量培养人选初步名单公示", "村级|后备|力量|培养|人选|初步|名单|公示"),
    ("集体土地出租方案公示期限", "集体|土地|出租|方案|公示|期限"),
    ("二期污水管网及化粪池清掏工程尾款支付", "二期|污水管网|及化粪池|清掏|工程|尾款|支付"),
    ("龙潭坝易地扶贫搬迁集中安置新村", "龙潭坝|易地扶贫搬迁|集中|安置|新村"),
    ("大堰东岔引水渠修复工程立项公示", "大堰东岔|引水渠|修复|工程|立项|公示"),
    ("付春灌渠道清淤款", "付春灌|渠道清淤款"),
    ("安置点至上寨自然村连接道路", "安置点|至上寨|自然村|连接|道路"),
    ("禁渔期护渔员误工补贴发放", "禁渔期|护渔员|误工补贴|发放"),
    ("西澳组两户步道修补", "西澳组|两户|步道|修补"),
    ("全村实行一户一表改造", "全村|实行|一户一表|改造"),
    ("1组撂荒地流转意向公示", "1组|撂荒地|流转意向|公示"),
    ("合作意向书签订情况", "合作|意向书|签订|情况"),
    ("", ""),
]


@pytest.mark.parametrize(("title", "pieces"), TITLES)
def test_titles_go_on_between_words(title: str, pieces: str) -> None:
    assert "|".join(phrases(title)) == pieces


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=70))
def test_no_piece_of_a_title_is_lost(title: str) -> None:
    assert "".join(phrases(title)) == title


@given(st.text("修路的和公示年月（）2", min_size=2, max_size=60))
def test_no_character_ends_or_begins_a_title_alone(title: str) -> None:
    pieces = phrases(title)
    assert len(pieces[0]) > 1
    assert len(pieces[-1]) > 1
