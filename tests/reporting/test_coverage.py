"""What villages owe, township by township: what one village owes makes nothing anew of another township."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from openpyxl import load_workbook

from sunboard.contracts import Deferred
from sunboard.duties.coverage import Counted, VillageCoverage
from sunboard.duties.owed import Duty, Standing
from sunboard.model.period import Period
from sunboard.privacy.glance import may_hold
from sunboard.reporting.coverage.files import coverage_files

TODAY = date(2026, 3, 1)
QUARTER = Period(2026, "Q", 1)


def duty(standing: Standing, due: str) -> Duty:
    return Duty(
        code="CW01",
        row_title="收支，明细",
        title="收支，明细",
        category="财务",
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


def test_on_a_village_page_what_is_overdue_longest_stands_first_and_paper_has_no_commands() -> None:
    early = replace(MISSING, title="章程", due=date(2026, 1, 6))
    page = files((village("甲", "qing", MISSING, early),))["villages/甲.html"].make().decode()
    assert page.index("<b>章程</b>") < page.index(f"<b>{MISSING.title}</b>")
    assert page.count('<div class="how screen">') == page.count('<div class="how') == 2
    assert "report/villages/甲.html" in page
    assert page.index("交给：") < page.index("<main>"), "nothing but a signature on a second sheet"


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
    assert "收支" not in page
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


def test_duties_are_worked_out_only_where_they_are_shown() -> None:
    def asked() -> tuple[Duty, ...]:
        raise AssertionError

    known = tuple(replace(place, work_out=asked) for place in COUNTY)
    assert [place.fallen_due for place in known] == [1, 0, 1]
    assert files(known)["coverage.html"].make()


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


def test_of_what_came_late_both_days_are_told() -> None:
    late = replace(duty(Standing.LATE, "2026-02-15"), published=date(2026, 2, 20))
    page = files((village("丁", "qing", late),))["coverage.html"].make().decode()
    assert "2026年一季度（2月15日到期，2月20日公开）" in page


def test_a_village_is_told_what_it_lacks_and_for_how_long() -> None:
    """By name where that is short, else in which categories."""
    others = [
        replace(MISSING, code=code, row_title=title, title=title, category="党务", due=date(2026, 2, 1))
        for code, title in (("DW02", "计划"), ("DW04", "党费"), ("DW08", "述职"))
    ]
    page = files([village("甲", "qing", MISSING, MISSING, *others[:2])])["coverage.html"].make().decode()
    assert "4 项到期没有公开，涉及 1 个村。" in page
    assert "收支，明细 2，计划，党费；最久过了 28 天" in page
    page = files([village("甲", "qing", MISSING, MISSING, *others)])["coverage.html"].make().decode()
    assert "党务 3、财务 2；最久过了 28 天" in page


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
