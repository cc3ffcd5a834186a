"""What a record's page says beyond its fields: clocks, editions, pictures, what came under a power."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.engines.test_pictures import SECRET, photo
from tests.helpers.one_village import matter, one_village
from tests.helpers.pdfs import read_sheets, said, squeeze
from tests.helpers.site import SiteTest
from tests.issuing.test_life import run_register


@pytest.fixture
def site(tmp_path: Path) -> SiteTest:
    return one_village(tmp_path, "2026-01-12")


def write(site: SiteTest, more: str = "", body: str = "正文。") -> None:
    site.write("qingshi/liuwan/matters/a.md", matter("修路协商结果公开", body, more=more or "标签: 路"))


def page(site: SiteTest, number: str = "2026-0001") -> str:
    ran = site.run_inside("build", "--only", "web")
    assert ran.code in (0, 1), ran.said
    return (site.pages / "liuwan" / number / "index.html").read_text("utf-8")


def seen(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", html))


def test_the_clocks_run_as_the_fields_and_the_law_say(site: SiteTest) -> None:
    write(site, "公示开始: 2026-01-10\n公示天数: 7\n网上到期: 2026-03-01")
    html = seen(page(site))
    for words in (
        "公示期2026年1月10日至1月17日有不同意见，在这几天里提。",
        "张贴2026年1月10日至1月25日在公开栏贴15天",
        "网上公开到2026年3月1日",
    ):
        assert words in html, words
    assert "异议答复" not in html, "sunboard's own default is no promise of the village's"


def test_days_to_answer_are_told_where_a_rule_gives_them(site: SiteTest) -> None:
    site.write("law/本省.yaml", "答复天数: [{数值: 10, 施行日期: 2020-01-01, 来源: 本省办法第十条}]\n")
    write(site, "公示开始: 2026-01-10\n公示天数: 7")
    assert "异议答复2026年1月10日至1月27日收到意见后10天内答复" in seen(page(site))


def test_editions_say_what_changed(site: SiteTest) -> None:
    write(site, "金额: 38000")
    assert "第一次公开" not in page(site), "one edition has no story"
    write(site, "金额: 36500", "改过的正文。")
    html = seen(page(site))
    assert "第2版2026年1月12日金额由38,000.00元改为36,500.00元；改了正文" in html
    assert "第1版2026年1月12日第一次公开" in html


def test_what_no_field_is_called_stands_on_page_and_sheet_and_in_the_story(site: SiteTest) -> None:
    long = "抄表的人每月25日来一次，" * 6
    write(site, f"单价: 3元/吨\n抄表说明: {long}")
    html = seen(page(site))
    assert site.run_inside("build", "--only", "print").code in (0, 1)
    for words in ("单价3元/吨", f"抄表说明{long}"):
        assert words in html, words
    sheets = read_sheets(next((site.output / "print").rglob("2026-0001.pdf")))
    assert "单价3元/吨" in squeeze(said(sheets))
    write(site, f"单价: 4元/吨\n抄表说明: {long}")
    assert "第2版2026年1月12日改了单价" in seen(page(site))
    record = json.loads((site.pages / "liuwan" / "2026-0001" / "record.json").read_text("utf-8"))
    assert record["further"]["单价"] == ["4元/吨"]


def test_a_taken_back_record_tells_no_editions(site: SiteTest) -> None:
    write(site, "金额: 38000")
    page(site)
    write(site, "金额: 36500\n撤回: {日期: 2026-01-11, 原因: 写错了村}")
    html = seen(page(site))
    assert "写错了村" in html
    assert not any(word in html for word in ("38,000", "36,500", "第一次公开", "金额"))


def test_a_restored_register_gives_no_edition_twice(site: SiteTest) -> None:
    for amount in ("38000", "36500", "38000"):
        write(site, f"金额: {amount}")
        page(site)
    register = site.content / "qingshi/liuwan/register"
    assert sorted(path.name for path in register.iterdir() if path.name.startswith("2026-0001")) == [
        "2026-0001.1.json",
        "2026-0001.2.json",
    ]
    for path in register.iterdir():
        path.unlink()
    assert run_register(site, "restore", str(site.pages)) == 0
    write(site, "金额: 1")
    page(site)
    assert json.loads((site.pages / "liuwan/2026-0001/record.json").read_text("utf-8"))["edition"] == 3


def test_photographs_come_in_sizes_and_keep_no_secret(site: SiteTest) -> None:
    home = site.content / "qingshi/liuwan/matters"
    home.mkdir(parents=True, exist_ok=True)
    (home / "路.jpg").write_bytes(photo((1600, 900)))
    (home / "图.png").write_bytes(photo((300, 200), "PNG"))
    (home / "合同.pdf").write_bytes(b"%PDF-1.4 nothing")
    papers = "附件: [{文件: 合同.pdf, 标题: 施工合同, 已遮盖: 是}, {文件: 图.png, 标题: 平面图, 已遮盖: 是}]"
    write(site, papers + "\n照片: [{文件: 路.jpg, 说明: 修好的路, 日期: 2026-01-08, 地点: 三组}]")
    html = page(site)
    folder = site.pages / "liuwan/2026-0001/files"
    assert {path.name for path in folder.iterdir()} == {
        "1.pdf",
        "2.png",
        "2-300.jpg",
        "3.jpg",
        "3-480.jpg",
        "3-960.jpg",
    }
    assert not any(SECRET.encode() in path.read_bytes() for path in folder.iterdir())
    assert 'src="files/3-960.jpg" srcset="files/3-480.jpg 480w, files/3-960.jpg 960w"' in html
    assert 'width="960" height="540" alt="修好的路" loading="lazy"' in html
    assert 'href="files/3.jpg" download' in html
    assert "三组，2026年1月8日" in html
    assert re.search(
        r'href="files/1.pdf">施工合同</a> <span class="small"><span>PDF 文件</span> <span>16 B</span>', html
    )


def test_a_replaced_attachment_of_a_held_record_is_told(site: SiteTest) -> None:
    paper = site.content / "qingshi/liuwan/matters/合同.pdf"
    paper.parent.mkdir(parents=True, exist_ok=True)
    paper.write_bytes(b"%PDF-1.4 one")
    write(site, "附件: [{文件: 合同.pdf, 标题: 施工合同, 已遮盖: 是}]")
    assert "施工合同”已经换掉" not in page(site)
    paper.write_bytes(b"%PDF-1.4 two")
    write(site, "附件: [{文件: 合同.pdf, 标题: 施工合同, 已遮盖: 是}]\n金额: 很多")
    assert "附件“施工合同”已经换掉或不在了" in page(site)


def test_a_power_lists_what_was_disclosed_under_it(site: SiteTest) -> None:
    write(site)
    site.write("qingshi/liuwan/matters/b.md", matter("修渠协商结果公开", day="2026-01-11", more="标签: 渠"))
    site.write("qingshi/liuwan/matters/c.md", matter("修桥协商结果公开", more="状态: 草稿"))
    page(site)
    numbers = {record["title"]: record["number"] for record in site.manifest("liuwan")["records"]}
    html = page(site, numbers["村庄规划编制与修改"])
    found = re.findall(
        r'href="\.\./(2026-\d+)/index.html"><span>([^<]+)</span></a> <span class="small"><span>([^<]+)<',
        html.replace("<wbr>", ""),
    )
    assert found == [
        (numbers["修渠协商结果公开"], "修渠协商结果公开", "事项，2026年1月11日，公开中"),
        (numbers["修路协商结果公开"], "修路协商结果公开", "事项，2026年1月10日，公开中"),
    ]
    assert "按这一项公开的事（2件）" in html


def test_nothing_to_report_is_said(site: SiteTest) -> None:
    write(site, "所属期间: 2025年四季度\n本期无此项: 是")
    assert "本期无此项。" in page(site)


def test_channels_say_where_a_record_may_stand(site: SiteTest) -> None:
    boards = "公开栏: [{名称: main, 尺寸: 2400x1200mm}]\n屏幕: [{名称: led, 尺寸: 1920x1080}]\n"
    site.write("qingshi/liuwan/village.yaml", "名称: 柳湾村\n行政区划代码: 629901001001\n" + boards)
    where = {
        "标签: 路": {"boards", "screens"},
        "公开渠道: 栏、网": {"boards"},
        "公开渠道: 网、屏": {"screens"},
        "公开渠道: 栏、网\n上屏: 是": {"boards", "screens"},
        "上屏: {秒数: 27}\n大白话: 全组商量好了，今年修路。": {"boards", "screens"},
        "上栏: 否": {"screens"},
    }
    for at, more in enumerate(where, 1):
        site.write(f"qingshi/liuwan/matters/{at}.md", matter(f"修{at}组路协商结果公开", more=more))
    assert site.run_inside("build").code in (0, 1)
    manifest = site.manifest("liuwan")
    for at, (more, wanted) in enumerate(where.items(), 1):
        number = f"2026-000{at}"
        shown = {
            sort
            for sort in ("boards", "screens")
            if number in (*manifest[sort][0]["numbers"], *manifest[sort][0]["listed"])
        }
        assert shown == wanted, more
        assert (site.pages / f"liuwan/{number}/index.html").is_file(), "it has a page whatever channels say"
    player = (site.pages / "liuwan/screen/led/index.html").read_text("utf-8")
    assert player.count('data-seconds="27"') == 1, "a record stands for as long as the clerk wants"


@pytest.mark.parametrize(
    "named", ["liuwan/2026-0001", "https://gk.yunxi.example.com/liuwan/2026-0001/", "村〔2026〕公1号"]
)
def test_what_is_corrected_may_be_named_by_its_address(site: SiteTest, named: str) -> None:
    write(site, "编号: old")
    assert "已更正" not in page(site)
    correcting = matter("修路结果更正", more=f"更正自: {named}\n更正原因: 数字抄错了")
    site.write("qingshi/liuwan/matters/b.md", correcting)
    assert "已更正" in page(site)


def test_a_list_that_was_corrected_leads_to_the_correction_when_its_own_days_are_over(site: SiteTest) -> None:
    write(site, "编号: old\n网上到期: 2026-01-11")
    correcting = matter("修路结果更正", more="更正自: old\n更正原因: 数字抄错了")
    site.write("qingshi/liuwan/matters/b.md", correcting)
    html = page(site)
    assert "网上公开到2026年1月11日为止，现在到期了，内容不再显示" in seen(html)
    assert "正文。" not in html
    assert "../2026-0002/index.html" in html


def test_a_corrected_page_strikes_the_old_figure_and_tells_the_new_one_and_why(site: SiteTest) -> None:
    write(site, "编号: old\n金额: 5400")
    correcting = matter("误工补贴更正", more="金额: 6000\n更正自: old\n更正原因: 漏了护林员1人")
    site.write("qingshi/liuwan/matters/b.md", correcting)
    html = page(site)
    assert "以更正后的为准：金额6,000.00元。原因：漏了护林员1人。看更正后的“误工补贴更正”" in seen(html)
    assert "<s>5,400.00 元</s>" in html
    site.edit("qingshi/liuwan/matters/b.md", "金额: 6000", "金额: 5400")
    html = page(site)
    assert "以更正后的为准。原因：漏了护林员1人。" in seen(html)
    assert "<s>" not in html
