"""A table from a spreadsheet in every channel, and letters that no font has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sunboard.channels.print import CHANNEL as print_channel
from sunboard.channels.screen import CHANNEL as screen_channel
from sunboard.channels.web import CHANNEL as web_channel
from sunboard.describing.enclosed import enclosed_blocks, named_tables
from sunboard.model.blocks import Fact
from sunboard.model.plain import Values
from sunboard.model.view import VillageView
from tests.helpers.kinds import saying
from tests.helpers.pdfs import read_sheets, said, squeeze
from tests.helpers.rendered import board, made, plan, sheet, tasks
from tests.helpers.views import record_view, theme, village_view

TABLE: Values = {
    "tables": [
        {
            "title": "低保对象公示表",
            "above": ["村：南湖村　单位：元/月"],
            "heads": ["序号", "申请人", "拟保障\n人数", "拟保障\n月金额", "备注"],
            "rows": [
                *([f"{at}", f"张某{at}", "2", "1,560.50", "因病"] for at in range(1, 60)),
                ["合计", "", "118", "92,069.50", ""],
            ],
            "below": ["审核人：何某"],
        }
    ]
}
BLOCKS = tuple(enclosed_blocks(TABLE))
RECORD = record_view(blocks=BLOCKS, state="current")


def test_the_last_row_is_the_sum_that_was_written() -> None:
    (block,) = BLOCKS
    assert (len(block.rows), block.total[3], block.note) == (59, "92,069.50", "审核人：何某")
    assert [column.align for column in block.columns] == ["center", "left", "center", "right", "left"]


def test_a_unit_alone_above_a_table_is_no_title() -> None:
    values: Values = {
        "tables": [{"title": "单位：万元", "heads": ["项目", "预算"], "rows": [["租金", "12"]]}]
    }
    (block,) = blocks = tuple(enclosed_blocks(values))
    assert (block.title, block.lead) == ("", "单位：万元")
    assert named_tables(blocks, saying("zh")) == "项目、预算（1行）"


def test_a_page_shows_it_whole_and_does_not_name_it_above() -> None:
    named = replace(RECORD, facts=(*RECORD.facts, Fact("表格", "低保对象公示表（59行）")))
    page = next(
        made(web_channel, item).decode()
        for place, item in plan(web_channel, village_view((named,))).items()
        if place.endswith(f"{RECORD.number}/index.html")
    )
    assert page.count("1,560.50") == 59
    assert "59行" not in page
    assert [word for word in ("村：南湖村", "92,069.50", "审核人：何某", "拟保障") if word not in page] == []


def test_a_sheet_shows_it_whole_with_its_heads_on_every_page() -> None:
    sheets = read_sheets(sheet(RECORD).data)
    assert len(sheets) > 2
    words = squeeze(said(sheets))
    assert words.count("1,560.50") == 59
    assert all(word in words for word in ("村：南湖村单位：元/月", "合计118", "审核人：何某"))
    assert sum("月金额" in said([one]) for one in sheets) >= 2


def test_boards_and_slides_name_it_with_its_rows() -> None:
    village = village_view((RECORD,), boards=())
    words = squeeze(said(read_sheets(board(village, (2400, 1200)).data)))
    assert "低保对象公示表（59行）" in words
    assert "张某7" not in words
    assert "资产负债表（1行）" in squeeze(said(read_sheets(board(with_headline(), (2400, 1200)).data)))
    fact = record_view(
        facts=(), figures=(), blocks=BLOCKS, state="current", number="2026-0009", title="低保公示"
    )
    shown = village_view((fact,), boards=())
    drawn = [task.data for task in tasks(screen_channel, shown)]
    assert "张某7" not in str(drawn)


def with_headline() -> VillageView:
    """Return a village whose accounts carry a balance sheet."""
    table: Values = {"tables": [{"title": "资产负债表", "heads": ["资产", "期末"], "rows": [["现金", "5"]]}]}
    records = tuple(
        replace(record, blocks=(*record.blocks, *enclosed_blocks(table))) if record.headline else record
        for record in village_view().records
    )
    assert any(record.headline for record in records)
    return village_view(records)


TIBETAN = record_view(title="扎西ཀ公示", state="current")


@pytest.mark.parametrize("allowed", [False, True])
def test_a_sheet_with_a_letter_that_no_font_has_waits_or_prints_a_box(allowed: bool) -> None:
    village = village_view((TIBETAN,), boards=(), prints_boxes=allowed)
    planned = tasks(print_channel, village)
    assert len(planned) == allowed
    for task in planned:
        words = squeeze(said(read_sheets(print_channel.render(task, theme()).data)))
        assert "扎西□公示" in words
        assert "U+0F40" in words
    page = next(
        item for place, item in plan(web_channel, village).items() if place.endswith("0007/index.html")
    )
    assert "扎西ཀ公示" in made(web_channel, page).decode()


def test_a_board_shows_a_box_for_such_a_letter() -> None:
    village = village_view((replace(TIBETAN, on_display=True),), boards=())
    assert "扎西□公示" in squeeze(said(read_sheets(board(village, (2400, 1200)).data)))
