"""What a record's view says beyond its fields: clocks, editions, pictures, terms, what came under a power."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sunboard.issuing.register import Edition
from sunboard.kinds.finance import KIND as FINANCE
from sunboard.kinds.matter import KIND as MATTER
from sunboard.model.plain import Plain
from sunboard.settings.reference import Term
from sunboard.viewing.editions import changes, edition_notes
from sunboard.viewing.terms import glossary_of, terms_in
from tests.engines.test_pictures import SECRET, photo
from tests.helpers.kinds import telling
from tests.helpers.one_village import matter, one_village
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
        "公示期2026年1月10日至1月17日共7天。有不同意见，在这几天里提",
        "异议答复2026年1月10日至1月27日收到意见后10天内答复",
        "张贴2026年1月10日至1月25日在公开栏贴15天",
        "网上公开到2026年3月1日",
    ):
        assert words in html, words


def test_editions_say_what_changed(site: SiteTest) -> None:
    write(site, "金额: 38000")
    assert "第一次公开" not in page(site), "one edition has no story"
    write(site, "金额: 36500", "改过的正文。")
    html = seen(page(site))
    assert "第2版2026年1月12日金额由38,000.00元改为36,500.00元；改了正文" in html
    assert "第1版2026年1月12日第一次公开" in html


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
    papers = "附件: [{文件: 合同.pdf, 标题: 施工合同}, {文件: 图.png, 标题: 平面图}]"
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
    write(site, "附件: [{文件: 合同.pdf, 标题: 施工合同}]")
    assert "施工合同”已经换掉" not in page(site)
    paper.write_bytes(b"%PDF-1.4 two")
    write(site, "附件: [{文件: 合同.pdf, 标题: 施工合同}]\n金额: 很多")
    assert "附件“施工合同”已经换掉或不在了" in page(site)


def test_a_power_lists_what_was_disclosed_under_it(site: SiteTest) -> None:
    write(site)
    site.write("qingshi/liuwan/matters/b.md", matter("修渠协商结果公开", day="2026-01-11", more="标签: 渠"))
    site.write("qingshi/liuwan/matters/c.md", matter("修桥协商结果公开", more="状态: 草稿"))
    page(site)
    numbers = {record["title"]: record["number"] for record in site.manifest("liuwan")["records"]}
    html = page(site, numbers["村庄规划编制与修改"])
    found = re.findall(
        r'href="\.\./(2026-\d+)/index.html">([^<]+)</a> <span class="small"><span>([^<]+)<', html
    )
    assert found == [
        (numbers["修渠协商结果公开"], "修渠协商结果公开", "事项，2026年1月11日，公开中"),
        (numbers["修路协商结果公开"], "修路协商结果公开", "事项，2026年1月10日，公开中"),
    ]
    assert "按这一项公开的事（2件）" in html


def test_nothing_to_report_is_said(site: SiteTest) -> None:
    write(site, "所属期间: 2025年四季度\n本期无此项: 是")
    assert "本期没有这一项，特此说明。" in page(site)


@pytest.mark.parametrize(
    ("more", "board", "screen"),
    [
        ("", True, True),
        ("公开渠道: 栏、网", True, False),
        ("公开渠道: 网、屏", False, True),
        ("公开渠道: 栏、网\n上屏: 是", True, True),
        ("上栏: 否", False, True),
    ],
)
def test_channels_say_where_a_record_may_stand(site: SiteTest, more: str, board: bool, screen: bool) -> None:
    village = (
        "名称: 柳湾村\n行政区划代码: 629901001001\n"
        "公开栏: [{名称: main, 尺寸: 900x600mm}]\n屏幕: [{名称: led, 尺寸: 192x96}]\n"
    )
    site.write("qingshi/liuwan/village.yaml", village)
    write(site, more)
    site.build()
    manifest = site.manifest("liuwan")
    assert (
        "2026-0001" in manifest["boards"][0]["numbers"],
        "2026-0001" in manifest["screens"][0]["numbers"],
    ) == (board, screen)
    assert (site.pages / "liuwan/2026-0001/index.html").is_file(), (
        "the page is there whatever the channels say"
    )


# ---- editions and terms by themselves


def edition(number: int, values: dict[str, Plain], body: str = "", papers: tuple[str, ...] = ()) -> Edition:
    day = (date(2026, 1, 1) + timedelta(number)).isoformat()
    attachments = tuple({"sha256": paper} for paper in papers)
    return Edition(
        "2026-0001",
        number,
        day,
        "matter",
        "a.md",
        f"d1:{number}",
        "629901001001",
        "liuwan",
        values,
        body,
        attachments,
    )


CHANGES: list[tuple[dict[str, Plain], dict[str, Plain], str]] = [
    ({"title": "甲"}, {"title": "乙"}, "改了标题"),
    ({"applicant": "周某甲"}, {"applicant": "周某"}, "改了申请人"),
    (
        {"publish_date": "2026-01-01"},
        {"publish_date": "2026-01-02"},
        "公开日期由 2026年1月1日 改为 2026年1月2日",
    ),
    ({"amount": "1.00"}, {}, "去掉金额"),
    ({}, {"tags": ["路"], "owner": "陈守田"}, "补上经办人、标签"),
    (
        {"candidates": [{"name": "甲"}, {"name": "乙"}]},
        {"candidates": [{"name": "甲"}, {"name": "丙"}, {"name": "丁"}]},
        "候选人：改1项、加1项",
    ),
    ({"candidates": [{"name": "甲"}]}, {}, "候选人：删1项"),
    (
        {"candidates": [{"name": "甲"}, {"name": "乙"}]},
        {"candidates": [{"name": "乙"}, {"name": "甲"}]},
        "候选人：调整了顺序",
    ),
    ({"王小二": "1"}, {"王小二": "2"}, "改了其他内容"),
    ({"id": "a"}, {"id": "b"}, "公开的内容没有变"),
]


@pytest.mark.parametrize(("old", "new", "told"), CHANGES)
def test_a_change_is_told_in_a_sentence_without_old_names(
    old: dict[str, Plain], new: dict[str, Plain], told: str
) -> None:
    assert changes(edition(1, old), edition(2, new), MATTER.fields, telling()) == told


def test_amounts_of_accounts_are_told_old_and_new() -> None:
    old, new = (
        edition(1, {"total_income": "100.00"}, papers=("a",)),
        edition(2, {"total_income": "90.50"}, papers=("b",)),
    )
    assert changes(old, new, FINANCE.fields, telling()) == "收入合计由 100.00 元 改为 90.50 元；改了附件"
    assert Decimal("90.50") < 100


def test_a_register_that_begins_later_says_so() -> None:
    notes = edition_notes((edition(3, {"title": "甲"}), edition(4, {"title": "乙"})), MATTER, telling())
    assert [(note.edition, note.change) for note in notes] == [
        (4, "改了标题"),
        (3, "这一版以前的登记找不到了"),
    ]
    assert edition_notes((), MATTER, telling()) == ()


def test_terms_are_found_once_and_the_longer_word_first() -> None:
    terms = (
        Term(term="公示", plain="先贴出来"),
        Term(term="公示期", plain="那几天"),
        Term(term="公布/公开", plain="告诉大家"),
        Term(term="村务监督委员会", plain="盯着的人", aliases=("监委会",)),
    )
    found = terms_in(
        glossary_of(terms), {"a": "公示期七天，公开"}, ["监委会和村务监督委员会", "2026-01-01", "公布"]
    )
    assert [(fact.label, fact.value) for fact in found] == [
        ("公示期", "那几天"),
        ("公开", "告诉大家"),
        ("监委会", "盯着的人"),
    ]
    assert terms_in(glossary_of(()), "公示") == ()


def test_a_community_has_its_own_words_where_there_are_any() -> None:
    terms = (
        Term(term="负债", plain="村里欠别人的", community="社区欠别人的"),
        Term(term="公示", plain="先贴出来"),
    )
    for community, told in ((False, "村里欠别人的"), (True, "社区欠别人的")):
        assert [fact.value for fact in terms_in(glossary_of(terms, community), "负债公示")] == [
            told,
            "先贴出来",
        ]
