"""What shows where villages stand side by side, and what does not; how it is kept until the next build."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from sunboard.building.gates import comparables_of
from sunboard.building.outcome import Told
from sunboard.building.portal import side_by_side
from sunboard.contracts import comparable_of
from sunboard.faults import Severity, fault
from sunboard.model.later import Later
from sunboard.model.problem import Problem
from sunboard.parts import load_parts
from tests.checks.village_scene import Scene, Snippet, stage
from tests.faults.examples import content_folder

PLACES = {"liuwan": "柳湾村", "hexi": "河西村", "shiqiao": "石桥村"}


def village(*records: tuple[str, str], law: str = "") -> Scene:
    snippets = [Snippet({"kind": kind}, text, frozenset()) for kind, text in records]
    return Scene("village", (*snippets, Snippet({"law": ""}, law, frozenset())))


def found(scenes: Mapping[str, Scene]) -> list[Problem]:
    comparisons = load_parts().comparisons
    told = {}
    for slug, scene in scenes.items():
        comparables = tuple(comparables_of(comparisons, stage(scene).around))
        later = Later.of((one.to_plain() for one in comparables), comparable_of)
        one = Told(name=PLACES[slug], comparables=later)
        kept = Told.of_plain(one.to_plain(), one.later)
        assert kept.comparables.read() == comparables
        told[slug] = (kept.name, kept.comparables)
    return list(side_by_side(told, comparisons))


def rent(a_mu: str, what: str = "机动地20亩", until: str = "2028-12-31") -> tuple[str, str]:
    return "contract", (
        f"标题: {what}租赁合同\n目录编码: SZ03\n合同号: HT-2026-02\n标的: {what}\n面积: 20亩\n单价: {a_mu}\n"
        f"价款: 12000.00\n起: 2020-01-01\n止: {until}\n公开日期: 2026-03-10"
    )


def a_year(amount: str) -> tuple[str, str]:
    kind, text = rent("400.00")
    return kind, text.replace("单价: 400.00", f"年租金: {amount}")


def said(terms: str) -> tuple[str, str]:
    kind, text = rent("400.00")
    return kind, text.replace("单价: 400.00", terms)


def far_below(*low: tuple[str, str], law: str = "") -> list[tuple[str, str]]:
    scenes = {
        "liuwan": village(*low, law=law),
        "hexi": village(rent("600.00")),
        "shiqiao": village(rent("620.00")),
    }
    return [(one.village, one.value) for one in found(scenes)]


@pytest.mark.parametrize(
    ("low", "told"),
    [
        (rent("400元"), ["400.00"]),
        (rent("0.04万元", "二组水田20亩"), ["400.00"]),
        (rent("480.00"), []),  # four fifths of the median
        (rent("400.00", "鱼塘20亩"), []),  # nothing else of its sort
        (rent("400.00", "水库下游水田20亩"), ["400.00"]),
        (rent("400.00", "机动地20亩（鱼塘边）"), ["400.00"]),
        (rent("400.00", "鱼塘承包地20亩"), []),
        (rent("400.00", until="2026-01-31"), []),  # it has ended
        (a_year("8000.00"), ["400.00"]),  # by the rent of a year
        (a_year("9600.00"), []),
        (said("付款约定: 每年8000元，4月15日前付"), ["400.00"]),
        (said("付款约定: 一年9600元，2月和8月各付一半"), []),
        (said("租金约定: 每亩每年400元，五年后递增5%"), ["400.00"]),
        (said("付款约定: 4月15日前付8000元"), []),
        (said("付款约定: 签订时一次付清"), ["66.67"]),  # 12000 for nine years and 20 mu
    ],
)
def test_a_rent_far_below_others_of_its_sort(low: tuple[str, str], told: list[str]) -> None:
    assert far_below(low) == [("liuwan", amount) for amount in told]


@pytest.mark.parametrize("sort", ["后坑茶山", "上坪池塘", "村东竹林", "北坡草场", "老屋稻田"])
def test_land_is_of_a_sort_by_what_people_call_it(sort: str) -> None:
    rents = {"liuwan": "400.00", "hexi": "600.00", "shiqiao": "620.00"}
    scenes = {slug: village(rent(a_mu, f"{sort}20亩")) for slug, a_mu in rents.items()}
    assert [(one.village, one.value) for one in found(scenes)] == [("liuwan", "400.00")]


@pytest.mark.parametrize("law", ["{启用: 否, 说明: 本县不比}", "{数值: 60%}", "{施行日期: 2027-01-01}"])
def test_a_law_file_rules_it_too(law: str) -> None:
    assert far_below(rent("400.00"), law=f"rent-far-below-median: {law}") == []


def test_it_holds_nothing_back_however_grave() -> None:
    low = village(rent("400.00"), law="FIN-26: {级别: 错误, 说明: 本县从严}")
    (one,) = found({"liuwan": low, "hexi": village(rent("600.00")), "shiqiao": village(rent("620.00"))})
    assert (one.severity, one.note) == (Severity.WARNING, "本县从严")


def test_two_contracts_are_not_compared() -> None:
    assert not found({"liuwan": village(rent("400.00")), "hexi": village(rent("600.00"))})


def test_accounts_to_the_cent_in_two_villages_but_not_in_one() -> None:
    other_set = "标题: 2026年第一季度村委会收支明细\n账套: 村委会"
    both = village(("finance", ""), ("finance", other_set))
    assert not [one for one in found({"liuwan": both}) if one.fault.code == "accounts-as-elsewhere"]
    told = found({"liuwan": village(("finance", "")), "hexi": village(("finance", ""))})
    codes = {(one.fault.code, one.village, one.details["others"]) for one in told}
    assert codes == {
        ("accounts-as-elsewhere", "liuwan", ("河西村",)),
        ("accounts-as-elsewhere", "hexi", ("柳湾村",)),
    }


@pytest.mark.parametrize(
    ("code", "grade", "severity"),
    [
        ("accounts-as-elsewhere", "说明", Severity.INFO),
        ("summary-as-elsewhere", "提醒", Severity.WARNING),
    ],
)
def test_a_law_file_rules_what_was_copied(code: str, grade: str, severity: Severity) -> None:
    def told(law: str) -> list[tuple[Severity, str]]:
        said = "大白话: 一季度收进12500元，花出去8200元，季末账上还有61300元，都存在银行里。"
        ruled = village(("finance", said), law=law and f"{code}: {law}")
        both = found({"liuwan": ruled, "hexi": ruled})
        return [(one.severity, one.note) for one in both if one.fault.code == code]

    assert told("") == [(fault(code).severity, "")] * 2
    assert told(f"{{级别: {grade}, 说明: 本县另有规定}}") == [(severity, "本县另有规定")] * 2
    assert not told("{启用: 否, 说明: 本县不比}")
    assert not told("{施行日期: 2099-01-01}")


def test_who_asks_for_one_village_is_told_of_that_one(tmp_path: Path) -> None:
    site = content_folder(fault("accounts-as-elsewhere").page.wrong, tmp_path)
    for asked, told in (((), {"liuwan", "hexi"}), (("--village", "hexi"), {"hexi"})):
        problems = site.run_inside("check", "--json", *asked).json()["problems"]
        assert {one["village"] for one in problems if one["code"] == "accounts-as-elsewhere"} == told


_CLEARED = "一季度由清运车每周三、周六到各组收垃圾，共38车，各组放桶12只，坏了的3只已经换新，大家说方便多了。"
_BY_FORM = "公示期7天，从4月2日到4月9日。有意见的请向村务监督委员会反映，电话0900-8880110，5个工作日内答复。"


_AGREED = (
    "9月20日晚上在村部会议室协商，到会21人。老人说四种桶记不住，所以改成两分法；按户记分，由组长和保洁员"
    "每周看一次；兑换的东西由小卖部按进价供，不赚差价，每季公布各组兑换了几次，由监委会抽查登记本。"
)
_HANDED_DOWN = (
    "今年的城乡居民医疗保险从9月1日起收到12月31日，每人400元，在手机上交，或者带身份证到镇便民服务中心交；"
    "低保对象、特困人员由医保局代交，出生不满90天的孩子随时可以参加，有不明白的打镇里的电话问。"
)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (["柳湾村" + _CLEARED, _CLEARED], {"liuwan", "hexi"}),
        (["柳湾" + _CLEARED, _CLEARED.replace("，", ",\n")], {"liuwan", "hexi"}),
        ([_CLEARED, _CLEARED.replace("车", "_车_")], {"liuwan", "hexi"}),
        ([_CLEARED, _CLEARED.replace("38", "41")], set()),
        ([_CLEARED] * 3, set()),  # the township sent it out
        ([_BY_FORM] * 2, set()),
        (["共38车，桶12只。"] * 2, set()),
        ([_AGREED] * 2, {"liuwan", "hexi"}),
        ([_AGREED, _AGREED.replace("21", "23")], set()),
        ([_AGREED[:30]] * 2, set()),
        ([_HANDED_DOWN] * 2, set()),
    ],
)
def test_a_text_of_another_village(texts: list[str], told: set[str]) -> None:
    slugs = list(PLACES)[: len(texts)]
    scenes = {
        slug: village(("matter", f"标题: 清运\n---\n{text}")) for slug, text in zip(slugs, texts, strict=True)
    }
    assert {one.village for one in found(scenes) if one.fault.code == "text-as-elsewhere"} == told


_FEES = "一季度31名党员应交党费684元，全部交齐并上缴镇党委；镇里返还活动经费300元，买了学习用书和笔记本。"
_RATES = "今年养老保险每人交400元，每户补100元，每亩补118元，3月31日前在村部或手机上交，60岁以上的不再交。"


@pytest.mark.parametrize(("said", "told"), [(_FEES, {"liuwan", "hexi"}), (_RATES, set())])
def test_small_figures_of_another_village_but_no_rates(said: str, told: set[str]) -> None:
    both = {slug: village(("matter", f"大白话: {said}")) for slug in ("liuwan", "hexi")}
    assert {one.village for one in found(both) if one.fault.code == "summary-as-elsewhere"} == told


def test_what_was_agreed_is_a_text_too() -> None:
    agreed = (
        "参与方: 三个组\n结论: 半坡组管前4千米，岩上组管中间5千米，云顶组管最后3千米。\n落实: 4月底前割第一次"
    )
    text = f"标题: 护路\n{agreed}，监委会5月初沿路看一遍并公开结果。\n---\n缺劳力的户由亲邻代割。"
    both = {slug: village(("matter", text)) for slug in ("liuwan", "hexi")}
    assert len([one for one in found(both) if one.fault.code == "text-as-elsewhere"]) == 2
