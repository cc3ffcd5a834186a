"""How many pages a sheet takes is measured as it is drawn.

And it is set in the best way that takes the fewest.
"""

from __future__ import annotations

from dataclasses import replace

import pymupdf
import pytest

from sunboard.channels.print import CHANNEL
from sunboard.contracts import Task
from sunboard.model.blocks import StepsBlock
from sunboard.model.view import RecordView
from sunboard.theming import Theme
from tests.helpers import views


def task_of(record: RecordView) -> Task:
    (task,) = (
        task
        for task in CHANNEL.plan_village(views.village_view((record,), boards=()), views.theme())
        if isinstance(task, Task)
    )
    return task


def drawn(record: RecordView, theme: Theme | None = None) -> pymupdf.Document:
    """Return the sheet of a record.

    It is drawn without a word of warning, and the manifest learns its pages.
    """
    made = CHANNEL.render(task_of(record), theme or views.theme())
    document = pymupdf.open(stream=made.data)
    assert made.problems == ()
    assert made.learned == {"page_count": len(document)}
    return document


def sizes(document: pymupdf.Document) -> set[float]:
    """Return the sizes of type that a sheet uses."""
    spans = (
        span
        for page in document
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    )
    return {round(span["size"], 1) for span in spans}


def text_of_page(document: pymupdf.Document, page: int) -> str:
    return "".join(document[page].get_text().split())


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
    blocks = tuple(replace(flow, steps=made) if block is flow else block for block in record.blocks)
    return replace(record, blocks=blocks)


def changed(theme: Theme, old: str, new: str) -> Theme:
    """Return a theme whose sheet is a county's own."""
    (name,) = (name for name in theme.files if name.endswith("print/sheet.typ"))
    assert old.encode() in theme.files[name]
    return replace(theme, files={**theme.files, name: theme.files[name].replace(old.encode(), new.encode())})


@pytest.mark.parametrize("paragraphs", range(1, 15))
def test_a_page_is_saved_by_small_type_and_by_nothing_else(paragraphs: int) -> None:
    record = replace(views.notice_view(), body="长的一段话，写给全村的人看。\n\n" * paragraphs * 2)
    only_large = changed(views.theme(), "#let sizes = data.sizes", "#let sizes = data.sizes.slice(0, 1)")
    large, best = drawn(record, only_large), drawn(record)
    assert len(best) <= len(large)
    assert (16.0 in sizes(best)) == (len(best) == len(large))  # of the summary


def test_a_page_is_saved_by_a_chart_in_one_column_before_small_type() -> None:
    found = set()
    for steps in range(3, 15):
        document = drawn(power(steps))
        found.add((14.0 in sizes(document), text_of_page(document, 0).count("第1组") > 1))
    assert (True, True) in found


def test_what_belongs_together_begins_a_last_page_that_would_be_empty() -> None:
    without = changed(views.theme(), "if place == plan.turn {", "if false {")
    turned = 0
    for length in range(10, 90, 4):
        record = replace(views.record_view(), body="长的一段话，写给全村的人看。" * length)
        plain, made = drawn(record, without), drawn(record)
        assert len(plain) == len(made)
        turned += len(text_of_page(made, -1)) > len(text_of_page(plain, -1))
    assert turned


def test_a_countys_own_sheet_is_counted_as_it_is_drawn() -> None:
    taller = changed(views.theme(), "#let above = 19mm", "#let above = 120mm")
    assert len(drawn(views.notice_view(), taller)) > len(drawn(views.notice_view()))


def test_the_note_of_a_clock_stands_on_one_line_or_below_its_days() -> None:
    lines = [line.strip() for line in drawn(views.notice_view())[0].get_text().split("\n") if line.strip()]
    assert all(len(line) > 2 for line in lines if line.endswith(("提", "复")))
