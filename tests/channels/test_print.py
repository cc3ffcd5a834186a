"""Sheets and boards, from views made by hand.

Their size, their type, what stands on them, and that nothing is lost.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock

import pymupdf
import pytest
from PIL import Image

from sunboard.channels.print import CHANNEL, drawing
from sunboard.channels.print.drawing import BOARD_TOO_SMALL, PAPER_UNSETTLED, PAPER_UNTAGGED
from sunboard.channels.print.tables import MOST_ROWS, column_widths, to_table
from sunboard.channels.print.wording import in_chunks, in_words, longest_word, loosen, width
from sunboard.contracts import Rendered, Task
from sunboard.engines.typst_pages import Pdf
from sunboard.model.blocks import Bar, BarsBlock, Column, Event, Fact, TableBlock, TimelineBlock
from sunboard.model.plain import maps_of
from sunboard.model.view import BoardView, Clock, RecordView, VillageView, as_plain
from sunboard.typesetting.saying import say_amount
from tests.helpers import views
from tests.helpers.codes import find_codes, unreadable
from tests.helpers.pdfs import MM, Sheet, loose_fonts, outside, overlaps, read_sheets, squeeze

LONG = "A1b2" * 50
TITLE = (
    "关于第三、第四、第五村民小组机动地重新发包以及水渠清淤、巷"
    "道硬化、路灯维修三项工程统一招标结果的情况说明第一期公示稿"
)
SIZES = ((2400, 1200), (1200, 900), (900, 600), (600, 900), (300, 300), (6000, 450), (317, 4001))
PAPERS = ((210.0, 297.0), (297.0, 210.0), (420.0, 297.0))


def sheets(*records: RecordView, **changes: Any) -> dict[str, tuple[Task, Rendered]]:
    planned = [
        task
        for task in CHANNEL.plan_village(views.village_view(records, boards=(), **changes), views.theme())
        if isinstance(task, Task)
    ]
    return {str(task.entry["number"]): (task, CHANNEL.render(task, views.theme())) for task in planned}


def ledger(rows: int, number: str = "2026-0012", **changes: Any) -> RecordView:
    lines = tuple(
        (
            "2026-01-06",
            f"01-{at:03d}",
            f"第{at}笔：" + "付春灌渠道清淤机械租赁费" * (at % 4),
            "514.03 公益支出/设施维修",
            "",
            f"{at}.50",
            f"{100000 - at}.00",
        )
        for at in range(1, rows + 1)
    )
    total = (
        "",
        "",
        "合计",
        "",
        "",
        str(sum((Decimal(line[5]) for line in lines), Decimal())),
        f"{100000 - rows}.00",
    )
    block = TableBlock("收支明细", views.LEDGER_COLUMNS[:7], lines, total, ledger=True)
    return views.finance_view(number, blocks=(block,), **changes)


@cache
def awkward() -> dict[str, tuple[Task, Rendered]]:
    """Draw records that are hard to lay out."""
    wide = TableBlock(
        "宽表",
        tuple(Column(f"第{at}列") for at in range(30)),
        (tuple(LONG if at == 3 else f"值{at}" for at in range(30)),),
    )
    body = (
        f"### 三级标题\n\n# 一级\n\n{'长段落。' * 900}\n\n{LONG}\n\n| a | b |\n|--|--|\n| {LONG} | 㛃䶮𫖮 |\n"
    )
    return sheets(
        views.hostile_view("2026-0001"),
        ledger(0, "2026-0002", figures=()),
        ledger(60, "2026-0003"),
        views.finance_view("2026-0004"),
        views.power_view("2026-0005"),
        views.notice_view(
            "2026-0006", title=TITLE[:60], summary=LONG, facts=(Fact(LONG, LONG), Fact("短", "x"))
        ),
        views.record_view("2026-0007", blocks=(wide,), body=body),
        views.record_view(
            "2026-0008",
            summary="",
            facts=(),
            blocks=(),
            body="",
            attachments=(),
            signing=(),
            published="",
            posted_until="",
        ),
    )


def pages(rendered: Rendered, folder: Path) -> list[Sheet]:
    path = folder / "made.pdf"
    path.write_bytes(rendered.data)
    return read_sheets(path)


def said(found: list[Sheet]) -> str:
    return squeeze("".join(span.text for sheet in found for span in sheet.spans))


def inside(sheet: Sheet, edge: float) -> list[str]:
    wide, tall = sheet.size_mm
    hang = {
        span: 0.3 * span.size * MM if span.text.endswith(" ") else 0.2 for span in sheet.spans
    }  # a space may stand beyond the end of a line
    return [
        span.text
        for span in sheet.spans
        if span.ink[0] * MM < edge - 0.2
        or span.ink[1] * MM < edge - 0.2
        or span.ink[2] * MM > wide - edge + hang[span]
        or span.ink[3] * MM > tall - edge + 0.2
    ]


def faults_of(found: list[Sheet], edge: float) -> list[str]:
    return [fault for sheet in found for fault in (*outside(sheet), *overlaps(sheet), *inside(sheet, edge))]


def codes_of(rendered: Rendered, dpi: int = 150) -> list[Any]:
    with pymupdf.open(stream=rendered.data) as document:
        return [
            code
            for page in document
            for code in find_codes(Image.open(io.BytesIO(page.get_pixmap(dpi=dpi).tobytes("png"))))
        ]


@pytest.mark.parametrize("number", [f"2026-{at:04d}" for at in range(1, 9)])
def test_sheets_hold_everything_at_its_size(number: str, tmp_path: Path) -> None:
    task, made = awkward()[number]
    found = pages(made, tmp_path)
    assert made.problems == ()
    assert made.learned == {"page_count": len(found)}
    assert all(
        any(abs(w - a) < 0.1 and abs(h - b) < 0.1 for a, b in PAPERS)
        for sheet in found
        for w, h in (sheet.size_mm, sheet.crop_mm)
    )
    assert faults_of(found, 8) == []
    assert min(span.size for sheet in found for span in sheet.spans) >= 10.49
    assert loose_fonts(tmp_path / "made.pdf") == []
    text = said(found)
    for name in ("title", "summary", "paper_number", "check_code", "qr"):
        assert squeeze(str(task.data[name])) in text, name
    for phone in ("0900-8880100", "0900-8880110"):
        assert phone in text


def test_every_string_of_a_record_is_on_its_sheet(tmp_path: Path) -> None:
    record = views.power_view(body="段落一。\n\n- 甲\n- 乙\n", attachments=views.record_view().attachments)
    text = said(pages(sheets(record)[record.number][1], tmp_path))
    plain = as_plain(record)
    assert isinstance(plain, dict)
    for value in strings(
        [
            plain[name]
            for name in ("title", "summary", "facts", "signing", "attachments", "state_label", "class_label")
        ]
    ):
        assert squeeze(value) in text
    for step in record.blocks[0].steps:  # type: ignore[union-attr]
        assert all(
            squeeze(value) in text for value in (step.who, step.what, step.limit, step.document, *step.risks)
        )
        assert all(
            squeeze(arrow.label) in text and (not arrow.end or squeeze(arrow.to) in text)
            for arrow in step.arrows
        )


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() if key != "file" for text in strings(item)]
    return (
        [text for item in value for text in strings(item)]
        if isinstance(value, list)
        else [value]
        if isinstance(value, str)
        else []
    )


@pytest.mark.parametrize("rows", [1, 28, MOST_ROWS])
def test_a_ledger_stands_row_by_row_and_carries_its_totals(rows: int, tmp_path: Path) -> None:
    record = ledger(rows)
    found = pages(sheets(record)[record.number][1], tmp_path)
    text = said(found)
    block = record.blocks[0]
    assert isinstance(block, TableBlock)
    for row in block.rows:
        line = squeeze("".join((*row[:5], *(say_amount(cell) for cell in row[5:]))))
        assert line in text, row[1]
    assert text.count("过次页") == text.count("承前页") == sum("过次页" in sheet.shown for sheet in found)
    gone = Decimal()
    for sheet in found:
        gone += sum(Decimal(row[5]) for row in block.rows if f"{row[1]}{squeeze(row[2])}" in said([sheet]))
        if "过次页" in sheet.shown:
            assert f"过次页{gone:,.2f}" in said([sheet])
    assert f"{gone:,.2f}" == say_amount(block.total[5])
    assert all(span.size >= 12 for sheet in found for span in sheet.spans if span.text.startswith("01-"))


def test_a_long_ledger_sends_the_reader_to_the_web(tmp_path: Path) -> None:
    record = ledger(MOST_ROWS + 1)
    found = pages(sheets(record)[record.number][1], tmp_path)
    text = said(found)
    assert f"共{MOST_ROWS + 1}笔，扫码看每一笔" in text
    assert "01-001" not in text
    assert f"{100000 - MOST_ROWS - 1:,}.00" in text, "its totals stay"
    assert len(found) <= 2


def test_rows_are_high_enough_to_read_along(tmp_path: Path) -> None:
    record = ledger(12)
    found = pages(sheets(record)[record.number][1], tmp_path)
    tops = [span.ink[1] * MM for sheet in found for span in sheet.spans if span.text.startswith("01-")]
    assert all(low - high >= 7.99 for high, low in pairwise(tops) if low > high)


def test_the_seal_has_its_place(tmp_path: Path) -> None:
    record = views.record_view()
    sheet = pages(sheets(record)[record.number][1], tmp_path)[-1]
    (label,) = (span for span in sheet.spans if span.text == "盖章处")
    right, top = sheet.size_mm[0] - 15, label.ink[3] * MM
    in_the_way = [
        span.text
        for span in sheet.spans
        if span.ink[2] * MM > right - 45 and top + 0.5 < span.ink[3] * MM < top + 45
    ]
    assert in_the_way == []
    (code,) = codes_of(sheets(record)[record.number][1])
    assert right - 45 - (code.box[2] + 4 * code.pixels) * 25.4 / 150 >= 9.5


def test_sheets_carry_their_own_code() -> None:
    for record in (views.record_view(), views.finance_view()):
        (code,) = codes_of(sheets(record)[record.number][1])
        assert code.text == record.qr
        assert code.pixels * 25.4 / 150 >= 0.99, "millimetres a module"
        assert code.quiet == 4
        assert unreadable(code) == []


def test_nothing_is_printed_that_cannot_be_opened() -> None:
    village = views.village_view(reachable=False)
    tasks = [task for task in CHANNEL.plan_village(village, views.theme()) if isinstance(task, Task)]
    assert {task.section for task in tasks} == {"sheets"}
    assert codes_of(CHANNEL.render(tasks[0], views.theme()), 100) == []


def test_what_hangs_gets_a_sheet_and_all_of_it_when_asked() -> None:
    records = (
        views.record_view(),
        views.record_view("2026-0002", on_display=False),
        views.record_view("2026-0003", on_display=False, bare=True),
        views.record_view(""),
    )

    def planned(**changes: Any) -> list[Any]:
        return [
            dict(task.entry)
            for task in CHANNEL.plan_village(views.village_view(records, boards=(), **changes), views.theme())
        ]

    assert planned() == [{"number": "2026-0007", "file": "print/liuwan/sheets/2026-0007.pdf"}]
    assert [entry["number"] for entry in planned(all_sheets=True)] == ["2026-0007", "2026-0002"]


@pytest.mark.parametrize(
    "body",
    [
        "- " * 16 + "深处文字",
        "> " * 60 + "深处文字",
        "*_" * 150 + "深处文字" + "_*" * 150,
        "> - 1. " * 20 + "深处文字",
        "\n".join("   " * at + f"{at + 1}. 层" for at in range(20)) + "\n\n深处文字",
    ],
)
def test_a_sheet_is_drawn_however_deeply_its_text_is_nested(body: str, tmp_path: Path) -> None:
    record = views.record_view(body=body)
    (made,) = (rendered for _, rendered in sheets(record).values())
    found = pages(made, tmp_path)
    assert made.problems == ()
    assert faults_of(found, 8) == []
    assert "深处文字" in said(found)


def test_a_sheet_of_a_very_long_text_is_drawn() -> None:
    record = views.record_view(body=("这一段话说的是村里的路和渠。" * 40 + "\n\n") * 119)
    assert len(record.body.encode()) > 190_000
    (made,) = (rendered for _, rendered in sheets(record).values())
    assert made.problems == ()
    assert int(str(made.learned["page_count"])) > 30


# ---- boards


@pytest.mark.parametrize(("size", "says"), [((150, 100), "一个二维码也放不下"), ((200, 200), "放不下")])
def test_a_board_too_small_for_its_codes_says_so_and_promises_none_of_them(
    size: tuple[int, int], says: str
) -> None:
    task, made = draw(some(), size)
    drawn = {code.text for code in codes_of(made)}
    numbers = made.learned["numbers"]
    assert numbers == sorted(
        record.number
        for record in some().records
        if record.qr in drawn and record.number in task.entry["numbers"]
    )  # type: ignore[operator]
    (problem,) = made.problems
    assert problem.fault is BOARD_TOO_SMALL
    assert "“main”" in problem.message("zh")
    assert f"{size[0]}×{size[1]}" in problem.message("en")
    assert says in problem.message("zh")


def draw(village: VillageView, size: tuple[int, int], language: str = "zh") -> tuple[Task, Rendered]:
    board = BoardView("main", "", "村委会门口", *size, "outline")
    (task,) = (
        t
        for t in CHANNEL.plan_village(replace(village, boards=(board,)), views.theme(language))
        if t.section == "boards"
    )
    assert isinstance(task, Task)
    return task, CHANNEL.render(task, views.theme(language))


def few() -> VillageView:
    return views.nearly_empty_village()


def some() -> VillageView:
    return views.village_view()


def many() -> VillageView:
    categories = ("党务", "村务", "财务", "工程", "惠民", "土地")
    records = [
        views.record_view(f"2026-{at:04d}", category=categories[at % 6], title=f"{at}{TITLE}"[: 10 + at * 2])
        for at in range(1, 25)
    ]
    records += [views.notice_view(f"2026-{at:04d}", title=TITLE[:60]) for at in range(30, 34)]
    records.append(
        views.record_view(
            "2026-0040", title="A" * 60, summary="这一句大白话很长，" * 90 + LONG, facts=(Fact("网址", LONG),)
        )
    )
    records.append(views.finance_view("2026-0041"))
    return views.village_view(tuple(records), name="柳湾村" * 3)


@pytest.mark.parametrize("village", [few, some, many])
@pytest.mark.parametrize("size", SIZES)
def test_boards_fit_their_frame(size: tuple[int, int], village: Any, tmp_path: Path) -> None:
    task, made = draw(village(), size)
    found = pages(made, tmp_path)
    assert made.problems == ()
    assert made.learned == {"page_count": len(found)}
    assert all(
        abs(side - want) <= 0.1 for sheet in found for side, want in zip(sheet.size_mm, size, strict=True)
    )
    assert faults_of(found, 9) == []
    spans = [span for sheet in found for span in sheet.spans]
    assert min(span.size for span in spans) >= 12
    assert sum(len(span.text) for span in spans if span.size < 17.99) <= 0.2 * sum(
        len(span.text) for span in spans
    ), "captions are few"
    text = said(found)
    if len(found) > 1:
        assert f"续{len(found)}/{len(found)}" in text
    for record in village().records:
        shown = record.number in task.entry["numbers"]  # type: ignore[operator]
        assert shown == (record.on_display and record.kind != "power")
        if shown:
            assert squeeze(record.title) in text
            assert all(squeeze(chunk) in text for chunk in in_chunks(record.summary))


@pytest.mark.parametrize(("village", "size"), [(few, (900, 600)), (some, (1200, 900)), (many, (600, 900))])
def test_boards_carry_exactly_the_codes_they_promise(village: Any, size: tuple[int, int]) -> None:
    task, made = draw(village(), size)
    codes = codes_of(made)
    numbers = task.entry["numbers"]
    home = village().qr_base + str(task.entry["url"]).removeprefix(village().base_url)
    assert {code.text for code in codes} == {
        home,
        *(record.qr for record in village().records if record.number in numbers),
    }  # type: ignore[operator]
    assert min(code.pixels for code in codes) * 25.4 / 150 >= 1.59, "millimetres a module"
    assert min(code.quiet for code in codes) == 4
    assert [fault for code in codes for fault in unreadable(code)] == []
    assert list(task.entry) == ["board", "file", "page_count", "size_mm", "url", "numbers"]


def test_a_board_says_what_is_urgent_what_is_left_and_whom_to_call(tmp_path: Path) -> None:
    found = pages(draw(some(), (2400, 1200))[1], tmp_path)
    text = said(found)
    for words in (
        "正在公示",
        "公示到2026年4月21日",
        "722,881.21",
        "党务公开",
        "本期无此项",
        "小微权力清单共1项：便民服务1项",
        "0900-8880110",
    ):
        assert words in text
    spans = {squeeze(span.text): span.size for span in found[0].spans}
    assert spans["2026年低保评议结果公示"] > spans["巷道硬化工程实施方案的决议"], "what is urgent is larger"


def test_a_board_counts_items_of_the_power_list_that_apply_and_shows_matters_of_their_category(
    tmp_path: Path,
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
    for size in ((2400, 1200), (600, 900)):
        task, made = draw(village, size)
        text = said(pages(made, tmp_path))
        assert "小微权力清单共2项：日常管理2项" in text
        assert "办事和权力" in text
        assert "云顶组上门服务日" in text
        assert task.entry["numbers"] == ["2026-0031"]
    assert "办事和权力" not in said(pages(draw(some(), (900, 600))[1], tmp_path)), (
        "an empty panel of services would only take room"
    )


def test_what_ends_first_stands_first_and_no_panel_denies_what_stands_elsewhere(tmp_path: Path) -> None:
    later, sooner = (
        views.notice_view("2026-0001", title="后", notice_end="2026-06-01"),
        views.notice_view("2026-0002", title="先", notice_end="2026-05-01"),
    )
    task, drawn = draw(views.village_view((later, sooner, views.finance_view("2026-0003"))), (1200, 900))
    assert [item["title"] for item in maps_of(task.data, "running")] == ["先", "后"]
    text = said(pages(drawn, tmp_path))
    assert "都在“正在公示”里" in text
    assert "见“村里的钱”" in text
    assert text.count("本期无此项") == 1, "nothing of the party's affairs"


def test_a_board_of_a_village_without_a_number_says_where_to_ask(tmp_path: Path) -> None:
    village = views.village_view(contact_phone="", supervise_phone="", phones=())
    assert "请到村委会当面问" in said(pages(draw(village, (900, 600))[1], tmp_path))


def test_a_board_with_little_to_say_says_it_larger(tmp_path: Path) -> None:
    def largest(village: VillageView) -> float:
        return max(
            span.size
            for sheet in pages(draw(village, (1200, 900))[1], tmp_path)
            for span in sheet.spans
            if span.text == "党务公开"
        )

    assert largest(some()) > 1.2 * largest(many())


def test_both_languages_are_drawn(tmp_path: Path) -> None:
    assert "Openforcomment" in said(pages(draw(some(), (900, 600), "en")[1], tmp_path))
    chinese, english = (set(views.theme(language).strings) for language in ("zh", "en"))
    assert {name for name in chinese ^ english if name.startswith("print-")} == set()


def test_equal_data_gives_equal_bytes_and_whole_files(tmp_path: Path) -> None:
    first, again = draw(some(), (900, 600))[1].data, draw(some(), (900, 600))[1].data
    assert first == again
    assert draw(views.village_view(today="2026-05-01"), (900, 600))[1].data == first, (
        "the day of the build is not on it"
    )
    qpdf = shutil.which("qpdf")
    for place, data in enumerate((first, *(made.data for _, made in awkward().values()))):
        path = tmp_path / f"{place}.pdf"
        path.write_bytes(data)
        if qpdf:
            assert (
                subprocess.run([qpdf, "--check", str(path)], capture_output=True, check=False).returncode == 0
            )


def test_a_sheet_is_never_lost_to_a_symbol() -> None:
    (_, made), *_ = sheets(views.record_view(body="完工\U0001f600")).values()
    assert [problem.fault for problem in made.problems] == [PAPER_UNTAGGED]
    assert made.data.startswith(b"%PDF")


def test_a_sheet_of_which_typst_is_not_sure_is_made_and_told_of() -> None:
    unsure = Pdf(b"%PDF", 1, tagged=True, warnings=("layout did not converge within 5 attempts",))
    with mock.patch.object(drawing, "draw_pdf", return_value=unsure):
        (_, made), *_ = sheets(views.record_view()).values()
    assert [problem.fault for problem in made.problems] == [PAPER_UNSETTLED]
    assert made.data == b"%PDF"


def test_a_board_leads_the_eye_to_notices_money_and_telephone(tmp_path: Path) -> None:
    (sheet,) = pages(draw(some(), (2400, 1200))[1], tmp_path)
    spans = {squeeze(span.text): span for span in sheet.spans}
    wide, tall = (side / MM for side in sheet.size_mm)
    running, closing, phone = (
        spans["正在公示"],
        spans["722,881.21"],
        max((s for s in sheet.spans if s.text == "0900-8880110"), key=lambda s: s.size),
    )
    assert running.ink[0] < wide * 0.1
    assert running.ink[1] < tall * 0.2, "what runs stands top left"
    assert wide * 0.3 < closing.ink[0] < wide * 0.7
    assert tall * 0.25 < closing.ink[3] < tall * 0.7, "the money stands in the middle"
    assert closing.size >= 54, "points: read from three metres"
    assert phone.ink[2] > wide * 0.9
    assert phone.ink[3] > tall * 0.9, "whom to call stands bottom right"
    assert phone.size >= 40


@pytest.mark.parametrize("size", SIZES[:4])
def test_a_fifth_of_a_board_is_white(size: tuple[int, int]) -> None:
    with pymupdf.open(stream=draw(many(), size)[1].data) as document:
        for page in document:
            grey = Image.open(io.BytesIO(page.get_pixmap(dpi=10).tobytes("png"))).convert("L")
            white = sum(count for value, count in enumerate(grey.histogram()) if value > 250)
            assert white >= 0.2 * grey.width * grey.height


def test_the_bar_of_the_closing_sum_is_clear_of_its_commas(tmp_path: Path) -> None:
    notices = (
        views.notice_view(f"2026-{at:04d}", title=TITLE[:60], summary="这一句大白话很长，" * 12)
        for at in range(1, 13)
    )
    drawn = draw(views.village_view((*notices, views.finance_view("2026-0041"))), (1200, 900))[1]
    hero = max(
        (span for span in pages(drawn, tmp_path)[0].spans if span.text == "722,881.21"),
        key=lambda span: span.size,
    )
    base = hero.ink[3] - 0.06 * hero.size
    with pymupdf.open(stream=drawn.data) as document:
        shapes = [shape["rect"] for shape in document[0].get_drawings() if shape["fill"]]
    below = [
        box.y0
        for box in shapes
        if abs(box.y0 - base) < hero.size
        and box.width > hero.size
        and box.x0 < hero.ink[2]
        and box.x1 > hero.ink[0]
    ]
    assert below
    assert min(below) > base + 0.22 * hero.size


def test_a_board_loses_nothing_in_either_ink(tmp_path: Path) -> None:
    board = BoardView("main", "", "", 1200, 900, "full")
    (task,) = (
        t
        for t in CHANNEL.plan_village(replace(some(), boards=(board,)), views.theme())
        if t.section == "boards"
    )
    assert isinstance(task, Task)
    full = pages(CHANNEL.render(task, views.theme()), tmp_path)
    assert faults_of(full, 9) == []
    assert said(full) == said(pages(draw(some(), (1200, 900))[1], tmp_path))


# ---- words and tables


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "柳湾村2026年一季度财务收支公开",
        "A" * 60,
        "Open for comment",
        "甲（乙）、丙",
        *views.HOSTILE.split("%"),
    ],
)
def test_titles_keep_their_words_and_leave_no_character_alone(title: str) -> None:
    words = in_words(title, ("柳湾村",))
    assert "".join(words).replace("\u200b", "") == title
    assert not any(word[0] in "，。、）》" for word in words if len(word) > 1), (
        "no line begins with such a sign"
    )


def test_titles_break_where_a_meaning_ends() -> None:
    assert [word for word in in_words("柳湾村2026年一季度财务收支公开", ("柳湾村",)) if word] == [
        "柳湾村",
        "2026年一季度",
        "财务",
        "收支",
        "公开",
    ]
    assert "最低生活保障" in in_words("最低生活保障申请协助与评议")


def test_bars_events_and_clocks_are_said_in_words_too(tmp_path: Path) -> None:
    bars = BarsBlock(
        "支出按科目",
        (Bar("公益支出", "24350.00", note="占30.4%"), Bar("管理费用", "9602.80", "12000.00")),
        "33952.80",
        tone="expense",
    )
    events = TimelineBlock(
        "议事过程", (Event("提议", "2026年3月24日", "理事会", "同意5人", "村部"), Event("公开", ""))
    )
    record = views.notice_view(
        blocks=(bars, events), clocks=(Clock("公示期", "2026-04-15", "2026-04-21", "共7天"),)
    )
    (made,) = (rendered for _, rendered in sheets(record).values())
    found = pages(made, tmp_path)
    text = said(found)
    for words in (
        "公益支出",
        "24,350.00",
        "占30.4%",
        "预算12,000.00",
        "33,952.80",
        "2026年3月24日",
        "理事会",
        "同意5人",
        "2026年4月15日至4月21日",
        "共7天",
    ):
        assert words in text
    assert made.problems == ()
    assert faults_of(found, 8) == []


def test_a_quarter_takes_few_pages_and_only_what_needs_it_takes_wider_paper(tmp_path: Path) -> None:
    _, made = sheets(ledger(28))["2026-0012"]
    found = pages(made, tmp_path)
    assert len(found) <= 3
    assert {tuple(round(side) for side in sheet.size_mm) for sheet in found} == {(210, 297)}


def test_words_break_only_where_they_must() -> None:
    assert loosen("2026-03-06 付电费", 8) == "2026-03-06 付电费"
    assert loosen("A" * 30, 8).replace("\u200b", "") == "A" * 30
    assert longest_word(loosen("A" * 30 + "甲乙", 8)) < 1
    assert loosen("https://a.cn/b/c", 4.5).split("\u200b")[-1] == "c"
    assert width("2026年") == pytest.approx(4 * 0.56 + 1 + 0.25)


def test_amounts_and_days_are_said_as_people_write_them() -> None:
    assert [say_amount(text) for text in ("19500.00", "-2", "1,000", "无")] == [
        "19,500.00",
        "-2.00",
        "1,000.00",
        "无",
    ]
    assert views.theme().say.span("2026-04-12", "2026-04-20") == "2026年4月12日至4月20日"
    assert views.theme().say.span("2025-12-30", "2026-01-05") == "2025年12月30日至2026年1月5日"
    assert "".join(in_chunks("甲。" * 100, 48)) == "甲。" * 100


def test_columns_fill_the_paper_and_amounts_stay_whole() -> None:
    rows = [("01-06", "收" * 60, "1,193,438.15")]
    wide = column_widths(("日期", "摘要", "收入"), rows, (0, 3, 0), 500)
    assert sum(wide) == pytest.approx(500)
    assert wide[2] >= width("1,193,438.15") * 12 + 8
    assert wide[1] == max(wide)


def test_a_table_is_parted_before_a_figure_is_cut() -> None:
    columns = (Column("户主"), *(Column(f"{at}月", align="right") for at in range(1, 13)))
    plain = as_plain(
        TableBlock("", columns, (("甲户", *("123,456,789.01",) * 12), ("乙户", *("-3.50",) * 12)))
    )
    assert isinstance(plain, dict)
    pieces = maps_of(to_table(plain, 1105), "pieces")
    assert [len(maps_of(piece, "rows")) for piece in pieces] == [2, 2]
    assert not any(
        "\u200b" in str(row["cells"]) or row["tight"] for piece in pieces for row in maps_of(piece, "rows")
    )
    assert len(maps_of(to_table(plain, 1300), "pieces")) == 1


def test_words_give_way_to_figures() -> None:
    rows = [["Supercalifragilistic", "123,456,789.01", "Antidisestablishment"]]
    wide = column_widths(("甲", "乙", "丙"), rows, (0, 0, 0), 260)
    assert sum(wide) == pytest.approx(260)
    assert wide[1] >= width("123,456,789.01") * 12 + 8


def test_too_many_columns_become_several_tables() -> None:
    plain = as_plain(
        TableBlock("", tuple(Column(str(at)) for at in range(30)), (tuple(f"c{at}" for at in range(30)),))
    )
    assert isinstance(plain, dict)
    rows = [maps_of(piece, "rows")[0]["cells"] for piece in maps_of(to_table(plain, 500), "pieces")]
    assert {cell for row in rows if isinstance(row, list) for cell in row} == {f"c{at}" for at in range(30)}
    assert all(isinstance(row, list) and row[0] == "c0" for row in rows)
