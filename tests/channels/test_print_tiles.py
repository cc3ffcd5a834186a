"""Boards in pieces for the village's own printer: put together they are the board."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pymupdf
import pytest

from sunboard.channels.print import CHANNEL
from sunboard.channels.print.tiles import MARGIN, OVERLAP, tiling
from sunboard.contracts import Task
from sunboard.model.view import BoardView
from tests.helpers import views
from tests.helpers.pdfs import read_sheets, said

pytestmark = pytest.mark.once

DPI = 50.8  # two pixels a millimetre


def planned(size: tuple[int, int], paper: str) -> dict[str, Task]:
    board = BoardView(name="main", title="", place="", width=size[0], height=size[1], ink="full", tiles=paper)
    village = replace(views.village_view(), boards=(board,))
    tasks = (task for task in CHANNEL.plan_village(village, views.theme()) if isinstance(task, Task))
    return {task.section: task for task in tasks if task.section != "sheets"}


def drawn(data: bytes, page: int, scale: float) -> np.ndarray:
    with pymupdf.open(stream=data) as document:
        pixmap = document[page].get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY)
        return np.frombuffer(pixmap.samples, np.uint8).reshape(pixmap.height, pixmap.stride)[
            :, : pixmap.width
        ]


@pytest.mark.parametrize(("size", "paper"), [((900, 600), "A4"), ((600, 900), "A3")])
def test_tiles_put_together_are_the_board(size: tuple[int, int], paper: str) -> None:
    tasks = planned(size, paper)
    whole, made = (CHANNEL.render(tasks[name], views.theme()) for name in ("boards", "tiles"))
    cut = tiling(size, paper)
    assert made.learned["page_count"] == 1 + cut.rows * cut.columns
    scale = 2 * 25.4 / 72  # two pixels a millimetre
    board = drawn(whole.data, 0, scale)
    again = np.full_like(board, 255)
    wide, tall = (int(2 * side) for side in cut.shown)
    margin = int(2 * MARGIN)
    for at in range(cut.rows * cut.columns):
        row, column = divmod(at, cut.columns)
        tile = drawn(made.data, at + 1, scale)[margin : margin + tall, margin : margin + wide]
        x, y = (int(2 * length) for length in cut.corner(row, column))
        place = again[y : y + tall, x : x + wide]
        place[:] = tile[: place.shape[0], : place.shape[1]]
    differs = np.abs(again.astype(int) - board.astype(int)) > 64
    assert differs.mean() < 0.005
    assert (board < 128).mean() > 0.03, "there is something to compare"


def test_each_tile_is_named_and_a_page_tells_how_they_go_together() -> None:
    made = CHANNEL.render(planned((900, 600), "A4")["tiles"], views.theme())
    pages = read_sheets(made.data)
    assert "实际大小" in said(pages[:1])
    assert all(f"第{row}行第{column}张" in said(pages) for row in (1, 2) for column in (1, 2, 3))
    named = [span for page in pages[1:] for span in page.spans if span.size == pytest.approx(8, abs=0.1)]
    edge = min(min(span.ink[:2]) for span in named)
    assert edge > 5 * 72 / 25.4, "printers reach no further"


@pytest.mark.parametrize("size", [(2400, 1200), (600, 900), (190, 150), (3600, 1200)])
def test_tiles_cover_the_board_on_as_few_sheets_as_may_be(size: tuple[int, int]) -> None:
    cut = tiling(size, "A4")
    x, y = cut.corner(cut.rows - 1, cut.columns - 1)
    assert x + cut.shown[0] >= size[0]
    assert y + cut.shown[1] >= size[1]
    before = cut.corner(max(0, cut.rows - 2), max(0, cut.columns - 2))
    assert cut.columns == 1 or before[0] + cut.shown[0] < size[0]
    assert cut.rows == 1 or before[1] + cut.shown[1] < size[1]
    assert OVERLAP == 10
