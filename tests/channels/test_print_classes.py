"""The classes of income and expense on boards."""

from __future__ import annotations

from pathlib import Path

import pytest

from sunboard.channels.print import CHANNEL
from sunboard.channels.print.boards import board_data
from sunboard.channels.print.entries import Sizes
from sunboard.channels.print.money import columns_of, height_of, sides_of
from sunboard.contracts import Task
from sunboard.model.blocks import Bar, BarsBlock
from sunboard.model.plain import Values, list_of, maps_of
from sunboard.model.view import BoardView, RecordView, as_plain
from tests.helpers import views
from tests.helpers.pdfs import outside, overlaps, read_sheets, squeeze

INCOME = BarsBlock(
    "收入按科目",
    (Bar("发包收入", "60000.00"), Bar("补助收入（人居环境整治专项）", "30000.00")),
    tone="income",
    total="90000.00",
)
EXPENSE = BarsBlock("支出按科目", (Bar("公益支出", "15000.00"),), tone="expense", total="15000.00")
PLAN = BarsBlock("预算", (Bar("保洁", "1.00", of="2.00"),), tone="plan")
SIZES = Sizes(20.0, 33, 6.0)


def account(**changes: object) -> RecordView:
    return views.finance_view("2026-0012", blocks=(PLAN, INCOME, EXPENSE), **changes)


def task_of(size: tuple[int, int], *records: RecordView) -> Task:
    village = views.village_view(records, boards=(BoardView("main", "", "", *size, "outline"),))
    return next(
        task
        for task in CHANNEL.plan_village(village, views.theme())
        if isinstance(task, Task) and "board" in task.data
    )


def sides(task: Task) -> list[Values]:
    things = [
        thing
        for page in list_of(board_data(task.data, views.theme()), "pages")
        if isinstance(page, list)
        for thing in page
    ]
    return [
        side
        for thing in things
        if isinstance(thing, dict) and thing["kind"] == "money-panel"
        for side in maps_of(thing, "sides")
    ]


def test_all_bars_are_to_one_scale() -> None:
    found = sides_of([values for block in (INCOME, EXPENSE) if isinstance(values := as_plain(block), dict)])
    assert [(side.title, side.went, [share for *_, share in side.classes]) for side in found] == [
        ("收入按科目", False, [1000, 500]),
        ("支出按科目", True, [250]),
    ]
    assert found[0].classes[0][1] == "60,000.00"
    assert sides_of([]) == ()


def test_they_stand_side_by_side_where_there_is_room() -> None:
    found = sides_of([values for block in (INCOME, EXPENSE) if isinstance(values := as_plain(block), dict)])
    assert [wide < 900 for _, wide in columns_of(found, 900, SIZES)] == [True, True]
    assert [wide for _, wide in columns_of(found, 400, SIZES)] == [400, 400]
    assert height_of(found, 900, SIZES) < height_of(found, 400, SIZES)
    assert height_of((), 900, SIZES) == 0


@pytest.mark.parametrize("size", [(2400, 1200), (1200, 900), (900, 600), (600, 900)])
def test_a_board_with_room_shows_income_and_expense_but_no_budget(
    size: tuple[int, int], tmp_path: Path
) -> None:
    task = task_of(
        size,
        account(),
        views.notice_view("2026-0030"),
        *(views.record_view(f"2026-{at:04d}") for at in (40, 41, 42)),
    )
    path = tmp_path / "board.pdf"
    path.write_bytes(CHANNEL.render(task, views.theme()).data)
    (sheet,) = read_sheets(path)
    assert [*outside(sheet), *overlaps(sheet)] == []
    if sides(task):
        assert all(
            squeeze(words) in sheet.shown
            for words in ("收入按科目", "补助收入（人居环境整治专项）", "30,000.00", "公益支出", "15,000.00")
        )
    assert "保洁" not in sheet.shown


def test_nothing_is_set_smaller_for_the_classes() -> None:
    records = (views.notice_view("2026-0030"), *(views.record_view(f"2026-{at:04d}") for at in range(40, 60)))
    shown = 0
    for size in ((2400, 1200), (1200, 900), (900, 600), (600, 900)):
        for some in (records, records[:3]):
            with_them, without = (
                task_of(size, record, *some)
                for record in (account(), views.finance_view("2026-0012", blocks=()))
            )
            assert (
                board_data(with_them.data, views.theme())["sizes"]
                == board_data(without.data, views.theme())["sizes"]
            )
            shown += bool(sides(with_them))
    assert shown
