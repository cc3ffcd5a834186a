"""Boards, from views made by hand: they fit their frame, lead the eye, and carry the codes they promise."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import pymupdf
import pytest

from sunboard.channels.print import composing
from sunboard.channels.print.boards import board_data
from sunboard.channels.print.composing import base_size
from sunboard.channels.print.drawing import BOARD_TOO_SMALL, render
from sunboard.channels.print.edges import Foot
from sunboard.channels.print.entries import Card, Line, Sizes, facts_line, key_line, listing_of
from sunboard.channels.print.filling import small_below
from sunboard.channels.print.money import columns_of, height_of, sides_of
from sunboard.channels.print.paging import Frame, Page
from sunboard.channels.print.panels import Grid, Panel, even, rows_of
from sunboard.channels.print.planning import plan_village
from sunboard.channels.print.wording import in_chunks, width
from sunboard.contracts import Rendered, Task
from sunboard.model.blocks import Arrow, Bar, BarsBlock, Fact, Figure, Step, StepsBlock
from sunboard.model.plain import Values, list_of, maps_of, texts_of
from sunboard.model.state import State
from sunboard.model.view import BoardView, RecordView, VillageView, as_plain
from tests.helpers import views
from tests.helpers.codes import Code, find_codes, unreadable
from tests.helpers.pdfs import MM, faults_of, pictures, read_sheets, said, squeeze
from tests.helpers.rendered import board, board_task

pytestmark = pytest.mark.once

DPI = 100
EDGE = 9  # millimetres
LONG = "A1b2" * 50
TITLE = "关于第三、第四、第五村民小组机动地重新发包以及水渠清淤、巷道硬化、路灯维修"
TITLE += "三项工程统一招标结果的情况说明第一期公示稿"
SIZES = ((2400, 1200), (1200, 900), (900, 600), (600, 900))
Size = tuple[int, int]
AMOUNTS = ("609,475.86", "193,438.15", "80,032.80", "722,881.21")
BOARD = BoardView(name="main", title="", place="", width=1200, height=900, ink="outline")


@cache
def many() -> VillageView:
    doors = ("党务", "村务", "财务", "工程", "惠民", "土地")
    numbers = {at: f"2026-{at:04d}" for at in range(1, 34)}
    records = [
        views.record_view(numbers[at], category=doors[at % 6], title=f"{at}{TITLE}"[: 10 + at * 2])
        for at in range(1, 25)
    ]
    records += [views.notice_view(numbers[at], title=TITLE) for at in range(30, 34)]
    long = "这一句大白话很长，" * 90 + LONG
    records.append(views.record_view("2026-0040", title="A" * 60, summary=long, facts=(Fact("网址", LONG),)))
    return views.village_view((*records, views.finance_view("2026-0041")), name="柳湾村" * 3)


VILLAGES = {"few": views.nearly_empty_village(), "some": views.village_view(), "many": many()}
some = VILLAGES["some"]


def text_of_board(village: VillageView, size: Size) -> str:
    return said(read_sheets(board(village, size).data))


def codes_of(data: bytes) -> list[Code]:
    return [code for picture in pictures(data, DPI) for code in find_codes(picture)]


@pytest.mark.parametrize(
    ("name", "size"),
    [
        *(("many", size) for size in (*SIZES, (300, 300), (6000, 450), (317, 4001))),
        *(("some", size) for size in (*SIZES, (300, 300))),
        *(("few", size) for size in ((900, 600), (300, 300), (6000, 450))),
    ],
)
def test_boards_fit_their_frame(name: str, size: Size) -> None:
    village, made = VILLAGES[name], board(VILLAGES[name], size)
    found = read_sheets(made.data)
    assert (made.problems, made.learned["page_count"]) == ((), len(found))
    assert all(page.size_mm == pytest.approx(size, abs=0.1) for page in found)
    assert faults_of(found, EDGE) == []
    spans = [span for page in found for span in page.spans]
    assert min(span.size for span in spans) >= 12
    text = said(found)
    assert len(found) == 1 or f"续{len(found)}/{len(found)}" in text
    for picture in pictures(made.data, 10) if size in SIZES else ():
        white = sum(count for value, count in enumerate(picture.histogram()) if value > 250)
        assert white >= 0.2 * picture.width * picture.height, "a fifth is white"
    powers = {record.number for record in village.records if record.kind == "power"}
    numbers = texts_of(made.learned, "numbers")
    listed = [number for number in texts_of(made.learned, "listed") if number not in powers]
    counted = sum(int(count) for count in re.findall(r"(?:另有|(?<!清单)共)(\d+)项", text))
    shown = [record for record in village.records if record.on_display and record.kind != "power"]
    assert len(numbers) + len(listed) + counted == len(shown), "each once: whole, in a list, or counted"
    for record in shown:
        if record.number in numbers:
            modest = record.kind == "finance" and size == (300, 300)  # a low board says it in figures alone
            told = () if modest else in_chunks(record.summary)
            assert all(squeeze(words) in text for words in (record.title, *told))
            assert squeeze(f"{record.paper_number}第{record.edition}版{record.check_code}") in text
        if record.number in listed:
            assert all(squeeze(words) in text for words in (record.title, record.paper_number))


@pytest.mark.parametrize(("name", "size"), [("few", (900, 600)), ("some", (1200, 900)), ("many", (600, 900))])
def test_boards_carry_exactly_the_codes_they_promise(name: str, size: Size) -> None:
    village, entry = VILLAGES[name], board_task(VILLAGES[name], size).entry
    made = board(village, size)
    codes = codes_of(made.data)
    home = village.qr_base + str(entry["url"]).removeprefix(village.base_url)
    numbers, drawn = texts_of(made.learned, "numbers"), {code.text for code in codes}
    lists = {village.qr_base + url.removeprefix(village.base_url) for url in texts_of(made.learned, "lists")}
    assert drawn == {home, *lists, *(one.qr for one in village.records if one.number in numbers)}
    assert bool(lists) == bool(list_of(made.learned, "listed"))
    assert min(code.pixels for code in codes) * 25.4 / DPI >= 1.59, "millimetres a module"
    assert min(code.quiet for code in codes) == 4
    assert [fault for code in codes for fault in unreadable(code)] == []
    assert list(entry) == ["board", "file", "page_count", "size_mm", "url", "numbers", "listed", "lists"]


@pytest.mark.parametrize(("size", "says"), [((150, 100), "一个二维码也放不下"), ((200, 200), "放不下")])
def test_a_board_too_small_for_its_codes_says_so_and_promises_none_of_them(size: Size, says: str) -> None:
    made, numbers = board(some, size), str(board_task(some, size).entry["numbers"])
    drawn = {code.text for code in codes_of(made.data)}
    shown = (record for record in some.records if record.qr in drawn and record.number in numbers)
    assert made.learned["numbers"] == sorted(record.number for record in shown)
    (problem,) = made.problems
    assert problem.fault is BOARD_TOO_SMALL
    assert f"{size[0]}×{size[1]}" in problem.message("en")
    assert all(words in problem.message("zh") for words in ("“main”", says))


def test_a_board_says_what_is_urgent_what_is_left_and_whom_to_call() -> None:
    (page,) = read_sheets(board(some, (2400, 1200)).data)
    spans = {squeeze(span.text): span for span in page.spans}
    words = ("正在公示", "公示到2026年4月21日", "722,881.21", "党务公开", "还没有公开", "0900-8880110")
    for word in (*words, "小微权力清单共1项便民服务1项"):
        assert word in said([page])
    urgent = next(span for words, span in spans.items() if words.endswith("评议结果公示"))
    usual = next(span for words, span in spans.items() if words.startswith("巷道硬化"))
    assert urgent.size > usual.size, "what is urgent is larger"
    wide, tall = (side / MM for side in page.size_mm)
    running, closing = spans["正在公示"], spans["722,881.21"]
    phone = max((span for span in page.spans if span.text == "0900-8880110"), key=lambda span: span.size)
    assert running.ink[0] < wide * 0.1
    assert running.ink[1] < tall * 0.2, "what runs stands top left"
    assert wide * 0.3 < closing.ink[0] < wide * 0.7
    assert tall * 0.25 < closing.ink[3] < tall * 0.7, "the money stands in the middle"
    assert phone.ink[2] > wide * 0.9
    assert phone.ink[3] > tall * 0.9, "whom to call stands bottom right"
    assert closing.size >= 54, "points: read from three metres"
    assert phone.size >= 40


@pytest.mark.parametrize("size", [(2400, 1200), (600, 900)])
def test_a_board_counts_items_of_the_power_list_that_apply_and_shows_matters_of_their_category(
    size: Size,
) -> None:
    powers = [
        views.power_view(
            f"2026-{at:04d}",
            category="村务" if at == 1 else "小微权力",
            applies=at != 3,
            class_label="日常管理",
        )
        for at in (1, 2, 3)
    ]
    visit = views.record_view("2026-0031", category="小微权力", title="云顶组上门服务日")
    village = views.village_view((*powers, visit))
    text = text_of_board(village, size)
    assert all(words in text for words in ("小微权力清单共2项日常管理2项", "办事和权力", "云顶组上门服务日"))
    assert board(village, size).learned["numbers"] == ["2026-0031"]
    assert "办事和权力" not in text_of_board(some, (900, 600)), "an empty panel would only take room"


def test_what_ends_first_stands_first_and_no_panel_denies_what_stands_elsewhere() -> None:
    later = views.notice_view("2026-0001", title="后", notice_end="2026-06-01")
    sooner = views.notice_view("2026-0002", title="先", notice_end="2026-05-01")
    village = views.village_view((later, sooner, views.finance_view("2026-0003")))
    running = maps_of(board_task(village, (1200, 900)).data, "running")
    assert [item["title"] for item in running] == ["先", "后"]
    text = text_of_board(village, (1200, 900))
    assert "还没有公开" in text, "nothing of the party's affairs"
    assert text.count("还没有公开") == 1


def test_a_board_of_a_village_without_a_number_says_where_to_ask() -> None:
    village = views.village_view(contact_phone="", supervise_phone="", phones=())
    assert "请到村委会当面问" in text_of_board(village, (900, 600))


@pytest.mark.parametrize(
    ("name", "size"), [*(("some", size) for size in SIZES), ("few", (600, 900)), ("many", (1200, 900))]
)
def test_a_board_without_an_address_has_no_code_and_no_hole(name: str, size: Size) -> None:
    made = board(views.without_address(VILLAGES[name]), size)
    pages = read_sheets(made.data)
    assert faults_of(pages, EDGE) == []
    assert "网上版还没有开通" in said(pages)
    assert all(word not in said(pages) for word in ("扫码", "扫左边的码", "https:"))


def test_a_board_with_little_to_say_says_it_larger() -> None:
    def largest(village: VillageView) -> float:
        pages = read_sheets(board(village, (1200, 900)).data)
        return max(span.size for page in pages for span in page.spans if span.text == "正在公示")

    assert largest(some) > 1.2 * largest(many())


def test_a_board_speaks_english() -> None:
    assert "Openforcomment" in said(read_sheets(board(some, (900, 600), language="en").data))


def test_equal_data_gives_equal_bytes_and_whole_files(tmp_path: Path) -> None:
    first = board(some, (900, 600)).data
    assert first == board(some, (900, 600)).data
    assert first == board(views.village_view(today=date(2026, 5, 1)), (900, 600)).data, (
        "the day of the build is not on it"
    )
    if qpdf := shutil.which("qpdf"):
        (tmp_path / "board.pdf").write_bytes(first)
        assert subprocess.run([qpdf, "--check", tmp_path / "board.pdf"], check=False).returncode == 0


@pytest.mark.parametrize("size", SIZES)
def test_money_is_a_sum_to_be_read_down(size: Size) -> None:
    figures = (
        Figure("期初余额", AMOUNTS[0].replace(",", ""), role="opening"),
        Figure("本期收入", AMOUNTS[1].replace(",", ""), "比上季度多 12,300.00 元", role="income"),
        Figure("本期支出", AMOUNTS[2].replace(",", ""), role="expense"),
        Figure("期末余额", AMOUNTS[3].replace(",", ""), role="closing"),
    )
    records = (views.finance_view("2026-0012", figures=figures), NOTICE, *OTHERS[:6])
    data = board(views.village_view(records), size).data
    spans = [span for page in read_sheets(data) for span in page.spans]
    amounts = [next(span for span in spans if span.text == amount) for amount in AMOUNTS]
    assert max(span.ink[2] for span in amounts) - min(span.ink[2] for span in amounts) < MM, "one edge"
    assert [span.ink[3] for span in amounts] == sorted(span.ink[3] for span in amounts)
    assert amounts[-1].size <= 1.8 * min(span.size for span in amounts)
    assert amounts[-1].size > 1.3 * max(span.size for span in amounts[:-1])
    with pymupdf.open(stream=data) as document:
        boxes = [shape["rect"] for shape in document[0].get_drawings() if shape["fill"]]
    beside = [
        [box for box in boxes if box.x1 < span.ink[0] and box.y0 < span.ink[3] and box.y1 > span.ink[1]]
        for span in amounts
    ]
    axes = [max(box.x0 for box in some) for some in beside if some]
    assert len(axes) == len(amounts)
    assert max(axes) - min(axes) < MM, "one axis"


@pytest.mark.parametrize(
    ("name", "size"), [("many", (2400, 1200)), ("some", (1200, 900)), ("many", (900, 1200))]
)
def test_cards_begin_on_rows_that_all_columns_share(name: str, size: Size) -> None:
    for page in pages(board_task(VILLAGES[name], size)):
        heads = sorted({float(str(thing["y"])) for thing in page if thing["kind"] == "crown"})
        cards = [float(str(thing["y"])) for thing in page if thing["kind"] == "card"]
        for top, bottom in zip(heads, [*heads[1:], float("inf")], strict=True):
            lines = sorted({y for y in cards if top < y < bottom})
            apart = [after - before for before, after in pairwise(lines)]
            assert [one for one in apart if MM < one < 10 * MM] == [], "rows of cards, not lines of text"


def test_what_has_no_text_of_its_own_stands_in_one_line_and_shares_a_code() -> None:
    nil = [views.record_view(f"2026-{at:04d}", title=f"第{at}件", summary="") for at in range(1, 5)]
    made = board(views.village_view((*nil, views.record_view("2026-0009"))), (1200, 900))
    assert (made.learned["numbers"], made.learned["listed"]) == (
        ["2026-0009"],
        [record.number for record in nil],
    )
    assert "https://gk.example.com/q/liuwan/affairs/" in {code.text for code in codes_of(made.data)}


def test_a_notice_without_a_sentence_stands_with_its_last_day_and_key_fact_beside_its_own_code() -> None:
    keyed, bare = (replace(NOTICE, number=number, summary="") for number in ("2026-0001", "2026-0002"))
    keyed = replace(keyed, key=Fact("金额", "8600元"))
    data = board_data(task_of((2400, 1200), keyed, replace(bare, key=None)).data, views.theme())
    assert (data["numbers"], data["listed"]) == (["2026-0001", "2026-0002"], [])
    assert "8600元" in squeeze(str(data["pages"]))


def test_a_short_list_stands_in_the_cell_behind_records_with_its_code() -> None:
    nil = views.record_view("2026-0001", title="一件", summary="")
    task = task_of((1200, 900), nil, *OTHERS[:5])
    placed = [thing for page in pages(task) for thing in page if thing["kind"] in ("card", "listing")]
    (last,) = (thing for thing in placed if thing["kind"] == "listing")
    assert any(thing["y"] == last["y"] for thing in placed if thing["kind"] == "card")
    data = board_data(task.data, views.theme())
    assert (data["listed"], len(list_of(data, "numbers"))) == (["2026-0001"], 5)
    assert data["lists"] == [last["address"]]


@pytest.mark.parametrize("size", [(600, 900), (420, 594), (900, 600)])
def test_a_second_page_is_half_full_and_there_is_no_third(size: Size) -> None:
    for count in range(4, 40, 7):
        notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(count)]
        made = pages(task_of(size, views.finance_view("2026-0900"), *notices))
        assert len(made) <= 2
        if len(made) == 2:
            tops = [float(str(thing["y"])) / MM for thing in made[1] if thing["kind"] in ("card", "listing")]
            assert max(tops) > 0.25 * size[1] or len(tops) > 2


def test_two_pages_are_set_of_whole_panels_where_each_has_room() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(12)]
    made = pages(task_of((600, 900), views.finance_view("2026-0900"), *notices, *OTHERS[:14]))
    heads = [[thing["name"] for thing in page if thing["kind"] == "crown"] for page in made]
    assert heads == [["正在公示", "村里的钱"], ["村务公开"]]
    assert not any(thing["more"] for page in made for thing in page if thing["kind"] == "crown")


def test_further_pages_stand_in_the_largest_type_in_which_they_are_no_more() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(14)]
    for others, grows in ((12, True), (17, False)):
        task = task_of((600, 900), views.finance_view("2026-0900"), *notices, *OTHERS[:others])
        made: Any = board_data(task.data, views.theme())
        assert (len(made["pages"]), float(made["sizes"]["body"]) > base_size(600, 900)) == (2, grows)


def test_a_record_alone_in_its_panel_is_told_beside_the_code_that_its_line_would_have() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(10, 34)]
    lone = views.record_view("2026-0050", category="财务", summary="三家比过价。")
    made = board(views.village_view((*notices, *OTHERS[:12], lone)), (600, 900))
    assert "2026-0050" in texts_of(made.learned, "numbers")
    shown = {*texts_of(made.learned, "listed"), *texts_of(made.learned, "numbers")}
    assert {record.number for record in OTHERS[:12]} <= shown


def test_a_group_finds_what_concerns_it_first() -> None:
    records = [
        views.record_view(f"2026-{at:04d}", title=f"第{at}件", groups=("3组",) if at == 3 else ())
        for at in range(1, 6)
    ]
    village = replace(views.village_view(records), boards=(replace(BOARD, group="3组"),))
    (task,) = (task for task in plan_village(village, views.theme()) if task.section == "boards")
    panels: Any = task.data["panels"]
    assert [item["title"] for item in panels["village"]] == ["第3件", "第1件", "第2件", "第4件", "第5件"]
    assert "3组公示点" in said(read_sheets(render(task, views.theme()).data))


def test_a_notice_that_is_over_says_so_on_the_board() -> None:
    over = replace(views.record_view("2026-0002"), state=State.ENDED, notice_end="2026-04-12")
    assert "公示已于2026年4月12日结束" in squeeze(
        said(read_sheets(render(task_of((900, 600), over), views.theme()).data))
    )


def test_what_stands_aside_in_a_list_begins_behind_the_longest_name() -> None:
    (page,) = read_sheets(render(task_of((900, 1200), NOTICE, *listed_powers()), views.theme()).data)
    first = next(span for span in page.spans if "项权力" in span.text)
    beside = [span for span in page.spans if "村委会" in span.text and abs(span.ink[1] - first.ink[1]) < 4]
    assert 0 < beside[0].ink[0] - first.ink[2] < 4 * first.size


def test_on_the_board_of_a_group_only_its_own_notices_are_set_larger_under_a_head_of_their_own() -> None:
    records = [
        views.notice_view(
            f"2026-{at:04d}", title=f"{at}号渠清淤公示", summary="清淤。" * 16, groups=(f"{at}组",)
        )
        for at in (1, 2, 3)
    ]
    records.append(views.finance_view("2026-0041"))
    village = replace(views.village_view(records), boards=(replace(BOARD, group="3组"),))
    (task,) = (task for task in plan_village(village, views.theme()) if task.section == "boards")
    (page,) = pages(task)
    heads = [str(thing["name"]) for thing in page if thing["kind"] == "crown"]
    assert heads.index("本组正在公示") < heads.index("其他正在公示")
    cards = [
        maps_of({"lines": list_of(thing, "parts")[0]}, "lines") for thing in page if thing["kind"] == "card"
    ]
    own, *others = (float(str(title["size"])) for title, *_ in cards[:3])
    assert own > 1.1 * max(others)


def test_a_board_loses_nothing_in_either_ink() -> None:
    full = read_sheets(board(some, (1200, 900), "full").data)
    assert faults_of(full, EDGE) == []
    assert said(full) == text_of_board(some, (1200, 900))


# ---- columns, and the classes of income and expense

INCOME_BARS = (Bar("发包收入", "60000.00"), Bar("补助收入（人居环境整治专项）", "30000.00"))
INCOME = BarsBlock("收入按科目", INCOME_BARS, tone="income", total="90000.00")
EXPENSE = BarsBlock("支出按科目", (Bar("公益支出", "15000.00"),), tone="expense", total="15000.00")
PLAN = BarsBlock("预算", (Bar("保洁", "1.00", of="2.00"),), tone="plan")
NOTICE = views.notice_view("2026-0030")
OTHERS = tuple(views.record_view(f"2026-{at:04d}") for at in range(40, 60))


def account(*blocks: BarsBlock) -> RecordView:
    return views.finance_view("2026-0012", blocks=blocks)


def task_of(size: Size, *records: RecordView, ink: str = "outline") -> Task:
    return board_task(views.village_view(records), size, ink)


def pages(task: Task) -> list[list[Values]]:
    """Return the things that are placed on each page."""
    found = list_of(board_data(task.data, views.theme()), "pages")
    return [[thing for thing in page if isinstance(thing, dict)] for page in found if isinstance(page, list)]


def sides(task: Task) -> list[Values]:
    return [
        side for page in pages(task) for thing in page if "sides" in thing for side in maps_of(thing, "sides")
    ]


@pytest.mark.parametrize("size", SIZES[:3])
def test_a_panel_with_nothing_to_show_has_no_column_of_its_own(size: Size) -> None:
    def seams(*records: RecordView) -> int:
        (page,) = pages(task_of(size, *records, ink="full"))
        return sum(thing["kind"] == "seam" for thing in page)

    money = views.finance_view("2026-0012")
    assert (seams(money, NOTICE), seams(money, NOTICE, *OTHERS[:3])) == (1, 2)


def test_figures_stand_apart_where_the_end_of_their_panel_would_stay_white() -> None:
    def apart(others: int, size: Size) -> float:
        (page,) = pages(task_of(size, views.finance_view("2026-0012"), NOTICE, *OTHERS[:others]))
        (panel,) = (thing for thing in page if thing["kind"] == "money-panel")
        return float(str(panel["apart"]))

    assert apart(4, (2400, 1200)) > 0, "higher panels stand beside it"
    assert apart(0, (1200, 900)) == 0, "it is the highest"


def test_what_is_told_of_the_money_stands_beside_its_figures_where_both_have_room() -> None:
    def panel(*records: RecordView, size: Size) -> Values:
        ((found,),) = [
            [thing for thing in page if thing["kind"] == "money-panel"]
            for page in pages(task_of(size, *records))
        ]
        return found

    money = account(INCOME, EXPENSE)
    alone, beside = panel(money, size=(900, 600)), panel(money, NOTICE, *OTHERS[:2], size=(900, 600))
    assert (alone["way"], alone["summed"] > alone["told"]) == ("beside", True)
    assert (beside["way"], beside["summed"]) == ("below", beside["told"])


def test_the_money_takes_no_more_than_half_the_board_beside_notices() -> None:
    page, *_ = pages(task_of((2400, 1200), account(INCOME, EXPENSE), *[NOTICE] * 3))
    (panel,) = (thing for thing in page if thing["kind"] == "money-panel")
    assert float(str(panel["w"])) * MM < 1200


def test_a_panel_stands_below_the_money_where_notices_leave_it_room() -> None:
    def top(thing: Values) -> float:
        return float(str(thing["y"]))

    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(10, 20)]
    page, *_ = pages(task_of((1800, 1200), views.finance_view("2026-0012"), *notices, *OTHERS[:2]))
    (money,) = (thing for thing in page if thing["kind"] == "money-panel")
    crown, card, *_ = (thing for thing in page if thing["x"] == money["x"] and top(thing) > top(money))
    rows = [
        top(thing)
        for thing in page
        if thing["kind"] == "card" and thing["x"] == page[0]["x"] and thing["ruled"]
    ]
    assert (crown["kind"], card["kind"]) == ("crown", "card")
    assert min(abs(top(card) - row) for row in rows) < MM, "on a row of the notices"


def test_notices_go_on_below_the_money_before_a_further_page() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(10, 24)]
    task = task_of((900, 600), views.finance_view("2026-0900"), *notices, *OTHERS[:9])
    first, second = pages(task)
    crowns = [
        [(thing["name"], thing["more"]) for thing in page if thing["kind"] == "crown"]
        for page in (first, second)
    ]
    assert crowns == [
        [("正在公示", False), ("村里的钱", False), ("正在公示", True)],
        [("正在公示", True), ("村务公开", False)],
    ]
    (money,) = (thing for thing in first if thing["kind"] == "money-panel")
    assert any(thing["kind"] == "card" and thing["x"] == money["x"] for thing in first)
    numbers = {"2026-0900", *(record.number for record in (*notices, *OTHERS[:9]))}
    assert set(texts_of(board_data(task.data, views.theme()), "numbers")) == numbers


@pytest.mark.parametrize("count", range(1, 9))
def test_the_money_stands_on_a_small_board_of_two_pages_too(count: int) -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(10, 10 + count)]
    records = (views.finance_view("2026-0900"), *notices, *OTHERS[:3])
    for size in ((420, 594), (594, 420), (600, 900)):
        made = board_data(task_of(size, *records).data, views.theme())
        shown = [*texts_of(made, "numbers"), *texts_of(made, "listed")]
        assert sorted(shown) == sorted(record.number for record in records), size


def test_a_column_ends_in_white_rather_behind_fuller_ones_than_before_them() -> None:
    assert even([1, 2, 1], 2) == (3, (0, 2, 3))
    heights = (504.0, 462.0, 462.0)
    panel = Panel("正在公示", "running", tuple(Card((), number=str(at)) for at in range(3)), "")
    with mock.patch.object(Card, "high", lambda card, _wide, _sizes: heights[int(card.number)]):
        strip = Grid(Sizes(20.0, 33), 1400, 2).strip((panel,))
    assert strip
    assert strip.starts == ((0, 2, 3),)


def test_lone_records_beside_one_another_are_about_equally_broad() -> None:
    grid = Grid(Sizes(20.0, 33), 1400, 5)
    cards = [Card((Line("一句话", 20.0),), number=number) for number in "12"]
    strip = grid.strip([Panel(card.number, "village", (card,), "") for card in cards])
    assert strip
    assert sorted(strip.spans) == [2, 3]


@pytest.mark.parametrize(
    ("size", "count", "ink"),
    [
        *((size, 10, ink) for size in ((1800, 1200), (600, 900)) for ink in ("outline", "full")),
        *(((2400, 1200), 13, "outline"), ((1200, 900), 10, "outline"), ((900, 600), 7, "outline")),
    ],
)
def test_the_rule_of_a_head_below_the_money_is_on_the_line_of_those_beside_it(
    size: Size, count: int, ink: str
) -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(10, 10 + count)]
    village = views.village_view((views.finance_view("2026-0012"), *notices, *OTHERS[:2]))
    with pymupdf.open(stream=board(village, size, ink).data) as document:
        drawn = [(shape["type"], shape["rect"]) for shape in document[0].get_drawings()]
    lines = [rect.y0 for sort, rect in drawn if sort == "s" and rect.width > rect.height]
    rules = [rect for sort, rect in drawn if sort == "f" and rect.width > 50 * rect.height]
    left = max(rect.x0 for rect in rules)
    _, below, *_ = sorted((rect.y0 + rect.y1) / 2 for rect in rules if rect.x0 == left)
    assert min(abs(below - line) for line in lines) * MM < 0.2, "millimetres"


def test_a_list_that_is_lower_than_its_code_stands_in_larger_type_that_breaks_no_line() -> None:
    def size_of(count: int, line: str = "一件") -> float:
        items = [{"line": line, "aside": ["2026年3月1日"], "id": ""} for _ in range(count)]
        listing = listing_of(items, "", "https://gk.example.com/", Sizes(20.0, 33))
        assert listing
        shown: Any = listing.plain(900, Sizes(20.0, 33))
        return float(shown["columns"][0][0]["size"])

    assert (size_of(2), size_of(60)) == (25.6, 20.0)
    assert [size_of(1, "字" * count) for count in (18, 22, 26)] == [25.6, 22.4, 20.0]


def test_lists_that_have_a_page_to_themselves_are_set_larger_with_days_below_titles() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=f"第{at}项公示") for at in range(1, 4)]
    (lines,) = (
        thing["columns"]
        for page in pages(task_of((297, 270), *notices, account(INCOME, EXPENSE)))
        for thing in page
        if thing["kind"] == "listing"
    )
    assert [(float(line["size"]) >= 18 * 1.45, bool(line["below"])) for line in lines[0]] == [
        (True, True)
    ] * 3


def test_lists_that_have_a_page_to_themselves_stand_in_the_strips_of_the_largest_type() -> None:
    said = "机耕路要修，花三万元，钱从村集体账上出。" * 3
    notices = [
        views.notice_view(f"2026-{at:04d}", title=f"第{at}项机耕路拓宽方案公示", summary=said)
        for at in range(10, 20)
    ]
    quiet = [
        views.record_view(f"2026-{at:04d}", category=door, title=f"第{at}件办理结果", summary="")
        for at, door in enumerate(["党务"] * 3 + ["村务"] * 3 + ["财务"] * 6, 40)
    ]
    _, last = pages(task_of((594, 420), account(INCOME, EXPENSE), *notices, *quiet))
    lists = [thing["columns"] for thing in last if thing["kind"] == "listing"]
    assert min(float(line["size"]) for columns in lists for lines in columns for line in lines) > 18 * 1.1


def test_a_small_panel_stands_below_a_long_one_that_would_leave_white_beneath_it() -> None:
    notices = [
        views.notice_view(f"2026-{at:04d}", title=TITLE[:38], summary="这一句大白话很长，" * 16)
        for at in range(1, 8)
    ]
    doors = enumerate(["党务"] + ["村务"] * 3 + ["财务"], 40)
    quiet = [
        views.record_view(f"2026-{at:04d}", category=door, title=TITLE[:24], summary="照办。")
        for at, door in doors
    ]
    _, last = pages(task_of((420, 594), account(INCOME, EXPENSE), *notices, *quiet))
    first, second, *_ = [thing for thing in last if thing["kind"] == "crown"]
    assert (first["name"], second["name"]) == ("正在公示", "党务公开")
    assert float(str(first["y"])) < float(str(second["y"]))


def test_rather_than_that_no_notice_has_its_sentence_other_records_are_counted() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=f"第{at}项公示") for at in range(1, 3)]
    made = board(views.village_view((*notices, account(INCOME, EXPENSE), *OTHERS[:6])), (420, 297))
    assert {record.number for record in notices} <= set(texts_of(made.learned, "numbers"))


def test_notices_of_both_pages_are_alike() -> None:
    said = "机耕路要修，花三万元，钱从村集体账上出。"
    notices = [
        views.notice_view(f"2026-{at:04d}", title=f"第{at}项公示", summary=said) for at in range(1, 12)
    ]
    sizes = [
        {
            line["size"]
            for thing in page
            if thing["kind"] == "card"
            for part in list_of(thing, "parts")
            for line in maps_of({"lines": part}, "lines")
            if line["title"] and "公示" in str(line["words"])
        }
        for page in pages(task_of((420, 594), account(INCOME, EXPENSE), *notices, *OTHERS[:6]))
    ]
    first, second = sizes
    assert first == second != set()


def test_the_number_of_a_record_in_a_list_is_not_broken_below_its_title() -> None:
    line = Line("公益林管护员选聘", 20.0, aside=("公示已于 2026 年 6 月 27 日结束", "村〔2026〕公 19 号"))
    below: Any = line.plain(300)["below"]
    assert [[value for _, value, _ in row] for row in below["facts"]] == [[part] for part in line.aside]
    assert line.plain(900)["below"] is None


def test_notices_take_the_room_of_an_empty_panel_before_a_further_page() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(30, 40)]
    assert len(pages(task_of((1200, 900), views.finance_view("2026-0012"), *notices, ink="full"))) == 1


def test_classes_stand_side_by_side_where_there_is_room_with_all_bars_to_one_scale() -> None:
    found = sides_of([values for block in (INCOME, EXPENSE) if isinstance(values := as_plain(block), dict)])
    assert [(side.title, side.went, [share for *_, share in side.classes]) for side in found] == [
        ("收入按科目", False, [1000, 500]),
        ("支出按科目", True, [250]),
    ]
    assert found[0].classes[0][1] == "60,000.00"
    assert sides_of([]) == ()
    sizes = Sizes(20.0, 33)
    assert [wide < 900 for _, wide in columns_of(found, 900, sizes)] == [True, True]
    assert [wide for _, wide in columns_of(found, 400, sizes)] == [400, 400]
    assert height_of(found, 900, sizes) < height_of(found, 400, sizes)
    assert height_of((), 900, sizes) == 0


@pytest.mark.parametrize("size", SIZES[:3])
def test_a_board_with_room_shows_income_and_expense_but_no_budget(size: Size) -> None:
    records = (account(PLAN, INCOME, EXPENSE), NOTICE, *OTHERS[:5])
    pages = read_sheets(board(views.village_view(records), size).data)
    assert faults_of(pages, EDGE) == []
    assert sides(task_of(size, *records))
    words = ("收入按科目", "补助收入（人居环境整治专项）", "30,000.00", "公益支出", "15,000.00")
    assert [word for word in words if squeeze(word) not in said(pages)] == []
    assert "保洁" not in said(pages)


def test_hardly_anything_is_set_smaller_for_the_classes_and_nothing_that_is_small() -> None:
    shown = 0
    for size in SIZES[::2]:
        for others in (OTHERS, OTHERS[:5]):
            tasks = [task_of(size, account(*blocks), NOTICE, *others) for blocks in ((INCOME, EXPENSE), ())]
            found: Any = [board_data(task.data, views.theme())["sizes"] for task in tasks]
            first, second = (float(sizes["body"]) for sizes in found)
            assert first >= 0.9 * second
            assert first == second or first >= 1.2 * base_size(*size)
            shown += bool(sides(tasks[0]))
    assert shown


def test_money_and_notices_that_are_none_are_said_in_a_line_beside_records() -> None:
    (page,) = pages(task_of((1200, 900), *OTHERS[:3]))
    names = {str(thing["name"]) for thing in page if thing["kind"] == "crown"}
    (line,) = (thing["line"] for thing in page if thing["kind"] == "line")
    assert not names & {"正在公示", "村里的钱"}
    assert all(name in str(line) for name in ("正在公示", "村里的钱"))


def test_no_fact_is_broken_that_has_room_on_a_line_and_the_key_value_never() -> None:
    facts = (("项目", "地力补贴"), ("环节", "拟定公示"), ("", "2026年4月12日公开"))
    line = facts_line(facts, 20.0, 0.0)
    wide = 20.0 * 14
    rows = [[value for _, value, _ in row] for row in list_of(line.plain(wide), "facts")]
    assert rows == [["地力补贴", "拟定公示"], ["2026年4月12日公开"]]
    assert line.high(wide) > facts_line(facts[:2], 20.0, 0.0).high(wide)
    key = key_line("合同价", "1,860,000.00元", 32.0, 0.0)
    assert not key.plain(32.0 * 12)["parted"]
    assert key.plain(32.0 * 9)["parted"], "its value has the line below"
    assert float(str(key.plain(32.0 * 5)["size"])) < 32.0


# ---- boards of the power list


def power_board(size: Size, power: str, *records: RecordView) -> Rendered:
    return render(power_task(size, power, *records), views.theme())


def power_task(size: Size, power: str, *records: RecordView) -> Task:
    board = replace(BOARD, width=size[0], height=size[1], power=power)
    village = replace(views.village_view(records), boards=(board,))
    (task,) = (task for task in plan_village(village, views.theme()) if task.section == "boards")
    return task


@pytest.mark.parametrize("power", ["A07", "全部"])
def test_no_other_record_makes_a_board_of_the_power_list_old(power: str) -> None:
    powers = [views.power_view(id="A07", blocks=(StepsBlock("办理流程", (Step("s1", "村委会", "提出"),)),))]
    newer = views.notice_view("2026-0099", published="2026-06-01", issued="2026-06-01")
    first, second = (power_task((900, 600), power, *powers, *more) for more in ((), (newer,)))
    assert (first.data, first.dated) == (second.data, second.dated)


def listed_powers() -> list[RecordView]:
    days = Fact("总时限", "15日")
    given = [{"id": f"A{at:02d}", "title": f"第{at}项权力"} for at in range(1, 50)]
    return [
        views.power_view(f"2026-{at:04d}", responsible="村委会", key=days, **one)
        for at, one in enumerate(given, 1)
    ]


@pytest.mark.parametrize("size", SIZES)
def test_a_board_shows_one_power_with_its_chart(size: Size) -> None:
    made = power_board(size, "A03", views.power_view(), views.record_view("2026-0009"))
    found = read_sheets(made.data)
    assert faults_of(found, EDGE) == []
    assert (made.problems, made.learned["numbers"]) == ((), ["2026-0001"])
    words = ("小微权力清单", "低保申请初审", "张榜公示", "5个工作日", "优亲厚友", "0900-8880110")
    assert [word for word in words if word not in said(found)] == []
    head = max((span for page in found for span in page.spans), key=lambda span: span.size)
    assert ("低保申请初审" in head.text, said(found).count("低保申请初审")) == (True, 1), "its head, and once"
    assert "https://gk.example.com/q/liuwan/2026-0001/" in {code.text for code in codes_of(made.data)}


def test_below_a_chart_in_large_type_names_and_numbers_of_whom_to_call_share_their_lines() -> None:
    board = replace(BOARD, width=1200, height=900, power="A03")
    phones = tuple(
        Fact(f"榕江口县农业农村局{name}", f"0900-888060{at}") for at, name in enumerate("甲乙丙丁")
    )
    village = replace(views.village_view((views.power_view(),)), boards=(board,), phones=phones)
    (task,) = (task for task in plan_village(village, views.theme()) if task.section == "boards")
    with pymupdf.open(stream=render(task, views.theme()).data) as document:
        lines = {line.replace(" ", "") for line in document[0].get_text().splitlines()}
    assert {f"{fact.label}{fact.value}" for fact in phones} <= lines


def steps_of(count: int) -> StepsBlock:
    steps = (
        Step(
            str(at),
            "村委会",
            f"第{at}步要办的事",
            arrows=(Arrow("", str(at + 1) if at < count else "结束", at == count),),
        )
        for at in range(1, count + 1)
    )
    return StepsBlock("流程", tuple(steps))


def test_a_long_chart_stands_in_columns_beside_one_another_on_one_page() -> None:
    made = power_board((900, 1200), "A03", views.power_view(blocks=(steps_of(18),)))
    found = read_sheets(made.data)
    assert (len(found), faults_of(found, EDGE)) == (1, [])
    assert all(squeeze(f"第{at}步要办的事") in said(found) for at in range(1, 19))
    assert "接右栏最上面" in said(found)


def test_a_chart_of_any_length_has_a_place_where_only_columns_have_room_for_it() -> None:
    for count in range(4, 30):
        task = power_task((420, 594), "A03", views.power_view(blocks=(steps_of(count),)))
        assert board_data(task.data, views.theme())["lost"] == 0, count


def test_a_chart_that_takes_several_pages_stands_in_columns_on_each() -> None:
    found = read_sheets(power_board((420, 297), "A03", views.power_view(blocks=(steps_of(11),))).data)
    assert (len(found), faults_of(found, EDGE)) == (2, [])
    assert all(said(found).count(squeeze(f"第{at}步要办的事")) == 1 for at in range(1, 12))
    assert "下接第2页" in said(found[:1])
    assert "接右栏最上面" in said(found[1:2])


def test_columns_of_a_chart_stand_beside_the_item_where_that_makes_them_larger_or_saves_a_page() -> None:
    task = power_task((420, 297), "A03", views.power_view(blocks=(steps_of(11),)))
    first, *_ = pages(task)
    (item,) = (thing for thing in first if thing["kind"] == "card")
    tops = [float(str(thing["y"])) for thing in first if thing["kind"] == "chart"]
    assert len(tops) == 2
    assert tops[1] == float(str(item["y"])) < tops[0]


def test_a_chart_that_leaps_stands_in_the_columns_of_the_largest_type() -> None:
    (page,) = pages(power_task((900, 600), "A03", views.power_view(blocks=(steps_of(14),))))
    assert len([thing for thing in page if thing["kind"] == "chart"]) > 2


def test_a_column_that_has_room_for_the_item_alone_is_followed_by_a_chart_beside_it() -> None:
    text = StepsBlock("流程", tuple(replace(step, what=step.what * 6) for step in steps_of(11).steps))
    task = power_task((420, 297), "A03", views.power_view(blocks=(text,)))
    first = pages(task)[0]
    assert len({thing["x"] for thing in first}) == 3
    assert [thing["kind"] for thing in first if thing["x"] == first[0]["x"]] == ["card"]
    assert faults_of(read_sheets(render(task, views.theme()).data), EDGE) == []


@pytest.mark.parametrize("size", [(1200, 800), (1800, 900), (900, 600)])
def test_a_chart_of_few_steps_is_followed_without_a_leap_on_a_wide_board(size: Size) -> None:
    found = read_sheets(power_board(size, "A03", views.power_view(blocks=(steps_of(4),))).data)
    assert "接右栏最上面" not in said(found)
    assert faults_of(found, EDGE) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_list_hangs_as_a_poster_in_three_columns(size: Size) -> None:
    made = power_board(size, "全部", *listed_powers())
    (page,) = found = read_sheets(made.data)
    assert faults_of(found, EDGE) == []
    assert all(squeeze(f"第{at}项权力15日村委会") in said(found) for at in range(1, 50))
    lefts = {round(span.ink[0] / page.size_mm[0] / MM, 1) for span in page.spans if "项权力" in span.text}
    assert len(lefts) == 3
    assert {code.text for code in codes_of(made.data)} == {"https://gk.example.com/q/liuwan/services/"}
    assert len(list_of(made.learned, "listed")) == 49


def test_a_board_of_a_power_that_the_list_has_not_says_so() -> None:
    made = power_board((900, 600), "Z9", views.power_view())
    (problem,) = made.problems
    assert problem.fault.code == "board-power-unknown"
    assert "A03" in problem.hint("zh")


@pytest.mark.parametrize("size", SIZES)
def test_a_board_left_blank_tells_whom_to_ask_for_what(size: Size) -> None:
    few = board_data(task_of(size, NOTICE, *listed_powers()).data, views.theme())
    assert 10 <= len(list_of(few, "listed")) < 50
    lists = [thing for page in few["pages"] for thing in page if thing["kind"] == "listing"]
    assert [thing["address"] for thing in lists] == ["https://gk.example.com/q/liuwan/services/"]
    full = board_data(task_of(size, *many().records, *listed_powers()).data, views.theme())
    assert "项权力" not in str(full["pages"])


def test_whom_to_ask_stands_in_larger_type_where_it_has_room_in_that() -> None:
    def larger(size: Size, *records: RecordView) -> float:
        data = board_data(task_of(size, *records, *listed_powers()).data, views.theme())
        (listing,) = (thing for page in data["pages"] for thing in page if thing["kind"] == "listing")
        return float(listing["columns"][0][1]["size"]) / float(data["sizes"]["body"])

    assert larger((1200, 2400), NOTICE) > 1.2
    assert larger((1200, 900), NOTICE) == 1.0


def test_what_is_told_of_the_money_is_as_large_as_what_is_said_of_records_where_no_strip_grows() -> None:
    def told(size: Size, *records: RecordView) -> float:
        task = task_of(size, *records)
        (panel,) = (thing for page in pages(task) for thing in page if thing["kind"] == "money-panel")
        sizes: Any = board_data(task.data, views.theme())["sizes"]
        card: Any = panel["card"]
        return float(card["parts"][0][0]["size"]) / float(sizes["body"])

    assert told((2400, 1200), account()) > 1.2
    assert told((900, 600), account(), *many().records) <= 1.12


def test_strips_are_moved_apart_with_rows_so_that_a_page_is_filled() -> None:
    task = task_of((2400, 1200), *OTHERS[:3], *listed_powers())
    with mock.patch.object(composing, "_CALM", 0.0):
        still = pages(task)[0]
    crowns = [
        [float(str(thing["y"])) for thing in page if thing["kind"] == "crown"]
        for page in (still, pages(task)[0])
    ]
    assert crowns[1][0] == crowns[0][0]
    assert crowns[1][-1] > crowns[0][-1] + 1


@pytest.mark.parametrize("size", SIZES[:3])
def test_a_lone_notice_takes_the_strip_and_stands_larger_than_all_else(size: Size) -> None:
    task = task_of(size, NOTICE)
    (page,) = pages(task)
    crown = next(thing for thing in page if thing["kind"] == "crown")
    (card,) = (thing for thing in page if thing["kind"] == "card")
    assert card["w"] == crown["w"], "no column beside it stays empty"
    title = maps_of({"lines": list_of(card, "parts")[0]}, "lines")[0]
    sizes = board_data(task.data, views.theme())["sizes"]
    assert isinstance(sizes, dict)
    assert float(str(title["size"])) > 1.2 * float(str(sizes["lead"]))
    assert faults_of(read_sheets(render(task, views.theme()).data), EDGE) == []


def test_parts_of_a_broad_card_stand_side_by_side_where_it_is_lower_and_lines_stay_short() -> None:
    sizes = Sizes(20.0, 33)
    lines = (
        Line("修路公示", 32.0, title=3),
        Line("公示到2026年3月20日", 32.0, look="red", whole=True),
        Line("修三百米路。" * 8, 22.0, 10.0),
        key_line("金额", "6,480.00 元", 32.0, 10.0),
    )
    card = Card(lines, "https://gk.example.com/1")
    assert [len(card.parts(wide, sizes)[0]) for wide in (400, 900, 1200, 3000)] == [1, 1, 2, 3]
    assert card.larger(1.5).measure(900, sizes) < card.measure(900, sizes)
    brief = Card((lines[0], Line("修三百米路。", 22.0, 10.0)), "https://gk.example.com/1")
    assert len(brief.parts(3000, sizes)[0]) == 1, "no higher than its code, and no line is long"
    told = Card(
        (lines[0], lines[2], Line("4月5日公开", 20.0, 10.0, look="quiet")), "https://gk.example.com/1"
    )
    parts, column = told.parts(1100, sizes)
    assert len(parts) == 1, "no higher than its code in a column as wide as can be read"
    assert column == 36 * 22.0


def heads(task: Task) -> list[list[str]]:
    """Return the names of panels side by side, row by row of the first page."""
    rows: dict[str, list[str]] = {}
    for thing in pages(task)[0]:
        if thing["kind"] == "crown":
            rows.setdefault(str(thing["y"]), []).append(str(thing["name"]))
    return list(rows.values())


QUIET = views.record_view("2026-0071", category="财务", title="第三季度债务", summary="")


@pytest.mark.parametrize("size", [(1200, 900), (1500, 1000), (600, 900)])
def test_whom_to_ask_stands_beside_a_small_panel_that_would_have_a_strip_for_itself(size: Size) -> None:
    task = task_of(size, views.finance_view("2026-0012"), NOTICE, QUIET, *listed_powers())
    assert heads(task) == [["正在公示", "村里的钱"], ["财务公开", "办事找谁"]]


def test_a_second_page_tells_whom_to_ask_where_it_is_left_half_empty() -> None:
    lone = [
        views.record_view(f"2026-008{at}", category=door) for at, door in enumerate(("党务", "村务", "财务"))
    ]
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE[:24]) for at in range(90, 93)]
    made = pages(task_of((420, 500), views.finance_view("2026-0012"), *notices, *lone, *listed_powers()))
    crowns = [[thing["name"] for thing in page if thing["kind"] == "crown"] for page in made]
    assert crowns == [["正在公示", "村里的钱"], ["党务公开", "村务公开", "财务公开", "办事找谁"]]


@pytest.mark.parametrize(("room", "moves"), [(3000.0, True), (900.0, False)])
def test_a_small_panel_leaves_the_first_strip_where_it_has_room_in_the_last(room: float, moves: bool) -> None:
    def panel(name: str, cards: int = 1) -> Panel:
        return Panel(name, "village", tuple(Card((), number=f"{name}{at}") for at in range(cards)), "")

    with mock.patch.object(Card, "high", return_value=200.0):
        grid = Grid(Sizes(20.0, 33), 1400, 3)
        strips = grid.strip((panel("a", 3), panel("b", 3), panel("c"))), grid.strip((panel("d", 2),))
        page = Page(grid, Frame(0, 0, 1400, room), tuple(strip for strip in strips if strip))
        found = [[panel.name for panel in strip.panels] for strip in small_below(page).strips]
    assert found == ([["a", "b"], ["d", "c"]] if moves else [["a", "b", "c"], ["d"]])


def test_number_edition_and_check_code_stand_below_their_code_and_none_is_broken() -> None:
    sizes = Sizes(26.0, 33)
    card = Card(
        (Line("修路公示", 32.0, title=3),),
        "https://gk.example.com/1",
        ("村〔2026〕公10号", "第1版", "5D8F-E345"),
    )
    rows: Any = card.plain(600, sizes)["imprint"]
    assert [[value for _, value, _ in row] for row in rows["facts"]] == [
        ["村〔2026〕公10号"],
        ["第1版", "5D8F-E345"],
    ]
    alone = replace(card, imprint=())
    assert card.high(600, sizes) > alone.high(600, sizes) == sizes.code
    long = replace(card, lines=(Line("一句长的话。" * 60, 26.0),))
    assert long.high(600, sizes) == replace(long, imprint=()).high(600, sizes), (
        "they take no room of their own"
    )


def test_check_codes_of_whatever_letters_stand_on_as_many_lines_in_the_same_type() -> None:
    for body in (18.0, 22.0, 26.0, 34.0):
        cards = [
            Card((), "https://gk.example.com/1", ("村〔2026〕公1号", "第1版", code))
            for code in ("1111-1111", "5D8F-E345", "DDDD-DDDD")
        ]
        rows: list[Any] = [card.plain(600, Sizes(body, 33))["imprint"] for card in cards]
        assert len({(row["size"], len(row["facts"])) for row in rows}) == 1


def test_columns_are_about_equally_long_and_the_last_are_the_shorter() -> None:
    for count in range(1, 20):
        rows, starts = even([1] * count, 5)
        held = [end - start for start, end in pairwise(starts)]
        assert (max(held) - min(held) <= 1, held) == (True, sorted(held, reverse=True))
        assert rows == max(held)
    assert even([2, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1], 8) == (2, (0, 1, 3, 5, 6, 8, 9, 10, 11))


def test_a_row_is_as_high_as_its_highest_card_where_rows_of_one_height_would_leave_gaps() -> None:
    heights = (230.0, 210.0, 190.0, 195.0, 205.0, 190.0, 200.0)
    panel = Panel("正在公示", "running", tuple(Card((), number=str(at)) for at in range(7)), "")
    with mock.patch.object(Card, "high", lambda card, _wide, _sizes: heights[int(card.number)]):
        grid = Grid(Sizes(20.0, 33), 1400, 2)
        strip = grid.strip((panel,))
    assert strip
    assert strip.starts == ((0, 4, 7),)
    between = [after - before - grid.between for before, after in pairwise(strip.tops)]
    assert [round(high) for high in between] == [230, 210, 200, 195]
    assert rows_of([190.0, 400.0], strip.tops) == (0, 1, 3)
    assert rows_of([900.0, 190.0], strip.tops) == (0, 4, 5), "no row is below the last"


def test_quiet_items_grow_with_the_room_but_are_no_larger_than_notices() -> None:
    for records in ((NOTICE, *OTHERS[:2]), OTHERS[:2]):
        (page,) = pages(task_of((2400, 1200), *records))
        sizes = board_data(task_of((2400, 1200), *records).data, views.theme())["sizes"]
        assert isinstance(sizes, dict)
        titles = [
            float(str(maps_of({"lines": list_of(thing, "parts")[0]}, "lines")[0]["size"]))
            for thing in page
            if thing["kind"] == "card"
        ]
        assert max(titles[-2:]) > 1.1 * float(str(sizes["title"]))
        assert titles[0] == max(titles)


def test_a_day_is_set_smaller_rather_than_broken() -> None:
    day = Line("公示到2026年3月20日", 32.0, whole=True)
    assert [float(str(day.plain(wide)["size"])) for wide in (400, 300, 100)] == [32.0, 25.36, 20.0]


@pytest.mark.parametrize("board", [BOARD, replace(BOARD, power="全部")])
def test_what_people_come_for_stands_first_whatever_classes_are_called(board: BoardView) -> None:
    powers = [
        views.power_view("2026-0001", id="A01", title="无类", class_label=""),
        views.power_view("2026-0002", id="B01", title="报销", class_label="Daily management"),
        views.power_view("2026-0003", id="C01", title="低保", class_label="Services", serves=True),
    ]
    village = replace(views.village_view((NOTICE, *powers)), boards=(board,))
    (task,) = (task for task in plan_village(village, views.theme("en")) if task.section == "boards")
    listed = maps_of(task.data, "poster" if board.power else "offered")
    assert [item["title"] for item in listed] == ["低保", "报销", "无类"]


def test_whom_to_ask_stands_beside_two_small_panels_of_a_low_board() -> None:
    notices = [
        views.notice_view(f"2026-003{at}", title="灌渠沿线垃圾清运公示", summary="会上定了，请大家看一看。")
        for at in (1, 2)
    ]
    lone = [views.record_view(f"2026-005{at}", category=door) for at, door in enumerate(("党务", "村务"))]
    (page,) = pages(task_of((900, 600), account(INCOME, EXPENSE), *notices, *lone, *listed_powers()))
    tops = {thing["name"]: thing["y"] for thing in page if thing["kind"] == "crown"}
    assert tops["办事找谁"] == tops["党务公开"] == tops["村务公开"] != tops["正在公示"]


def test_a_small_board_sets_the_money_small_rather_than_only_to_count_it() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(14)]
    money = views.finance_view("2026-0041")
    made = pages(task_of((297, 420), money, *notices, *OTHERS))
    assert len(made) == 2
    assert [thing["kind"] for page in made for thing in page].count("money-panel") == 1
    assert len(pages(task_of((297, 420), money, notices[0]))) == 1


def test_a_board_too_low_for_the_money_tells_of_it_as_of_a_record() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(14)]
    made = pages(task_of((297, 210), views.finance_view("2026-0041"), *notices))
    assert not any(thing["kind"] == "money-panel" for page in made for thing in page)


def test_a_board_too_low_for_a_code_lists_what_is_running_without_one() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=f"第{at}项公示") for at in range(1, 7)]
    made = board(views.village_view(notices), (297, 200))
    assert (made.problems, len(texts_of(made.learned, "listed"))) == ((), 6)
    assert made.learned["lists"] == []
    assert all(squeeze(f"第{at}项公示") in said(read_sheets(made.data)) for at in range(1, 7))
    alone = board(views.village_view(notices[:1]), (297, 200))
    assert texts_of(alone.learned, "listed") == ["2026-0001"]


def test_on_a_low_board_other_panels_stand_beside_notices_where_the_money_takes_a_page() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=f"第{at}项公示") for at in range(1, 3)]
    group = [replace(notices[0], groups=("三组",)), notices[1]]
    village = views.village_view((*group, account(INCOME, EXPENSE)))
    boards = (replace(BOARD, width=420, height=297, group="三组"),)
    (task,) = (
        task
        for task in plan_village(replace(village, boards=boards), views.theme())
        if task.section == "boards"
    )
    first, second = pages(task)
    heads = [[thing["name"] for thing in page if thing["kind"] == "crown"] for page in (first, second)]
    assert heads == [["本组正在公示", "其他正在公示"], ["村里的钱"]]


def test_dates_stand_behind_all_titles_of_a_list_or_below_all_but_below_few_that_are_too_long() -> None:
    def items(*titles: str) -> list[Values]:
        return [
            {"line": title, "aside": ["公示到2026年4月22日", "村〔2026〕公25号"], "id": ""}
            for title in titles
        ]

    sizes = Sizes(18.0, 41)
    wide = sizes.code + sizes.gap + 31.5 * 18.0

    def below(*titles: str) -> list[bool]:
        listing = listing_of(items(*titles), "", "https://gk.example.com/", sizes)
        shown: Any = listing.plain(wide, sizes)["columns"] if listing else []
        return [line["below"] is not None for line in shown[0]]

    assert below(*["水渠清淤公示"] * 9) == [False] * 9
    assert below(*["水渠清淤公示"] * 8, "第三村民小组水渠清淤公示") == [False] * 9, "it has two lines"
    assert below(*["水渠清淤公示"] * 6, *["第三村民小组水渠清淤公示"] * 4) == [True] * 10
    assert below(*["水渠清淤公示"] * 8, TITLE)[-1]


def test_what_has_room_beside_others_stands_in_full_though_it_is_quieter() -> None:
    party = [views.record_view(f"2026-{at:04d}", category="党务", summary="照办。") for at in (60, 61, 62)]
    notices = [views.notice_view(f"2026-{at:04d}", title=TITLE) for at in range(1, 8)]
    money = views.finance_view("2026-0030")
    made = board(views.village_view((*notices, money, *OTHERS[:4], *party)), (420, 594))
    assert {record.number for record in party} <= set(texts_of(made.learned, "numbers"))
    assert texts_of(made.learned, "listed")


def test_a_name_that_a_line_of_its_own_holds_stands_below_its_label() -> None:
    fact = ("村民小组", "红枫库区移民安置一组")
    line = facts_line([fact], 10.0, 0.0)
    shown: Any = [line.plain(wide)["facts"] for wide in (160.0, 120.0, 80.0)]
    assert [told[0][0][2] for told in shown] == [False, True, False]
    assert line.high(160.0) < line.high(120.0)


def test_on_a_narrow_board_numbers_of_the_village_are_less_large_to_stand_beside_others() -> None:
    phones = tuple((name, "0900-8880404") for name in ("青坪镇咨询电话", "镇纪委", "镇农经站"))
    own = (("咨询电话", "0900-8880401"), ("监督电话", "0900-8880402"))
    foot = Foot(("扫码看全村公开的每一项",), (), "https://gk.example.com/q/liuwan/", phones, own, "")
    narrow, wide = (foot.plain(Sizes(18.0, 37), room / MM) for room in (240, 860))
    assert (narrow["row"], wide["row"]) == (True, True)
    assert float(str(narrow["large"])) < float(str(wide["large"]))


def test_in_the_foot_no_sentence_is_broken_for_larger_numbers() -> None:
    lines = ("Scan for everything this village publishes", "The code beside each item opens its full text")
    others = tuple((name, "0900-8880404") for name in ("Questions", "Complaints", "Economics"))
    own = (("Questions", "0900-8880401"), ("Supervision", "0900-8880402"))
    foot = Foot(lines, (), "https://gk.example.com/q/liuwan/", others, own, "")
    shown = foot.plain(Sizes(18.0, 37), 1300.0)
    said, longest = float(str(shown["said"])), max(width(line) for line in lines) * 18.0
    assert (shown["way"], shown["row"], said >= longest) == ("beside", True, True)


def test_in_the_foot_of_large_type_on_small_paper_no_number_is_broken_and_in_the_head_no_day() -> None:
    phones = tuple((name, "0900-8880404") for name in ("小河乡咨询电话", "明水县村务公开咨询电话"))
    own = (("咨询电话", "0900-8880401"), ("监督电话", "0900-8880402"))
    foot = Foot(("扫码看全村公开的每一项",), (), "https://gk.example.com/bei/", phones, own, "每天")
    shown: Any = replace(foot, tall=420 / MM).plain(Sizes(30.8, 37), 277 / MM)
    longest = width("明水县村务公开咨询电话 0900-8880404") * float(shown["sizes"]["body"])
    assert (shown["way"], float(shown["said"]) > longest) == ("beside", True)
    head: Any = board_data(task_of((297, 420), NOTICE).data, views.theme())["head"]
    assert width(head["updated"]) * float(head["small"]) < 277 / MM / 2


def test_on_a_low_page_the_foot_is_no_higher_than_its_code_and_keeps_all_numbers() -> None:
    phones = tuple((name, "0900-8880404") for name in ("额尔敦塔拉乡咨询电话", "镇纪委", "县咨询电话"))
    own = (("咨询电话", "0900-8880401"), ("监督电话", "0900-8880402"))
    foot = Foot(("扫码看全村公开的每一项",), (), "https://gk.example.com/q/liuwan/", phones, own, "每天")
    sizes, room = Sizes(18.0, 37), 277 / MM
    shown: Any = foot.on(270 / MM, sizes, room).plain(sizes, room)
    assert foot.on(841 / MM, sizes, room) == foot, "a higher page keeps it, however large its type"
    assert foot.high(sizes, room) > float(shown["high"])
    assert float(shown["high"]) <= sizes.code + sizes.gap
    assert (shown["ranks"], shown["hours"]) == ([], "")
    run = [value for row in shown["lines"][-1]["facts"] for _, value, _ in row]
    assert run == [*(number for _, number in phones), "每天"]
    assert [phone["value"] for phone in shown["own"]] == [number for _, number in own]


def test_whom_to_ask_stands_below_names_in_all_columns_of_a_list_or_behind_them_in_all() -> None:
    longest = ("最低生活保障申请协助与评议", "村委会（协助）、镇政府（审核）、县民政局或受委托的镇（确认）")
    long = ("宅基地申请", "村民小组/集体经济组织、村委会、镇政府（审批）")
    told = {1: longest, 9: long}
    powers = []
    for at, power in enumerate(listed_powers(), 1):
        title, responsible = told.get(at, ("临时救助供养", "村委会"))
        powers.append(replace(power, title=title, responsible=responsible))
    records = (views.finance_view("2026-0012"), *OTHERS[:3], NOTICE, *powers)
    (page,) = read_sheets(render(task_of((900, 600), *records), views.theme()).data)

    def begins(*words: str) -> list[int]:
        found = {word: span for span in page.spans for word in words if span.text.startswith(word)}
        return [round(found[word].ink[0]) for word in words]

    assert begins("村委会（协助）", "村民小组/") == begins("最低生活保障", "宅基地申请")
