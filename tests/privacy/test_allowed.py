"""A township may say of one number in one file that it is nobody's."""

from __future__ import annotations

from pathlib import Path

from sunboard.privacy.leaks import mark_of
from tests.helpers.one_village import matter, one_village
from tests.helpers.site import SiteTest

KNOWN = ("id-number", "number-allowed", "output-leaks")
NUMBER = "629901199003078517"
TOWNSHIP = "名称: 青石镇\n不是个人信息: [{{摘要: {mark}, 文件: {file}, 原因: 是发票号码}}]\n"


def _codes(site: SiteTest, *words: str) -> list[str]:
    problems = site.run_inside("build", "--json", "--only", "web", *words).json()["problems"]
    return [problem["code"] for problem in problems if problem["code"] in KNOWN]


def test_one_number_is_allowed_in_one_file(tmp_path: Path) -> None:
    site = one_village(tmp_path, "2026-01-12")
    site.write("qingshi/liuwan/matters/a.md", matter("修路协商结果公开", body=f"号码 {NUMBER}。"))
    page = site.output / "site/liuwan/2026-0002/index.html"
    assert _codes(site) == ["id-number"]
    mark = mark_of(NUMBER)
    site.write("qingshi/township.yaml", TOWNSHIP.format(mark=mark, file="liuwan/matters/b.md"))
    assert _codes(site) == ["id-number"]
    assert not page.exists() or NUMBER not in page.read_text(encoding="utf-8")
    site.write("qingshi/township.yaml", TOWNSHIP.format(mark=mark, file="liuwan/matters/a.md"))
    assert _codes(site) == ["number-allowed"]
    assert NUMBER in page.read_text(encoding="utf-8")
    # its register knows it now, and its file may go
    (site.content / "qingshi/liuwan/matters/a.md").unlink()
    _codes(site)
    assert NUMBER in page.read_text(encoding="utf-8")


def test_comments_are_searched_and_told_once(tmp_path: Path) -> None:
    site = one_village(tmp_path, "2026-01-12")
    site.write("qingshi/liuwan/matters/a.md", matter("修路协商结果公开", more=f"标签: 路  # 问 {NUMBER}"))
    assert _codes(site) == ["id-number"]
    site.write("qingshi/liuwan/matters/a.md", matter("修路协商结果公开", more=f'大白话: "修路 #{NUMBER}"'))
    assert _codes(site) == ["id-number"]
    village = site.content / "qingshi/liuwan/village.yaml"
    village.write_text(village.read_text(encoding="utf-8") + f"# 书记 {NUMBER}\n", encoding="utf-8")
    assert _codes(site) == ["id-number", "id-number"]
