"""How many pages a sheet takes is known before it is drawn, and it is set in the best way that takes the fewest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pymupdf
import pytest

from sunboard.channels.print import CHANNEL, drawing, filling
from sunboard.channels.print.filling import Atom, count_pages, turn_of
from sunboard.channels.print.sheets import pages_of, sheet_data, sheet_ways, turned
from sunboard.contracts import Task
from sunboard.model.blocks import StepsBlock
from sunboard.model.plain import map_of, maps_of
from sunboard.model.view import RecordView
from tests.helpers import views


def task_of(record: RecordView) -> Task:
    (task,) = (
        task
        for task in CHANNEL.plan_village(views.village_view((record,), boards=()), views.theme())
        if isinstance(task, Task)
    )
    return task


def many(count: int, high: float = 10.0, **more: Any) -> list[Atom]:
    return [Atom(0, high, **more) for _ in range(count)]


def power(steps: int) -> RecordView:
    """Return an item of the power list whose flow has so many steps, each by another of four."""
    record = views.power_view()
    (flow,) = (block for block in record.blocks if isinstance(block, StepsBlock))
    made = tuple(
        replace(
            flow.steps[0], id=str(at), who=f"第{at % 4}组", what="核对材料并登记造册，当场告知结果", risks=()
        )
        for at in range(steps)
    )
    return replace(
        record, blocks=tuple(replace(flow, steps=made) if block is flow else block for block in record.blocks)
    )


def test_pages_are_counted_with_the_foot_on_the_last() -> None:
    assert count_pages(many(10), 20, 140) == 1
    assert count_pages(many(12), 20, 140) == 2  # its foot has no room left
    assert count_pages(many(10), 20, 140, scale=1.2) == 2
    assert count_pages([], 20, 140) == 1
    assert count_pages([Atom(0, 300)], 20, 140) == 3  # what is higher than a page breaks by itself


def test_a_head_stays_with_what_follows_and_names_stand_again_on_the_next_page() -> None:
    assert count_pages([*many(13), Atom(0, 8, sticky=True), Atom(0, 100)], 10, 140) == 2
    assert count_pages([*many(13), Atom(0, 8, sticky=True), Atom(0, 110)], 10, 140) == 3
    assert count_pages(many(26, crown=0), 0, 100) == 3
    assert count_pages(many(26, crown=30), 0, 100) == 4


def test_what_belongs_together_begins_a_last_page_that_would_be_empty() -> None:
    sections = [("head", many(4)), ("block-0", many(4)), ("block-1", many(3)), ("related", many(1))]
    assert turn_of(sections, 10, 110) == "block-1"
    assert turn_of(sections, 10, 160) == ""  # one page
    assert turn_of([*sections[:-1], ("related", many(5))], 10, 110) == ""  # the last page has enough
    assert (
        turn_of([("head", many(4)), ("block-0", many(8))], 10, 110) == ""
    )  # what a sheet begins with stays on its first page
    assert (
        turn_of([("head", many(4)), ("block-0", many(4)), ("related", many(1))], 10, 110) == "related"
    )  # no foot stands alone


def test_a_foot_knows_that_nobody_who_signed_is_parted_from_what_he_did() -> None:
    signing = [
        {"label": label, "value": value}
        for label, value in (
            ("经办人", "白小河"),
            ("监委会审核人", "秦立秋"),
            ("审核日期", "2026年4月14日"),
            ("批准人", "孟春生"),
        )
    ]
    data: dict[str, Any] = {"modules": 30, "dates": [{}] * 8, "phones": [], "address": "", "signing": signing}
    beside = (
        sum(filling.width(fact["label"]) + 0.5 + filling.width(fact["value"]) for fact in signing) + 3 * 1.2
    )
    room = 12 * beside + 90 * filling.MM
    assert filling.foot_of(data, room + 1) < filling.foot_of(data, room - 1)
    assert filling.foot_of(data, room - 1) == filling.foot_of(data, room - 30)


def test_a_sheet_whose_foot_just_fails_to_fit_is_set_in_smaller_type(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where the estimate thinks that it fits: the sheet itself tells."""
    monkeypatch.setattr(drawing, "pages_of", lambda way, scale: 1)
    task = task_of(views.notice_view())
    drawn: list[Any] = []
    draw = drawing._draw

    def one_more(data: Any, task: Task, theme: Any) -> Any:
        drawn.append(data["size"])
        return replace(draw(data, task, theme), pages=2 if data["size"] == "14.0" else 1)

    monkeypatch.setattr(drawing, "_draw", one_more)
    assert CHANNEL.render(task, views.theme()).learned == {"page_count": 1}
    assert drawn == ["14.0", "12.0"]


@pytest.mark.parametrize(
    "record",
    [views.power_view(), power(3), power(13), views.finance_view(), views.notice_view(), views.record_view()],
)
def test_every_way_takes_as_many_pages_as_thought(record: RecordView) -> None:
    task = task_of(record)
    for way in sheet_ways(task.data, views.theme()):
        drawn = drawing._draw(way, task, views.theme())
        assert pages_of(way, 0.97) <= drawn.pages <= pages_of(way, 1.03)


def test_a_page_is_saved_by_one_column_before_small_type(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []
    draw = drawing._draw
    monkeypatch.setattr(
        drawing, "_draw", lambda data, task, theme: drawn.append(data) or draw(data, task, theme)
    )
    task = task_of(power(13))
    lanes, column, *small = sheet_ways(task.data, views.theme())
    assert [way["size"] for way in (lanes, column, *small)] == ["14.0", "14.0", "12.0", "12.0"]
    assert pages_of(column, 1.0) < pages_of(lanes, 1.0)
    made = CHANNEL.render(task, views.theme())
    assert made.learned == {"page_count": pages_of(column, 1.0)}
    assert [
        (way["size"], map_of(block, "chart")["head"])
        for way in drawn
        for block in maps_of(way, "blocks")
        if block["type"] == "steps"
    ] == [("14.0", None)]


def test_a_short_sheet_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []
    draw = drawing._draw
    monkeypatch.setattr(
        drawing, "_draw", lambda data, task, theme: drawn.append(data) or draw(data, task, theme)
    )
    CHANNEL.render(task_of(views.notice_view()), views.theme())
    assert len(drawn) == 1


def test_a_ledger_turns_its_pages_itself() -> None:
    way = sheet_data(task_of(views.finance_view()).data, views.theme())
    assert turned(way) is way


def test_the_note_of_a_clock_stands_on_one_line_or_below_its_days() -> None:
    made = CHANNEL.render(task_of(views.notice_view()), views.theme())
    with pymupdf.open(stream=made.data) as document:
        lines = [line.strip() for line in document[0].get_text().split("\n") if line.strip()]
    assert all(len(line) > 2 for line in lines if line.endswith(("提", "复")))
