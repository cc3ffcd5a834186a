"""What villages owe, township by township: what one village owes makes nothing anew of another township."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from sunboard.contracts import Deferred
from sunboard.duties.coverage import Counted, Off, VillageCoverage
from sunboard.duties.owed import Duty, Standing
from sunboard.model.period import Period
from sunboard.privacy.glance import may_hold
from sunboard.reporting.coverage.files import coverage_files
from tests.helpers.browser import DESK, LARGE, OVERHANG, PHONE, violations, visit
from tests.helpers.pdfs import read_sheets

TODAY = date(2026, 3, 1)
QUARTER = Period(2026, "Q", 1)


def duty(standing: Standing, due: str) -> Duty:
    return Duty(
        code="CW01",
        row_title="收支，明细",
        title="收支，明细",
        category="财务",
        weight=0,
        period=QUARTER,
        due=date.fromisoformat(due),
        standing=standing,
    )


def village(slug: str, township: str, *duties: Duty) -> VillageCoverage:
    return VillageCoverage(
        slug=slug,
        village=f"{slug}村",
        township=f"{township}镇",
        township_slug=township,
        read=True,
        start=date(2026, 1, 1),
        counted=Counted.of(duties),
        work_out=lambda: duties,
    )


MISSING, COMING = duty(Standing.MISSING, "2026-02-15"), duty(Standing.COMING, "2026-03-15")
COUNTY = (village("甲", "qing", MISSING), village("乙", "qing"), village("丙", "bai", MISSING, COMING))


def files(villages: Iterable[VillageCoverage]) -> dict[str, Deferred]:
    made: dict[str, Deferred] = {}
    for one in coverage_files(tuple(villages), {}, TODAY, "zh", lambda path: made[path[7:]].make()):
        made[one.output.removeprefix("report/")] = one
    return made


def rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_only_what_its_township_is_told_is_made_anew() -> None:
    before = {path: one.of for path, one in files(COUNTY).items()}
    changed = (*COUNTY[:2], village("丙", "bai", COMING))
    anew = {path for path, one in files(changed).items() if one.of != before[path]}
    own = {f"townships/bai.{ending}" for ending in ("html", "csv", "xlsx", "ics")}
    above = {f"coverage.{ending}" for ending in ("html", "csv", "xlsx", "ics")}
    assert anew == own | above | {"villages/丙.html", "villages/丙.ics"}


def test_what_two_villages_owe_alike_names_each_on_its_own_page() -> None:
    names = {"甲": "柳湾村", "丙": "<山口>村"}
    county = (replace(place, village=names.get(place.slug, "乙村")) for place in COUNTY)
    made = files(county)
    for slug, name, other in (("甲", "柳湾村", "山口"), ("丙", "&lt;山口&gt;村", "柳湾")):
        page = made[f"villages/{slug}.html"].make().decode()
        assert f"sunboard 新建 {name} CW01 2026年一季度" in page.replace("  ", " ")
        assert other not in page
        assert "\0" not in page


def test_what_was_fulfilled_on_time_is_named_in_lists_and_only_counted_on_pages() -> None:
    done = duty(Standing.ON_TIME, "2026-02-15")
    before, after = (
        files((*COUNTY[:2], village("丙", "bai", replace(done, title=title)))) for title in ("修路", "修桥")
    )
    anew = {path for path, one in after.items() if one.of != before[path].of}
    assert anew == {"townships/bai.csv", "townships/bai.xlsx", "coverage.csv"}
    assert all(after[path].make() == before[path].make() for path in after.keys() - anew)


def test_pages_are_searched_for_numbers_at_a_glance() -> None:
    late = replace(duty(Standing.LATE, "2026-01-05"), code="CW01", published=date(2026, 1, 15))
    pages = (
        one.make() for path, one in files((village("甲", "qing", MISSING, late),)).items() if "html" in path
    )
    assert [may_hold(page, markup=True) for page in pages] == [False, False]


def test_the_same_number_in_many_villages_is_looked_up_at_once() -> None:
    own = (replace(MISSING, number="2026-0001", source=f"qing/{slug}/a.md") for slug in "甲乙丙丁")
    assert len({*map(hash, own)}) == 4


def test_a_village_page_has_a_line_for_each_thing_with_its_periods_as_runs() -> None:
    """Money stands first, and in each category what is due most often; the command writes the earliest."""
    quarters = [
        replace(MISSING, period=Period(2024 + number // 4, "Q", number % 4 + 1)) for number in (0, 1, 2, 3, 6)
    ]
    party = replace(MISSING, code="DW02", title="计划", row_title="计划", category="党务", weight=7)
    yearly = replace(MISSING, code="CK01", title="预算", row_title="预算", period=Period(2025, "Y"))
    page = files((village("甲", "qing", party, yearly, *quarters),))["villages/甲.html"].make().decode()
    told = _text(page)
    assert "收支，明细 2024年一季度至2024年四季度 4 个季度、2025年三季度 最久晚 14 天 CW01" in told
    assert told.index("收支，明细") < told.index("预算 2025年 晚 14 天") < told.index("计划")
    assert [_text(head) for head in re.findall(r"<h3>.*?</h3>", page)] == ["财务 6", "党务 1"]
    assert re.findall(r'<div class="how">(.*?)</div>', page)[0].endswith("CW01 2024年一季度")
    assert page.count('class="how"') == page.count("<details>") == 3, "folded, so that paper has none"


def test_a_village_page_says_on_paper_where_the_commands_stand_and_who_gets_it() -> None:
    page = files((village("甲", "qing", MISSING),))["villages/甲.html"].make().decode()
    assert "report/villages/甲.html" in page
    assert page.index("交给：") < page.index("<main>"), "nothing but a signature on a second sheet"


def test_events_of_one_title_are_counted() -> None:
    event = replace(MISSING, title="低保公示", period=None, event=True)
    later = replace(event, due=date(2026, 2, 20), source="qing/甲/b.md")
    page = files((village("甲", "qing", event, later),))["villages/甲.html"].make().decode()
    assert "低保公示 2 件 最久晚 14 天" in _text(page)


def test_what_is_coming_stands_under_its_day() -> None:
    later = replace(COMING, code="CK03", title="资产", row_title="资产", due=date(2026, 3, 20))
    page = files((village("甲", "qing", later, COMING),))["villages/甲.html"].make().decode()
    heads = [_text(head) for head in re.findall(r"<h3>.*?</h3>", page)]
    assert heads == ["3月15日到期，还有 14 天 1", "3月20日到期，还有 19 天 1"]


def test_what_is_coming_on_a_day_that_nobody_knows_does_not_end_today() -> None:
    page = files((village("甲", "qing", replace(COMING, due=None)),))["villages/甲.html"].make().decode()
    assert "哪天到期说不准" in _text(page)
    assert "最后一天" not in page


def test_what_was_taken_down_too_early_says_when_and_until_when_it_had_to_stay() -> None:
    removed = replace(
        duty(Standing.EARLY_REMOVED, "2026-02-15"),
        published=date(2026, 2, 10),
        off=date(2026, 2, 12),
        stays=date(2026, 2, 20),
        source="qing/甲/q1.md",
    )
    back = replace(removed, code="CK03", title="资产", off=date(2026, 2, 13), waits="withdrawn")
    made = files((village("甲", "qing", removed, back),))
    for path in ("coverage.html", "villages/甲.html"):
        told = _text(made[path].make().decode())
        assert "2月12日撤下，要挂到2月20日" in told
        assert "挂到2月13日，撤回了" in told


def test_beside_what_a_village_lacks_the_township_reads_what_came_late() -> None:
    """A count alone says nobody what to ask for: of a village that lacks nothing a few things are named."""
    late = [
        replace(
            duty(Standing.LATE, "2026-02-10"), code=f"CK0{at}", title=title, published=date(2026, 2, 10 + at)
        )
        for at, title in enumerate(("预算", "决算", "往来", "工资", "借款"), start=1)
    ]
    page = _text(files((village("甲", "qing", MISSING, *late),))["coverage.html"].make().decode())
    assert "收支，明细 2026年一季度 晚 14 天 迟：预算 2026年一季度 2月11日公开，晚 1 天 另有 4 项" in page
    page = _text(files((village("甲", "qing", *late),))["coverage.html"].make().decode())
    assert "迟：决算 2026年一季度 2月12日公开，晚 2 天" in page
    assert "迟：往来 2026年一季度 2月13日公开，晚 3 天 另有 2 项" in page


def test_what_is_not_asked_for_is_listed_once_with_its_reason_and_who_said_so() -> None:
    county, township = Off("章程", "", "county"), Off("预算", "镇里代管", "township")
    also = replace(county, title="班子")
    own = {name: Off("捐赠", "不收" if name == "丙" else "没有", "village") for name in "甲乙丙"}
    places = [
        replace(village(name, "qing", MISSING), switched_off=(county, also, township, off))
        for name, off in own.items()
    ]
    page = files(places)["coverage.html"].make().decode()
    assert [_text(row) for row in re.findall("<li>.*?</li>", page.partition("不要求公开的")[2])] == [
        "章程、班子 没有写原因 县里定的（catalog.yaml）",
        "预算 镇里代管 qing镇定的（township.yaml）",
        "捐赠 没有 甲村、乙村定的（village.yaml）",
        "捐赠 不收 丙村定的（village.yaml）",
    ]
    above = files([*places, replace(village("丁", "bai"), switched_off=(county,))])
    named = {path for path, one in above.items() if "html" in path and "章程" in one.make().decode()}
    assert named == {"coverage.html"}, "what the county says stands above its townships alone"


def _text(html: str) -> str:
    """Return what is read of a page, on one line."""
    apart = re.sub(r"</?(?:div|h3|li|td|tr)\b[^>]*>", " ", html)
    return " ".join(re.sub(r"</?(?:a|b|span)\b[^>]*>", "", apart).split())


def test_above_townships_stand_totals_and_all_their_lists() -> None:
    made = files(COUNTY)
    listed = rows(made["coverage.csv"].make())
    assert [row[0] for row in listed] == ["village", "甲村", "丙村", "丙村"]
    assert listed[1][3:] == ["收支，明细", "2026-Q1", "2026-02-15", "", "missing", ""]
    calendar = made["coverage.ics"].make().decode()
    assert (calendar.count("BEGIN:VEVENT"), "20260315" in calendar) == (1, True)
    page = made["coverage.html"].make().decode()
    assert 'href="townships/qing.html"' in page
    assert 'data-head="没公开" class="bad">1<' in page, "on a telephone each count has its word beside it"
    row = page.partition('<a href="townships/qing.html"')[2].partition("</tr>")[0]
    assert '<td data-head="村" class="calm">' in row, "which leaves out there how many villages there are"
    assert page.index("缺什么、晚多久") < page.index("收支，明细") < page.index("各乡镇")
    sheet = load_workbook(io.BytesIO(made["coverage.xlsx"].make())).active
    assert sheet is not None
    assert [[cell.value for cell in row][1:4] for row in sheet.iter_rows()][1:] == [
        ["甲村", "1", "0"],
        ["乙村", "0", "0"],
        ["丙村", "1", "0"],
    ]


def test_a_township_finds_its_villages_and_the_way_back() -> None:
    page = files(COUNTY)["townships/qing.html"].make().decode()
    for link in ("../villages/甲.html", "../coverage.html", "qing.xlsx", "qing.ics"):
        assert f'href="{link}"' in page
    assert "收支，明细" in page
    assert "丙村" not in page


def test_one_township_has_all_of_it_on_the_first_page() -> None:
    made = files(replace(place, township_slug="qing") for place in COUNTY)
    assert not [path for path in made if path.startswith("townships/")]
    assert 'href="villages/丙.html"' in made["coverage.html"].make().decode()
    assert len(rows(made["coverage.csv"].make())) == 4


def test_villages_that_lack_the_same_are_named_by_those_that_do_not_where_they_are_nearly_all() -> None:
    for missing, told in (
        ("甲丙丁戊己庚辛", "乙村以外的 7 个村："),
        ("甲丙丁戊己庚", "甲村、丙村、丁村、戊村、己村、庚村："),
        ("甲乙丙丁", "全部 4 个村："),
        ("甲乙", "全部 2 个村："),
    ):
        places = [village(name, "qing", MISSING) for name in missing]
        places += [village("乙", "qing")] * ("乙" not in missing)
        assert told in files(places)["coverage.html"].make().decode()


def test_the_largest_of_several_groups_is_named_last_as_the_rest() -> None:
    late = replace(MISSING, due=date(2026, 3, 1))
    for on_time, told in (("", "其余 7 个村："), ("壬", "其余 7 个村（壬村除外）：")):
        places = [village(name, "qing", late) for name in "甲乙"]
        places += [village(name, "qing", MISSING) for name in "丙丁戊己庚辛癸"]
        places += [village(name, "qing") for name in on_time]
        page = files(places)["coverage.html"].make().decode()
        assert page.index("甲村、乙村：") < page.index(told)
        assert "丙村、丁村" not in page


def test_what_no_village_has_has_no_column() -> None:
    page = files([village("甲", "qing", MISSING)])["coverage.html"].make().decode()
    assert re.findall(r'data-head="(.*?)"', page) == ["没公开"]
    assert "<th>迟</th>" not in page


def test_above_townships_duties_are_worked_out_only_of_the_few_that_lack_most() -> None:
    def asked() -> tuple[Duty, ...]:
        raise AssertionError

    known = tuple(replace(place, work_out=asked) for place in COUNTY)
    assert [place.fallen_due for place in known] == [1, 0, 1]
    lacking = (village(name, "bai", MISSING, MISSING) for name in "丁戊己庚辛")
    assert files((*known, *lacking))["coverage.html"].make()


def test_above_townships_stands_who_lacks_most_and_whatever_fell_due_is_counted() -> None:
    removed = duty(Standing.EARLY_REMOVED, "2026-02-15")
    late = replace(duty(Standing.LATE, "2026-02-15"), published=date(2026, 2, 20))
    page = (
        files((*COUNTY, village("丁", "qing", MISSING, MISSING, removed, late)))["coverage.html"]
        .make()
        .decode()
    )
    assert "4 个村，到期 6 项：迟 1、没有公开 4、提前撤下 1。" in page
    assert page.index(">丁村</a> 2") < page.index(">甲村</a> 1")
    assert ">乙村</a>" not in page


def test_of_what_came_late_the_day_is_told_and_how_late_it_was() -> None:
    late = replace(duty(Standing.LATE, "2026-02-15"), published=date(2026, 2, 20))
    page = files((village("丁", "qing", late),))["coverage.html"].make().decode()
    assert "甲村：2026年一季度 2月20日公开，晚 5 天".replace("甲", "丁") in _text(page)


def test_of_the_villages_that_lack_most_three_things_are_named_and_of_others_one() -> None:
    """All else is counted by category; what is many periods is only counted where there is little room."""
    others = [
        replace(MISSING, code=code, row_title=title, title=title, category="党务", weight=7, period=None)
        for code, title in (("DW02", "计划"), ("DW04", "党费"), ("DW08", "述职"), ("DW10", "评议"))
    ]
    quarters = [replace(MISSING, period=Period(2025, "Q", number)) for number in (1, 2, 3)]
    places = [village(name, "qing", *quarters, *others) for name in "甲乙丙丁戊"]
    places += [village("己", "qing", *others[:3]), village("庚", "qing", *others[:2])]
    page = files(places)["coverage.html"].make().decode()
    rows = [_text(row) for row in re.findall(r'<tr class="lacking">.*?</tr>', page, re.DOTALL)]
    periods = "2025年一季度至2025年三季度 3 个季度3 个季度"  # the first on wide pages, the other on narrow
    assert rows[0].endswith(
        f"收支，明细 {periods} 最久晚 14 天 计划 晚 14 天 党费 晚 14 天 另有 2 项：党务 2"
    )
    assert "己村" in rows[5]
    assert rows[5].endswith("计划 晚 14 天 另有 2 项：党务 2")
    assert rows[6].endswith("计划 晚 14 天 党费 晚 14 天"), "to count one takes as much room as to name it"


def test_what_all_villages_lack_is_told_once_above_what_each_lacks_alone() -> None:
    alike = [
        replace(MISSING, code=f"CK0{row}", title=f"账{row}", row_title=f"账{row}", period=Period(2025, "Y"))
        for row in range(1, 5)
    ]
    county = [village(slug, "qing", *alike, *[MISSING][: slug == "甲"]) for slug in "甲乙丙丁"]
    page = files(county)["coverage.html"].make().decode()
    assert "4 个村都没有公开的，每村 4 项" in page
    assert page.count("<b>账1</b>") == 2  # above the table, and where it says who lacks what
    assert page.count("各村都没有公开的 4 项") == 4
    own = page.partition("甲村</a>")[2].partition("乙村</a>")[0]
    assert "<b>收支，明细</b>" in own
    few = files(county[:3])["coverage.html"].make().decode()
    assert "都没有公开的" not in few


def test_what_is_coming_is_called_to_mind_in_words_that_are_true_on_any_day() -> None:
    calendar = files([village("甲", "qing", COMING)])["coverage.ics"].make().decode().replace("\r\n ", "")
    assert calendar.count("甲村：收支，明细2026年一季度，最迟3月15日公开") == 2


def test_commands_stand_as_they_are_typed() -> None:
    made = coverage_files(COUNTY, {}, TODAY, "zh", {}.__getitem__, "python3 build.py")
    page = next(one for one in made if one.output.endswith("villages/甲.html")).make().decode()
    assert "python3 build.py 新建" in page
    assert "sunboard 新建" not in page


def test_a_name_of_several_words_is_quoted_in_commands_and_nowhere_else() -> None:
    weir = replace(village("weir", "qing", MISSING), village="Long Weir Village")
    made = coverage_files((weir,), {}, TODAY, "en", {}.__getitem__)
    page = next(one for one in made if one.output.endswith("villages/weir.html")).make().decode()
    assert "Long Weir Village" in page
    assert "&#34;Long Weir Village&#34; CW01" in page
    assert page.count("&#34;") == 2


def _lacking_much(name: str) -> VillageCoverage:
    """Return a village that lacks forty things, of each six quarters, and is to publish as many soon."""
    titles = [f"村里要公开的第{at}样台账" for at in range(40)]
    lacking = [
        replace(MISSING, code=f"CK{at:02}", title=title, row_title=title, period=Period(2024, "Q", quarter))
        for at, title in enumerate(titles)
        for quarter in range(1, 5)
    ]
    coming = [replace(duty, standing=Standing.COMING, due=date(2026, 3, 15)) for duty in lacking[::8]]
    return village(name, "qing", *lacking, *coming)


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A township in which six villages lack much, as it is written."""
    home = tmp_path_factory.mktemp("much")
    for path, one in files(map(_lacking_much, "甲乙丙丁戊己")).items():
        (home / path).parent.mkdir(exist_ok=True)
        (home / path).write_bytes(one.make())
    return home


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["coverage.html", "villages/甲.html"])
def test_pages_can_be_used_by_all(path: str, size: tuple[int, int], much: Path, browser: Browser) -> None:
    with visit(browser, size) as (tab, foreign):
        tab.goto((much / path).as_uri())
        assert (violations(tab), tab.evaluate(OVERHANG), foreign) == ([], [], [])
        tab.evaluate(LARGE)
        assert tab.evaluate(OVERHANG) == []


def test_the_first_screen_of_a_telephone_tells_what_three_villages_lack(much: Path, browser: Browser) -> None:
    with visit(browser, PHONE) as (tab, _):
        tab.goto((much / "coverage.html").as_uri())
        box = tab.locator("tr.lacking").nth(2).bounding_box()
        assert box
        assert box["y"] + box["height"] <= PHONE[1]


def test_a_village_is_one_sheet_of_paper(much: Path, browser: Browser) -> None:
    with visit(browser, DESK) as (tab, _):
        tab.goto((much / "villages/甲.html").as_uri())
        sheet = tab.pdf(prefer_css_page_size=True)
    assert len(read_sheets(sheet)) == 1
