"""The web: which pages there are, what they show, and what they never do."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from sunboard.channels.web import CHANNEL
from sunboard.channels.web.csv_files import to_csv
from sunboard.channels.web.rendering import dial, size
from sunboard.contracts import Order, Task
from sunboard.model.blocks import (
    Bar,
    BarsBlock,
    Column,
    Fact,
    FactsBlock,
    Figure,
    ListBlock,
    Step,
    StepsBlock,
    TableBlock,
    TextBlock,
)
from sunboard.model.plain import canonical
from sunboard.model.view import (
    Clock,
    Link,
    Notice,
    Person,
    RecordView,
    Running,
    ScreenView,
    SiteView,
    VillageSummary,
    VillageView,
)
from sunboard.typesetting.saying import Saying
from tests.helpers import views
from tests.helpers.browser import CUT, DESK, LARGE, OVERHANG, OVERLAP, PHONE, visit
from tests.helpers.links import Page, broken
from tests.helpers.rendered import made, plan, tasks
from tests.helpers.site import ROOT


def pages(village: VillageView, language: str = "zh") -> dict[str, str]:
    """Return the pages of a village by their place below its folder."""
    found = (task for task in tasks(CHANNEL, village, language) if task.section == "pages")
    return {task.output[12:-10]: made(CHANNEL, task, language).decode() for task in found}


def lay(folder: Path, village: VillageView, site: SiteView) -> Path:
    for output, item in (plan(CHANNEL, village) | plan(CHANNEL, site)).items():
        path = folder / output
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made(CHANNEL, item))
    return folder / "site"


ALL = (
    views.notice_view(),
    views.finance_view(),
    views.record_view(attachments=()),
    views.power_view(),
    *views.state_views(),
)
ONE_VILLAGE = views.site_view().townships[0].villages[:1]


def test_a_page_is_drawn_without_the_libraries_that_few_pages_need() -> None:
    asked = "import sys, sunboard.channels.web.rendering; print({*sys.argv[1:]} & {*sys.modules})"
    libraries = ("PIL", "markdown_it", "qrcode", "typst")
    words = [sys.executable, "-c", asked, *libraries]
    said = subprocess.run(
        words, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}
    )
    assert said.stdout.strip() == b"set()"


LISTS = (
    "",
    "about/",
    "affairs/",
    "current/",
    "finance/",
    "owed/",
    "past/",
    "running/",
    "services/",
    "services/posts/",
)
LISTS += ("services/print/",)


def test_every_page_of_a_village_has_its_place_and_is_written_after_what_it_links_to() -> None:
    planned = plan(CHANNEL, views.village_view())
    places = {output.removeprefix("site/liuwan/"): item.order for output, item in planned.items()}
    records = {f"{number}/" for number in ("2026-0001", "2026-0007", "2026-0011", "2026-0012")}
    lists = {*LISTS, *(f"{door}/2026/" for door in ("affairs", "finance", "services"))}
    other = {*(f"{record}record.json" for record in records), "2026-0012/rows.csv"}
    other |= {"feed.xml", "share.png", "sitemap.xml"}
    assert set(places) == {f"{place}index.html" for place in records | lists} | other
    assert places["2026-0007/index.html"] == places["2026-0007/record.json"] == Order.RECORDS
    assert (places["finance/index.html"], places["index.html"]) == (Order.LISTS, Order.HOMES)
    portal = plan(CHANNEL, views.site_view()).values()
    assert {item.order for item in portal} == {Order.ASSETS, Order.PORTAL}


def test_every_page_is_named_in_the_manifest_with_its_address() -> None:
    items = (*plan(CHANNEL, views.village_view()).values(), *plan(CHANNEL, views.site_view()).values())
    addresses = {item.entry["page"]: item.entry["url"] for item in items if item.section == "pages"}
    assert {"site/index.html", "site/liuwan/2026-0007/index.html"} <= set(addresses)
    assert all(url == f"{views.BASE}/{str(page)[5:-10]}" for page, url in addresses.items())


def test_links_lead_somewhere(tmp_path: Path) -> None:
    records = tuple(replace(view, attachments=()) for view in ALL)  # their bytes come from elsewhere
    site = lay(tmp_path, views.village_view(records), views.site_view(ONE_VILLAGE))
    assert broken(site, views.BASE) == []


VILLAGES = {
    "empty": views.nearly_empty_village(),
    "all": views.village_view((*ALL, views.hostile_view())),
    "overfull": views.overfull_village(),
}


@pytest.mark.parametrize(
    ("name", "language"), [("empty", "en"), ("all", "zh"), ("all", "en"), ("overfull", "zh")]
)
def test_every_page_has_one_code_and_one_first_heading(name: str, language: str) -> None:
    for place, html in pages(VILLAGES[name], language).items():
        assert (html.count('<img class="code"'), html.count("<h1")) == (1, 1), place
        assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in html
        assert f"{views.QR}/liuwan/{place}" in html.replace("<wbr>", "")


def test_no_code_where_nobody_can_open_the_address() -> None:
    html = pages(views.without_address(views.village_view()))
    assert html
    assert not any('<img class="code"' in page for page in html.values())


def test_a_text_has_a_heading_of_its_own_only_behind_a_part_that_has_one() -> None:
    headed = TextBlock("责任追究", "由乡镇问责。")
    for blocks, body, has in (
        ((headed,), "交材料不收钱。", True),
        ((headed,), "## 为什么\n\n交材料不收钱。", False),
        ((), "交材料不收钱。", False),
    ):
        html = pages(views.village_view((views.record_view("2026-0007", blocks=blocks, body=body),)))
        assert ("<h2>说明</h2>" in html["2026-0007/"]) is has


def test_hostile_text_stays_text() -> None:
    html = pages(views.village_view((views.hostile_view(),)))["2026-0099/"]
    assert "<script>alert" not in html
    assert "javascript:alert(1)" in html
    assert 'href="javascript' not in html
    assert "{{ 7*7 }}" in html
    assert "evil.example/z.png" not in html


def test_a_bare_record_shows_number_state_and_reason_only() -> None:
    by_state = {view.state: view for view in views.state_views()}
    leak, withdrawn = by_state["leak"], by_state["withdrawn"]
    html = pages(views.village_view((leak, withdrawn)))
    page = html[f"{leak.number}/"]
    assert "第2026-0029号" in page
    assert "本条已经处于“leak”状态。" in page
    assert "record.json" not in page
    assert withdrawn.title not in page
    assert withdrawn.title in html[f"{withdrawn.number}/"]


def test_a_record_without_number_is_listed_without_a_page() -> None:
    html = pages(views.village_view((views.record_view("", title="还没有号"),)))
    assert "还没有号" in html["affairs/"]
    assert "待编号" in html["affairs/"]
    assert set(html) == {*LISTS, "affairs/2026/"}


def test_a_record_page_depends_on_nothing_that_it_does_not_show() -> None:
    def shown(*records: RecordView, **changes: Any) -> bytes:
        item = plan(CHANNEL, views.village_view(records, **changes))["site/liuwan/2026-0007/index.html"]
        assert isinstance(item, Task)
        return canonical(dict(item.data))

    alone = shown(views.record_view())
    others = (views.notice_view(), views.record_view(values={"x": "y"}))
    assert alone == shown(*others, today=date(2027, 1, 1), office_hours="", boards=())
    assert alone != shown(views.record_view(title="改了"))


def test_the_home_names_no_board_or_screen_by_its_folder() -> None:
    def home(*screens: ScreenView) -> str:
        return pages(views.village_view(boards=(), screens=screens))[""]

    nameless, placed = ScreenView("hall", "", "", 640, 320), ScreenView("gate", "", "村口", 640, 320)
    named = ScreenView("大厅屏", "", "便民大厅", 640, 320)
    assert "<dd>村口\n大厅屏 · 便民大厅</dd>" in home(nameless, placed, named)
    assert 'id="walls"' not in home(nameless)


def test_the_home_says_what_runs_and_until_when_and_the_newest_figures() -> None:
    html = pages(views.village_view())[""].partition("<main")[2].replace("<wbr>", "")
    order = [
        "2026年低保评议结果公示",
        "至4月21日",
        "609,475.86",
        "722,881.21",
        "finance/index.html",
        "0900-8880110",
        "最近公开",
        "村部公开栏",
    ]
    assert sorted(order, key=html.index) == order


def test_the_key_figure_stands_at_the_head_and_not_once_more_among_the_facts() -> None:
    amount, day = Fact("涉及金额", "9,400.00 元"), Fact("决议号", "JY-2026-06")
    for facts, times in (((day, amount), 1), ((amount,), 2)):  # a part of nothing else keeps it
        record = views.record_view("2026-0007", key=amount, blocks=(FactsBlock("决议", facts),))
        html = pages(views.village_view((record,)))["2026-0007/"]
        story = html.partition("<h1")[2].partition("</article>")[0]
        assert story.count(amount.value) == times


def test_what_a_notice_leads_to_is_not_related_once_more() -> None:
    notice = Notice(tone="warn", text="已经更正", link_number="2026-0009", link_text="看更正后的")
    related = tuple(
        Link(text=name, number=number) for name, number in (("新的", "2026-0009"), ("会议", "2026-0003"))
    )
    record = views.record_view(notices=(notice,), related=related)
    html = pages(views.village_view((record,)))["2026-0007/"]
    assert html.count("../2026-0009/") == 1
    assert html.count("../2026-0003/") == 1


def test_a_number_to_call_stands_once() -> None:
    phones = (Fact("咨询电话", "0900-8880100"), Fact("镇纪委", "0900-8880120"))
    html = pages(views.village_view(phones=phones, posts=()))[""]
    assert html.count(">0900-8880100<") == 1
    assert html.count(">0900-8880120<") == 1


def test_what_hangs_from_earlier_years_is_listed_behind_its_door() -> None:
    records = (
        views.power_view("2026-0002"),
        views.power_view("2025-0001", year="2025", published="2025-01-01"),
        views.power_view("2024-0001", year="2024", on_display=False),
    )
    links = read_links(pages(views.village_view(records))["services/"])
    assert {"../2026-0002/index.html", "../2025-0001/index.html", "2024/index.html"} <= links
    assert "../2024-0001/index.html" not in links


def read_links(html: str) -> set[str]:
    page = Page()
    page.feed(html)
    return {link for _, link in page.links}


def test_every_row_of_a_ledger_is_on_the_page_and_in_its_file() -> None:
    village = views.village_view((views.finance_view(rows=120),))
    assert all(f">01-{at:03d}<" in pages(village)["2026-0012/"] for at in (1, 28, 120))
    data = made(CHANNEL, plan(CHANNEL, village)["site/liuwan/2026-0012/rows.csv"])
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == [column.label for column in views.LEDGER_COLUMNS]
    assert len(rows) == 122


def test_an_ordinary_record_and_a_quarter_are_small() -> None:
    html = pages(views.village_view())
    assert all(len(html[place].encode()) < 40_000 for place in ("2026-0007/", "2026-0012/"))


def test_record_json_holds_the_values() -> None:
    item = plan(CHANNEL, views.village_view())["site/liuwan/2026-0007/record.json"]
    assert json.loads(made(CHANNEL, item)) == views.record_view().values


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        *((cell, f"'{cell}") for cell in ("=1+1", "+cmd", "-x", "@SUM", " =1")),
        *((cell, cell) for cell in ("-12.50", "+3", "1,2", "03-001", "巷道")),
        ("\t=1", "'\t=1"),
        ("1,234.50", "1234.50"),
    ],
)
def test_cells_cannot_become_formulas(cell: str, written: str) -> None:
    made = to_csv(TableBlock("", (Column("a"),), ((cell,),))).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(made.split("\r\n", 1)[1]))) == [written]


def test_amounts_sizes_and_numbers_to_call() -> None:
    say = Saying("zh", {})
    assert (say.amount("722881.21"), say.amount("-1000.50"), say.amount("约三万")) == (
        "722,881.21",
        "-1,000.50",
        "约三万",
    )
    assert say.day("2026-02-06—2026") == "2026-02-06—2026"
    assert (size(0), size(2048), size(3 * 1024 * 1024)) == ("0 B", "2.0 KB", "3.0 MB")
    assert (dial("0900-8880110"), dial("0900-8880110 转 8012"), dial("")) == ("tel:09008880110", "", "")


def test_two_days_as_they_were_typed_are_written_as_people_read_them() -> None:
    say = Saying("zh", {"kind-from-to": "{start}至{end}"})
    for between in "至到—–~":
        assert say.day(f"2026-02-06{between}2026-02-11") == "2026年2月6日至2月11日"
    assert say.day("2025-12-30至2026-02-11") == "2025年12月30日至2026年2月11日"


def test_no_figure_and_no_number_to_call_is_broken_in_large_type(browser: Browser, tmp_path: Path) -> None:
    amounts = ("987654321.01", "762235170.02", "266217188.04", "-483672302.99")
    labels = ("期初余额", "本期收入", "本期支出", "期末余额")
    bars = BarsBlock("预算", (Bar("第1项道路硬化排水沟清淤涵管更换", "10500000.00", "123456789.23"),))
    columns = (Column("账户"), Column("期初", "right", money=True))
    money = views.finance_view(
        figures=tuple(Figure(label, amount) for label, amount in zip(labels, amounts, strict=True)),
        blocks=(bars, TableBlock("资金账户", columns, (("基本户", amounts[0]),))),
    )
    site = lay(tmp_path, views.village_view((money,)), views.site_view())
    with visit(browser, PHONE) as (tab, _):
        for page in ("liuwan/index.html", "liuwan/2026-0012/index.html"):
            tab.goto((site / page).as_uri())
            tab.evaluate(LARGE)
            assert tab.evaluate(CUT) == [], page


def test_no_line_of_an_answer_or_a_list_ends_inside_a_date() -> None:
    blocks = (
        TextBlock("答复", "户口没迁走的可以，4月30日前到村部登记。"),
        ListBlock("要点", ("3月起每月15日前公开上月的账",)),
    )
    html = pages(views.village_view((views.record_view("2026-0007", blocks=blocks),)))["2026-0007/"]
    assert "可以，<b>4月30日前</b>到村部登记。" in html
    assert "<li><b>3月</b>起每月<b>15日</b>前公开上月的账</li>" in html


def test_a_long_number_of_a_power_stands_on_nothing_in_the_table_of_all(
    browser: Browser, tmp_path: Path
) -> None:
    power = views.power_view(id="L05农机具租用")
    site = lay(tmp_path, views.village_view((power,)), views.site_view())
    for screen in (PHONE, DESK):
        with visit(browser, screen) as (tab, _):
            tab.goto((site / "liuwan/services/print/index.html").as_uri())
            assert tab.evaluate(OVERLAP) == [], screen


def test_a_row_of_a_long_register_that_no_sheet_has_room_for_is_a_card_on_paper() -> None:
    columns = tuple(Column(f"第{at}栏金额", "right", money=True) for at in range(14))
    for count, look in ((50, "cards halves many"), (51, "long many")):
        block = TableBlock("台账", columns, ((("123456789.00",) * 14),) * count)
        html = pages(views.village_view((views.record_view("2026-0007", blocks=(block,)),)))["2026-0007/"]
        assert f'class="table {look}"' in html
        assert "--c14:" in html, "each cell has the name of its column"


def test_a_notice_that_is_over_says_when_it_ran_once() -> None:
    clocks = (
        Clock("公示期", "2026-04-15", "2026-04-21", "有意见请提"),
        Clock("答复", "2026-04-15", "2026-05-06"),
    )
    over = views.record_view("2026-0007", state="ended", notice_end="2026-04-21", clocks=clocks)
    held = views.record_view("2026-0008", notice_end="", clocks=clocks[1:])
    html = pages(views.village_view((over, held)))
    assert "<span>公示期 2026年4月15日至4月21日</span>" in html["2026-0007/"]
    assert html["2026-0007/"].count("4月21日") == 1
    assert html["2026-0007/"].count("5月6日") == html["2026-0008/"].count("5月6日") == 1


def test_an_edition_without_a_day_ends_without_a_comma() -> None:
    html = pages(views.village_view((views.record_view("2026-0007", state="leak", bare=True, issued=""),)))
    assert "<span>第1版</span>" in html["2026-0007/"]


def test_a_record_of_a_village_without_a_number_to_call_says_where_to_ask() -> None:
    html = pages(views.village_view((views.record_view(),), contact_phone="", supervise_phone="", phones=()))
    assert "请到村委会询问" in html["2026-0007/"]


PLACES = """() => Object.fromEntries([...document.querySelectorAll('.record > *')].map(part => {
  const box = part.getBoundingClientRect();
  return [part.classList.contains('key') ? 'key' : part.className, [box.left, box.top]];
}))"""


def test_a_record_is_read_in_the_order_in_which_it_is_seen(browser: Browser, tmp_path: Path) -> None:
    """On a desk who answers stands beside all else."""
    facts = (Fact("面积", "3.2亩"), Fact("位置", "村口"))
    told = views.record_view("2026-0007", facts=facts)
    brief = views.record_view(
        "2026-0008", facts=facts, blocks=(), body="", attachments=(), related=(), terms=()
    )
    site = lay(tmp_path, views.village_view((told, brief)), views.site_view())
    for record, parts in ((told, ["top", "key", "story", "side"]), (brief, ["top", "key", "side"])):
        page = (site / f"liuwan/{record.number}/index.html").as_uri()
        with visit(browser, PHONE) as (tab, _):
            tab.goto(page)
            seen = tab.evaluate(PLACES)
        assert list(seen) == parts
        assert sorted(seen, key=lambda part: seen[part][1]) == parts
        with visit(browser, DESK) as (tab, _):
            tab.goto(page)
            seen = tab.evaluate(PLACES)
        assert {part for part, place in seen.items() if place[0] == seen["top"][0]} == {*parts} - {"side"}


HEADS = "资产编号 资产名称 类别 坐落 数量 取得日期 原值 累计折旧 净值 使用状态 使用人 合同号"
ROW = "GD-01 村部办公楼 房屋 3组 1栋 2010-06-01 620000.00 124000.00 496000.00 出租 5组和6组 HT-2024-02"
SCROLLED = "tables => tables.filter(table => table.scrollWidth > table.clientWidth).length"


def test_a_table_of_twelve_columns_is_seen_whole_on_a_desk_and_on_paper(
    browser: Browser, tmp_path: Path
) -> None:
    """A register, and one that stands in the text of a record; on phones a row is a card that is no list."""
    heads, row = HEADS.split(" "), ROW.split(" ")
    columns = tuple(Column(head, "right" if "值" in head else "left") for head in heads)
    register = views.record_view("2026-0007", blocks=(TableBlock("台账", columns, (tuple(row),) * 3),))
    lines = "\n".join(f"| {' | '.join(line)} |" for line in (heads, ["--"] * 12, row, row))
    worded = views.record_view("2026-0008", blocks=(), body=lines)
    site = lay(tmp_path, views.village_view((register, worded)), views.site_view())
    for number in ("2026-0007", "2026-0008"):
        page = (site / f"liuwan/{number}/index.html").as_uri()
        with visit(browser, DESK) as (tab, _):
            tab.goto(page)
            assert tab.locator(".table, .scroll").evaluate_all(SCROLLED) == 0, number
            assert tab.evaluate(OVERLAP) == [], number
        with visit(browser, (695, 1000)) as (tab, _):  # what lies between the margins of A4
            tab.emulate_media(media="print")
            tab.goto(page)
            assert [*tab.evaluate(OVERLAP), *tab.evaluate(OVERHANG)] == [], number
        with visit(browser, (768, 1024)) as (tab, _):
            tab.goto(page)
            row = tab.locator("tbody tr").first.bounding_box()
            assert row
            assert row["height"] < 60, "columns keep their width, and go on to the right"
        with visit(browser, PHONE) as (tab, _):
            tab.goto(page)
            card = tab.locator("tbody tr").first.bounding_box()
            assert card
            assert card["height"] < 280, "names and short values share lines"


def test_no_figure_is_cut_where_no_sheet_has_room_for_the_columns(browser: Browser, tmp_path: Path) -> None:
    heads = [f"第{at}次" for at in range(1, 17)]
    days = tuple(f"202{at % 10}年12月{at}日" if at % 2 else f"{at}2345.00" for at in range(10, 26))
    register = views.record_view(
        "2026-0007", blocks=(TableBlock("台账", tuple(map(Column, heads)), (days,)),)
    )
    lines = "\n".join(f"| {' | '.join(line)} |" for line in (heads, ["--"] * 16, days))
    worded = views.record_view("2026-0008", blocks=(), body=lines)
    site = lay(tmp_path, views.village_view((register, worded)), views.site_view())
    for number in ("2026-0007", "2026-0008"):
        for window, media, type_ in (
            (DESK, "screen", ""),
            ((695, 1000), "print", ""),
            (PHONE, "screen", LARGE),
        ):
            with visit(browser, window) as (tab, _):
                tab.emulate_media(media=media)
                tab.goto((site / f"liuwan/{number}/index.html").as_uri())
                if type_:
                    tab.evaluate(type_)
                assert [*tab.evaluate(OVERLAP), *tab.evaluate(OVERHANG), *tab.evaluate(CUT)] == [], (
                    number,
                    media,
                )


def test_on_paper_the_code_of_a_home_stands_clear_of_what_follows(browser: Browser, tmp_path: Path) -> None:
    site = lay(tmp_path, views.village_view(), views.site_view())
    with visit(browser, (695, 1000)) as (tab, _):
        tab.emulate_media(media="print")
        tab.goto((site / "liuwan/index.html").as_uri())
        code, running = tab.locator(".scan").bounding_box(), tab.locator(".running").bounding_box()
    assert code
    assert running
    assert code["y"] + code["height"] <= running["y"]


def test_on_paper_no_village_stands_above_its_township(browser: Browser, tmp_path: Path) -> None:
    villages = tuple(VillageSummary(f"v{at}", f"第{at}村", "", "", 0, 0, "", "") for at in range(6))
    site = lay(tmp_path, views.village_view(), views.site_view(villages))
    with visit(browser, (695, 1000)) as (tab, _):
        tab.emulate_media(media="print")
        tab.goto((site / "index.html").as_uri())
        tops = tab.locator(".township h3, .places li").evaluate_all(
            "all => all.map(at => at.getBoundingClientRect().top)"
        )
    assert len(tops) == 7
    assert min(tops) == tops[0]


def test_whom_to_call_stays_in_sight_beside_a_long_story(browser: Browser, tmp_path: Path) -> None:
    record = views.record_view("2026-0007", blocks=(TextBlock("经过", "开会。\n" * 200),))
    site = lay(tmp_path, views.village_view((record,)), views.site_view())
    with visit(browser, DESK) as (tab, _):
        tab.goto((site / "liuwan/2026-0007/index.html").as_uri())
        tab.evaluate("() => window.scrollTo({top: 3000, behavior: 'instant'})")
        box = tab.locator(".side .phones").bounding_box()
    assert box
    assert 0 <= box["y"] < 200


def test_what_is_new_follows_the_doors_also_beside_many_people(browser: Browser, tmp_path: Path) -> None:
    posts = tuple(Person(f"何广{at}", "村委会委员", f"0900-88801{at:02d}") for at in range(30))
    site = lay(tmp_path, views.village_view(posts=posts), views.site_view())
    with visit(browser, DESK) as (tab, _):
        tab.goto((site / "liuwan/index.html").as_uri())
        doors, new = (tab.locator(part).bounding_box() or {} for part in (".doors", "#new"))
    assert 0 < new["y"] - doors["y"] - doors["height"] < 60


@pytest.mark.parametrize(("type_size", "tops"), [("100%", 1), ("150%", 2)])
def test_three_doors_fill_the_rows_of_a_narrow_phone(
    type_size: str, tops: int, browser: Browser, tmp_path: Path
) -> None:
    site = lay(tmp_path, views.village_view(), views.site_view())
    with visit(browser, (320, 640)) as (tab, _):
        tab.goto((site / "liuwan/index.html").as_uri())
        tab.evaluate(f"() => document.documentElement.style.fontSize = '{type_size}'")
        whole = tab.locator(".doors").bounding_box() or {}
        doors = [tab.locator(".doors li").nth(at).bounding_box() or {} for at in range(3)]
    assert len({door["y"] for door in doors}) == tops
    assert abs(doors[-1]["x"] + doors[-1]["width"] - whole["x"] - whole["width"]) < 1


def test_a_township_is_a_row_a_village_and_leads_on_phones_to_what_stands_below(
    browser: Browser, tmp_path: Path
) -> None:
    villages = tuple(
        VillageSummary(f"v{at}", f"第{at}村", "青坪镇", "qingping", 12, at, "2026-04-15", "")
        for at in range(20)
    )
    site = lay(tmp_path, views.village_view(()), views.site_view(villages))
    with visit(browser, PHONE) as (tab, _):
        tab.goto((site / "qingping/index.html").as_uri())
        rows = [tab.locator(".villages tr").nth(at).bounding_box() for at in range(1, 21)]
        assert all(row and row["height"] <= 80 for row in rows)
        assert tab.locator(".phones-only a").first.is_visible()
    with visit(browser, DESK) as (tab, _):
        tab.goto((site / "qingping/index.html").as_uri())
        assert not tab.locator(".phones-only a").first.is_visible()


def test_a_township_says_of_a_village_what_it_published(tmp_path: Path) -> None:
    place = ("青坪镇", "qingping", 1, 0)
    villages = (
        VillageSummary("a", "甲村", *place, "2026-04-15", "", has_accounts=True, has_own=True),
        VillageSummary("b", "乙村", *place, "", "", has_accounts=False, has_own=True),
        VillageSummary("c", "丙村", *place, "", "", has_accounts=False, has_own=False),
    )
    site = lay(tmp_path, views.village_view(()), views.site_view(villages))
    told = (site / "qingping/index.html").read_text("utf-8")
    rows = [re.sub("<[^>]+>|\\s", "", row) for row in told.split("<tr>")[2:5]]
    assert rows[0] == "甲村没有财务最近公开2026年4月15日"
    assert rows[1].startswith("乙村现在没有。")
    assert rows[2].startswith("丙村还没有公开")


def test_an_item_that_is_not_there_is_in_no_class_of_what_is(tmp_path: Path) -> None:
    items = [views.power_view(id="A07"), views.power_view("2026-0003", id="A08", applies=False)]
    site = lay(tmp_path, views.village_view(tuple(items)), views.site_view(ONE_VILLAGE))
    told = (site / "liuwan/current/index.html").read_text("utf-8")
    heads = [re.sub("<[^>]+>|\\s", "", one) for one in re.findall("<h[23].*?</h[23]>", told, re.DOTALL)]
    assert "这里没有的1条" in heads


def test_who_looks_for_a_village_sees_it_below_what_he_types(browser: Browser, tmp_path: Path) -> None:
    villages = tuple(
        VillageSummary(f"v{at}", f"第{at}村", "青坪镇", "qingping", 12, 0, "2026-04-15", "")
        for at in range(20)
    )
    (township,) = views.site_view(villages).townships
    others = tuple(replace(township, slug=f"t{at}", name=f"{at}号镇", villages=()) for at in range(8))
    site = lay(tmp_path, views.village_view(()), views.site_view(villages, townships=(township, *others)))
    with visit(browser, PHONE) as (tab, _):
        tab.goto((site / "index.html").as_uri())
        assert tab.locator(".find .ways").is_visible()
        field = tab.locator(".find input")
        field.fill("第17村")
        found, typed = tab.locator(".places li:visible").bounding_box() or {}, field.bounding_box() or {}
        assert 0 < found["y"] - typed["y"] < 160
        field.fill("")
        assert tab.locator(".find .ways").is_visible()


def test_in_a_large_county_phones_list_townships_until_somebody_types(
    browser: Browser, tmp_path: Path
) -> None:
    villages = tuple(
        VillageSummary(f"v{at}", f"第{at}村", "青坪镇", "qingping", 12, 0, "2026-04-15", "")
        for at in range(25)
    )
    (township,) = views.site_view(villages).townships
    others = tuple(replace(township, slug=f"t{at}", name=f"{at}号镇", villages=()) for at in range(8))
    site = lay(tmp_path, views.village_view(()), views.site_view(villages, townships=(township, *others)))
    with visit(browser, PHONE) as (tab, _):
        tab.goto((site / "index.html").as_uri())
        shown = tab.locator(".places li:visible, .ways:visible")
        assert (tab.locator("h3 a:visible").count(), shown.count()) == (9, 0)
        assert (tab.locator("h3 a").first.bounding_box() or {})["height"] >= 48
        tab.locator(".find input").fill("第17村")
        assert shown.all_inner_texts() == ["第17村"]
        tab.locator(".find input").fill("")
        assert shown.count() == 0
    with visit(browser, DESK) as (tab, _):
        tab.goto((site / "index.html").as_uri())
        assert tab.locator(".places li:visible").count() == 25


def test_on_phones_the_band_alone_says_of_which_village_a_list_is(browser: Browser, tmp_path: Path) -> None:
    site = lay(tmp_path, views.village_view(), views.site_view())
    for screen, told in ((PHONE, False), (DESK, True)):
        with visit(browser, screen) as (tab, _):
            tab.goto((site / "liuwan/finance/index.html").as_uri())
            assert "柳湾村" in tab.locator(".band").inner_text()
            assert ((tab.locator("h1 > .of").bounding_box() or {})["width"] > 1) == told


def test_of_a_village_without_anything_a_township_says_so_once(tmp_path: Path) -> None:
    site = lay(tmp_path, views.village_view(()), views.site_view())
    page = (site / "qingping/index.html").read_text("utf-8")
    assert page.count("还没有公开") == 1
    assert page.count('<td colspan="3">还没有公开</td>') == 1, "and of the other when it last published"


def _runs_in(count: int) -> SiteView:
    notice = Running("修桥立项公示", "2026-0030", "2026-04-23", "48,600.00 元")
    return views.site_view(
        tuple(
            VillageSummary(f"v{at}", f"第{at}村", "青坪镇", "qingping", 12, 1, "", "", notices=(notice,))
            for at in range(count)
        )
    )


def test_a_notice_above_the_villages_says_its_amount_and_a_small_county_shows_all_that_run(
    tmp_path: Path,
) -> None:
    told = {}
    for count in (3, 40):
        site = lay(tmp_path / str(count), views.village_view(()), _runs_in(count))
        for page in ("qingping", "."):
            html = (site / page / "index.html").read_text("utf-8")
            told[count, page] = html.count("48,600.00 元")
    assert told == {(3, "qingping"): 3, (3, "."): 3, (40, "qingping"): 40, (40, "."): 0}


def test_a_chart_without_lanes_stands_beside_all_that_is_said_of_it(browser: Browser, tmp_path: Path) -> None:
    steps = tuple(Step(str(at), f"第{at}个办事部门", "受理申请并且当场审核全部材料") for at in range(5))
    record = views.record_view(
        "2026-0007", blocks=(StepsBlock("办理流程", steps), TextBlock("责任追究", "问责。"))
    )
    site = lay(tmp_path, views.village_view((record,)), views.site_view())
    with visit(browser, DESK) as (tab, _):
        tab.goto((site / "liuwan/2026-0007/index.html").as_uri())
        boxes = [
            tab.locator(part).bounding_box() for part in (".top", ".steps-block", ".text-block", ".side")
        ]
    top, chart, text, side = [box or {} for box in boxes]
    assert top["x"] == text["x"] == side["x"] < chart["x"]
    assert text["y"] < chart["y"] + chart["height"]


def test_the_risks_of_a_flow_are_told_once_where_a_table_tells_them_in_the_order_of_their_marks() -> None:
    risky = Step("1", "村委会", "选择方式", risks=("高风险：化整为零", "中风险：围标"), levels=("高", "中"))
    columns = (Column("环节"), Column("风险点"), Column("防控措施"))
    rows = (("第1步", "化整为零", "合并计算"), ("第1步", "围标", "报价人预警"))
    flow = StepsBlock("办理流程", (risky,))

    def page_with(*rows: tuple[str, ...]) -> str:
        blocks = (flow, TableBlock("风险点和防控", columns, rows))
        return pages(views.village_view((views.record_view("2026-0007", blocks=blocks),)))["2026-0007/"]

    assert "图上标的风险" not in page_with(*rows)
    assert "key-block" in page_with(*rows)
    for other in (rows[::-1], rows[:1]):
        assert "图上标的风险" in page_with(*other)
        assert "key-block" not in page_with(*other)


def test_a_chart_names_a_risk_in_the_language_of_the_page() -> None:
    risky = Step("1", "村委会", "选择方式", risks=("化整为零", "围标"), levels=("高", "中"))
    record = views.record_view("2026-0007", blocks=(StepsBlock("办理流程", (risky,)),))
    for language, words in (("zh", ("高风险", "中风险")), ("en", ("High risk", "Medium risk"))):
        chart = pages(views.village_view((record,)), language)["2026-0007/"].partition("flow-chart")[2]
        assert all(f">{word}<" in chart for word in words), language


def test_a_title_in_a_list_may_break_between_words_alone() -> None:
    record = views.notice_view("2026-0031", title="石桥村2025年四季度财务收支公示")
    found = pages(views.village_view((record,)))
    for place in ("", "running/", "affairs/"):
        assert "石桥村<wbr>2025年四季度<wbr>财务<wbr>收支<wbr>公示" in found[place], place


def test_a_budget_stands_behind_the_ledger_and_is_folded_on_phones() -> None:
    account = views.finance_view(figures=(Figure("期末余额", "1.00", role="closing"),))
    bars = BarsBlock("预算完成情况", (Bar("保洁", "1.00", of="2.00"),))
    html = pages(views.village_view((replace(account, blocks=(bars, *account.blocks)),)))["2026-0012/"]
    assert html.index("收支明细") < html.index('class="block fold rest-of"') < html.index("预算完成情况")
