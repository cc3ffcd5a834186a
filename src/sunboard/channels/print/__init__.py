"""Paper: sheets for the village's own printer and boards for the print shop.

What composes and draws is imported when it is asked for: most commands draw nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from sunboard.contracts import Artifact, Channel, Rendered, Task
from sunboard.model.surface import Surface
from sunboard.model.view import VillageView
from sunboard.theming import Theme


def _plan_village(village: VillageView, theme: Theme) -> Iterable[Task | Artifact]:
    from sunboard.channels.print.planning import plan_village

    return plan_village(village, theme)


def _render(task: Task, theme: Theme) -> Rendered:
    from sunboard.channels.print.drawing import render

    return render(task, theme)


CHANNEL = Channel(
    name="print",
    plan_village=_plan_village,
    render=_render,
    sections=("boards", "sheets", "tiles", "changes"),
    posted=("boards", "sheets", "tiles"),
    rank=2,
    surface=Surface.PAPER,
)
