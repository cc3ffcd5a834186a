"""Handouts: cards, desk plates, boards at a site, letters, leaflets and bound volumes, as PDF.

What composes and draws is imported when it is asked for: most commands draw nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sunboard.contracts import Artifact, Channel, Rendered, Task
from sunboard.model.surface import Surface
from sunboard.model.view import VillageView
from sunboard.theming import Theme


def _plan_village(village: VillageView, theme: Theme) -> Iterable[Task | Artifact]:
    from sunboard.channels.handouts.planning import plan_village

    return plan_village(village, theme)


def _render(task: Task, theme: Theme) -> Rendered:
    from sunboard.channels.handouts.drawing import render

    return render(task, theme)


CHANNEL = Channel(
    name="handouts",
    plan_village=_plan_village,
    render=_render,
    sections=("handouts",),
    theme=Path(__file__).parent / "theme",
    rank=4,
    surface=Surface.PAPER,
)
