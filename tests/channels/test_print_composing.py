"""How the columns of a board are divided."""

from __future__ import annotations

import pytest

from sunboard.channels.print import CHANNEL
from sunboard.channels.print.boards import board_data
from sunboard.contracts import Task
from sunboard.model.plain import Plain, Values, list_of
from sunboard.model.view import BoardView, RecordView
from tests.helpers import views

LONG = (
    "关于第三、第四、第五村民小组机动地重新发包以及水渠清淤、巷"
    "道硬化、路灯维修三项工程统一招标结果的情况说明第一期公示稿"
)


def pages(size: tuple[int, int], *records: RecordView) -> list[list[Values]]:
    village = views.village_view(records, boards=(BoardView("main", "", "", *size, "full"),))
    task = next(
        task
        for task in CHANNEL.plan_village(village, views.theme())
        if isinstance(task, Task) and "board" in task.data
    )
    return [
        [thing for thing in things(page) if isinstance(thing, dict)]
        for page in list_of(board_data(task.data, views.theme()), "pages")
    ]


def things(page: Plain) -> list[Plain]:
    return page if isinstance(page, list) else []


def seams(page: list[Values]) -> int:
    return sum(thing["kind"] == "seam" for thing in page)


@pytest.mark.parametrize("size", [(2400, 1200), (1200, 900), (900, 600)])
def test_a_panel_with_nothing_to_show_has_no_column_of_its_own(size: tuple[int, int]) -> None:
    account, notice = views.finance_view("2026-0012"), views.notice_view("2026-0030")
    (bare,) = pages(size, account, notice)
    (usual,) = pages(size, account, notice, *(views.record_view(f"2026-{at:04d}") for at in (40, 41, 42)))
    assert (seams(bare), seams(usual)) == (1, 2)


def test_notices_take_the_room_of_an_empty_panel_before_a_further_page() -> None:
    notices = [views.notice_view(f"2026-{at:04d}", title=LONG) for at in range(30, 40)]
    assert len(pages((1200, 900), views.finance_view("2026-0012"), *notices)) == 1
