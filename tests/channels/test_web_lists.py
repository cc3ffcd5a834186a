"""The lists of a village: by door, by state, and the power list by class, by post and to print."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sunboard.channels.web import CHANNEL
from sunboard.channels.web.lists import STATES
from sunboard.model.blocks import Fact, Figure
from sunboard.model.state import State
from sunboard.model.view import OwedLine, OwedRow, RecordView
from tests.helpers import views
from tests.helpers.links import Page
from tests.helpers.rendered import made, plan

POWERS = (
    views.power_view("2026-0003", id="B02", class_label="日常管理", title="印章使用", responsible="村委会"),
    views.power_view(
        "2026-0002", id="A02", class_label="重大决策", title="大额资金使用", responsible="村委会"
    ),
    views.power_view("2025-0001", id="A01", class_label="重大决策", title="村庄规划", responsible="村党组织"),
)


def html(place: str, *records: RecordView) -> str:
    found = plan(CHANNEL, views.village_view(records))
    item = found[f"site/liuwan/{place}/index.html".replace("//", "/")]
    return made(CHANNEL, item).decode().partition("<main")[2].replace("<wbr>", "")


def in_order(text: str, *pieces: str) -> bool:
    return all(piece in text for piece in pieces) and sorted(pieces, key=text.index) == list(pieces)


def owed(*rows: OwedRow) -> str:
    found = plan(CHANNEL, replace(views.village_view(), owed=rows))
    return made(CHANNEL, found["site/liuwan/owed/index.html"]).decode().partition("<main")[2]


def test_what_is_owed_stands_by_class_with_how_much_of_it_can_be_read() -> None:
    published = OwedLine("2026年一季度", "2026-04-12", "2026-0030")
    rows = (
        OwedRow("党费", "党务", "每季度公开", (published,), more=2),
        OwedRow("换届", "党务", "有了就公开"),
        OwedRow("预算", "财务", "每年公开"),
    )
    page = owed(*rows)
    assert in_order(
        page,
        "有3项，这里公开过1项",
        ">党务 ",
        "2项里有1项",
        "党费",
        "../2026-0030/",
        "更早的还有2份",
        "换届",
        ">财务 ",
    )
    assert "到期" not in page
    assert "这里还没有内容。" in owed(*rows[1:])
    assert "没有要公开的项目" in owed()


def test_what_has_no_rhythm_is_said_once_for_all_and_only_where_there_is_any() -> None:
    rows = [OwedRow(f"事项{at}", "党务", "有了就公开") for at in range(3)]
    assert owed(*rows).count("有了就公开") == 1
    assert "有了就公开" not in owed(OwedRow("党费", "党务", "每季度公开"))


def test_what_is_missing_stands_first_each_period_counted_and_the_newest_named() -> None:
    gaps = tuple(OwedLine(f"2025年{month}月", f"2025-{month:02d}-15") for month in (9, 8, 7, 6, 5))
    rows = [OwedRow(f"台账{at}", "三资", "每月公开", gaps=gaps) for at in range(9)]
    page = owed(*rows)
    assert in_order(
        page,
        "到期没有公开",
        "45项",
        "台账0",
        "2025年7月 最迟2025年7月15日应当公开",
        "还有更早的2期",
        "台账7",
        "还有5项",
        "台账8",
    )
    assert in_order(page, "台账8", ">三资 ")
    assert page.count("台账8") == 1, "what is late is told once"
    assert '<details class="fold"' not in page
    assert "2025年6月 " not in page


def test_every_state_stands_in_one_list() -> None:
    listed = [state for held in STATES.values() for state in held]
    assert len(listed) == len(set(listed))
    closed = {State.CORRECTED, State.WITHDRAWN, State.MISSING, State.LEAK}
    assert set(listed) == {"notice", "current", "ended", "expired", *closed}


def test_what_runs_is_one_list_by_its_end_each_with_its_category() -> None:
    late = views.notice_view("2026-0031", title="晚的一条", notice_end="2026-04-29")
    soon = views.notice_view("2026-0030", title="早的一条", notice_end="2026-04-20")
    other = views.notice_view("2026-0032", title="党员公示", category="党务", notice_end="2026-04-25")
    page = html("running", late, soon, other, views.record_view())
    assert in_order(page, "早的一条", "党员公示", "<span>党务</span>", "晚的一条")
    assert views.record_view().title not in page


def test_of_a_notice_its_last_day_is_told_and_what_runs_needs_no_state() -> None:
    notice = views.notice_view("2026-0030", published="2026-04-02", notice_end="2026-04-20")
    for place, states in (("running", 0), ("affairs", 1)):
        row = html(place, notice).partition('class="lines"')[2].partition("</ul>")[0]
        told = (row.count("月20日"), row.count("月2日"), row.count('class="state'))
        assert told == (1, 0, states)


def test_a_state_lists_money_first_and_the_power_list_last_in_its_own_order() -> None:
    page = html("current", *POWERS, views.record_view("2026-0040", title="路灯"), views.finance_view())
    assert in_order(page, views.finance_view().title, "路灯", "村庄规划", "大额资金使用", "印章使用")


def test_long_lists_fold_all_but_their_first_heading_and_what_is_old() -> None:
    matters = [views.record_view(f"2026-{at:04d}", title=f"第{at}件") for at in range(60, 35, -1)]
    contract = views.record_view("2026-0032", title="鱼塘合同", category="党务")
    short, long = html("affairs", *matters[:5], contract), html("affairs", *matters, contract)
    assert (short.count("<details"), long.count('class="fold group')) == (0, 2)
    assert in_order(long, " open", "第60件", "第41件", "还有5条", "第40件", "鱼塘合同")


def test_accounts_stand_before_what_else_is_about_money() -> None:
    contract = views.record_view("2026-0032", title="鱼塘合同", door="finance", published="2026-05-01")
    account = views.finance_view()
    assert in_order(html("finance", contract, account), account.title, "鱼塘合同")


def test_every_record_stands_in_the_list_of_its_state() -> None:
    pages = {name: html(name, *views.state_views()) for name in STATES}
    for view in views.state_views():
        name = next(name for name, held in STATES.items() if view.phase in held)
        assert [other for other, page in pages.items() if f"../{view.number}/index.html" in page] == [name], (
            view.state
        )


@pytest.mark.parametrize(
    ("place", "pieces"),
    [
        ("services", ("重大决策", "A01", "A02", "日常管理", "B02")),
        ("services", ("posts/index.html", "print/index.html")),
        ("services/posts", ("村党组织", "村庄规划", "村委会", "大额资金使用", "印章使用")),
        ("services/print", ("A01", ">2025-0001<", "村庄规划", "村党组织", "A02", "B02", ">2026-0003<")),
    ],
)
def test_a_power_list_stands_by_class_by_post_and_on_one_page(place: str, pieces: tuple[str, ...]) -> None:
    assert in_order(html(place, *POWERS), *pieces)


def test_an_item_of_several_stands_under_each_of_them() -> None:
    page = html("services/posts", replace(POWERS[0], responsible="村党组织、村委会（保管人、代办员）"))
    assert page.count("印章使用") == 2
    assert in_order(page, ">村党组织 ", ">村委会 ")
    assert "代办员" not in page


def test_an_item_that_is_not_as_usual_says_its_state() -> None:
    held = replace(POWERS[0], state="held", state_label="正在修改")
    assert "正在修改" in html("services", held)


def test_a_village_without_powers_has_the_pages_all_the_same() -> None:
    page = html("services/print", views.record_view())
    read = Page()
    read.feed(page)
    assert "还没有公开" in page
    assert "共0项" not in page
    assert ("a", "../../index.html") in read.links


def test_an_item_that_the_village_does_not_have_is_listed_last_and_not_counted() -> None:
    records = (replace(POWERS[1], applies=False), POWERS[0], POWERS[2])
    for view in ("services", "services/posts", "services/print"):
        page = html(view, *records)
        assert in_order(page, "村庄规划", "印章使用", "这里没有的", "大额资金使用"), view
    assert "共2项" in html("services/print", *records)


@pytest.mark.parametrize(
    ("length", "count", "shown"),
    [(6, 1, 1), (6, 3, 3), (6, 5, 5), (6, 7, 5), (16, 10, 5), (34, 10, 4), (60, 10, 2), (200, 10, 1)],
)
def test_the_home_shows_up_to_five_notices_fewer_with_long_titles_and_leads_to_the_rest(
    length: int, count: int, shown: int
) -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title="公" * length) for at in range(count)]
    running = html("", *notices).partition('class="running"')[2].partition("</section>")[0]
    assert running.count("<li>") == shown
    assert (f"看全部{count}条公示" in running) == (count > shown)


def test_a_home_with_figures_keeps_doors_and_telephone_on_the_first_screen_by_four_notices() -> None:
    notices = [views.notice_view(f"2026-{at:04d}") for at in range(5)]
    home = html("", *notices, views.finance_view())
    assert home.partition('class="running"')[2].partition("</section>")[0].count("<li>") == 4


def test_a_row_has_its_key_figure_but_none_that_is_corrected() -> None:
    figure = '<span class="figure">金额 48,600.00 元</span>'
    priced = views.record_view("2026-0030", title="修桥", key=Fact("金额", "48,600.00 元"))
    wrong = replace(priced, number="2026-0031", state=State.CORRECTED)
    assert html("affairs", priced, wrong).count(figure) == 1
    figures = (Figure("期初余额", "100.00", role="opening"), Figure("期末余额", "2722881.21", role="closing"))
    account = replace(views.finance_view(), figures=figures)
    assert '<span class="figure">期末余额 2,722,881.21 元</span>' in html("finance", account)


def test_a_row_says_a_state_that_is_not_the_usual_one_and_no_year_that_its_heading_says() -> None:
    usual = views.record_view("2026-0030", published="2026-04-02")
    old = replace(usual, number="2026-0031", state=State.WITHDRAWN, state_label="已撤回")
    rows = html("affairs", usual, old).partition('class="side')[0]
    assert (rows.count('class="state'), rows.count("已撤回")) == (1, 1)
    assert ("公开中" in rows, rows.count("4月2日"), "2026年4月2日" in rows) == (False, 2, False)
    late = replace(usual, published="2027-01-02")
    assert "2027年1月2日" in html("affairs", late).partition('class="side')[0]


def test_there_is_no_way_to_the_only_year_nor_to_a_state_that_nothing_is_in() -> None:
    one = views.record_view("2026-0030", published="2026-04-02")
    side = html("affairs", one).partition('class="side')[2]
    assert "按年份看" not in side
    assert "公开中" in side
    assert "以往的" not in side
    assert "按年份看" in html("affairs", one, replace(one, number="2025-0001", year="2025"))


def test_desks_see_all_that_runs_and_phones_as_much_as_they_have_room_for() -> None:
    home = html("", *(views.notice_view(f"2026-{at:04d}", title="公" * 30) for at in range(6)))
    running = home.partition('class="running"')[2].partition("</section>")[0]
    assert (running.count("<li>"), running.count('<li class="later">')) == (4, 2)
    assert 'class="more phones-only"' in running
