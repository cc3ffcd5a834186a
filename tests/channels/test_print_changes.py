"""本次要换的纸: just the papers whose bytes differ from those that hang, and what goes over the old ones."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pymupdf
import pytest

from sunboard.channels.print import CHANNEL
from sunboard.contracts import Rendered, Task
from sunboard.model.plain import maps_of, sha256
from sunboard.model.posted import parse_posted, to_posted
from sunboard.model.state import State
from sunboard.model.view import BoardView, Notice, VillageView
from tests.helpers import views
from tests.helpers.pdfs import read_sheets, said, squeeze

pytestmark = pytest.mark.once

BOARD = BoardView(name="main", title="", place="村部门口", width=900, height=600, ink="outline")
FIRST = views.record_view("2026-0001", title="第一件")
SECOND = views.record_view("2026-0002", title="第二件")


def drawn(village: VillageView) -> dict[str, tuple[Task, Rendered]]:
    tasks = (task for task in CHANNEL.plan_village(village, views.theme()) if isinstance(task, Task))
    return {task.output: (task, CHANNEL.render(task, views.theme())) for task in tasks}


def posted(village: VillageView) -> bytes:
    """Return what is recorded of a village whose papers have all been put up."""
    made = drawn(village)
    manifest: dict[str, Any] = {name: [] for name in CHANNEL.sections}
    for task, rendered in made.values():
        manifest[task.section].append({**task.entry, **rendered.learned})
    manifest["outputs"] = [
        {"path": path, "sha256": sha256(rendered.data)} for path, (_, rendered) in made.items()
    ]
    return to_posted(manifest, CHANNEL.posted, "2026-04-01")


def changes(before: VillageView, after: VillageView) -> tuple[dict[str, Any], Rendered]:
    made = drawn(replace(after, posted=parse_posted(posted(before))))
    ((task, rendered),) = (item for path, item in made.items() if path.endswith("changes.pdf"))
    return {**task.entry, **rendered.learned}, rendered


def village(*records: Any, tiles: str = "") -> VillageView:
    return views.village_view(records, boards=(replace(BOARD, tiles=tiles),))


def test_nothing_is_to_be_changed_where_nothing_changed() -> None:
    entry, made = changes(village(FIRST), village(FIRST))
    assert (entry["put_up"], entry["take_down"], entry["page_count"]) == ([], [], 1)
    assert "没有要换的纸" in said(read_sheets(made.data))


def test_one_new_record_changes_its_sheet_and_the_board() -> None:
    before, after = village(FIRST), village(FIRST, SECOND)
    entry, made = changes(before, after)
    old, new = drawn(before), drawn(after)
    differ = {path for path in new if path not in old or new[path][1].data != old[path][1].data}
    assert {paper["file"] for paper in entry["put_up"]} == differ
    pages = read_sheets(made.data)
    assert len(pages) == entry["page_count"] == 1 + len(differ)
    assert [
        word for word in ("2026年4月1日", "第二件", "公开栏村部门口") if word not in said(pages[:1])
    ] == []
    assert {tuple(round(side) for side in page.size_mm) for page in pages} == {(210, 297), (900, 600)}


def test_a_board_has_its_name_on_the_list_only_where_another_is_called_the_same() -> None:
    def told(*boards: BoardView) -> str:
        before, after = village(FIRST), village(FIRST, SECOND)
        _, made = changes(replace(before, boards=boards), replace(after, boards=boards))
        return said(read_sheets(made.data)[:1])

    assert "公开栏村部门口1页" in told(BOARD)
    assert "公开栏村部门口1页" in told(BOARD, replace(BOARD, name="school", place="学校门口"))
    assert "公开栏school村部门口1页" in told(BOARD, replace(BOARD, name="school"))
    assert "大公开栏村部门口1页" in told(replace(BOARD, title="大公开栏"))


def test_of_a_tiled_board_only_the_tiles_that_changed_are_printed() -> None:
    long = replace(FIRST, summary=FIRST.summary + "还有一句。")
    entry, made = changes(village(FIRST, SECOND, tiles="A4"), village(long, SECOND, tiles="A4"))
    assert [paper["section"] for paper in entry["put_up"]] == ["sheets", "tiles"]
    ((_, whole),) = (
        item for path, item in drawn(village(long, tiles="A4")).items() if path.endswith(".tiles.pdf")
    )
    assert entry["page_count"] < 2 + int(str(whole.learned["page_count"]))
    assert all(round(page.size_mm[0]) in (210, 297) for page in read_sheets(made.data))
    with pymupdf.open(stream=made.data) as document:
        cells = [shape for shape in document[0].get_drawings() if 20 < shape["rect"].width < 30]
    assert len(cells) > sum(shape["fill"] is not None for shape in cells) == entry["page_count"] - 3, (
        "the plan"
    )


def test_a_board_of_which_all_tiles_change_needs_no_plan() -> None:
    _, made = changes(village(FIRST), village(FIRST, tiles="A4"))
    assert "全部" in said(read_sheets(made.data)[:1])
    with pymupdf.open(stream=made.data) as document:
        boxes = [shape["rect"] for shape in document[0].get_drawings() if 20 < shape["rect"].width < 30]
    assert all(abs(box.width - box.height) < 1 for box in boxes), "boxes to tick, and no tiles"


def test_a_short_list_of_papers_to_change_is_in_large_type_and_stays_on_its_page() -> None:
    def largest(count: int) -> tuple[int, float]:
        records = [views.record_view(f"2026-{at:04d}", title=f"第{at}件") for at in range(10, 10 + count)]
        _, made = changes(village(FIRST), village(FIRST, *records))
        pages = read_sheets(made.data)
        listed = [page for page in pages if "本次要换的纸" in said([page])]
        return len(listed), max(span.size for span in listed[0].spans)

    (few, large), (more, small) = largest(1), largest(15)
    assert (few, more) == (1, 1)
    assert large > 1.3 * small


def test_what_is_withdrawn_is_gone_over_in_both_sizes_and_what_ended_comes_down() -> None:
    notice = Notice("warn", "2026年4月20日已撤回。原因：合同尚未生效")
    state = {"state": State.WITHDRAWN, "phase": State.WITHDRAWN, "state_label": "已撤回"}
    nothing = {"summary": "", "facts": (), "blocks": (), "body": "", "on_display": False, "bare": True}
    gone = replace(FIRST, **state, **nothing, notices=(notice,))  # type: ignore[arg-type]
    ended = replace(SECOND, state=State.ENDED, phase=State.ENDED, on_display=False)
    third = views.record_view("2026-0003", title="第三件")
    before = posted(village(FIRST, SECOND, third))
    entry, made = changes(village(FIRST, SECOND, third), village(gone, ended, third))
    assert [paper["name"] for paper in entry["put_up"]] == ["2026-0001", "main"]
    assert entry["take_down"] == ["2026-0002"]
    cells = [cell for paper in maps_of(parse_posted(before), "papers") for cell in maps_of(paper, "cells")]
    cell = next(cell for cell in cells if cell["number"] == "2026-0001")
    note = read_sheets(made.data)[-1]
    assert "已撤回" in said([note])
    assert "合同尚未生效" in said([note])
    assert "柳湾村监督电话" in said([note])
    first = said(read_sheets(made.data)[:1])
    assert "公开栏整块换新的，就不用贴。第一件公开栏村部门口撤下" in first
    assert "换上（2件）" in first, "a note is counted where it is listed"
    reach = max(span.ink[3] for span in note.spans) / (72 / 25.4)
    assert reach < 15 + int(str(cell["high"])) + 1


@pytest.mark.parametrize(("tiles", "sheet"), [("", (420, 297)), ("A4", (297, 210))])
def test_what_goes_over_a_place_that_no_sheet_covers_is_as_large_as_the_village_can_print(
    tiles: str, sheet: tuple[int, int]
) -> None:
    thin = (replace(BOARD, width=2400, height=500, tiles=tiles),)
    state = {"state": State.WITHDRAWN, "phase": State.WITHDRAWN, "state_label": "已撤回"}
    gone = replace(FIRST, **state, on_display=False)  # type: ignore[arg-type]
    before = replace(village(FIRST), boards=thin)
    _, made = changes(before, replace(village(gone), boards=thin))
    note = read_sheets(made.data)[-1]
    assert "已撤回" in said([note])
    assert tuple(map(round, note.size_mm)) == sheet


def test_boards_on_which_a_place_is_of_another_size_get_what_fits_it() -> None:
    boards = (BOARD, replace(BOARD, name="door", place="卫生室", width=600, height=900))
    state = {"state": State.WITHDRAWN, "phase": State.WITHDRAWN, "state_label": "已撤回"}
    gone = replace(FIRST, **state, on_display=False)  # type: ignore[arg-type]
    before, after = (replace(village(record), boards=boards) for record in (FIRST, gone))
    _, made = changes(before, after)
    pages = read_sheets(made.data)
    assert said(pages[:1]).count("第一件公开栏") == 2
    assert all("已撤回" in said([page]) for page in pages[-2:])


def test_tiles_are_named_in_few_words_beside_a_title_on_one_line() -> None:
    entry, made = changes(village(FIRST), village(FIRST, SECOND, tiles="A4"))
    assert entry["put_up"][-1]["section"] == "tiles"
    first = read_sheets(made.data)[0]
    assert "16张：全部" in said([first])
    (title,) = (span for span in first.spans if "第二件" in span.text)
    assert title.ink[3] - title.ink[1] < 2 * title.size
    assert "村〔2026〕公2号" in said([first]), "as the paper on the wall is numbered"
    long = replace(FIRST, summary=FIRST.summary + "还有一句。")
    _, made = changes(village(FIRST, SECOND, tiles="A4"), village(long, SECOND, tiles="A4"))
    some = said(read_sheets(made.data)[:1])
    assert "全部" not in some
    assert re.search(r"张：\d-\d(到\d-\d)?", some)


def test_each_board_on_which_something_goes_over_a_place_has_a_line_of_its_own() -> None:
    boards = tuple(replace(BOARD, name=name, title=f"{name}栏", place=f"{name}门口") for name in ("甲", "乙"))
    gone = replace(FIRST, state=State.WITHDRAWN, phase=State.WITHDRAWN, on_display=False)
    before = replace(village(FIRST, SECOND), boards=boards)
    _, made = changes(before, replace(village(gone, SECOND), boards=boards))
    spans = [squeeze(span.text) for span in read_sheets(made.data)[0].spans]
    assert [f"{name}栏{name}门口" in spans for name in ("甲", "乙")] == [True, True]


def test_the_title_of_the_list_breaks_between_words() -> None:
    named = replace(village(FIRST, SECOND), name="碧溪河上游左岸移民新村")
    _, made = changes(replace(named, records=(FIRST,)), named)
    spans = [squeeze(span.text) for span in read_sheets(made.data)[0].spans]
    assert spans[0] + spans[1] == "碧溪河上游左岸移民新村本次要换的纸"
    assert min(len(spans[0]), len(spans[1])) >= 4
