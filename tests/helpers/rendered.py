"""What a channel makes of views: the plan of a village or a county, and its files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sunboard.channels.print import CHANNEL as print_channel
from sunboard.contracts import Artifact, Channel, Rendered, Task
from sunboard.model.view import BoardView, RecordView, SiteView, VillageView
from sunboard.theming import Theme
from tests.helpers import views


def plan(channel: Channel, at: VillageView | SiteView, language: str = "zh") -> dict[str, Task | Artifact]:
    """Return what a channel plans, by its place."""
    theme = views.theme(language)
    of = channel.plan_village(at, theme) if isinstance(at, VillageView) else channel.plan_site(at, theme)
    return {item.output: item for item in of}


def tasks(channel: Channel, village: VillageView, language: str = "zh") -> list[Task]:
    """Return what a channel has to draw of a village."""
    return [item for item in plan(channel, village, language).values() if isinstance(item, Task)]


def made(channel: Channel, item: Task | Artifact, language: str = "zh") -> bytes:
    """Return the bytes of something planned."""
    return item.data if isinstance(item, Artifact) else channel.render(item, views.theme(language)).data


def sheet_task(record: RecordView, **changes: Any) -> Task:
    """Return what is to be drawn of a record's sheet."""
    (task,) = tasks(print_channel, views.village_view((record,), boards=(), **changes))
    return task


def sheet(record: RecordView, theme: Theme | None = None) -> Rendered:
    return print_channel.render(sheet_task(record), theme or views.theme())


def board_task(
    village: VillageView, size: tuple[int, int], ink: str = "outline", language: str = "zh"
) -> Task:
    """Return what is to be drawn of a village's board of some millimetres."""
    boards = (BoardView("main", "", "村委会门口", *size, ink),)
    (task,) = (
        task
        for task in tasks(print_channel, replace(village, boards=boards), language)
        if task.section == "boards"
    )
    return task


def board(
    village: VillageView, size: tuple[int, int], ink: str = "outline", language: str = "zh"
) -> Rendered:
    return print_channel.render(board_task(village, size, ink, language), views.theme(language))
