"""What cannot be read is told once, and nothing of it is told of the files that lean on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.examples import VILLAGE, content_folder
from tests.helpers.site import SiteTest

POWER = (
    "---\n编号: A07\n名称: 出具证明\n责任主体: 村委会\n依据: 村规民约\n电话: 0900-8880003\n"
    "流程: 申请→受理→公示\n---\n"
)
MATTER = (
    "---\n标题: 村口道路维修公示\n目录编码: CW05\n公开日期: 2026-03-10\n审核日期: 2026-03-09\n"
    "经办人: 陈守田\n监委会审核人: 吴月琴\n批准人: 何广仁\n对应权力事项: A07\n---\n"
)
BROKEN = POWER.replace("名称: 出具证明", "名称: {出具: [证明")


def _codes(site: SiteTest) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in site.run_inside("check", "--json").json()["problems"]:
        if one["severity"] != "info":
            found.setdefault(one["path"], set()).add(one["code"])
    return found


def test_of_a_column_that_has_to_go_nothing_else_is_told(tmp_path: Path) -> None:
    site = content_folder((), tmp_path)
    totals = "合计: {户数: 2, 人数: 2, 金额: 520}"
    said = f"目录编码: HM01\n项目: 地力补贴\n环节: 审定公布\n{totals}\n名单文件: 名单.csv\n"
    site.write(f"{VILLAGE}/补贴名单/地补.md", MATTER.replace("目录编码: CW05\n", said))
    site.write(f"{VILLAGE}/补贴名单/名单.csv", "姓名,人数,金额\n赵明远,3,320\n吴桂兰,4,200\n")
    assert _codes(site)[f"{VILLAGE}/补贴名单/名单.csv"] == {"list-column-closed"}
    assert "list-sum-differs" not in _codes(site).get(f"{VILLAGE}/补贴名单/地补.md", ())
    site.write(f"{VILLAGE}/补贴名单/名单.csv", "姓名,人数,金额\n赵明远,三口人,320\n吴桂兰,4,两百来块\n")
    told = site.run_inside("check", "--json").json()["problems"]
    assert [(one["code"], one["cell"]) for one in told if one["path"].endswith("名单.csv")] == [
        ("list-column-closed", "B2"),
        ("value-wrong", "C3"),
    ]


def test_of_an_unknown_key_below_which_a_leak_stands_only_the_leak_is_told(tmp_path: Path) -> None:
    site = content_folder((), tmp_path)
    problem = (
        "---\n标题: 水费收支没有贴出来\n发现日期: 2026-03-02\n来源: 举报\n问题: 水费收支没有贴出来\n"
        "责任人: 陈守田\n整改时限: 2026-09-25\n整改状态: 整改中\n投诉者: 村民\n举报人: NAME\n---\n"
    )
    path = f"{VILLAGE}/问题台账/水费.md"

    def told() -> list[tuple[str, str]]:
        problems = site.run_inside("check", "--json").json()["problems"]
        return [(one["code"], one["field"]) for one in problems if one["path"] == path and one["line"] > 8]

    site.write(path, problem.replace("NAME", "周建国"))
    assert told() == [("key-unknown", "投诉者"), ("complainant-named", "举报人")]
    site.write(path, problem.replace("NAME", "村民"))
    assert told() == [("key-unknown", "投诉者"), ("key-unknown", "举报人")]


@pytest.mark.parametrize("place", ["powers", "青石镇/powers", f"{VILLAGE}/权力清单"])
def test_a_power_that_cannot_be_read_is_no_unknown_one(place: str, tmp_path: Path) -> None:
    site = content_folder((), tmp_path)
    (site.content / "powers" / "A07.md").unlink()
    site.write(f"{VILLAGE}/事项/修路.md", MATTER)
    site.write(f"{VILLAGE}/事项/修渠.md", MATTER.replace("A07", "A99").replace("道路", "水渠"))
    site.write(f"{VILLAGE}/权力清单/本村.md", POWER.replace("编号: A07", "覆盖: A07"))
    site.write(f"{place}/项.md", POWER)
    matters = {f"{VILLAGE}/事项/修渠.md": {"reference-unknown"}}
    own = (
        {}
        if place == "powers" or place.startswith("青石镇/p")
        else {f"{VILLAGE}/权力清单/本村.md": {"override-unknown"}}
    )
    assert _codes(site) == matters | own
    site.write(f"{place}/项.md", BROKEN)
    assert _codes(site) == matters | own | {f"{place}/项.md": {"yaml-broken"}}


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("甲,乙\n1,2\n", {"table-head-missing"}),
        ("日期,凭证号,摘要,科目,收入,支出,账户\n2026-01-06,1,收承包费,501,五百多,,B\n", {"value-wrong"}),
        ("<html><body>表</body></html>", {"table-is-web-page"}),
    ],
)
def test_a_ledger_that_cannot_be_read_says_nothing_of_balances(
    sheet: str, told: set[str], tmp_path: Path
) -> None:
    site = content_folder((), tmp_path)
    fields = (
        "---\n标题: 2026年一季度收支公开\n目录编码: CK02\n所属期间: 2026年一季度\n账套: 集体经济组织\n"
        "公开日期: 2026-04-12\n审核日期: 2026-04-09\n经办人: 陈守田\n监委会审核人: 吴月琴\n批准人: 何广仁\n"
        "收入合计: 500\n支出合计: 0\n大白话: 一季度收进五百元，没有花钱，季末账上还有一千五百元。\n"
        "资金账户: [{代号: B, 名称: 基本户, 期初: 1000, 期末: 1500}]\n"
        "签署: {负责人: 何广仁, 监委会主任: 吴月琴, 会计: 罗会兰}\n"
        "明细文件: 一季度.csv\n---\n"
    )
    site.write(f"{VILLAGE}/财务/一季度.md", fields)
    site.write(f"{VILLAGE}/财务/一季度.csv", sheet)
    assert _codes(site) == {f"{VILLAGE}/财务/一季度.csv": told}
