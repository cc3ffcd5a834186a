"""Sheets, from views made by hand: their size, their type, their pages, and that nothing is lost."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any
from unittest import mock

import pymupdf
import pytest
from PIL import Image

from sunboard.channels.print import CHANNEL, compiling
from sunboard.channels.print.drawing import PAPER_UNSETTLED, PAPER_UNTAGGED
from sunboard.channels.print.parts import LONGEST, body_parts
from sunboard.channels.print.photos import GAP, photo_rows
from sunboard.channels.print.sheets import sheet_data
from sunboard.channels.print.tables import MOST_ROWS
from sunboard.channels.print.wording import longest_word, sentence_in_words
from sunboard.engines.markdown import to_nodes
from sunboard.engines.typst_pages import Pdf
from sunboard.model.blocks import (
    Bar,
    BarsBlock,
    Column,
    Entry,
    Event,
    Fact,
    FactsBlock,
    StepsBlock,
    TableBlock,
    TextBlock,
    TimelineBlock,
)
from sunboard.model.plain import Values, maps_of, text_of
from sunboard.model.state import State
from sunboard.model.view import Attachment, Clock, Link, Notice, Picture, RecordView, as_plain
from sunboard.theming import Theme
from sunboard.typesetting.saying import say_amount
from tests.helpers import views
from tests.helpers.codes import find_codes, unreadable
from tests.helpers.pdfs import MM, Sheet, faults_of, loose_fonts, pictures, read_sheets, said, squeeze
from tests.helpers.rendered import sheet, sheet_task, tasks

pytestmark = pytest.mark.once

DPI = 150
EDGE = 8  # millimetres
LONG = "A1b2" * 50
PAPERS = ((210.0, 297.0), (297.0, 210.0), (420.0, 297.0))


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
    spent = sum((Decimal(line[5]) for line in lines), Decimal())
    total = ("", "", "合计", "", "", str(spent), f"{100000 - rows}.00")
    block = TableBlock("收支明细", views.LEDGER_COLUMNS[:7], lines, total, ledger=True)
    return views.finance_view(number, blocks=(block,), **changes)


def drawn(record: RecordView, theme: Theme | None = None) -> list[Sheet]:
    """Return the pages of a sheet, drawn without a word of warning; the manifest learns how many they are."""
    made = sheet(record, theme)
    found = read_sheets(made.data)
    assert (made.problems, made.learned["page_count"]) == ((), len(found))
    return found


WIDE = TableBlock(
    "宽表",
    tuple(Column(f"第{at}列") for at in range(30)),
    (tuple(LONG if at == 3 else f"值{at}" for at in range(30)),),
)
BODY = f"### 三级标题\n\n# 一级\n\n{'长段落。' * 900}\n\n{LONG}\n\n| a | b |\n|--|--|\n| {LONG} | 㛃䶮𫖮 |\n"
NOTHING: dict[str, Any] = dict.fromkeys(("facts", "blocks", "attachments", "signing"), ())
NOTHING |= dict.fromkeys(("summary", "body", "published", "posted_until"), "")
AWKWARD = {
    "hostile": views.hostile_view("2026-0001"),
    "no row": ledger(0, figures=()),
    "sixty rows": ledger(60),
    "accounts": views.finance_view(),
    "power": views.power_view(),
    "long words": views.notice_view(
        title="关于第三、第四、第五村民小组机动地重新发包以及水渠清淤、巷道硬化、路灯维修三项工程统一招标结果的情况说明",
        summary=LONG,
        facts=(Fact(LONG, LONG), Fact("短", "x")),
    ),
    "wide table": views.record_view(blocks=(WIDE,), body=BODY),
    "nothing": views.record_view(**NOTHING),
}


@pytest.mark.parametrize("name", AWKWARD)
def test_sheets_hold_everything_at_its_size(name: str) -> None:
    record = AWKWARD[name]
    made, task = sheet(record), sheet_task(record)
    found = read_sheets(made.data)
    assert (made.problems, made.learned["page_count"]) == ((), len(found))
    for size in (size for page in found for size in (page.size_mm, page.crop_mm)):
        assert any(size == pytest.approx(paper, abs=0.1) for paper in PAPERS)
    assert faults_of(found, EDGE) == []
    assert min(span.size for page in found for span in page.spans) >= 10.49
    assert loose_fonts(made.data) == []
    names = ("title", "summary", "paper_number", "check_code", "qr")
    for text in (*(str(task.data[name]) for name in names), "0900-8880100", "0900-8880110"):
        assert squeeze(text) in said(found)


def test_every_string_of_a_record_is_on_its_sheet() -> None:
    record = views.power_view(body="段落一。\n\n- 甲\n- 乙\n", attachments=views.record_view().attachments)
    text = said(drawn(record))
    plain: Any = as_plain(record)
    names = ("title", "summary", "facts", "signing", "attachments", "state_label", "class_label")
    assert all(squeeze(value) in text for value in strings([plain[name] for name in names]))
    (flow,) = (block for block in record.blocks if isinstance(block, StepsBlock))
    for step in flow.steps:
        words = [step.who, step.what, step.limit, step.document, *step.risks]
        words += [word for arrow in step.arrows for word in (arrow.label, arrow.to if arrow.end else "")]
        assert all(squeeze(word) in text for word in words)


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for key, item in value.items() if key != "file" for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("rows", [1, 28, MOST_ROWS])
def test_a_ledger_stands_row_by_row_and_carries_its_totals(rows: int) -> None:
    record = ledger(rows)
    found = drawn(record)
    text = said(found)
    (block,) = (block for block in record.blocks if isinstance(block, TableBlock))
    for row in block.rows:
        day, number, words, account, unit = row[:5]
        begins = text.index(day + words[: words.index("：")])
        printed = text[begins : begins + len("".join(row)) + 4]
        for amount in map(say_amount, row[5:]):  # beside the first line of the words
            assert amount in printed, number
            printed = printed.replace(amount, "", 1)
        assert squeeze(f"{day}{words}{unit}{number}·{account}") in printed, number
    assert text.count("过次页") == text.count("承前页") == sum("过次页" in page.shown for page in found)
    gone = Decimal()
    for page in found:
        gone += sum(
            Decimal(row[5]) for row in block.rows if f"{row[0]}{row[2].split('：')[0]}：" in said([page])
        )
        assert "过次页" not in page.shown or f"过次页{gone:,.2f}" in said([page])
    assert f"{gone:,.2f}" == say_amount(block.total[5])
    assert all(span.size >= 12 for page in found for span in page.spans if span.text.startswith("01-"))
    if rows == 28:
        assert len(found) <= 3
        assert {tuple(map(round, page.size_mm)) for page in found} == {(210, 297)}, (
            "no wider paper than it needs"
        )
        tops = [span.ink[1] * MM for page in found for span in page.spans if span.text.startswith("01-")]
        assert all(low - high >= 7.99 for high, low in pairwise(tops) if low > high), (
            "one can read along a row"
        )


def test_a_long_ledger_sends_the_reader_to_the_web() -> None:
    found = drawn(ledger(MOST_ROWS + 1))
    text = said(found)
    assert f"共{MOST_ROWS + 1}笔，扫码看每一笔" in text
    assert "01-001" not in text
    assert f"{100000 - MOST_ROWS - 1:,}.00" in text, "its totals stay"
    assert len(found) <= 2


def test_the_seal_has_its_place_beside_the_code() -> None:
    made = sheet(views.record_view())
    page = read_sheets(made.data)[-1]
    (label,) = (span for span in page.spans if span.text == "盖章处")
    right, top = page.size_mm[0] - 15, label.ink[3] * MM
    beside = (span for span in page.spans if span.ink[2] * MM > right - 45)
    assert [span.text for span in beside if top + 0.5 < span.ink[3] * MM < top + 45] == []
    (code,) = find_codes(list(pictures(made.data, DPI))[-1])
    assert right - 45 - (code.box[2] + 4 * code.pixels) * 25.4 / DPI >= 9.5


@pytest.mark.parametrize("record", [views.record_view(), views.finance_view()], ids=["matter", "finance"])
def test_sheets_carry_their_own_code(record: RecordView) -> None:
    (code,) = (code for picture in pictures(sheet(record).data, DPI) for code in find_codes(picture))
    assert (code.text, code.quiet, unreadable(code)) == (record.qr, 4, [])
    assert code.pixels * 25.4 / DPI >= 0.99, "millimetres a module"


def test_what_no_code_leads_to_stands_on_the_sheet() -> None:
    def long(record: RecordView) -> list[object]:
        blocks = maps_of(sheet_data(sheet_task(record).data, views.theme()), "blocks")
        return [block["long"] for block in blocks if block.get("ledger")]

    record = ledger(MOST_ROWS + 1)
    assert (long(record), long(replace(record, qr=""))) == ([True], [False])


def test_nothing_is_printed_that_cannot_be_opened() -> None:
    planned = tasks(CHANNEL, views.without_address(views.village_view()))
    assert {task.section for task in planned} == {"sheets", "boards"}
    made = CHANNEL.render(planned[0], views.theme())
    assert [code for picture in pictures(made.data, 100) for code in find_codes(picture)] == []


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("柳湾村", "柳湾村-liuwan"),
        ("柳湾/../村", "柳湾-村-liuwan"),
        ("村（东）", "村（东）-liuwan"),
        ("..", "liuwan"),
    ],
)
def test_a_village_finds_its_papers_by_its_name(name: str, folder: str) -> None:
    planned = tasks(CHANNEL, views.village_view(name=name))
    assert {task.output.rpartition("/")[0] for task in planned} == {
        f"print/{folder}",
        f"print/{folder}/sheets",
    }


def test_what_hangs_gets_a_sheet_and_all_of_it_when_asked() -> None:
    records = (
        views.record_view(),
        views.record_view("2026-0002", on_display=False),
        views.record_view("2026-0003", on_display=False, bare=True, state=State.WITHDRAWN),
        views.record_view("2026-0004", on_display=False, bare=True, state=State.LEAK),
        views.record_view(""),
    )

    def planned(**changes: Any) -> list[Any]:
        return [
            dict(task.entry) for task in tasks(CHANNEL, views.village_view(records, boards=(), **changes))
        ]

    assert planned() == [{"number": "2026-0007", "file": "print/柳湾村-liuwan/sheets/2026-0007.pdf"}]
    asked = [entry["number"] for entry in planned(all_sheets=True)]
    assert asked == ["2026-0007", "2026-0002", "2026-0003"], "but for one that holds what nobody may see"


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
def test_a_sheet_is_drawn_however_deeply_its_text_is_nested(body: str) -> None:
    found = drawn(views.record_view(body=body))
    assert faults_of(found, EDGE) == []
    assert "深处文字" in said(found)


def test_a_sheet_of_a_very_long_text_is_drawn_in_type_that_spares_pages() -> None:
    record = views.record_view(body=("这一段话说的是村里的路和渠。" * 40 + "\n\n") * 119)
    assert len(record.body.encode()) > 190_000
    assert 30 < len(drawn(record)) < 60


def test_bars_events_and_clocks_are_said_in_words_too() -> None:
    bars = (Bar("公益支出", "24350.00", note="占30.4%"), Bar("管理费用", "9602.80", "12000.00"))
    events = (Event("提议", "2026年3月24日", "理事会", "同意5人", "村部"), Event("公开", ""))
    record = views.notice_view(
        blocks=(BarsBlock("支出", bars, "33952.80", tone="expense"), TimelineBlock("议事过程", events)),
        clocks=(Clock("公示期", "2026-04-15", "2026-04-21", "共7天"),),
    )
    found = drawn(record)
    words = ("公益支出", "24,350.00", "占30.4%", "预算12,000.00", "33,952.80")
    words += ("2026年3月24日", "理事会", "同意5人", "2026年4月15日至4月21日", "共7天")
    assert [word for word in words if word not in said(found)] == []
    assert faults_of(found, EDGE) == []


@pytest.mark.parametrize("lines", range(1, 7))
def test_no_end_of_a_page_parts_an_event_unless_it_is_long(lines: int) -> None:
    events = [
        Event(f"第{at}次", "2026年3月24日", "代表会", f"同意{at}人", f"到{at}止" * lines) for at in range(30)
    ]
    events.append(Event("附记", "", "", "", "这一段记得很长。" * 900))
    found = drawn(views.record_view(blocks=(TimelineBlock("议事过程", tuple(events)),)))
    for page in found:
        for at in range(30):
            parts = [part in page.shown for part in (f"第{at}次", f"同意{at}人", f"到{at}止")]
            assert parts in ([True] * 3, [False] * 3)
    assert said(found).count("这一段记得很长。") == 900


def test_a_paragraph_begins_two_signs_further_in() -> None:
    found = drawn(views.record_view(blocks=(), body="起头的话。" + "写给全村的人看。" * 20))
    lines = sorted((span.ink[1], span.ink[0], span.text) for span in found[0].spans if "写给" in span.text)
    (_, first, words), (_, second, _), *_ = lines
    assert (words[:3], round(first - second) >= 24) == ("起头的", True)


def test_lines_begin_at_one_edge_and_a_signature_ends_at_the_other() -> None:
    found = drawn(
        views.record_view(blocks=(), body=f"一、修路\n（一）三月\n\n{'　' * 20}村委会\n{'　' * 20}4月8日")
    )
    left = {span.text[:2]: round(span.ink[0]) for span in found[0].spans}
    assert abs(left["一、"] - left["（一"]) <= 8  # a bracket has its ink to the right
    assert left["村委"] > left["一、"] + 200


def test_a_long_note_leaves_a_bar_room_and_what_was_planned_stands_below_the_amount() -> None:
    bars = (Bar("厂房租金", "1737900.00", "8319600.00", "收了20%，还差 6,581,700.00 元；4号厂房5月起租"),)
    record = views.notice_view(blocks=(BarsBlock("预算", bars, tone="plan"),))
    page = pymupdf.open(stream=sheet(record).data)[0]
    assert max(item["rect"].width for item in page.get_drawings() if item["rect"].height > 8) > 100
    amount, planned = (page.search_for(words)[0] for words in ("1,737,900.00", "预算 8,319,600.00"))
    assert planned.y0 > amount.y0
    assert abs(planned.x1 - amount.x1) < 1


def test_bars_stand_closer_where_the_first_page_then_has_room_for_all() -> None:
    bars = tuple(Bar(f"第{at}类", "100.00", "", "占10%，1笔") for at in range(15))
    sides = tuple(BarsBlock(title, bars, total="1500.00") for title in ("收入", "支出"))
    usual = changed(views.theme(), "made(not fits(false) and fits(true))", "made(false)")
    for theme, whole in ((views.theme(), True), (usual, False)):
        first, *_ = drawn(views.finance_view(facts=(), blocks=sides), theme)
        assert ("第14类" in said([first])) == whole


def test_a_fact_is_said_once_a_sheet_and_the_one_that_people_look_for_is_large() -> None:
    reason, key = "多写了一个零", Fact("金额", "3,680.00元")
    shown: Any = sheet_data(
        sheet_task(
            views.notice_view(
                key=key,
                facts=(key, Fact("更正原因", reason), Fact("地点", "村口")),
                notices=(Notice("info", f"本页是更正。原因：{reason}"),),
                clocks=(Clock("公示期", "2026-04-15", "2026-04-21"),),
            )
        ).data,
        views.theme(),
    )
    assert [fact["label"] for line in shown["facts"] for fact in line] == ["地点"]
    assert shown["key"] == {"label": "金额", "value": "3,680.00元"}
    assert "公示期" not in [fact["label"] for fact in shown["dates"]]
    assert shown["dates"], "when it was made public stands in the foot"


def test_the_item_of_the_power_list_takes_no_page_of_its_own() -> None:
    power, other = Link("财务支出审批", "2026-0029", "对应权力事项"), Link("旧的", "2026-0001", "更正自")

    def pages_of(lines: int, *related: Link) -> list[str]:
        record = views.record_view(body="\n\n".join(["一行字。"] * lines), related=related)
        return [squeeze("".join(span.text for span in page.spans)) for page in drawn(record)]

    full = next(lines for lines in range(9, 20) if len(pages_of(lines)) > 1) - 1
    (only,) = pages_of(full, power)
    assert power.number not in only
    assert other.number in "".join(pages_of(full, other, power)), "what it corrects stands there"


def test_a_sheet_is_never_lost_to_a_symbol_nor_where_typst_is_not_sure() -> None:
    made = CHANNEL.render(
        sheet_task(views.record_view(body="完工\U0001f600"), prints_boxes=True), views.theme()
    )
    assert (made.problems, "完工□" in said(read_sheets(made.data))) == ((), True)
    bare = Pdf(b"%PDF", 1, tagged=False)
    unsure = Pdf(b"%PDF", 1, tagged=True, warnings=("layout did not converge within 5 attempts",))
    for pdf, fault in ((bare, PAPER_UNTAGGED), (unsure, PAPER_UNSETTLED)):
        with mock.patch.object(compiling, "draw_pdf", return_value=pdf):
            made = sheet(views.record_view())
        assert ([problem.fault for problem in made.problems], made.data) == ([fault], b"%PDF")


def test_no_day_or_amount_goes_on_to_the_next_line() -> None:
    said = "渡口搭候船亭，花1万2600元，9月28日前有意见打电话，4户10亩7分地不动。"
    anywhere = changed(views.theme(), "unbroken(data.summary)", "data.summary")

    def parted(length: int, theme: Theme) -> bool:
        """Tell whether any of them stands on no line whole."""
        (page, *_) = drawn(views.record_view(summary="字" * length + said), theme)
        lines = [squeeze(span.text) for span in page.spans]
        return any(not any(whole in line for line in lines) for whole in ("1万2600元", "9月28日"))

    lengths = (8, 10, 12)
    assert any(parted(length, anywhere) for length in lengths)
    assert not any(parted(length, views.theme()) for length in lengths)


def test_a_number_in_the_text_is_broken_only_where_a_line_could_not_hold_it() -> None:
    (page, *_) = drawn(views.record_view(body="- " + "字" * 30 + "依据同一个决议JY-2025-11。"))
    assert any("JY-2025-11" in span.text for span in page.spans)
    half = "A1b2" * 5  # two of them side by side are longer than a narrow column
    [paragraph] = body_parts(to_nodes(f"{half}**{half}**"), 500)
    assert isinstance(paragraph, dict)
    assert longest_word("".join(text_of(run, "text") for run in maps_of(paragraph, "runs"))) <= LONGEST


def test_no_last_line_has_one_sign_alone() -> None:
    said = "渡口搭候船亭，有意见打监督电话，公示期里都可以，大家来看。"
    alone = changed(views.theme(), "accompanied(pair.at(0).value)", "pair.at(0).value")
    alone = changed(alone, "unbroken(data.summary)", "data.summary")

    def lonely(length: int, theme: Theme) -> set[str]:
        """Return which last signs stand on a line of their own."""
        facts = (Fact("依据", "字" * length + said.replace("看", "听")),)
        (page, *_) = drawn(views.record_view(summary="字" * length + said, facts=facts), theme)
        return {"看。", "听。"} & {squeeze(span.text) for span in page.spans}

    lengths = range(6, 36)
    assert set().union(*(lonely(length, alone) for length in lengths)) == {"看。", "听。"}
    assert not any(lonely(length, views.theme()) for length in lengths)


def test_a_sheet_that_has_but_a_title_is_a_poster_of_it() -> None:
    nothing = {"summary": "", "facts": (), "blocks": (), "body": "", "notices": (), "attachments": ()}
    record = views.record_view(title="村民代表名册更新", related=(), pictures=(), key=None, **nothing)
    assert max(sizes(drawn(record))) > 50


def test_the_frame_of_a_notice_says_its_last_day_once() -> None:
    running = Notice(
        "info",
        "正在公示，到2026年4月21日为止，有意见请打监督电话。",
        until="2026-04-21",
        how="有意见请打监督电话。",
    )
    (page, *_) = drawn(views.notice_view(notices=(running,), phase=State.NOTICE))
    assert "正在公示，到" not in page.shown
    assert running.how in page.shown


# ---- how many pages


def changed(theme: Theme, old: str, new: str) -> Theme:
    """Return a theme whose sheet is a county's own."""
    (name,) = (name for name in theme.files if name.endswith("print/sheet.typ"))
    assert old.encode() in theme.files[name]
    return replace(theme, files={**theme.files, name: theme.files[name].replace(old.encode(), new.encode())})


def sizes(found: list[Sheet]) -> set[float]:
    """Return the sizes of type that a sheet uses."""
    return {round(span.size, 1) for page in found for span in page.spans}


def power(steps: int) -> RecordView:
    """Return an item of the power list whose flow has so many steps, each by another of four."""
    record = views.power_view()
    (flow,) = (block for block in record.blocks if isinstance(block, StepsBlock))
    step = replace(flow.steps[0], what="核对材料并登记造册，当场告知结果", risks=())
    made = tuple(replace(step, id=str(at), who=f"第{at % 4}组") for at in range(steps))
    return replace(
        record, blocks=tuple(replace(flow, steps=made) if one is flow else one for one in record.blocks)
    )


@pytest.mark.parametrize("paragraphs", [1, 4, 9, 14, 30])
def test_type_is_as_large_as_takes_no_further_page(paragraphs: int) -> None:
    record = replace(views.record_view(), blocks=(), body="长的一段话，写给全村的人看。\n\n" * paragraphs)
    small = drawn(
        record, changed(views.theme(), "#let sizes = data.sizes", "#let sizes = data.sizes.slice(-1)")
    )
    best = drawn(record)
    assert len(best) <= len(small)
    assert min(size for size in sizes(best) if size > 13.5) >= 14
    if paragraphs == 1:
        assert max(sizes(best)) > 22, "a short sheet uses its page"


def test_a_page_is_saved_by_a_chart_in_one_column_before_small_type() -> None:
    found = [drawn(power(steps)) for steps in range(3, 15, 2)]
    assert any(16.0 in sizes(pages) and pages[0].shown.count("第1组") > 1 for pages in found)


def test_a_chart_stands_whole_in_one_column_rather_than_in_lanes_that_a_page_cuts() -> None:
    without = changed(views.theme(), "if whole != none {", "if false {")
    whole = 0
    for steps in range(4, 8):
        plain, made = drawn(power(steps), without), drawn(power(steps))
        assert len(plain) == len(made)
        whole += "下接第" in plain[0].shown and "下接第" not in made[0].shown
    assert whole


def test_what_belongs_together_begins_a_last_page_that_would_be_empty() -> None:
    without = changed(views.theme(), "if place == plan.turn {", "if false {")
    turned = 0
    for length in range(60, 140, 10):
        record = replace(views.record_view(), body="长的一段话，写给全村的人看。" * length)
        plain, made = drawn(record, without), drawn(record)
        assert len(plain) == len(made)
        turned += len(made[-1].shown) > len(plain[-1].shown)
    assert turned


def test_a_short_list_of_names_leaves_no_page_half_white_and_no_row_alone() -> None:
    names = tuple((f"村民{at}", f"{at}组", f"{at}.20") for at in range(10, 22))
    columns = (Column("姓名"), Column("组别"), Column("面积", "right"))
    listed = TableBlock("名单", columns, names, total=("合计", "", "186.40"))
    split = 0
    for length in range(10, 55, 5):
        told = TextBlock("说明", "长的一段话，写给全村的人看。" * length)
        pages = drawn(replace(views.record_view(), blocks=(told, listed), body="后面还有的话。" * 90))
        held = [sum(name in page.shown for name, _, _ in names) for page in pages]
        assert sum(held) == len(names)
        assert all(count == 0 or count >= 3 for count in held)
        assert held[-1] == 0 or "186.40" in pages[-1].shown
        split += sum(count > 0 for count in held) > 1
    assert split


def test_a_long_list_of_names_goes_on_in_columns_equally_long() -> None:
    names = tuple((f"村民{at}", f"{at % 3}组", "2.50", "250.00") for at in range(100, 148))
    columns = (Column("姓名"), Column("组别"), Column("面积", "right"), Column("金额", "right"))
    listed = TableBlock("名单", columns, names)
    turned = 0
    for length in range(20, 120, 20):
        told = TextBlock("说明", "长的一段话，写给全村的人看。" * length)
        lefts = [
            [round(span.ink[0]) for span in page.spans if re.match("村民1..", span.text)]
            for page in drawn(replace(views.record_view(), blocks=(told, listed), body=""))
        ]
        held = [[page.count(x) for x in sorted({*page})] for page in lefts if page]
        assert sum(map(sum, held)) == len(names)
        assert all(max(page) - min(page) <= 1 for page in held), held
        if len(held) > 1:
            turned += 1
            assert max(held[-1]) >= 4, "no few names alone on a page"
    assert turned


def test_a_low_table_of_the_text_stands_whole() -> None:
    table = "\n".join(["| 组 | 户数 |", "| --- | --- |", *(f"| 第{at}组 | {at}0 |" for at in range(1, 6))])
    for lines in range(12, 22, 2):
        body = "\n\n".join(["一行字。"] * lines) + "\n\n" + table
        held = [
            sum(f"第{at}组" in page.shown for at in range(1, 6))
            for page in drawn(views.record_view(body=body))
        ]
        assert set(held) <= {0, 5}, lines


def test_a_table_of_the_text_leaves_no_few_rows_for_the_last_page() -> None:
    rows = range(1, 13)
    table = "\n".join(["| 组 | 户数 |", "| --- | --- |", *(f"| 第{at}组 | {at}0 |" for at in rows)])
    parted = 0
    for lines in range(4, 20, 2):
        body = "\n\n".join(["一行字。"] * lines) + "\n\n" + table
        held = [sum(f"第{at}组" in page.shown for at in rows) for page in drawn(views.record_view(body=body))]
        parted += sum(map(bool, held)) > 1
        assert min(filter(None, held[1:]), default=5) >= 5, lines
        assert held[0] not in {1, 2}, lines
    assert parted


def test_a_few_facts_stand_whole_below_their_head() -> None:
    facts = FactsBlock("公开什么", tuple(Fact(f"第{at}样", "讲给全村的人听" * 8) for at in range(1, 4)))
    least = changed(views.theme(), "#let sizes = data.sizes", "#let sizes = data.sizes.slice(-1)")
    for lines in (16, 17, 18, 20):
        told = TextBlock("说明", "\n".join(["一行字。"] * lines))
        record = views.record_view(blocks=(told, facts), body="后面还有的话。" * 120)
        held = [sum(f"第{at}样" in page.shown for at in range(1, 4)) for page in drawn(record, least)]
        assert set(held) <= {0, 3}, lines


def test_long_labels_of_facts_stand_on_one_line() -> None:
    facts = (Fact("Supervisor person", "三组、四组各一名村民代表"), Fact("Candidate notice", "2026-02-06"))
    (page,) = drawn(views.record_view(facts=facts))
    lines = [span.text.strip() for span in page.spans]
    assert {"Supervisor person", "Candidate notice"} <= {*lines}


def test_a_short_list_leaves_no_line_alone_to_the_last_page() -> None:
    related = tuple(Link(f"第{at}件有关的事", f"2026-010{at}", "有关") for at in range(1, 5))
    for lines in range(18, 23):
        record = replace(ledger(30), related=related, body="\n\n".join(["一段话。"] * lines))
        held = {sum(f"第{at}件" in page.shown for at in range(1, 5)) for page in drawn(record)}
        assert held == {0, 4}, lines


def test_a_title_a_little_longer_than_its_line_is_set_smaller_where_that_saves_a_page() -> None:
    table = "\n".join(["| 组 | 户数 |", "| --- | --- |", *(f"| 第{at}组 | {at}0 |" for at in range(1, 11))])
    record = views.record_view(title="高山蔬菜基地机耕路硬化工程施工单位比选结果公示", body=table)
    usual = changed(views.theme(), "or tight and wide > 20", "")
    assert (len(drawn(record, usual)), len(drawn(record))) == (2, 1)


def test_a_ledger_begins_below_the_facts_where_three_rows_have_room() -> None:
    facts = tuple(
        Fact(f"第{at}项", "一句不短也不长的话写在这里，占一行，不能两个并排放。") for at in range(15)
    )
    first, *_ = drawn(replace(ledger(40), figures=(), facts=facts))
    assert "过次页" in said([first])


def test_what_follows_a_ledger_is_on_no_page_that_is_nearly_empty() -> None:
    for related, rows in (((), 14), ((), 23), ((Link("一件事", "2026-0001", "有关"),), 28)):
        *_, before, last = drawn(replace(ledger(rows), related=related))
        beside = [page.shown.count("514.03") for page in (before, last)]
        assert beside[1] >= 3, "rows stand with the seal"
        assert beside[0] >= beside[1] - 1


def test_who_signed_stands_before_the_rows_and_sides_of_one_class_are_not_drawn() -> None:
    signed = FactsBlock("签署", (Fact("会计", "温如玉"), Fact("负责人", "简立冬")))
    one, two = (Bar("投资收益", "12000"),), (Bar("投资收益", "9000"), Bar("补助", "3000"))
    made = ledger(20)

    def shown(*classes: tuple[Bar, ...]) -> str:
        sides = zip(("income", "expense"), classes, strict=False)
        blocks = (
            BarsBlock(f"{side}按科目", bars, "12000", tone=side)  # type: ignore[arg-type]
            for side, bars in sides
        )
        return said(drawn(replace(made, blocks=(*blocks, *made.blocks, signed))))

    text = shown(one, one)
    assert text.index("温如玉") < text.index("收支明细")
    assert "按科目" not in text
    text = shown(one, two)
    assert ("income按科目" in text, "expense按科目" in text) == (True, True), "both sides or none"


def test_a_quarter_of_a_few_rows_stands_on_one_page_which_says_by_its_rows_what_is_the_largest() -> None:
    accounts = TableBlock("资金账户", views.LEDGER_COLUMNS[2:4], (("基本户", "100000.00"),))
    signing = ("负责人", "会计", "监委会主任", "日期")
    signed = FactsBlock("签署", tuple(Fact(label, "温如玉") for label in signing))
    largest = (Entry("最大一笔支出", "3.50", "付春灌渠道清淤"),)

    def made(rows: int) -> list[Sheet]:
        made = ledger(rows, summary="一句话。" * 12, largest=largest)
        facts = (Fact("账套", "集体经济组织"), Fact("最大一笔支出", "付春灌渠道清淤 3.50 元"))
        return drawn(replace(made, facts=facts, blocks=(accounts, *made.blocks, signed)))

    (page,) = made(4)
    assert "最大一笔支出" not in page.shown
    assert "温如玉" in page.shown
    assert "最大一笔支出" in said(made(8))


def test_no_line_of_a_fact_ends_between_a_sum_and_its_unit() -> None:
    for long in range(18, 26):
        told = Fact("最大一笔支出", "付" + "款" * long + " 107,003.75 元")
        pages = drawn(replace(views.record_view(), facts=(told,)))
        assert not [span for page in pages for span in page.spans if span.text.strip() == "元"], long


def test_a_table_that_half_the_width_is_too_narrow_for_takes_the_broader_column_beside_facts() -> None:
    columns = tuple(Column(label) for label in ("环节", "风险点", "等级", "防控措施"))
    row = ("第 2 步", "人情保、关系保", "▲ 高", "经办人员近亲属单独登记备案")
    table = TableBlock("风险点和防控", columns, (row,) * 3)
    told = FactsBlock(
        "公开什么", (Fact("目录编码", "HM01"), Fact("形式", "公开栏；网站"), Fact("内容", "户主"))
    )
    (page, *_) = drawn(replace(views.record_view(), blocks=(table, told)))
    (head,) = (span for span in page.spans if span.text.strip() == "公开什么")
    assert head.ink[0] > page.size_mm[0] / MM / 2, "it stands beside the table"
    assert min(span.size for span in page.spans if span.text.strip() in ("环节", "防控措施")) >= 12


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.WITHDRAWN, "bare": True, "summary": "", "facts": (), "blocks": (), "body": ""},
        {"state": State.CORRECTED},
        {"absence": "本期无此项。", "summary": "", "facts": (), "blocks": (), "body": ""},
    ],
)
def test_what_a_sheet_is_there_to_say_is_read_from_afar(changes: dict[str, Any]) -> None:
    said = "本期无此项。"
    record = replace(views.record_view(), notices=(Notice("warn", said),), **changes)
    (size,) = {round(span.size) for page in drawn(record) for span in page.spans if "无此项" in span.text}
    assert size >= (28 if record.summary else 50), "a sheet that says nothing else has it over its page"


def test_what_is_said_in_large_type_is_broken_between_words() -> None:
    assert "2026年4月20日" in sentence_in_words("这项公示到2026年4月20日已经结束。")
    bare = replace(views.record_view(), summary="", facts=(), blocks=(), body="")
    for names in range(1, 5):
        said = "李家湾" * names + "没有集体厂房，没有便民服务中心，没有集体经济组织。"
        (page,) = drawn(replace(bare, absence=said, notices=(Notice("info", said),)))
        lines = "|".join(span.text.strip() for span in page.spans if span.size > 28)
        assert not re.search(r"没\|有|集\|体|厂\|房|便\|民|服\|务|中\|心|经\|济|组\|织", lines), lines


def test_a_long_reason_stays_within_its_frame_and_its_page() -> None:
    said = (
        "2026年4月20日已撤回。原因："
        + "验收资料不全，等补齐以后再公示，" * 4
        + "https://gk.example.com/"
        + "a" * 30
    )
    bare = {"state": State.WITHDRAWN, "bare": True, "summary": "", "facts": (), "blocks": (), "body": ""}
    record = replace(views.record_view(), notices=(Notice("warn", said),), **bare)  # type: ignore[arg-type]
    pages = drawn(record)
    assert len(pages) == 1
    assert faults_of(pages, 9) == []


def test_a_notice_that_is_over_says_so_above_what_it_still_asks() -> None:
    record = replace(views.notice_view(), state=State.ENDED, phase=State.ENDED, notice_end="2026-03-20")
    (span,) = (span for page in drawn(record) for span in page.spans if "公示已于" in span.text)
    assert round(span.size) >= 28


def test_a_number_beside_a_day_stands_below_the_words_where_nobody_takes_it_for_a_day() -> None:
    lines = [squeeze(span.text) for page in drawn(views.finance_view(rows=3)) for span in page.spans]
    assert any(line.startswith("01-001·") for line in lines)
    assert "01-001" not in lines


def test_no_line_of_a_ledger_ends_within_the_name_of_a_person() -> None:
    names = [("罗会兰", "欧阳明月"), ("阿依古丽·买买提江", "何广仁")]
    rows = tuple(
        (
            f"2026-01-{at:02d}",
            f"01-{at:03d}",
            "付电费",
            "公益支出/" + "路" * at,
            "",
            f"{at}.00",
            "",
            *names[at % 2],
        )
        for at in range(1, 25)
    )
    columns = (*views.LEDGER_COLUMNS[:7], Column("经手人"), Column("审批人"))
    block = TableBlock("收支明细", columns, rows, ledger=True)
    spans = [squeeze(span.text) for page in drawn(views.finance_view(blocks=(block,))) for span in page.spans]
    whole = [sum(name in span for span in spans) for pair in names for name in pair]
    assert whole == [12, 12, 12, 12]


def test_a_short_wide_table_turns_no_sheet_on_its_side_and_stands_in_pieces() -> None:
    columns = tuple(Column(f"很长的第{at}栏", weight=2) for at in range(14))
    table = TableBlock("宽表", columns, (tuple(f"第{at}栏里的几个字" for at in range(14)),) * 3)
    pages = drawn(replace(views.record_view(), blocks=(table,)))
    assert {tuple(round(side) for side in page.size_mm) for page in pages} == {(210, 297)}
    assert all(f"很长的第{at}栏" in said(pages) for at in range(14))
    assert said(pages).count("很长的第0栏") > 1


def test_a_countys_own_sheet_is_counted_as_it_is_drawn() -> None:
    taller = changed(views.theme(), "#let above = 19mm", "#let above = 120mm")
    assert len(drawn(views.notice_view(), taller)) > len(drawn(views.notice_view()))


def test_the_note_of_a_clock_stands_on_one_line_or_below_its_days() -> None:
    with pymupdf.open(stream=sheet(views.notice_view()).data) as document:
        lines = [line.strip() for line in document[0].get_text().split("\n")]
    assert all(len(line) > 2 for line in lines if line.endswith(("提", "复")))


# ---- pictures

ROOM = 510.0


def rows(*sizes: tuple[int, int]) -> list[list[Values]]:
    given = [{"title": "桥", "note": "", "widths": [wide], "height": high} for wide, high in sizes]
    found = (row for row in photo_rows(given, ROOM) if isinstance(row, list))
    return [[one for one in row if isinstance(one, dict)] for row in found]


def picture(at: int) -> Picture:
    data = io.BytesIO()
    Image.new("RGB", (480, 360), (200, 30 * at, 40)).save(data, "JPEG")
    file = f"files/{at}-480.jpg"
    return Picture(f"第{at}张照片", (file,), (480,), 360, "三组桥头", small=data.getvalue())


def with_pictures(count: int, **changes: Any) -> RecordView:
    shown = tuple(picture(at) for at in range(1, count + 1))
    files = tuple(Attachment(one.title, "files/1.jpg", 3, True) for one in shown)
    short = {**NOTHING, "attachments": (Attachment("决议扫描件", "files/9.pdf", 3), *files)}
    return views.record_view(**(short | {"pictures": shown, "terms": ()} | changes))


def images(record: RecordView) -> int:
    """Return how many pictures a sheet shows."""
    with pymupdf.open(stream=sheet(record).data) as document:
        return sum(len(page.get_images()) for page in document)


@pytest.mark.parametrize(
    "sizes",
    [((480, 360),), ((480, 360), (480, 640)), ((480, 360), (480, 320), (360, 480), (480, 300))],
)
def test_pictures_of_a_row_are_equally_high_and_fit_their_columns(sizes: tuple[tuple[int, int], ...]) -> None:
    columns = 3 if len(sizes) > 2 else 2
    for row in rows(*sizes):
        assert len({text_of(one, "high") for one in row}) == 1
        assert all(
            float(text_of(one, "wide")) <= (ROOM - (columns - 1) * GAP) / columns + 0.01 for one in row
        )


def test_a_flat_picture_makes_no_stamps_of_those_beside_it() -> None:
    (row, *_) = rows((480, 360), (900, 2400), (4000, 900), (480, 300))
    column = (ROOM - 2 * GAP) / 3
    assert [round(float(text_of(one, "wide")) / column, 1) for one in row] == [1.0, 0.4, 1.0]
    assert len({text_of(one, "high") for one in row}) == 3


def test_there_are_at_most_two_rows() -> None:
    def files(count: int) -> list[list[str]]:
        return [[text_of(one, "file")[6:-4] for one in row] for row in rows(*[(480, 360)] * count)]

    assert (files(0), files(2)) == ([], [["1", "2"]])
    assert files(9) == [["1", "2", "3"], ["4", "5", "6"]]


def test_a_sheet_shows_pictures_with_their_words_and_lists_what_it_does_not_show() -> None:
    record = with_pictures(8)
    (page,) = drawn(record)
    text = page.shown
    assert images(record) == 6
    assert all(f"第{at}张照片" in text for at in range(1, 9))
    assert text.index("决议扫描件") < text.index("第7张照片")
    assert text.count("第1张照片") == 1
    assert list(sheet_task(record).files) == [f"photo-{at}.jpg" for at in range(1, 9)]
    assert text_of(maps_of(sheet_task(record).data, "pictures")[0], "title") == "第1张照片"


def test_pictures_take_no_further_page() -> None:
    found = set()
    for length in range(60, 200, 20):
        full = with_pictures(2, body="长的一段话。" * length)
        pages = drawn(full)
        assert len(pages) == len(drawn(replace(full, pictures=()))), length
        assert "第2张照片" in said(pages), length
        found.add(images(full))
    assert found == {0, 2}


@pytest.mark.parametrize(
    ("title", "whole"),
    [("Accounts of the second quarter and what is owed", True), ("二季度收支情况和欠款" * 6, False)],
)
def test_the_head_of_a_further_page_shortens_only_a_title_longer_than_its_line(
    title: str, whole: bool
) -> None:
    record = views.record_view("2026-0001", title=title, summary="这一句大白话很长，" * 150)
    _, further, *_ = read_sheets(sheet(record).data)
    head = said([further])
    assert squeeze(title[:20]) in head
    assert (squeeze(title) in head, "…" in head) == (whole, not whole)
