"""The web: which pages there are, what they show, and what they never do."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from sunboard.channels.web import CHANNEL
from sunboard.channels.web.csv_files import to_csv
from sunboard.channels.web.rendering import dial, size
from sunboard.contracts import Artifact, Order, Task
from sunboard.model.blocks import Bar, BarsBlock, Column, Fact, Figure, TableBlock
from sunboard.model.plain import canonical
from sunboard.model.view import SiteView, VillageView
from sunboard.typesetting.saying import Saying
from tests.helpers import views
from tests.helpers.browser import visit
from tests.helpers.links import Page, broken

Planned = dict[str, "Task | Artifact"]


def plan(village: VillageView, language: str = "zh") -> Planned:
    return {item.output: item for item in CHANNEL.plan_village(village, views.theme(language))}


def pages(village: VillageView, language: str = "zh") -> dict[str, str]:
    planned = plan(village, language).items()
    return {
        output: CHANNEL.render(item, views.theme(language)).data.decode()
        for output, item in planned
        if isinstance(item, Task) and item.section == "pages"
    }


def lay(folder: Path, village: VillageView, site: SiteView) -> Path:
    theme = views.theme()
    for item in (*CHANNEL.plan_village(village, theme), *CHANNEL.plan_site(site, theme)):
        path = folder / item.output
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(item.data if isinstance(item, Artifact) else CHANNEL.render(item, theme).data)
    return folder / "site"


ALL = (
    views.notice_view(),
    views.finance_view(),
    views.record_view(attachments=()),
    views.power_view(),
    *views.state_views(),
)
ONE_VILLAGE = views.site_view().townships[0].villages[:1]


def test_every_page_of_a_village_has_its_place() -> None:
    planned = plan(views.village_view())
    assert {
        f"site/liuwan/{tail}"
        for tail in (
            "index.html",
            "about/index.html",
            "feed.xml",
            "share.png",
            "sitemap.xml",
            "running/index.html",
            "current/index.html",
            "past/index.html",
            "services/posts/index.html",
            "services/print/index.html",
            "finance/index.html",
            "finance/2026/index.html",
            "affairs/index.html",
            "affairs/2026/index.html",
            "services/index.html",
            "services/2026/index.html",
            "2026-0012/index.html",
            "2026-0012/record.json",
            "2026-0012/rows.csv",
            "2026-0007/index.html",
            "2026-0007/record.json",
            "2026-0011/index.html",
            "2026-0011/record.json",
            "2026-0001/index.html",
            "2026-0001/record.json",
        )
    } == set(planned)


def test_pages_are_written_after_what_they_link_to() -> None:
    planned = plan(views.village_view())
    assert (
        planned["site/liuwan/2026-0007/index.html"].order
        == planned["site/liuwan/2026-0007/record.json"].order
        == Order.RECORDS
    )
    assert planned["site/liuwan/finance/index.html"].order == Order.LISTS
    assert planned["site/liuwan/index.html"].order == Order.HOMES
    assert {item.order for item in CHANNEL.plan_site(views.site_view(), views.theme())} == {
        Order.ASSETS,
        Order.PORTAL,
    }


def test_every_page_is_named_in_the_manifest_with_its_address() -> None:
    entries = [
        item.entry
        for item in plan(views.village_view()).values()
        if isinstance(item, Task) and item.section == "pages"
    ]
    entries += [item.entry for item in CHANNEL.plan_site(views.site_view(), views.theme()) if item.section]
    assert {"page": "site/liuwan/2026-0007/index.html", "url": f"{views.BASE}/liuwan/2026-0007/"} in entries
    assert {"page": "site/index.html", "url": f"{views.BASE}/"} in entries
    assert all(str(entry["url"]) == f"{views.BASE}/{str(entry['page'])[5:-10]}" for entry in entries)


def test_links_lead_somewhere(tmp_path: Path) -> None:
    records = tuple(replace(view, attachments=()) for view in ALL)  # their bytes come from elsewhere
    site = lay(tmp_path, views.village_view(records), views.site_view(ONE_VILLAGE))
    assert broken(site, views.BASE) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "village",
    [
        views.nearly_empty_village(),
        views.village_view(ALL),
        views.village_view((views.hostile_view(),)),
        views.overfull_village(),
    ],
)
def test_every_page_has_one_code_and_one_first_heading(village: VillageView, language: str) -> None:
    for output, html in pages(village, language).items():
        assert html.count('<svg class="code"') == 1, output
        assert html.count("<h1") == 1, output
        assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in html
        assert f"{views.QR}/{output[5:-10]}" in html


def test_no_code_where_nobody_can_open_the_address() -> None:
    assert not any(
        '<svg class="code"' in html for html in pages(views.village_view(reachable=False)).values()
    )


def test_hostile_text_stays_text() -> None:
    html = pages(views.village_view((views.hostile_view(),)))["site/liuwan/2026-0099/index.html"]
    assert "<script>alert" not in html
    assert "javascript:alert(1)" in html
    assert 'href="javascript' not in html
    assert "{{ 7*7 }}" in html
    assert "evil.example/z.png" not in html


def test_a_bare_record_shows_number_state_and_reason_only() -> None:
    by_state = {view.state: view for view in views.state_views()}
    leak, withdrawn = by_state["leak"], by_state["withdrawn"]
    html = pages(views.village_view((leak, withdrawn)))
    page = html[f"site/liuwan/{leak.number}/index.html"]
    assert "第2026-0029号" in page
    assert "本条已经处于“leak”状态。" in page
    assert "record.json" not in page
    assert withdrawn.title not in page
    assert withdrawn.title in html[f"site/liuwan/{withdrawn.number}/index.html"]


def test_a_record_without_number_is_listed_without_a_page() -> None:
    html = pages(views.village_view((views.record_view("", title="还没有号"),)))
    assert "还没有号" in html["site/liuwan/affairs/index.html"]
    assert "待编号" in html["site/liuwan/affairs/index.html"]
    always = (
        "",
        "about/",
        "finance/",
        "affairs/",
        "services/",
        "services/posts/",
        "services/print/",
        "running/",
        "current/",
        "past/",
    )
    assert set(html) == {f"site/liuwan/{tail}index.html" for tail in (*always, "affairs/2026/")}


def test_a_record_page_depends_on_nothing_that_it_does_not_show() -> None:
    def task(village: VillageView) -> bytes:
        item = plan(village)["site/liuwan/2026-0007/index.html"]
        assert isinstance(item, Task)
        return canonical(dict(item.data))

    alone = task(views.village_view((views.record_view(),)))
    assert alone == task(
        views.village_view(
            (views.notice_view(), views.record_view(values={"x": "y"})),
            today="2027-01-01",
            office_hours="",
            boards=(),
        )
    )
    assert alone != task(views.village_view((views.record_view(title="改了"),)))


def test_the_home_says_what_runs_and_until_when_and_the_newest_figures() -> None:
    html = pages(views.village_view())["site/liuwan/index.html"].partition("<main")[2]
    order = [
        "2026年低保评议结果公示",
        "至2026年4月21日",
        "609,475.86",
        "722,881.21",
        "finance/index.html",
        "0900-8880110",
        "最近公开",
        "村部公开栏",
    ]
    assert sorted(order, key=html.index) == order


def test_a_number_to_call_stands_once() -> None:
    phones = (Fact("咨询电话", "0900-8880100"), Fact("镇纪委", "0900-8880120"))
    html = pages(views.village_view(phones=phones, posts=()))["site/liuwan/index.html"]
    assert html.count(">0900-8880100<") == 1
    assert html.count(">0900-8880120<") == 1


def test_what_hangs_from_earlier_years_is_listed_behind_its_door() -> None:
    records = (
        views.power_view("2026-0002"),
        views.power_view("2025-0001", year="2025", published="2025-01-01"),
        views.power_view("2024-0001", year="2024", on_display=False),
    )
    links = read_links(pages(views.village_view(records))["site/liuwan/services/index.html"])
    assert {"../2026-0002/index.html", "../2025-0001/index.html", "2024/index.html"} <= links
    assert "../2024-0001/index.html" not in links


def read_links(html: str) -> set[str]:
    page = Page()
    page.feed(html)
    return {link for _, link in page.links}


def test_every_row_of_a_ledger_is_on_the_page_and_in_its_file() -> None:
    village = views.village_view((views.finance_view(rows=120),))
    html = pages(village)["site/liuwan/2026-0012/index.html"]
    assert all(f">01-{at:03d}<" in html for at in range(1, 121))
    item = plan(village)["site/liuwan/2026-0012/rows.csv"]
    assert isinstance(item, Artifact)
    assert item.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(item.data.decode("utf-8-sig"))))
    assert rows[0] == [column.label for column in views.LEDGER_COLUMNS]
    assert len(rows) == 122


def test_an_ordinary_record_is_small() -> None:
    html = pages(views.village_view())["site/liuwan/2026-0007/index.html"]
    assert len(html.encode()) < 40_000


def test_a_quarter_is_small() -> None:
    html = pages(views.village_view())["site/liuwan/2026-0012/index.html"]
    assert len(html.encode()) < 40_000


def test_record_json_holds_the_values() -> None:
    item = plan(views.village_view())["site/liuwan/2026-0007/record.json"]
    assert isinstance(item, Artifact)
    assert json.loads(item.data) == views.record_view().values


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-x", "'-x"),
        ("@SUM", "'@SUM"),
        (" =1", "' =1"),
        ("-12.50", "-12.50"),
        ("+3", "+3"),
        ("1,234.50", "1234.50"),
        ("1,2", "1,2"),
        ("03-001", "03-001"),
        ("\t=1", "'\t=1"),
        ("巷道", "巷道"),
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
    assert (size(0), size(2048), size(3 * 1024 * 1024)) == ("0 B", "2.0 KB", "3.0 MB")
    assert (dial("0900-8880110"), dial("0900-8880110 转 8012"), dial("")) == ("tel:09008880110", "", "")


BROKEN = """() => {
    const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        for (const figure of node.data.matchAll(/-?[\\d][\\d,]*\\.\\d\\d|\\d{4}-\\d{7}/g)) {
            const range = document.createRange();
            range.setStart(node, figure.index); range.setEnd(node, figure.index + figure[0].length);
            const boxes = [...range.getClientRects()].filter(box => box.width > 1);
            if (new Set(boxes.map(box => Math.round(box.top))).size > 1) found.push(figure[0]);
        }
    return found;
}"""


def test_no_figure_and_no_number_to_call_is_broken_in_large_type(browser: Browser, tmp_path: Path) -> None:
    amounts = ("987654321.01", "762235170.02", "266217188.04", "-483672302.99")
    figures = tuple(
        Figure(label, amount)
        for label, amount in zip(("期初余额", "本期收入", "本期支出", "期末余额"), amounts, strict=True)
    )
    bars = BarsBlock("预算", (Bar("第1项道路硬化排水沟清淤涵管更换", "10500000.00", "123456789.23"),))
    accounts = TableBlock(
        "资金账户", (Column("账户"), Column("期初", "right", money=True)), (("基本户", amounts[0]),)
    )
    money = views.finance_view("2026-0012", figures=figures, blocks=(bars, accounts))
    site = lay(tmp_path, views.village_view((money,)), views.site_view())
    broken: dict[str, list[str]] = {}
    with visit(browser, (360, 740)) as (tab, _):
        for page in ("liuwan/index.html", "liuwan/2026-0012/index.html"):
            tab.goto((site / page).as_uri())
            tab.evaluate("() => document.documentElement.style.setProperty('font-size', '200%', 'important')")
            broken[page] = tab.evaluate(BROKEN)
    assert not any(broken.values()), broken


def test_a_record_of_a_village_without_a_number_to_call_says_where_to_ask() -> None:
    html = pages(
        views.village_view((views.record_view("2026-0007"),), contact_phone="", supervise_phone="", phones=())
    )
    assert "请到村委会询问" in html["site/liuwan/2026-0007/index.html"]
