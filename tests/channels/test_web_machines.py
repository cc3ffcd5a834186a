"""What machines fetch: feed, maps and JSON-LD, which name nobody, and a picture for shared links."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from sunboard.channels.web import CHANNEL
from sunboard.channels.web.linked_data import script
from sunboard.model.blocks import Fact
from sunboard.model.view import Notice, RecordView, SiteView, VillageView
from tests.helpers import views
from tests.helpers.rendered import made, plan

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def file(at: VillageView | SiteView, output: str) -> bytes:
    return made(CHANNEL, plan(CHANNEL, at)[output])


def page(view: RecordView) -> str:
    return file(views.village_view((view,)), f"site/liuwan/{view.number}/index.html").decode()


def linked(view: RecordView) -> Any:
    return json.loads(
        page(view).partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    )


def titles(*records: RecordView) -> list[str]:
    feed = ElementTree.fromstring(file(views.village_view(records), "site/liuwan/feed.xml"))
    return [entry.findtext(f"{ATOM}title") or "" for entry in feed.findall(f"{ATOM}entry")]


def listed(*records: RecordView) -> list[str]:
    found = ElementTree.fromstring(file(views.village_view(records), "site/liuwan/sitemap.xml"))
    return [place.text or "" for place in found.iter(f"{MAP}loc")]


def test_a_feed_has_titles_dates_and_addresses() -> None:
    feed = ElementTree.fromstring(file(views.village_view(), "site/liuwan/feed.xml"))
    assert feed.findtext(f"{ATOM}updated") == "2026-04-15T00:00:00+08:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "柳湾村"
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "2026年低保评议结果公示"
    assert entry.findtext(f"{ATOM}id") == f"{views.BASE}/liuwan/2026-0011/"


def test_a_feed_is_whole_with_hostile_text_and_with_nothing() -> None:
    assert titles(views.hostile_view()) == [views.HOSTILE]
    assert titles() == []


@pytest.mark.parametrize(
    "view",
    [
        views.record_view(title="何广仁任职公示"),
        views.record_view(title="关于李小满户危房改造的公示", searchable=False),
        views.record_view(title="聘用张三丰为保洁员", searchable=False),
        views.record_view(title="王大有误工补贴", names=("王大有",)),
    ],
    ids=["post", "person", "list", "officer"],
)
def test_a_feed_names_no_person(view: RecordView) -> None:
    assert titles(view) == ["村务：事项 2026-0007"]
    feed = file(views.village_view((view,)), "site/liuwan/feed.xml").decode()
    assert not any(name in feed for name in ("何广仁", "李小满", "张三丰", "王大有", "陈守田"))


def test_lists_of_people_and_what_expires_are_kept_from_search_engines() -> None:
    people = views.record_view("2026-0041", searchable=False)
    plain = views.record_view("2026-0043")
    assert [url for url in listed(people, plain) if re.search(r"/2026-", url)] == [plain.url]
    for view, hidden in ((people, True), (plain, False)):
        html = page(view)
        assert ('<meta name="robots" content="noindex">' in html) is hidden
        assert (view.summary in html.partition("<body>")[0]) is not hidden


def test_the_map_of_maps_names_every_village() -> None:
    found = ElementTree.fromstring(file(views.site_view(), "site/sitemap.xml"))
    names = ("sitemap-site.xml", "liuwan/sitemap.xml", "hexi/sitemap.xml")
    assert [place.text for place in found.iter(f"{MAP}loc")] == [f"{views.BASE}/{name}" for name in names]
    assert f"Sitemap: {views.BASE}/sitemap.xml" in file(views.site_view(), "site/robots.txt").decode()


def test_linked_data_cannot_leave_its_element() -> None:
    bad = "</script><script>alert(1)</script><!-- \u2028"
    text = script({"name": bad})
    assert not re.search("[<>&\u2028]", text)
    assert json.loads(text) == {"name": bad}
    assert linked(views.hostile_view())["name"] == views.HOSTILE


@pytest.mark.parametrize(
    ("view", "kind"),
    [
        (views.power_view(responsible="村委会"), "GovernmentService"),
        (views.finance_view(), "Dataset"),
        (views.record_view(), "Report"),
    ],
)
def test_linked_data_says_what_a_record_is(view: RecordView, kind: str) -> None:
    data = linked(view)
    assert (data["@type"], data["url"]) == (kind, view.url)
    assert "陈守田" not in json.dumps(data, ensure_ascii=False)


def test_a_page_without_a_plain_summary_says_what_it_is_and_names_nobody() -> None:
    power = replace(views.power_view(responsible="村委会"), summary="")
    said = re.findall('<meta name="description" property="og:description" content="([^"]*)">', page(power))
    assert said[0].startswith(f"柳湾村 {power.title} ")
    matter = replace(views.record_view(), summary="")
    said = re.findall('<meta name="description" property="og:description" content="([^"]*)">', page(matter))
    assert said[0] == f"柳湾村 {matter.title} {matter.class_label or matter.category}"


def test_a_fact_that_a_sentence_at_the_head_has_told_is_told_once() -> None:
    reason = "原来的数写错了一个零"
    corrects = views.record_view(
        facts=(Fact("更正原因", reason), Fact("地点", "码头")),
        notices=(Notice("info", f"本页是更正。原因：{reason}"),),
    )
    told = page(corrects)
    assert (told.count(reason), "更正原因" in told, "码头" in told) == (1, False, True)


def test_a_bare_record_says_nothing_to_machines() -> None:
    gone = next(view for view in views.state_views() if view.state == "leak")
    assert "ld+json" not in page(gone)


@pytest.mark.parametrize(
    "at",
    [views.village_view(name="柳湾村" * 6), views.village_view(), views.site_view(title="某某自治县" * 5)],
)
def test_a_shared_link_has_a_picture(at: VillageView | SiteView) -> None:
    place = "site/liuwan/share.png" if isinstance(at, VillageView) else "site/share.png"
    data = file(at, place)
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (1200, 630)
    assert len(data) < 64_000
    assert data == file(at, place)
    home = file(at, place.replace("share.png", "index.html")).decode()
    assert f'<meta property="og:image" content="{views.BASE}/{place[5:]}">' in home


def test_a_page_that_is_not_there_fetches_nothing_and_leads_home_from_any_depth() -> None:
    html = file(replace(views.site_view(), title="某县"), "site/404.html").decode()
    assert not re.search(r'(?:src|href)="(?!data:|tel:|#|' + re.escape(views.BASE) + "/)", html)
    assert f'href="{views.BASE}/index.html"' in html
    assert plan(CHANNEL, views.site_view())["site/404.html"].section == ""
